"""The checkers of docs/, run as anyone would, on cases that hold and on others; docs/record.md, held to both."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from helpers import article, case_of, extraction, numbered, numbers
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.casefile.storing import SEALED
from secondsource.model import Kind, SourceType, Span, Stance, Verdict

DOCS = Path(__file__).resolve().parents[2] / "docs"
LOG, CONTENTS = DOCS / "check_log.py", DOCS / "check_contents.py"
PAGE = (DOCS / "record.md").read_text(encoding="utf-8")
TEXTS = [
    "Ada Quill said: “rain” is due.\nAn official said: wind is due.\nThe bells rang.\nSeñor Ñ said: \t0.1 \\ ☂.",
    numbered(4),
]


def check(path: Path, *head: str) -> tuple[int, list[str]]:
    """Run both checkers without our code and without any other package in reach; the head, or what does not hold."""
    code, lines = run(LOG, path, *head)
    other, more = run(CONTENTS, path)
    return max(code, other), (lines if code or not other else []) + (more if other else [])


def run(script: Path, *arguments: str | Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with every kind of event: two replicas merged, each with decisions the other had not seen."""
    folder = tmp_path_factory.mktemp("independent")
    path, blind = folder / "case.db", folder / "blind.db"
    with case_of(path, *TEXTS) as case:
        casefile.backup_blind(case, blind)
        first, second, third, _, fifth, sixth, *_ = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="the harbour's log: “ebb”\n\x01")
        casefile.sign_off(case, first, reviewer="Bo")
        log = casefile.attach(
            case, first, b"the log", reviewer="Ann", stance=Stance.REFUTES, name="harbour log", text="as it was read ☂"
        )
        casefile.correct_evidence(
            case, log.uid, reviewer="Ann", stance=None, primary=True, passage="read", span=Span(10, 14)
        )
        casefile.explain(case, second, "asked twice", reviewer="Ann")
        casefile.note(case, third, "call the parish", reviewer="Bo")
        casefile.undo(case, reviewer="Bo")
        casefile.redo(case, reviewer="Bo")
        (sha256,) = case.connection.execute("select sha256 from article where id = 1").fetchone()
        whole = Described((Span(0, 9), Span(12, 15)), source=(Span(9, 11),), kind=Kind.DIRECT, confidence=1.0)
        casefile.revise(
            case, "split", sha256, [second], [whole, Described((Span(0, 4),), confidence=1e-5)], reviewer="Ann"
        )
        casefile.revise(case, "remove", sha256, [third], [], reviewer="Ann")
        keys = [key for (key,) in case.connection.execute("select key from source order by id")]
        casefile.rename_source(
            case, keys[0], reviewer="Ann", name="Quill", type=SourceType.NAMED, role=None, affiliation=None
        )
        casefile.join_sources(case, keys[:2], keys[0], reviewer="Ann")
        both = [number for number in numbers(case) if casefile.detail(case, number).claim.claim in {fifth, sixth}]
        casefile.mark_all(
            case, both, Verdict.CORROBORATED, reviewer="Ann", despite=casefile.Despite(("single-origin",), "“seen”")
        )
        casefile.explain_all(case, both, "counted twice", reviewer="Ann")
        changed = TEXTS[1].replace("ran 1 times", "ran once")
        casefile.add_article(case, article(changed, "article-2"), extraction(changed))
        with casefile.create_case(blind) as other:
            casefile.mark(other, first, Verdict.CORROBORATED, reviewer="Bo")
            casefile.attach(other, first, b"\x00\xff", reviewer="Bo", stance=Stance.SUPPORTS, name="a photograph")
        assert casefile.merge(case, blind, reviewer="Ann").conflicts
        assert list(casefile.verify(case)) == []
    return path


def test_a_rich_case_holds_and_the_heads_are_the_same(rich: Path) -> None:
    with casefile.open_case(rich) as case:
        head = casefile.head(case)
    assert check(rich) == (0, [head])
    assert check(rich, head) == (0, [head])
    assert check(rich.with_name("blind.db"))[0] == 0


def test_a_head_from_before_a_merge_still_holds(rich: Path) -> None:
    with casefile.open_case(rich) as case:
        *_, last = casefile.log(case)
    assert last.kind == "merge"
    for end in (last.previous, last.values["head"]):
        assert check(rich, f"2:{end}")[0] == 0


