"""Where the content that follows a cue begins and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import (
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIMES,
    WEEKDAYS,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.cues import WAY_NOUNS, lexicon
from secondsource.extraction.rules.verbs import is_finite

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

# How far an adjunct between cue and content may reach ("said in an interview with … on … that").
_REACH = 24
_ADJUNCT_STARTS = word_set(
    """
    in on at during through via after before while when by from to as of following with
    """
)


def content_start(layout: Layout, first: int, high: int) -> tuple[int, str]:
    """Where content begins after a cue that ends before ``first``, and what introduces it.

    The second value is "that", "quote", "quote-after-comma", "colon", "clause" or, if nothing follows, "end". Where
    it is said, when and to whom ("on Monday", "in an interview with …") is left out of the content.
    """
    tokens = layout.tokens
    i = first
    while i < high and not layout.quoted(i) and (is_adverb(tokens[i].low) or tokens[i].low in WEEKDAYS):
        if tokens[i].low in ("not", "there", "all", "both", "only", "here"):
            break
        i += 1
    if i >= high or (tokens[i].text in ".!?…" and i + 1 >= high):
        return i, "end"
    token = tokens[i]
    if layout.quoted(i):
        return i, "quote"
    if token.low == "that":
        return i, "that"
    if token.text == ":":
        return i + 1, "colon" if i + 1 < high else "end"
    if token.text == ",":
        return _after_comma(layout, i, high)
    if token.low == "speaking" and i + 1 < high and tokens[i + 1].low in PREPOSITIONS:
        return high, "end"
    if token.low in _ADJUNCT_STARTS:
        found = _past_adjunct(layout, i, high)
        if found is not None:
            return found
    if token.low in TIMES:
        j = i
        while j < high and (tokens[j].low in TIMES or tokens[j].text.isdigit()):
            j += 1
        if j > i and tokens[j - 1].low not in ("this", "next", "last", "early", "may", "march"):
            return content_start(layout, j, high) if j < high else (j, "end")
    return i, "clause"


def _after_comma(layout: Layout, comma: int, high: int) -> tuple[int, str]:
    """What a comma after the cue opens: a quotation, an adjunct between commas, or the rest of the sentence."""
    tokens = layout.tokens
    i = comma + 1
    if i >= high:
        return i, "end"
    if layout.quoted(i):
        return i, "quote-after-comma"
    if tokens[i].low == "that":
        return i, "that"
    if tokens[i].low in lexicon() and tokens[i].low.endswith("ing"):
        return i, "end"
    if tokens[i].low in _ADJUNCT_STARTS or is_adverb(tokens[i].low):
        found = _past_adjunct(layout, i, high)
        if found is not None:
            return found
        return i, "end" if tokens[i].low in ("while", "as", "when", "after") else "clause"
    if tokens[i].low in ("who", "which", "whose", "but", "and", "a", "an"):
        return i, "end"
    return i, "clause"


def _past_adjunct(layout: Layout, first: int, high: int) -> tuple[int, str] | None:
    """The content after an adjunct that starts at ``first``, or None where the adjunct seems to be content itself."""
    tokens = layout.tokens
    seen_noun = False
    end = min(high, first + _REACH)
    opens_clause = tokens[first].low in ("after", "before", "while", "when", "as")
    for i in range(first, end):
        token = tokens[i]
        if layout.quoted(i):
            opens = layout.quotations[layout.inside[i]].first == i
            return (i, "quote") if opens else None
        if opens_clause and (_reports(token.low) or is_finite(layout, i)):
            return high, "end"  # "tweeted after Y argued that …": Y's words
        if token.text == ":" and i + 1 < high:
            return i + 1, "colon"
        if token.text == "," and i + 1 < high and _is_going_on(layout, i + 1):
            return i, "end"
        if token.low == "that" and i > first + 1:
            return (i, "that") if seen_noun or not _is_relative(layout, first, i, high) else None
        if token.low in WAY_NOUNS or token.low in WEEKDAYS:
            seen_noun = True
            following = tokens[i + 1] if i + 1 < high else None
            if following is not None and (
                following.low in SUBJECT_PRONOUNS or (following.low in DETERMINERS and following.low != "that")
            ):
                return i + 1, "clause"
        if token.low in SUBJECT_PRONOUNS and i > first + 1 and tokens[i - 1].low not in PREPOSITIONS:
            return (i, "clause") if seen_noun else None
    if end == high:
        # Nothing but the adjunct up to the end of the unit.
        has_verb = any(is_finite(layout, i) for i in range(first, high))
        if not has_verb or tokens[first].low in ("as", "while", "when", "after", "before", "during"):
            return high, "end"
    return None


def _is_relative(layout: Layout, first: int, that: int, high: int) -> bool:
    """As in "answered with guns", "at a centre that works with": "that" is the noun's and not the verb's."""
    tokens = layout.tokens
    if tokens[that - 1].text == "," or tokens[that - 1].low in TIMES:
        return False
    verb = that + 1 < high and is_finite(layout, that + 1)
    return verb or tokens[first].low == "with" or any(t.low in ("a", "an") for t in tokens[max(first, that - 4) : that])


_REPORTED = word_set("said says told replied responded")
_SPOKEN = frozenset(["said", "says", "added", "told", "called"])
_HELPS_ING = frozenset(["is", "was", "by", "are", "were"])
# After a comma these end what was promised, praised or called for.
_BREAKS = word_set(
    """
    and but who which when while although though where whose because after before since so yet with
    """
)
# A new speaker or the narrator takes over after these, if a subject and a verb follow.
_TURNS = word_set("but while although though whereas and")


def content_end(layout: Layout, first: int, high: int, *, phrase: bool = False) -> int:
    """Where content that begins at ``first`` ends: with its unit, or where somebody else takes over.

    ``phrase`` says that the content is an object or an infinitive, which ends sooner than a clause.
    """
    tokens = layout.tokens
    if first < high and layout.quoted(first):
        quotation = layout.quotations[layout.inside[first]]
        if quotation.first == first and quotation.last <= high:
            after = quotation.last
            # “…,” he said … is another rule's; here the words after the marks are the narrator's or the source's own.
            if after < high and tokens[after].text in ",;" and after + 1 < high:
                following = tokens[after + 1]
                if following.low in _TURNS or following.low.endswith("ing") or following.low in RELATIVES:
                    return after
            if after < high and tokens[after - 2].text in ".!?," and tokens[after].text not in ",":
                return after
    for i in range(first, high):
        if not layout.quoted(i) and _ends_before(layout, i, first, high, phrase=phrase):
            return i
    return high


def _ends_before(layout: Layout, i: int, first: int, high: int, *, phrase: bool) -> bool:
    """Whether content that began at ``first`` ends before token ``i``."""
    tokens = layout.tokens
    token = tokens[i]
    if token.text == ";":
        return _someone_speaks(layout, i + 1, high)
    if i + 1 >= high:
        return False
    if token.text == ",":
        return _ends_at_comma(layout, i, high, phrase=phrase)
    if i == first:
        return False
    following = tokens[i + 1]
    if token.low == "according" and following.low == "to":
        return True
    if token.low in ("adding", "saying") and tokens[i - 1].low not in _HELPS_ING:
        return True
    if phrase and _breaks_phrase(layout, i, high):
        return True
    if token.low not in ("and", "but"):
        return False
    cue = lexicon().get(following.low)
    if cue is not None and cue.form in ("past", "s") and cue.frames & {"clause", "someone"}:
        return True
    subject = following.low in SUBJECT_PRONOUNS or is_adverb(following.low)
    return subject and i + 2 < high and tokens[i + 2].low in _SPOKEN


def _ends_at_comma(layout: Layout, comma: int, high: int, *, phrase: bool) -> bool:
    """Whether what follows a comma is no longer content: another source, the narrator, or another attribution."""
    tokens = layout.tokens
    following = tokens[comma + 1]
    if following.low == "according" or _is_going_on(layout, comma + 1):
        return True
    if following.low in _TURNS and _takes_over(layout, comma + 1, high):
        return True
    near = {t.low for t in tokens[comma + 1 : min(high - 2, comma + 7)]}
    if near & _REPORTED and _someone_speaks(layout, comma + 1, high):
        return True
    if phrase and (following.low in _BREAKS or following.low in SUBJECT_PRONOUNS):
        return True
    return following.low == "who" and comma + 2 < high and _reports(tokens[comma + 2].low)


def _reports(low: str) -> bool:
    """Whether a word is a past form of saying: "…, who added that …"."""
    cue = lexicon().get(low)
    return cue is not None and cue.form == "past" and "clause" in cue.frames


def _breaks_phrase(layout: Layout, i: int, high: int) -> bool:
    """As in "praised X but stopped", "denied it when he spoke": words after which a phrase of content is over."""
    tokens = layout.tokens
    low = tokens[i].low
    if low in ("but", "when", "while", "although", "though", "because"):
        return True
    if i + 1 >= high:
        return False
    following = tokens[i + 1].low
    if low == "as":
        return following in SUBJECT_PRONOUNS
    cue = lexicon().get(following)
    return low == "and" and cue is not None and cue.form in ("past", "s")


def _is_going_on(layout: Layout, i: int) -> bool:
    token = layout.tokens[i]
    if is_adverb(token.low) and i + 1 < len(layout.tokens):
        token = layout.tokens[i + 1]
    if not token.low.endswith("ing"):
        return False
    cue = lexicon().get(token.low)
    return cue is not None and bool(cue.frames & {"clause", "someone", "object"})


def _takes_over(layout: Layout, i: int, high: int) -> bool:
    """Whether "but", "while", "and" at ``i`` opens a clause that somebody else says or that nobody says."""
    if layout.tokens[i].low == "while":
        return True
    return _someone_speaks(layout, i + 1, high)


def _someone_speaks(layout: Layout, first: int, high: int) -> bool:
    """Whether a verb of saying comes within a few words, before a comma."""
    for i in range(first, min(high, first + 9)):
        if layout.tokens[i].text == "," or layout.quoted(i):
            return False
        cue = lexicon().get(layout.tokens[i].low)
        if cue is not None and cue.form in ("past", "s") and cue.frames & {"clause", "someone"}:
            return i > first or layout.tokens[i].low in ("said", "says", "added", "told")
    return False
