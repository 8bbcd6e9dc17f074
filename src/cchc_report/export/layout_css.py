"""The layout parameters of a report as a stylesheet, added to the one that all reports share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc_report.params.layout import Layout

SINGLE_SPACING = 1.149
"""Height of a line at single spacing, in font sizes, as Times New Roman and its metric twins ask for it."""


def layout_of(record: Mapping[str, Any]) -> Layout:
    """Return the layout that the report's parameters ask for."""
    return Layout.model_validate(record["parameters"]["year_parameters"]["layout"])


def layout_css(layout: Layout) -> str:
    """Return the rules that give a printed page its sizes and margins; the screen takes no notice of them."""
    sizes = {
        "country": layout.country_size_pt,
        "motto": layout.motto_size_pt,
        "agency": layout.agency_size_pt,
        "place-date": layout.place_date_size_pt,
        "title": layout.title_size_pt,
        "heading": layout.heading_size_pt,
        "body": layout.body_size_pt,
        "signer": layout.signer_size_pt,
        "table": layout.table_size_pt,
    }
    properties = [f"--{name}-size: {size:g}pt;" for name, size in sizes.items()]
    properties += [
        f"--first-line-indent: {layout.first_line_indent_mm:g}mm;",
        f"--paragraph-spacing: {layout.paragraph_spacing_pt:g}pt;",
        f"--line-height: {SINGLE_SPACING * layout.line_spacing:.4g};",
    ]
    margins = " ".join(
        f"{each:g}mm"
        for each in (layout.margin_top_mm, layout.margin_right_mm, layout.margin_bottom_mm, layout.margin_left_mm)
    )
    page = f"@page {{ margin: {margins}; @top-center {{ font-size: {layout.page_number_size_pt:g}pt; }} }}"
    return f"@media print {{\n  :root {{ {' '.join(properties)} }}\n  {page}\n}}\n"
