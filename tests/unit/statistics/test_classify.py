"""Each dossier's place at the end of the period 01/01/2020 - 07/12/2020 (a Monday)."""

from __future__ import annotations

import pandas as pd
import pytest

from cchc_report.registers.labels import STATUSES
from cchc_report.statistics.classify import STATUS_GROUPS, classify
from support.registers import CALENDAR, dossier, make_parameters, make_registers


def test_every_status_has_a_meaning() -> None:
    assert set(STATUS_GROUPS) == set(STATUSES)


@pytest.mark.parametrize(
    ("status", "received", "due", "ended", "intake", "outcome"),
    [
        # settled: dates are compared, never times of day
        ("processed", "2020-03-02", "2020-03-10", "2020-03-09", "received", "early"),
        ("processed", "2020-03-02", "2020-03-10 08:00:00", "2020-03-10 17:30:00", "received", "on_due_date"),
        ("result_returned", "2020-03-02", "2020-03-10 17:00:00", "2020-03-11 00:00:01", "received", "late"),
        ("processed", "2020-03-02", None, "2020-03-09", "received", "settled_undated"),
        ("processed", "2020-03-02", "2020-03-10", None, "received", "settled_undated"),
        ("processed", "2020-03-02", "2020-03-10", "2020-03-01", "received", "early"),  # a finding, counted by status
        # the edges of the period
        ("processed", "2020-01-01 00:00:00", "2020-01-10", "2020-01-09", "received", "early"),
        ("processed", "2019-12-31 23:59:59", "2020-01-10", "2020-01-01", "carried_over", "early"),
        ("processed", "2019-12-20", "2019-12-31", "2019-12-31", "outside", "none"),
        ("processed", "2020-12-07 23:59:59", "2020-12-10", "2020-12-07", "received", "early"),
        ("received", "2020-12-08 00:00:00", "2020-12-20", None, "outside", "none"),
        ("processed", "2019-12-20", "2019-12-31", None, "carried_over", "settled_undated"),
        ("processed", "2020-03-02", "2020-03-10", "2019-12-30", "received", "early"),  # ended before it began
        # pending at the end of the period
        ("processing", "2020-12-01", "2020-12-08", None, "received", "pending_in_time"),
        ("processing", "2020-12-01", "2020-12-07", None, "received", "pending_in_time"),
        ("processing", "2020-12-01", "2020-12-06", None, "received", "pending_overdue"),
        ("supplement_requested", "2020-12-01", None, None, "received", "pending_undated"),
        ("payment_requested", "2019-12-01", "2020-12-20", None, "carried_over", "pending_in_time"),
        ("processing", "2019-12-01", "2019-12-20", "2019-12-15", "carried_over", "pending_overdue"),
        ("processed", "2020-12-01", "2020-12-10", "2020-12-08", "received", "pending_in_time"),
        ("processed", "2020-12-01", "2020-12-04", "2020-12-08", "received", "pending_overdue"),
        ("stopped", "2020-12-01", "2020-12-10", "2020-12-09", "received", "pending_in_time"),
        # neither settled nor pending
        ("stopped", "2020-03-02", "2020-03-10", "2020-03-20", "received", "returned"),
        ("withdrawn", "2020-03-02", None, None, "received", "withdrawn"),
        ("withdrawn", "2019-03-02", None, "2019-04-01", "outside", "none"),
        ("registered", "2020-03-02", None, None, "outside", "none"),
        ("not_accepted", "2020-03-02", None, "2020-03-03", "outside", "none"),
        ("processed", None, "2020-03-10", "2020-03-09", "outside", "none"),
    ],
)
def test_intake_and_outcome(  # the columns of the table above
    status: str, received: str | None, due: str | None, ended: str | None, intake: str, outcome: str
) -> None:
    row = one(dossier(received, due, ended, status))
    assert (row["intake"], row["outcome"]) == (intake, outcome)


