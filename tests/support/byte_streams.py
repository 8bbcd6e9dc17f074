"""Everything that a file says, however it is packed: members of archives, streams of PDFs, what base64 holds, text."""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream

_LATIN_1 = 0xFF
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}\s*){12,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def texts_of_folder(folder: Path) -> dict[str, str]:
    """Return every text in the files of a folder, by where it was found, in small letters and composed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for place, text in texts_of(path.name, path.read_bytes()):
                found[place] = _normal(text)
            if path.suffix == ".pdf":
                found[f"{path.name} (pdftotext)"] = _normal(_text_layer(path))
    return found


def texts_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file with where each was found: the bytes themselves, and all that is packed in them."""
    text = _decoded(content)
    yield name, text
    if content.startswith(b"PK"):
        yield from _of_archive(name, content)
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(name, content)
    elif content.lstrip().startswith((b"{", b"[")):
        yield from _of_json(name, text)
    for number, packed in enumerate(_BASE64.findall(text)):
        try:
            inside = base64.b64decode(re.sub(r"\s", "", packed), validate=True)
        except binascii.Error:
            continue
        yield from texts_of(f"{name} › base64 {number}", inside)


def _of_archive(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            yield f"{name} › {member} (name)", member
            yield from texts_of(f"{name} › {member}", archive.read(member))


def strings_of_pdf(content: bytes) -> Iterator[str]:
    """Yield the texts of a PDF's objects: titles, bookmarks, what links and pictures say; identifiers are none."""
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    for xref in document.xrefs:
        for number in xref.get_objids():
            # Vietnamese text has letters beyond Latin-1; what has others of one byte only is a hash.
            yield from (t for t in _strings(document.getobj(number)) if t.isascii() or max(map(ord, t)) > _LATIN_1)


def _of_pdf(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    for xref in document.xrefs:
        for number in xref.get_objids():
            value = document.getobj(number)
            yield f"{name} › object {number}", _decoded(repr(_strings(value)).encode())
            if isinstance(value, PDFStream):
                yield from texts_of(f"{name} › stream {number}", value.get_data())


def _strings(value: Any) -> list[str]:
    """Return the strings of a PDF object: bookmarks, alternative texts, titles."""
    if isinstance(value, PDFStream):
        return _strings(value.attrs)
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    if isinstance(value, bytes):
        return [value[2:].decode("utf-16-be", "ignore") if value.startswith(b"\xfe\xff") else value.decode("latin-1")]
    return []


def _of_json(name: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        value = json.loads(text)
    except ValueError:
        return
    for number, string in enumerate(strings_of_json(value)):
        yield from texts_of(f"{name} › string {number}", string.encode("utf-8", "surrogatepass"))


def strings_of_json(value: Any) -> Iterator[str]:
    """Yield the strings of a JSON value, names of its fields included."""
    match value:
        case str():
            yield value
        case dict():
            for key, item in value.items():
                yield key
                yield from strings_of_json(item)
        case list():
            for item in value:
                yield from strings_of_json(item)


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "ignore")


def _text_layer(path: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()


def _normal(text: str) -> str:
    """Return text in one form: entities and percent signs resolved, composed, small letters, without blanks.

    Without blanks, since a line may break anywhere: what is looked for is one word.
    """
    plain = unquote(html.unescape(html.unescape(text)))
    return re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFC", plain)).casefold()
