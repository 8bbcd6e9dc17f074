"""Who signs stands without academic titles (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cchc_report.params.models import Signer


@pytest.mark.parametrize("name", ["PGS.TS. Nguyễn Văn A", "ThS. Trần Thị B", "TS.Lê C", "Gs. Phạm D"])
def test_academic_titles_are_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="academic titles"):
        Signer(title="GIÁM ĐỐC", name=name)


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Thái Sơn", "Cao Bá Quát", "Đại tá Trần B", None])
def test_names_and_ranks_stay(name: str | None) -> None:
    assert Signer(title="GIÁM ĐỐC", name=name).name == name
