"""What a reviewer does with the claims and sources themselves: edit, split, join, add, remove, rename.

A claim is never changed. A revision names the claims that go and those that come in their place, each new one with an
id of its own, so a decision stays with the words it was made on. Where the words stay and only what is said of them
changes (speaker, channel, kind), the claim that comes has the id of the one that goes, and keeps its decisions.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from secondsource.casefile.acts.decisions import TEXT_LIMIT, encodable, listed_claim
from secondsource.casefile.described import SEALED, Described, seal_claims
from secondsource.casefile.log.events import Event, append
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.numbering import article_of
from secondsource.casefile.state import listing, sources
from secondsource.casefile.storing import store_by_hand
from secondsource.casefile.versions import described
from secondsource.model import Refused, SourceType, Terms, UnusableInput

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from secondsource.casefile.file import Case

_HAND_VERSION = "1"


def describe(case: Case, claim: str) -> Described:
    """Return all that is known of a listed claim, for ``revise`` to take a changed copy of."""
    return described(case.connection, listed_claim(case.connection, claim))


def revise(
    case: Case, act: str, article: str, out: Sequence[str], into: Iterable[Described], *, reviewer: str
) -> Event:
    """Put claims in the place of others and return the event.

    ``act`` says what it is to the reviewer: "edit", "split", "join", "add" or "remove"; ``article`` is the SHA-256 of
    the article that all belong to; ``out`` are uids of listed claims, ``into`` the claims that come. Raises
    UnusableInput for spans outside the text or claims of another article, Refused where nothing would change.
    """
    actor = reviewer_name(reviewer)
    into = list(into)
    with case.write():
        connection = case.connection
        row = connection.execute("select id, text from article where sha256 = ?", (article,)).fetchone()
        if row is None:
            raise UnusableInput("there is no such article in this case; see: secondsource claims")
        number, text = row
        for one in into:
            _check(one, len(text))
        for uid in out:
            if article_of(listed_claim(connection, uid)) != number:
                raise UnusableInput(f"the claim {uid} belongs to another article; revise one article at a time")
        digest = None
        numbers: list[int] = []
        if into:
            taken_apart = seal_claims(into, text, article, listing.BY_HAND, _HAND_VERSION, None)
            digest, numbers = taken_apart.digest, store_by_hand(connection, number, taken_apart)
        coming = [_uid(connection, claim) for claim in numbers]
        if set(coming) == set(out) and all(
            _said(connection, claim) == _said(connection, listed_claim(connection, uid))
            for uid, claim in zip(coming, numbers, strict=True)
        ):
            raise Refused("nothing would change")
        anew = [uid for uid, claim in zip(coming, numbers, strict=True) if _was_other(connection, uid, claim)]
        payload = {"act": act, "out": list(out), "in": coming, "anew": anew, "digest": digest}
        event = append(connection, "revision", article, payload, actor)
        listing.relist(connection, article)
        return event


def rename_source(
    case: Case,
    key: str,
    *,
    reviewer: str,
    name: str,
    type: SourceType,
    role: str | None,
    affiliation: str | None,
    terms: Terms | None = None,
) -> Event:
    """Say what a source is called and is, over what the articles say, and return the event.

    ``terms`` are those it speaks on, None where they are unknown. The latest word counts, in all it says.
    """
    values = {
        "name": name.strip(), "type": type, "role": role or None, "affiliation": affiliation or None, "terms": terms
    }  # fmt: skip
    if not values["name"]:
        raise UnusableInput("a source needs a name")
    if any(len(value or "") > TEXT_LIMIT for value in values.values()):
        raise UnusableInput(f"a source's name, role and affiliation have at most {TEXT_LIMIT:,} characters each")
    encodable("".join(value or "" for value in values.values()), "source")
    return _settle(case, {"act": "rename", "keys": [key], **values}, reviewer)


def join_sources(case: Case, keys: Sequence[str], into: str, *, reviewer: str) -> Event:
    """Say that the sources with these keys are one, that with the key ``into``, and return the event."""
    united = sorted({*keys, into})
    if len(united) < 2:
        raise Refused("nothing to join: that is one source already")
    return _settle(case, {"act": "join", "keys": united, "into": into}, reviewer)


def _settle(case: Case, payload: dict[str, Any], reviewer: str) -> Event:
    actor = reviewer_name(reviewer)
    with case.write():
        connection = case.connection
        for key in payload["keys"]:
            if connection.execute("select 1 from source where key = ?", (key,)).fetchone() is None:
                raise UnusableInput("there is no such source in this case")
        event = append(connection, "source", sources.SOURCES, payload, actor)
        sources.settle(connection, *payload["keys"])
        return event


def _uid(connection: sqlite3.Connection, claim: int) -> str:
    (uid,) = connection.execute("select uid from claim where id = ?", (claim,)).fetchone()
    return str(uid)


def _said(connection: sqlite3.Connection, claim: int) -> tuple[Any, ...]:
    """Return all that is said of the claim with this number."""
    said: tuple[Any, ...] = connection.execute(f"select {SEALED} from claim where id = ?", (claim,)).fetchone()
    return said


def _was_other(connection: sqlite3.Connection, uid: str, claim: int) -> bool:
    """Tell whether a claim with the uid of the one with this number was there before, and something else said of it."""
    same = connection.execute("select id from claim where uid = ? and id <> ?", (uid, claim)).fetchall()
    return any(_said(connection, other) != _said(connection, claim) for (other,) in same)


def _check(one: Described, length: int) -> None:
    spans = [span for _, span in one.roles]
    if not one.content or any(not 0 <= span.start < span.end <= length for span in spans):
        raise UnusableInput("a claim's words lie inside its article's text; select some of it")
    if one.confidence is not None and not 0 <= one.confidence <= 1:
        raise UnusableInput("a confidence lies between 0 and 1")
    for role in (one.source, one.cue, one.content):
        if any(after.start < before.end for before, after in pairwise(role)):
            raise UnusableInput("the parts of a claim come in the order of the text, and none lies in another")
    speaker = one.speaker
    given: tuple[str | None, ...] = (one.channel, one.reason, one.nature_reason)
    given += (speaker.name, speaker.role, speaker.affiliation) if speaker else ()
    encodable("".join(value or "" for value in given), "claim")
