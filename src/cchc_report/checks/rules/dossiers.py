"""Dates, statuses, channels and procedures of dossiers that contradict each other or are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import file_rows, finding_rows, observed
from cchc_report.errors import Text
from cchc_report.statistics.classify import status_groups
from cchc_report.statistics.dossier_sets import PENDING
from cchc_report.statistics.procedures import ambiguous_names
from cchc_report.vietnamese_dates import short_date


def _observed(material: Material, mask: Any, vi: str, en: str, *, column: str | None = None) -> Iterator[Observation]:
    """Yield one observation of the dossiers in `mask`, if there are any; `{n}` in the texts is their number."""
    yield from observed(finding_rows(material.registers.dossiers, mask, column=column), vi, en)


def end_before_reception(material: Material) -> Iterator[Observation]:
    """Report dossiers that ended on a day before their reception."""
    dossiers = material.statistics.classified
    mask = (dossiers["ended_on"] < dossiers["received_on"]).to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ kết thúc trước ngày tiếp nhận",
        "{n} dossiers ended before their reception",
        column="finished_at",
    )


def due_before_reception(material: Material) -> Iterator[Observation]:
    """Report dossiers that were due on a day before their reception."""
    dossiers = material.statistics.classified
    mask = (dossiers["due_on"] < dossiers["received_on"]).to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ có ngày hẹn trả trước ngày tiếp nhận",
        "{n} dossiers were due before their reception",
        column="due_at",
    )


def due_on_day_off(material: Material) -> Iterator[Observation]:
    """Report dossiers that are due on a day that is not worked, by the calendar of the report."""
    classified = material.statistics.classified
    due = classified["due_on"].to_numpy().astype("datetime64[D]")
    counted = (classified["intake"] != "outside").to_numpy(dtype=bool) & ~np.isnat(due)
    days, of_dossier = np.unique(due[counted], return_inverse=True)
    off = np.array([not material.calendar.is_working_day(day.item()) for day in days], dtype=bool)
    mask = np.zeros(len(due), dtype=bool)
    mask[counted] = off[of_dossier]
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ có ngày hẹn trả rơi vào ngày nghỉ",
        "{n} dossiers are due on a day that is not worked",
        column="due_at",
    )


def no_due_date(material: Material) -> Iterator[Observation]:
    """Report core dossiers of the period without a due date, unless they were returned or withdrawn."""
    dossiers = material.statistics.classified
    judged = ~dossiers["outcome"].isin(["returned", "withdrawn", "none"])
    mask = ((dossiers["population"] == "core") & judged & dossiers["due_on"].isna()).to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ phải giải quyết không có ngày hẹn trả",
        "{n} core dossiers without a due date",
        column="due_at",
    )


def no_end_date(material: Material) -> Iterator[Observation]:
    """Report settled dossiers without an end date: they can neither be early nor late."""
    settled = status_groups(material.registers.dossiers.frame) == "settled"
    in_report = (material.statistics.classified["intake"] != "outside").to_numpy()
    mask = settled & in_report & material.statistics.classified["ended_on"].isna().to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ đã giải quyết nhưng không có ngày kết thúc xử lý",
        "{n} settled dossiers without an end date",
        column="finished_at",
    )


def ended_but_pending(material: Material) -> Iterator[Observation]:
    """Report dossiers with an end date whose status says that they are still being settled."""
    pending = status_groups(material.registers.dossiers.frame) == "pending"
    mask = pending & material.statistics.classified["ended_on"].notna().to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ đã có ngày kết thúc nhưng trạng thái là đang giải quyết; được tính theo trạng thái",
        "{n} dossiers have an end date but a pending status; they are counted by their status",
        column="status",
    )


def no_reception_date(material: Material) -> Iterator[Observation]:
    """Report dossiers that were taken in, by their status, on no known day: no period can be given to them."""
    taken_in = status_groups(material.registers.dossiers.frame) != "not_taken_in"
    mask = taken_in & material.statistics.classified["received_on"].isna().to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ đã tiếp nhận nhưng không có ngày tiếp nhận; không tính được vào kỳ nào",
        "{n} dossiers were taken in without a reception date; they belong to no period",
        column="received_at",
    )


def no_channel_column(material: Material) -> Iterator[Observation]:
    """Report an export without channels: the online share cannot be computed, which is not zero."""
    dossiers = material.registers.dossiers
    without = [number for number, origin in enumerate(dossiers.origins) if "channel" not in origin.columns]
    yield from observed(
        file_rows(dossiers, without),
        "{n} tệp kết xuất hồ sơ không có cột kênh thực hiện; không tính được số tiếp nhận trực tuyến từ đó",
        "{n} dossier exports have no channel column; online receptions cannot be counted from them",
    )


def no_channel(material: Material) -> Iterator[Observation]:
    """Report dossiers received in the period without a channel, in files that have the column."""
    dossiers = material.registers.dossiers
    has_column = np.array(["channel" in origin.columns for origin in dossiers.origins], dtype=bool)
    classified = material.statistics.classified
    received = (classified["intake"] == "received").to_numpy()
    mask = received & classified["channel"].isna().to_numpy() & has_column[dossiers.origin_numbers.to_numpy()]
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ tiếp nhận trong kỳ không ghi kênh thực hiện; không tính là trực tuyến cũng không tính là trực tiếp",
        "{n} dossiers received in the period state no channel; they count neither as online nor as direct",
        column="channel",
    )


def unknown_procedure(material: Material) -> Iterator[Observation]:
    """Report dossiers whose procedure is not in the catalogue: they count as core, without a field."""
    registers = material.registers
    unmatched = (material.statistics.classified["procedure"] < 0).to_numpy(dtype=bool)
    ambiguous = ambiguous_names(registers.dossiers.frame, registers.procedures.frame)
    by_code = registers.dossiers.frame["procedure_code"].notna().to_numpy()
    column = "procedure_code" if (unmatched & by_code).any() else "procedure_name"
    yield from _observed(
        material,
        unmatched & ~ambiguous,
        "{n} hồ sơ có thủ tục không thuộc danh mục TTHC; được tính là hồ sơ phải giải quyết, lĩnh vực “Ngoài danh mục”",
        "{n} dossiers ask for a procedure that is not in the catalogue; they count as core, without a field",
        column=column,
    )
    yield from _observed(
        material,
        ambiguous,
        "{n} hồ sơ chỉ ghi tên thủ tục, mà tên đó ứng với nhiều thủ tục khác loại hoặc khác lĩnh vực trong danh mục",
        "{n} dossiers name a procedure only, and the catalogue has several of that name with other kinds or fields",
        column="procedure_name",
    )


def pending_overdue(material: Material) -> Iterator[Observation]:
    """Report dossiers that were pending at the end of the period after their due date."""
    mask = (material.statistics.classified["outcome"] == "pending_overdue").to_numpy()
    end = short_date(material.parameters.period.end)
    yield from _observed(
        material,
        mask,
        f"{{n}} hồ sơ chưa kết thúc đến hết ngày {end} đã quá ngày hẹn trả",
        f"{{n}} dossiers were pending and overdue at the end of {end}",
        column="due_at",
    )


def outside_period(material: Material) -> Iterator[Observation]:
    """Report dossiers with a reception date that do not count in this period."""
    classified = material.statistics.classified
    mask = ((classified["intake"] == "outside") & classified["received_on"].notna()).to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ trong tệp kết xuất không tính vào kỳ báo cáo "
        "(không được tiếp nhận, tiếp nhận sau kỳ, hoặc kết thúc trước kỳ)",
        "{n} dossiers of the export do not count (not accepted, received after the period, or ended before it)",
        column="received_at",
    )


def ended_after_period(material: Material) -> Iterator[Observation]:
    """Report dossiers that ended after the period: they were pending at its end, whatever their status says today."""
    classified = material.statistics.classified
    concluded = status_groups(material.registers.dossiers.frame) != "pending"
    mask = concluded & classified["outcome"].isin(PENDING).to_numpy()
    yield from _observed(
        material,
        mask,
        "{n} hồ sơ kết thúc sau kỳ báo cáo, được tính là đang giải quyết tại thời điểm cuối kỳ",
        "{n} dossiers ended after the period and count as pending at its end",
        column="finished_at",
    )


RULES = (
    Rule(
        "dossiers.end-before-reception",
        "error",
        Text("Kết thúc trước khi tiếp nhận", "End before reception"),
        Text("Hồ sơ như vậy luôn được tính trước hạn, làm đẹp tỷ lệ", "Such a dossier always counts as early"),
        Text("Kiểm tra lại hai ngày trên Hệ thống và kết xuất lại", "Check both dates on the system and export again"),
        end_before_reception,
    ),
    Rule(
        "dossiers.due-before-reception",
        "warning",
        Text("Hẹn trả trước khi tiếp nhận", "Due before reception"),
        Text("Ngày hẹn trả sai làm hồ sơ thành trễ hạn", "A wrong due date makes a dossier late"),
        Text("Kiểm tra lại ngày hẹn trả trên Hệ thống", "Check the due date on the system"),
        due_before_reception,
    ),
    Rule(
        "dossiers.due-on-day-off",
        "warning",
        Text("Hẹn trả vào ngày nghỉ", "Due on a day off"),
        Text(
            "Ngày nghỉ không trả kết quả được: Hệ thống tính sai thời hạn, hoặc lịch của báo cáo thiếu ngày làm bù",
            "Nothing is handed over on a day off: the system counts wrongly, or the calendar lacks a worked Saturday",
        ),
        Text(
            "Kiểm tra ngày hẹn trả; nếu hôm đó có làm việc thì khai ở working_days trong year.yaml",
            "Check the due date; where that day was worked, say so under working_days in year.yaml",
        ),
        due_on_day_off,
    ),
    Rule(
        "dossiers.no-due-date",
        "warning",
        Text("Không có ngày hẹn trả", "No due date"),
        Text(
            "Có hệ thống tính hồ sơ này là đúng hạn, làm tăng tỷ lệ",
            "Some systems count these as on time, which inflates the rate",
        ),
        Text("Bổ sung ngày hẹn trả, hoặc giải trình vì sao không có", "Add the due date, or explain why there is none"),
        no_due_date,
    ),
    Rule(
        "dossiers.no-end-date",
        "error",
        Text("Đã giải quyết nhưng không có ngày kết thúc", "Settled without an end date"),
        Text(
            "Không biết trước hạn hay quá hạn, cũng không biết thuộc kỳ nào", "Neither lateness nor period can be known"
        ),
        Text("Bổ sung ngày kết thúc xử lý và kết xuất lại", "Add the end date and export again"),
        no_end_date,
    ),
    Rule(
        "dossiers.ended-but-pending",
        "warning",
        Text("Đã kết thúc nhưng còn đang giải quyết", "Ended, yet pending"),
        Text("Trạng thái và ngày kết thúc nói ngược nhau", "Status and end date contradict each other"),
        Text(
            "Cập nhật trạng thái hoặc xóa ngày kết thúc trên Hệ thống",
            "Set the status or clear the end date on the system",
        ),
        ended_but_pending,
    ),
    Rule(
        "dossiers.no-reception-date",
        "error",
        Text("Không có ngày tiếp nhận", "No reception date"),
        Text("Hồ sơ bị bỏ ra ngoài mọi số liệu của kỳ", "The dossier is left out of every figure"),
        Text("Bổ sung ngày tiếp nhận và kết xuất lại", "Add the reception date and export again"),
        no_reception_date,
    ),
    Rule(
        "dossiers.no-channel-column",
        "warning",
        Text("Không có cột kênh thực hiện", "No channel column"),
        Text("Không có số liệu khác với bằng không", "No figure is not the same as zero"),
        Text("Dùng mẫu kết xuất có cột kênh thực hiện", "Use an export that has the channel column"),
        no_channel_column,
    ),
    Rule(
        "dossiers.no-channel",
        "warning",
        Text("Không ghi kênh thực hiện", "No channel"),
        Text(
            "Cột 3 của biểu II.06a sẽ lớn hơn tổng cột 4, 5 và 6", "Column 3 of form II.06a exceeds columns 4, 5 and 6"
        ),
        Text("Bổ sung kênh thực hiện cho các hồ sơ này", "Add the channel of these dossiers"),
        no_channel,
    ),
    Rule(
        "dossiers.unknown-procedure",
        "error",
        Text("Thủ tục không có trong danh mục", "Procedure not in the catalogue"),
        Text(
            "Danh mục cho biết lĩnh vực, loại thủ tục; thiếu nó, thông báo một chiều bị lẫn vào hồ sơ phải giải quyết",
            "The catalogue says field and kind; without it a notice may count as core",
        ),
        Text(
            "Bổ sung thủ tục vào danh mục, hoặc sửa mã, tên thủ tục của hồ sơ",
            "Add the procedure to the catalogue, or mend the dossier",
        ),
        unknown_procedure,
    ),
    Rule(
        "dossiers.pending-overdue",
        "warning",
        Text("Đang giải quyết, đã quá hạn", "Pending and overdue"),
        Text("Hồ sơ quá hạn chưa xong không nằm trong tỷ lệ đúng hạn", "An overdue dossier is not in the on-time rate"),
        Text("Giải quyết ngay và thông báo cho người nộp", "Settle it now and inform the applicant"),
        pending_overdue,
    ),
    Rule(
        "dossiers.outside-period",
        "note",
        Text("Hồ sơ ngoài kỳ báo cáo", "Dossiers outside the period"),
        Text("Tệp kết xuất thường rộng hơn kỳ báo cáo", "Exports are often wider than the period"),
        Text("Không cần xử lý nếu kỳ báo cáo đúng", "Nothing to do if the period is right"),
        outside_period,
    ),
    Rule(
        "dossiers.ended-after-period",
        "note",
        Text("Kết thúc sau kỳ báo cáo", "Ended after the period"),
        Text("Số liệu chốt theo ngày cuối kỳ, không theo ngày kết xuất", "Figures hold at the end of the period"),
        Text(
            "Không cần xử lý; hồ sơ sẽ là số chuyển sang của kỳ sau", "Nothing to do: the next period carries them over"
        ),
        ended_after_period,
    ),
)
