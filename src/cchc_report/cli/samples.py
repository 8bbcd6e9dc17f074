"""The command `samples`: a project folder with a synthetic province, for newcomers, tests and benchmarks."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_report.cli.app import PROGRAM, DebugOption, LanguageOption, _settings, app
from cchc_report.cli.help import VietnameseCommand
from cchc_report.cli.terminal import say
from cchc_report.cli.usage import CommandLineError, bad_value, whole_number
from cchc_report.cli.years import years_of
from cchc_report.errors import Language, Problem, Text, raise_all

if TYPE_CHECKING:  # loads numpy and pyarrow, which the help page has no use for
    from cchc_report.samples.province import ProvinceOptions, ProvinceSize

FIRST_YEAR, LAST_YEAR = 2000, 2098
"""Years of which the working days are known, those before and after them included."""

MOST_DEPARTMENTS = 500
MOST_DOSSIERS = 5_000_000
MOST_DOSSIERS_OF_A_SHEET = 1_000_000
"""A worksheet has 1.048.576 rows, and what the year before left open needs some of them."""

_FORMATS = ("xlsx", "parquet", "csv")


@dataclass(frozen=True, slots=True)
class SampleWords:
    """The options as they were typed."""

    years: tuple[str, ...]
    departments: str
    seed: str
    dossiers: str | None
    format: str


@app.command(cls=VietnameseCommand, help="Tạo thư mục dự án có dữ liệu giả lập của cả một tỉnh, để học và thử.")
def samples(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    years: Annotated[
        list[str],
        typer.Option("--years", metavar="NĂM", help="Năm, hoặc khoảng năm như 2019-2023; ghi nhiều lần được."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", metavar="THƯ_MỤC", help="Thư mục sẽ tạo; chưa có, hoặc có nhưng đang trống."),
    ],
    departments: Annotated[
        str, typer.Option("--departments", metavar="SỐ", help="Số đơn vị; mặc định 20, đủ mọi loại từ 12 đơn vị.")
    ] = "20",
    seed: Annotated[
        str, typer.Option("--seed", metavar="SỐ", help="Số mầm: cùng số thì cùng dữ liệu, từng byte; mặc định 1.")
    ] = "1",
    dossiers: Annotated[
        str | None,
        typer.Option(
            "--dossiers", metavar="SỐ", help="Số hồ sơ mỗi đơn vị tiếp nhận một năm; mặc định tùy loại đơn vị."
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="xlsx|parquet|csv", help="Định dạng tệp hồ sơ; mặc định xlsx.")
    ] = "xlsx",
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Make a synthetic province."""
    settings = _settings(ctx, None, lang, debug)
    words = SampleWords(tuple(years), departments, seed, dossiers, format_)
    options = read_options(words, ctx.command_path)
    from cchc_report.cli.init import carried_project  # noqa: PLC0415  # copies files: no other command does
    from cchc_report.cli.new_folder import new_folder  # noqa: PLC0415  # the same
    from cchc_report.samples.province import write_province  # noqa: PLC0415  # loads numpy and pyarrow

    carried = carried_project()
    with new_folder(output) as unfinished:
        size = write_province(unfinished, carried, options)
    _tell(output, options, size, settings.language)
    return 0


def read_options(words: SampleWords, path: str) -> ProvinceOptions:
    """Return what the options mean.

    Args:
        words: The options.
        path: The command, for messages.

    Raises:
        CommandLineError: With everything that is wrong with them.
    """
    problems: list[Problem] = []
    years = _years(words.years, path, problems)
    departments = whole_number("--departments", words.departments, (1, MOST_DEPARTMENTS), path, problems)
    seed = whole_number("--seed", words.seed, (0, 2**32 - 1), path, problems)
    most = MOST_DOSSIERS_OF_A_SHEET if words.format == "xlsx" else MOST_DOSSIERS
    dossiers = None if words.dossiers is None else whole_number("--dossiers", words.dossiers, (1, most), path, problems)
    if words.format not in _FORMATS:
        expected = Text(vi="xlsx, parquet hoặc csv", en="xlsx, parquet or csv")
        problems += bad_value("--format", words.format, expected, path).problems
    raise_all(CommandLineError, problems)
    from cchc_report.samples.province import ProvinceOptions  # noqa: PLC0415  # loads numpy and pyarrow

    return ProvinceOptions(years, departments, seed, dossiers, words.format)  # type: ignore[arg-type]  # it is one of them


def _years(words: tuple[str, ...], path: str, problems: list[Problem]) -> tuple[int, ...]:
    span = f"{FIRST_YEAR}-{LAST_YEAR}"
    expected = Text(
        vi=f"một năm như 2020 hoặc khoảng năm như 2019-2023, trong khoảng {span}",
        en=f"a year such as 2020 or a range such as 2019-2023, within {span}",
    )
    years: set[int] = set()
    for word in words:
        try:
            named = years_of([word])
        except ValueError:
            named = ()
        if not named or min(named) < FIRST_YEAR or max(named) > LAST_YEAR:
            problems += bad_value("--years", word, expected, path).problems
        years.update(named)
    return tuple(sorted(years))


def _tell(output: Path, options: ProvinceOptions, size: ProvinceSize, language: Language) -> None:
    command = f"{PROGRAM} run --year {options.years[-1]} --department sct --project {shlex.quote(str(output))}"
    dossiers = f"{size.dossiers:,}".replace(",", ".")
    lines = (
        Text(
            vi=f"Đã tạo thư mục dự án {output} với dữ liệu giả lập: {size.departments} đơn vị, "
            f"{size.reports} bộ số liệu (đơn vị × năm), {dossiers} hồ sơ.",
            en=f"The project folder {output} is ready, with synthetic data: {size.departments} departments, "
            f"{size.reports} department-years, {size.dossiers} dossiers.",
        ),
        Text(
            vi="Mỗi đơn vị dùng để xem một tình huống; danh sách ở README.md của thư mục.",
            en="Each department shows one kind of case; README.md in the folder lists them.",
        ),
        Text(vi=f"Việc tiếp theo: {command}", en=f"Next: {command}"),
    )
    for line in lines:
        say(line.in_language(language))
