"""Cases made by hand for the tests: small, fictional, and independent of the extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from secondsource import casefile
from secondsource.model import (
    Article,
    Attribution,
    Coverage,
    Extraction,
    Kind,
    Nature,
    Source,
    SourceType,
    Span,
    Statement,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Material that lies beside the checkout on some machines; tests that read it skip where it is missing."""

MAYOR = Source("Ada Quill", SourceType.NAMED, role="mayor", affiliation="Town of Marl")


def article(text: str, name: str = "text", **known: object) -> Article:
    """An article whose bytes are the UTF-8 of the text."""
    return Article(text, hashlib.sha256(text.encode()).hexdigest(), name, **known)  # type: ignore[arg-type]


def extraction(text: str, sentences: int | None = None) -> Extraction:
    """Take 'A said: B' sentences apart (one a line); a line without ' said: ' is the narrator's."""
    attributions, narrator, at = [], [], 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line:
            continue
        who, cue, _ = line.partition(" said: ")
        if not cue:
            narrator.append(statement(Span(start, end)))
            continue
        after = start + len(who)
        speaker = MAYOR if "Quill" in who else Source(who or "nobody", SourceType.UNNAMED)
        attributions.append(
            Attribution(
                (Span(start, after),) if who else (),
                (Span(after + 1, after + 5),),
                (Span(after + 7, end),) if end > after + 7 else (Span(after + 1, after + 5),),
                Kind.INDIRECT,
                speaker,
                "statement to the Marl Gazette",
                True,
                Nature.FACT,
                "nothing says otherwise",
                0.9,
                "said with a colon",
            )
        )
    return extracted(attributions, narrator)


def statement(*content: Span, reason: str = "nothing says otherwise") -> Statement:
    """What the article says in its own voice at these places."""
    return Statement(content, Nature.FACT, reason)


def extracted(
    attributions: Iterable[Attribution] = (), narrator: Iterable[Statement] = (), engine: str = "test"
) -> Extraction:
    """An extraction of just these."""
    return Extraction(tuple(attributions), tuple(narrator), (), Coverage(1, 1, {}), engine, "1")


def case_of(path: Path, *texts: str) -> casefile.Case:
    """A new case with one article a text, each taken apart by ``extraction``."""
    case = casefile.create_case(path)
    for number, text in enumerate(texts, start=1):
        casefile.add_article(case, article(text, f"article-{number}"), extraction(text))
    return case


def numbers(case: casefile.Case) -> list[int]:
    """The numbers of all listed claims, in reading order."""
    return [row.number for row in casefile.View(case).rows(0, 100_000)]


def decided(case: casefile.Case) -> list[casefile.Event]:
    """What people did in a case: its log without the events that made it and brought the articles."""
    return [event for event in casefile.history(case) if event.kind not in {"case", "article"}]


_TABLES = "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'"


def state(case: casefile.Case, *, without: Iterable[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a case, whatever it is for."""
    names = [name for (name,) in case.connection.execute(_TABLES)]
    return {
        name: sorted(case.connection.execute(f'select * from "{name}"').fetchall(), key=repr)
        for name in sorted(names)
        if name not in without
    }


def numbered(count: int, prefix: str = "") -> str:
    """A text of so many claims."""
    return "\n".join(f"Ada Quill said: {prefix}the ferry ran {n} times." for n in range(count))
