"""A text with brat annotations beside it, ``X.txt`` and ``X.ann``: attributions as PolNeAR, PARC and our export do.

The annotations are in brat's standoff format (https://brat.nlplab.org/standoff.html): text-bound terms (T), and events
(E) or relations (R) that join a Source, a Cue and a Content; a term Narrator is a statement of the text's own. Notes,
attributes and all else are left out. Offsets count code points of the text, line ends as they are.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.model import Attribution, Kind, Nature, Span, Statement, UnusableInput
from secondsource.reading.encoding import decode_exactly
from secondsource.reading.formats.plain import reading_of
from secondsource.reading.given import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.model import Spans
    from secondsource.reading.given import Given, Reading

SUFFIX: Final = ".ann"
ROLES: Final = ("Source", "Cue", "Content")
NARRATOR: Final = "Narrator"
_ATTRIBUTION = "Attribution"
_OURS = re.compile(rf"^T\d+\t(?:{'|'.join((*ROLES, NARRATOR, _ATTRIBUTION))})[ -]", re.MULTILINE)
_LINE = re.compile(r"[TERAMN#*][^\t]{0,100}\t.*", re.DOTALL)
_SPAN = re.compile(r"(\d{1,9}) (\d{1,9})")
_ONLY_ANN = re.compile(rb"(?:\xef\xbb\xbf)?[TERAMN#*]\d{0,9}\t\S+ ")


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether annotations of attributions lie beside the text, or the bytes are such annotations themselves."""
    beside = _beside(given)
    if beside is None:
        return given.name.endswith(SUFFIX) and _ONLY_ANN.match(head) is not None
    try:
        return _OURS.search(_annotations(beside)[1]) is not None
    except UnusableInput:
        return True  # which ``read`` then says


def read(given: Given) -> Iterator[Reading]:
    """Yield the one article with its annotations, whose attributions state their spans alone.

    Raises UnusableInput where the text can't be used, or a line of the annotations does not fit it.
    """
    beside = _beside(given)
    if beside is None:
        text_file = f"{given.stem}.txt"
        raise UnusableInput(f"{given.what} holds annotations and no text; give the text beside it, such as {text_file}")
    content = given.content()
    text = decode_exactly(content, given.what)
    digest, lines = _annotations(beside)
    annotations, left_out = annotations_of(lines, text, str(beside))
    read_by = f"UTF-8 text, annotated in {beside.name} (SHA-256 {digest})"
    if left_out:
        read_by += f"; {left_out} of the annotations have no content and are left out"
    yield reading_of(text, content, given, read_by, "brat", annotations)


def annotations_of(lines: str, text: str, what: str) -> tuple[tuple[Attribution | Statement, ...], int]:
    """Return what the lines of a standoff file mark in ``text``, and how many attributions have no content.

    Attributions come in the order of the lines. ``what`` names the file in messages. Raises UnusableInput, with the
    number of the line, for one that is broken, or whose words are not those of the text at its place.
    """
    found = _Lines(text, what)
    noted = False
    for number, line in enumerate(lines.removeprefix("\ufeff").split("\n"), start=1):
        fits = _LINE.fullmatch(line)
        if fits:
            found.add(line, number)
        elif line.strip() and not noted:
            raise found.fault(number, "is no line of brat's standoff format; export the annotations again")
        noted = line.startswith("#") or (noted and not fits)  # what people note may go over several lines
    groups = found.groups()
    attributions = [one for one in map(found.attribution, groups) if one.content]
    return (*attributions, *found.statements), len(groups) - len(attributions)


class _Term(NamedTuple):
    label: str
    spans: Spans


class _Joined(NamedTuple):
    """An event or a relation: its arguments as role and id, and the line it stands in."""

    id: str
    trigger: str
    arguments: list[tuple[str, str]]
    line: int


