"""A folder anywhere, named by an fsspec URL: an object store, an archive, another machine.

What the many kinds of places raise is told in one way; their own texts may hold secrets and are not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

import fsspec

from cchc_report.batch.address import without_secrets
from cchc_report.batch.store_paths import require_inside
from cchc_report.batch.temporary import copying
from cchc_report.errors import (
    MissingToolError,
    ParamsError,
    Place,
    Problem,
    PublishError,
    SourceError,
    Text,
    UserError,
    shortened,
)

_Opened: TypeAlias = tuple[Any, str]
"""A file system of fsspec, which has no types, and the path of the folder in it."""


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """A folder anywhere. Paths in it are relative, with `/`.

    Attributes:
        url: Its fsspec URL, such as `s3://bucket/data` or `zip://::file:///srv/data.zip`; or a path.
    """

    url: str

    def files(self, folder: str = "", *, to_replace: bool = False) -> list[str]:
        """Return the paths of all files under `folder`, in order; none where there is no such folder.

        Args:
            folder: Path of the folder.
            to_replace: Whether they are to be written over: what goes wrong is told as a failure to write.

        Raises:
            SourceError: Some path leads out of the place.
            UserError: The place cannot be reached.
        """
        with self._writing(folder) if to_replace else self._reading() as (system, base):
            try:
                found: list[str] = system.find(_joined(base, folder))
            except (FileNotFoundError, NotADirectoryError, KeyError):
                return []
        paths = sorted(_relative(path, base) for path in found)
        require_inside(paths, self.show())
        return paths

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            UserError: It cannot be read.
        """
        with self._reading(path) as (system, base):
            content: bytes = system.cat_file(_joined(base, path))
            return content

    def fetch(self, paths: Sequence[str], to: Path) -> None:
        """Copy files into the local folder `to`, under their paths; a store of many requests gets them at once.

        Raises:
            SourceError: Some path leads out of `to`; nothing is written.
            PublishError: This machine has no room for the copy.
            UserError: One cannot be read.
        """
        if not paths:
            return
        require_inside(paths, self.show(), to)
        with copying():
            for path in paths:
                (to / path).parent.mkdir(parents=True, exist_ok=True)
        with self._reading() as (system, base), copying(to):
            system.get([_joined(base, path) for path in paths], [str(to / path) for path in paths])

    def is_there(self) -> bool:
        """Return whether there is such a folder.

        Raises:
            UserError: Nobody can say.
        """
        with self._reading() as (system, base):
            return not base.strip("/") or bool(system.isdir(base))

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files by path, one after the other; each is there whole or not at all where the store keeps objects.

        Raises:
            UserError: One cannot be written; those before it are there.
        """
        for path, content in files.items():
            with self._writing(path) as (system, base):
                final = _joined(base, path)
                with suppress(NotImplementedError):  # stores of objects have no folders to make
                    system.makedirs(final.rpartition("/")[0], exist_ok=True)
                system.pipe_file(final, content)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files; one that is gone already is no trouble.

        Raises:
            UserError: One cannot be deleted.
        """
        for path in paths:
            with self._writing(path) as (system, base), suppress(FileNotFoundError):
                system.rm_file(_joined(base, path))

    def show(self, path: str = "") -> str:
        """Return the URL of a file in it, without what may be a password or a signature."""
        shown = without_secrets(self.url)
        return _joined(shown, path) if path else shown

    @contextmanager
    def _reading(self, path: str = "") -> Iterator[_Opened]:
        with _told(self.show(path), SourceError, _unreadable):
            yield _opened(self.url)

    @contextmanager
    def _writing(self, path: str) -> Iterator[_Opened]:
        with _told(self.show(path), PublishError, _unwritable):
            yield _opened(self.url)


@contextmanager
def _told(shown: str, kind: type[UserError], problem: Callable[[str, Exception], Problem]) -> Iterator[None]:
    try:
        yield
    except UserError:
        raise
    except ImportError as error:
        raise MissingToolError(_driver_missing(shown, error)) from None
    except ValueError as error:
        if "protocol" in str(error).lower():
            raise ParamsError(_unknown_protocol(shown)) from None
        raise kind(problem(shown, error)) from error
    except Exception as error:
        raise kind(problem(shown, error)) from error


def _opened(url: str) -> _Opened:
    # A file's address has its letters encoded, as a file manager or a browser gives it; fsspec takes them as they are.
    system, base = fsspec.core.url_to_fs(unquote(url) if url.startswith("file://") else url)
    return system, str(base)


def _joined(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path}".rstrip("/") if base else path


def _relative(path: str, base: str) -> str:
    return path.removeprefix(base.rstrip("/")).lstrip("/")


def _unknown_protocol(shown: str) -> Problem:
    return Problem(
        "store.unknown-protocol",
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
        "store.driver-missing",
        Text(
            vi=f"máy này thiếu gói dùng cho loại địa chỉ này ({reason})",
            en=f"a package is missing for this kind of address ({reason})",
        ),
        Text(
            vi="cài gói đó bằng pip (s3://: s3fs; gs://: gcsfs; abfs://: adlfs; sftp://: paramiko; https://: aiohttp), "
            "trên cả các máy thợ nếu dùng --dask",
            en="install it with pip (s3://: s3fs; gs://: gcsfs; abfs://: adlfs; sftp://: paramiko; https://: aiohttp), "
            "on the workers too where --dask is used",
        ),
        Place(file=shown),
    )


_CHECK_ACCESS = Text(
    vi="kiểm tra địa chỉ, mạng, và quyền truy cập (khóa, mật khẩu theo cách của từng loại kho)",
    en="check the address, the network, and the credentials that this kind of store needs",
)


def _unreadable(shown: str, error: Exception) -> Problem:
    name = type(error).__name__
    what = Text(vi=f"không đọc được dữ liệu ở đây ({name})", en=f"the data cannot be read from here ({name})")
    return Problem("store.not-readable", what, _CHECK_ACCESS, Place(file=shown))


def _unwritable(shown: str, error: Exception) -> Problem:
    name = type(error).__name__
    what = Text(vi=f"không ghi được kết quả vào đây ({name})", en=f"the result cannot be written here ({name})")
    return Problem("store.not-writable", what, _CHECK_ACCESS, Place(file=shown))
