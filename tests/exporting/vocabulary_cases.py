"""Cases that ClaimReviews are made of: by hand and at random."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from helpers import article, extracted
from secondsource import casefile
from secondsource.exporting import Publisher, Release, claimreview
from secondsource.model import Attribution, Kind, Nature, Source, SourceType, Span, Stance, Verdict

DESK = Publisher("Marl Check", "https://marl-check.example/", "https://marl-check.example/reviews/")


def exported(case: casefile.Case, wanted: casefile.Filter | None = None, **given_: Any) -> str:
    file = io.StringIO(newline="")
    count = sum(claimreview.write(Release(case, wanted, **given_), file))
    text = file.getvalue()
    assert text.count('"@type": "ClaimReview"') == count
    return text


def reviews(text: str) -> list[dict[str, Any]]:
    document = json.loads(text)
    if document["@type"] == "ClaimReview":
        return [document]
    return [review for element in document["dataFeedElement"] for review in element["item"]]


def said(text: str, source: Source | None, at: int = 0) -> Attribution:
    cue = text.index(" said: ", at) + 1
    end = text.find("\n", at) if "\n" in text[at:] else len(text)
    return Attribution(
        *((Span(at, cue - 1),), (Span(cue, cue + 4),), (Span(cue + 6, end),)),
        *(Kind.INDIRECT, source, None, True, Nature.FACT, "none says otherwise", 0.9, "said"),
    )


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30).filter(str.strip)
_HOSTILE = st.sampled_from(
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]>",
        '"}],"@type":"x"',
        "\u202edlrow",
        "&lt;b&gt;",
        "é\u2028x",
    ]
)
_TEXTS = st.one_of(_WORDS, _HOSTILE)
_ADDRESSES = st.sampled_from(
    [
        None,
        "https://gazette.example/a?b=1&c=%20#d",
        "http://gazette.example",
        "javascript:alert(1)",
        "not one",
        "https://x/<y>",
    ]
)


@dataclass(frozen=True)
class Made:
    known: dict[str, Any]
    said: list[tuple[str, Source | None, Verdict | None, str | None, bool]]
    evidence: list[tuple[int, str, str | None, Stance, bool, str | None]]
    publisher: Publisher


_SOURCES = st.one_of(
    st.none(), st.builds(Source, _TEXTS, st.sampled_from(SourceType), st.none() | _TEXTS, st.none() | _TEXTS)
)
CASES = st.builds(
    Made,
    st.fixed_dictionaries(
        {
            "outlet": st.none() | _TEXTS,
            "title": st.none() | _TEXTS,
            "author": st.none() | _TEXTS,
            "published": st.none() | st.dates(date(1900, 1, 1)),
            "url": _ADDRESSES,
        }
    ),
    st.lists(
        st.tuples(_WORDS, _SOURCES, st.none() | st.sampled_from(Verdict), st.none() | _TEXTS, st.booleans()),
        min_size=1,
        max_size=3,
    ),
    st.lists(
        st.tuples(st.integers(0, 2), _TEXTS, _ADDRESSES, st.sampled_from(Stance), st.booleans(), st.none() | _TEXTS),
        max_size=3,
    ),
    st.sampled_from([Publisher(), DESK, Publisher("Desk <3"), Publisher(reviews_at="http://desk.example/?claim=")]),
)


def made(path: Path, plan: Made) -> casefile.Case:
    """A case as planned: a line for each thing said."""
    lines = ["Who said: " + " ".join(words.split()) for words, *_ in plan.said]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    taken = [said(text, source, at) for at, (_, source, *_) in zip(starts, plan.said, strict=True)]
    case = casefile.create_case(path)
    casefile.add_article(case, article(text, "made", **plan.known), extracted(taken))
    uids = [claim.claim for claim in casefile.claims(case)]
    for number, name, url, stance, primary, passage in plan.evidence:
        casefile.attach(
            *(case, uids[number % len(uids)], name.encode()),
            **{"reviewer": "Ann", "stance": stance, "name": name, "url": url, "primary": primary, "passage": passage},
        )
    for uid, (_, _, verdict, rationale, warned) in zip(uids, plan.said, strict=True):
        if verdict:
            despite = casefile.Despite(("no-rationale",), rationale or "so") if warned else None
            casefile.mark(case, uid, verdict, reviewer="Ann", rationale=rationale, despite=despite)
    return case
