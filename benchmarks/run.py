"""`make bench [BENCH="a c"]`: measure, each against its peer in the same run; write the table of docs/performance.md.

What was measured before and is not asked for again stays in the table.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from peers import peer_seconds
from timing import BIN, median_seconds, run

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
TIMES = 3
SIZES = (10_000, 100_000, 1_000_000)
"""Dossiers of one department-year."""
DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}\b)")
"""Vietnamese writes a comma; a point between thousands stays."""
_TIMES_IN_WORDS = f"Trung vị của {TIMES} lần chạy, trừ chỗ ghi khác."
ANNEX_ROWS = (2_500, 5_000, 10_500)
"""Rows of a long annex, about 30 on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what, how long, against what, how it compares, what was wanted."""

    what: str
    measured: str
    peer: str
    compared: str
    target: str


def batches(folder: Path) -> Iterator[Line]:
    """(a), (b) and the local part of (e): the same 40 reports by the batch, by a loop of commands, by bare calls."""
    project = province(folder / "a", "2019-2020", 21)  # 20 of them exist in each year: 40 reports
    reports = report_names(project)
    ours = {jobs: batch_seconds(project, jobs) for jobs in (1, 2)}
    script = [Path(sys.executable).name, str(HERE / "without_notebook.py"), str(project), *reports]
    limit = median(float(run(script, project).said.split()[-1]) for _ in range(TIMES))
    peer = median(peer_seconds(project, reports) for _ in range(TIMES))
    loop = f"{peer:.0f} s: papermill, nbconvert html, nbconvert webpdf"
    for jobs, target in ((1, "≥ 10×"), (2, "≥ 20×")):
        what = f"(a) {len(reports)} báo cáo, {jobs} tiến trình"
        yield Line(what, f"{ours[jobs]:.1f} s", loop, f"{peer / ours[jobs]:.1f}×", target)
    what = f"(b) {len(reports)} báo cáo, 1 tiến trình, kể cả khởi động"
    bare = f"{limit:.1f} s: cùng lời gọi, không sổ tay"
    yield Line(what, f"{ours[1]:.1f} s", bare, f"{ours[1] / limit:.2f}×", "≤ 1,5×")
    yield Line("(e) 1 → 2 tiến trình", f"{ours[2]:.1f} s", f"{ours[1]:.1f} s", f"{ours[1] / ours[2]:.2f}×", "≥ 1,8×")


def nothing_changed(folder: Path) -> Iterator[Line]:
    """(c): a second run over all reports, beyond the start of the interpreter; and the help page."""
    project = province(folder / "c", "2019-2023", 21)  # 20 or 21 of them exist in each year
    run(["cchc-report", "run"], project)
    bare = median_seconds([Path(sys.executable).name, "-c", "pass"], project, 5)
    again = median_seconds(["cchc-report", "run"], project, 5) - bare
    what = f"(c) {len(report_names(project))} báo cáo, không có gì đổi"
    yield Line(what, f"{again:.2f} s", f"khởi động Python {bare:.2f} s", "đã trừ", "≤ 1 s")
    help_page = median_seconds(["cchc-report", "--help"], project, 5)
    yield Line("cchc-report --help", f"{help_page:.2f} s", "–", "–", "≤ 0,3 s")


def large_department(folder: Path) -> Iterator[Line]:
    """(d): reading, checking and scoring up to a million dossiers."""
    for format_, target in (("parquet", "≤ 10 s; ≤ 1,5 GB"), ("xlsx", "–")):
        before: float | None = None
        for dossiers in SIZES:
            project = province(folder / f"d-{format_}-{dossiers}", "2020", 1, dossiers=dossiers, format_=format_)
            words = [Path(sys.executable).name, str(HERE / "one_department_year.py"), str(project), "2020", "sct"]
            seconds, megabytes, rows = medians_said(words, project)
            number = f"{rows:,.0f}".replace(",", ".")
            growth = "–" if before is None else f"{seconds / before:.1f}× của dòng trên"
            wanted = target if dossiers == SIZES[-1] else "–"
            yield Line(f"(d) {number} hồ sơ, {format_}", f"{seconds:.1f} s; {megabytes:.0f} MB", "–", growth, wanted)
            before = seconds
        whole = run(["cchc-report", "run", "--force"], project)
        measured = f"{whole.seconds:.1f} s; {whole.megabytes:.0f} MB (một lần)"
        yield Line(f"(d) {number} hồ sơ, {format_}, cả báo cáo", measured, "–", "–", "–")


def cluster(folder: Path) -> Iterator[Line]:
    """The rest of (e): one and two dask workers of this machine."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    from support.cluster import (  # type: ignore[import-not-found]  # noqa: PLC0415  # the tests' real processes
        dask_cluster,
    )

    project = province(folder / "e", "2020", 20)
    reports = report_names(project)
    command = ["cchc-report", "run", "--force", "--dask"]
    seconds = {}
    for workers in (1, 2):
        place = folder / f"cluster-{workers}"
        place.mkdir()
        with dask_cluster(place) as started:
            for number in range(workers):
                started.start_worker(f"w{number}")
            two = [word for report in reports[:2] for word in ("--department", report.partition("/")[2])]
            run([*command, started.address, *two], project)  # workers load their libraries with the first reports
            seconds[workers] = median_seconds([*command, started.address], project, TIMES)
    compared = f"{seconds[1] / seconds[2]:.2f}×"
    what = f"(e) 1 → 2 máy thợ dask, {len(reports)} báo cáo"
    yield Line(what, f"{seconds[2]:.1f} s", f"{seconds[1]:.1f} s", compared, "≥ 1,8×")


