"""Who speaks in a transcript: the one entity behind a speaker's turns and what others tell of the same speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import word_set
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.reasons import TURN
from secondsource.extraction.sources.roles import PERSON_NOUNS
from secondsource.extraction.sources.sources import speakers_of
from secondsource.model import Article, Source, SourceType, Turn

if TYPE_CHECKING:
    from secondsource.extraction.sources.institutions import Table

# What transcripts call those whose names they do not give.
_NAMELESS = PERSON_NOUNS | word_set(
    "moderator interviewer interviewee narrator participant audience unidentified unknown male female voice host guest"
    " speaker operator translator interpreter the a an"
)
_SMALL = word_set("of the for and at in on to de da di del la van von der den")


def with_written_names(article: Article, institutions: Table) -> Article:
    """The article with its speakers' names written as in a sentence, in as many characters.

    "KROLL" becomes "Kroll" and "REPORTER" "reporter", "BBC" stays: this room knows a person, a body and a role by that.
    """
    if not article.turns:
        return article
    text = article.text
    parts: list[str] = []
    at = 0
    for turn in sorted((turn for turn in article.turns if turn.label), key=lambda turn: turn.label or (0, 0)):
        start, end = turn.label or (0, 0)
        if start >= at:
            written = as_written(text[start:end], institutions)
            parts += [text[at:start], written if len(written) == len(text[start:end]) else text[start:end]]
            at = max(start, end)
    turns = tuple(Turn(as_written(turn.speaker, institutions), turn.words, turn.label) for turn in article.turns)
    return replace(article, text="".join((*parts, text[at:])), turns=turns)


def as_written(name: str, institutions: Table) -> str:
    """A speaker's name as it would stand in a sentence."""
    words = name.split()
    if all(word.lower().strip("_#.0123456789") in _NAMELESS | {""} for word in words):
        return name.lower()
    if not name.isupper() or institutions.canonical(name) or institutions.is_outlet(name):
        return name
    if len(words) == 1:
        return name if institutions.is_institution(name) else name.title()
    for word in words:
        if not institutions.canonical(word):
            small = word.lower() in _SMALL and not name.startswith(word)
            name = name.replace(word, word.lower() if small else word.title(), 1)
    return name


def speakers_of_turns(
    layout: Layout,
    speakers: list[Source | None],
    others: list[Proposal],
    turns: list[Proposal],
    institutions: Table,
) -> list[Source | None]:
    """``speakers``, who are those of ``others`` and then of ``turns``, with those whom the text does not name there."""
    names = {i: turn.speaker for turn in layout.turns for i in range(*turn.words)}
    known: dict[str, Source] = {}
    named = [names[turn.content[0].first] for turn in turns]
    for name, speaker in zip(named, speakers[len(others) :], strict=True):
        if speaker is not None:
            known.setdefault(name, speaker)
    for name in named:
        if name not in known:
            known[name] = _alone(name, institutions)
    return [*speakers[: len(others)], *(known[name] for name in named)]


def _alone(name: str, institutions: Table) -> Source:
    """The entity of a name that stands nowhere in the text."""
    layout = Layout(Article(name, "", ""))
    whole = Range(0, len(layout.tokens))
    found = speakers_of(layout, [Proposal(whole, Range(0, 0), (), TURN)], institutions)[0] if layout.tokens else None
    return found or Source(name, SourceType.UNNAMED)
