"""What is said about what a public edition does not show."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_report.measures import SUPPRESSED, Measure, Suppressed, vietnamese_integer
from cchc_report.params.models import PublicationRules

CHART_MARK = f"Dấu {SUPPRESSED}: không nêu do số nhỏ"
"""Sentence in the caption of a chart with such figures."""


def has_suppressed(measures: Iterable[Measure]) -> bool:
    """Return whether any of the measures is suppressed."""
    return any(isinstance(measure, Suppressed) for measure in measures)


def suppression_note(smallest: int) -> str:
    """Return the note under a table with suppressed cells; the smallest count that it shows is `smallest`."""
    return (
        f"Dấu {SUPPRESSED}: số từ 1 đến {smallest - 1}, hoặc số mà từ đó suy ra được số như vậy; không nêu trong bản "
        "công khai. Số 0 và các tổng của toàn cơ quan được nêu đầy đủ."
    )


def edition_note(rules: PublicationRules, withheld_texts: int) -> str:
    """Return what a public edition leaves out, as a paragraph of the report.

    Args:
        rules: The rules in force.
        withheld_texts: How many typed texts are not shown, because nobody cleared them for publication.
    """
    codes = "hồ sơ gọi theo số thứ tự thay cho mã" if rules.dossier_codes == "hide" else "hồ sơ trễ hạn nêu theo mã"
    small = (
        f"số nhỏ hơn {rules.smallest_cell} trong các bảng chia theo lĩnh vực, theo tháng thay bằng dấu {SUPPRESSED}"
        if rules.smallest_cell > 1
        else "các bảng chia theo lĩnh vực, theo tháng nêu đủ mọi số"
    )
    texts = (
        f" {vietnamese_integer(withheld_texts)} câu chữ chưa được rà soát để công khai không được in."
        if withheld_texts
        else ""
    )
    return (
        "Đây là bản công khai: không nêu tên, địa chỉ, số điện thoại, số định danh của cá nhân; không kèm danh sách hồ "
        f"sơ; {codes}; {small}.{texts}"
    )
