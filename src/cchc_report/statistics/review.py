"""Review of procedures: what the plan asked for, what was reviewed, what was found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cchc_report.measures import Count, Measure, Members, Ratio
from cchc_report.statistics.definitions import count_definition, defined_count

POPULATION = "Kế hoạch rà soát, đánh giá TTHC trong năm"


def review_measures(reviews: pd.DataFrame) -> Iterator[Measure]:
    """Yield the measures of the section on reviews.

    The register belongs to the report's year, so every plan in it counts, whenever it was issued.

    Args:
        reviews: Frame of the review register.
    """
    planned = reviews["planned"].to_numpy(dtype=np.int64)
    reviewed = reviews["reviewed"].to_numpy(dtype=np.int64)
    below = reviewed < planned
    # What one plan did beyond its number never fills the gap of another.
    done = int(np.minimum(planned, reviewed).sum())
    yield defined_count(
        "review.plans", "kế hoạch rà soát", _members(np.ones_like(below)), unit="kế hoạch", population=POPULATION
    )
    problems = int(reviews["problems_found"].to_numpy(dtype=np.int64).sum())
    for name, label, value, unit in (
        ("planned", "TTHC phải rà soát theo kế hoạch", int(planned.sum()), "TTHC"),
        ("reviewed", "TTHC đã rà soát, đánh giá", int(reviewed.sum()), "TTHC"),
        ("problems_found", "vấn đề phát hiện qua rà soát", problems, "vấn đề"),
    ):
        id_ = f"review.{name}"
        yield Count(id_, label, value, unit, POPULATION, definition=count_definition(id_))
    yield Ratio(
        "review.completion",
        "tỷ lệ hoàn thành kế hoạch rà soát TTHC",
        done,
        int(planned.sum()),
        definition="Số TTHC đã rà soát chia cho số TTHC phải rà soát theo kế hoạch; "
        "mỗi kế hoạch tính không quá số phải rà soát, phần vượt không bù cho kế hoạch khác",
        population=POPULATION,
        members=_members(~below),
        missing=_members(below),
    )


def _members(rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Members:
    return Members.where("reviews", rows)
