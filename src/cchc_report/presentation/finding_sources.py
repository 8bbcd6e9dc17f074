"""What each finding rests on: the rule, the data and figures that it looked at, and the rows that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from cchc_report.checks import CATALOGUE, Finding, FindingRow, Rule
from cchc_report.checks.looked_at import registers_looked_at
from cchc_report.errors import Place
from cchc_report.measures import Measures, vietnamese_integer
from cchc_report.presentation.citation import source_anchor, with_sources
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.findings_annex import finding_anchor, finding_source_anchor
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.long_lists import MOST_NAMES_IN_CELL
from cchc_report.presentation.lookup.finding_rows import finding_rows_anchor
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.sources_annex import REGISTER_TITLES, file_anchor
from cchc_report.presentation.table import Head, Row, Table
from cchc_report.registers.frames import Origin
from cchc_report.scoring.findings import SCORE_RULES, ScoreRule

_RULES: Mapping[str, Rule | ScoreRule] = MappingProxyType(
    {rule.id: rule for rule in CATALOGUE} | {rule.id: rule for rule in SCORE_RULES}
)
_PARAMETERS = "Tham số của báo cáo"
_NO_ROWS = "Kết quả về cả số liệu, không riêng dòng nào"
_NOT_TOLD = "Chỉ nêu ở bản nội bộ"


def finding_sources_table(
    findings: Sequence[Finding], measures: Measures, origins: Iterable[tuple[str, Origin]], *, number: int
) -> Table:
    """Return the table in which the numbers of each finding find their source.

    Args:
        findings: The findings, as in the table of findings.
        measures: All measures of the report.
        origins: Register name and file, as in the table of files.
        number: Number of the table in the document.
    """
    read = frozenset(name for name, _ in origins)
    return Table(
        caption=f"Bảng {number}. Nguồn của từng kết quả kiểm tra",
        head=[[Head("TT"), Head("Quy tắc kiểm tra"), Head("Dữ liệu, số liệu được xét"), Head("Dòng dữ liệu")]],
        align=("center", "left", "left", "left"),
        rows=[_row(place, finding, measures, read) for place, finding in enumerate(findings, start=1)],
        widths=(5, 36, 22, 37),
        name="finding-sources",
    )


def _row(place: int, finding: Finding, measures: Measures, read: frozenset[str]) -> Row:
    rule = _RULES[finding.rule]
    cells = (
        linked(str(place), finding_anchor(place)),
        Fragment(_line(element("strong", escape(rule.title.vi))) + _line(with_sources(rule.why.vi))),
        tuple(_looked_at(finding, measures, read)),
        Fragment(_rows_html(place, finding)),
    )
    return Row(cells, anchor=finding_source_anchor(place))


def _looked_at(finding: Finding, measures: Measures, read: frozenset[str]) -> Iterator[str]:
    """Yield the registers, each with its first file in the table of files, and the figures, each with its source."""
    registers = [name for name in registers_looked_at(finding.rule) if name in read]
    yield "; ".join(linked(REGISTER_TITLES[name], file_anchor(name)) for name in registers) or _PARAMETERS
    for figure in finding.figures:
        yield linked(figure_name(measures[figure]), source_anchor(figure))


def _rows_html(place: int, finding: Finding) -> str:
    if finding.row_count is None:
        return _NOT_TOLD
    if not finding.row_count:
        return _NO_ROWS
    shown = finding.rows[:MOST_NAMES_IN_CELL]
    lines = [*_places(shown)]
    if rest := finding.row_count - len(shown):
        lines.append(f"và {vietnamese_integer(rest)} dòng khác")
    html = "".join(_line(with_sources(line)) for line in lines)
    if not finding.rows:
        return html
    listed = element("a", "danh sách các dòng", class_="reference", href=f"#{finding_rows_anchor(place)}")
    return html + element("span", listed, class_="line screen-only")


def _line(html: str) -> str:
    return element("span", html, class_="line")


def _places(rows: Iterable[FindingRow]) -> Iterator[str]:
    """Yield where rows stand, those of one column together: `a.xlsx, trang TTHC, cột Loại: dòng 5, 7`."""
    together: defaultdict[tuple[str, ...], list[FindingRow]] = defaultdict(list)
    for row in rows:
        together[_column(row.place)].append(row)
    for column, standing in together.items():
        numbers = [str(row.place.row) for row in standing if row.place.row is not None]
        names = [row.label for row in standing if row.place.row is None and row.label not in column]
        told = [f"dòng {', '.join(numbers)}"] * bool(numbers) + names
        yield stated(": ".join(part for part in (", ".join(column), "; ".join(told)) if part))


def _column(place: Place) -> tuple[str, ...]:
    parts = (place.file, place.sheet and f"trang {place.sheet}", place.column and f"cột {place.column}", place.key)
    return tuple(part for part in parts if part)
