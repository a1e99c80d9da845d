"""What the words of a dossier mean, for readers who have never met them."""

from __future__ import annotations

from typing import Final

from secondsource.model import Check, Kind, Nature, SourceType, Stance, Terms, Verdict

VERDICTS: Final = (Verdict.CORROBORATED, Verdict.DISPUTED, Verdict.UNVERIFIED, None)
MEANING: Final[dict[Verdict | None, str]] = {
    Verdict.CORROBORATED: "A reviewer found that it holds.",
    Verdict.DISPUTED: "A reviewer found that something reliable speaks against it.",
    Verdict.UNVERIFIED: "A reviewer looked, and could neither confirm nor refute it.",
    None: "Nobody has decided yet, or verdicts contradict each other.",
}

KIND: Final = {
    Kind.DIRECT: "direct speech",
    Kind.INDIRECT: "indirect speech",
    Kind.MIXED: "indirect speech with words quoted",
    Kind.NARRATOR: "its own voice",
}

SOURCE: Final = {
    SourceType.NAMED: "named",
    SourceType.UNNAMED: "not named",
    SourceType.INSTITUTION: "an institution",
    SourceType.DOCUMENT: "a document",
    SourceType.OUTLET: "an outlet",
}

STANCE: Final = {Stance.SUPPORTS: "▲", Stance.REFUTES: "▼", Stance.CONTEXT: "○"}
"""The glyph of each stance; the word stands beside it."""

_FIDELITY: Final = (
    Check.VERBATIM, Check.ALTERED, Check.CUT, Check.SPLICED, Check.PARAPHRASE, Check.NOT_FOUND,
)  # fmt: skip
_OF_FIDELITY: Final = "Held against its source"
_DIFFERS: Final = "Another claim has it otherwise"
GROUPS: Final = {
    **dict.fromkeys(_FIDELITY, _OF_FIDELITY),
    **dict.fromkeys(
        (Check.NUMBER, Check.TIME, Check.PLACE, Check.NAME, Check.NEGATION, Check.MODALITY, Check.SOURCES), _DIFFERS
    ),
    Check.UNCLEAR: "Left open by its words",
    Check.ORIGIN: "Where it comes from",
    Check.SAME: "The same statement elsewhere",
}
"""Under which heading a finding stands. What is but related in its words is for the desk, not for readers."""

_GLOSSARY: Final = {
    "claim": "One thing that an article says: the words of one source, or a statement in the article’s own voice.",
    Kind.NARRATOR: "The article says so itself and attributes it to nobody.",
    Kind.DIRECT: "The source’s own words, in quotation marks.",
    Kind.INDIRECT: "What the source said, in the article’s words.",
    Kind.MIXED: "Partly the source’s own words, partly the article’s.",
    Nature.FACT: "Something that can be checked.",
    Nature.OPINION: "A judgement or a belief: that somebody holds it can be checked, that it is right can’t.",
    Nature.PREDICTION: "About what is yet to come; it can’t be checked today.",
    Nature.QUESTION: "Asks, and states nothing.",
    Nature.DEMAND: "Says what somebody should do.",
    "source": "Whom the words are attributed to: a person, an institution, a document, another outlet.",
    SourceType.UNNAMED: "The article doesn’t say who the source is. That is the weakest kind of source.",
    Terms.ON_RECORD: "The source may be quoted by name.",
    Terms.BACKGROUND: "The source may be quoted, not named.",
    "protected source": "One that spoke off the record or on background. Who it is never leaves the desk’s record.",
    "channel": "How the words reached the article: a post, an interview, a statement.",
    "origin": "Where a chain of reports begins. Ten outlets that relay one agency are one origin, and so are two "
    "speakers for one institution.",
    "evidence": "A copy of something, kept unaltered with its SHA-256, and what it does for the claim.",
    Stance.SUPPORTS: "The evidence speaks for the claim.",
    Stance.REFUTES: "The evidence speaks against the claim.",
    Stance.CONTEXT: "The evidence helps to understand the claim, and decides nothing.",
    "primary source": "The very post, transcript or report that the claim is attributed to.",
    "finding": "What a program noticed by a rule. It decides nothing: it shows people where to look.",
    Check.VERBATIM: "The words are the source’s, to the letter.",
    Check.ALTERED: "Words in quotation marks, or figures, are not those of the source.",
    Check.CUT: "Words that bear on the sense were left out.",
    Check.SPLICED: "Two passages of the source were made one.",
    Check.PARAPHRASE: "The sense of a passage in other words.",
    Check.NOT_FOUND: "Nothing in the source comes near these words.",
    Check.NUMBER: "The figures of two claims contradict each other.",
    Check.TIME: "The times of two claims contradict each other.",
    Check.PLACE: "The places of two claims contradict each other.",
    Check.NAME: "The names in two claims contradict each other.",
    Check.NEGATION: "One claim denies what the other says.",
    Check.MODALITY: "One claim is certain of what the other holds possible.",
    Check.SOURCES: "Two claims attribute the same words to different sources.",
    Check.UNCLEAR: "The words leave something open that a reader needs, such as a time without a zone.",
    Check.ORIGIN: "All that say so have it from one place.",
    Check.SAME: "Another claim of the case says the same.",
    "second signature": "Another reviewer stands by the verdict, or came to the same one independently.",
    "in spite of": "The desk’s rule asks for two origins, a primary source, no contradiction and a rationale before a "
    "claim is called corroborated. A reviewer may decide otherwise, and says why.",
    "taken back": "A reviewer undid it. It counts no more, and stays in the record.",
    "coverage": "How much of an article’s words are part of a claim; the rest is told with the reason.",
    "record": "The log of everything that was decided: entries are added, never changed or removed.",
    "head": "The number of entries of the record and the seal of the last one. The seal covers every entry before it, "
    "so that a head which was published shows later whether anything was changed.",
    "SHA-256": "A fingerprint of a file: 64 characters that change whenever one bit of the file does.",
}


_TERM: Final[dict[str, str]] = {
    **{str(kind): words for kind, words in KIND.items()},
    str(SourceType.UNNAMED): SOURCE[SourceType.UNNAMED],
}


def glossary(used: set[str]) -> list[tuple[str, str]]:
    """Return the terms that a dossier uses, each with what it means."""
    always = {"claim", "source", "record", "head", "SHA-256"}
    return [(_TERM.get(str(key), str(key)), meaning) for key, meaning in _GLOSSARY.items() if str(key) in used | always]
