"""What the owner knows of a kernel's process, from the lines that come over its channel."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from cchc_report.batch.warm.launch import SERVER_LOST, ServerLostError, WarmProcess
from cchc_report.batch.warm.provisioner import launcher_arguments


@pytest.fixture
def channel() -> Iterator[tuple[WarmProcess, socket.socket]]:
    ours, theirs = socket.socketpair()
    process = WarmProcess(ours)
    yield process, theirs
    process.close()
    theirs.close()


Channel = tuple[WarmProcess, socket.socket]


@pytest.mark.parametrize("lines", [b"pid 12\nready 0\n", b"ready 0\npid 12\n"])
def test_a_kernel_has_started_when_server_and_kernel_say_so(channel: Channel, lines: bytes) -> None:
    process, theirs = channel
    theirs.sendall(lines)

    asyncio.run(asyncio.wait_for(process.started(), 5))

    assert (process.pid, process.poll()) == (12, None)


@pytest.mark.parametrize("first", [b"pid 12\n", b"ready 0\n"])
def test_one_of_them_is_not_enough(channel: Channel, first: bytes) -> None:
    process, theirs = channel
    theirs.sendall(first)

    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(process.started(), 0.05))


def test_a_line_may_come_in_pieces(channel: Channel) -> None:
    process, theirs = channel

    async def piecemeal() -> None:
        ended = asyncio.create_task(process.ended())
        for piece in (b"pi", b"d 12\nrea", b"dy 0\nexit -", b"9\n"):
            theirs.sendall(piece)
            await asyncio.sleep(0)
        await asyncio.wait_for(ended, 5)

    asyncio.run(piecemeal())
    assert (process.pid, process.returncode, process.wait()) == (12, -9, -9)


def test_a_server_that_goes_before_it_starts_a_kernel_is_told(channel: Channel) -> None:
    process, theirs = channel
    theirs.close()

    with pytest.raises(ServerLostError):
        asyncio.run(process.started())


def test_a_server_that_goes_later_takes_the_kernel_with_it(channel: Channel) -> None:
    process, theirs = channel
    theirs.sendall(b"pid 12\nready 0\n")
    theirs.close()

    assert process.wait() == SERVER_LOST


def test_waiting_has_an_end(channel: Channel) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        channel[0].wait(timeout=0.01)


def test_a_kernel_let_go_counts_as_killed(channel: Channel) -> None:
    process, theirs = channel
    process.close()

    assert process.poll() == -signal.SIGKILL
    assert theirs.recv(1) == b""


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "a.json"], ["-f", "a.json"]),
        ([sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "b"], ["-f", "b"]),
        (["/other/python", "-m", "ipykernel_launcher", "-f", "a.json"], None),
        ([sys.executable, "-O", "-m", "ipykernel_launcher", "-f", "a.json"], None),
        ([sys.executable, "script.py", "ipykernel_launcher"], None),
        ([sys.executable, "ipykernel_launcher"], None),
        (["R", "--slave", "-e", "IRkernel::main()"], None),
        ([], None),
    ],
)
def test_only_a_kernel_of_this_python_is_forked(command: list[str], arguments: list[str] | None) -> None:
    assert launcher_arguments(command) == arguments
