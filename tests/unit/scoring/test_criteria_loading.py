"""Criteria files: exact numbers, unknown keys and rules asked about, years, ids."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cchc_report.errors import ParamsError
from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project, find_project
from cchc_report.scoring import find_criteria, list_criteria, load_criteria
from support.criteria import group, leaf, problems, read, tree

SHIPPED = ("cai-cach-tthc-minh-hoa", "qd-766-minh-hoa")


def rule_of(**parameters: Any) -> dict[str, Any]:
    return tree(leaf("1", 5, parameters, measures="review.completion", not_applicable="full"))


@pytest.mark.parametrize(
    ("written", "exact"), [(20, "20"), ("19.97", "19.97"), ("0,25", "0.25"), (0.1, "0.1"), ("0.30", "0.3")]
)
def test_points_are_exact(written: Any, exact: str, tmp_path: Path) -> None:
    assert read(tmp_path, tree(leaf("1", written), maximum=written)).maximum == Fraction(exact)


@pytest.mark.parametrize(
    ("content", "key", "said"),
    [
        (tree(leaf("1", 5), title=None), "title", "chưa có giá trị"),
        (tree(leaf("1", 5), titel="x"), "titel", 'Có phải ý bạn là "title"?'),
        (tree(leaf("1", 5, measure="x")), "items[1].measure", 'Có phải ý bạn là "measures"?'),
        (tree(leaf("1", 5, "proportionl")), "items[1].rule", 'Có phải ý bạn là "proportional"?'),
        (tree(leaf("1", 5, {"full_from": "80%"})), "items[1].rule", "quy tắc chưa có tên"),
        (
            rule_of(name="proportional_capped", ful_from="80%"),
            "items[1].rule.ful_from",
            'Có phải ý bạn là "full_from"?',
        ),
        (rule_of(name="proportional_capped"), "items[1].rule.full_from", 'thiếu khóa bắt buộc "full_from"'),
        (rule_of(name="proportional_capped", full_from=0.8), "items[1].rule.full_from", "có dấu %"),
        (rule_of(name="proportional_capped", full_from="101%"), "items[1].rule.full_from", "từ 0% đến 100%"),
        (
            rule_of(name="bands", bands=[{"form": "0%", "to": "100%", "points": 1}]),
            "items[1].rule.bands[1].form",
            'Có phải ý bạn là "from"?',
        ),
        (rule_of(name="bands", bands=[{"from": "1%", "to": "100%", "points": 1}]), "items[1].rule.bands", "chứa 0%"),
        (tree(leaf("1", -5), maximum=5), "items[1].maximum", "Điểm là số không âm"),
        (tree(leaf("1", "5.5.5"), maximum=5), "items[1].maximum", "Điểm là số không âm"),
        (tree(maximum=5), "items", "chưa có lĩnh vực nào"),
        (tree(leaf("1 a", 5)), "items[1].code", 'mã "1 a" không dùng được'),
        (tree(leaf("1", 5, evidence_required=3)), "items[1].evidence_required", "true, false"),
        (tree(leaf("1", 5, not_applicable="ful")), "items[1].not_applicable", 'Có phải ý bạn là "full"?'),
    ],
)
def test_what_a_file_may_not_say(content: dict[str, Any], key: str, said: str, tmp_path: Path) -> None:
    (problem,) = [p for p in problems(tmp_path, content) if p.place.key == key]
    assert said in f"{problem.what.vi} {problem.remedy.vi}"
    assert problem.place.row is not None


def test_every_problem_of_the_file_is_told_at_once(tmp_path: Path) -> None:
    content = tree(
        leaf("1", 5, {"name": "proportional_capped", "full_from": 1, "x": 1}), leaf("2", "x", "nothing"), maximum=5
    )
    keys = [problem.place.key for problem in problems(tmp_path, content)]
    assert sorted(keys) == ["items[1].rule.full_from", "items[1].rule.x", "items[2].maximum", "items[2].rule"]


def test_what_the_rest_of_the_file_disagrees_on_is_told_in_the_same_run(tmp_path: Path) -> None:
    """A typing error in one criterion must not hide the missing policy of another until the next run."""
    content = tree(
        group(
            "1",
            11,
            leaf("1.1", 5, "proportionl", measures="review.completion", not_applicable="full"),
            leaf("1.1", 5, "proportional", measures="review.completion"),
        ),
        leaf("2", 3, "proportional", measures="review.completion", titel="x"),
        maximum=14,
        declares={"domains": 2, "criteria": 3, "sub_criteria": 0, "leaves": 3},
        status="offical",
    )
    found = [(problem.code.split(".")[1], problem.place.key) for problem in problems(tmp_path, content)]
    assert found == [
        ("wrong-value", "status"),
        ("declared-count", "declares.criteria"),
        ("maximum-sum", "items[1].maximum"),
        ("wrong-value", "items[1].items[1].rule"),
        ("duplicate-code", "items[1].items[2].code"),
        ("no-policy", "items[1].items[2]"),
        ("no-policy", "items[2]"),
        ("unknown-key", "items[2].titel"),
    ]


def test_a_wrong_part_sets_off_nothing_else(tmp_path: Path) -> None:
    """A bonus with a misspelt rule has no points of its own; a misspelt decision is no missing one."""
    bonus = leaf("2", 0, {"name": "bonuss", "points_per_unit": 1}, measures="review.plans", titel="x")
    content = tree(
        leaf("1", 5, "manual", evidence_required=7, happened="review.plans", not_applicable="full"),
        bonus,
        status="official",
        decision={"number": "3069/QĐ-UBND", "date": "9/10/2020"},
        id="Khác",
        rounding={"decimals": "hai"},
    )
    found = sorted(str(problem.place.key) for problem in problems(tmp_path, content))
    assert found == [
        "decision.date",
        "id",
        "items[1].evidence_required",
        "items[2].rule",
        "items[2].titel",
        "rounding.decimals",
    ]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (tree(leaf("1", "năm"), leaf("1", 5, "yes_no"), maximum=5), "items[1].maximum"),
        (tree(leaf("1", 5), leaf("1", 5, "yes_no"), maximum="x"), "maximum"),
        (tree(leaf("1", 5), maximum=5, items=5), "items"),
        (tree(leaf("1", 5), maximum=5, items=["x"]), "items[1]"),
        (tree(leaf("1", 5), maximum=5, items=[{"code": "1"}]), "items[1].maximum"),
    ],
)
def test_where_too_little_is_left_only_the_wrong_parts_are_told(
    content: dict[str, Any], key: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, content)
    assert key in [problem.place.key for problem in found]
    assert {problem.code.split(".")[0] for problem in found} == {"params"}


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, tree(leaf("1", 5), id="khac"))
    assert (problem.code, problem.place.key) == ("criteria.id", "id")


@pytest.fixture
def shipped() -> Project:
    return find_project(Path(__file__).parent)


def test_the_shipped_sets_are_sound_illustrative_and_say_what_they_are(shipped: Project) -> None:
    assert list_criteria(shipped) == SHIPPED
    for name in SHIPPED:
        criteria = find_criteria(shipped, name)
        assert (criteria.status, criteria.maximum) == ("illustrative", 100)
        text = (shipped.params / "criteria" / f"{name}.yaml").read_text("utf-8")
        assert "MINH HỌA" in text.splitlines()[0]


def test_the_766_set_has_the_published_groups(shipped: Project) -> None:
    criteria = find_criteria(shipped, "qd-766-minh-hoa")
    assert [domain.maximum for domain in criteria.items] == [18, 20, 12, 22, 10, 18]
    nodes = {placed.node.code: placed.node for placed in criteria.walk()}
    assert nodes["6.1"].not_applicable == "full"
    caps = {code: getattr(nodes[code].call.parameters, "full_from") for code in ("3.1", "3.2")}  # noqa: B009  # a model made at run time
    assert caps == {"3.1": Fraction(4, 5), "3.2": Fraction(1, 2)}


def test_the_year_names_its_set(sample_project: Path) -> None:
    project = Project(sample_project)
    criteria = load_criteria(project, load_parameters(project, 2020, "sct"))
    assert criteria is not None
    assert criteria.id == "cai-cach-tthc-minh-hoa"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("criteria_set: qd-766-minh-hoa", "criteria.not-in-year", "không áp dụng cho năm 2020 (áp dụng từ 2022)"),
        ("criteria_set: cai-cach-tthc-minh-hoaa", "criteria.unknown-set", 'không có bộ tiêu chí "cai-cach'),
    ],
)
def test_a_set_that_does_not_hold_is_refused(line: str, code: str, said: str, sample_project: Path) -> None:
    _rewrite(sample_project, line)
    project = Project(sample_project)
    with pytest.raises(ParamsError) as caught:
        load_criteria(project, load_parameters(project, 2020, "sct"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == (code, "params/2020/year.yaml")
    assert problem.place.key == "criteria_set"
    assert said in problem.what.vi


def test_a_year_without_a_set_is_not_scored(sample_project: Path) -> None:
    _rewrite(sample_project, "")
    project = Project(sample_project)
    assert load_criteria(project, load_parameters(project, 2020, "sct")) is None


def _rewrite(root: Path, line: str) -> None:
    path = root / "params" / "2020" / "year.yaml"
    text = path.read_text("utf-8")
    assert "criteria_set: cai-cach-tthc-minh-hoa\n" in text
    path.write_text(text.replace("criteria_set: cai-cach-tthc-minh-hoa\n", f"{line}\n"), "utf-8")
