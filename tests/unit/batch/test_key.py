"""The key of a report: what enters it changes it, and nothing else does (docs/cache-key.md)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch import key as key_module
from cchc_report.batch.key import KeyMaker, ReportKey, notebook_hash, package_hash
from cchc_report.params.loading import ParameterFiles, load_parameters
from cchc_report.params.project import Project
from support.small_project import (
    CRITERIA_FILE,
    dossier,
    edit,
    write_department_list,
    write_dossiers,
    write_small_project,
)

Change = Callable[[Project], None]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of two years and two departments. No test changes it."""
    return write_small_project(tmp_path_factory.mktemp("key") / "p", (2019, 2020), ("sct", "sxd"))


@pytest.fixture
def project(written: Project, tmp_path: Path) -> Project:
    """Return a copy of it that a test may change."""
    return Project(Path(shutil.copytree(written.root, tmp_path / "p")))


def key_of(project: Project, year: int = 2020, department: str = "sct") -> ReportKey:
    files = ParameterFiles(project)
    maker = KeyMaker(files, project.notebooks / "self_assessment.ipynb")
    return maker.key_of(load_parameters(project, year, department, files=files))


def changed(before: ReportKey, after: ReportKey) -> set[str]:
    """Return which parts of a key differ: the names of hashes and of files."""
    one, other = before.as_record(), after.as_record()
    parts = {name for name in ("notebook", "package", "parameters") if one[name] != other[name]}
    files = {**one["files"], **other["files"]}
    return parts | {name for name in files if one["files"].get(name) != other["files"].get(name)}


def data(project: Project, name: str, year: int = 2020) -> Path:
    return project.data_folder(year, "sct") / name


def new_dossier(project: Project) -> None:
    write_dossiers(project, 2020, "sct", [dossier(2), dossier(3), dossier(4)])


def new_dossier_of_the_year_before(project: Project) -> None:
    write_dossiers(project, 2019, "sct", [dossier(2, 2019)])


def extra_file(project: Project) -> None:
    data(project, "quý 4").mkdir()
    (data(project, "quý 4") / "dossiers.csv").write_text("x", encoding="utf-8")


def other_spelling(project: Project) -> None:
    (project.params / "headers.yaml").write_text("{}\n", encoding="utf-8")


def other_label(project: Project) -> None:
    (project.params / "labels.yaml").write_text("{}\n", encoding="utf-8")


def criteria_file(project: Project) -> None:
    edit(project.params / "criteria" / CRITERIA_FILE, "maximum: 100", "maximum: 100 ")


def period_of_the_year_before(project: Project) -> None:
    edit(project.params / "2019" / "year.yaml", "to: 2019-12-31", "to: 2019-12-14")


def own_file_of_the_year_before(project: Project) -> None:
    edit(project.params / "2019" / "sct.yaml", "filed_by: VP", "filed_by: KH")


def year_before_is_gone(project: Project) -> None:
    (project.params / "2019" / "year.yaml").unlink()


def empty_folder_of_data(project: Project) -> None:
    for name in ("dossiers.xlsx", "registers.xlsx"):
        data(project, name, 2019).unlink()


def period(project: Project) -> None:
    edit(project.params / "2020" / "year.yaml", "to: 2020-12-31", "to: 2020-12-14")


def signer(project: Project) -> None:
    edit(project.params / "2020" / "sct.yaml", "title: Giám đốc", "title: Phó Giám đốc")


def name_of_the_department(project: Project) -> None:
    edit(project.params / "departments.yaml", "name: Sở Công Thương", "name: Sở Thương mại")


def end_of_the_department(project: Project) -> None:
    edit(project.params / "departments.yaml", "id: sct", "id: sct\n    valid_to: 2030-12-31")


