"""Disclosure of procedures at the centre and on the site, and approval of internal processes, by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cchc_report.measures import Count, Measure, Members, Unavailable
from cchc_report.registers.frames import Register
from cchc_report.registers.labels import LEVELS
from cchc_report.statistics.definitions import defined_count
from cchc_report.statistics.dossier_sets import Mask, share


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must be done for each procedure.

    Attributes:
        id: Part of the measure's id.
        column: Column of the procedure register that says whether it is done.
        done: What is done, in Vietnamese.
        english: The same in English.
        may_not_apply: Whether a level with blanks only is outside this duty (district procedures at the centre).
    """

    id: str
    column: str
    done: str
    english: str
    may_not_apply: bool = False


DUTIES = (
    Duty(
        "centre",
        "disclosed_at_centre",
        "được niêm yết công khai tại Trung tâm Phục vụ hành chính công",
        "disclosure at the public service centre",
        may_not_apply=True,
    ),
    Duty(
        "site",
        "disclosed_on_site",
        "được công khai trên Trang thông tin điện tử của cơ quan",
        "disclosure on the department's site",
    ),
    Duty(
        "internal_process",
        "internal_process_approved",
        "có quy trình nội bộ được phê duyệt",
        "an approved internal process",
    ),
)


_BLANK_MEANS = {
    False: "ô để trống tính là chưa thực hiện",
    True: "ô để trống tính là chưa thực hiện, trừ khi mọi ô của cấp này đều để trống: khi đó cấp này không thuộc diện",
}
"""By whether a level may be outside a duty."""


def disclosure_measures(procedures: Register) -> Iterator[Measure]:
    """Yield the measures of the section on disclosure, for each duty and level.

    The denominator is every procedure of the level, whether its cell says no or is blank; it is zero for a level
    without procedures, and for a level that the duty does not concern (`applies`).

    Args:
        procedures: The procedure catalogue.
    """
    frame = procedures.frame
    for duty in DUTIES:
        done = frame[duty.column].fillna(value=False).to_numpy(dtype=bool)
        for level, level_name in LEVELS.items():
            yield share(
                f"disclosure.{duty.id}.{level}",
                f"tỷ lệ TTHC {level_name.lower()} {duty.done}",
                done,
                applies(frame, duty, level),
                definition=f"Số TTHC {level_name.lower()} {duty.done} chia cho tổng số TTHC {level_name.lower()} "
                f"trong danh mục; {_BLANK_MEANS[duty.may_not_apply]}",
                population=f"TTHC {level_name.lower()} trong danh mục của cơ quan",
                register="procedures",
            )
    yield from _catalogue(procedures)


def applies(procedures: pd.DataFrame, duty: Duty, level: str) -> Mask:
    """Return the procedures of `level` that `duty` concerns: all, or none where it may not apply and all are blank."""
    of_level = (procedures["level"] == level).to_numpy(dtype=bool)
    filled = procedures[duty.column].notna().to_numpy()
    return np.zeros_like(of_level) if duty.may_not_apply and not (of_level & filled).any() else of_level


def _catalogue(procedures: Register) -> Iterator[Measure]:
    frame = procedures.frame
    for level, level_name in LEVELS.items():
        label = f"TTHC {level_name.lower()} trong danh mục"
        yield _count(f"procedures.{level}", label, (frame["level"] == level).to_numpy(dtype=bool))
    yield _count("procedures.total", "TTHC trong danh mục", np.ones(len(frame), dtype=np.bool_))
    label = "TTHC mới được đưa ra tiếp nhận trong năm"
    if procedures.has("new_in_year"):
        yield _count("new_procedures", label, frame["new_in_year"].fillna(value=False).to_numpy(dtype=bool))
    else:
        yield Unavailable(
            "disclosure.new_procedures", label, "danh mục TTHC không có cột đánh dấu thủ tục mới trong năm"
        )


def _count(name: str, label: str, rows: Mask) -> Count:
    members = Members.where("procedures", rows)
    return defined_count(f"disclosure.{name}", label, members, unit="TTHC", population="Danh mục TTHC của cơ quan")
