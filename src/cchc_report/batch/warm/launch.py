"""The owner's side: start a warm server when it is first needed, keep it, and have kernels from it."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import wait as wait_for
from pathlib import Path

from cchc_report.batch.warm.messages import KernelRequest, send_request

WARM_KERNELS = sys.platform == "linux"
"""Elsewhere there is no fork, or (macOS) none that the system's own libraries survive."""

SERVER_LOST = 255
"""Exit code of a kernel whose end nobody saw; the standard library's forkserver says the same."""

SERVER_COMMAND = "from cchc_report.batch.warm.server import main; main()"
"""A program, not a module: the forkserver would load the main module again in every kernel."""

_KERNELS_OWN = frozenset(
    {
        "_",
        "CCHC_REPORT_LANG",
        "COLUMNS",
        "IPY_INTERRUPT_EVENT",
        "JPY_INTERRUPT_EVENT",
        "JPY_PARENT_PID",
        "JPY_SESSION_NAME",
        "LINES",
        "OLDPWD",
        "PWD",
        "PYTHONEXECUTABLE",  # which jupyter_client takes out on the way
        "PYTEST_CURRENT_TEST",
        "SHLVL",
    }
)
"""Variables that no library reads while it is loaded: kernels that differ in nothing else come from the same server."""

_NO_THREADS = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "OPENBLAS_NUM_THREADS": "1"}
"""A process with threads cannot be forked safely: libraries keep theirs for the kernel."""

_INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
"""A kernel sets this itself where nobody did, but matplotlib looks when it is loaded."""


_LONGEST_END = 10
"""Seconds."""


class ServerLostError(Exception):
    """The server ended before it started the kernel."""


class WarmProcess:
    """A kernel's process, with what `subprocess.Popen` offers to jupyter_client; closing it kills the kernel.

    Attributes:
        pid: Its process id.
        returncode: Exit code, negative for a signal; `None` while it runs.
    """

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket) -> None:
        channel.setblocking(False)
        self._channel = channel
        self._unread = b""
        self._ready = False
        self.pid = 0
        self.returncode: int | None = None

    async def started(self) -> None:
        """Wait until the kernel can be talked to, or has ended.

        Raises:
            ServerLostError: There is no such kernel.
        """
        while self.poll() is None and not (self._ready and self.pid):
            await self._news()
        if not self.pid:
            raise ServerLostError

    async def ended(self) -> None:
        """Wait until the kernel has ended."""
        while self.poll() is None:
            await self._news()

    def poll(self) -> int | None:
        """Return the exit code, or `None` while the kernel runs."""
        with suppress(BlockingIOError):
            while self.returncode is None:
                try:
                    said = self._channel.recv(1024)
                except ConnectionError:
                    said = b""
                if not said:
                    self.returncode = SERVER_LOST
                self._hear(said)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until the kernel has ended, and return its exit code."""
        while self.poll() is None:
            if not wait_for([self._channel], timeout):
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return self.returncode

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Let go of the kernel: the server kills it if it still runs."""
        self._channel.close()
        if self.returncode is None:
            self.returncode = -signal.SIGKILL

    def _hear(self, said: bytes) -> None:
        *lines, self._unread = (self._unread + said).split(b"\n")
        for line in lines:
            kind, number = line.split()
            if kind == b"ready":
                self._ready = True
            elif kind == b"pid":
                self.pid = int(number)
            else:
                self.returncode = int(number)

    async def _news(self) -> None:
        loop, something = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._channel, something.set)
        try:
            await something.wait()
        finally:
            loop.remove_reader(self._channel)


class WarmServer:
    """A warm server that this process started.

    Attributes:
        folder: Where its kernels' sockets and connection files lie; nobody else may enter.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cchc-"))
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # this Python, a module of ours
                [
                    sys.executable,
                    "-c",
                    SERVER_COMMAND,
                    str(theirs.fileno()),
                    str(self.folder),
                ],
                cwd=self.folder,  # empty: no file there takes the place of a library
                env=_INLINE | _NO_THREADS | dict(environment),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the owner
            )

    def launch(self, request: KernelRequest, stdout: int, stderr: int) -> WarmProcess:
        """Ask for a kernel.

        Raises:
            ServerLostError: The server is no more.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"k"], [theirs.fileno()])
            send_request(ours, request, stdout, stderr)
        except OSError as error:
            ours.close()
            raise ServerLostError from error
        return WarmProcess(ours)

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    def kill(self) -> None:
        """End the server and its kernels now."""
        self._process.kill()
        self.close()

    def close(self) -> None:
        """Let go of the server: it ends when its last kernel has ended."""
        self._control.close()

    def wait(self) -> None:
        """Wait until the server is no more, but not for long."""
        if self._owner == os.getpid():  # not in a fork of the owner
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LONGEST_END)
            shutil.rmtree(self.folder, ignore_errors=True)


class WarmServers:
    """The server of a process: one at a time, another when kernels need another environment or it was lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._environment: dict[str, str] = {}
        self._server: WarmServer | None = None
        self._former: list[WarmServer] = []

    def server(self, environment: Mapping[str, str]) -> WarmServer:
        """Return the server for kernels with this environment; a call takes milliseconds, not seconds.

        Loading goes on in the server's own process: call this early, and the first kernel need not wait.
        """
        common = {name: value for name, value in environment.items() if name not in _KERNELS_OWN}
        with self._lock:
            if self._server is None or common != self._environment:
                self._let_go()
                self._server, self._environment = WarmServer(common), common
            return self._server

    def lost(self, server: WarmServer) -> None:
        """Forget a server that starts no more kernels."""
        with self._lock:
            if self._server is server:
                self._let_go()

    def kill(self) -> None:
        """End the server with the kernels that it started, now; the next kernel comes from another server."""
        with self._lock:
            if self._server is not None:
                self._server.kill()
                self._let_go()

    def close(self) -> None:
        """Let go of all servers, and wait until they are no more."""
        with self._lock:
            self._let_go()
            while self._former:
                self._former.pop().wait()

    def _let_go(self) -> None:
        if self._server is not None:
            self._server.close()
            self._former.append(self._server)
            self._server = None


SERVERS = WarmServers()
"""The one thing that outlives a report on purpose: loading once for many reports is what a warm server is for."""

atexit.register(SERVERS.close)
