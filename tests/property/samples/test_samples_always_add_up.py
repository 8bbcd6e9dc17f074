"""Whatever the seed and the size: what the package reads from a synthetic province adds up, and years continue."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project
from cchc_report.samples.departments import make_departments
from cchc_report.samples.province import ProvinceOptions, write_province
from cchc_report.scoring.evaluation import evaluate
from cchc_report.sources.previous import PreviousYear

REPOSITORY = Path(__file__).resolve().parents[3]
DEPARTMENTS = 12
SHOWN = {
    "many-late": {"dossiers.pending-overdue", "promulgation.late"},
    "missing-explanations": {"lateness.unexplained", "lateness.no-apology"},
    "no-channel": {"dossiers.no-channel-column", "scores.measure-unavailable"},
}
"""Findings that a kind is there to show; the others have none."""


@given(
    seed=st.integers(0, 2**32 - 1),
    first=st.integers(2005, 2090),
    size=st.none() | st.integers(1, 300),
    looked_at=st.sets(st.integers(0, DEPARTMENTS - 1), min_size=3, max_size=4),
)
@settings(max_examples=6, deadline=None)
def test_dossiers_add_up_and_years_continue(seed: int, first: int, size: int | None, looked_at: set[int]) -> None:
    years = (first, first + 1)
    departments = make_departments(DEPARTMENTS, years)
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        write_province(project.root, REPOSITORY, ProvinceOptions(years, DEPARTMENTS, seed, size, "csv"))
        for department in (departments[index] for index in sorted(looked_at)):
            for year in filter(department.exists_in, years):
                evaluation = evaluate(project, load_parameters(project, year, department.id))
                count = evaluation.statistics.measures.count
                received, carried, settled, pending, returned, withdrawn = (
                    count(f"settlement.{name}").value
                    for name in ("received_in_period", "carried_over", "settled", "pending", "returned", "withdrawn")
                )
                assert received + carried == settled + pending + returned + withdrawn
                notices = count("notices.received").value
                assert received + carried + notices == len(evaluation.registers.dossiers.frame)
                assert size in {None, received + notices}
                assert isinstance(evaluation.previous, PreviousYear) == department.exists_in(year - 1) * (year > first)
                found = {finding.rule for finding in evaluation.findings}
                assert found <= SHOWN.get(department.kind.id, set())
