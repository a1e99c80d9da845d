"""The sources: one entity for all that the articles call by one name, renamed and joined by reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.log.events import events_on
from secondsource.casefile.state.standing import undone
from secondsource.model import Source, SourceType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


SOURCES: Final = "sources"
"""The subject of all events on sources."""


def key_of(source: Source, sha256: str) -> str:
    """Return what tells a source from all others: its type and name, and its article where the name may be another's.

    "the Pentagon" is the same everywhere, "a monitoring group" need not be.
    """
    has_a_name = any(word[0].isupper() for word in source.name.split())
    everywhere = has_a_name and source.type not in {SourceType.UNNAMED, SourceType.DOCUMENT}
    return "\n".join((source.type, " ".join(source.name.casefold().split()), "" if everywhere else sha256))


def source_of(values: tuple[Any, ...]) -> Source:
    """Return the source that a claim's last four columns tell of."""
    name, kind, role, affiliation = values
    return Source(name, SourceType(kind), role, affiliation)


class Numbers:
    """The numbers of sources, for one transaction, in which nobody else makes any or changes them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[int, str | None, str | None, int, int | None]] = {}

    def of(self, key: str, name: str, kind: str, role: str | None, affiliation: str | None) -> int:
        """Return the number of the source with this key, making it where it is new.

        What an article says first of its role and its affiliation stays; what was missing is filled in. For a source
        that was joined to another, the number is that one's.
        """
        connection = self._connection
        known = (
            self._known.get(key)
            or connection.execute(
                "select id, role, affiliation, edited, joined from source where key = ?", (key,)
            ).fetchone()
        )
        if known is None:
            cursor = connection.execute(
                "insert into source (key, name, type, role, affiliation, edited) values (?, ?, ?, ?, ?, 0)",
                (key, name, kind, role, affiliation),
            )
            known = (int(cursor.lastrowid or 0), role, affiliation, 0, None)
        number, its_role, its_affiliation, edited, joined = known
        if not edited and ((role and not its_role) or (affiliation and not its_affiliation)):
            known = (number, its_role or role, its_affiliation or affiliation, edited, joined)
            connection.execute("update source set role = ?, affiliation = ? where id = ?", (*known[1:3], number))
        self._known[key] = known
        return joined or number


def settle(connection: sqlite3.Connection, *keys: str) -> None:
    """Make the sources with these keys, and all that are or were joined to them, what articles and log say."""
    family = _family(connection, set(keys))
    found = {
        key: number for key in family for (number,) in connection.execute("select id from source where key = ?", (key,))
    }
    edits = source_edits(connection)
    renamed, joined_to = renames(edits), joins(edits)
    told = len(family) == 1 and family <= renamed.keys()  # all of it by a reviewer: no need to go through the articles
    claims = [] if told else list(_claims_of(connection, found.values()))
    records = {**given(claims), **renamed}
    for key, number in found.items():
        target = found[joined_to.get(key, key)]
        connection.execute(
            "update source set (name, type, role, affiliation, terms, edited, joined) = (?, ?, ?, ?, ?, ?, ?) "
            "where id = ?",
            (*records[key], key in renamed, None if target == number else target, number),
        )
    connection.executemany(
        "update standing set source = ?1 where claim = ?2 and source is not ?1",
        [(found[joined_to.get(key, key)], claim) for claim, key, _ in claims],
    )


Record = tuple[str, str, str | None, str | None, str | None]
"""Name, type, role and affiliation of a source, and the terms it speaks on."""


def given(claims: Iterable[tuple[int, str, Source]]) -> dict[str, Record]:
    """Return what the articles say of the sources by key; the claims come in the order in which they count.

    On what terms a source speaks is for a reviewer to say.
    """
    records: dict[str, Record] = {}
    for _, key, source in claims:
        name, kind, role, affiliation, _ = records.get(key, (source.name, source.type, None, None, None))
        records[key] = (name, kind, role or source.role, affiliation or source.affiliation, None)
    return records


ORDER: Final = 'article.event, extraction.chosen desc, extraction.digest, claim."start", claim."end", claim.uid'
"""The order in which claims count for what is known of their sources: the same in every file."""


def _claims_of(connection: sqlite3.Connection, sources: Iterable[int]) -> Iterator[tuple[int, str, Source]]:
    numbers = ", ".join(str(number) for number in sources)
    for claim, sha256, *values in connection.execute(
        "select claim.id, article.sha256, source_name, source_type, source_role, source_affiliation from standing "
        "join claim on claim.id = standing.claim join article on article.id = claim.article "
        "join extraction on extraction.id = claim.extraction "
        f"where standing.source in ({numbers}) order by {ORDER}"
    ):
        source = source_of(tuple(values))
        yield claim, key_of(source, sha256), source


def _family(connection: sqlite3.Connection, keys: set[str]) -> set[str]:
    """Return the keys, and those that any join has ever named together with them."""
    united = [set(event.values["keys"]) for event in events_on(connection, SOURCES) if event.kind == "source"]
    family = set(keys)
    while more := [group for group in united if group & family and not group <= family]:
        family = family.union(*more)
    return family


def source_edits(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what stands of all renames and joins, oldest first."""
    events = events_on(connection, SOURCES)
    taken = undone(events)
    return [event.values for event in events if event.kind == "source" and event.uid not in taken]


