from __future__ import annotations

from cchc_report.measures import Count, Unavailable
from cchc_report.registers.frames import Registers
from cchc_report.statistics import FieldRow, compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

DOSSIERS = (
    dossier("2020-03-02", "2020-03-10", "2020-03-09", channel="online"),
    dossier("2019-12-02", "2020-03-10", "2020-03-10"),
    dossier("2020-03-02", "2020-03-10", "2020-03-11", channel="postal"),
    dossier("2020-12-01", "2020-12-20", None, "processing"),
    dossier("2020-12-01", "2020-12-02", None, "processing", procedure_code="P2"),
    dossier("2020-03-02", "2020-03-10", "2020-03-11", "stopped", procedure_code="P2", channel="online"),
    dossier("2020-03-02", "2020-03-10", "2020-03-11", procedure_code="N1"),  # one-way: not in the form
    dossier("2021-03-02", "2021-03-10", "2021-03-11", procedure_code="X9"),  # after the period: no row of its own
)


def rows_of(registers: Registers, **counting: str) -> tuple[FieldRow, ...]:
    return compute_statistics(registers, make_parameters(**counting), CALENDAR).fields


def values(row: FieldRow) -> list[int | None]:
    return [m.value if isinstance(m, Count) else None for m in row.measures]


def test_columns_3_to_13_by_field_and_in_total() -> None:
    rows = rows_of(make_registers(dossiers=DOSSIERS))
    assert [(row.field, row.slug, values(row)) for row in rows] == [
        ("Lưu thông hàng hóa", "luu_thong_hang_hoa", [4, 1, 2, 1, 3, 1, 1, 1, 1, 1, 0]),
        ("Xúc tiến thương mại", "xuc_tien_thuong_mai", [2, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1]),
        ("Tổng cộng", "total", [6, 2, 3, 1, 3, 1, 1, 1, 2, 1, 1]),
    ]
    assert [row.is_total for row in rows] == [False, False, True]


def test_returned_dossiers_stand_in_columns_7_and_9_where_the_policy_says_so() -> None:
    *_, total = rows_of(make_registers(dossiers=DOSSIERS), returned_and_withdrawn="on_time")
    assert values(total) == [6, 2, 3, 1, 4, 1, 2, 1, 2, 1, 1]


def test_each_figure_is_a_measure_with_its_dossiers() -> None:
    statistics = compute_statistics(make_registers(dossiers=DOSSIERS), make_parameters(), CALENDAR)
    figure = statistics.measures.count("form.luu_thong_hang_hoa.settled_total")
    assert figure is statistics.fields[0].settled_total
    assert figure.members is not None
    assert figure.members.rows.tolist() == [0, 1, 2]
    assert figure.population.startswith("Lĩnh vực Lưu thông hàng hóa")


def test_unknown_procedures_have_a_row_of_their_own() -> None:
    rows = rows_of(make_registers(dossiers=[dossier("2020-03-02", None, None, "processing", procedure_code="X9")]))
    assert [row.slug for row in rows] == ["ngoai_danh_muc", "total"]


def test_dossier_without_channel_stands_in_neither_column_4_nor_5() -> None:
    rows = [*DOSSIERS, dossier("2020-03-02", "2020-03-10", "2020-03-09", channel=None)]
    *_, total = rows_of(make_registers(dossiers=rows))
    assert values(total)[:4] == [7, 2, 3, 1]


def test_without_channels_columns_4_and_5_are_unavailable_in_every_row() -> None:
    rows = [dict(row) | {"channel": None} for row in DOSSIERS]
    for row in rows_of(make_registers(dossiers=rows, absent=["dossiers.channel"])):
        assert isinstance(row.received_online, Unavailable)
        assert isinstance(row.received_direct, Unavailable)
        assert isinstance(row.received_total, Count)


def test_no_dossier_leaves_the_total_row() -> None:
    (total,) = rows_of(make_registers())
    assert values(total) == [0] * 11
