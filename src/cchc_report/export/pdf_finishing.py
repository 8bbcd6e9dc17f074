"""What a PDF needs beyond what WeasyPrint writes, so that it is PDF/A-3a and PDF/UA-1 at once.

WeasyPrint knows one variant at a time. It writes the stricter file (PDF/A-3a: output intent, identifier, associated
files, tags); the functions here complete it just before it is written, in the tree of objects that WeasyPrint hands to
a *finisher*. Nothing is parsed back from bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

_END_OF_METADATA = b"</rdf:RDF>"
_PAGE_HEADER = {"Type": "/Pagination", "Subtype": "/Header"}


def finish(pdf: Any, *, link_texts: Mapping[str, str]) -> None:
    """Complete the PDF in place.

    Args:
        pdf: The `pydyf.PDF` as WeasyPrint built it for the variant `pdf/a-3a`.
        link_texts: For each anchor, what a link to it says to a reader who does not see the page.
    """
    _claim_pdf_ua(pdf)
    _describe_links(pdf, link_texts)
    _make_page_numbers_artifacts(pdf)
    _settle_attachments(pdf)


def _claim_pdf_ua(pdf: Any) -> None:
    """Add the identification of PDF/UA-1 to the metadata, with the schema that PDF/A asks for foreign properties."""
    metadata = _at(pdf, pdf.catalog["Metadata"])
    claim = (files("cchc_report.export") / "assets" / "pdf-ua.xml").read_bytes()
    before, end, after = b"".join(metadata.stream).rpartition(_END_OF_METADATA)
    if not end:
        message = "the metadata of the PDF has no rdf:RDF element"
        raise ValueError(message)
    metadata.stream = [before + claim + end + after]


def _describe_links(pdf: Any, texts: Mapping[str, str]) -> None:
    """Let links inside the document say where they lead; WeasyPrint writes the bare anchor."""
    for annotation in _dictionaries(pdf, "Subtype", "/Link"):
        if "Dest" in annotation:
            anchor = annotation["Dest"].string
            annotation["Contents"].string = texts.get(anchor, anchor)


def _make_page_numbers_artifacts(pdf: Any) -> None:
    """Mark what stands in page margins as pagination, which a screen reader passes over.

    WeasyPrint tags it like text, with structure elements that are in no structure tree (ISO 14289-1, 7.8).
    """
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = frozenset(_references_below(pdf, root))
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    elements_by_page = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in _dictionaries(pdf, "Type", "/Page"):
        elements = elements_by_page[page["StructParents"]]
        outside = {mark for mark, element in enumerate(elements) if element not in in_tree}
        if outside:
            _make_artifacts(_at(pdf, page["Contents"]).stream, outside)
            for mark in outside:
                elements[mark] = b"null"


def _make_artifacts(operators: list[Any], marks: set[int]) -> None:
    """Turn the marked contents with these identifiers into artifacts: `/Span <</MCID 7>> BDC` is three operators."""
    for index, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in marks:
            operators[index - 1] = "/Artifact"
            operator.clear()
            operator.update(_PAGE_HEADER)


def _settle_attachments(pdf: Any) -> None:
    """Name each associated file once, and let its bytes depend on no clock: only the date of its data stays."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for stream in pdf.objects:
        parameters = getattr(stream, "extra", {}).get("Params")
        if parameters is not None:
            parameters.pop("CreationDate")


def _references_below(pdf: Any, root: Any) -> Iterator[bytes]:
    waiting = list(root["K"])
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes):  # the others are numbers of marked contents
            yield kid
            waiting += _at(pdf, kid).get("K", ())


def _dictionaries(pdf: Any, key: str, value: str) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, dict) and each.get(key) == value)


def _at(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]
