"""Late dossiers of both populations together, as the report's explanations speak of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_report.measures import Measure, Members, View
from cchc_report.statistics.definitions import defined_count
from cchc_report.statistics.dossier_sets import DossierSets
from cchc_report.statistics.late import LateDossier


def lateness_measures(sets: DossierSets, late: Sequence[LateDossier]) -> Iterator[Measure]:
    """Yield how many dossiers are late, explained and excused; `in_fact = total - accepted` is late in both views."""
    in_fact = [d for d in late if not d.accepted]
    apologies = [d for d in in_fact if d.explanation is not None and d.explanation.apology_number is not None]
    groups: tuple[tuple[str, str, Sequence[LateDossier], View | None], ...] = (
        ("total", "hồ sơ trễ hạn trên Hệ thống", late, "system"),
        ("explained", "hồ sơ trễ hạn đã có giải trình", [d for d in late if d.explanation is not None], None),
        ("accepted", "hồ sơ trễ hạn trên Hệ thống nhưng thực tế không trễ", [d for d in late if d.accepted], None),
        ("in_fact", "hồ sơ trễ hạn theo thực tế", in_fact, "actual"),
        ("apologies", "hồ sơ trễ hạn theo thực tế đã có thư xin lỗi", apologies, None),
        (
            "apologies_missing",
            "hồ sơ trễ hạn theo thực tế chưa có thư xin lỗi",
            [d for d in in_fact if d not in apologies],
            None,
        ),
    )
    for name, label, dossiers, view in groups:
        yield defined_count(
            f"lateness.{name}",
            label,
            Members.where("dossiers", sets.at([d.position for d in dossiers])),
            unit="hồ sơ",
            population=f"Mọi hồ sơ kể cả thông báo một chiều; {sets.in_period}",
            view=view,
        )
