"""Late dossiers, their explanations and the evidence for them: a late dossier without proof stays late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed
from cchc_report.errors import Text
from cchc_report.statistics import Explanation, LateDossier, Verdict
from cchc_report.statistics.late import read_explanations

UNSUPPORTED = (Verdict.NO_PROOF, Verdict.NO_END_IN_FACT, Verdict.END_AFTER_DUE, Verdict.END_BEFORE_RECEPTION)
"""Verdicts on an explanation that claims more than it proves."""


def _dossiers(material: Material, chosen: Callable[[LateDossier], bool], vi: str, en: str) -> Iterator[Observation]:
    """Yield one observation of the late dossiers that are `chosen`, if there are any; `{n}` is their number."""
    mask = np.zeros(len(material.registers.dossiers.frame), dtype=bool)
    mask[[d.position for d in material.statistics.late if chosen(d)]] = True
    yield from observed(finding_rows(material.registers.dossiers, mask), vi, en)


def _explanations(
    material: Material, chosen: Callable[[Explanation], bool], column: str, vi: str, en: str
) -> Iterator[Observation]:
    """Yield one observation of the explanations that are `chosen`, if there are any; `{n}` is their number."""
    mask = np.zeros(len(material.registers.explanations.frame), dtype=bool)
    mask[[e.position for e in read_explanations(material.registers) if chosen(e)]] = True
    yield from observed(finding_rows(material.registers.explanations, mask, column=column), vi, en)


def unexplained(material: Material) -> Iterator[Observation]:
    """Report late dossiers without an explanation."""
    yield from _dossiers(
        material,
        lambda d: d.explanation is None,
        "{n} hồ sơ trễ hạn trên Hệ thống chưa có giải trình; vẫn tính là trễ hạn theo thực tế",
        "{n} dossiers late on the system are not explained; they stay late in both views",
    )


def unsupported(material: Material) -> Iterator[Observation]:
    """Report explanations that do not show an end in time, by what is missing."""
    for verdict in UNSUPPORTED:
        reason = verdict.value
        yield from _dossiers(
            material,
            lambda d, verdict=verdict: d.verdict is verdict,  # type: ignore[misc]  # mypy cannot infer a lambda's default
            f"{{n}} hồ sơ trễ hạn có giải trình chưa được chấp nhận: {reason.vi[0].lower()}{reason.vi[1:]}",
            f"{{n}} late dossiers have an explanation that does not hold: {reason.en[0].lower()}{reason.en[1:]}",
        )


def unknown_proof(material: Material) -> Iterator[Observation]:
    """Report explanations that name a proof which is not in the evidence register."""
    missing = sorted({id_ for e in read_explanations(material.registers) for id_ in e.unknown_proof})
    ids = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004  # enough to find them
    yield from _explanations(
        material,
        lambda e: bool(e.unknown_proof),
        "proof",
        f"{{n}} giải trình nêu tài liệu không có trong danh mục tài liệu kiểm chứng ({ids})",
        f"{{n}} explanations name proofs that are not in the evidence register ({ids})",
    )


def orphan_explanations(material: Material) -> Iterator[Observation]:
    """Report explanations of dossiers that are not late on the system, nor pending and overdue."""
    codes = material.registers.dossiers.frame["code"]
    late = set(codes[material.statistics.classified["outcome"].isin(["late", "pending_overdue"]).to_numpy()])
    yield from _explanations(
        material,
        lambda e: e.dossier_code not in late,
        "dossier_code",
        "{n} giải trình cho hồ sơ không trễ hạn trên Hệ thống hoặc không có trong tệp kết xuất",
        "{n} explanations of dossiers that are not late on the system or not in the export",
    )


def wrong_cause(material: Material) -> Iterator[Observation]:
    """Report explanations that call a procedure one-way which the catalogue does not, or admit lateness of a notice."""
    yield from _dossiers(
        material,
        lambda d: d.explanation is not None and d.explanation.cause == "one_way_procedure" and d.population == "core",
        "{n} giải trình nêu nguyên nhân “thủ tục một chiều” nhưng danh mục ghi thủ tục phải giải quyết",
        "{n} explanations call a procedure one-way that the catalogue says must be settled",
    )
    yield from _dossiers(
        material,
        lambda d: d.verdict is Verdict.LATE_IN_FACT and d.population == "one_way",
        "{n} thông báo một chiều được giải trình là trễ hạn thực tế; vẫn tính là trễ hạn",
        "{n} one-way notices are explained as late in fact; they stay late",
    )


def no_apology(material: Material) -> Iterator[Observation]:
    """Report dossiers that are late in fact without an apology letter."""
    yield from _dossiers(
        material,
        lambda d: not d.accepted and (d.explanation is None or d.explanation.apology_number is None),
        "{n} hồ sơ trễ hạn theo thực tế chưa có thư xin lỗi",
        "{n} dossiers are late in fact without an apology letter",
    )


def apology_incomplete(material: Material) -> Iterator[Observation]:
    """Report apology letters without number or date, and those that are older than the lateness."""
    yield from _explanations(
        material,
        lambda e: (e.apology_number is None) != (e.apology_date is None),
        "apology_number",
        "{n} thư xin lỗi thiếu số hoặc thiếu ngày",
        "{n} apology letters lack their number or their date",
    )
    yield from _dossiers(
        material,
        lambda d: _apologised_on(d) is not None and _apologised_on(d) <= d.due_on,  # type: ignore[operator]  # not None
        "{n} thư xin lỗi có ngày không sau ngày hẹn trả: khi đó hồ sơ chưa trễ",
        "{n} apology letters are not dated after the due date, when nothing was late yet",
    )


def no_apology_reason(material: Material) -> Iterator[Observation]:
    """Report accepted explanations that have neither an apology letter nor a reason why none is due."""
    yield from _dossiers(
        material,
        lambda d: (
            d.accepted
            and d.explanation is not None
            and d.explanation.apology_number is None
            and d.explanation.no_apology_reason is None
        ),
        "{n} hồ sơ không trễ trên thực tế chưa ghi lý do không phải xin lỗi",
        "{n} dossiers that were not late in fact do not say why no apology is due",
    )


def proof_dated_later(material: Material) -> Iterator[Observation]:
    """Report explanations that hold on documents which are all dated after the end that they prove."""
    yield from _dossiers(
        material,
        _proven_afterwards,
        "{n} giải trình chỉ dựa vào tài liệu có ngày sau ngày trả thực tế",
        "{n} explanations rest on documents that are all dated after the end in fact",
    )


def _apologised_on(dossier: LateDossier) -> date | None:
    return None if dossier.explanation is None else dossier.explanation.apology_date


def _proven_afterwards(dossier: LateDossier) -> bool:
    explanation = dossier.explanation
    if dossier.verdict is not Verdict.PROVEN or explanation is None or explanation.ended_in_fact_on is None:
        return False
    dated = [citation.dated for citation in explanation.evidence if citation.dated is not None]
    return bool(dated) and min(dated) > explanation.ended_in_fact_on


RULES = (
    Rule(
        "lateness.unexplained",
        "error",
        Text("Hồ sơ trễ hạn chưa giải trình", "Late dossier without explanation"),
        Text(
            "Mỗi hồ sơ trễ hạn trên Hệ thống phải có giải trình",
            "Every dossier late on the system needs an explanation",
        ),
        Text(
            "Bổ sung giải trình và tài liệu chứng minh vào trang tính “Giải trình”",
            "Add explanation and proof to the sheet “Giải trình”",
        ),
        unexplained,
    ),
    Rule(
        "lateness.unsupported",
        "error",
        Text("Giải trình không đủ căn cứ", "Explanation without sufficient proof"),
        Text(
            "Chỉ tính là không trễ khi ngày trả thực tế không quá ngày hẹn và có tài liệu chứng minh",
            "A dossier is not late in fact only where a proven end is not after the due date",
        ),
        Text(
            "Bổ sung ngày trả thực tế và tài liệu chứng minh, hoặc ghi nguyên nhân “Trễ hạn thực tế”",
            "Add the proof, or state that it was late in fact",
        ),
        unsupported,
    ),
    Rule(
        "lateness.unknown-proof",
        "error",
        Text("Tài liệu chứng minh không có trong danh mục", "Proof that is not in the register"),
        Text(
            "Tài liệu không có trong danh mục thì người thẩm định không kiểm tra được", "An appraiser cannot check it"
        ),
        Text(
            "Bổ sung tài liệu vào trang tính “Tài liệu kiểm chứng” hoặc sửa mã tài liệu",
            "Add the document to the evidence register, or mend its id",
        ),
        unknown_proof,
    ),
    Rule(
        "lateness.orphan-explanation",
        "warning",
        Text("Giải trình không ứng với hồ sơ trễ", "Explanation without a late dossier"),
        Text(
            "Có thể nhầm mã hồ sơ, hoặc hồ sơ đã bị sửa trên Hệ thống",
            "The code may be wrong, or the dossier was changed on the system",
        ),
        Text("Kiểm tra mã hồ sơ trong giải trình", "Check the code in the explanation"),
        orphan_explanations,
    ),
    Rule(
        "lateness.wrong-cause",
        "warning",
        Text("Nguyên nhân trái với loại thủ tục", "Cause against the kind of procedure"),
        Text(
            "Loại thủ tục do danh mục quyết định, không do giải trình",
            "The catalogue decides the kind, not the explanation",
        ),
        Text("Sửa nguyên nhân, hoặc sửa loại thủ tục trong danh mục", "Mend the cause, or the kind in the catalogue"),
        wrong_cause,
    ),
    Rule(
        "lateness.no-apology",
        "warning",
        Text("Chưa có thư xin lỗi", "No apology letter"),
        Text(
            "Hồ sơ trễ hạn phải có thư xin lỗi người nộp, ghi rõ lý do và ngày hẹn lại",
            "A late dossier needs a letter of apology to the applicant",
        ),
        Text(
            "Gửi thư xin lỗi và ghi số, ngày vào trang tính “Giải trình”",
            "Send the letter, and enter its number and date",
        ),
        no_apology,
    ),
    Rule(
        "lateness.apology-incomplete",
        "warning",
        Text("Thư xin lỗi ghi chưa đúng", "Apology letter not in order"),
        Text(
            "Thư xin lỗi là văn bản: có số, có ngày, và gửi khi hồ sơ đã quá hạn",
            "An apology is a document with number and date, and is written once the dossier is late",
        ),
        Text("Đối chiếu với thư đã gửi", "Compare with the letter that was sent"),
        apology_incomplete,
    ),
    Rule(
        "lateness.no-apology-reason",
        "note",
        Text("Chưa ghi vì sao không phải xin lỗi", "No reason why no apology is due"),
        Text(
            "Hồ sơ trễ trên Hệ thống mà không có thư xin lỗi thì báo cáo phải nói vì sao",
            "Where a dossier is late on the system and nobody apologised, the report must say why",
        ),
        Text(
            "Điền cột “Lý do không xin lỗi” ở trang tính “Giải trình”",
            "Fill the column “Lý do không xin lỗi” in the sheet “Giải trình”",
        ),
        no_apology_reason,
    ),
    Rule(
        "lateness.proof-dated-later",
        "note",
        Text("Tài liệu chứng minh lập sau", "Proof written afterwards"),
        Text(
            "Tài liệu lập sau ngày trả chứng minh yếu hơn sổ giao nhận ký trong ngày",
            "What is written afterwards proves less than a handover book signed on the day",
        ),
        Text("Bổ sung sổ giao nhận hoặc văn bản kết quả của ngày trả", "Add the handover record or the result itself"),
        proof_dated_later,
    ),
)
