"""Years as they are typed."""

from __future__ import annotations

import re

import pytest

from cchc_report.cli.years import years_of


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ([], ()),
        (["2020"], (2020,)),
        (["2019-2021"], (2019, 2020, 2021)),
        ([" 2019 - 2020 "], (2019, 2020)),
        (["2019–2020"], (2019, 2020)),
        (["2020", "2019-2021", "2020"], (2020, 2019, 2021)),
        (["2020-2020"], (2020,)),
    ],
)
def test_years_and_ranges(words: list[str], years: tuple[int, ...]) -> None:
    assert years_of(words) == years


@pytest.mark.parametrize("word", ["", "20", "20201", "2021-2019", "2019-", "-2020", "1900-2020", "2019-2020-2021", "x"])
def test_what_is_no_year(word: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(word)}$"):
        years_of(["2020", word])
