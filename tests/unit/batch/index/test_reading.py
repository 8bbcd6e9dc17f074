"""Every folder named like a report gives an entry: with figures, or with the reason why there are none."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch.index.entries import (
    Existence,
    FailedReport,
    FindingCounts,
    IndexEntry,
    Links,
    Rate,
    Score,
    with_failures,
)
from cchc_report.batch.index.folders import ReportFolder, read_folders
from cchc_report.batch.index.reading import read_report
from support.published import manifest, publish, rate, scores


def entry_of(content: dict[str, Any] | bytes, *, folder: str = "2020/sct/internal") -> IndexEntry:
    """Return the entry of a folder that holds `content` as its manifest."""
    year, department, edition = folder.split("/")
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_report(ReportFolder(int(year), department, edition, written, ("manifest.json", "report.html"))).entry


def test_a_published_report_with_all_its_figures(tmp_path: Path) -> None:
    publish(tmp_path, manifest(severities=("error", "warning", "warning", "note")))

    (folder,) = read_folders(tmp_path)

    assert read_report(folder).entry == IndexEntry(
        year=2020,
        department_id="sct",
        department_name="Sở Công Thương",
        parent="UBND tỉnh Hải Dương",
        edition="internal",
        status="published",
        reason=None,
        failure=None,
        on_time_system=Rate(580, 581),
        on_time_actual=Rate(581, 581),
        score=Score(Fraction("97.11"), Fraction(100), None, 2, illustrative=True),
        findings=FindingCounts(errors=1, warnings=2, notes=1),
        links=Links(
            "2020/sct/internal/report.html",
            "2020/sct/internal/report.pdf",
            "2020/sct/internal/annex.xlsx",
            "2020/sct/internal/manifest.json",
        ),
    )


@pytest.mark.parametrize(
    ("valid", "existence"),
    [
        (("2008-03-01", None), Existence("sct", "Sở Công Thương", date(2008, 3, 1), None)),
        (("2008-03-01", "2020-06-30"), Existence("sct", "Sở Công Thương", date(2008, 3, 1), date(2020, 6, 30))),
        ((None, "2020-06-30"), None),
        (("2008", None), None),
        ((20, None), None),
        (("2008-03-01", "30/06/2020"), None),
    ],
)
def test_when_a_department_exists_is_read_or_not_known(valid: Any, existence: Existence | None) -> None:
    entry = entry_of(manifest(valid=valid))

    assert (entry.existence, entry.status) == (existence, "published")


def test_measures_that_are_not_there() -> None:
    nothing_settled = rate(0, 0, "system")
    unknown = {"value": None, "label": "tỷ lệ đúng hạn", "reason": "tệp xuất không có cột này"}
    measures = {"settlement.on_time_rate.system": nothing_settled, "settlement.on_time_rate.actual": unknown}

    entry = entry_of(manifest(measures=measures, scores=None))

    assert (entry.status, entry.on_time_actual, entry.score) == ("published", None, None)
    assert entry.on_time_system == Rate(0, 0)
    assert Rate(0, 0).share is None


def test_a_score_that_was_rescaled_and_an_official_set() -> None:
    sheet = scores("90.5", status="official", excluded_maximum="4", rescaled="94.27")

    assert entry_of(manifest(scores=sheet)).score == Score(
        Fraction("90.5"), Fraction(100), Fraction("94.27"), 2, illustrative=False
    )


BROKEN: list[tuple[bytes | dict[str, Any], str]] = [
    (b"", "manifest.json đã hỏng, không phải JSON"),
    (b'{"schema": "cchc-report/man', "manifest.json đã hỏng, không phải JSON"),
    (b"\xff\xfe\x00", "manifest.json đã hỏng, không phải JSON"),
    (b"[" * 100_000, "manifest.json đã hỏng, không phải JSON"),
    (b"[]", "manifest.json sai ở mục manifest.json"),
    (manifest(measures=[]), "manifest.json sai ở mục measures"),
    (manifest(measures={"a.b": {"value": -1, "label": "x"}}), "manifest.json sai ở mục measures.a.b"),
    (manifest(measures={"a.b": {"value": True, "label": "x"}}), "manifest.json sai ở mục measures.a.b"),
    (manifest(measures={"a.b": {"value": 2**63, "label": "x"}}), "manifest.json sai ở mục measures.a.b"),
    (manifest(measures={"a.b": {"value": 1.5, "label": "x"}}), "manifest.json sai ở mục measures.a.b"),
    (manifest(measures={"a.b": {"value": 1, "label": "nửa \ud83d"}}), "manifest.json sai ở mục measures.a.b"),
    (manifest(measures={"a.b": {"value": 1}}), "manifest.json sai ở mục measures.a.b"),
    (
        manifest(measures={"a.b": {"label": "x", "numerator": 1, "denominator": "2"}}),
        "manifest.json sai ở mục measures.a.b",
    ),
    (manifest(measures={"a.b": "x"}), "manifest.json sai ở mục measures.a.b"),
    (manifest(findings={}), "manifest.json sai ở mục findings"),
    (manifest(severities=("fatal",)), "manifest.json sai ở mục findings.severity"),
    (manifest(scores=scores("NaN")), "manifest.json sai ở mục scores.total.points"),
    (manifest(scores={"total": {}}), "manifest.json sai ở mục criteria"),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN, ids=[str(number) for number in range(len(BROKEN))])
def test_a_broken_manifest_says_where(content: bytes | dict[str, Any], reason: str) -> None:
    entry = entry_of(content)

    assert (entry.status, entry.reason, entry.on_time_actual) == ("unreadable", reason, None)
    assert entry.links.report == "2020/sct/internal/report.html"


@pytest.mark.parametrize(
    ("content", "folder", "reason"),
    [
        (
            manifest() | {"schema": "cchc-report/manifest/2"},
            "2020/sct/internal",
            'manifest.json theo khuôn dạng "cchc-report/manifest/2", chương trình này đọc "cchc-report/manifest/1"',
        ),
        (manifest(), "2019/sct/internal", "manifest.json là của báo cáo khác: 2020/sct/internal"),
        (manifest(), "2020/syt/internal", "manifest.json là của báo cáo khác: 2020/sct/internal"),
        (manifest(), "2020/sct/public", "manifest.json là của báo cáo khác: 2020/sct/internal"),
        (manifest(), "2020/sct/draft", 'thư mục mang tên bản lạ "draft"; tên bản là internal hoặc public'),
    ],
)
def test_a_foreign_manifest_says_whose_it_is(content: dict[str, Any], folder: str, reason: str) -> None:
    entry = entry_of(content, folder=folder)

    assert (entry.status, entry.reason) == ("foreign", reason)


def test_only_folders_named_like_reports_are_read(tmp_path: Path) -> None:
    publish(tmp_path, manifest())
    for other in ("runs/2020/sct", ".staging/7/report", "20/sct/internal", "2020/.git/internal", "abcd/e/f"):
        publish(tmp_path, b"{}", other)
    (tmp_path / "2020" / "notes.txt").write_text("x")
    (tmp_path / "2021").write_text("a file")

    assert [folder.name for folder in read_folders(tmp_path)] == ["2020/sct/internal"]
    assert read_folders(tmp_path / "nowhere") == ()


def test_a_folder_without_a_manifest_or_with_an_unreadable_one(tmp_path: Path) -> None:
    (publish(tmp_path, manifest()) / "manifest.json").unlink()
    broken = publish(tmp_path, manifest(2021)) / "manifest.json"
    broken.unlink()
    broken.mkdir()

    entries = [read_report(folder).entry for folder in read_folders(tmp_path)]

    assert [(entry.status, entry.reason) for entry in entries] == [
        ("unreadable", "thư mục không có manifest.json"),
        ("unreadable", "không đọc được tệp manifest.json"),
    ]
    assert entries[0].links == Links(
        "2020/sct/internal/report.html", "2020/sct/internal/report.pdf", "2020/sct/internal/annex.xlsx", None
    )


def test_links_lead_only_to_files_that_are_there_and_are_addresses(tmp_path: Path) -> None:
    place = publish(tmp_path, b"{}", '2020/a "b"#c%/internal')
    (place / "report.pdf").unlink()

    (folder,) = read_folders(tmp_path)
    links = read_report(folder).entry.links

    assert links.report == "2020/a%20%22b%22%23c%25/internal/report.html"
    assert links.pdf is None


def test_failed_reports_keep_the_figures_of_the_version_that_stands() -> None:
    standing = entry_of(manifest())
    again = FailedReport(2020, "sct", "Sở Công Thương", "internal", "quá thời gian")
    new = FailedReport(2021, "sct", "", "internal", "thiếu dữ liệu")

    old_version, failed = with_failures([standing], [new, again])

    assert (old_version.status, old_version.failure, old_version.on_time_actual) == (
        "published",
        "quá thời gian",
        Rate(581, 581),
    )
    assert (failed.status, failed.reason, failed.failure) == ("failed", "thiếu dữ liệu", None)
    assert failed.department_name == "Sở Công Thương"  # from the other year
