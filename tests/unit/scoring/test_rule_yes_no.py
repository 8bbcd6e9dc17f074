"""The rule `yes_no`: all points for a yes with its proof, else none."""

from __future__ import annotations

import pytest

from cchc_report.scoring.readings import Fact
from support.criteria import ask, points


@pytest.mark.parametrize(
    ("done", "proven", "expected"), [(True, True, 3), (True, False, 0), (False, True, 0), (False, False, 0)]
)
def test_points(done: bool, proven: bool, expected: int) -> None:
    assert points("yes_no", Fact(done=done, proven=proven), 3) == expected


def test_a_yes_without_proof_says_so() -> None:
    assert "chưa có tài liệu kiểm chứng" in ask("yes_no", Fact(done=True, proven=False), 3).working
