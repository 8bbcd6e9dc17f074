from __future__ import annotations

import pytest

from cchc_report.measures import Count, Measure, Ratio, Unavailable
from cchc_report.presentation.figure_names import figure_name

FIELDS = {"dien": "Điện"}


def count(id_: str, label: str, view: str | None = None) -> Count:
    return Count(id_, label, 1, "hồ sơ", "phạm vi", view)  # type: ignore[arg-type]  # a test gives the words


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        (count("a.b", "hồ sơ quá hạn"), "Hồ sơ quá hạn"),
        (count("a.b", "hồ sơ quá hạn", "actual"), "Hồ sơ quá hạn (theo thực tế)"),
        (count("a.b", "hồ sơ trễ theo Hệ thống", "system"), "Hồ sơ trễ theo Hệ thống"),
        (count("form.dien.settled", "hồ sơ đã giải quyết"), "Hồ sơ đã giải quyết, lĩnh vực Điện"),
        (
            count("form.total.late", "hồ sơ quá hạn", "system"),
            "Hồ sơ quá hạn, tổng số của biểu II.06a (theo Hệ thống)",
        ),
        (Ratio("a.b", "tỷ lệ đúng hạn", 1, 2, "định nghĩa", "phạm vi", "system"), "Tỷ lệ đúng hạn (theo Hệ thống)"),
        (Unavailable("a.b", "tỷ lệ trực tuyến", "không có cột kênh"), "Tỷ lệ trực tuyến"),
    ],
)
def test_a_name_says_label_row_and_view(measure: Measure, name: str) -> None:
    assert figure_name(measure, FIELDS) == name


def test_without_fields_the_column_alone_is_named() -> None:
    assert figure_name(count("form.dien.settled", "hồ sơ đã giải quyết")) == "Hồ sơ đã giải quyết"
