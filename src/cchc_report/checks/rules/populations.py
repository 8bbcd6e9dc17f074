"""Core dossiers and one-way notices must not mix, and the catalogue must hold each procedure once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import numpy as np

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed
from cchc_report.errors import Text
from cchc_report.measures import vietnamese_integer
from cchc_report.statistics.classify import Mask
from cchc_report.statistics.names import comparison_key
from cchc_report.statistics.procedures import procedures_by_name

NOTICE: Final = "thông báo"
"""How the name of a one-way notice begins. Not every such procedure is one-way: only where the catalogue is silent does
the name count."""

NEVER_DUE_MINIMUM: Final = 3
"""Dossiers of one procedure that must all lack a due date before the procedure looks one-way."""


def one_way_in_core(material: Material) -> Iterator[Observation]:
    """Report dossiers that count as core and look like one-way notices."""
    core = (material.statistics.classified["population"] == "core").to_numpy(dtype=bool) & _in_report(material)
    names = _recorded_kinds(material)
    notices = core & (names == "one_way")
    yield from _signed(
        material,
        notices,
        1,
        "{n} hồ sơ đang được tính là phải giải quyết nhưng tên thủ tục là của thủ tục một chiều",
        "{n} dossiers count as core but carry the name of a one-way procedure",
    )
    unknown = (material.statistics.classified["procedure"] < 0).to_numpy(dtype=bool)
    yield from _signed(
        material,
        core & unknown & (names == "notice"),
        1,
        "{n} hồ sơ của thủ tục ngoài danh mục có tên bắt đầu bằng “Thông báo” đang được tính là phải giải quyết",
        "{n} dossiers of procedures outside the catalogue are called notices and count as core",
    )
    yield from _never_due(material, core)


def core_in_one_way(material: Material) -> Iterator[Observation]:
    """Report dossiers that count as one-way notices and carry the name of a procedure that must be settled."""
    one_way = (material.statistics.classified["population"] == "one_way").to_numpy(dtype=bool) & _in_report(material)
    yield from _signed(
        material,
        one_way & (_recorded_kinds(material) == "settled"),
        -1,
        "{n} hồ sơ đang được tính là thông báo một chiều nhưng tên thủ tục là của thủ tục phải giải quyết",
        "{n} dossiers count as one-way notices but carry the name of a procedure that must be settled",
    )


def repeated_procedures(material: Material) -> Iterator[Observation]:
    """Report procedures that the catalogue lists more than once: same name, field and level."""
    procedures = material.registers.procedures
    columns = (map(comparison_key, procedures.frame["name"]), map(comparison_key, procedures.frame["field"]))
    keys = list(zip(*columns, procedures.frame["level"].astype("str"), strict=True))
    times = Counter(keys)
    mask = np.array([times[key] > 1 for key in keys], dtype=bool)
    surplus = len(keys) - len(times)
    yield from observed(
        finding_rows(procedures, mask, column="name"),
        f"{{n}} dòng của danh mục có cùng tên, lĩnh vực và cấp với dòng khác; số TTHC có thể thừa {surplus}",
        f"{{n}} rows of the catalogue have the name, field and level of another; it may hold {surplus} too many",
        gap=surplus,
    )


def _signed(material: Material, mask: Mask, sign: int, vi: str, en: str) -> Iterator[Observation]:
    rows = finding_rows(material.registers.dossiers, mask, column="procedure_name")
    yield from observed(rows, vi, en, gap=sign * rows.count)


def _never_due(material: Material, core: Mask) -> Iterator[Observation]:
    """Yield the procedures of the catalogue, called settled, that never had a due date."""
    procedures = material.registers.procedures
    procedure = material.statistics.classified["procedure"].to_numpy(dtype=np.int64)
    known = core & (procedure >= 0)
    no_due = material.statistics.classified["due_on"].isna().to_numpy()
    every = np.bincount(procedure[known], minlength=len(procedures.frame))
    undated = np.bincount(procedure[known & no_due], minlength=len(procedures.frame))
    suspects = (every >= NEVER_DUE_MINIMUM) & (undated == every)
    gap = int(every[suspects].sum())
    theirs = vietnamese_integer(gap)
    yield from observed(
        finding_rows(procedures, suspects, column="kind"),
        f"{{n}} thủ tục ghi là phải giải quyết nhưng không hồ sơ nào trong {theirs} hồ sơ có ngày hẹn trả",
        f"{{n}} procedures are called settled, but none of their {theirs} dossiers has a due date",
        gap=gap,
    )


def _recorded_kinds(material: Material) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """Return what each dossier's recorded name says: `one_way`, `settled`, `notice` (unknown), or nothing."""
    registers = material.registers
    by_name, ambiguous = procedures_by_name(registers.procedures.frame)
    kinds = registers.procedures.frame["kind"].astype("str").tolist()
    codes, distinct = _factorized(material)
    said = [_said(comparison_key(name), by_name, ambiguous, kinds) for name in distinct]
    return np.array([*said, ""], dtype=np.str_)[codes]  # a missing name has code -1, which is the last entry


def _factorized(material: Material) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[str]]:
    codes, distinct = material.registers.dossiers.frame["procedure_name"].factorize()
    return codes.astype(np.int64), [str(name) for name in distinct]


def _said(key: str, by_name: dict[str, int], ambiguous: frozenset[str], kinds: list[str]) -> str:
    if key in by_name:
        return "" if key in ambiguous else kinds[by_name[key]]
    return "notice" if key.startswith(comparison_key(NOTICE)) else ""


def _in_report(material: Material) -> Mask:
    return (material.statistics.classified["intake"] != "outside").to_numpy(dtype=bool)


RULES = (
    Rule(
        "dossiers.one-way-in-core",
        "warning",
        Text("Thủ tục một chiều lẫn vào hồ sơ phải giải quyết", "One-way procedure in core"),
        Text(
            "Thông báo chỉ tiếp nhận và lưu; đếm chung làm tăng số hồ sơ và tỷ lệ đúng hạn",
            "Notices are only received and filed; counted as core they raise the total and the on-time rate",
        ),
        Text(
            "Sửa mã, tên thủ tục của hồ sơ, hoặc cột “Loại” trong danh mục TTHC",
            "Mend the dossier's procedure, or the kind in the catalogue",
        ),
        one_way_in_core,
    ),
    Rule(
        "dossiers.core-in-one-way",
        "warning",
        Text("Hồ sơ phải giải quyết bị tính là thông báo", "Core dossier among the notices"),
        Text(
            "Hồ sơ phải giải quyết bị để ra ngoài tỷ lệ đúng hạn",
            "A dossier that must be settled is left out of the on-time rate",
        ),
        Text(
            "Sửa mã, tên thủ tục của hồ sơ, hoặc cột “Loại” trong danh mục TTHC",
            "Mend the dossier's procedure, or the kind in the catalogue",
        ),
        core_in_one_way,
    ),
    Rule(
        "procedures.repeated",
        "warning",
        Text("Thủ tục lặp lại trong danh mục", "Procedure listed twice"),
        Text(
            "Danh mục là mẫu số của công khai và quy trình nội bộ; dòng lặp làm số TTHC vượt danh mục thật",
            "The catalogue is the denominator of disclosure; a repeated row makes counts exceed the real catalogue",
        ),
        Text("Xóa dòng lặp, hoặc ghi tên cho rõ điểm khác nhau", "Delete the repeated row, or tell the names apart"),
        repeated_procedures,
    ),
)
