"""Kinds of departments: what each one is there to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of department.

    Attributes:
        id: Its name in code.
        shows: What it shows, in Vietnamese.
        volume: Fewest and most dossiers received in a year, notices included.
        late: Fewest and most core dossiers of a year that are late on the system, whatever the volume.
        late_notices: One-way notices of a year that are late on the system.
        late_across_year: Whether late dossiers may still be open at the end of the year, and so overdue.
        unexplained: Every how many-th late core dossier has no explanation; 0 for none.
        notices: Smallest and largest share of one-way notices.
        district: Whether the catalogue lists procedures of the district level.
        has_channel: Whether the export has the channel column.
        returned: Share of core dossiers returned as not qualified.
        withdrawn: Share of core dossiers that the applicant withdraws.
        late_decision: Whether one decision of each year is promulgated late.
        starts_later: Whether the department is created after the first year.
        abolished: Whether it is abolished before the last year.
    """

    id: str
    shows: str
    volume: tuple[int, int] = (300, 1500)
    late: tuple[int, int] = (2, 9)
    late_notices: int = 0
    late_across_year: bool = False
    unexplained: int = 0
    notices: tuple[float, float] = (0.1, 0.4)
    district: bool = True
    has_channel: bool = True
    returned: float = 0.015
    withdrawn: float = 0.004
    late_decision: bool = False
    starts_later: bool = False
    abolished: bool = False


ORDINARY = Kind("ordinary", "thông thường: vài hồ sơ trễ hạn trên Hệ thống, đều có giải trình", late_notices=2)

KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        ORDINARY,
        Kind("none-late", "không hồ sơ nào trễ hạn", late=(0, 0)),
        Kind(
            "many-late",
            "nhiều hồ sơ trễ hạn, có thư xin lỗi; cuối năm có thể còn hồ sơ quá hạn; có quyết định công bố muộn",
            volume=(500, 1500),
            late=(35, 60),
            late_across_year=True,
            late_decision=True,
        ),
        Kind("missing-explanations", "một nửa số hồ sơ trễ hạn chưa có giải trình", late=(12, 24), unexplained=2),
        Kind("no-district", "danh mục không có thủ tục cấp huyện", district=False),
        Kind("no-notices", "không có thủ tục một chiều", notices=(0.0, 0.0)),
        Kind("tiny", "rất nhỏ: khoảng một chục hồ sơ một năm", volume=(10, 14), late=(0, 1), notices=(0.1, 0.3)),
        Kind("large", "lớn: vài nghìn hồ sơ một năm", volume=(4000, 6000)),
        Kind("no-channel", "tệp kết xuất không có cột kênh tiếp nhận", has_channel=False),
        Kind("returned", "nhiều hồ sơ trả lại, rút", returned=0.12, withdrawn=0.05),
        replace(ORDINARY, id="starts-later", shows="thành lập sau năm đầu tiên", starts_later=True),
        replace(ORDINARY, id="abolished", shows="giải thể trước năm cuối cùng", abolished=True),
    )
}
"""Every kind by its name, in the order in which departments without a profile of their own take them."""
