"""What an address of a folder says by itself: nothing is opened, and no library of stores is loaded."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

_FILE = "file://"
_SECRETS = re.compile(r"(?<=://)[^/@:]*(?::[^/@]*)?@|\?.*?(?=::|$)")
_OF_THIS_MACHINE = frozenset({"file", "local", "memory"})


def local_folder(address: str) -> Path | None:
    """Return the folder that a path or a `file://` URL names; `None` where the address is of another kind.

    Example:
        >>> local_folder("s3://kho/outputs") is None
        True
    """
    if address.startswith(_FILE):
        return Path(unquote(address.removeprefix(_FILE))).resolve()
    return None if "://" in address else Path(address).resolve()


def is_on_this_machine(address: str) -> bool:
    """Return whether what the address names lies here, where no other machine finds it: a path, an archive at a path.

    Example:
        >>> is_on_this_machine("zip://::file:///srv/data.zip")
        True
        >>> is_on_this_machine("zip://::s3://kho/data.zip")
        False
    """
    innermost = address.rpartition("::")[2]
    protocol, is_url, _ = innermost.partition("://")
    return not is_url or protocol in _OF_THIS_MACHINE


def without_secrets(url: str) -> str:
    """Return a URL without what may be a password or a signature, for messages.

    Example:
        >>> without_secrets("s3://key:secret@kho/a?signature=x")
        's3://kho/a'
    """
    return _SECRETS.sub("", url)


def location(url: str) -> PurePosixPath:
    """Return what a URL names as a path of its own, so that two can be compared: without user, `.` and double slashes.

    Example:
        >>> location("S3://key@kho//a/./b/")
        PurePosixPath('s3:/kho/a/b')
    """
    protocol, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return PurePosixPath(normpath(f"{protocol.lower()}:/{host.rpartition('@')[2]}{slash}{path}"))
