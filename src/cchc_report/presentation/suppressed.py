"""What is said about what a public edition does not show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cchc_report.measures import SUPPRESSED, Measure, Suppressed, vietnamese_integer
from cchc_report.params.models import PublicationRules
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.fragment import Fragment
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.prose import paragraph

NOTE_ANCHOR: Final = "ban-cong-khai"
"""Element id of the paragraph that says what a public edition leaves out."""

CHART_MARK = f"Dấu {SUPPRESSED}: không nêu do số nhỏ"
"""Sentence in the caption of a chart with such figures."""


def has_suppressed(measures: Iterable[Measure]) -> bool:
    """Return whether any of the measures is suppressed."""
    return any(isinstance(measure, Suppressed) for measure in measures)


def suppression_note(smallest: int) -> str:
    """Return the note under a table with suppressed cells; the smallest count that it shows is `smallest`."""
    limit = linked(vietnamese_integer(smallest), NOTE_ANCHOR)
    return (
        f"Dấu {SUPPRESSED}: số khác không và nhỏ hơn {limit}, hoặc số mà từ đó suy ra được số như vậy; không nêu trong "
        "bản công khai. Số không và các tổng của toàn cơ quan được nêu đầy đủ."
    )


def edition_note(rules: PublicationRules, withheld_texts: Cited) -> Fragment:
    """Return what a public edition leaves out, as a paragraph of the report.

    Args:
        rules: The rules in force.
        withheld_texts: How many typed texts are not shown, because nobody cleared them for publication.
    """
    codes = "hồ sơ gọi theo số thứ tự thay cho mã" if rules.dossier_codes == "hide" else "hồ sơ trễ hạn nêu theo mã"
    smallest = stated(vietnamese_integer(rules.smallest_cell))
    small = (
        f"số khác không và nhỏ hơn {smallest} trong các bảng chia theo lĩnh vực, theo tháng thay bằng dấu {SUPPRESSED}"
        if rules.smallest_cell > 1
        else "các bảng chia theo lĩnh vực, theo tháng nêu đủ mọi số"
    )
    further = (
        " Ngày, số hồ sơ của kết quả kiểm tra, số dòng của từng tệp mà từ đó suy ra được số như vậy cũng không nêu."
        if rules.smallest_cell > 1
        else ""
    )
    texts = f" Có {withheld_texts} câu chữ chưa được rà soát để công khai nên không được in." if withheld_texts else ""
    return paragraph(
        "Đây là bản công khai: không nêu tên, địa chỉ, số điện thoại, số định danh của cá nhân; không kèm danh sách hồ "
        f"sơ; {codes}; {small}.{further}{texts}",
        anchor=NOTE_ANCHOR,
    )
