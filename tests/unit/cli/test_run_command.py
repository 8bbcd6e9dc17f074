"""`cchc-report run` around the making of reports: nothing to do, nothing that can be done, exit codes, the index."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.cli.entry import run_command_line
from cchc_report.cli.run_lines import summary_lines
from cchc_report.errors import Problem, Text
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.published import manifest, publish, publish_as_made
from support.small_project import edit, write_department_list, write_small_project

EVERYTHING_FRESH = ["4 báo cáo đều đã là mới nhất", "Xem tất cả: outputs/index.html"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of which every report was made. No test changes it."""
    project = write_small_project(tmp_path_factory.mktemp("run") / "p", (2019, 2020), ("sct", "sxd"))
    files = ParameterFiles(project)
    outputs = OutputFolder(project.outputs, "outputs")
    for planned in make_plan(files, report_matrix(files, (), (), ("internal",)), outputs, force=False).planned:
        publish_as_made(outputs, planned)
    return project


@pytest.fixture
def project(written: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(Path(shutil.copytree(written.root, tmp_path / "p")))
    monkeypatch.chdir(project.root)
    return project


def inodes(project: Project) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in project.outputs.rglob("*")}


@pytest.mark.usefixtures("project")
def test_where_everything_is_up_to_date_that_is_all_there_is_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run"]) == 0

    assert capsys.readouterr().out.splitlines() == EVERYTHING_FRESH


def test_a_second_run_with_nothing_to_do_leaves_everything_as_it_is(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    run_command_line(["run"])
    before = inodes(project)
    assert {path.name for path in project.outputs.iterdir()} == {
        ".index",
        "2019",
        "2020",
        "catalogue.csv",
        "catalogue.parquet",
        "index.html",
    }

    assert run_command_line(["run"]) == 0

    assert inodes(project) == before
    assert capsys.readouterr().out.splitlines() == EVERYTHING_FRESH * 2


@pytest.mark.usefixtures("project")
def test_machines_are_told_as_well_that_there_was_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", "--json", "--year", "2020"]) == 0

    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {
            "event": "planned",
            "schema": "cchc-report/events/1",
            "counts": {"to_make": 0, "fresh": 2, "refused": 0},
        },
        {"event": "fresh", "year": 2020, "department": "sct", "edition": "internal"},
        {"event": "fresh", "year": 2020, "department": "sxd", "edition": "internal"},
        {"event": "finished", "counts": {"made": 0, "fresh": 2, "failed": 0}},
    ]
    assert said.err == ""


@pytest.mark.usefixtures("project")
def test_one_report_that_is_up_to_date_says_so_and_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", "--year", "2020", "--department", "sct"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Báo cáo đã là mới nhất: ")
    assert "Báo cáo: outputs/2020/sct/internal/" in lines
    assert lines[-1] == "Kiểm tra số liệu: 0 lỗi, 0 cảnh báo, 0 ghi chú (xem phụ lục của báo cáo)"


def test_a_run_that_finds_nothing_to_do_loads_nothing_heavy(project: Project) -> None:
    run_command_line(["run"])
    heavy = {
        "pandas",
        "numpy",
        "pyarrow",
        "papermill",
        "nbformat",
        "matplotlib",
        "weasyprint",
        "rich.console",
    }
    code = (
        "import sys; from cchc_report.cli.entry import run_command_line; print(run_command_line(['run']));"
        f"print(*(set(sys.modules) & {heavy}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project.root, encoding="utf-8"
    )

    assert answer.stdout.splitlines()[-2:] == ["0", ""]


def test_reports_that_cannot_be_made_stop_the_run_and_every_problem_is_told_once(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project.params / "2019" / "year.yaml", "legal_bases:", "legal_base:")
    edit(project.params / "2020" / "sct.yaml", "symbol:", "symbl:")
    shutil.rmtree(project.outputs / "2020" / "sxd")

    assert run_command_line(["run", "--year", "2019"]) == 3

    said = capsys.readouterr()
    assert said.out.splitlines() == ["0 báo cáo cần lập, 2 không lập được"]
    problems = [line for line in said.err.splitlines() if not line.startswith(" ")]
    assert len(problems) == len(set(problems)) > 0
    assert all(line.startswith("params/2019/year.yaml") for line in problems)
    assert "Traceback" not in said.err
    assert "legal_base" in (project.outputs / "index.html").read_text(encoding="utf-8")  # why it is not made anew
    assert (project.outputs / "2019" / "sct" / "internal" / "report.html").exists()


