"""Whether a published report is up to date, and if not, why: which input, parameter, program or library changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cchc_report.batch.json_difference import different_values
from cchc_report.batch.key import KEY_SCHEMA, ReportKey
from cchc_report.batch.manifest import MANIFEST_NAME, SCHEMA, is_as_written
from cchc_report.errors import Text
from cchc_report.params.models import ReportParameters

_MOST_NAMED = 3
_NEVER_MADE = Text(vi="chưa có báo cáo", en="there is no report yet")
_OTHER_FORMAT = Text(
    vi="báo cáo do phiên bản khác của chương trình lập", en="the report was made by another version of the program"
)
_UNREADABLE = Text(vi="manifest.json của báo cáo đã hỏng", en="the report's manifest.json is broken")
_ALTERED = Text(vi="tệp manifest.json không còn như khi lập", en="manifest.json is not as it was made")
_NOTEBOOK = Text(vi="sổ tay đã sửa", en="the notebook was edited")
_PARAMETERS = Text(vi="tham số đã sửa", en="parameters changed")
_PARAMETER_FILES = {
    "department": "params/departments.yaml",
    "year_parameters": "params/{year}/year.yaml",
    "department_year": "params/{year}/{department}.yaml",
}
"""Where the parts of a report's parameters are written."""
_PROGRAM = Text(vi="chương trình đã thay đổi", en="the program has changed")


def why_not_fresh(
    folder: Path, key: ReportKey, parameters: ReportParameters, environment: Mapping[str, Any]
) -> tuple[Text, ...]:
    """Return why the report in `folder` must be made again; nothing where it is up to date.

    Args:
        folder: Where it is published.
        key: The key that it would have now.
        parameters: The parameters that it would have now.
        environment: What `describe_environment` returns now.
    """
    try:
        content = (folder / MANIFEST_NAME).read_bytes()
        return tuple(_reasons(folder, content, key, parameters, environment))
    except (FileNotFoundError, NotADirectoryError):
        return (_NEVER_MADE,)
    except (OSError, ValueError, AttributeError):
        return (_UNREADABLE,)


def _reasons(
    folder: Path, content: bytes, key: ReportKey, parameters: ReportParameters, environment: Mapping[str, Any]
) -> Iterator[Text]:
    manifest = json.loads(content)
    if manifest.get("schema") != SCHEMA or manifest.get("key", {}).get("schema") != KEY_SCHEMA:
        yield _OTHER_FORMAT
        return
    if not is_as_written(content):
        yield _ALTERED  # what else it says may be wrong as well
        return
    made = manifest["key"]
    yield from _outputs(folder, manifest["outputs"])
    if made["notebook"] != key.notebook:
        yield _NOTEBOOK
    if made["package"] != key.package:
        yield _PROGRAM
    if made["parameters"] != key.parameters:
        yield _parameters(manifest["parameters"], parameters)
    yield from _files(made["files"], key.printed_files)
    yield from _environment(manifest["environment"], environment)


def _outputs(folder: Path, outputs: Iterable[Mapping[str, str]]) -> Iterator[Text]:
    for output in outputs:
        path = folder / output["path"]
        try:
            content = path.read_bytes()
        except OSError:
            yield Text(vi=f"thiếu tệp {output['path']}", en=f"{output['path']} is missing")
            continue
        if hashlib.sha256(content).hexdigest() != output["sha256"]:
            yield Text(vi=f"tệp {output['path']} không còn như khi lập", en=f"{output['path']} is not as it was made")


def _parameters(before: Any, now: ReportParameters) -> Text:
    paths = [*_paths(before, now.as_record())]
    if ("edition",) in paths:
        paths = [("edition",)]  # another edition leaves out other parameters
    written = [path for path in paths if path[0] in _PARAMETER_FILES]  # the period follows from one of the files
    places = [_place(path, now) for path in written or paths]
    if not places:
        return _PARAMETERS
    vi, en = _named([place.vi for place in places]), _named([place.en for place in places])
    return Text(vi=f"{_PARAMETERS.vi}: {vi}", en=f"{_PARAMETERS.en}: {en}")


def _place(path: Sequence[str], parameters: ReportParameters) -> Text:
    """Return where a parameter stands, such as `period.to trong params/2020/year.yaml`."""
    top, *below = path
    if top not in _PARAMETER_FILES:
        return Text(top, top)
    file = _PARAMETER_FILES[top].format(year=parameters.year, department=parameters.department.id)
    key = ".".join(below)
    return Text(vi=f"{key} trong {file}", en=f"{key} in {file}")


def _paths(before: Any, now: Any) -> Iterator[tuple[str, ...]]:
    """Yield the key paths at which two trees of JSON values differ; a list is one value."""
    for different in different_values(before, now, into_lists=False):
        yield tuple(map(str, different.path))


def _files(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Text]:
    changed = [path for path in now if path in before and now[path] != before[path]]
    for paths, vi, en in (
        (changed, "tệp đã thay đổi", "files changed"),
        ([path for path in now if path not in before], "tệp mới", "new files"),
        ([path for path in before if path not in now], "tệp không còn", "files gone"),
    ):
        if paths:
            named = _named(sorted(paths))
            yield Text(vi=f"{vi}: {named}", en=f"{en}: {named}")


def _environment(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Text]:
    keys = [".".join(path) for path in _paths(before, now)]
    if keys:
        named = _named([key.removeprefix("packages.") for key in keys])
        yield Text(vi=f"phiên bản thư viện đã đổi: {named}", en=f"versions of libraries changed: {named}")


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} (+{more})" if more > 0 else shown
