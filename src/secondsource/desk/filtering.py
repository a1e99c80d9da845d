"""A filter as one line of text, as people write it for mail and code search, and back; and a filter in words.

The line holds conditions, ``field:value`` or ``field:"value of several words"``, and words to search for. In quotes a
backslash stands before a quotation mark or a backslash that is meant as such; a word that would read as a condition
goes in quotes too. Nothing here knows the screen.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile import FINDINGS, Filter
from secondsource.display import one_line
from secondsource.model import Kind, Nature, SourceType, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Field:
    """Something that can be filtered by.

    ``key`` is what stands before the colon, ``name`` the field of ``Filter`` that it fills (``date`` fills two),
    ``values`` the only ones there are; where it is empty, any text will do.
    """

    key: str
    name: str
    about: str
    example: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One condition or word of a line, from ``start`` to ``end`` in code points; ``field`` is None for a word."""

    start: int
    end: int
    field: Field | None
    value: str
    quoted: bool = False
    closed: bool = True


FIELDS: Final = (
    Field("is", "verdict", "the verdict", "is:open", ("open", "conflict", *(verdict.value for verdict in Verdict))),
    Field("source", "source", "who said it", "source:quill"),
    Field("kind", "kind", "how it is told", "kind:direct", tuple(kind.value for kind in Kind)),
    Field("nature", "nature", "what it says", "nature:fact", tuple(nature.value for nature in Nature)),
    Field("type", "source_type", "what the source is", "type:unnamed", tuple(one.value for one in SourceType)),
    Field("by", "reviewer", "who decided or signed off", "by:ana"),
    Field("article", "article", "the article's name", "article:ferry-2021"),
    Field("outlet", "outlet", "who published it", "outlet:gazette"),
    Field("channel", "channel", "how the words came", "channel:tweet"),
    Field("finding", "finding", "what a check noticed", "finding:any", tuple(FINDINGS)),
    Field("date", "date", "the article's date", "date:2021-06"),
    Field("since", "since", "from this date on", "since:2021-06-29"),
    Field("until", "until", "up to this date", "until:2021-06-30"),
)
DATES: Final = {
    "date": (
        ("2021-06-29", "that day"), ("2021-06", "that month"), ("2021", "that year"),
        ("2021-06..2021-07", "these months and what is between"), ("..2021-06-29", "up to that day"),
    ),
    "since": (("2021-06-29", "from that day on"), ("2021-06", "from the first of that month on")),
    "until": (("2021-06-29", "up to that day"), ("2021-06", "up to the last of that month")),
}  # fmt: skip
"""The fields whose values are dates: how they can be written, and what that means."""
_BY_KEY: Final = {field.key: field for field in FIELDS}
_ALSO: Final = {"verdict": "is", "reviewer": "by", "source_type": "type"}
_CONDITION: Final = re.compile("(-?[A-Za-z_]+):(?!//)")
_NEAR_FIELD, _NEAR_VALUE = 80, 60  # of 100: a word such as "mind:" is no slip for "kind:"
_DAY: Final = re.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def tokens(line: str) -> list[Token]:
    """Return the conditions and words of a line. Quotation marks count where a word or a value begins."""
    found = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        match = _CONDITION.match(line, at)
        field = _BY_KEY.get(_key(match[1])) if match else None
        start, at = at, match.end() if match and field else at
        if line.startswith('"', at):
            value, at, closed = _quoted(line, at + 1)
            found.append(Token(start, at, field, value, quoted=True, closed=closed))
        else:
            end = next((place for place in range(at, len(line)) if line[place].isspace()), len(line))
            found.append(Token(start, end, field, line[at:end]))
            at = end
    return found


def token_at(line: str, cursor: int) -> Token:
    """Return the condition or word that the cursor stands in or behind, an empty word where there is none."""
    at = (token for token in tokens(line) if token.start <= cursor <= token.end)
    return max(at, key=lambda token: token.start, default=Token(cursor, cursor, None, ""))


def parse(line: str) -> Filter:
    """Return the filter that a line asks for; an empty line asks for nothing.

    Values of a fixed list may be cut short where that leaves one meaning. Raises UnusableInput for a value that is
    not on its list, a slip in a field's name, a field given twice, a date that is none, a quotation left open.
    """
    words: list[str] = []
    asked: dict[str, Any] = {}
    for token in tokens(line):
        if not token.closed:
            raise UnusableInput(f"the quotation mark before “{one_line(token.value)}” is not closed")
        if token.field is None:
            if not token.quoted:
                _check_for_slip(token.value)
            words += token.value.split()
            continue
        for name, value in _values(token.field, token.value).items():
            if asked.setdefault(name, value) != value:
                raise UnusableInput(f"{token.field.key}: is there twice, or contradicts another: keep one of them")
    if asked.get("since", date.min) > asked.get("until", date.max):
        raise UnusableInput(f"since {asked['since']} is later than until {asked['until']}: exchange them")
    return Filter(words=" ".join(words) or None, **asked)


def write(wanted: Filter) -> str:
    """Return the line that asks for a filter: ``parse`` makes the same filter of it."""
    parts = [
        condition(field, str(value))
        for field in FIELDS
        if field.key not in DATES and (value := getattr(wanted, field.name))
    ]
    if wanted.since and wanted.until:
        parts.append("date:" + _period(wanted.since, wanted.until, ".."))
    elif wanted.since or wanted.until:
        parts.append(f"since:{wanted.since}" if wanted.since else f"until:{wanted.until}")
    words = (wanted.words or "").split()
    return " ".join([*parts, *(_quote(word) if _CONDITION.match(word) else _plain(word) for word in words)])


