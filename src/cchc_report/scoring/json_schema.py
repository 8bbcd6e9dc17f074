"""The format of criteria files as JSON Schema, for editors: keys, rules with their parameters, descriptions."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from cchc_report.scoring.criteria import CriteriaSet
from cchc_report.scoring.registry import all_rules


def criteria_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a criteria file, written from the models and the rules."""
    schema = CriteriaSet.model_json_schema(by_alias=True)
    rules = all_rules()
    _, parameters = models_json_schema(
        [(rule.parameters, "validation") for rule in rules.values()], ref_template="#/$defs/{model}"
    )
    schema["$defs"] |= parameters["$defs"]
    # Docstrings speak to developers; an analyst's editor shows the descriptions of the keys, and the rules' titles.
    for name in schema["$defs"].keys() - rules.keys():
        schema["$defs"][name].pop("description", None)
    schema.pop("description", None)
    without_parameters = [name for name, rule in rules.items() if not _required(rule.parameters)]
    schema["$defs"]["Node"]["properties"]["rule"] |= {
        "anyOf": [{"enum": without_parameters}, *({"$ref": f"#/$defs/{name}"} for name in rules)]
    }
    schema["$defs"]["Node"]["oneOf"] = [{"required": ["items"]}, {"required": ["rule"]}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def criteria_schema_text() -> str:
    """Return the schema as the text that `cchc-report criteria schema` prints and `docs/` holds."""
    return json.dumps(criteria_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _required(model: Any) -> bool:
    return any(field.is_required() for name, field in model.model_fields.items() if name != "name")
