"""Mistakes in the command line itself, told in the two languages of the product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

import typer

from cchc_report.errors import Problem, Text, UserError, shortened
from cchc_report.suggestions import nearest

_EXTRA_WORDS = re.compile(r"unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)$", re.DOTALL)


class CommandLineError(UserError):
    """The command was called in a way that it does not understand (exit code 2)."""

    exit_code: ClassVar[int] = 2


def is_usage_error(error: Exception) -> bool:
    """Return whether `error` is one that typer raises for a command line that it cannot parse."""
    # typer has its parser inside since some version, and took click's before: the base class has two addresses.
    return isinstance(error, typer.BadParameter.__mro__[1])


def command_line_error(error: Any, path: str) -> CommandLineError:
    """Return typer's usage error in our own words.

    Args:
        error: An exception for which `is_usage_error` holds.
        path: The command as far as it was understood, for errors that do not know theirs.
    """
    known = path if error.ctx is None else error.ctx.command_path
    return CommandLineError(Problem("usage.wrong", _what(error), see_help(known)))


def command_path(program: str, command: Any, words: Sequence[str]) -> str:
    """Return the program with the names of the commands in `words`: `cchc-report criteria check`.

    Args:
        program: Name of the program.
        command: Its command, as typer makes it.
        words: The words after the program's name.
    """
    path = program
    for word in words:
        below = getattr(command, "commands", {}).get(word)
        if below is not None:
            path, command = f"{path} {word}", below
    return path


def unknown_command(name: str, known: list[str], path: str) -> CommandLineError:
    """Return the error for a command that does not exist."""
    vi, en = _did_you_mean(name, known)
    shown = shortened(name)
    what = Text(vi=f'không có lệnh "{shown}"{vi}', en=f'there is no command "{shown}"{en}')
    return CommandLineError(Problem("usage.unknown-command", what, see_help(path)))


def bad_value(option: str, value: object, expected: Text, path: str) -> CommandLineError:
    """Return the error for an option's value that is not what is `expected`."""
    shown = shortened(value)
    what = Text(
        vi=f'giá trị "{shown}" của {option} không hợp lệ: cần {expected.vi}',
        en=f'the value "{shown}" of {option} is not valid: {expected.en} is needed',
    )
    return CommandLineError(Problem("usage.bad-value", what, see_help(path)))


def whole_number(option: str, text: str, span: tuple[int, int], path: str, problems: list[Problem]) -> int:
    """Return the whole number that an option's value names; where it names none within `span`, add to `problems`.

    Args:
        option: Name of the option.
        text: Its value as it was typed.
        span: The least and the greatest number that make sense.
        path: The command, for messages.
        problems: Gets what is wrong.
    """
    least, most = span
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else least - 1
    if not least <= number <= most:
        expected = Text(vi=f"một số nguyên từ {least} đến {most}", en=f"a whole number from {least} to {most}")
        problems += bad_value(option, text, expected, path).problems
    return number


def see_help(path: str) -> Text:
    """Return the advice to look at the help of the command `path`."""
    return Text(vi=f"xem cách dùng: {path} --help", en=f"see how to call it: {path} --help")


def _what(error: Any) -> Text:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        name = error.option_name
        known = [option for param in error.ctx.command.params for option in param.opts] if error.ctx else []
        vi, en = _did_you_mean(name, known)
        return Text(vi=f"không có tùy chọn {shortened(name)}{vi}", en=f"there is no option {shortened(name)}{en}")
    if kind == "MissingParameter" and error.param is not None:
        name = error.param.opts[0] if error.param.opts[0].startswith("-") else error.param.metavar
        return Text(vi=f"thiếu {name}", en=f"{name} is missing")
    if kind == "BadOptionUsage":
        return _what_of_option(error.option_name, lacks_value="requires" in error.message)
    message = error.format_message()
    if extra := _EXTRA_WORDS.search(message):
        words = shortened(extra["words"])
        return Text(vi=f"thừa tham số: {words}", en=f"unexpected argument: {words}")
    return Text(vi=f"cách gọi lệnh không đúng ({message})", en=message)


def _what_of_option(name: str, *, lacks_value: bool) -> Text:
    if lacks_value:
        return Text(vi=f"tùy chọn {name} thiếu giá trị", en=f"the option {name} needs a value")
    return Text(vi=f"tùy chọn {name} không nhận giá trị", en=f"the option {name} takes no value")


def _did_you_mean(name: str, known: list[str]) -> tuple[str, str]:
    near = nearest(name, known)
    return (f'; có phải là "{near}"?', f'; did you mean "{near}"?') if near else ("", "")
