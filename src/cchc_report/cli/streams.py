"""The output of this process where it is no terminal: a pipe whose reader leaves, a file on a disk that fills up."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

from cchc_report.errors import Problem, PublishError, Text, system_reason


class OutputStream(io.FileIO):
    """An open descriptor to write to, which outlives its reader.

    Where the reader has left (`cchc-report … | head -1`) the rest goes nowhere and the command ends as it would have,
    with the exit code of its work. Where nothing can be written any more, that is told once.
    """

    def __init__(self, descriptor: int, *, tells: bool) -> None:
        """Write to `descriptor`; `tells` says whether a failure other than a reader's leaving is an error."""
        super().__init__(descriptor, "w", closefd=False)
        self._tells = tells

    def write(self, data: Any, /) -> int:
        """Write bytes.

        Raises:
            PublishError: They cannot be written, for another reason than that nobody reads them.
        """
        try:
            return super().write(data)
        except OSError as error:
            self._write_to_nowhere()
            if self._tells and error.errno != errno.EPIPE:
                raise PublishError(_not_written(error)) from error
            return memoryview(data).nbytes

    def _write_to_nowhere(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def outlive_readers() -> None:
    """Let the output and the error stream of this process outlive their readers; terminals stay as they are."""
    sys.stdout = _outliving(sys.stdout, tells=True)
    sys.stderr = _outliving(sys.stderr, tells=False)


def _outliving(stream: Any, *, tells: bool) -> Any:
    if stream is None:  # closed before the program began (`2>&-`)
        return Path(os.devnull).open("w", encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    # A console with a small code page shows `?` for a letter that it lacks, in place of an exception.
    stream.reconfigure(errors="replace")
    if stream.isatty():
        return stream
    stream.flush()
    raw = OutputStream(stream.fileno(), tells=tells)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding, errors="replace", line_buffering=stream.line_buffering
    )


def _not_written(error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        "output.not-writable",
        Text(vi=f"không ghi được kết quả ra tệp ({reason.vi})", en=f"the output cannot be written ({reason.en})"),
        Text(
            vi="kiểm tra dung lượng đĩa và quyền ghi ở nơi nhận kết quả",
            en="check the free disk space, and your right to write where the output goes",
        ),
    )
