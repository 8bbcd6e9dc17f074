"""Which published reports lie at the paths that a user names: a report's folder, a department's, a year's, or all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import ParamsError, Problem, Text, raise_all, shortened
from cchc_report.params.models import Edition

_EDITIONS: tuple[Edition, ...] = get_args(Edition)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_LEVELS = 3
"""Year, department, edition."""


@dataclass(frozen=True, slots=True, order=True)
class PublishedReport:
    """A folder that is named like a report.

    Attributes:
        root: The folder of all reports that it lies in.
        request: Which report its name says it is.
    """

    root: Path
    request: ReportRequest

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.root / self.request.name

    def files(self) -> dict[str, bytes]:
        """Return the content of its visible files, by name.

        Raises:
            OSError: A file cannot be read.
        """
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir()) if _is_visible_file(path)}


def find_published(paths: Iterable[Path]) -> tuple[PublishedReport, ...]:
    """Return the reports at or below `paths`, each once, in order.

    Args:
        paths: Folders, absolute or relative to the current one.

    Raises:
        ParamsError: At a path there is no report; all such paths are named.
    """
    found: dict[PublishedReport, None] = {}
    problems: list[Problem] = []
    for path in paths:
        there = [*_below(path.resolve(), _LEVELS)]
        found |= dict.fromkeys(there)
        if not there:
            problems.append(_nothing_published(path))
    raise_all(ParamsError, problems)
    return tuple(sorted(found))


def _below(folder: Path, levels: int) -> Iterator[PublishedReport]:
    report = _report_named(folder)
    if report is not None:
        if folder.is_dir():
            yield report
    elif levels:
        with suppress(OSError):  # no folder, or one that may not be looked into: nothing was found there
            for child in sorted(folder.iterdir()):
                if not child.name.startswith("."):
                    yield from _below(child, levels - 1)


def _report_named(folder: Path) -> PublishedReport | None:
    if len(folder.parts) <= _LEVELS:
        return None
    year, department, name = folder.parts[-_LEVELS:]
    edition = next((edition for edition in _EDITIONS if edition == name), None)
    if edition is None or not _YEAR.fullmatch(year):
        return None
    return PublishedReport(folder.parents[_LEVELS - 1], ReportRequest(int(year), department, edition))


def _is_visible_file(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~"))


def _nothing_published(path: Path) -> Problem:
    shown = shortened(path, keep_end=True)
    return Problem(
        "verify.nothing-published",
        Text(vi=f'không có báo cáo nào trong "{shown}"', en=f'there is no report in "{shown}"'),
        Text(
            vi="chỉ ra thư mục của một báo cáo (…/NĂM/ĐƠN_VỊ/BẢN), của một năm, hoặc của mọi báo cáo; "
            "chưa có báo cáo thì lập bằng: cchc-report run",
            en="name the folder of a report (…/YEAR/DEPARTMENT/EDITION), of a year, or of all reports; "
            "where there are none yet, make them with: cchc-report run",
        ),
    )
