"""The parameter files of the synthetic province, as a person would write them, and the page about its folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cchc_report.samples.departments import PARENT, PROVINCE, SampleDepartment
from cchc_report.samples.documents import assessment_decision, review_plan
from cchc_report.samples.work_years import WorkYear

CRITERIA_SET: Final = "tinh-mau-minh-hoa"
SHIPPED_SET: Final = "cai-cach-tthc-minh-hoa"
"""The shipped set that the province's own one is made from."""

PLACE: Final = "Thành phố Mẫu"
_WARNING: Final = """\
# DỮ LIỆU GIẢ LẬP do lệnh cchc-report samples tạo ra: tỉnh, cơ quan, văn bản, hồ sơ, tên người đều không có thật.
"""
_YEARS_OF_DECREE_61: Final = range(2019, 2025)


def departments_yaml(departments: Sequence[SampleDepartment]) -> str:
    """Return `params/departments.yaml`."""
    return _WARNING + "\ndepartments:\n" + "\n".join(map(_entry, departments))


def _entry(department: SampleDepartment) -> str:
    valid_to = f"    valid_to: {department.valid_to}\n" if department.valid_to else ""
    return (
        f"  - id: {department.id}                # {department.kind.shows}\n"
        f"    name: {department.name}\n"
        f"    abbreviation: {department.abbreviation}\n"
        f"    parent: {PARENT}\n"
        f"    place: {PLACE}\n"
        f'    agency_codes: ["{department.agency_code}"]\n'
        f"    website: {department.id}.tinhmau.example\n"
        f"    portal: dichvucong.tinhmau.example\n"
        f"    valid_from: {department.valid_from}\n"
        f"{valid_to}"
    )


def year_yaml(year: WorkYear) -> str:
    """Return `params/<year>/year.yaml`."""
    decision, plan, number = assessment_decision(year), review_plan(year), year.year
    bases = [f"Căn cứ Quyết định {document.cited} về việc {document.title}" for document in (decision, plan)]
    if number in _YEARS_OF_DECREE_61:
        bases.insert(
            0,
            "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, "
            "một cửa liên thông trong giải quyết thủ tục hành chính",
        )
    listed = "".join(f"  - >-\n    {base}\n" for base in bases)
    return (
        f"{_WARNING}\nperiod:\n  from: {number}-01-01\n  to: {number}-12-31\n\n"
        f"assessment_decision: >-\n  Quyết định {decision.cited} về việc {decision.title}\n\n"
        f"legal_bases:\n{listed}\n"
        "# Bộ tiêu chí MINH HỌA, không phải điểm chính thức.\n"
        f"criteria_set: {CRITERIA_SET}\n\n"
        "checks:\n  promulgation_limit_working_days: 10 # minh họa, không trích từ văn bản nào\n"
    )


def department_yaml(department: SampleDepartment, export: str) -> str:
    """Return `params/<year>/<department>.yaml`.

    Args:
        department: The department.
        export: Name of its export.
    """
    head = "Giám đốc" if department.name.startswith("Sở") else "Trưởng ban"
    return (
        f"{_WARNING}\ndocument:\n"
        f"  symbol: BC-{department.abbreviation}\n"
        f"  signer:\n    title: {head}\n"
        f"  recipients:\n    - {PARENT} (để báo cáo)\n    - Văn phòng {PARENT}\n    - Lãnh đạo cơ quan\n"
        "  filed_by: VP\n\n"
        f"sources:\n  dossiers: [{export}]\n  registers: registers.xlsx\n\n"
        "difficulties:\n  - Một số hồ sơ phải xác minh thêm tại cơ sở nên dễ quá hạn (giả lập).\n"
        "recommendations:\n  - Đề nghị Hệ thống cảnh báo trước khi hồ sơ đến hạn (giả lập).\n"
    )


def criteria_yaml(shipped: str, year: WorkYear) -> str:
    """Return the province's criteria set: the shipped illustrative one under a decision of the province's own.

    Args:
        shipped: Text of the shipped set.
        year: First year of the sample; the set holds from then on.

    Raises:
        ValueError: The shipped set does not have the lines that are to be replaced.
    """
    decision = assessment_decision(year)
    text = shipped[shipped.index("\nid: ") + 1 :]
    for key, value in (
        ("id", CRITERIA_SET),
        ("decision", f"{{number: {decision.number}, date: {decision.dated}}}"),
        ("valid_years", f"{{from: {year.year}}}"),
    ):
        text, found = re.subn(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.MULTILINE)
        if found != 1:
            message = f"the criteria set {SHIPPED_SET} has {found} lines {key!r}"
            raise ValueError(message)
    return f"{_WARNING}# Bộ tiêu chí MINH HỌA, không phải điểm chính thức.\n\n{text}"


def readme(departments: Sequence[SampleDepartment], years: Sequence[int], command: str) -> str:
    """Return the page that says what the folder holds.

    Args:
        departments: The departments.
        years: The years.
        command: The command that made the folder.
    """
    lines = "\n".join(f"| `{d.id}` | {d.name} | {_span(d, years)} | {d.kind.shows} |" for d in departments)
    # The first department is an ordinary one, which exists in every year.
    wanted = f"--year {years[-1]} --department {departments[0].id}"
    return f"""# {PROVINCE[:1].upper()}{PROVINCE[1:]}: dự án mẫu với dữ liệu giả lập

**Mọi thứ trong thư mục này là giả lập**: tỉnh, cơ quan, thủ tục, văn bản, hồ sơ, điểm số. Tên tổ chức, cá nhân đều do
máy đặt và có chữ “Mẫu”; không có người, việc nào có thật. Không dùng để kết luận về bất kỳ cơ quan nào.

Tạo lại đúng từng byte, với cùng phiên bản chương trình và thư viện:

```sh
{command}
```

Lập báo cáo:

```sh
cchc-report check {wanted}
cchc-report run {wanted}
```

| nơi | có gì |
|---|---|
| `params/` | đơn vị và thời gian tồn tại, kỳ báo cáo của từng năm, phần riêng của từng đơn vị, bộ tiêu chí minh họa |
| `data/<năm>/<đơn vị>/` | tệp kết xuất hồ sơ và `registers.xlsx` |
| `notebooks/` | sổ tay báo cáo và sổ tay khám phá |

Hồ sơ chưa xong cuối năm trước là hồ sơ từ kỳ trước chuyển sang của năm sau: cùng mã, cùng ngày. Năm đầu tiên
({years[0]}) cũng có hồ sơ chuyển sang, trừ đơn vị mới thành lập.

| đơn vị | tên | các năm | để xem gì |
|---|---|---|---|
{lines}
"""


def _span(department: SampleDepartment, years: Sequence[int]) -> str:
    return ", ".join(year_spans([year for year in years if department.exists_in(year)]))


def year_spans(years: Sequence[int]) -> list[str]:
    """Return ascending years as a command line takes them.

    Example:
        >>> year_spans([2019, 2020, 2021, 2023])
        ['2019-2021', '2023']
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return [f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
