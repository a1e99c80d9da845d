"""Content before its verb: “…,” X said; “…,” said X; …, X said; X, he said, Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    DETERMINERS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIMES,
    word_set,
)
from secondsource.extraction.rules.after_rules import GOING_ON
from secondsource.extraction.rules.content import content_end, content_start
from secondsource.extraction.rules.cues import Cue
from secondsource.extraction.rules.noun_phrases import noun_phrase_start, object_after
from secondsource.extraction.rules.proposal import Proposal, at_verb
from secondsource.extraction.rules.verbs import is_finite
from secondsource.extraction.sources.names import names_in
from secondsource.extraction.sources.roles import ROLE_NOUNS, head_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

# What may report a sentence without marks from behind: "…, X said."
_AFTERTHOUGHT = word_set(
    """
    say add note report announce argue write explain acknowledge think believe warn suggest claim predict
    observe recall hope fear concede admit tweet insist complain conclude contend lament estimate assert
    declare tell state stress emphasize emphasise confirm reveal show indicate
    """
)

# These introduce content but never come after it.
_NEVER_AFTER = word_set("charge determine rule find know show learn decide expect consider put begin propose")
# What may stand between two halves of a sentence without marks: "The law, she said, is fair."
_BETWEEN = word_set("say argue add write think believe explain note")
# What may come before its subject with no marks around the content: "…, said X."
_INVERTED = word_set("say write add report tweet note")
# After "said" these open no subject.
_NO_SUBJECT = word_set("that to in on of it there by as him them")

# What agencies put behind a sentence without a comma.
BARE = word_set("say tell add report announce claim")


def closes_here(layout: Layout, i: int, low: int) -> int:
    """If a quotation or a comma ends right before token ``i``, the token where the content before it ends."""
    j = i
    if j > low and layout.tokens[j - 1].text == "," and not layout.quoted(j - 1):
        j -= 1
    if j > low and layout.quoted(j - 1):
        return j
    return j if j < i else -1


def postposed(layout: Layout, unit: Range, head: int, group: int, cue: Cue, source: Range) -> Proposal | None:
    """As in "…, X said." and "“…,” X said, “…”": content before, and perhaps after too."""
    if not cue.frames & {"clause", "quote", "someone", "question"} or cue.lemma in _NEVER_AFTER:
        return None
    tokens = layout.tokens
    end = closes_here(layout, source.first, unit.first)
    if end < 0 or end <= unit.first:
        return None
    quoted = layout.quoted(end - 1)
    follows = head + 1
    addressed = "someone" in cue.frames or cue.lemma in ("write", "answer")
    if addressed and follows < unit.last and not layout.quoted(follows) and tokens[follows].text not in ",:.":
        follows = object_after(layout, follows, unit.last, stop_at_comma=True)
    start, how = content_start(layout, follows, unit.last)
    begins = _content_begin(layout, unit, end)
    if begins >= end or (not quoted and layout.words(begins, end) < 2):
        return None
    if how == "end":
        if not quoted and cue.lemma not in _AFTERTHOUGHT:
            return None
        return at_verb(source, group, head, (Range(begins, end),), "before-quoted" if quoted else "before", cue)
    if how in ("that", "colon", "question"):
        return None
    if quoted:
        if how in ("quote", "quote-after-comma"):
            stop = content_end(layout, start, unit.last)
            return at_verb(source, group, head, (Range(begins, end), Range(start, stop)), "around-quoted", cue)
        if layout.quotations[layout.inside[end - 1]].last == end and _finished(layout, end - 1):
            return at_verb(source, group, head, (Range(begins, end),), "before-quoted", cue)
        return None
    # "The law, she said, is fair."
    between = tokens[head + 1].text == "," and tokens[end].text == ","
    if between and how == "clause" and cue.lemma in _BETWEEN:
        stop = content_end(layout, head + 2, unit.last)
        if stop > head + 2:
            return at_verb(source, group, head, (Range(begins, end), Range(head + 2, stop)), "around", cue)
    return None


def without_comma(layout: Layout, unit: Range, head: int, group: int, cue: Cue) -> Proposal | None:
    """As in "At least ten people died a monitor said": the comma is missing, and nothing follows the verb."""
    tokens = layout.tokens
    if not layout.without_commas or cue.lemma not in BARE:
        return None
    if cue.form != "past" and not (cue.form == "s" and (cue.lemma == "say" or tokens[group - 1].text[0].isupper())):
        return None
    if closes_here(layout, group, unit.first) >= 0:
        return None
    follows = head + 1
    if cue.lemma == "tell":
        follows = object_after(layout, follows, unit.last, stop_at_comma=True)
        if follows == head + 1:
            return None
    if content_start(layout, follows, unit.last)[1] != "end":
        return None
    start = noun_phrase_start(layout, unit.first + 3, group)
    if start >= group or layout.quoted(start - 1) or tokens[start - 1].text == ",":
        return None
    if not any(is_finite(layout, i) or tokens[i].low.endswith("ed") for i in range(unit.first + 1, start)):
        return None
    return at_verb(Range(start, group), group, head, (Range(unit.first, start),), "before-bare", cue)


def _finished(layout: Layout, i: int) -> bool:
    """Whether the quotation that ends at token ``i`` ends like a sentence or a clause, or fills its sentence."""
    quotation = layout.quotations[layout.inside[i]]
    return layout.tokens[i - 1].text in ",.!?…—–-" or layout.words(quotation.first, quotation.last) >= 4


def _content_begin(layout: Layout, unit: Range, end: int) -> int:
    """Where content that ends at ``end`` begins: with its unit, or after a speaker's own frame within it."""
    begins = unit.first
    if layout.quoted(end - 1):
        # "Here is how it begins: “…,” it says": a colon before the marks opens the content.
        opening = layout.quotations[layout.inside[end - 1]].first
        if opening > begins and layout.tokens[opening - 1].text in ":;":
            return opening
    while begins < end and layout.tokens[begins].text in ",;:.)—–-":
        begins += 1
    return begins


