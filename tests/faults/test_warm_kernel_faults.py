"""Warm kernels when something goes wrong: nothing is left running, others are unharmed, the next report works."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import nbformat
import pytest
from jupyter_core.utils import ensure_event_loop

from cchc_report.batch import kernel
from cchc_report.batch.execute import execute_report_notebook
from cchc_report.batch.warm import launch, manager, provisioner
from cchc_report.errors import NotebookError
from support.processes import MARK, left_over, marked, wait_for_text

MEASURED = True

pytestmark = pytest.mark.skipif(not launch.WARM_KERNELS, reason="no forkserver on this system")

OWNER = """
import sys
from pathlib import Path
from cchc_report.batch.execute import execute_report_notebook
path = Path(sys.argv[1])
execute_report_notebook(path, "x", {}, folder=path.parent, language="vi", keep=lambda *kept: None)
"""
BUSY = """
import os, subprocess, time
from pathlib import Path
child = subprocess.Popen(["sleep", "1000"])
Path("busy.tmp").write_text(f"{os.getpid()} {child.pid}")
Path("busy.tmp").rename("busy")
while True:
    pass
"""
WHO = "import os; print(os.getpid(), os.getppid())"

Run = Callable[..., list[str]]


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Return a folder with a name short enough for the names of sockets in it."""
    folder = Path(tempfile.mkdtemp(prefix="t-", dir="/tmp"))  # pytest's own folders have long names
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs cells in a kernel and gives the words that they printed."""

    def run_cells(*sources: str) -> list[str]:
        path = write_notebook(tmp_path / secrets.token_hex(4), *sources)
        notebook = execute_report_notebook(
            path, "report.ipynb", {}, folder=path.parent, language="vi", keep=lambda *_: None
        )
        return "".join(output.text for cell in notebook.cells for output in cell.outputs).split()

    return run_cells


def write_notebook(folder: Path, *sources: str) -> Path:
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in ("", *sources)])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, folder / "report.ipynb")
    return folder / "report.ipynb"


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda signum: signum.name)
def test_an_owner_that_is_stopped_leaves_nothing(tmp_path: Path, short_folder: Path, signum: signal.Signals) -> None:
    mark = secrets.token_hex(8)
    path = write_notebook(tmp_path / "project", BUSY)
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, path],
        env={**os.environ, MARK: mark, "TMPDIR": str(short_folder)},
        stderr=subprocess.DEVNULL,
    )
    try:
        kernel_pid, child_pid = map(int, wait_for_text(path.parent / "busy").split())
        assert parent_of(kernel_pid) not in {owner.pid, 0}
        assert {owner.pid, kernel_pid, child_pid} <= marked(mark).keys()
        assert [folder.name[:5] for folder in short_folder.iterdir()] == ["cchc-"]

        owner.send_signal(signum)
        owner.wait()
    finally:  # the kernel would be busy for ever
        owner.kill()
        owner.wait()

    assert left_over(mark) == {}
    assert list(short_folder.iterdir()) == []


def test_an_owner_that_ends_well_leaves_nothing(tmp_path: Path, short_folder: Path) -> None:
    mark = secrets.token_hex(8)
    path = write_notebook(tmp_path / "project", "from pathlib import Path; Path('done').write_text('done')")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OWNER, path],
        env={**os.environ, MARK: mark, "TMPDIR": str(short_folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (path.parent / "done").exists()
    assert marked(mark) == {}, "the owner waits for their end"
    assert list(short_folder.iterdir()) == []


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_kernel_that_dies_leaves_the_others_their_server(run: Run, end: str) -> None:
    _, server = run(WHO)
    with pytest.raises(NotebookError, match="dừng đột ngột tại ô thứ 2"):
        run(f"import os; {end}")

    assert run(WHO)[1] == server


def test_a_forkserver_that_is_killed_takes_its_kernels_with_it_and_is_replaced(run: Run, tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="dừng đột ngột"):
        run(
            f"import os, time; open({str(tmp_path / 'who')!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}')",
            "os.kill(os.getppid(), 9)\nwhile True: pass",
        )
    killed = (tmp_path / "who").read_text(encoding="utf-8").split()
    for pid in killed:
        assert not is_running(int(pid))

    assert not set(run(WHO)) & {*killed, str(os.getpid())}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_server_that_was_killed_between_two_reports_is_replaced(run: Run) -> None:
    _, forkserver = run(WHO)
    os.kill(parent_of(int(forkserver)), signal.SIGKILL)

    _, other = run(WHO)

    assert other not in {forkserver, str(os.getpid())}


def in_a_thread(work: Callable[[], object]) -> threading.Thread:
    def run_and_tidy_up() -> None:
        work()
        ensure_event_loop().close()  # jupyter's own, which it leaves open in each thread

    thread = threading.Thread(target=run_and_tidy_up)
    thread.start()
    return thread


def test_two_reports_at_once_have_two_kernels_of_one_server(run: Run) -> None:
    printed: dict[int, list[str]] = {}
    meet = """
