"""The shipped notebook's sentences, for departments of every kind: lists show what their counts count."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_report.params.project import Project
from cchc_report.registers.schemas import SCHEMAS
from support.executed_report import executed_report
from support.small_project import dossier, edit, write_dossiers, write_small_project

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Told = Callable[..., str]

LATE = {"finished_at": "17/03/2020 09:00:00"}
OVERDUE = {"status": "Đang xử lý", "finished_at": None}


@pytest.fixture
def told(repository: Path, tmp_path: Path) -> Told:
    """Return `told(dossiers, rows)`: what the report says of these dossiers, and these further rows of registers."""

    def run(dossiers: Sequence[Mapping[str, Any]], rows: Rows, of_year: str = "") -> str:
        project = write_small_project(tmp_path / "project")
        shutil.copy(repository / "notebooks/self_assessment.ipynb", project.notebooks)
        write_dossiers(project, 2020, "sct", dossiers)
        if of_year:
            edit(project.params / "2020/year.yaml", f"{of_year.split(':', maxsplit=1)[0]}: []", of_year)
        add_rows(project, rows)
        executed = executed_report(project.root, 2020, "sct")
        outputs = (output for cell in executed.cells for output in cell.get("outputs", ()))
        shown = [output["data"]["text/plain"] for output in outputs if "data" in output]
        return "\n".join(" ".join(line.split()) for text in shown for line in text.splitlines())

    return run


def add_rows(project: Project, rows: Rows) -> None:
    path = project.data_folder(2020, "sct") / "registers.xlsx"
    book = openpyxl.load_workbook(path)
    for name, added in rows.items():
        schema = next(schema for schema in SCHEMAS if schema.name == name)
        for row in added:
            book[str(schema.sheet)].append([row.get(column.name) for column in schema.columns])
    book.save(path)


def decision(number: str, day: str, late_reason: str | None = None) -> Mapping[str, Any]:
    return {
        "number": number,
        "promulgated_on": day,
        "summary": f"Công bố danh mục {number}",
        "late_reason": late_reason,
    }


def test_lists_hold_what_their_counts_count(told: Told) -> None:
    decisions = [
        decision("1016/QĐ-UBND", "23/04/2020", "do Bộ đăng tải chậm"),
        decision("4001/QĐ-UBND", "05/01/2021", "do Bộ đăng tải chậm"),  # after the period
        decision("12/QĐ-UBND", "03/01/2019"),
    ]
    plan = {
        "plan_number": "12/KH-SCT",
        "plan_date": "03/02/2020",
        "planned": 10,
        "reviewed": 10,
        "problems_found": 2,
    }
    text = told([dossier(2), dossier(3)], {"decisions": decisions, "reviews": [plan]})

    assert "ban hành 01 quyết định công bố" in text
    assert "Giải trình lý do công bố muộn (01 quyết định):" in text
    assert text.count("- Quyết định số 1016/QĐ-UBND ngày 23/4/2020: ") == 2
    assert "4001/QĐ-UBND" not in text
    assert "- Quyết định số 12/QĐ-UBND" not in text
    assert "Thực hiện kế hoạch rà soát, đánh giá TTHC số 12/KH-SCT ngày 03/02/2020" in text
    assert "Qua rà soát phát hiện 02 vấn đề cần xử lý.\n" in text
    assert "Đã giải quyết 02 hồ sơ. Số hồ sơ theo tháng tại Biểu đồ 1." in text
    assert "Hệ thống không ghi nhận hồ sơ đã giải quyết nào trễ hạn." in text
    assert "Sở không nhận được phản ánh, kiến nghị" in text


def test_what_is_not_done_yet_is_told(told: Told) -> None:
    petitions = [
        {"id": "1", "received_on": "20/12/2019", "summary": "Từ năm trước", "resolved_on": "01/02/2020"},
        {"id": "2", "received_on": "22/12/2019", "summary": "Còn mở", "resolved_on": None},
    ]
    text = told([dossier(2), dossier(3) | OVERDUE], {"petitions": petitions}, "working_saturdays: [2020-03-07]")

    assert "tham số của năm báo cáo" in text
    assert "Đã giải quyết 01 hồ sơ; đang giải quyết quá hạn 01 hồ sơ." in text
    assert (
        "Tuy nhiên, đến hết ngày 31/12/2020 còn 01 hồ sơ đang giải quyết đã quá hạn; số hồ sơ theo lĩnh vực tại Bảng 1."
        in text
    )
    assert (
        "Sở không nhận được phản ánh, kiến nghị mới của tổ chức, cá nhân về giải quyết TTHC, từ kỳ trước chuyển sang "
        "02 phản ánh, kiến nghị; đã xử lý 01, đang xử lý 01 phản ánh, kiến nghị." in text
    )


@pytest.mark.parametrize(("late", "in_annex"), [(1, False), (21, True)])
def test_numbers_of_tables_and_annexes_have_no_gap(told: Told, late: int, *, in_annex: bool) -> None:
    dossiers = [dossier(2) | LATE | {"code": f"000.00.02.H23-200302-{number:04}"} for number in range(1, late + 1)]
    text = told(dossiers, {})

    tables = [line.split(".")[0] for line in text.splitlines() if line.startswith("Bảng ") and ". " in line[:9]]
    assert tables == [f"Bảng {number}" for number in range(1, len(tables) + 1)]
    annexes = [line.split(".")[0] for line in text.splitlines() if line.startswith("Phụ lục ")]
    assert annexes == [f"Phụ lục {number}" for number in ("I", "II", "III", "IV")[: len(annexes)]]
    first = "Hồ sơ trễ hạn và giải trình" if in_annex else "Bảng điểm tự đánh giá"
    assert f"Kèm theo báo cáo: Phụ lục I. {first}; Phụ lục II. " in text
    where = "Phụ lục I." if in_annex else "Bảng 2:"
    assert f"Diễn biến, nguyên nhân và tài liệu chứng minh tại {where}" in text
