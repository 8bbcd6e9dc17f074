"""The command `diff`: which parameters, sources, figures, scores and findings differ between two reports?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_report.cli.app import DebugOption, LanguageOption, _settings, app
from cchc_report.cli.help import VietnameseCommand


@app.command(cls=VietnameseCommand, help="So hai báo cáo theo manifest.json: tham số, nguồn, số liệu, điểm, phát hiện.")
def diff(
    ctx: typer.Context,
    one: Annotated[Path, typer.Argument(metavar="A", help="Thư mục của một báo cáo, hoặc tệp manifest.json của nó.")],
    other: Annotated[Path, typer.Argument(metavar="B", help="Báo cáo để so với A.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả cho máy đọc.")] = False,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Compare two manifests."""
    settings = _settings(ctx, None, lang, debug)
    from cchc_report.cli.differences import tell_differences  # noqa: PLC0415  # loads numpy, with the numbers' format

    return tell_differences(one, other, as_json=as_json, language=settings.language)
