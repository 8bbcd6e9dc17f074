"""What a report's kernel imports, loaded once in the forkserver: every kernel starts with it already there.

Only loading: no thread, no socket, no event loop may be left behind, because a fork copies none of them whole.
`matplotlib_inline.backend_inline` is left out on purpose: it ties itself to the running shell when it is loaded.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

from cchc_report.batch.warm.lifetime import die_with_parent

MODULES = (
    "cchc_report.batch.warm.kernel_process",
    "IPython.core.completer",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel_launcher",
    "numpy",
    "pandas",
    "pyarrow",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "pyarrow.vendored.version",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.style.core",
    "cchc_report.report",
    "holidays",
    "holidays.countries.vietnam",
    "importlib.readers",
    "importlib.resources._itertools",
    "encodings.cp437",
    "encodings.utf_8_sig",
    "encodings.utf_16_le",
)
PACKAGES = ("cchc_report.presentation", "cchc_report.scoring.rules", "cchc_report.sources.readers")
"""Packages whose modules are found by name while a report is computed."""


def preload() -> None:
    """Load everything. What cannot be loaded here fails again in the notebook, where its user is told."""
    for name in MODULES:
        _load(name)
    for name in PACKAGES:
        for module in iter_modules(getattr(_load(name), "__path__", ())):
            _load(f"{name}.{module.name}")


def _load(name: str) -> object:
    with suppress(Exception):
        return import_module(name)
    return None


die_with_parent()
_before = dict(os.environ)
preload()
SET_BY_LIBRARIES = {name: value for name, value in os.environ.items() if _before.get(name) != value}
"""Variables that libraries set when they are loaded (ipykernel does), and that a kernel's own environment lacks."""

# What is loaded stays: a kernel's garbage collector need not look through it, nor copy its pages by doing so.
gc.collect()
gc.freeze()
