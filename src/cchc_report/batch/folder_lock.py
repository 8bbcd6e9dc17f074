"""A folder that one process holds at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:  # noqa: ARG001  # as elsewhere
        """Keep nobody out."""
        yield

else:
    import fcntl

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Hold `folder` locked; wait for whoever holds it. It ends with its process, however that ends.

        A network disk that cannot lock folders keeps nobody out.
        """
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
