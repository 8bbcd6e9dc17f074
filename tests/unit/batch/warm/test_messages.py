"""What owner and kernel tell each other arrives as it was sent."""

from __future__ import annotations

import os
import socket
import tempfile
import threading

import pytest

from cchc_report.batch.warm.messages import KernelRequest, receive_request, send_request

REQUESTS = [
    KernelRequest(["-f", "kết nối.json"], "/dự án {year}", {"LANG": "vi_VN.UTF-8"}),
    KernelRequest([], "/", {"NO_TEXT": os.fsdecode(b"\xff\xfe"), "LONG": "dài" * 300_000}),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=["usual", "long and no valid text"])
def test_a_request_arrives_with_its_files(request_: KernelRequest) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        sender = threading.Thread(target=send_request, args=(ours, request_, out.fileno(), error.fileno()))
        sender.start()
        received, *files = receive_request(theirs)
        sender.join()

        assert received == request_
        for number, file in zip(files, (out, error), strict=True):
            assert os.path.sameopenfile(number, file.fileno())
            os.close(number)


def test_an_owner_that_is_no_more_asks_for_nothing() -> None:
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs, pytest.raises(EOFError):
        receive_request(theirs)


def test_a_request_cut_short_is_none() -> None:
    ours, theirs = socket.socketpair()
    with theirs, tempfile.TemporaryFile() as file:
        socket.send_fds(ours, [(100).to_bytes(8, "big") + b"{"], [file.fileno(), file.fileno()])
        ours.close()
        with pytest.raises(EOFError):
            receive_request(theirs)
