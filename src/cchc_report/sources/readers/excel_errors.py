"""Find the cells of an `.xlsx` whose formula has no value: it failed (`#N/A`), or no spreadsheet has worked it out.

The reading library shows both as blanks.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TypeAlias

from lxml import etree

from cchc_report.sources.tables import FormulaError

CellPosition: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BLOCK = 1 << 22
_LONGEST_CELL = 4096
"""Bytes that are kept of a block, so that a cell that crosses its end is seen whole."""

_FAILED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"[^>]*>.{0,2000}?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)

_NOT_WORKED_OUT = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?:str|e)")[^>]*?r="([A-Z]{1,3})(\d+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]{0,2000})</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""As programs write formulas that are no spreadsheets. A text (`t="str"`) may be worked out and empty."""


def failed_formulas(content: bytes) -> Mapping[str, Mapping[CellPosition, FormulaError]]:
    """Return the cells without a value of each worksheet by its name; nothing for workbooks in a binary format.

    A damaged workbook also gives nothing: the reader of its cells will say so.
    """
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _WORKBOOK not in archive.namelist():
                return {}
            return {name: dict(_failed_cells(archive, part)) for name, part in _sheet_parts(archive)}
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, KeyError, EOFError, RuntimeError):
        return {}


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each worksheet's name and its part of the archive."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(archive.read(_RELATIONS), parser)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = set(archive.namelist())
    for sheet in etree.fromstring(archive.read(_WORKBOOK), parser).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION_ID), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if part in parts:
            yield sheet.get("name", ""), part


def _failed_cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[CellPosition, FormulaError]]:
    kept = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            window = kept + block
            if b't="e"' in window:
                for match in _FAILED.finditer(window):
                    yield _position(match), FormulaError(match[3].decode("utf-8", "replace"))
            if b"<f" in window or b":f" in window:
                for match in _NOT_WORKED_OUT.finditer(window):
                    yield _position(match), FormulaError(f"={unescape((match[3] or b'').decode('utf-8', 'replace'))}")
            kept = window[-_LONGEST_CELL:]


def _position(match: re.Match[bytes]) -> CellPosition:
    return int(match[2]) - 1, _column(match[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