def prose(project: Project) -> None:
    edit(project.notebooks / "self_assessment.ipynb", "Tiếp nhận", "Đã tiếp nhận")


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (new_dossier, {"data/2020/sct/dossiers.xlsx"}),
        (new_dossier_of_the_year_before, {"data/2019/sct/dossiers.xlsx"}),
        (extra_file, {"data/2020/sct/quý 4/dossiers.csv"}),
        (other_spelling, {"params/headers.yaml"}),
        (other_label, {"params/labels.yaml"}),
        (criteria_file, {f"params/criteria/{CRITERIA_FILE}"}),
        (period_of_the_year_before, {"params/2019/year.yaml"}),
        (own_file_of_the_year_before, {"params/2019/sct.yaml"}),
        (year_before_is_gone, {"params/2019/year.yaml"}),
        (
            empty_folder_of_data,
            {"data/2019/sct/", "data/2019/sct/dossiers.xlsx", "data/2019/sct/registers.xlsx"},
        ),
        (period, {"parameters"}),
        (signer, {"parameters"}),
        (name_of_the_department, {"parameters", "params/departments.yaml#sct"}),
        (end_of_the_department, {"parameters", "params/departments.yaml#sct"}),
        (prose, {"notebook"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_enters_the_key(project: Project, change: Change, parts: set[str]) -> None:
    before = key_of(project)
    change(project)

    assert changed(before, key_of(project)) == parts


def touch_everything(project: Project) -> None:
    for path in project.root.rglob("*"):
        os.utime(path, (1, 1))


def comments_in_its_parameters(project: Project) -> None:
    for name in ("2020/year.yaml", "2020/sct.yaml", "departments.yaml"):
        path = project.params / name
        path.write_text(path.read_text(encoding="utf-8") + "\n# ghi chú\n", encoding="utf-8")


def other_department_of_the_list(project: Project) -> None:
    write_department_list(project, ("mới", "sct", "sxd"), {"sxd": "valid_from: 2015-01-01"})
    edit(project.params / "departments.yaml", "id: mới", "id: moi")


def data_of_others(project: Project) -> None:
    write_dossiers(project, 2020, "sxd", [dossier(4)])
    write_dossiers(project, 2018, "sct", [dossier(2, 2018)])
    write_dossiers(project, 2021, "sct", [dossier(2, 2021)])
    edit(project.params / "2020" / "sxd.yaml", "filed_by: VP", "filed_by: KH")


def other_criteria(project: Project) -> None:
    edit(project.params / "criteria" / "qd-766-minh-hoa.yaml", "maximum: 100", "maximum: 100 ")


def files_that_programs_keep_for_themselves(project: Project) -> None:
    for name in (
        "~$dossiers.xlsx",
        ".~lock.dossiers.xlsx#",
        ".DS_Store",
        ".ipynb_checkpoints/dossiers.csv",
        "~tam/a.csv",
    ):
        path = data(project, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")


def other_notebooks(project: Project) -> None:
    (project.notebooks / "explore.ipynb").write_text("{}", encoding="utf-8")


def outputs_and_logs(project: Project) -> None:
    (project.outputs / "2020").mkdir(parents=True)
    (project.root / "README.md").write_text("x", encoding="utf-8")


def notebook_was_run_in_an_editor(project: Project) -> None:
    def run(notebook: dict[str, Any]) -> None:
        notebook["metadata"] |= {"kernelspec": {"name": "my-venv", "display_name": "my venv"}, "toc": {}}
        for number, cell in enumerate(notebook["cells"]):
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
            cell["metadata"] |= {"scrolled": True, "collapsed": False, "jupyter": {"outputs_hidden": True}}
            cell["source"] = (
                cell["source"].splitlines(keepends=True) if isinstance(cell["source"], str) else cell["source"]
            )

    edit_notebook(project, run)


def empty_folder_of_a_year_that_is_not_read(project: Project) -> None:
    project.data_folder(2018, "sct").mkdir(parents=True)


@pytest.mark.parametrize(
    "change",
    [
        touch_everything,
        comments_in_its_parameters,
        other_department_of_the_list,
        data_of_others,
        other_criteria,
        files_that_programs_keep_for_themselves,
        other_notebooks,
        outputs_and_logs,
        notebook_was_run_in_an_editor,
        empty_folder_of_a_year_that_is_not_read,
    ],
    ids=lambda change: change.__name__,
)
def test_what_does_not_enter_the_key(project: Project, change: Change) -> None:
    before = key_of(project)
    change(project)

    assert changed(before, key_of(project)) == set()


def edit_notebook(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    path = project.notebooks / "self_assessment.ipynb"
    notebook = json.loads(path.read_bytes())
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda notebook: notebook["cells"][1].update(source="pass"),
        lambda notebook: notebook["cells"][1]["metadata"].update(tags=["analyst"]),
        lambda notebook: notebook["cells"][1].update(cell_type="markdown"),
        lambda notebook: notebook["cells"][1].update(attachments={"a.png": {"image/png": "AAAA"}}),
        lambda notebook: notebook["cells"][1].update(id="other"),
        lambda notebook: notebook["cells"].reverse(),
        lambda notebook: notebook["cells"].pop(),
        lambda notebook: notebook.update(nbformat_minor=4),
    ],
    ids=["source", "tags", "type", "attachments", "id", "order", "number of cells", "format"],
)
def test_what_a_report_takes_from_its_notebook(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    before = key_of(project)
    edit_notebook(project, change)

    assert changed(before, key_of(project)) == {"notebook"}


@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b'{"cells": 1}', b'{"cells": [{}]}'])
def test_a_file_that_is_no_notebook_counts_by_its_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "self_assessment.ipynb"
    path.write_bytes(content)
    one = notebook_hash(path)
    path.write_bytes(content + b" ")

    assert one != notebook_hash(path)


def test_a_notebook_that_is_not_there_has_a_hash_so_that_running_it_can_say_so(tmp_path: Path) -> None:
    assert notebook_hash(tmp_path / "none.ipynb") == notebook_hash(tmp_path)


def test_a_file_that_parameters_name_counts_whatever_its_name_is(project: Project) -> None:
    edit(project.params / "2020" / "sct.yaml", "dossiers: [dossiers.xlsx]", 'dossiers: ["~kết xuất/.q4.csv"]')
    data(project, "~kết xuất").mkdir()
    named = data(project, "~kết xuất") / ".q4.csv"
    named.write_text("a", encoding="utf-8")
    before = key_of(project)
    named.write_text("b", encoding="utf-8")

    assert changed(before, key_of(project)) == {"data/2020/sct/~kết xuất/.q4.csv"}


def test_the_edition_enters_the_key(project: Project) -> None:
    files = ParameterFiles(project)
    maker = KeyMaker(files, project.notebooks / "self_assessment.ipynb")
    internal, public = (
        maker.key_of(load_parameters(project, 2020, "sct", edition)) for edition in ("internal", "public")
    )

    assert changed(internal, public) == {"parameters"}


def test_the_year_before_does_not_depend_on_the_year_after(project: Project) -> None:
    before = key_of(project, 2019)
    period(project)
    new_dossier(project)
    signer(project)

    assert changed(before, key_of(project, 2019)) == set()


def test_a_key_says_nothing_of_where_the_project_lies(project: Project, tmp_path: Path) -> None:
    before = key_of(project).as_record()
    moved = Project(project.root.rename(tmp_path / "một nơi khác"))

    assert key_of(moved).as_record() == before
    assert str(tmp_path) not in json.dumps(before)


def test_how_large_the_data_are_is_known_and_does_not_enter(project: Project) -> None:
    key = key_of(project)

    assert key.data_bytes == sum(data(project, name).stat().st_size for name in ("dossiers.xlsx", "registers.xlsx"))
    assert "data_bytes" not in key.as_record()


def test_the_package_counts_by_its_files_and_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "load.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(key_module, "_PACKAGE", tmp_path)
    hashes = [hash_now()]

    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "load.pyc").write_text("2", encoding="utf-8")
    assert hash_now() == hashes[0]

    (tmp_path / "sources" / "load.py").write_text("2", encoding="utf-8")
    hashes.append(hash_now())
    (tmp_path / "sources" / "load.py").rename(tmp_path / "load.py")
    hashes.append(hash_now())
    monkeypatch.setattr(key_module, "version", lambda _: "99")
    hashes.append(hash_now())
    assert len(set(hashes)) == len(hashes)


def hash_now() -> str:
    """Return the hash of the package as it is now: it is computed once a process."""
    return package_hash.__wrapped__()
