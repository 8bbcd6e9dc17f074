"""What a criteria file may say: a tree of domains, criteria and sub-criteria whose leaves are scored.

`params/criteria/<id>.yaml` holds one `CriteriaSet`. Sets change almost every year, so they are dated data; what they
say must agree with itself (`consistency.py`) before anything is scored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from cchc_report.errors import Text, shortened
from cchc_report.measures import View
from cchc_report.params.models import Id, Line
from cchc_report.params.strict import Strict
from cchc_report.params.translation import PartRefused, did_you_mean, explained
from cchc_report.params.yaml_text import KeyPath
from cchc_report.scoring.quantities import Points
from cchc_report.scoring.registry import RuleCall, all_rules
from cchc_report.typed_text import clean_text

Level = Literal["domain", "criterion", "sub_criterion"]
LEVELS: tuple[Level, ...] = ("domain", "criterion", "sub_criterion")
LEVEL_NAMES: dict[Level, str] = {
    "domain": "Lĩnh vực",
    "criterion": "Tiêu chí",
    "sub_criterion": "Tiêu chí thành phần",
}

NotApplicable = Literal["full", "zero", "excluded"]

ILLUSTRATIVE_BANNER = "Bộ tiêu chí minh họa — không phải điểm chính thức"


def _code_as_written(value: Any) -> Any:
    """Return a code that YAML took for a number as it was written: `1.10` is not `1.1`."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _check_code(value: str) -> str:
    if not all(part.isalnum() for part in value.split(".")):
        shown = shortened(value)
        raise explained(
            Text(vi=f'mã "{shown}" không dùng được', en=f'the code "{shown}" cannot be used'),
            Text(
                vi="Mã gồm chữ và số, các cấp cách nhau bằng dấu chấm; ví dụ 1, 1.1, 1.1.2.",
                en="A code is made of letters and digits, with points between the levels; such as 1, 1.1, 1.1.2.",
            ),
        )
    return value


def _one_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _not_empty(value: Any) -> Any:
    """Refuse an empty list, as `min_length` would: but that also counts items as missing that were refused."""
    if value == []:
        raise explained(
            Text(vi="chưa có lĩnh vực nào", en="there is no domain"),
            Text(vi="Cần ít nhất một mục trong danh sách.", en="The list needs at least one item."),
        )
    return value


def _bind_rule(value: Any) -> RuleCall:
    """Return the rule that `value` names, with its parameters judged by the rule's own model."""
    if isinstance(value, RuleCall):
        return value
    given = {"name": value} if isinstance(value, str) else value
    rules = all_rules()
    name = given.get("name") if isinstance(given, dict) else None
    if not isinstance(name, str) or name not in rules:
        what = Text(vi="quy tắc chưa có tên (name)", en="the rule has no name")
        if name is not None:
            shown = shortened(name)
            what = Text(vi=f'không có quy tắc "{shown}"', en=f'there is no rule "{shown}"')
        raise explained(what, did_you_mean(str(name or ""), tuple(rules), Text(vi="Các quy tắc", en="Rules")))
    model = rules[name].parameters
    try:
        return RuleCall(rules[name], model.model_validate(given))
    except ValidationError as error:
        raise PartRefused(error, model) from error


def _evidence(value: Any) -> bool | str:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and (text := clean_text(value)):
        return text
    shown = shortened(value)
    raise explained(
        Text(vi=f'giá trị "{shown}" không dùng được', en=f'the value "{shown}" cannot be used'),
        Text(
            vi="Ghi true, false, hoặc mô tả tài liệu cần có.", en="Write true, false, or describe the document needed."
        ),
    )


Code: TypeAlias = Annotated[
    str,
    BeforeValidator(_code_as_written, json_schema_input_type=str | float),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20),
    AfterValidator(_check_code),
]
MeasureIds: TypeAlias = Annotated[
    tuple[Line, ...], BeforeValidator(_one_or_several, json_schema_input_type=str | list[str])
]
Evidence: TypeAlias = Annotated[
    bool | str, PlainValidator(_evidence), WithJsonSchema({"type": ["boolean", "string"], "minLength": 1})
]


class Rounding(Strict):
    """How a leaf's points are rounded; parents are sums of rounded leaves."""

    decimals: int = Field(2, ge=0, le=4, description="Số chữ số thập phân của điểm từng tiêu chí")
    method: Literal["half_up"] = Field("half_up", description="Nửa đơn vị làm tròn lên")


class Decision(Strict):
    """The decision that issued the set."""

    number: Line = Field(description="Số, ký hiệu, như 3069/QĐ-UBND")
    dated: date = Field(alias="date", description="Ngày ban hành, theo thứ tự năm-tháng-ngày")


class Years(Strict):
    """The years in which the set holds, both included; without `to` it still holds."""

    start: int = Field(alias="from", ge=2000, le=2999, description="Năm đầu tiên áp dụng")
    end: int | None = Field(None, alias="to", ge=2000, le=2999, description="Năm cuối; còn áp dụng thì không ghi")

    def __contains__(self, year: int) -> bool:
        return self.start <= year and (self.end is None or year <= self.end)


class Declared(Strict):
    """How many nodes the decision says that there are on each level; checked against the tree."""

    domains: int = Field(ge=0, description="Số lĩnh vực (cấp 1)")
    criteria: int = Field(ge=0, description="Số tiêu chí (cấp 2)")
    sub_criteria: int = Field(ge=0, description="Số tiêu chí thành phần (cấp 3)")
    leaves: int = Field(ge=0, description="Số mục được chấm điểm: mục không có mục con, ở bất kỳ cấp nào")


