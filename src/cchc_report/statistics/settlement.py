"""Settlement of core dossiers: what came in, what was settled and when, what is pending, and the rates.

Identities: `received_in_period + carried_over = total`, and under the default policy
`total = settled + pending + returned + withdrawn`. Where returned and withdrawn dossiers count as on time, they are
part of `settled` and of `settled_on_due_date`, so `total = settled + pending`; their own counts stay, as a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_report.measures import Measure
from cchc_report.statistics.dossier_sets import (
    PENDING,
    DossierSets,
    Mask,
    counting_rules_in_words,
    known_or,
    on_due_date_outcomes,
    settled_outcomes,
    share,
)
from cchc_report.statistics.late import LateDossier


def settlement_measures(sets: DossierSets, late: Iterable[LateDossier]) -> Iterator[Measure]:
    """Yield the measures of the section on settlement.

    Args:
        sets: The classified dossiers.
        late: The late dossiers, assessed; one-way ones among them are left aside here.
    """
    accepted = [d for d in late if d.accepted and d.population == "core"]
    yield from _intake(sets)
    yield from _channels(sets)
    yield from _settled(sets)
    yield from _in_fact(sets, accepted)
    yield from _rates(sets, accepted)
    yield from _open(sets)


def _intake(sets: DossierSets) -> Iterator[Measure]:
    core = sets.core
    received, carried = core & sets.having("intake", "received"), core & sets.having("intake", "carried_over")
    yield sets.count("settlement.received_in_period", "hồ sơ tiếp nhận trong kỳ", received)
    yield sets.count("settlement.carried_over", "hồ sơ từ kỳ trước chuyển sang", carried)
    yield sets.count(
        "settlement.total", "tổng số hồ sơ tiếp nhận (trong kỳ và từ kỳ trước chuyển sang)", received | carried
    )
    outside = core & sets.having("intake", "outside")
    yield sets.count("settlement.outside_period", "hồ sơ trong tệp kết xuất nhưng không tính vào kỳ báo cáo", outside)


def _channels(sets: DossierSets) -> Iterator[Measure]:
    received = sets.core & sets.having("intake", "received")
    online = received & sets.having("channel", "online")
    direct = received & sets.having("channel", "direct", "postal")
    gap = sets.channel_gap(received)
    yield known_or(gap, sets.count("settlement.received_online", "hồ sơ tiếp nhận trực tuyến", online))
    yield known_or(
        gap, sets.count("settlement.received_direct", "hồ sơ tiếp nhận trực tiếp hoặc qua bưu chính công ích", direct)
    )
    unknown = received & ~online & ~direct
    yield known_or(gap, sets.count("settlement.received_without_channel", "hồ sơ không ghi kênh tiếp nhận", unknown))
    rate = share(
        "settlement.online_rate",
        "tỷ lệ hồ sơ tiếp nhận trực tuyến",
        online,
        received,
        definition="Số hồ sơ tiếp nhận trực tuyến trong kỳ chia cho tổng số hồ sơ tiếp nhận trong kỳ; "
        "hồ sơ không ghi kênh vẫn nằm trong mẫu số",
        population=sets.core_population,
    )
    yield known_or(gap, rate)


def _settled(sets: DossierSets) -> Iterator[Measure]:
    core = sets.core
    with_turned_away = sets.rules.returned_and_withdrawn == "on_time"
    note = " (gồm cả hồ sơ trả lại, rút)" if with_turned_away else ""
    settled = core & sets.having("outcome", *settled_outcomes(sets.rules))
    on_due_date = core & sets.having("outcome", *on_due_date_outcomes(sets.rules))
    yield sets.count("settlement.settled", f"hồ sơ đã giải quyết{note}", settled)
    yield sets.count(
        "settlement.settled_early", "hồ sơ giải quyết trước hạn", core & sets.having("outcome", "early"), view="system"
    )
    yield sets.count("settlement.settled_on_due_date", f"hồ sơ giải quyết đúng hạn{note}", on_due_date, view="system")
    yield sets.count(
        "settlement.settled_late.system",
        "hồ sơ giải quyết quá hạn theo Hệ thống",
        core & sets.having("outcome", "late"),
        view="system",
    )
    undated = core & sets.having("outcome", "settled_undated")
    yield sets.count(
        "settlement.settled_undated", "hồ sơ đã giải quyết nhưng thiếu ngày để so với ngày hẹn trả", undated
    )


def _in_fact(sets: DossierSets, accepted: Iterable[LateDossier]) -> Iterator[Measure]:
    """Yield the view `actual`: accepted late dossiers move to early or on the due day, by their proven end."""
    core = sets.core
    early_in_fact, due_in_fact, all_accepted = _moved(sets, accepted)
    early = core & sets.having("outcome", "early") | early_in_fact
    on_due_date = core & sets.having("outcome", *on_due_date_outcomes(sets.rules)) | due_in_fact
    late = core & sets.having("outcome", "late") & ~all_accepted
    yield sets.count(
        "settlement.settled_early_in_fact", "hồ sơ giải quyết trước hạn theo thực tế", early, view="actual"
    )
    yield sets.count(
        "settlement.settled_on_due_date_in_fact", "hồ sơ giải quyết đúng hạn theo thực tế", on_due_date, view="actual"
    )
    yield sets.count("settlement.settled_late.actual", "hồ sơ giải quyết quá hạn theo thực tế", late, view="actual")


def _moved(sets: DossierSets, accepted: Iterable[LateDossier]) -> tuple[Mask, Mask, Mask]:
    ends = [(d.position, d.due_on, d.explanation.ended_in_fact_on) for d in accepted if d.explanation is not None]
    early = sets.at([position for position, due, end in ends if end is not None and due is not None and end < due])
    everyone = sets.at([position for position, _, _ in ends])
    return early, everyone & ~early, everyone


def _rates(sets: DossierSets, accepted: Iterable[LateDossier]) -> Iterator[Measure]:
    core = sets.core
    on_time = core & sets.having("outcome", "early", *on_due_date_outcomes(sets.rules))
    comparable = on_time | (core & sets.having("outcome", "late"))
    definition = (
        "Số hồ sơ giải quyết trước hạn hoặc đúng ngày hẹn trả chia cho tổng số hồ sơ đã giải quyết so được với "
        "ngày hẹn trả (trước hạn, đúng hạn và quá hạn); so theo ngày, không theo giờ; "
        + "; ".join(counting_rules_in_words(sets.rules))
    )
    yield share(
        "settlement.on_time_rate.system",
        "tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn theo Hệ thống",
        on_time,
        comparable,
        definition=f"{definition}; theo dữ liệu Hệ thống một cửa điện tử ghi nhận",
        population=sets.core_population,
        view="system",
    )
    yield share(
        "settlement.on_time_rate.actual",
        "tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn theo thực tế",
        on_time | sets.at([d.position for d in accepted]),
        comparable,
        definition=f"{definition}; hồ sơ trễ trên Hệ thống có giải trình được tài liệu kiểm chứng xác nhận "
        "thì tính theo ngày trả thực tế",
        population=sets.core_population,
        view="actual",
    )


def _open(sets: DossierSets) -> Iterator[Measure]:
    core = sets.core
    for name, label, outcomes in (
        ("pending", "hồ sơ đang giải quyết", PENDING),
        ("pending_in_time", "hồ sơ đang giải quyết trong hạn", ("pending_in_time",)),
        ("pending_overdue", "hồ sơ đang giải quyết quá hạn", ("pending_overdue",)),
        ("pending_undated", "hồ sơ đang giải quyết không có ngày hẹn trả", ("pending_undated",)),
        ("returned", "hồ sơ trả lại do không đủ điều kiện", ("returned",)),
        ("withdrawn", "hồ sơ do người nộp rút", ("withdrawn",)),
    ):
        yield sets.count(f"settlement.{name}", label, core & sets.having("outcome", *outcomes))
