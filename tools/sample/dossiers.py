"""The dossiers of the sample: synthetic rows whose counts are exactly the published ones.

Everything is drawn from one `random.Random`, so the same seed gives the same rows. Only working days are used; a day's
dossiers are numbered in the order of their reception, as the one-stop system does.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from cchc_report.calendar import WorkingCalendar
from cchc_report.samples.procedures import Procedure
from sample.procedures import MULTI_LEVEL_SALES, NOTICE
from sample.published import (
    CARRIED_OVER,
    LATE_NOTICES,
    LATE_REGISTRATION,
    LATE_REGISTRATION_OWNER,
    NOTICES,
    NOTICES_ONLINE,
    PENDING,
    PERIOD_END,
    PERIOD_START,
    RECEIVED,
    RETURNED,
    KnownDossier,
    dossier_code,
)

CENTRE = "Trung tâm Phục vụ hành chính công"
OFFICE = "Văn phòng Sở Công Thương"

CORE_BY_MONTH = (0.7, 0.9, 1.1, 0.6, 1.0, 1.2, 1.1, 1.0, 1.1, 1.1, 1.4, 1.5)
NOTICES_BY_MONTH = (1.1, 0.7, 0.8, 0.6, 0.9, 1.0, 1.0, 0.9, 1.0, 1.1, 1.6, 1.8)
"""Dossiers per working day relative to an ordinary month; fewer around Tết and in April 2020."""

NOTICES_DIRECT = 580
"""Notices brought by hand; the rest of those not filed online came by post."""

CORE_ONLINE = 0.55
CORE_POSTAL = 0.12
RETURNED_FROM_CARRIED_OVER = 1
NOON, CLOSING_TIME = time(11, 30), time(17)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One row of the export.

    Attributes:
        procedure: Its procedure.
        owner: In whose name it is.
        channel: `online`, `direct` or `postal`.
        received: Moment of reception.
        due: Due day.
        status: A name of the national list of statuses.
        finished: Moment of its end on the system, where it ended.
        returned: Moment at which the result was handed over, where it was.
        known: The dossier of the article that this is, where it is one.
        code: Its code; empty until the day's dossiers are numbered.
    """

    procedure: Procedure
    owner: str
    channel: str
    received: datetime
    due: date
    status: str = "processing"
    finished: datetime | None = None
    returned: datetime | None = None
    known: KnownDossier | None = None
    code: str = ""

    @property
    def agency(self) -> str:
        """Who received it."""
        return OFFICE if self.procedure.kind == "one_way" else CENTRE


