"""Build the sample in `data/2020/sct/`: the published figures of 2020 as dossiers and registers.

Run `python tools/build_sample.py`. The same bytes come out of every run; `data/README.md` says which of them are
published facts and which are synthetic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

from cchc_report.calendar import vietnam_calendar
from cchc_report.registers import schemas
from cchc_report.samples.procedures import procedure_row
from cchc_report.samples.workbooks import FEED_WIDTHS, write_export, write_registers
from sample.dossiers import Office
from sample.procedures import catalogue
from sample.published import DECISIONS, EVIDENCE, EXPLANATIONS, PETITIONS, REVIEWS, SCORES
from sample.workbooks import STAMP, feed_row

SEED = 2020
FOLDER = Path(__file__).resolve().parents[1] / "data" / "2020" / "sct"


def build(folder: Path) -> None:
    """Write `dossiers.xlsx` and `registers.xlsx` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    procedures = catalogue()
    # The draws must be the same in every run; nothing here protects anything.
    office = Office(Random(SEED), vietnam_calendar([2020]), procedures)  # noqa: S311
    write_export(folder / "dossiers.xlsx", tuple(FEED_WIDTHS), map(feed_row, office.all_dossiers()), STAMP)
    write_registers(
        folder / "registers.xlsx",
        [
            (schemas.PROCEDURES, [procedure_row(procedure) for procedure in procedures]),
            (schemas.DECISIONS, DECISIONS),
            (schemas.REVIEWS, REVIEWS),
            (schemas.PETITIONS, PETITIONS),
            (schemas.EXPLANATIONS, EXPLANATIONS),
            (schemas.EVIDENCE, EVIDENCE),
            (schemas.SCORES, SCORES),
        ],
        STAMP,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the sample into the folder that the command line names, or the project's own."""
    parser = argparse.ArgumentParser(description="Build the sample data of 2020.")
    parser.add_argument("--output", type=Path, default=FOLDER, help="folder to write to (default: data/2020/sct)")
    build(parser.parse_args(arguments).output)


if __name__ == "__main__":
    main()
