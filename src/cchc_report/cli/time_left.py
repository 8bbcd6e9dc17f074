"""How long a batch will still take, from how long its reports took."""

from __future__ import annotations

from collections.abc import Callable


class TimeLeft:
    """Expects that the reports that are left take as long as those that are done, as many at once as there were.

    Args:
        clock: Seconds since whenever.

    Example:
        >>> now = iter([30.0, 35.0])
        >>> left = TimeLeft(lambda: next(now))
        >>> left.one_done(30.0, left=4, at_once=2)  # four of thirty seconds, two at once: a minute
        >>> left.seconds()
        55.0
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._took: list[float] = []
        self._end: float | None = None

    def one_done(self, seconds: float, *, left: int, at_once: int) -> None:
        """Take note that a report is done.

        Args:
            seconds: How long it took.
            left: How many are not done.
            at_once: How many were ever made at once.
        """
        self._took.append(seconds)
        self._end = self._clock() + sum(self._took) / len(self._took) * left / at_once

    def seconds(self) -> float | None:
        """Return the seconds left, or `None` before the first report is done."""
        return None if self._end is None else max(self._end - self._clock(), 0.0)
