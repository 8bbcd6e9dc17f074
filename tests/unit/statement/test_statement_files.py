"""YAML files become statements, or every problem at once with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from cchc_report.errors import ParamsError
from cchc_report.statement import Statement
from cchc_report.statement.reading.files import read_statements
from cchc_report.statement.yaml_output import yaml_of

Read = Callable[[str], Statement]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that reads a YAML text as the file `a.yaml`."""
    monkeypatch.chdir(tmp_path)

    def statement(text: str) -> Statement:
        Path("a.yaml").write_text(dedent(text), encoding="utf-8")
        (found,) = read_statements([Path("a.yaml")])
        return found

    return statement


def problems_of(read: Read, text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(ParamsError) as raised:
        read(text)
    return [(each.code, each.place.row, each.place.key) for each in raised.value.problems]


def test_a_whole_statement(read: Read) -> None:
    statement = read(
        """
        source: "Sở A"
        period: {from: 2020-01-01, to: 07/12/2020}
        counts: {received: 590, total: "6.776", late: 03, pending: }
        percentages:
          - {text: "99,8%", claim: early, of: unstated}
          - {text: 99.80, claim: trễ hạn, of: returned + đã giải quyết}
          - "40%"
        expected: "is not read"
        """
    )

    assert (statement.source, statement.start, statement.end) == ("Sở A", date(2020, 1, 1), date(2020, 12, 7))
    assert statement.counts == {"received": 590, "total": 6776, "late": 3}
    assert [(each.text, each.claim, each.of) for each in statement.percentages] == [
        ("99,8%", "early", None),
        ("99.80", "late", ("settled", "returned")),
        ("40%", None, None),
    ]
    assert statement.percentages[1].share.decimals == 2
    assert statement.notes == ()


def test_a_statement_without_a_source_has_the_name_of_its_file(read: Read) -> None:
    assert read("counts: {total: 1}").source == "a"


def test_groups_of_one_level(read: Read) -> None:
    statement = read(
        """
        counts:
          received: {total: 590, online: 300, direct: 290}
          settled: {total: 581, early: 500, on_time: 80, late: 1}
          pending: {in_time: 30, overdue: 3}
          notices: {total: 9, online: 8}
          other: {recieved: 4}
        """
    )

    assert statement.counts == {
        "received": 590,
        "received_online": 300,
        "received_direct": 290,
        "settled": 581,
        "early": 500,
        "on_due_date": 80,
        "late": 1,
        "pending_in_time": 30,
        "pending_overdue": 3,
        "notices": 9,
        "notices_online": 8,
        "recieved": 4,
    }


def test_how_an_ambiguous_or_unknown_name_was_read_is_told(read: Read) -> None:
    statement = read("counts: {settled: 10, on_time: 9, stopped: 1}")

    assert statement.counts == {"settled": 10, "early_or_on_time": 9, "stopped": 1}
    assert [note.vi for note in statement.notes] == [
        '"đúng hạn" được hiểu là: trước hạn và đúng hạn',
        '"stopped" không có trong danh mục: chỉ dùng để tìm tử số, mẫu số và khoản chênh lệch',
    ]


def test_on_time_beside_the_early_ones_is_told_as_the_due_day_and_a_share_of_it_as_loose(read: Read) -> None:
    statement = read(
        "counts: {early: 8, đúng hạn: 4}\npercentages: [{text: 1%, claim: đúng hạn}, {text: 1%, claim: on_due_date}]"
    )

    assert statement.counts == {"early": 8, "on_due_date": 4}
    assert [note.vi for note in statement.notes] == ['"đúng hạn" được hiểu là: đúng ngày hẹn, không gồm trước hạn']
    assert [(each.claim, each.is_loose) for each in statement.percentages] == [
        ("on_due_date", True),
        ("on_due_date", False),
    ]


def test_every_problem_of_a_file_is_told_at_once_in_the_order_of_its_lines(read: Read) -> None:
    found = problems_of(
        read,
        """\
        source: [a]
        perod: {}
        period: {from: 2020-13-01, til: 1}
        counts:
          recieved: 590
          total: 5.544
          settled: "5,544"
          late: -3
          pending: [1]
          returned: {a: {b: 1}}
          received: 1
          tiếp nhận: 2
        percentages:
          - {text: "99-100%", claim: erly, of: setled}
          - {claim: late}
          - {text: "1%", claim: 5}
        """,
    )

    assert found == [
        ("statement.wrong-shape", 1, "source"),
        ("statement.unknown-key", 2, "perod"),
        ("statement.unknown-key", 3, "period.til"),
        ("statement.not-a-date", 3, "period.from"),
        ("statement.unknown-count", 5, "counts.recieved"),
        ("statement.count-not-whole", 6, "counts.total"),
        ("statement.count-ambiguous", 7, "counts.settled"),
        ("statement.count-negative", 8, "counts.late"),
        ("statement.wrong-shape", 9, "counts.pending"),
        ("statement.wrong-shape", 10, "counts.returned.a"),
        ("statement.same-count-twice", 12, "counts.tiếp nhận"),
        ("statement.unknown-count", 14, "percentages[1].claim"),
        ("statement.unknown-count", 14, "percentages[1].of"),
        ("statement.not-a-percentage", 14, "percentages[1].text"),
        ("statement.no-percentage", 15, "percentages[2].text"),
        ("statement.wrong-shape", 16, "percentages[3].claim"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "statement.no-figures"),
        ("source: a", "statement.no-figures"),
        ("counts: {total: }", "statement.no-figures"),
        ("- 1", "statement.wrong-shape"),
        ("counts: 5", "statement.wrong-shape"),
        ("counts: {total: 1}\npercentages: 5", "statement.wrong-shape"),
        ("counts: {total: 1}\nperiod: {from: 2020-02-01, to: 2020-01-01}", "statement.period-order"),
        ("counts: {total: 1, total: 2}", "params.duplicate-key"),
        ("counts: {total: 1", "params.syntax"),
        ("counts: {total: true}", "statement.count-not-a-number"),
    ],
)
def test_one_problem(read: Read, text: str, code: str) -> None:
    assert code in [found[0] for found in problems_of(read, text)]


