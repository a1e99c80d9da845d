"""A reviewed case for the exports that tell where claims stand and come from: every kind of source, act and span."""

from __future__ import annotations

import hashlib
from pathlib import Path

from helpers import article, extracted, numbers, statement
from secondsource import casefile
from secondsource.casefile import Case, Described, Examined, Kept
from secondsource.model import (
    Attribution,
    Check,
    Finding,
    Kind,
    Nature,
    Original,
    Source,
    SourceType,
    Span,
    Spans,
    Stance,
    Terms,
    Verdict,
)

# An astral character, a combining accent and CR LF stand before the claims: they shift offsets counted otherwise.
FLOOD = (
    "🌊 Cafe\u0301 Marl\r\n\r\n"
    "“The dam,” Ada Quill told Radio Marl, “held\r\n  through\u2028the night.”\n"
    "The Vale Survey reported that the river rose two metres.\n"
    "Wire Nord said the bridge is shut. "
    "A clerk said the mayor, Ben Voss, had fled.\n"
    "Rain fell on Tuesday."
)
SECOND = "The river rose two metres, Ada Quill said.\nNobody saw Ben Voss."
SPEECH = b"Ada Quill: The dam held through the night, and nobody was hurt."
MAP = b"GIF89a a map of the river"
FLOOD_URL = "https://courier.example/flood?d=1&p=a b"
QUILL = Source("Ada Quill", SourceType.NAMED, "mayor", "Town of Marl")
CLERK = Source("a clerk", SourceType.UNNAMED, None, "Town of Marl")
SURVEY = Source("Vale Survey", SourceType.DOCUMENT)
WIRE = Source("Wire Nord", SourceType.OUTLET)
VOSS = "Ben Voss"


def places(text: str, *words: str) -> Spans:
    """Where these words stand, each after the one before."""
    found, at = [], 0
    for one in words:
        start = text.index(one, at)
        at = start + len(one)
        found.append(Span(start, at))
    return tuple(found)


def said(
    text: str, who: str, cue: str, source: Source, *content: str, kind: Kind = Kind.INDIRECT, channel: str | None = None
) -> Attribution:
    who_at, cue_at = places(text, who, cue)
    return Attribution(
        (who_at,), (cue_at,), places(text, *content), kind, source, channel, True, Nature.FACT, "", 0.9, "said"
    )


def case(path: Path) -> Case:
    """Two articles with seven claims, decided on, taken back, signed off, revised, and held against evidence."""
    made = casefile.create_case(path)
    found = extracted(
        [
            said(FLOOD, "Ada Quill", "told", QUILL, "The dam,", "held\r\n  through\u2028the night",
                 kind=Kind.DIRECT, channel="interview with Radio Marl"),
            said(FLOOD, "The Vale Survey", "reported", SURVEY, "the river rose two metres"),
            said(FLOOD, "Wire Nord", "said", WIRE, "the bridge is shut"),
            said(FLOOD, "A clerk", "said", CLERK, "the mayor, Ben Voss, had fled"),
        ],
        [statement(*places(FLOOD, "Rain fell on Tuesday."))],
    )  # fmt: skip
    told = article(
        FLOOD, "flood / Marl: 1", outlet="Marl Courier", title="The flood", author="O. Brandt", url=FLOOD_URL
    )
    original = Original(FLOOD.encode(), "flood.txt", "UTF-8 text", fetched={"at": "2024-03-12T08:00:00.125Z"})
    casefile.add_article(made, told, found, original, actor="Ann")
    other = extracted(
        [said(SECOND, "Ada Quill", "said", QUILL, "The river rose two metres")],
        [statement(*places(SECOND, "Nobody saw Ben Voss."))],
    )
    casefile.add_article(made, article(SECOND, "..", outlet="Wire Nord"), other)
    _decide(made)
    _examine(made)
    return made


def claim(made: Case, words: str) -> str:
    """The id of the claim that has these words."""
    (found,) = (one.claim for one in casefile.claims(made) if words in one.text)
    return found