def test_it_reads_while_somebody_writes(rich: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    shutil.copy(rich, path)
    with casefile.open_case(path) as case:
        casefile.mark(case, next(casefile.claims(case)).claim, Verdict.UNVERIFIED, reviewer="Ann")
        with case.write():
            assert check(path) == (0, [casefile.head(case)])


THE = "(select uid from event order by uid limit 1 offset {})"
TAMPERED = {
    "a payload": (
        "update event set payload = replace(payload, 'disputed', 'unverified') where kind = 'verdict'",
        "event .* was changed",
    ),
    "an actor": (f"update event set actor = 'Eve' where uid = {THE.format(4)}", "event .* was changed"),
    "a time": (f"update event set at = '2020-01-01T00:00:00.000Z' where uid = {THE.format(6)}", "event .* was changed"),
    "a subject moved over into the kind": (
        "update event set kind = kind || substr(subject, 1, 1), subject = substr(subject, 2) where kind = 'note'",
        "event .* was changed",
    ),
    "the first event taken out": (
        f"delete from event where uid = {THE.format(0)}",
        "follows one that does not stand before",
    ),
    "one taken out of the middle": (
        f"delete from event where uid = {THE.format(9)}",
        "follows one that does not stand before",
    ),
    "a knot taken out": ("delete from event where kind = 'merge'", "is followed by none"),
    "one moved to the end": (f"update event set uid = 'f' where uid = {THE.format(5)}", "event f was changed"),
    "an id that would speak to the terminal": (
        f"update event set uid = uid || char(27, 10) where uid = {THE.format(5)}",
        r"event [-\w]+\\x1b\\n was changed",
    ),
    "a text": ("update article set text = replace(text, 'bells', 'belts')", "text of article .* is not what"),
    "an article": (
        "update article set sha256 = replace(sha256, substr(sha256, 1, 8), '00000000') where id = 1",
        "text of article 0",
    ),
    "an article put in": (
        f"insert into article select 99, '{'0' * 64}', name, null, null, null, null, text, '', '', null, null "
        "from article where id = 1",
        "text of article 0",
    ),
    "a claim's words": (
        "update claim set text = 'snow' where id = (select min(id) from claim)",
        "extraction .* is not what",
    ),
    "a claim's confidence": ("update claim set confidence = 0.4 where confidence = 0.9", "extraction .* is not what"),
    "a claim's source": (
        "update claim set source_name = 'Eve' where source_name is not null",
        "extraction .* is not what",
    ),
    "a claim taken out": ("delete from claim where id = (select max(id) from claim)", "extraction .* is not what"),
    "an extraction's engine": ("update extraction set engine = 'other' where id = 1", "extraction .* is not what"),
    "a span": ('update span set "end" = "end" - 1 where role = \'content\'', "claim .* does not stand at the places"),
    "spans taken out": (
        "delete from span where claim = (select min(claim) from span)",
        "claim .* does not stand at the places",
    ),
    "a copy": ("update copy set bytes = x'00'", "copy .* is not what"),
    "the text of a piece of evidence": (
        "update copy set bytes = cast('as it was' as blob) where bytes = cast('as it was read ☂' as blob)",
        "copy .* is not what",
    ),
    "a copy under another hash": (f"update copy set sha256 = '{'0' * 64}' where bytes = x'00ff'", "copy 0000"),
    "a copy taken out": ("delete from copy", "copy .* is not what"),
    "a payload that can't be read": ("update event set payload = '{' where kind = 'note'", "event .* was changed"),
    "a text that is bytes": (
        "update event set actor = cast(x'ff' as text) where kind = 'note'",
        "can't be read to the end",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_change_from_outside_is_named(what: str, rich: Path, tmp_path: Path) -> None:
    sql, complaint = TAMPERED[what]
    path = tamper(rich, tmp_path, sql)
    code, lines = check(path)
    assert code == 1
    assert [line for line in lines if re.search(complaint, line)], lines


@pytest.mark.parametrize("origin", [False, True])
def test_an_event_that_a_forger_put_in_is_named(origin: bool, rich: Path, tmp_path: Path) -> None:
    with casefile.open_case(rich) as case:
        before = list(casefile.log(case))[7]
    uid = f"{before.uid[:-12]}ffffffffffff"
    previous = "" if origin else before.hash
    fields = (uid, before.replica, "note", before.subject, '{"text":"nothing"}', "Eve", before.at, previous)
    values = ", ".join("'" + field + "'" for field in (*fields, sealed(*fields)))
    code, lines = check(tamper(rich, tmp_path, f"insert into event values ({values})"))
    expected = [f"event {uid} follows one that does not stand before it"] if origin else []
    assert (code, lines) == (1, [*expected, f"event {uid} is followed by none"])


def test_whichever_event_is_taken_out_is_missed(rich: Path, tmp_path: Path) -> None:
    with casefile.open_case(rich) as case:
        events = list(casefile.log(case))
        head = casefile.head(case)
    for number in (0, 2, len(events) // 2, len(events) - 1):
        path = tamper(rich, tmp_path, f"delete from event where uid = '{events[number].uid}'")
        code, lines = check(path, head)
        assert code == 1, events[number]
        assert lines


def test_a_cut_tail_is_found_by_the_head_alone(rich: Path, tmp_path: Path) -> None:
    with casefile.open_case(rich) as case:
        head = casefile.head(case)
    path = tamper(rich, tmp_path, "delete from event where uid = (select max(uid) from event)")
    # The last event is a merge: the thread it held together shows. With both of its ends gone, nothing does.
    assert check(path)[0] == 1
    plain = tmp_path / "plain.db"
    with case_of(plain, numbered(1)) as case:
        before = casefile.head(case)
        casefile.mark(case, next(casefile.claims(case)).claim, Verdict.DISPUTED, reviewer="Ann")
        head = casefile.head(case)
    path = tamper(plain, tmp_path, "delete from event where uid = (select max(uid) from event)")
    assert check(path) == (0, [before])
    assert check(path, before) == (0, [before])
    assert check(path, head) == (1, [f"the log does not hold the head {head}"])


def test_what_is_no_case_gets_a_line(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 20)
    for path in (tmp_path / "missing.db", tmp_path / "noise", tmp_path):
        for script in (LOG, CONTENTS):
            code, lines = run(script, path)
            assert code == 1
            assert len(lines) == 1


def sealed(*fields: str) -> str:
    """Return the hash of an event, as docs/record.md tells to make it."""
    encoded = [field.encode() for field in fields]
    return hashlib.sha256(b"".join(len(field).to_bytes(8, "big") + field for field in encoded)).hexdigest()


def tamper(path: Path, folder: Path, sql: str) -> Path:
    """Return a copy of a case on which somebody took the guards away and did this, which must have done something."""
    copy = folder / "tampered.db"
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f"drop trigger {name}")
        connection.execute("pragma ignore_check_constraints = on")
        assert connection.execute(sql).rowcount > 0
    return copy


# What docs/record.md says.


def table(heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, without its head."""
    body = PAGE.split(f"\n## {heading}\n", 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", body, re.MULTILINE)
    assert lines
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[0].splitlines()[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`([a-z_0-9]+)`", cell)


def test_the_fields_are_those_of_the_table_in_their_order(rich: Path) -> None:
    with closing(sqlite3.connect(rich)) as connection:
        columns = [name for _, name, *_ in connection.execute("pragma table_info(event)")]
    assert [named(field)[0] for field, _ in table("One event")] == columns


def test_the_event_on_the_page_has_its_hash() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    *fields, hash_ = json.loads(example).values()
    assert sealed(*fields) == hash_
    assert f"`{len(fields[0]).to_bytes(8, 'big').hex(' ')}`" in PAGE
    said = json.loads(fields[4])
    assert json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == fields[4]


def test_every_kind_says_what_the_page_says(rich: Path) -> None:
    promised = {
        kind: set(named(payload)) for kinds, _, payload in table("What each kind says") for kind in named(kinds)
    }
    said: defaultdict[str, set[str]] = defaultdict(set)
    with casefile.open_case(rich) as case:
        for event in casefile.log(case):
            said[event.kind] |= event.values.keys()
            canonical = json.dumps(event.values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert event.payload == canonical
            assert re.fullmatch(r"[0-9a-f]{16}", event.replica)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event.at)
    assert said == promised
    with closing(sqlite3.connect(rich)) as connection:
        (schema,) = connection.execute("select sql from sqlite_master where name = 'event'").fetchone()
    assert set(re.findall(r"kind = '(\w+)'", schema)) == promised.keys()


def test_the_acts_are_those_of_the_page(rich: Path) -> None:
    rows = {named(kind)[0]: payload for kind, _, payload in table("What each kind says")}
    with casefile.open_case(rich) as case:
        acts = {(event.kind, event.values["act"]) for event in casefile.log(case) if "act" in event.values}
    assert len(acts) == 4
    for kind, act in acts:
        assert re.search(rf"`act`[^`;]*\b{act}\b", rows[kind])


def test_the_claim_on_the_page_has_its_uid() -> None:
    (uid, sealed), *more = re.findall(r"The claim `(\w{12})`[^`]*```\n(\S+)\n```", PAGE)
    assert not more
    assert base64.b32encode(hashlib.sha256(sealed.encode()).digest())[:12].decode().lower() == uid


def test_the_columns_that_a_digest_covers_are_in_their_order() -> None:
    sentence = re.search(r"with the columns (.*?)\.\n", PAGE, re.DOTALL)
    assert sentence
    assert named(sentence[1]) == [name.strip('"').removeprefix("claim.").strip('"') for name in SEALED.split(", ")]


def test_numbers_and_escapes_are_written_as_the_page_says() -> None:
    for written in ("0.9", "1.0", "1e-05"):
        assert f"`{written}`" in PAGE
        assert json.dumps(float(written)) == written
    assert json.dumps('"\\\b\t\n\f\r\x01\x7fé☂', ensure_ascii=False) == r'"\"\\\b\t\n\f\r\u0001' + '\x7fé☂"'


def test_the_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        if link.startswith("#"):
            assert link[1:] in [
                re.sub(r"[^\w]+", "-", line[3:].lower()) for line in PAGE.splitlines() if line[:3] == "## "
            ]
        else:
            assert (DOCS / link).exists(), link
