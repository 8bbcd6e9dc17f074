"""Exit codes that several commands share (docs/commands.md)."""

from __future__ import annotations

EXIT_DIFFERENT = 10
"""What was compared is not the same."""
