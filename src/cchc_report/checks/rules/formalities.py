"""Number, symbol and date of the report itself, which a copy of last year's or a colleague's parameters gets wrong."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.errors import Text
from cchc_report.vietnamese_dates import short_date


def symbol_of_another_agency(material: Material) -> Iterator[Observation]:
    """Report a symbol without the department's abbreviation: `BC-SCT` is not Sở Nội vụ's (SNV)."""
    symbol = material.parameters.department_year.document.symbol
    own = material.parameters.department.abbreviation
    if _between_hyphens(own) not in _between_hyphens(symbol):
        yield Observation(
            Text(
                f"ký hiệu {symbol} của báo cáo không có chữ viết tắt của đơn vị ({own})",
                f"the report's symbol {symbol} lacks the department's abbreviation ({own})",
            )
        )


def _between_hyphens(text: str) -> str:
    return f"-{''.join(text.casefold().replace('/', '-').replace('&', '').split())}-"


def dated_before_the_period_ends(material: Material) -> Iterator[Observation]:
    """Report a document that is dated before the last day of the period that it tells of."""
    dated, end = material.parameters.department_year.document.dated, material.parameters.period.end
    if dated is not None and dated < end:
        yield Observation(
            Text(
                f"báo cáo ghi ngày {short_date(dated)}, trước ngày cuối kỳ báo cáo ({short_date(end)})",
                f"the report is dated {dated.isoformat()}, before the period's last day ({end.isoformat()})",
            )
        )


RULES = (
    Rule(
        "formalities.symbol",
        "warning",
        Text("Ký hiệu của cơ quan khác", "Another agency's symbol"),
        Text(
            "Chép tham số của đơn vị khác mà quên sửa thì báo cáo mang ký hiệu của đơn vị đó",
            "Parameters that were copied from another department carry its symbol",
        ),
        Text(
            "Sửa document.symbol trong params/NĂM/ĐƠN_VỊ.yaml, hoặc abbreviation trong params/departments.yaml",
            "Mend document.symbol in params/YEAR/DEPARTMENT.yaml, or abbreviation in params/departments.yaml",
        ),
        symbol_of_another_agency,
    ),
    Rule(
        "formalities.date",
        "warning",
        Text("Ngày văn bản trước ngày cuối kỳ", "Dated before the period ends"),
        Text(
            "Số liệu chốt đến ngày cuối kỳ, nên báo cáo không thể ban hành trước ngày đó",
            "The figures stand as of the last day, so the report cannot be older",
        ),
        Text(
            "Sửa document.dated trong params/NĂM/ĐƠN_VỊ.yaml, hoặc kỳ báo cáo trong params/NĂM/year.yaml",
            "Mend document.dated in params/YEAR/DEPARTMENT.yaml, or the period in params/YEAR/year.yaml",
        ),
        dated_before_the_period_ends,
    ),
)
