"""What became of the reports of a batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import Problem, Text


@dataclass(frozen=True, slots=True)
class NotMade:
    """A report that was asked for and was not made.

    Attributes:
        request: Which report.
        problems: Why, all of it.
        exit_code: Exit code of that kind of problem.
        kept: Folder of what helps to find the cause, as messages name it; `None` where nothing was kept.
        has_notebook: Whether its notebook is in that folder, as far as it came.
        standing: Hash of the manifest that stood under its name when it failed; `None` where none stood.
    """

    request: ReportRequest
    problems: tuple[Problem, ...]
    exit_code: int
    kept: str | None = None
    has_notebook: bool = False
    standing: str | None = None

    @property
    def reason(self) -> Text:
        """The first problem in one line, with its place."""
        first = self.problems[0]
        more = len(self.problems) - 1
        vi, en = first.lines("vi")[0], first.lines("en")[0]
        return Text(f"{vi} (và {more} lỗi khác)", f"{en} (and {more} more)") if more else Text(vi, en)


@dataclass(slots=True)
class BatchResult:
    """What became of all reports.

    Attributes:
        made: Made and published.
        fresh: Up to date already.
        not_made: The others.
    """

    made: list[ReportRequest] = field(default_factory=list)
    fresh: list[ReportRequest] = field(default_factory=list)
    not_made: list[NotMade] = field(default_factory=list)
