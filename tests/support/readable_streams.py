"""What people read in the files of a report, as it is written there: pages, cells, strings, text on paper, attachments.

Unlike `byte_streams`, which looks for words wherever they may be packed, this keeps every sign and leaves out what is
no text (fonts, pictures, compressed bytes): here one looks for signs that no text may hold.
"""

from __future__ import annotations

import html
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from support.byte_streams import strings_of_json, strings_of_pdf
from support.pdf_files import files_inside


def readable_texts(folder: Path) -> dict[str, str]:
    """Return the texts of the files in a folder, by where each stands."""
    return {
        place: text
        for path in sorted(folder.iterdir())
        if path.is_file()
        for place, text in _texts(path.name, path.read_bytes())
    }


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    match name.rpartition(".")[2]:
        case "html":
            yield name, html.unescape(content.decode("utf-8"))
        case "json" | "ipynb":
            yield name, "\n".join(strings_of_json(json.loads(content)))
        case "csv":
            yield name, content.decode("utf-8-sig")
        case "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                for member in book.namelist():
                    yield f"{name} › {member}", html.unescape(book.read(member).decode("utf-8"))
        case "pdf":
            command = ["pdftotext", "-raw", "-", "-"]
            said = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode("utf-8")
            yield name, said.replace("\f", "\n")
            yield f"{name} › strings", "\n".join(strings_of_pdf(content))
            for file in files_inside(content):
                yield from ((f"{name} › {place}", text) for place, text in _texts(file.name, file.content))
        case other:
            raise AssertionError(f"nobody said how to read {name} ({other})")
