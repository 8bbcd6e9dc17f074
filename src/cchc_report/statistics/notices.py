"""One-way notices: received and filed, neither settled nor part of the core population."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_report.measures import Measure
from cchc_report.statistics.dossier_sets import DossierSets, known_or, share
from cchc_report.statistics.late import LateDossier


def notice_measures(sets: DossierSets, late: Iterable[LateDossier]) -> Iterator[Measure]:
    """Yield the measures of one-way notices.

    Args:
        sets: The classified dossiers.
        late: The late dossiers, assessed; core ones among them are left aside here.
    """
    received = sets.one_way & sets.having("intake", "received")
    online = received & sets.having("channel", "online")
    gap = sets.channel_gap(received)
    yield sets.notices("notices.received", "thông báo tiếp nhận trong kỳ", received)
    yield known_or(gap, sets.notices("notices.online", "thông báo tiếp nhận trực tuyến", online))
    direct = received & sets.having("channel", "direct", "postal")
    yield known_or(gap, sets.notices("notices.direct", "thông báo tiếp nhận trực tiếp, qua bưu chính công ích", direct))
    rate = share(
        "notices.online_rate",
        "tỷ lệ thông báo tiếp nhận trực tuyến",
        online,
        received,
        definition="Số thông báo một chiều tiếp nhận trực tuyến trong kỳ chia cho tổng số thông báo một chiều "
        "tiếp nhận trong kỳ; thông báo không ghi kênh vẫn nằm trong mẫu số",
        population=sets.one_way_population,
    )
    yield known_or(gap, rate)
    yield from _lateness(sets, late)


def _lateness(sets: DossierSets, late: Iterable[LateDossier]) -> Iterator[Measure]:
    on_system = sets.one_way & sets.having("outcome", "late")
    accepted = sets.at([d.position for d in late if d.accepted and d.population == "one_way"])
    yield sets.notices("notices.late.system", "thông báo trễ hạn theo Hệ thống", on_system, view="system")
    yield sets.notices("notices.late.actual", "thông báo trễ hạn theo thực tế", on_system & ~accepted, view="actual")
    overdue = sets.one_way & sets.having("outcome", "pending_overdue")
    yield sets.notices("notices.pending_overdue", "thông báo chưa kết thúc trên Hệ thống, đã quá ngày hẹn", overdue)