@pytest.mark.parametrize("value", ["[1]", "[99.8]", '{a: "99,8%"}', "yes"])
def test_a_percentage_is_one_text(read: Read, value: str) -> None:
    found = problems_of(read, f"counts: {{total: 1}}\npercentages: [{{text: {value}}}]")
    assert found == [("statement.not-a-percentage", 2, "percentages[1].text")]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"a;b\n1;2\n", "đây không phải bảng tính Excel, cũng không phải tệp YAML"),
        ("a.xls", "<table><tr><td>Nguồn</td></tr></table>".encode(), "đây không phải bảng tính Excel"),
        ("a.xlsx", b"\x00\x01\x02", "đây không phải bảng tính Excel"),
        ("a.xlsx", b"\xff\xfe\xfd", "đây không phải bảng tính Excel"),
        ("a.xlsx", b"", "tệp rỗng"),
        ("a.yaml", b"a;b\n1;2\n", 'giá trị "a;b 1;2" không dùng được'),
        ("a.txt", b"counts: {total: }", "không có số liệu nào"),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ParamsError) as raised:
        read_statements([tmp_path / name])
    (problem,) = raised.value.problems
    assert problem.what.vi.startswith(what)


def test_a_list_is_not_shown_as_a_program_writes_it(read: Read) -> None:
    with pytest.raises(ParamsError) as raised:
        read("- a")
    assert raised.value.problems[0].what.vi == "ở đây đang là một danh sách"


def test_the_advice_names_what_was_probably_meant(read: Read) -> None:
    with pytest.raises(ParamsError) as raised:
        read("counts: {recieved: 590}")

    advice = raised.value.problems[0].remedy
    assert advice.vi.startswith('Có phải ý bạn là "received" (tiếp nhận trong kỳ)?')
    assert "pending_overdue" in advice.vi


def test_the_known_names_are_listed_once(read: Read) -> None:
    with pytest.raises(ParamsError) as raised:
        read("counts: {recieved: 590, totl: 624}\npercentages: [{text: 1%, claim: erly}]")

    advices = [problem.remedy for problem in raised.value.problems]
    assert ["pending_overdue" in advice.vi for advice in advices] == [True, False, False]
    assert ["pending_overdue" in advice.en for advice in advices] == [True, False, False]


def test_a_misspelt_key_is_not_missing_as_well(read: Read) -> None:
    found = problems_of(read, 'counts: {late: 1}\npercentages: [{txt: "99%", claim: late}, {claim: late}]')
    assert found == [
        ("statement.unknown-key", 2, "percentages[1].txt"),
        ("statement.no-percentage", 2, "percentages[2].text"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("nguồn: a", "source"),
        ("kỳ: {từ: 2020-01-01}", "period"),
        ("period: {từ: 2020-01-01}", "from"),
        ("Số liệu: {late: 1}", "counts"),
        ("tỷ lệ: []", "percentages"),
        ('percentages: [{text: "1%", mẫu số: total}]', "of"),
        ("counst: {late: 1}", "counts"),
    ],
)
def test_a_key_in_vietnamese_is_asked_about(read: Read, text: str, meant: str) -> None:
    with pytest.raises(ParamsError) as raised:
        read(text)

    (problem,) = [each for each in raised.value.problems if each.code == "statement.unknown-key"]
    assert problem.remedy.vi.startswith(f'Có phải ý bạn là "{meant}"?')


def test_problems_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("counts: {late: x}")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.yaml").write_bytes(b"%PDF-1.7")

    with pytest.raises(ParamsError) as raised:
        read_statements([tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml", ".")])

    assert [each.code for each in raised.value.problems] == [
        "statement.count-not-a-number",
        "params.not-utf8",
        "statement.unknown-format",
        "statement.missing-file",
        "statement.no-access",
    ]


def test_what_is_written_reads_back_as_the_same(read: Read) -> None:
    text = """
        source: 'A: "b" – ngày'
        period: {from: 2020-01-01}
        counts: {settled: 10, late: 1, other: {recieved: 4, "hồ sơ liên thông": 2}}
        percentages:
          - {text: "99,8%", claim: late, of: settled + returned}
          - {text: "trên 9%"}
    """
    statement = read(text)

    assert read(yaml_of(statement)) == statement
