"""The page: Vietnamese figures, what went wrong first, nothing from a name that a browser would run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import lxml.html
import pytest

from cchc_report.batch.index.entries import (
    Existence,
    FailedReport,
    FindingCounts,
    Rate,
    Score,
    with_failures,
    with_missing,
)
from cchc_report.batch.index.folders import ReportFolder
from cchc_report.batch.index.page import finding_texts, one_line, rate_parts, rate_text, render_index, score_text
from cchc_report.batch.index.reading import read_report
from support.published import REPORT_FILES, manifest, rate, scores


def page_of(
    *manifests: dict[str, Any], failed: Iterable[FailedReport] = (), departments: Sequence[Existence] = ()
) -> str:
    """Return the page of reports with these manifests."""
    entries = []
    for content in manifests:
        year, edition = content["parameters"]["year"], content["parameters"]["edition"]
        department = content["parameters"]["department"]["id"]
        files = ("manifest.json", *REPORT_FILES)
        folder = ReportFolder(year, department, edition, json.dumps(content).encode(), files)
        entries.append(read_report(folder).entry)
    return render_index(with_missing(with_failures(entries, failed), departments), departments)


def words(page: str, path: str) -> list[str]:
    """Return the text of the elements at an XPath, spaces joined."""
    return [" ".join(element.text_content().split()) for element in lxml.html.fromstring(page).xpath(path)]


@pytest.mark.parametrize(
    ("rate", "text", "parts"),
    [
        (Rate(580, 581), "99,8%", "580/581"),
        (Rate(581, 581), "100%", "581/581"),
        (Rate(2599, 2600), "100,0%", "2.599/2.600"),
        (Rate(0, 12), "0%", "0/12"),
        (Rate(1, 5544), "0,0%", "1/5.544"),
        (Rate(0, 0), "không phát sinh", ""),
        (None, "không có số liệu", ""),
    ],
)
def test_rates(rate: Rate | None, text: str, parts: str) -> None:
    assert (rate_text(rate), rate_parts(rate)) == (text, parts)


def test_scores() -> None:
    whole = Score(Fraction("97.11"), Fraction(100), None, 2, illustrative=True)
    broken = Score(Fraction("36.5"), Fraction("38.5"), None, 2, illustrative=True)

    assert score_text(whole, whole.points) == "97,11/100"
    assert score_text(broken, broken.points) == "36,50/38,50"


def test_findings() -> None:
    assert finding_texts(FindingCounts(1, 0, 1200)) == (("error", "1 lỗi"), ("note", "1.200 ghi chú"))
    assert finding_texts(FindingCounts(0, 0, 0)) == ()


def test_a_cell_says_status_rates_score_and_findings_and_opens_the_files() -> None:
    page = page_of(manifest())

    assert words(page, "//td//dl/div") == [
        "Thực tế100% 581/581",
        "Hệ thống99,8% 580/581",
        "Điểm97,11/100 minh họa",
        "Kiểm tra2 cảnh báo, 1 ghi chú",
    ]
    assert words(page, "//td//*[@class='mark']/following-sibling::span[1]") == ["Đã lập:"]
    assert lxml.html.fromstring(page).xpath("//td//a/@href") == [
        "2020/sct/internal/report.html",
        "2020/sct/internal/report.pdf",
        "2020/sct/internal/annex.xlsx",
        "2020/sct/internal/manifest.json",
    ]
    assert words(page, "//td//a")[0] == "Bản nội bộ (Sở Công Thương, năm 2020)"


def test_a_cell_without_some_figures() -> None:
    measures = {"settlement.on_time_rate.system": rate(0, 0, "system")}
    page = page_of(manifest(measures=measures, scores=None, severities=()))

    assert words(page, "//td//dl/div") == [
        "Thực tếkhông có số liệu",
        "Hệ thốngkhông phát sinh",
        "Điểmkhông chấm",
        "Kiểm trakhông có phát hiện",
    ]


def test_an_official_and_a_rescaled_score() -> None:
    page = page_of(manifest(scores=scores("90.5", status="official", excluded_maximum="4", rescaled="94.27")))

    assert words(page, "//td//dl/div[3]") == ["Điểm90,50/100 quy đổi 94,27/100"]


def test_what_failed_stands_first_with_its_reason_and_a_link_to_its_cell() -> None:
    failed = [
        FailedReport(2020, "sct", "Sở Công Thương", "internal", "quá thời gian"),
        FailedReport(2021, "snv", "Sở Nội vụ", "public", "dòng 5:\nsai ngày"),
    ]

    page = page_of(manifest(), failed=failed)

    assert words(page, "//section//li") == [
        "Sở Công Thương, năm 2020, bản nội bộ: bản cũ, lập lại chưa được. quá thời gian",
        "Sở Nội vụ, năm 2021, bản công khai: chưa lập được. dòng 5: sai ngày",
    ]
    document = lxml.html.fromstring(page)
    targets = [document.get_element_by_id(link[1:]) for link in document.xpath("//section//a/@href")]
    assert [cell.tag for cell in targets] == ["td", "td"]
    assert "581/581" in targets[0].text_content()
    assert "quá thời gian" in targets[0].text_content()
    assert "sai ngày" in targets[1].text_content()
    assert words(page, "//*[@class='summary']") == ["1 báo cáo của 2 đơn vị, các năm 2020–2021."]


def test_a_report_that_was_never_made_and_a_department_that_was_not_there_are_told_apart() -> None:
    departments = [
        Existence("sct", "Sở Công Thương", date(2008, 1, 1), None),
        Existence("syt", "Sở Y tế", date(2021, 1, 1), None),
    ]

    page = page_of(manifest(2020), manifest(2021), manifest(2021, edition="public"), departments=departments)

    assert words(page, "//tbody/tr[2]/th") == ["Sở Y tế"]
    assert words(page, "//tbody/tr[2]/td") == [
        "○ Bản nội bộ: chưa lập ○ Bản công khai: chưa lập",
        "không có đơn vị này trong năm",
    ]
    assert words(page, "//tr[@data-attention]/th") == ["Sở Y tế"]
    assert words(page, "//section") == []  # nothing went wrong
    assert words(page, "//tbody/tr[2]//dl") == []
    assert words(page, "//*[@class='summary']") == ["3 báo cáo của 2 đơn vị, các năm 2020–2021; chưa lập 2 báo cáo."]


def test_an_index_with_internal_reports_says_that_it_is_internal() -> None:
    (notice,) = words(page_of(manifest(2020), manifest(2020, edition="public")), "//*[@class='notice']")
    assert notice.startswith("Trang này dùng nội bộ.")
    assert words(page_of(manifest(2020, edition="public")), "//*[@class='notice']") == []


def test_the_table_has_scopes_and_a_caption() -> None:
    page = page_of(manifest(2020), manifest(2021), manifest(2021, "syt", name="Sở Y tế"))

    assert words(page, "//table/caption") == ["Báo cáo theo đơn vị và năm"]
    assert words(page, "//thead//th[@scope='col']") == ["Đơn vị", "2021", "2020"]
    assert words(page, "//tbody//th[@scope='row']") == ["Sở Công Thương", "Sở Y tế"]
    assert words(page, "//tbody/tr[2]/td")[1] == "chưa có báo cáo"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</title></style></script><svg/onload=alert(1)>",
        "{{ 7 * 7 }}{% raw %}",
        "\u202eteN ởS\u2066",
        "=cmd|'/c calc'!A0",
    ],
)
def test_hostile_names_stay_words(name: str) -> None:
    page = page_of(manifest(name=name), failed=[FailedReport(2021, "sct", name, "internal", name)])
    document = lxml.html.fromstring(page)

    assert words(page, "//tbody/tr/th/bdi") == [one_line(name)]
    assert len(document.xpath("//script | //style")) == 2
    assert document.xpath("//img | //svg | //@onerror | //@onload | //@onmouseover") == []
    assert "\u202e" not in page


def test_a_hostile_folder_is_no_address_of_another_place() -> None:
    folder = ReportFolder(2020, "javascript:alert(1)", "//evil.invalid", b"{}", ("report.html",))
    page = render_index([read_report(folder).entry])

    (link,) = lxml.html.fromstring(page).xpath("//td//a/@href")
    assert link.startswith("2020/javascript%3Aalert%281%29/")


def test_texts_from_elsewhere_are_one_line_and_not_endless() -> None:
    assert one_line("a\x00b\n\tc\u2028d") == "a b c d"
    assert one_line("x" * 10_000) == "x" * 299 + "…"


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    page = page_of(manifest())
    (policy,) = lxml.html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert " style=" not in page
    assert "http:" not in page.replace("http-equiv", "")
    assert "https:" not in page


def test_no_reports_at_all() -> None:
    page = render_index([])

    assert words(page, "//*[@class='summary']") == ["Chưa có báo cáo nào."]
    assert words(page, "//table") == []


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [
        read_report(ReportFolder(2020, id_, "internal", json.dumps(manifest(2020, id_, name=name)).encode(), ())).entry
        for id_, name in (("a", "Sở Y tế"), ("b", "Ban Dân tộc"), ("c", "Sở Y tế"))
    ]

    assert render_index(entries) == render_index(reversed(entries))
