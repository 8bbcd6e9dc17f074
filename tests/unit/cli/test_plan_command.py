"""`cchc-report plan` and `run --dry-run`: what would be made and why, and nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.cli.entry import run_command_line
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.published import publish_as_made
from support.small_project import dossier, edit, write_dossiers, write_small_project

YEARS, DEPARTMENTS = (2019, 2020, 2021), ("sct", "sxd")

Say = Callable[..., list[str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that no test changes; of 2019 every report was made."""
    project = write_small_project(tmp_path_factory.mktemp("plan") / "p", YEARS, DEPARTMENTS)
    files = ParameterFiles(project)
    outputs = OutputFolder(project.outputs, "outputs")
    for planned in make_plan(files, report_matrix(files, (2019,), (), ("internal",)), outputs, force=False).planned:
        publish_as_made(outputs, planned)
    return project


@pytest.fixture
def project(written: Project, tmp_path: Path) -> Project:
    return Project(Path(shutil.copytree(written.root, tmp_path / "p")))


@pytest.fixture
def say(project: Project, capsys: pytest.CaptureFixture[str]) -> Say:
    """Return a function that runs a command in the project and gives its lines; its errors where it fails."""

    def lines(*words: str, status: int = 0) -> list[str]:
        assert run_command_line([*words, "--project", str(project.root)]) == status
        said = capsys.readouterr()
        return said.err.splitlines() if status else said.out.splitlines()

    return lines


def test_departments_of_which_the_same_is_to_be_said_share_a_line(say: Say) -> None:
    assert say("plan") == [
        "2020/*/internal             chưa có báo cáo (2 đơn vị: sct, sxd)",
        "2021/*/internal             chưa có báo cáo (2 đơn vị: sct, sxd)",
        "2019/*/internal             đã là mới nhất (2 đơn vị: sct, sxd)",
        "4 báo cáo cần lập, 2 đã là mới nhất",
    ]


def test_a_report_of_which_something_else_is_to_be_said_has_its_own_line(say: Say, project: Project) -> None:
    write_dossiers(project, 2019, "sct", [dossier(4, 2019)])

    assert say("plan", "--year", "2019") == [
        "2019/sct/internal           tệp đã thay đổi: data/2019/sct/dossiers.xlsx",
        "2019/sxd/internal           đã là mới nhất",
        "1 báo cáo cần lập, 1 đã là mới nhất",
    ]


def test_the_same_in_english(say: Say) -> None:
    assert say("plan", "--year", "2019-2020", "--lang", "en") == [
        "2020/*/internal             there is no report yet (2 departments: sct, sxd)",
        "2019/*/internal             up to date (2 departments: sct, sxd)",
        "2 reports to make, 2 up to date",
    ]


def test_long_names_stay_aligned(say: Say, project: Project) -> None:
    long = "so-van-hoa-the-thao-va-du-lich"
    edit(project.params / "departments.yaml", "id: sxd", f"id: {long}")
    for year in ("2019", "2020"):
        (project.params / year / "sxd.yaml").rename(project.params / year / f"{long}.yaml")
        project.data_folder(int(year), "sxd").rename(project.data_folder(int(year), long))

    lines = say("plan", "--year", "2019-2020")[:-1]

    assert lines[0] == f"2019/{long}/internal  chưa có báo cáo"
    assert len(lines) == 3
    assert {line.index(state) for line, state in zip(lines, ("chưa", "chưa", "đã"), strict=True)} == {len(long) + 16}


def test_every_reason_of_a_report_is_told(say: Say, project: Project) -> None:
    (project.outputs / "2019" / "sct" / "internal" / "report.pdf").unlink()
    edit(project.notebooks / "self_assessment.ipynb", "Tiếp nhận", "Đã tiếp nhận")

    assert say("plan", "--year", "2019")[:2] == [
        "2019/sct/internal           thiếu tệp report.pdf; sổ tay đã sửa",
        "2019/sxd/internal           sổ tay đã sửa",
    ]


def test_with_force_everything_would_be_made(say: Say) -> None:
    assert say("plan", "--year", "2019", "--force") == [
        "2019/*/internal             được yêu cầu lập lại (--force) (2 đơn vị: sct, sxd)",
        "2 báo cáo cần lập",
    ]


