"""From a dossier to the procedure it asks for, and from a procedure to its field."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from cchc_report.statistics.names import comparison_key

Positions: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]

UNKNOWN = -1
"""Position of a procedure that is not in the catalogue."""

UNKNOWN_FIELD = "Ngoài danh mục"
"""Field of dossiers whose procedure is not in the catalogue."""


def match_procedures(dossiers: pd.DataFrame, procedures: pd.DataFrame) -> Positions:
    """Return for each dossier the position of its procedure in the catalogue, or -1.

    A dossier that states a procedure code is matched by that code alone: a right name beside a wrong code is a
    contradiction, not a match. A dossier without a code is matched by its procedure's name (`comparison_key`); a name
    that the catalogue gives to procedures of different kinds or fields matches none of them.

    Args:
        dossiers: Frame of the dossier register; `procedure_code` and `procedure_name` are read.
        procedures: Frame of the procedure catalogue.

    Returns:
        int64 array, one position a dossier.
    """
    by_code = {code: position for position, code in enumerate(procedures["code"])}
    by_name, ambiguous = procedures_by_name(procedures)
    matched = _look_up(dossiers["procedure_code"], by_code)
    without_code = dossiers["procedure_code"].isna().to_numpy()
    if without_code.any():
        named = {k: v for k, v in by_name.items() if k not in ambiguous}
        matched[without_code] = _look_up_names(dossiers["procedure_name"][without_code], named)
    return matched


def ambiguous_names(dossiers: pd.DataFrame, procedures: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for each dossier whether it was not matched because its name stands for several different procedures."""
    _, ambiguous = procedures_by_name(procedures)
    flagged = dossiers["procedure_code"].isna().to_numpy().copy()
    if ambiguous and flagged.any():
        flagged[flagged] = _look_up_names(dossiers["procedure_name"][flagged], dict.fromkeys(ambiguous, 0)) == 0
    else:
        flagged[:] = False
    return flagged


def field_categories(procedures: pd.DataFrame) -> tuple[tuple[str, ...], Positions]:
    """Return the fields in the catalogue's order, `Ngoài danh mục` last, and for each procedure the index of its field.

    Spellings of one field that differ only in case, spaces or the place of a tone mark are one field, written as it
    first appears.
    """
    names: dict[str, str] = {}
    for name in procedures["field"]:
        names.setdefault(comparison_key(name), name)
    names.setdefault(comparison_key(UNKNOWN_FIELD), UNKNOWN_FIELD)
    unknown = names.pop(comparison_key(UNKNOWN_FIELD))
    order = [*names, comparison_key(UNKNOWN_FIELD)]
    index = {key: number for number, key in enumerate(order)}
    of_procedure = np.array([index[comparison_key(name)] for name in procedures["field"]], dtype=np.int64)
    return (*names.values(), unknown), of_procedure


def procedures_by_name(procedures: pd.DataFrame) -> tuple[dict[str, int], frozenset[str]]:
    """Return the first procedure of each name (`comparison_key`), and the names of several kinds or fields."""
    first: dict[str, int] = {}
    ambiguous = set()
    kinds = procedures["kind"].astype(str).tolist()
    fields = [comparison_key(name) for name in procedures["field"]]
    for position, name in enumerate(procedures["name"]):
        key = comparison_key(name)
        other = first.setdefault(key, position)
        if (kinds[other], fields[other]) != (kinds[position], fields[position]):
            ambiguous.add(key)
    return first, frozenset(ambiguous)


def _look_up(values: pd.Series[Any], positions: Mapping[Hashable, int]) -> Positions:
    """Return the position of each value; each distinct value is looked up once."""
    codes, distinct = pd.factorize(values)
    found = np.array([*(positions.get(value, UNKNOWN) for value in distinct), UNKNOWN], dtype=np.int64)
    return found[codes]  # factorize gives missing values -1, which is the last entry


def _look_up_names(names: pd.Series[Any], positions: Mapping[str, int]) -> Positions:
    codes, distinct = pd.factorize(names)
    found = np.array([*(positions.get(comparison_key(name), UNKNOWN) for name in distinct), UNKNOWN], dtype=np.int64)
    return found[codes]
