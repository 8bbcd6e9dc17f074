"""YAML files become parameters, and every mistake in them is told at once, with its place and what to do."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from cchc_report.errors import ParamsError, Problem
from cchc_report.params.loading import list_departments, list_years, load_parameters
from cchc_report.params.project import Project

DEPARTMENTS = """\
departments:
  - id: sct
    name: Sở Công Thương
    abbreviation: SCT
    parent: UBND tỉnh Hải Dương
    place: Hải Dương
    agency_codes: ["000.00.02.H23"]
    valid_from: 1991-01-01
    valid_to: 2025-02-28
"""
YEAR = """\
period:
  from: 2020-01-01
  to: 2020-12-07
assessment_decision: Quyết định số 3069/QĐ-UBND
legal_bases:
  - Nghị định số 61/2018/NĐ-CP
"""
DEPARTMENT = """\
document:
  symbol: BC-SCT
  signer:
    title: Giám đốc
  recipients: [UBND tỉnh]
  filed_by: VP
"""
FILES = {"departments.yaml": DEPARTMENTS, "2020/year.yaml": YEAR, "2020/sct.yaml": DEPARTMENT}


def project_with(root: Path, **changed: str | bytes | None) -> Project:
    """Write a correct project, with some files (`departments`, `year`, `sct`) changed or, for `None`, left out."""
    names = {"departments": "departments.yaml", "year": "2020/year.yaml", "sct": "2020/sct.yaml"}
    contents: dict[str, str | bytes | None] = {**FILES, **{names[key]: content for key, content in changed.items()}}
    for name, content in contents.items():
        if content is not None:
            path = root / "params" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Project(root)


def problems(
    project: Project, year: int = 2020, department: str = "sct", edition: str = "internal"
) -> tuple[Problem, ...]:
    with pytest.raises(ParamsError) as error:
        load_parameters(project, year, department, edition)
    return error.value.problems


def test_all_files_come_together(tmp_path: Path) -> None:
    parameters = load_parameters(project_with(tmp_path), 2020, "sct", "public")
    assert parameters.year == 2020
    assert parameters.edition == "public"
    assert parameters.department.name == "Sở Công Thương"
    assert (parameters.period.start, parameters.period.end) == (date(2020, 1, 1), date(2020, 12, 7))
    assert parameters.department_year.sources.registers == "registers.xlsx"


def test_the_department_may_have_its_own_period(tmp_path: Path) -> None:
    own = DEPARTMENT + "period: {from: 2019-12-15, to: 2020-12-14}\n"
    parameters = load_parameters(project_with(tmp_path, sct=own), 2020, "sct")
    assert parameters.period.start == date(2019, 12, 15)
    assert parameters.year_parameters.period.start == date(2020, 1, 1)


def test_text_is_composed_and_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    decomposed = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", DEPARTMENTS).encode()
    parameters = load_parameters(project_with(tmp_path, departments=decomposed), 2020, "sct")
    assert parameters.department.name == unicodedata.normalize("NFC", "Sở Công Thương")


def test_what_would_mark_a_figure_or_turn_the_writing_is_dropped(tmp_path: Path) -> None:
    title = '"Giám\\u202e đốc\\ufdd0settlement.received\\ufdd1\\u2069"'
    parameters = load_parameters(project_with(tmp_path, sct=DEPARTMENT.replace("Giám đốc", title)), 2020, "sct")
    assert parameters.department_year.document.signer.title == "Giám đốcsettlement.received"


def test_a_number_with_a_leading_zero_is_decimal(tmp_path: Path) -> None:
    numbered = DEPARTMENT.replace("  symbol", "  number: 0150\n  symbol")
    assert load_parameters(project_with(tmp_path, sct=numbered), 2020, "sct").department_year.document.number == 150


@pytest.mark.parametrize(
    ("key", "before", "after", "line", "said"),
    [
        ("year", "legal_bases:", "legal_base:", 5, 'Có phải ý bạn là "legal_bases"?'),
        ("year", "  to:", "  too:", 3, 'Có phải ý bạn là "to"? Các khóa dùng được: from, to.'),
        ("sct", "    title", "    tilte", 4, '"tilte"'),
        ("departments", "    place", "    palce", 6, 'Có phải ý bạn là "place"?'),
        ("year", "2020-12-07", "07/12/2020", 3, 'giá trị "07/12/2020" không dùng được'),
        ("year", "2020-12-07", "2020-02-30", 3, "năm-tháng-ngày"),
        ("year", "2020-12-07", "2019-12-07", 1, "ngày cuối kỳ (to) trước ngày đầu kỳ (from)"),
        ("year", "  - Nghị", "  Nghị", 5, "Phải là danh sách"),
        ("sct", "symbol: BC-SCT", "symbol:", 2, "chưa có giá trị"),
        ("sct", "symbol: BC-SCT", "symbol: 12", 2, "dấu nháy kép"),
        ("sct", "[UBND tỉnh]", "[]", 5, "ít nhất một mục"),
        ("sct", "filed_by: VP", "filed_by: VP\n  number: 12a", 7, "số nguyên lớn hơn 0"),
        ("sct", "filed_by: VP", "filed_by: VP\n  number: 12:30", 7, 'giá trị "12:30"'),
        ("sct", "filed_by: VP", "filed_by: VP\nsources: {registers: ../../secret.xlsx}", 7, "tính từ thư mục số liệu"),
        ("year", "legal_bases", "counting: {no_due_date: exclud}\nlegal_bases", 5, 'Có phải ý bạn là "exclude"?'),
        ("year", "legal_bases", "counting: 5\nlegal_bases", 5, "Phải là một nhóm khóa"),
        ("sct", "Giám đốc", '"Giám \\ud800 đốc"', 4, "ký tự hỏng không nhìn thấy"),
        ("sct", "Giám đốc", '"\\ufdd0 \\u202e"', 4, "chưa có giá trị"),
        ("sct", "symbol: BC-SCT", "symbol: yes", 2, 'giá trị "true" không dùng được (YAML hiểu yes, on là true'),
        ("sct", "symbol: BC-SCT", "symbol: [BC]", 2, "symbol: ở đây đang là một danh sách"),
        ("sct", "symbol: BC-SCT", "symbol: {a: 1}", 2, "symbol: ở đây đang là một nhóm khóa"),
        ("year", "legal_bases:", "2020: x\nlegal_bases:", 5, 'khóa 2020: không có khóa "2020"'),
        ("sct", "filed_by: VP", f"filed_by: VP\n  {'k' * 30}_the_end: 1", 7, "kkk_the_end: không có khóa"),
        ("departments", "id: sct", "id: SCT", 2, "chữ thường không dấu"),
        ("sct", "filed_by: VP", f"filed_by: {'dài' * 50}\n  oops: 1", 7, '"oops"'),
    ],
)
def test_mistakes_are_told_with_line_and_remedy(
    tmp_path: Path, key: str, before: str, after: str, line: int, said: str
) -> None:
    name = {"departments": "departments.yaml", "year": "2020/year.yaml", "sct": "2020/sct.yaml"}[key]
    assert before in FILES[name]
    found = problems(project_with(tmp_path, **{key: FILES[name].replace(before, after, 1)}))
    lines = "\n".join(text for problem in found for text in problem.lines("vi"))
    assert f"params/{name}, dòng {line}" in lines
    assert said in lines


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("period: a: b\n", 1, "dấu nháy kép"),
        ("period:\n\tfrom: 2020-01-01\n", 2, "phím Tab"),
        ('assessment_decision: "abc\nb: 1\n', 1, "không đọc được như YAML"),
        ("a: 1\n---\nb: 2\n", 2, "xóa dòng ---"),
        ("a: 1\nb: \x07\n", 2, "ký tự điều khiển"),
        *((f"a: 1\nb: {sign}Giám đốc*\n", 2, "bắt đầu bằng ký tự") for sign in "*&!%@`|>"),
        ('a: 1\nb: "Quyết định "số" 1"\n', 2, "dấu nháy kép nằm giữa"),
        ("a: [1, 2\n", 1, "dấu ngoặc"),
        ("a: !!python/object:os.system x\n", 1, "không đọc được như YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, 'khóa "a" đã có ở dòng 1'),
        ("p: {from: 1, from: 2}\n", 1, 'khóa "from" đã có ở dòng 1'),
    ],
)
def test_unreadable_text(tmp_path: Path, text: str, line: int, said: str) -> None:
    lines = [text for problem in problems(project_with(tmp_path, year=text)) for text in problem.lines("vi")]
    assert lines[0].startswith(f"params/2020/year.yaml, dòng {line}")
    assert said in "\n".join(lines)


def test_equal_keys_in_different_groups_are_no_duplicates(tmp_path: Path) -> None:
    second = DEPARTMENTS.removeprefix("departments:\n").replace("id: sct", "id: stc")
    assert [d.id for d in list_departments(project_with(tmp_path, departments=DEPARTMENTS + second))] == ["sct", "stc"]


def test_deep_nesting_is_refused_in_words(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, year="- " * 5000))
    assert problem.code == "params.syntax"


@pytest.mark.parametrize("name", ["departments", "year", "sct"])
def test_other_encodings_are_refused(tmp_path: Path, name: str) -> None:
    (problem,) = problems(project_with(tmp_path, **{name: "# Giám đốc\n".encode("utf-16")}))
    assert problem.code == "params.not-utf8"


def test_an_empty_file_tells_what_is_missing(tmp_path: Path) -> None:
    found = problems(project_with(tmp_path, year=""))
    assert [p.code for p in found] == ["params.missing-key"] * 3
    assert 'thiếu khóa bắt buộc "period"' in found[0].what.vi


def test_all_problems_of_all_files_and_arguments_at_once(tmp_path: Path) -> None:
    project = project_with(
        tmp_path,
        departments=DEPARTMENTS.replace("place:", "plaze:"),
        year=YEAR.replace("legal_bases:", "legal_basis:"),
        sct=DEPARTMENT.replace("BC-SCT", "") + "difficulty: []\n",
    )
    found = problems(project, edition="publik")
    assert {(p.place.file, p.code) for p in found} == {
        (None, "params.unknown-edition"),
        ("params/departments.yaml", "params.unknown-key"),
        ("params/2020/year.yaml", "params.unknown-key"),
        ("params/2020/sct.yaml", "params.wrong-value"),
        ("params/2020/sct.yaml", "params.unknown-key"),
    }
    assert 'Có phải ý bạn là "public"?' in found[0].remedy.vi


def test_a_department_cannot_end_before_it_begins(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, departments=DEPARTMENTS.replace("2025-02-28", "1990-12-31")))
    assert problem.place.row == 2
    assert problem.what.vi == "ngày hết hiệu lực (valid_to) trước ngày bắt đầu hiệu lực (valid_from)"


def test_a_list_without_departments(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, departments="departments: []\n"))
    assert problem.remedy.vi == "Cần ít nhất một mục trong danh sách."


def test_a_list_with_one_bad_item_is_not_too_short_as_well(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, sct=DEPARTMENT.replace("[UBND tỉnh]", "[12]")))
    assert problem.place.key == "document.recipients[1]"


def test_a_year_without_departments(tmp_path: Path) -> None:
    gone = DEPARTMENTS.replace("2025-02-28", "2019-12-31")
    (problem,) = problems(project_with(tmp_path, departments=gone), department="stc")
    assert problem.remedy.vi.startswith("Không mục nào của tệp có hiệu lực trong năm 2020")


def test_a_misspelt_key_is_not_missing_as_well(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, sct=DEPARTMENT.replace("title:", "tilte:")))
    assert problem.code == "params.unknown-key"
    assert 'Có phải ý bạn là "title"?' in problem.remedy.vi


def test_a_missing_key_is_told_beside_an_unknown_one_that_is_nothing_like_it(tmp_path: Path) -> None:
    found = problems(project_with(tmp_path, sct=DEPARTMENT.replace("title: Giám đốc", "tuổi: 50")))
    assert [p.code for p in found] == ["params.missing-key", "params.unknown-key"]


def test_the_first_year_of_a_project_comes_from_the_sample(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, year=None))
    assert problem.remedy.vi == (
        "Chưa có năm nào. Chép tệp year.yaml của dự án mẫu (cchc-report init) vào params/<năm>/ rồi sửa."
    )


def test_unknown_department_names_the_nearest_and_all(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path), department="stc")
    assert problem.remedy.vi == 'Có phải ý bạn là "sct"? Các sở, ban, ngành của năm 2020: sct.'
    assert problem.remedy.en == 'Did you mean "sct"? Departments of 2020: sct.'


def test_a_department_is_never_a_path(tmp_path: Path) -> None:
    project = project_with(tmp_path, departments="departments: oops\n")
    assert {p.code for p in problems(project, department="../../etc/passwd")} == {"params.wrong-value"}


def test_department_that_is_gone(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    for year in (2026, 1990):
        folder = project.params / str(year)
        folder.mkdir()
        (folder / "year.yaml").write_text(YEAR.replace("2020-", f"{year}-"), encoding="utf-8")
        (problem,) = problems(project, year)
        assert problem.code == "params.department-not-in-year"
        assert "01/01/1991 – 28/02/2025" in problem.what.vi


def test_unknown_year_lists_the_years(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    (project.params / "2019").mkdir()  # a year without year.yaml is none
    (problem,) = problems(project, 2021)
    assert problem.code == "params.unknown-year"
    assert problem.remedy.vi.startswith("Các năm đã có: 2020.")
    assert list_years(project) == (2020,)


def test_a_year_in_quotes(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path), "2020")  # type: ignore[arg-type]  # what a notebook user may write
    assert "số nguyên" in problem.what.vi


def test_missing_department_file(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, sct=None))
    assert (problem.code, problem.place.file) == ("params.missing-file", "params/2020/sct.yaml")


def test_period_of_another_year(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, year=YEAR.replace("2020-", "2019-")))
    assert problem.code == "params.period-outside-year"


def test_working_days_must_agree(tmp_path: Path) -> None:
    days = "{extra_holidays: [2020-05-04], not_holidays: [2020-05-04], working_saturdays: [2020-05-10]}"
    found = problems(project_with(tmp_path, year=f"{YEAR}working_days: {days}\n"))
    assert [p.code for p in found] == ["params.working-days"] * 2
    assert "10/05/2020 không phải thứ Bảy" in found[0].what.vi
    assert "04/05/2020 vừa là ngày nghỉ" in found[1].what.vi


def renamed(until: str) -> str:
    """Return two entries of one department: it is renamed on 01/07/2020."""
    later = DEPARTMENTS.removeprefix("departments:\n").replace("1991-01-01", "2020-07-01").replace("Công Thương", "Mới")
    return DEPARTMENTS.replace("2025-02-28", until) + later


@pytest.mark.parametrize(("period_end", "name"), [("2020-12-07", "Sở Mới"), ("2020-06-30", "Sở Công Thương")])
def test_a_renamed_department_has_its_name_at_the_end_of_the_period(tmp_path: Path, period_end: str, name: str) -> None:
    project = project_with(tmp_path, departments=renamed("2020-06-30"), year=YEAR.replace("2020-12-07", period_end))
    assert load_parameters(project, 2020, "sct").department.name == name


def test_entries_must_not_overlap(tmp_path: Path) -> None:
    (problem,) = problems(project_with(tmp_path, departments=renamed("2020-07-01")))
    assert problem.code == "params.overlapping-departments"
