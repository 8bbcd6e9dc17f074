"""The files inside a PDF, read as another program finds them: through the catalog's list of associated files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name


@dataclass(frozen=True, slots=True)
class FileInside:
    """An associated file of a PDF."""

    name: str
    description: str
    relationship: str
    mime_type: str
    modified: str
    parameters: frozenset[str]
    content: bytes


def files_inside(pdf: bytes) -> list[FileInside]:
    """Return the associated files of a PDF in the order of the catalog."""
    catalog = PDFDocument(PDFParser(io.BytesIO(pdf))).catalog
    return [_file(resolve1(reference)) for reference in resolve1(catalog["AF"])]


def names_in_the_tree(pdf: bytes) -> list[str]:
    """Return the names under which viewers list the embedded files."""
    catalog = PDFDocument(PDFParser(io.BytesIO(pdf))).catalog
    names = resolve1(resolve1(resolve1(catalog["Names"])["EmbeddedFiles"])["Names"])
    return [_text(name) for name in names[::2]]


def _file(specification: dict[str, Any]) -> FileInside:
    stream = resolve1(resolve1(specification["EF"])["F"])
    parameters = resolve1(stream.attrs["Params"])
    return FileInside(
        name=_text(specification["UF"]),
        description=_text(specification["Desc"]),
        relationship=literal_name(specification["AFRelationship"]),
        mime_type=literal_name(stream.attrs["Subtype"]),
        modified=_text(parameters["ModDate"]),
        parameters=frozenset(parameters),
        content=stream.get_data(),
    )


def _text(value: bytes) -> str:
    return value.decode("utf-16") if value.startswith(b"\xfe\xff") else value.decode("ascii")
