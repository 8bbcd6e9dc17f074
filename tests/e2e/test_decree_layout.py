"""Nghị định 30/2020/NĐ-CP, Phụ lục I, row by row, measured from the finished PDF: at the sizes of the project's own
parameters, at the smallest and at the largest that the decree allows.

The report is the sample's, numbered, dated and signed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from nbformat import NotebookNode
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from cchc_report.export.pdf import export_pdf
from cchc_report.export.record import read_report_record
from cchc_report.params.layout import Layout
from support.executed_report import executed_report
from support.pdf_layout import POINTS_PER_MM, Run, find, lines, millimetres, occurrences, rule_below

SIGNER = "Trần Thị Bình"
SIGNED = {
    "  # number: 123            #": "  number: 1893 #",
    "  # dated: 2020-12-15      #": "  dated: 2020-12-08 #",
    "    # authority: KT. GIÁM ĐỐC   #": "    authority: KT. Giám đốc #",
    "    title: Giám đốc        #": "    title: Phó Giám đốc #",
    "    # name: Nguyễn Văn A   #": f"    name: {SIGNER} #",
}

PAGES_OF_TEXT = (
    "  - Hồ sơ phải lấy ý kiến của nhiều cơ quan, có trường hợp trả lời chậm so với thời hạn của văn bản đề nghị.\n"
) * 60
"""Difficulties that fill pages from their first line to their last."""

SMALLEST = {
    "margin_top_mm": 20,
    "margin_bottom_mm": 20,
    "margin_left_mm": 30,
    "margin_right_mm": 15,
    "country_size_pt": 12,
    "motto_size_pt": 13,
    "agency_size_pt": 12,
    "place_date_size_pt": 13,
    "title_size_pt": 13,
    "heading_size_pt": 13,
    "body_size_pt": 13,
    "signer_size_pt": 13,
    "page_number_size_pt": 13,
    "table_size_pt": 10,
    "first_line_indent_mm": 10,
    "paragraph_spacing_pt": 6,
    "line_spacing": 1,
    "contents_list": "always",
}
LARGEST = {
    "margin_top_mm": 25,
    "margin_bottom_mm": 25,
    "margin_left_mm": 35,
    "margin_right_mm": 20,
    "country_size_pt": 13,
    "motto_size_pt": 14,
    "agency_size_pt": 13,
    "place_date_size_pt": 14,
    "title_size_pt": 14,
    "heading_size_pt": 14,
    "body_size_pt": 14,
    "signer_size_pt": 14,
    "page_number_size_pt": 14,
    "table_size_pt": 12,
    "first_line_indent_mm": 12.7,
    "paragraph_spacing_pt": 12,
    "line_spacing": 1.5,
    "contents_list": "always",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A layout, and the agencies' names with the lines in which they must stand.

    Attributes:
        layout: What differs from the project's own layout.
        issuer: Name of the department.
        parent: Name of the agency above it.
        issuer_lines: Its lines in the letterhead.
        parent_lines: Those of the agency above it.
        place: Where the document is dated.
    """

    layout: Mapping[str, Any]
    issuer: str
    parent: str
    issuer_lines: tuple[str, ...]
    parent_lines: tuple[str, ...]
    place: str = "Hải Dương"


ASKED = {
    "project": Asked({}, "Sở Công Thương", "UBND tỉnh Hải Dương", ("SỞ CÔNG THƯƠNG",), ("UBND TỈNH HẢI DƯƠNG",)),
    "smallest": Asked(
        SMALLEST,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "UBND tỉnh Hải Dương",
        ("SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"),
        ("UBND TỈNH HẢI DƯƠNG",),
    ),
    "largest": Asked(
        LARGEST,
        "Ban Quản lý các khu công nghiệp và khu kinh tế tỉnh",
        "Ủy ban nhân dân tỉnh Hải Dương",
        ("BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP", "VÀ KHU KINH TẾ TỈNH"),
        ("ỦY BAN NHÂN DÂN", "TỈNH HẢI DƯƠNG"),
    ),
    "long place": Asked(
        {"contents_list": "always"},
        "Sở Giáo dục và Đào tạo",
        "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        ("SỞ GIÁO DỤC", "VÀ ĐÀO TẠO"),
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ", "CHÍ MINH"),
        place="Thành phố Hồ Chí Minh",
    ),
}

