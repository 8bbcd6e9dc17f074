"""Help pages in Vietnamese, plain text, drawn from the commands and options themselves."""

from __future__ import annotations

import textwrap
from typing import Any

from typer.core import TyperCommand, TyperGroup

from cchc_report.cli.usage import unknown_command

WIDTH = 100
_HELP_OPTION = ("--help", "Hiện hướng dẫn này.")


class VietnameseCommand(TyperCommand):
    """A command whose help is in Vietnamese."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_page(ctx.command_path, self.help, self.params, [])


class VietnameseGroup(TyperGroup):
    """The program, with commands; its help is in Vietnamese."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        commands = [(name, command.short_help or command.help or "") for name, command in self.commands.items()]
        return help_page(ctx.command_path, self.help, self.params, commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` begin with.

        Raises:
            CommandLineError: There is none of this name.
        """
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise unknown_command(args[0], list(self.commands), ctx.command_path)
        return super().resolve_command(ctx, args)


def help_page(path: str, text: str | None, params: list[Any], commands: list[tuple[str, str]]) -> str:
    """Return a help page: how to call, what it does, arguments, options, commands.

    Args:
        path: The command with the program's name before it.
        text: What it does; paragraphs are divided by empty lines.
        params: typer's arguments and options.
        commands: Names of the commands below it, each with what it does.
    """
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option" and not param.hidden]
    names = [param.metavar for param in arguments]
    usage = " ".join([path, *names, "[TÙY CHỌN]", *(["LỆNH …"] if commands else [])])
    about = [[_wrapped(part, "  ")] for part in (text or "").strip().split("\n\n") if part]
    return "\n\n".join(
        [
            f"Cách dùng: {usage}",
            *("\n".join(part) for part in about),
            *_section("Lệnh", commands),
            *_section("Tham số", [(param.metavar, param.help or "") for param in arguments]),
            *_section("Tùy chọn", [*map(_row, options), _HELP_OPTION]),
        ]
    )


def _row(option: Any) -> tuple[str, str]:
    names = ", ".join(option.opts) + (f" {option.metavar}" if option.metavar and not option.is_flag else "")
    return names, (option.help or "") + (" Bắt buộc." if option.required else "")


def _section(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    width = max(len(name) for name, _ in rows) + 2
    lines = [_wrapped(text, "  " + name.ljust(width), " " * (width + 2)) for name, text in rows]
    return ["\n".join([f"{title}:", *lines])]


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=rest or first)
