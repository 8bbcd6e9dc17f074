"""Addresses of folders: which are of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.batch.address import is_on_this_machine, local_folder


@pytest.mark.parametrize("address", ["kho", "../kho", "/srv/kho", "file:///srv/kho%20a", "local:///srv/kho"])
@pytest.mark.parametrize("before", ["", "zip://::", "zip://bên trong::", "simplecache::"])
def test_what_lies_here(before: str, address: str) -> None:
    assert is_on_this_machine(before + address)


@pytest.mark.parametrize("address", ["s3://kho/data", "https://example.org/data.zip", "sftp://máy/data"])
@pytest.mark.parametrize("before", ["", "zip://::", "simplecache::", "zip://a::simplecache::"])
def test_what_every_machine_can_reach(before: str, address: str) -> None:
    assert not is_on_this_machine(before + address)


def test_paths_and_urls_of_files_name_local_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert local_folder("kho/../ở đây") == tmp_path / "ở đây"
    assert local_folder((tmp_path / "ở đây").as_uri()) == tmp_path / "ở đây"
    assert local_folder("s3://kho/data") is None
    assert local_folder("zip://::kho.zip") is None