class Office:
    """Makes dossiers: the random draws and the calendar that all of them share."""

    def __init__(self, random: Random, calendar: WorkingCalendar, procedures: Sequence[Procedure]) -> None:
        self.random = random
        self.calendar = calendar
        self.core = [p for p in procedures if p.demand > 0]
        self.notice = next(p for p in procedures if p.name == NOTICE)
        self.multi_level_sales = next(p for p in procedures if p.name == MULTI_LEVEL_SALES)
        self.days = self.working_days(PERIOD_START, PERIOD_END)

    def all_dossiers(self) -> list[Dossier]:
        """Return every dossier, numbered, in the order of reception."""
        return self.number([*self.carried_over(), *self.received(), *self.notices()])

    def carried_over(self) -> list[Dossier]:
        """Return the dossiers received in December 2019 that were open on 01/01/2020; all ended early in January."""
        december = self.working_days(date(2019, 12, 2), date(2019, 12, 31))
        slow = [p for p in self.core if p.days >= 10]  # noqa: PLR2004  # working days: long enough to cross the year
        dossiers = []
        for number in range(CARRIED_OVER):
            procedure = self.pick(slow)
            received = self.random.choice(december[-(procedure.days - 3) :])
            first = self.calendar.working_days_between(received, PERIOD_START) + 1
            ended = self.calendar.add_working_days(received, self.random.randint(first, procedure.days - 1))
            status = "stopped" if number < RETURNED_FROM_CARRIED_OVER else "result_returned"
            dossiers.append(self.conclude(self.open(procedure, received), ended, status))
        return dossiers

    def received(self) -> list[Dossier]:
        """Return the core dossiers received in the period: pending, returned and settled ones, one of these late."""
        late = self.late_registration()
        days = self.draw_days(RECEIVED - 1, CORE_BY_MONTH)
        opened = [self.open(self.pick(self.core), day) for day in days]
        pending = self.choose_pending(opened)
        concluded = [dossier for position, dossier in enumerate(opened) if position not in pending]
        returned = set(self.random.sample(range(len(concluded)), RETURNED - RETURNED_FROM_CARRIED_OVER))
        return [
            late,
            *(replace(opened[position], status=self.pending_status(opened[position])) for position in sorted(pending)),
            *(
                self.conclude(
                    dossier, self.early_end(dossier), "stopped" if position in returned else "result_returned"
                )
                for position, dossier in enumerate(concluded)
            ),
        ]

    def notices(self) -> list[Dossier]:
        """Return the promotion notices; the system ends them on the same or the next working day, but for two."""
        postal = NOTICES - NOTICES_ONLINE - NOTICES_DIRECT - len(LATE_NOTICES)
        channels = ["online"] * NOTICES_ONLINE + ["direct"] * NOTICES_DIRECT + ["postal"] * postal
        self.random.shuffle(channels)
        days = self.draw_days(len(channels), NOTICES_BY_MONTH)
        notices = [self.late_notice(known) for known in LATE_NOTICES]
        for day, channel in zip(days, channels, strict=True):
            opened = replace(self.open(self.notice, day), channel=channel)
            wait = 0 if day == PERIOD_END or self.random.random() < 0.7 else 1  # noqa: PLR2004  # most on the same day
            notices.append(self.conclude(opened, self.calendar.add_working_days(day, wait), "processed"))
        return notices

    def late_registration(self) -> Dossier:
        """Return the one core dossier that is late on the system."""
        known = LATE_REGISTRATION
        opened = self.open(self.multi_level_sales, known.received)
        named = replace(opened, owner=LATE_REGISTRATION_OWNER, channel="direct", due=known.due, known=known)
        return self.conclude(named, known.ended, "result_returned")

    def late_notice(self, known: KnownDossier) -> Dossier:
        """Return one of the two notices that are late on the system; both came by post."""
        opened = self.open(self.notice, known.received)
        return self.conclude(replace(opened, channel="postal", due=known.due, known=known), known.ended, "processed")

    def open(self, procedure: Procedure, day: date) -> Dossier:
        """Return a dossier as it is on the day of its reception."""
        return Dossier(
            procedure=procedure,
            owner=self.owner(procedure),
            channel=self.channel(procedure),
            received=datetime.combine(day, self.moment()),
            due=self.calendar.add_working_days(day, procedure.days),
        )

    def conclude(self, dossier: Dossier, day: date, status: str) -> Dossier:
        """Return the dossier as ended on `day`; a result that is handed over after the period is not yet recorded."""
        same_day = day == dossier.received.date()
        finished = self.later_today(dossier.received) if same_day else datetime.combine(day, self.moment())
        if status != "result_returned":
            return replace(dossier, status=status, finished=finished)
        handed_over = self.calendar.add_working_days(day, self.random.choice((0, 0, 1, 1, 2)))
        if handed_over > PERIOD_END:
            return replace(dossier, status="processed", finished=finished)
        moment = self.later_today(finished) if handed_over == day else datetime.combine(handed_over, self.moment())
        return replace(dossier, status=status, finished=finished, returned=moment)

    def choose_pending(self, opened: Sequence[Dossier]) -> set[int]:
        """Return the positions of the dossiers still open at the end of the period: those that are least far."""
        candidates = [position for position, dossier in enumerate(opened) if dossier.due >= PERIOD_END]
        if len(candidates) < PENDING:
            message = f"only {len(candidates)} dossiers are due on the last day or later; {PENDING} must be pending"
            raise ValueError(message)
        return set(sorted(candidates, key=lambda p: self.progress(opened[p]))[:PENDING])

    def progress(self, dossier: Dossier) -> float:
        """Return how far a dossier is at the end of the period, as a share of its time limit, a little disturbed."""
        passed = self.calendar.working_days_between(dossier.received.date(), PERIOD_END)
        return -1.0 if passed == 0 else passed / dossier.procedure.days + self.random.uniform(0, 0.3)

    def pending_status(self, dossier: Dossier) -> str:
        """Return `received` for what came in on the last day, else what an open dossier usually is."""
        if dossier.received.date() == PERIOD_END:
            return "received"
        return self.random.choice(("processing",) * 9 + ("supplement_requested",))

    def early_end(self, dossier: Dossier) -> date:
        """Return a day before the due day on which the dossier ends, within the period."""
        received = dossier.received.date()
        last = min(dossier.procedure.days - 1, self.calendar.working_days_between(received, PERIOD_END))
        usual = max(1, round(last * self.random.triangular(0.3, 1.0, 0.85)))
        return self.calendar.add_working_days(received, usual)

    def number(self, dossiers: Iterable[Dossier]) -> list[Dossier]:
        """Return the dossiers with their codes, in the order of reception; known dossiers keep their number."""
        by_day: dict[date, list[Dossier]] = defaultdict(list)
        for dossier in dossiers:
            by_day[dossier.received.date()].append(dossier)
        return [dossier for day in sorted(by_day) for dossier in self.number_day(day, by_day[day])]

    def number_day(self, day: date, dossiers: Sequence[Dossier]) -> list[Dossier]:
        """Return one day's dossiers with their codes."""
        ordered = sorted((d for d in dossiers if d.known is None), key=lambda d: (d.received, d.owner))
        for known in (d for d in dossiers if d.known is not None):
            ordered = _insert(ordered, known)
        if day >= PERIOD_START:
            sequences: Sequence[int] = range(1, len(ordered) + 1)
        else:
            # Most dossiers of December 2019 ended in 2019 and are not in the export: their numbers are missing.
            sequences = sorted(self.random.sample(range(1, 31), len(ordered)))
        return [replace(d, code=dossier_code(day, n)) for d, n in zip(ordered, sequences, strict=True)]

    def working_days(self, first: date, last: date) -> list[date]:
        """Return the working days from `first` to `last`, both included."""
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in span if self.calendar.is_working_day(day)]

    def draw_days(self, size: int, by_month: Sequence[float]) -> list[date]:
        """Return `size` working days of the period, ascending: each day has its share, a little disturbed."""
        shares = list(accumulate(by_month[day.month - 1] * self.random.uniform(0.85, 1.15) for day in self.days))
        draws = ((position + self.random.random()) / size * shares[-1] for position in range(size))
        return [self.days[bisect(shares, draw)] for draw in draws]

    def pick(self, procedures: Sequence[Procedure]) -> Procedure:
        """Return one of `procedures` by demand."""
        return self.random.choices(procedures, [p.demand for p in procedures])[0]

    def channel(self, procedure: Procedure) -> str:
        """Return how a dossier is filed; online only where the procedure is offered at level 3 or 4."""
        chance = self.random.random()
        if chance < CORE_POSTAL:
            return "postal"
        online = procedure.online_level in {"level_3", "level_4"} and chance < CORE_POSTAL + CORE_ONLINE
        return "online" if online else "direct"

    def owner(self, procedure: Procedure) -> str:
        """Return a name that is plainly made up: a company, seldom a household business or a person."""
        chance, number = self.random.random(), int(self.random.triangular(1, 900, 60))
        if procedure.kind == "settled" and chance < 0.02:  # noqa: PLR2004  # two in a hundred are persons
            return f"Nguyễn Thị Mẫu {number:03d}"
        if procedure.kind == "settled" and chance < 0.1:  # noqa: PLR2004  # eight in a hundred are households
            return f"Hộ kinh doanh Mẫu {number:03d}"
        kind = "Công ty Cổ phần" if number % 4 == 0 else "Công ty TNHH"
        return f"{kind} Mẫu {number:04d}"

    def moment(self) -> time:
        """Return a time in office hours: 7:30 to 11:30 or 13:30 to 17:00."""
        second = self.random.randrange(27_000)
        minutes, seconds = divmod(second + (27_000 if second < 14_400 else 34_200), 60)  # noqa: PLR2004  # 4 h of 7.5 h
        return time(*divmod(minutes, 60), seconds)

    def later_today(self, moment: datetime) -> datetime:
        """Return a moment from `moment` on, on the same day, up to the end of the morning or the afternoon."""
        end = next((t for t in (NOON, CLOSING_TIME) if moment.time() < t), moment.time())
        left = datetime.combine(moment.date(), end) - moment
        return moment + timedelta(seconds=self.random.randint(0, int(left.total_seconds())))


def _insert(ordered: Sequence[Dossier], known: Dossier) -> list[Dossier]:
    """Put a known dossier where its number says: received right after the one before it."""
    position = known.known.sequence - 1 if known.known else 0
    if position > len(ordered):
        message = f"{known.received:%d/%m/%Y} has too few dossiers for number {position + 1}"
        raise ValueError(message)
    before = ordered[position - 1].received
    return [*ordered[:position], replace(known, received=before), *ordered[position:]]
