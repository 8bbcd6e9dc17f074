"""What pydantic found in a parameter file, in the words of an office, with allowed values and *did you mean*."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from cchc_report.errors import Problem, Text, shortened
from cchc_report.params.models import Id
from cchc_report.params.yaml_text import KeyPath, YamlText, unusable
from cchc_report.suggestions import nearest


class PartRefused(ValueError):  # noqa: N818  # not an error of its own: it carries those of a part
    """A validator raises this where the part before it was refused by a model that depends on what the part says.

    Attributes:
        error: What that model found.
        model: The model.
    """

    def __init__(self, error: ValidationError, model: type[BaseModel]) -> None:
        super().__init__(model.__name__)
        self.error = error
        self.model = model


def explained(what: Text, remedy: Text) -> PydanticCustomError:
    """Return the error for a validator to raise that knows itself what to say."""
    return PydanticCustomError(
        "explained",
        "{en}",  # type: ignore[arg-type,unused-ignore]  # a template, as pydantic wants it
        {"vi": what.vi, "en": what.en, "remedy_vi": remedy.vi, "remedy_en": remedy.en},
    )


def problems_of(error: ValidationError, model: type[BaseModel], source: YamlText, base: KeyPath = ()) -> list[Problem]:
    """Return one problem for each thing that `model` refused in `source`, in the order of the file's lines.

    Args:
        error: What pydantic found.
        model: The model that refused.
        source: The file.
        base: Where in the file the part stands that `model` describes; by default it is the whole file.
    """
    problems: list[Problem] = []
    found = error.errors(include_url=False)
    misspelt = _misspelt(found, model)
    for details in found:
        if details["type"] == "missing" and details["loc"] in misspelt:
            continue
        if details["type"] == "too_short" and any(_is_below(other["loc"], details["loc"]) for other in found):
            continue  # pydantic does not count the items that it refused
        part = details.get("ctx", {}).get("error")
        if isinstance(part, PartRefused):
            problems += problems_of(part.error, part.model, source, (*base, *details["loc"]))
        else:
            problems.append(_problem(details, model, source, base))
    return sorted(problems, key=lambda problem: problem.place.row or 0)


def _is_below(path: KeyPath, group: KeyPath) -> bool:
    return len(path) > len(group) and path[: len(group)] == group


def _misspelt(found: list[ErrorDetails], model: type[BaseModel]) -> set[KeyPath]:
    """Return the keys that are there under a wrong name: the unknown key says so, and they are not missing as well."""
    unknown = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
    near = [(path[:-1], nearest(str(path[-1]), keys_at(model, path[:-1]))) for path in unknown]
    return {(*group, key) for group, key in near if key is not None}


def _problem(details: ErrorDetails, model: type[BaseModel], source: YamlText, base: KeyPath) -> Problem:
    path: KeyPath = details["loc"]
    kind = details["type"]
    if kind == "invalid_key":
        path = (*path[:-1], str(path[-1]))  # a number as a key is no position in a list
    place = source.place((*base, *path))
    if kind in {"extra_forbidden", "invalid_key"}:
        what, remedy = _unknown_key(path, model)
        return Problem("params.unknown-key", what, remedy, place)
    if kind == "missing":
        what, remedy = _missing_key(path)
        return Problem("params.missing-key", what, remedy, place)
    what, remedy = _wrong_value(details)
    return Problem("params.wrong-value", what, remedy, place)


def _unknown_key(path: KeyPath, model: type[BaseModel]) -> tuple[Text, Text]:
    key = str(path[-1])
    known = keys_at(model, path[:-1])
    what = Text(vi=f'không có khóa "{shortened(key)}"', en=f'there is no key "{shortened(key)}"')
    return what, did_you_mean(key, known, Text(vi="Các khóa dùng được", en="Keys that can stand here"))


def did_you_mean(written: str, known: tuple[str, ...], heading: Text) -> Text:
    """Return a remedy that names the nearest known name, where there is one, and all of them.

    Args:
        written: What the user wrote.
        known: What would have been right.
        heading: What the known names are, without a colon.
    """
    near = nearest(written, known)
    names = ", ".join(known)
    question = Text(vi=f'Có phải ý bạn là "{near}"? ', en=f'Did you mean "{near}"? ') if near else Text("", "")
    return Text(vi=f"{question.vi}{heading.vi}: {names}.", en=f"{question.en}{heading.en}: {names}.")


def _missing_key(path: KeyPath) -> tuple[Text, Text]:
    key = path[-1]
    return (
        Text(vi=f'thiếu khóa bắt buộc "{key}"', en=f'the required key "{key}" is missing'),
        Text(vi=f'Thêm dòng "{key}: …" vào đúng nhóm của nó.', en=f'Add a line "{key}: …" to its group.'),
    )


def keys_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the keys that may stand at `path` in a file described by `model`, as the file writes them."""
    for step in path:
        if isinstance(step, str):
            model = _model_below(model, step)
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_below(model: type[BaseModel], key: str) -> type[BaseModel]:
    annotation = next(field.annotation for name, field in model.model_fields.items() if key in {name, field.alias})
    return next(part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel))


