"""Every rule: its name in words, its rank against other rules, and how often it is right.

The confidence of a rule is the share of its attributions in the training split of PolNeAR (840 articles) whose content
and source are right by the measure "e2e" (content at least half right and the source right), rounded: measure
again after changing a rule. Rules with fewer than ten uses there keep an estimate; the two for texts
without commas, of which PolNeAR has none, were read by hand in flattened agency news (27 of 34 right). The tagger
stands among them for its rank; it gives each attribution a figure of its own.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What a reader is told, the rank (lower wins a conflict), and the precision: measured, or estimated."""

    reason: str
    rank: int
    precision: float


TAGGER = "tagger"
TURN = "turn"
RULES = {
    TAGGER: Rule("the tagger", 2, 0.73),
    TURN: Rule("the transcript names the speaker", 0, 1.0),
    "before-quoted": Rule("quotation, then source and verb (“…,” X said)", 0, 0.94),
    "around-quoted": Rule("quotation on both sides of source and verb (“…,” X said, “…”)", 0, 0.94),
    "inverted-quoted": Rule("quotation, then verb and source (“…,” said X)", 0, 0.86),
    "verbless": Rule("source and channel without a verb (X, in a tweet, that …)", 0, 0.9),
    "according-to": Rule("content, then “according to” its source", 1, 0.75),
    "according-to-first": Rule("“according to” a source, then content", 1, 0.81),
    "before": Rule("content, a comma, then source and verb (…, X said)", 1, 0.81),
    "before-bare": Rule("content, then source and verb with no comma (… X said)", 1, 0.8),
    "around": Rule("content on both sides of source and verb (…, X said, …)", 1, 0.81),
    "inverted": Rule("content, a comma, then verb and source (…, said X)", 1, 0.68),
    "inverted-bare": Rule("content, then verb and source with no comma (… said X)", 1, 0.8),
    "that": Rule("source, verb and “that” (X said that …)", 2, 0.82),
    "quote-after": Rule("source, verb and quotation (X said, “…”)", 2, 0.80),
    "colon": Rule("source, verb and colon (X said: …)", 2, 0.79),
    "clause": Rule("source, “said” and a clause (X said …)", 2, 0.82),
    "clause-other": Rule("source, verb of saying and a clause (X argued …)", 2, 0.66),
    "clause-belief": Rule("source, verb of belief and a clause (X thinks …)", 2, 0.54),
    "document-clause": Rule("a document and what it says (the report found …)", 2, 0.85),
    "told-someone": Rule("source, verb, the person told, then content (X told Y that …)", 2, 0.79),
    "told-loose": Rule("source, verb and what was told to whom, no conjunction (X told Y …)", 2, 0.5),
    "question": Rule("source, verb and an indirect question (X asked whether …)", 2, 0.86),
    "to-infinitive": Rule("source, verb and infinitive (X promised to …)", 2, 0.53),
    "particle": Rule("source, verb with particle and object (X called for …)", 2, 0.64),
    "object": Rule("source, verb of saying and its object (X criticised …)", 2, 0.67),
    "object-belief": Rule("source, verb of attitude and its object (X supports …)", 2, 0.51),
    "call": Rule("source, “call” and what it is called (X called Y …)", 2, 0.52),
    "headline": Rule("headline with its source before a colon", 2, 0.72),
    "asked": Rule("a question that was asked, by whom is not said (Asked whether …)", 2, 0.70),
    "reportedly": Rule("reported or alleged, by whom is not said", 3, 0.36),
    "expected": Rule("something expected, by whom is not said", 2, 0.72),
}
_SHARED = ("shared-", " — the subject is that of the verb before")
_PARTICIPLE = ("participle-", " — a participle goes on for the same source")


def rule_of(name: str) -> Rule:
    """The rule behind a name, with its prefix spelled out."""
    for prefix, words in (_SHARED, _PARTICIPLE):
        if name.startswith(prefix):
            rule = RULES[name.removeprefix(prefix)]
            return Rule(rule.reason + words, rule.rank, PREFIXED.get(name, rule.precision))
    return RULES[name]


PREFIXED: dict[str, float] = {
    "participle-clause": 0.74,
    "participle-clause-other": 0.75,
    "participle-colon": 0.77,
    "participle-object": 0.59,
    "participle-particle": 0.65,
    "participle-question": 0.83,
    "participle-quote-after": 0.82,
    "participle-that": 0.79,
    "participle-told-someone": 0.81,
    "shared-clause": 0.62,
    "shared-clause-other": 0.57,
    "shared-object": 0.53,
    "shared-particle": 0.53,
    "shared-quote-after": 0.53,
    "shared-that": 0.68,
    "shared-to-infinitive": 0.60,
    "shared-told-someone": 0.80,
}


def rank(name: str) -> int:
    """The rank of a rule: where two attributions cannot both stand, the lower rank stays."""
    return RULES[name.removeprefix("shared-").removeprefix("participle-")].rank
