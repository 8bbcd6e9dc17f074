"""What a report's kernel starts with: an environment of our choice, and libraries that are loaded ahead.

Loads nothing heavy itself, so that a command can begin with it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from cchc_report.batch.warm.launch import SERVERS, WARM_KERNELS
from cchc_report.errors import LANGUAGE_VARIABLE, Language


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
