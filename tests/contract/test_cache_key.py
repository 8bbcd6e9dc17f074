"""The key of a small fixed project, pinned: whoever changes what enters it, or how, sees it here (docs/cache-key.md).

Where the change is meant, write it anew: `pytest tests/contract --snapshot-update`. A new parameter changes the hash
of the parameters, and that is all. Where a part is added, or computed otherwise, `KEY_SCHEMA` gets its next number and
the page is changed with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cchc_report.batch.key import KEY_SCHEMA, KeyMaker
from cchc_report.export.manifest import PACKAGES_THAT_SHAPE_THE_REPORT
from cchc_report.params.loading import ParameterFiles, load_parameters
from cchc_report.params.project import Project

YEAR = """\
period: {{from: {year}-01-01, to: {year}-12-31}}
assessment_decision: Quyết định số 1/QĐ-UBND
legal_bases: [Căn cứ Nghị định số 61/2018/NĐ-CP]
criteria_set: minh-hoa
"""
DEPARTMENT = """\
document:
  symbol: BC-SCT
  signer: {title: Giám đốc}
  recipients: [UBND tỉnh]
  filed_by: VP
sources: {dossiers: [dossiers.csv, ~tam/dossiers-q4.csv]}
"""
DEPARTMENTS = """\
departments:
  - {id: sct, name: Sở Công Thương, abbreviation: SCT, parent: UBND tỉnh, place: Hải Dương,
     agency_codes: ["000.00.02.H23"], valid_from: 2010-01-01}
  - {id: sxd, name: Sở Xây dựng, abbreviation: SXD, parent: UBND tỉnh, place: Hải Dương,
     agency_codes: ["000.00.03.H23"], valid_from: 2010-01-01}
"""
CELLS = [
    {"cell_type": "markdown", "id": "a", "metadata": {"tags": ["analyst"]}, "source": ["# Sổ tay\n", "hai dòng"]},
    {
        "cell_type": "code",
        "id": "b",
        "metadata": {"tags": ["parameters"], "scrolled": True},
        "source": "year = 2020",
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
        "execution_count": 7,
    },
]
NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"toc": {}}, "cells": CELLS})
TEXTS = {
    "params/departments.yaml": DEPARTMENTS,
    "params/2019/year.yaml": YEAR.format(year=2019),
    "params/2019/sct.yaml": DEPARTMENT,
    "params/2020/year.yaml": YEAR.format(year=2020),
    "params/2020/sct.yaml": DEPARTMENT,
    "params/2020/sxd.yaml": DEPARTMENT,
    "params/criteria/minh-hoa.yaml": "id: minh-hoa\n",
    "params/criteria/khac.yaml": "id: khac\n",
    "params/headers.yaml": "{}\n",
    "params/labels.yaml": "{}\n",
    "notebooks/self_assessment.ipynb": NOTEBOOK,
    "notebooks/explore.ipynb": NOTEBOOK,
    "data/2018/sct/dossiers.csv": "2018",
    "data/2020/sct/dossiers.csv": "2020",
    "data/2020/sct/~tam/dossiers-q4.csv": "2020 q4",
    "data/2020/sct/registers.xlsx": "no workbook, but bytes",
    "data/2020/sct/van-ban/1691-XN-SCT.pdf": "%PDF",
    "data/2020/sct/~$registers.xlsx": "lock",
    "data/2020/sct/.ipynb_checkpoints/dossiers.csv": "old",
    "data/2020/sxd/dossiers.csv": "other",
}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    project = Project(tmp_path_factory.mktemp("key") / "p")
    for name, text in TEXTS.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    project.data_folder(2019, "sct").mkdir(parents=True)
    files = ParameterFiles(project)
    maker = KeyMaker(files, project.notebooks / "self_assessment.ipynb")
    return maker.key_of(load_parameters(project, 2020, "sct", files=files)).as_record()


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "cache-key.md").read_text("utf-8")


def test_key_of_a_small_project(key: dict[str, Any], snapshot: SnapshotAssertion) -> None:
    assert re.fullmatch("[0-9a-f]{64}", key["package"])
    pinned = {**key, "package": "…"}  # of every state of the program another one

    assert pinned == snapshot(extension_class=JSONSnapshotExtension)


def test_hashes_are_those_that_the_page_describes(key: dict[str, Any]) -> None:
    cells = [
        ["markdown", "a", "# Sổ tay\nhai dòng", ["analyst"], {}],
        ["code", "b", "year = 2020", ["parameters"], {}],
    ]
    text = json.dumps([4, 5, cells], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert key["notebook"] == hashlib.sha256(text.encode()).hexdigest()
    assert key["files"]["data/2020/sct/dossiers.csv"] == hashlib.sha256(b"2020").hexdigest()
    assert key["files"]["data/2019/sct/"] == hashlib.sha256(b"").hexdigest()


def test_the_page_describes_every_part(key: dict[str, Any], page: str) -> None:
    assert page.startswith(f"# The cache key: `{KEY_SCHEMA}`\n")
    table = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(table) == sorted(key)


def test_the_page_names_every_library_of_the_environment(page: str) -> None:
    environment = page.partition("## The environment")[2].partition("\n## ")[0]

    assert tuple(re.findall(r"`([\w-]+)`", environment)) == PACKAGES_THAT_SHAPE_THE_REPORT


def test_the_example_has_the_form_of_a_key(key: dict[str, Any], page: str) -> None:
    example = json.loads("{" + page.partition("```json\n")[2].partition("\n```")[0] + "}")["key"]

    assert example.keys() == key.keys()
    assert [*example] == sorted(example)


def test_the_manifest_page_leads_to_it(repository: Path) -> None:
    manifest_page = (repository / "docs" / "manifest.md").read_text("utf-8")

    assert "| `key` |" in manifest_page
    assert "(cache-key.md)" in manifest_page
