"""How the tests of this room write texts down: what is expected is marked in the text or given as short words."""

from __future__ import annotations

from secondsource.extraction import extract
from secondsource.model import Article, Extraction, Span


def article(text: str, dateline: Span | None = None) -> Article:
    return Article(text, "0" * 64, "text", dateline=dateline)


def extraction(text: str, dateline: Span | None = None, engine: str = "rules") -> Extraction:
    return extract(article(text, dateline), engine)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(text[a:b] for a, b in spans)


def found(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, the spans of one role set apart by " / "."""
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in extraction(text).attributions]


def only(text: str) -> tuple[str, str, str]:
    rows = found(text)
    assert len(rows) == 1, rows
    return rows[0]


def check(text: str, result: Extraction, dateline: Span | None = None) -> None:
    for a in result.attributions:
        assert a.content
        for role in (a.source, a.cue, a.content):
            check_spans(text, role, dateline)
    for own in (*result.narrator, *result.silent):
        assert own.content
        check_spans(text, own.content, dateline)


def check_spans(text: str, spans: tuple[Span, ...], dateline: Span | None) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        assert dateline is None or span.end <= dateline.start or span.start >= dateline.end
        end = span.end