def inverted(layout: Layout, unit: Range, head: int, cue: Cue) -> Proposal | None:
    """As in "“…,” said X" and "…, said X"."""
    if cue.form not in ("past", "s") or not cue.frames & {"clause", "quote"}:
        return None
    tokens = layout.tokens
    end = closes_here(layout, head, unit.first)
    if head + 1 >= unit.last or layout.quoted(head + 1):
        return None
    following = tokens[head + 1]
    if following.low in _NO_SUBJECT or not following.text[0].isalnum():
        return None
    begins = unit.first
    if end < 0:
        return _inverted_without_comma(layout, unit, head, cue)
    if end <= begins:
        return None
    quoted = layout.quoted(end - 1)
    if not quoted and cue.lemma not in _INVERTED:
        return None
    stop = object_after(layout, head + 1, unit.last)
    if stop <= head + 1:
        return None
    content = [Range(begins, end)]
    start, how = content_start(layout, stop, unit.last)
    if how in ("quote", "quote-after-comma", "colon") and start < unit.last and layout.quoted(start):
        content.append(Range(start, content_end(layout, start, unit.last)))
    elif not quoted and not _only_a_speaker(layout, begins, end, head + 1, stop, unit.last):
        return None
    return at_verb(Range(head + 1, stop), head, head, tuple(content), "inverted" + ("-quoted" if quoted else ""), cue)


def _inverted_without_comma(layout: Layout, unit: Range, head: int, cue: Cue) -> Proposal | None:
    """As in "At least ten died said the governor": a translator's or an agency's missing comma."""
    tokens = layout.tokens
    following = tokens[head + 1]
    if not layout.without_commas or cue.lemma != "say" or head - unit.first < 4:
        return None
    if not any(is_finite(layout, i) for i in range(unit.first, head - 1)) or following.low in PRONOUNS:
        return None
    if following.text[0].islower() and following.low not in DETERMINERS and following.low not in ROLE_NOUNS:
        return None
    stop = object_after(layout, head + 1, unit.last)
    goes_on = stop < unit.last and tokens[stop].text != "." and tokens[stop].low not in GOING_ON
    if goes_on or tokens[head - 1].low in SUBJECT_PRONOUNS | RELATIVES or stop - head > 24:
        return None
    described = next((i for i in range(head + 1, stop) if tokens[i].low in RELATIVES), stop)
    if any(is_finite(layout, i) for i in range(head + 1, described)) or following.low in TIMES:
        return None
    if not names_in(tokens, head + 1, stop) and head_of(tokens, head + 1, stop) is None:
        return None
    return at_verb(Range(head + 1, stop), head, head, (Range(unit.first, head),), "inverted-bare", cue)


def _only_a_speaker(layout: Layout, begins: int, end: int, first: int, stop: int, high: int) -> bool:
    """Whether "…, said X" holds a clause before the comma and nothing but a speaker after the verb."""
    tokens = layout.tokens
    after = stop + 1 if stop + 1 < high and tokens[stop].text == "," else stop
    if after < high and tokens[after].text not in ".;" and tokens[after].low not in GOING_ON:
        return False
    if tokens[first].low in SUBJECT_PRONOUNS or tokens[first].low in TIMES:
        return False
    if any(is_finite(layout, i) for i in range(first, stop)) or not (
        names_in(tokens, first, stop) or head_of(tokens, first, stop) is not None
    ):
        return False
    return any(is_finite(layout, i) or tokens[i].low.endswith("ed") for i in range(begins + 1, end))
