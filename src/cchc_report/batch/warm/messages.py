"""What owner, server and kernel tell each other over a kernel's channel, a pair of connected sockets.

Owner to kernel: one `KernelRequest` with two open files. To the owner: lines; the server says `pid N` and `exit CODE`,
the kernel says `ready`. Either side reads the end of the channel when the other is no more.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["pid", "ready", "exit"]

_LENGTH = struct.Struct("!Q")
_FILES = 2


@dataclass(frozen=True, slots=True)
class KernelRequest:
    """How a kernel is to run.

    Attributes:
        arguments: Of `ipykernel_launcher`.
        folder: Working directory.
        environment: All its variables.
    """

    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]


def send_request(channel: socket.socket, request: KernelRequest, stdout: int, stderr: int) -> None:
    """Send a request, with the open files that the kernel writes to."""
    # The escapes of JSON carry any file name and variable, those that are no valid text included.
    payload = json.dumps(asdict(request)).encode()
    socket.send_fds(channel, [_LENGTH.pack(len(payload))], [stdout, stderr])
    channel.sendall(payload)


def receive_request(channel: socket.socket) -> tuple[KernelRequest, int, int]:
    """Return the request and its two files.

    Raises:
        EOFError: The owner is no more.
    """
    start, files, _, _ = socket.recv_fds(channel, _LENGTH.size, _FILES)
    if len(files) != _FILES:
        raise EOFError
    (length,) = _LENGTH.unpack(start + _read(channel, _LENGTH.size - len(start)))
    return KernelRequest(**json.loads(_read(channel, length))), files[0], files[1]


def tell(channel: socket.socket, kind: Kind, number: int = 0) -> None:
    """Tell the owner something."""
    channel.sendall(f"{kind} {number}\n".encode())


def _read(channel: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = channel.recv(length - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
