"""What ends a command from outside ends it as Ctrl-C does. Only the standard library is used: every command may ask."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_ENDING_SIGNALS = [each for each in (signal.SIGTERM, getattr(signal, "SIGHUP", None)) if each is not None]


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """Let SIGTERM, and a terminal that closes, end the body as Ctrl-C does: nothing is left half-written."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    # Under nohup a batch goes on when its terminal closes.
    ending = [number for number in _ENDING_SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in ending}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
