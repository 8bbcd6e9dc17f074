"""A cluster that is not there, is something else, or goes away whole: each is told in the words of an office."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import pytest

from cchc_report.batch.cluster import connection, executor, workers
from cchc_report.batch.cluster.workers import ClusterOptions, cluster_workers
from cchc_report.batch.make import Making
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.worker import Order, check_data
from cchc_report.cli.entry import run_command_line
from cchc_report.errors import ClusterError
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.cluster import dask_cluster
from support.counting import uncounted_environment
from support.small_project import write_small_project

MEASURED = True
REQUEST = ReportRequest(2020, "sct", "internal")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = write_small_project(tmp_path / "dự án")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(connection, "LONGEST_CONNECT", 1.0)
    return project


@contextmanager
def web_server() -> Iterator[int]:
    """Yield the port of a server that speaks another protocol, and keeps its connections open."""
    with socket.create_server(("127.0.0.1", 0)) as server, ExitStack() as open_connections:

        def answer() -> None:
            with suppress(OSError):  # the server was closed
                while True:
                    accepted, _ = server.accept()
                    open_connections.enter_context(accepted)
                    accepted.sendall(b"HTTP/1.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run_on(port: int) -> int:
    return run_command_line(["run", "--dask", f"tcp://127.0.0.1:{port}"])


@pytest.mark.usefixtures("project")
def test_a_machine_without_dask_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(name: str) -> ModuleSpec | None:
        return None if name == "distributed" else find_spec(name)

    monkeypatch.setattr(workers, "find_spec", found)

    assert run_on(8786) == 5

    assert capsys.readouterr().err.splitlines() == [
        'máy này chưa có gói "distributed"',
        '  → cài bằng: pip install "cchc-report[cluster]"',
    ]


def test_where_nobody_listens_that_is_told_and_nothing_is_made(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()

    assert run_on(port) == 11

    first, remedy = capsys.readouterr().err.splitlines()
    assert first == f"tcp://127.0.0.1:{port}: không có bộ điều phối dask nào trả lời trong 1 giây"
    assert "dask scheduler" in remedy
    assert not list(project.outputs.glob("2*"))


@pytest.mark.usefixtures("project")
def test_a_server_of_another_kind_is_no_scheduler(capsys: pytest.CaptureFixture[str]) -> None:
    with web_server() as port:
        assert run_on(port) == 11

    assert "không có bộ điều phối dask nào trả lời" in capsys.readouterr().err


def test_a_batch_whose_workers_are_all_gone_is_given_up_after_a_while(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor, "_LONGEST_WITHOUT_WORKERS", 1.0)
    plan = make_plan(ParameterFiles(project), [REQUEST], OutputFolder(project.outputs, "outputs"), force=False)
    (planned,) = plan.planned
    with dask_cluster(tmp_path / "cluster", uncounted_environment()) as cluster:
        cluster.start_worker("only")
        working, _ = cluster_workers(project, ClusterOptions(cluster.address), lambda *_: None)
        with working:
            cluster.kill("only")
            answer = working.submit(check_data, Order(project.root, Making(REQUEST, planned.key, "vi"), None))
            with pytest.raises(ClusterError) as told:
                answer.result(60)

    assert told.value.problems[0].lines("vi") == [
        f"{cluster.address}: không còn máy thợ nào dùng được trong 1 giây",
        "  → khởi động lại các máy thợ rồi chạy lại: chỉ những báo cáo còn thiếu được lập",
    ]
