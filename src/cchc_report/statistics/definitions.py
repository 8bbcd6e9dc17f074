"""What exactly each count counts, in Vietnamese: the sentence that a reader finds behind the figure.

One sentence a count, by its id. The cells of form II.06a and of the monthly series are of one kind a column: a star
stands for the field or the month. Rules that a year may choose (`counting` in `year.yaml`) are said where they decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cchc_report.measures import Count, Members, View
from cchc_report.params.models import CountingRules
from cchc_report.registers.labels import LEVELS

_BY_DAY = "so theo ngày, không theo giờ"
_TAKEN_IN = "hồ sơ tiếp nhận trong kỳ và từ kỳ trước chuyển sang"

_RECEIVED = "Có ngày tiếp nhận trong kỳ báo cáo; không gồm hồ sơ mới đăng ký hoặc không được tiếp nhận"
_CARRIED_OVER = "Tiếp nhận trước kỳ báo cáo, đến ngày đầu kỳ chưa kết thúc"
_TOTAL = "Tiếp nhận trong kỳ cộng với từ kỳ trước chuyển sang"
_ONLINE = "Tiếp nhận trong kỳ, kênh thực hiện là trực tuyến"
_DIRECT = "Tiếp nhận trong kỳ, kênh thực hiện là trực tiếp hoặc bưu chính công ích"
_SETTLED = (
    f"Trong số {_TAKEN_IN}: trạng thái đã xử lý xong hoặc đã trả kết quả, không kết thúc sau ngày cuối kỳ; "
    "thiếu ngày kết thúc vẫn tính"
)
_EARLY = f"Đã giải quyết, ngày kết thúc trước ngày hẹn trả; {_BY_DAY}"
_ON_DUE_DATE = f"Đã giải quyết, ngày kết thúc đúng ngày hẹn trả; {_BY_DAY}"
_LATE = f"Đã giải quyết, ngày kết thúc trên Hệ thống sau ngày hẹn trả; {_BY_DAY}"
_PENDING = f"Trong số {_TAKEN_IN}: đến ngày cuối kỳ chưa kết thúc, kể cả kết thúc sau kỳ"
_PENDING_IN_TIME = "Đang giải quyết, ngày hẹn trả từ ngày cuối kỳ trở đi"
_PENDING_OVERDUE = "Đang giải quyết, ngày hẹn trả trước ngày cuối kỳ"
_PROVEN = "có giải trình được tài liệu kiểm chứng xác nhận"

_SENTENCES: Final[Mapping[str, str]] = {
    "review.plans": "Số kế hoạch trong sổ rà soát của năm, mỗi dòng một kế hoạch",
    "review.planned": "Cộng số TTHC phải rà soát của mọi kế hoạch trong sổ",
    "review.reviewed": "Cộng số TTHC đã rà soát của mọi kế hoạch trong sổ",
    "review.problems_found": "Cộng số vấn đề phát hiện của mọi kế hoạch trong sổ",
    "promulgation.decisions": "Quyết định trong sổ có ngày ban hành trong kỳ báo cáo",
    "promulgation.late": "Quyết định ban hành trong kỳ báo cáo có ghi lý do công bố muộn",
    "promulgation.longest_wait": "Từ sau ngày Bộ đăng đến ngày tỉnh công bố, không kể ngày nghỉ; lấy quyết định lâu "
    "nhất trong các quyết định ghi đủ hai ngày; công bố trước ngày đăng tính 0 ngày",
    **{
        f"disclosure.procedures.{level}": f"Thủ tục trong danh mục có cấp thực hiện là {name.lower()}"
        for level, name in LEVELS.items()
    },
    "disclosure.procedures.total": "Mọi thủ tục trong danh mục, mỗi dòng một thủ tục",
    "disclosure.new_procedures": "Thủ tục được đánh dấu là mới trong năm ở danh mục",
    "settlement.received_in_period": _RECEIVED,
    "settlement.carried_over": _CARRIED_OVER,
    "settlement.total": _TOTAL,
    "settlement.outside_period": "Có trong tệp kết xuất nhưng tiếp nhận sau kỳ, kết thúc trước kỳ, không ghi ngày tiếp "
    "nhận, hoặc mới đăng ký, không được tiếp nhận",
    "settlement.received_online": _ONLINE,
    "settlement.received_direct": _DIRECT,
    "settlement.received_without_channel": "Tiếp nhận trong kỳ, để trống kênh thực hiện",
    "settlement.settled": _SETTLED,
    "settlement.settled_early": _EARLY,
    "settlement.settled_on_due_date": _ON_DUE_DATE,
    "settlement.settled_late.system": _LATE,
    "settlement.settled_undated": "Đã giải quyết, thiếu ngày hẹn trả hoặc ngày kết thúc nên không so được",
    "settlement.settled_early_in_fact": "Trước hạn theo Hệ thống, cộng hồ sơ quá hạn theo Hệ thống "
    f"{_PROVEN} trả kết quả trước ngày hẹn",
    "settlement.settled_on_due_date_in_fact": "Đúng hạn theo Hệ thống, cộng hồ sơ quá hạn theo Hệ thống "
    f"{_PROVEN} trả kết quả đúng ngày hẹn",
    "settlement.settled_late.actual": f"Quá hạn theo Hệ thống, trừ hồ sơ {_PROVEN} trả kết quả không quá ngày hẹn",
    "settlement.pending": _PENDING,
    "settlement.pending_in_time": _PENDING_IN_TIME,
    "settlement.pending_overdue": _PENDING_OVERDUE,
    "settlement.pending_undated": "Đang giải quyết, không ghi ngày hẹn trả",
    "settlement.returned": f"Trong số {_TAKEN_IN}: trạng thái dừng xử lý, trả lại vì không đủ điều kiện",
    "settlement.withdrawn": f"Trong số {_TAKEN_IN}: trạng thái người nộp rút hồ sơ",
    "form.*.received_total": _TOTAL,
    "form.*.received_online": _ONLINE,
    "form.*.received_direct": _DIRECT,
    "form.*.carried_over": _CARRIED_OVER,
    "form.*.settled_total": _SETTLED,
    "form.*.settled_early": _EARLY,
    "form.*.settled_on_due_date": _ON_DUE_DATE,
    "form.*.settled_late": _LATE,
    "form.*.pending_total": _PENDING,
    "form.*.pending_in_time": _PENDING_IN_TIME,
    "form.*.pending_overdue": _PENDING_OVERDUE,
    "monthly.*.received": "Tiếp nhận trong kỳ, xếp theo tháng của ngày tiếp nhận",
    "monthly.*.settled": "Đã giải quyết, xếp theo tháng của ngày kết thúc trên Hệ thống; thiếu ngày thì không thuộc "
    "tháng nào",
    "notices.received": "Thông báo có ngày tiếp nhận trong kỳ báo cáo",
    "notices.online": "Thông báo tiếp nhận trong kỳ, kênh thực hiện là trực tuyến",
    "notices.direct": "Thông báo tiếp nhận trong kỳ, kênh thực hiện là trực tiếp hoặc bưu chính công ích",
    "notices.late.system": f"Thông báo có ngày kết thúc trên Hệ thống sau ngày hẹn; {_BY_DAY}",
    "notices.late.actual": "Thông báo trễ hạn theo Hệ thống, trừ trường hợp có giải trình được chấp nhận: thủ tục chỉ "
    "tiếp nhận, không phải trả kết quả",
    "notices.pending_overdue": "Thông báo đến ngày cuối kỳ chưa kết thúc trên Hệ thống, ngày hẹn trước ngày cuối kỳ",
    "lateness.total": f"Có ngày kết thúc trên Hệ thống sau ngày hẹn trả; {_BY_DAY}",
    "lateness.explained": "Trễ hạn trên Hệ thống, có một dòng trong sổ giải trình",
    "lateness.accepted": "Trễ hạn trên Hệ thống, giải trình được chấp nhận: thủ tục một chiều, hoặc tài liệu kiểm "
    "chứng cho thấy trả kết quả không quá ngày hẹn",
    "lateness.in_fact": "Trễ hạn trên Hệ thống, trừ hồ sơ có giải trình được chấp nhận",
    "lateness.apologies": "Trễ hạn theo thực tế, sổ giải trình ghi số văn bản xin lỗi",
    "lateness.apologies_missing": "Trễ hạn theo thực tế, sổ giải trình không ghi số văn bản xin lỗi",
    "petitions.received": "Có ngày tiếp nhận trong kỳ báo cáo",
    "petitions.carried_over": "Tiếp nhận trước kỳ báo cáo, đến ngày đầu kỳ chưa xử lý xong",
    "petitions.resolved": "Trong số tiếp nhận và chuyển sang: xử lý xong không sau ngày cuối kỳ",
    "petitions.pending": "Trong số tiếp nhận và chuyển sang: đến ngày cuối kỳ chưa xử lý xong",
}

_TURNED_AWAY: Final[Mapping[str, str]] = {
    "own_group": "hồ sơ trả lại hoặc rút là nhóm riêng",
    "on_time": "gồm cả hồ sơ trả lại hoặc rút",
}
_NO_DUE_DATE = "hồ sơ không có ngày hẹn trả tính là đúng hạn"
EXTENDED_DUE_DATE: Final = "ngày hẹn trả được cộng thêm số ngày làm việc chờ bổ sung"
_WITHOUT_END = "Đã giải quyết, thiếu ngày kết thúc nên không so được với ngày hẹn trả"

_WITH_TURNED_AWAY = frozenset({"settled", "settled_total", "settled_on_due_date", "settled_on_due_date_in_fact"})
_ON_DUE = frozenset({"settled_on_due_date", "settled_on_due_date_in_fact"})
_SERIES = frozenset({"form", "monthly"})


def count_definition(id_: str, rules: CountingRules | None = None) -> str:
    """Return what the count `id_` counts, such as `settlement.settled` or `form.hoa_chat.settled_total`.

    Args:
        id_: Id of the count.
        rules: The counting rules in force, for counts of dossiers that must be settled.

    Raises:
        KeyError: No such count is defined here.

    Example:
        >>> count_definition("petitions.received")
        'Có ngày tiếp nhận trong kỳ báo cáo'
    """
    words = id_.split(".")
    section, last = words[0], words[-1]
    sentence = _SENTENCES[f"{section}.*.{last}" if section in _SERIES else id_]
    if rules is None or section not in {"settlement", *_SERIES}:
        return sentence
    if last == "settled_undated" and rules.no_due_date == "on_time":
        return _WITHOUT_END
    return "; ".join([sentence, *_rules_that_decide(last, sentence, rules)])


def defined_count(  # noqa: PLR0913  # the fields of Count
    id_: str,
    label: str,
    members: Members,
    *,
    unit: str,
    population: str,
    view: View | None = None,
    rules: CountingRules | None = None,
) -> Count:
    """Return the count of `members` with its definition; `rules` as of `count_definition`."""
    definition = count_definition(id_, rules)
    return Count.of_rows(id_, label, members, unit=unit, population=population, definition=definition, view=view)


def _rules_that_decide(name: str, sentence: str, rules: CountingRules) -> list[str]:
    clauses = []
    if name in _WITH_TURNED_AWAY and (name not in _ON_DUE or rules.returned_and_withdrawn == "on_time"):
        clauses.append(_TURNED_AWAY[rules.returned_and_withdrawn])
    if name in _ON_DUE and rules.no_due_date == "on_time":
        clauses.append(_NO_DUE_DATE)
    if "ngày hẹn" in sentence and rules.supplement_waiting == "extend_due_date":
        clauses.append(EXTENDED_DUE_DATE)
    return clauses
