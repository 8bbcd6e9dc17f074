"""Departments down in the order of the alphabet, years across; places for the sorting are compared exactly."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from cchc_report.batch.index.entries import Existence, FailedReport, IndexEntry, with_failures, with_missing
from cchc_report.batch.index.folders import ReportFolder
from cchc_report.batch.index.grid import Row, build_grid
from cchc_report.batch.index.reading import read_report
from support.published import manifest, scores


def entry(*place: Any, **changes: Any) -> IndexEntry:
    """Return the entry of a report with these figures."""
    content = manifest(*place, **changes)
    year, edition = content["parameters"]["year"], content["parameters"]["edition"]
    department = content["parameters"]["department"]["id"]
    return read_report(ReportFolder(year, department, edition, json.dumps(content).encode(), ())).entry


def row_of(rows: tuple[Row, ...], department: str) -> Row:
    """Return the row of a department."""
    return next(row for row in rows if row.department_id == department)


def test_departments_by_the_alphabet_and_years_newest_first() -> None:
    grid = build_grid(
        [
            entry(2020, "d", name="Sở Y tế"),
            entry(2020, "c", name="Đài Phát thanh"),
            entry(2022, "b", name="Dân quân"),
            entry(2021, "a", name="Sở Công Thương"),
        ]
    )

    assert grid.years == (2022, 2021, 2020)
    assert [row.name for row in grid.rows] == ["Dân quân", "Đài Phát thanh", "Sở Công Thương", "Sở Y tế"]
    assert [len(cell.blocks) for cell in grid.rows[0].cells] == [1, 0, 0]


def test_a_department_that_changed_its_name_is_one_row_and_found_by_both_names() -> None:
    grid = build_grid([entry(2020, "sct", name="Sở Công nghiệp"), entry(2021, "sct", name="Sở Công Thương")])

    (row,) = grid.rows

    assert row.name == "Sở Công Thương"
    assert row.search == "so cong thuong so cong nghiep sct"
    assert [cell.other_name for cell in row.cells] == [None, "Sở Công nghiệp"]


def test_editions_that_say_the_same_are_one_block() -> None:
    same = [entry(2020, "a", "public"), entry(2020, "a", "internal")]
    different = [entry(2020, "b", "internal"), entry(2020, "b", "public", severities=("error",))]
    failed = FailedReport(2020, "a", "", "internal", "hỏng")

    rows = build_grid(with_failures([*same, *different], [failed])).rows

    blocks = [[[one.edition for one in block.entries] for block in row.cells[0].blocks] for row in rows]
    assert blocks == [[["internal", "public"]], [["internal"], ["public"]]]


def test_places_are_exact_and_equal_ones_share_a_place() -> None:
    huge = 10**17
    rows = build_grid(
        [
            entry(2020, "a", system=(huge - 1, huge)),  # as a float: 1.0
            entry(2020, "b", system=(huge, huge)),
            entry(2020, "c", system=(1, 1)),
            entry(2020, "d", system=(0, 0)),
        ]
    ).rows

    assert {row.department_id: row.cells[0].ranks.get("system") for row in rows} == {"a": 0, "b": 1, "c": 1, "d": None}


def test_places_by_score_and_by_findings() -> None:
    rows = build_grid(
        [
            entry(2020, "a", scores=scores("45", maximum="50"), severities=("warning",) * 9),  # 90%
            entry(2020, "b", scores=scores("80", excluded_maximum="15", rescaled="94.12"), severities=("error",)),
            entry(2020, "c", scores=scores("93"), severities=()),
            entry(2020, "d", scores=None, severities=("note",)),
        ]
    ).rows

    places = {row.department_id: row.cells[0].ranks for row in rows}
    assert {id_: place.get("score") for id_, place in places.items()} == {"a": 0, "b": 2, "c": 1, "d": None}
    assert {id_: place["findings"] for id_, place in places.items()} == {"a": 2, "b": 3, "c": 0, "d": 1}


def test_who_needs_attention() -> None:
    failed = FailedReport(2020, "late", "Sở Nội vụ", "internal", "hỏng")
    entries = [
        entry(2020, "fine", severities=("warning", "note")),
        entry(2020, "errors", severities=("error",)),
        entry(2020, "late"),
        entry(2021, "fine"),
        entry(2021, "errors", severities=()),
        entry(2021, "late"),
        entry(2021, "gap"),  # nobody says whether it existed in 2020
        entry(2021, "old", valid=("2019-03-01", None)),
        entry(2021, "new", valid=("2021-01-01", None)),
    ]

    rows = build_grid(with_failures(entries, [failed])).rows

    assert {row.department_id for row in rows if row.needs_attention} == {"errors", "late", "gap", "old"}
    assert not row_of(rows, "fine").needs_attention


def states(row: Row) -> list[str]:
    """Return what stands in the cells of a row, newest year first."""
    return [
        "+".join(f"{one.edition} {one.status}" for block in cell.blocks for one in block.entries)
        or ("unknown" if cell.existed else "none")
        for cell in row.cells
    ]


def test_every_department_that_is_listed_has_its_reports_in_the_years_in_which_it_exists() -> None:
    departments = [
        Existence("sct", "Sở Công Thương", date(2008, 1, 1), None),
        Existence("syt", "Sở Y tế", date(2019, 1, 1), date(2020, 6, 30)),
        Existence("bdt", "Ban Dân tộc", date(2021, 12, 31), date(2021, 12, 31)),
        Existence("old", "Sở Thương mại", date(2000, 1, 1), date(2018, 12, 31)),
    ]
    failed = FailedReport(2020, "syt", "Sở Y tế", "internal", "hỏng")
    reports = with_failures([entry(2019), entry(2020, "sct", "public"), entry(2020), entry(2021)], [failed])

    rows = build_grid(with_missing(reports, departments), departments).rows

    assert {row.department_id: states(row) for row in rows} == {
        "bdt": ["internal missing", "none", "none"],
        "sct": ["internal published", "internal published+public published", "internal published"],
        "syt": ["none", "internal failed+public missing", "internal missing"],
    }
    assert {row.department_id: row.needs_attention for row in rows} == {"bdt": True, "sct": False, "syt": True}


def test_a_department_that_did_not_exist_in_every_year_lacks_nothing() -> None:
    departments = [
        Existence("sct", "Sở Công Thương", date(2020, 1, 1), None),
        Existence("syt", "Sở Y tế", date(2021, 1, 1), None),
    ]
    reports = [entry(2020), entry(2021), entry(2021, "syt")]

    rows = build_grid(with_missing(reports, departments), departments).rows

    assert [(states(row), row.needs_attention) for row in rows] == [
        (["internal published", "internal published"], False),
        (["internal published", "none"], False),
    ]


def test_the_list_of_departments_counts_more_than_an_old_report() -> None:
    departments = [Existence("sct", "Sở Công Thương", date(2020, 1, 1), date(2020, 12, 31))]
    reports = [
        entry(2020, valid=("2020-01-01", None)),
        entry(2021, "other", valid=("2020-01-01", "2021-12-31")),  # in no list: its own report counts
    ]

    rows = build_grid(with_missing(reports, departments), departments).rows

    assert {row.department_id: states(row) for row in rows} == {
        "sct": ["none", "internal published"],
        "other": ["internal published", "unknown"],
    }


def test_a_report_that_was_never_made_bears_the_last_name_of_its_year() -> None:
    departments = [
        Existence("sct", "Sở Công Thương", date(2020, 7, 1), None),
        Existence("sct", "Sở Công nghiệp", date(2008, 1, 1), date(2020, 6, 30)),
    ]
    reports = [entry(2019, "a"), entry(2020, "a"), entry(2021, "a")]

    row = row_of(build_grid(with_missing(reports, departments), departments).rows, "sct")

    assert row.name == "Sở Công Thương"
    assert [cell.other_name for cell in row.cells] == [None, None, "Sở Công nghiệp"]


def test_an_edition_that_is_none_is_expected_of_nobody() -> None:
    departments = [Existence("sct", "Sở Công Thương", date(2020, 1, 1), None)]
    draft = read_report(ReportFolder(2020, "a", "draft", b"{}", ())).entry

    row = row_of(build_grid(with_missing([draft], departments), departments).rows, "sct")

    assert states(row) == ["internal missing"]


def test_nothing_at_all() -> None:
    assert build_grid([]).rows == ()
