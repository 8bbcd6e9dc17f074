"""Administrative-reform (CCHC) self-assessment reports, computed from dossier-level registers.

A notebook takes all it needs from here. Names are loaded when first used, so that the command line starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_report.presentation.fragment import landscape, show
    from cchc_report.presentation.marks import stated
    from cchc_report.presentation.numbering import Numbering
    from cchc_report.presentation.prose import bullets, enumerated, paragraph
    from cchc_report.report import Report, load_report
    from cchc_report.vietnamese_dates import long_date, short_date

_HOME = {
    "Numbering": "presentation.numbering",
    "Report": "report",
    "bullets": "presentation.prose",
    "enumerated": "presentation.prose",
    "landscape": "presentation.fragment",
    "load_report": "report",
    "long_date": "vietnamese_dates",
    "paragraph": "presentation.prose",
    "short_date": "vietnamese_dates",
    "show": "presentation.fragment",
    "stated": "presentation.marks",
}

__all__ = [
    "Numbering",
    "Report",
    "bullets",
    "enumerated",
    "landscape",
    "load_report",
    "long_date",
    "paragraph",
    "short_date",
    "show",
    "stated",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
