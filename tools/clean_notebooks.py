"""Keep notebooks in git free of outputs, counters and traces of a machine.

`python tools/clean_notebooks.py` cleans those of `notebooks/` (or the given files); with `--check` it only says what
is not clean, and exits with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
"""The kernel of every notebook: each installation of ipykernel calls itself `python3`."""

KEPT_CELL_METADATA = frozenset({"tags", "editable", "slideshow", "jupyter"})


def cleaned(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return `notebook` as it should stand in git: no outputs, no counters, only metadata that an author writes."""
    cells = [_cleaned_cell(cell) for cell in notebook["cells"]]
    return {**notebook, "cells": cells, "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}}}


def _cleaned_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {key: value for key, value in cell.get("metadata", {}).items() if key in KEPT_CELL_METADATA}
    if cell["cell_type"] != "code":
        return {**cell, "metadata": metadata}
    return {**cell, "metadata": metadata, "outputs": [], "execution_count": None}


def as_text(notebook: Mapping[str, Any]) -> str:
    """Return the file's text in the form in which Jupyter writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Clean or check notebooks; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 where a notebook is not clean"
    )
    parser.add_argument("files", nargs="*", type=Path, help="notebooks; by default those of notebooks/")
    options = parser.parse_args(arguments)
    files: list[Path] = options.files or sorted(Path("notebooks").glob("*.ipynb"))
    dirty = 0
    for file in files:
        written = file.read_text(encoding="utf-8")
        clean = as_text(cleaned(json.loads(written)))
        if clean == written:
            continue
        dirty += 1
        if options.check:
            print(f"{file}: not clean; run `make format`")
        else:
            file.write_text(clean, encoding="utf-8")
    return 1 if dirty and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
