"""The judge of the PDF is fetched once, and only the file that was pinned is taken."""

from __future__ import annotations

import hashlib
import os
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

JAR = b"PK the judge"


class Script:
    """The script's names, with the pinned hash open to replacement."""

    def __init__(self, file: Path) -> None:
        self.main: Callable[[list[str]], int] = runpy.run_path(str(file))["main"]

    def replace(self, **values: Any) -> None:
        self.main.__globals__.update(values)


@pytest.fixture
def script(repository: Path) -> Script:
    script = Script(repository / "tools/fetch_verapdf.py")
    script.replace(SHA256=hashlib.sha256(JAR).hexdigest())
    return script


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a program called `mvn` in front of the search path, with these lines of shell."""

    def write(lines: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "mvn"
        program.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return write


GIVES = """for word in "$@"; do case $word in -DoutputDirectory=*) folder=${word#*=};; esac; done
printf '%s' 'PK the judge' > "$folder/greenfield-apps-1.jar"
"""


def test_it_is_fetched_to_the_file_that_make_names(
    script: Script, maven: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maven(GIVES)
    assert script.main([str(tmp_path / "share/verapdf.jar")]) == 0
    assert (tmp_path / "share/verapdf.jar").read_bytes() == JAR
    assert capsys.readouterr() == ("", "")


def test_another_file_than_the_pinned_one_is_refused(
    script: Script, maven: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maven(GIVES)
    script.replace(SHA256="0" * 64)
    assert script.main([str(tmp_path / "verapdf.jar")]) == 0
    assert not (tmp_path / "verapdf.jar").exists()
    assert "is not the file that was pinned" in capsys.readouterr().err


def test_what_maven_says_is_told_in_one_line(
    script: Script, maven: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maven("echo '[INFO] a'\necho '[ERROR] no such artifact'\necho '[ERROR] more'\nexit 1")
    assert script.main([str(tmp_path / "verapdf.jar")]) == 0
    assert capsys.readouterr().err == "veraPDF: [ERROR] no such artifact\n"


def test_without_maven_nothing_stops(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script.main([str(tmp_path / "verapdf.jar")]) == 0
    assert capsys.readouterr().err == "veraPDF: mvn is not installed\n"


def test_what_is_there_is_not_fetched_again(script: Script, maven: Callable[[str], None], tmp_path: Path) -> None:
    maven("exit 1")
    jar = tmp_path / "verapdf.jar"
    jar.write_bytes(JAR)
    os.utime(jar, (0, 0))
    assert script.main([str(jar)]) == 0
    assert jar.read_bytes() == JAR
    assert jar.stat().st_mtime > 1_000_000_000


def test_an_old_version_is_replaced(script: Script, maven: Callable[[str], None], tmp_path: Path) -> None:
    maven(GIVES)
    jar = tmp_path / "verapdf.jar"
    jar.write_bytes(b"an older one")
    assert script.main([str(jar)]) == 0
    assert jar.read_bytes() == JAR
