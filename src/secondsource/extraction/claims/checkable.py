"""Whether a claim can be checked against the world now: a label for what it says, and the word that decided.

It only labels: nothing is left out because of it. Where a claim holds several things, what can be checked wins, for a
checker loses more by missing a fact than by reading an opinion.

1. A content that is no clause of its own ("to pay", "the courage of the crew") follows the verb of its cue.
2. Any other is read clause by clause: a question, a call, what lies ahead, a judgement, else a fact.
3. A clause that judges but gives a figure or tells of a deed in the past is a fact.
4. A clause that is surely a fact decides for the whole; else the first clause that has another label does.

A negation ("is not a disgrace") or a hedge ("perhaps", "may have") changes no label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.claims import checkable_marks as marks
from secondsource.extraction.claims import checkable_words as lists
from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import DETERMINERS, SUBJECT_PRONOUNS, word_set
from secondsource.extraction.rules.cues import lexicon

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

LABELS = {
    "fact": "a statement that can be checked against the world now",
    "opinion": "a judgement, a feeling, praise or blame, or what should be",
    "prediction": "what has not happened yet, or would happen if: a forecast, a promise, a plan",
    "question": "asks, wonders or leaves open",
    "demand": "calls on someone to do something, or for something to be done",
}


class Labelled(NamedTuple):
    """``label`` is a key of ``LABELS``; ``reason`` names the word that decided, in words for a reader."""

    label: str
    reason: str


def nature_of(layout: Layout, content: tuple[Range, ...], lemma: str = "") -> Labelled:
    """What kind of statement the tokens of ``content`` make, given the verb of their cue if there is one.

    ``content`` is as in ``Proposal.content``; ranges that reach beyond the text are cut at its ends. ``lemma`` is a
    dictionary form ("predict"), or "" for a narrator's statement. Time is in proportion to the tokens of ``content``.
    """
    size = len(layout.tokens)
    ranges = [Range(max(0, first), min(last, size)) for first, last in content]
    places = [i for r in ranges for i in range(*r)]
    words = [i for i in places if layout.tokens[i].text[0].isalnum()]
    if not words:
        return Labelled("fact", _DEFAULT)
    led = _by_cue(layout, words, lemma)
    if led is not None:
        return led
    found = [_clause(layout, clause) for clause in _clauses(layout, ranges)]
    sure = next((f.nature for f in found if f.sure), None)
    other = next((f.nature for f in found if f.nature.label != "fact"), None)
    if sure is not None and other is not None:
        return Labelled("fact", f"{sure.reason}; another part is {_A[other.label]}")
    return sure or other or found[0].nature


def cue_lemma(layout: Layout, cue: Range) -> str:
    """The verb of a cue that no rule named, for ``nature_of``: "plan" for "has been planning", or ""."""
    forms = lists.cue_forms()
    lows = [layout.tokens[i].low for i in range(max(0, cue.first), min(cue.last, len(layout.tokens)))]
    known = next((forms[low] for low in reversed(lows) if low in forms), "")
    return known or next((lexicon()[low].lemma for low in reversed(lows) if low in lexicon()), "")


class _Clause(NamedTuple):
    """One clause's label, and whether it is surely a fact."""

    nature: Labelled
    sure: bool = False


_A = {"opinion": "an opinion", "prediction": "a prediction", "question": "a question", "demand": "a demand"}
_DEFAULT = "no word of it makes it an opinion, a prediction, a question or a demand"
_STOPS = frozenset(".!?…;。！？；؟")
_JOINTS = word_set("and but or because while although though whereas since")
_ALWAYS_JOINTS = word_set("but because although though whereas")
_SUBJECTS = SUBJECT_PRONOUNS | DETERMINERS
_MAY_ASK = lists.ASKS | {"question", "know"}
_MAY_WANT_TO_KNOW = lists.DEMANDS | {"want"}
_SAYS_WHAT_IT_IS = lists.JUDGES | lists.NAMES


# The cue ------------------------------------------------------------------------------------------------------------


def _by_cue(layout: Layout, words: list[int], lemma: str) -> Labelled | None:
    """What the cue's verb makes of a content that has no clause of its own, or None where the content decides."""
    tokens = layout.tokens
    start = tokens[words[0]].low
    before = tokens[words[0] - 1].low if words[0] else ""
    if start == "to" and len(words) > 1 and tokens[words[1]].low == "know" and lemma in _MAY_WANT_TO_KNOW:
        return Labelled("question", "“to know” asks")
    if lemma in _MAY_ASK and start in marks.WH:
        return Labelled("question", f"“{lemma} {start}” asks")
    if tokens[words[0]].text == "whether":  # with a capital: "Whether it rains or not, we sail"
        return Labelled("question", "“whether” leaves it open")
    if lemma in lists.FORETELLS and not any(marks.is_past(layout, i) for i in words):
        return Labelled("prediction", f"“{lemma}” looks ahead")
    if marks.has_clause(layout, words):
        return None
    infinitive = any(tokens[i].low == "to" for i in words) or before == "to"
    leading = start == "to" or before == "to"
    called = lemma in lists.DEMANDS_TO and (infinitive or before in ("for", "on", "upon"))
    warned = lemma == "warn" and (infinitive or before == "against" or start == "against")
    suggested = lemma == "suggest" and start.endswith("ing")
    wanted = lemma == "want" and not leading
    if lemma in lists.DEMANDS or called or warned or suggested or wanted:
        return Labelled("demand", f"“{lemma}” calls for something to be done")
    if lemma in lists.PLANS or lemma == "warn" or (lemma in lists.PLANS_TO and infinitive):
        return Labelled("prediction", f"“{lemma}” looks ahead: to what is promised, planned, hoped or feared")
    told = marks.figure(layout, words) is not None or any(marks.is_event(layout, i, words[0]) for i in words)
    if lemma in _SAYS_WHAT_IT_IS and not told:
        return Labelled("opinion", f"“{lemma}” judges, or gives a name of one's own")
    if lemma in lists.ASKS:
        return Labelled("question", f"“{lemma}” asks")
    return None


