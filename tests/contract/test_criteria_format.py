"""The format of criteria files, its schema and its guide stay as promised; so does the record for the manifest."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from cchc_report.scoring.criteria import CriteriaSet, Node
from cchc_report.scoring.findings import SCORE_RULES
from cchc_report.scoring.json_schema import criteria_schema, criteria_schema_text
from cchc_report.scoring.known_measures import known_measures
from cchc_report.scoring.loading import read_criteria
from cchc_report.scoring.registry import all_rules
from support.criteria import built, leaf, measures, sheet

GUIDE = "docs/criteria.md"


def test_the_committed_schema_is_up_to_date(repository: Path) -> None:
    committed = (repository / "docs" / "criteria.schema.json").read_text("utf-8")
    assert committed == criteria_schema_text(), "run: cchc-report criteria schema > docs/criteria.schema.json"


def test_the_schema_knows_every_key_and_rule() -> None:
    definitions = criteria_schema()["$defs"]
    assert set(definitions["Node"]["properties"]) == set(Node.model_fields)
    assert set(criteria_schema()["properties"]) == set(CriteriaSet.model_fields)
    for name, rule in all_rules().items():
        assert set(definitions[name]["properties"]) == set(rule.parameters.model_fields)
        assert definitions[name]["additionalProperties"] is False
        assert all("description" in part for key, part in definitions[name]["properties"].items() if key != "name")


def test_the_schema_speaks_vietnamese() -> None:
    described = re.findall(r'"description": "([^"]*)"', criteria_schema_text())
    assert described
    assert not [text for text in described if text.isascii()]


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / GUIDE).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_the_guide_explains_each_rule_with_an_example_that_holds(name: str, guide: str) -> None:
    title = all_rules()[name].title.vi
    section = guide.partition(f"### `{name}`: {title[:1].lower()}{title[1:]}\n")[2].partition("\n### ")[0]
    assert section, f"{GUIDE} has no section on {name}"
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)[:1]
    parameters = set(all_rules()[name].parameters.model_fields) - {"name"}
    assert all(f"`{parameter}`" in section for parameter in parameters)
    (node,) = yaml.safe_load(example)
    assert node["rule"] == name or node["rule"]["name"] == name


def test_the_examples_of_the_guide_make_a_sound_set(guide: str, tmp_path: Path) -> None:
    rules = guide.partition("## Các quy tắc chấm")[2].partition("\n## ")[0]
    examples = [node for text in re.findall(r"```yaml\n(.*?)```", rules, re.DOTALL) for node in yaml.safe_load(text)]
    total = sum(node["maximum"] for node in examples)
    for number, node in enumerate(examples, start=1):
        node["code"] = f"1.{number}"
    head = {
        "id": "vi-du",
        "title": "Ví dụ",
        "decision": None,
        "status": "illustrative",
        "valid_years": {"from": 2020},
        "maximum": total,
        "declares": {"domains": 1, "criteria": len(examples), "sub_criteria": 0, "leaves": len(examples)},
        "items": [{"code": "1", "title": "Ví dụ", "maximum": total, "items": examples}],
    }
    path = tmp_path / "vi-du.yaml"
    path.write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    assert {placed.node.call.rule.name for placed in read_criteria(path, "vi-du.yaml").leaves()} == set(all_rules())


def test_the_first_example_of_the_guide_is_a_sound_file(guide: str, tmp_path: Path) -> None:
    text = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[0]
    path = tmp_path / "vi-du-2020.yaml"
    path.write_text(text, "utf-8")
    assert read_criteria(path, "vi-du-2020.yaml").id == "vi-du-2020"


def test_the_guide_names_every_key_measure_and_finding(guide: str) -> None:
    assert all(f"`{key}`" in guide for key in Node.model_fields)
    assert all(f"`{key}`" in guide for key in CriteriaSet.model_fields)
    assert not [id_ for id_ in known_measures() if f"`{id_}`" not in guide]
    assert all(f"`{rule.id}`" in guide for rule in SCORE_RULES)


def test_the_record_for_the_manifest() -> None:
    asked: dict[str, Any] = {"measures": "a.rate", "not_applicable": "excluded", "evidence_required": "báo cáo"}
    criteria = built(leaf("1", 20, "proportional", **asked), leaf("2", 5))
    record = sheet(criteria, measures(a__rate=(580, 581))).as_record()
    assert json.loads(json.dumps(record)) == record
    assert record == {
        "criteria": {"id": "thu", "title": "Bộ thử", "status": "illustrative", "decision": None, "decimals": 2},
        "rows": [
            {
                "code": "1",
                "title": "Tiêu chí 1",
                "level": "domain",
                "leaf": True,
                "maximum": "20",
                "status": "scored",
                "points": "19.97",
                "unrounded": "11600/581",
                "measures": ["a.rate"],
                "out_of": [],
                "view": None,
                "numerator": 580,
                "denominator": 581,
                "value": None,
                "evidence": [],
                "note": "580/581 × 20 = 19,97",
                "explanation": "Chưa có tài liệu kiểm chứng (cần: báo cáo).",
            },
            {
                "code": "2",
                "title": "Tiêu chí 2",
                "level": "domain",
                "leaf": True,
                "maximum": "5",
                "status": "survey",
                "points": None,
                "unrounded": None,
                "measures": [],
                "out_of": [],
                "view": None,
                "numerator": None,
                "denominator": None,
                "value": None,
                "evidence": [],
                "note": "Điểm do điều tra xã hội học quyết định (tối đa 5); đơn vị không tự chấm",
                "explanation": None,
            },
        ],
        "total": {
            "maximum": "25",
            "points": "19.97",
            "within": "19.97",
            "outside": "0",
            "excluded_maximum": "0",
            "survey_maximum": "5",
            "unscored_maximum": "0",
            "rescaled": "19.97",
            "rescaled_exact": "19.97",
            "arithmetic": "Tổng điểm tự đánh giá: 19,97/25 điểm. Chưa gồm 5 điểm do điều tra xã hội học quyết định.",
        },
    }


def test_the_tables_of_the_guide_are_up_to_date(guide: str, repository: Path) -> None:
    tool = runpy.run_path(str(repository / "tools" / "write_criteria_guide.py"))
    assert tool["written_guide"](guide) == guide, "run: python tools/write_criteria_guide.py"
    outdated = guide.replace("| `settlement.total` |", "| `settlement.all` |")
    assert outdated != guide
    assert tool["written_guide"](outdated) == guide
