"""A data folder of one's own for each test of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.source_files import DataFolder


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """Return a folder with a good export and a good workbook."""
    return DataFolder(tmp_path)
