"""Whole manifests made by hand: every part that two manifests are compared by, with figures chosen by the test."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from support.published import count, manifest, rate, scores


def finding(rule: str, message: str, *labels: str, severity: str = "error", gap: int | None = None) -> dict[str, Any]:
    """Return a finding as a manifest holds it; `labels` names its rows."""
    return {
        "rule": rule,
        "severity": severity,
        "message": {"vi": message, "en": f"{message} (en)"},
        "remedy": {"vi": "Sửa.", "en": "Mend it."},
        "gap": gap,
        "row_count": len(labels),
        "rows": [{"label": label, "file": "data/2020/sct/dossiers.xlsx"} for label in labels],
    }


def score_row(code: str, title: str, points: str | None, **others: Any) -> dict[str, Any]:
    """Return a criterion's row as a manifest holds it."""
    return {"code": code, "title": title, "maximum": "10", "points": points, "status": "scored", "note": ""} | others


def input_entry(file: str, sheet: str, register: str, *, sha256: str, rows: int) -> dict[str, Any]:
    """Return a source as a manifest holds it."""
    return {"path": f"data/2020/sct/{file}", "sheet": sheet, "register": register, "sha256": sha256, "rows": rows}


def whole_manifest(**changes: Any) -> dict[str, Any]:
    """Return a manifest with all its parts; `changes` replaces whole parts."""
    sheet = scores("97.11") | {"rows": [score_row("1.1", "Rà soát", "10"), score_row("1.2", "Công bố", "9.5")]}
    whole = manifest(
        inputs=[
            {
                "path": "data/2020/sct/dossiers.xlsx",
                "register": "dossiers",
                "sheet": "HoSo",
                "sha256": "a",
                "rows": 6168,
            },
            {"path": "data/2020/sct/registers.xlsx", "register": "reviews", "sheet": "R", "sha256": "b", "rows": 1},
        ],
        measures={
            "settlement.on_time_rate.system": rate(580, 581, "system"),
            "settlement.received_in_period": count(590),
            "settlement.received_online": {"value": None, "label": "trực tuyến", "reason": "không có cột kênh"},
        },
        findings=[finding("lateness.unexplained", "3 hồ sơ chưa có giải trình", "H-1", "H-2", "H-3")],
        scores=sheet,
        document={"title": "Báo cáo", "subject": "CCHC", "author": "Sở Công Thương"},
        outputs=[{"path": "report.html", "sha256": "c"}, {"path": "report.pdf", "sha256": "d"}],
        package={"name": "cchc-report", "version": "0.1.0"},
        environment={"python": "3.11.7", "implementation": "CPython", "packages": {"pandas": "3.0.0"}},
        key={
            "schema": "cchc-report/key/1",
            "notebook": "n",
            "package": "p",
            "parameters": "q",
            "files": {"data/2020/sct/dossiers.xlsx": "a", "params/headers.yaml": "h"},
        },
    )
    return deepcopy(whole | changes)
