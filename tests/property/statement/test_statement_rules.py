"""What holds for every statement: sums that are right hold, gaps are exact, shares are found, files read back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

from cchc_report.measures import vietnamese_percentage
from cchc_report.statement import ClaimedPercentage, Statement, assess
from cchc_report.statement.percent_text import PercentText, read_percentage
from cchc_report.statement.percentages import assess_percentage
from cchc_report.statement.reading.files import read_statements
from cchc_report.statement.records import record_of
from cchc_report.statement.slips import slip_between
from cchc_report.statement.vocabulary import LABELS
from cchc_report.statement.yaml_output import yaml_of

SIZES = st.integers(0, 10**6)


@st.composite
def whole_statements(draw: st.DrawFn) -> dict[str, int]:
    """Return counts in which every identity holds, from the smallest parts up."""
    part = {
        key: draw(SIZES)
        for key in ("early", "on_due_date", "late", "pending_in_time", "pending_overdue", "returned", "withdrawn")
    }
    counts = dict(part)
    counts["early_or_on_time"] = part["early"] + part["on_due_date"]
    counts["settled"] = counts["early_or_on_time"] + part["late"]
    counts["pending"] = part["pending_in_time"] + part["pending_overdue"]
    counts["total"] = counts["settled"] + counts["pending"] + part["returned"] + part["withdrawn"]
    counts["carried_over"] = draw(st.integers(0, counts["total"]))
    counts["received"] = counts["total"] - counts["carried_over"]
    counts["received_online"] = draw(st.integers(0, counts["received"]))
    counts["received_direct"] = counts["received"] - counts["received_online"]
    return counts


@given(whole_statements(), st.sets(st.sampled_from([k for k in LABELS if k not in {"returned", "withdrawn"}])))
def test_right_figures_hold_whichever_of_them_are_given(counts: dict[str, int], left_out: set[str]) -> None:
    # Returned and withdrawn ones stay: not given they count as none, which is then not true. So does carried over
    # where the total is left out as well.
    if "total" in left_out:
        left_out = left_out - {"carried_over"}
    given_counts = {key: value for key, value in counts.items() if key not in left_out}

    assert assess(Statement("x", given_counts)).fits


@given(whole_statements(), st.sampled_from(["received", "settled", "pending", "late"]), st.integers(1, 10**7))
def test_a_wrong_figure_gives_a_gap_of_just_its_size(counts: dict[str, int], key: str, error: int) -> None:
    wrong = {**counts, key: counts[key] + error}
    identities = [each for each in assess(Statement("x", wrong)).identities if each.identity.status == "broken"]

    assert identities
    assert {abs(each.identity.gap or 0) for each in identities} == {error}
    assert all(each.explanations for each in identities)
    assert all(
        each.identity.gap == each.identity.found - each.identity.whole.value
        for each in identities
        if each.identity.whole
    )


@given(st.integers(1, 3000), st.data(), st.integers(0, 3))
def test_the_numerators_are_those_that_round_half_up_to_the_text(
    denominator: int, data: st.DataObject, decimals: int
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    with localcontext(prec=60):
        exact = Decimal(numerator) * 100 / Decimal(denominator)
        # 60 digits decide every tie of so small a denominator.
        printed = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    share = PercentText(Fraction(printed), decimals)
    numerators = share.numerators(denominator)

    assert numerator in numerators
    for outside in (numerators[0] - 1, numerators[-1] + 1):
        if 0 <= outside <= denominator:
            assert vietnamese_percentage(Fraction(outside, denominator), decimals) != f"{printed:f}%".replace(".", ",")


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_what_is_printed_reads_back_and_is_identified(numerator: int, denominator: int, decimals: int) -> None:
    assume(numerator <= denominator)
    text = vietnamese_percentage(Fraction(numerator, denominator), decimals)
    share = read_percentage(text)
    assert share is not None
    assert share.decimals == decimals

    claimed = ClaimedPercentage(text, share, "late", ("settled",))
    found = assess_percentage(claimed, {"late": numerator, "settled": denominator})
    assert (found.verdict, found.as_stated) == ("identified", True)


@given(
    st.dictionaries(st.sampled_from(sorted(LABELS)), SIZES, min_size=1),
    st.lists(
        st.tuples(
            st.integers(0, 1000),
            st.none() | st.sampled_from(sorted(LABELS)),
            st.none() | st.sampled_from(sorted(LABELS)),
        ),
        max_size=3,
    ),
)
def test_any_statement_can_be_judged_and_read_back(
    counts: dict[str, int], shares: list[tuple[int, str | None, str | None]]
) -> None:
    percentages = tuple(
        ClaimedPercentage(f"{tenths // 10},{tenths % 10}%", PercentText(Fraction(tenths, 10), 1), claim, of and (of,))
        for tenths, claim, of in shares
    )
    in_order = {key: counts[key] for key in LABELS if key in counts}
    statement = Statement("Sở A", in_order, percentages)
    record = record_of([assess(statement)])

    for result in record["statements"][0]["percentages"]:
        assert (result["verdict"] in {"identified", "ambiguous"}) == bool(result["candidates"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(yaml_of(statement), encoding="utf-8")
        (read,) = read_statements([path])
    assert (read.counts, read.percentages, read.source) == (in_order, percentages, "Sở A")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_slips_are_the_same_both_ways(one: int, other: int) -> None:
    there, back = slip_between(one, other), slip_between(other, one)

    assert (there is None) == (back is None)
    assert {there, back} in ({there}, {"digit_missing", "digit_extra"})
