"""JSON of articles: JSON Lines of any size, a list, one object, a JSON Feed, ninjs, and exports of social posts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import Original, UnusableInput
from secondsource.reading.formats import json_values, lines, ninjs
from secondsource.reading.formats.fields import (
    NAMES,
    are_claims,
    article_of,
    chosen_fields,
    columns_in,
    line_of,
    marked,
    shown,
)
from secondsource.reading.given import MOST_BYTES, Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from secondsource.reading.given import Given

# An archive of X holds scripts; "[" and "{" also begin prose, but not with what follows them here.
_BEGINS = re.compile(r"\s*(?P<script>window\.YTD\.\w{1,60}(?:\.part\d{1,6})?\s*=\s*)?"
                     r"(?:\{\s*(?:\"|\}\s*(?:\Z|\{)|\Z)|\[\s*(?:\{|\]\s*;?\s*\Z|\Z))", re.ASCII)  # fmt: skip
_CUT = re.compile(r"\[\+[\d,.]{1,9} chars\]\s*\Z")  # how a news service says that it gives no more
_LISTS: Final = ("articles", "items", "results", "docs", "entries", "stories", "data")
_FEED: Final = "jsonfeed.org/version/"
_NAMED: Final = 12  # how many names a message lists
_MOST_SHAPES: Final = 1000
_PIECE: Final = 1024**2
_MOST_VALUES: Final = 8_000_000  # of one value, each of which takes a hundred bytes of memory


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether the file begins as JSON does that holds objects."""
    head = lines.unpacked_head(head)
    codec, bom = lines.codec_by_head(head)
    return _BEGINS.match(head[bom:].decode(codec, "replace").rstrip("\ufffd")) is not None


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the articles of a file of JSON, of which JSON Lines may have any size.

    Each line is looked at before the first article is yielded. Raises UnusableInput, with the line, for what is no
    JSON, and where nothing in the file has a text.
    """
    with lines.unpacked(given) as file:
        codec, bom = lines.codec_by_head(file.read(8192))
    if not _are_lines(given, codec, bom):
        yield from _whole(given, codec, bom)
        return
    shapes = _Shapes(given)
    first = next(value for value, _, _ in _objects(given, codec, bom))
    if first.get("record") == "case" or are_claims(first):
        raise UnusableInput(f"{given.what} holds an exported case or claims; bring them in with: secondsource import")
    posts = None if given.columns else _posts([first], given)
    if posts is not None:
        posts = _posts([value for value, _, _ in _objects(given, codec, bom, most=MOST_BYTES)], given)
        yield from posts or ()
        return
    usable = 0
    for value, _, _ in _objects(given, codec, bom):
        usable += shapes.has_text(value)
    if not usable:
        raise shapes.no_text()
    for value, line, number in _objects(given, codec, bom):
        content = lines.bytes_of(line.strip(), codec)
        yield _reading(value, content, given, shapes, f"{given.stem}-{number}", f"line {number}", "JSON Lines")


def _are_lines(given: Given, codec: str, bom: int) -> bool:
    """Say whether the first line is an object by itself and more follows."""
    written = (line for line in lines.lines_of(given, codec, bom) if line.strip())
    try:
        if not isinstance(json_values.parsed(next(written, "")), dict):
            return False
    except (json_values.BrokenJSON, UnusableInput):
        return False
    return next(written, None) is not None


def _objects(given: Given, codec: str, bom: int, most: int | None = None) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Yield the object on each line, the line, and its number from 1; no more than ``most`` code points in all."""
    held = 0
    for number, line in enumerate(lines.lines_of(given, codec, bom), 1):
        if not line.strip():
            continue
        where = f"line {number} of {given.what}"
        if lines.is_broken(line):
            raise UnusableInput(
                f"{where} is not UTF-8; convert the file, for instance with 'iconv -f WINDOWS-1252 -t UTF-8'"
            )
        held += len(line)
        if most is not None and held > most:
            raise UnusableInput(f"{given.what} is larger than {most // 1024**2} MiB; split it")
        try:
            value = json_values.parsed(line.rstrip())
        except json_values.BrokenJSON as fault:
            raise UnusableInput(
                f"{where} is no sound JSON: {fault} (column {fault.at + 1}); mend or remove that line"
            ) from None
        if not isinstance(value, dict):
            raise UnusableInput(f"{where} is no object of JSON; mend or remove that line")
        yield value, line, number


def _whole(given: Given, codec: str, bom: int) -> Iterator[Reading | Unread]:
    """Yield the articles of a file that is one value."""
    text = _decoded(given, codec, bom)
    begin = _BEGINS.match(text)
    if begin and begin["script"]:
        text = text[begin.end("script") :].rstrip().removesuffix(";")
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        raise UnusableInput(
            f"{given.what} has more parts than are read of one value; give JSON Lines, an object a line"
        )
    own: list[bytes] | None = None
    try:
        if text.lstrip().startswith("["):
            pairs = list(json_values.elements(text))
            value: Any = [value for value, _ in pairs]
            own = [piece.encode("utf-8", "replace") for _, piece in pairs]
        else:
            value = json_values.parsed(text)
    except json_values.BrokenJSON as fault:
        where = json_values.place_in(text, fault.at)
        raise UnusableInput(f"{given.what} is no sound JSON: {fault} ({where}); get it again or mend it") from None
    found = None if given.columns or ninjs.is_ninjs(value) else _posts(value, given)
    if found is None:
        found = _listed(value, own, given) if isinstance(value, list) else _object(value, given)
    yield from found


