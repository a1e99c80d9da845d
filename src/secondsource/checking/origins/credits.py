"""Wires that an article credits in its margins: "DAMASCUS (Reuters) –", "--Reuters", "Source: agencies"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.checking.origins.bodies import WIRES, shown

# A credit to wires that are not named.
AGENCIES = "news agencies"

_WIRE = rf"(?:{WIRES}|[Aa]gencies|[Nn]ews [Aa]gencies|[Ww]ires)"
_WIRES = rf"{_WIRE}(?:(?:\s?[,/&+]\s?|\s?,?\s+and\s+){_WIRE}){{0,3}}"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CREDITS = (
    # As in BEIRUT (Reuters), and in BEIRUT/AMMAN, Lebanon (Reuters).
    rf"\b[A-Z]{{3,20}}(?:[ /,-]{{1,2}}[A-Z][A-Za-z]{{1,20}}){{0,3}},? ?\(({_WIRES})\)",
    # Beirut (AFP) –
    rf"\b[A-Z][a-z]{{2,20}},? \(({_WIRES})\) ?[-–—:]",
    # AFP, Monday 24 Oct 2016
    rf"(?<!told )(?<!to )(?<!with )\b({_WIRES})[ ,|]{{1,3}}{_DAY},? (?:\d|[A-Z][a-z]{{2,8}} \d)",
    # By Reuters; Source: AFP; Sources: AP, Reuters; Source TRT World and agencies
    rf"\b(?:By|BY|Sources?|SOURCES?):? ({_WIRES})\b(?! [a-z])",
    rf"\b(?:Source|SOURCE)s?:? (?:[A-Z]\w{{1,20}}[ ,]{{1,2}}){{1,3}}(?:and|with|&) ({_WIRES})\b",
    # With input from AFP; with agencies; (with AFP)
    rf"(?:[(\n–—-] ?|\. )[Ww]ith (?:input |reporting |files |material )?(?:from )?({_WIRES})\b(?! [a-z])",
    # © AFP; (c) Reuters
    rf"(?:©|\([cC]\)|[Cc]opyright) ?(?:\d{{4}} )?({_WIRES})\b",
    # at the end: --Reuters; (AFP); /SANA; . AFP
    rf"(?:[-–—/|]\s?|[.!?\"”]\s+)({_WIRES})[.]?\s*$",
    rf"\(({_WIRES})\)[.]?\s*$",
    rf"\b({_WIRES}) contributed to th(?:is|e) (?:story|report|article)",
    # at the start of a line: Reuters – ; AFP |
    rf"(?:^|\n)({_WIRES}) ?[-–—|]",
)
# A credit in brackets after one of these is a picture's.
_PICTURE = re.compile(r"(?:photo|file|picture|image|archive|video|caption|getty)\W{0,3}$", re.IGNORECASE)
# No more than this is read at either end of the margins, in code points.
_ENDS = 2000
_ONE = re.compile(_WIRE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _CREDITS)


@lru_cache(maxsize=2048)
def credited(margins: str) -> tuple[str, ...]:
    """The wires that the margins of an article credit with its text, under the names the table shows, sorted.

    Those that credit agencies without their names have ``AGENCIES``. A wire that was told something, or took the
    picture, is not credited with the text.
    """
    if len(margins) > 2 * _ENDS:
        margins = f"{margins[:_ENDS]}\n{margins[-_ENDS:]}"
    found: set[str] = set()
    for pattern in _patterns():
        for match in pattern.finditer(margins):
            if _PICTURE.search(margins[max(match.start() - 30, 0) : match.start()]):
                continue
            for wire in _ONE.findall(match.group(1)):
                found.add(AGENCIES if wire.lower().endswith(("agencies", "wires")) else shown(wire) or wire)
    return tuple(sorted(found))
