"""The sample's dossiers as rows of the one-stop system's feed, and what its workbooks say about themselves."""

from __future__ import annotations

from datetime import datetime

from cchc_report.registers.labels import CHANNELS, STATUSES
from cchc_report.samples.workbooks import Stamp
from sample.dossiers import CLOSING_TIME, Dossier

STAMP = Stamp(
    datetime(2020, 12, 18, 7, 51, 30),  # noqa: DTZ001  # workbooks know no zone
    "Dữ liệu mẫu; xem data/README.md",
)


def feed_row(dossier: Dossier) -> tuple[str, ...]:
    """Return a dossier as the feed writes it, in the order of the feed's headers."""
    return (
        dossier.code,
        dossier.procedure.code,
        dossier.procedure.name,
        CHANNELS[dossier.channel],
        dossier.agency,
        dossier.owner,
        _digits(dossier.received),
        _digits(datetime.combine(dossier.due, CLOSING_TIME)),
        STATUSES[dossier.status],
        _digits(dossier.returned),
        _digits(dossier.finished),
    )


def _digits(moment: datetime | None) -> str:
    return f"{moment:%Y%m%d%H%M%S}" if moment else ""
