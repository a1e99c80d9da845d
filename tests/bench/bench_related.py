"""Related claims beside rapidfuzz over everything and tantivy: is a paraphrase among the first ten, and how soon.

    python tests/bench/bench_related.py [CASE] [--claims N] [--queries N] [--spread]

Each query is one wording of a statement that stands in the corpus in another wording, too. All three look through the
same claims and are asked the same, in turn: ours in the case, rapidfuzz by ``token_sort_ratio`` over all claims in
memory, tantivy by its BM25 over an index on disk, all words of the claim, their stems as it makes them.

CASE is made where it does not exist: claims with the words of news (real news where it lies beside the checkout, else
the sample case's), put together anew and with names in their natural frequencies, and the pairs of paraphrases.py
hidden among them. The two wordings of a story stand in two articles about it, beside ten more articles about it; with
``--spread``, each in an article about anything else. Queries are of stories on which nothing was tuned.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from measured import NEWS, SAMPLE, Spread, Table, figures, hundredth, in_short
from paraphrases import PAIRS, Pair

from secondsource import casefile
from secondsource.casefile import add_articles, prepare
from secondsource.checking import rank
from secondsource.model import Article, Coverage, Extraction, Nature, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from secondsource.casefile import Case

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
    """Return the sentences of the news texts beside the checkout, else those of the sample case."""
    shared = NEWS.parents[3]
    texts = [path.read_text("utf-8") for path in sorted((shared / "polnear/data").glob("*/text/*.txt"))]
    if (shared / "fakes/articles.csv").is_file():
        with (shared / "fakes/articles.csv").open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    texts = texts or [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
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
            add_articles(case, [prepare(*taken_apart(lines)) for lines in articles[first : first + BATCH]])


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


class Tantivy:
    """An index of claims by tantivy."""

    def __init__(self, rows: list[tuple[int, str]], folder: Path) -> None:
        """Raises ImportError where tantivy isn't installed."""
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True)
        schema.add_text_field("text", tokenizer_name="en_stem")
        self._index = tantivy.Index(schema.build(), path=str(folder))
        writer = self._index.writer()
        for number, text in rows:
            writer.add_document(tantivy.Document(number=number, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def found(self, text: str) -> list[int]:
        """Return the numbers of the eleven claims that are most like this text."""
        query = self._index.parse_query(" ".join(_WORD.findall(text.lower())), ["text"])
        hits = self._searcher.search(query, 11, count=False).hits
        return [self._searcher.doc(place)["number"][0] for _, place in hits]


def rapidfuzz(rows: list[tuple[int, str]]) -> Callable[[str], list[int]]:
    """Return what finds the eleven claims most like a text by comparing it with every one."""
    from rapidfuzz import fuzz, process

    numbers = [number for number, _ in rows]
    texts = [text.lower() for _, text in rows]

    def found(text: str) -> list[int]:
        best = process.extract(text.lower(), texts, scorer=fuzz.token_sort_ratio, limit=11)
        return [numbers[place] for _, _, place in best]

    return found


def measure(path: Path, queries: int, folder: Path) -> None:
    """Print how often each finds the other wording, by the words that both share, and how long a query takes."""
    with casefile.open_case(path, reading=True) as case:
        rows = case.connection.execute("select id, text from claim order by id").fetchall()
        text_of = dict(rows)
        wordings = {text for pair in PAIRS for text in (pair.one, pair.other)}
        number_of = {text: number for number, text in rows if text in wordings}
        asked = {number_of[a]: (number_of[b], pair) for pair in PAIRS if pair.held for a, b in (pair[1:], pair[:0:-1])}
        chosen = sorted(random.Random(3).sample(sorted(asked), min(queries, len(asked))))
        every = rapidfuzz(rows)
        searchers: dict[str, Callable[[int], list[int]]] = {
            "ours": lambda number: found(case, number),
            "rapidfuzz": lambda number: every(text_of[number]),
        }
        began = time.perf_counter()
        try:
            index = Tantivy(rows, folder)
        except ImportError as fault:
            print(f"tantivy is left out: {fault}.")
        else:
            searchers["tantivy"] = lambda number: index.found(text_of[number])
            print(f"tantivy's index is made in {time.perf_counter() - began:.1f} s, on all cores; ours with the case.")
        print(f"{len(rows):,} claims, {len(chosen)} queries.")
        hits: dict[str, defaultdict[float, list[bool]]] = {name: defaultdict(list) for name in searchers}
        times: dict[str, list[float]] = {name: [] for name in searchers}
        for number in chosen:
            partner, pair = asked[number]
            band = next(most for most in BANDS if shared(pair) < most)
            for name, search in searchers.items():
                began = time.perf_counter()
                answer = search(number)
                times[name].append(time.perf_counter() - began)
                hits[name][band].append(partner in [one for one in answer if one != number][:10])
    tell(hits, times)


def tell(hits: dict[str, defaultdict[float, list[bool]]], times: dict[str, list[float]]) -> None:
    """Print what was measured of each that searched."""
    recalls = {name: [hit for band in of.values() for hit in band] for name, of in hits.items()}
    recall = {name: sum(of) / len(of) for name, of in recalls.items()}
    middle = {name: statistics.median(of) * 1000 for name, of in times.items()}
    short, told = in_short(), Table("", "recall@10", "ms a query, p50", "p95", "our time to it", "spread")
    for name, taken in times.items():
        ratio = Spread.of_ratios(times["ours"], taken)
        beside = name != "ours"
        told.row(
            name, f"{recall[name]:.3f}", middle[name], hundredth(taken, 95) * 1000, ratio if beside else None,
            ratio.range if beside else None,
        )  # fmt: skip
        if beside:
            ours, theirs = (f"{figures(middle[one])} ms, recall {recall[one]:.3f}" for one in ("ours", name))
            short.row("Related claims, a query", ours, f"{name}: {theirs}", ratio, ratio.range)
    bands = Table("words that both wordings share", "queries", *hits)
    for least, most in zip((0.0, *BANDS), BANDS, strict=False):
        if of_band := [of[most] for of in hits.values() if of[most]]:
            name = f"{least:.0%} to {min(most, 1):.0%}"
            bands.row(name, len(of_band[0]), *(f"{sum(one)} of {len(one)}" for one in of_band))
    short.print()
    told.print()
    bands.print()


def main() -> None:
    """Make the case where it is missing, and print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", type=Path, nargs="?", help="a case that this has made before")
    parser.add_argument("--claims", type=int, default=100_000, help="of the case that is made (%(default)s)")
    parser.add_argument("--queries", type=int, metavar="N", default=150, help="at most so many (%(default)s)")
    parser.add_argument("--spread", action="store_true", help="each wording in an article about anything else")
    options = parser.parse_args()
    if options.claims < (fewest := ARTICLES_A_STORY * CLAIMS_AN_ARTICLE * (PAIRS[-1].story + 1)):
        parser.error(f"the stories alone fill {fewest:,} claims: ask for more")
    with tempfile.TemporaryDirectory() as folder:
        path = options.case or Path(folder) / "related.db"
        if not path.exists():
            build(path, options.claims, spread=options.spread)
        index = Path(folder) / "tantivy"
        index.mkdir()
        measure(path, options.queries, index)


if __name__ == "__main__":
    main()
