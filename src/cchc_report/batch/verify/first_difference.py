"""Where two versions of one file of a report differ first: in the terms of its format, else the byte."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from pathlib import PurePath

from cchc_report.batch.excerpts import excerpts, same_beginning
from cchc_report.batch.json_difference import different_values, path_text, value_text
from cchc_report.errors import Text

_PDF_OBJECT = re.compile(rb"(?:^|[\r\n])(\d{1,10}) \d{1,5} obj\b")
_MANIFEST_ORDER: tuple[str | int, ...] = ("parameters", "inputs", "measures", "scores", "findings", "document")
"""What a manifest says of the report; after it, what merely follows from other differences: hashes and versions."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference of one file.

    Attributes:
        file: Name of the file.
        where: Where in it.
        published: What stands there in the published file; empty where nothing can be shown.
        remade: The same of the file made again.
    """

    file: str
    where: Text
    published: str = ""
    remade: str = ""


def first_differences(published: Mapping[str, bytes], remade: Mapping[str, bytes]) -> tuple[Difference, ...]:
    """Return the first difference of each file that differs, the manifest first, then by name.

    Args:
        published: Content of the published files, by name.
        remade: Content of the files made again, by name.
    """
    names = sorted({*published, *remade}, key=lambda name: (not name.endswith(".json"), name))
    found = (_first(name, published.get(name), remade.get(name)) for name in names)
    return tuple(difference for difference in found if difference is not None)


def _first(name: str, published: bytes | None, remade: bytes | None) -> Difference | None:
    if published is None:
        return Difference(name, Text(vi="thiếu tệp này", en="the file is missing"))
    if remade is None:
        return Difference(name, Text(vi="tệp lạ, báo cáo không có tệp này", en="a stray file, no part of the report"))
    if published == remade:
        return None
    find = _BY_ENDING.get(PurePath(name).suffix, _first_byte)
    return find(name, published, remade) or _first_byte(name, published, remade)


def _first_value(name: str, published: bytes, remade: bytes) -> Difference | None:
    try:
        one, other = json.loads(published), json.loads(remade)
    except (ValueError, RecursionError):
        return _first_line(name, published, remade)
    differences = [*different_values(one, other)]
    if not differences:
        return _first_line(name, published, remade)
    first = min(differences, key=lambda each: _rank(each.path[0] if each.path else ""))
    where = Text(vi=f"mục {path_text(first.path)}", en=f"key {path_text(first.path)}")
    return Difference(name, where, *excerpts(value_text(first.one), value_text(first.other)))


def _rank(key: str | int) -> int:
    return _MANIFEST_ORDER.index(key) if key in _MANIFEST_ORDER else len(_MANIFEST_ORDER)


def _first_line(name: str, published: bytes, remade: bytes) -> Difference | None:
    one, other = (content.decode("utf-8", "replace").split("\n") for content in (published, remade))
    for number, (line, line_again) in enumerate(zip_longest(one, other), start=1):
        if line != line_again:
            where = Text(vi=f"dòng {number}", en=f"line {number}")
            return Difference(name, where, *excerpts(line or "", line_again or ""))
    return None  # they differ in bytes that are no text


def _first_part(name: str, published: bytes, remade: bytes) -> Difference | None:
    """Look into a workbook, which is a zip archive of parts."""
    try:
        one, other = _parts(published), _parts(remade)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    for part in dict.fromkeys([*one, *other]):
        if one.get(part) == other.get(part):
            continue
        if part not in other:
            return Difference(name, Text(vi=f"phần {part} không còn nữa", en=f"part {part} is gone"))
        if part not in one:
            return Difference(name, Text(vi=f"có thêm phần {part}", en=f"part {part} is new"))
        where = Text(vi=f"phần {part}", en=f"part {part}")
        return Difference(name, where, *excerpts(*(parts[part].decode("utf-8", "replace") for parts in (one, other))))
    return None


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _first_byte_of_pdf(name: str, published: bytes, remade: bytes) -> Difference:
    found = _first_byte(name, published, remade)
    objects = [*_PDF_OBJECT.finditer(published, 0, same_beginning(published, remade))]
    if not objects:
        return found
    number = int(objects[-1][1])
    where = Text(vi=f"{found.where.vi} (đối tượng {number})", en=f"{found.where.en} (object {number})")
    return Difference(name, where)


def _first_byte(name: str, published: bytes, remade: bytes) -> Difference:
    same = same_beginning(published, remade)
    return Difference(name, Text(vi=f"byte thứ {same + 1}", en=f"byte number {same + 1}"))


_BY_ENDING: Mapping[str, Callable[[str, bytes, bytes], Difference | None]] = {
    ".json": _first_value,
    ".html": _first_line,
    ".ipynb": _first_line,
    ".xlsx": _first_part,
    ".pdf": _first_byte_of_pdf,
}
