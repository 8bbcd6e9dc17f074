"""What the doctor says: required things first and with a remedy, exit code 5 where one is missing."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from cchc_report.cli import doctor
from cchc_report.errors import Text
from cchc_report.params.project import Project


def found(name: str, checks: list[doctor.Check]) -> Text | None:
    return next(check.found for check in checks if check.name.en == name)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in ("params", "notebooks"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


def test_a_prepared_machine_passes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run_doctor(project.root, "en") == 0
    said = capsys.readouterr().out
    assert "✗" not in said
    for name in (
        "Python",
        "Pango libraries",
        "Font of the document",
        "Project folder",
        "Exporter cchc-pdf",
        "Exporter cchc-xlsx",
        "Package pandas",
    ):
        assert f"✓ {name}" in said


def test_what_is_missing_comes_first_with_its_remedy(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "has_pango", lambda: False)
    assert doctor.run_doctor(project.root, "vi") == 5
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("✗ Thư viện Pango")
    assert first.endswith("thiếu")
    assert "libpango-1.0-0" in second


def test_no_font_is_a_failure(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr(doctor, "find_times_family", lambda: None)
    assert [check.name.en for check in doctor.doctor_report(project) if check.fails] == ["Font of the document"]


def test_a_package_that_is_gone_is_a_failure(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    real = doctor.version

    def version(name: str) -> str:
        if name == "weasyprint":
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(doctor, "version", version)
    assert [check.name.en for check in doctor.doctor_report(project) if check.fails] == ["Package weasyprint"]


def test_an_unregistered_exporter_is_a_failure(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr(doctor, "entry_points", lambda group: [])
    failing = {check.name.en for check in doctor.doctor_report(project) if check.fails}
    assert failing == {"Exporter cchc-html", "Exporter cchc-pdf", "Exporter cchc-xlsx"}


def test_outside_a_project_nothing_fails_but_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run_doctor(tmp_path, "en") == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("– Project folder")
    assert "cchc-report init" in second


def test_tools_of_the_tests_are_not_required(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr(doctor, "find_chromium", lambda: None)
    checks = doctor.doctor_report(project)
    assert found("Chromium", checks) is None
    assert not any(check.fails for check in checks)


def test_only_what_reports_need_is_listed(project: Project) -> None:
    packages = {check.name.en for check in doctor.doctor_report(project) if check.name.en.startswith("Package ")}
    assert {"Package cchc-report", "Package pandas", "Package weasyprint"} <= packages
    assert "Package pytest" not in packages
