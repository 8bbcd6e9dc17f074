"""Reports published in a store instead of a folder (`--output memory://…`): the same bytes, and no torn report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from cchc_report.cli.entry import run_command_line
from cchc_report.errors import MissingToolError, ParamsError, PublishError
from cchc_report.params.project import Project
from support.province import published, quick_province

URL = "memory://kho/báo cáo"
FIRST, SECOND = "2020/sct/internal", "2021/sct/internal"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return quick_province(tmp_path_factory.mktemp("province") / "dự án", departments=1)


def run(project: Project, output: str, *options: str) -> int:
    return run_command_line(["run", "--project", str(project.root), "--output", output, *options])


def kept(store: MemoryFileSystem) -> dict[str, bytes]:
    """Return the bytes of the reports that are in the store, by path."""
    base = store._strip_protocol(URL) + "/"
    return {path.removeprefix(base): store.cat_file(path) for path in store.find(base) if path[len(base)].isdigit()}


def changed_since(store: MemoryFileSystem, before: dict[str, Any]) -> set[str]:
    """Return which reports, and which other files, were written since `before` was noted."""
    base = store._strip_protocol(URL) + "/"
    now = times(store)
    names = {path.removeprefix(base) for path in now if now[path] != before.get(path)}
    return {name.rpartition("/")[0] if name[0].isdigit() else name.partition("/")[0] for name in names}


def times(store: MemoryFileSystem) -> dict[str, Any]:
    return {path: store.info(path)["created"] for path in store.find("/")}


def test_a_store_gets_what_a_folder_gets(
    project: Project, store: MemoryFileSystem, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, (tmp_path / "ở đây").as_uri()) == 0
    here = published(tmp_path / "ở đây")
    assert {name.rpartition("/")[0] for name in here} == {FIRST, SECOND}

    assert run(project, URL) == 0
    assert kept(store) == here
    for name in ("index.html", "catalogue.csv", "catalogue.parquet"):
        assert store.cat_file(f"{URL}/{name}") == (tmp_path / "ở đây" / name).read_bytes()
    (log,) = store.glob(f"{URL}/runs/*/events.jsonl")
    assert b'"published"' in store.cat_file(log)
    assert URL in capsys.readouterr().out

    # Nothing changed: nothing is made and nothing is written, the index included.
    before = times(store)
    assert run(project, URL) == 0
    assert changed_since(store, before) == set()

    # Files of the index that were spoilt or deleted there are mended, those alone.
    store.pipe_file(f"{URL}/index.html", b"spoilt")
    store.rm_file(f"{URL}/catalogue.csv")
    before = times(store)
    assert run(project, URL) == 0
    for name in ("index.html", "catalogue.csv"):
        assert store.cat_file(f"{URL}/{name}") == (tmp_path / "ở đây" / name).read_bytes()
    assert changed_since(store, before) == {"index.html", "catalogue.csv"}

    # A report that was spoilt there is made again, alone; the catalogue of all reports is what it was.
    store.pipe_file(f"{URL}/{FIRST}/report.html", b"spoilt")
    store.pipe_file(f"{URL}/{FIRST}/left over.txt", b"of another version")
    before = times(store)
    assert run(project, URL) == 0
    assert kept(store) == here
    assert changed_since(store, before) == {FIRST, "runs"}


def test_one_report_asked_for_leaves_the_others_in_the_index(project: Project, store: MemoryFileSystem) -> None:
    assert run(project, URL) == 0
    whole = {name: store.cat_file(f"{URL}/{name}") for name in ("index.html", "catalogue.csv")}
    assert run(project, URL, "--year", "2021", "--force") == 0
    assert {name: store.cat_file(f"{URL}/{name}") for name in whole} == whole


def fails_at(name: str, written: Callable[..., None]) -> Callable[..., None]:
    def pipe_file(self: MemoryFileSystem, path: str, value: bytes, **more: Any) -> None:
        if path.endswith(name):
            raise OSError("key=SECRET: the bucket is full")
        written(self, path, value, **more)

    return pipe_file


def test_what_the_index_remembers_comes_when_the_index_is_there(
    project: Project, store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "pipe_file", fails_at("index.html", MemoryFileSystem.pipe_file))
        assert run(project, URL, "--year", "2020") == PublishError.exit_code
    assert f"{URL}/index.html" in capsys.readouterr().err
    assert not store.exists(f"{URL}/.index/state.json")

    assert run(project, URL, "--year", "2020") == 0
    assert "2020/sct/internal/report.html" in store.cat_file(f"{URL}/index.html").decode()
    assert store.exists(f"{URL}/.index/state.json")


@pytest.mark.usefixtures("store")
def test_a_store_that_does_not_list_what_is_to_be_replaced_is_told_as_one_that_takes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = MemoryFileSystem.find

    def refusing(self: MemoryFileSystem, path: str, **more: Any) -> Any:
        if path.endswith(FIRST):
            raise PermissionError("key=SECRET")
        return find(self, path, **more)

    monkeypatch.setattr(MemoryFileSystem, "find", refusing)

    assert run(project, URL, "--year", "2020") == PublishError.exit_code

    said = capsys.readouterr().err
    assert f"{URL}/{FIRST}: không ghi được kết quả vào đây (PermissionError)" in said
    assert "SECRET" not in said


@pytest.mark.parametrize("file", ["report.pdf", "manifest.json"])
def test_a_report_that_a_store_does_not_take_is_no_report_there_and_is_made_again(
    file: str,
    project: Project,
    store: MemoryFileSystem,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(project, URL) == 0
    whole = kept(store)
    capsys.readouterr()

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "pipe_file", fails_at(f"{FIRST}/{file}", MemoryFileSystem.pipe_file))
        assert run(project, URL, "--force") == 9
    said = capsys.readouterr()
    assert "không ghi được kết quả vào đây (OSError)" in said.err
    assert f"{FIRST}" in said.err
    assert "SECRET" not in said.err + said.out
    assert f"{FIRST}/manifest.json" not in kept(store)
    assert {name: content for name, content in kept(store).items() if name.startswith(SECOND)} == {
        name: content for name, content in whole.items() if name.startswith(SECOND)
    }
    assert "không ghi được" in store.cat_file(f"{URL}/index.html").decode()

    before = times(store)
    assert run(project, URL) == 0
    assert kept(store) == whole
    assert FIRST in changed_since(store, before)
    assert SECOND not in changed_since(store, before)


def test_nobody_works_for_a_store_that_takes_nothing(
    project: Project,
    store: MemoryFileSystem,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", fails_at("", MemoryFileSystem.pipe_file))
    assert run(project, URL) == PublishError.exit_code
    said = capsys.readouterr()
    assert "không ghi được kết quả vào đây" in said.err
    assert "[1/" not in said.out
    assert kept(store) == {}


@pytest.mark.parametrize(
    ("url", "kind", "said"),
    [
        ("nowhere://an:password@host/outputs", ParamsError, "không biết loại địa chỉ này"),
        ("s3://an:password@bucket/outputs", MissingToolError, "s3fs"),
    ],
)
def test_a_store_that_cannot_be_reached_is_told_without_its_password(
    url: str, kind: type[Any], said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, url) == kind.exit_code
    error = capsys.readouterr().err
    assert said in error
    assert "password" not in error
