"""The parameters as a public edition prints them."""

from __future__ import annotations

from typing import Any

from cchc_report.params.models import ReportParameters
from cchc_report.public_text import without_dossier_codes


def published_parameters(parameters: ReportParameters) -> ReportParameters:
    """Return the parameters without dossier codes in any text, where the edition hides them; else as they are."""
    if not parameters.is_public or parameters.publication.dossier_codes == "show":
        return parameters
    values = _without_codes(parameters.model_dump(by_alias=True))
    # Files are found by their names, whatever these say; a public edition prints none of them.
    values["department_year"]["sources"] = parameters.department_year.sources
    return ReportParameters.model_validate(values)


def _without_codes(value: Any) -> Any:
    match value:
        case str():
            return without_dossier_codes(value)
        case dict():
            return {key: _without_codes(item) for key, item in value.items()}
        case tuple():
            return tuple(_without_codes(item) for item in value)
        case _:
            return value
