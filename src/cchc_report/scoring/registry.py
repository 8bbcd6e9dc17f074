"""A rule is one function; its YAML parameters, their schema and their error messages follow from its signature.

    @rule(Text(vi="Tỷ lệ thuận", en="Proportional"))
    def proportional(share: Share, maximum: Fraction) -> Worked: ...

The first argument says what the rule reads (`readings.py`), the second gets the leaf's maximum, and every keyword-only
argument is a key under `rule:` in a criteria file; its annotation may carry a `Field` with the description that editors
show. Rules are found in the modules of `scoring/rules/`; there is no list
to keep.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Generic, Literal, ParamSpec, get_args, get_type_hints

from pydantic import BaseModel, PlainValidator, create_model

from cchc_report.errors import Text
from cchc_report.params.strict import Strict
from cchc_report.scoring.quantities import read_points
from cchc_report.scoring.readings import Answer

P = ParamSpec("P")

Direction = Literal["adds", "takes"]


@dataclass(frozen=True, slots=True)
class Rule(Generic[P]):
    """One way of giving points.

    Attributes:
        name: What a criteria file calls it: the function's name.
        title: Its name for people.
        function: The function; the rule itself can be called in its place.
        reads: Type of its first argument; `NoneType` where it reads nothing.
        parameters: What may stand under `rule:`, `name` included.
        adjusts: `adds` for bonus points, `takes` for penalties: such a leaf has no maximum of its own, and the
            function gets, in place of the maximum, the room there is; else `None`.
    """

    name: str
    title: Text
    function: Callable[P, Answer]
    reads: type
    parameters: type[BaseModel]
    adjusts: Direction | None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Return what the function answers."""
        return self.function(*args, **kwargs)


@dataclass(frozen=True)
class RuleCall:
    """A rule with the parameters that one leaf of a criteria set gives it.

    Attributes:
        rule: The rule.
        parameters: An instance of `rule.parameters`.
    """

    rule: Rule[...]
    parameters: BaseModel

    def answer(self, reading: Any, maximum: Fraction) -> Answer:
        """Return the rule's answer to what the leaf reads."""
        given = {name: getattr(self.parameters, name) for name in type(self.parameters).model_fields if name != "name"}
        return self.rule.function(reading, maximum, **given)

    def points_named(self) -> Iterator[tuple[str, Fraction]]:
        """Yield every parameter that is a number of points, with the key under which it stands."""
        yield from _points_in(self.parameters)


def _points_in(model: BaseModel) -> Iterator[tuple[str, Fraction]]:
    hints = get_type_hints(type(model), include_extras=True)
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, Fraction) and _is_points(hints[name]):
            yield field.alias or name, value
        elif isinstance(value, tuple):
            parts = enumerate(value, start=1)
            yield from ((f"{name}[{n}].{key}", points) for n, part in parts for key, points in _points_in(part))


def _is_points(hint: Any) -> bool:
    metadata = getattr(hint, "__metadata__", ())
    found = any(isinstance(item, PlainValidator) and item.func is read_points for item in metadata)
    return found or any(_is_points(part) for part in get_args(hint))


def rule(title: Text, *, adjusts: Direction | None = None) -> Callable[[Callable[P, Answer]], Rule[P]]:
    """Make a function a rule.

    Args:
        title: Its name for people.
        adjusts: Whether it adds to or takes from the points of its neighbours (see `Rule`).
    """

    def register(function: Callable[P, Answer]) -> Rule[P]:
        hints = get_type_hints(function, include_extras=True)
        arguments = inspect.signature(function).parameters.values()
        first = next(iter(arguments)).name
        reads = next(part for part in (*get_args(hints[first]), hints[first]) if isinstance(part, type))
        parameters = _parameters_model(function, hints, title)
        return Rule(function.__name__, title, function, reads, parameters, adjusts)

    return register


def _parameters_model(function: Callable[..., Any], hints: Mapping[str, Any], title: Text) -> type[BaseModel]:
    """Return the model of what may stand under `rule:`: the name and the function's keyword-only arguments."""
    fields: dict[str, Any] = {"name": (Literal[function.__name__], ...)}
    for argument in inspect.signature(function).parameters.values():
        if argument.kind is argument.KEYWORD_ONLY:
            default = ... if argument.default is argument.empty else argument.default
            fields[argument.name] = (hints[argument.name], default)
    # A class's doc becomes the description in the JSON Schema, which an analyst's editor shows.
    return create_model(function.__name__, __base__=Strict, __doc__=title.vi, **fields)


@cache
def all_rules() -> Mapping[str, Rule[...]]:
    """Return every rule by name, in alphabetical order: whatever the modules of `scoring/rules/` define."""
    package = importlib.import_module("cchc_report.scoring.rules")
    modules = [importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return {item.name: item for item in sorted(found, key=lambda item: item.name)}
