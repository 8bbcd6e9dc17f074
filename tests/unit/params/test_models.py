"""Paths never lead out of the data folder, on any system; limits of checks are counts, and none pretends to be law."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cchc_report.params.models import CheckRules, Sources


@pytest.mark.parametrize("path", ["registers.xlsx", "quý 1/registers.xlsx", "a..b.xlsx", ".hidden/x.csv"])
def test_paths_inside(path: str) -> None:
    assert Sources(registers=path).registers == path


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "\\\\host\\x", "C:\\x", "../x", "a/../../x", "a\\..\\x", "a/..", "x\0"]
)
def test_paths_that_lead_out(path: str) -> None:
    with pytest.raises(ValidationError):
        Sources(registers=path)


def test_no_limit_of_promulgation_unless_someone_sets_it() -> None:
    assert CheckRules().promulgation_limit_working_days is None


@pytest.mark.parametrize("key", sorted(CheckRules.model_fields))
def test_limits_of_checks_are_whole_numbers_above_zero(key: str) -> None:
    assert getattr(CheckRules.model_validate({key: 1}), key) == 1
    for wrong in (0, -1, 1.5, "nhiều"):
        with pytest.raises(ValidationError):
            CheckRules.model_validate({key: wrong})
