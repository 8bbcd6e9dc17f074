"""The result for machines: `cchc-report/statement/1` (docs/statement.md)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from cchc_report.errors import Place, Text
from cchc_report.statement.assessment import Assessment, ExplainedIdentity, PercentageSum
from cchc_report.statement.candidates import Pair
from cchc_report.statement.explanations import Explanation
from cchc_report.statement.percent_text import PercentText
from cchc_report.statement.percentage_sentences import details, percentage_sentence
from cchc_report.statement.percentages import PercentageResult
from cchc_report.statement.quantities import Quantity
from cchc_report.statement.sentences import explanation_sentence, identity_sentence, sum_sentence

SCHEMA = "cchc-report/statement/1"


def record_of(assessments: Iterable[Assessment]) -> dict[str, Any]:
    """Return the results of several statements as plain JSON values."""
    listed = list(assessments)
    return {
        "schema": SCHEMA,
        "fits": all(each.fits for each in listed),
        "statements": [_statement(each) for each in listed],
    }


def _statement(assessment: Assessment) -> dict[str, Any]:
    statement = assessment.statement
    return {
        "source": statement.source,
        "place": _place(statement.place),
        "period": {"from": _day(statement.start), "to": _day(statement.end)},
        "counts": dict(statement.counts),
        "notes": [_text(note) for note in statement.notes],
        "fits": assessment.fits,
        "misfits": assessment.misfits,
        "identities": [_identity(each) for each in assessment.identities],
        "percentages": [_percentage(each) for each in assessment.percentages],
        "percentage_sums": [_sum(each) for each in assessment.sums],
    }


def _identity(explained: ExplainedIdentity) -> dict[str, Any]:
    identity = explained.identity
    return {
        "id": identity.id,
        "status": identity.status,
        "relation": "at_most" if identity.at_most else "equal",
        "whole": _quantity(identity.whole) if identity.whole else {"name": "+".join(identity.whole_keys)},
        "parts": [_quantity(part) for part in identity.parts],
        "found": identity.found if identity.gap is not None else None,
        "expected": identity.whole.value if identity.whole and identity.gap is not None else None,
        "gap": identity.gap,
        "missing": list(identity.missing),
        "assumed_absent": list(identity.assumed_absent),
        "implied": identity.implied,
        "message": _text(identity_sentence(identity)),
        "explanations": [_explanation(each) for each in explained.explanations],
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "kind": explanation.kind,
        "counts": list(explanation.keys),
        "size": explanation.size,
        "message": _text(explanation_sentence(explanation)),
    }
    if explanation.meant is not None:
        record |= {"slip": explanation.slip, "written": explanation.written, "meant": explanation.meant}
    return record


def _percentage(result: PercentageResult) -> dict[str, Any]:
    claimed = result.claimed
    return {
        "text": claimed.text,
        "value": _decimal(claimed.share.value, claimed.share.decimals),
        "decimals": claimed.share.decimals,
        "qualifier": claimed.share.qualifier,
        "claim": claimed.claim,
        "of": "+".join(claimed.of) if claimed.of else None,
        "verdict": result.verdict,
        "as_stated": result.as_stated,
        "fits": result.fits,
        "candidates": [_pair(pair, claimed.share) for pair in result.candidates],
        "rejected": [_pair(pair, claimed.share) for pair in result.nearest],
        "would_need": [_pair(pair, claimed.share) for pair in result.would_need],
        "elsewhere": [_pair(pair, claimed.share) for pair in result.elsewhere],
        "clues": list(result.clues),
        "contradictions": [
            {
                "count": each.count,
                "value": each.value,
                "denominator": each.whole.value,
                "denominator_is": each.whole.name,
                "prints": each.prints,
            }
            for each in result.contradictions
        ],
        "missing": list(result.missing),
        "needed": list(result.needed),
        "message": _text(percentage_sentence(result)),
        "details": [_text(line) for line in details(result)],
    }


def _pair(pair: Pair, share: PercentText) -> dict[str, Any]:
    return {
        "numerator": pair.numerator,
        "last_numerator": pair.last,
        "denominator": pair.denominator,
        "numerator_is": [each.name for each in pair.numerator_is],
        "denominator_is": [each.name for each in pair.denominator_is],
        "prints": share.prints(pair.numerator, pair.denominator),
    }


def _sum(added: PercentageSum) -> dict[str, Any]:
    decimals = max(each.share.decimals for each in added.percentages)
    return {
        "id": added.id,
        "texts": [each.text for each in added.percentages],
        "found": _decimal(added.found, decimals),
        "gap": _decimal(added.gap, decimals),
        "fits": added.fits,
        "message": _text(sum_sentence(added)),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "name": quantity.name,
        "value": quantity.value,
        "plus": list(quantity.plus),
        "minus": list(quantity.minus),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "sheet": place.sheet, "row": place.row}


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _decimal(value: Fraction, decimals: int) -> str:
    """Return an exact decimal as text with a point: JSON numbers are read as floats."""
    scaled = int(abs(value) * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    return ("-" if value < 0 else "") + (f"{whole}.{rest:0{decimals}d}" if decimals else str(whole))
