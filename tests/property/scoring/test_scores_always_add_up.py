"""For any tree, any measures and any policy: sums, caps and rescaling hold."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cchc_report.measures import vietnamese_decimal
from cchc_report.scoring.quantities import round_half_up
from cchc_report.scoring.readings import Amount, Duration, Share, Worked
from cchc_report.scoring.registry import all_rules
from cchc_report.scoring.sheet import ScoreRow, ScoreSheet
from support.criteria import built, group, leaf, measures, sheet

maxima = st.integers(1, 40)
shares = st.tuples(st.integers(0, 700), st.integers(0, 700)).filter(lambda pair: pair[0] <= pair[1])
percentages = st.integers(0, 100).map(lambda number: f"{number}%")


@st.composite
def band_lists(draw: st.DrawFn, maximum: int) -> list[dict[str, Any]]:
    """Return bands that hold every share once, closed on either side."""
    edges = draw(st.lists(st.integers(1, 99), unique=True, max_size=4).map(sorted))
    bands: list[dict[str, Any]] = []
    lower: dict[str, Any] = {"from": "0%"}
    for edge in edges:
        closed = draw(st.booleans())
        upper = {"to" if closed else "below": f"{edge}%"}
        bands.append(lower | upper | {"points": draw(st.integers(0, maximum))})
        lower = {"above" if closed else "from": f"{edge}%"}
    return [*bands, lower | {"to": "100%", "points": draw(st.integers(0, maximum))}]


@st.composite
def leaves(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Return an ordinary leaf of any rule that reads measures, or a survey."""
    maximum = draw(maxima)
    kind = draw(st.sampled_from(["share", "count", "survey"]))
    if kind == "survey":
        return dict(leaf(code, maximum))
    policy = draw(st.sampled_from(["full", "zero", "excluded"]))
    if kind == "share":
        rule = draw(
            st.one_of(
                st.just({"name": "proportional"}),
                percentages.map(lambda edge: {"name": "proportional_capped", "full_from": edge}),
                percentages.map(lambda edge: {"name": "proportional_with_floor", "zero_below": edge}),
                band_lists(maximum).map(lambda bands: {"name": "bands", "bands": bands}),
            )
        )
        name = draw(st.sampled_from(["a.share", "a.other", "a.nothing"]))
        return dict(leaf(code, maximum, rule, measures=name, not_applicable=policy))
    rule = draw(
        st.sampled_from(
            [
                {"name": "per_unit", "points_per_unit": "0.25"},
                {"name": "deduction", "points_per_incident": "0.75"},
                {"name": "deadline", "limit": 3, "points_per_day_late": "0.5"},
            ]
        )
    )
    happened = draw(st.sampled_from(["a.some", "a.none"]))
    return dict(leaf(code, maximum, rule, measures="a.units", happened=happened, not_applicable=policy))


