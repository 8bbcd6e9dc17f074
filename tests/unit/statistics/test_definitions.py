"""Every count says what it counts, and names the rules of the year where they decide."""

from __future__ import annotations

import pytest

from cchc_report.measures import Count, Measures
from cchc_report.statistics import compute_statistics
from cchc_report.statistics.definitions import count_definition
from support.registers import CALENDAR, dossier, make_parameters, make_registers


def measured(**counting: str) -> Measures:
    registers = make_registers(dossiers=[dossier("2020-03-02", "2020-03-10", "2020-03-09", channel="online")])
    return compute_statistics(registers, make_parameters(**counting), CALENDAR).measures


def definition(id_: str, **counting: str) -> str:
    return measured(**counting).count(id_).definition


def test_every_count_of_a_report_is_defined() -> None:
    counts = [measure for measure in measured().values() if isinstance(measure, Count)]
    assert len(counts) > 50
    assert [count.id for count in counts if not count.definition] == []
    # A definition that only repeats the name of what is counted says nothing.
    assert [count.id for count in counts if count.definition.casefold() == count.label.casefold()] == []


def test_figures_of_one_kind_are_defined_alike_in_the_form_and_in_the_text() -> None:
    assert definition("form.total.settled_late") == definition("settlement.settled_late.system")
    assert definition("form.total.carried_over") == definition("settlement.carried_over")


def test_a_count_that_nobody_defined_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="no_such_count"):
        count_definition("settlement.no_such_count")


@pytest.mark.parametrize(
    ("id_", "rule", "clause"),
    [
        ("settlement.settled", {"returned_and_withdrawn": "on_time"}, "; gồm cả hồ sơ trả lại hoặc rút"),
        ("settlement.settled", {"returned_and_withdrawn": "own_group"}, "; hồ sơ trả lại hoặc rút là nhóm riêng"),
        ("form.total.settled_on_due_date", {"returned_and_withdrawn": "on_time"}, "; gồm cả hồ sơ trả lại hoặc rút"),
        (
            "settlement.settled_on_due_date",
            {"no_due_date": "on_time"},
            "; hồ sơ không có ngày hẹn trả tính là đúng hạn",
        ),
        (
            "settlement.pending_overdue",
            {"supplement_waiting": "extend_due_date"},
            "; ngày hẹn trả được cộng thêm số ngày làm việc chờ bổ sung",
        ),
    ],
)
def test_a_rule_that_decides_is_named(id_: str, rule: dict[str, str], clause: str) -> None:
    assert definition(id_, **rule).endswith(clause)


def test_a_rule_that_does_not_decide_is_not_named() -> None:
    rules = {"returned_and_withdrawn": "on_time", "no_due_date": "on_time", "supplement_waiting": "extend_due_date"}
    assert definition("settlement.received_online", **rules) == "Tiếp nhận trong kỳ, kênh thực hiện là trực tuyến"
    assert definition("settlement.settled_on_due_date") == (
        "Đã giải quyết, ngày kết thúc đúng ngày hẹn trả; so theo ngày, không theo giờ"
    )


def test_what_cannot_be_compared_lacks_a_due_date_only_where_that_matters() -> None:
    assert "thiếu ngày hẹn trả hoặc ngày kết thúc" in definition("settlement.settled_undated")
    assert definition("settlement.settled_undated", no_due_date="on_time").startswith(
        "Đã giải quyết, thiếu ngày kết thúc"
    )
