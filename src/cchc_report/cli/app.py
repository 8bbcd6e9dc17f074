"""The commands and their options. Each command imports what it needs when it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from cchc_report.cli.help import VietnameseCommand, VietnameseGroup
from cchc_report.cli.terminal import say
from cchc_report.cli.usage import CommandLineError, bad_value, whole_number
from cchc_report.cli.years import years_of
from cchc_report.errors import Language, Problem, Text, raise_all

Edition: TypeAlias = Literal["internal", "public"]

PROGRAM = "cchc-report"

MOST_JOBS = 1000
LONGEST_TIMEOUT_SECONDS = 1_000_000

_LANGUAGES = ("vi", "en")
_DASK_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[^\s:/@]+|\[[0-9A-Fa-f:]+\]):\d{1,5}", re.ASCII)

app = typer.Typer(
    name=PROGRAM,
    cls=VietnameseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

criteria = typer.Typer(cls=VietnameseGroup, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(criteria, name="criteria", help="Bộ tiêu chí chấm điểm: kiểm tra, xem, lấy định dạng tệp.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every command of this run.

    Attributes:
        language: Language of messages.
        project: Folder from which the project is looked for.
    """

    language: Language
    project: Path = Path()


ProjectOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="THƯ_MỤC",
        help="Thư mục dự án (có params/, data/, notebooks/); mặc định là thư mục hiện tại hoặc thư mục cha gần nhất "
        "là dự án.",
    ),
]
LanguageOption: TypeAlias = Annotated[
    str | None, typer.Option("--lang", metavar="vi|en", help="Ngôn ngữ của thông báo; mặc định là tiếng Việt.")
]
DebugOption: TypeAlias = Annotated[
    bool, typer.Option("--debug", help="In đầy đủ dấu vết khi chương trình gặp lỗi không lường trước.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415  # costs time that `--help` does not have to pay

        say(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    help="Lập báo cáo tự đánh giá cải cách hành chính từ dữ liệu hồ sơ: HTML và PDF, kiểm chứng được từng số liệu.",
)
def _program(
    ctx: typer.Context,
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
    version: Annotated[  # noqa: ARG001  # its callback has done all
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Hiện phiên bản.")
    ] = False,
) -> None:
    ctx.obj = _settings(ctx, project, lang, debug)
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())


YearsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--year", metavar="NĂM", help="Năm báo cáo: 2020, hoặc khoảng 2019-2023; ghi nhiều lần được; mặc định mọi năm."
    ),
]
DepartmentsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--department",
        metavar="ĐƠN_VỊ",
        help="Mã đơn vị trong params/departments.yaml, ví dụ sct; ghi nhiều lần được; mặc định mọi đơn vị của năm.",
    ),
]
EditionsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--edition",
        metavar="internal|public",
        help="Bản nội bộ đầy đủ (internal, mặc định) hoặc bản công khai (public: không nêu cá nhân, số nhỏ); "
        "ghi nhiều lần được.",
    ),
]
OutputOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar="NƠI",
        help="Nơi lưu các báo cáo: một thư mục (mặc định là outputs/ của dự án), hoặc địa chỉ như s3://kho/outputs.",
    ),
]
DataOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="NƠI",
        help="Nơi có dữ liệu (NĂM/ĐƠN_VỊ/…) thay cho data/ của dự án: một thư mục, hoặc địa chỉ như s3://kho/data, "
        "zip://::file:///a/b.zip.",
    ),
]
ForceOption: TypeAlias = Annotated[bool, typer.Option("--force", help="Lập lại cả báo cáo đã là mới nhất.")]


