"""A criteria set must agree with itself; each problem names the criterion, the key and the line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.criteria import group, leaf, problems, read, tree

RATIO = "settlement.on_time_rate.actual"
ACTUAL: dict[str, Any] = {"measures": RATIO, "view": "actual", "not_applicable": "full"}


def of_leaf(**keys: Any) -> dict[str, Any]:
    """Return a set with one leaf, which says this."""
    return tree({"code": "1", "title": "Một", "maximum": 5} | keys)


SOUND: dict[str, dict[str, Any]] = {
    "depth 1": tree(leaf("1", 5)),
    "depths 1 to 3": tree(leaf("1", 5), group("2", 7, leaf("2.1", 3), group("2.2", 4, leaf("2.2.1", 4)))),
    "roman": tree(group("I", 5, leaf("I.1", 2), leaf("I.2", 3))),
    "ratio": of_leaf(rule="proportional", **ACTUAL),
    "counts": of_leaf(
        rule="proportional", measures="petitions.resolved", out_of=["petitions.received"], not_applicable="excluded"
    ),
    "count": of_leaf(rule={"name": "deduction", "points_per_incident": 5}, measures="promulgation.late"),
    "days": of_leaf(rule={"name": "deadline", "limit": 5}, measures="promulgation.longest_wait"),
    "fact": of_leaf(rule="yes_no", evidence_required="báo cáo"),
    "happened": of_leaf(rule="manual", happened="review.problems_found", not_applicable="zero", evidence_required=True),
    "bonus": tree(
        leaf("1", 5),
        leaf(
            "2",
            0,
            {"name": "bonus", "points_per_unit": 9, "yearly_cap": 9, "counted": "outside"},
            measures="review.plans",
        ),
    ),
    "official": tree(leaf("1", 5), status="official", decision={"number": "3069/QĐ-UBND", "date": "2020-10-09"}),
    "finer rounding": tree(leaf("1", "0.125", rounding={"decimals": 3}), maximum="0.125"),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_sets(name: str, tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND[name]) == []


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (tree(leaf("1", 5), maximum=6), "maximum-sum", "cả bộ ghi 6, các mục bên dưới cộng lại 5 (lệch −1)"),
        (tree(group("1", 5, leaf("1.1", 3), leaf("1.2", "2.5"))), "maximum-sum", "tiêu chí 1 ghi 5, "),
        (tree(leaf("1", 5), leaf("1", 5)), "duplicate-code", "mã 1 đã có ở dòng"),
        (tree(group("1", 5, leaf("2.1", 5))), "code-prefix", "mã 2.1 không nằm dưới mã 1"),
        (tree(group("1", 5, leaf("1.2.3", 5))), "code-prefix", "mã 1.2.3 không nằm dưới mã 1"),
        (tree(group("1", 5, leaf("11", 5))), "code-prefix", "mã 11 không nằm dưới mã 1"),
        (tree(leaf("1.1", 5)), "code-prefix", "mã 1.1 của cấp đầu"),
        (
            tree(leaf("1", 5), declares={"domains": 1, "criteria": 1, "sub_criteria": 0, "leaves": 1}),
            "declared-count",
            "khai criteria: 1, trong cây có 0 (lệch -1)",
        ),
        (
            tree(leaf("1", 5), declares={"domains": 1, "criteria": 0, "sub_criteria": 0, "leaves": 2}),
            "declared-count",
            "khai leaves: 2, trong cây có 1 (lệch -1)",
        ),
        (
            tree(group("1", 5, group("1.1", 5, group("1.1.1", 5, leaf("1.1.1.1", 5))))),
            "too-deep",
            "1.1.1.1 nằm ở cấp 4",
        ),
        (of_leaf(), "no-rule", "tiêu chí 1 không có tiêu chí con"),
        (tree(group("1", 5, leaf("1.1", 5)) | {"rule": "survey"}), "branch-with-leaf-keys", "(rule)"),
        (tree(leaf("1", 5), status="official"), "decision", "phải ghi quyết định"),
        (
            tree(leaf("1", 5), decision={"number": "QĐ UBND", "date": "2020-10-09"}),
            "decision",
            "không phải số, ký hiệu văn bản",
        ),
        (tree(leaf("1", 5), valid_years={"from": 2021, "to": 2020}), "years", "năm cuối 2020 trước năm đầu 2021"),
        (of_leaf(rule="survey", maximum=0), "no-points", "tiêu chí 1: điểm tối đa bằng 0"),
        (tree(leaf("1", "0.125"), maximum="0.125"), "maximum-decimals", "0,125"),
        (
            of_leaf(rule={"name": "deduction", "points_per_incident": "5.01"}, measures="promulgation.late"),
            "points-above-maximum",
            "points_per_incident = 5,01 lớn hơn điểm tối đa 5",
        ),
        (
            of_leaf(
                rule={"name": "bands", "bands": [{"from": "0%", "to": "100%", "points": 6}]},
                measures="review.completion",
                not_applicable="full",
            ),
            "points-above-maximum",
            "bands[1].points = 6",
        ),
        (
            of_leaf(
                rule={"name": "bonus", "points_per_unit": 1, "yearly_cap": 2, "counted": "within"},
                measures="review.plans",
            ),
            "bonus-maximum",
            "maximum: 0",
        ),
        (of_leaf(rule="proportional", **ACTUAL | {"measures": "settlement.on_time_rate.actul"}), "unknown-measure", ""),
        (of_leaf(rule="proportional", measures="review.plans"), "measures-unfit", "một tỷ lệ ở measures"),
        (of_leaf(rule="proportional"), "measures-unfit", "proportional"),
        (
            of_leaf(rule="proportional", **ACTUAL | {"measures": [RATIO, "review.completion"]}),
            "measures-unfit",
            "một tỷ lệ",
        ),
        (of_leaf(rule={"name": "deadline", "limit": 5}, measures="review.plans"), "measures-unfit", "ngày làm việc"),
        (of_leaf(rule={"name": "per_unit", "points_per_unit": 1}, **ACTUAL), "measures-unfit", "số đếm"),
        (of_leaf(rule="survey", measures="review.plans"), "measures-unfit", "không số liệu nào"),
        (of_leaf(rule="manual", measures="review.plans"), "measures-unfit", "không số liệu nào"),
        (
            of_leaf(rule="manual", happened="review.completion", not_applicable="full"),
            "happened-no-count",
            "review.completion",
        ),
        (of_leaf(rule="proportional", **ACTUAL | {"view": "system"}), "view", "theo thực tế nhưng view ghi system"),
        (of_leaf(rule="proportional", measures=RATIO, not_applicable="full"), "view", "nhưng view ghi trống"),
        (
            of_leaf(rule="proportional", measures="review.completion", not_applicable="full", view="actual"),
            "view",
            "không phân biệt nhưng view ghi actual",
        ),
        (
            of_leaf(
                rule="proportional",
                measures="lateness.total",
                out_of="lateness.in_fact",
                not_applicable="full",
                view="actual",
            ),
            "view",
            "theo Hệ thống và theo thực tế",
        ),
        (of_leaf(rule="proportional", measures=RATIO, view="actual"), "no-policy", "tiêu chí 1: chưa ghi cách chấm"),
        (
            of_leaf(rule="proportional", measures="petitions.resolved", out_of="petitions.received"),
            "no-policy",
            "(not_applicable)",
        ),
        (of_leaf(rule="manual", happened="review.plans"), "no-policy", "(not_applicable)"),
        (of_leaf(rule="survey", not_applicable="full"), "needless-policy", "không bao giờ dùng đến"),
        (of_leaf(rule="yes_no"), "no-proof", "cần tài liệu kiểm chứng"),
    ],
)
def test_what_does_not_agree(content: dict[str, Any], code: str, said: str, tmp_path: Path) -> None:
    found = problems(tmp_path, content)
    assert f"criteria.{code}" in [problem.code for problem in found]
    (problem,) = [problem for problem in found if problem.code == f"criteria.{code}"][:1]
    assert said in problem.what.vi
    assert problem.place.file == "params/criteria/thu.yaml"
    assert problem.place.row is not None
    assert problem.remedy.vi
    assert problem.what.en
    assert problem.remedy.en


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    content = tree(
        leaf("1", 5, "proportional", measures="review.completion"),
        leaf("2", 3, "yes_no"),
        group("3", 4, leaf("4.1", 2), leaf("4.1", 1)),
        maximum=13,
    )
    found = problems(tmp_path, content)
    assert [problem.code.removeprefix("criteria.") for problem in found] == [
        "maximum-sum",
        "no-policy",
        "no-proof",
        "maximum-sum",
        "code-prefix",
        "duplicate-code",
        "code-prefix",
    ]
    rows = [problem.place.row for problem in found]
    assert rows == sorted(rows, key=lambda row: row or 0)


def test_a_wrong_measure_asks_what_was_meant(tmp_path: Path) -> None:
    (problem,) = problems(
        tmp_path, of_leaf(rule="proportional", measures="setlement.on_time_rate.actual", not_applicable="full")
    )
    assert problem.remedy.vi.startswith(f'Có phải ý bạn là "{RATIO}"?')
    assert problem.place.key == "items[1].measures"


def test_codes_stay_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    subs = "".join(f"      - {{code: 1.{n}, title: Mục, maximum: 1.1, rule: survey}}\n" for n in (1, 10))
    path.write_text(
        "id: thu\ntitle: Bộ thử\ndecision: null\nstatus: illustrative\nvalid_years: {from: 2020}\nmaximum: 2.2\n"
        "declares: {domains: 1, criteria: 2, sub_criteria: 0, leaves: 2}\n"
        f"items:\n  - code: 1\n    title: Nhóm\n    maximum: 2.20\n    items:\n{subs}",
        "utf-8",
    )
    from cchc_report.scoring.loading import read_criteria  # noqa: PLC0415  # this test alone writes its text by hand

    criteria = read_criteria(path, "thu.yaml")
    assert [placed.node.code for placed in criteria.walk()] == ["1", "1.1", "1.10"]


def test_tree_walks_in_order(tmp_path: Path) -> None:
    criteria = read(tmp_path, SOUND["depths 1 to 3"])
    assert [(p.node.code, p.level) for p in criteria.walk()] == [
        ("1", "domain"),
        ("2", "domain"),
        ("2.1", "criterion"),
        ("2.2", "criterion"),
        ("2.2.1", "sub_criterion"),
    ]
    assert [p.node.code for p in criteria.leaves()] == ["1", "2.1", "2.2.1"]