def gather(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str | None, str | None]]:
    """Go through all claims; yield of each its number, its uid, its source's key, and the key that is kept for it.

    When it is through, the table ``temp.given_source`` holds what all articles say of every source.
    """
    connection.execute("drop table if exists temp.given_source")
    connection.execute("create temp table given_source (key text primary key, name, type, role, affiliation)")
    for claim, uid, sha256, kept, *values in connection.execute(_ALL_CLAIMS):
        own = None
        if values[0] is not None:
            own = key_of(source_of(tuple(values)), sha256)
            connection.execute(_GIVE, (own, *values))
        yield claim, uid, own, kept


_ALL_CLAIMS = (
    "select claim.id, claim.uid, article.sha256, source.key, source_name, source_type, source_role, "
    "source_affiliation from claim join article on article.id = claim.article "
    "join extraction on extraction.id = claim.extraction left join standing on standing.claim = claim.id "
    f"left join source on source.id = standing.source order by {ORDER}"
)
_GIVE = (
    "insert into temp.given_source values (?, ?, ?, ?, ?) on conflict (key) do update set "
    "role = coalesce(role, excluded.role), affiliation = coalesce(affiliation, excluded.affiliation)"
)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make all sources what articles and log say, as after a merge, where articles may have come in another order."""
    edits = source_edits(connection)
    renamed, joined_to = renames(edits), joins(edits)
    connection.execute("drop table if exists temp.moved")
    connection.execute("create temp table moved (claim integer primary key, key text not null)")
    for claim, _, own, kept in gather(connection):
        if own is not None and joined_to.get(own, own) != kept:
            connection.execute("insert into temp.moved values (?, ?)", (claim, joined_to.get(own, own)))
    connection.execute(
        "insert into source (key, name, type, role, affiliation, edited) "
        "select key, name, type, role, affiliation, 0 from temp.given_source where true on conflict (key) do update "
        "set name = excluded.name, type = excluded.type, role = excluded.role, affiliation = excluded.affiliation, "
        "terms = null, edited = 0, joined = null"
    )
    connection.executemany(
        "update source set (name, type, role, affiliation, terms, edited) = (?, ?, ?, ?, ?, 1) where key = ?",
        ((*values, key) for key, values in renamed.items()),
    )
    connection.executemany(
        "update source set joined = (select id from source where key = ?) where key = ?",
        ((into, key) for key, into in joined_to.items()),
    )
    connection.execute(
        "update standing set source = (select id from source where source.key = moved.key) from temp.moved "
        "where moved.claim = standing.claim"
    )
    connection.execute("drop table temp.moved")
    connection.execute("drop table temp.given_source")


def joins(edits: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return for each key that is joined to another that other one's key; the latest join names the one that stays."""
    group: dict[str, set[str]] = {}
    stays: dict[str, str] = {}
    for values in edits:
        if values["act"] != "join":
            continue
        united = set().union(*(group.get(key, {key}) for key in values["keys"]))
        for key in united:
            group[key] = united
            stays[key] = values["into"]
    return {key: into for key, into in stays.items() if key != into}


def renames(edits: Iterable[dict[str, Any]]) -> dict[str, Record]:
    """Return what reviewers made of sources, by key; the latest word counts. The oldest logs say nothing of terms."""
    return {
        values["keys"][0]: (values["name"], values["type"], values["role"], values["affiliation"], values.get("terms"))
        for values in edits
        if values["act"] == "rename"
    }