def test_told_to_keep_going_what_cannot_be_made_is_shown_in_the_index_with_why(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project.params / "2020" / "sct.yaml", "symbol:", "symbl:")
    shutil.rmtree(project.outputs / "2020" / "sct")

    assert run_command_line(["run", "--keep-going"]) == 9

    said = capsys.readouterr()
    out = said.out.splitlines()
    assert out[0] == "0 báo cáo cần lập, 3 đã là mới nhất, 1 không lập được"
    assert out[1].startswith("Đã lập 0 báo cáo trong ")
    assert out[1].endswith("; 3 đã là mới nhất; 1 không lập được")
    assert out[2].startswith("Lý do: outputs/runs/")
    assert out[2].endswith("-batch/")
    assert out[3] == "Xem tất cả: outputs/index.html"
    reason = 'params/2020/sct.yaml, dòng 6, khóa document.symbl: không có khóa "symbl"'
    assert said.err.splitlines()[0] == f"[1/1] 2020/sct/internal           không lập được: {reason}"
    folder = project.root / out[2].partition(": ")[2]
    assert reason in (folder / "2020-sct-internal" / "reason.txt").read_text(encoding="utf-8")
    page = (project.outputs / "index.html").read_text(encoding="utf-8")
    assert "symbl" in page

    edit(project.params / "2020" / "sct.yaml", "symbl:", "symbol:")
    assert run_command_line(["run", "--year", "2019"]) == 0
    assert "symbl" in (project.outputs / "index.html").read_text(encoding="utf-8")  # still missing, and still known


@pytest.mark.parametrize(("has_notebook", "said"), [(True, "Lý do và sổ tay chạy dở"), (False, "Lý do")])
def test_a_notebook_is_promised_only_where_one_was_kept(has_notebook: bool, said: str, tmp_path: Path) -> None:
    problem = Problem("x", Text("hỏng", "broken"), Text("sửa", "mend"))
    requests = [ReportRequest(2020, department, "internal") for department in ("sct", "sxd")]
    first, second = (
        NotMade(request, (problem,), 6, f"outputs/runs/x/{request.department}", has_notebook and request == requests[1])
        for request in requests
    )

    lines = [*summary_lines(OutputFolder(tmp_path, "outputs"), BatchResult(not_made=[first, second]), 1, "vi")]

    assert lines[1] == f"{said}: outputs/runs/x/"


def test_the_index_shows_also_the_departments_that_were_not_asked_for(project: Project) -> None:
    shutil.rmtree(project.outputs / "2019" / "sxd")
    shutil.rmtree(project.outputs / "2020" / "sxd")

    assert run_command_line(["run", "--department", "sct"]) == 0
    page = (project.outputs / "index.html").read_text(encoding="utf-8")
    assert page.count("Bản nội bộ: chưa lập") == 2
    assert page.count("Sở SXD</bdi></th>") == 1

    write_department_list(project, ("sct", "sxd"), {"sxd": "valid_from: 2020-03-01"})
    assert run_command_line(["run", "--department", "sct"]) == 0
    page = (project.outputs / "index.html").read_text(encoding="utf-8")
    assert page.count("Bản nội bộ: chưa lập") == page.count("không có đơn vị này trong năm") == 1


