"""Who said what: an article in, its attributions and its own statements out.

``engine`` runs the steps in this order:

1. ``layout``: ``text`` (words, sentences), ``quotations`` (what stands in marks), ``furniture`` (headlines, bylines).
2. ``attributions``: ``verb_rules`` (with ``before_rules`` and ``after_rules``) and ``phrase_rules`` propose, ranks
   decide, ``quoted_speech`` follows the quotations. They lean on ``clauses``, ``noun_phrases``, ``verbs`` and
   ``content``, and on the word lists of ``cues`` and ``words``; ``reasons`` has each rule's words and precision.
3. ``tagger``, unless the engine is ``rules``: a small language model reads the words and the rules' proposals, and
   decides. ``train`` makes its files. ``speech`` tells words from thoughts.
4. ``sources``: the entity behind each mention, ``named``, ``unnamed`` or several ``together``. ``known`` holds whom the
   text has spoken of so far (``entities``); ``names``, ``people``, ``roles`` and ``institutions`` read the words.
5. ``channels``: the way the words came (words in ``channel_words``).
6. ``narrator``: the statements that are nobody's. 7. ``checkable``: fact, opinion, prediction, question or demand.

Pure: no database, no screen, no network; the same article gives the same extraction in every run.

Hands out ``extract``, ``ENGINES`` and ``STANDARD``, the one that is used if none is named.
"""

from __future__ import annotations

from secondsource.model import Article, Extraction, UnusableInput

STANDARD = "standard"
ENGINES = (STANDARD, "fast", "rules")

__all__ = ["ENGINES", "STANDARD", "extract"]


def extract(article: Article, engine: str = STANDARD, institutions: str = "") -> Extraction:
    """What ``article`` says, and who said it.

    ``engine`` is one of ``ENGINES``; ``institutions`` a table of the user's own, in the form that ``institutions``
    describes. All spans count code points of ``article.text``, lie outside its dateline, and
    within one role of one attribution stand in order and do not overlap. Raises ``UnusableInput`` for an engine that
    does not exist or whose model is missing or damaged, and for a wrong line in the table; no text is unusable.
    """
    if engine not in ENGINES:
        raise UnusableInput(f"there is no extraction engine {engine!r}: choose one of {', '.join(ENGINES)}")
    from secondsource.extraction.engine import run

    return run(article, engine, institutions)