@app.command(cls=VietnameseCommand, help="Lập báo cáo và lưu vào outputs/NĂM/ĐƠN_VỊ/BẢN/; đã là mới nhất thì bỏ qua.")
def run(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    year: YearsOption = None,
    department: DepartmentsOption = None,
    edition: EditionsOption = None,
    output: OutputOption = None,
    jobs: Annotated[
        str | None,
        typer.Option("--jobs", metavar="SỐ", help="Số báo cáo lập cùng lúc; mặc định bằng số lõi được dùng."),
    ] = None,
    timeout: Annotated[
        str | None,
        typer.Option("--timeout", metavar="GIÂY", help="Số giây tối đa để lập một báo cáo; mặc định không giới hạn."),
    ] = None,
    force: ForceOption = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Có báo cáo sai tham số, dữ liệu thì vẫn lập các báo cáo còn lại.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ cho biết sẽ lập báo cáo nào, vì sao.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In từng sự kiện cho máy đọc, mỗi dòng một JSON.")] = False,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ĐỊA_CHỈ",
            help="Lập báo cáo trên các máy thợ của bộ điều phối dask ở địa chỉ này, ví dụ tcp://10.0.0.5:8786.",
        ),
    ] = None,
    data: DataOption = None,
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Make reports."""
    settings = _settings(ctx, project, lang, debug)
    from cchc_report.cli.run import RunOptions, run_reports  # noqa: PLC0415  # loads the parameters' models

    return run_reports(
        RunOptions(
            start=settings.project,
            years=_years(year or (), ctx),
            departments=tuple(department or ()),
            editions=_editions(edition or ("internal",), ctx),
            language=settings.language,
            output=_named("--output", output, ctx),
            jobs=_number("--jobs", jobs, MOST_JOBS, ctx),
            timeout_seconds=_number("--timeout", timeout, LONGEST_TIMEOUT_SECONDS, ctx),
            force=force,
            keep_going=keep_going,
            dry_run=dry_run,
            as_json=as_json,
            dask=None if dask is None else _dask_address(dask, ctx),
            data=_named("--data", data, ctx),
        )
    )


@app.command(cls=VietnameseCommand, help="Cho biết báo cáo nào cần lập, vì sao; báo cáo nào đã là mới nhất.")
def plan(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    year: YearsOption = None,
    department: DepartmentsOption = None,
    edition: EditionsOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả cho máy đọc.")] = False,
    data: DataOption = None,
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Say what `run` would do."""
    settings = _settings(ctx, project, lang, debug)
    from cchc_report.cli.run import RunOptions, run_reports  # noqa: PLC0415  # loads the parameters' models

    return run_reports(
        RunOptions(
            start=settings.project,
            years=_years(year or (), ctx),
            departments=tuple(department or ()),
            editions=_editions(edition or ("internal",), ctx),
            language=settings.language,
            output=_named("--output", output, ctx),
            force=force,
            dry_run=True,
            as_json=as_json,
            data=_named("--data", data, ctx),
        )
    )


@app.command("check", cls=VietnameseCommand, help="Kiểm tra số liệu của một đơn vị mà không lập báo cáo.")
def check_data(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    year: Annotated[str, typer.Option("--year", metavar="NĂM", help="Năm báo cáo, ví dụ 2020.")],
    department: Annotated[
        str, typer.Option("--department", metavar="ĐƠN_VỊ", help="Mã đơn vị trong params/departments.yaml, ví dụ sct.")
    ],
    edition: Annotated[
        str,
        typer.Option(
            "--edition", metavar="internal|public", help="Bản báo cáo sẽ lập; mặc định là bản nội bộ (internal)."
        ),
    ] = "internal",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả cho máy đọc.")] = False,
    project: ProjectOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Print what does not add up."""
    settings, number = _settings(ctx, project, lang, debug), _year(year, ctx)
    from cchc_report.cli.check import check_one  # noqa: PLC0415  # loads pandas

    return check_one(settings.project, number, department, edition, as_json=as_json, language=settings.language)


@app.command(
    cls=VietnameseCommand,
    help="Đối chiếu số liệu của báo cáo đã công bố: các phép cộng và tỷ lệ có khớp nhau không.",
)
def statement(  # noqa: PLR0913, PLR0917  # one argument an option
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="TỆP…", help="Tệp YAML (mỗi tệp một báo cáo) hoặc bảng tính (mỗi dòng một báo cáo)."),
    ] = None,
    interactive: Annotated[bool, typer.Option("--interactive", help="Hỏi từng số liệu trên màn hình.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả cho máy đọc.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="TỆP.xlsx", help="Ghi thêm kết quả vào bảng tính.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="TỆP.xlsx", help="Tạo bảng tính mẫu để điền nhiều báo cáo, rồi dừng."),
    ] = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Check the figures of published statements."""
    settings = _settings(ctx, None, lang, debug)
    from cchc_report.cli.statement import StatementOptions, run_statement  # noqa: PLC0415  # loads pandas

    options = StatementOptions(tuple(files or ()), interactive, as_json, output, template)
    return run_statement(options, ctx.command_path, settings.language)


@app.command(cls=VietnameseCommand, help="Kiểm tra máy: đã có gì, còn thiếu gì để lập báo cáo.")
def doctor(
    ctx: typer.Context, project: ProjectOption = None, lang: LanguageOption = None, debug: DebugOption = False
) -> int:
    """Say what the machine has and lacks."""
    settings = _settings(ctx, project, lang, debug)
    from cchc_report.cli.doctor import run_doctor  # noqa: PLC0415  # asks about everything that may be missing

    return run_doctor(settings.project, settings.language)


@app.command(cls=VietnameseCommand, help="Tạo thư mục dự án mới với sổ tay, tham số và số liệu mẫu.")
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục sẽ tạo; chưa có, hoặc có nhưng đang trống.")
    ],
    without_sample: Annotated[bool, typer.Option("--without-sample", help="Không chép số liệu mẫu vào data/.")] = False,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> int:
    """Set up a project folder."""
    settings = _settings(ctx, None, lang, debug)
    from cchc_report.cli.init import next_steps, set_up_project  # noqa: PLC0415  # copies files: no other command does

    set_up_project(folder, with_sample=not without_sample)
    for line in next_steps(folder, with_sample=not without_sample):
        say(line.in_language(settings.language))
    return 0


