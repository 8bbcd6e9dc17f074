"""What can be wrong with a statement, in the words of its reader."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_report.errors import NOWHERE, Place, Problem, Text, shortened
from cchc_report.sources.names import normal_form
from cchc_report.statement.vocabulary import LABELS, label_of
from cchc_report.suggestions import nearest

_KNOWN = ", ".join(LABELS)
_MISSPELT_COUNT = "statement.unknown-count"
_IN_VIETNAMESE: Mapping[str, str] = {
    "nguon": "source",
    "ky": "period",
    "kybaocao": "period",
    "tu": "from",
    "tungay": "from",
    "den": "to",
    "denngay": "to",
    "solieu": "counts",
    "tyle": "percentages",
    "chitieu": "claim",
    "tren": "of",
    "mauso": "of",
    "ghichu": "note",
}
"""Keys in the words that people may use for them, in normal form: asked about, for a file has one format."""


def problem(code: str, what: Text, remedy: Text, place: Place) -> Problem:
    """Return the problem `statement.<code>`."""
    return Problem(f"statement.{code}", what, remedy, place)


def add_misspelt_count(problems: list[Problem], name: str, near: str, place: Place) -> None:
    """Add the problem of a count's name that is all but a known one; the first of them lists the known names."""
    shown, label = shortened(name), label_of(near)
    listed = any(each.code == _MISSPELT_COUNT for each in problems)
    names = Text("", "") if listed else Text(f" Các tên đã biết: {_KNOWN}.", f" Known names: {_KNOWN}.")
    problems.append(
        Problem(
            _MISSPELT_COUNT,
            Text(vi=f'không có số liệu tên "{shown}"', en=f'there is no count called "{shown}"'),
            Text(
                vi=f'Có phải ý bạn là "{near}" ({label.vi})? Nếu là một số liệu khác, đặt nó trong nhóm "other".'
                f"{names.vi}",
                en=f'Did you mean "{near}" ({label.en})? If it is another count, put it into the group "other".'
                f"{names.en}",
            ),
            place,
        )
    )


def same_count_twice(name: str, key: str, first: str, place: Place) -> Problem:
    """Return the problem of two names of one statement that mean the same count."""
    shown, before, label = shortened(name), shortened(first), label_of(key)
    return problem(
        "same-count-twice",
        Text(
            vi=f'"{shown}" và "{before}" cùng nghĩa là {label.vi}',
            en=f'"{shown}" and "{before}" both mean {label.en}',
        ),
        Text(vi="Giữ một trong hai, hoặc đổi tên cho rõ nghĩa.", en="Keep one of the two, or name them apart."),
        place,
    )


def unknown_key(name: str, known: tuple[str, ...], place: Place) -> Problem:
    """Return the problem of a key that no statement has."""
    translated = _IN_VIETNAMESE.get(normal_form(name))
    shown, near = shortened(name), translated if translated in known else nearest(name, known)
    vi, en = (f'Có phải ý bạn là "{near}"? ', f'Did you mean "{near}"? ') if near else ("", "")
    names = ", ".join(known)
    return problem(
        "unknown-key",
        Text(vi=f'không có khóa "{shown}"', en=f'there is no key "{shown}"'),
        Text(vi=f"{vi}Các khóa dùng được: {names}.", en=f"{en}Keys that can stand here: {names}."),
        place,
    )


def not_a_percentage(value: object, place: Place) -> Problem:
    """Return the problem of a text that does not state one percentage."""
    shown = shortened(value)
    return problem(
        "not-a-percentage",
        Text(vi=f'"{shown}" không phải là một tỷ lệ phần trăm', en=f'"{shown}" is not one percentage'),
        Text(
            vi='Chép nguyên văn một tỷ lệ, ví dụ "99,8%" hoặc "trên 99%".',
            en='Copy one percentage as it is printed, such as "99,8%" or "trên 99%".',
        ),
        place,
    )


def no_percentage(place: Place) -> Problem:
    """Return the problem of an entry that names a share and does not give it."""
    return problem(
        "no-percentage",
        Text(vi="chưa ghi tỷ lệ", en="the percentage is missing"),
        Text(
            vi='Ghi tỷ lệ như báo cáo đã in, ví dụ text: "99,8%"; hoặc bỏ cả mục này.',
            en='Write the percentage as it is printed, such as text: "99,8%"; or leave the entry out.',
        ),
        place,
    )


def percentage_as_number(value: object, place: Place) -> Problem:
    """Return the problem of a percentage that was given as a number and has lost how it was printed."""
    shown = shortened(value)
    return problem(
        "percentage-as-number",
        Text(
            vi=f"tỷ lệ ghi dạng số ({shown}) nên không rõ đã in mấy chữ số thập phân",
            en=f"the percentage is a number ({shown}): how many decimals were printed is not known",
        ),
        Text(
            vi="Định dạng ô là Văn bản (Text) rồi chép lại nguyên văn, ví dụ 99,8%.",
            en="Format the cell as Text and copy it again as it is printed, such as 99,8%.",
        ),
        place,
    )


def not_a_date(value: object, place: Place) -> Problem:
    """Return the problem of a value that is no day."""
    shown = shortened(value)
    return problem(
        "not-a-date",
        Text(vi=f'"{shown}" không phải là ngày', en=f'"{shown}" is not a day'),
        Text(
            vi="Viết ngày dạng 2020-12-07 hoặc 07/12/2020.",
            en="Write the day as 2020-12-07 or 07/12/2020 (day first).",
        ),
        place,
    )


def dates_exchanged(place: Place) -> Problem:
    """Return the problem of a period that ends before it begins."""
    return problem(
        "period-order",
        Text(vi="ngày cuối kỳ trước ngày đầu kỳ", en="the period ends before it begins"),
        Text(vi="Sửa một trong hai ngày.", en="Correct one of the two days."),
        place,
    )


def wrong_shape(what: Text, remedy: Text, place: Place) -> Problem:
    """Return the problem of a value that is no group, list or text where one is needed."""
    return problem("wrong-shape", what, remedy, place)


def no_name(answer: str) -> Problem:
    """Return the problem of an answer that should be `name: number` and has no name."""
    shown = shortened(answer)
    return problem(
        "no-name",
        Text(vi=f'"{shown}" không có tên số liệu', en=f'"{shown}" does not name a count'),
        Text(vi="Ghi dạng tên: số, ví dụ thủ tục: 124.", en="Write it as name: number, such as procedures: 124."),
        NOWHERE,
    )


def nothing_stated(place: Place) -> Problem:
    """Return the problem of a statement without any figure."""
    return problem(
        "no-figures",
        Text(vi="không có số liệu nào", en="there are no figures"),
        Text(
            vi="Ghi ít nhất một số liệu, ví dụ số hồ sơ đã giải quyết (trong tệp YAML: counts: {settled: 581}).",
            en="Give at least one count, such as the dossiers settled (in a YAML file: counts: {settled: 581}).",
        ),
        place,
    )
