"""What nbclient talks to: a manager whose kernels are warm, and a client that waits no longer than needed."""

from __future__ import annotations

from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type, default

from cchc_report.batch.warm.launch import WARM_KERNELS
from cchc_report.batch.warm.provisioner import PROVISIONER_NAME

_QUICK_ANSWER = 1.0
"""Seconds in which a kernel that has bound its sockets answers."""


class WarmKernelSpecs(KernelSpecManager):
    """The kernel of this Python, whatever kernels are installed under its name; provided warm where that can be."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"kernel_dirs": [], **settings})

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernel's description."""
        spec: KernelSpec = super().get_kernel_spec(kernel_name)
        if WARM_KERNELS and kernel_name == NATIVE_KERNEL_NAME:
            spec.metadata = spec.metadata | {"kernel_provisioner": {"provisioner_name": PROVISIONER_NAME}}
        return spec


class QuickKernelClient(AsyncKernelClient):
    """A client that is ready as soon as kernel and output channel are."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  # jupyter_client's name
        """Wait until the kernel answers and its outputs arrive.

        The base class then listens for another 0.2 s, for outputs of its own requests, which every reader of outputs
        ignores anyway. Where there is no quick answer, it takes over, with its retries and its word for a dead kernel.
        """
        self.kernel_info()
        try:
            await self.get_shell_msg(timeout=_QUICK_ANSWER)
            await self.get_iopub_msg(timeout=_QUICK_ANSWER)
        except Empty:
            await super().wait_for_ready(timeout=timeout)


class WarmKernelManager(AsyncKernelManager):
    """Manages one warm kernel."""

    client_factory = Type(QuickKernelClient, klass=AsyncKernelClient, config=True)

    @default("kernel_spec_manager")
    def _only_this_python(self) -> KernelSpecManager:
        return WarmKernelSpecs(parent=self)
