"""From measures to rows, subtotals and the total: policies, rounding, views, evidence, bonus and penalty."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cchc_report.scoring.sheet import ScoreRow, ScoreSheet
from support.criteria import built, group, leaf, measures, sheet

RATE: dict[str, Any] = {"measures": "a.rate", "not_applicable": "full"}
EVIDENCE = {"id": "TL-01", "dated": "2020-01-02", "title": "Báo cáo"}


def scored(*items: Any, figures: dict[str, Any] | None = None, rows: dict[str, Any] | None = None) -> ScoreSheet:
    return sheet(built(*items), measures(**(figures or {})), **(rows or {}))


def only(*items: Any, **others: Any) -> ScoreRow:
    return scored(*items, **others).rows[0]


def test_a_share_is_shown_with_its_arithmetic() -> None:
    row = only(leaf("1", 20, "proportional", **RATE), figures={"a__rate": (580, 581)})
    assert (row.self_assessed, row.unrounded) == (Fraction("19.97"), Fraction(11600, 581))
    assert (str(row.declared), row.points_text, row.maximum_text) == ("580/581", "19,97", "20,00")
    assert row.note == "580/581 × 20 = 19,97"
    assert row.declared is not None
    assert row.declared.rate == Fraction(580, 581)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 8, "0.13"), (3, 8, "0.38"), (1, 3, "0.33"), (2, 3, "0.67"), (9_999, 10_000, "1")],  # 0,125 and 0,375 go up
)
def test_leaves_are_rounded_half_up(part: int, whole: int, expected: str) -> None:
    row = only(leaf("1", 1, "proportional", **RATE), figures={"a__rate": (part, whole)})
    assert row.self_assessed == Fraction(expected)


def test_parents_are_sums_of_rounded_leaves() -> None:
    third = [leaf(f"1.{n}", 1, "proportional", **RATE) for n in (1, 2, 3)]
    found = scored(group("1", 3, *third), figures={"a__rate": (1, 3)})
    assert found.row("1").self_assessed == Fraction("0.99")
    assert found.total.points == Fraction("0.99")


def test_a_leaf_may_round_differently() -> None:
    row = only(leaf("1", 1, "proportional", **RATE, rounding={"decimals": 1}), figures={"a__rate": (2, 3)})
    assert row.self_assessed == Fraction("0.7")


@pytest.mark.parametrize(
    ("policy", "points", "status"),
    [
        ("full", 5, "not_applicable_full"),
        ("zero", 0, "not_applicable_zero"),
        ("excluded", None, "not_applicable_excluded"),
    ],
)
@pytest.mark.parametrize(
    "nothing",
    [
        {"rule": "proportional", "measures": "a.rate"},
        {"rule": "proportional", "measures": "a.part", "out_of": ["a.whole", "a.zero"]},
        {"rule": {"name": "deduction", "points_per_incident": 1}, "measures": "a.part", "happened": "a.zero"},
        {"rule": "manual", "happened": ["a.zero", "a.whole"]},
        {"rule": "yes_no", "measures": "a.rate", "evidence_required": True},
        # What could not be computed because nothing happened is no gap in the data.
        {"rule": {"name": "deadline", "limit": 5}, "measures": "a.gap", "happened": "a.zero"},
    ],
)
def test_where_nothing_happened_the_policy_decides(
    nothing: dict[str, Any], policy: str, points: int | None, status: str
) -> None:
    figures = {"a__rate": (0, 0), "a__part": 0, "a__whole": 0, "a__zero": 0, "a__gap": None}
    found = scored(leaf("1", 5, not_applicable=policy, **nothing), leaf("2", 5), figures=figures)
    row = found.row("1")
    assert (row.self_assessed, row.status) == (points, status)
    assert "Không phát sinh" in row.note
    assert row.explanation is None
    assert found.findings == ()


def test_excluded_leaves_rescale_the_total_and_say_how() -> None:
    found = scored(
        leaf("1", 60, "proportional", **RATE),
        group("2", 40, leaf("2.1", 30, "proportional", **RATE), leaf("2.2", 10, "proportional", measures="a.none",
              not_applicable="excluded")),
        figures={"a__rate": (1, 3), "a__none": (0, 0)},
    )  # fmt: skip
    total = found.total
    # 20 + 10 of 90; 30 × 100 / 90 = 33,33
    assert (total.points, total.sum.excluded, total.rescaled) == (30, 10, Fraction(100, 3))
    assert total.rescaled_rounded == Fraction("33.33")
    assert total.arithmetic == (
        "Tổng điểm tự đánh giá: 30,00/100 điểm. Loại 10 điểm của tiêu chí không phát sinh (2.2); "
        "quy đổi: 30,00 ÷ (100 − 10) × 100 = 33,33 điểm."
    )
    assert found.row("2").excluded_maximum == 10


def test_a_set_of_which_nothing_is_left_has_no_rescaled_total() -> None:
    found = scored(leaf("1", 5, "proportional", **RATE | {"not_applicable": "excluded"}), figures={"a__rate": (0, 0)})
    assert (found.total.rescaled, found.total.rescaled_rounded, found.row("1").self_assessed) == (None, None, None)
    assert "không còn tiêu chí nào" in found.total.arithmetic


def test_surveys_and_unscored_leaves_stay_blank() -> None:
    found = scored(leaf("1", 12), leaf("2", 3, "manual"), leaf("3", 5, "proportional", **RATE),
                   figures={"a__rate": (1, 1)})  # fmt: skip
    assert [row.self_assessed for row in found.rows] == [None, None, 5]
    assert [row.status for row in found.rows] == ["survey", "not_scored", "scored"]
    assert found.total.arithmetic == (
        "Tổng điểm tự đánh giá: 5,00/20 điểm. "
        "Chưa gồm 12 điểm do điều tra xã hội học quyết định và 3 điểm chưa chấm được."
    )
    assert found.row("1").explanation is None


@pytest.mark.parametrize(
    "asked",
    [
        {"rule": "proportional", "measures": "a.gap", "not_applicable": "full"},
        {"rule": "proportional", "measures": "a.one", "out_of": "a.gap", "not_applicable": "full"},
        {"rule": {"name": "deduction", "points_per_incident": 1}, "measures": ["a.one", "a.gap"]},
        {"rule": "manual", "happened": ["a.gap"], "not_applicable": "full"},
    ],
)
def test_a_figure_that_is_not_there_is_never_a_zero(asked: dict[str, Any]) -> None:
    found = scored(leaf("1", 5, **asked), figures={"a__gap": None, "a__one": 1})
    row = found.row("1")
    assert (row.self_assessed, row.status) == (None, "not_scored")
    assert row.explanation is not None
    assert [finding.rule for finding in found.findings] == ["scores.measure-unavailable"]


def test_a_remark_is_made_once() -> None:
    """What must be explained begins with why there are no points: the table says it once."""
    found = scored(
        leaf("1", 5, "manual", evidence_required="báo cáo"),
        leaf("2", 5, "proportional", evidence_required="báo cáo", **RATE),
        leaf("3", 5, "proportional", **RATE),
        figures={"a__rate": (1, 1)},
    )
    assert [found.row(code).remarks for code in "123"] == [
        ("Chưa nhập điểm tự chấm. Chưa có tài liệu kiểm chứng (cần: báo cáo).",),
        ("1/1 × 5 = 5,00", "Chưa có tài liệu kiểm chứng (cần: báo cáo)."),
        ("1/1 × 5 = 5,00",),
    ]


def test_a_part_above_its_whole_is_not_scored() -> None:
    asked = {"measures": "a.part", "out_of": "a.whole", "not_applicable": "full"}
    found = scored(leaf("1", 5, "proportional", **asked), figures={"a__part": 3, "a__whole": 2})
    assert found.row("1").self_assessed is None
    assert [finding.rule for finding in found.findings] == ["scores.part-above-whole"]


@pytest.mark.parametrize(("figure", "points"), [((124, 124), 2), ((9_996, 10_000), 0), (1, 2), (0, 0)])
def test_a_yes_is_a_complete_share_or_at_least_one(figure: Any, points: int) -> None:
    asked: dict[str, Any] = {"measures": "a.it", "evidence_required": True, "not_applicable": "full"}
    evidence = [EVIDENCE | {"criteria": "1"}]
    row = only(leaf("1", 2, "yes_no", **asked), figures={"a__it": figure}, rows={"evidence": evidence})
    assert row.self_assessed == points


class TestEvidence:
    ASKED = group("1", 4, leaf("1.1", 4, "yes_no", evidence_required="báo cáo"))

    @pytest.mark.parametrize("codes", ["1.1", "1", "9; 1.1", " 1.1 ;2 "])
    def test_a_document_proves_the_criterion_or_the_group_that_it_names(self, codes: str) -> None:
        found = scored(self.ASKED, rows={"evidence": [EVIDENCE | {"criteria": codes}]})
        assert found.row("1.1").self_assessed == 4
        assert [citation.id for citation in found.row("1.1").evidence] == ["TL-01"]
        assert "scores.evidence-missing" not in [finding.rule for finding in found.findings]

    @pytest.mark.parametrize("codes", [None, "1.1.1", "1.10", "11", "2"])
    def test_any_other_document_does_not(self, codes: str | None) -> None:
        found = scored(self.ASKED, rows={"evidence": [EVIDENCE | {"criteria": codes}]})
        row = found.row("1.1")
        assert (row.self_assessed, row.evidence) == (0, ())
        assert row.explanation == "Chưa có tài liệu kiểm chứng (cần: báo cáo)."
        assert found.to_explain == (row,)
        missing = [finding for finding in found.findings if finding.rule == "scores.evidence-missing"]
        assert [finding.severity for finding in missing] == ["error"]
        assert "Tiêu chí 1.1" in missing[0].message.vi

    def test_other_rules_keep_their_points_and_get_the_finding(self) -> None:
        asked = leaf("1", 5, "proportional", evidence_required=True, **RATE)
        found = scored(asked, figures={"a__rate": (1, 1)})
        assert found.row("1").self_assessed == 5
        assert [finding.rule for finding in found.findings] == ["scores.evidence-missing"]

    def test_unknown_codes_are_reported(self) -> None:
        found = scored(leaf("1", 5), rows={"evidence": [EVIDENCE | {"criteria": "1; 7.7"}]})
        (finding,) = found.findings
        assert finding.rule == "scores.unknown-criterion"
        assert "7.7" in finding.message.vi
        assert [row.label for row in finding.rows] == ["TL-01"]


class TestManual:
    @pytest.mark.parametrize(
        ("entry", "points", "finding"),
        [
            ({"points": "2.5", "reason": "Vì …"}, Fraction("2.5"), None),
            ({"points": "3", "reason": "Vì …"}, Fraction(3), None),
            ({"points": "3.01", "reason": "Vì …"}, None, "scores.above-maximum"),
            ({"points": "2", "reason": None}, None, "scores.reason-missing"),
            ({"points": None, "reason": "Vì …"}, None, "scores.manual-missing"),
            (None, None, "scores.manual-missing"),
        ],
    )
    def test_entries(self, entry: dict[str, Any] | None, points: Fraction | None, finding: str | None) -> None:
        rows = [{"criterion": "1"} | entry] if entry else []
        found = scored(leaf("1", 3, "manual"), rows={"scores": rows})
        assert found.row("1").self_assessed == points
        assert [item.rule for item in found.findings] == ([finding] if finding else [])
        assert (found.row("1").explanation is None) == (finding is None)

    def test_the_reason_is_the_note(self) -> None:
        row = only(
            leaf("1", 3, "manual"), rows={"scores": [{"criterion": "1", "points": "2", "reason": "Đủ 4 báo cáo"}]}
        )
        assert (row.status, row.note) == ("manual", "Chấm 2,00 điểm: Đủ 4 báo cáo")

    def test_the_evidence_that_the_entry_names_counts(self) -> None:
        entry = {"criterion": "1", "points": "2", "reason": "…", "evidence": "TL-01; TL-99"}
        found = scored(leaf("1", 3, "manual", evidence_required=True), rows={"scores": [entry], "evidence": [EVIDENCE]})
        assert [citation.id for citation in found.row("1").evidence] == ["TL-01"]
        (finding,) = found.findings
        assert (finding.rule, finding.severity) == ("scores.unknown-evidence", "error")
        assert "TL-99" in finding.message.vi

    @pytest.mark.parametrize("code", ["2", "9"])
    def test_points_for_any_other_criterion_are_not_used(self, code: str) -> None:
        rows = [{"criterion": code, "points": "2", "reason": "…"}]
        found = scored(leaf("1", 3), leaf("2", 5, "proportional", **RATE), figures={"a__rate": (1, 1)},
                       rows={"scores": rows})  # fmt: skip
        assert found.total.points == 5
        (finding,) = found.findings
        assert finding.rule == "scores.unknown-criterion"
        assert finding.rows[0].place.row == 2


class TestBonusAndPenalty:
    @staticmethod
    def adjusting(code: str, name: str, counted: str, measure: str) -> Any:
        parameters = {"name": name, "points_per_unit": 1, "yearly_cap": 3, "counted": counted}
        return leaf(code, 0, parameters, measures=measure)

    @pytest.mark.parametrize(
        ("name", "counted", "units", "expected", "within", "outside"),
        [
            ("bonus", "within", 2, 2, 10, 0),
            ("bonus", "within", 3, 2, 10, 0),  # the group lacks 2 to its maximum
            ("bonus", "outside", 2, 2, 8, 2),
            ("bonus", "outside", 9, 3, 8, 3),
            ("penalty", "within", 3, -3, 5, 0),
            ("penalty", "within", 9, -3, 5, 0),
            ("penalty", "outside", 2, -2, 8, -2),
        ],
    )
    def test_inside_and_outside_the_maximum(
        self, name: str, counted: str, units: int, expected: int, within: int, outside: int
    ) -> None:
        found = scored(
            group("1", 10, self.adjusting("1.1", name, counted, "a.units"), leaf("1.2", 10, "proportional", **RATE)),
            figures={"a__units": units, "a__rate": (4, 5)},
        )
        assert [row.code for row in found.rows] == ["1", "1.1", "1.2"]
        assert found.row("1.1").self_assessed == expected
        assert (found.total.sum.within, found.total.sum.outside) == (within, outside)
        assert found.row("1").self_assessed == within + outside == found.total.points

    def test_a_penalty_within_never_takes_more_than_there_is(self) -> None:
        found = scored(
            group("1", 10, leaf("1.1", 10, "proportional", **RATE), self.adjusting("1.2", "penalty", "within", "a.n")),
            figures={"a__n": 3, "a__rate": (1, 10)},
        )
        assert (found.row("1.2").self_assessed, found.total.points) == (-1, 0)

    def test_a_bonus_within_never_fills_what_was_left_out(self) -> None:
        found = scored(
            group("1", 20, leaf("1.1", 10, "proportional", **RATE),
                  leaf("1.2", 10, "proportional", measures="a.none", not_applicable="excluded"),
                  self.adjusting("1.3", "bonus", "within", "a.units")),
            figures={"a__units": 3, "a__rate": (9, 10), "a__none": (0, 0)},
        )  # fmt: skip
        assert found.row("1.3").self_assessed == 1  # 9 of the 10 that apply: room for 1
        assert found.total.rescaled == 20

    def test_what_stands_outside_is_not_rescaled(self) -> None:
        found = scored(
            leaf("1", 10, "proportional", **RATE),
            leaf("2", 10, "proportional", measures="a.none", not_applicable="excluded"),
            self.adjusting("3", "bonus", "outside", "a.units"),
            figures={"a__units": 2, "a__rate": (4, 5), "a__none": (0, 0)},
        )
        # 8 of 10 becomes 16 of 20; the bonus of 2 comes on top.
        assert found.total.rescaled == 18
        assert found.total.arithmetic.endswith("quy đổi: 8,00 ÷ (20 − 10) × 20 + 2,00 = 18,00 điểm.")


def test_findings_stand_gravest_first() -> None:
    found = scored(leaf("1", 3, "manual"), leaf("2", 3, "yes_no", evidence_required=True))
    assert [finding.severity for finding in found.findings] == ["error", "warning"]


def test_rows_that_read_a_measure() -> None:
    counts: dict[str, Any] = {"measures": "a.part", "out_of": "a.whole", "not_applicable": "full"}
    found = scored(leaf("1", 1, "proportional", **RATE), leaf("2", 1, "proportional", **counts),
                   figures={"a__rate": (1, 1), "a__part": 1, "a__whole": 1})  # fmt: skip
    assert [row.code for row in found.reading("a.whole")] == ["2"]
    with pytest.raises(KeyError):
        found.row("3")


def test_the_banner_of_an_illustrative_set() -> None:
    assert scored(leaf("1", 1)).banner == "Bộ tiêu chí minh họa — không phải điểm chính thức"
    official = built(leaf("1", 1), status="official", decision={"number": "1/QĐ-UBND", "date": "2020-01-01"})
    assert sheet(official, measures()).banner is None
