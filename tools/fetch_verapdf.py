"""Fetch veraPDF, the judge of PDF/A and PDF/UA, from Maven Central, once: `python tools/fetch_verapdf.py FILE`.

Called by `make test`. One file holds the whole program; its hash is pinned here. The tests that need it say so where it
is missing, so this script never stops `make`: it says in one line what went wrong.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copyfile, which

ARTIFACT = "org.verapdf.apps:greenfield-apps:1.28.2"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
LONGEST_FETCH_SECONDS = 300


def fetch(jar: Path) -> str | None:
    """Put the program at `jar`; return what went wrong, or nothing."""
    maven = which("mvn")
    if maven is None:
        return "mvn is not installed"
    with tempfile.TemporaryDirectory() as folder:
        # The artifact alone: it holds what it needs, and asking for its dependencies would ask other repositories.
        command = [maven, "-B", "-q", f"{PLUGIN}:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, check=False, timeout=LONGEST_FETCH_SECONDS
            )
        except subprocess.TimeoutExpired:
            return f"no answer within {LONGEST_FETCH_SECONDS} s"
        fetched = next(Path(folder).glob("*.jar"), None)
        if done.returncode != 0 or fetched is None:
            errors = [line for line in done.stdout.splitlines() if line.startswith("[ERROR]")]
            return (errors or [f"mvn ended with {done.returncode}"])[0]
        if not is_pinned(fetched):
            return f"{ARTIFACT} is not the file that was pinned"
        jar.parent.mkdir(parents=True, exist_ok=True)
        part = jar.with_suffix(".part")
        copyfile(fetched, part)
        part.replace(jar)
    return None


def is_pinned(jar: Path) -> bool:
    """Tell whether the file is the one whose hash is pinned here."""
    return hashlib.sha256(jar.read_bytes()).hexdigest() == SHA256


def main(arguments: list[str]) -> int:
    """Fetch to the file named in `arguments`, unless it is there."""
    (name,) = arguments
    jar = Path(name)
    if jar.exists() and is_pinned(jar):
        jar.touch()
    elif wrong := fetch(jar):
        print(f"veraPDF: {wrong}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
