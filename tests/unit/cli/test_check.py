"""The command `check`: gravest first, what, where, what to do; 8 where any of it is an error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.cli.check import finding_lines, summary_line
from cchc_report.cli.entry import run_command_line
from cchc_report.errors import Place, Text
from cchc_report.report import load_report

CHECK = ["check", "--year", "2020", "--department", "sct"]


def in_registers(project: Path, sheet: str, *, delete: str | None = None, **changes: Any) -> None:
    """Delete the row of a sheet whose first cell is `delete`, or set cells given by their address."""
    path = project / "data/2020/sct/registers.xlsx"
    book = load_workbook(path)
    page = book[sheet]
    if delete is not None:
        page.delete_rows(next(row[0].row for row in page.iter_rows() if row[0].value == delete))
    for address, value in changes.items():
        page[address] = value
    book.save(path)


def test_sample_has_nothing_to_report(sample_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*CHECK, "--project", str(sample_project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sở Công Thương, 2020 (01/01/2020 - 07/12/2020)"
    assert not [line for line in lines if line.startswith(("LỖI", "CẢNH BÁO"))]
    assert lines[-1].startswith("Kiểm tra số liệu:")


def test_handover_record_removed(sample_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_registers(sample_project, "Tài liệu kiểm chứng", delete="TL-09")
    assert run_command_line([*CHECK, "--project", str(sample_project)]) == 8
    lines = capsys.readouterr().out.splitlines()
    found = [line.split(":")[0] for line in lines if line.startswith(("LỖI", "CẢNH BÁO", "GHI CHÚ"))]
    assert found == sorted(found, key=["LỖI", "CẢNH BÁO", "GHI CHÚ"].index)
    at = lines.index("    [lateness.unknown-proof]")
    assert lines[at - 1].startswith("LỖI: 1 giải trình nêu tài liệu không có trong danh mục")
    assert lines[at + 1] == (
        '    data/2020/sct/registers.xlsx, trang tính "Giải trình", cột "Tài liệu chứng minh": '
        "dòng 2 (000.00.02.H23-200922-0005)"
    )
    assert lines[at + 2].startswith("  → Bổ sung tài liệu")
    assert "\x1b" not in "".join(lines)


def test_warnings_alone_do_not_fail(sample_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_registers(sample_project, "Rà soát", F2=9)
    assert run_command_line([*CHECK, "--project", str(sample_project), "--lang", "en"]) == 0
    output = capsys.readouterr().out
    assert "WARNING: 1 review plans are not fulfilled, by −1 procedures (gap −1)" in output
    assert "Checks of the data: 0 errors, 1 warnings" in output


def test_json_is_for_machines_and_says_the_same_as_the_report(
    sample_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_registers(sample_project, "Tài liệu kiểm chứng", delete="TL-09")
    assert run_command_line([*CHECK, "--json", "--project", str(sample_project)]) == 8
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "cchc-report/findings/1"
    assert (record["year"], record["department"], record["edition"]) == (2020, "sct", "internal")
    assert record["period"] == {"from": "2020-01-01", "to": "2020-12-07"}
    assert sum(record["by_severity"].values()) == len(record["findings"])
    assert record["by_severity"]["error"] >= 1
    assert record["findings"] == load_report(2020, "sct", project=sample_project).as_record()["findings"]


def test_data_that_cannot_be_read_are_an_error_of_their_own(
    sample_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample_project / "data/2020/sct/registers.xlsx").unlink()
    assert run_command_line([*CHECK, "--project", str(sample_project)]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "registers.xlsx" in captured.err


def test_unknown_edition_is_refused(sample_project: Path) -> None:
    assert run_command_line([*CHECK, "--edition", "secret", "--project", str(sample_project)]) == 3


def test_year_before_is_compared_and_stands_among_the_inputs(
    sample_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = load_report(2020, "sct", project=sample_project).as_record()
    assert {entry["path"].split("/")[1] for entry in alone["inputs"]} == {"2020"}
    params, data = sample_project / "params", sample_project / "data"
    listed = params / "departments.yaml"
    listed.write_text(listed.read_text("utf-8").replace("valid_from: 2020-01-01", "valid_from: 2015-01-01"), "utf-8")
    shutil.copytree(params / "2020", params / "2019")
    year = params / "2019/year.yaml"
    text = year.read_text("utf-8").replace("from: 2020-01-01", "from: 2019-01-01")
    year.write_text(text.replace("to: 2020-12-07", "to: 2019-12-31"), "utf-8")
    # The export of 2020 knows what was open on 31/12/2019: as the year before, it continues without a gap.
    shutil.copytree(data / "2020", data / "2019")
    report = load_report(2020, "sct", project=sample_project)
    assert {entry["path"].split("/")[1] for entry in report.as_record()["inputs"]} == {"2019", "2020"}
    assert not [f.rule for f in report.findings if f.rule.startswith("continuity.")]

    (data / "2019/sct/dossiers.xlsx").write_bytes(b"")
    assert run_command_line([*CHECK, "--project", str(sample_project)]) == 0
    assert "[continuity.not-compared]" in capsys.readouterr().out


FILE = "data/2020/sct/dossiers.csv"


def row(number: int | None, label: str, file: str = FILE) -> FindingRow:
    return FindingRow(Place(file, None, number), label)


def test_rows_are_grouped_by_file_and_cut() -> None:
    rows = (*(row(n, f"H-{n}") for n in range(2, 9)), row(1, "H-1", "b.csv"), row(2, "H-2", "b.csv"))
    finding = Finding("a.b", "note", Text("Có gì đó", "Something"), Text("Sửa", "Mend"), -2, rows, omitted=1000)
    lines = list(finding_lines(finding, "vi"))
    assert lines[0] == "GHI CHÚ: Có gì đó (chênh lệch −2)"
    assert lines[2].startswith(f"    {FILE}: dòng 2 (H-2); dòng 3 (H-3)")
    assert lines[3:] == ["    b.csv: dòng 1 (H-1)", "    … và 1.001 dòng khác", "  → Sửa"]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (row(None, FILE), FILE),  # a file as a whole
        (row(7, "dòng 7"), f"{FILE}: row 7"),  # a row that has no code
        (FindingRow(Place("p.yaml", key="difficulties"), "difficulties 1"), "p.yaml: difficulties 1"),
    ],
)
def test_what_has_no_row_or_no_code(found: FindingRow, line: str) -> None:
    finding = Finding("a.b", "note", Text("x", "x"), Text("y", "y"), rows=(found,))
    assert list(finding_lines(finding, "en"))[2] == f"    {line}"


def test_summary_of_nothing() -> None:
    assert summary_line([], "vi") == "Kiểm tra số liệu: không có phát hiện nào."


def test_check_does_not_load_what_only_a_report_needs() -> None:
    code = (
        "import sys; import cchc_report.cli.check; "
        "print([m for m in ('matplotlib', 'nbconvert', 'weasyprint', 'papermill', 'IPython') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
