from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch.json_difference import ABSENT
from cchc_report.batch.manifest_diff import Change, manifest_changes, read_manifest
from cchc_report.errors import ParamsError
from support.manifests import finding, score_row, whole_manifest

Edit = Callable[[dict[str, Any]], object]


def changed(edit: Edit) -> tuple[Change, ...]:
    """Return what differs after `edit` has changed a copy of the manifest."""
    other = whole_manifest()
    edit(other)
    return manifest_changes(whole_manifest(), other)


def only(edit: Edit) -> Change:
    (change,) = changed(edit)
    return change


def test_the_same_manifest_does_not_differ() -> None:
    assert changed(lambda _: None) == ()


def test_a_parameter() -> None:
    change = only(lambda m: m["parameters"]["department"].update(name="Sở Xây dựng"))
    assert change == Change("parameters", "department.name", "Sở Công Thương", "Sở Xây dựng")


def test_a_file_that_was_changed_and_one_that_is_read_no_more() -> None:
    def edit(manifest: dict[str, Any]) -> None:
        manifest["inputs"][0]["sha256"] = manifest["key"]["files"]["data/2020/sct/dossiers.xlsx"] = "z"
        del manifest["inputs"][1]

    first, second = changed(edit)
    assert (first.part, first.name) == ("inputs", "data/2020/sct/dossiers.xlsx#HoSo (dossiers)")
    assert (first.one["sha256"], first.other["sha256"]) == ("a", "z")
    assert (second.name, second.other) == ("data/2020/sct/registers.xlsx#R (reviews)", ABSENT)


def test_a_register_that_was_read_from_several_files_of_one_name() -> None:
    def edit(manifest: dict[str, Any]) -> None:
        manifest["inputs"].append(dict(manifest["inputs"][0]))

    assert only(edit).name == "data/2020/sct/dossiers.xlsx#HoSo (dossiers) (2)"


def test_measures_by_id() -> None:
    def edit(manifest: dict[str, Any]) -> None:
        measures = manifest["measures"]
        measures["settlement.on_time_rate.system"]["numerator"] = 579
        measures["settlement.total"] = measures.pop("settlement.received_in_period")

    assert [(c.part, c.name) for c in changed(edit)] == [
        ("measures", "settlement.on_time_rate.system"),
        ("measures", "settlement.received_in_period"),
        ("measures", "settlement.total"),
    ]


def test_scores_by_criterion_and_in_total() -> None:
    def edit(manifest: dict[str, Any]) -> None:
        manifest["scores"]["rows"] = [score_row("1.1", "Rà soát", "8"), score_row("1.3", "Công khai", "5")]
        manifest["scores"]["total"]["points"] = "90"

    assert [(c.name, c.one is ABSENT, c.other is ABSENT) for c in changed(edit)] == [
        ("1.1", False, False),
        ("1.2", False, True),
        ("1.3", True, False),
        ("total", False, False),
    ]


def test_a_report_without_scores() -> None:
    changes = changed(lambda m: m.update(scores=None))
    assert [c.name for c in changes] == ["criteria", "1.1", "1.2", "total"]
    assert {c.other for c in changes} == {ABSENT}


def test_the_only_finding_of_a_rule_is_the_same_finding_changed() -> None:
    change = only(lambda m: m.update(findings=[finding("lateness.unexplained", "1 hồ sơ chưa có giải trình", "H-1")]))
    assert (change.name, change.one["row_count"], change.other["row_count"]) == ("lateness.unexplained", 3, 1)


def test_findings_that_came_and_went() -> None:
    one = whole_manifest(findings=[finding("a.b", "x", "1"), finding("c.d", "y"), finding("e.f", "z")])
    other = whole_manifest(findings=[finding("e.f", "z"), finding("a.b", "x", "2"), finding("a.b", "x", "3")])
    changes = [(c.name, c.one is ABSENT, c.other is ABSENT) for c in manifest_changes(one, other)]
    assert changes == [("a.b", False, True), ("a.b", True, False), ("a.b", True, False), ("c.d", False, True)]


def test_the_same_finding_twice_is_two_findings() -> None:
    one = whole_manifest(findings=[finding("a.b", "x", "1"), finding("a.b", "x", "1")])
    (change,) = manifest_changes(one, whole_manifest(findings=[finding("a.b", "x", "1")]))
    assert (change.name, change.other) == ("a.b", ABSENT)


def test_versions_and_hashes_but_not_those_that_follow_from_other_parts() -> None:
    def edit(manifest: dict[str, Any]) -> None:
        manifest["environment"]["packages"]["pandas"] = "3.0.1"
        manifest["key"] |= {"notebook": "m", "parameters": "r"}
        manifest["key"]["files"] |= {"data/2020/sct/dossiers.xlsx": "z", "params/headers.yaml": "i"}

    assert [(c.part, c.name) for c in changed(edit)] == [
        ("program", "environment.packages.pandas"),
        ("program", "key.files.params/headers.yaml"),
        ("program", "key.notebook"),
    ]


def test_a_manifest_from_before_keys_were_written() -> None:
    changes = changed(lambda m: m.pop("key"))
    assert {(c.part, c.name.split(".")[0], c.other) for c in changes} == {("program", "key", ABSENT)}


def test_files_of_the_report() -> None:
    change = only(lambda m: m["outputs"][1].update(sha256="x"))
    assert (change.part, change.name) == ("outputs", "report.pdf")


def test_a_folder_stands_for_the_manifest_in_it(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(whole_manifest()), encoding="utf-8")
    assert read_manifest(tmp_path) == read_manifest(tmp_path / "manifest.json") == whole_manifest()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "không phải tệp JSON"),
        (b"\xff\xfe", "không phải tệp JSON"),
        (b"[" * 100_000, "không phải tệp JSON"),
        (b"[]", "không phải manifest.json của báo cáo"),
        (b"{}", "không phải manifest.json của báo cáo"),
        (b'{"schema": "cchc-report/manifest/2"}', 'theo khuôn dạng "cchc-report/manifest/2"'),
        (b'{"schema": 1}', 'theo khuôn dạng "1"'),
    ],
)
def test_what_is_no_manifest_is_refused_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(content)
    with pytest.raises(ParamsError) as caught:
        read_manifest(path)
    (problem,) = caught.value.problems
    assert problem.what.vi.startswith(reason)
    assert problem.place.file == str(path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match=r"manifest\.json: không đọc được: không có tệp hoặc thư mục này"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"measures": []},
        {"measures": {"a.b": 1}},
        {"inputs": {}},
        {"inputs": [1]},
        {"findings": None},
        {"outputs": "x"},
        {"scores": {"rows": None}},
        {"scores": 1},
        {"parameters": None},
        {"document": 1},
        {"package": []},
        {"environment": []},
    ],
)
def test_parts_of_another_kind_are_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(whole_manifest(**changes)), encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        read_manifest(path)
    (part,) = changes
    assert [problem.what.en for problem in caught.value.problems] == [f'"{part}" is missing or of another kind']
