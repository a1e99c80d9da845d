"""A case of version 2, opened today: all that it held is there, and a migration cut short is as if never begun."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from helpers import article, extraction
from secondsource import casefile
from secondsource.casefile import file
from secondsource.casefile.described import claim_uid, words_of
from secondsource.casefile.file import APPLICATION_ID, VERSION
from secondsource.casefile.log.events import append
from secondsource.casefile.log.seal import new_uid
from secondsource.casefile.schema import migrations
from secondsource.model import Attribution, SourceType, UnusableInput, Verdict

TEXTS = (
    "Ada Quill said: the ferry ran four times.\nThe bells rang.\nAn official said: nobody was hurt.",
    "Ada Quill said: rain is due.\nThe quay is “closed”, née open.\nAda Quill said: wind too.",
)
AT = "2025-03-0{}T10:11:12.345Z"


class Old:
    """A case as version 2 wrote it, by plain SQL."""

    def __init__(self, path: Path) -> None:
        database = sqlite_utils.Database(sqlite3.connect(path), strict=True)
        migrations.apply(database, stop_before="003-record")
        database.conn.commit()
        self.connection = database.conn
        self.connection.isolation_level = None
        self.run("pragma journal_mode = wal")
        self.run(f"pragma application_id = {APPLICATION_ID}")
        self.run("pragma user_version = 2")
        self.run("insert into meta values ('replica', 'f00d')")
        self.events: list[tuple[str, ...]] = []
        self.claims: list[str] = []

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def add(self, text: str, name: str, added_at: str) -> None:
        found = extraction(text)
        sha256 = article(text).sha256
        number = self.run(
            "insert into article (sha256, name, outlet, title, published, url, text, engine, engine_version, added_at, "
            "coverage) values (?, ?, 'The Marl Gazette', 'Ferries', '2025-02-28', ?, ?, 'standard', '0.9', ?, '{}')",
            sha256, name, f"https://marl.example/{name}", text, added_at,
        ).lastrowid  # fmt: skip
        for one in sorted((*found.attributions, *found.narrator), key=lambda one: one.content):
            spoken = one if isinstance(one, Attribution) else None
            source, cue = (spoken.source, spoken.cue) if spoken else ((), ())
            speaker = None
            if spoken and spoken.speaker:
                who = spoken.speaker
                everywhere = "" if who.type is SourceType.NAMED else sha256
                key = f"{who.type}\n{who.name.casefold()}\n{everywhere}"
                self.run(
                    "insert or ignore into source (key, name, type, role, affiliation) values (?, ?, ?, ?, ?)",
                    key, who.name, who.type, who.role, who.affiliation,
                )  # fmt: skip
                (speaker,) = self.run("select id from source where key = ?", key).fetchone()
            uid = claim_uid(sha256, source, cue, one.content)
            words = words_of(text, one.content)
            claim = self.run(
                'insert into claim (uid, article, source, kind, source_text, cue_text, channel, text, "start", "end", '
                "speech, confidence, reason, nature, nature_reason) values "
                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                uid, number, speaker, spoken.kind if spoken else "narrator",
                words_of(text, source) or None, words_of(text, cue) or None, spoken and spoken.channel, words,
                one.content[0].start, one.content[-1].end, 1, spoken and spoken.confidence, spoken and spoken.reason,
                one.nature, one.nature_reason,
            ).lastrowid  # fmt: skip
            for role, spans in (("source", source), ("cue", cue), ("content", one.content)):
                for span in spans:
                    self.run("insert into span values (?, ?, ?, ?)", claim, role, *span)
            self.run("insert into claim_fts (rowid, text, source) values (?, ?, ?)", claim, words, None)
            self.claims.append(uid)

    def decide(self, kind: str, claim: str, actor: str, at: str, **payload: object) -> str:
        previous = self.events[-1][-1] if self.events else ""
        uid = new_uid(self.events[-1][0] if self.events else "")
        values = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        fields = (uid, "f00d", kind, claim, values, actor, at, previous)
        sealed = b"".join(len(field.encode()).to_bytes(8, "big") + field.encode() for field in fields)
        row = (*fields, hashlib.sha256(sealed).hexdigest())
        self.events.append(row)
        self.run(
            "insert into event (uid, replica, kind, claim, payload, actor, at, previous, hash) values "
            f"({', '.join('?' * 9)})",
            *row,
        )
        return uid

    def stand(self, claim: str, *values: str | None) -> None:
        self.run(
            "update standing set (verdict, rationale, reviewer, decided_at) = (?, ?, ?, ?) "
            "where claim = (select id from claim where uid = ?)",
            *values, claim,
        )  # fmt: skip


@pytest.fixture
def old(tmp_path: Path):
    one = Old(tmp_path / "case.db")
    for number, text in enumerate(TEXTS, start=1):
        one.add(text, f"article-{number}", AT.format(number))
    first, second, third, fourth, *_ = one.claims
    one.decide("verdict", first, "Ann", AT.format(3), verdict="disputed", rationale="the log says six")
    one.decide("verdict", first, "Bo", AT.format(4), verdict="corroborated", rationale=None)
    one.stand(first, "corroborated", "the log says six", "Bo", AT.format(4))
    taken = one.decide("verdict", second, "Ann", AT.format(5), verdict="unverified", rationale="é “asked”")
    one.decide("undo", second, "Ann", AT.format(6), event=taken)
    one.decide("rationale", third, "Bo", AT.format(7), rationale="asked the ministry")
    one.stand(third, None, "asked the ministry", None, None)
    back = one.decide("verdict", fourth, "Ann", AT.format(8), verdict="unverified", rationale="no record")
    one.decide("undo", fourth, "Ann", AT.format(8), event=back)
    one.decide("redo", fourth, "Ann", AT.format(9), event=back)
    one.stand(fourth, "unverified", "no record", "Ann", AT.format(8))
    return one


def _held(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """What a case of either version holds, in words that both have."""
    is_old = "claim" in {row[1] for row in connection.execute("pragma table_info(event)")}
    source = "claim.source" if is_old else "standing.source"
    asked = {
        "articles": "select sha256, name, outlet, title, published, url, text, added_at from article order by id",
        "claims": "select claim.uid, article.sha256, kind, source_text, cue_text, channel, claim.text, "
        '"start", "end", speech, confidence, reason, nature, nature_reason, source.name, source.type, source.role, '
        "source.affiliation, verdict, rationale, reviewer, decided_at "
        "from claim join standing on standing.claim = claim.id join article on article.id = claim.article "
        f"left join source on source.id = {source} order by claim.article, claim.id",
        "spans": 'select claim.uid, role, span."start", span."end" from span join claim on claim.id = span.claim '
        'order by claim.uid, role, span."start"',
        "events": f"select kind, {'claim' if is_old else 'subject'}, actor, at, "
        "json_extract(payload, '$.verdict'), json_extract(payload, '$.rationale') from event "
        f"where kind not in ('case', 'article') order by {'seq' if is_old else 'uid'}",
        "tally": "select verdict, claims from tally where verdict <> 'conflict' order by verdict",
    }
    return {name: connection.execute(sql).fetchall() for name, sql in asked.items()}


def test_nothing_of_an_old_case_is_lost(old: Old, tmp_path: Path) -> None:
    before = _held(old.connection)
    assert len(before["events"]) == 8
    assert len(before["claims"]) == 6
    old.connection.close()
    with casefile.open_case(tmp_path / "case.db") as case:
        assert _held(case.connection) == before
        tables = case.connection.execute("select name from sqlite_master where name like 'old_%'").fetchall()
        assert tables == []
        assert [row.uid for row in casefile.View(case).rows(0, 99)] == old.claims
        assert [claim.claim for claim in casefile.claims(case, casefile.Filter(words="bells"))] == old.claims[1:2]
        engines = case.connection.execute("select engine, engine_version, coverage, chosen from extraction").fetchall()
        assert engines == [("standard", "0.9", "{}", 1)] * 2
        kinds = [event.kind for event in casefile.history(case)]
        assert kinds == ["article", "article", *(row[2] for row in old.events), "case"]
        assert [str(fault) for fault in casefile.verify(case)] == []


def test_the_log_of_an_old_case_goes_on(old: Old, tmp_path: Path) -> None:
    first, second, _, fourth, *_ = old.claims
    old.connection.close()
    with casefile.open_case(tmp_path / "case.db") as case:
        previous = ""
        for event in casefile.history(case):
            assert (event.previous, event.hash) == (previous, event.sealed())
            previous = event.hash
        (undone,) = [event for event in casefile.history(case, second) if event.kind == "undo"]
        assert undone.meant in {event.uid for event in casefile.history(case, second) if event.kind == "verdict"}
        assert casefile.undo(case, reviewer="Bo").kind == "rationale"  # the rationale on the third claim
        assert casefile.undo(case, reviewer="Bo").subject == first
        found = {claim.claim: claim for claim in casefile.claims(case)}
        assert (found[first].verdict, found[first].reviewer) == (Verdict.DISPUTED, "Ann")
        assert casefile.undo(case, reviewer="Ann").subject == fourth
        assert {claim.claim: claim.verdict for claim in casefile.claims(case)}[fourth] is None


def test_a_migration_that_fails_half_way_is_as_if_never_begun(
    old: Old, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _held(old.connection)
    schema = old.run("select name, sql from sqlite_master order by name").fetchall()
    old.connection.close()

    from secondsource.casefile.acts import decisions

    real, calls = decisions.decide, iter(range(100))

    def failing(*given: object, **named: object) -> object:
        if next(calls) == 2:
            raise RuntimeError("half-way")
        return real(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(decisions, "decide", failing)
        with pytest.raises(RuntimeError, match="half-way"):
            casefile.open_case(tmp_path / "case.db")
    untouched = sqlite3.connect(tmp_path / "case.db")
    assert untouched.execute("pragma user_version").fetchone() == (2,)
    assert untouched.execute("select name, sql from sqlite_master order by name").fetchall() == schema
    assert _held(untouched) == before
    untouched.close()
    with casefile.open_case(tmp_path / "case.db") as case:
        assert _held(case.connection) == before


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case as version 3 left it, in which a source was renamed and claims were decided on."""
    path = tmp_path / "third.db"
    with monkeypatch.context() as patch, closing(sqlite3.connect(path, isolation_level=None)) as connection:
        patch.setattr(file, "VERSION", 3)
        migrations.apply(sqlite_utils.Database(connection, strict=True), stop_before="004-terms")
        connection.execute("pragma journal_mode = wal")
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute("pragma user_version = 3")
        file.announce(connection)
        with casefile.open_case(path) as case:
            for number, text in enumerate(TEXTS):
                casefile.add_article(case, article(text, f"article-{number}"), extraction(text))
            (claim,) = connection.execute("select uid from claim order by id limit 1").fetchone()
            casefile.mark(case, claim, Verdict.DISPUTED, reviewer="Ann")
            with case.write():
                (key,) = connection.execute("select key from source where name = 'Ada Quill'").fetchone()
                told = {"name": "Dame Ada", "type": "named", "role": None, "affiliation": None}
                append(case.connection, "source", "sources", {"act": "rename", "keys": [key], **told}, "Ann")
                case.connection.execute(
                    "update source set (name, type, role, affiliation, edited) = (?, ?, ?, ?, 1) where key = ?",
                    (*told.values(), key),
                )
        # What stores articles today writes these, too.
        connection.execute("alter table standing drop column despite")
        connection.execute("alter table article drop column author")
    return path


