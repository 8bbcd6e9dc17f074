"""Mistakes in the command line itself, told in the two languages of the product."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import typer

from cchc_report.errors import Problem, Text, UserError, shortened
from cchc_report.suggestions import nearest

_IN_PARENTHESES = re.compile(r"\((?P<words>.*)\)")


class CommandLineError(UserError):
    """The command was called in a way that it does not understand (exit code 2)."""

    exit_code: ClassVar[int] = 2


def is_usage_error(error: Exception) -> bool:
    """Return whether `error` is one that typer raises for a command line that it cannot parse."""
    # typer has its parser inside since some version, and took click's before: the base class has two addresses.
    return isinstance(error, typer.BadParameter.__mro__[1])


def command_line_error(error: Any) -> CommandLineError:
    """Return typer's usage error in our own words.

    Args:
        error: An exception for which `is_usage_error` holds.
    """
    path = error.ctx.command_path if error.ctx is not None else "cchc-report"
    return CommandLineError(Problem("usage.wrong", _what(error), see_help(path)))


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
        name = error.param.opts[0] if error.param.opts[0].startswith("-") else error.param.make_metavar(error.ctx)
        return Text(vi=f"thiếu {name}", en=f"{name} is missing")
    if kind == "BadOptionUsage":
        name = error.option_name
        return Text(
            vi=f"tùy chọn {name} dùng không đúng: thiếu hoặc thừa giá trị", en=f"{name}: {error.format_message()}"
        )
    extra = _IN_PARENTHESES.search(error.format_message())
    if "unexpected extra argument" in error.format_message() and extra:
        words = shortened(extra["words"])
        return Text(vi=f"thừa: {words}", en=f"too much: {words}")
    message = error.format_message()
    return Text(vi=f"cách gọi lệnh không đúng ({message})", en=message)


def _did_you_mean(name: str, known: list[str]) -> tuple[str, str]:
    near = nearest(name, known)
    return (f'; có phải là "{near}"?', f'; did you mean "{near}"?') if near else ("", "")
