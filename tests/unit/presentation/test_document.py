"""The formal parts of the document, as Nghị định 30/2020/NĐ-CP asks."""

from datetime import date
from typing import Any

import lxml.html
import pytest

from cchc_report.params.models import ReportParameters
from cchc_report.presentation.document import RECORD_MIME_TYPE, annex_heading, document_title, header, signature
from cchc_report.presentation.fragment import landscape, show
from cchc_report.presentation.prose import paragraph


def parameters(**document: Any) -> ReportParameters:
    period = {"from": date(2020, 1, 1), "to": date(2020, 12, 7)}
    return ReportParameters.model_validate(
        {
            "year": 2020,
            "edition": "internal",
            "period": period,
            "department": {
                "id": "sct",
                "name": "Sở Công Thương",
                "abbreviation": "SCT",
                "parent": "UBND tỉnh Hải Dương",
                "place": "Hải Dương",
                "agency_codes": ("000.00.02.H23",),
                "valid_from": date(2000, 1, 1),
            },
            "year_parameters": {"period": period, "assessment_decision": "QĐ", "legal_bases": ("Căn cứ",)},
            "department_year": {
                "document": {
                    "symbol": "BC-SCT",
                    "signer": {"title": "Giám đốc"},
                    "recipients": ("UBND tỉnh", "Sở Nội vụ <b>"),
                    "filed_by": "VP",
                    **document,
                }
            },
        }
    )


def words(markup: str, path: str) -> str:
    found = lxml.html.fromstring(f"<div>{markup}</div>").xpath(path)
    return " ".join(found[0].text_content().split())


def test_the_header_holds_both_blocks() -> None:
    markup = header(parameters(), {}).html
    assert words(markup, "//*[@class='parent']") == "UBND TỈNH HẢI DƯƠNG"
    assert words(markup, "//*[@class='issuer']") == "SỞ CÔNG THƯƠNG"
    assert words(markup, "//*[@class='name']") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert words(markup, "//*[@class='motto']") == "Độc lập - Tự do - Hạnh phúc"
    assert words(markup, "//h1") == "BÁO CÁO Tự đánh giá, chấm điểm cải cách thủ tục hành chính năm 2020"
    assert words(markup, "//*[@class='period']") == "(Kỳ số liệu: từ ngày 01/01/2020 đến ngày 07/12/2020)"


@pytest.mark.parametrize(
    ("document", "number", "dated"),
    [
        ({}, "Số: /BC-SCT", "Hải Dương, ngày tháng năm 2020"),
        (
            {"number": 1893, "dated": date(2020, 12, 8)},
            "Số: 1893/BC-SCT",
            "Hải Dương, ngày 08 tháng 12 năm 2020",
        ),
    ],
)
def test_number_and_date_are_printed_or_left_to_be_written(document: dict[str, Any], number: str, dated: str) -> None:
    markup = header(parameters(**document), {}).html
    assert words(markup, "//*[@class='number']") == number
    assert words(markup, "//*[@class='place-date']") == dated


def test_the_header_carries_the_record() -> None:
    assert header(parameters(), {"measures": {}}).data == {RECORD_MIME_TYPE: {"measures": {}}}


def test_recipients_end_with_the_file_copy() -> None:
    markup = signature(parameters()).html
    items = [item.text_content() for item in lxml.html.fromstring(markup).xpath("//li")]
    assert items == ["UBND tỉnh;", "Sở Nội vụ <b>;", "Lưu: VT, VP."]


def test_the_signer_signs_with_authority_and_without_titles() -> None:
    signer = {"authority": "KT. Giám đốc", "title": "Phó Giám đốc", "name": "Nguyễn Văn Mẫu"}
    lines = [p.text_content() for p in lxml.html.fromstring(signature(parameters(signer=signer)).html).xpath("//p")]
    assert lines == ["Nơi nhận:", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"]


def test_the_title_names_the_agency() -> None:
    assert document_title(parameters()) == (
        "Báo cáo tự đánh giá, chấm điểm cải cách thủ tục hành chính năm 2020 của Sở Công Thương"
    )


def test_a_semicolon_that_somebody_typed_behind_a_recipient_stands_once() -> None:
    html = signature(parameters(recipients=("Sở Nội vụ;", "UBND tỉnh ; "))).html
    listed = [" ".join(item.text_content().split()) for item in lxml.html.fromstring(html).xpath("//li")]
    assert listed[:2] == ["Sở Nội vụ;", "UBND tỉnh;"]


def test_an_annex_has_number_and_title_and_says_whose_it_is() -> None:
    dated = parameters(number=123, dated=date(2020, 12, 15))
    heading = annex_heading(dated, "III", "Kết quả", anchor="ket-qua").html
    assert words(heading, "//h2[@id='ket-qua']") == "Phụ lục III Kết quả"
    assert words(heading, "//p[@class='annex-of']") == (
        "(Kèm theo Báo cáo số 123/BC-SCT ngày 15 tháng 12 năm 2020 của Sở Công Thương)"
    )


def test_an_annex_leaves_room_for_a_number_and_date_that_are_still_open() -> None:
    heading = annex_heading(parameters(), "II", "Nguồn số liệu").html
    assert words(heading, "//h2") == "Phụ lục II Nguồn số liệu"
    room = "\N{NO-BREAK SPACE}"
    (line,) = lxml.html.fromstring(f"<div>{heading}</div>").xpath("//p[@class='annex-of']/text()")
    assert line == f"(Kèm theo Báo cáo số {room * 8}/BC-SCT ngày{room * 6}tháng{room * 6}năm 2020 của Sở Công Thương)"


def test_fragments_share_a_landscape_page() -> None:
    both = landscape(paragraph("a"), header(parameters(), {"k": 1}))
    assert both.html.startswith('<div class="landscape">')
    assert both.data == {RECORD_MIME_TYPE: {"k": 1}}


def test_show_passes_over_what_does_not_apply(capsys: pytest.CaptureFixture[str]) -> None:
    show(None, paragraph("một câu"), None)
    assert "một câu" in capsys.readouterr().out