def _parts(annotation: Any) -> list[Any]:
    """Return an annotation and everything inside its brackets: `tuple[Department, ...]` holds `Department`."""
    return [annotation, *(inner for part in get_args(annotation) for inner in _parts(part))]


def _wrong_value(details: ErrorDetails) -> tuple[Text, Text]:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "explained":
        return (
            Text(vi=context["vi"], en=context["en"]),
            Text(vi=context["remedy_vi"], en=context["remedy_en"]),
        )
    if kind == "literal_error":
        allowed = tuple(re.findall(r"'([^']*)'", str(context["expected"])))
        heading = Text(vi="Giá trị dùng được", en="Values that can stand here")
        return unusable(details["input"]), did_you_mean(str(details["input"]), allowed, heading)
    if kind == "string_pattern_mismatch":
        return unusable(details["input"]), _PATTERNS[str(context["pattern"])]
    if kind in {"out_of_range", "not_one_of"}:
        return unusable(details["input"]), _a_number(context, details["msg"])
    if kind == "value_error":
        return _contradiction(str(context["error"]))
    remedy = next((remedy for matches, remedy in _REMEDIES if matches(kind)), None)
    return unusable(details["input"]), remedy or Text(
        vi="Xem chú thích của khóa này trong tệp tham số mẫu.", en=f"{details['msg']}."
    )


def _a_number(context: Mapping[str, str], message: str) -> Text:
    allowed = context.get("allowed", "").replace(" / ", " hoặc ") or f"từ {context['low']} đến {context['high']}"
    return Text(
        vi=f"Phải là số {allowed}, theo thể thức văn bản (docs/layout.md); phần lẻ viết sau dấu chấm, ví dụ 12.7.",
        en=f"{message} (docs/layout.md); decimals after a point, for example 12.7.",
    )


def _contradiction(message: str) -> tuple[Text, Text]:
    if message == "to is before from":
        return (
            Text(vi="ngày cuối kỳ (to) trước ngày đầu kỳ (from)", en="the period ends (to) before it begins (from)"),
            Text(vi="Sửa một trong hai ngày.", en="Correct one of the two days."),
        )
    if message == "valid_to is before valid_from":
        return (
            Text(
                vi="ngày hết hiệu lực (valid_to) trước ngày bắt đầu hiệu lực (valid_from)",
                en="the entry ends (valid_to) before it begins (valid_from)",
            ),
            Text(vi="Sửa một trong hai ngày.", en="Correct one of the two days."),
        )
    if message == "letterhead is not the name":
        return (
            Text(
                vi="các dòng letterhead ghép lại không đúng là tên cơ quan (name)",
                en="the lines of letterhead do not join to the name",
            ),
            Text(
                vi="Ghi đúng từng chữ của name, chỉ ngắt dòng: mỗi dòng một mục của danh sách.",
                en="Write the name word for word, only parted: one item of the list for each line.",
            ),
        )
    return Text(vi=f"các giá trị mâu thuẫn nhau ({message})", en=message), Text(
        vi="Sửa một trong các giá trị của nhóm này.", en="Correct one of the values of this group."
    )


