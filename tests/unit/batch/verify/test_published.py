from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.batch.request import ReportRequest
from cchc_report.batch.verify.published import find_published
from cchc_report.errors import ParamsError

NAMES = ("2020/sct/internal", "2020/sct/public", "2020/sxd/internal", "2021/sct/internal")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder of reports, with what else may lie in it."""
    root = tmp_path / "outputs"
    others = (".staging/1-ab/report", "runs/20201231T000000-batch", ".index", "2020/.hidden/internal", "2020/sct/draft")
    for name in (*NAMES, *others):
        (root / name).mkdir(parents=True)
    (root / "index.html").touch()
    (root / "2020" / "note.txt").touch()
    return root


def names(*paths: Path) -> list[str]:
    return [report.request.name for report in find_published(paths)]


def test_all_reports_of_the_outputs(root: Path) -> None:
    assert names(root) == [*NAMES]
    assert {report.root for report in find_published([root])} == {root}


def test_reports_of_a_year_of_a_department_and_one_alone(root: Path) -> None:
    assert names(root / "2020") == [*NAMES[:3]]
    assert names(root / "2020" / "sct") == [*NAMES[:2]]
    assert names(root / "2020" / "sct" / "public") == [NAMES[1]]


def test_paths_are_taken_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "2020" / "sct" / "internal")
    assert names(Path()) == [NAMES[0]]
    assert names(Path("..")) == [*NAMES[:2]]


def test_a_report_that_is_named_twice_comes_once(root: Path) -> None:
    assert names(root / "2021", root, root / "2021" / "sct" / "internal") == [*NAMES]


def test_every_path_without_reports_is_told(root: Path) -> None:
    wrong = [root / "runs", root / "index.html", root / "2022", root / "2020" / "sct" / "draft"]
    with pytest.raises(ParamsError) as caught:
        find_published([root, *wrong])
    assert len(caught.value.problems) == len(wrong)
    assert {problem.code for problem in caught.value.problems} == {"verify.nothing-published"}


def test_files_of_a_report_are_read_hidden_ones_left_aside(root: Path) -> None:
    (report,) = find_published([root / "2021"])
    assert report.request == ReportRequest(2021, "sct", "internal")
    for name in ("report.html", ".DS_Store", "~$annex.xlsx"):
        (report.folder / name).write_bytes(name.encode())
    assert report.files() == {"report.html": b"report.html"}
