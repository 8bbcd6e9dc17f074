"""Data that lie elsewhere: a folder, an archive or an object store named by an fsspec URL (`--data`).

What is there has the layout of a project's `data/`: `<year>/<department>/<files>`. Reports name their files as if they
lay in the project, so that a report's bytes do not depend on where its data were kept.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import fsspec

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import MissingToolError, ParamsError, Place, Problem, SourceError, Text, UserError, shortened
from cchc_report.params.project import Project

_SECRETS = re.compile(r"(?<=://)[^/@:]*(?::[^/@]*)?@|\?.*?(?=::|$)")
_HIDDEN = (".", "~")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder of data anywhere.

    Attributes:
        url: Its fsspec URL, such as `s3://bucket/data` or `zip://::file:///srv/data.zip`; or a path.
    """

    url: str

    def files(self, year: int, department: str) -> list[str]:
        """Return the visible files of a department-year, by paths relative to this folder; none where there are none.

        Raises:
            UserError: The place cannot be reached.
        """
        with self._reached():
            system, base = _opened(self.url)
            folder = _joined(base, f"{year}/{department}")
            try:
                found: list[str] = system.find(folder)
            except (FileNotFoundError, NotADirectoryError, KeyError):
                return []
        relative = (_relative(path, base) for path in found)
        return sorted(path for path in relative if not path.rpartition("/")[2].startswith(_HIDDEN))

    def read(self, path: str) -> bytes:
        """Return the content of the file at `path`, relative to this folder.

        Raises:
            UserError: It cannot be read.
        """
        with self._reached(path):
            system, base = _opened(self.url)
            content: bytes = system.cat_file(_joined(base, path))
            return content

    def fetch(self, path: str, to: Path) -> None:
        """Copy the file at `path`, relative to this folder, to the local file `to`.

        Raises:
            UserError: It cannot be read.
        """
        to.parent.mkdir(parents=True, exist_ok=True)
        with self._reached(path):
            system, base = _opened(self.url)
            system.get_file(_joined(base, path), str(to))

    def require(self) -> None:
        """Return where there is such a folder.

        Raises:
            UserError: There is not, or nobody can say.
        """
        with self._reached():
            system, base = _opened(self.url)
            is_there = not base.strip("/") or system.isdir(base)
        if not is_there:
            raise ParamsError(_not_there(self.shown))

    @property
    def shown(self) -> str:
        """The URL without what may be a password or a signature."""
        return _SECRETS.sub("", self.url)

    @contextmanager
    def _reached(self, path: str = "") -> Iterator[None]:
        """Tell what the many kinds of places raise in one way; their own texts may hold secrets and are not told."""
        shown = _joined(self.shown, path) if path else self.shown
        try:
            yield
        except UserError:
            raise
        except ImportError as error:
            raise MissingToolError(_driver_missing(shown, error)) from None
        except ValueError as error:
            if "protocol" in str(error).lower():
                raise ParamsError(_unknown_protocol(shown)) from None
            raise SourceError(_unreadable(shown, error)) from error
        except Exception as error:
            raise SourceError(_unreadable(shown, error)) from error


@contextmanager
def project_with_data(project: Project, url: str, requests: Iterable[ReportRequest]) -> Iterator[Project]:
    """Yield a copy of `project` with the data at `url`, as far as `requests` need them; it is gone afterwards.

    Args:
        project: The project; of its own `data/` nothing is read.
        url: Where the data are.
        requests: The reports. Each reads its own year and the year before.

    Raises:
        UserError: The place cannot be reached, or there is no such folder.
    """
    place = DataFolder(url)
    place.require()
    wanted = {(year, each.department) for each in requests for year in (each.year - 1, each.year)}
    with tempfile.TemporaryDirectory(prefix="cchc-data-", ignore_cleanup_errors=True) as holder:
        copy = Project(Path(holder, "project").resolve())
        for folder in (project.params, project.notebooks):
            shutil.copytree(folder, copy.root / folder.name, ignore=shutil.ignore_patterns(".*"))
        for year, department in sorted(wanted):
            for path in place.files(year, department):
                place.fetch(path, copy.data / path)
        yield copy


def _opened(url: str) -> tuple[Any, str]:
    # A file's address has its letters encoded, as a file manager or a browser gives it; fsspec takes them as they are.
    system, base = fsspec.core.url_to_fs(unquote(url) if url.startswith("file://") else url)
    return system, str(base)


def _joined(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path}" if base else path


def _relative(path: str, base: str) -> str:
    return path.removeprefix(base.rstrip("/")).lstrip("/")


def _not_there(shown: str) -> Problem:
    return Problem(
        "data.no-folder",
        Text(vi="không có thư mục dữ liệu này", en="there is no such folder of data"),
        Text(
            vi="kiểm tra --data; trong đó phải có NĂM/ĐƠN_VỊ/ như trong data/ của dự án",
            en="check --data; there must be YEAR/DEPARTMENT/ in it, as in a project's data/",
        ),
        Place(file=shown),
    )


def _unknown_protocol(shown: str) -> Problem:
    return Problem(
        "data.unknown-protocol",
        Text(vi="không biết loại địa chỉ này", en="this kind of address is not known"),
        Text(
            vi="dùng đường dẫn, hoặc file://, zip://, s3://, gs://, abfs://, sftp://, https://…",
            en="use a path, or file://, zip://, s3://, gs://, abfs://, sftp://, https://…",
        ),
        Place(file=shown),
    )


def _driver_missing(shown: str, error: ImportError) -> Problem:
    reason = shortened(error)
    return Problem(
        "data.driver-missing",
        Text(vi=f"máy này thiếu gói đọc loại địa chỉ này ({reason})", en=f"a package is missing for it ({reason})"),
        Text(
            vi="cài gói đó bằng pip (s3://: s3fs; gs://: gcsfs; abfs://: adlfs; sftp://: paramiko; https://: aiohttp), "
            "trên cả các máy thợ nếu dùng --dask",
            en="install it with pip (s3://: s3fs; gs://: gcsfs; abfs://: adlfs; sftp://: paramiko; https://: aiohttp), "
            "on the workers too where --dask is used",
        ),
        Place(file=shown),
    )


def _unreadable(shown: str, error: Exception) -> Problem:
    name = type(error).__name__
    return Problem(
        "data.not-readable",
        Text(vi=f"không đọc được dữ liệu ở đây ({name})", en=f"the data cannot be read from here ({name})"),
        Text(
            vi="kiểm tra địa chỉ, mạng, và quyền truy cập (khóa, mật khẩu theo cách của từng loại kho)",
            en="check the address, the network, and the credentials that this kind of store needs",
        ),
        Place(file=shown),
    )
