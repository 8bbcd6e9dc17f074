"""Sums that must agree. Gaps are signed: what stands on the left minus what stands on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.errors import Text
from cchc_report.measures import Count, Measure, Ratio, vietnamese_difference, vietnamese_integer
from cchc_report.registers.labels import LEVELS
from cchc_report.statistics import FieldRow
from cchc_report.statistics.disclosure import DUTIES


def total_identity(material: Material) -> Iterator[Observation]:
    """Report where the total is not what was received and what was carried over."""
    value = material.statistics.measures.count
    total, received, carried = (value(f"settlement.{name}") for name in ("total", "received_in_period", "carried_over"))
    if gap := total.value - received.value - carried.value:
        signed = vietnamese_difference(gap)
        yield Observation(
            Text(
                f"Tổng số hồ sơ {total} lệch {signed} so với {received} tiếp nhận trong kỳ + {carried} chuyển sang",
                f"The total {total} differs by {signed} from {received} received + {carried} carried over",
            ),
            gap=gap,
            figures=(total.id, received.id, carried.id),
        )


def intake_identity(material: Material) -> Iterator[Observation]:
    """Report where received and carried over are not settled, pending, returned and withdrawn together."""
    parts = ["settled", "pending"]
    if material.parameters.year_parameters.counting.returned_and_withdrawn == "own_group":
        parts += ["returned", "withdrawn"]
    value = material.statistics.measures.count
    whole = [value("settlement.received_in_period"), value("settlement.carried_over")]
    total = sum(count.value for count in whole)
    counts = [value(f"settlement.{part}") for part in parts]
    gap = total - sum(count.value for count in counts)
    if gap:
        printed, signed = vietnamese_integer(total), vietnamese_difference(gap)
        vi = " + ".join(f"{count.label} {count}" for count in counts)
        en = " + ".join(f"{part} {count.value}" for part, count in zip(parts, counts, strict=True))
        yield Observation(
            Text(
                f"Tổng tiếp nhận {printed} lệch {signed} so với {vi}",
                f"Total intake {printed} differs by {signed} from {en}",
            ),
            gap=gap,
            figures=tuple(count.id for count in (*whole, *counts)),
        )


def form_received(material: Material) -> Iterator[Observation]:
    """Report where column 3 is not 4 + 5 + 6: dossiers without a channel."""
    yield from _form(
        material, "3 = 4 + 5 + 6", lambda r: (r.received_total, (r.received_online, r.received_direct, r.carried_over))
    )


def form_settled(material: Material) -> Iterator[Observation]:
    """Report where column 7 is not 8 + 9 + 10: settled dossiers without a due date or an end date."""
    yield from _form(
        material,
        "7 = 8 + 9 + 10",
        lambda r: (r.settled_total, (r.settled_early, r.settled_on_due_date, r.settled_late)),
    )


def form_pending(material: Material) -> Iterator[Observation]:
    """Report where column 11 is not 12 + 13: pending dossiers without a due date."""
    yield from _form(material, "11 = 12 + 13", lambda r: (r.pending_total, (r.pending_in_time, r.pending_overdue)))


def form_balance(material: Material) -> Iterator[Observation]:
    """Report where the total of column 3 is not 7 + 11 and, as their own group, returned and withdrawn dossiers."""
    own_group = material.parameters.year_parameters.counting.returned_and_withdrawn == "own_group"
    measures = material.statistics.measures
    aside = (measures["settlement.returned"], measures["settlement.withdrawn"]) if own_group else ()
    identity = "3 = 7 + 11 + trả lại + rút" if own_group else "3 = 7 + 11"
    total = material.statistics.fields[-1]
    left, right = total.received_total, (total.settled_total, total.pending_total, *aside)
    if gap := _gap(left, right):
        yield _form_observation(identity, gap, (), (left, *right))


def above_catalogue(material: Material) -> Iterator[Observation]:
    """Report where more procedures are disclosed, or have a process, than the catalogue has of that level."""
    measures = material.statistics.measures
    for duty in DUTIES:
        for level, level_name in LEVELS.items():
            share, listed = measures[f"disclosure.{duty.id}.{level}"], measures.count(f"disclosure.procedures.{level}")
            gap = max(share.numerator, share.denominator) - listed.value if isinstance(share, Ratio) else 0
            if gap > 0:
                yield Observation(
                    Text(
                        f"TTHC {level_name.lower()} {duty.done}: {share:n/d}, vượt danh mục ({listed}) {gap} TTHC",
                        f"{duty.english}, {level}: {share:n/d}, {gap} more than the catalogue's {listed.value}",
                    ),
                    gap=gap,
                    figures=(share.id, listed.id),
                )


def part_above_whole(material: Material) -> Iterator[Observation]:
    """Report shares of more than 100%."""
    for ratio in material.statistics.measures.values():
        if isinstance(ratio, Ratio) and (gap := ratio.numerator - ratio.denominator) > 0:
            yield Observation(
                Text(
                    f"{ratio.label}: tử số lớn hơn mẫu số ({ratio:n/d})",
                    f"{ratio.id}: the part is larger than the whole ({ratio:n/d})",
                ),
                gap=gap,
                figures=(ratio.id,),
            )


def _form(
    material: Material, identity: str, sides: Callable[[FieldRow], tuple[Measure, tuple[Measure, ...]]]
) -> Iterator[Observation]:
    """Yield an observation where any row of the form breaks `identity`; the gap is that of the total row."""
    gaps = {row.field: gap for row in material.statistics.fields if (gap := _gap(*sides(row)))}
    if gaps:
        last = material.statistics.fields[-1]
        total, (left, right) = gaps.pop(last.field, 0), sides(last)
        # A gap of a field is a small cell of the form: a public edition does not name it.
        named = {} if material.parameters.is_public else gaps
        fields = tuple(f"{field} ({vietnamese_difference(gap)})" for field, gap in named.items())
        yield _form_observation(identity, total, fields, (left, *right))


def _form_observation(identity: str, gap: int, fields: tuple[str, ...], compared: tuple[Measure, ...]) -> Observation:
    vi = f"; lĩnh vực: {', '.join(fields)}" if fields else ""
    en = f"; fields: {', '.join(fields)}" if fields else ""
    return Observation(
        Text(
            f"Biểu II.06a không cân: cột {identity} lệch {vietnamese_difference(gap)}{vi}",
            f"Form II.06a: columns {identity} differ by {vietnamese_difference(gap)}{en}",
        ),
        gap=gap,
        figures=tuple(measure.id for measure in compared),
    )


def _gap(left: Measure, right: tuple[Measure, ...]) -> int:
    """Return left minus right; zero where a figure is unavailable: nothing to compare, and a finding elsewhere."""
    counts = [m for m in (left, *right) if isinstance(m, Count)]
    return counts[0].value - sum(c.value for c in counts[1:]) if len(counts) == 1 + len(right) else 0


_TELL_DEVELOPERS = Text("Báo cho người phát triển kèm tệp kết xuất", "Report this to the developers, with the export")

RULES = (
    Rule(
        "identities.total",
        "error",
        Text("Tổng số không bằng tiếp nhận cộng chuyển sang", "The total is not received plus carried over"),
        Text("Mọi hồ sơ đến từ trong kỳ hoặc từ kỳ trước", "Every dossier comes from this period or the last one"),
        _TELL_DEVELOPERS,
        total_identity,
    ),
    Rule(
        "identities.intake",
        "error",
        Text("Tiếp nhận không bằng giải quyết cộng tồn", "Intake is not settlement plus rest"),
        Text("Mọi hồ sơ tiếp nhận phải thuộc đúng một kết quả", "Every dossier taken in has exactly one outcome"),
        _TELL_DEVELOPERS,
        intake_identity,
    ),
    Rule(
        "identities.form-received",
        "error",
        Text("Biểu II.06a: cột 3 khác 4 + 5 + 6", "Form II.06a: 3 is not 4 + 5 + 6"),
        Text(
            "Hồ sơ không ghi kênh không nằm ở cột 4 hay cột 5",
            "A dossier without a channel is in neither column 4 nor 5",
        ),
        Text("Bổ sung kênh thực hiện cho hồ sơ còn thiếu", "Add the missing channels"),
        form_received,
    ),
    Rule(
        "identities.form-settled",
        "error",
        Text("Biểu II.06a: cột 7 khác 8 + 9 + 10", "Form II.06a: 7 is not 8 + 9 + 10"),
        Text(
            "Hồ sơ thiếu ngày hẹn trả hoặc ngày kết thúc không xếp được vào cột nào",
            "A settled dossier without dates fits no column",
        ),
        Text("Bổ sung ngày hẹn trả, ngày kết thúc còn thiếu", "Add the missing dates"),
        form_settled,
    ),
    Rule(
        "identities.form-pending",
        "error",
        Text("Biểu II.06a: cột 11 khác 12 + 13", "Form II.06a: 11 is not 12 + 13"),
        Text(
            "Hồ sơ đang giải quyết thiếu ngày hẹn trả không xếp được vào cột nào",
            "A pending dossier without a due date fits no column",
        ),
        Text("Bổ sung ngày hẹn trả còn thiếu", "Add the missing due dates"),
        form_pending,
    ),
    Rule(
        "identities.form-balance",
        "error",
        Text("Biểu II.06a: cột 3 khác 7 + 11", "Form II.06a: 3 is not 7 + 11"),
        Text(
            "Biểu không có cột cho hồ sơ trả lại, rút; chúng phải được nêu ở ghi chú",
            "The form has no column for returned dossiers",
        ),
        _TELL_DEVELOPERS,
        form_balance,
    ),
    Rule(
        "disclosure.above-catalogue",
        "error",
        Text("Công khai nhiều hơn danh mục", "More disclosed than the catalogue has"),
        Text(
            "Số TTHC công khai lớn hơn số TTHC trong danh mục thì một trong hai số sai",
            "Where more is disclosed than there is, one of the two is wrong",
        ),
        Text("Đối chiếu danh mục TTHC với quyết định công bố", "Compare the catalogue with the decisions"),
        above_catalogue,
    ),
    Rule(
        "ratios.part-above-whole",
        "error",
        Text("Tử số lớn hơn mẫu số", "Part above whole"),
        Text("Không tỷ lệ nào vượt 100%", "No share is above 100%"),
        _TELL_DEVELOPERS,
        part_above_whole,
    ),
)
