"""What a batch of many reports prints: one line a report, failures with what to do on the error stream, or JSON."""

from __future__ import annotations

import json

import pytest

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import NotMade
from cchc_report.batch.stages import Stage
from cchc_report.cli.batch_lines import JsonLines, OneReportLines, PlainLines, counts_text, lines_for, seconds_text
from cchc_report.errors import Language, Place, Problem, Text

SCT, SXD = ReportRequest(2020, "sct", "internal"), ReportRequest(2020, "sxd", "internal")
PROBLEM = Problem("a", Text("thiếu cột", "no column"), Text("thêm cột", "add it"), Place(file="a.xlsx"))
PLANNED = Event("planned", counts={"to_make": 2, "fresh": 3, "refused": 1})
BATCH = [
    PLANNED,
    Event("fresh", ReportRequest(2019, "sct", "internal")),
    Event("checked", SCT, detail=Text("6.168 hồ sơ", "6,168 dossiers"), seconds=0.4),
    Event.not_made("refused", NotMade(SXD, (PROBLEM, PROBLEM), 4)),
    Event.of_stage(SCT, Stage("html")),
    Event("published", SCT, seconds=12.34),
    Event.not_made("failed", NotMade(ReportRequest(2021, "sct", "public"), (PROBLEM,), 6), 1.0),
    Event("finished", counts={"made": 1, "fresh": 3, "failed": 2}),
]


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def show(lines: PlainLines | JsonLines | OneReportLines, events: list[Event]) -> None:
    with lines:
        for event in events:
            lines.tell(event)


def test_what_the_checks_found_stands_behind_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    found = Event("published", SCT, detail=Text("1 lỗi, 2 cảnh báo", "1 error, 2 warnings"), seconds=1.2)
    show(PlainLines("vi", keep_going=False), [found])
    assert capsys.readouterr().out.rstrip().endswith("1,2 s; 1 lỗi, 2 cảnh báo")


def test_one_line_a_report_and_failures_with_advice_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    show(PlainLines("vi", keep_going=True), BATCH)

    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "2 báo cáo cần lập, 3 đã là mới nhất, 1 không lập được",
        "[2/3] 2020/sct/internal           12,3 s",
    ]
    assert said.err.splitlines() == [
        "[1/3] 2020/sxd/internal           không lập được: a.xlsx: thiếu cột (và 1 lỗi khác)",
        "  → thêm cột",
        "[3/3] 2021/sct/public             không lập được: a.xlsx: thiếu cột",
        "  → thêm cột",
    ]


def test_the_same_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    show(PlainLines("en", keep_going=True), BATCH)

    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "2 reports to make, 3 up to date, 1 cannot be made"
    assert said.out.splitlines()[1] == "[2/3] 2020/sct/internal           12.3 s"
    assert said.err.splitlines()[:2] == [
        "[1/3] 2020/sxd/internal           not made: a.xlsx: no column (and 1 more)",
        "  → add it",
    ]


def test_where_one_refused_report_stops_the_batch_its_problems_are_left_to_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(PlainLines("vi", keep_going=False), BATCH[:4])

    assert capsys.readouterr().err == ""


def test_a_stopped_batch_says_how_far_it_came(capsys: pytest.CaptureFixture[str]) -> None:
    show(PlainLines("vi", keep_going=False), [*BATCH[:3], BATCH[5], Event("stopped", counts={"made": 1, "failed": 0})])

    assert capsys.readouterr().out.splitlines()[-1] == "Đã xong 1/3 báo cáo."


@pytest.mark.parametrize(
    ("counts", "vi", "en"),
    [
        ((40, 0, 0), "40 báo cáo cần lập", "40 reports to make"),
        ((1, 39, 0), "1 báo cáo cần lập, 39 đã là mới nhất", "1 reports to make, 39 up to date"),
        ((0, 0, 2), "0 báo cáo cần lập, 2 không lập được", "0 reports to make, 2 cannot be made"),
    ],
)
def test_what_is_none_is_not_said(counts: tuple[int, int, int], vi: str, en: str) -> None:
    assert (counts_text(*counts, "vi"), counts_text(*counts, "en")) == (vi, en)


def test_json_is_one_event_a_line_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    show(JsonLines(), BATCH)

    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [event.as_record() for event in BATCH]
    assert "thiếu cột" in said.out
    assert said.err == ""


def test_one_report_is_shown_stage_by_stage(capsys: pytest.CaptureFixture[str]) -> None:
    stages = [
        PLANNED,
        Event("checked", SCT, detail=Text("6.168 hồ sơ, 137 TTHC", ""), seconds=0.4),
        Event.of_stage(SCT, Stage("html")),
        Event.of_stage(SCT, Stage("html", Text("412 kB", ""), 0.1)),
        Event.of_stage(SCT, Stage("pdf")),
        Event.not_made("failed", NotMade(SCT, (PROBLEM,), 5), 1.0),
    ]
    show(OneReportLines("vi"), stages)

    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "đọc dữ liệu     6.168 hồ sơ, 137 TTHC          0,4 s",
        "xuất HTML       412 kB                         0,1 s",
    ]
    assert said.err == ""


@pytest.mark.parametrize(("language", "shown"), [("vi", "1234,6 s"), ("en", "1234.6 s")])
def test_seconds(language: Language, shown: str) -> None:
    assert seconds_text(1234.56, language) == shown


@pytest.mark.parametrize(
    ("as_json", "is_terminal", "one_report", "kind"),
    [
        (True, True, True, "JsonLines"),
        (False, True, True, "OneReportLines"),
        (False, False, True, "OneReportLines"),
        (False, True, False, "LiveLines"),
        (False, False, False, "PlainLines"),
    ],
)
def test_what_shows_a_batch_here(*, as_json: bool, is_terminal: bool, one_report: bool, kind: str) -> None:
    lines = lines_for("vi", as_json=as_json, is_terminal=is_terminal, one_report=one_report)

    assert type(lines).__name__ == kind