def long_reports(folder: Path) -> Iterator[Line]:
    """(f): the PDF of a report with a long annex; the time and the memory of pages, one beside the other."""
    project = province(folder / "f", "2020", 1)
    before: tuple[float, float] | None = None
    for rows in ANNEX_ROWS:
        words = [Path(sys.executable).name, str(HERE / "long_report.py"), str(project), "2020", "sct", str(rows)]
        seconds, megabytes, pages = medians_said(words, project)
        growth = "–" if before is None else f"{seconds / before[0]:.1f}× thời gian, {pages / before[1]:.1f}× số trang"
        measured = f"{seconds:.1f} s; {megabytes:.0f} MB"
        yield Line(f"(f) PDF {pages:.0f} trang", measured, "dòng trên", growth, "tuyến tính")
        before = seconds, pages


BENCHES: Mapping[str, Callable[[Path], Iterator[Line]]] = {
    "a": batches,
    "c": nothing_changed,
    "d": large_department,
    "e": cluster,
    "f": long_reports,
}


def province(folder: Path, years: str, departments: int, *, dossiers: int = 0, format_: str = "xlsx") -> Path:
    """Make a synthetic project and return its folder."""
    words = ["samples", "--years", years, "--departments", str(departments), "--format", format_]
    more = ["--dossiers", str(dossiers)] if dossiers else []
    run(["cchc-report", *words, *more, "--output", folder], folder.parent)
    return folder


def report_names(project: Path) -> list[str]:
    """Return the reports of a project as `year/department`."""
    said = run(["cchc-report", "plan", "--json"], project).said
    return [f"{each['year']}/{each['department']}" for each in json.loads(said)["reports"]]


def batch_seconds(project: Path, jobs: int) -> float:
    """Return the median time of making all reports anew."""
    return median_seconds(["cchc-report", "run", "--force", "--jobs", str(jobs)], project, TIMES)


def medians_said(words: Sequence[str], project: Path) -> Iterator[float]:
    """Return the three numbers that a script says at its end, each the median of several runs."""
    runs = ([float(word) for word in run(words, project).said.split()[-3:]] for _ in range(TIMES))
    return map(median, zip(*runs, strict=True))


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder for projects; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


def table(results: Mapping[str, list[dict[str, str]]]) -> str:
    """Return the table, and under it where and with what it was measured."""
    head = "| phép đo | đo được | so với | kết quả | mục tiêu |\n|---|---|---|---|---|\n"
    lines = (" | ".join(line.values()) for name in sorted(results) for line in results[name])
    rows = "".join(f"| {DECIMAL_POINT.sub(',', line)} |\n" for line in lines)
    names = ("pandas", "matplotlib", "weasyprint", "papermill", "nbconvert", "ipykernel")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    machine = f"{os.cpu_count()} lõi {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    today = datetime.now().astimezone()
    return f"{head}{rows}\nĐo ngày {today:%d/%m/%Y}, máy {machine}; {libraries}. {_TIMES_IN_WORDS}\n"


def main(asked: list[str]) -> int:
    """Measure what is asked for, or everything; write the table."""
    if unknown := sorted(set(asked) - set(BENCHES)):
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHES)}, and b is measured with a")
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in asked or BENCHES:
        with scratch() as folder:
            lines = list(BENCHES[name](folder))
        for line in lines:
            print(" | ".join(asdict(line).values()), flush=True)
        results[name] = [asdict(line) for line in lines]
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table(results)}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    if not (BIN / "cchc-report").exists():
        sys.exit("run this with the project's own Python: make bench")
    sys.exit(main(sys.argv[1:]))
