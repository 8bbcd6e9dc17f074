"""The typesetter's stylesheet without what reports never have gives the same pages as the whole one."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from cchc_report.export.typesetter import PaperDocument

PAGE = """<!DOCTYPE html><html lang="vi"><head><title>Thử</title></head><body>
<h1>Báo cáo</h1><p>Một <q>câu</q><br>hai<wbr>ba <a href="#c">dẫn</a></p>
<ul><li>gạch<ul><li>trong</li></ul></li></ul><ol start="9"><li>chín</li><li>mười</li></ol>
<table><thead><tr><th>Cột</th></tr></thead><tbody><tr><td id="c">12</td></tr></tbody></table></body></html>"""


def pdf_of(document: Any) -> bytes:
    return bytes(document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=b"thu"))


def pseudo_elements(stylesheet: Any) -> set[str | None]:
    """Return the pseudo-elements that a stylesheet gives to elements of any name."""
    return {pseudo for _, _, _, pseudo, _ in stylesheet.matcher.other_selectors}


def test_the_pages_are_those_of_the_whole_stylesheet() -> None:
    whole = weasyprint.HTML(string=PAGE, base_url="about:blank", media_type="print")
    assert pdf_of(PaperDocument(PAGE)) == pdf_of(whole)


def test_no_element_carries_styles_of_notes_or_markers() -> None:
    (whole,), (ours,) = weasyprint.HTML(string=PAGE)._ua_stylesheets(), PaperDocument(PAGE)._ua_stylesheets()
    assert {"footnote-call", "note-marker", "marker"} <= pseudo_elements(whole)
    assert pseudo_elements(ours) & {"footnote-call", "footnote-marker", "marker"} == set()
    assert not any(str(pseudo).startswith(("note-", "footnote-")) for pseudo in pseudo_elements(ours))


def test_it_fetches_nothing(caplog: pytest.LogCaptureFixture) -> None:
    document = PaperDocument(PAGE.replace("<h1>", '<img alt="x" src="file:///etc/hostname"><h1>'))
    document.render()
    assert "file:///etc/hostname" in caplog.text
