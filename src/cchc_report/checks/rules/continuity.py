"""The turn of the year: what the year before left pending is what this year carries over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from cchc_report.checks.finding import FindingRow, Material, Observation, Rows, Rule
from cchc_report.checks.rows import MOST_ROWS_NAMED, finding_rows, observed
from cchc_report.errors import Text
from cchc_report.measures import vietnamese_difference, vietnamese_integer
from cchc_report.registers.labels import PROCEDURE_KINDS
from cchc_report.sources.previous import PreviousYear, UnreadableYear
from cchc_report.vietnamese_dates import short_date


def not_compared(material: Material) -> Iterator[Observation]:
    """Report that the year before is there and could not be read."""
    previous = material.previous
    if isinstance(previous, UnreadableYear):
        problems, year = previous.problems, previous.year
        first = problems[0].what
        # The code of a problem names it without the value at fault.
        rows = tuple(FindingRow(problem.place, problem.code) for problem in problems[:MOST_ROWS_NAMED])
        yield Observation(
            Text(
                f"Không so được với năm {year}: tệp của năm đó có {len(problems)} lỗi, trước hết: {first.vi}",
                f"Not compared with {year}: its files have {len(problems)} problems, the first: {first.en}",
            ),
            Rows(rows, len(problems)),
        )


def period_gap(material: Material) -> Iterator[Observation]:
    """Report days between the two periods that belong to neither, or to both."""
    turn = material.turn
    if turn is None or turn.days_between == 0:
        return
    end, start = short_date(turn.previous.parameters.period.end), short_date(material.parameters.period.start)
    vi = f"kỳ trước kết thúc {end}, kỳ này bắt đầu {start}"
    en = f"the last one ended on {end}, this one starts on {start}"
    n = abs(turn.days_between)
    if turn.days_between > 0:
        text = Text(
            f"{n} ngày không thuộc kỳ báo cáo nào: {vi}; "
            "không xét được hồ sơ của kỳ trước kết thúc trong những ngày này",
            f"{n} days belong to no period: {en}; dossiers that ended on these days cannot be followed",
        )
    else:
        text = Text(
            f"{n} ngày thuộc cả hai kỳ báo cáo: {vi}",
            f"{n} days belong to both periods: {en}",
        )
    yield Observation(text, gap=turn.days_between)


def carried_over(material: Material) -> Iterator[Observation]:
    """Report where the number carried over is not the number that the year before left pending."""
    turn = material.turn
    if turn is None or turn.days_between > 0:  # what ended between two periods cannot be known
        return
    carried, pending = int(turn.carried.sum()), int(turn.pending.sum())
    if gap := carried - pending:
        now, then, signed = vietnamese_integer(carried), vietnamese_integer(pending), vietnamese_difference(gap)
        eve = short_date(turn.eve)
        yield Observation(
            Text(
                f"Hồ sơ từ kỳ trước chuyển sang là {now}, trong khi số liệu năm trước còn {then} hồ sơ đang giải quyết "
                f"đến hết ngày {eve}: lệch {signed}",
                f"{now} dossiers are carried over, but the year before left {then} pending on {eve}: {signed}",
            ),
            gap=gap,
            figures=("settlement.carried_over",),
        )


def appeared(material: Material) -> Iterator[Observation]:
    """Report dossiers that are carried over although the year before did not know them."""
    if (turn := material.turn) is not None:
        yield from observed(
            finding_rows(material.registers.dossiers, turn.appeared, column="received_at"),
            "{n} hồ sơ chuyển từ kỳ trước sang không có trong tệp kết xuất của năm trước",
            "{n} carried-over dossiers are not in the export of the year before",
        )


def vanished(material: Material) -> Iterator[Observation]:
    """Report dossiers that the year before left pending and that this year's export does not hold."""
    turn = material.turn
    if turn is not None and turn.days_between <= 0:
        yield from observed(
            finding_rows(turn.previous.registers.dossiers, turn.vanished),
            "{n} hồ sơ năm trước chưa giải quyết xong không có trong tệp kết xuất năm nay",
            "{n} dossiers that the year before left pending are not in this year's export",
        )


def status_changed(material: Material) -> Iterator[Observation]:
    """Report dossiers that one of the two years says were concluded at the turn, and the other not."""
    turn = material.turn
    if turn is None:
        return
    yield from observed(
        finding_rows(material.registers.dossiers, turn.reopened, column="status"),
        "{n} hồ sơ chuyển từ kỳ trước sang đã kết thúc, hoặc không phải hồ sơ đang giải quyết, theo số liệu năm trước",
        "{n} carried-over dossiers were concluded, or not being settled, by the data of the year before",
    )
    if turn.days_between <= 0:
        yield from observed(
            finding_rows(turn.previous.registers.dossiers, turn.closed, column="status"),
            "{n} hồ sơ năm trước chưa giải quyết xong nhưng tệp kết xuất năm nay không tính là chuyển sang "
            "(ngày tiếp nhận, ngày kết thúc, trạng thái hoặc thủ tục đã đổi)",
            "{n} dossiers that the year before left pending are not carried over in this year's export "
            "(its dates, status or procedure have changed)",
        )


