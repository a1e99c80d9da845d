"""A case of a million claims, made without extraction: what the benchmarks and the curious open.

python tests/bench/big_case.py PATH [ARTICLES] [CLAIMS_PER_ARTICLE]
"""

from __future__ import annotations

import random
import sys
import time
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

PLACES = ["Velm", "Marl", "Tessaly", "Northcoast", "Ouse", "Hallow", "Brackwater", "Sill"]
THINGS = ["bridge", "ferry", "pier", "harbour", "convoy", "warehouse", "school", "crossing"]
DEEDS = ["was closed", "was struck", "was repaired", "reopened", "caught fire", "was inspected"]
NAMES = ["Ilse Brandvold", "Ruben Achterhoek", "Maren Oduya", "Ada Quill", "Tamsin Vole", "Ignace Perrault"]


def story(chance: random.Random, number: int, claims: int) -> tuple[Article, Extraction]:
    """Return an article of so many sentences, each attributed or the narrator's."""
    parts, attributions, narrator, at = [], [], [], 0
    for n in range(claims):
        deed = f"the {chance.choice(THINGS)} of {chance.choice(PLACES)} {chance.choice(DEEDS)}"
        deed += f" on day {number * claims + n}"
        if n % 5 == 4:
            line = deed + ". "
            narrator.append(Statement((Span(at, at + len(line) - 1),), Nature.FACT, "so"))
        else:
            who = chance.choice(NAMES)
            line = f"{who} said {deed}. "
            start = at + len(who) + 6
            source, cue, content = Span(at, at + len(who)), Span(start - 5, start - 1), Span(start, at + len(line) - 2)
            speaker = Source(who, SourceType.NAMED, "official")
            one = Attribution(
                (source,), (cue,), (content,), Kind.INDIRECT, speaker, None, True, Nature.FACT, "so", 0.9, "made"
            )
            attributions.append(one)
        parts.append(line)
        at += len(line)
    article = Article("".join(parts), f"{number:064x}", f"story-{number}", outlet="The Velm Courier")
    return article, Extraction(tuple(attributions), tuple(narrator), (), Coverage(1, 1, {}), "made", "1")


def build(path: Path, articles: int, claims: int) -> float:
    """Make the case and return the claims stored a second."""
    chance = random.Random(20240312)
    began = time.perf_counter()
    with casefile.create_case(path) as case:
        case.connection.execute("pragma synchronous = off")
        for number in range(articles):
            casefile.add_article(case, *story(chance, number, claims))
    return articles * claims / (time.perf_counter() - began)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    articles, claims = (int(word) for word in [*sys.argv[2:], "10000", "100"][:2])
    print(f"{articles * claims:,} claims at {build(place, articles, claims):,.0f} a second in {place}")
