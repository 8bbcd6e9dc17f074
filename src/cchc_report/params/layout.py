"""How the document is laid out on paper: sizes and margins, inside what Nghị định 30/2020/NĐ-CP, Phụ lục I allows.

docs/layout.md explains each to an analyst. A value outside its range is refused: the document could not be issued.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from cchc_report.params.strict import Strict


def _between(low: float, high: float) -> BeforeValidator:
    def check(value: Any) -> float:
        if not _is_number(value) or not low <= float(value) <= high:
            raise PydanticCustomError(
                "out_of_range", "This must be a number from {low} to {high}", {"low": f"{low:g}", "high": f"{high:g}"}
            )
        return float(value)

    return BeforeValidator(check)


def _one_of(*allowed: float) -> BeforeValidator:
    def check(value: Any) -> float:
        if not _is_number(value) or float(value) not in allowed:
            raise PydanticCustomError(
                "not_one_of", "This must be one of {allowed}", {"allowed": " / ".join(f"{each:g}" for each in allowed)}
            )
        return float(value)

    return BeforeValidator(check)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)  # YAML's decimals are exact


HeaderSize = Annotated[float, _between(12, 13)]
BodySize = Annotated[float, _between(13, 14)]


class Layout(Strict):
    """Sizes in points, lengths in millimetres; what has no range in the decree is marked as ours.

    Attributes:
        margin_top_mm: Top margin; the page number stands in it.
        margin_bottom_mm: Bottom margin.
        margin_left_mm: Left margin, where the sheets are bound.
        margin_right_mm: Right margin.
        country_size_pt: Quốc hiệu.
        motto_size_pt: Tiêu ngữ.
        agency_size_pt: Parent and issuing agency.
        place_date_size_pt: Place and date.
        title_size_pt: Name of the kind of document and trích yếu.
        heading_size_pt: Headings; title of an annex.
        body_size_pt: Text.
        signer_size_pt: Title and name of who signs.
        page_number_size_pt: Page number.
        table_size_pt: Text in tables (ours: the decree says nothing of tables).
        first_line_indent_mm: First line of a paragraph.
        paragraph_spacing_pt: Between paragraphs; at least 6 (the upper bound is ours).
        line_spacing: Lines, as a word processor counts them: 1 is single.
        contents_list: Whether a list of contents with page numbers is printed: `auto` in longer reports (ours).
    """

    margin_top_mm: Annotated[float, _between(20, 25)] = 20.0
    margin_bottom_mm: Annotated[float, _between(20, 25)] = 20.0
    margin_left_mm: Annotated[float, _between(30, 35)] = 30.0
    margin_right_mm: Annotated[float, _between(15, 20)] = 15.0
    country_size_pt: HeaderSize = 13.0
    motto_size_pt: BodySize = 14.0
    agency_size_pt: HeaderSize = 13.0
    place_date_size_pt: BodySize = 14.0
    title_size_pt: BodySize = 14.0
    heading_size_pt: BodySize = 14.0
    body_size_pt: BodySize = 14.0
    signer_size_pt: BodySize = 14.0
    page_number_size_pt: BodySize = 13.0
    table_size_pt: Annotated[float, _between(10, 12)] = 11.0
    first_line_indent_mm: Annotated[float, _one_of(10, 12.7)] = 12.7
    paragraph_spacing_pt: Annotated[float, _between(6, 12)] = 6.0
    line_spacing: Annotated[float, _between(1, 1.5)] = 1.1
    contents_list: Literal["auto", "always", "never"] = "auto"
