"""Related claims: how often a paraphrase is among the first ten of a million claims, and how long that takes a claim.

python tests/bench/bench_related.py [CASE] [CLAIMS]

CASE is made where it does not exist: claims with the words of real news (../shared), put together anew and with names
in their natural frequencies, and the pairs of paraphrases.py hidden among them. No figure here passes or fails.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from paraphrases import PAIRS

from secondsource import casefile
from secondsource.casefile.ingest import add_articles
from secondsource.model import Article, Coverage, Extraction, Nature, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parents[3] / "shared"
CLAIMS_AN_ARTICLE: Final = 10
BATCH: Final = 200  # articles in one transaction
FEWEST, MOST = 2, 2_000  # claims beside a pair that hold one of its words, drawn evenly by their logarithm
ARTICLES_A_STORY: Final = 10  # that hold words of one story and say something else
SYLLABLES: Final = "ba be ka ko da dor el en fa fi gra hal in jo ka lan lo ma mer ni no or pe ra ri sa sen ta ul ve vi zo".split()
_WORD: Final = re.compile(r"\w+")
_CUT: Final = re.compile(r"[,;:] | (?=(?:that|and|but|when|after|before|because|while|who|which|as|in|on|for|with|to) )")


def sentences() -> list[str]:
    """Return the sentences of the news texts beside the checkout."""
    if not SHARED.is_dir():
        sys.exit(f"no texts to make the claims of: there is no {SHARED}")
    texts = [path.read_text("utf-8") for path in sorted((SHARED / "polnear/data").glob("*/text/*.txt"))]
    with (SHARED / "fakes/articles.csv").open(encoding="utf-8", newline="") as file:
        texts += [row["text"] for row in csv.DictReader(file)]
    found = [part.strip() for text in texts for part in re.split(r"(?<=[.!?][\"”’ ])\s*|\n+", text)]
    return [part for part in found if 30 <= len(part) <= 400]


class Filler:
    """Claims without end: halves of real sentences joined, most of their names and all numbers exchanged."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        cuts = [(one, [m.start() for m in _CUT.finditer(one) if 12 < m.start() < len(one) - 12]) for one in sentences()]
        cuts = [(one, at) for one, at in cuts if at]
        self._heads = [one[: chance.choice(at)] for one, at in cuts]
        self._tails = [one[chance.choice(at) :] for one, at in cuts]
        self._names = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).title() for _ in range(60_000)]

    def __iter__(self) -> Iterator[list[str]]:
        chance = self._chance
        while True:
            words = (chance.choice(self._heads) + chance.choice(self._tails)).split(" ")
            for place, word in enumerate(words):
                if place and word[:1].isupper() and chance.random() < 0.6:
                    # Zipf's law: the n-th name comes up in proportion to 1 / n.
                    words[place] = self._names[int(len(self._names) ** chance.random()) - 1]
                elif word.isdigit():
                    words[place] = str(int(10 ** (4 * chance.random())))
            yield words


def filler(count: int, chance: random.Random) -> list[list[str]]:
    """Return articles with so many claims in all, where every word of the pairs comes up as often as in the news.

    Of each story, ten more articles hold its telling words in claims that say something else.
    """
    made = [words for words, _ in zip(Filler(chance), range(count), strict=False)]
    seen = Counter(word.lower() for words in made for word in {*words})
    for word in sorted({word for pair in PAIRS for word in _WORD.findall(f"{pair.one} {pair.other}")}):
        wanted = round(FEWEST * (MOST / FEWEST) ** chance.random() * count / 1_000_000)
        for _ in range(wanted - seen[word.lower()]):
            put(word, chance.choice(made), chance)
    places = chance.sample(range(0, count, CLAIMS_AN_ARTICLE), ARTICLES_A_STORY * (PAIRS[-1].story + 1))
    for n, place in enumerate(places):
        of_story = [pair for pair in PAIRS if pair.story == n // ARTICLES_A_STORY]
        words = {word for pair in of_story for word in _WORD.findall(f"{pair.one} {pair.other}")}
        telling = sorted(word for word in words if seen[word.lower()] < count / 500)
        for claim in made[place : place + CLAIMS_AN_ARTICLE]:
            for word in chance.sample(telling, chance.choice((2, 3, 4))):
                put(word, claim, chance)
    texts = [" ".join(words) for words in made]
    return [texts[n : n + CLAIMS_AN_ARTICLE] for n in range(0, count, CLAIMS_AN_ARTICLE)]


def put(word: str, words: list[str], chance: random.Random) -> None:
    """Set this word in the place of one of the others."""
    words[chance.randrange(len(words))] = word


def build(path: Path, count: int, *, spread: bool) -> None:
    """Make the case with so many claims and the pairs among them.

    ``spread`` puts each wording into an article of other claims; else the two wordings of a story are two articles.
    """
    chance = random.Random(20240312)
    articles = filler(count, chance)
    if spread:
        hidden = [text for pair in PAIRS for text in (pair.one, pair.other)]
        for n, text in zip(chance.sample(range(len(articles)), len(hidden)), hidden, strict=True):
            articles[n].append(text)
    else:
        for story in range(PAIRS[-1].story + 1):
            for wordings in zip(*((pair.one, pair.other) for pair in PAIRS if pair.story == story), strict=True):
                articles.insert(chance.randrange(len(articles)), list(wordings))
    with casefile.create_case(path) as case:
        for first in range(0, len(articles), BATCH):
            add_articles(case, [article(lines) for lines in articles[first : first + BATCH]])


def article(lines: list[str]) -> tuple[Article, Extraction]:
    """Return an article of these statements, all the narrator's."""
    text, spans, at = "\n".join(lines), [], 0
    for line in lines:
        spans.append(Statement((Span(at, at + len(line)),), Nature.FACT, "so"))
        at += len(line) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, sha256, sha256[:12]), Extraction((), tuple(spans), (), Coverage(1, 1, {}), "made", "1")


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else Path(tempfile.mkdtemp()) / "related.db"
    count = int(sys.argv[2]) if sys.argv[2:] else 1_000_000
    if not place.exists():
        build(place, count, spread="spread" in sys.argv)
