"""CSV as Excel and programs both read it; no text in it runs as a formula."""

from __future__ import annotations

import csv
import io

import pytest

from cchc_report.export.csv_file import csv_file, harmless


def test_the_form_of_the_file() -> None:
    content = csv_file(("a", "b", "c"), [['Sở "X", Y', None, 1], ["dòng\nhai", 0.5, 0]])
    assert content == b"\xef\xbb\xbf" + 'a,b,c\r\n"Sở ""X"", Y",,1\r\n"dòng\nhai",0.5,0\r\n'.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n", "＝", "＋", "－", "＠", "  ="])
def test_no_text_begins_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("http://x.invalid")'
    assert harmless(hostile) == f"'{hostile}"
    _, row = csv.reader(io.StringIO(csv_file(("a",), [[hostile]]).decode("utf-8-sig"), newline=""))
    assert row == [f"'{hostile}"]


@pytest.mark.parametrize("text", ["", "Sở Công Thương", "a=b", "'=x", "1-2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_numbers_are_no_texts() -> None:
    assert csv_file(("a",), [[-1]]).endswith(b"\r\n-1\r\n")
