"""The kernel itself: what a newly forked process does to be as good as newly started, and to run the notebook."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence

from cchc_report.batch.warm.lifetime import die_with_parent
from cchc_report.batch.warm.messages import KernelRequest, receive_request, tell


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
    _as_if_newly_started(request)
    _run(request.arguments, channel)
    # A child of the forkserver leaves out what was registered for the end; cells may have registered something.
    atexit._run_exitfuncs()  # noqa: SLF001  # there is no public name for it


def _as_if_newly_started(request: KernelRequest) -> None:
    """Undo what tells a forked process from one that `python -m ipykernel_launcher` started."""
    # Loaded already in the forkserver, not in the server, which loads this module too; the first is an untyped script.
    import ipykernel_launcher  # type: ignore[import-untyped]  # noqa: PLC0415

    from cchc_report.batch.warm.preload import SET_BY_LIBRARIES  # noqa: PLC0415  # the same

    os.environ.clear()
    os.environ.update(SET_BY_LIBRARIES | dict(request.environment))
    time.tzset()
    sys.argv = [str(ipykernel_launcher.__file__), *request.arguments]
    multiprocessing.set_start_method(None, force=True)  # pools of a cell are made by fork, as ever
    _new_random_state()


def _run(arguments: Sequence[str], channel: socket.socket) -> None:
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  # the same

    app = IPKernelApp.instance(parent_handle=os.getppid())  # nobody started it from a shell: no advice on quitting
    app.initialize(list(arguments))  # type: ignore[no-untyped-call]  # ipykernel's gap
    # The sockets are bound: whoever connects from now on need not try twice.
    tell(channel, "ready")
    app.start()  # type: ignore[no-untyped-call]  # the same
    # At the end it would wait for its control thread, and that, now and then, for the output thread that has ended
    # already (seen once in some twelve kernels); nobody needs its sockets closed in a process that ends here.
    atexit.unregister(app.close)


def _new_random_state() -> None:
    """Part with the other kernels' random numbers; the standard library's `random` does so by itself."""
    if "numpy" in sys.modules:
        import numpy as np  # noqa: PLC0415  # the same

        np.random.seed()  # noqa: NPY002  # it is the old generator, common to a whole process, that was copied