def _object(value: Any, given: Given) -> Iterator[Reading | Unread]:  # noqa: ANN401 - it is any value
    shapes = _Shapes(given)
    if not isinstance(value, dict):
        raise shapes.no_text()
    if shapes.has_text(value):
        # The file holds this one article, so its bytes are the article's.
        found = _reading(value, given.content(), given, shapes, given.stem, None, "JSON")
        if isinstance(found, Unread):
            raise UnusableInput(f"{given.what} is no article: {found.fault}")
        if found.article.url is None and given.url:
            found = replace(found, article=replace(found.article, url=given.url))
        return iter([found])
    version = value.get("version")
    if isinstance(version, str) and _FEED in version and isinstance(value.get("items"), list):
        return _listed(value["items"], None, given, "JSON Feed", line_of(value.get("title")))
    for name in _LISTS:
        if isinstance(value.get(name), list) and any(isinstance(each, dict) for each in value[name]):
            return _listed(value[name], None, given)
    shapes.has_text(value)
    raise shapes.no_text()


def _listed(
    values: list[Any], own: list[bytes] | None, given: Given, form: str = "JSON", outlet: str | None = None
) -> Iterator[Reading | Unread]:
    shapes = _Shapes(given)
    if not sum(shapes.has_text(value) for value in values):
        raise shapes.no_text()
    return _each_listed(values, own, given, shapes, form, outlet)


def _each_listed(
    values: list[Any], own: list[bytes] | None, given: Given, shapes: _Shapes, form: str, outlet: str | None
) -> Iterator[Reading | Unread]:
    for number, value in enumerate(values, 1):
        name, place = f"{given.stem}-{number}", f"item {number}"
        if isinstance(value, dict):
            content = own[number - 1] if own else json_values.canonical(value)
            yield _reading(value, content, given, shapes, name, place, form, outlet)
        else:
            yield Unread(f"{given.name}, {place}", "it is no object of JSON")


def _reading(
    value: dict[str, Any],
    content: bytes,
    given: Given,
    shapes: _Shapes,
    name: str,
    place: str | None,
    form: str,
    outlet: str | None = None,
) -> Reading | Unread:
    """Return the article that an object is; ``place`` says where in the file it stands, None for the whole of it."""
    sha256 = hashlib.sha256(content).hexdigest()
    within = f"{given.name}, {place}" if place else None
    try:
        if not given.columns and ninjs.is_ninjs(value):
            article, read_by = ninjs.article_in(value, sha256=sha256, name=name)
            form = "ninjs"
        else:
            found = article_of(shapes.values(value), sha256=sha256, name=name, outlet=outlet)
            if found is None:
                raise ninjs.NoArticle("it has no text")
            article, was_page = found
            read_by = form + (", HTML by plain rules" if was_page else "")
            read_by += " (summary only)" if _CUT.search(article.text[-40:]) else ""
    except ninjs.NoArticle as fault:
        return Unread(within or given.name, str(fault))
    original = Original(
        content=content,
        name=given.name if place is None else f"{name}.json",
        read_by=read_by,
        content_type="application/json",
        within=within,
        fetched=given.fetched,
    )
    return Reading(article, original, form)


class _Shapes:
    """Where objects with these names have an article's fields. Those of one file mostly have the same names."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._chosen = chosen_fields(given.columns)
        self._known: dict[tuple[str, ...], dict[str, list[str]]] = {}
        self._names: dict[str, None] = {}

    def values(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values by field, each the first that is not empty."""
        columns = self._columns(value)
        found: dict[str, Any] = {}
        for field, names in columns.items():
            for name in names:
                each = value.get(name)
                if each not in (None, "", [], {}):
                    found[field] = marked(name, each) if field == "text" else each
                    break
            else:
                if field in self._chosen:
                    found[field] = _deep(value, self._chosen[field])
        return found

    def has_text(self, value: object) -> bool:
        """Say whether a value is an object that seems to have an article's text."""
        if not isinstance(value, dict):
            return False
        for name in islice(value, _NAMED - len(self._names)):
            self._names.setdefault(name)
        return (not self._given.columns and ninjs.is_ninjs(value)) or bool(self.values(value).get("text"))

    def no_text(self) -> UnusableInput:
        """Return the fault of a file without any text."""
        names = ", ".join(map(shown, self._names)) or "none"
        wanted = self._chosen.get("text")
        lacking = f"no text under the name {wanted!r}" if wanted else f"no text ({', '.join(NAMES['text'][:3])} …)"
        return UnusableInput(
            f"{self._given.what} holds {lacking}; its names are: {names}; say which holds it: --map text=NAME"
        )

    def _columns(self, value: Mapping[str, Any]) -> dict[str, list[str]]:
        shape = tuple(value)
        found = self._known.get(shape)
        if found is None:
            found = columns_in(shape, self._chosen)
            if len(self._known) < _MOST_SHAPES:
                self._known[shape] = found
        return found


def _deep(value: object, path: str) -> object:
    """Return what stands under a name such as "source.name", None where nothing does."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _posts(value: object, given: Given) -> Iterator[Reading | Unread] | None:
    from secondsource.reading.formats.posts import readings

    return readings(value, given)


def _decoded(given: Given, codec: str, bom: int) -> str:
    content = bytearray()
    with lines.unpacked(given) as file:
        while piece := file.read(_PIECE):
            content += piece
            if len(content) > MOST_BYTES:
                most = MOST_BYTES // 1024**2
                raise UnusableInput(
                    f"{given.what} is larger than {most} MiB; give JSON Lines, an object a line, or split it"
                )
    try:
        return bytes(content[bom:]).decode(codec)
    except UnicodeDecodeError as fault:
        said = codec.upper().removesuffix("-LE").removesuffix("-BE")
        raise UnusableInput(
            f"{given.what} is not valid {said} (byte {fault.start + bom}); convert it to UTF-8"
        ) from None
