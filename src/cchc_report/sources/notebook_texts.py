"""What the report's notebook tells by itself: its headings, the texts in its cells, and its comments.

Comments are not printed, but the notebook itself is published beside the report.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def notebook_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each text with the number of its cell, from 1.

    A file that is no notebook, and a cell that cannot run, print nothing; that is told elsewhere.

    Args:
        path: The notebook.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for number, (kind, source) in enumerate(sources, start=1):
        for text in (*_strings(source), *_comments(source)) if kind == "code" else (source,):
            yield number, text


def _parsed_as_in_a_notebook(source: str) -> ast.Module:
    """Return the tree of a cell with lines that only a notebook understands (`%matplotlib inline`, `!ls`)."""
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415  # heavy, and hardly ever wanted

    try:
        python = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]  # IPython's gap
        return ast.parse(python)
    except SyntaxError:
        return ast.Module([], [])  # it does not run


def _comments(source: str) -> Iterator[str]:
    # A cell that Python cannot read to its end has no comments beyond that place, and does not run.
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string.lstrip("# ")


def _strings(source: str) -> Iterator[str]:
    """Yield the texts of a cell; the parts of one f-string as one text, with dots where figures stand."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        tree = _parsed_as_in_a_notebook(source)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else " … " for part in node.values)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value
