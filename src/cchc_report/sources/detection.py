"""What a file is, by its content. The extension is never asked: portals name HTML tables `.xls`."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import Enum

from cchc_report.errors import Text
from cchc_report.sources.faults import Fault, UnreadableError


class Format(Enum):
    """The formats that can be read."""

    EXCEL = "excel"
    """`.xlsx`, `.xlsm`, `.xlsb`, and the older binary `.xls`."""
    HTML = "html"
    PARQUET = "parquet"
    CSV = "csv"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SAMPLE = 65_536
_TEXT_BYTES_FOR_A_ZERO = 20

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|style|link|script|body|table|thead|tbody|tr|div|center|form|h[1-6]|p|font|span|br)\b",
    re.IGNORECASE,
)
_BEFORE_MARKUP = re.compile(r"(?:\s+|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)

_SAVE_AS = Text(
    vi="Kết xuất lại từ Hệ thống dưới dạng .xlsx, .xls, .csv hoặc .parquet.",
    en="Export again from the system as .xlsx, .xls, .csv or .parquet.",
)
_OPEN_AND_SAVE = Text(
    vi="Mở tệp bằng bảng tính, lưu lại dưới dạng .xlsx rồi khai tên tệp mới.",
    en="Open the file in a spreadsheet, save it as .xlsx and name the new file.",
)

EMPTY_FILE = Fault("empty-file", Text(vi="tệp rỗng", en="the file is empty"), _SAVE_AS)
PASSWORD = Fault(
    "password",
    Text(vi="tệp có mật khẩu nên không đọc được", en="the file is protected by a password and cannot be read"),
    Text(
        vi="Mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại.",
        en="Open the file, remove the password (File > Info > Protect Workbook) and save it.",
    ),
)
CORRUPT = Fault(
    "corrupt",
    Text(vi="tệp bị hỏng hoặc tải chưa trọn vẹn", en="the file is damaged or was not downloaded completely"),
    Text(
        vi="Tải hoặc kết xuất lại tệp; nếu mở được bằng bảng tính thì lưu lại dưới dạng .xlsx.",
        en="Download or export it again; if a spreadsheet still opens it, save it as .xlsx.",
    ),
)


def detect(content: bytes) -> Format:
    """Return the format of a file's bytes.

    Raises:
        UnreadableError: The bytes are of no readable format; the fault says what they look like.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise UnreadableError(EMPTY_FILE)
    if content.startswith(b"PK"):
        return _detect_zip(content)
    if content.startswith(_OLE):
        return _detect_ole(content)
    if content.startswith(b"PAR1"):
        return Format.PARQUET
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableError(_foreign(name, _SAVE_AS))
    return _detect_text(content)


def decode(content: bytes) -> str:
    """Return the text of a file: UTF-8 with or without a mark, or UTF-16 with one.

    Raises:
        UnreadableError: The text is in another encoding; the row is the line of the first wrong byte.
    """
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(_NOT_UTF_8, row=content.count(b"\n", 0, error.start) + 1) from None


_NOT_UTF_8 = Fault(
    "not-utf-8",
    Text(
        vi="văn bản không ở dạng Unicode UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258)",
        en="the text is not Unicode UTF-8 (perhaps TCVN3, VNI or Windows-1258)",
    ),
    Text(
        vi='Mở bằng bảng tính và lưu lại dạng "CSV UTF-8" hoặc .xlsx.',
        en='Open it in a spreadsheet and save it as "CSV UTF-8" or .xlsx.',
    ),
)


def _foreign(name: str, remedy: Text) -> Fault:
    return Fault(
        "unknown-format",
        Text(vi=f"tệp này là {name}, không phải bản kết xuất", en=f"this is a {name} file and no export"),
        remedy,
    )


def _detect_zip(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            opendocument = "mimetype" in names and b"opendocument" in archive.read("mimetype")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError):
        raise UnreadableError(CORRUPT) from None
    folders = {name.split("/")[0] for name in names}
    if "xl" in folders:
        return Format.EXCEL
    if opendocument:
        raise UnreadableError(_foreign("OpenDocument", _OPEN_AND_SAVE))
    for folder, name in (("word", "Word (.docx)"), ("ppt", "PowerPoint (.pptx)")):
        if folder in folders:
            raise UnreadableError(_foreign(name, _SAVE_AS))
    unpack = Text(vi="Giải nén, rồi khai tên tệp bên trong.", en="Unpack it and name the file inside.")
    raise UnreadableError(_foreign("ZIP", unpack))


def _detect_ole(content: bytes) -> Format:
    # Names in the directory of such a file are UTF-16; a full directory reader would tell no more.
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise UnreadableError(PASSWORD)
    if holds("WordDocument"):
        raise UnreadableError(_foreign("Word (.doc)", _SAVE_AS))
    if holds("PowerPoint Document"):
        raise UnreadableError(_foreign("PowerPoint (.ppt)", _SAVE_AS))
    if holds("Workbook") or holds("Book"):
        return Format.EXCEL
    raise UnreadableError(CORRUPT)


def _is_binary(sample: bytes) -> bool:
    """Return whether bytes are no text: more zero bytes than a citizen's odd name brings, or one where all is no text.

    Text in UTF-16 without its mark has a zero byte in every second place.
    """
    zeros = sample.count(0)
    if not zeros:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a letter cut in two by the sample's end does no harm
    except UnicodeDecodeError:
        return True
    return zeros * _TEXT_BYTES_FOR_A_ZERO > len(sample)


def _detect_text(content: bytes) -> Format:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and _is_binary(content[:_TEXT_SAMPLE]):
        raise UnreadableError(
            Fault("unknown-format", Text(vi="không nhận ra dạng tệp", en="the file's format is unknown"), _SAVE_AS)
        )
    sample = content[:_TEXT_SAMPLE].decode("utf-16" if wide else "utf-8-sig", errors="replace")
    before = _BEFORE_MARKUP.match(sample)
    text = sample[before.end() :] if before else sample
    if _HTML_START.match(text):
        return Format.HTML
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise UnreadableError(_foreign("XML Spreadsheet 2003", _OPEN_AND_SAVE))
    if text.startswith("MIME-Version:"):
        raise UnreadableError(_foreign("MHTML", _OPEN_AND_SAVE))
    if text.startswith("<"):
        raise UnreadableError(_foreign("XML", _SAVE_AS))
    if text.startswith(("{", "[")):
        raise UnreadableError(_foreign("JSON", _SAVE_AS))
    return Format.CSV
