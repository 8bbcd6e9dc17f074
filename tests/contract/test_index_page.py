"""The index of a small folder of reports, pinned: whoever changes what a cell says sees it here.

Style and script are left out. Where the change is meant: `pytest tests/contract --snapshot-update`.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cchc_report.batch.index.catalogue import COLUMNS
from cchc_report.batch.index.entries import Existence, FailedReport
from cchc_report.batch.index.folders import read_folders
from cchc_report.batch.index.publish import index_files
from support.published import manifest, publish

# Other programs read the catalogue by these names; a new one may be added at the end.
PINNED_COLUMNS = (
    "year,department,department_name,edition,measure,label,kind,view,value,numerator,denominator,rate,unit,population,"
    "definition,reason"
)


class PageExtension(SingleFileSnapshotExtension):
    """A snapshot as a page of its own, which a browser opens."""

    _write_mode = WriteMode.TEXT
    file_extension = "html"


def test_index_of_a_small_folder(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    publish(tmp_path, manifest(2020))
    publish(tmp_path, manifest(2020, edition="public"))
    publish(tmp_path, manifest(2021, name="Sở Công Thương tỉnh", actual=(0, 0), scores=None, severities=("error",)))
    publish(tmp_path, manifest(2020, "bdt", name="Ban <Dân> tộc"))
    publish(tmp_path, b"{", "2021/bdt/internal")
    failed = [
        FailedReport(2021, "sct", "", "internal", "quá thời gian cho phép"),
        FailedReport(2021, "dtnmt", "Đài", "internal", "thiếu cột"),
    ]

    departments = [
        Existence("sct", "Sở Công Thương", date(2008, 1, 1), None),
        Existence("bdt", "Ban <Dân> tộc", date(2020, 1, 1), None),
        Existence("sdl", "Sở Du lịch", date(2021, 7, 1), None),
    ]

    files = index_files(read_folders(tmp_path), failed, departments)

    assert without_style_and_script(files["index.html"].decode()) == snapshot(extension_class=PageExtension)


def test_columns_of_the_catalogue() -> None:
    assert ",".join(COLUMNS) == PINNED_COLUMNS


def without_style_and_script(page: str) -> str:
    """Return a page without what is pinned elsewhere or changes with every version."""
    for pattern, text in (
        (r"(?<=<style>).*?(?=</style>)", "…"),
        (r"(?<=<script>).*?(?=</script>)", "…"),
        (r"sha256-[A-Za-z0-9+/=]+", "sha256-…"),
        (r"cchc_report \d+[.\w]*", "cchc_report …"),
    ):
        page = re.sub(pattern, text, page, flags=re.DOTALL)
    return page
