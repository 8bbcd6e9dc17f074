"""Counts and ratios: exact inside, Vietnamese in print."""

from fractions import Fraction

import numpy as np
import pytest

from cchc_report.errors import LANGUAGE_VARIABLE
from cchc_report.measures import (
    Count,
    Measures,
    Members,
    Ratio,
    Unavailable,
    vietnamese_decimal,
    vietnamese_integer,
    vietnamese_percentage,
)


def count(value: int, id_: str = "settlement.settled") -> Count:
    return Count(id_, "hồ sơ đã giải quyết", value, "hồ sơ", "hồ sơ phải giải quyết")


def ratio(numerator: int, denominator: int) -> Ratio:
    return Ratio(
        "settlement.on_time_rate.system", "tỷ lệ đúng hạn", numerator, denominator, "đúng hạn / đã giải quyết", "lõi"
    )


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (4, "4"), (999, "999"), (5544, "5.544"), (1234567, "1.234.567")])
def test_an_integer_is_grouped_by_dots(value: int, text: str) -> None:
    assert vietnamese_integer(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(1, 8), 2, "0,13"),  # a half goes up: banker's rounding would give 0,12
        (Fraction(3, 8), 2, "0,38"),
        (Fraction(-1, 8), 2, "-0,13"),  # away from zero on both sides
        (Fraction(-1, 1000), 2, "0,00"),  # no minus sign before nothing
        (Fraction(2675, 1000), 2, "2,68"),  # the float 2.675 would give 2,67
        (Fraction(10**20 + 1, 2), 0, "50.000.000.000.000.000.001"),
        (Fraction(7), 0, "7"),
    ],
)
def test_rounding_is_half_up_on_exact_values(value: Fraction, decimals: int, text: str) -> None:
    assert vietnamese_decimal(value, decimals) == text


@pytest.mark.parametrize(("n", "d"), [(580, 581), (589, 590), (590, 591), (623, 624)])
def test_the_published_percentage_of_the_seed_is_ambiguous(n: int, d: int) -> None:
    assert vietnamese_percentage(Fraction(n, d)) == "99,8%"


def test_nearly_all_prints_as_all_but_is_not_all() -> None:
    nearly = ratio(9996, 10000)
    assert f"{nearly:.1%}" == "100,0%"
    assert not nearly.complete
    assert ratio(581, 581).complete


@pytest.mark.parametrize(
    ("spec", "text"),
    [("", "99,8% (580/581)"), (".1%", "99,8%"), (".2%", "99,83%"), (".0%", "100%"), ("n/d", "580/581")],
)
def test_a_ratio_formats_itself(spec: str, text: str) -> None:
    assert format(ratio(580, 581), spec) == text


def test_a_ratio_of_large_counts_is_grouped() -> None:
    assert f"{ratio(4576, 5544)}" == "82,5% (4.576/5.544)"


def test_a_ratio_of_nothing_says_so_and_has_no_value() -> None:
    nothing = ratio(0, 0)
    assert str(nothing) == "không phát sinh"
    assert not nothing.known
    assert not nothing.complete
    with pytest.raises(ZeroDivisionError):
        _ = nothing.value


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (4, "04"), (9, "09"), (10, "10"), (5544, "5.544")])
def test_counts_below_ten_take_a_leading_zero_on_request(value: int, text: str) -> None:
    assert f"{count(value):02}" == text


def test_a_count_formats_plainly_by_default() -> None:
    assert f"{count(4)} {count(590)}" == "4 590"


@pytest.mark.parametrize("measure", [count(1), ratio(1, 2)])
def test_an_unknown_format_names_the_measure(measure: Count | Ratio) -> None:
    with pytest.raises(ValueError, match=measure.id):
        format(measure, "d")


def test_a_count_agrees_with_its_rows() -> None:
    members = Members.where("dossiers", [True, False, True])
    assert members.rows.tolist() == [0, 2]
    assert Count.of_rows("a.b", "x", members, unit="hồ sơ", population="lõi", definition="có").value == 2
    with pytest.raises(ValueError, match="counts 3 but names 2 rows"):
        Count("a.b", "x", 3, "hồ sơ", "lõi", members=members)


@pytest.mark.parametrize("id_", ["settled", "Settlement.settled", "settlement.", "settlement.1st", "a b.c"])
def test_an_id_is_lower_case_words_joined_by_dots(id_: str) -> None:
    with pytest.raises(ValueError, match="no measure id"):
        count(1, id_)


def test_negative_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        count(-1)
    with pytest.raises(ValueError, match="ever negative"):
        ratio(-1, 2)


def test_what_is_unavailable_is_not_zero() -> None:
    missing = Unavailable("settlement.online_rate", "tỷ lệ trực tuyến", "tệp không có cột kênh")
    assert f"{missing:.1%}" == str(missing) == "không có số liệu"
    assert not missing.known
    assert missing.as_record() == {"value": None, "label": "tỷ lệ trực tuyến", "reason": "tệp không có cột kênh"}


class TestMeasures:
    late = Count("settlement.settled_late.system", "quá hạn", 1, "hồ sơ", "lõi", view="system")
    measures = Measures([count(581), late, ratio(580, 581)])

    def test_the_id_is_the_path(self) -> None:
        section = self.measures.at("settlement")
        assert section.settled_late.system is self.late
        assert dir(section) == ["on_time_rate", "settled", "settled_late"]
        assert "settlement.settled: 581" in repr(section)

    @pytest.mark.parametrize(("language", "question"), [("vi", "có phải là"), ("en", "did you mean")])
    def test_an_unknown_id_suggests_the_nearest(
        self, monkeypatch: pytest.MonkeyPatch, language: str, question: str
    ) -> None:
        monkeypatch.setenv(LANGUAGE_VARIABLE, language)
        with pytest.raises(KeyError, match=rf"{question}: 'settlement\.settled'"):
            self.measures["settlement.setled"]
        with pytest.raises(AttributeError, match=question):
            _ = self.measures.at("settlement").setled

    def test_kinds_are_checked(self) -> None:
        assert self.measures.count("settlement.settled").value == 581
        with pytest.raises(TypeError, match="not a Ratio"):
            self.measures.ratio("settlement.settled")
        with pytest.raises(TypeError, match="not a Count"):
            self.measures.count("settlement.on_time_rate.system")

    def test_two_measures_cannot_share_an_id(self) -> None:
        with pytest.raises(ValueError, match="two measures"):
            Measures([count(1), count(2)])

    def test_records_hold_exact_parts(self) -> None:
        records = self.measures.as_records()
        assert records["settlement.settled"]["value"] == 581
        rate = records["settlement.on_time_rate.system"]
        assert (rate["numerator"], rate["denominator"]) == (580, 581)
        assert records["settlement.settled_late.system"]["view"] == "system"


def test_members_are_left_out_of_equality() -> None:
    one = Members("dossiers", np.array([1]))
    assert one == Members("dossiers", np.array([2]))
