"""Which claims of the case may say the same as one: those that share its rare words, and those of its story.

A word is rare by the word index's own count, so that claims are found as soon as they are in, and nothing more is kept
on disk. Another article is of a claim's story where it shares many rare words with the claim's article: there,
two claims can say the same with hardly a word in common.
"""

from __future__ import annotations

import heapq
import json
import math
import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from secondsource.casefile.filters import GIVEN, given, stoppable
from secondsource.casefile.numbering import article_of, sql_article_of, within

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from secondsource.casefile.file import Case

# Figures that were measured (tests/bench/bench_related.py): more of any finds hardly more, and costs.
_COMMON: Final = 20_000  # claims with a word, above which it tells nothing
_ALONE: Final = 4_000  # claims in all that the rarest words of a claim find, each word for itself
_TOGETHER: Final = 20_000  # claims in all with one of the next words, which find those that hold a rarer one too
_WEIGHED: Final = 600  # claims whose length is looked up
_READ: Final = 150  # claims that are read, and as many again of the claim's story
_TELLING: Final = 1_000  # claims with a word that an article's story is known by, at most
_OF_STORY: Final = 6_000  # claims in all with such words, the rarest first
_SHARED: Final = 3  # words of them that another article of the story shares, at least
_ARTICLES: Final = 12  # of one story that are looked at
_KEPT: Final = 64  # articles whose stories are remembered
_REMEMBERED: Final = 100_000  # words whose count is remembered
_MOST_WORDS: Final = 400  # of a claim, however long it is
_MOST_OF_ARTICLE: Final = 2_000
_WORD: Final = re.compile(r"[^\W_]+")


class Candidate(NamedTuple):
    """A listed claim that may say the same as another one.

    ``number`` is its place in the case, ``article`` its article's number, ``text`` its words. From 0 to 1, ``weight``
    tells how much of what marks out the one claim is in this one, and ``nearness`` how much of what marks out the one's
    article is in this one's (0 for claims of one article).
    """

    number: int
    uid: str
    article: int
    text: str
    weight: float
    nearness: float

    @property
    def hint(self) -> float:
        """From 0 to 1, how likely the two are to say the same, for what does not show in their words alone."""
        return min(self.weight / 2 + self.nearness, 1.0)


def candidates(case: Case, number: int, most: int = 200) -> list[Candidate]:
    """Return up to ``most`` listed claims that may say the same as the claim with this number, the likeliest first.

    Reads only, over the connection of ``case``: a thread of its own takes a case of its own. Raises Stopped where
    ``case.interrupt`` is called meanwhile.
    """
    with stoppable():
        index = _index(case)
        (text,) = case.connection.execute("select text from claim where id = ?", (number,)).fetchone()
        shares = index.shares(text, number)
        story = index.story(article_of(number))
        rows = index.read({*shares, *index.claims_of(story)} - {number})
    found = [
        Candidate(other, uid, article, words, shares.get(other, 0.0), story.get(article, 0.0))
        for other, uid, article, words in rows
    ]
    return heapq.nsmallest(most, found, key=lambda one: (-one.weight - one.nearness, one.number))


