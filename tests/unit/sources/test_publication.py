"""Texts of a public edition that name a person are refused, with their place and without the name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from cchc_report.errors import Problem
from cchc_report.params.models import DepartmentYear, ReportParameters
from cchc_report.params.project import Project
from cchc_report.public_text import WITHHELD
from cchc_report.registers.frames import Registers
from cchc_report.sources.publication import published
from support.registers import dossier, make_parameters, make_registers
from support.source_files import DataFolder

PEOPLE = {
    "submitter": "Nguyễn Văn An",
    "owner": "Công ty TNHH Bình Minh",
    "address": "Số 12 phố Chợ, Hải Dương",
    "phone": "0220 3838",
    "identity_number": "03008500",
}
LONG_ADDRESS = "12 ngõ 5 phố Bạch Đằng, phường Trần Phú, thành phố Hải Dương, tỉnh Hải Dương"
DOSSIERS = [
    dossier("2020-09-22", "2020-10-01", "2020-10-06", **PEOPLE),
    dossier("2020-09-24", "2020-10-01", "2020-10-06", address=LONG_ADDRESS),
    dossier("2020-09-23", "2020-10-01", "2020-10-06", owner="Hương", address="Hải Dương", submitter="Sở Công Thương"),
    dossier("2020-09-25", "2020-10-01", "2020-10-06", owner="Trần Thị Hòa Bình", submitter="PHAM VAN DUONG"),
    dossier("2020-09-28", "2020-10-01", "2020-10-06", owner="Trung Ân"),
    dossier("2020-09-29", "2020-10-01", "2020-10-06", owner="CONG TY TNHH THANH DONG", submitter="So Cong Thuong"),
    dossier("2020-09-30", "2020-10-01", "2020-10-06", owner="Hộ kinh doanh Vũ Thị Lan", submitter="Ông Đỗ Văn Bình"),
    dossier("2020-09-30", "2020-10-01", "2020-10-06", owner="Lê Văn Cường; Mai Thị Dung - Giám đốc, xã Hồng Lạc"),
    dossier("2020-09-30", "2020-10-01", "2020-10-06", owner="Công ty TNHH Sao Mai, tỉnh Hải Dương", code="HS0000123"),
]


def public_parameters(**of_department: Any) -> ReportParameters:
    parameters = make_parameters()
    values = parameters.department_year.model_dump() | of_department
    return parameters.model_copy(update={"edition": "public", "department_year": DepartmentYear.model_validate(values)})


NO_PROJECT = Path("there is none")


def problems(parameters: ReportParameters | None = None, project: Path = NO_PROJECT, **rows: Any) -> list[Problem]:
    found: list[Problem] = []
    registers = make_registers(dossiers=DOSSIERS, **rows)
    published(registers, parameters or public_parameters(), Project(project), found)
    return found


def narrative(text: str, *, cleared: bool = True) -> dict[str, Any]:
    explanation = {"dossier_code": "X", "cause": "other", "narrative": text, "cleared": cleared}
    return {"explanations": [explanation]}


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả trả cho Nguyễn Văn An.",
        "kết quả trả cho NGUYỄN VĂN AN",
        "(Nguyễn Văn An), ngày 30/9",
        "Ket qua tra cho Nguyen Van An.",
        "theo đơn của Trần Thị Hoà Bình",
        "theo đơn của Phạm Văn Đường",
        "nhà ở so 12 pho cho bị ngập",
        "tại Số 12 phố Chợ, Hải Dương",
        "nhà ở số 12 phố Chợ bị ngập",
        "tại 12 ngõ 5 phố Bạch Đằng, phường Trần Phú, thành phố Hải Dương, tỉnh Hải Dương ngày 30/9",
        "gọi 0220 3838",
        "số 03008500",
        "liên hệ 0912345678",
        "theo đề nghị của bà Trần Thị Bình",
        "kết quả trả Vũ Thị Lan",
        "kết quả trả Đỗ Văn Bình",
        "kết quả trả Lê Văn Cường",
        "kết quả trả Mai Thị Dung",
        "kết quả trả Nguyễn Văn An/Công ty Bình Minh",
        "người nhận:Nguyễn Văn An;ngày 30/9",
    ],
)
def test_a_cleared_text_with_a_person_is_refused(text: str) -> None:
    (problem,) = problems(**narrative(text))
    assert problem.code == "publication.names-a-person"
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("Giải trình", 2, "Nội dung giải trình")
    assert "Được công khai" in problem.remedy.vi
    told = " ".join((*problem.lines("vi"), *problem.lines("en")))
    assert not any(word in told for word in ("An.", "Nguyễn", "Chợ", "Bạch", "0220", "0912", "0300", "Bình"))


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả trả cho Công ty TNHH Bình Minh tại Hải Dương.",
        "Sở Công Thương ký nhận ngày 30/9/2020, văn bản 1691/XN-SCT",
        "Hương",
        "Nguyễn Văn Anh",
        "xã Trung An",
        "Cong ty TNHH Binh Minh tại Hải Dương",
        "Công ty TNHH Thành Đông, Sở Công Thương",
        "Công ty TNHH Sao Mai, tỉnh Hải Dương, xã Hồng Lạc",
    ],
)
def test_organisations_towns_and_other_words_may_stand(text: str) -> None:
    assert problems(**narrative(text)) == []


def test_a_text_that_was_not_cleared_is_not_looked_at_for_it_is_not_printed() -> None:
    assert problems(**narrative("Nguyễn Văn An", cleared=False)) == []


def test_official_texts_are_looked_at_as_well() -> None:
    decision = {"number": "1/QĐ-UBND", "promulgated_on": "2020-03-01", "summary": "Về hồ sơ của Nguyễn Văn An"}
    (problem,) = problems(decisions=[decision])
    assert problem.place.column == "Trích yếu"
    assert "Được công khai" not in problem.remedy.vi


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"difficulties": ("Không có.", "Hồ sơ của Nguyễn Văn An chậm")}, "difficulties[2]"),
        ({"recommendations": ("Gọi 0912345678",)}, "recommendations[1]"),
    ],
)
def test_texts_of_the_parameters_are_looked_at(changes: dict[str, Any], key: str) -> None:
    (problem,) = problems(public_parameters(**changes))
    assert (problem.place.file, problem.place.key) == ("params/2020/sct.yaml", key)


def test_every_formal_part_of_the_document_is_looked_at() -> None:
    document = public_parameters().department_year.document.model_copy(update={"filed_by": "VP (bà Trần Thị Bình)"})
    parameters = public_parameters(document=document)
    department = parameters.department.model_copy(update={"website": "an.nguyen@example.vn"})
    found = problems(parameters.model_copy(update={"department": department}))
    assert {(problem.place.file, problem.place.key) for problem in found} == {
        ("params/2020/sct.yaml", "document.filed_by"),
        ("params/departments.yaml", "sct.website"),
    }


def test_petitioners_are_looked_for_too() -> None:
    petition = {"id": "P1", "received_on": "2020-03-01", "sender": "Lê Thị Hoa"}
    assert len(problems(petitions=[petition], **narrative("theo phản ánh của Lê Thị Hoa"))) == 1


def test_loading_for_a_public_edition_gives_published_registers(data: DataFolder) -> None:
    data.register("Tài liệu kiểm chứng", ("TL-01", "1/QĐ", "21/02/2020", "Sở", "Đơn của dân"))
    registers: Registers = data.load(public_parameters())
    assert registers.evidence.frame["title"].tolist() == [WITHHELD]
    assert registers.dossiers.frame["owner"].isna().all()
    assert data.load().evidence.frame["title"].tolist() == ["Đơn của dân"]
    assert data.load().dossiers.frame["owner"].notna().all()


def test_loading_for_a_public_edition_refuses_a_name(data: DataFolder) -> None:
    data.register("Quyết định công bố", ("1/QĐ-UBND", "21/02/2020", "", "Về việc của ông Trần Văn Ba"))
    assert data.problems() == []
    (problem,) = data.problems(public_parameters())
    assert 'trang tính "Quyết định công bố", dòng 2, cột "Trích yếu"' in problem


def with_criteria(folder: Path, text: str) -> ReportParameters:
    """Write the criteria set `tieu-chi`, and return parameters that name it."""
    (folder / "params" / "criteria").mkdir(parents=True)
    (folder / "params" / "criteria" / "tieu-chi.yaml").write_text(text, encoding="utf-8")
    parameters = public_parameters()
    of_year = parameters.year_parameters.model_copy(update={"criteria_set": "tieu-chi"})
    return parameters.model_copy(update={"year_parameters": of_year})


def test_texts_of_the_criteria_set_are_looked_at(tmp_path: Path) -> None:
    text = "id: tieu-chi\ndomains:\n  - code: '1'\n    title: Trả lời ông Nguyễn Văn An\n    note: Theo bảng\n"
    (problem,) = problems(with_criteria(tmp_path, text), tmp_path)
    place = problem.place
    assert (place.file, place.row, place.key) == ("params/criteria/tieu-chi.yaml", 4, "domains[1].title")


def test_what_is_no_criteria_set_is_told_elsewhere(tmp_path: Path) -> None:
    assert problems(with_criteria(tmp_path, "a: [1"), tmp_path) == []


def project_of(folder: Path, *cells: tuple[str, str]) -> Path:
    made = {
        "markdown": nbformat.v4.new_markdown_cell,
        "code": nbformat.v4.new_code_cell,
    }
    path = folder / "notebooks" / "self_assessment.ipynb"
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=[made[kind](source) for kind, source in cells]), path)
    return folder


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("markdown", "## Trường hợp Nguyễn Văn An"),
        ("code", "show(paragraph('Cảm ơn Nguyễn Văn An.'))"),
        ("code", "show(paragraph(f'Gọi 0912345678, {report.late:n} hồ sơ'))"),
        ("code", "show(paragraph(f'{s.total} hồ sơ của ' f'bà Trần Thị Bình, {s.late} trễ'))"),
        ("code", "x = 1  # hỏi lại bà Trần Thị Bình\nshow(report.header())"),
        ("code", "# Nguyễn Văn An, 0912345678\nshow(report.header())"),
        ("code", "%matplotlib inline\nshow(paragraph('Cảm ơn Nguyễn Văn An.'))"),
    ],
)
def test_prose_of_the_notebook_that_names_a_person_is_refused_with_its_cell(
    tmp_path: Path, kind: str, source: str
) -> None:
    (problem,) = problems(project=project_of(tmp_path, ("markdown", "# Báo cáo"), (kind, source)))
    assert problem.place.file == "notebooks/self_assessment.ipynb"
    assert problem.remedy.vi.startswith("Ô thứ 2 của sổ tay. Viết lại")
    told = " ".join((*problem.lines("vi"), *problem.lines("en")))
    assert not any(word in told for word in ("Nguyễn", "0912", "Bình"))


def test_names_in_code_and_figures_between_texts_are_no_prose(tmp_path: Path) -> None:
    cells = [("code", "nguyễn_văn_an = 1\nshow(paragraph(f'Nguyễn {x} Văn An'))"), ("code", "total = 912345678901")]
    assert problems(project=project_of(tmp_path, *cells)) == []


def test_the_shipped_notebook_names_nobody(repository: Path) -> None:
    assert problems(project=repository) == []


def test_what_is_no_notebook_is_told_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "self_assessment.ipynb").write_text('{"cells": 5}', encoding="utf-8")
    assert problems(project=tmp_path) == []


@pytest.mark.parametrize("code", ["000.00.02.H23-200922-0005", "HS0000123"])
@pytest.mark.parametrize(
    "cell",
    [("markdown", "Như hồ sơ {}."), ("code", "show(paragraph('Như hồ sơ {}.'))"), ("code", "x = 1  # xem {}")],
)
def test_a_dossiers_code_in_the_notebook_is_refused_where_codes_are_hidden(
    tmp_path: Path, code: str, cell: tuple[str, str]
) -> None:
    project = project_of(tmp_path, (cell[0], cell[1].replace("{}", code)))
    (problem,) = problems(project=project)
    assert problem.code == "publication.names-a-dossier"
    assert problem.place.file == "notebooks/self_assessment.ipynb"
    assert problem.remedy.vi.startswith("Ô thứ 1 của sổ tay. Bỏ mã hồ sơ")
    assert code not in " ".join((*problem.lines("vi"), *problem.lines("en")))
    shown = public_parameters(publication={"dossier_codes": "show", "smallest_cell": 5})
    assert problems(shown, project) == []


def test_a_dossiers_code_in_parameters_or_criteria_is_refused_unless_it_is_replaced(tmp_path: Path) -> None:
    assert problems(public_parameters(difficulties=["Hồ sơ 000.00.02.H23-200922-0005 trả muộn"])) == []
    (problem,) = problems(public_parameters(difficulties=["Hồ sơ HS0000123 trả muộn"]))
    assert (problem.code, problem.place.key) == ("publication.names-a-dossier", "difficulties[1]")
    text = "id: tieu-chi\ndomains:\n  - code: '1'\n    title: Như hồ sơ H23-200922-0005\n"
    (problem,) = problems(with_criteria(tmp_path, text), tmp_path)
    assert (problem.code, problem.place.row) == ("publication.names-a-dossier", 4)
