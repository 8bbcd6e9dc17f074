"""The four published statements of `examples/statements`, with what is known to be true of each of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from cchc_report.statement import Assessment, assess
from cchc_report.statement.identities import Identity
from cchc_report.statement.lines import lines_of
from cchc_report.statement.percentages import PercentageResult
from cchc_report.statement.reading.files import read_statements

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "statements"


def assessed(name: str) -> Assessment:
    (statement,) = read_statements([EXAMPLES / f"{name}.yaml"])
    return assess(statement)


def identity(assessment: Assessment, id_: str) -> Identity:
    return next(each.identity for each in assessment.identities if each.identity.id == id_)


def pairs(result: PercentageResult) -> list[tuple[int, int]]:
    assert all(pair.size == 1 for pair in result.candidates)
    return [(pair.numerator, pair.denominator) for pair in result.candidates]


def lines(assessment: Assessment) -> list[str]:
    return [line.in_language("vi") for line in lines_of(assessment)]


def test_hai_duong_adds_up() -> None:
    assessment = assessed("so-cong-thuong-hai-duong-2020")

    assert identity(assessment, "intake").status == "holds"
    assert identity(assessment, "outcome").status == "holds"
    assert not [each for each in assessment.identities if each.identity.status == "broken"]
    assert "  ✓ đã giải quyết 581 + đang giải quyết 33 + trả lại 10 = tổng số 624" in lines(assessment)


def test_hai_duong_has_four_readings_of_its_percentage_and_none_goes_with_three_late_dossiers() -> None:
    (result,) = assessed("so-cong-thuong-hai-duong-2020").percentages

    assert result.verdict == "ambiguous"
    assert sorted(pairs(result)) == [(580, 581), (589, 590), (590, 591), (623, 624)]
    of = {pair.denominator: [whole.name for whole in pair.denominator_is] for pair in result.candidates}
    assert of == {581: ["settled"], 590: ["received"], 591: ["settled+returned"], 624: ["total"]}
    assert (result.contradictions[0].count, result.contradictions[0].value) == ("late", 3)
    assert {each.prints for each in result.contradictions} == {"99,5%"}
    assert not result.fits


def test_hai_duong_cannot_be_divided_by_due_date() -> None:
    by_day = identity(assessed("so-cong-thuong-hai-duong-2020"), "timeliness_by_day")

    assert (by_day.status, by_day.missing, by_day.implied) == ("untestable", ("early", "on_due_date"), 578)


def test_binh_thuan_has_93_too_many() -> None:
    assessment = assessed("so-tu-phap-binh-thuan-2020")
    outcome = identity(assessment, "outcome")

    assert identity(assessment, "intake").status == "holds"
    assert (outcome.status, outcome.found, outcome.gap) == ("broken", 6869, 93)
    assert outcome.assumed_absent == ("returned", "withdrawn")
    assert (
        "  ✗ trước hạn và đúng hạn 6.514 + quá hạn 85 + đang giải quyết 270 = 6.869, thừa 93 so với tổng số 6.776"
        in lines(assessment)
    )
    assert "      không nêu trả lại, rút hồ sơ: tính là không có" in lines(assessment)


def test_binh_thuan_takes_its_percentage_of_the_total_and_not_of_the_settled() -> None:
    (result,) = assessed("so-tu-phap-binh-thuan-2020").percentages

    assert (result.verdict, pairs(result)) == ("identified", [(85, 6776)])
    assert [whole.name for whole in result.candidates[0].denominator_is] == ["total"]
    assert [(pair.numerator, pair.denominator) for pair in result.nearest] == [(85, 6599), (85, 6438)]
    assert result.fits


def test_quang_nam_holds_over_the_settled() -> None:
    assessment = assessed("trung-tam-hcc-quang-nam-2018")
    (result,) = assessment.percentages

    assert (result.verdict, result.as_stated, pairs(result)) == ("identified", True, [(1447, 1456)])
    assert assessment.fits
    assert identity(assessment, "timeliness").missing == ("late",)
    assert identity(assessment, "timeliness").implied == 9
    assert identity(assessment, "outcome").missing == ("pending",)
    assert "  – đã giải quyết + đang giải quyết = tổng số: thiếu đang giải quyết; nếu khớp thì là 169" in lines(
        assessment
    )


def test_hue_is_9612_short_of_the_settled() -> None:
    assessment = assessed("cong-dich-vu-cong-hue")
    by_day = identity(assessment, "timeliness_by_day")

    assert identity(assessment, "outcome").status == "holds"
    assert (by_day.status, by_day.found, by_day.gap) == ("broken", 247529, -9612)
    (explanations,) = [each.explanations for each in assessment.identities if each.explanations]
    assert [(each.kind, each.size) for each in explanations] == [("unnamed", 9612)]
    assert (
        "  ✗ trước hạn 124.907 + đúng hạn 102.770 + quá hạn 19.852 = 247.529, thiếu 9.612 so với đã giải quyết 257.141"
        in lines(assessment)
    )


def test_hue_prints_its_percentages_rightly_but_they_do_not_add_up() -> None:
    assessment = assessed("cong-dich-vu-cong-hue")

    assert [(result.verdict, result.as_stated) for result in assessment.percentages] == [("identified", True)] * 3
    assert [pairs(result)[0][0] for result in assessment.percentages] == [124907, 102770, 19852]
    (added,) = assessment.sums
    assert (added.found, added.gap) == (Fraction("96.3"), Fraction("-3.7"))


@pytest.mark.parametrize(
    ("name", "misfits"),
    [
        ("so-cong-thuong-hai-duong-2020", 1),
        ("so-tu-phap-binh-thuan-2020", 1),
        ("trung-tam-hcc-quang-nam-2018", 0),
        ("cong-dich-vu-cong-hue", 2),
    ],
)
def test_what_does_not_fit_is_counted(name: str, misfits: int) -> None:
    assert assessed(name).misfits == misfits