CLOSE = 0.6
"""Points; a sign may hang over its line by a fraction of one."""
ASCENT, DESCENT = 0.891, 0.216
SINGLE = 1.149
"""Height of a line of Times New Roman at single spacing, in font sizes: ascent, descent and line gap of its file."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and the layout that was asked for."""

    pdf: PDF
    layout: Layout
    asked: Asked

    @property
    def first(self) -> Page:
        return self.pdf.pages[0]

    @property
    def portrait(self) -> list[Page]:
        return [page for page in self.pdf.pages if page.width < page.height]

    def left(self, _: Page) -> float:
        return self.layout.margin_left_mm * POINTS_PER_MM

    def right(self, page: Page) -> float:
        return float(page.width) - self.layout.margin_right_mm * POINTS_PER_MM

    def centre(self, page: Page) -> float:
        return (self.left(page) + self.right(page)) / 2

    def page_with(self, text: str) -> tuple[Page, Run]:
        """Return the page that carries a text, and where on it."""
        ((page, run),) = [(page, run) for page in self.pdf.pages for run in occurrences(page, text)]
        return page, run


def signed_notebook(repository: Path, project: Path, asked: Asked) -> NotebookNode:
    """Return the executed notebook of the sample's report, signed by the agency that was asked for."""
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(repository / folder, project / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    parameters = project / "params/2020/sct.yaml"
    text = parameters.read_text(encoding="utf-8")
    for before, after in SIGNED.items():
        assert before in text
        text = text.replace(before, after)
    assert "\nrecommendations:\n" in text
    parameters.write_text(
        text.replace("\nrecommendations:\n", f"\n{PAGES_OF_TEXT}recommendations:\n"), encoding="utf-8"
    )
    listed = project / "params/departments.yaml"
    names = listed.read_text(encoding="utf-8").replace("name: Sở Công Thương", f"name: {asked.issuer}")
    names = names.replace("parent: UBND tỉnh Hải Dương ", f"parent: {asked.parent} ")
    listed.write_text(names.replace("place: Hải Dương ", f"place: {asked.place} "), encoding="utf-8")
    return executed_report(project, 2020, "sct")


@pytest.fixture(scope="module", params=ASKED)
def printed(
    request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Printed]:
    asked = ASKED[request.param]
    notebook = signed_notebook(repository, tmp_path_factory.mktemp("signed") / "project", asked)
    record = read_report_record(notebook)
    of_year = record["parameters"]["year_parameters"]
    of_year["layout"] |= asked.layout
    path = tmp_path_factory.mktemp("printed") / "report.pdf"
    path.write_bytes(export_pdf(notebook))
    with pdfplumber.open(path) as pdf:
        yield Printed(pdf, Layout.model_validate(of_year["layout"]), asked)


def find_line(page: Page, text: str) -> Run:
    """Return the line of the page that says just `text`."""
    (found,) = [run for run in lines(page) if run.text.strip() == text]
    return found


def test_paper_is_a4_and_only_wide_tables_lie_across(printed: Printed) -> None:
    sizes = {(round(millimetres(page.width)), round(millimetres(page.height))) for page in printed.pdf.pages}
    assert sizes == {(210, 297), (297, 210)}
    across = [page for page in printed.pdf.pages if page.width > page.height]
    texts = ["".join(run.text for run in lines(page)) for page in across]
    assert "biểu số II.06a" in texts[0]
    assert any("Bảng điểm tự đánh giá" in text for text in texts)


def test_margins(printed: Printed) -> None:
    layout = printed.layout
    for page in printed.pdf.pages:
        body = [run for run in lines(page) if run.top > layout.margin_top_mm * POINTS_PER_MM - 2]
        assert min(run.x0 for run in body) >= printed.left(page) - CLOSE
        assert max(run.x1 for run in body) <= printed.right(page) + CLOSE
        assert max(run.bottom for run in body) <= page.height - layout.margin_bottom_mm * POINTS_PER_MM + CLOSE
        for rule in page.rects:
            assert printed.left(page) - CLOSE <= rule["x0"] <= rule["x1"] <= printed.right(page) + CLOSE
    starts = [min(run.x0 for run in lines(page)) for page in printed.portrait[:3]]
    assert starts == pytest.approx([printed.left(printed.first)] * 3, abs=CLOSE)
    ends = [max(run.x1 for run in lines(page)) for page in printed.portrait[:3]]
    assert ends == pytest.approx([printed.right(printed.first)] * 3, abs=CLOSE)


def test_text_begins_at_the_top_margin_and_ends_at_the_bottom_margin(printed: Printed) -> None:
    """A line is as high as its spacing; above and below its letters stands half of what they leave of it."""
    layout = printed.layout
    size, line = layout.body_size_pt, SINGLE * layout.line_spacing * layout.body_size_pt
    half = (line - (ASCENT + DESCENT) * size) / 2
    starts, ends = [], []
    for page in printed.portrait[1:]:
        top = layout.margin_top_mm * POINTS_PER_MM - 2
        text = [run for run in lines(page) if run.sizes == {size} and run.light and run.top > top]
        if text:
            starts.append(min(run.baseline for run in text) - half - ASCENT * size)
            ends.append(max(run.baseline for run in text) + half + DESCENT * size)
    assert min(starts) == pytest.approx(layout.margin_top_mm * POINTS_PER_MM, abs=CLOSE)
    # On the fullest page, less room than the two lines that stay together, and the space between paragraphs.
    room = float(printed.first.height) - layout.margin_bottom_mm * POINTS_PER_MM - max(ends)
    assert -CLOSE <= room < 2 * line + layout.paragraph_spacing_pt


def test_text_is_black_and_of_one_family(printed: Printed) -> None:
    fonts = {char["fontname"].split("+")[-1] for page in printed.pdf.pages for char in page.chars}
    families = {re.sub(r"(?i)[- ]?(bold|italic|regular|mt)+", "", font.replace("-", " ")).strip() for font in fonts}
    assert len(families) == 1
    assert families <= {"Times New Roman", "Liberation Serif", "Tinos", "TeXGyreTermes"}
    assert all(run.black for page in printed.pdf.pages for run in lines(page))


def test_page_numbers(printed: Printed) -> None:
    top_margin = printed.layout.margin_top_mm * POINTS_PER_MM
    in_margin = [[run for run in lines(page) if run.bottom <= top_margin + 1] for page in printed.pdf.pages]
    assert in_margin[0] == []
    for number, (page, runs) in enumerate(zip(printed.pdf.pages[1:], in_margin[1:], strict=True), start=2):
        (run,) = runs
        assert run.text == str(number)
        assert run.sizes == {printed.layout.page_number_size_pt}
        assert run.upright
        assert run.light
        assert run.centre == pytest.approx(printed.centre(page), abs=1)


def test_country_and_motto(printed: Printed) -> None:
    country = find(printed.first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = find(printed.first, "Độc lập - Tự do - Hạnh phúc")
    assert (country.sizes, country.bold, country.upright) == ({printed.layout.country_size_pt}, True, True)
    assert (motto.sizes, motto.bold, motto.upright) == ({printed.layout.motto_size_pt}, True, True)
    assert country.centre == pytest.approx(motto.centre, abs=1)
    assert country.baseline < motto.baseline
    rule = rule_below(printed.first, motto)
    assert rule.width == pytest.approx(motto.width, abs=1)
    assert rule.centre == pytest.approx(motto.centre, abs=1)


def test_agencies(printed: Printed) -> None:
    parents = [find_line(printed.first, line) for line in printed.asked.parent_lines]
    issuers = [find_line(printed.first, line) for line in printed.asked.issuer_lines]
    assert all((run.light, run.upright) == (True, True) for run in parents)
    assert all((run.bold, run.upright) == (True, True) for run in issuers)
    names = [*parents, *issuers]
    assert {size for run in names for size in run.sizes} == {printed.layout.agency_size_pt}
    assert [run.centre for run in names] == pytest.approx([names[0].centre] * len(names), abs=1)
    baselines = [run.baseline for run in names]
    assert baselines == sorted(baselines)
    assert min(run.x0 for run in names) >= printed.left(printed.first) - CLOSE
    issuer = issuers[-1]
    rule = rule_below(printed.first, issuer)
    assert 1 / 3 <= rule.width / issuer.width <= 1 / 2
    assert rule.centre == pytest.approx(issuer.centre, abs=1)


def test_both_blocks_stand_side_by_side(printed: Printed) -> None:
    parent, *others = [
        find_line(printed.first, line) for line in (*printed.asked.parent_lines, *printed.asked.issuer_lines)
    ]
    country = find(printed.first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert max(run.x1 for run in (parent, *others)) < country.x0
    assert parent.baseline == pytest.approx(country.baseline, abs=1)
    assert country.x1 <= printed.right(printed.first) + CLOSE


def test_number_and_date(printed: Printed) -> None:
    number = find(printed.first, "Số: 1893/BC-SCT")
    dated = find(printed.first, f"{printed.asked.place}, ngày 08 tháng 12 năm 2020")
    assert dated.x1 <= printed.right(printed.first) + CLOSE
    assert (number.sizes, number.upright, number.light) == ({13.0}, True, True)
    assert (dated.sizes, dated.italic, dated.light) == ({printed.layout.place_date_size_pt}, True, True)
    assert number.baseline == pytest.approx(dated.baseline, abs=1)
    issuer = find_line(printed.first, printed.asked.issuer_lines[-1])
    assert number.centre == pytest.approx(issuer.centre, abs=1)
    assert 10 < number.baseline - rule_below(printed.first, issuer).y < 30
    assert dated.centre == pytest.approx(find(printed.first, "Độc lập - Tự do - Hạnh phúc").centre, abs=1)


def test_kind_and_subject(printed: Printed) -> None:
    kind = find(printed.first, "BÁO CÁO")
    subject = find(printed.first, "Tự đánh giá, chấm điểm cải cách thủ tục hành chính năm 2020")
    for run in (kind, subject):
        assert (run.sizes, run.bold, run.upright) == ({printed.layout.title_size_pt}, True, True)
        assert run.centre == pytest.approx(printed.centre(printed.first), abs=1)
    rule = rule_below(printed.first, subject)
    assert 1 / 3 <= rule.width / subject.width <= 1 / 2
    assert rule.centre == pytest.approx(subject.centre, abs=1)


def test_legal_bases(printed: Printed) -> None:
    runs = lines(printed.first)
    first = next(index for index, run in enumerate(runs) if run.text.startswith("Căn cứ"))
    last = next(index for index, run in enumerate(runs) if run.text.startswith("Thực hiện Quyết định"))
    bases = runs[first:last]
    assert all(run.italic and run.light for run in bases)
    text = " ".join(run.text for run in bases)
    endings = [part.rstrip()[-1] for part in re.split("(?=Căn cứ )", text) if part]
    assert endings == [";", ";", "."]


def body_lines(printed: Printed) -> list[tuple[Page, Run]]:
    """Return the lines of running text on portrait pages, from the first sentence after the bases to the signature."""
    size, top_margin = printed.layout.body_size_pt, printed.layout.margin_top_mm * POINTS_PER_MM
    text = [
        (page, run)
        for page in printed.portrait
        for run in lines(page)
        if run.top >= top_margin - 2 or page == printed.first
    ]
    start = next(index for index, (_, run) in enumerate(text) if run.text.startswith("Thực hiện Quyết định"))
    end = next(index for index, (_, run) in enumerate(text) if run.text.startswith("Nơi nhận"))
    return [(page, run) for page, run in text[start:end] if run.sizes == {size} and run.light]


def test_body_is_justified_and_indented(printed: Printed) -> None:
    indent = printed.layout.first_line_indent_mm * POINTS_PER_MM
    text = body_lines(printed)
    offsets = {round(run.x0 - printed.left(page)) for page, run in text}
    assert offsets == {0, round(indent)}
    full = 0
    for (page, run), (following_page, following) in pairwise(text):
        # A line that another line of its paragraph follows is as wide as the page lets it.
        if following_page is page and following.x0 < printed.left(page) + 1 and following.baseline > run.baseline:
            assert run.x1 == pytest.approx(printed.right(page), abs=CLOSE)
            full += 1
    assert full > 30


def test_spacing(printed: Printed) -> None:
    layout = printed.layout
    pitches, gaps = [], []
    for (page, run), (following_page, following) in pairwise(body_lines(printed)):
        step = following.baseline - run.baseline
        if following_page is not page or not 0 < step < 4 * layout.body_size_pt:
            continue
        indented = following.x0 > printed.left(page) + 1
        (gaps if indented else pitches).append(step)
    pitch = SINGLE * layout.line_spacing * layout.body_size_pt
    assert pitches == pytest.approx([pitch] * len(pitches), abs=0.1)
    assert layout.body_size_pt * SINGLE <= pitch + 0.05 <= layout.body_size_pt * SINGLE * 1.5 + 0.1
    assert len(pitches) > 30
    assert min(gaps) - pitch >= 6 - 0.1
    assert min(gaps) - pitch == pytest.approx(layout.paragraph_spacing_pt, abs=0.1)
    assert len(gaps) > 10


def test_headings(printed: Printed) -> None:
    for text in ("I. Rà soát, đánh giá thủ tục hành chính", "V. Tiếp nhận, xử lý phản ánh, kiến nghị"):
        runs = [run for page in printed.pdf.pages for run in occurrences(page, text) if run.bold]
        (run,) = runs
        assert (run.sizes, run.upright) == ({printed.layout.heading_size_pt}, True)


def test_a_heading_is_never_the_last_line_of_a_page(printed: Printed) -> None:
    for page in printed.portrait:
        last = max(lines(page), key=lambda run: run.baseline)
        is_heading = last.bold and last.sizes == {printed.layout.heading_size_pt}
        assert not is_heading or last.text == SIGNER


def test_signature_block(printed: Printed) -> None:
    page, title = printed.page_with("PHÓ GIÁM ĐỐC")
    authority, name = find(page, "KT. GIÁM ĐỐC"), find(page, SIGNER)
    for run in (authority, title, name):
        assert (run.sizes, run.bold, run.upright) == ({printed.layout.signer_size_pt}, True, True)
        assert run.centre == pytest.approx(title.centre, abs=1)
        assert run.x0 > printed.centre(page)
    assert authority.baseline < title.baseline
    assert millimetres(name.baseline - title.baseline) > 20


def test_recipients(printed: Printed) -> None:
    page, heading = printed.page_with("Nơi nhận:")
    assert (heading.sizes, heading.bold, heading.italic) == ({12.0}, True, True)
    assert heading.x0 == pytest.approx(printed.left(page), abs=CLOSE)
    listed = [
        run
        for run in lines(page)
        if run.baseline > heading.baseline and run.x0 < printed.centre(page) and run.text.startswith("- ")
    ]
    assert [run.text for run in listed] == [
        "- UBND tỉnh (để báo cáo);",
        "- Văn phòng UBND tỉnh;",
        "- Lãnh đạo Sở;",
        "- Lưu: VT, VP.",
    ]
    for run in listed:
        assert (run.sizes, run.upright, run.light) == ({11.0}, True, True)
        assert run.x0 == pytest.approx(heading.x0, abs=CLOSE)


@pytest.mark.parametrize(
    ("number", "title"), [("I", "BẢNG ĐIỂM TỰ ĐÁNH GIÁ"), ("II", "NGUỒN SỐ LIỆU"), ("III", "KẾT QUẢ KIỂM TRA SỐ LIỆU")]
)
def test_annexes(printed: Printed, number: str, title: str) -> None:
    page, name = next(
        (page, run) for page in printed.pdf.pages for run in lines(page) if run.text == f"Phụ lục {number}"
    )
    below = find(page, title)
    assert (name.sizes, name.bold, name.upright) == ({14.0}, True, True)
    assert (below.sizes, below.bold, below.upright) == ({printed.layout.heading_size_pt}, True, True)
    for run in (name, below):
        assert run.centre == pytest.approx(printed.centre(page), abs=1)
    body = [run for run in lines(page) if run.top >= printed.layout.margin_top_mm * POINTS_PER_MM - 2]
    assert min(body, key=lambda run: run.baseline) == name
    assert name.baseline < below.baseline


def test_counts_below_ten_have_a_leading_zero(printed: Printed) -> None:
    text = " ".join(run.text for page in printed.pdf.pages[:2] for run in lines(page)).replace("\u00a0", " ")
    assert "ban hành 04 quyết định công bố" in text


def test_tables_are_never_set_too_small(printed: Printed) -> None:
    smallest = min(min(run.sizes) for page in printed.pdf.pages for run in lines(page))
    assert smallest >= 10
    assert printed.page_with("Đơn vị tính: số hồ sơ TTHC")[1].sizes == {printed.layout.table_size_pt}


def test_no_text_runs_into_another(printed: Printed) -> None:
    for page in printed.pdf.pages:
        texts = [run for run in lines(page) if run.text.strip(".")]  # dots lead to page numbers in the contents
        runs = sorted(texts, key=lambda run: (round(run.baseline), run.x0))
        into = [
            (run.text, following.text)
            for run, following in pairwise(runs)
            if abs(run.baseline - following.baseline) < 1 and following.x0 < run.x1 + 1
        ]
        assert into == [], page.page_number


def test_contents_give_the_pages_of_the_headings(printed: Printed) -> None:
    page, _ = printed.page_with("MỤC LỤC")
    signed, _ = printed.page_with("Nơi nhận:")
    assert page.page_number == signed.page_number + 1
    entries = [
        (match[1].strip(" ."), int(match[2]))
        for run in joined_rows(page)
        if (match := re.fullmatch(r"(.+?)[. …]*(?<!\d)(\d+)", run)) and not run.isdigit()
    ]
    assert len(entries) == 16
    for text, number in entries:
        wanted = text.split(". ", 1)[0] if text.startswith("Phụ lục") else text
        assert occurrences(printed.pdf.pages[number - 1], wanted), (text, number)


def joined_rows(page: Page) -> list[str]:
    """Return the rows of a page from left to right: text, leader and number of an entry are set one by one."""
    rows: dict[int, list[Run]] = {}
    for run in lines(page):
        key = next((key for key in rows if abs(key - run.baseline) < 2), round(run.baseline))
        rows.setdefault(key, []).append(run)
    return ["".join(run.text for run in sorted(row, key=lambda run: run.x0)) for row in rows.values()]
