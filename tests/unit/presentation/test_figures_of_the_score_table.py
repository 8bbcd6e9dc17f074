"""The figures of the score table lead to every measure that they are made of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.score_table import score_table
from cchc_report.report import load_report
from cchc_report.scoring import ScoreSheet
from cchc_report.scoring.sheet import Declared


@pytest.fixture(scope="module")
def sheet() -> ScoreSheet:
    scores = load_report(2020, "sct").scores
    assert scores is not None
    return scores


def links(sheet: ScoreSheet, code: str) -> list[tuple[str, str]]:
    root: HtmlElement = lxml.html.fromstring(score_table(sheet, number=3).to_fragment().html)
    found = root.xpath(f".//tr[@id='diem-{code}']//a[@class='figure']")
    return [(link.text_content(), link.get("data-measure")) for link in found]


def test_declared_figure_and_rate_lead_to_their_measure(sheet: ScoreSheet) -> None:
    assert links(sheet, "1.5.2") == [("267/590", "settlement.online_rate"), ("45,3", "settlement.online_rate")]
    assert links(sheet, "1.2.1") == [("2 quyết định", "promulgation.late")]


def test_a_sum_and_its_whole_lead_to_all_their_measures(sheet: ScoreSheet) -> None:
    summed = replace(
        sheet.row("1.5.2"), declared=Declared(3, 4), measures=("a.early", "a.on_time"), out_of=("a.total",)
    )
    rows = tuple(summed if row.code == "1.5.2" else row for row in sheet.rows)
    ids = "a.early a.on_time a.total"
    assert links(replace(sheet, rows=rows), "1.5.2") == [("3/4", ids), ("75,0", ids)]
    assert summed.declared is not None
    assert summed.declared.rate == Fraction(3, 4)


def test_what_a_person_entered_leads_nowhere(sheet: ScoreSheet) -> None:
    assert links(sheet, "1.7") == []
