"""How a batch says in few words what the checks of a report found."""

from __future__ import annotations

import pytest

from cchc_report.batch.manifest import findings_in_words


@pytest.mark.parametrize(
    ("severities", "vi", "en"),
    [
        ([], "", ""),
        (["note", "note"], "", ""),
        (["warning"], "1 cảnh báo", "1 warning"),
        (["error", "note", "warning", "warning"], "1 lỗi, 2 cảnh báo", "1 error, 2 warnings"),
    ],
)
def test_errors_and_warnings_are_counted(severities: list[str], vi: str, en: str) -> None:
    told = findings_in_words({"findings": [{"severity": severity} for severity in severities]})
    assert (told.vi, told.en) == (vi, en)
