"""What citizens and others type into fields: code, links, marks of other formats, signs that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from cchc_report.registers.schema import Kind
from cchc_report.registers.schemas import SCHEMAS
from support.planted import Row, dossier_rows, register_rows, sheet_of
from support.source_files import write_xlsx

RUN = "window.ran=1"
MARKUP = (
    f"<script>{RUN}</script>",
    f'<img src="http://tracker.example/x.png" onerror="{RUN}">',
    f'"><svg onload="{RUN}">',
    f"' onmouseover='{RUN}' x='",
    f'<a href="javascript:{RUN}">a</a>',
    "</style></title></textarea><!--",
    "]]><![CDATA[",
    f'<iframe srcdoc="&lt;script&gt;{RUN}&lt;/script&gt;"></iframe>',
    "<form action=http://tracker.example><button>b</button>",
    "<base href=http://tracker.example/>",
)
TEXT_MARKS = (
    f"[x](javascript:{RUN}) ![y](http://tracker.example/y.png) <http://tracker.example/>",
    "**đậm** __x__ `mã` | a | b | # tiêu đề",
    r"$\frac{a}{b}$ \(x^2\) $$\input{/etc/passwd}$$ \begin{align}z\end{align}",
    "&lt;b&gt; &#60;script&#62; &amp;amp; %3Cscript%3E",
    "{{ 7*7 }} {% raw %} {n} {0} %s ${HOME} #{1}",
)
FORMULAS = ('=HYPERLINK("http://tracker.example","x")', "+1+1", "-1-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "|cmd")
UNSEEN = (
    "ph\u202eải\u202c\u2066x\u2069 \u200bkhông\ufeff\u200f\u061c "
    "\ufdd0settlement.settled\ufdd199\ufdd2 \x00\x1b[31m\x7f"
)
SEEN = "phảix không settlement.settled99 [31m"
"""What is left of `UNSEEN`."""

NO_SHAPE = "\ue000漢字\u0e01\u0e48\U0001f1fb\U0001f1f3"
"""Letters that hardly a machine's fonts can draw; the first is one of private use, of which nobody knows the shape."""

SHORT = " ".join((*MARKUP, *TEXT_MARKS, NO_SHAPE))
LONG = "Nguyễn" * 1667
"""Ten thousand letters without a blank."""
QUITE_LONG = "Hương" * 300
"""Longer than any line and most cells, in every other place: ten thousand letters take long to set."""
OF_LONG_TEXT = {("procedures", "name"), ("decisions", "summary"), ("evidence", "title"), ("scores", "reason")}
"""Columns with ten thousand letters; they are shown in text, tables, notes and lists."""


def make_hostile(project: Path) -> None:
    """Write hostile text into every text cell of `project`, a copy of the sample, and into its parameters."""
    folder = project / "data" / "2020" / "sct"
    for path in folder.iterdir():
        path.unlink()
    write_xlsx(folder / "dossiers.xlsx", {"Sheet1": sheet_of(SCHEMAS[0], _hostile_rows("dossiers", dossier_rows()))})
    sheets = {
        str(schema.sheet): sheet_of(schema, _hostile_rows(schema.name, register_rows(schema.name)))
        for schema in SCHEMAS
        if schema.sheet
    }
    write_xlsx(folder / "registers.xlsx", sheets)
    _edit_parameters(project / "params")


def _hostile_rows(register: str, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the rows with hostile text; long words stand in the first one alone, they take long to set."""
    return [_hostile(register, row, first=number == 0) for number, row in enumerate(rows)]


def _hostile(register: str, row: Row, *, first: bool) -> dict[str, Any]:
    """Return a row with hostile text in every text column that it does not fill, and after the names that it does."""
    filled = dict(row)
    for number, column in enumerate(next(s for s in SCHEMAS if s.name == register).columns):
        if column.kind not in {Kind.TEXT, Kind.CODE}:
            continue
        mine = f"{FORMULAS[number % len(FORMULAS)]} {register}.{column.name} {SHORT} {UNSEEN}"
        long = (LONG if (register, column.name) in OF_LONG_TEXT else QUITE_LONG) if first else ""
        if column.name not in filled:
            filled[column.name] = f"{mine} {long}" if column.kind is Kind.TEXT else mine
        elif column.kind is Kind.TEXT and filled[column.name]:
            filled[column.name] = f"{filled[column.name]} {mine} {long}"
    return filled


def _edit_parameters(params: Path) -> None:
    department_file, listed_file = params / "2020" / "sct.yaml", params / "departments.yaml"
    of_department = yaml.safe_load(department_file.read_text("utf-8"))
    of_department["difficulties"] = [f"{formula} {SHORT} {UNSEEN}" for formula in FORMULAS] + [LONG]
    of_department["recommendations"] = [UNSEEN]
    of_department["document"] |= {"symbol": "BC-<b>SCT", "filed_by": f"{SHORT} {UNSEEN}", "recipients": [SHORT, LONG]}
    of_department["document"]["signer"] |= {"title": f"<b>Giám đốc</b> {UNSEEN}", "name": f"<script>{RUN}</script>"}
    department_file.write_text(yaml.safe_dump(of_department, allow_unicode=True), "utf-8")
    listed = yaml.safe_load(listed_file.read_text("utf-8"))
    listed["departments"][0] |= {
        "name": f"Sở {SHORT} {UNSEEN}",
        "website": f"javascript:{RUN}",
        "portal": "http://x/<b>",
    }
    listed_file.write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