class _Index:
    """The case's word index, with what it told before: how common words are, which articles are a story."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # How many claims hold a word, counted up to one more than the most that matter.
        self._counts: dict[int, dict[str, int]] = {_COMMON: {}, _TELLING: {}}
        self._stories: OrderedDict[int, dict[int, float]] = OrderedDict()
        self._listed: tuple[int, ...] | None = None
        self._claims = 0

    def refresh(self) -> None:
        """Forget what no longer holds where other claims are listed than before."""
        listed = self._connection.execute("select count(*), sum(claims), sum(id * claims) from shelf").fetchone()
        if listed != self._listed:
            self._listed = listed
            self._stories.clear()
            # No claim ever leaves the index, so a common word stays one.
            for most, counts in self._counts.items():
                self._counts[most] = {word: count for word, count in counts.items() if count > most}
            self._claims = listed[1] or 0

    def shares(self, text: str, number: int) -> dict[int, float]:
        """Return the claims that share most of this text, but for one claim, each with how much it shares."""
        weights = self._sharing(text)
        whole = weights.pop(number, 0.0) or 1.0
        some = heapq.nlargest(_WEIGHED, weights, key=weights.__getitem__)
        # Of two claims that share as much, the shorter one shares more of its own. The words of each are counted in
        # a small table of the index; to read the claims takes ten times as long.
        lengths = self._connection.execute(
            f"select id, sz from claim_fts_docsize where id = ? or id in {GIVEN}", (number, given(some))
        )
        words = {found: _length(size) for found, size in lengths}
        own = words[number] or 1
        shares = {found: min(weights[found] / whole / (0.2 + 0.8 * words[found] / own), 1.0) for found in some}
        best = heapq.nlargest(_READ, shares, key=shares.__getitem__)
        return {found: shares[found] for found in best}

    def _sharing(self, text: str) -> dict[int, float]:
        """Return the claims that share rare words with this text, with the words' weight."""
        weights: dict[int, float] = {}
        alone = together = 0
        rarer: list[str] = []
        for count, word in self._counted(_words(text, _MOST_WORDS), _COMMON):
            query = _quoted(word)
            if alone + count <= _ALONE or not rarer:
                alone += count
            elif together + count <= _TOGETHER:
                together += count
                query = f"{query} AND ({' OR '.join(rarer)})"
            else:
                break
            rarer.append(_quoted(word))
            weight = self._weight(count)
            for number in self._found(query, "rowid"):
                weights[number] = weights.get(number, 0.0) + weight
        return weights

    def story(self, article: int) -> dict[int, float]:
        """Return the other articles of an article's story, with their nearness."""
        if article in self._stories:
            self._stories.move_to_end(article)
            return self._stories[article]
        texts = self._connection.execute(
            "select text from claim cross join standing on standing.claim = claim.id "
            "where id >= ? and id < ? and listed order by id",
            within(article),
        )
        words = _words(" ".join(text for (text,) in texts), _MOST_OF_ARTICLE)
        weights: dict[int, float] = {}
        shared: dict[int, int] = {}
        whole = 0.0
        left = _OF_STORY
        for count, word in self._counted(words, _TELLING):
            left -= count
            if left < 0:
                break
            weight = self._weight(count)
            others = {*self._found(_quoted(word), sql_article_of("rowid"))} - {article}
            if others:
                whole += weight
            for other in others:
                weights[other] = weights.get(other, 0.0) + weight
                shared[other] = shared.get(other, 0) + 1
        near = (other for other in weights if shared[other] >= _SHARED)
        best = heapq.nsmallest(_ARTICLES, near, key=lambda other: (-weights[other], other))
        self._stories[article] = {other: weights[other] / whole for other in best}
        if len(self._stories) > _KEPT:
            self._stories.popitem(last=False)
        return self._stories[article]

    def claims_of(self, story: Iterable[int]) -> list[int]:
        """Return the numbers of up to ``_READ`` claims of these articles, the first articles' first."""
        found: list[int] = []
        for article in story:
            rows = self._connection.execute(
                "select claim from standing where claim >= ? and claim < ? and listed order by claim limit ?",
                (*within(article), _READ - len(found)),
            )
            found.extend(number for (number,) in rows)
        return found

    def read(self, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """Return number, id, article and words of those of these claims that are listed."""
        return self._connection.execute(
            "select claim.id, claim.uid, claim.article, claim.text from standing cross join claim "
            f"on claim.id = standing.claim where standing.claim in {GIVEN} and standing.listed",
            (given(sorted(numbers)),),
        ).fetchall()

    def _counted(self, words: Iterable[str], most: int) -> list[tuple[int, str]]:
        """Return those words that 2 to ``most`` claims hold, the rarest first, with how many do."""
        counts = self._counts[most]
        if len(counts) > _REMEMBERED:
            counts.clear()
        counted = []
        for word in words:
            if word not in counts:
                (counts[word],) = self._connection.execute(
                    "select count(*) from (select 1 from claim_fts where claim_fts match ? limit ?)",
                    (f"text : {_quoted(word)}", most + 1),
                ).fetchone()
            if 1 < counts[word] <= most:
                counted.append((counts[word], word))
        return sorted(counted)

    def _found(self, query: str, column: str) -> list[int]:
        # As one value: a row for each claim takes three times as long.
        (numbers,) = self._connection.execute(
            f"select json_group_array({column}) from claim_fts where claim_fts match ?", (f"text : ({query})",)
        ).fetchone()
        return list(json.loads(numbers))

    def _weight(self, count: int) -> float:
        return math.log(1 + self._claims / count)


_INDEXES: WeakKeyDictionary[Case, _Index] = WeakKeyDictionary()


def _index(case: Case) -> _Index:
    index = _INDEXES.get(case)
    if index is None:
        index = _INDEXES[case] = _Index(case.connection)
    index.refresh()
    return index


def _length(sizes: bytes) -> int:
    """Return the first of FTS5's counts of words: one byte, or the upper seven bits in it and the lower in the next."""
    return sizes[0] if sizes[0] < 0x80 else (sizes[0] & 0x7F) << 7 | sizes[1] & 0x7F


def _words(text: str, most: int) -> list[str]:
    """Return the first ``most`` different words of a text, in lower case."""
    return list(dict.fromkeys(match.group().lower() for match in _WORD.finditer(text)))[:most]


def _quoted(word: str) -> str:
    return f'"{word}"'
