"""The warm server: a process between an owner and the forkserver, started with an environment of our choice.

The standard library's forkserver takes its environment from the process that uses it, imports the main module of that
process in every child, and serves no daemonic process. So a small process of our own uses it: its main module is empty,
its environment fixes what a Python reads only when it starts (such as the seed of string hashes), and it lives exactly
as long as its owner holds the other end of its socket.
"""

from __future__ import annotations

import multiprocessing
import select
import shutil
import socket
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess

from cchc_report.batch.warm.kernel_process import run_kernel
from cchc_report.batch.warm.lifetime import kill_group
from cchc_report.batch.warm.messages import tell

PRELOAD = "cchc_report.batch.warm.preload"


def main() -> None:
    """Serve the owner until it lets go; arguments: the control socket's number, the folder of the kernels' sockets."""
    control, folder = socket.socket(fileno=int(sys.argv[1])), sys.argv[2]
    del sys.path[0]  # `python -c` puts the working directory there; a kernel adds its own
    tempfile.tempdir = folder  # what the forkserver leaves behind when it is killed goes with the rest
    multiprocessing.set_forkserver_preload([PRELOAD])
    forkserver.ensure_running()
    try:
        _Server(control).serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class _Server:
    """The kernels that run, each by the number of its process's sentinel and by that of the channel to its owner."""

    control: socket.socket
    poll: select.poll = field(default_factory=select.poll)
    by_sentinel: dict[int, tuple[ForkServerProcess, socket.socket]] = field(default_factory=dict)
    by_channel: dict[int, ForkServerProcess] = field(default_factory=dict)

    def serve(self) -> None:
        """Start a kernel for each channel that comes over the control socket, until the owner lets go of that.

        The kernels that still run are not touched: each lives as long as the owner holds its own channel.
        """
        self.poll.register(self.control, select.POLLIN)
        asked = True
        while asked or self.by_sentinel:
            for number, _ in self.poll.poll():
                if number in self.by_sentinel:
                    self._ended(number)
                elif number in self.by_channel:
                    self.poll.unregister(number)  # the owner let go
                    _kill(self.by_channel[number])
                elif number == self.control.fileno():
                    asked = self._asked()
                    if not asked:
                        self.poll.unregister(self.control)

    def _asked(self) -> bool:
        """Take a request, or say that there will be no more."""
        files: list[int] = []
        with suppress(OSError):
            _, files, _, _ = socket.recv_fds(self.control, 1, 1)
        if files:
            self._start(socket.socket(fileno=files[0]))
        return bool(files)

    def _start(self, channel: socket.socket) -> None:
        process = multiprocessing.get_context("forkserver").Process(target=run_kernel, args=(channel,))
        try:
            process.start()
        except (OSError, EOFError):  # the forkserver is no more; the next request starts another
            channel.close()
            return
        self.by_sentinel[process.sentinel] = process, channel
        self.by_channel[channel.fileno()] = process
        self.poll.register(process.sentinel, select.POLLIN)
        self.poll.register(channel, 0)  # its end only: what the owner writes is for the kernel
        with suppress(OSError):
            tell(channel, "pid", process.pid or 0)

    def _ended(self, sentinel: int) -> None:
        process, channel = self.by_sentinel.pop(sentinel)
        process.join()
        self.poll.unregister(sentinel)
        if self.by_channel.pop(channel.fileno(), None):
            with suppress(KeyError):
                self.poll.unregister(channel)
        with suppress(OSError):
            tell(channel, "exit", process.exitcode or 0)
        channel.close()
        process.close()


def _kill(process: ForkServerProcess) -> None:
    if process.pid and process.is_alive():
        kill_group(process.pid)
