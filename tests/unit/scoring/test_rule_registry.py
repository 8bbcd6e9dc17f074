"""A rule is one function: its parameters, their schema and messages follow from its signature."""

from __future__ import annotations

import inspect
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Percentage, Points
from cchc_report.scoring.readings import Answer, Share, Worked
from cchc_report.scoring.registry import RuleCall, all_rules, rule


@rule(Text(vi="Thử", en="Trial"))
def trial(share: Share, maximum: Fraction, *, most: Points, edge: Percentage = Fraction(1, 2)) -> Answer:
    return Worked(min(most, maximum * share.exact) if share.exact >= edge else Fraction(0), "thử")


def test_parameters_are_the_keyword_only_arguments() -> None:
    assert list(trial.parameters.model_fields) == ["name", "most", "edge"]
    assert (trial.name, trial.reads) == ("trial", Share)
    given = trial.parameters.model_validate({"name": "trial", "most": "1,5"})
    call = RuleCall(trial, given)
    assert call.answer(Share(3, 4), Fraction(4)) == Worked(Fraction(3, 2), "thử")
    assert list(call.points_named()) == [("most", Fraction(3, 2))]


@pytest.mark.parametrize(
    "wrong", [{}, {"most": 1, "other": 1}, {"most": -1}, {"most": 1, "edge": "120%"}, {"most": "x"}]
)
def test_what_the_signature_does_not_allow_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        trial.parameters.model_validate({"name": "trial", **wrong})


def test_a_rule_is_called_like_its_function() -> None:
    assert trial(Share(1, 4), Fraction(4), most=Fraction(9)) == Worked(Fraction(0), "thử")


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_every_rule_has_a_module_a_source_and_a_test_of_its_own(name: str, repository: Path) -> None:
    found = all_rules()[name]
    assert found.function.__module__.endswith(f".rules.{name}")
    doc = inspect.getdoc(found.function) or ""
    assert all(part in doc for part in ("Source:", "Args:", "Returns:"))
    assert (repository / "tests" / "unit" / "scoring" / f"test_rule_{name}.py").is_file()


def test_the_rules_that_criteria_sets_need() -> None:
    assert set(all_rules()) >= {
        "yes_no", "per_unit", "proportional", "proportional_capped", "proportional_with_floor", "bands", "deduction",
        "deadline", "survey", "bonus", "penalty", "manual",
    }  # fmt: skip
