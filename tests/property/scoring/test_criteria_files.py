"""Whatever stands in a criteria file, it is a set or a list of problems with their places, never an accident."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from cchc_report.errors import ParamsError, Problem
from cchc_report.scoring.loading import read_criteria

SHIPPED = Path(__file__).resolve().parents[3] / "params" / "criteria" / "cai-cach-tthc-minh-hoa.yaml"
SOUND: dict[str, Any] = yaml.safe_load(SHIPPED.read_text("utf-8"))

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5000),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.text("aà1.%/- ", max_size=6),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["code", "name", "rule", "x"]), st.integers(0, 3), max_size=2),
)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """Return the shipped set with one to four things in it changed, deleted or added."""
    content = deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 4))):
        group: Any = content
        while True:
            below = [value for value in (group.values() if isinstance(group, dict) else group) if value]
            below = [value for value in below if isinstance(value, dict | list)]
            if not below or not draw(st.integers(0, 3)):
                break
            group = draw(st.sampled_from(below))
        where = draw(st.sampled_from([*group, "rule", "titel"])) if isinstance(group, dict) else None
        if where is None:
            group.insert(draw(st.integers(0, len(group))), draw(junk))
        elif draw(st.booleans()):
            group[where] = draw(junk)
        else:
            group.pop(where, None)
    return content


def problems_of(content: dict[str, Any]) -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / SHIPPED.name
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
        try:
            read_criteria(path, SHIPPED.name)
        except ParamsError as error:
            return tuple(error.problems)
    return ()


@given(spoilt())
def test_a_spoilt_set_is_read_or_refused_with_places(content: dict[str, Any]) -> None:
    found = problems_of(content)
    told = [(problem.code, problem.place.key, problem.what.vi) for problem in found]
    assert len(told) == len(set(told)), "each problem is told once"
    assert all(problem.place.file == SHIPPED.name for problem in found)
    assert bool(found) or content.keys() <= SOUND.keys()
