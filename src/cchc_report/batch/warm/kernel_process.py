"""The kernel itself: what a newly forked process does to be as good as newly started, and to run the notebook."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time

from cchc_report.batch.warm.lifetime import die_with_parent
from cchc_report.batch.warm.messages import receive_request, tell


def run_kernel(channel: socket.socket) -> None:
    """Become the kernel that the owner asks for over `channel`, until it is told to shut down."""
    die_with_parent()
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    request, stdout, stderr = receive_request(channel)
    for file, standard in ((stdout, 1), (stderr, 2)):
        os.dup2(file, standard)
        os.close(file)
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    _new_random_state()
    sys.argv = ["ipykernel_launcher", *request.arguments]

    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  # loaded already, in the forkserver; not in the server

    app = IPKernelApp.instance(parent_handle=os.getppid())  # nobody started it from a shell: no advice on quitting
    app.initialize(list(request.arguments))  # type: ignore[no-untyped-call]  # ipykernel's gap
    # The sockets are bound: whoever connects from now on need not try twice.
    tell(channel, "ready")
    app.start()  # type: ignore[no-untyped-call]  # the same


def _new_random_state() -> None:
    """Part with the other kernels' random numbers; the standard library's `random` does so by itself."""
    if "numpy" in sys.modules:
        import numpy as np  # noqa: PLC0415  # the same

        np.random.seed()  # noqa: NPY002  # it is the old generator, common to a whole process, that was copied
