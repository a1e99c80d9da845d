"""What the article says in its own voice: all that states something and is part of no attribution.

Nothing vanishes: each stretch of words outside the attributions becomes a statement or is left out for a reason, one of
``SILENT``. A quotation whose speaker the rules did not find is a statement too, so that a reviewer sees it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    AUXILIARIES,
    COMMON_VERBS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.rules.verbs import is_finite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

SILENT = {
    "furniture": "a headline, a caption, a date line or a byline",
    "question": "a question outside quotation marks",
    "fragment": "words without a verb of their own",
    "anonymity": "why a source is not named",
    "label": "the name of the one who speaks",
    "phatic": "a greeting, thanks, or whose turn it is",
}
# A sentence of this many words that ends with a stop states something even if no rule sees its verb.
_SURELY = 4
_OPENERS = (SUBORDINATORS | RELATIVES | word_set("where whereas while")) - {"that", "what", "how", "as"}
_SURE_OPENERS = word_set("while though although because whereas if when unless")
_NO_SUBJECT_AFTER = COORDINATORS | {"then"}
_NO_END = COORDINATORS | RELATIVES
_GOVERN = PREPOSITIONS | DETERMINERS


# A page about itself, where its menus and credits were run into the text.
_PAGE = re.compile(
    r"get short url|sign up (?:to|for) our|follow us on|^subscribe\b|all rights reserved|copyright [©\d ]|related news"
    r"|our standards:|\b(?:editing|reporting|writing) by [A-Z]|comment via|never miss a story|privacy policy"
    r"|\(photo\b[^()]{0,40}\)\W{0,3}$|in this (?:handout|file|undated) (?:picture|photo)",
    re.IGNORECASE,
)


_ANONYMITY = re.compile(
    r"\banonymity|not to be (?:named|identified|quoted)|(?:declined|refused) to (?:be (?:named|identified)"
    r"|give (?:his|her|their) names?)|not authori[sz]ed to (?:speak|talk)",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """Words outside the attributions, and why they hold no claim: a key of ``SILENT``, or None for a statement.

    A statement may be in two parts: its subject and what follows ("She … and | left the town").
    """

    parts: tuple[Range, ...]
    silent: str | None


def stretches(
    layout: Layout, proposals: list[Proposal], lead: int = 0, decided: Sequence[Stretch] = ()
) -> list[Stretch]:
    """All the words outside ``proposals``, in order; what stands before token ``lead`` is furniture.

    What is ``decided`` already is among them as it is.
    """
    taken = bytearray(len(layout.tokens))
    for first, last in (r for one in (*(p.ranges for p in proposals), *(s.parts for s in decided)) for r in one):
        taken[first:last] = b"\x01" * (last - first)
    sources = sorted(p.source for p in proposals if p.source is not None)
    found = [Stretch((r,), "furniture") for part in layout.furniture for r in _rests(part, taken)]
    behind = 0
    for number, unit in enumerate(layout.units):
        while behind < len(sources) and sources[behind].last <= unit.first:
            behind += 1
        if layout.heading[number]:
            found += [Stretch((r,), "furniture") for r in _rests(unit, taken)]
        elif not any(taken[unit.first : unit.last]):
            found.append(Stretch((unit,), why_silent(layout, unit)))
        else:
            found += [_beside(layout, r, unit, sources, behind) for r in _rests(unit, taken)]
    found = [piece for stretch in found for piece in _without_furniture(layout, stretch, lead)]
    for stretch in found:
        for first, last in stretch.parts:
            taken[first:last] = b"\x01" * (last - first)
    # What a statement left out at its ends: "In July," before another's claim.
    found += [Stretch((r,), "fragment") for unit in layout.units for r in _rests(unit, taken)]
    return sorted([*found, *decided], key=lambda stretch: stretch.parts)


def _without_furniture(layout: Layout, stretch: Stretch, lead: int) -> list[Stretch]:
    """A statement without the headline in front of it, and none where the page speaks of itself."""
    if stretch.silent or not stretch.parts:
        return [stretch]
    first, last = stretch.parts[0]
    if first < lead < last:
        rest = Range(lead, last)
        kept = Stretch((rest, *stretch.parts[1:]), None if len(stretch.parts) > 1 else why_silent(layout, rest))
        return [Stretch((Range(first, lead),), "furniture"), kept]
    whole = layout.text[layout.tokens[first].start : layout.tokens[stretch.parts[-1].last - 1].end]
    page = last <= lead or (_PAGE.search(whole) and not any(layout.quoted(i) for i in range(first, last)))
    return [stretch._replace(silent="furniture") if page else stretch]


def _rests(unit: Range, taken: bytearray) -> list[Range]:
    found: list[Range] = []
    first = unit.first
    for i in range(unit.first, unit.last + 1):
        if i == unit.last or taken[i]:
            if i > first:
                found.append(Range(first, i))
            first = i + 1
    return found


def why_silent(layout: Layout, unit: Range) -> str | None:
    """Why a sentence without an attribution states nothing, or None if it does."""
    tokens = layout.tokens
    last = unit.last - 1
    while last > unit.first and tokens[last].text in "”\"'’)»":
        last -= 1
    words = [i for i in range(unit.first, unit.last) if tokens[i].text[0].isalnum()]
    if sum(layout.quoted(i) for i in words) > 1:
        return None
    if tokens[last].text == "?" and not layout.quoted(last):
        return "question"
    if not any(tokens[i].text[0].isalpha() for i in words):
        return "fragment"
    stopped = len(words) >= _SURELY and tokens[last].text in ".!…。"
    verb = tokens[words[0]].low in AUXILIARIES or any(_verb(layout, i) for i in words[1:])
    return None if stopped or verb else "fragment"


def _beside(layout: Layout, rest: Range, unit: Range, sources: list[Range], behind: int) -> Stretch:
    """What the words beside an attribution are: a clause with a subject of its own, or circumstances of it."""
    tokens = layout.tokens
    first, last = rest
    while first < last and (not tokens[first].text[0].isalnum() or tokens[first].low in _NO_SUBJECT_AFTER):
        first += 1
    while last > first and (tokens[last - 1].text in ",;:—–-.…" or tokens[last - 1].low in _NO_END):
        last -= 1
    if sum(layout.quoted(i) for i in range(first, last)) > 2:
        return Stretch((rest,), None)
    if first < last and _ANONYMITY.search(layout.text, tokens[first].start, tokens[last - 1].end):
        return Stretch((rest,), "anonymity")
    verbs = [i for i in range(first, last) if _verb(layout, i)]
    begin = _clause_begin(layout, Range(first, last), verbs, joined=last < rest.last and tokens[last].low == "and")
    if begin is None or last - begin < 2 or _names_a_speaker(layout, begin, last):
        return Stretch((rest,), "fragment")
    verb_first = begin
    while verb_first < last and is_adverb(tokens[verb_first].low):
        verb_first += 1
    inverted = verb_first + 1 < last and tokens[verb_first + 1].low in SUBJECT_PRONOUNS
    if (verb_first not in verbs or inverted) and tokens[begin].low not in ("who", "which", "whom"):
        opener = begin - 1 if begin == first and first > rest.first and tokens[begin - 1].low in COORDINATORS else begin
        return Stretch((Range(opener, last),), None)
    # "The mayor opened the gate and said …", "She wants … and left": the subject is that of the attribution.
    subject = None
    while behind < len(sources) and sources[behind].first < begin:
        subject = sources[behind]
        behind += 1
    if subject is None or subject.first < unit.first:
        return Stretch((Range(begin, last),), None)
    if subject.last == begin:
        return Stretch((Range(subject.first, last),), None)
    return Stretch((subject, Range(begin, last)), None)


def _clause_begin(layout: Layout, rest: Range, verbs: list[int], *, joined: bool) -> int | None:
    """Where a clause begins in what is left of a sentence, or None where there is none.

    "in a letter dated Monday" is none; in "in a post on Example, which was deleted" it is the post that was deleted.
    """
    tokens = layout.tokens
    if rest.first >= rest.last:
        return None
    lead = tokens[rest.first].low
    if not verbs:
        sure = lead in _SURE_OPENERS and layout.words(*rest) >= _SURELY
        return rest.first if sure and not tokens[rest.first + 1].low.endswith(("ing", "ed")) else None
    adjunct = (lead in PREPOSITIONS and lead not in SUBORDINATORS) or lead.endswith("ing")
    if not adjunct:
        return rest.first
    for i in range(rest.first + 1, verbs[-1]):
        low = tokens[i].low
        if low in _OPENERS or (low in ("that", "as") and i + 1 in verbs):
            if low not in RELATIVES:
                return i
            governed = next((j for j in range(rest.first, i) if tokens[j].low in PREPOSITIONS), None)
            return i if governed is None else governed + 1
    timed = rest.first + 1 < rest.last and tokens[rest.first + 1].low in TIMES
    clear = any(is_finite(layout, i) and tokens[i - 1].low not in _GOVERN for i in verbs)
    return rest.first if clear or joined or (timed and lead in PREPOSITIONS) else None


def _names_a_speaker(layout: Layout, first: int, last: int) -> bool:
    """As in "she said" or "added the board" beside words that belong to another attribution."""
    if any(_verb(layout, i) for i in range(first + 1, last - 1)):
        return False
    ends = (lexicon().get(layout.tokens[i].low) for i in (first, last - 1))
    return last - first <= 5 and any(cue and cue.form in ("past", "s") and "clause" in cue.frames for cue in ends)


def _verb(layout: Layout, i: int) -> bool:
    """Whether token ``i`` may be a finite verb."""
    tokens = layout.tokens
    low = tokens[i].low
    if layout.quoted(i) or (tokens[i].text[0].isupper() and i > 0):
        return False
    if is_finite(layout, i) or low in COMMON_VERBS:
        return True
    cue = lexicon().get(low)
    before = tokens[i - 1].low if i else ""
    if before in SUBJECT_PRONOUNS:
        return low.isalpha() and low not in PREPOSITIONS and not is_adverb(low)
    past = low.endswith("ed") and len(low) > 4
    if not past and (cue is None or cue.form not in ("past", "s")):
        return False
    noun = before in DETERMINERS or before in PREPOSITIONS or before.endswith(("'s", "s'"))
    return not noun and not (i + 1 < len(tokens) and tokens[i + 1].low == "by")
