from __future__ import annotations

from typing import Any

import pytest

from cchc_report.registers.frames import Registers
from cchc_report.statistics.procedures import ambiguous_names, field_categories, match_procedures
from support.registers import PROCEDURES, dossier, make_registers


def matched(registers: Registers) -> list[int]:
    return match_procedures(registers.dossiers.frame, registers.procedures.frame).tolist()


def asking_for(code: str | None, name: str | None) -> Any:
    return dossier("2020-03-02", "2020-03-10", "2020-03-09", procedure_code=code, procedure_name=name)


@pytest.mark.parametrize(
    ("code", "name", "position"),
    [
        ("P2", None, 1),
        ("P2", "Thông báo khuyến mại", 1),  # the code decides
        ("X9", "Thông báo khuyến mại", -1),  # a wrong code is not mended by the name
        (None, "thông báo  khuyến mại", 2),
        (None, "Đăng ký khuyến mại", 1),
        (None, "Thủ tục lạ", -1),
        (None, None, -1),
    ],
)
def test_procedure_is_found_by_code_else_by_name(code: str | None, name: str | None, position: int) -> None:
    assert matched(make_registers(dossiers=[asking_for(code, name)])) == [position]


def test_name_of_procedures_of_different_kinds_matches_none() -> None:
    twin = {
        "code": "N2",
        "name": "Cấp phép kinh doanh",
        "field": "Lưu thông hàng hóa",
        "level": "district",
        "kind": "one_way",
    }
    registers = make_registers(
        procedures=[*PROCEDURES, twin],
        dossiers=[
            asking_for(None, "Cấp phép kinh doanh"),
            asking_for("N2", None),
            asking_for(None, "Đăng ký khuyến mại"),
        ],
    )
    assert matched(registers) == [-1, 3, 1]
    assert ambiguous_names(registers.dossiers.frame, registers.procedures.frame).tolist() == [True, False, False]


def test_name_of_procedures_that_differ_in_level_only_matches_the_first() -> None:
    twin = {
        "code": "P9",
        "name": "Cấp phép kinh doanh",
        "field": "Lưu thông hàng hoá",
        "level": "district",
        "kind": "settled",
    }
    registers = make_registers(procedures=[*PROCEDURES, twin], dossiers=[asking_for(None, "Cấp phép kinh doanh")])
    assert matched(registers) == [0]


def test_spellings_of_one_field_are_one_field() -> None:
    twin = {"code": "P9", "name": "Khác", "field": "Lưu thông hàng hoá", "level": "district", "kind": "settled"}
    names, of_procedure = field_categories(make_registers(procedures=[*PROCEDURES, twin]).procedures.frame)
    assert names == ("Lưu thông hàng hóa", "Xúc tiến thương mại", "Ngoài danh mục")
    assert of_procedure.tolist() == [0, 1, 1, 0]
