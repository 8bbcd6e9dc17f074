"""How long a batch will still take, from how long its reports took."""

from __future__ import annotations

from collections.abc import Callable


class TimeLeft:
    """Expects that reports go on being made as fast as they were on the whole, by however many workers.

    Args:
        clock: Seconds since whenever.

    Example:
        >>> now = iter([0.0, 30.0, 35.0])
        >>> left = TimeLeft(lambda: next(now))
        >>> left.begun(), left.one_done(left=2)  # thirty seconds for one, so sixty for two
        (None, None)
        >>> left.seconds()
        55.0
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._start: float | None = None
        self._end: float | None = None
        self._done = 0

    def begun(self) -> None:
        """Take note that a report has begun; the first one counts."""
        if self._start is None:
            self._start = self._clock()

    def one_done(self, *, left: int) -> None:
        """Take note that a report is done.

        Args:
            left: How many are not.
        """
        if self._start is not None:
            self._done += 1
            now = self._clock()
            self._end = now + (now - self._start) / self._done * left

    def seconds(self) -> float | None:
        """Return the seconds left, or `None` before the first report is done."""
        return None if self._end is None else max(self._end - self._clock(), 0.0)
