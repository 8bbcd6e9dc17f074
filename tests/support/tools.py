"""What a test needs of the machine."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(message: str) -> NoReturn:
    """End the test for want of something: skip it, or fail it where `CI` is set."""
    __tracebackhide__ = True
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
