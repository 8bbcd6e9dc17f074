"""What a figure is called where it stands alone: in the register of sources, in a list, above a column of marks."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_report.measures import VIEW_NAMES, Measure, Unavailable
from cchc_report.presentation.prose import sentence_start


def figure_name(measure: Measure, fields: Mapping[str, str] | None = None) -> str:
    """Return a figure's label as the start of a sentence, with its view where the label does not say it.

    Args:
        measure: The figure.
        fields: Names of fields by slug; a cell of form II.06a is then named with its row.

    Example:
        >>> from cchc_report.measures import Count
        >>> figure_name(Count("a.b", "hồ sơ quá hạn", 1, "hồ sơ", "lõi", "system"))
        'Hồ sơ quá hạn (theo Hệ thống)'
    """
    view = None if isinstance(measure, Unavailable) else measure.view
    label = sentence_start(measure.label)
    section, place, *_ = measure.id.split(".")
    where = ""
    if fields is not None and section == "form":
        where = f", lĩnh vực {fields[place]}" if place in fields else ", tổng số của biểu II.06a"
    in_view = f" ({VIEW_NAMES[view]})" if view and VIEW_NAMES[view].lower() not in label.lower() else ""
    return f"{label}{where}{in_view}"
