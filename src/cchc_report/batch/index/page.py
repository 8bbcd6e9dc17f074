"""`index.html`: one page for all reports, complete in itself. No clock, no machine's path: same reports, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cchc_report.batch.index.entries import Existence, FindingCounts, IndexEntry, Rate, Score
from cchc_report.batch.index.grid import Grid, build_grid
from cchc_report.export.security_policy import content_security_policy
from cchc_report.measures import NOT_AVAILABLE, NOTHING_TO_DIVIDE, vietnamese_decimal, vietnamese_percentage
from cchc_report.measures import vietnamese_integer as integer

EDITIONS = {"internal": "Bản nội bộ", "public": "Bản công khai"}
STATUSES = {
    "published": "Đã lập",
    "unreadable": "Không đọc được báo cáo",
    "foreign": "Không phải báo cáo này",
    "failed": "Chưa lập được",
    "missing": "Chưa lập",
}
_OLD_VERSION = "Bản cũ, lập lại chưa được"
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Incident:
    """A report that a reviewer must know of before reading figures.

    Attributes:
        department: Name of the department.
        year: Reporting year.
        edition: Name of the edition.
        what: What is the matter.
        reason: Why, in one line.
        anchor: Where it stands in the grid.
    """

    department: str
    year: int
    edition: str
    what: str
    reason: str
    anchor: str


def render_index(entries: Iterable[IndexEntry], departments: Iterable[Existence] = ()) -> str:
    """Return the index of all `entries` as an HTML page that asks nothing of any other place.

    `departments` are those that the project lists, where they are known.

    The page holds one style sheet and one script of its own; its security policy allows these two, by their hashes,
    and nothing else.
    """
    all_entries = tuple(entries)
    grid = build_grid(all_entries, departments)
    assets = files("cchc_report.batch.index") / "assets"
    stylesheet = (assets / "index.css").read_text("utf-8")
    script = (assets / "index.js").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "rate": rate_text,
        "parts": rate_parts,
        "score": score_text,
        "findings": finding_texts,
        "line": one_line,
        "edition": edition_name,
        "status": status_text,
        "mark": status_mark,
    }
    return environment.from_string((assets / "index.html.j2").read_text("utf-8")).render(
        grid=grid,
        incidents=tuple(_incidents(grid)),
        is_internal=any(entry.edition == "internal" for entry in all_entries),
        summary=_summary(grid, all_entries),
        parents=tuple(dict.fromkeys(entry.parent for entry in reversed(all_entries) if entry.parent)),
        stylesheet=Markup(stylesheet),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        policy=content_security_policy(stylesheet=stylesheet, script=script),
        version=version("cchc-report"),
    )


def status_text(entry: IndexEntry) -> str:
    """Return what stands there: `Đã lập`, `Bản cũ, lập lại chưa được`, `Chưa lập được` and so on."""
    return STATUSES[entry.status] if entry.failure is None or entry.reason is not None else _OLD_VERSION


def status_mark(entry: IndexEntry) -> str:
    """Return the same as one character, which the legend explains."""
    if entry.status == "missing":
        return "○"
    if entry.status != "published":
        return "✗"
    return "✓" if entry.failure is None else "!"


def rate_text(rate: Rate | None) -> str:
    """Return an on-time rate: `99,8%`; exactly everything and nothing are `100%` and `0%`, which `100,0%` is not."""
    if rate is None:
        return NOT_AVAILABLE
    if rate.share is None:
        return NOTHING_TO_DIVIDE
    return vietnamese_percentage(rate.share, 0 if rate.share in {0, 1} else 1)


def rate_parts(rate: Rate | None) -> str:
    """Return what a rate is made of: `580/581`; empty where there is none."""
    return "" if rate is None or rate.share is None else f"{integer(rate.numerator)}/{integer(rate.denominator)}"


def score_text(score: Score, points: Fraction) -> str:
    """Return points out of the score's maximum: `97,11/100`."""
    decimals = 0 if score.maximum.denominator == 1 else score.decimals
    return f"{vietnamese_decimal(points, score.decimals)}/{vietnamese_decimal(score.maximum, decimals)}"


def finding_texts(counts: FindingCounts) -> tuple[tuple[str, str], ...]:
    """Return the severities that occur, gravest first, each with its words: `("warning", "2 cảnh báo")`."""
    named = (
        ("error", counts.errors, "lỗi"),
        ("warning", counts.warnings, "cảnh báo"),
        ("note", counts.notes, "ghi chú"),
    )
    return tuple((severity, f"{integer(count)} {name}") for severity, count, name in named if count)


def edition_name(edition: str) -> str:
    """Return the name of an edition; one that is none of ours keeps its own."""
    return EDITIONS.get(edition) or f"Bản “{one_line(edition)}”"


def one_line(text: str) -> str:
    """Return a text from elsewhere as one line of at most 300 characters, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "…"


def _incidents(grid: Grid) -> Iterator[Incident]:
    for place, row in enumerate(grid.rows, 1):
        for cell in row.cells:
            for block in cell.blocks:
                for entry in block.entries:
                    anchor = f"o-{place}-{cell.year}"
                    told = cell.other_name or row.name, entry.year, edition_name(entry.edition)
                    if entry.reason is not None:
                        yield Incident(*told, STATUSES[entry.status].lower(), entry.reason, anchor)
                    if entry.failure is not None:
                        yield Incident(*told, _OLD_VERSION.lower(), entry.failure, anchor)


def _summary(grid: Grid, entries: Sequence[IndexEntry]) -> str:
    """Return how much stands in the grid, as a sentence."""
    if not entries:
        return "Chưa có báo cáo nào."
    readable = sum(entry.status == "published" for entry in entries)
    missing = sum(entry.status == "missing" for entry in entries)
    lacking = f"; chưa lập {integer(missing)} báo cáo" if missing else ""
    last, first = grid.years[0], grid.years[-1]
    years = f"năm {first}" if first == last else f"các năm {first}–{last}"
    return f"{integer(readable)} báo cáo của {integer(len(grid.rows))} đơn vị, {years}{lacking}."