def _settings(ctx: typer.Context, project: Path | None, lang: str | None, debug: bool) -> Settings:  # noqa: ARG001
    """Return the settings of this run: an option of the command itself goes before the same one of the program.

    `--lang` and `--debug` were seen before parsing began, for errors of parsing need them; they are only checked here.
    """
    if lang is not None and lang not in _LANGUAGES:
        raise bad_value("--lang", lang, Text(vi="vi hoặc en", en="vi or en"), ctx.command_path)
    settings = ctx.obj if isinstance(ctx.obj, Settings) else Settings(ctx.obj)
    return settings if project is None else replace(settings, project=project)


def _years(words: Iterable[str], ctx: typer.Context) -> tuple[int, ...]:
    try:
        return years_of(words)
    except ValueError as error:
        expected = Text(vi="một năm như 2020 hoặc khoảng năm như 2019-2023", en="a year such as 2020 or 2019-2023")
        raise bad_value("--year", error.args[0], expected, ctx.command_path) from None


def _number(option: str, text: str | None, most: int, ctx: typer.Context) -> int | None:
    if text is None:
        return None
    problems: list[Problem] = []
    number = whole_number(option, text, (1, most), ctx.command_path, problems)
    raise_all(CommandLineError, problems)
    return number


def _named(option: str, value: str | None, ctx: typer.Context) -> str | None:
    """Return a path or address as it was typed; a script whose variable is empty means no folder at all."""
    if value is not None and not value.strip():
        raise bad_value(
            option, value, Text(vi="một thư mục hoặc địa chỉ", en="a folder or an address"), ctx.command_path
        )
    return value


def _editions(words: Iterable[str], ctx: typer.Context) -> tuple[Edition, ...]:
    chosen: list[Edition] = []
    for word in words:
        match word:
            case "internal" | "public":
                chosen.append(word)
            case _:
                expected = Text(vi="internal hoặc public", en="internal or public")
                raise bad_value("--edition", word, expected, ctx.command_path)
    return tuple(chosen)


def _dask_address(word: str, ctx: typer.Context) -> str:
    if not _DASK_ADDRESS.fullmatch(word):
        expected = Text(vi="địa chỉ như tcp://10.0.0.5:8786", en="an address such as tcp://10.0.0.5:8786")
        raise bad_value("--dask", word, expected, ctx.command_path)
    return word


def _year(text: str, ctx: typer.Context) -> int:
    if not (text.isascii() and text.isdigit()):
        raise bad_value("--year", text, Text(vi="một năm như 2020", en="a year such as 2020"), ctx.command_path)
    return int(text)
