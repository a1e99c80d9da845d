"""Related claims: how often a paraphrase is among the first ten of a million claims, and how long that takes a claim.

python tests/bench/bench_related.py [CASE] [CLAIMS] [spread]

CASE is made where it does not exist: claims with the words of real news (../shared), put together anew and with names
in their natural frequencies, and the pairs of paraphrases.py hidden among them. The two wordings of a story stand in
two articles about it, beside ten more articles about it; with "spread", each in an article about anything else.
No figure here passes or fails.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from paraphrases import PAIRS, Pair

from secondsource import casefile
from secondsource.casefile.ingest import add_articles
from secondsource.checking import rank
from secondsource.model import Article, Coverage, Extraction, Nature, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import Case

SHARED = Path(__file__).resolve().parents[3] / "shared"
CLAIMS_AN_ARTICLE: Final = 10
BATCH: Final = 200  # articles in one transaction
FEWEST, MOST = 2, 2_000  # claims beside a pair that hold one of its words, drawn evenly by their logarithm
BANDS: Final = (0.15, 0.25, 0.4, 0.6, 1.01)
ARTICLES_A_STORY: Final = 12  # whose claims hold words of one story and say something else
SYLLABLES: Final = (
    "ba be ka ko da dor el en fa fi gra hal in jo ka lan lo ma mer ni no or pe ra ri sa sen ta ul ve vi zo".split()
)
_WORD: Final = re.compile(r"\w+")
_CUT: Final = re.compile(
    r"[,;:] | (?=(?:that|and|but|when|after|before|because|while|who|which|as|in|on|for|with|to) )"
)


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


def filler(count: int, chance: random.Random) -> tuple[list[list[str]], list[list[list[str]]]]:
    """Return articles with so many claims in all, where every word of the pairs comes up as often as in the news.

    Return those of them, too, that hold the telling words of each story in claims that say something else.
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
    articles = [texts[n : n + CLAIMS_AN_ARTICLE] for n in range(0, count, CLAIMS_AN_ARTICLE)]
    about = [articles[place // CLAIMS_AN_ARTICLE] for place in places]
    return articles, [about[n : n + ARTICLES_A_STORY] for n in range(0, len(about), ARTICLES_A_STORY)]


def put(word: str, words: list[str], chance: random.Random) -> None:
    """Set this word in the place of one of the others."""
    words[chance.randrange(len(words))] = word


def build(path: Path, count: int, *, spread: bool) -> None:
    """Make the case with so many claims and the pairs among them.

    ``spread`` puts each wording into an article about anything else; else a story's wordings are in two articles of it.
    """
    chance = random.Random(20240312)
    articles, stories = filler(count, chance)
    if spread:
        hidden = [text for pair in PAIRS for text in (pair.one, pair.other)]
        for n, text in zip(chance.sample(range(len(articles)), len(hidden)), hidden, strict=True):
            articles[n].append(text)
    else:
        for pair in PAIRS:
            for article, wording in zip(stories[pair.story], (pair.one, pair.other), strict=False):
                article.insert(chance.randrange(len(article) + 1), wording)
    with casefile.create_case(path) as case:
        for first in range(0, len(articles), BATCH):
            add_articles(case, [taken_apart(lines) for lines in articles[first : first + BATCH]])


def taken_apart(lines: list[str]) -> tuple[Article, Extraction]:
    """Return an article of these statements, all the narrator's."""
    text, spans, at = "\n".join(lines), [], 0
    for line in lines:
        spans.append(Statement((Span(at, at + len(line)),), Nature.FACT, "so"))
        at += len(line) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, sha256, sha256[:12]), Extraction((), tuple(spans), (), Coverage(1, 1, {}), "made", "1")


def shared(pair: Pair) -> float:
    """Return the share of the pair's words, by their first five letters, that are in both wordings."""
    one, other = ({word[:5] for word in _WORD.findall(text.lower())} for text in (pair.one, pair.other))
    return len(one & other) / len(one | other)


def found(case: Case, number: int) -> list[int]:
    """Return the numbers of the ten claims that are most like this one."""
    (text,) = case.connection.execute("select text from claim where id = ?", (number,)).fetchone()
    those = casefile.candidates(case, number)
    ranked = rank(text, [(one.number, one.text) for one in those], {one.number: one.hint for one in those})
    return [one.number for one in ranked[:10]]


def measure(path: Path) -> None:
    """Print how many of the pairs held out are found, by how much they share, and how long a claim takes."""
    with casefile.open_case(path, reading=True) as case:
        wordings = {text for pair in PAIRS for text in (pair.one, pair.other)}
        rows = case.connection.execute("select id, text from claim order by id").fetchall()
        number_of = {text: number for number, text in rows if text in wordings}
        wanted = {number_of[a]: (number_of[b], pair) for pair in PAIRS for a, b in (pair[1:], pair[:0:-1])}
        hits: defaultdict[object, list[bool]] = defaultdict(list)
        times = []
        for number in sorted(wanted):  # as a reader goes on
            partner, pair = wanted[number]
            ten, *took = timed(case, number)
            times.append((took[0], took[1]))
            if pair.held:
                hits[next(most for most in BANDS if shared(pair) < most)].append(partner in ten)
                hits["all"].append(partner in ten)
        for most, of_band in sorted(hits.items(), key=lambda one: (str(one[0]), one)):
            print(f"sharing less than {most} of their words: {sum(of_band)} of {len(of_band)} in the first ten")
        tell("the pairs' claims", times)
        tell("any claims", [timed(case, number)[1:] for number, _ in some(rows)])
    opened = []
    for number, _ in some(rows)[::10]:
        with casefile.open_case(path, reading=True) as case:
            opened.append(timed(case, number)[1:])
    tell("a claim, first thing after opening", opened)


def some(rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the first claims of some articles, as a reader comes by them."""
    starts = random.Random(5).sample(range(len(rows) - 10), 40)
    return [row for start in starts for row in rows[start : start + 10]]


def timed(case: Case, number: int) -> tuple[list[int], float, float]:
    """Return the ten claims and how long it takes to find them, in milliseconds: by the clock, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    ten = found(case, number)
    return ten, (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def tell(what: str, times: list[tuple[float, float]]) -> None:
    """Print median and 95th percentile."""
    for name, taken in zip(("by the clock", "of the processor"), zip(*times, strict=True), strict=True):
        p95 = sorted(taken)[len(taken) * 95 // 100]
        print(f"{what}: median {statistics.median(taken):.1f} ms {name}, p95 {p95:.1f} ms")


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else Path(tempfile.mkdtemp()) / "related.db"
    count = int(sys.argv[2]) if sys.argv[2:] else 1_000_000
    if not place.exists():
        build(place, count, spread="spread" in sys.argv)
    measure(place)
