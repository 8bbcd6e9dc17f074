"""The kernel that runs a report's notebook: a fresh process of this Python, with an environment of our choice."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TextIO

from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from cchc_report.batch.warm.launch import SERVERS, WARM_KERNELS
from cchc_report.batch.warm.manager import WarmKernelManager
from cchc_report.errors import LANGUAGE_VARIABLE, Language

KERNEL_NAME = "python3"


def kernel_environment(language: Language, inherited: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables of a report's kernel.

    What would make two runs differ, or write where a report does not belong, is fixed: string hashing, the drawing
    backend (the one of a notebook, whatever the user's shell says), and the debugger, which complains on terminals.

    Args:
        language: Language of the messages that the notebook may raise.
        inherited: Variables to start from; those of this process by default.
    """
    return {
        **(os.environ if inherited is None else inherited),
        LANGUAGE_VARIABLE: language,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def load_ahead(language: Language) -> None:
    """Begin to load what kernels need, in a process of its own, while this one reads data.

    Returns at once; the first kernel waits for less. What fails here is met, and told, when the first kernel starts.

    Args:
        language: Language of the messages that the notebooks may raise.
    """
    if WARM_KERNELS:
        with suppress(OSError):
            SERVERS.server(kernel_environment(language))


def report_kernel_manager(environment: Mapping[str, str], output: TextIO) -> type[AsyncKernelManager]:
    """Return a kernel manager class for one run; nbclient takes a class and makes the instance itself.

    Handing the environment to the child directly leaves `os.environ` of this process alone, so that several reports may
    run in one process. The kernel is always this Python, whatever kernels the user has installed under the same name.

    Args:
        environment: All variables of the kernel.
        output: Open file that takes what the kernel process itself writes, such as its last words before it dies.
    """

    class ReportKernelManager(WarmKernelManager):
        @default("transport_encryption")
        def _where_both_ends_can(self) -> str:
            return "auto"

        async def start_kernel(self, **kwargs: Any) -> None:  # type: ignore[override]  # the base assigns it the same way
            await super().start_kernel(**kwargs, env=dict(environment), stdout=output, stderr=output)

    return ReportKernelManager
