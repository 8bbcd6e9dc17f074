"""What stands where on the pages of a PDF, and in which type: measured from the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

POINTS_PER_MM = 72 / 25.4
_BLACK = {(0,), (0, 0, 0), 0}
_NEXT_LINE = 2.0


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one line of a page, in points from the page's upper left corner."""

    text: str
    chars: tuple[dict[str, Any], ...]

    @property
    def x0(self) -> float:
        return min(char["x0"] for char in self._inked)

    @property
    def x1(self) -> float:
        return max(char["x1"] for char in self._inked)

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return min(char["top"] for char in self.chars)

    @property
    def bottom(self) -> float:
        return max(char["bottom"] for char in self.chars)

    @property
    def baseline(self) -> float:
        """Distance of the baseline from the top of the page."""
        first = self.chars[0]
        page_height = first["top"] + first["y1"]
        return float(page_height - first["matrix"][5])

    @property
    def sizes(self) -> set[float]:
        return {round(char["size"], 2) for char in self.chars}

    @property
    def bold(self) -> bool:
        return all("Bold" in char["fontname"] for char in self._inked)

    @property
    def italic(self) -> bool:
        return all("Italic" in char["fontname"] for char in self._inked)

    @property
    def upright(self) -> bool:
        return not any("Italic" in char["fontname"] for char in self._inked)

    @property
    def light(self) -> bool:
        return not any("Bold" in char["fontname"] for char in self._inked)

    @property
    def black(self) -> bool:
        return all(char["non_stroking_color"] in _BLACK for char in self._inked)

    @property
    def _inked(self) -> list[dict[str, Any]]:
        """The characters that leave ink: a space may hang over the end of a line."""
        return [char for char in self.chars if char["text"].strip("\u00a0 ")]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line."""

    x0: float
    x1: float
    y: float
    thickness: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


def lines(page: Page) -> list[Run]:
    """Return the lines of a page as they were set, a new one where the baseline or the column changes."""
    found: list[list[dict[str, Any]]] = []
    for char in page.chars:
        if found and _goes_on(found[-1][-1], char):
            found[-1].append(char)
        else:
            found.append([char])
    return [Run("".join(char["text"] for char in chars), tuple(chars)) for chars in found if _has_ink(chars)]


def find(page: Page, text: str) -> Run:
    """Return where `text` stands on one line of the page; it must stand there once."""
    (found,) = occurrences(page, text)
    return found


def occurrences(page: Page, text: str) -> list[Run]:
    """Return every place where `text` stands within a line of the page."""
    wanted = text.replace("\u00a0", " ")
    return list(_occurrences(lines(page), wanted))


def rules(page: Page) -> list[Rule]:
    """Return the thin horizontal lines of a page."""
    return [
        Rule(each["x0"], each["x1"], (each["top"] + each["bottom"]) / 2, each["height"])
        for each in (*page.rects, *page.lines)
        if each["height"] < 3 < each["width"]
    ]


def rule_below(page: Page, run: Run, *, within: float = 12.0) -> Rule:
    """Return the rule under a line of text, at most `within` points below its baseline."""
    near = [
        rule
        for rule in rules(page)
        if run.baseline < rule.y <= run.baseline + within and rule.x0 < run.x1 and rule.x1 > run.x0
    ]
    (found,) = {(round(rule.x0, 1), round(rule.x1, 1)): rule for rule in near}.values()
    return found


def millimetres(points: float) -> float:
    """Return a length in millimetres."""
    return points / POINTS_PER_MM


def _occurrences(runs: Sequence[Run], wanted: str) -> Iterator[Run]:
    for run in runs:
        plain = run.text.replace("\u00a0", " ")
        start = plain.find(wanted)
        while start >= 0:
            yield Run(wanted, run.chars[start : start + len(wanted)])
            start = plain.find(wanted, start + 1)


def _goes_on(before: dict[str, Any], char: dict[str, Any]) -> bool:
    same_line = abs(before["matrix"][5] - char["matrix"][5]) < _NEXT_LINE
    return same_line and -_NEXT_LINE < char["x0"] - before["x1"] < max(before["size"], char["size"])


def _has_ink(chars: Sequence[dict[str, Any]]) -> bool:
    return any(char["text"].strip("\u00a0 ") for char in chars)
