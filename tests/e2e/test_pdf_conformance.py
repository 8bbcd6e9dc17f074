"""The PDF is what an archive keeps (PDF/A-3a) and what a screen reader can read (PDF/UA-1): veraPDF is the judge."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pdfplumber
import pytest
from nbformat import NotebookNode

from cchc_report.export.pdf import export_pdf
from cchc_report.export.record import read_report_record
from support.pdf_files import FileInside, files_inside, names_in_the_tree
from support.verapdf import validate

PROFILES = {"PDF/A-3A validation profile", "PDF/UA-1 validation profile"}


@pytest.fixture(scope="module")
def sample_pdf(executed_sample: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pdf = tmp_path_factory.mktemp("sample") / "report.pdf"
    pdf.write_bytes(export_pdf(executed_sample))
    return pdf


@pytest.fixture(scope="module")
def inside(sample_pdf: Path) -> dict[str, FileInside]:
    return {file.name: file for file in files_inside(sample_pdf.read_bytes())}


def rows_of(file: FileInside) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


def test_the_sample_meets_both_standards(sample_pdf: Path, require_tool: Callable[[str], str]) -> None:
    results = validate(sample_pdf, require_tool)
    assert {result.profile for result in results} == PROFILES
    assert [failure for result in results for failure in result.failures] == []
    assert [result.failed_checks for result in results] == [0, 0]
    assert min(result.passed_checks for result in results) > 10_000


def test_each_file_inside_says_what_it_is(sample_pdf: Path, inside: dict[str, FileInside]) -> None:
    assert [(file.name, file.relationship, file.mime_type) for file in files_inside(sample_pdf.read_bytes())] == [
        ("late_dossiers.csv", "Data", "text/csv"),
        ("manifest.json", "Supplement", "application/json"),
        ("measures.csv", "Data", "text/csv"),
    ]
    assert names_in_the_tree(sample_pdf.read_bytes()) == sorted(inside)
    assert all(file.description for file in inside.values())


def test_files_inside_are_dated_by_their_data_and_by_no_clock(inside: dict[str, FileInside]) -> None:
    assert {file.modified for file in inside.values()} == {"D:20201207000000Z"}
    assert all("CreationDate" not in file.parameters for file in inside.values())


def test_the_files_inside_hold_the_published_figures(inside: dict[str, FileInside]) -> None:
    measures = {row["id"]: row for row in rows_of(inside["measures.csv"])}
    assert measures["settlement.total"]["value"] == "624"
    rate = measures["settlement.on_time_rate.system"]
    assert (rate["numerator"], rate["denominator"], rate["view"]) == ("580", "581", "system")
    assert measures["notices.received"]["value"] == "5544"
    assert [row["code"] for row in rows_of(inside["late_dossiers.csv"])] == [
        "000.00.02.H23-200922-0005",
        "000.00.02.H23-201125-0032",
        "000.00.02.H23-201126-0029",
    ]
    late, *notices = rows_of(inside["late_dossiers.csv"])
    assert (late["due_on"], late["ended_in_fact_on"], late["cause"]) == ("2020-10-01", "2020-09-30", "system_entry")
    assert {row["cause"] for row in notices} == {"one_way_procedure"}


def test_the_manifest_inside_is_the_record(inside: dict[str, FileInside], executed_sample: NotebookNode) -> None:
    manifest = json.loads(inside["manifest.json"].content)
    record = read_report_record(executed_sample)
    assert {key: manifest[key] for key in ("parameters", "inputs", "measures", "findings", "scores")} == {
        key: record[key] for key in ("parameters", "inputs", "measures", "findings", "scores")
    }
    assert "outputs" not in manifest


def test_the_document_says_who_it_is(sample_pdf: Path) -> None:
    with pdfplumber.open(sample_pdf) as pdf:
        catalog = pdf.doc.catalog
        assert pdf.metadata["Title"] == (
            "Báo cáo tự đánh giá, chấm điểm cải cách thủ tục hành chính năm 2020 của Sở Công Thương"
        )
        assert pdf.metadata["Author"] == "Sở Công Thương"
        assert catalog["Lang"] == b"vi"
        assert not {"CreationDate", "ModDate"} & pdf.metadata.keys()


def test_every_heading_is_a_bookmark(sample_pdf: Path) -> None:
    with pdfplumber.open(sample_pdf) as pdf:
        bookmarks = [(level, title) for level, title, *_ in pdf.doc.get_outlines()]
    assert bookmarks[0][0] == 1
    assert bookmarks[1] == (2, "I. Rà soát, đánh giá thủ tục hành chính")
    assert (3, "5. Giải trình hồ sơ trễ hạn trên Hệ thống một cửa điện tử") in bookmarks
    assert bookmarks[-3:] == [
        (2, "Phụ lục I. Bảng điểm tự đánh giá"),
        (2, "Phụ lục II. Nguồn số liệu"),
        (2, "Phụ lục III. Kết quả kiểm tra số liệu"),
    ]
    levels = [level for level, _ in bookmarks]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_links_say_where_they_lead(sample_pdf: Path) -> None:
    with pdfplumber.open(sample_pdf) as pdf:
        said = {annotation["contents"] for page in pdf.pages for annotation in page.annots}
    assert "Nguồn số liệu: Hồ sơ tiếp nhận trong kỳ" in said
    assert "Hồ sơ trễ hạn: 000.00.02.H23-200922-0005; Đăng ký hoạt động bán hàng đa cấp tại địa phương" in said
    kinds = ("Nguồn số liệu: ", "Tài liệu: ", "Tiêu chí: ", "Hồ sơ trễ hạn: ", "Mục: ")
    assert [text for text in said if not text.startswith(kinds)] == []
    assert "Mục: Bảng 2. Hồ sơ trễ hạn trên Hệ thống một cửa điện tử và tài liệu chứng minh" in said
    assert "Mục: Biểu đồ 3. Kênh tiếp nhận theo lĩnh vực. 45,3% hồ sơ phải giải quyết được nộp trực tuyến" in said


def test_the_same_notebook_gives_the_same_bytes(sample_pdf: Path, executed_sample: NotebookNode) -> None:
    assert export_pdf(deepcopy(executed_sample)) == sample_pdf.read_bytes()
