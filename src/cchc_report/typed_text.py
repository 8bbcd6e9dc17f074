r"""Text that people typed, in registers and parameters, made comparable and harmless, and otherwise left alone.

Rules: Unicode NFC; control characters, direction marks, zero-width characters and noncharacters are dropped (the last
also because the report marks its own figures with them); runs of blanks are one space, none at the ends. "hoà" and
"hòa" stay the two spellings that they are.
"""

from __future__ import annotations

import re
import unicodedata

_LAST_OF_PLANES = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are not blanks
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    f"\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}"  # halves of pairs, and noncharacters
)
_JUNK = re.compile(f"[{_DROPPED}]")


def clean_text(text: str) -> str:
    r"""Return a text in the form in which registers and parameters hold it (see the module's rules).

    Example:
        >>> clean_text("  Công\u200b  ty\n")
        'Công ty'
    """
    if _is_clean(text):
        return text
    return " ".join(unicodedata.normalize("NFC", _JUNK.sub("", text)).split())


def _is_clean(text: str) -> bool:
    """Return whether cleaning would not change a text; almost all are clean, and this is several times faster."""
    # No character that is dropped is printable, nor is any blank but the space.
    return (
        text.isprintable()
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
        and unicodedata.is_normalized("NFC", text)
    )
