"""The command `diff`: values of both reports, 0 where nothing differs, 10 where something does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cchc_report.cli.entry import run_command_line
from support.manifests import finding, score_row, whole_manifest
from support.published import count


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, manifest: dict[str, Any]) -> str:
    Path(name).mkdir()
    Path(name, "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return name


@pytest.fixture
def before() -> str:
    return write("before", whole_manifest())


def section(lines: list[str], title: str) -> list[str]:
    start = lines.index(title) + 1
    return lines[start : lines.index("", start)]


def differing() -> dict[str, Any]:
    manifest = whole_manifest()
    manifest["parameters"]["year"] = 2021
    manifest["inputs"][0] |= {"sha256": "z", "rows": 6170}
    del manifest["inputs"][1]
    measures = manifest["measures"]
    measures["settlement.on_time_rate.system"]["numerator"] = 579
    measures["settlement.received_in_period"]["population"] = "kỳ khác"
    measures["settlement.received_online"] = count(4576)
    measures["notices.received"] = count(5544, "thông báo")
    manifest["scores"]["rows"] = [
        score_row("1.1", "Rà soát", "8"),
        score_row("1.2", "Công bố", "9.5", note="lời khác", numerator=3),
    ]
    manifest["scores"]["total"]["points"] = "95.11"
    manifest["findings"] = [
        finding("lateness.unexplained", "2 hồ sơ chưa có giải trình", "H-1", "H-4"),
        finding("dossiers.no-due-date", "1 hồ sơ không có ngày hẹn trả", "H-9", severity="warning"),
    ]
    manifest["environment"]["packages"]["pandas"] = "3.0.1"
    manifest["outputs"][0]["sha256"] = "x"
    return manifest


def test_nothing_differs(before: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", before, f"{before}/manifest.json"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "A: before (Sở Công Thương, 2020, internal)",
        "B: before/manifest.json (Sở Công Thương, 2020, internal)",
        "",
        "Hai báo cáo như nhau.",
    ]
    assert captured.err == ""


def test_what_differs_is_told_with_both_values(before: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", before, write("after", differing())]) == 10
    lines = capsys.readouterr().out.splitlines()
    assert section(lines, "Tham số") == ["  year: 2020 → 2021"]
    assert section(lines, "Nguồn dữ liệu") == [
        "  data/2020/sct/dossiers.xlsx#HoSo (dossiers): nội dung khác, 6.168 → 6.170 dòng",
        "  data/2020/sct/registers.xlsx#R (reviews): chỉ có trong A",
    ]
    assert section(lines, "Số liệu") == [
        "  settlement.on_time_rate.system (tỷ lệ đúng hạn): 99,8% (580/581) → 99,7% (579/581)",
        "  settlement.received_online (hồ sơ tiếp nhận): không có số liệu → 4.576 hồ sơ",
        "  notices.received (thông báo tiếp nhận): chỉ có trong B: 5.544 thông báo",
        "  1 số liệu cùng giá trị, khác lời hoặc phạm vi (xem bằng --json)",
    ]
    assert section(lines, "Điểm") == [
        "  1.1 (Rà soát): 10/10 → 8/10",
        "  1.2 (Công bố): 9,5/10",
        '      note: "" → "lời khác"',
        "  total: 97,11/100 → 95,11/100",
    ]
    assert section(lines, "Phát hiện") == [
        "  lateness.unexplained: 2 hồ sơ chưa có giải trình",
        "      row_count: 3 → 2",
        "      A: 3 hồ sơ chưa có giải trình",
        "      chỉ có trong A: H-2; H-3",
        "      chỉ có trong B: H-4",
        "  dossiers.no-due-date: chỉ có trong B: 1 hồ sơ không có ngày hẹn trả",
    ]
    assert section(lines, "Chương trình, sổ tay và thư viện") == ['  environment.packages.pandas: "3.0.0" → "3.0.1"']
    assert section(lines, "Tệp kết quả") == ["  report.html: nội dung khác"]
    assert lines[-1] == "14 điểm khác nhau."


def test_a_share_of_nothing_and_a_new_definition(before: str, capsys: pytest.CaptureFixture[str]) -> None:
    after = whole_manifest()
    after["measures"]["settlement.on_time_rate.system"] |= {"numerator": 0, "denominator": 0, "definition": "cách khác"}
    assert run_command_line(["diff", before, write("after", after)]) == 10
    assert section(capsys.readouterr().out.splitlines(), "Số liệu") == [
        "  settlement.on_time_rate.system (tỷ lệ đúng hạn): 99,8% (580/581) → không phát sinh (0/0)",
        '      định nghĩa: "Số hồ sơ đúng hạn chia cho số hồ sơ đã giải quyết" → "cách khác"',
    ]


def test_for_machines(before: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", before, write("after", differing()), "--json"]) == 10
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "cchc-report/manifest-diff/1"
    assert found["a"] == {"path": "before", "year": 2020, "department": "sct", "edition": "internal"}
    assert found["b"]["year"] == 2021
    assert found["same"] is False
    differences = found["differences"]
    assert differences["parameters"] == [{"name": "year", "a": 2020, "b": 2021}]
    assert differences["inputs"][1].keys() == {"name", "a"}
    measures = {each["name"]: each for each in differences["measures"]}
    assert measures["notices.received"] == {"name": "notices.received", "b": count(5544, "thông báo")}
    assert measures["settlement.received_in_period"]["b"]["population"] == "kỳ khác"
    assert sum(map(len, differences.values())) == 14

    assert run_command_line(["diff", before, before, "--json"]) == 0
    same = json.loads(capsys.readouterr().out)
    assert same["same"] is True
    assert not any(same["differences"].values())


def test_in_english(before: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", before, write("after", differing()), "--lang", "en"]) == 10
    lines = capsys.readouterr().out.splitlines()
    assert section(lines, "Sources")[1] == "  data/2020/sct/registers.xlsx#R (reviews): only in A"
    assert "      A: 3 hồ sơ chưa có giải trình (en)" in section(lines, "Findings")
    assert lines[-1] == "14 differences."


def test_both_mistakes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    assert run_command_line(["diff", "nowhere", "notes.json"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    advice = "  → Chỉ ra thư mục của một báo cáo đã lập, hoặc tệp manifest.json trong đó."
    assert captured.err.splitlines() == [
        "nowhere: không đọc được: không có tệp hoặc thư mục này",
        advice,
        "notes.json: không phải manifest.json của báo cáo",
        advice,
    ]