def due_date_moved(material: Material) -> Iterator[Observation]:
    """Report carried-over dossiers whose due date is not the one that the year before had."""
    if (turn := material.turn) is not None:
        yield from observed(
            finding_rows(material.registers.dossiers, turn.due_date_moved, column="due_at"),
            "{n} hồ sơ chuyển từ kỳ trước sang có ngày hẹn trả khác với số liệu năm trước",
            "{n} carried-over dossiers have another due date than the year before said",
        )


def kind_changed(material: Material) -> Iterator[Observation]:
    """Report procedures that the year before called one-way and this one does not, or the other way round."""
    if not isinstance(material.previous, PreviousYear):
        return
    before = material.previous.registers.procedures.frame
    was = dict(zip(before["code"], before["kind"].astype("str"), strict=True))
    procedures = material.registers.procedures
    pairs = zip(procedures.frame["code"], procedures.frame["kind"].astype("str"), strict=True)
    changed = np.array([was.get(code, kind) != kind for code, kind in pairs], dtype=bool)
    settled, one_way = (PROCEDURE_KINDS[kind].lower() for kind in ("settled", "one_way"))
    yield from observed(
        finding_rows(procedures, changed, column="kind"),
        f"{{n}} thủ tục đổi loại so với danh mục năm trước ({settled}, {one_way}); số liệu hai năm không so sánh được",
        "{n} procedures are of another kind than in the catalogue of the year before; the years do not compare",
    )


_rule = partial(
    Rule,
    remedy=Text(
        "Đối chiếu từng hồ sơ trên Hệ thống; nêu lý do trong báo cáo nếu số liệu năm trước đã được điều chỉnh",
        "Look each dossier up on the system; say in the report if last year's figures were corrected",
    ),
)

RULES = (
    _rule(
        "continuity.carried-over",
        "error",
        Text("Số chuyển sang khác số tồn của năm trước", "Carried over is not what was left pending"),
        Text(
            "Cột 6 của biểu II.06a kỳ này phải bằng cột 11 của kỳ trước",
            "Column 6 of form II.06a must be column 11 of the last period",
        ),
        check=carried_over,
    ),
    _rule(
        "continuity.appeared",
        "warning",
        Text("Hồ sơ chuyển sang mà năm trước không có", "Carried over from nowhere"),
        Text(
            "Hồ sơ nhập lùi ngày hoặc bị bỏ sót ở báo cáo năm trước",
            "It was entered with an earlier date, or missing in last year's report",
        ),
        check=appeared,
    ),
    _rule(
        "continuity.vanished",
        "warning",
        Text("Hồ sơ tồn của năm trước biến mất", "Pending dossier vanished"),
        Text(
            "Hồ sơ chưa xong bị xóa hoặc bị lọc mất khi kết xuất thì không bao giờ được tính là trễ",
            "A dossier that was deleted or filtered away is never counted as late",
        ),
        check=vanished,
    ),
    _rule(
        "continuity.status-changed",
        "warning",
        Text("Kết quả năm trước đã bị đổi", "Last year's outcome was changed"),
        Text(
            "Hồ sơ mở lại được tính là giải quyết hai lần; hồ sơ ghi lùi về năm trước không được tính lần nào",
            "A reopened dossier is settled twice; one that was ended with a date of last year is never counted",
        ),
        check=status_changed,
    ),
    _rule(
        "continuity.due-date-moved",
        "warning",
        Text("Ngày hẹn trả đã bị đổi", "Due date was moved"),
        Text("Dời ngày hẹn trả làm hồ sơ trễ thành đúng hạn", "Moving the due date makes a late dossier punctual"),
        check=due_date_moved,
    ),
    Rule(
        "continuity.kind-changed",
        "warning",
        Text("Thủ tục đổi loại so với năm trước", "Procedure of another kind than last year"),
        Text(
            "Thông báo một chiều chuyển thành hồ sơ phải giải quyết, hoặc ngược lại, làm đổi mọi tỷ lệ",
            "Moving notices into the core population, or out of it, changes every rate",
        ),
        Text("Kiểm tra cột “Loại” trong danh mục TTHC của hai năm", "Check the kind in both years' catalogues"),
        kind_changed,
    ),
    Rule(
        "continuity.period-gap",
        "warning",
        Text("Hai kỳ báo cáo không liền nhau", "The periods do not meet"),
        Text(
            "Hồ sơ kết thúc trong những ngày đó không được tính ở kỳ nào, hoặc được tính hai lần",
            "What ended on these days counts in no period, or in two",
        ),
        Text(
            "Sửa period trong params/ nếu ghi nhầm; nếu đúng, nêu trong báo cáo",
            "Correct period in params/ if it is wrong; else say so in the report",
        ),
        period_gap,
    ),
    Rule(
        "continuity.not-compared",
        "note",
        Text("Không so được với năm trước", "Not compared with the year before"),
        Text("Số chuyển sang chưa được đối chiếu với số tồn của năm trước", "The number carried over is not verified"),
        Text(
            "Chạy lệnh check cho năm trước để xem đủ lỗi, sửa rồi kiểm tra lại",
            "Run the command check for the year before to see all its problems, mend them and check again",
        ),
        not_compared,
    ),
)
