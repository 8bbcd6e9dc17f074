"""Letters that no font of the machine can draw: on paper their numbers in Unicode stand in their place.

Somebody may type an emoji or write a name in Chinese. An archive's PDF may hold no letter without a shape, nor one of
Unicode's private use, of which nobody knows what it means (ISO 19005-3, 6.2.11.7.3 and 6.2.11.8; ISO 14289-1, 7.21.8).
The page on screen and the workbook show what was typed.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from lxml.html import HtmlElement

from cchc_report.machine import pango_library

_PRIVATE_USE = "Co"


def spell_out_undrawable_letters(root: HtmlElement) -> None:
    """Replace, in every text of a tree, letters that cannot be drawn: `漢字` by `[U+6F22 U+5B57]`.

    Without Pango nothing is replaced: no paper is made either.
    """
    undrawable = undrawable_letters(set(root.text_content()))
    if not undrawable:
        return
    run = re.compile(f"[{re.escape(''.join(sorted(undrawable)))}]+")
    for element in root.iter():
        if element.text:
            element.text = run.sub(_spelled_out, element.text)
        if element.tail:
            element.tail = run.sub(_spelled_out, element.tail)


def undrawable_letters(letters: Iterable[str]) -> frozenset[str]:
    """Return those of `letters` that no font of this machine has, or that have no meaning for others."""
    asked = sorted(letters)
    private = frozenset(letter for letter in asked if unicodedata.category(letter) == _PRIVATE_USE)
    missing = _missing_shapes()
    if missing is None or not missing("".join(asked)):  # all of them at once: nearly always there is none
        return private
    return private | {letter for letter in asked if missing(letter)}


def _spelled_out(found: re.Match[str]) -> str:
    return "[" + " ".join(f"U+{ord(letter):04X}" for letter in found[0]) + "]"


@cache
def _missing_shapes() -> Callable[[str], int] | None:
    """Return the function that counts the letters of a text without a shape; it asks who sets the lines of the PDF."""
    pango, fonts = pango_library("pango"), pango_library("pangoft2")
    if pango is None or fonts is None:
        return None
    pointer = ctypes.c_void_p
    for function in (fonts.pango_ft2_font_map_new, pango.pango_font_map_create_context, pango.pango_layout_new):
        function.restype = pointer
    pango.pango_layout_set_text.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int]
    pango.pango_layout_get_unknown_glyphs_count.argtypes = [pointer]
    context = pango.pango_font_map_create_context(pointer(fonts.pango_ft2_font_map_new()))
    layout = pango.pango_layout_new(pointer(context))

    def missing(text: str) -> int:
        encoded = text.encode()
        pango.pango_layout_set_text(layout, encoded, len(encoded))
        return int(pango.pango_layout_get_unknown_glyphs_count(layout))

    return missing
