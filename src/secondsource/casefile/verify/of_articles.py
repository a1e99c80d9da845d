"""Texts, claims and evidence, held to the digests that the log sealed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from secondsource.casefile.described import SEALED, claim_uid
from secondsource.casefile.log.events import events_on
from secondsource.casefile.log.seal import extraction_digest, text_digest
from secondsource.casefile.numbering import within
from secondsource.casefile.state.standing import DECIDES
from secondsource.casefile.verify.fault import STEP, Fault, Tell
from secondsource.model import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_CHUNK = 1 << 20  # bytes


def check(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    """Yield every article, claim and copy that is not the one the log tells of, and any that it does not tell of."""
    (total,) = connection.execute("select count(*) from article").fetchone()
    for number, row in enumerate(connection.execute("select id, sha256, name, text from article order by id"), start=1):
        yield from _article(connection, *row)
        if number % (STEP // 10) == 0 or number == total:
            tell("articles", number, total)
    for (sha256,) in connection.execute(
        "select distinct subject from event where kind in ('article', 'revision') "
        "and not exists (select 1 from article where sha256 = subject)"
    ):
        yield Fault(f"article {sha256[:12]}", "was taken out: the log tells of it")
    for uid, claim in connection.execute(
        f"select uid, subject from event where {DECIDES} and not exists (select 1 from claim where uid = subject)"
    ):
        yield Fault(f"claim {claim}", f"was taken out: event {uid} decides on it")
    yield from _copies(connection, tell)


def _article(connection: sqlite3.Connection, number: int, sha256: str, name: str, text: str) -> Iterator[Fault]:
    where = f"article {name} ({sha256[:12]})"
    told = [event.values for event in events_on(connection, sha256) if event.kind in {"article", "revision"}]
    digests = {values["digest"] for values in told if values["digest"]}
    texts = {values["text"] for values in told if "text" in values}
    if not texts:
        yield Fault(where, "no event brought it: it was put in, or its hash was changed")
        return
    if texts != {text_digest(text)}:
        yield Fault(where, "its text was changed")
    originals = [values["original"] for values in told if values.get("original")]
    if originals and not originals[0]["kept"] and hashlib.sha256(text.encode()).hexdigest() != sha256:
        yield Fault(where, "its text is not the original's, though its event says so")
    found = set()
    for extraction, engine, version, coverage, digest in connection.execute(
        "select id, engine, engine_version, coverage, digest from extraction where article = ?", (number,)
    ).fetchall():
        found.add(digest)
        rows = connection.execute(
            f'select {SEALED} from claim where extraction = ? and id >= ? and id < ? order by "start", "end", uid',
            (extraction, *within(number)),
        )
        if extraction_digest((sha256, engine, version, coverage), rows) != digest:
            yield Fault(where, f"what engine {engine} found in it, or one of its claims, was changed")
        if digest not in digests:
            yield Fault(where, f"no event brought what engine {engine} found in it")
    for digest in sorted(digests - found):
        yield Fault(where, f"the claims with digest {digest[:12]} were taken out")
    yield from _claims(connection, number, sha256, where)


def _claims(connection: sqlite3.Connection, number: int, sha256: str, where: str) -> Iterator[Fault]:
    low, high = within(number)
    spans: defaultdict[int, dict[str, list[Span]]] = defaultdict(lambda: {"source": [], "cue": [], "content": []})
    for claim, role, start, end in connection.execute(
        'select claim, role, "start", "end" from span where claim >= ? and claim < ? order by claim, role, "start"',
        (low, high),
    ):
        spans[claim][role].append(Span(start, end))
    for claim, uid, article in connection.execute(
        "select id, uid, article from claim where id >= ? and id < ?", (low, high)
    ):
        roles = (tuple(spans[claim][role]) for role in ("source", "cue", "content"))
        if claim_uid(sha256, *roles) != uid:
            yield Fault(f"claim {uid}", "its spans were changed")
        if article != number:
            yield Fault(f"claim {uid}", f"was moved away from {where}")


def _copies(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    attached: dict[str, str] = {
        sha256: uid
        for uid, sha256 in connection.execute(
            "select uid, json_extract(payload, '$.sha256') from event where kind = 'evidence' union all "
            "select uid, json_extract(payload, '$.text') from event where kind = 'evidence' union all "
            "select uid, subject from event where kind = 'article' and json_extract(payload, '$.original.kept')"
        )
        if sha256
    }
    (total,) = connection.execute("select count(*) from copy").fetchone()
    done = 0
    for done, (row, sha256) in enumerate(connection.execute("select rowid, sha256 from copy"), start=1):
        digest = hashlib.sha256()
        with connection.blobopen("copy", "bytes", row, readonly=True) as blob:
            while chunk := blob.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != sha256:
            yield Fault(f"copy {sha256[:12]}", "its bytes were changed")
        if attached.pop(sha256, None) is None:
            yield Fault(f"copy {sha256[:12]}", "no event brought it")
        tell("copies", done, total)
    for sha256, uid in attached.items():
        yield Fault(f"copy {sha256[:12]}", f"was taken out: event {uid} brought it")
