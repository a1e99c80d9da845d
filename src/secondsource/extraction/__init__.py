"""Who said what: an article in, its attributions and its own statements out.

``engine`` runs the steps in this order, a folder each:

1. ``layout``: words, sentences, quotations, headlines and bylines.
2. ``rules``: verbs and phrases propose attributions.
3. ``tagger``, unless the engine is ``rules``: a small language model reads the words and the rules' proposals.
   ``train`` makes its files.
4. ``mending``: the order where rules and tagger disagree, and what flattened texts need.
5. ``sources``: the entity behind each mention, and the channel the words came by.
6. ``claims``: speech or belief, the article's own statements, and what can be checked.

Pure: no database, no screen, no network; the same article gives the same extraction in every run.

A transcript's turns go the same way: see ``claims.turns``. What people marked by hand goes by ``by_hand`` alone.

Hands out ``extract``, ``given``, ``ENGINES``, ``STANDARD``, the one that is used if none is named, and ``version_of``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.model import Article, Extraction, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.model import Attribution, Statement

STANDARD = "standard"
ENGINES = (STANDARD, "fast", "rules")

__all__ = ["ENGINES", "STANDARD", "extract", "given", "version_of"]


def extract(article: Article, engine: str = STANDARD, institutions: str = "") -> Extraction:
    """What ``article`` says, and who said it.

    ``engine`` is one of ``ENGINES``; ``institutions`` a table of the user's own, in the form that ``institutions``
    describes. All spans count code points of ``article.text``, lie outside its dateline, and
    within one role of one attribution stand in order and do not overlap. Raises ``UnusableInput`` for an engine that
    does not exist or whose model is missing or damaged, and for a wrong line in the table; no text is unusable.
    """
    _check_name(engine)
    from secondsource.extraction.engine import run

    return run(article, engine, institutions)


def given(
    article: Article,
    annotations: Iterable[Attribution | Statement],
    engine: str = "brat",
    version: str = "1",
    institutions: str = "",
) -> Extraction:
    """What people marked in ``article`` by hand, with what is left of its words as silences.

    An annotation whose ``nature_reason`` is empty states its spans alone: its kind, nature, channel, speaker, and
    whether it is speech, then come from this room's rules. ``engine`` and ``version`` say what made the annotations;
    ``institutions`` is as for ``extract``. Raises ``UnusableInput`` for a span that lies outside the text.
    """
    from secondsource.extraction.by_hand import taken_as_given

    return taken_as_given(article, tuple(annotations), engine, version, institutions)


def version_of(engine: str) -> str:
    """The version of an engine as its extractions carry it.

    Raises ``UnusableInput`` for an engine that does not exist, or whose files are not listed.
    """
    _check_name(engine)
    from secondsource.extraction import engine as engines

    return engines.version_of(engine)


def _check_name(engine: str) -> None:
    if engine not in ENGINES:
        raise UnusableInput(f"there is no extraction engine {engine!r}: choose one of {', '.join(ENGINES)}")