@st.composite
def adjustments(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Return a bonus or a penalty."""
    rule = {
        "name": draw(st.sampled_from(["bonus", "penalty"])),
        "points_per_unit": "0.5",
        "yearly_cap": draw(st.integers(1, 5)),
        "counted": draw(st.sampled_from(["within", "outside"])),
    }
    return dict(leaf(code, 0, rule, measures="a.units"))


@st.composite
def domains(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Return a domain: a leaf, or a group of leaves, of groups and at times an adjustment."""
    if draw(st.booleans()):
        return draw(leaves(code))
    items: list[dict[str, Any]] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        child = f"{code}.{number}"
        if draw(st.booleans()):
            items.append(draw(leaves(child)))
        else:
            below = [draw(leaves(f"{child}.{n}")) for n in range(1, draw(st.integers(1, 3)) + 1)]
            items.append(dict(group(child, sum(item["maximum"] for item in below), *below)))
    if draw(st.booleans()):
        items.insert(draw(st.integers(0, len(items))), draw(adjustments(f"{code}.9")))
    return dict(group(code, sum(item["maximum"] for item in items), *items))


@st.composite
def sheets(draw: st.DrawFn) -> ScoreSheet:
    """Return the score sheet of any set with any measures."""
    criteria = built(*[draw(domains(str(number))) for number in range(1, draw(st.integers(1, 4)) + 1)])
    figures = measures(
        a__share=draw(shares),
        a__other=draw(shares),
        a__nothing=(0, 0),
        a__units=draw(st.integers(0, 60)),
        a__some=draw(st.integers(1, 9)),
        a__none=0,
    )
    return sheet(criteria, figures)


def below(found: ScoreSheet, row: ScoreRow) -> list[ScoreRow]:
    return [other for other in found.rows if other.is_leaf and other.code.startswith(f"{row.code}.")]


def is_adjustment(row: ScoreRow) -> bool:
    return row.is_leaf and row.maximum == 0


@given(sheets())
def test_every_parent_is_the_sum_of_its_rounded_leaves(found: ScoreSheet) -> None:
    for row in found.rows:
        if not row.is_leaf:
            points = [other.self_assessed for other in below(found, row) if other.self_assessed is not None]
            assert row.self_assessed == (sum(points) if points else None)
    leaf_points = sum(row.self_assessed or 0 for row in found.rows if row.is_leaf)
    assert found.total.points == leaf_points == sum(row.self_assessed or 0 for row in found.domains)


@given(sheets())
def test_the_printed_table_adds_up(found: ScoreSheet) -> None:
    for row in found.rows:
        if not row.is_leaf:
            printed = [
                Fraction(other.points_text.replace(",", ".")) for other in below(found, row) if other.points_text
            ]
            assert row.points_text == (vietnamese_decimal(sum(printed, start=Fraction(0)), 2) if printed else "")


@given(sheets())
def test_no_leaf_leaves_its_bounds(found: ScoreSheet) -> None:
    for row in found.rows:
        if row.is_leaf and not is_adjustment(row) and row.self_assessed is not None:
            assert 0 <= row.self_assessed <= row.maximum


@given(sheets())
def test_what_counts_within_stays_within(found: ScoreSheet) -> None:
    total = found.total
    assert 0 <= total.sum.within <= total.maximum - total.sum.excluded
    assert total.sum.excluded + total.sum.survey + total.sum.unscored <= total.maximum


@given(sheets())
def test_rescaling_keeps_the_share_and_the_bounds(found: ScoreSheet) -> None:
    total = found.total
    applicable = total.maximum - total.sum.excluded
    if not applicable:
        assert total.rescaled is None
        return
    assert total.rescaled is not None
    within = total.rescaled - total.sum.outside
    assert within / total.maximum == total.sum.within / applicable
    assert total.sum.within <= within <= total.maximum
    if not total.sum.excluded:
        assert total.rescaled == total.points
    if total.sum.within == applicable:
        assert within == total.maximum


@given(sheets())
def test_each_leaf_is_counted_once_in_the_maximum(found: ScoreSheet) -> None:
    of_leaves = [row for row in found.rows if row.is_leaf]
    assert sum(row.maximum for row in of_leaves) == found.total.maximum
    by_status = {
        "excluded": sum(row.maximum for row in of_leaves if row.status == "not_applicable_excluded"),
        "survey": sum(row.maximum for row in of_leaves if row.status == "survey"),
    }
    assert (found.total.sum.excluded, found.total.sum.survey) == (by_status["excluded"], by_status["survey"])


@given(shares, maxima, percentages, st.data())
def test_more_done_never_gives_fewer_points(
    pair: tuple[int, int], maximum: int, edge: str, data: st.DataObject
) -> None:
    part, whole = pair
    assume(part < whole)
    for name, parameters in (
        ("proportional", {}),
        ("proportional_capped", {"full_from": edge}),
        ("proportional_with_floor", {"zero_below": edge}),
    ):
        rule = all_rules()[name]
        given_ = dict(rule.parameters.model_validate({"name": name, **parameters}))
        del given_["name"]
        less = rule.function(Share(part, whole), Fraction(maximum), **given_)
        more = rule.function(Share(part + data.draw(st.integers(1, whole - part)), whole), Fraction(maximum), **given_)
        assert isinstance(less, Worked)
        assert isinstance(more, Worked)
        assert 0 <= less.points <= more.points <= maximum


@given(st.integers(0, 500), maxima, st.integers(1, 400), st.integers(0, 20))
def test_counts_and_days_stay_within_bounds(number: int, maximum: int, hundredths: int, limit: int) -> None:
    rules, each, most = all_rules(), Fraction(hundredths, 100), Fraction(maximum)
    answers = (
        rules["per_unit"].function(Amount(number), most, points_per_unit=each),
        rules["deduction"].function(Amount(number), most, points_per_incident=each),
        rules["deadline"].function(Duration(number), most, limit=limit, points_per_day_late=each),
    )
    assert all(isinstance(answer, Worked) and 0 <= answer.points <= most for answer in answers)


@given(st.data(), maxima, shares)
def test_every_share_lies_in_exactly_one_band(data: st.DataObject, maximum: int, pair: tuple[int, int]) -> None:
    assume(pair[1] > 0)
    bands = data.draw(band_lists(maximum))
    parameters = all_rules()["bands"].parameters.model_validate({"name": "bands", "bands": bands})
    share = Fraction(*pair)
    assert sum(band.holds(share) for band in getattr(parameters, "bands")) == 1  # noqa: B009  # a model made at run time


@given(st.fractions(), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_unit_and_is_symmetrical(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimals)
    assert (rounded * 10**decimals).denominator == 1
    assert round_half_up(-value, decimals) == -rounded