def test_a_case_of_version_3_stands_as_it_was_with_columns_and_tables_more(third: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(third)) as connection:
        before = state_of(connection)
        for table, column in (("source", "terms"), ("standing", "despite"), ("article", "author")):
            assert column not in {name for name, *_ in connection.execute(f"select * from {table}").description}
    blind = tmp_path / "other.db"
    with casefile.open_case(third) as case:
        head = casefile.head(case)
        assert list(map(str, casefile.verify(case))) == []
        *events, made = casefile.log(case)
        assert (made.kind, made.values["version"], len(made.values["migrations"])) == ("case", VERSION, VERSION)
        after = state_of(case.connection)
        for table in ("source", "standing", "article"):
            assert {row[-1] for row in after[table]} == {None}
            after[table] = [row[:-1] for row in after[table]]
        assert [after.pop(table) for table in ("examined", "finding")] == [[], []]
        assert after == {**before, "event": after["event"], "_sqlite_migrations": after["_sqlite_migrations"]}
        assert len(events) == len(before["event"])
        assert casefile.detail(case, casefile.View(case).number_at(0)).terms is None
        casefile.backup_blind(case, blind)
        assert casefile.undo(case, reviewer="Ann").kind == "source"
        assert next(casefile.claims(case)).source == "Ada Quill"
    with casefile.open_case(blind) as other:
        casefile.merge(other, third, reviewer="Bo")
        assert list(map(str, casefile.verify(other))) == []
    with casefile.open_case(third) as case:
        assert list(map(str, casefile.verify(case, head=head))) == []
        assert [event.kind for event in casefile.log(case)].count("case") == 2


