"""The command `verify`: do published reports come out byte for byte when they are made again?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_report.cli.app import (
    LONGEST_TIMEOUT_SECONDS,
    MOST_JOBS,
    DebugOption,
    LanguageOption,
    ProjectOption,
    _number,
    _settings,
    app,
)
from cchc_report.cli.help import VietnameseCommand


@app.command(cls=VietnameseCommand, help="Lập lại báo cáo đã có ở chỗ tạm rồi so từng byte; không sửa báo cáo đã có.")
def verify(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="THƯ_MỤC…",
            help="Thư mục của một báo cáo, của một năm, hoặc của mọi báo cáo; mặc định là outputs/ của dự án.",
        ),
    ] = None,
    jobs: Annotated[
        str | None,
        typer.Option("--jobs", metavar="SỐ", help="Số báo cáo lập cùng lúc; mặc định bằng số lõi được dùng."),
    ] = None,
    timeout: Annotated[
        str | None,
        typer.Option("--timeout", metavar="GIÂY", help="Số giây tối đa để lập một báo cáo; mặc định không giới hạn."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="THƯ_MỤC",
            help="Giữ bản lập lại của báo cáo không giống bản đã có vào thư mục này; chưa có, hoặc đang trống.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả cho máy đọc.")] = False,
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Make reports again and compare."""
    settings = _settings(ctx, project, lang, debug)
    from cchc_report.cli.verification import VerifyOptions, verify_published  # noqa: PLC0415  # loads the batch

    return verify_published(
        VerifyOptions(
            start=settings.project,
            paths=tuple(paths or ()),
            language=settings.language,
            jobs=_number("--jobs", jobs, MOST_JOBS, ctx),
            timeout_seconds=_number("--timeout", timeout, LONGEST_TIMEOUT_SECONDS, ctx),
            keep=keep,
            as_json=as_json,
        )
    )
