"""A case to hand on: originals and evidence, of files and of the web, verdicts, findings, a source to protect."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from helpers import case_of, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Case, Examined, Kept
from secondsource.model import (
    Article,
    Check,
    Extraction,
    Finding,
    Original,
    Source,
    SourceType,
    Span,
    Stance,
    Terms,
    Verdict,
)

PAGE = b"<p>Ada Quill said: =the ferry sank.</p>"
TOLD = "Ada Quill said: =the ferry sank.\nHild Orm said: the pilot slept."
ABOUT = "The town waited for Orm."
PLAIN = "Hild Orm said: the pier moved.\nThe bells rang."
MENTION = b"%PDF what only its reader can read"
LETTER = b"a letter of the pilot"
ANSWER = {
    "asked": "http://gazette.example/old",
    "address": "https://www.gazette.example:8443/ferry?b=2&a=1",
    "at": "2024-03-12T08:00:00.125Z",
    "http_version": "HTTP/1.1",
    "status": 200,
    "reason": "OK",
    "headers": [["Content-Type", "text/html; charset=utf-8"], ["Content-Length", str(len(PAGE))]],
    "redirects": [
        {
            "address": "http://gazette.example/old",
            "at": "2024-03-12T08:00:00.000Z",
            "status": 301,
            "headers": [["Location", "https://www.gazette.example:8443/ferry?b=2&a=1"]],
        }
    ],
}
ORM = Source("Hild Orm", SourceType.NAMED)


def taken_apart(text: str) -> Extraction:
    """As ``extraction`` does, with the pilot by name in every article."""
    found = extraction(text)
    named = (replace(one, speaker=ORM) if one.speaker.name == ORM.name else one for one in found.attributions)
    return replace(found, attributions=tuple(named))


def case(path: Path) -> Case:
    """Four articles: one from before originals, one from the web, two from files that are nothing but their text."""
    made = case_of(path, "An official said: rain is due.")
    page = Article(
        TOLD, hashlib.sha256(PAGE).hexdigest(), "ferry", "The Marl Gazette", "The “ferry”\nof Marl", author="O. Brandt"
    )
    marks = ((0, "/html/body/p[1]"), (40, "/html/body/p[2]"))
    original = Original(PAGE, "ferry.html", "HTML", "text/html", marks, fetched=ANSWER)
    casefile.add_article(made, page, taken_apart(TOLD), original)
    plain = Article(PLAIN, hashlib.sha256(PLAIN.encode()).hexdigest(), "pier")
    casefile.add_article(made, plain, taken_apart(PLAIN), Original(PLAIN.encode(), "pier 1.txt", "UTF-8 text"))
    casefile.add_article(
        made,
        Article(ABOUT, hashlib.sha256(ABOUT.encode()).hexdigest(), "about"),
        extraction(ABOUT),
        Original(ABOUT.encode(), "about.txt", "UTF-8 text"),
    )
    rain, sank, _, moved, bells, _ = [claim.claim for claim in casefile.claims(made)]
    casefile.mark(made, sank, Verdict.DISPUTED, reviewer="Ann", rationale="'=it floats'")
    casefile.undo(made, reviewer="Ann")
    despite = casefile.Despite(("single-origin",), "everybody saw it")
    casefile.mark(made, sank, Verdict.CORROBORATED, reviewer="Ann", rationale="+seen", despite=despite)
    casefile.note(made, bells, "@which bells?", reviewer="Bo")
    shown = {"reviewer": "Ann", "stance": Stance.SUPPORTS}
    address = {"url": ANSWER["address"], "content_type": "text/html", "fetched": ANSWER}
    casefile.attach(made, sank, PAGE, **shown, name="-ferry", **address, text="the ferry sank", span=Span(4, 9))
    casefile.attach(made, moved, LETTER, **shown, name="letter.txt", primary=True, passage="of the pilot")
    casefile.attach(made, rain, b"a forecast", **shown, name="forecast.txt")
    casefile.attach(made, rain, MENTION, **shown, name="minutes.pdf", text=f"Minutes: {ORM.name} was absent.")
    one, other, *_ = numbers(made)
    differ = Finding(Check.NUMBER, "number.differs", "one here, two there", (Span(0, 4),), (Span(0, 3),))
    with made.write():
        casefile.keep(made, Examined(one, "1", "0" * 64, 1, ()), lambda _: (), lambda _: 2)
        found = Examined(other, "1", "0" * 64, 2, (Kept(differ, other=one, likeness=77.5),))
        casefile.keep(made, found, lambda _: (Kept(differ, other=other, likeness=77.5),), lambda _: 2)
    return made


def protect(made: Case, name: str, terms: Terms) -> None:
    """Say that this source speaks on these terms."""
    (known,) = casefile.source_list(made, name)
    casefile.rename_source(
        made, known.key, reviewer="Ann", name=name, type=SourceType.NAMED, role=None, affiliation=None, terms=terms
    )
