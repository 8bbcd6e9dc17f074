from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from cchc_report.batch.verify.first_difference import Difference, first_differences

MANIFEST = {
    "schema": "cchc-report/manifest/1",
    "environment": {"python": "3.11.7"},
    "parameters": {"year": 2020},
    "measures": {"settlement.total": {"value": 624}},
    "outputs": [{"path": "report.html", "sha256": "00"}],
}


def written(manifest: dict[str, Any]) -> bytes:
    return json.dumps(manifest, indent=2).encode()


def archive(**parts: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        for name, text in parts.items():
            book.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


def only(name: str, published: bytes, remade: bytes) -> Difference:
    (found,) = first_differences({name: published}, {name: remade})
    assert found.file == name
    return found


def test_the_same_files_do_not_differ() -> None:
    files = {"manifest.json": written(MANIFEST), "report.pdf": b"%PDF"}
    assert first_differences(files, dict(files)) == ()


def test_of_a_manifest_the_figure_is_named_before_the_hashes_that_follow_from_it() -> None:
    other = MANIFEST | {
        "environment": {"python": "3.12.0"},
        "measures": {"settlement.total": {"value": 625}},
        "outputs": [{"path": "report.html", "sha256": "11"}],
    }
    found = only("manifest.json", written(MANIFEST), written(other))
    assert found.where.vi == "mục measures.settlement.total.value"
    assert (found.published, found.remade) == ("624", "625")


def test_of_a_manifest_that_says_the_same_in_another_form_the_line_is_named() -> None:
    assert only("manifest.json", b'{"a":\n1}', b'{"a":\n 1}').where.vi == "dòng 2"


def test_a_broken_manifest_is_compared_by_line() -> None:
    found = only("manifest.json", b"{\n cut", written(MANIFEST))
    assert found.where.vi == "dòng 2"
    assert found.published == "cut"


@pytest.mark.parametrize("name", ["report.html", "report.ipynb"])
def test_of_text_the_line_is_named_and_shown(name: str) -> None:
    found = only(name, "một\nhai 581\nba".encode(), "một\nhai 582\nbốn".encode())
    assert found.where.vi == "dòng 2"
    assert (found.published, found.remade) == ("hai 581", "hai 582")


def test_of_text_that_goes_on_the_first_new_line_is_named() -> None:
    found = only("report.html", b"a\nb", b"a\nb\nc")
    assert (found.where.en, found.published, found.remade) == ("line 3", "", "c")


def test_of_a_workbook_the_part_is_named_and_shown() -> None:
    one = archive(styles="<a/>", sheet1="<c>581</c>", sheet2="x")
    other = archive(styles="<a/>", sheet1="<c>582</c>", sheet2="y")
    found = only("annex.xlsx", one, other)
    assert (found.where.en, found.published, found.remade) == ("part sheet1", "<c>581</c>", "<c>582</c>")


def test_of_a_workbook_parts_may_be_gone_or_new() -> None:
    small, large = archive(sheet1="1"), archive(sheet1="1", sheet2="2")
    assert only("annex.xlsx", large, small).where.en == "part sheet2 is gone"
    assert only("annex.xlsx", small, large).where.en == "part sheet2 is new"


def test_of_a_workbook_with_the_same_parts_the_byte_is_named() -> None:
    one, other = archive(a="1", b="2"), archive(b="2", a="1")
    assert only("annex.xlsx", one, other).where.en.startswith("byte number ")
    assert only("annex.xlsx", b"no archive", b"no workbook").where.en == "byte number 4"


def test_of_a_pdf_the_byte_and_the_object_are_named() -> None:
    page = b"%PDF-1.7\n1 0 obj\n<</A 1>>\nendobj\n12 0 obj\n<</B 1>>\nendobj\n"
    found = only("report.pdf", page, page.replace(b"/B 1", b"/B 2"))
    assert found.where.vi == f"byte thứ {page.index(b'/B 1') + 4} (đối tượng 12)"
    assert only("report.pdf", b"%PDF-1.7", b"%PDF-1.6").where.en == "byte number 8"


def test_files_that_only_one_side_has_are_named() -> None:
    found = first_differences({"report.html": b"", "scan.pdf": b""}, {"report.html": b"", "annex.xlsx": b""})
    assert [(each.file, each.where.en) for each in found] == [
        ("annex.xlsx", "the file is missing"),
        ("scan.pdf", "a stray file, no part of the report"),
    ]


def test_every_file_that_differs_is_named_the_manifest_first() -> None:
    names = ("annex.xlsx", "manifest.json", "report.html", "report.pdf")
    found = first_differences(dict.fromkeys(names, b"a"), dict.fromkeys(names, b"b"))
    assert [each.file for each in found] == ["manifest.json", "annex.xlsx", "report.html", "report.pdf"]
