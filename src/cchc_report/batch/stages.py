"""What a batch tells while it works: one report passes through these stages, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal, TypeAlias

from cchc_report.errors import Text

StageId = Literal["validate", "execute", "html", "pdf", "publish"]

STAGE_NAMES: dict[StageId, Text] = {
    "validate": Text(vi="đọc dữ liệu", en="read data"),
    "execute": Text(vi="chạy sổ tay", en="run notebook"),
    "html": Text(vi="xuất HTML", en="export HTML"),
    "pdf": Text(vi="xuất PDF", en="export PDF"),
    "publish": Text(vi="lưu kết quả", en="publish"),
}


NO_DETAIL = Text(vi="", en="")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of one report, as it stands now.

    Attributes:
        id: Which stage.
        detail: What came out of it, in few words; empty while it runs.
        seconds: How long it took; `None` while it runs.
    """

    id: StageId
    detail: Text = NO_DETAIL
    seconds: float | None = None

    @property
    def name(self) -> Text:
        """The stage's name in the two languages."""
        return STAGE_NAMES[self.id]

    @property
    def finished(self) -> bool:
        """Whether the stage is over."""
        return self.seconds is not None


Progress: TypeAlias = Callable[[Stage], None]
"""Told twice of each stage: when it starts, and when it has finished. A stage that fails is not told of again."""


@contextmanager
def stage(id_: StageId, progress: Progress) -> Iterator[Callable[[Text], None]]:
    """Time one stage and tell `progress` of its start and its end; the caller gets a function to set the detail."""
    running = Stage(id_)
    details = [running.detail]
    progress(running)
    start = perf_counter()
    yield details.append
    progress(replace(running, detail=details[-1], seconds=perf_counter() - start))