import os, pathlib, time
print(os.getpid(), os.getppid(), pathlib.Path.cwd().name)
pathlib.Path("../here-{me}").touch()
while not pathlib.Path("../here-{other}").exists(): time.sleep(0.01)
"""

    def report(me: int, other: int) -> None:
        printed[me] = run(meet.format(me=me, other=other))

    for thread in [in_a_thread(partial(report, *pair)) for pair in ((1, 2), (2, 1))]:
        thread.join()

    (first, first_parent, first_folder), (second, second_parent, second_folder) = printed[1], printed[2]
    assert first != second
    assert first_parent == second_parent
    assert first_folder != second_folder


def test_a_server_asked_for_ahead_serves_the_first_kernel(run: Run) -> None:
    launch.SERVERS.close()
    kernel.load_ahead("en")
    ahead = launch.SERVERS.server(kernel.kernel_environment("vi"))

    _, forkserver = run(WHO)

    assert parent_of(int(forkserver)) == ahead.pid


def test_kernels_that_need_another_environment_come_from_another_server(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, server = run(WHO)
    assert run("import os; print(os.environ.get('CCHC_TEST_OTHER'))") == ["None"]
    monkeypatch.setenv("CCHC_TEST_OTHER", "yes")

    pid, other, value = run(WHO, "print(os.environ['CCHC_TEST_OTHER'])")

    assert (other != server, value) == (True, "yes")
    assert not is_running(int(pid))


def test_a_running_kernel_is_not_harmed_by_one_that_needs_another_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    slow = """
import pathlib, time
pathlib.Path("../slow-runs").touch()
while not pathlib.Path("../go-on").exists(): time.sleep(0.01)
print("unharmed")
"""
    thread = in_a_thread(lambda: printed.extend(run(slow)))
    while not (tmp_path / "slow-runs").exists():
        thread.join(0.01)
    monkeypatch.setenv("CCHC_TEST_OTHER", "yes")
    run("pass")
    (tmp_path / "go-on").touch()
    thread.join()

    assert printed == ["unharmed"]


def test_without_a_forkserver_the_kernel_is_an_ordinary_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (provisioner, manager):
        monkeypatch.setattr(module, "WARM_KERNELS", False)

    assert run(WHO)[1] == str(os.getpid())


def test_where_the_server_cannot_start_the_kernel_is_an_ordinary_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    launch.SERVERS.close()
    monkeypatch.setattr(launch, "SERVER_COMMAND", "raise SystemExit(1)")

    assert run(WHO)[1] == str(os.getpid())


def test_where_names_of_sockets_would_be_too_long_the_report_is_made_all_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch.SERVERS.close()
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    monkeypatch.setenv("TMPDIR", str(deep))

    assert run("print(1)") == ["1"]


def test_a_kernel_starts_with_the_seed_of_its_environment(run: Run) -> None:
    seed_0 = subprocess.run(
        [sys.executable, "-c", "print(hash('hồ sơ'))"],
        env=kernel.kernel_environment("vi"),
        capture_output=True,
        text=True,
        check=True,
    )

    assert run("print(hash('hồ sơ'))") == [seed_0.stdout.strip()]


def test_kernels_do_not_share_their_random_numbers(run: Run) -> None:
    numbers = "import random, numpy, uuid; print(random.random(), numpy.random.random(), uuid.uuid4())"

    assert not set(run(numbers)) & set(run(numbers))
