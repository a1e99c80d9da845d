"""Which claims of the case share the telling words of one claim: candidates for the checks, found by the word index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.casefile.filters import GIVEN, given, stoppable

if TYPE_CHECKING:
    from secondsource.casefile.file import Case

_POSTINGS: Final = 20_000  # claims with a word, above which it tells too little
_WORD: Final = re.compile(r"\w+")


class Candidate(NamedTuple):
    """A listed claim that shares telling words with another one.

    ``number`` is its place in the case, ``article`` its article's number, ``text`` its words.
    """

    number: int
    uid: str
    article: int
    text: str


def candidates(case: Case, number: int, most: int = 100) -> list[Candidate]:
    """Return up to ``most`` listed claims that share rare words with the claim of this number, the likeliest first.

    Reads only, by the connection of ``case``: a thread of its own opens a case of its own. Raises Stopped where
    ``case.interrupt`` is called meanwhile.
    """
    with stoppable():
        connection = case.connection
        (text,) = connection.execute("select text from claim where id = ?", (number,)).fetchone()
        words = sorted(set(_WORD.findall(text.lower())))
        found: dict[int, float] = {}
        for word in words:
            rows = connection.execute(
                "select rowid from claim_fts where claim_fts match ? limit ?", (f'text : "{word}"', _POSTINGS + 1)
            ).fetchall()
            if not 1 < len(rows) <= _POSTINGS:
                continue
            weight = 1 / len(rows) ** 0.25
            for (row,) in rows:
                found[row] = found.get(row, 0.0) + weight
        found.pop(number, None)
        best = sorted(found, key=lambda row: (-found[row], row))[: most * 2]
        rows = connection.execute(
            "select claim.id, claim.uid, claim.article, claim.text from standing cross join claim "
            f"on claim.id = standing.claim where standing.claim in {GIVEN} and standing.listed",
            (given(best),),
        ).fetchall()
        by_number = {row[0]: Candidate(*row) for row in rows}
        return [by_number[row] for row in best if row in by_number][:most]
