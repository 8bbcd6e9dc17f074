"""Rules of reading that hold for all cells and in every format."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_report.errors import Place
from cchc_report.params.project import Project
from cchc_report.registers.schema import Kind
from cchc_report.registers.schemas import DOSSIERS as SCHEMA
from cchc_report.sources.cells.counts import LARGEST_COUNT, read_count
from cchc_report.sources.cells.dates import Evidence, convert_dates, parse_dates
from cchc_report.sources.cells.legacy_text import legacy_values
from cchc_report.sources.convert import convert, prepare
from cchc_report.sources.files import read_file
from cchc_report.sources.headers import locate
from cchc_report.sources.names import normal_form
from cchc_report.sources.synonyms import load_synonyms
from cchc_report.sources.tables import cells_of_objects
from cchc_report.typed_text import clean_text
from support.source_files import DOSSIERS, Table, write_csv, write_html, write_parquet, write_xlsx

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
MOMENTS = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2100-12-31")).map(
    lambda moment: moment.replace(microsecond=0)
)
SERIAL_ZERO = datetime.fromisoformat("1899-12-30")

MOMENT_FORMS: dict[str, Callable[[datetime], Any]] = {
    "real": lambda m: m,
    "dd/mm/yyyy": lambda m: f"{m:%d/%m/%Y %H:%M:%S}",
    "d-m-yyyy": lambda m: f"{m.day}-{m.month}-{m.year} {m.hour}:{m:%M:%S}",
    "time first": lambda m: f"{m:%H:%M:%S %d/%m/%Y}",
    "iso": lambda m: m.isoformat(),
    "iso with blank": lambda m: m.isoformat(" "),
    "utc": lambda m: f"{m - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}Z",
    "digits": lambda m: f"{m:%Y%m%d%H%M%S}",
    "digits as a number": lambda m: float(f"{m:%Y%m%d%H%M%S}"),
    "serial": lambda m: (m - SERIAL_ZERO).total_seconds() / 86_400,
}
DAY_FORMS: dict[str, Callable[[date], Any]] = {
    "real": lambda d: d,
    "dd/mm/yyyy": lambda d: f"{d:%d/%m/%Y}",
    "d.m.yyyy": lambda d: f"{d.day}.{d.month}.{d.year}",
    "iso": lambda d: d.isoformat(),
    "digits": lambda d: f"{d:%Y%m%d}",
    "digits as a number": lambda d: int(f"{d:%Y%m%d}"),
    "serial": lambda d: d.toordinal() - date(1899, 12, 30).toordinal(),
}


def read_moment(cell: object, kind: Kind) -> datetime:
    parsed = parse_dates(cells_of_objects([cell]))
    converted = convert_dates(parsed, Evidence(day_first=1), kind)
    assert not converted.faults
    return pd.Timestamp(converted.column[0]).to_pydatetime()


@pytest.mark.parametrize("form", MOMENT_FORMS)
@given(moment=MOMENTS)
def test_moments_come_back_from_every_form(form: str, moment: datetime) -> None:
    if form == "utc" and moment.date() == date(1990, 1, 1):
        return  # in Greenwich it may still be 1989, a year outside the range
    assert read_moment(MOMENT_FORMS[form](moment), Kind.TIMESTAMP) == moment


@pytest.mark.parametrize("form", DAY_FORMS)
@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_days_come_back_from_every_form(form: str, day: date) -> None:
    assert read_moment(DAY_FORMS[form](day), Kind.DATE).date() == day


COUNT_FORMS: dict[str, Callable[[int], Any]] = {
    "int": int,
    "float": float,
    "digits": str,
    "points": lambda n: f"{n:,}".replace(",", "."),
    "blanks": lambda n: f"{n:,}".replace(",", " "),
    "leading zero": lambda n: f"0{n}",
}


@pytest.mark.parametrize("form", COUNT_FORMS)
@given(number=st.integers(0, LARGEST_COUNT))
def test_counts_come_back_from_every_form(form: str, number: int) -> None:
    assert read_count(COUNT_FORMS[form](number)) == number


@given(number=st.integers(1_000, LARGEST_COUNT))
def test_a_number_with_commas_is_never_read(number: int) -> None:
    assert not isinstance(read_count(f"{number:,}"), int)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned  # no half of a pair is left
    assert "\ufdd0" not in cleaned


@given(ANY_TEXT)
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    assert clean_text(unicodedata.normalize("NFD", text)) == clean_text(unicodedata.normalize("NFC", text))


@given(ANY_TEXT)
def test_a_name_has_one_normal_form(text: str) -> None:
    name = normal_form(text)
    assert normal_form(name) == name
    assert normal_form(unicodedata.normalize("NFC", text)) == normal_form(unicodedata.normalize("NFD", text))


VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ "


@given(st.lists(st.text(VIETNAMESE, max_size=30), max_size=10))
def test_proper_vietnamese_is_never_taken_for_a_legacy_encoding(texts: list[str]) -> None:
    assert legacy_values(texts) == []


SAFE_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20).filter(
    lambda text: "_x" not in text  # a spreadsheet's own escape for control characters
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1.001", "2.002", ""]),
        st.sampled_from(["Trực tuyến", "BCCI", ""]),
        SAFE_TEXT,
        MOMENTS,
        MOMENTS,
        st.sampled_from(["Đã trả kết quả", "dang xu ly", "Trả lại"]),
        MOMENTS,
    ),
    min_size=1,
    max_size=6,
)


def read_frame(path: Path) -> pd.DataFrame:
    project = Project(path.parent)
    synonyms = load_synonyms(project)
    (sheet,) = read_file(project, path, synonyms.knows_header).sheets
    located = locate(sheet, synonyms.headers[SCHEMA.name])
    assert located is not None
    prepared = prepare(located, SCHEMA, synonyms, Place(file=path.name))
    converted = convert(prepared, synonyms, Evidence(day_first=1))
    assert [line for problem in converted.problems for line in problem.lines("en")] == []
    return converted.frame


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS)
def test_every_format_gives_the_same_frame(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    typed: Table = [DOSSIERS[0], *((f"H{n}", *row) for n, row in enumerate(rows))]
    texts: Table = [
        [f"{cell:%d/%m/%Y %H:%M:%S}" if isinstance(cell, datetime) else cell for cell in row] for row in typed
    ]
    expected = read_frame(write_parquet(tmp_path / "a", typed))
    for path in (
        write_xlsx(tmp_path / "b", {"A": typed}),
        write_xlsx(tmp_path / "c", {"A": texts}),
        write_html(tmp_path / "d", texts),
        write_csv(tmp_path / "e", texts),
        write_csv(tmp_path / "f", texts, delimiter=",", encoding="utf-8-sig"),
        write_parquet(tmp_path / "g", texts),
    ):
        pd.testing.assert_frame_equal(read_frame(path), expected)
