"""What a batch tells, as machines read it (docs/commands.md)."""

from __future__ import annotations

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.batch.stages import Stage
from cchc_report.errors import Place, Problem, Text

REQUEST = ReportRequest(2020, "sct", "internal")
NAMED = {"year": 2020, "department": "sct", "edition": "internal"}
PROBLEM = Problem(
    "sources.corrupt",
    Text("tệp bị hỏng", "the file is damaged"),
    Text("tải lại tệp", "download it again"),
    Place(file="data/2020/sct/registers.xlsx", sheet="TTHC", row=5),
)
OTHER = Problem("x", Text("sai", "wrong"), Text("sửa", "mend"))


def test_a_stage_that_begins_has_no_seconds_and_no_detail() -> None:
    began = Event.of_stage(REQUEST, Stage("html"))
    ended = Event.of_stage(REQUEST, Stage("html", Text("412 kB", "412 kB"), 0.12345))

    assert began.as_record() == {"event": "stage", **NAMED, "stage": "html"}
    assert ended.as_record() == {
        "event": "stage",
        **NAMED,
        "stage": "html",
        "detail": {"vi": "412 kB", "en": "412 kB"},
        "seconds": 0.123,
    }
    assert ended.stage_name.vi == "xuất HTML"


def test_a_stage_of_no_time_at_all_has_ended() -> None:
    assert Event.of_stage(REQUEST, Stage("html", seconds=0.0)).as_record()["seconds"] == 0.0


def test_a_report_that_was_not_made_tells_every_problem_with_what_is_known_of_its_place() -> None:
    not_made = NotMade(REQUEST, (PROBLEM, OTHER), 4, "outputs/runs/x/2020-sct-internal")

    assert Event.not_made("failed", not_made, 1.5).as_record() == {
        "event": "failed",
        **NAMED,
        "detail": {
            "vi": 'data/2020/sct/registers.xlsx, trang tính "TTHC", dòng 5: tệp bị hỏng (và 1 lỗi khác)',
            "en": 'data/2020/sct/registers.xlsx, sheet "TTHC", row 5: the file is damaged (and 1 more)',
        },
        "seconds": 1.5,
        "problems": [
            {
                "code": "sources.corrupt",
                "message": {"vi": "tệp bị hỏng", "en": "the file is damaged"},
                "remedy": {"vi": "tải lại tệp", "en": "download it again"},
                "file": "data/2020/sct/registers.xlsx",
                "sheet": "TTHC",
                "row": 5,
            },
            {
                "code": "x",
                "message": {"vi": "sai", "en": "wrong"},
                "remedy": {"vi": "sửa", "en": "mend"},
            },
        ],
        "kept": "outputs/runs/x/2020-sct-internal",
    }
    assert "kept" not in Event.not_made("refused", NotMade(REQUEST, (OTHER,), 3)).as_record()


def test_the_batch_as_a_whole_is_told_in_numbers() -> None:
    result = BatchResult(made=[REQUEST], fresh=[REQUEST, REQUEST], not_made=[NotMade(REQUEST, (OTHER,), 3)] * 3)

    assert Event.finished(result).as_record() == {
        "event": "finished",
        "counts": {"made": 1, "fresh": 2, "failed": 3},
    }
    assert Event.stopped(result).as_record() == {"event": "stopped", "counts": {"made": 1, "failed": 3}}
    assert Event("fresh", REQUEST).as_record() == {"event": "fresh", **NAMED}
