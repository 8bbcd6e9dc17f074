from __future__ import annotations

from typing import Any

import pytest

from cchc_report.disclosure_control.breakdowns import suppressed_measures, with_measures
from cchc_report.measures import Count, Suppressed, Unavailable
from cchc_report.statistics import Statistics, compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

PROCEDURES = [
    {"code": code, "name": f"Thủ tục {code}", "field": field, "level": "province", "kind": "settled"}
    for code, field in (("A", "Alpha"), ("B", "Beta"), ("C", "Gamma"))
]


def statistics(*groups: tuple[int, dict[str, Any]], absent: tuple[str, ...] = ()) -> Statistics:
    """Return the figures of dossiers: how many of each kind."""
    rows = [dossier("2020-02-10", "2020-02-20", "2020-02-15", **kind) for number, kind in groups for _ in range(number)]
    numbered = [{**row, "code": f"000.00.02.H23-200210-{place:04}"} for place, row in enumerate(rows)]
    registers = make_registers(dossiers=numbered, procedures=PROCEDURES, absent=absent)
    return compute_statistics(registers, make_parameters(), CALENDAR)


def shown(figures: Statistics, smallest: int = 5) -> dict[str, str]:
    measures = suppressed_measures(figures, smallest)
    return {id_: str(measure) for id_, measure in measures.items() if id_.startswith("form.")}


A, B, C = ({"procedure_code": code} for code in "ABC")
LATE = {"finished_at": "2020-02-25"}
PENDING = {"finished_at": None, "status": "processing"}
RETURNED = {"status": "stopped"}


def test_nothing_small_nothing_hidden() -> None:
    figures = statistics((10, A), (20, B))
    assert suppressed_measures(figures, 5).as_records() == figures.measures.as_records()


def test_a_small_cell_and_its_cover_carry_no_figure() -> None:
    cells = shown(statistics((40, A), (2, A | LATE), (30, B), (9, B | LATE)))
    for slug in ("alpha", "beta"):
        assert [cells[f"form.{slug}.{name}"] for name in ("settled_early", "settled_late")] == ["*", "*"]
    assert [cells[f"form.{slug}.settled_total"] for slug in ("alpha", "beta", "total")] == ["42", "39", "81"]


def test_totals_of_the_department_are_never_hidden() -> None:
    figures = statistics((40, A), (1, A | LATE), (30, B))
    cells = shown(figures)
    assert cells["form.total.settled_late"] == "1"
    assert (
        suppressed_measures(figures, 5)["settlement.settled_late.system"]
        == figures.measures["settlement.settled_late.system"]
    )


def test_returned_dossiers_have_no_column_and_cannot_be_worked_out() -> None:
    # Printed: received 42, settled 40, pending 0 would tell that two were returned.
    cells = shown(statistics((40, A), (2, A | RETURNED), (30, B), (8, B | RETURNED)))
    assert "*" in {cells["form.alpha.received_total"], cells["form.alpha.settled_total"]}


def test_without_a_channel_column_the_others_are_suppressed_all_the_same() -> None:
    cells = shown(statistics((40, A), (2, A | PENDING), (30, B), (9, B | PENDING), absent=("dossiers.channel",)))
    assert cells["form.alpha.received_online"] == "không có số liệu"
    assert cells["form.alpha.pending_total"] == "*"


def test_one_field_repeats_the_totals() -> None:
    cells = shown(statistics((40, A), (2, A | LATE)))
    assert cells["form.alpha.settled_late"] == cells["form.total.settled_late"] == "2"


def test_months_are_hidden_in_each_series_by_themselves() -> None:
    settled = {"finished_at": "2020-06-15", "due_at": "2020-07-01"}
    rows = [(9, {"received_at": "2020-01-03"}), (9, {"received_at": "2020-02-03"}), (2, {"received_at": "2020-03-03"})]
    measures = suppressed_measures(statistics(*((n, A | settled | kind) for n, kind in rows)), 5)
    received = [str(measures[f"monthly.y2020m0{month}.received"]) for month in (1, 2, 3)]
    assert received.count("*") == 2
    assert received[2] == "*"
    assert str(measures["monthly.y2020m06.settled"]) == "20"


@pytest.mark.parametrize(("smallest", "hidden"), [(1, False), (2, False), (3, True)])
def test_the_threshold_is_a_parameter(smallest: int, hidden: bool) -> None:
    cells = shown(statistics((40, A), (2, A | LATE), (30, B), (9, B | LATE)), smallest)
    assert ("*" in cells.values()) == hidden


def test_no_dossier_at_all() -> None:
    assert suppressed_measures(statistics(), 5).as_records() == statistics().measures.as_records()


def test_form_and_months_get_the_same_measures() -> None:
    figures = statistics((40, A), (2, A | LATE), (30, B), (9, B | LATE))
    measures = suppressed_measures(figures, 5)
    public = with_measures(figures, measures)
    assert [m for row in public.fields for m in row.measures] == [
        measures[m.id] for r in figures.fields for m in r.measures
    ]
    assert [row.received for row in public.months] == [measures[row.received.id] for row in figures.months]


def test_a_suppressed_figure_says_so_and_nothing_else() -> None:
    measure = Suppressed("form.a.b", "hồ sơ", "số nhỏ")
    assert (str(measure), f"{measure:02}", bool(measure), measure.known) == ("*", "*", False, False)
    assert measure.as_record() == {"value": None, "suppressed": True, "label": "hồ sơ", "reason": "số nhỏ"}
    assert isinstance(measure, Unavailable)


def test_unlisted_rows_are_counted_and_not_named() -> None:
    figure = statistics((3, A)).measures.count("settlement.total")
    assert figure.members is not None
    unlisted = figure.members.unlisted()
    assert (len(unlisted), unlisted.rows.tolist(), unlisted.register) == (3, [], "dossiers")
    assert Count("a.b", "x", 3, "hồ sơ", "mọi", members=unlisted).value == 3
