"""Finding the subject of a verb without a parser.

News English puts the speaker right before or right after the verb. These functions walk from the verb outwards over
closed classes of words (prepositions, subordinators, auxiliaries) and punctuation; none looks further than its unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    WEEKDAYS,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.noun_phrases import CLAUSE_ENDS, LONGEST, noun_phrase_start
from secondsource.extraction.rules.verbs import is_finite, looks_finite, verb_group
from secondsource.extraction.sources.roles import ROLE_NOUNS

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout


_OPENING_PARTICIPLES = word_set(
    """
    speaking asked writing talking commenting addressing responding appearing
    """
)


def pieces_of(layout: Layout, low: int, high: int) -> list[tuple[int, int]]:
    """The tokens ``low`` to ``high`` cut at commas outside brackets."""
    found: list[tuple[int, int]] = []
    first, depth = low, 0
    for i in range(low, high):
        mark = layout.tokens[i].text
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif mark == "," and depth == 0:
            found.append((first, i))
            first = i + 1
    found.append((first, high))
    return found


def clause_start(layout: Layout, low: int, verb: int) -> int:
    """The furthest left that the subject of ``verb`` may begin: after a stop, a colon, a dash or a quotation."""
    bound = max(low, verb - LONGEST)
    for i in range(verb - 1, bound - 1, -1):
        if layout.quoted(i) or layout.tokens[i].text in CLAUSE_ENDS or layout.tokens[i].text in '"“”':
            closes_pair = layout.tokens[i].text in "—–" and i == verb - 1
            if not closes_pair:
                return i + 1
            opening = next((j for j in range(i - 1, bound - 1, -1) if layout.tokens[j].text in "—–"), None)
            return clause_start(layout, low, opening) if opening is not None and opening > low else i + 1
    return bound


def subject_before(layout: Layout, low: int, verb: int) -> tuple[int, int] | None:
    """The subject of the verb group that starts at ``verb``, as tokens, or None where there is none to be seen."""
    start = clause_start(layout, low, verb)
    if start >= verb:
        return None
    pieces = pieces_of(layout, start, verb)
    first, last = pieces[-1]
    if first < last:
        found = _subject_in(layout, first, last)
        if found is None and len(pieces) > 1 and _is_adverbial(layout, first, last):
            # "X, in an interview with Y, said" without its second comma.
            return None
        if found and found[0] == first and len(pieces) > 1:
            return _with_appositives_left(layout, pieces, found)
        return found
    # A comma right before the verb: an apposition or a parenthesis stands between subject and verb.
    pieces = pieces[:-1]
    if len(pieces) == 1:
        return None  # "The council agreed, said …": one comma separates and does not enclose
    while len(pieces) > 1 and _is_adverbial(layout, *pieces[-1]):
        pieces.pop()
    for number in range(len(pieces) - 1, -1, -1):
        first, last = pieces[number]
        if first >= last:
            return None
        word = layout.tokens[first].low
        if word in RELATIVES or (number and _is_appositive(layout, first, last)):
            continue
        if number == 1 and _is_full_name(layout, *pieces[0]):
            continue
        found = _subject_in(layout, first, last)
        if found is None:
            return None
        end = pieces[-1][1]
        return (found[0], end) if end - found[0] <= LONGEST else found
    return None


def _with_appositives_left(layout: Layout, pieces: list[tuple[int, int]], found: tuple[int, int]) -> tuple[int, int]:
    """As in "Bush, Rubio and Kasich said": a list of names before the last comma belongs to the subject."""
    words = [layout.tokens[i] for i in range(*found)]
    first, last = pieces[-2]
    role = first < last <= first + 6 and layout.tokens[first].low in ("the", "his", "her", "their", "its", "a", "an")
    plain = not any(is_finite(layout, i) or layout.tokens[i].low in PREPOSITIONS for i in range(first, last))
    role = role and any(layout.tokens[i].low in ROLE_NOUNS for i in range(first, last))
    if role and plain and len(pieces) == 2 and words[0].text[0].isupper():
        return first, found[1]  # "The spokesman, Colonel X": a role before the name
    if not any(w.low == "and" for w in words) or not words[0].text[0].isupper():
        return found
    start = found[0]
    for first, last in reversed(pieces[:-1]):
        name = last - first <= 3 and last > first
        if not name or not all(layout.tokens[i].text[0].isupper() for i in range(first, last)):
            break
        if layout.tokens[first].low in PREPOSITIONS | SUBORDINATORS:
            break
        start = first
    return start, found[1]


def _is_adverbial(layout: Layout, first: int, last: int) -> bool:
    """As in "in response", "on Monday", "however", "speaking to her": beside the clause, not its subject."""
    if first >= last:
        return True
    tokens = layout.tokens
    word = tokens[first].low
    if word in PREPOSITIONS or (word in SUBORDINATORS and word != "that") or word in ("then", "yes", "no", "well"):
        return True
    if is_adverb(word) or word in TIMES:
        return last - first <= 3 or is_adverb(word)
    return word.endswith(("ing", "ed")) and tokens[first].text[0].islower()


def _is_full_name(layout: Layout, first: int, last: int) -> bool:
    """Two to four capitalised words and nothing else: what follows the comma describes them."""
    words = layout.tokens[first:last]
    return 2 <= len(words) <= 4 and all(w.text[0].isupper() for w in words) and words[0].low not in PREPOSITIONS


def _is_appositive(layout: Layout, first: int, last: int) -> bool:
    tokens = layout.tokens
    word = tokens[first].low
    if any(is_finite(layout, i) for i in range(first, last)) and word not in ("whose", "where"):
        return False
    return (
        word in DETERMINERS or tokens[first].text[0].islower() or tokens[first].text[0].isdigit() or last - first <= 3
    )


def _subject_in(layout: Layout, first: int, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``last``, its beginning found by walking back to a clause boundary."""
    tokens = layout.tokens
    relative = _relative_before(layout, first, last)
    if relative is not None:
        # "The coalition that Washington leads | answered"
        found = _subject_in(layout, first, relative)
        return (found[0], last) if found else None
    begin = first
    joined = -1
    for i in range(last - 1, first - 1, -1):
        low = tokens[i].low
        if (
            low.isdigit()
            and len(low) == 4
            and i < last - 1
            and any(t.low in TIMES for t in tokens[max(first, i - 2) : i])
        ):
            begin = i + 1  # a date line without its stop: "September 5 2016 State media | said"
            break
        if low in COORDINATORS:
            joined = i
            if any(is_finite(layout, j) or looks_finite(layout, j, first) for j in range(first, i)):
                begin = i + 1
                break
            if low in ("but", "so", "yet", "or") or i == first:
                begin = i + 1
                break
        elif low in RELATIVES and i == last - 1 and (low != "that" or i == first or tokens[i - 1].low not in ("said",)):
            return (i, last) if not (low == "that" and i > first and is_finite(layout, i - 1)) else None
        elif low in ("which", "whom") and _governs_name(layout, i + 1, last):
            begin = i + 1  # "the blasts which | the Observatory said killed nine"
            break
        elif low in SUBORDINATORS and not (low in ("as", "that") and _in_name(layout, i)):
            begin = i + 1
            break
        elif is_finite(layout, i) and i < last - 1:
            if any(tokens[j].low in RELATIVES for j in range(max(first, i - 3), i)):
                continue
            begin = i + 1
            break
    last = _without_time(layout, begin, last)
    if begin < last and tokens[begin].text == "(":
        begin = next((i + 1 for i in range(begin, last) if tokens[i].text == ")"), begin)
    while begin < last and _is_leading(layout, begin, last):
        begin += 1
    # "On Monday Maria Example said", "Speaking at dawn he said": an adjunct without its comma.
    adjunct = begin < last and (tokens[begin].low in PREPOSITIONS or tokens[begin].low in _OPENING_PARTICIPLES)
    if adjunct:
        begin = _after_preposition(layout, begin, last)
    if begin >= last or joined == last - 1:
        return None
    if tokens[begin].low.endswith("ing") and tokens[begin].text[0].islower() and last - begin > 2:
        return None  # "working all night": what somebody did, not who
    final = tokens[last - 1]
    if final.low in DETERMINERS and final.low not in PRONOUNS:
        return None
    if final.low in PREPOSITIONS or final.low in SUBORDINATORS or final.low in AUXILIARIES:
        return None
    if not tokens[begin].text[0].isalnum() and tokens[begin].text not in "‘'\"“([@#$":
        return None
    return begin, last