def test_years_ranges_departments_and_editions_are_taken_as_asked(say: Say) -> None:
    words = ["--year", "2020-2021", "--year", "2019", "--department", "sxd", "--edition", "internal", "--edition"]

    assert say("plan", *words, "public") == [
        "2020/sxd/internal           chưa có báo cáo",
        "2020/sxd/public             chưa có báo cáo",
        "2021/sxd/internal           chưa có báo cáo",
        "2021/sxd/public             chưa có báo cáo",
        "2019/sxd/public             chưa có báo cáo",
        "2019/sxd/internal           đã là mới nhất",
        "5 báo cáo cần lập, 1 đã là mới nhất",
    ]


def test_another_output_folder_has_its_own_reports(say: Say, tmp_path: Path) -> None:
    assert say("plan", "--year", "2019", "--output", str(tmp_path / "khác"))[-1] == "2 báo cáo cần lập"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--department", "stc"], 3, ['không có sở, ban, ngành nào có id "stc"', 'Có phải ý bạn là "sct"?']),
        (["--year", "2031"], 3, ['chưa có tham số của năm "2031"', "Các năm đã có: 2019, 2020, 2021."]),
        (["--edition", "both"], 2, ['giá trị "both" của --edition không hợp lệ: cần internal hoặc public']),
        (["--year", "2020-2019"], 2, ['giá trị "2020-2019" của --year không hợp lệ']),
    ],
)
def test_a_slip_in_the_matrix_is_told_with_what_was_likely_meant(
    say: Say, words: list[str], status: int, said: list[str]
) -> None:
    lines = say("plan", *words, status=status)

    assert len(lines) == 2
    assert all(text in "\n".join(lines) for text in said)


def broken(project: Project) -> None:
    edit(project.params / "2020" / "sct.yaml", "symbol:", "symbl:")
    edit(project.params / "2021" / "year.yaml", "legal_bases:", "legal_base:")


def test_what_cannot_be_made_is_told_beside_the_rest_and_each_problem_once(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(project)

    assert run_command_line(["plan", "--project", str(project.root)]) == 3

    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == "2020/sxd/internal           chưa có báo cáo"
    assert lines[1].startswith(
        "2020/sct/internal           không lập được: params/2020/sct.yaml, dòng 6, khóa document"
    )
    assert lines[2].startswith("2021/*/internal             không lập được: params/2021/year.yaml")
    assert lines[2].endswith("(2 đơn vị: sct, sxd)")
    assert lines[4] == "1 báo cáo cần lập, 2 đã là mới nhất, 3 không lập được"
    problems = [line for line in said.err.splitlines() if not line.startswith(" ")]
    assert len(problems) == len(set(problems))
    assert problems[0].endswith('không có khóa "symbl"')
    assert '  → Có phải ý bạn là "symbol"?' in said.err


def test_json_is_a_list_of_reports_with_status_and_reasons(say: Say) -> None:
    shown = json.loads("\n".join(say("plan", "--json", "--year", "2019-2020", "--department", "sct")))

    assert shown == {
        "schema": "cchc-report/plan/1",
        "reports": [
            {"year": 2019, "department": "sct", "edition": "internal", "status": "fresh", "reasons": []},
            {
                "year": 2020,
                "department": "sct",
                "edition": "internal",
                "status": "to_make",
                "reasons": [{"vi": "chưa có báo cáo", "en": "there is no report yet"}],
            },
        ],
    }


def test_json_of_what_cannot_be_made_holds_every_problem(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    broken(project)

    assert run_command_line(["plan", "--json", "--project", str(project.root)]) == 3

    said = capsys.readouterr()
    reports: list[dict[str, Any]] = json.loads(said.out)["reports"]
    refused = [report for report in reports if report["status"] == "refused"]
    assert [(report["year"], report["department"]) for report in refused] == [
        (2020, "sct"),
        (2021, "sct"),
        (2021, "sxd"),
    ]
    assert refused[0]["problems"][0]["key"] == "document.symbl"
    assert said.err == ""


@pytest.mark.parametrize("words", [["plan"], ["run", "--dry-run"], ["plan", "--json"], ["run", "--dry-run", "--json"]])
def test_nothing_is_written_and_both_commands_say_the_same(say: Say, project: Project, words: list[str]) -> None:
    shutil.rmtree(project.outputs)
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*")}

    said = say(*words)

    assert said == say("plan", *(["--json"] if "--json" in words else []))
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*")} == before
    assert not project.outputs.exists()
