"""Folders elsewhere: what they hold is copied into the folder that it is meant for, and nowhere else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from cchc_report.batch.data_url import project_with_data
from cchc_report.batch.output_url import outputs_at
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.store import StoreFolder
from cchc_report.errors import PublishError, SourceError
from cchc_report.params.project import Project

STORE = "memory://kho"
REQUESTS = [ReportRequest(2020, "sct", "internal")]
OUTSIDE = ["2020/sct/../../../../x/y", "2020/sct/..", "2020/sct/..\\..\\x", "2020/sct/a\\b"]
"""Paths that no archive and no store may have."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "p")
    project.params.mkdir(parents=True)
    project.notebooks.mkdir()
    return project


@pytest.fixture
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of temporary files, deep enough for a path that climbs out of it to be seen."""
    folder = tmp_path / "a" / "b" / "tmp"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("entry", OUTSIDE)
def test_an_archive_writes_nothing_outside_the_copy(
    entry: str, tmp_path: Path, project: Project, temporary_folder: Path
) -> None:
    archive = tmp_path / "data.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("2020/sct/dossiers.csv", "good")
        file.writestr(entry, "bad")
    before = files_in(tmp_path)

    with (
        pytest.raises(SourceError) as caught,
        project_with_data(project, f"zip://::{archive.as_uri()}", REQUESTS),
    ):
        pass

    assert caught.value.exit_code == 4
    assert entry in caught.value.lines("vi")[0]
    assert files_in(tmp_path) == before
    assert list(temporary_folder.iterdir()) == []


def test_an_archive_without_such_paths_is_copied(tmp_path: Path, project: Project) -> None:
    archive = tmp_path / "data.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("2020/sct/dossiers..csv", "good")

    with project_with_data(project, f"zip://::{archive.as_uri()}", REQUESTS) as copy:
        assert files_in(copy.data) == {"2020/sct/dossiers..csv"}


@pytest.mark.parametrize("key", ["2020/sct/../manifest.json", "2020/../../x", "2020/../../../x", "2020/sct/x\0y/a"])
def test_a_store_of_reports_writes_nothing_outside_the_copy(
    key: str, tmp_path: Path, temporary_folder: Path, store: MemoryFileSystem
) -> None:
    store.pipe_file(f"/kho/{key}", b"{}")

    with pytest.raises(SourceError) as caught, outputs_at(STORE, REQUESTS):
        pass

    assert key.replace("\0", " ") in caught.value.lines("vi")[0]
    assert "\0" not in "".join(caught.value.lines())
    assert files_in(tmp_path) == set()
    assert list(temporary_folder.iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/etc/x", "C:/x", "a/../../x"])
def test_what_is_fetched_lies_under_the_folder_named(path: str, tmp_path: Path, store: MemoryFileSystem) -> None:
    store.pipe_file("/kho/a", b"")
    to = tmp_path / "to"

    with pytest.raises(SourceError):
        StoreFolder(STORE).fetch(["a", path], to)

    assert not to.exists()


def test_what_is_fetched_follows_no_link_out_of_the_folder(tmp_path: Path, store: MemoryFileSystem) -> None:
    store.pipe_file("/kho/link/a", b"")
    to = tmp_path / "to"
    to.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (to / "link").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SourceError):
        StoreFolder(STORE).fetch(["link/a"], to)

    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let this process write no file beyond 4 kB, as a full disk would not."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def data_in_a_folder(tmp_path: Path) -> str:
    file = tmp_path / "kho" / "2020" / "sct" / "dossiers.csv"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 10_000)
    return (tmp_path / "kho").as_uri()


def data_in_an_archive(tmp_path: Path) -> str:
    with zipfile.ZipFile(tmp_path / "kho.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("2020/sct/dossiers.csv", b"x" * 10_000)
    return f"zip://::{(tmp_path / 'kho.zip').as_uri()}"


@pytest.mark.parametrize("data", [data_in_a_folder, data_in_an_archive])
def test_a_disk_without_room_is_no_trouble_of_the_network(
    data: Callable[[Path], str], tmp_path: Path, project: Project, request: pytest.FixtureRequest
) -> None:
    url = data(tmp_path)
    request.getfixturevalue("small_files")

    with pytest.raises(PublishError) as caught, project_with_data(project, url, REQUESTS):
        pass

    what, remedy = caught.value.lines("vi")
    assert "không chép được vào thư mục tạm của máy này: tệp quá lớn" in what
    assert "kiểm tra dung lượng đĩa" in remedy


def test_parameters_that_do_not_fit_are_told_the_same(
    tmp_path: Path, project: Project, request: pytest.FixtureRequest
) -> None:
    (project.params / "2020").mkdir()
    (project.params / "2020" / "year.yaml").write_bytes(b"#" * 10_000)
    url = data_in_an_archive(tmp_path)
    request.getfixturevalue("small_files")

    with pytest.raises(PublishError, match="không chép được vào thư mục tạm"), project_with_data(project, url, []):
        pass


def test_no_folder_of_temporary_files_is_told(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch, store: MemoryFileSystem
) -> None:
    store.pipe_file("/kho/2020/sct/dossiers.csv", b"")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))

    with pytest.raises(PublishError, match="không có tệp hoặc thư mục này"), project_with_data(project, STORE, []):
        pass
    with pytest.raises(PublishError, match="không có tệp hoặc thư mục này"), outputs_at(STORE, REQUESTS):
        pass


def test_a_file_that_is_gone_there_is_no_trouble_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="không đọc được dữ liệu ở đây"):
        StoreFolder(data_in_a_folder(tmp_path)).fetch(["2020/sct/gone.csv"], tmp_path / "to")


def test_what_is_hidden_among_parameters_is_not_copied(tmp_path: Path, project: Project) -> None:
    for name in ("2020/year.yaml", ".git/x", "2020/.x.swp"):
        (project.params / name).parent.mkdir(exist_ok=True)
        (project.params / name).write_bytes(b"a")

    with project_with_data(project, data_in_an_archive(tmp_path), []) as copy:
        assert files_in(copy.params) == {"2020/year.yaml"}
