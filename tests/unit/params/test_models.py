"""A path in a parameter file never leads out of the data folder, on any system."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cchc_report.params.models import Sources


@pytest.mark.parametrize("path", ["registers.xlsx", "quý 1/registers.xlsx", "a..b.xlsx", ".hidden/x.csv"])
def test_paths_inside(path: str) -> None:
    assert Sources(registers=path).registers == path


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "\\\\host\\x", "C:\\x", "../x", "a/../../x", "a\\..\\x", "a/..", "x\0"]
)
def test_paths_that_lead_out(path: str) -> None:
    with pytest.raises(ValidationError):
        Sources(registers=path)
