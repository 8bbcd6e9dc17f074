"""What each finding rests on: the rule, the data and figures that it looked at, and the rows that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cchc_report.checks import CATALOGUE, Finding, FindingRow, Rule
from cchc_report.checks.looked_at import looked_at
from cchc_report.errors import Place
from cchc_report.measures import Measures, vietnamese_integer
from cchc_report.presentation.citation import Cited, with_sources
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.findings_annex import finding_anchor, finding_source_anchor
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.long_lists import MOST_NAMES_IN_CELL
from cchc_report.presentation.lookup.finding_lists import finding_list_anchor
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.sources_annex import REGISTER_TITLES, file_anchor
from cchc_report.presentation.table import Head, Row, Table
from cchc_report.registers.frames import Registers
from cchc_report.scoring.findings import SCORE_RULES, ScoreRule

_RULES: Mapping[str, Rule | ScoreRule] = MappingProxyType(
    {rule.id: rule for rule in CATALOGUE} | {rule.id: rule for rule in SCORE_RULES}
)
_PARAMETERS = "Tham số của báo cáo"
_NO_ROWS = "Không gắn với dòng dữ liệu cụ thể"
_NOT_TOLD = "Chỉ nêu ở bản nội bộ"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What findings were found in.

    Attributes:
        measures: All measures of the report.
        registers: The registers of the year.
        year_before: Those of the year before, where they were read.
    """

    measures: Measures
    registers: Registers
    year_before: Registers | None = None


def finding_sources_table(findings: Sequence[Finding], evaluated: Evaluated, *, number: int) -> Table:
    """Return the table in which the numbers of each finding find their source.

    Args:
        findings: The findings, as in the table of findings.
        evaluated: What they were found in.
        number: Number of the table in the document.
    """
    return Table(
        caption=f"Bảng {number}. Nguồn của từng kết quả kiểm tra",
        head=[[Head("TT"), Head("Quy tắc kiểm tra"), Head("Dữ liệu, số liệu được xét"), Head("Dòng dữ liệu")]],
        align=("center", "left", "left", "left"),
        rows=[_row(place, finding, evaluated) for place, finding in enumerate(findings, start=1)],
        widths=(5, 36, 24, 35),
        name="finding-sources",
    )


def _row(place: int, finding: Finding, evaluated: Evaluated) -> Row:
    rule = _RULES[finding.rule]
    cells = (
        linked(str(place), finding_anchor(place)),
        Fragment(_line(element("strong", escape(rule.title.vi))) + _line(with_sources(rule.why.vi))),
        tuple(_looked_at(finding, evaluated)),
        Fragment(_rows_html(place, finding)),
    )
    return Row(cells, anchor=finding_source_anchor(place))


def _looked_at(finding: Finding, evaluated: Evaluated) -> Iterator[str]:
    """Yield the registers, each with its first file in the table of files, and the figures, each with its source."""
    seen = looked_at(finding.rule)
    there = [name for name in seen.registers if evaluated.registers[name].origins]
    for name in there:
        yield linked(REGISTER_TITLES[name], file_anchor(name))
    if not there and seen.registers:
        yield f"{'; '.join(REGISTER_TITLES[name] for name in seen.registers)} (không có dữ liệu)"
    if seen.year_before:
        yield from (_of_year_before(name, evaluated) for name in seen.registers)
    if seen.parameters:
        yield _PARAMETERS
    for id_ in finding.figures:
        measure = evaluated.measures[id_]
        yield f"{figure_name(measure)}: {Cited(measure)}"


def _of_year_before(register: str, evaluated: Evaluated) -> str:
    title = f"{REGISTER_TITLES[register]} năm trước"
    if evaluated.year_before is None or not evaluated.year_before[register].origins:
        return f"{title} (không đọc được)"
    # In the table of files those of the year before come after those of this year.
    return linked(title, file_anchor(register, len(evaluated.registers[register].origins)))


def _rows_html(place: int, finding: Finding) -> str:
    if finding.row_count is None:
        return _NOT_TOLD
    if not finding.row_count:
        return _NO_ROWS
    shown = finding.rows[:MOST_NAMES_IN_CELL]
    lines = [*_places(shown)]
    if others := finding.row_count - len(shown):
        count = f"{vietnamese_integer(others)} dòng"
        lines.append(f"và {count} khác" if shown else count)
    html = "".join(_line(with_sources(line)) for line in lines)
    if not shown:
        return html
    listed = with_sources(linked("danh sách các dòng", finding_list_anchor(place)))
    return html + element("span", listed, class_="line screen-only")


def _line(html: str) -> str:
    return element("span", html, class_="line")


def _places(rows: Iterable[FindingRow]) -> Iterator[str]:
    """Yield where rows stand, those of one column together: `a.xlsx, trang tính TTHC, cột Loại: dòng 5, 7`."""
    together: defaultdict[tuple[str, ...], list[FindingRow]] = defaultdict(list)
    for row in rows:
        together[_column(row.place)].append(row)
    for column, standing in together.items():
        numbers = [str(row.place.row) for row in standing if row.place.row is not None]
        names = [row.label for row in standing if row.place.row is None and row.label not in column]
        told = [f"dòng {', '.join(numbers)}"] * bool(numbers) + names
        yield format(stated(": ".join(part for part in (", ".join(column), "; ".join(told)) if part)))


def _column(place: Place) -> tuple[str, ...]:
    parts = (
        place.file,
        place.sheet and f"trang tính {place.sheet}",
        place.column and f"cột {place.column}",
        place.key,
    )
    return tuple(part for part in parts if part)
