"""The line or phrase at the top of a text that only says when it was published."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from secondsource.model import Span

_S = r"[ \t\u00a0\u2009\u202f]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?P<y>[0-9]{{4}})(?P<dash>[-/])(?P<m>[0-9]{{2}})(?P=dash)(?P<d>[0-9]{{2}})(?![0-9])"
    rf"|(?P<d1>{_DAY}){_S}+(?:of{_S}+)?(?P<m1>{_MONTH}),?{_S}+(?P<y1>[0-9]{{4}})(?![0-9])"
    rf"|(?P<m2>{_MONTH}){_S}+(?P<d2>{_DAY}),?{_S}+(?P<y2>[0-9]{{4}})(?![0-9])"
    rf"|(?P<n1>[0-9]{{1,2}})(?P<sep>[-./])(?P<n2>[0-9]{{1,2}})(?P=sep)(?P<y3>[0-9]{{4}})(?![0-9])",
    re.ASCII | re.IGNORECASE,
)
_ZONE = (
    r"(?-i:Z|GMT|UTC|BST|CES?T|EES?T|ES?T|EDT|CS?T|CDT|MS?T|MDT|PS?T|PDT|IST|MSK|AST|HKT|JST|KST|SGT|AE[SD]T)\b"
    r"|(?:GMT|UTC)?[+-][0-9]{2}:?[0-9]{2}\b"
)
_TIME = (
    rf"(?:(?:at{_S}+)?[0-9]{{1,2}}[:.][0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?(?:{_S}*[ap]\.?m\b\.?)?"
    rf"|(?:at{_S}+)?[0-9]{{1,2}}{_S}*[ap]\.?m\b\.?"
    rf"|at{_S}+[0-9]{{4}}(?:{_S}*hrs)?|[0-9]{{4}}(?={_S}*(?:GMT|UTC)))(?![0-9])(?:{_S}*(?:{_ZONE}))?"
)
_TIME_AFTER = re.compile(rf"(?:T|(?:{_S}*[,|–—-])?{_S}+){_TIME}", re.ASCII | re.IGNORECASE)
_LABEL = re.compile(
    rf"(?:date{_S}+(?:of{_S}+publication|published)|publication{_S}+date|(?:(?:first|originally){_S}+)?published"
    rf"|posted|issued|released|(?P<later>(?:last{_S}+)?(?:updated|modified|edited))|dated?)"
    rf"(?:{_S}+(?:on|at))?(?:{_S}*[:=–—-]{_S}*|{_S}+)",
    re.ASCII | re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:{_TIME}{_S}*,?{_S}+)?(?:on{_S}+)?(?:{_WEEKDAY},?{_S}+)?", re.ASCII | re.IGNORECASE)
_BYLINE = re.compile(rf"[Bb]y{_S}+[^\r\n|]{{1,80}}?{_S}*[|·•,–—-]{_S}*(?=[A-Z0-9])")
# "GENEVA, June 29, 2021 (Reuters) - ": place in capitals, date, agency, dash.
_PLACE = re.compile(
    rf"[A-Z][A-Z.'’ -]{{2,30}}(?:, [A-Z][A-Za-z.]{{1,20}})?,? (?=(?i:{_BEFORE.pattern}(?:{_DATE.pattern})))", re.ASCII
)
_AGENCY = re.compile(rf"{_S}*(?:\([^()\r\n]{{1,40}}\))?{_S}*[–—-]+")
# "Headline Reuters Monday 21 Apr 2014 The text": where line ends were lost, the agency's credit parts the two.
_CREDIT = re.compile(rf"\b(?:AFP|AP|ANSA|DPA|EFE|PA|Reuters|TASS|UPI|Xinhua){_S}+(?=(?i:{_WEEKDAY}))", re.ASCII)
_CREDIT_WITHIN = 200
_OPENING = re.compile(rf"(?:[(\[*_#>]|{_S})*")
_CLOSING = re.compile(rf"{_S}*[)\].:|•·/*_–—-]+")
_BY = re.compile(rf"{_S}+by{_S}+[A-Z]")
_LINE = re.compile(r"[^\r\n]+")
_SPACES = re.compile(r"[^\S\r\n]*")

_FEW_LINES = 6
# No phrase is longer; without a bound, a mile of spaces would cost a pattern its square.
_LONGEST_PHRASE = 300
_LONGEST_HEADER_LINE = 200


class DatePhrase(NamedTuple):
    """A phrase that only dates the text: the date (None where 03/04/2021 leaves it open) and where it stands.

    ``alone`` says that nothing else is on the line; ``label`` that a word such as "Published" introduces it;
    ``later`` that the word speaks of a later change ("Updated").
    """

    date: date | None
    span: Span
    alone: bool
    label: bool
    later: bool


def parse_date(text: str) -> date | None:
    """Return the date that ``text`` begins with, in any spelling a date line may have.

    A day that the calendar does not have and a day that may as well be a month give None.
    """
    before = _BEFORE.match(text, 0, _LONGEST_PHRASE)
    found = _DATE.match(text, before.end() if before else 0, _LONGEST_PHRASE)
    return _calendar(found)[0] if found else None


def find_dateline(text: str) -> tuple[date, Span] | None:
    """Return the publication date that stands at the top of ``text`` and its span in code points.

    Only the first few lines are looked at, and only a phrase that does nothing but date the text counts: a date
    alone on its line, one behind a label ("Published: 29 June 2021"), or one that opens the text and that the
    article's own first word follows. A sentence that mentions a date is none, nor is 03/04/2021.
    """
    found = date_phrase(text)
    return (found.date, found.span) if found and found.date else None


def date_phrase(text: str, start: int = 0) -> DatePhrase | None:
    """Return the first phrase from ``start`` on, within a few lines, that only dates the text."""
    for number, line in enumerate(_content_lines(text, start)):
        found = phrase_at(text, line.start)
        if found and (found.alone or found.label or number == 0):
            return _with_following(text, found)
        credit = None if number else _CREDIT.search(text, line.start, min(line.end, line.start + _CREDIT_WITHIN))
        found = _dated(text, credit.start(), credit.start(), credit.end()) if credit else None
        if found:
            return found._replace(alone=False)
        if number + 1 == _FEW_LINES or line.end - line.start > _LONGEST_HEADER_LINE:
            break
    return None


def phrase_at(text: str, start: int) -> DatePhrase | None:
    """Return the phrase that dates the text and begins at ``start``, or None."""
    bound = start + _LONGEST_PHRASE
    opening = _OPENING.match(text, start, bound)
    at = opening.end() if opening else start
    label = _LABEL.match(text, at, bound)
    lead = label or _BYLINE.match(text, at, bound)
    found = _dated(text, start, at, lead.end(), labelled=bool(label)) if lead else None
    if found and (label or found.alone):
        return found._replace(label=bool(label), later=bool(label and label["later"]))
    found = _dated(text, start, at, at)
    if found:
        return found
    place = _PLACE.match(text, at, bound)
    return _dated(text, start, at, place.end(), place=True) if place else None


def _content_lines(text: str, start: int) -> list[Span]:
    """Return the first few lines that are not blank, each from its first character that is neither space nor BOM."""
    lines: list[Span] = []
    for line in _LINE.finditer(text, start):
        visible = line.group().lstrip("\ufeff \t\u00a0\u2009\u202f")
        if visible:
            lines.append(Span(line.end() - len(visible), line.end()))
        if len(lines) == _FEW_LINES:
            break
    return lines


def _dated(
    text: str, start: int, opening: int, at: int, *, place: bool = False, labelled: bool = False
) -> DatePhrase | None:
    """Return the phrase whose date begins at ``at``, if what follows it shows that it does nothing but date."""
    bound = at + _LONGEST_PHRASE
    before = _BEFORE.match(text, at, bound)
    found = _DATE.match(text, before.end() if before else at, bound)
    if not found:
        return None
    day, valid = _calendar(found)
    if not valid:
        return None
    time = _TIME_AFTER.match(text, found.end(), bound)
    for end in ([time.end()] if time else []) + [found.end()]:
        agency = _AGENCY.match(text, end, bound)
        if place and not agency:
            continue
        closing = _CLOSING.match(text, end, bound)
        stop = agency.end() if agency and (place or "(" in agency.group()) else closing.end() if closing else end
        rest = _first_visible(text, stop)
        parted = stop > end or text[stop].isspace() or text[stop] == "(" if rest else True
        # Lower case or a comma goes on with a sentence that began with the date.
        continued = rest.islower() or rest in (",", ";")
        if labelled and _BY.match(text, stop, bound):
            continued = False
        if place or (parted and not continued):
            first = start if text[start:opening].strip() else opening
            return DatePhrase(day, Span(first, stop), rest == "", False, False)
    return None


def _first_visible(text: str, start: int) -> str:
    """Return the first character from ``start`` that is no space, or "" where the line ends before one."""
    spaces = _SPACES.match(text, start)
    at = spaces.end() if spaces else start
    return text[at : at + 1].strip("\r\n")


def _with_following(text: str, found: DatePhrase) -> DatePhrase:
    """Take in the labelled dates that follow at once ("Published … Updated …"); the publication's own date counts."""
    phrases = [found]
    while len(phrases) < _FEW_LINES:
        start = phrases[-1].span.end
        while start < len(text) and text[start].isspace():
            start += 1
        after = phrase_at(text, start)
        if not (after and after.label):
            break
        phrases.append(after)
    first = next((phrase for phrase in phrases if not phrase.later and phrase.date), found)
    return first._replace(span=Span(found.span.start, phrases[-1].span.end), alone=phrases[-1].alone, label=found.label)


def _calendar(found: re.Match[str]) -> tuple[date | None, bool]:
    """Return the date of a match and whether the calendar has it; an ambiguous one is (None, True)."""
    part = found.groupdict()
    year = int(part["y"] or part["y1"] or part["y2"] or part["y3"])
    if part["n1"]:
        first, second = int(part["n1"]), int(part["n2"])
        if first <= 12 and second <= 12 and first != second:
            return None, year > 0 and min(first, second) > 0
        month, day = (first, second) if second > 12 else (second, first)
    elif part["y"]:
        month, day = int(part["m"]), int(part["d"])
    else:
        month = _MONTHS.index((part["m1"] or part["m2"])[:3].lower()) + 1
        day = int((part["d1"] or part["d2"]).rstrip("stndrhSTNDRH"))
    try:
        return date(year, month, day), True
    except ValueError:
        return None, False
