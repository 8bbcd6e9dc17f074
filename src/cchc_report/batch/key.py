"""The key of a report: what its bytes depend on, but for the versions of libraries (docs/cache-key.md).

Read on every run for every report of the matrix: standard library only, no data library is loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cchc_report.export.manifest import DISTRIBUTION
from cchc_report.params.loading import ParameterFiles, list_departments
from cchc_report.params.models import DepartmentYear, ReportParameters
from cchc_report.public_text import public_path

KEY_SCHEMA = "cchc-report/key/1"

_PACKAGE = Path(__file__).resolve().parents[1]
DEPARTMENTS_FILE = "params/departments.yaml"
"""The list of departments, relative to the project."""
_COMMON_FILES = ("headers.yaml", "labels.yaml")
"""Files of `params/` that decide how every export is read; they need not be there."""
_EMPTY = hashlib.sha256().hexdigest()
_NEVER_READ = (".", "~")
"""What names of files begin with that programs keep for themselves, such as `~$dossiers.xlsx`."""


@dataclass(frozen=True, slots=True)
class ReportKey:
    """What one report is made from, as hashes.

    Attributes:
        notebook: Of the notebook's cells as an author writes them; outputs and the editor's notes do not count.
        package: Of this package: its version and its files.
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
        self._notebook = notebook
        self._notebook_hash: str | None = None
        self._hashes: dict[Path, str] = {}

    def key_of(self, parameters: ReportParameters) -> ReportKey:
        """Return the key of one report.

        Args:
            parameters: Its parameters.

        Raises:
            OSError: A file cannot be read.
        """
        if self._notebook_hash is None:
            self._notebook_hash = notebook_hash(self._notebook)
        department = parameters.department.id
        now = self._project.data_folder(parameters.year, department)
        # Carried-over dossiers are compared with the year before, read as its own parameters say.
        before = self._project.data_folder(parameters.year - 1, department)
        data = _files_below(now)
        paths = [*self._named_files(parameters), *_files_below(before), *data]
        files = {self._project.relative(path): self._hash(path) for path in paths if path.is_file()}
        # An empty folder is another thing than none.
        files |= {f"{self._project.relative(folder)}/": _EMPTY for folder in (before, now) if _is_empty(folder)}
        # Of the list of departments only this one's entries count: a new department changes no other's report.
        files[f"{DEPARTMENTS_FILE}#{department}"] = self._department_hash(department)
        size = sum(path.stat().st_size for path in data)
        return ReportKey(
            self._notebook_hash, package_hash(), parameters_hash(parameters), files, size, parameters.is_public
        )

    def _named_files(self, parameters: ReportParameters) -> Iterator[Path]:
        """Yield the files that are read because something names them; they need not be there."""
        project, year, department = self._project, parameters.year, parameters.department.id
        yield from (project.params / name for name in _COMMON_FILES)
        if parameters.year_parameters.criteria_set is not None:
            yield project.criteria_file(parameters.year_parameters.criteria_set)
        yield from (project.params / str(year - 1) / name for name in ("year.yaml", f"{department}.yaml"))
        for data_year in (year - 1, year):
            of_department = self._parameter_files.read(f"{data_year}/{department}.yaml", DepartmentYear, [])
            if of_department is not None:
                named = (*of_department.sources.dossiers, of_department.sources.registers)
                yield from (project.data_folder(data_year, department) / name for name in named)

    def _department_hash(self, department: str) -> str:
        listed = list_departments(self._project, self._parameter_files)
        return _digest([entry.model_dump(mode="json") for entry in listed if entry.id == department])

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = _file_hash(path)
        return self._hashes[path]


def notebook_hash(path: Path) -> str:
    """Return the hash of what a report takes from a notebook: its cells as an author writes them.

    Of a file that is no notebook it is the hash of its bytes, so that running it can say what is wrong.

    Raises:
        OSError: The file is there and cannot be read.
    """
    with _named(path):
        content = path.read_bytes() if path.is_file() else b""
    try:
        notebook = json.loads(content)
        cells = [
            [
                cell["cell_type"],
                cell.get("id"),
                "".join(cell["source"]),
                cell["metadata"].get("tags", []),
                cell.get("attachments", {}),
            ]
            for cell in notebook["cells"]
        ]
        return _digest([notebook["nbformat"], notebook["nbformat_minor"], cells])
    except (ValueError, LookupError, TypeError, AttributeError):
        return hashlib.sha256(content).hexdigest()


def parameters_hash(parameters: ReportParameters) -> str:
    """Return the hash of all parameters of a report."""
    return _digest(parameters.model_dump(mode="json", by_alias=True))


@cache
def package_hash() -> str:
    """Return the hash of this package: its version, the names and the bytes of its files."""
    paths = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    files = [[path.relative_to(_PACKAGE).as_posix(), _file_hash(path)] for path in paths]
    return _digest([version(DISTRIBUTION), files])


def _files_below(folder: Path) -> list[Path]:
    """Return the visible files of a folder, in visible folders; a folder that does not exist has none."""
    paths = folder.rglob("*") if folder.is_dir() else ()
    return sorted(path for path in paths if path.is_file() and _is_visible(path.relative_to(folder)))


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not _files_below(folder)


def _is_visible(path: Path) -> bool:
    return not any(part.startswith(_NEVER_READ) for part in path.parts)


def _file_hash(path: Path) -> str:
    with _named(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Have an error of the body name the file: one of reading, unlike one of opening, does not."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