def _relative_before(layout: Layout, first: int, last: int) -> int | None:
    """The "that" or "which" of a relative clause whose verb is right before ``last``: "… that Washington leads"."""
    tokens = layout.tokens
    if last - first < 4 or not is_finite(layout, last - 1) or tokens[last - 1].low in AUXILIARIES:
        return None
    for i in range(last - 2, max(first, last - 7), -1):
        if tokens[i].low in ("that", "which", "whom"):
            short = tokens[i + 1].text[0].isupper() or tokens[i + 1].low in DETERMINERS | SUBJECT_PRONOUNS
            return i if short and i + 1 < last - 1 and not is_finite(layout, i - 1) else None
    return None


def _governs_name(layout: Layout, first: int, last: int) -> bool:
    """Whether a short noun phrase and nothing else stands between a relative and the verb."""
    token = layout.tokens[first]
    opens = token.low in DETERMINERS or token.low in SUBJECT_PRONOUNS or token.text[0].isupper()
    return opens and last - first <= 6 and not any(is_finite(layout, i) for i in range(first, last))


def _without_time(layout: Layout, first: int, last: int) -> int:
    """As in "The governor on Thursday | said": when it was said is no part of who said it."""
    tokens = layout.tokens
    if last - first >= 2 and tokens[last - 1].low in WEEKDAYS:
        last -= 1
        if last - first >= 2 and tokens[last - 1].low in ("on", "late", "early", "last"):
            last -= 1
    return last


