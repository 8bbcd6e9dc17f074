"""Reports made on a cluster are those made here, byte for byte, wherever the data lie; real dask processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_report.batch.cluster.workers import ClusterOptions, cluster_workers
from cchc_report.batch.data_url import project_with_data
from cchc_report.batch.make import Making
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.worker import Answer, Order, check_data
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from cchc_report.samples.province import ProvinceOptions, write_province
from support.cluster import DaskCluster, dask_cluster
from support.commands import RunCommand
from support.counting import uncounted_environment
from support.province import REPOSITORY, published

MEASURED = True
REQUEST = ReportRequest(2021, "sct", "internal")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Return a cluster of the two kinds of workers that dask has."""
    with dask_cluster(tmp_path_factory.mktemp("cluster"), uncounted_environment()) as started:
        started.start_worker("under a nanny", "nanny")
        started.start_worker("bare")
        yield started


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with the true notebook, and the data of two years: the second report reads both."""
    folder = tmp_path_factory.mktemp("province")
    write_province(folder, REPOSITORY, ProvinceOptions((2020, 2021), departments=1, seed=1, dossiers=20))
    return Project(folder)


@pytest.fixture
def project(province: Project, tmp_path: Path) -> Project:
    shutil.copytree(province.root, tmp_path / "dự án")
    return Project(tmp_path / "dự án")


def make_here(project: Project, *options: str) -> None:
    """Make reports in the folder `here`; the lines that this takes are counted elsewhere."""
    subprocess.run(
        [Path(sys.executable).with_name("cchc-report"), "run", "--jobs", "1", "--output", "here", *options],
        cwd=project.root,
        env=uncounted_environment(),
        capture_output=True,
        check=True,
    )


def test_a_cluster_makes_the_bytes_that_this_machine_makes(
    cluster: DaskCluster, project: Project, run_command: RunCommand
) -> None:
    make_here(project, "--year", "2021")
    words = ("run", "--output", "there", "--year", "2021")
    run_command("cchc-report", *words, "--dask", cluster.address, cwd=project.root)

    here, there = published(project.root / "here"), published(project.root / "there")
    assert {name.rpartition("/")[2] for name in here} == {
        "report.html",
        "report.pdf",
        "annex.xlsx",
        "report.ipynb",
        "manifest.json",
    }
    assert len(here) == 5
    assert [name for name in here if here[name] != there.get(name)] == []
    assert here.keys() == there.keys()

    # Data in an archive: the reports are up to date, for the same files have the same keys wherever they lie.
    archive = shutil.make_archive(str(project.root / "data"), "zip", project.data)
    folder = project.data.rename(project.root / "kho")
    from_archive = (*words, "--data", f"zip://::file://{archive}")
    assert "là mới nhất" in run_command("cchc-report", *from_archive, cwd=project.root).stdout
    # A folder is sent from here: the workers, which run elsewhere, would look for it in vain.
    again = (*words, "--data", folder.name, "--force", "--dask", cluster.address)
    run_command("cchc-report", *again, cwd=project.root)
    assert published(project.root / "there") == here


def checked_on(cluster: DaskCluster, copy: Project, address: str) -> Answer:
    """Return what a worker says of the data of a report; here, they are garbage."""
    plan = make_plan(ParameterFiles(copy), [REQUEST], OutputFolder(copy.outputs, "outputs"), force=False)
    (planned,) = plan.planned
    for path in copy.data.rglob("*.xlsx"):
        path.write_bytes(b"garbage")
    executor, _ = cluster_workers(copy, ClusterOptions(cluster.address, data_url=address), lambda *_: None)
    with executor:
        answer = executor.submit(check_data, Order(copy.root, Making(REQUEST, planned.key, "vi"), None)).result(120)
    # Such a thread asks a connection that may be closed already, and at its end the process would wait for it.
    assert [thread.name for thread in threading.enumerate() if "Dask-Callback" in thread.name] == []
    return answer


def test_workers_read_data_at_an_address_by_themselves_and_look_whether_they_are_as_planned(
    cluster: DaskCluster, project: Project
) -> None:
    address = project.data.as_uri()
    with project_with_data(project, address, [REQUEST]) as copy:
        good = checked_on(cluster, copy, address)
    assert good.failure is None
    assert "hồ sơ" in good.detail.vi

    with project_with_data(project, address, [REQUEST]) as copy:
        path = project.data_folder(2020, "sct") / "dossiers.xlsx"
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(Exception, match="tệp bị sửa") as changed:
            checked_on(cluster, copy, address)
    assert [problem.place.file for problem in changed.value.problems] == ["data/2020/sct/dossiers.xlsx"]  # type: ignore[attr-defined]
