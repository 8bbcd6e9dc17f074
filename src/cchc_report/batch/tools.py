"""Whether this machine can typeset the PDF: asked before a report is run, so that nobody waits for a failure."""

from __future__ import annotations

from cchc_report.errors import MissingToolError, Problem, Text, raise_all
from cchc_report.fonts import find_times_family
from cchc_report.machine import has_pango

PANGO_MISSING = Problem(
    code="tools.pango",
    what=Text(
        vi="máy này thiếu thư viện Pango, cần để tạo tệp PDF",
        en="this machine lacks the Pango libraries, which the PDF needs",
    ),
    remedy=Text(
        vi="cài bằng: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
        "(conda: conda install -c conda-forge pango)",
        en="install them: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
        "(conda: conda install -c conda-forge pango)",
    ),
)
TIMES_FONT_MISSING = Problem(
    code="tools.times-font",
    what=Text(
        vi="máy này không có phông Times New Roman hoặc phông cùng cỡ chữ (Liberation Serif, Tinos, TeX Gyre Termes)",
        en="this machine lacks Times New Roman or a font of its metrics (Liberation Serif, Tinos, TeX Gyre Termes)",
    ),
    remedy=Text(
        vi="cài bằng: sudo apt-get install fonts-liberation",
        en="install one: sudo apt-get install fonts-liberation",
    ),
)


def require_pdf_tools() -> None:
    """Return where the machine has what the PDF needs.

    Raises:
        MissingToolError: It does not; every missing thing with the command that installs it.
    """
    found = {PANGO_MISSING: has_pango(), TIMES_FONT_MISSING: find_times_family() is not None}
    raise_all(MissingToolError, [problem for problem, there in found.items() if not there])
