"""A project's spellings are read strictly: every slip in them is told, with what was probably meant."""

from __future__ import annotations

import pytest

from cchc_report.errors import ParamsError
from cchc_report.registers.schemas import DOSSIERS
from cchc_report.sources.names import normal_form
from cchc_report.sources.synonyms import load_synonyms
from support.source_files import DataFolder


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Đã trả kết quả", "result_returned"),
        ("Đã xử lý xong", "processed"),
        ("Trả lại", "stopped"),
        ("Dừng xử lý", "stopped"),
        ("Công dân rút", "withdrawn"),
        ("Yêu cầu bổ sung", "supplement_requested"),
        ("Không được tiếp nhận", "not_accepted"),
        ("Yêu cầu nghĩa vụ tài chính", "payment_requested"),
        ("Mới đăng ký", "registered"),
        ("Được tiếp nhận", "received"),
        ("Đang xử lý", "processing"),
    ],
)
def test_statuses(data: DataFolder, label: str, name: str) -> None:
    assert load_synonyms(data.project).labels["dossiers", "status"][normal_form(label)] == name


@pytest.mark.parametrize(
    ("label", "name"),
    [("Nộp trực tuyến", "online"), ("BCCI", "postal"), ("Qua bưu điện", "postal"), ("Trực tiếp", "direct")],
)
def test_channels(data: DataFolder, label: str, name: str) -> None:
    assert load_synonyms(data.project).labels["dossiers", "channel"][normal_form(label)] == name


def test_labels_and_their_names_are_understood(data: DataFolder) -> None:
    known = load_synonyms(data.project).labels["dossiers", "status"]
    for name, label in DOSSIERS.column("status").labels.items():
        assert known[normal_form(label)] == known[normal_form(name)] == name


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("headers.yaml", "dossier:\n  code: [A]", 'không có khóa "dossier"'),
        ("headers.yaml", "dossier:\n  code: [A]", 'Có phải ý bạn là "dossiers"?'),
        (
            "headers.yaml",
            "dossiers:\n  codes: [A]",
            'params/headers.yaml, dòng 2, khóa dossiers.codes: không có khóa "codes"',
        ),
        ("headers.yaml", "dossiers:\n  codes: [A]", 'Có phải ý bạn là "code"?'),
        ("headers.yaml", "dossiers:\n  code: [Ngày nhận]", '"Ngày nhận" đã có nghĩa là received_at'),
        ("headers.yaml", "dossiers:\n  code: [5]", "phải là văn bản"),
        ("headers.yaml", "dossiers:\n  code: ['-']", "phải là văn bản"),
        ("headers.yaml", "dossiers:\n  code: 5", "phải là danh sách"),
        ("headers.yaml", "dossiers: [A]", "phải là các khóa"),
        ("headers.yaml", "dossiers:\n  code: [A\n", "không đọc được như YAML"),
        ("labels.yaml", "dossiers:\n  code:\n    a: [A]", 'không có khóa "code"'),
        ("labels.yaml", "dossiers:\n  status:\n    stoped: [A]", 'Có phải ý bạn là "stopped"?'),
        ("labels.yaml", "dossiers:\n  status:\n    stopped: [Đang xử lý]", '"Đang xử lý" đã có nghĩa là processing'),
    ],
)
def test_slips(data: DataFolder, file: str, text: str, said: str) -> None:
    (data.project.params / file).write_text(text, "utf-8")
    with pytest.raises(ParamsError) as caught:
        load_synonyms(data.project)
    assert said in "\n".join(caught.value.lines("vi"))


def test_all_slips_of_both_files_at_once(data: DataFolder) -> None:
    (data.project.params / "headers.yaml").write_text("a: 1\nb: 2\n", "utf-8")
    (data.project.params / "labels.yaml").write_text("c: 3\n", "utf-8")
    with pytest.raises(ParamsError) as caught:
        load_synonyms(data.project)
    assert len(caught.value.problems) == 3


def test_a_slip_does_not_stay_for_the_next_reader(data: DataFolder) -> None:
    path = data.project.params / "headers.yaml"
    path.write_text("dossiers:\n  code: [Số biên nhận]", "utf-8")
    assert "sobiennhan" in load_synonyms(data.project).headers["dossiers"]
    path.unlink()
    assert "sobiennhan" not in load_synonyms(data.project).headers["dossiers"]
