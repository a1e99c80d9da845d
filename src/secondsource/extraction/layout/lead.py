"""What stands before the first sentence of a text without line breaks: dates, links and the headline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import tokens_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

# "Last updated at Jul 282016 VELM", "11.10.2017(updated 1838 11.10.2017) Get short URL 113".
_STAMP = re.compile(
    r"\s{0,9}(?:last updated(?: at| on)?[ ][a-z]{3,9}\.?[ ]\d{1,6},?(?:[ ]\d{4})?"
    r"|\d{1,2}[.-]\d\d[.-]\d{4}[ ]?(?:\(?updated[^()]{0,40}\))?)\)?(?:[ ]get short url(?:[ ]\d+)?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s[A-Z]{4,20}(?=\s[A-Z][a-z\s])")
# "AP Friday 6 Oct 2017" after a headline.
_CREDIT = re.compile(
    r"\s{1,3}(?:[A-Z][A-Za-z]{1,9}\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}"
)
_SITE = re.compile(r"\s[|–—_-]\s.*\Z")
_FARTHEST = 40  # tokens that may stand before the headline
_BYLINE = 6  # tokens between those and the headline
_LONGEST = 300  # characters of a title that are compared
_LEAST = 4  # words of a headline that can't be taken for a name


def lead_of(layout: Layout, title: str | None) -> int:
    """The first token after the dates and the headline ``title`` that open the text; 0 if it opens with a sentence."""
    stamp = _STAMP.match(layout.text)
    end = stamp.end() if stamp else 0
    place = _PLACE.match(layout.text, end) if stamp else None
    if place and layout.text.count(place.group().strip()) == 1:  # "BEIRUT", and no "UNICEF" of which more is said
        end = place.end()
    lead = next((i for i, token in enumerate(layout.tokens[:_FARTHEST]) if token.start >= end), 0) if end else 0
    return max(lead, _after_headline(layout, title or "", lead))


def _after_headline(layout: Layout, title: str, lead: int) -> int:
    words = [t.low for t in tokens_of(_SITE.sub("", title[:_LONGEST])) if t.text[0].isalnum()]
    near = [i for i, t in enumerate(layout.tokens[: _FARTHEST + len(words)]) if t.text[0].isalnum()]
    if len(words) < _LEAST:
        return 0
    for k in range(len(near) - len(words) + 1):
        here = near[k : k + len(words)]
        if here[0] > _FARTHEST or [layout.tokens[i].low for i in here] != words:
            continue
        end = here[-1] + 1
        while end < len(layout.tokens) and layout.tokens[end].text in ".!?…":
            end += 1
        credit = _CREDIT.match(layout.text, layout.tokens[end - 1].end)
        while credit and end < len(layout.tokens) and layout.tokens[end].start < credit.end():
            end += 1
        # A headline opens a line, or follows a date or "by The Courier"; further on it is only mentioned. What has a
        # line of its own is no concern of this file.
        begins = (lead, *(paragraph.first for paragraph in layout.paragraphs), *(u.first for u in layout.units[:4]))
        opens = any(0 <= here[0] - first <= _BYLINE for first in begins)
        opens = opens and not layout.tokens[here[0]].text[0].islower()
        return end if opens and end not in {paragraph.last for paragraph in layout.paragraphs} else 0
    return 0


def without_lead(proposals: list[Proposal], lead: int) -> list[Proposal]:
    """``proposals`` whose contents and sources begin after the lead, unless they end within it."""
    found: list[Proposal] = []
    for proposal in proposals:
        content = tuple(p._replace(first=lead) if p.first < lead < p.last else p for p in proposal.content)
        if proposal.cue.first >= lead:
            content = tuple(part for part in content if part.last > lead) or content
        source = proposal.source
        if source is not None and source.first < lead < source.last:
            source = source._replace(first=lead)
        found.append(replace(proposal, content=content, source=source))
    return found
