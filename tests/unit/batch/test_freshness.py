"""Why a published report must be made again: each cause by its name, in words an office understands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch.freshness import why_not_fresh
from cchc_report.batch.key import ReportKey
from cchc_report.batch.manifest import build_manifest, manifest_bytes
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from support.small_project import edit, write_parameters

FILES = {"report.html": b"<p>page</p>", "report.pdf": b"%PDF"}
KEY = ReportKey(
    notebook="1" * 64,
    package="2" * 64,
    parameters="3" * 64,
    files={"data/2020/sct/dossiers.xlsx": "4" * 64, "data/2020/sct/registers.xlsx": "5" * 64},
)
ENVIRONMENT = {"python": "3.11.7", "implementation": "CPython", "packages": {"pandas": "3.0.0", "pydyf": "0.12"}}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return write_parameters(tmp_path_factory.mktemp("freshness") / "p", (2020,), ("sct",))


@pytest.fixture(scope="module")
def parameters(project: Project) -> ReportParameters:
    return load_parameters(project, 2020, "sct")


@pytest.fixture
def folder(tmp_path: Path, parameters: ReportParameters) -> Path:
    """Return the folder of a published report that was made from `KEY` and `ENVIRONMENT`."""
    record = {
        "parameters": parameters.model_dump(mode="json", by_alias=True),
        "inputs": [],
        "measures": {},
        "findings": [],
        "scores": None,
        "document": {},
    }
    manifest = build_manifest(record, FILES, ENVIRONMENT, KEY.as_record())
    for name, content in {**FILES, "manifest.json": manifest_bytes(manifest)}.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


Why = Callable[..., list[str]]


@pytest.fixture
def why(folder: Path, parameters: ReportParameters) -> Why:
    """Return a function that says why the report is not fresh, in Vietnamese."""

    def reasons(
        key: ReportKey = KEY, now: ReportParameters = parameters, environment: dict[str, Any] = ENVIRONMENT
    ) -> list[str]:
        return [reason.vi for reason in why_not_fresh(folder, key, now, environment)]

    return reasons


def test_a_report_with_the_same_key_and_all_its_files_is_fresh(why: Why) -> None:
    assert why() == []


@pytest.mark.parametrize(
    ("part", "reason"),
    [("notebook", "sổ tay đã sửa"), ("package", "chương trình đã thay đổi"), ("parameters", "tham số đã sửa")],
)
def test_the_part_of_the_key_that_changed_is_named(why: Why, part: str, reason: str) -> None:
    assert why(replace(KEY, **{part: "9" * 64})) == [reason]


def test_files_are_named_by_what_became_of_them(why: Why) -> None:
    files = {"data/2020/sct/dossiers.xlsx": "9" * 64, "params/headers.yaml": "6" * 64}

    assert why(replace(KEY, files=files)) == [
        "tệp đã thay đổi: data/2020/sct/dossiers.xlsx",
        "tệp mới: params/headers.yaml",
        "tệp không còn: data/2020/sct/registers.xlsx",
    ]


def test_of_many_files_some_are_named_and_the_rest_is_counted(why: Why) -> None:
    files = {**KEY.files, **{f"data/2020/sct/{letter}": "6" * 64 for letter in "edcba"}}

    assert why(replace(KEY, files=files)) == ["tệp mới: data/2020/sct/a, data/2020/sct/b, data/2020/sct/c (+2)"]


def test_parameters_are_named_by_key_and_file(why: Why, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = write_parameters(tmp_path_factory.mktemp("other") / "p", (2020,), ("sct",))
    edit(other.params / "2020" / "year.yaml", "to: 2020-12-31", "to: 2020-12-14")
    edit(other.params / "2020" / "sct.yaml", "title: Giám đốc", "title: Phó Giám đốc")
    edit(other.params / "departments.yaml", "name: Sở Công Thương", "name: Sở Thương mại")
    now = load_parameters(other, 2020, "sct")

    (reason,) = why(replace(KEY, parameters="9" * 64), now)
    assert reason == (
        "tham số đã sửa: name trong params/departments.yaml, document.signer.title trong params/2020/sct.yaml, "
        "period.to trong params/2020/year.yaml"
    )


def test_an_edition_that_differs_is_named_by_itself(why: Why, project: Project) -> None:
    now = load_parameters(project, 2020, "sct", "public")

    assert why(replace(KEY, parameters="9" * 64), now) == ["tham số đã sửa: edition"]


def test_libraries_are_named(why: Why) -> None:
    now = {"python": "3.12.1", "implementation": "CPython", "packages": {"pandas": "3.0.1", "lxml": "6"}}

    assert why(environment=now) == ["phiên bản thư viện đã đổi: lxml, pandas, pydyf (+1)"]


def test_everything_that_changed_is_told(why: Why, folder: Path) -> None:
    (folder / "report.pdf").unlink()

    assert len(why(replace(KEY, notebook="9" * 64, package="9" * 64), environment={})) == 4


def test_a_published_file_that_is_gone_or_altered_is_named(why: Why, folder: Path) -> None:
    (folder / "report.html").write_bytes(b"<p>edited</p>")
    (folder / "report.pdf").unlink()

    assert why() == ["tệp report.html không còn như khi lập", "thiếu tệp report.pdf"]


def test_an_altered_manifest_is_told(why: Why, folder: Path) -> None:
    edit(folder / "manifest.json", '"abbreviation": "SCT"', '"abbreviation": "SXD"')

    assert why() == ["tệp manifest.json không còn như khi lập"]


def test_what_was_never_made_is_told(tmp_path: Path, parameters: ReportParameters) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    for place in (tmp_path / "none", tmp_path / "file"):
        assert [reason.vi for reason in why_not_fresh(place, KEY, parameters, ENVIRONMENT)] == ["chưa có báo cáo"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "manifest.json của báo cáo đã hỏng"),
        (b'{"schema": "cchc-rep', "manifest.json của báo cáo đã hỏng"),
        (b"\xff\xfe", "manifest.json của báo cáo đã hỏng"),
        (b"[]", "manifest.json của báo cáo đã hỏng"),
        (b'{"schema": "cchc-report/manifest/1", "key": []}', "manifest.json của báo cáo đã hỏng"),
        (
            b'{"schema": "cchc-report/manifest/1", "key": {"schema": "cchc-report/key/1"}}',
            "tệp manifest.json không còn như khi lập",
        ),
        (b'{"schema": "cchc-report/manifest/1"}', "báo cáo do phiên bản khác của chương trình lập"),
        (b'{"schema": "cchc-report/manifest/2", "key": {}}', "báo cáo do phiên bản khác của chương trình lập"),
        (b"{}", "báo cáo do phiên bản khác của chương trình lập"),
    ],
)
def test_a_manifest_that_says_nothing_stops_no_plan(why: Why, folder: Path, content: bytes, reason: str) -> None:
    (folder / "manifest.json").write_bytes(content)

    assert why() == [reason]


def test_a_folder_in_place_of_the_manifest_is_a_broken_report(why: Why, folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()

    assert why() == ["manifest.json của báo cáo đã hỏng"]
