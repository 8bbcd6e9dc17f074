"""What scoring finds: points without proof, without a reason, without a figure. Nothing is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_report.checks.finding import SEVERITIES, Finding, FindingRow, Severity
from cchc_report.checks.rows import finding_rows
from cchc_report.errors import Place, Text, shortened
from cchc_report.registers.frames import Register, Registers
from cchc_report.scoring.criteria import CriteriaSet, Node
from cchc_report.scoring.entries import Entries
from cchc_report.scoring.leaf import LeafScore
from cchc_report.scoring.readings import Why, WrittenScore
from cchc_report.statistics import EvidenceCitation


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """A kind of finding about scores.

    Attributes:
        id: Stable id.
        severity: How grave it is.
        title: Its name.
        why: Why it matters.
        remedy: What to do.
    """

    id: str
    severity: Severity
    title: Text
    why: Text
    remedy: Text

    def finding(self, message: Text, rows: tuple[FindingRow, ...]) -> Finding:
        """Return a finding of this kind."""
        return Finding(self.id, self.severity, message, self.remedy, None, rows)


EVIDENCE_MISSING = ScoreRule(
    "scores.evidence-missing",
    "error",
    Text("Thiếu tài liệu kiểm chứng", "Evidence is missing"),
    Text("Người thẩm định chỉ chấp nhận điểm có tài liệu kiểm chứng", "Appraisers accept points only with evidence"),
    Text(
        "Thêm tài liệu vào trang tính Tài liệu kiểm chứng và ghi mã tiêu chí ở cột Tiêu chí; chưa có thì giải trình",
        "Add the document to the evidence register with the criterion's code; where there is none, explain",
    ),
)
EVIDENCE_UNKNOWN = ScoreRule(
    "scores.unknown-evidence",
    "error",
    Text("Tài liệu không có trong danh mục", "Unknown evidence"),
    Text("Điểm dựa vào tài liệu mà báo cáo không liệt kê", "Points rest on a document that the report does not list"),
    Text("Sửa mã, hoặc thêm tài liệu vào danh mục", "Correct the id, or add the document to the register"),
)
NOT_ENTERED = ScoreRule(
    "scores.manual-missing",
    "warning",
    Text("Chưa chấm điểm", "Not scored"),
    Text("Tiêu chí chấm tay không tính được từ số liệu", "No figure gives the points of this criterion"),
    Text(
        "Nhập điểm và lý do vào trang tính Điểm tự chấm của sổ theo dõi",
        "Enter points and reason in the sheet Điểm tự chấm of the registers",
    ),
)
NO_REASON = ScoreRule(
    "scores.reason-missing",
    "error",
    Text("Điểm chưa có lý do", "Points without a reason"),
    Text("Điểm chấm tay phải có lý do bằng văn bản", "Points given by hand need a written reason"),
    Text("Ghi lý do ở trang tính Điểm tự chấm", "Write the reason in the sheet Điểm tự chấm"),
)
ABOVE_MAXIMUM = ScoreRule(
    "scores.above-maximum",
    "error",
    Text("Điểm vượt tối đa", "Points above the maximum"),
    Text("Điểm vượt tối đa là nhập sai hoặc nhầm tiêu chí", "It was mistyped, or meant for another criterion"),
    Text("Sửa điểm ở trang tính Điểm tự chấm", "Correct the points in the sheet Điểm tự chấm"),
)
UNAVAILABLE = ScoreRule(
    "scores.measure-unavailable",
    "warning",
    Text("Không có số liệu để chấm", "No figure to score by"),
    Text("Không có số liệu khác với bằng 0: chấm 0 điểm là sai", "No figure is not zero: scoring it 0 would be wrong"),
    Text("Bổ sung cột còn thiếu vào dữ liệu, hoặc giải trình", "Add what the data lack, or explain"),
)
PART_ABOVE_WHOLE = ScoreRule(
    "scores.part-above-whole",
    "error",
    Text("Tử số lớn hơn mẫu số", "Part above whole"),
    Text("Tỷ lệ không thể vượt 100%", "No share is above 100%"),
    Text("Kiểm tra hai số liệu, hoặc sửa bộ tiêu chí", "Check both figures, or correct the criteria set"),
)
UNKNOWN_CRITERION = ScoreRule(
    "scores.unknown-criterion",
    "warning",
    Text("Mã tiêu chí không dùng được", "Unusable criterion code"),
    Text("Nội dung đã nhập không được dùng ở đâu cả", "What was entered is used nowhere"),
    Text(
        "Sửa mã theo bộ tiêu chí; chỉ tiêu chí chấm tay mới nhận điểm ở trang tính Điểm tự chấm",
        "Correct the code; only criteria scored by hand take points from the sheet Điểm tự chấm",
    ),
)

SCORE_RULES = (
    EVIDENCE_MISSING,
    EVIDENCE_UNKNOWN,
    NOT_ENTERED,
    NO_REASON,
    ABOVE_MAXIMUM,
    UNAVAILABLE,
    PART_ABOVE_WHOLE,
    UNKNOWN_CRITERION,
)
"""Every kind, in the order of the guide."""

_OF_UNSCORED = {
    Why.NOT_ENTERED: NOT_ENTERED,
    Why.NO_REASON: NO_REASON,
    Why.ABOVE_MAXIMUM: ABOVE_MAXIMUM,
    Why.UNAVAILABLE: UNAVAILABLE,
    Why.PART_ABOVE_WHOLE: PART_ABOVE_WHOLE,
}


@dataclass(frozen=True, slots=True)
class ScoredLeaf:
    """A leaf with its score and its proof.

    Attributes:
        node: The leaf.
        score: What it gets.
        evidence: Its documents.
        unknown_evidence: Ids of documents that were named and are not in the register.
    """

    node: Node
    score: LeafScore
    evidence: tuple[EvidenceCitation, ...]
    unknown_evidence: tuple[str, ...]

    @property
    def lacks_evidence(self) -> bool:
        """Whether evidence is required and there is none. What did not happen and what a survey decides needs none."""
        needless = self.score.status.startswith("not_applicable") or self.score.status == "survey"
        return self.node.evidence_required is not False and not self.evidence and not needless

    @property
    def explanation(self) -> str | None:
        """What the section of explanations must say about it, in Vietnamese."""
        parts = []
        if self.score.unscored is not None and self.score.status == "not_scored":
            parts.append(f"{self.score.unscored.text.vi}.")
        if self.lacks_evidence:
            parts.append(f"Chưa có tài liệu kiểm chứng{self._wanted}.")
        if self.unknown_evidence:
            parts.append(f"Tài liệu {', '.join(self.unknown_evidence)} không có trong danh mục tài liệu kiểm chứng.")
        return " ".join(parts) or None

    @property
    def _wanted(self) -> str:
        required = self.node.evidence_required
        return f" (cần: {required})" if isinstance(required, str) else ""


def score_findings(
    criteria: CriteriaSet, leaves: Sequence[ScoredLeaf], entries: Entries, registers: Registers
) -> tuple[Finding, ...]:
    """Return everything that scoring found, gravest first.

    Args:
        criteria: The set.
        leaves: Its leaves, scored.
        entries: What was entered.
        registers: The registers that it was entered in.
    """
    return gravest_first([*_of_leaves(leaves, entries, registers), *_unused(criteria, entries, registers)])


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of a report: by severity, then by rule; the order within a rule stays."""
    return tuple(sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule)))


