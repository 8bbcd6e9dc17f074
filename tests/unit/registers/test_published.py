from __future__ import annotations

from typing import Any

import pytest

from cchc_report.public_text import HIDDEN_CODE, WITHHELD
from cchc_report.registers.frames import Registers
from cchc_report.registers.published import printed_texts, published_registers, withheld_texts
from cchc_report.registers.schema import Publication
from cchc_report.registers.schemas import SCHEMAS
from support.registers import AGENCY, dossier, make_registers

CODE = f"{AGENCY}-200922-0005"
PERSONAL = {
    "submitter": "Nguyễn Văn An",
    "owner": "Công ty A",
    "address": "Số 1 phố Chợ",
    "phone": "0912345678",
    "identity_number": "030085001234",
}
DOSSIERS = [dossier("2020-09-22", "2020-10-01", "2020-10-06", code=CODE, **PERSONAL)]


def published(*, hide_codes: bool = True, **rows: Any) -> Registers:
    return published_registers(make_registers(**({"dossiers": DOSSIERS} | rows)), hide_codes=hide_codes)


def evidence(**values: Any) -> dict[str, Any]:
    return {"id": "TL-01", "dated": "2020-09-30", "title": "Sổ bàn giao"} | values


def test_personal_columns_are_empty_and_all_others_of_dossiers_as_they_were() -> None:
    frame, before = published().dossiers.frame, make_registers(dossiers=DOSSIERS).dossiers.frame
    assert frame[list(PERSONAL)].isna().all(axis=None)
    others = [name for name in frame if name not in PERSONAL]
    assert frame[others].equals(before[others])
    assert (frame.dtypes == before.dtypes).all()


def test_the_registers_that_were_read_stay_as_they_are() -> None:
    registers = make_registers(dossiers=DOSSIERS, evidence=[evidence()])
    published_registers(registers, hide_codes=True)
    assert registers.dossiers.frame["owner"].tolist() == ["Công ty A"]
    assert registers.evidence.frame["title"].tolist() == ["Sổ bàn giao"]


@pytest.mark.parametrize(
    ("cleared", "title", "location"),
    [(None, WITHHELD, WITHHELD), (False, WITHHELD, WITHHELD), (True, "Sổ bàn giao", "trang 2")],
)
def test_sentences_stay_in_cleared_rows_only(cleared: bool | None, title: str, location: str) -> None:
    frame = published(evidence=[evidence(location="trang 2", cleared=cleared)]).evidence.frame
    assert frame[["title", "location"]].iloc[0].tolist() == [title, location]


def test_what_was_blank_stays_blank() -> None:
    frame = published(evidence=[evidence(), evidence(id="TL-02", cleared=True)]).evidence.frame
    assert frame["location"].isna().tolist() == [True, True]


def test_what_citizens_wrote_is_never_shown() -> None:
    registers = published(petitions=[{"id": "PAKN-1", "received_on": "2020-02-01", "summary": "Về bà Lan"}])
    assert registers.petitions.frame["summary"].tolist() == [WITHHELD]


@pytest.mark.parametrize(("hide", "shown"), [(True, HIDDEN_CODE), (False, CODE)])
def test_dossier_codes_in_texts_follow_the_parameter(hide: bool, shown: str) -> None:
    rows = [evidence(title=f"Sổ bàn giao hồ sơ {CODE}.", cleared=True)]
    decisions = [{"number": "1/QĐ-UBND", "promulgated_on": "2020-03-01", "summary": f"Về hồ sơ {CODE}"}]
    registers = published(hide_codes=hide, evidence=rows, decisions=decisions)
    assert registers.evidence.frame["title"].tolist() == [f"Sổ bàn giao hồ sơ {shown}."]
    assert registers.decisions.frame["summary"].tolist() == [f"Về hồ sơ {shown}"]


