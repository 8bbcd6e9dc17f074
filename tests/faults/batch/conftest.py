"""The small matrix, and what a batch gives that nothing disturbs."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from support.batches import REPORTS, Matrix, Undisturbed, published, torn, write_matrix
from support.processes import marked
from support.shared import made_once


@pytest.fixture(scope="session")
def short_temporary_folder() -> Iterator[Path]:
    """Return a folder with a name short enough for the names of sockets in it."""
    folder = Path(tempfile.mkdtemp(prefix="t-", dir="/tmp"))  # pytest's own folders have long names
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, repository: Path, short_temporary_folder: Path
) -> Undisturbed:
    """Return what a batch over the small matrix gives."""

    def make(folder: Path) -> None:
        write_matrix(folder / "project", repository)
        start = time.monotonic()
        ended = Matrix(folder / "project", short_temporary_folder).run()
        (folder / "seconds").write_text(str(time.monotonic() - start), encoding="utf-8")
        assert (ended.code, ended.complained) == (0, "")

    folder = made_once(tmp_path_factory, "undisturbed", make)
    root = folder / "project"
    assert torn(root / "outputs") == []
    files = published(root / "outputs")
    assert {path.rpartition("/")[0] for path in files if path.startswith("2")} == {*REPORTS}
    return Undisturbed(root, files, float((folder / "seconds").read_text(encoding="utf-8")))


@pytest.fixture
def matrix(undisturbed: Undisturbed, tmp_path: Path, short_temporary_folder: Path) -> Iterator[Matrix]:
    """Return a project folder of one's own with the small matrix; nothing is published yet, nothing runs after."""
    root = tmp_path / "dự án"
    shutil.copytree(undisturbed.root, root, ignore=shutil.ignore_patterns("outputs"))
    matrix = Matrix(root, short_temporary_folder)
    yield matrix
    for pid in marked(matrix.mark):  # of a test that failed
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def published_matrix(matrix: Matrix, undisturbed: Undisturbed) -> Matrix:
    """Return the small matrix with all its reports published."""
    shutil.copytree(undisturbed.root / "outputs", matrix.outputs)
    return matrix
