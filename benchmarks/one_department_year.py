"""Read, check and score one department-year; print seconds beyond the imports, and megabytes at the highest."""

from __future__ import annotations

import resource
import sys
from time import perf_counter

from cchc_report import load_report


def main(arguments: list[str]) -> int:
    """Load the report of `PROJECT YEAR DEPARTMENT`."""
    project, year, department = arguments
    start = perf_counter()
    report = load_report(int(year), department, project=project)
    seconds = perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(report.dossiers))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
