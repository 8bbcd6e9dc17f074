"""No number stands free: each is a print of a measure, leads to what explains it, or says that it is no figure.

What is no figure is known by its markup alone (`support.numbers`): dates, numbers of documents, dossiers and forms,
text that people wrote, numbers of rows, sections and tables, the formal parts of the document.
"""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import lxml.html
import pdfplumber
import pytest
from lxml.html import HtmlElement
from pdfminer.pdftypes import resolve1

from support.numbers_on_a_page import printed_numbers, says_what_it_is, source_of


@pytest.fixture(scope="module")
def page(each_report: Path) -> HtmlElement:
    return lxml.html.fromstring((each_report / "report.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def measures(each_report: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((each_report / "manifest.json").read_text("utf-8"))["measures"]
    return found


def free_numbers(page: HtmlElement) -> list[str]:
    """Return the texts with numbers of which nothing says what they are."""
    (main,) = page.iter("main")
    return [
        number.text for number in printed_numbers(main) if not says_what_it_is(number) and source_of(number) is None
    ]


def figures(page: HtmlElement) -> list[HtmlElement]:
    return list(page.xpath("//main//a[@data-measure]"))


def test_no_number_stands_free(page: HtmlElement) -> None:
    (main,) = page.iter("main")
    assert len(list(printed_numbers(main))) > 500
    assert free_numbers(page) == []


@pytest.mark.parametrize(
    ("typed", "free"),
    [
        ("<p>Có 57 hồ sơ đúng hạn.</p>", ["Có 57 hồ sơ đúng hạn."]),
        ("<p>Theo <a href='#x'>báo cáo</a> là 99,8%.</p>", ["là 99,8%."]),
        ("<ul><li>12/15 TTHC</li></ul>", ["12/15 TTHC"]),
        ("<h3>2. Có 12 hồ sơ</h3>", ["2. Có 12 hồ sơ"]),
        (
            "<table><thead><tr><th>Tỷ lệ (%)</th></tr></thead><tr id='diem-1'><td>87,5</td></tr></table>",
            ["87,5"],
        ),
        ("<p>Ngày <span class='nowrap'>23/4/2020</span></p><h3>2. Kết quả</h3>", []),
    ],
)
def test_a_number_typed_by_hand_is_found(typed: str, free: list[str]) -> None:
    assert free_numbers(lxml.html.fromstring(f"<html><body><main>{typed}</main></body></html>")) == free


def test_every_figure_names_its_measure_and_prints_its_value(
    page: HtmlElement, measures: dict[str, dict[str, Any]]
) -> None:
    found = figures(page)
    assert len(found) > 150
    for figure in found:
        ids = figure.get("data-measure").split()
        assert set(ids) <= set(measures)
        if len(ids) == 1:
            assert figure.text_content() in prints(measures[ids[0]]), ids


def prints(measure: dict[str, Any]) -> set[str]:
    """Return every form in which official Vietnamese text may print a measure."""
    if measure.get("value") is not None:
        value = grouped(measure["value"])
        return {value, value.zfill(2) if measure["value"] else value, f"{value} {measure['unit']}"}
    if measure.get("suppressed"):
        return {"*"}
    if "numerator" not in measure:
        return {"–", "không có số liệu"}
    part, whole = measure["numerator"], measure["denominator"]
    if not whole:
        return {"không phát sinh"}
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    rate = str(part * 100 // whole) if part in {0, whole} else f"{share}".replace(".", ",")
    parts = f"{grouped(part)}/{grouped(whole)}"
    return {parts, rate, f"{rate}%", f"{rate}% ({parts})"}


def grouped(number: int) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", str(number))


def test_every_figure_leads_to_its_definition_and_to_its_rows(page: HtmlElement) -> None:
    rows = {row.get("id"): row for row in page.xpath("//main//tr[@id]")}
    for figure in figures(page):
        source = rows[figure.get("href").removeprefix("#")]
        assert "sources" in next(e for e in source.iterancestors() if e.tag == "table").classes
        for id_ in figure.get("data-measure").split():
            assert f"so-{id_}" in rows


def test_every_number_of_a_finding_leads_to_rule_data_and_rows(page: HtmlElement) -> None:
    rows = page.xpath("//main//table[contains(@class, 'findings')]/tbody/tr")
    sources = page.xpath("//main//table[contains(@class, 'finding-sources')]/tbody/tr")
    assert len(rows) == len(sources)
    for row, source in zip(rows, sources, strict=True):
        assert {link.get("href") for link in row.iter("a")} <= {f"#{source.get('id')}"}
        _, rule, data, told = source
        assert rule.text_content()
        assert data.xpath(".//a/@href") or data.text_content().endswith(("Tham số của báo cáo", "(không có dữ liệu)"))
        assert told.text_content()


def test_no_number_of_a_public_report_with_many_findings_stands_free(planted_reports: Path) -> None:
    page = lxml.html.fromstring((planted_reports / "public" / "report.html").read_text("utf-8"))
    assert len(page.xpath("//table[contains(@class, 'finding-sources')]/tbody/tr")) > 20
    assert free_numbers(page) == []


def test_numbers_of_findings_are_followed_on_screen_and_paper(planted_reports: Path) -> None:
    page = lxml.html.fromstring((planted_reports / "internal" / "report.html").read_text("utf-8"))
    links = page.xpath("//table[contains(@class, 'findings')]//a[starts-with(@href, '#can-cu-kiem-tra-')]")
    assert len(links) > 20
    with pdfplumber.open(planted_reports / "internal" / "report.pdf") as pdf:
        on_paper = {a["data"]["Dest"] for sheet in pdf.pages for a in sheet.annots if "Dest" in a["data"]}
    assert {link.get("href")[1:].encode() for link in links} <= on_paper


def test_every_link_inside_the_page_arrives(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(targets) > 300
    assert {target[1:] for target in targets} <= set(ids)
    assert not page.xpath("//main//a[not(@href)]")


def test_every_list_has_as_many_dossiers_as_the_figure_says(sample_report: Path) -> None:
    page = lxml.html.fromstring((sample_report / "report.html").read_text("utf-8"))
    links = page.xpath("//section[contains(@class, 'lookup')]//td//a[starts-with(@href, '#ds-')]")
    assert len(links) > 80
    for link in links:
        (stated,) = re.findall(r"\d+", link.text_content())
        number = link.get("href").removeprefix("#ds-")
        rows = page.xpath(
            "//table[@class='data dossiers']//tr[contains(concat(' ', @class, ' '), $d)]", d=f" d{number} "
        )
        assert len(rows) == int(stated) <= 200


def test_no_list_names_a_person(sample_report: Path, sample_reports: Path) -> None:
    page = lxml.html.fromstring((sample_report / "report.html").read_text("utf-8"))
    (table,) = page.xpath("//table[@class='data dossiers']")
    assert table.xpath("string(.//thead)") == "Mã hồ sơThủ tụcNgày tiếp nhậnNgày hẹn trảNgày kết thúcKết quả"
    public = lxml.html.fromstring((sample_reports / "public" / "report.html").read_text("utf-8"))
    assert public.xpath("//table[@class='data dossiers']") == []


def test_on_paper_every_figure_leads_to_the_annex_of_sources(page: HtmlElement, each_report: Path) -> None:
    on_paper = [
        figure
        for figure in figures(page)
        if not any({"screen-only", "chart-data"} & frozenset(e.classes) for e in figure.iterancestors())
    ]
    with pdfplumber.open(each_report / "report.pdf") as pdf:
        names = resolve1(resolve1(resolve1(pdf.doc.catalog["Names"])["Dests"])["Names"])[::2]
        links = [link["data"]["Dest"] for sheet in pdf.pages for link in sheet.annots if "Dest" in link["data"]]
        text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
    to_sources = [link.decode() for link in links if link.startswith(b"nguon-")]
    # A link that goes on in a second line is two of them.
    assert len(to_sources) >= len(on_paper) > 100
    of_charts = page.xpath("//figure/p[@class='chart-sources']/a")
    assert len(page.xpath("//figure/p[@class='chart-sources']")) == len(page.xpath("//figure")) == 3
    assert {link.get("href")[1:] for link in (*on_paper, *of_charts)} == set(to_sources)
    assert set(links) <= set(names)
    assert "Tra cứu" not in text
    assert "các dòng phía sau" not in text
