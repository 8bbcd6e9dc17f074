"""The command `statement`: do the figures that published reports state agree with each other?"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import typer

from cchc_report.cli.terminal import say, style_of_output
from cchc_report.cli.usage import CommandLineError, bad_value, see_help
from cchc_report.errors import Language, Place, Problem, PublishError, Text, shortened, system_reason
from cchc_report.statement import Assessment, Statement, assess
from cchc_report.statement.lines import Mark, lines_of
from cchc_report.statement.reading.files import read_statements
from cchc_report.statement.reading.interview import Conversation, interview
from cchc_report.statement.records import record_of
from cchc_report.statement.table import row_of, table_lines
from cchc_report.statement.yaml_output import yaml_of

EXIT_DOES_NOT_FIT = 8

_COLOURS: dict[Mark, str] = {"good": "green", "bad": "red", "unclear": "yellow"}


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """What the command was asked for.

    Attributes:
        files: YAML files and workbooks.
        interactive: Whether to ask for the figures.
        as_json: Whether to print for machines.
        output: Where to write the results as a workbook.
        template: Where to write an empty workbook to fill in.
    """

    files: tuple[Path, ...]
    interactive: bool
    as_json: bool
    output: Path | None
    template: Path | None


def run_statement(options: StatementOptions, path: str, language: Language) -> int:
    """Check statements and print what was found; return 0 where everything fits, 8 where something does not.

    Args:
        options: What the command was asked for.
        path: The command with the program's name before it, for messages.
        language: Language of the result.

    Raises:
        CommandLineError: The options ask for nothing, or for two things at once.
        ParamsError: A file cannot be read with one meaning.
        PublishError: A file cannot be written.
    """
    _check(options, path)
    if options.template is not None:
        return _write_template(options.template, language)
    if options.interactive:
        talk = _conversation(language)
        statement = interview(talk)
        assessments = [assess(statement)]
        _show(assessments, options, language)
        _offer_to_save(statement, talk)
    else:
        assessments = [assess(statement) for statement in read_statements(options.files)]
        _show(assessments, options, language)
    return 0 if all(each.fits for each in assessments) else EXIT_DOES_NOT_FIT


def _check(options: StatementOptions, path: str) -> None:
    asked = [bool(options.files), options.interactive, options.template is not None]
    if sum(asked) == 1:
        _check_workbook("--output", options.output, options.files, path)
        _check_workbook("--template", options.template, (), path)
        return
    what = (
        Text(vi="thiếu TỆP (hoặc --interactive, --template)", en="TỆP is missing (or --interactive, --template)")
        if not any(asked)
        else Text(
            vi="chỉ dùng một trong ba: TỆP, --interactive, --template",
            en="only one of these at a time: TỆP, --interactive, --template",
        )
    )
    raise CommandLineError(Problem("usage.statement", what, see_help(path)))


def _check_workbook(option: str, target: Path | None, read: Sequence[Path], path: str) -> None:
    """Refuse to write a workbook under another kind of name, or over a file that is being checked."""
    if target is None:
        return
    if target.suffix.lower() != ".xlsx":
        raise bad_value(option, target, Text(vi="tên tệp có đuôi .xlsx", en="the name of an .xlsx file"), path)
    if target.resolve() in {file.resolve() for file in read}:
        expected = Text(vi="một tệp khác với tệp số liệu", en="another file than the one with the figures")
        raise bad_value(option, target, expected, path)


def _show(assessments: Sequence[Assessment], options: StatementOptions, language: Language) -> None:
    if options.output is not None:
        from cchc_report.statement.workbook_output import results_workbook  # noqa: PLC0415  # only where it is wanted

        _write(options.output, results_workbook(assessments, language), overwrite=True)
    if options.as_json:
        say(json.dumps(record_of(assessments), ensure_ascii=False, indent=2))
    elif len(assessments) == 1:
        _show_one(assessments[0], language)
    else:
        _show_many(assessments, language)


def _show_one(assessment: Assessment, language: Language) -> None:
    for line in lines_of(assessment):
        say(style_of_output(line.in_language(language), _COLOURS.get(line.mark), bold=line.mark == "title"))


def _show_many(assessments: Sequence[Assessment], language: Language) -> None:
    """Print the table, and below it everything about each statement in which something does not fit."""
    for line in table_lines([row_of(each) for each in assessments], language):
        say(line)
    for assessment in assessments:
        if not assessment.fits:
            say()
            _show_one(assessment, language)


def _write_template(target: Path, language: Language) -> int:
    from cchc_report.statement.workbook_output import template_workbook  # noqa: PLC0415  # only where it is wanted

    _write(target, template_workbook(), overwrite=False)
    say(
        Text(
            vi=f"Đã tạo {target}: mỗi báo cáo một dòng; điền xong, chạy: cchc-report statement {target}",
            en=f"{target} is ready, one report a row; fill it in and run: cchc-report statement {target}",
        ).in_language(language)
    )
    return 0


def _conversation(language: Language) -> Conversation:
    """Return a conversation on the error stream, so that the result alone stands on the output."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A byte that is no letter makes a bad answer, which is asked again, in place of an exception.
        sys.stdin.reconfigure(errors="replace")

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    def ask(question: str) -> str:
        typer.echo(question, err=True, nl=False)
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise EOFError
        if not sys.stdin.isatty():
            # Nobody typed a line break that would have ended the question's line.
            typer.echo("", err=True)
        return answer

    return Conversation(ask, tell, language)


def _offer_to_save(statement: Statement, talk: Conversation) -> None:
    question = Text(
        vi="Lưu số liệu vào tệp YAML (tên tệp, Enter để bỏ qua)",
        en="Save the figures as a YAML file (its name, Enter for no)",
    )
    while True:
        try:
            name = talk.question(question)
        except EOFError:
            talk.tell("")
            return
        if not name:
            return
        target = Path(name if name.lower().endswith((".yaml", ".yml")) else f"{name}.yaml")
        try:
            _write(target, yaml_of(statement).encode(), overwrite=False)
        except (CommandLineError, PublishError) as error:
            for line in error.lines(talk.language):
                talk.tell(f"  {line}")
            continue
        talk.tell(Text(vi=f"Đã lưu {target}.", en=f"{target} is saved.").in_language(talk.language))
        return


def _write(target: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file completely or not at all.

    Raises:
        CommandLineError: It is there already and may not be overwritten.
        PublishError: It cannot be written.
    """
    if target.exists() and not overwrite:
        raise CommandLineError(_is_there(target))
    unfinished = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise PublishError(_not_written(target, error)) from error


def _is_there(target: Path) -> Problem:
    shown = shortened(target)
    return Problem(
        "statement.file-exists",
        Text(vi=f'"{shown}" đã tồn tại', en=f'"{shown}" exists'),
        Text(
            vi="chọn tên khác; lệnh này không ghi đè tệp nào",
            en="choose another name; this command overwrites nothing",
        ),
    )


def _not_written(target: Path, error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        "statement.not-writable",
        Text(vi=f"không ghi được tệp ({reason.vi})", en=f"the file cannot be written ({reason.en})"),
        Text(
            vi="kiểm tra thư mục, quyền ghi và dung lượng đĩa; đóng tệp nếu đang mở ở chương trình khác",
            en="check the folder, your right to write there and the free disk space; close the file elsewhere",
        ),
        Place(file=str(target)),
    )
