"""Online public services: for how many procedures one can file online."""

from __future__ import annotations

from cchc_report.measures import Measure
from cchc_report.registers.frames import Register
from cchc_report.statistics.dossier_sets import known_or, share

FILED_ONLINE = ("full", "partial", "level_3", "level_4")
"""Online levels on which a dossier can be filed online: in the words of today, and in those of 2020."""


def online_service_measures(procedures: Register) -> tuple[Measure, ...]:
    """Return the measures of online services.

    Args:
        procedures: The procedure catalogue.
    """
    frame = procedures.frame
    offered = share(
        "online_services.offered",
        "tỷ lệ TTHC cấp tỉnh nộp được hồ sơ trực tuyến",
        frame["online_level"].isin(FILED_ONLINE).to_numpy(dtype=bool),
        (frame["level"] == "province").to_numpy(dtype=bool),
        definition="Số TTHC cấp tỉnh có dịch vụ công trực tuyến mức độ 3, mức độ 4 (nay là một phần, toàn trình) chia "
        "cho tổng số TTHC cấp tỉnh trong danh mục; ô để trống tính là chưa cung cấp",
        population="TTHC cấp tỉnh trong danh mục của cơ quan",
        register="procedures",
    )
    gap = None if procedures.has("online_level") else "danh mục TTHC không có cột mức độ trực tuyến"
    return (known_or(gap, offered),)
