"""Duties of the year that are not fulfilled: reviews, disclosure, petitions."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed
from cchc_report.errors import Text
from cchc_report.measures import vietnamese_difference
from cchc_report.statistics.disclosure import DUTIES, applies
from cchc_report.statistics.petitions import petition_sets


def reviews_below_plan(material: Material) -> Iterator[Observation]:
    """Report plans of which fewer procedures were reviewed than planned."""
    reviews = material.registers.reviews
    missing = (reviews.frame["planned"] - reviews.frame["reviewed"]).clip(lower=0)
    rows = finding_rows(reviews, (missing > 0).to_numpy(dtype=bool), column="reviewed")
    gap = -int(missing.sum())
    yield from observed(
        rows,
        f"{{n}} kế hoạch rà soát chưa hoàn thành, lệch {vietnamese_difference(gap)} TTHC",
        f"{{n}} review plans are not fulfilled, by {vietnamese_difference(gap)} procedures",
        gap=gap,
    )


def undisclosed(material: Material) -> Iterator[Observation]:
    """Report procedures for which disclosure or an approved internal process is lacking."""
    procedures = material.registers.procedures
    frame = procedures.frame
    for duty in DUTIES:
        concerned = (
            applies(frame, duty, "province") | applies(frame, duty, "district") | applies(frame, duty, "commune")
        )
        not_done = ~frame[duty.column].fillna(value=False).to_numpy(dtype=bool)
        rows = finding_rows(procedures, concerned & not_done, column=duty.column)
        yield from observed(
            rows, f"{{n}} TTHC chưa {duty.done}", f"{{n}} procedures lack: {duty.english}", gap=-rows.count
        )


def unresolved_petitions(material: Material) -> Iterator[Observation]:
    """Report petitions that were not resolved at the end of the period."""
    petitions = material.registers.petitions
    received, carried_over, resolved = petition_sets(petitions.frame, material.parameters.period)
    rows = finding_rows(petitions, (received | carried_over) & ~resolved, column="resolved_on")
    yield from observed(
        rows,
        "{n} phản ánh, kiến nghị chưa xử lý xong đến cuối kỳ",
        "{n} petitions were not resolved at the end of the period",
    )


def petition_dates(material: Material) -> Iterator[Observation]:
    """Report petitions that were resolved before they were received."""
    petitions = material.registers.petitions
    mask = (petitions.frame["resolved_on"] < petitions.frame["received_on"]).to_numpy()
    rows = finding_rows(petitions, mask, column="resolved_on")
    yield from observed(
        rows,
        "{n} phản ánh, kiến nghị xử lý xong trước ngày tiếp nhận",
        "{n} petitions were resolved before they were received",
    )


RULES = (
    Rule(
        "review.below-plan",
        "warning",
        Text("Rà soát chưa đủ kế hoạch", "Reviews below plan"),
        Text("Kế hoạch của tỉnh giao số TTHC phải rà soát", "The province's plan sets the number of reviews"),
        Text(
            "Nêu lý do trong báo cáo, hoặc bổ sung số đã rà soát",
            "State the reason in the report, or add what was reviewed",
        ),
        reviews_below_plan,
    ),
    Rule(
        "disclosure.incomplete",
        "warning",
        Text("Công khai, quy trình nội bộ chưa đủ", "Disclosure or internal process lacking"),
        Text(
            "Mọi TTHC trong danh mục phải được công khai và có quy trình nội bộ",
            "Every procedure must be disclosed and have a process",
        ),
        Text(
            "Công khai bổ sung, hoặc điền ô còn trống trong danh mục TTHC",
            "Disclose it, or fill the blank cell of the catalogue",
        ),
        undisclosed,
    ),
    Rule(
        "petitions.unresolved",
        "warning",
        Text("Phản ánh, kiến nghị chưa xử lý xong", "Unresolved petition"),
        Text("Phản ánh, kiến nghị phải được xử lý và báo cáo", "Petitions must be resolved and reported"),
        Text("Xử lý dứt điểm và ghi ngày xử lý xong", "Resolve it and enter the day"),
        unresolved_petitions,
    ),
    Rule(
        "petitions.resolved-before-received",
        "warning",
        Text("Xử lý xong trước khi tiếp nhận", "Resolved before received"),
        Text("Một trong hai ngày bị ghi sai", "One of the two days is wrong"),
        Text("Kiểm tra hai ngày trong trang tính “PAKN”", "Check both days in the sheet “PAKN”"),
        petition_dates,
    ),
)
