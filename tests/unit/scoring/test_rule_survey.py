"""The rule `survey`: never self-scored."""

from __future__ import annotations

import pytest

from cchc_report.scoring.readings import Unscored, Why
from support.criteria import ask


@pytest.mark.parametrize("maximum", [1, "12.5"])
def test_the_points_stay_blank(maximum: int | str) -> None:
    answer = ask("survey", None, maximum)
    assert isinstance(answer, Unscored)
    assert answer.why is Why.SURVEY
    assert "điều tra xã hội học" in answer.text.vi
