"""What the Web Annotation Data Model asks of a document, written from the MUSTs of its Recommendation (2017).

The document is expanded by a JSON-LD processor with the model's own context, ``anno.jsonld`` beside this file; nothing
is loaded from elsewhere. ``faults`` names what does not hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyld import jsonld

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = json.loads((Path(__file__).parent / "anno.jsonld").read_text(encoding="utf-8"))
OA, AS, DCTERMS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
RDF, FOAF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://xmlns.com/foaf/0.1/"
XSD = "http://www.w3.org/2001/XMLSchema#"
MOTIVATIONS = {
    OA + name
    for name in "assessing bookmarking classifying commenting describing editing highlighting identifying linking "
    "moderating questioning replying tagging".split()
}
RELATIVE = "https://relative.invalid/"  # in front of what is no IRI by itself
SELECTORS = {OA + "TextQuoteSelector", OA + "TextPositionSelector"}

# By class: each property with how many values it has at least and at most, and what each has to be.
Shape = dict[str, tuple[int, int | None, str]]
LIFE: Shape = {DCTERMS + "created": (0, 1, "utc"), DCTERMS + "modified": (0, 1, "utc")}
SHAPES: dict[str, Shape] = {
    OA + "Annotation": LIFE
    | {
        "@id": (1, 1, "iri"),
        OA + "hasTarget": (1, None, "node"),
        OA + "hasBody": (0, None, "node"),
        OA + "motivatedBy": (0, None, "motivation"),
        OA + "bodyValue": (0, 0, "string"),  # not beside a body, and we always have one
    },
    OA + "SpecificResource": LIFE
    | {
        OA + "hasSource": (1, 1, "iri"),
        OA + "hasSelector": (0, None, "node"),
        OA + "hasState": (0, None, "node"),
        OA + "hasPurpose": (0, None, "motivation"),
    },
    OA + "TextualBody": LIFE | {RDF + "value": (1, 1, "string"), OA + "hasPurpose": (0, None, "motivation")},
    OA + "TextQuoteSelector": {
        OA + "exact": (1, 1, "string"),
        OA + "prefix": (0, 1, "string"),
        OA + "suffix": (0, 1, "string"),
    },
    OA + "TextPositionSelector": {OA + "start": (1, 1, "count"), OA + "end": (1, 1, "count")},
    OA + "TimeState": {OA + "sourceDate": (0, None, "utc"), OA + "cachedSource": (0, None, "iri")},
    AS + "OrderedCollection": {
        "@id": (1, 1, "iri"),
        AS + "totalItems": (0, 1, "count"),
        AS + "first": (0, 1, "node"),
        AS + "last": (0, 1, "iri"),
    },
    AS + "OrderedCollectionPage": {
        "@id": (1, 1, "iri"),
        AS + "items": (1, 1, "list"),
        AS + "startIndex": (0, 1, "count"),
        AS + "partOf": (0, 1, "iri"),
    },
    FOAF + "Person": {"@id": (0, 1, "iri"), FOAF + "name": (0, None, "string")},
    FOAF + "Organization": {"@id": (0, 1, "iri"), FOAF + "name": (0, None, "string")},
    AS + "Application": {"@id": (0, 1, "iri"), FOAF + "name": (0, None, "string")},
}


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the document with every term as the IRI that it stands for."""

    def load(url: str, _: Any) -> dict[str, Any]:
        if url != CONTEXT:
            raise AssertionError(f"{url} is loaded")
        return {"contextUrl": None, "documentUrl": url, "document": TERMS}

    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": load, "base": RELATIVE})
    return found


def faults(document: dict[str, Any]) -> list[str]:
    """Return what the model's MUSTs say against a document that is one collection with all its annotations."""
    found = [*_unknown(document)]
    if document.get("@context") != CONTEXT:
        return [*found, "the context is not the model's"]
    nodes = expanded(document)
    if [node.get("@type") for node in nodes] != [[AS + "OrderedCollection"]]:
        return [*found, "it is not one collection"]
    for node in _nodes(nodes[0]):
        found += _of_node(node)
    items = [one for page in nodes[0].get(AS + "first", []) for one in page.get(AS + "items", [])]
    annotations = [one for holder in items for one in holder["@list"]]
    if any(OA + "Annotation" not in one.get("@type", []) for one in annotations):
        found.append("a page holds what is no annotation")
    ids = [one.get("@id") for one in annotations]
    if len(set(ids)) < len(ids):
        found.append("two annotations have one id")
    if [len(annotations)] != [total["@value"] for total in nodes[0].get(AS + "totalItems", [])]:
        found.append("the total is not how many there are")
    return found


def _unknown(value: Any) -> Iterator[str]:
    """Yield the keys that the context does not know: a JSON-LD processor drops them without a word."""
    if isinstance(value, list):
        for one in value:
            yield from _unknown(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in TERMS["@context"] and key != "@context":
                yield f"the context does not know {key}"
            yield from _unknown(one)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of an expanded document that describes something."""
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict) and "@value" not in value:
        if "@list" not in value:
            yield value
        for one in value.values():
            yield from _nodes(one)


def _of_node(node: dict[str, Any]) -> Iterator[str]:
    types = node.get("@type", [])
    for kind in types:
        if not _is_iri(kind):
            yield f"{kind} is no class"
    if set(types) & SELECTORS and len(types) > 1:
        yield "a selector has several types"
    for selector in node.get(OA + "hasSelector", []):
        if not set(selector.get("@type", [])) & SELECTORS:
            yield "a selector is of no class of selectors for text"
    for kind in types:
        for name, (least, most, what) in SHAPES.get(kind, {}).items():
            values = node.get(name, [])
            values = values if isinstance(values, list) else [{"@id": values}]
            if len(values) < least or (most is not None and len(values) > most):
                yield f"{kind} has {len(values)} of {name}"
            yield from (f"{name} of {kind} is no {what}: {value}" for value in values if not _is(value, what))
    start, end = (node.get(OA + name, [{}])[0].get("@value") for name in ("start", "end"))
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        yield "nothing is selected"


def _is(value: dict[str, Any], what: str) -> bool:
    literal = value.get("@value")
    if what == "string":
        return isinstance(literal, str)
    if what == "count":
        return type(literal) is int and literal >= 0 and value.get("@type") == XSD + "nonNegativeInteger"
    if what == "utc":
        is_time = isinstance(literal, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", literal)
        return bool(is_time) and value.get("@type") == XSD + "dateTime"
    if what == "iri":
        return _is_iri(value.get("@id"))
    if what == "motivation":
        return value.get("@id") in MOTIVATIONS
    if what == "list":
        return bool(value.get("@list"))
    return "@value" not in value and ("@id" not in value or _is_iri(value["@id"]))


def _is_iri(name: Any) -> bool:
    absolute = isinstance(name, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", name)
    return bool(absolute) and not name.startswith(RELATIVE)