def state_of(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall()]
    return {
        name: connection.execute(f"select * from {name} order by 1").fetchall()
        for name in names
        if not name.startswith("claim_fts")
    }


KILLED = """
import importlib, os, pathlib, signal, sys
from secondsource import casefile
module = importlib.import_module("secondsource.casefile.{module}")
real = module.{name}
calls = iter(range(100))
def dying(*given, **named):
    if next(calls) == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
module.{name} = dying
casefile.open_case(pathlib.Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [("storing", "storing", 1), ("acts.decisions", "decide", 3), ("file", "announce", 0)],
)
def test_a_migration_killed_half_way_is_as_if_never_begun(
    module: str, name: str, after: int, old: Old, tmp_path: Path
) -> None:
    before = _held(old.connection)
    old.connection.close()
    code = KILLED.format(module=module, name=name, after=after)
    killed = subprocess.run([sys.executable, "-c", code, tmp_path / "case.db"], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    untouched = sqlite3.connect(f"file:{tmp_path / 'case.db'}?mode=ro", uri=True)
    assert untouched.execute("pragma user_version").fetchone() == (2,)
    assert _held(untouched) == before
    untouched.close()
    with casefile.open_case(tmp_path / "case.db") as case:
        assert _held(case.connection) == before
        assert case.connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_three_processes_open_an_old_case_at_once(old: Old, tmp_path: Path) -> None:
    before = _held(old.connection)
    old.connection.close()
    code = (
        "import sys, pathlib; from secondsource import casefile; sys.stdin.readline(); "
        "print(len(list(casefile.claims(casefile.open_case(pathlib.Path(sys.argv[1]))))))"
    )
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", code, tmp_path / "case.db"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for opener in openers:
        assert opener.stdin
        opener.stdin.write("go\n")
        opener.stdin.flush()
    for opener in openers:
        out, err = opener.communicate(timeout=60)
        assert (opener.returncode, out) == (0, "6\n"), err
    with casefile.open_case(tmp_path / "case.db") as case:
        assert _held(case.connection) == before
        assert case.connection.execute("pragma user_version").fetchone() == (VERSION,)
        assert [event.kind for event in casefile.history(case)].count("case") == 1


def test_an_old_case_that_cannot_be_written_says_so(old: Old, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old.connection.close()
    before = (tmp_path / "case.db").read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with (
        pytest.raises(UnusableInput, match="made by an older secondsource"),
        casefile.open_case(tmp_path / "case.db") as case,
    ):
        list(casefile.claims(case))
    assert (tmp_path / "case.db").read_bytes() == before
