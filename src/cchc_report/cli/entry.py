"""From the words of a command line to an exit code: the one place where an error becomes lines."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from cchc_report.cli import EXIT_INTERRUPTED
from cchc_report.cli import criteria_commands as _criteria  # noqa: F401  # commands of the program
from cchc_report.cli import diff as _diff  # noqa: F401  # the same
from cchc_report.cli import samples as _samples  # noqa: F401  # the same
from cchc_report.cli import verify as _verify  # noqa: F401  # the same
from cchc_report.cli.app import PROGRAM, app
from cchc_report.cli.streams import outlive_readers
from cchc_report.cli.terminal import say_error
from cchc_report.cli.usage import CommandLineError, command_line_error, command_path, is_usage_error
from cchc_report.errors import LANGUAGE_VARIABLE, Language, Text, UserError

EXIT_OK = 0
EXIT_UNEXPECTED = 1

_PACKAGE = Path(__file__).resolve().parents[1]


def run_this_process() -> int:
    """Run the command line of this process, with its streams and warnings set up, and return its exit code."""
    outlive_readers()
    arguments = sys.argv[1:]
    if not _wants_debug(arguments):
        # What libraries want to tell their developers is no message to an office.
        warnings.simplefilter("ignore")
    return run_command_line(arguments)


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error comes out as lines on the error stream.

    Args:
        arguments: The words after the name of the program.
    """
    language = chosen_language(arguments)
    try:
        code = _dispatch(arguments, language)
    except UserError as error:
        say_error(error.lines(language))
        return error.exit_code
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever else happens is told as what it is: a bug of ours
        say_error(_unexpected(error, language))
        if _wants_debug(arguments):
            traceback.print_exception(error)
        return EXIT_UNEXPECTED
    if code == EXIT_INTERRUPTED:
        say_error([_INTERRUPTED.in_language(language)])
    return code


def chosen_language(arguments: Sequence[str]) -> Language:
    """Return the language of this run: `--lang` wherever it stands, else the environment, else Vietnamese.

    It is looked for before parsing, because errors of parsing are told in it as well.
    """
    words = [*arguments]
    values = [words[i + 1] for i, word in enumerate(words[:-1]) if word == "--lang"]
    values += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return "en" if (values or [os.environ.get(LANGUAGE_VARIABLE, "vi")])[-1] == "en" else "vi"


def _dispatch(arguments: Sequence[str], language: Language) -> int:
    command = typer.main.get_command(app)
    try:
        result: Any = command.main([*arguments], prog_name=PROGRAM, standalone_mode=False, obj=language)
    except typer.Abort:
        return EXIT_INTERRUPTED
    except Exception as error:
        if isinstance(error, CommandLineError) or not is_usage_error(error):
            raise
        raise command_line_error(error, command_path(PROGRAM, command, arguments)) from error
    return result if isinstance(result, int) else EXIT_OK


def _wants_debug(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments


_INTERRUPTED = Text(
    vi="Đã dừng theo yêu cầu; kết quả đã lưu vẫn giữ nguyên. Chạy lại lệnh để làm tiếp phần còn thiếu.",
    en="Stopped as you asked; what was saved is as it was. Run the same command again to do what is missing.",
)


def _unexpected(error: Exception, language: Language) -> list[str]:
    """Say that the program is at fault. The exception's own text stays out: it may hold a citizen's data."""
    where = ""
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        if file.is_relative_to(_PACKAGE):
            where = f" ({file.relative_to(_PACKAGE).as_posix()}:{frame.lineno})"
    name = type(error).__name__
    what = Text(
        vi=f"lỗi không lường trước: {name}{where}",
        en=f"unexpected error: {name}{where}",
    )
    remedy = Text(
        vi="đây là lỗi của chương trình, không phải của số liệu; chạy lại với --debug và gửi nội dung hiện ra "
        "cho người phát triển",
        en="this is a bug in the program, not a fault of the data; run again with --debug and send what it prints "
        "to the developers",
    )
    return [what.in_language(language), f"  → {remedy.in_language(language)}"]
