"""A validator over schema.org's vocabulary: every class, every property, its domain, its range.

``vocabulary.json`` holds the vocabulary's facts on the classes that a ClaimReview feed is made of, and names where they
are from. Stricter than schema.org, which takes a text for anything: a value has to be of a class or a data type that
the property names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

_FACTS = json.loads((Path(__file__).parent / "vocabulary.json").read_text(encoding="utf-8"))
CLASSES: dict[str, list[str]] = _FACTS["classes"]
PROPERTIES: dict[str, dict[str, list[str]]] = _FACTS["properties"]

_ABSOLUTE = re.compile(r"(?:https?://[^\s/<>\"]+[^\s<>\"]*|urn:[a-z0-9][a-z0-9-]+:\S+)")


def faults(document: object) -> list[str]:
    """What of a JSON-LD document is not schema.org's, each fault with the path to it."""
    if not isinstance(document, dict) or document.get("@context") != "https://schema.org":
        return ["the document does not declare the context https://schema.org"]
    return list(_of_node({name: value for name, value in document.items() if name != "@context"}, "$"))


def kinds(name: str) -> set[str]:
    """A class with all that it is a kind of."""
    return {name}.union(*(kinds(parent) for parent in CLASSES[name]))


def _of_node(node: dict[str, Any], path: str) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in CLASSES:
        yield f"{path}: {kind} is no class"
        return
    for name, value in node.items():
        here = f"{path}.{name}"
        if name == "@type":
            continue
        if name == "@id":
            if not isinstance(value, str) or not _ABSOLUTE.fullmatch(value):
                yield f"{here}: {value!r} is no IRI"
        elif name not in PROPERTIES:
            yield f"{here}: no property"
        elif not kinds(kind) & set(PROPERTIES[name]["of"]):
            yield f"{here}: no property of {kind}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _of_value(one, PROPERTIES[name]["takes"], here)


def _of_value(value: object, takes: list[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _of_node(value, path)
        if value.get("@type") in CLASSES and not kinds(value["@type"]) & set(takes):
            yield f"{path}: {value['@type']} is none of {takes}"
    elif not any(_is(value, kind) for kind in takes):
        yield f"{path}: {value!r} is none of {takes}"


def _is(value: object, kind: str) -> bool:
    match kind:
        case "Text":
            return isinstance(value, str) and bool(value)
        case "URL":
            return isinstance(value, str) and bool(_ABSOLUTE.fullmatch(value))
        case "Date":
            return isinstance(value, str) and bool(
                re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value)
            )
        case "DateTime":
            return isinstance(value, str) and "T" in value and bool(datetime.fromisoformat(value))
        case "Number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
    return False
