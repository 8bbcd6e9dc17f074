from __future__ import annotations

import pytest

from cchc_report.public_text import (
    HIDDEN_CODE,
    is_identifier,
    is_organisation,
    personal_data_in,
    phrases,
    public_path,
    without_dossier_codes,
)


@pytest.mark.parametrize("code", ["000.00.02.H23-200922-0005", "H55.242-200229-000123", "H23-200922-0005"])
@pytest.mark.parametrize("sentence", ["Hồ sơ {}: trả đúng hạn", "({})", "{}", "hồ sơ “{}”, {};"])
def test_dossier_codes_are_replaced_wherever_they_stand(code: str, sentence: str) -> None:
    assert without_dossier_codes(sentence.replace("{}", code)) == sentence.replace("{}", HIDDEN_CODE)


@pytest.mark.parametrize("text", ["1691/XN-SCT ngày 30/9/2020", "1.010708.000.00.00.H56", "QĐ 61/2018/NĐ-CP", "TL-01"])
def test_numbers_of_documents_and_procedures_are_no_dossier_codes(text: str) -> None:
    assert without_dossier_codes(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Điện thoại 0912345678", "number"),
        ("gọi 0912 345 678 để hẹn", "number"),
        ("gọi 0220.3838.247", "number"),
        ("+84912345678", "number"),
        ("gọi +84 912 345 678", "number"),
        ("ĐT.0912 345 678", "number"),
        ("Zalo/0912.345.678", "number"),
        ("hộ chiếu số C1234567", "number"),
        ("CCCD 030085001234", "number"),
        ("CMND 141234567.", "number"),
        ("tài khoản 19020304050607", "number"),
        ("gửi tới an.nguyen@example.vn", "email"),
        ("theo đơn của ông Nguyễn Văn An", "name"),
        ("Bà Trần Thị Bình, thôn 3", "name"),
        ("(chị Lê Hoa)", "name"),
        ("Ông NGUYỄN VĂN AN", "name"),
        ("Ông/bà Nguyễn Văn An", "name"),
        ("CCCD 030 085 001 234", "number"),
        ("mã 030.085.001.234 của người nộp", "number"),
        ("CMND 14 234 5678", "number"),
        ("tài khoản số 1903 4567 8901 23", "number"),
        ("điện thoại (0220) 3838 247", "number"),
    ],
)
def test_what_points_at_a_person_is_found(text: str, found: str) -> None:
    assert personal_data_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1016/QĐ-UBND ngày 23/4/2020",
        "5.544 thông báo, 1.234.567.000 đồng",
        "từ 20200922 đến 05/12/2020",
        "Hồ sơ 000.00.02.H23-200922-0005",
        "UBND tỉnh Bà Rịa - Vũng Tàu",
        "TỈNH BÀ RỊA VŨNG TÀU",
        "mở tài khoản dịch vụ công cho 1.234 tổ chức năm 2020",
        "tổng 030 hồ sơ, 1.085.001.234 đồng",
        "Bà Rịa Vũng Tàu",
        "anh em công nhân Nhà máy",
        "Ông Chủ tịch ký",
        "Sở Công Thương và Trung tâm Phục vụ hành chính công",
    ],
)
def test_what_offices_write_is_left_alone(text: str) -> None:
    assert personal_data_in(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "Công ty TNHH Siberian Health quốc tế",
        "CÔNG TY CỔ PHẦN HẢI DƯƠNG",
        "Cty A",
        "Hợp tác xã dịch vụ nông nghiệp",
        "HTX Tân Tiến",
        "Doanh nghiệp tư nhân Bình Minh",
        "UBND huyện Thanh Hà",
        "Sở Y tế",
        "Chi nhánh Công ty CP May 10",
        "Uỷ ban nhân dân xã Hồng Lạc",
        "SO CONG THUONG TINH HAI DUONG",
        "TRUONG TRUNG HOC CO SO HONG LAC",
        "Trường TH Hồng Lạc",
    ],
)
def test_organisations(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn Sở",
        "Đoàn Văn Hậu",
        "Phòng Thị Mai",
        "Hội",
        "Hộ kinh doanh Trần Thị Lan",
        "Công Thị Hoa",
        "Cụccu An",
        "TRUONG TRUNG HIEU",
        "TRUONG TH HOA",
        "SO VAN AN",
    ],
)
def test_who_is_not_known_to_be_an_organisation_is_a_person(name: str) -> None:
    assert not is_organisation(name)


@pytest.mark.parametrize(
    "text",
    ["1016/QĐ-UBND", "61/2018/NĐ-CP", "Số 15/BC-SCT", "1016/QĐ - UBND", "TL-01", "1.3.4", "PAKN-2020-01", "A", "BB"],
)
def test_identifiers(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đơn của bà Lan",
        "Nguyễn Văn An",
        "NGUYỄN VĂN AN",
        "Nguyễn-Văn-An",
        "030085001234",
        "Giấy xác nhận 12",
        "x" * 41,
        "",
        "<b>1</b>",
    ],
)
def test_what_is_no_identifier(text: str) -> None:
    assert not is_identifier(text)


def test_phrases_are_runs_of_words_without_the_signs_around_them() -> None:
    found = set(phrases("Theo đơn của Nguyễn Văn An, thôn 3.", 3))
    assert {"nguyễn văn an", "thôn 3", "đơn của nguyễn"} <= found
    assert "của nguyễn văn an" not in found


@pytest.mark.parametrize(
    "path",
    [
        "data/2020/sct/dossiers.xlsx",
        "data/2020/sct/registers.xlsx",
        "params/criteria/nguyen.yaml",
        "params/departments.yaml#sct",
    ],
)
def test_files_with_names_of_ours_keep_them(path: str) -> None:
    assert public_path(path) == path


@pytest.mark.parametrize(
    "path", ["data/2020/sct/Nguyễn Văn An.xlsx", "data/2020/sct/nguyen/dossiers.xlsx", "data/2020/sct/dossiers.Nguyễn"]
)
def test_other_names_of_files_are_replaced(path: str) -> None:
    public = public_path(path)
    assert public.startswith("data/2020/sct/tep-")
    assert "guy" not in public
    assert public == public_path(path) != public_path(path + ".csv")
