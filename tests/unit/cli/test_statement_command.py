"""The command `statement`: what it prints, where, and its exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from cchc_report.cli.entry import run_command_line

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "statements"
HOLDS = str(EXAMPLES / "trung-tam-hcc-quang-nam-2018.yaml")
BROKEN = str(EXAMPLES / "so-tu-phap-binh-thuan-2020.yaml")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.mark.parametrize(("file", "code"), [(HOLDS, 0), (BROKEN, 8)])
def test_one_statement(file: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", file]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[-1].startswith("Kết luận:")
    assert "\x1b" not in captured.out


def test_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    run_command_line(["statement", BROKEN])

    coloured = [line for line in capsys.readouterr().out.splitlines() if line.startswith("\x1b[31m")]
    assert len(coloured) == 1
    assert "thừa 93" in coloured[0]


def test_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    run_command_line(["statement", BROKEN, "--lang", "en"])

    out = capsys.readouterr().out
    assert "early or on time 6,514 + late 85 + pending 270 = 6,869, 93 too many against total 6,776" in out
    assert "Kết luận" not in out


def test_several_statements_make_a_table_with_details_of_those_that_do_not_fit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command_line(["statement", HOLDS, BROKEN]) == 8
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].split()[:2] == ["TT", "nguồn"]
    assert lines[2].startswith(" 1  Trung tâm HCC Quảng Nam")
    assert lines[2].endswith("  khớp")
    assert lines[3].endswith("  không khớp")
    assert [line for line in lines if line.startswith("Kết luận")] == ["Kết luận: 1 điểm không khớp."]


def test_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", HOLDS, BROKEN, "--json"]) == 8
    record = json.loads(capsys.readouterr().out)

    assert record["schema"] == "cchc-report/statement/1"
    assert [each["fits"] for each in record["statements"]] == [True, False]


def test_results_go_into_a_workbook_too(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):  # the second time over the first
        assert run_command_line(["statement", BROKEN, "--output", "kết quả.xlsx"]) == 8
    assert "Kết luận" in capsys.readouterr().out
    assert openpyxl.load_workbook("kết quả.xlsx").sheetnames == ["Kết quả", "Chi tiết"]
    assert [path.name for path in Path().iterdir()] == ["kết quả.xlsx"]


def test_a_file_at_fault(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text("counts: {late: x, totl: 1, recieved: 3}", encoding="utf-8")

    assert run_command_line(["statement", "a.yaml", HOLDS, "--output", "a.xlsx"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 2 * 3
    assert not Path("a.xlsx").exists()


def test_the_template_is_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", "--template", "t.xlsx"]) == 0
    assert "cchc-report statement t.xlsx" in capsys.readouterr().out
    assert run_command_line(["statement", "--template", "t.xlsx"]) == 2
    assert "đã tồn tại" in capsys.readouterr().err
    assert run_command_line(["statement", "t.xlsx"]) == 3


def test_what_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", "--template", "no/such/t.xlsx"]) == 7
    assert "không ghi được tệp" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [[], [HOLDS, "--interactive"], [HOLDS, "--template", "t.xlsx"], ["--interactive", "--template", "t.xlsx"]]
)
def test_one_thing_at_a_time(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", *words]) == 2
    assert "--help" in capsys.readouterr().err


def test_the_interview_stands_on_the_error_stream(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "Sở A", "", "", "590", "", "", "34", "sáu trăm", "624")

    assert run_command_line(["statement", "--interactive", "--json"]) == 0
    captured = capsys.readouterr()
    (statement,) = json.loads(captured.out)["statements"]
    assert statement["counts"] == {"received": 590, "carried_over": 34, "total": 624}
    assert captured.err.count("Tổng số:") == 2
    assert "không phải là số lượng" in captured.err


def test_the_figures_of_an_interview_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("there.yaml").write_text("mine")
    answer(monkeypatch, "Sở A", "", "", "590", *[""] * 17, "", "there", "no/such", "kept")

    assert run_command_line(["statement", "--interactive"]) == 0
    captured = capsys.readouterr()
    assert '"there.yaml" đã tồn tại' in captured.err
    assert "không ghi được tệp" in captured.err
    assert Path("there.yaml").read_text() == "mine"
    assert run_command_line(["statement", "kept.yaml"]) == 0
    assert capsys.readouterr().out == captured.out


def test_an_interview_without_answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch)

    assert run_command_line(["statement", "--interactive"]) == 3
    assert "không có số liệu nào" in capsys.readouterr().err


def test_where_nothing_can_be_compared_nothing_is_said_to_fit(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text("counts: {received: 5}", encoding="utf-8")
    Path("b.yaml").write_text("counts: {received: 5, carried_over: 1, total: 6}", encoding="utf-8")

    assert run_command_line(["statement", "a.yaml"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Kết luận: chưa đủ số liệu để đối chiếu."

    assert run_command_line(["statement", "a.yaml", "b.yaml"]) == 0
    first, second = capsys.readouterr().out.splitlines()[2:4]
    assert first.endswith("thiếu số liệu")
    assert second.endswith("khớp")


@pytest.mark.parametrize("option", ["--output", "--template"])
@pytest.mark.parametrize("name", ["a.yaml", "a.csv", "a"])
def test_a_workbook_is_only_written_under_a_workbooks_name(
    option: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["statement", option, name, *([HOLDS] if option == "--output" else [])]
    assert run_command_line(words) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        f'giá trị "{name}" của {option} không hợp lệ: cần tên tệp có đuôi .xlsx'
    )
    assert not Path(name).exists()


def test_results_never_replace_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["statement", "--template", "a.xlsx"]) == 0
    before = Path("a.xlsx").read_bytes()

    assert run_command_line(["statement", "a.xlsx", "--output", "./A/../a.xlsx"]) == 2
    assert Path("a.xlsx").read_bytes() == before
    assert "cần một tệp khác với tệp số liệu" in capsys.readouterr().err