@dataclass(slots=True)
class _Lines:
    """The lines of a file, taken up one by one."""

    text: str
    what: str
    terms: dict[str, _Term] = field(default_factory=dict)
    events: list[_Joined] = field(default_factory=list)
    relations: list[_Joined] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def fault(self, line: int, what: str) -> UnusableInput:
        return UnusableInput(f"{self.what}, line {line}, {what}")

    def add(self, line: str, number: int) -> None:
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            self._add_term(name, rest, number)
        elif name.startswith(("E", "R")):
            first, *others = rest.split()[:100] or [""]
            kind, _, trigger = first.partition(":")
            pairs = [
                (role.rstrip("0123456789") or role, target) for role, _, target in (o.partition(":") for o in others)
            ]
            if name.startswith("E") and kind.startswith(_ATTRIBUTION):
                self.events.append(_Joined(name, trigger, pairs, number))
            elif name.startswith("R"):
                pairs = [(role, target) for role, _, target in (o.partition(":") for o in others)]
                self.relations.append(_Joined(name, "", pairs, number))

    def _add_term(self, name: str, rest: str, number: int) -> None:
        where, tab, words = rest.partition("\t")
        label, _, places = where.partition(" ")
        pieces = [_SPAN.fullmatch(piece) for piece in places.split(";")]
        if not tab or not all(pieces):
            raise self.fault(number, "gives no place in the text; export the annotations again")
        spans = [Span(int(piece[1]), int(piece[2])) for piece in pieces if piece]
        there = "".join(self.text[start:end] for start, end in spans)
        if "".join(there.split()) != "".join(words.split()) or any(start >= end for start, end in spans):
            here, text = _where_they_part(words, there)
            what = f"has “{here}” where the text has “{text}”; put the text that was annotated beside it"
            raise self.fault(number, what)
        whole = _across_lines(_in_order(spans), self.text)
        self.terms[name] = _Term(label, whole)
        if label == NARRATOR:
            self.statements.append(Statement(whole, Nature.FACT, ""))

    def groups(self) -> list[dict[str, list[_Term]]]:
        """The terms of each attribution by their roles: an event's, or those that relations join to one cue."""
        triggers = {event.id: event.trigger for event in self.events}
        found: list[dict[str, list[_Term]]] = []
        for event in self.events:
            group: dict[str, list[_Term]] = {role: [] for role in ROLES}
            for role, target in event.arguments:
                if role in ROLES:
                    group[role].append(self._term(triggers.get(target, target), event.line))
            found.append(group)
        return found + self._related()

    def _term(self, name: str, line: int) -> _Term:
        if name not in self.terms:
            raise self.fault(line, f"speaks of {_short(name)}, which is nowhere; export the annotations again")
        return self.terms[name]

    def _related(self) -> list[dict[str, list[_Term]]]:
        """The attributions of relations: what hangs on one cue, or, without a cue, on one content."""
        joined: list[dict[str, str]] = []
        for relation in self.relations:
            roles = {}
            for argument, target in relation.arguments:
                label = self.terms[target].label if target in self.terms else ""
                role = argument if argument in ROLES else label
                if role in ROLES:
                    self._term(target, relation.line)
                    roles[role] = target
            if len(roles) > 1:
                joined.append(roles)
        cue_of = {roles["Content"]: roles["Cue"] for roles in joined if "Cue" in roles and "Content" in roles}
        found: dict[str, dict[str, dict[str, None]]] = {}
        for roles in joined:
            anchor = roles.get("Cue") or cue_of.get(roles.get("Content", ""), roles.get("Content", ""))
            group = found.setdefault(anchor, {role: {} for role in ROLES})
            for role, target in roles.items():
                group[role].setdefault(target)
        return [{role: [self.terms[one] for one in names] for role, names in group.items()} for group in found.values()]

    def attribution(self, group: dict[str, list[_Term]]) -> Attribution:
        source, cue, content = (_in_order([span for term in group[role] for span in term.spans]) for role in ROLES)
        reason = f"marked by hand in {Path(self.what).name}"
        return Attribution(source, cue, content, Kind.INDIRECT, None, None, True, Nature.FACT, "", 1.0, reason)


def _in_order(spans: list[Span]) -> Spans:
    """Return the spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _across_lines(spans: Spans, text: str) -> Spans:
    """Return the spans with those as one that only a line's end parts: the format cuts there what is no two pieces."""
    found: list[Span] = []
    for span in spans:
        gap = text[found[-1].end : span.start] if found else ""
        if gap.isspace() and len(f"{gap}.".splitlines()) > 1:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    """Return both from shortly before the place where they differ."""
    one, other = " ".join(one.split()), " ".join(other.split())
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, same - 20)
    return _short(one[start:]), _short(other[start:])


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _beside(given: Given) -> Path | None:
    """Return the annotations beside a text file, None where there are none."""
    if given.path is None or given.path.suffix == SUFFIX:
        return None
    beside = given.path.with_suffix(SUFFIX)
    return beside if beside.is_file() else None


def _annotations(path: Path) -> tuple[str, str]:
    """Return the digest of a file's bytes and its lines. Raises UnusableInput where it can't be read as UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise UnusableInput(f"{path} is larger than {MOST_BYTES // 1024**2} MiB; it can't be annotations of one text")
    try:
        return hashlib.sha256(content).hexdigest(), content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableInput(f"{path} is not valid UTF-8 (byte {error.start}); export the annotations again") from None