@pytest.mark.parametrize("code", ["HS0000123", "PAKN-2020-01"])
def test_codes_of_any_form_are_found_by_the_registers_that_hold_them(code: str) -> None:
    registers = published(
        dossiers=[dossier("2020-02-01", None, None, code="HS0000123")],
        petitions=[{"id": "PAKN-2020-01", "received_on": "2020-02-01"}],
        evidence=[evidence(location=f"Dòng {code}, trang 2", cleared=True)],
    )
    assert registers.evidence.frame["location"].tolist() == [f"Dòng {HIDDEN_CODE}, trang 2"]


@pytest.mark.parametrize(("hide", "shown"), [(True, False), (False, True)])
def test_numbers_of_documents_that_are_a_dossiers_code_follow_the_parameter(hide: bool, shown: bool) -> None:
    registers = published(
        hide_codes=hide,
        dossiers=[*DOSSIERS, dossier("2020-02-01", None, None, code="HS0000123")],
        explanations=[
            {"dossier_code": CODE, "cause": "other", "proof": f"{CODE}; TL-02", "apology_number": "hs0000123"}
        ],
        evidence=[evidence(id=CODE, number="HS0000123"), evidence(id="TL-02", number="1691/XN-SCT")],
    )
    frame, explained = registers.evidence.frame, registers.explanations.frame
    told = {*frame["id"], *frame["number"], *explained["proof"], *explained["apology_number"]}
    assert any("HS0000123" in each.upper() or CODE in each for each in told) is shown
    assert explained["proof"].iloc[0] == f"{frame['id'].iloc[0]}; TL-02"
    assert frame["number"].iloc[1] == "1691/XN-SCT"


def test_ids_that_may_be_a_name_become_numbers_and_still_find_each_other() -> None:
    explanation = {"dossier_code": CODE, "cause": "other", "proof": "TL-01; Đơn của bà Lan; Biên bản 3 bên"}
    rows = [evidence(), evidence(id="Đơn của bà Lan", number="Theo lời kể", dated="2020-09-29")]
    registers = published(explanations=[explanation], evidence=rows)
    proof = registers.explanations.frame["proof"].iloc[0].split("; ")
    ids = registers.evidence.frame["id"].tolist()
    assert proof[0] == ids[0] == "TL-01"
    assert proof[1] == ids[1] != proof[2]
    assert "Lan" not in str(registers.evidence.frame.to_dict()) + str(registers.explanations.frame.to_dict())
    assert "kể" not in str(registers.evidence.frame.to_dict())


def test_files_are_named_without_what_people_called_them() -> None:
    registers = published()
    (origin,) = registers.dossiers.origins
    assert origin.sheet is None
    assert registers.evidence.origins[0].sheet == "Tài liệu kiểm chứng"
    assert origin.columns["owner"] == "Chủ hồ sơ"


def test_withheld_texts_are_counted_where_their_row_could_be_shown() -> None:
    registers = published(
        evidence=[evidence(location="trang 1"), evidence(id="TL-02", cleared=True)],
        petitions=[{"id": "P1", "received_on": "2020-02-01", "summary": "…"}],
    )
    assert withheld_texts(registers) == 2


def test_printed_texts_are_those_that_stay() -> None:
    rows = [evidence(location="trang 1"), evidence(id="TL-02", title="Biên bản", cleared=True)]
    found = {printed.text for printed in printed_texts(make_registers(evidence=rows))}
    assert "Biên bản" in found
    assert "trang 1" not in found


def test_every_column_that_names_a_person_or_a_case_says_so() -> None:
    told = {
        (schema.name, column.name): column.publication
        for schema in SCHEMAS
        for column in schema.columns
        if column.publication in {Publication.NEVER, Publication.CASE}
    }
    never = {("dossiers", name) for name in PERSONAL} | {("petitions", "sender")}
    cases = {("dossiers", "code"), ("explanations", "dossier_code"), ("petitions", "id")}
    assert told == dict.fromkeys(never, Publication.NEVER) | dict.fromkeys(cases, Publication.CASE)