class Node(Strict):
    """A domain, criterion or sub-criterion: either it has `items` below it, or a `rule` scores it."""

    code: Code = Field(description="Mã, bắt đầu bằng mã của cấp trên: 1, 1.2, 1.2.3")
    title: Line = Field(description="Tên, như trong quyết định")
    maximum: Points = Field(description="Điểm tối đa; của nhóm là tổng các mục bên dưới")
    items: tuple[Node, ...] = Field((), description="Các mục bên dưới")
    rule: Annotated[RuleCall | None, PlainValidator(_bind_rule), WithJsonSchema({})] = Field(
        None, description="Quy tắc chấm: tên và tham số của quy tắc"
    )
    measures: MeasureIds = Field((), description="Mã số liệu: một tỷ lệ, hoặc các số đếm (được cộng lại)")
    out_of: MeasureIds = Field((), description="Mẫu số: các số đếm, được cộng lại")
    happened: MeasureIds = Field(
        (), description="Số đếm cho biết việc có phát sinh hay không; bằng 0 là không phát sinh"
    )
    view: View | None = Field(
        None, description="Góc nhìn của số liệu: theo Hệ thống (system) hay theo thực tế (actual)"
    )
    evidence_required: Evidence = Field(
        False, description="Có cần tài liệu kiểm chứng không, hoặc mô tả tài liệu cần có"
    )
    not_applicable: NotApplicable | None = Field(
        None, description="Không phát sinh thì: full (điểm tối đa), zero (0 điểm), excluded (loại ra, quy đổi)"
    )
    rounding: Rounding | None = Field(None, description="Cách làm tròn, nếu khác với cả bộ")

    @property
    def is_leaf(self) -> bool:
        """Whether it has no children, and so is scored itself."""
        return not self.items

    @property
    def call(self) -> RuleCall:
        """The rule of a leaf.

        Raises:
            ValueError: It has none, which a set that was checked never says of a leaf.
        """
        if self.rule is None:
            message = f"criterion {self.code} has no rule"
            raise ValueError(message)
        return self.rule

    @property
    def adjusts(self) -> bool:
        """Whether it is a bonus or a penalty, which has no maximum of its own."""
        return self.rule is not None and self.rule.rule.adjusts is not None

    @property
    def outside_maximum(self) -> bool:
        """Whether its points come on top of the maximum instead of within it."""
        return self.adjusts and getattr(self.call.parameters, "counted", None) == "outside"

    @property
    def reads(self) -> tuple[str, ...]:
        """Every measure that it names."""
        return (*self.measures, *self.out_of, *self.happened)


@dataclass(frozen=True, slots=True)
class Placed:
    """A node and where it stands.

    Attributes:
        node: The node.
        path: Its key path in the file.
        above: The nodes above it, the domain first.
    """

    node: Node
    path: KeyPath
    above: tuple[Node, ...]

    @property
    def depth(self) -> int:
        """How many nodes stand above it."""
        return len(self.above)

    @property
    def level(self) -> Level:
        """Its level; a tree that was checked has no more than three."""
        return LEVELS[self.depth]


class CriteriaSet(Strict):
    """A criteria set: what may be reached, and how it is measured."""

    id: Id = Field(description="Tên ngắn của bộ; tệp phải tên là <id>.yaml")
    title: Line = Field(description="Tên bộ tiêu chí")
    decision: Decision | None = Field(description="Quyết định ban hành; bộ minh họa có thể ghi null")
    status: Literal["official", "illustrative"] = Field(
        description="official: điểm theo quyết định; illustrative: điểm minh họa, báo cáo ghi rõ điều đó"
    )
    valid_years: Years = Field(description="Các năm áp dụng")
    maximum: Points = Field(description="Điểm tối đa của cả bộ: tổng các lĩnh vực")
    declares: Declared = Field(description="Số mục ở mỗi cấp theo quyết định, để đối chiếu với cây")
    rounding: Rounding = Field(Rounding(), description="Cách làm tròn điểm của từng tiêu chí")
    items: Annotated[tuple[Node, ...], BeforeValidator(_not_empty)] = Field(
        description="Các lĩnh vực", json_schema_extra={"minItems": 1}
    )

    @property
    def illustrative(self) -> bool:
        """Whether its points are not those of a decision."""
        return self.status == "illustrative"

    def walk(self) -> Iterator[Placed]:
        """Yield every node in the order of the tree, each before those below it."""
        yield from _walk(self.items, (), ())

    def leaves(self) -> Iterator[Placed]:
        """Yield the nodes that are scored."""
        return (placed for placed in self.walk() if placed.node.is_leaf)

    def decimals_of(self, node: Node) -> int:
        """Return to how many decimal places the points of `node` are rounded."""
        return (node.rounding or self.rounding).decimals

    @property
    def decimals(self) -> int:
        """The most decimal places that any leaf is rounded to: what sums are printed with."""
        return max(self.decimals_of(placed.node) for placed in self.leaves())


def _walk(nodes: tuple[Node, ...], path: KeyPath, above: tuple[Node, ...]) -> Iterator[Placed]:
    for position, node in enumerate(nodes):
        here: KeyPath = (*path, "items", position)
        yield Placed(node, here, above)
        yield from _walk(node.items, here, (*above, node))


def maximum_of(nodes: tuple[Node, ...]) -> Fraction:
    """Return the sum of the maxima of `nodes`."""
    return sum((node.maximum for node in nodes), start=Fraction(0))
