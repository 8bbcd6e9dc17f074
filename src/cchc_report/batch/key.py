"""The key of a report: everything that its bytes depend on (docs/cache-key.md). Equal keys, equal reports.

Read on every run for every report of the matrix: standard library only, no data library is loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cchc_report.params.loading import ParameterFiles, list_departments
from cchc_report.params.models import ReportParameters
from cchc_report.public_text import public_path

KEY_SCHEMA = "cchc-report/key/1"

_PACKAGE = Path(__file__).resolve().parents[1]
_DEPARTMENTS = "params/departments.yaml"
_COMMON_FILES = ("headers.yaml", "labels.yaml")
"""Files of `params/` that decide how every export is read; they need not be there."""


@dataclass(frozen=True, slots=True)
class ReportKey:
    """What one report is made from, as hashes.

    Attributes:
        notebook: Of the notebook's cells: type, source and tags; outputs and the editor's notes do not count.
        package: Of the files of this package.
        parameters: Of all parameters after they were read and agreed.
        files: Of the bytes of every file that is read: data, the year before, criteria, spellings; by path relative to
            the project.
        data_bytes: How large the data of the year are; no part of the key, but of how long the report takes.
        public: Whether it is the key of a public edition, which does not print how the department calls its files.
    """

    notebook: str
    package: str
    parameters: str
    files: Mapping[str, str]
    data_bytes: int = 0
    public: bool = False

    @property
    def printed_files(self) -> Mapping[str, str]:
        """The hashes of the files by the names that the edition prints."""
        return {public_path(path): value for path, value in self.files.items()} if self.public else self.files

    def as_record(self) -> dict[str, Any]:
        """Return the `key` object of the manifest."""
        return {
            "schema": KEY_SCHEMA,
            "notebook": self.notebook,
            "package": self.package,
            "parameters": self.parameters,
            "files": dict(sorted(self.printed_files.items())),
        }


class KeyMaker:
    """Makes the keys of many reports of one project; what they share is hashed once."""

    def __init__(self, files: ParameterFiles, notebook: Path) -> None:
        self._parameter_files = files
        self._project = files.project
        self._notebook = notebook_hash(notebook)
        self._hashes: dict[Path, str] = {}

    def key_of(self, parameters: ReportParameters) -> ReportKey:
        """Return the key of one report.

        Args:
            parameters: Its parameters.

        Raises:
            OSError: A file cannot be read.
        """
        files = {self._project.relative(path): self._hash(path) for path in self._files(parameters)}
        # Of the list of departments only this one's entries count: a new department changes no other's report.
        files[f"{_DEPARTMENTS}#{parameters.department.id}"] = self._department_hash(parameters.department.id)
        folder = self._project.data_folder(parameters.year, parameters.department.id)
        size = sum(path.stat().st_size for path in _files_below(folder))
        return ReportKey(self._notebook, package_hash(), parameters_hash(parameters), files, size, parameters.is_public)

    def _files(self, parameters: ReportParameters) -> Iterable[Path]:
        project, year, department = self._project, parameters.year, parameters.department.id
        params = project.params
        named = [params / name for name in _COMMON_FILES]
        if parameters.year_parameters.criteria_set is not None:
            named.append(params / "criteria" / f"{parameters.year_parameters.criteria_set}.yaml")
        # Carried-over dossiers are compared with the year before, read as its own parameters say.
        before = params / str(year - 1)
        named += [before / "year.yaml", before / f"{department}.yaml"]
        yield from (path for path in named if path.is_file())
        for data_year in (year - 1, year):
            yield from _files_below(project.data_folder(data_year, department))

    def _department_hash(self, department: str) -> str:
        listed = list_departments(self._project, self._parameter_files)
        return _digest([entry.model_dump(mode="json") for entry in listed if entry.id == department])

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = _file_hash(path)
        return self._hashes[path]


def notebook_hash(path: Path) -> str:
    """Return the hash of what a notebook does: its cells' types, sources and tags.

    Of a file that is no notebook it is the hash of its bytes, so that running it can say what is wrong.
    """
    content = path.read_bytes() if path.is_file() else b""
    try:
        cells = [
            [cell["cell_type"], "".join(cell["source"]), sorted(cell["metadata"].get("tags", ()))]
            for cell in json.loads(content)["cells"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        return hashlib.sha256(content).hexdigest()
    return _digest(cells)


def parameters_hash(parameters: ReportParameters) -> str:
    """Return the hash of all parameters of a report."""
    return _digest(parameters.model_dump(mode="json", by_alias=True))


@cache
def package_hash() -> str:
    """Return the hash of this package: the names and bytes of its files."""
    paths = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _digest([[path.relative_to(_PACKAGE).as_posix(), _file_hash(path)] for path in paths])


def _files_below(folder: Path) -> list[Path]:
    """Return the visible files of a folder; a folder that does not exist has none."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~")))


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
