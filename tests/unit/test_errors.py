"""What the operating system says, in the words of an office."""

from __future__ import annotations

import errno
import os

import pytest

from cchc_report.errors import Text, system_reason


@pytest.mark.parametrize(
    ("number", "vi"),
    [
        (errno.EACCES, "không có quyền"),
        (errno.ENOSPC, "hết dung lượng đĩa"),
        (errno.ENOENT, "không có tệp hoặc thư mục này"),
        (errno.EISDIR, "đây là một thư mục, không phải tệp"),
    ],
)
def test_frequent_reasons_are_vietnamese(number: int, vi: str) -> None:
    assert system_reason(OSError(number, os.strerror(number))) == Text(vi=vi, en=os.strerror(number))


def test_other_reasons_are_told_as_the_system_tells_them() -> None:
    assert system_reason(OSError(errno.EXDEV, "Invalid cross-device link")).vi == "Invalid cross-device link"
    assert system_reason(OSError("no number")).vi == "OSError"
