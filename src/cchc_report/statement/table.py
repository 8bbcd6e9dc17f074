"""Many statements as a table: one row each, with how many things fit, and the first that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_report.errors import Language, Text
from cchc_report.statement.assessment import Assessment
from cchc_report.statement.lines import lines_of, title_of

_WIDEST_SOURCE = 44


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: Its header.
        is_number: Whether it is set to the right.
    """

    title: Text
    is_number: bool


COLUMNS: tuple[Column, ...] = (
    Column(Text("TT", "No"), is_number=True),
    Column(Text("nguồn", "source"), is_number=False),
    Column(Text("cộng khớp", "sums right"), is_number=True),
    Column(Text("cộng lệch", "sums wrong"), is_number=True),
    Column(Text("thiếu số", "untestable"), is_number=True),
    Column(Text("tỷ lệ khớp", "% right"), is_number=True),
    Column(Text("nhiều cách hiểu", "% ambiguous"), is_number=True),
    Column(Text("tỷ lệ sai", "% wrong"), is_number=True),
    Column(Text("kết luận", "conclusion"), is_number=False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One statement in the table.

    Attributes:
        source: Who says it, and for which period.
        figures: The numbers of the columns between source and conclusion.
        conclusion: Whether everything fits.
        misfits: Every line that says that something does not fit.
    """

    source: str
    figures: tuple[int, ...]
    conclusion: Text
    misfits: tuple[Text, ...]


def row_of(assessment: Assessment) -> Row:
    """Return the row of one statement."""
    identities = Counter(each.identity.status for each in assessment.identities)
    sums = Counter(each.fits for each in assessment.sums)
    ambiguous = sum(1 for each in assessment.percentages if each.verdict == "ambiguous" and each.fits)
    right = sum(1 for each in assessment.percentages if each.verdict == "identified" and each.fits)
    wrong = sum(1 for each in assessment.percentages if not each.fits)
    figures = (
        identities["holds"] + sums[True],
        identities["broken"] + sums[False],
        identities["untestable"],
        right,
        ambiguous,
        wrong,
    )
    return Row(title_of(assessment.statement).vi, figures, _conclusion(assessment), _misfits(assessment))


def _conclusion(assessment: Assessment) -> Text:
    if not assessment.tested:
        return Text("thiếu số liệu", "too few figures")
    return Text("khớp", "fits") if assessment.fits else Text("không khớp", "does not fit")


def table_lines(rows: Sequence[Row], language: Language) -> list[str]:
    """Return the table as aligned lines: the header, a rule, one line a statement."""
    cells = [[column.title.in_language(language) for column in COLUMNS]]
    for position, row in enumerate(rows, start=1):
        source = row.source if len(row.source) <= _WIDEST_SOURCE else row.source[: _WIDEST_SOURCE - 1] + "…"
        cells.append([str(position), source, *map(str, row.figures), row.conclusion.in_language(language)])
    widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.rjust(width) if column.is_number else cell.ljust(width)
            for cell, width, column in zip(line, widths, COLUMNS, strict=True)
        ).rstrip()
        for line in cells
    ]
    return [lines[0], "-" * max(map(len, lines)), *lines[1:]]


def _misfits(assessment: Assessment) -> tuple[Text, ...]:
    """Return the lines of what does not fit, each followed by what is said below it."""
    kept = []
    inside = False
    for line in lines_of(assessment):
        inside = line.mark == "bad" or (inside and line.mark == "detail")
        if inside:
            kept.append(Text(f"{'✗ ' if line.mark == 'bad' else '  '}{line.text.vi}", line.text.en))
    return tuple(kept)