def _of_leaves(leaves: Sequence[ScoredLeaf], entries: Entries, registers: Registers) -> Iterator[Finding]:
    for leaf in leaves:
        code, unscored = leaf.node.code, leaf.score.unscored
        own = entries.scores.get(code)
        if unscored is not None and unscored.why in _OF_UNSCORED:
            row = _entry_row(registers.scores, own.position if own else None, code)
            yield _OF_UNSCORED[unscored.why].finding(_about(code, unscored.text), (row,))
        if leaf.lacks_evidence:
            required = leaf.node.evidence_required
            wanted = f": {required}" if isinstance(required, str) else ""
            message = Text(f"chưa có tài liệu kiểm chứng{wanted}", "no evidence in the register")
            yield EVIDENCE_MISSING.finding(_about(code, message), (_register_row(registers.evidence, code),))
        if leaf.unknown_evidence:
            listed = ", ".join(map(shortened, leaf.unknown_evidence))
            message = Text(f"tài liệu {listed} không có trong danh mục", f"{listed} is not in the evidence register")
            row = _entry_row(registers.scores, own.position if own else None, code)
            yield EVIDENCE_UNKNOWN.finding(_about(code, message), (row,))


def _unused(criteria: CriteriaSet, entries: Entries, registers: Registers) -> Iterator[Finding]:
    by_code = {placed.node.code: placed.node for placed in criteria.walk()}
    by_hand = {c for c, n in by_code.items() if n.rule is not None and n.rule.rule.reads is WrittenScore}
    for code, entry in entries.scores.items():
        if code not in by_hand:
            row = _entry_row(registers.scores, entry.position, code)
            what = (
                Text("không có trong bộ tiêu chí", "is not in the criteria set")
                if code not in by_code
                else Text("không phải tiêu chí chấm tay; điểm đã nhập không dùng", "is not scored by hand; not used")
            )
            yield UNKNOWN_CRITERION.finding(_about(shortened(code), what), (row,))
    unknown = {
        position: [code for code in codes if code not in by_code] for position, codes in entries.criteria_of.items()
    }
    mask = [bool(unknown[position]) for position in range(len(registers.evidence.frame))]
    if any(mask):
        listed = ", ".join(dict.fromkeys(shortened(code) for codes in unknown.values() for code in codes))
        yield UNKNOWN_CRITERION.finding(
            Text(
                f"Tài liệu kiểm chứng ghi mã không có trong bộ tiêu chí: {listed}",
                f"Evidence names codes that the criteria set does not have: {listed}",
            ),
            finding_rows(registers.evidence, mask, column="criteria").named,
        )


def _about(code: str, what: Text) -> Text:
    return Text(f"Tiêu chí {code}: {what.vi[:1].lower()}{what.vi[1:]}", f"Criterion {code}: {what.en}")


def _entry_row(register: Register, position: int | None, code: str) -> FindingRow:
    """Return the criterion's row in a register, or the register as a whole where it has none."""
    if position is None:
        return _register_row(register, code)
    origin, number = register.place(position)
    return FindingRow(Place(origin.path, origin.sheet, number), shortened(code), register.schema.name)


def _register_row(register: Register, code: str) -> FindingRow:
    origin = register.origins[0] if register.origins else None
    place = Place(origin.path, origin.sheet) if origin else Place()
    return FindingRow(place, shortened(code), register.schema.name)
