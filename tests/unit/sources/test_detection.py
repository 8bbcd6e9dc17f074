"""A file is what its bytes say, whatever its name is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cchc_report.sources.detection import Format, detect
from cchc_report.sources.faults import UnreadableError
from support.source_files import DOSSIERS, write_csv, write_html, write_parquet, write_xlsx


def zip_of(*names: str) -> bytes:
    """A ZIP file without a clock: its bytes are part of a test's name, which every test process must agree on."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(
                zipfile.ZipInfo(name), "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "x"
            )
    return stream.getvalue()


def ole_with(*names: str) -> bytes:
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + directory


def test_each_written_format_is_recognised(tmp_path: Path) -> None:
    name = tmp_path / "export.xls"
    assert detect(write_xlsx(name, {"A": DOSSIERS}).read_bytes()) is Format.EXCEL
    assert detect(write_html(name, DOSSIERS).read_bytes()) is Format.HTML
    assert detect(write_csv(name, DOSSIERS).read_bytes()) is Format.CSV
    assert detect(write_csv(name, DOSSIERS, encoding="utf-16").read_bytes()) is Format.CSV
    assert detect(write_parquet(name, DOSSIERS).read_bytes()) is Format.PARQUET


@pytest.mark.parametrize(
    "start",
    [
        "<table>",
        "\ufeff<html>",
        "\n\n  <TABLE border=1>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- a <b> comment --><!DOCTYPE html><html>',
        "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>",
        "<style>td {mso-number-format:'@'}</style><table>",
    ],
)
def test_html_begins_in_many_ways(start: str) -> None:
    assert detect(start.encode()) is Format.HTML


def test_old_binary_workbook() -> None:
    assert detect(ole_with("Root Entry", "Workbook")) is Format.EXCEL
    assert detect(ole_with("Root Entry", "Book")) is Format.EXCEL


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "rỗng"),
        (b"\xef\xbb\xbf \r\n", "rỗng"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1", "RTF"),
        (zip_of("word/document.xml"), "Word"),
        (zip_of("mimetype", "content.xml"), "OpenDocument"),
        (zip_of("dossiers.xlsx"), "ZIP"),
        (zip_of("xl/workbook.xml")[:40], "bị hỏng"),
        (ole_with("Root Entry", "EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
        (ole_with("Root Entry", "WordDocument"), "Word"),
        (ole_with("Root Entry"), "bị hỏng"),
        (b'{"rows": []}', "JSON"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "XML Spreadsheet"),
        (b"<?xml version='1.0'?><dossiers/>", "XML"),
        (b"MIME-Version: 1.0\r\n", "MHTML"),
        (b"\x00\x01\x02\x03", "không nhận ra"),
        ("MaHoSo;TrangThaiHoSo\n".encode("utf-16-le"), "không nhận ra"),
        (b"MaHoSo;\xff\x00" + b"x" * 1000, "không nhận ra"),
    ],
)
def test_other_files_are_named(content: bytes, named: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        detect(content)
    assert named in caught.value.fault.what.vi


def test_a_stray_zero_byte_makes_no_text_a_stranger() -> None:
    rows = "MaHoSo;ChuHoSo\n" + "000.00.02.H23-200922-0005;Công ty\x00 Mẫu\n" * 20
    assert detect(rows.encode()) is Format.CSV
    assert detect(f"<table><tr><td>{rows}</td></tr></table>".encode()) is Format.HTML


def test_the_sample_may_end_within_a_letter() -> None:
    text = "x\x00" + "x" * (65_536 - 3) + "ế"
    assert len(text[:-1].encode()) < 65_536 < len(text.encode())
    assert detect(text.encode()) is Format.CSV
