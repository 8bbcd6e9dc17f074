"""Bands of a share, with explicit edges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from cchc_report.errors import Text
from cchc_report.params.strict import Strict
from cchc_report.params.translation import explained
from cchc_report.scoring.quantities import Percentage, Points, percentage_text
from cchc_report.scoring.readings import Answer, Share, Worked
from cchc_report.scoring.registry import rule


class Band(Strict):
    """One band: a lower edge (`from`: ≥, or `above`: >), an upper edge (`to`: ≤, or `below`: <) and its points."""

    from_: Percentage | None = Field(None, alias="from", description="Đầu dưới, tính cả mốc (≥)")
    above: Percentage | None = Field(None, description="Đầu dưới, không tính mốc (>)")
    to: Percentage | None = Field(None, description="Đầu trên, tính cả mốc (≤)")
    below: Percentage | None = Field(None, description="Đầu trên, không tính mốc (<)")
    points: Points = Field(description="Điểm của cả khoảng")

    @model_validator(mode="after")
    def _one_edge_a_side(self) -> Band:
        if (self.from_ is None) == (self.above is None) or (self.to is None) == (self.below is None):
            raise explained(_EDGES, _EDGES_REMEDY)
        if self.upper < self.lower or (self.upper == self.lower and not (self.lower_in and self.upper_in)):
            raise explained(
                Text(vi=f"khoảng {self} không chứa giá trị nào", en=f"nothing lies in the band {self}"),
                Text(vi="Sửa hai đầu của khoảng.", en="Correct the edges."),
            )
        return self

    @property
    def lower(self) -> Fraction:
        """The lower edge."""
        return self.from_ if self.from_ is not None else self.above or Fraction(0)

    @property
    def upper(self) -> Fraction:
        """The upper edge."""
        return self.to if self.to is not None else self.below or Fraction(0)

    @property
    def lower_in(self) -> bool:
        """Whether the lower edge itself is in the band."""
        return self.from_ is not None

    @property
    def upper_in(self) -> bool:
        """Whether the upper edge itself is in the band."""
        return self.to is not None

    def holds(self, share: Fraction) -> bool:
        """Return whether `share`, exact, lies in the band."""
        above = share >= self.lower if self.lower_in else share > self.lower
        return above and (share <= self.upper if self.upper_in else share < self.upper)

    def __str__(self) -> str:
        if self.lower == self.upper:
            return f"đúng {percentage_text(self.lower)}"
        lower = f"{'từ' if self.lower_in else 'trên'} {percentage_text(self.lower)}"
        return f"{lower} đến {'' if self.upper_in else 'dưới '}{percentage_text(self.upper)}"


_EDGES = Text(
    vi="mỗi khoảng cần đúng một đầu dưới và một đầu trên",
    en="a band needs exactly one lower and one upper edge",
)
_EDGES_REMEDY = Text(
    vi="Đầu dưới ghi from (≥) hoặc above (>); đầu trên ghi to (≤) hoặc below (<).",
    en="Write from (≥) or above (>) for the lower edge, to (≤) or below (<) for the upper one.",
)


def _cover_everything(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Refuse bands that leave a gap or overlap: each share from 0% to 100% must lie in exactly one."""
    ordered = sorted(bands, key=lambda band: (band.lower, not band.lower_in))
    if not ordered or ordered[0].lower != 0 or not ordered[0].lower_in:
        raise _uncovered("0%")
    if ordered[-1].upper != 1 or not ordered[-1].upper_in:
        raise _uncovered("100%")
    for lower, higher in pairwise(ordered):
        if lower.upper > higher.lower or (lower.upper == higher.lower and lower.upper_in and higher.lower_in):
            raise explained(
                Text(vi=f'hai khoảng chồng nhau: "{lower}" và "{higher}"', en=f'"{lower}" and "{higher}" overlap'),
                _NEIGHBOURS,
            )
        if lower.upper < higher.lower or not (lower.upper_in or higher.lower_in):
            raise explained(
                Text(vi=f'hở giữa hai khoảng "{lower}" và "{higher}"', en=f'a gap between "{lower}" and "{higher}"'),
                _NEIGHBOURS,
            )
    return tuple(ordered)


def _uncovered(edge: str) -> Exception:
    return explained(
        Text(vi=f"chưa có khoảng nào chứa {edge}", en=f"no band holds {edge}"),
        Text(
            vi="Khoảng thấp nhất bắt đầu bằng from: 0%, khoảng cao nhất kết thúc bằng to: 100%.",
            en="The lowest band begins with from: 0%, the highest ends with to: 100%.",
        ),
    )


_NEIGHBOURS = Text(
    vi="Hai khoảng kề nhau phải chung một mốc: below: X đi với from: X, hoặc to: X đi với above: X.",
    en="Neighbours share an edge: below: X goes with from: X, or to: X with above: X.",
)

Bands: TypeAlias = Annotated[tuple[Band, ...], AfterValidator(_cover_everything)]


@rule(Text(vi="Theo khoảng tỷ lệ", en="By bands of a share"))
def bands(
    share: Share, maximum: Fraction, *, bands: Annotated[Bands, Field(description="Các khoảng, phủ kín 0% đến 100%")]
) -> Answer:
    """Give the points of the band in which the share lies.

    The exact fraction decides, never the printed percentage: 99,96% prints as 100,0% and lies below 100%.

    Source: criteria of the form "từ 95% trở lên: 2 điểm; từ 80% đến dưới 95%: 1 điểm; dưới 80%: 0" (handbook of the
    field, section 4).

    Args:
        share: What part of the whole was done.
        maximum: The leaf's maximum; no band gives more.
        bands: The bands; together they hold each share from 0% to 100% exactly once.

    Returns:
        The points of the band, at most `maximum`.
    """
    band = _band_of(share.exact, bands)
    return Worked(min(band.points, maximum), f"{share} thuộc khoảng {band}", is_formula=False)


def _band_of(share: Fraction, among: Sequence[Band]) -> Band:
    return next(band for band in among if band.holds(share))
