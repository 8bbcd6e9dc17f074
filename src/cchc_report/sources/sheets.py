"""Which sheet of a file holds which register."""

from __future__ import annotations

from cchc_report.errors import Place, Problem, Text
from cchc_report.registers.schema import RegisterSchema
from cchc_report.registers.schemas import DOSSIERS, SCHEMAS
from cchc_report.sources.detection import Format
from cchc_report.sources.files import SourceFile
from cchc_report.sources.headers import no_header_problem, recognised
from cchc_report.sources.names import normal_form, quoted_list, suggestion
from cchc_report.sources.readers.html import NO_TABLE
from cchc_report.sources.synonyms import Spellings
from cchc_report.sources.tables import Grid, RawTable

_REGISTER_SHEETS = tuple(schema.sheet for schema in SCHEMAS if schema.sheet is not None)

CERTAIN = 3
"""Known headers that make one of several sheets a dossier list: a pivot table or a list of procedures shows fewer."""


def dossier_sheet(file: SourceFile, known: Spellings) -> Grid | RawTable | Problem:
    """Return the sheet of an export that lists the dossiers.

    Args:
        file: The export.
        known: Spellings of the dossier columns.
    """
    place = Place(file=file.path)
    scores = [recognised(sheet, known) for sheet in file.sheets]
    certain = [sheet for sheet, score in zip(file.sheets, scores, strict=True) if score >= CERTAIN]
    if len(certain) > 1:
        return _several(certain, place)
    if certain:
        return certain[0]
    best = max(scores, default=0)
    if best == 0:
        # A login page has tables for its layout: what matters is that none of them is ours.
        return NO_TABLE.at(place) if file.format is Format.HTML else no_header_problem(DOSSIERS, place)
    return file.sheets[scores.index(best)]


def has_registers(file: SourceFile) -> bool:
    """Return whether a file has the sheet of at least one register, or one whose name is nearly that."""
    named = {normal_form(sheet.sheet): sheet.sheet for sheet in file.sheets if sheet.sheet is not None}
    return any(normal_form(name) in named or suggestion(name, named).vi for name in _REGISTER_SHEETS)


def no_registers_problem(file: SourceFile) -> Problem:
    """Return the one problem of a file that is something else than the workbook of registers."""
    names = quoted_list(sheet.sheet for sheet in file.sheets if sheet.sheet is not None)
    listed = (
        Text(vi=f" Các trang tính trong tệp: {names}.", en=f" Sheets in the file: {names}.") if names else Text("", "")
    )
    needed = quoted_list(_REGISTER_SHEETS)
    return Problem(
        "sources.no-registers",
        Text(
            vi="đây không phải sổ theo dõi: không có trang tính nào của các sổ",
            en="this is not the workbook of registers: it has the sheet of none",
        ),
        Text(
            vi=f"Cần một bảng tính Excel có các trang tính {needed}.{listed.vi} Kiểm tra tên tệp ở sources.registers "
            "trong tham số của đơn vị; sổ mẫu có trong thư mục do cchc-report init tạo.",
            en=f"An Excel workbook with the sheets {needed} is needed.{listed.en} Check sources.registers in the "
            "department's parameters; the folder that cchc-report init makes holds a sample.",
        ),
        Place(file=file.path),
    )


def register_sheet(file: SourceFile, schema: RegisterSchema) -> Grid | RawTable | Problem | None:
    """Return the sheet of the workbook that holds a register; its name may lack diacritics.

    Returns:
        The sheet, what is wrong, or `None` where the register is optional and nothing is like it.
    """
    sheets = {normal_form(sheet.sheet): sheet for sheet in file.sheets if sheet.sheet is not None}
    wanted = schema.sheet or schema.title
    found = sheets.get(normal_form(wanted))
    if found is not None:
        return found
    names = {name: str(sheet.sheet) for name, sheet in sheets.items()}
    taken = {normal_form(other.sheet) for other in SCHEMAS if other.sheet is not None}
    near = suggestion(wanted, {name: shown for name, shown in names.items() if name not in taken})
    if schema.optional and not near.vi:
        return None
    listed = quoted_list(names.values())
    return Problem(
        f"{schema.name}.missing-sheet",
        Text(vi=f'thiếu trang tính "{wanted}"', en=f'the sheet "{wanted}" is missing'),
        Text(
            vi=f"{near.vi}Các trang tính trong tệp: {listed or 'không có'}. "
            f'Đổi tên trang tính thành "{wanted}"; nếu trong kỳ không phát sinh thì để trang tính chỉ có dòng tiêu đề. '
            "Trang tính bị ẩn không được đọc.",
            en=f"{near.en}Sheets in the file: {listed or 'none'}. "
            f'Rename the sheet to "{wanted}"; where nothing happened, leave it with its header row alone. '
            "Hidden sheets are not read.",
        ),
        Place(file=file.path),
    )


def _several(sheets: list[Grid | RawTable], place: Place) -> Problem:
    names = quoted_list(sheet.sheet or f"bảng {number}" for number, sheet in enumerate(sheets, start=1))
    return Problem(
        "dossiers.several-sheets",
        Text(
            vi=f"nhiều trang tính đều giống danh sách hồ sơ: {names}", en=f"several sheets look like dossiers: {names}"
        ),
        Text(
            vi="Chỉ giữ một trang tính; nếu danh sách bị chia nhiều trang thì lưu mỗi trang thành một tệp "
            "rồi khai ở sources.dossiers.",
            en="Keep one sheet; where the list is split, save each sheet as a file "
            "and list the files under sources.dossiers.",
        ),
        place,
    )