# Clauses ------------------------------------------------------------------------------------------------------------


def _clauses(layout: Layout, ranges: list[Range]) -> list[list[int]]:
    """The tokens of each clause: a question whole, else cut at "and", "but", "because" where a subject follows."""
    tokens = layout.tokens
    found: list[list[int]] = []
    for sentence in _sentences(layout, ranges):
        now: list[int] = []
        whole = tokens[sentence[-1]].text in marks.QUESTION_MARKS
        finite = False  # whether the clause has its verb: before it, "and" joins words
        for k, i in enumerate(sentence):
            joint = finite and not whole and tokens[i].low in _JOINTS and k + 1 < len(sentence)
            if joint and (tokens[i].low in _ALWAYS_JOINTS or _subject(layout, sentence[k + 1])):
                found.append(now)
                now, finite = [], False
            now.append(i)
            finite = finite or (tokens[i].text[0].isalnum() and marks.is_finite_verb(layout, i, now[0]))
        found.append(now)
    return [clause for clause in found if any(tokens[i].text[0].isalnum() for i in clause)]


def _sentences(layout: Layout, ranges: list[Range]) -> list[list[int]]:
    """The tokens of each sentence, its stop included: a range that begins with a capital begins one."""
    tokens = layout.tokens
    found: list[list[int]] = []
    now: list[int] = []
    for first, last in ranges:
        if now and first < last and _begins_sentence(layout, first, last):
            found.append(now)
            now = []
        for i in range(first, last):
            now.append(i)
            if tokens[i].text in _STOPS and (i + 1 == last or tokens[i + 1].text not in _STOPS):
                found.append(now)
                now = []
    return [*found, now] if now else found


def _begins_sentence(layout: Layout, first: int, last: int) -> bool:
    word = next((i for i in range(first, min(last, first + 3)) if layout.tokens[i].text[0].isalnum()), None)
    return word is not None and layout.tokens[word].text[0].isupper()


def _subject(layout: Layout, i: int) -> bool:
    token = layout.tokens[i]
    return token.low in _SUBJECTS or token.text[0].isupper() or "'" in token.low


def _clause(layout: Layout, clause: list[int]) -> _Clause:
    """The label of one clause."""
    tokens = layout.tokens
    words = [i for i in clause if tokens[i].text[0].isalnum()]
    asks = marks.asks(layout, clause, words)
    if asks is not None:
        return _Clause(Labelled("question", asks))
    calls = marks.calls(layout, words)
    if calls is not None:
        return _Clause(Labelled("demand", f"“{tokens[calls].text}” calls on someone to act"))
    figure = marks.figure(layout, words)
    ahead = marks.ahead(layout, words, figure)
    if ahead is not None:
        return _Clause(Labelled("prediction", f"“{ahead}” speaks of what has not happened yet"))
    duty = marks.duty(layout, words)
    if duty is not None:
        return _Clause(Labelled("opinion", f"“{duty}” says what should be"))
    judged = marks.judgement(layout, words)
    event = next((i for i in words if marks.is_event(layout, i, words[0])), None)
    if judged is not None:
        firm = figure if figure is not None else event
        if firm is None:
            return _Clause(Labelled("opinion", f"“{judged}” is a judgement or a feeling"))
        return _Clause(Labelled("fact", f"“{tokens[firm].text}” can be checked, though “{judged}” judges"), sure=True)
    if figure is not None:
        return _Clause(Labelled("fact", f"“{tokens[figure].text}” is a figure that can be checked"), sure=True)
    if event is not None:
        return _Clause(Labelled("fact", f"“{tokens[event].text}” tells what happened"), sure=True)
    anchor = marks.anchor(layout, words)
    if anchor is not None:
        return _Clause(Labelled("fact", f"“{tokens[anchor].text}” can be looked up"))
    verb = next((i for i in words if marks.is_finite_verb(layout, i, words[0])), None)
    if verb is not None:
        return _Clause(Labelled("fact", f"“{tokens[verb].text}” states it as so"))
    return _Clause(Labelled("fact", _DEFAULT))
