"""Whether a published report is up to date, and if not, why: which input, parameter, program or library changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cchc_report.batch.key import KEY_SCHEMA, ReportKey
from cchc_report.batch.manifest import MANIFEST_NAME, SCHEMA
from cchc_report.errors import Text
from cchc_report.params.models import ReportParameters

_MOST_NAMED = 3
_NEVER_MADE = Text(vi="chưa có báo cáo", en="there is no report yet")
_OTHER_FORMAT = Text(
    vi="báo cáo do phiên bản khác của chương trình lập", en="the report was made by another version of the program"
)
_UNREADABLE = Text(vi="manifest.json của báo cáo đã hỏng", en="the report's manifest.json is broken")
_NOTEBOOK = Text(vi="sổ tay đã sửa", en="the notebook was edited")
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
    manifest = _read_manifest(folder / MANIFEST_NAME)
    if isinstance(manifest, Text):
        return (manifest,)
    made = manifest["key"]
    return (
        *_outputs(folder, manifest["outputs"]),
        *([_NOTEBOOK] if made["notebook"] != key.notebook else []),
        *([_PROGRAM] if made["package"] != key.package else []),
        *_parameters(manifest["parameters"], parameters, made["parameters"] == key.parameters),
        *_files(made["files"], key.printed_files),
        *_environment(manifest["environment"], environment),
    )


def _read_manifest(path: Path) -> dict[str, Any] | Text:
    try:
        manifest = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return _NEVER_MADE
    except (OSError, ValueError):
        return _UNREADABLE
    if not isinstance(manifest, dict):
        return _UNREADABLE
    known = manifest.get("schema") == SCHEMA and manifest.get("key", {}).get("schema") == KEY_SCHEMA
    return manifest if known else _OTHER_FORMAT


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


def _parameters(before: Any, now: ReportParameters, same: bool) -> Iterator[Text]:
    if same:
        return
    keys = [".".join(path) for path in _different(before, now.as_record(), ())]
    named = _named(keys)
    yield Text(vi=f"tham số đã sửa: {named}", en=f"parameters changed: {named}")


def _different(one: Any, other: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the key paths at which two trees of JSON values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from _different(one.get(key), other.get(key), (*path, key))
    elif one != other:
        yield path


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
    keys = [".".join(path) for path in _different(before, now, ())]
    if keys:
        named = _named([key.removeprefix("packages.") for key in keys])
        yield Text(vi=f"phiên bản thư viện đã đổi: {named}", en=f"versions of libraries changed: {named}")


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} (+{more})" if more > 0 else shown