def condition(field: Field, value: str) -> str:
    """Return the condition that a field has this value, with quotation marks where they are needed."""
    # Two slashes after a colon are an address, and an address is a word.
    return f"{field.key}:{_quote(value) if value.startswith('//') else _plain(value)}"


def describe(wanted: Filter) -> str:
    """Return a filter in words on one line, safe to show; empty where nothing is asked."""
    said = ["conflicts" if wanted.verdict == "conflict" else wanted.verdict, wanted.kind, wanted.nature]
    parts = [str(word) for word in said if word]
    if wanted.source_type:
        parts.append(f"{wanted.source_type} source")
    if parts:
        parts[0] = f"only {parts[0]}"
    for label, value in (
        ("source", wanted.source), ("by", wanted.reviewer), ("article", wanted.article), ("outlet", wanted.outlet),
        ("via", wanted.channel),
    ):  # fmt: skip
        if value:
            parts.append(f"{label} “{one_line(value)}”")
    if wanted.finding:
        parts.append("any finding" if wanted.finding == "any" else f"finding {one_line(wanted.finding)}")
    if wanted.since and wanted.until:
        parts.append(_period(wanted.since, wanted.until, " to "))
    elif wanted.since or wanted.until:
        parts.append(f"since {wanted.since}" if wanted.since else f"until {wanted.until}")
    if wanted.words:
        parts.append(f"“{one_line(wanted.words)}”")
    return " · ".join(parts)


def _key(name: str) -> str:
    name = name.lower()
    return _ALSO.get(name, name)


def _quoted(line: str, at: int) -> tuple[str, int, bool]:
    """Return what is quoted from ``at`` on, where the quotation ends, and whether it is closed."""
    value: list[str] = []
    while at < len(line):
        if line[at] == '"':
            return "".join(value), at + 1, True
        if line[at] == "\\" and line[at + 1 : at + 2] in {'"', "\\"}:
            at += 1
        value.append(line[at])
        at += 1
    return "".join(value), at, False


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(text: str) -> str:
    return _quote(text) if text.startswith('"') or any(map(str.isspace, text)) else text


def _check_for_slip(word: str) -> None:
    match = _CONDITION.match(word)
    if match is None:
        return
    name = match[1].lower()
    if name.startswith("-") and _key(name[1:]) in _BY_KEY:
        raise UnusableInput(f"“{name}:” can't be said: a filter says what to show, not what to leave out")
    near = _nearest(name, [*_BY_KEY, *_ALSO], _NEAR_FIELD)
    if near:
        raise UnusableInput(f"there is no field “{name}:”; did you mean “{near}:”? A word like that goes in quotes")


def _values(field: Field, value: str) -> dict[str, object]:
    """Return what a condition asks of the fields of ``Filter``."""
    if not value.strip():
        raise UnusableInput(f"{field.key}: needs a value, such as {field.example}")
    if field.key in DATES:
        return _dates(field, value)
    if not field.values:
        return {field.name: value}
    word = value.strip().lower()
    meant = [word] if word in field.values else [one for one in field.values if one.startswith(word)]
    if len(meant) > 1:
        raise UnusableInput(f"{field.key}:{word} may be {' or '.join(meant)}: write more of it")
    if not meant:
        others = [f"{one.key}:{word}" for one in FIELDS if word in one.values]
        near = _nearest(word, field.values, _NEAR_VALUE)
        meant = [*others[:1], *([near] if near else [])]
        hint = f"; did you mean {meant[0]}?" if meant else ""
        raise UnusableInput(f"{field.key}: is one of {', '.join(field.values)}{hint}")
    kinds: dict[str, type[Kind | Nature | SourceType]] = {"kind": Kind, "nature": Nature, "type": SourceType}
    return {field.name: kinds[field.key](meant[0]) if field.key in kinds else meant[0]}


def _nearest(word: str, among: Iterable[str], least: int) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, list(among), scorer=fuzz.ratio, score_cutoff=least)
    return str(found[0]) if found else None


def _dates(field: Field, value: str) -> dict[str, object]:
    first, between, last = value.strip().partition("..")
    if field.key == "since":
        return {"since": _day(field, value.strip(), last=False)}
    if field.key == "until":
        return {"until": _day(field, value.strip(), last=True)}
    asked: dict[str, object] = {}
    if first or not last:
        asked["since"] = _day(field, first, last=False)
    if last or not between:
        asked["until"] = _day(field, last or first, last=True)
    return asked


def _day(field: Field, text: str, *, last: bool) -> date:
    """Return the first or last day of a day, a month or a year."""
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month or (12 if last else 1)
        return date(year or 0, month, day or (calendar.monthrange(year or 0, month)[1] if last else 1))
    except (ValueError, IndexError):  # calendar raises its own kind of both
        pair = ", or two of them as in 2021-06..2021-07" if field.key == "date" else ""
        raise UnusableInput(f"{field.key}: is a day, a month or a year: 2021-06-29, 2021-06, 2021{pair}") from None


def _period(since: date, until: date, between: str) -> str:
    """Return a time in the widest of days, months and years that it is made of."""
    first, last = str(since), str(until)
    if since.day == 1 and until.day == calendar.monthrange(until.year, until.month)[1]:
        first, last = first[:7], last[:7]
        if since.month == 1 and until.month == 12:
            first, last = first[:4], last[:4]
    return first if first == last else f"{first}{between}{last}"
