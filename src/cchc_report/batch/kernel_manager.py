"""The kernel that runs a report's notebook: a fresh process of this Python, whatever kernels the user has installed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from cchc_report.batch.warm.manager import WarmKernelManager

KERNEL_NAME = "python3"


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
