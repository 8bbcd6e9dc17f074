"""What was found out about a percentage, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.measures import vietnamese_percentage
from cchc_report.statement.candidates import Pair
from cchc_report.statement.percent_text import PercentText
from cchc_report.statement.percentages import Clue, Contradiction, PercentageResult
from cchc_report.statement.quantities import Quantity
from cchc_report.statement.sentences import in_both, joined, labels, number, quantity
from cchc_report.statement.vocabulary import label_of

_SHOWN = 6
_FINER = 2

_VERDICTS: dict[str, Text] = {
    "identified": Text("xác định được", "identified"),
    "ambiguous": Text("nhiều cách hiểu", "ambiguous"),
    "impossible": Text("không thể có từ các số đã nêu", "impossible from the given counts"),
    "untestable": Text("chưa kiểm tra được", "cannot be tested"),
}

_CLUES: dict[Clue, Text] = {
    "other_whole": Text(
        "không khớp với mẫu số đã ghi, nhưng khớp với mẫu số khác", "not of the whole that is named, but of another"
    ),
    "other_count": Text(
        "khớp khi lấy một số liệu khác thường gọi cùng tên", "fits another count that goes by the same name"
    ),
    "not_late": Text(
        "là 100% trừ tỷ lệ quá hạn trên mẫu số này: mọi hồ sơ khác của mẫu số được coi là không quá hạn",
        "this is 100% less the share that was late: all else in the whole is taken for in time",
    ),
    "truncated": Text("có thể đã cắt bớt chữ số thay vì làm tròn", "perhaps digits were cut off, not rounded"),
    "complement": Text(
        "là tỷ lệ của phần còn lại (100% trừ đi), có thể đã ghi nhầm vế", "this is the share of the rest"
    ),
    "rounded": Text(
        "chỉ tròn 0% hoặc 100% do làm tròn, thực ra chưa đủ", "only rounding makes it 0% or 100%: it is not all"
    ),
}


def verdict_of(result: PercentageResult) -> Text:
    """Return the verdict in words."""
    return _VERDICTS[result.verdict]


def claim_of(result: PercentageResult) -> Text:
    """Return what a percentage says that it is: `"99,8%" trước hạn trên đã giải quyết`."""
    claimed = result.claimed
    name = label_of(claimed.claim) if claimed.claim else Text("không nêu của chỉ tiêu nào", "of an unnamed count")
    of = labels(claimed.of, " + ") if claimed.of else None
    whole = Text(f"trên {of.vi}", f"of {of.en}") if of else Text("không nêu mẫu số", "whole not stated")
    comma = " " if of else ", "
    return Text(f'"{claimed.text}" {name.vi}{comma}{whole.vi}', f'"{claimed.text}" {name.en}{comma}{whole.en}')


def percentage_sentence(result: PercentageResult) -> Text:
    """Return a percentage and its verdict as one line; one pair that prints so stands in it."""
    claim, verdict = claim_of(result), verdict_of(result)
    if result.verdict == "identified":
        pair = pair_sentence(result.candidates[0], result.claimed.share)
        return Text(f"{claim.vi}: {pair.vi}", f"{claim.en}: {pair.en}")
    return Text(f"{claim.vi}: {verdict.vi}", f"{claim.en}: {verdict.en}")


def details(result: PercentageResult) -> list[Text]:
    """Return what stands below the line of a percentage: pairs, clues, contradictions."""
    lines = []
    if result.verdict == "ambiguous":
        lines += [pair_sentence(pair, result.claimed.share) for pair in result.candidates[:_SHOWN]]
        lines += _more(len(result.candidates) - _SHOWN)
    if result.missing:
        names = labels(result.missing)
        lines.append(Text(f"mẫu số {names.vi} không nêu trong số liệu", f"the whole, {names.en}, is not given"))
    elif result.verdict == "untestable":
        lines.append(_no_whole(result.needed))
    lines += [_CLUES[clue] for clue in result.clues]
    lines += _nearest(result)
    if result.would_need and result.claimed.claim is not None:
        pairs = joined((pair_sentence(pair, result.claimed.share) for pair in result.would_need), "; ")
        lines.append(Text(f"muốn in ra như vậy phải là: {pairs.vi}", f"to print so it would have to be: {pairs.en}"))
    if result.elsewhere:
        pairs = joined((pair_sentence(pair, result.claimed.share) for pair in result.elsewhere), "; ")
        lines.append(
            Text(
                f"số khác in ra đúng như vậy (nhầm chỉ tiêu, hoặc ngẫu nhiên trùng): {pairs.vi}",
                f"other figures print so (mixed up, or by chance): {pairs.en}",
            )
        )
    if result.contradictions:
        lines.append(_contradiction(result.contradictions))
    return lines


def _no_whole(needed: Sequence[str]) -> Text:
    names = labels(needed)
    if not needed:
        return Text("các số đã nêu không cho mẫu số nào để thử", "the given counts leave no whole to try")
    if len(needed) == 1:
        return Text(f"thiếu mẫu số: cần nêu thêm {names.vi}", f"no whole is given: {names.en} is needed")
    return Text(
        f"thiếu mẫu số: cần nêu thêm một trong các số {names.vi}",
        f"no whole is given: one of these is needed: {names.en}",
    )


def pair_sentence(pair: Pair, share: PercentText) -> Text:
    """Return a pair with what it prints as: `85/6.776 = 1,25% (quá hạn / tổng số)`."""
    first, last, whole = number(pair.numerator), number(pair.last), number(pair.denominator)
    names = _names(pair.denominator_is)
    if pair.size > 1:
        size = number(pair.size)
        return Text(
            f"{size.vi} tử số, từ {first.vi} đến {last.vi}, trên {whole.vi} ({names.vi})",
            f"{size.en} numerators, {first.en} to {last.en}, of {whole.en} ({names.en})",
        )
    above = _names(pair.numerator_is[:2])
    named = Text(f"{above.vi} / ", f"{above.en} / ") if pair.numerator_is else Text("trên ", "of ")
    prints = printed(pair, share)
    return Text(
        f"{first.vi}/{whole.vi} = {prints.vi} ({named.vi}{names.vi})",
        f"{first.en}/{whole.en} = {prints.en} ({named.en}{names.en})",
    )


def printed(pair: Pair, share: PercentText) -> Text:
    """Return what a pair prints as: at the precision of the percentage, finer where that is only a bound."""
    decimals = share.decimals + (0 if share.qualifier == "exact" else _FINER)
    return in_both(vietnamese_percentage(Fraction(pair.numerator, pair.denominator), decimals))


def _names(wholes: Sequence[Quantity]) -> Text:
    return joined((quantity(each, with_value=False) for each in wholes), " = ")


def _nearest(result: PercentageResult) -> list[Text]:
    if not result.nearest:
        return []
    pairs = joined((pair_sentence(pair, result.claimed.share) for pair in result.nearest[:3]), "; ")
    if result.verdict == "impossible":
        return [Text(f"gần nhất: {pairs.vi}", f"nearest: {pairs.en}")]
    return [Text(f"không phải: {pairs.vi}", f"not: {pairs.en}")]


def _more(count: int) -> list[Text]:
    return [Text(f"và {count} cặp khác", f"and {count} more pairs")] if count > 0 else []


def _contradiction(found: Sequence[Contradiction]) -> Text:
    first = found[0]
    label, value, whole = label_of(first.count), number(first.value), number(first.whole.value)
    rest = in_both(first.prints)
    wholes = joined(quantity(each.whole, with_value=False) for each in found)
    if first.count != "late":
        return Text(
            f"mâu thuẫn với {label.vi} {value.vi}: nhiều nhất là {value.vi}/{whole.vi} = {rest.vi} "
            f"(xét trên {wholes.vi})",
            f"contradicts {label.en} {value.en}: at most {value.en}/{whole.en} = {rest.en} (of {wholes.en})",
        )
    return Text(
        f"mâu thuẫn với {label.vi} {value.vi}: ({whole.vi} − {value.vi})/{whole.vi} chỉ là {rest.vi} "
        f"(xét trên {wholes.vi})",
        f"contradicts {label.en} {value.en}: ({whole.en} − {value.en})/{whole.en} is only {rest.en} (of {wholes.en})",
    )
