"""Kernel provisioner `cchc-warm`: jupyter_client asks it for a kernel's process and has one from the warm server.

Whatever the warm server cannot do (another Python, a system without fork, no server) is done as jupyter_client does it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from cchc_report.batch.warm.launch import SERVERS, WARM_KERNELS, ServerLostError, WarmProcess, WarmServer
from cchc_report.batch.warm.messages import KernelRequest

PROVISIONER_NAME = "cchc-warm"

_LAUNCHER = "ipykernel_launcher"
_LONGEST_SOCKET_NAME = 107
"""Bytes; the system's limit for the name of a local socket."""

_LONGEST_START_SECONDS = 60
"""Time within which a forked kernel is ready; it takes some milliseconds."""

_ATTEMPTS = 2
"""A server that served well until now may have been killed since."""


class WarmProvisioner(LocalProvisioner):
    """Kernels forked where everything is loaded, reached over local sockets that only this user can open."""

    process: Any  # a Popen, or what behaves like one

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose local sockets, in the server's folder, unless the connection was chosen already."""
        manager = self.parent
        environment = kwargs.get("env", os.environ)
        if WARM_KERNELS and manager is not None and not manager.connection_file and _absolute_paths(environment):
            try:
                stem = str(SERVERS.server(environment).folder / secrets.token_hex(4))
            except OSError as error:
                self.log.warning("No warm server: %s", error)
            else:
                if len(os.fsencode(f"{stem}-ipc-1")) <= _LONGEST_SOCKET_NAME:
                    manager.transport, manager.ip, manager.connection_file = "ipc", f"{stem}-ipc", f"{stem}.json"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Have the kernel forked; start it in the ordinary way where that cannot be."""
        process = await self._forked(cmd, **kwargs)
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait until the kernel has ended; return its exit code."""
        process = self.process
        if isinstance(process, WarmProcess):
            await process.ended()
        code = await super().wait()
        if isinstance(process, WarmProcess):
            process.close()
        return code

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel."""
        await super().kill(restart)
        await self._ended_soon()

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Take note of the kernel's end when it comes: jupyter_client would look for it ten times a second."""
        await super().shutdown_requested(restart)
        await self._ended_soon()

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the kernel."""
        await super().cleanup(restart)
        if isinstance(self.process, WarmProcess):
            self.process.close()

    async def _forked(self, cmd: list[str], **kwargs: Any) -> WarmProcess | None:
        environment = kwargs.get("env") or dict(os.environ)
        arguments = launcher_arguments(cmd)
        files = _file_number(kwargs.get("stdout"), 1), _file_number(kwargs.get("stderr"), 2)
        if not WARM_KERNELS or arguments is None or min(files) < 0 or not _absolute_paths(environment):
            return None
        variables = environment | {"JPY_PARENT_PID": str(os.getpid())}  # as jupyter_client has it
        request = KernelRequest(arguments, str(kwargs.get("cwd") or Path.cwd()), variables)
        for _ in range(_ATTEMPTS):
            server: WarmServer | None = None
            try:
                server = SERVERS.server(environment)
                return await self._started(server.launch(request, *files))
            except (OSError, ServerLostError) as error:
                self.log.warning("No kernel from the warm server: %s", error)
                if server is not None:
                    SERVERS.lost(server)
        return None

    @staticmethod
    async def _started(process: WarmProcess) -> WarmProcess:
        try:
            await asyncio.wait_for(process.started(), _LONGEST_START_SECONDS)
        except BaseException:
            process.close()
            raise
        return process

    async def _ended_soon(self) -> None:
        if isinstance(self.process, WarmProcess):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.ended(), self.get_shutdown_wait_time() / 2)


def launcher_arguments(cmd: list[str]) -> list[str] | None:
    """Return the arguments of ipykernel's launcher, if `cmd` runs that in this Python.

    Example:
        >>> launcher_arguments(["other-python", "-m", "ipykernel_launcher"]) is None
        True
    """
    if not cmd or cmd[0] != sys.executable or _LAUNCHER not in cmd:
        return None
    at = cmd.index(_LAUNCHER)
    # Options of Python itself, such as that for the debugger's sake, say nothing about the notebook.
    options_only = all(word.startswith("-X") for word in cmd[1 : at - 1])
    return cmd[at + 1 :] if cmd[at - 1] == "-m" and options_only else None


def _absolute_paths(environment: Mapping[str, str]) -> bool:
    """Say whether modules are looked for in the same places from any folder."""
    return all(map(os.path.isabs, filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))))


def _file_number(file: Any, inherited: int) -> int:
    """Return the number of an open file as `subprocess` takes it; what only `subprocess` can open has none."""
    if file is None:
        return inherited
    return file if isinstance(file, int) else int(file.fileno())