def _decide(made: Case) -> None:
    dam, rose, shut = claim(made, "dam"), claim(made, "the river"), claim(made, "bridge")
    casefile.mark(made, dam, Verdict.DISPUTED, reviewer="Bo", rationale="too soon")
    casefile.undo(made, reviewer="Bo")
    casefile.mark(made, dam, Verdict.CORROBORATED, reviewer="Ann Lee", rationale="The speech\nsays so.\tTwice.")
    casefile.sign_off(made, dam, reviewer="Bo")
    casefile.mark(made, rose, Verdict.UNVERIFIED, reviewer="Ann Lee")
    casefile.undo(made, reviewer="Ann Lee")
    casefile.redo(made, reviewer="Ann Lee")
    casefile.note(made, shut, "an inner note", reviewer="Bo")
    casefile.attach(
        made, dam, SPEECH, reviewer="Ann Lee", stance=Stance.SUPPORTS, name="speech.txt", primary=True,
        url="https://town.example/speech", passage="The dam held through the night", span=Span(11, 41),
        text=SPEECH.decode(), read_by="text", content_type="text/plain; charset=utf-8",
        fetched={"at": "2024-03-13T09:00:00.000Z"},
    )  # fmt: skip
    casefile.attach(made, rose, MAP, reviewer="Bo", stance=Stance.CONTEXT, name="map.gif")
    casefile.attach(made, shut, MAP, reviewer="Bo", stance=Stance.REFUTES, name="map.gif")
    words = places(FLOOD, "Rain fell")
    sha256 = hashlib.sha256(FLOOD.encode()).hexdigest()
    by_hand = Described(words)
    casefile.revise(made, "edit", sha256, [claim(made, "Tuesday")], [by_hand], reviewer="Bo")


def _examine(made: Case) -> None:
    by_words = {one.claim: number for one, number in zip(casefile.claims(made), numbers(made), strict=True)}
    here, there, dam = (by_words[claim(made, words)] for words in ("the river", "The river", "dam"))
    same = Finding(Check.SAME, "likeness", "97 of 100 alike in their words")
    (speech,) = casefile.evidence_on(made, dam)
    verbatim = Finding(Check.VERBATIM, "fidelity.verbatim", "word for word", (), (Span(11, 41),))
    with made.write():
        for number, kept in (
            (here, Kept(same, other=there, likeness=97.0)),
            (there, Kept(same, other=here, likeness=97.0)),
            (dam, Kept(verbatim, evidence=speech.uid, likeness=1.0)),
        ):
            casefile.keep(made, Examined(number, "1", "0" * 64, 1, (kept,)), lambda _: (), lambda _: 1)


def protect(made: Case, terms: Terms) -> None:
    """Say on what terms the clerk speaks, whom a reviewer knows to be Dora Finch."""
    (known,) = casefile.source_list(made, "a clerk")
    casefile.rename_source(
        made, known.key, reviewer="Ann", name="Dora Finch", type=SourceType.NAMED, role="clerk",
        affiliation="Marl Bank", terms=terms,
    )  # fmt: skip
    (quill,) = casefile.source_list(made, "Ada Quill")
    casefile.rename_source(
        made, quill.key, reviewer="Ann", name="Ada Quill", type=SourceType.NAMED, role="aunt of Dora Finch",
        affiliation="Finch & Sons", terms=None,
    )  # fmt: skip
    dam = claim(made, "dam")
    casefile.explain(made, dam, "Dora Finch says so too", reviewer="Ann Lee")
    casefile.attach(
        made, claim(made, "had fled"), b"a tape", reviewer="Ann Lee", stance=Stance.SUPPORTS, name="tape of her voice",
        passage="the secret words",
    )  # fmt: skip
    casefile.mark(made, claim(made, "had fled"), Verdict.CORROBORATED, reviewer="Ann Lee", rationale="heard the tape")


SECRET = ("Dora", "Finch", "Marl Bank")
"""Words that tell who she is."""
UNSAID = ("had fled", "heard the tape", "tape of her voice", "secret words", "A clerk", "a clerk")
"""Words that are hers, or of what was made of them."""