def _in_name(layout: Layout, i: int) -> bool:
    return layout.tokens[i].text[0].isupper() and i > 0 and layout.tokens[i - 1].text[0].isupper()


def _is_leading(layout: Layout, i: int, last: int) -> bool:
    """Words before a subject that are not of it: "and", "meanwhile", a stray closing mark."""
    token = layout.tokens[i]
    if token.low in COORDINATORS or token.text in ")]”’»":
        return True
    if token.low in TIMES and token.low in WEEKDAYS and i + 1 < last:
        return True
    return is_adverb(token.low) and i + 1 < last and token.low not in ("all", "both", "almost")


def _after_preposition(layout: Layout, first: int, last: int) -> int:
    """The start of the noun phrase after an opening prepositional phrase without a comma, else ``last``."""
    tokens = layout.tokens
    for i in range(last - 1, first, -1):
        if tokens[i].low in SUBJECT_PRONOUNS:
            return i
    for i in range(first + 1, last - 1):
        if tokens[i].low in TIMES or tokens[i].text.isdigit():
            following = tokens[i + 1]
            if following.low in DETERMINERS or (following.text[0].isupper() and following.low not in TIMES):
                return i + 1
    begin = noun_phrase_start(layout, first + 1, last)
    return begin if begin < last and tokens[begin - 1].low not in PREPOSITIONS else last


def shared_subject(layout: Layout, low: int, verb: int) -> tuple[int, int] | None:
    """The subject of a sentence whose second verb is at ``verb``: "X visited Y and said …"."""
    start = clause_start(layout, low, verb)
    pieces = pieces_of(layout, start, verb)
    while len(pieces) > 1 and _is_adverbial(layout, *pieces[0]):
        pieces = pieces[1:]
    first = pieces[0][0]
    for i in range(first, verb):
        if layout.tokens[i].text == ",":
            continue
        finite = is_finite(layout, i) or looks_finite(layout, i, first)
        if finite and i > first:
            group = verb_group(layout, i, first)
            if group > first and layout.tokens[group - 1].low in RELATIVES:
                continue
            return subject_before(layout, first, group) if group > first else None
    return None