@pytest.mark.parametrize(
    ("policy", "due", "ended", "outcome"),
    [
        ("exclude", None, "2020-03-09", "settled_undated"),
        ("on_time", None, "2020-03-09", "on_due_date"),
        ("on_time", "2020-03-10", "2020-03-11", "late"),
        ("on_time", "2020-03-10", None, "settled_undated"),
    ],
)
def test_policy_for_dossiers_without_a_due_date(policy: str, due: str | None, ended: str, outcome: str) -> None:
    assert one(dossier("2020-03-02", due, ended), no_due_date=policy)["outcome"] == outcome


@pytest.mark.parametrize(
    ("policy", "waited", "due_on", "outcome"),
    [
        ("in_due_date", 3, "2020-03-10", "late"),
        ("extend_due_date", 2, "2020-03-12", "late"),  # Tuesday + 2
        ("extend_due_date", 3, "2020-03-13", "on_due_date"),
        ("extend_due_date", 4, "2020-03-16", "early"),  # over the weekend
        ("extend_due_date", 0, "2020-03-10", "late"),
        ("extend_due_date", None, "2020-03-10", "late"),
    ],
)
def test_policy_for_the_wait_for_a_supplement(policy: str, waited: int | None, due_on: str, outcome: str) -> None:
    row = one(dossier("2020-03-02", "2020-03-10", "2020-03-13", supplement_days=waited), supplement_waiting=policy)
    assert (row["due_on"], row["outcome"]) == (pd.Timestamp(due_on), outcome)


@pytest.mark.parametrize(
    ("due", "ended", "status", "days"),
    [
        ("2020-03-06", "2020-03-09", "processed", 1),  # Friday to Monday
        ("2020-03-06", "2020-03-08", "processed", 0),  # Friday to Sunday: late, though no working day passed
        ("2020-03-02", "2020-03-16", "processed", 10),
        ("2020-12-01", None, "processing", 4),  # to the end of the period, Monday 7 December
        ("2020-03-10", "2020-03-09", "processed", None),
        ("2020-12-20", None, "processing", None),
    ],
)
def test_working_days_late(due: str, ended: str | None, status: str, days: int | None) -> None:
    found = one(dossier("2020-02-03", due, ended, status))["days_late"]
    assert pd.isna(found) if days is None else found == days


def test_population_field_and_channel_follow_procedure_and_export() -> None:
    classified = classify(
        make_registers(
            dossiers=[
                dossier("2020-03-02", None, None, "processing", procedure_code="N1", channel="online"),
                dossier("2020-03-02", None, None, "processing", procedure_code="X9", channel=None),
                dossier("2020-03-02", None, None, "processing", procedure_code="P1", channel="postal"),
            ]
        ),
        make_parameters(),
        CALENDAR,
    )
    assert classified["population"].tolist() == ["one_way", "core", "core"]
    assert classified["field"].tolist() == ["Xúc tiến thương mại", "Ngoài danh mục", "Lưu thông hàng hóa"]
    assert classified["procedure"].tolist() == [2, -1, 0]
    assert classified["channel"].tolist()[::2] == ["online", "postal"]
    assert pd.isna(classified["channel"][1])


def test_dates_are_days_and_the_frame_of_nothing_has_the_same_columns() -> None:
    some = classify(make_registers(dossiers=[dossier("2020-03-02 10:11:12", None, None)]), make_parameters(), CALENDAR)
    none = classify(make_registers(), make_parameters(), CALENDAR)
    assert some["received_on"][0] == pd.Timestamp("2020-03-02")
    assert {c: str(t) for c, t in some.dtypes.items()} == {c: str(t) for c, t in none.dtypes.items()}
    assert str(none["received_on"].dtype) == "datetime64[s]"
    assert len(none) == 0


def one(row: object, **counting: str) -> pd.Series:
    return classify(make_registers(dossiers=[row]), make_parameters(**counting), CALENDAR).iloc[0]
