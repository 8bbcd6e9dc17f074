"""From the words of a command line to lines and an exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from cchc_report.cli import run as run_command
from cchc_report.cli.entry import chosen_language, run_command_line
from cchc_report.errors import (
    ClusterError,
    MissingToolError,
    NotebookError,
    ParamsError,
    Place,
    Problem,
    PublishError,
    SourceError,
    Text,
    UserError,
)
from cchc_report.params.loading import ParameterFiles

RUN = ["run", "--year", "2020", "--department", "sct"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that looks like a project, and is the current one."""
    for name in ("params", "notebooks"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def report_matrix(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(run_command, "report_matrix", report_matrix)


@pytest.mark.parametrize(
    ("words", "first_line"),
    [
        ([], "Cách dùng: cchc-report [TÙY CHỌN] LỆNH …"),
        (["--help"], "Cách dùng: cchc-report [TÙY CHỌN] LỆNH …"),
        (["run", "--help"], "Cách dùng: cchc-report run [TÙY CHỌN]"),
        (["init", "--help"], "Cách dùng: cchc-report init THƯ_MỤC [TÙY CHỌN]"),
        (["doctor", "--help"], "Cách dùng: cchc-report doctor [TÙY CHỌN]"),
    ],
)
def test_help_is_in_vietnamese(words: list[str], first_line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(words) == 0
    output = capsys.readouterr().out
    assert output.splitlines()[0] == first_line
    assert "Tùy chọn:" in output
    assert not {"Usage", "Options", "Show this message", "required"} & set(output.replace(":", " ").split())


def test_help_names_every_option_with_its_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    run_command_line(["run", "--help"])
    options = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  --")]

    names = [line.split()[0] for line in options]
    making = ["--jobs", "--timeout", "--force", "--keep-going", "--dry-run", "--json", "--dask", "--data"]
    assert names == [
        "--year",
        "--department",
        "--edition",
        "--output",
        *making,
        "--project",
        "--lang",
        "--debug",
        "--help",
    ]
    assert all(len(line.split("  ")[-1]) > 10 for line in options)


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["rum"], 'không có lệnh "rum"; có phải là "run"?', 'there is no command "rum"; did you mean "run"?'),
        (["xyz"], 'không có lệnh "xyz"', 'there is no command "xyz"'),
        (
            ["run", "--yaer", "1"],
            'không có tùy chọn --yaer; có phải là "--year"?',
            'there is no option --yaer; did you mean "--year"?',
        ),
        (["check"], "thiếu --year", "--year is missing"),
        (["check", "--year", "2020"], "thiếu --department", "--department is missing"),
        (["run", "--year"], "tùy chọn --year thiếu giá trị", "the option --year needs a value"),
        (["run", "--debug=1"], "tùy chọn --debug không nhận giá trị", "the option --debug takes no value"),
        (["init"], "thiếu THƯ_MỤC", "THƯ_MỤC is missing"),
        ([*RUN, "a", "b"], "thừa tham số: a b", "unexpected argument: a b"),
        (
            ["run", "--year", "20x0", "--department", "sct"],
            'giá trị "20x0" của --year không hợp lệ: cần một năm như 2020 hoặc khoảng năm như 2019-2023',
            'the value "20x0" of --year is not valid: a year such as 2020 or 2019-2023 is needed',
        ),
    ],
)
def test_mistakes_in_the_command_line_are_told_in_both_languages(
    words: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for extra, said, advice in (([], vi, "  → xem cách dùng: cchc-report"), (["--lang", "en"], en, "  → see how")):
        assert run_command_line([*extra, *words]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.splitlines()[0] == said
        assert captured.err.splitlines()[1].startswith(advice)
        assert len(captured.err.splitlines()) == 2


def test_a_language_that_we_do_not_speak_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["--lang", "fr", *RUN]) == 2
    assert capsys.readouterr().err.startswith('giá trị "fr" của --lang không hợp lệ: cần vi hoặc en\n')


@pytest.mark.parametrize(
    ("words", "variable", "language"),
    [
        ([], None, "vi"),
        ([], "en", "en"),
        (["--lang", "en", "run"], None, "en"),
        (["run", "--lang=en"], None, "en"),
        (["run", "--lang", "vi"], "en", "vi"),
        (["run", "--lang"], None, "vi"),
    ],
)
def test_the_language_is_known_before_anything_is_parsed(
    words: list[str], variable: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CCHC_REPORT_LANG", raising=False)
    if variable:
        monkeypatch.setenv("CCHC_REPORT_LANG", variable)

    assert chosen_language(words) == language


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ParamsError, 3),
        (SourceError, 4),
        (MissingToolError, 5),
        (NotebookError, 6),
        (PublishError, 7),
        (ClusterError, 11),
    ],
)
def test_each_kind_of_error_has_its_exit_code_and_tells_every_problem(
    kind: type[UserError], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = [
        Problem("x", Text(f"sai {n}", f"wrong {n}"), Text(f"sửa {n}", f"mend {n}"), Place(file="a.csv", row=n))
        for n in (1, 2)
    ]
    fail_with(monkeypatch, kind(problems))

    assert run_command_line(RUN) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "a.csv, dòng 1: sai 1\n  → sửa 1\na.csv, dòng 2: sai 2\n  → sửa 2\n"

    assert run_command_line([*RUN, "--lang", "en"]) == code
    assert capsys.readouterr().err == "a.csv, row 1: wrong 1\n  → mend 1\na.csv, row 2: wrong 2\n  → mend 2\n"


@pytest.mark.usefixtures("project")
def test_a_bug_is_called_a_bug_and_does_not_tell_what_the_data_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(monkeypatch, KeyError("Nguyễn Văn A"))

    assert run_command_line(RUN) == 1
    error = capsys.readouterr().err
    assert error.startswith("lỗi không lường trước: KeyError (cli/run.py:")
    assert "đây là lỗi của chương trình" in error
    assert "Nguyễn Văn A" not in error
    assert "Traceback" not in error

    assert run_command_line([*RUN, "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_an_interrupt_is_told_and_has_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(monkeypatch, KeyboardInterrupt())

    assert run_command_line(RUN) == 130
    assert (
        capsys.readouterr().err
        == "Đã dừng theo yêu cầu; kết quả đã lưu vẫn giữ nguyên. Chạy lại lệnh để làm tiếp phần còn thiếu.\n"
    )


def test_outside_a_project_nothing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run_command_line(RUN) == 3
    assert "cchc-report init" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_project_may_be_named_before_or_after_the_command(
    project: Path, place: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    seen: list[Path] = []

    def report_matrix(files: ParameterFiles, *_: object) -> NoReturn:
        seen.append(files.project.root)
        raise ParamsError([])

    monkeypatch.setattr(run_command, "report_matrix", report_matrix)
    option = ["--project", str(project / "params")]

    run_command_line([*option, *RUN] if place == "before" else [*RUN, *option])

    assert seen == [project.resolve()]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["--version"]) == 0
    assert capsys.readouterr().out.startswith("cchc-report 0.")


def test_help_loads_nothing_heavy() -> None:
    heavy = {"pandas", "numpy", "papermill", "nbformat", "matplotlib", "weasyprint", "rich.console"}
    code = (
        "import sys; from cchc_report.cli.entry import run_command_line; run_command_line(['run', '--help']);"
        f"print(*(set(sys.modules) & {heavy}))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.splitlines()[-1] == ""
    assert answer.stderr == ""
