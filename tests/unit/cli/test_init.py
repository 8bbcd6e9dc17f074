"""A new project folder: complete or not there at all, and nothing of the user's is overwritten."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from cchc_report.cli import init
from cchc_report.cli.entry import run_command_line
from cchc_report.cli.init import carried_project, set_up_project
from cchc_report.cli.new_folder import new_folder
from cchc_report.cli.usage import CommandLineError
from cchc_report.errors import MissingToolError, PublishError
from cchc_report.params.project import find_project

CARRIED = {
    "notebooks/self_assessment.ipynb": "{}",
    "notebooks/mine.ipynb": "{}",
    "notebooks/.ipynb_checkpoints/old.ipynb": "{}",
    "params/departments.yaml": "departments: []",
    "params/2020/year.yaml": "period: {}",
    "params/2021/year.yaml": "period: {}",
    "params/criteria/a.yaml": "id: a",
    "data/2020/sct/registers.xlsx": "rows",
    "data/2020/sct/~$registers.xlsx": "lock of an open workbook",
    "data/2021/snn/dossiers.xlsx": "people",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an installed package that carries a small project."""
    package = tmp_path / "site-packages" / "cchc_report"
    for name, content in CARRIED.items():
        path = package / "_project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    monkeypatch.setattr(init, "carried_project", lambda: carried_project(package))
    monkeypatch.setattr(init, "_SAMPLE_DATA", {"data/2020/sct/registers.xlsx": sha256(b"rows").hexdigest()})
    return package


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("there_already", [False, True])
def test_a_new_folder_is_a_project(tmp_path: Path, there_already: bool) -> None:
    folder = tmp_path / "báo cáo" / "2020"
    if there_already:
        folder.mkdir(parents=True)

    set_up_project(folder, with_sample=True)

    assert files(folder) == {
        ".gitignore",
        "notebooks/self_assessment.ipynb",
        "params/departments.yaml",
        "params/2020/year.yaml",
        "params/criteria/a.yaml",
        "data/2020/sct/registers.xlsx",
    }
    assert find_project(folder).root == folder
    assert [path.name for path in folder.parent.iterdir()] == ["2020"]


@pytest.mark.usefixtures("package")
def test_a_shell_that_stands_in_the_folder_still_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)

    assert run_command_line(["init", "."]) == 0

    assert Path.cwd() == folder
    assert Path("params", "departments.yaml").is_file()
    assert {path.name for path in folder.iterdir()} == {".gitignore", "data", "notebooks", "params"}
    assert {path.name for path in tmp_path.iterdir()} == {"here", "site-packages"}


def test_what_comes_into_the_folder_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    def write() -> None:
        with new_folder(tmp_path) as unfinished:
            (unfinished / "README.md").write_text("ours")
            (tmp_path / "README.md").write_text("mine")

    with pytest.raises(CommandLineError, match="không trống"):
        write()

    assert files(tmp_path) == {"README.md"}
    assert (tmp_path / "README.md").read_text() == "mine"


def test_an_empty_folder_is_empty_again_where_not_all_can_be_moved_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with new_folder(tmp_path) as unfinished:
            for name in ("data", "params"):
                (unfinished / name).mkdir()

    rename = Path.rename

    def fail_at_params(self: Path, target: Path) -> Path:
        if self.name == "params":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_at_params)

    with pytest.raises(PublishError, match="hết dung lượng đĩa"):
        write()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("real", [b"people", None])
def test_data_that_are_no_longer_the_sample_are_not_handed_on(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], real: bytes | None
) -> None:
    data = package / "_project/data/2020/sct/registers.xlsx"
    data.unlink() if real is None else data.write_bytes(real)

    assert run_command_line(["init", str(tmp_path / "new")]) == 2
    told = capsys.readouterr().err
    assert "không còn là số liệu mẫu, có thể là số liệu thật" in told
    assert "--without-sample" in told
    assert not (tmp_path / "new").exists()

    assert run_command_line(["init", "--without-sample", str(tmp_path / "new")]) == 0
    assert not any(name.startswith("data/") for name in files(tmp_path / "new"))


def test_the_samples_files_are_those_of_the_checkout(repository: Path) -> None:
    for name, expected in init._SAMPLE_DATA.items():
        assert sha256((repository / name).read_bytes()).hexdigest() == expected, "mend _SAMPLE_DATA in cli/init.py"


@pytest.mark.usefixtures("package")
def test_without_sample_there_is_an_empty_data_folder(tmp_path: Path) -> None:
    set_up_project(tmp_path / "new", with_sample=False)

    assert list((tmp_path / "new" / "data").iterdir()) == []
    assert (tmp_path / "new" / "params" / "departments.yaml").exists()


@pytest.mark.usefixtures("package")
def test_a_folder_that_holds_anything_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")

    assert run_command_line(["init", str(folder)]) == 2
    assert "không trống" in capsys.readouterr().err
    assert files(folder) == {"notes.txt"}


@pytest.mark.usefixtures("package")
def test_a_copy_that_fails_midway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copyfile = shutil.copyfile

    def fail_at_data(source: Path, target: Path) -> object:
        if source.name == "registers.xlsx":
            raise OSError(28, "No space left on device")
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", fail_at_data)
    before = set(tmp_path.iterdir())

    with pytest.raises(PublishError, match="hết dung lượng đĩa"):
        set_up_project(tmp_path / "new", with_sample=True)
    assert set(tmp_path.iterdir()) == before


def test_an_installation_without_notebooks_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="cài lại gói"):
        carried_project(tmp_path / "src" / "cchc_report")


def test_a_checkout_is_a_project_to_copy_from() -> None:
    assert (carried_project() / "notebooks" / "self_assessment.ipynb").is_file()


@pytest.mark.usefixtures("package")
def test_the_user_is_told_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "báo cáo mới"

    assert run_command_line(["init", str(folder)]) == 0
    told = capsys.readouterr().out
    assert f"cchc-report run --year 2020 --department sct --project '{folder}'" in told
