"""What was found out, as sentences in Vietnamese and English: what an appraiser reads, and machines pass on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.measures import vietnamese_decimal, vietnamese_integer
from cchc_report.statement.assessment import PercentageSum
from cchc_report.statement.explanations import Explanation
from cchc_report.statement.identities import Identity
from cchc_report.statement.quantities import Quantity
from cchc_report.statement.slips import Slip
from cchc_report.statement.vocabulary import LABELS, label_of

_SLIPS: Mapping[Slip, Text] = {
    "transposed": Text("đảo chữ số", "digits transposed"),
    "zeros": Text("thừa hoặc thiếu chữ số 0", "zeros too many or too few"),
    "group": Text("mất hoặc thừa nhóm ba chữ số", "a group of three digits lost or added"),
    "digit_missing": Text("thiếu một chữ số", "a digit is missing"),
    "digit_extra": Text("thừa một chữ số", "a digit too many"),
    "one_digit": Text("sai một chữ số", "one wrong digit"),
}


def number(value: int) -> Text:
    """Return a whole number with the separators of each language."""
    return Text(vietnamese_integer(value), f"{value:,}")


def in_both(vietnamese: str) -> Text:
    """Return a number in Vietnamese form with its English form: points and commas change places."""
    return Text(vietnamese, vietnamese.translate(str.maketrans(".,", ",.")))


def joined(parts: Iterable[Text], separator: str = ", ") -> Text:
    """Return texts as one."""
    listed = list(parts)
    return Text(separator.join(part.vi for part in listed), separator.join(part.en for part in listed))


def labels(keys: Sequence[str], separator: str = ", ") -> Text:
    """Return what counts are called, as one text."""
    return joined((label_of(key) for key in keys), separator)


def quantity(made: Quantity, *, with_value: bool = True) -> Text:
    """Return a quantity by the counts that it was made from: `trước hạn 10 + đúng hạn 5`."""
    name = labels(made.keys, " + ")
    value = number(made.value)
    shown = Text(f"{name.vi} {value.vi}", f"{name.en} {value.en}") if with_value else name
    if not made.minus and made.plus == made.keys:
        return shown
    formula = labels(made.plus, " + ")
    less = (
        "".join(f" − {label_of(key).vi}" for key in made.minus),
        "".join(f" − {label_of(key).en}" for key in made.minus),
    )
    if len(made.keys) > 1 and not made.minus and set(made.plus) == set(made.keys):
        return shown
    return Text(f"{shown.vi} [= {formula.vi}{less[0]}]", f"{shown.en} [= {formula.en}{less[1]}]")


def gap_of(gap: int) -> Text:
    """Return a gap in words: `thừa 93`, `thiếu 9.612`."""
    size = number(abs(gap))
    return Text(f"thừa {size.vi}", f"{size.en} too many") if gap > 0 else Text(f"thiếu {size.vi}", f"{size.en} short")


def identity_sentence(identity: Identity) -> Text:
    """Return an identity as one line, with its numbers, or what is missing for it."""
    if identity.status == "untestable" or identity.whole is None:
        return _untestable(identity)
    left = joined((quantity(part) for part in identity.parts), " + ")
    whole = quantity(identity.whole)
    if identity.status == "holds":
        sign = "≤" if identity.at_most else "="
        return Text(f"{left.vi} {sign} {whole.vi}", f"{left.en} {sign} {whole.en}")
    found, gap = number(identity.found), gap_of(identity.gap or 0)
    total = Text(f" = {found.vi}", f" = {found.en}") if len(identity.parts) > 1 else Text("", "")
    return Text(f"{left.vi}{total.vi}, {gap.vi} so với {whole.vi}", f"{left.en}{total.en}, {gap.en} against {whole.en}")


def assumptions(identity: Identity) -> Text | None:
    """Return which counts were taken for none because the statement does not give them."""
    if identity.whole is None or identity.status == "untestable" or not identity.assumed_absent:
        return None
    names = labels(identity.assumed_absent)
    return Text(f"không nêu {names.vi}: tính là không có", f"not given, counted as none: {names.en}")


def _untestable(identity: Identity) -> Text:
    order = list(LABELS)
    lacking = [key for key in identity.missing if key not in identity.whole_keys]
    terms = [*lacking, *(key for part in identity.parts for key in part.keys)]
    parts, whole = labels(sorted(terms, key=order.index), " + "), labels(identity.whole_keys)
    vi, en = f"{parts.vi} = {whole.vi}", f"{parts.en} = {whole.en}"
    if identity.whole is not None and not identity.parts:
        return Text(f"{vi}: chỉ nêu {whole.vi}", f"{en}: only {whole.en} is given")
    missing = labels(identity.missing)
    vi, en = f"{vi}: thiếu {missing.vi}", f"{en}: {missing.en} not given"
    if identity.implied is None:
        return Text(vi, en)
    value = number(identity.implied)
    if len(identity.missing) > 1:
        return Text(f"{vi}; nếu khớp thì cộng lại là {value.vi}", f"{en}; together {value.en} if it holds")
    return Text(f"{vi}; nếu khớp thì là {value.vi}", f"{en}; {value.en} if it holds")


_EXPLANATIONS: Mapping[str, Text] = {
    "one_number": Text(
        "có thể {names} {written} là {meant}{slip}: sửa một số này thì nhiều chỗ lệch cùng khớp",
        "perhaps {names} {written} should be {meant}{slip}: that one number closes several gaps",
    ),
    "left_out": Text(
        "bằng đúng {names} ({size}): cộng thêm thì khớp",
        "as large as {names} ({size}): with it the sum is right",
    ),
    "counted_twice": Text(
        "bằng đúng {names} ({size}): có thể đã nằm trong số hạng khác, nay cộng lần nữa",
        "as large as {names} ({size}): perhaps it is inside another term and counted twice",
    ),
    "included_elsewhere": Text(
        "bằng đúng {names} ({size}): có thể đã gộp vào một số hạng",
        "as large as {names} ({size}): perhaps it is included in one of the terms",
    ),
    "not_given": Text("khớp nếu {names} (không nêu) là {size}", "right if {names} (not given) is {size}"),
    "unnamed": Text(
        "có thể còn một nhóm {size} không được nêu tên, hoặc có số ghi sai",
        "perhaps a group of {size} is not named, or a number is wrong",
    ),
    "unnamed_overlap": Text(
        "có thể một nhóm {size} bị tính hai lần hoặc nằm ngoài toàn bộ, hoặc có số ghi sai",
        "perhaps a group of {size} is counted twice or lies outside the whole, or a number is wrong",
    ),
    "slip": Text(
        "có thể {names} {written} là {meant}{slip}: sửa vậy thì khớp, không lệch chỗ khác",
        "perhaps {names} {written} should be {meant}{slip}: that closes it and breaks nothing else",
    ),
}


def explanation_sentence(explanation: Explanation) -> Text:
    """Return one explanation of a gap."""
    slip = _SLIPS[explanation.slip] if explanation.slip else None
    parts = {
        "names": labels(explanation.keys, " / " if explanation.kind == "not_given" else " + "),
        "size": number(explanation.size),
        "written": number(explanation.written or 0),
        "meant": number(explanation.meant or 0),
        "slip": Text(f" ({slip.vi})", f" ({slip.en})") if slip else Text("", ""),
    }
    sentence = _EXPLANATIONS[explanation.kind]
    return Text(
        sentence.vi.format(**{name: part.vi for name, part in parts.items()}),
        sentence.en.format(**{name: part.en for name, part in parts.items()}),
    )


def points(value: Fraction) -> Text:
    """Return percentage points, exactly as far as they go: `96,3`."""
    decimals = next(d for d in range(10) if (value * 10**d).denominator == 1 or d == 9)  # noqa: PLR2004 - no text has more
    return in_both(vietnamese_decimal(value, decimals))


def sum_sentence(added: PercentageSum) -> Text:
    """Return a sum of percentages as one line."""
    terms = joined(
        (
            Text(f"{label_of(each.claim or '').vi} {each.text}", f"{label_of(each.claim or '').en} {each.text}")
            for each in added.percentages
        ),
        " + ",
    )
    found = points(added.found)
    if added.fits:
        return Text(f"{terms.vi} = {found.vi}%, khớp 100% trong phạm vi làm tròn", f"{terms.en} = {found.en}%, 100%")
    gap, word = points(abs(added.gap)), ("thừa", "too much") if added.gap > 0 else ("thiếu", "short")
    return Text(
        f"{terms.vi} = {found.vi}%, {word[0]} {gap.vi} điểm phần trăm so với 100%",
        f"{terms.en} = {found.en}%, {gap.en} percentage points {word[1]} of 100%",
    )