def _pattern_of(annotated: Any) -> str:
    constraints = get_args(annotated)[1]
    return str(constraints.pattern)


_PATTERNS: Mapping[str, Text] = {
    _pattern_of(Id): Text(
        vi="Chỉ dùng chữ thường không dấu, chữ số và gạch nối, bắt đầu bằng chữ; ví dụ sct.",
        en="Use lower-case letters without marks, digits and hyphens, a letter first; for example sct.",
    ),
}

_TEXT = Text(
    vi="Phải là chữ; nếu giá trị trông như số hoặc ngày thì đặt trong dấu nháy kép.",
    en="This must be text; put it in double quotes where it looks like a number or a date.",
)
_HALF_LETTERS = Text(
    vi="Trong nội dung có ký tự hỏng không nhìn thấy; xóa rồi gõ lại.",
    en="The value holds a broken character that cannot be seen; delete it and type it again.",
)
_FILLED = Text(
    vi="Ghi giá trị vào, hoặc xóa cả dòng nếu khóa không bắt buộc.",
    en="Fill it in, or delete the line if it is optional.",
)
_DAY = Text(
    vi="Viết ngày theo thứ tự năm-tháng-ngày, không kèm giờ; ví dụ 2020-12-07.",
    en="Write the day as year-month-day, without a time; for example 2020-12-07.",
)
_PATH = Text(
    vi="Viết đường dẫn tính từ thư mục số liệu của sở, không có .. và không bắt đầu bằng /; ví dụ registers.xlsx.",
    en="Write a path inside the department's data folder, without .. or a leading /; for example registers.xlsx.",
)
_NAME_ALONE = Text(
    vi="Ghi họ tên người ký, bỏ học hàm, học vị (GS., TS., ThS.…); ví dụ Nguyễn Văn A.",
    en="Write the signer's name without academic titles (GS., TS., ThS. …), such as Nguyễn Văn A.",
)
_LIST = Text(
    vi='Phải là danh sách: mỗi mục một dòng, bắt đầu bằng "- ".',
    en='This must be a list: one item a line, each beginning with "- ".',
)
_NOT_EMPTY = Text(vi="Cần ít nhất một mục trong danh sách.", en="The list needs at least one item.")
_GROUP = Text(
    vi="Phải là một nhóm khóa, mỗi khóa một dòng thụt vào dưới khóa này.",
    en="This must be a group of keys, each on its own line, indented below this key.",
)
_NUMBER = Text(
    vi="Phải là số nguyên lớn hơn 0, chỉ gồm chữ số.", en="This must be a whole number above 0, digits only."
)

_REMEDIES: tuple[tuple[Callable[[str], bool], Text], ...] = (
    (lambda kind: kind == "string_too_short", _FILLED),
    (lambda kind: kind == "string_unicode", _HALF_LETTERS),
    (lambda kind: kind.startswith("string"), _TEXT),
    (lambda kind: kind.startswith("date"), _DAY),
    (lambda kind: kind == "leads_out_of_folder", _PATH),
    (lambda kind: kind == "academic_title", _NAME_ALONE),
    (lambda kind: kind == "too_short", _NOT_EMPTY),
    (lambda kind: kind.startswith(("tuple", "list")), _LIST),
    (lambda kind: kind.startswith(("model", "dict")), _GROUP),
    (lambda kind: kind.startswith(("int", "greater")), _NUMBER),
)