def test_one_report_that_cannot_be_made_tells_its_problems_and_nothing_else(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project.params / "2020" / "sct.yaml", "symbol:", "symbl:")

    for words in ([], ["--keep-going"]):
        assert run_command_line(["run", "--year", "2020", "--department", "sct", *words]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.splitlines()[0].endswith('không có khóa "symbl"')
        assert len(said.err.splitlines()) == 2


def test_reports_of_another_folder_are_shown_beside_it(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "nơi khác"
    shutil.move(project.outputs, elsewhere)
    publish(elsewhere, manifest(2018, "bdt", name="Ban Dân tộc"))

    assert run_command_line(["run", "--output", str(elsewhere)]) == 0

    assert capsys.readouterr().out.splitlines()[-1] == f"Xem tất cả: {elsewhere}/index.html"
    assert "Ban Dân tộc" in (elsewhere / "index.html").read_text(encoding="utf-8")
    assert not project.outputs.exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["--jobs", "0"], 'giá trị "0" của --jobs không hợp lệ: cần một số nguyên từ 1 đến 1000'),
        (["--jobs", "nhiều"], 'giá trị "nhiều" của --jobs không hợp lệ: cần một số nguyên từ 1 đến 1000'),
        (["--jobs", "9" * 5000], 'giá trị "999'),
        (["--timeout", "0"], 'giá trị "0" của --timeout không hợp lệ: cần một số nguyên từ 1 đến 1000000'),
        (["--timeout", "1,5"], 'giá trị "1,5" của --timeout không hợp lệ: cần một số nguyên từ 1 đến 1000000'),
        (["--output", ""], 'giá trị "" của --output không hợp lệ: cần một thư mục hoặc địa chỉ'),
        (["--data", " "], 'giá trị "" của --data không hợp lệ: cần một thư mục hoặc địa chỉ'),
        (["--edition", "both"], 'giá trị "both" của --edition không hợp lệ: cần internal hoặc public'),
    ],
)
def test_a_value_that_means_nothing_is_told(words: list[str], first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", *words]) == 2

    said = capsys.readouterr()
    assert said.err.startswith(first)
    assert len(said.err.splitlines()) == 2


@pytest.mark.parametrize("output", [".", "data", "params/criteria", "notebooks/2020"])
def test_reports_are_not_written_among_what_they_are_made_from(
    output: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path for path in project.root.rglob("*") if "outputs" not in path.parts}

    assert run_command_line(["run", "--force", "--output", output]) == 7

    assert capsys.readouterr().err.startswith(f'không lưu báo cáo vào "{output}": ')
    assert {path for path in project.root.rglob("*") if "outputs" not in path.parts} == before


@pytest.mark.parametrize(
    ("output", "data"),
    [
        ("kho", "kho"),
        ("kho/kết quả", "kho"),
        ("kho", "kho/2020/../dữ liệu"),
        ("kho", "file://{root}/kho/d%E1%BB%AF%20li%E1%BB%87u"),
        ("file://{root}/kho/", "{root}/kho"),
        (None, "outputs"),
        (None, "outputs/data"),
        ("memory://kho/a", "memory://kho//a/"),
        ("memory://kho/a/b", "memory://KEY@kho/a"),
        ("memory://kho", "Memory://kho/./a"),
    ],
)
def test_reports_and_data_elsewhere_have_each_a_room_of_their_own(
    output: str | None, data: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {*project.root.rglob("*")}
    to = [] if output is None else ["--output", output.format(root=project.root)]

    assert run_command_line(["run", "--force", *to, "--data", data.format(root=project.root)]) == 7

    said = capsys.readouterr().err
    assert "trùng với nơi chứa dữ liệu --data" in said
    assert {*project.root.rglob("*")} == before


def test_no_message_tells_a_long_password(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    place = f"s3://KEY:{'SECRET' * 20}@kho/a"
    assert run_command_line(["run", "--project", str(project.root), "--output", place, "--data", f"{place}/data"]) == 7
    said = capsys.readouterr().err
    assert 's3://kho/a"' in said
    assert "SECRET" not in said
    assert "KEY" not in said


@pytest.mark.parametrize(
    ("output", "data"),
    [("kho/kết quả", "kho/dữ liệu"), ("kho", "kho-dữ-liệu"), ("memory://kho/a", "memory://kho/ab")],
)
@pytest.mark.usefixtures("project")
def test_places_side_by_side_are_two_places(output: str, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["plan", "--output", output, "--data", data]) == 3

    assert "không có thư mục dữ liệu này" in capsys.readouterr().err
