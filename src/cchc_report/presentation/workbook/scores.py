"""The score table as a worksheet: sums are formulas, for the department's points and for the appraiser's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from cchc_report.presentation.explanation import citation_line
from cchc_report.presentation.workbook.sheet import Column, Formula, Sheet, SheetRow, Style, Value, cell_list, cell_name
from cchc_report.scoring import ScoreRow, ScoreSheet
from cchc_report.scoring.criteria import Node

NAME = "Bảng điểm"

_MAXIMUM, _SELF_ASSESSED, _APPRAISED = 2, 5, 6
_LEVEL_INDENTS: Mapping[str, int] = MappingProxyType({"domain": 0, "criterion": 1, "sub_criterion": 2})


def scores_sheet(scores: ScoreSheet) -> Sheet:
    """Return the score table; the appraiser fills in one column and gets the same sums.

    Args:
        scores: The score sheet.
    """
    columns = _columns(scores.criteria.decimals)
    above = [
        line for line in (scores.banner, "Đơn vị tính: điểm. Cột “Điểm thẩm định” để người thẩm định điền.") if line
    ]
    blank = Sheet(NAME, f"Bảng điểm tự đánh giá: {scores.criteria.title}", columns, (), above, filterable=False)
    table = _Table(scores, blank.first_row)
    rows = [*(table.row(row) for row in scores.rows), *table.totals()]
    return Sheet(
        NAME,
        blank.title,
        columns,
        rows,
        above,
        below=(scores.total.arithmetic,),
        fixed_columns=2,
        filterable=False,
        indented=1,
    )


def _columns(decimals: int) -> tuple[Column, ...]:
    return (
        Column("Mã", 8),
        Column("Lĩnh vực, tiêu chí, tiêu chí thành phần", 40),
        Column("Điểm tối đa", 9, Style.POINTS, decimals=decimals),
        Column("Số liệu kê khai", 14),
        Column("Tỷ lệ", 9, Style.SHARE),
        Column("Điểm tự đánh giá", 10, Style.POINTS, decimals=decimals),
        Column("Điểm thẩm định", 10, Style.POINTS, decimals=decimals),
        Column("Tài liệu kiểm chứng", 44),
        Column("Giải trình, ghi chú", 40),
    )


class _Table:
    """The rows of the table, which name each other's cells."""

    def __init__(self, scores: ScoreSheet, first_row: int) -> None:
        self._scores = scores
        self._at = {row.code: first_row + number for number, row in enumerate(scores.rows)}
        self._below: dict[str, tuple[Node, ...]] = {
            placed.node.code: placed.node.items for placed in scores.criteria.walk()
        }
        self._end = first_row + len(scores.rows)

    def row(self, row: ScoreRow) -> SheetRow:
        """Return the row of a domain, criterion or sub-criterion."""
        children = [self._at[node.code] for node in self._below[row.code]]
        cells: list[Value] = [
            row.code,
            row.title,
            Formula(f"=SUM({cell_list(children, _MAXIMUM)})", row.maximum) if children else row.maximum,
            str(row.declared) if row.declared else None,
            row.declared.rate if row.declared else None,
            _points(children, _SELF_ASSESSED, row.self_assessed) if children else row.self_assessed,
            _points(children, _APPRAISED, None) if children else None,
            "\n".join(citation_line(evidence) for evidence in row.evidence) if row.is_leaf else None,
            "\n".join(row.remarks),
        ]
        return SheetRow(cells, strong=row.level == "domain", indent=_LEVEL_INDENTS[row.level])

    def totals(self) -> list[SheetRow]:
        """Return the total and, where criteria were left out, how it is rescaled."""
        total = self._scores.total
        domains = [self._at[row.code] for row in self._scores.domains]
        rows = [
            self._total_row(
                "Tổng điểm",
                Formula(f"=SUM({cell_list(domains, _MAXIMUM)})", total.maximum),
                _points(domains, _SELF_ASSESSED, total.points),
                _points(domains, _APPRAISED, None),
            )
        ]
        if total.sum.excluded:
            rows += self._rescaling()
        return rows

    def _rescaling(self) -> list[SheetRow]:
        total = self._scores.total
        excluded = [self._at[row.code] for row in self._scores.rows if row.status == "not_applicable_excluded"]
        left_out = Formula(f"=SUM({cell_list(excluded, _MAXIMUM)})", total.sum.excluded)
        return [
            self._total_row("Điểm tối đa của tiêu chí không phát sinh, không chấm", left_out, None, None),
            self._total_row(
                "Tổng điểm quy đổi về thang điểm ban đầu",
                Formula(f"={cell_name(self._end, _MAXIMUM)}", total.maximum),
                self._rescaled(_SELF_ASSESSED, total.rescaled_rounded),
                self._rescaled(_APPRAISED, None),
            ),
        ]

    def _rescaled(self, column: int, value: Fraction | None) -> Formula:
        """Return points ÷ (maximum − left out) × maximum; bonus and penalty outside the maximum are not rescaled."""
        points, maximum = cell_name(self._end, column), cell_name(self._end, _MAXIMUM)
        applicable = f"({maximum}-{cell_name(self._end + 1, _MAXIMUM)})"
        outside = self._outside(column)
        scaled = (
            f"({points}-{outside})/{applicable}*{maximum}+{outside}" if outside else f"{points}/{applicable}*{maximum}"
        )
        rounded = f"ROUND({scaled},{self._scores.criteria.decimals})"
        return Formula(f'=IF(OR({points}="",{applicable}=0),"",{rounded})', value)

    def _outside(self, column: int) -> str | None:
        codes = self._scores.outside_codes
        return f"SUM({cell_list([self._at[code] for code in codes], column)})" if codes else None

    def _total_row(self, title: str, maximum: Value, points: Value, appraised: Value) -> SheetRow:
        return SheetRow([None, title, maximum, None, None, points, appraised, None, None], strong=True)


def _points(rows: Sequence[int], column: int, value: Fraction | None) -> Formula:
    """Return the sum of cells, empty while none of them is filled in."""
    cells = cell_list(rows, column)
    return Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))', value)
