"""The key of a public edition stands in its manifest, and says nothing that the names of files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.batch.freshness import why_not_fresh
from cchc_report.batch.key import KeyMaker, ReportKey
from cchc_report.batch.manifest import build_manifest, describe_environment, manifest_bytes
from cchc_report.params.loading import ParameterFiles, load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project


def key_of(project: Path, edition: str) -> tuple[ReportKey, ReportParameters]:
    home = Project(project)
    parameters = load_parameters(home, 2020, "sct", edition)
    return KeyMaker(ParameterFiles(home), home.notebooks / "self_assessment.ipynb").key_of(parameters), parameters


@pytest.fixture
def named(sample_project: Path) -> Path:
    (sample_project / "data" / "2020" / "sct" / "Nguyễn Văn An.txt").write_text("…", "utf-8")
    return sample_project


def test_only_the_internal_key_names_files_as_people_do(named: Path) -> None:
    assert "Nguyễn" in str(key_of(named, "internal")[0].as_record())
    public = key_of(named, "public")[0]
    assert "Nguyễn" not in str(public.as_record())
    assert {"data/2020/sct/dossiers.xlsx", "data/2020/sct/registers.xlsx"} <= public.as_record()["files"].keys()
    assert len(public.as_record()["files"]) == len(public.files)


def test_a_public_edition_is_fresh_until_such_a_file_changes(named: Path, tmp_path: Path) -> None:
    key, parameters = key_of(named, "public")
    record = {"parameters": parameters.as_record(), "inputs": [], "measures": {}, "findings": [], "scores": None}
    manifest = build_manifest(record | {"document": {}}, {}, describe_environment(), key.as_record())
    (tmp_path / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert why_not_fresh(tmp_path, key, parameters, describe_environment()) == ()

    (named / "data" / "2020" / "sct" / "Nguyễn Văn An.txt").write_text("khác", "utf-8")
    changed = key_of(named, "public")[0]
    (why,) = why_not_fresh(tmp_path, changed, parameters, describe_environment())
    assert why.vi.startswith("tệp đã thay đổi: data/2020/sct/tep-")
