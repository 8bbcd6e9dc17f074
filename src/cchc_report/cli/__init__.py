"""The command line: parse, call, print. Nothing heavy is imported before a command needs it; `--help` is quick."""

from __future__ import annotations

from typing import Final

EXIT_INTERRUPTED: Final = 130
"""What a shell expects of a command that Ctrl-C ended."""


def main() -> int:
    """Run the command line of this process and return its exit code (docs/commands.md)."""
    try:
        from cchc_report.cli.entry import run_this_process  # noqa: PLC0415  # importing the package stays free of typer

        return run_this_process()
    except KeyboardInterrupt:  # while the program loads, gets ready, or tells that it was interrupted
        return EXIT_INTERRUPTED
