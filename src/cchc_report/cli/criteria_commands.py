"""The commands `criteria check`, `criteria show` and `criteria schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_report.cli.app import DebugOption, LanguageOption, ProjectOption, _settings, criteria
from cchc_report.cli.help import VietnameseCommand
from cchc_report.cli.terminal import say


@criteria.callback(invoke_without_command=True)
def _criteria(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())


@criteria.command(cls=VietnameseCommand, help="Kiểm tra một tệp bộ tiêu chí: tổng điểm, mã, số mục, quy tắc, số liệu.")
def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .yaml của bộ tiêu chí.")],
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Validate a criteria file."""
    settings = _settings(ctx, None, lang, debug)
    from cchc_report.cli.criteria import check_file  # noqa: PLC0415  # loads pandas: known measures are computed

    return check_file(file, settings.language)


@criteria.command(cls=VietnameseCommand, help="In cây của một bộ tiêu chí trong params/criteria/.")
def show(
    ctx: typer.Context,
    set_id: Annotated[
        str, typer.Argument(metavar="BỘ", help="Tên bộ: tên tệp trong params/criteria/, không kèm .yaml.")
    ],
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Print a criteria set."""
    settings = _settings(ctx, project, lang, debug)
    from cchc_report.cli.criteria import show_set  # noqa: PLC0415  # loads pandas

    return show_set(settings.project, set_id, settings.language)


@criteria.command(cls=VietnameseCommand, help="In định dạng tệp bộ tiêu chí (JSON Schema), cho trình soạn thảo.")
def schema(ctx: typer.Context, lang: LanguageOption = None, debug: DebugOption = False) -> int:
    """Print the JSON Schema of criteria files."""
    _settings(ctx, None, lang, debug)
    from cchc_report.cli.criteria import print_schema  # noqa: PLC0415  # loads pandas

    return print_schema()
