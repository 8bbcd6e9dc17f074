"""Points of the register of scores: exact decimals, however they are written; and the register may be absent."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_report.errors import SourceError
from cchc_report.sources.cells.points import AMBIGUOUS, NEGATIVE, NOT_POINTS, read_points
from support.source_files import DataFolder, register_sheets, write_xlsx


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        (4, "4"),
        (4.0, "4"),
        (0.1, "0.1"),
        (36.5, "36.5"),
        (1.125, "1.125"),  # a number cell has one meaning
        ("4,50", "4.5"),
        ("36.5", "36.5"),
        ("0", "0"),
        (0.3, "0.3"),
        (None, None),
        ("", None),
        ("1.125", AMBIGUOUS),
        ("1,125", AMBIGUOUS),
        ("-1", NEGATIVE),
        (-0.5, NEGATIVE),
        ("bốn", NOT_POINTS),
        ("4/5", NOT_POINTS),
        (True, NOT_POINTS),
        (1e-7, NOT_POINTS),
    ],
)
def test_meaning_of_a_cell(cell: Any, meaning: Any) -> None:
    assert read_points(cell) == meaning


def test_a_workbook_without_the_sheet_has_no_scores(data: DataFolder) -> None:
    sheets = register_sheets()
    del sheets["Điểm tự chấm"]
    write_xlsx(data.folder / "registers.xlsx", sheets)
    scores = data.load().scores
    assert (len(scores.frame), scores.origins, scores.has("points")) == (0, (), False)
    assert tuple(scores.frame.columns) == scores.schema.names


def test_scores_are_read(data: DataFolder) -> None:
    sheets = register_sheets()
    header = sheets["Điểm tự chấm"][0]
    sheets["Điểm tự chấm"] = (header, ("1.1.2", 2.5, "Vì …", "TL-01"), ("1.2", "3,25", "Vì …", None))
    write_xlsx(data.folder / "registers.xlsx", sheets)
    scores = data.load().scores.frame
    assert scores["criterion"].tolist() == ["1.1.2", "1.2"]
    assert scores["points"].tolist() == ["2.5", "3.25"]


def test_a_misspelt_sheet_name_is_asked_about(data: DataFolder) -> None:
    sheets = register_sheets()
    sheets["Điểm tự chấn"] = sheets.pop("Điểm tự chấm")
    write_xlsx(data.folder / "registers.xlsx", sheets)
    with pytest.raises(SourceError, match='Có phải ý bạn là "Điểm tự chấn"'):
        data.load()


def test_codes_that_a_spreadsheet_took_for_numbers_are_asked_for_as_text(data: DataFolder) -> None:
    sheets = register_sheets()
    sheets["Điểm tự chấm"] = (sheets["Điểm tự chấm"][0], (1.1, 2, "Vì …", None))
    write_xlsx(data.folder / "registers.xlsx", sheets)
    with pytest.raises(SourceError) as caught:
        data.load()
    assert [problem.code for problem in caught.value.problems] == ["scores.code-as-number"]
