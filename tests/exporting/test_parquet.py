"""Claims as Parquet: read by DuckDB, and back from it and from whatever else wrote the file again."""

from __future__ import annotations

import dataclasses
import io
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import case_of, decided, numbered, state
from secondsource import casefile, exporting
from secondsource.cli import main
from secondsource.exporting import Release, parquet, parquet_reader, returning
from secondsource.exporting.parquet import KEY, write_parquet
from secondsource.exporting.parquet_table import open_parquet
from secondsource.model import Claim, Kind, SourceType, Terms, UnusableInput, Verdict

STORY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: nobody was hurt.\nThe bells rang."
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[casefile.Case]:
    with case_of(tmp_path / "case.db", STORY) as opened:
        first, second, *_ = casefile.claims(opened)
        casefile.mark(opened, first.claim, Verdict.DISPUTED, reviewer="Ann", rationale="=the log; “the” 'log'")
        casefile.mark(opened, second.claim, Verdict.CORROBORATED, reviewer="Bo")
        yield opened


def export(case: casefile.Case, path: Path, **release: Any) -> Path:
    exporting.write_file(Release(case, **release), "parquet", path)
    return path


def bring(case: casefile.Case, path: Path, **options: Any) -> returning.Returned:
    found = returning.read_back(case, path, reviewer="Ed", **options)
    assert returning.record(case, found)
    return found


def saved(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


# Out


def test_every_value_of_a_claim_is_there_with_its_type(tmp_path: Path, case: casefile.Case) -> None:
    case.connection.execute("update article set published = '2021-06-29', outlet = 'The Marl Gazette'")
    path = export(case, tmp_path / "claims.parquet")
    claims = [dataclasses.asdict(claim) for claim in casefile.claims(case)]
    table = pq.read_table(path)
    assert tuple(table.column_names) == exporting.columns()
    types = {field.name: str(field.type) for field in table.schema}
    assert types.pop("published") == "date32[day]"
    assert types.pop("decided_at") == "timestamp[us, tz=UTC]"
    assert types.pop("start") == types.pop("end") == "int64"
    assert types.pop("findings")[:5] == types.pop("evidence")[:5] == "list<"
    assert {types.pop(name)[:10] for name in ("kind", "verdict")} == {"dictionary"}
    assert set(types.values()) == {"string"}
    read = duckdb.sql(f"select * from '{path}'")  # not of pyarrow
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    for row, claim in zip(rows, claims, strict=True):
        assert str(row.pop("published")) == claim.pop("published")
        at, decided_at = row.pop("decided_at"), claim.pop("decided_at")
        assert (at is None) == (decided_at is None)
        assert at is None or at == datetime.fromisoformat(str(decided_at))
        assert [*row.pop("findings"), *row.pop("evidence")] == [*claim.pop("findings"), *claim.pop("evidence")]
        assert row == claim
    assert [row["verdict"] for row in rows].count(None) == 2


def test_the_same_case_gives_the_same_bytes_and_names_the_log_it_shows(tmp_path: Path, case: casefile.Case) -> None:
    path = export(case, tmp_path / "a.parquet")
    assert path.read_bytes() == export(case, tmp_path / "b.parquet").read_bytes()
    told = json.loads(pq.read_metadata(path).metadata[KEY.encode()])
    assert told == {"holds": "claims", "head": casefile.head(case)}
    assert {path.name for path in tmp_path.iterdir() if "parquet" in path.name} == {"a.parquet", "b.parquet"}


def test_claims_are_written_group_by_group_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_AT_ONCE", 3)
    monkeypatch.setattr(parquet, "_GROUP", 2)
    taken = 0

    def claims() -> Iterator[Claim]:
        nonlocal taken
        for taken in range(1, 21):
            yield made(f"claim {taken}")

    file = io.BytesIO()
    sizes = []
    for count, _ in enumerate(write_parquet(claims(), file, {}), start=1):
        assert taken <= count + 2
        sizes.append(len(file.getvalue()))
    assert sizes[5] < sizes[11] < sizes[17]
    read = pq.ParquetFile(file)
    assert [read.metadata.row_group(at).num_rows for at in range(read.num_row_groups)] == [6, 6, 6, 2]
    assert read.read()["text"].to_pylist() == [f"claim {at}" for at in range(1, 21)]
    assert read.metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_case_without_claims_is_a_table_without_rows(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "empty.db") as case:
        path = export(case, tmp_path / "empty.parquet")
        assert duckdb.sql(f"select count(*), count(verdict) from '{path}'").fetchall() == [(0, 0)]
        assert bring(case, path).unchanged == 0


def test_what_is_protected_does_not_leave(tmp_path: Path, case: casefile.Case) -> None:
    for name, terms in (("Ada Quill", Terms.BACKGROUND), ("a clerk", Terms.OFF_RECORD)):
        (known, *_) = casefile.source_list(case, name)
        casefile.rename_source(
            case, known.key, reviewer="Ann", name=name, type=known.source.type, role=None, affiliation=None, terms=terms
        )  # fmt: skip
    path = export(case, tmp_path / "claims.parquet")
    read = repr(duckdb.sql(f"select * from '{path}'").fetchall())
    raw = path.read_bytes()
    for words in ("Quill", "nobody was hurt", "clerk"):
        assert words not in read
        assert words.encode() not in raw
    assert "the ferry ran late" in read
    path = export(case, tmp_path / "all.parquet", include=["Ada Quill", "a clerk"])
    assert "nobody was hurt" in repr(duckdb.sql(f"select * from '{path}'").fetchall())


def test_what_is_no_date_in_a_case_from_elsewhere_is_null(tmp_path: Path, case: casefile.Case) -> None:
    case.connection.execute("update article set published = 'last June'")
    path = export(case, tmp_path / "claims.parquet")
    assert duckdb.sql(f"select distinct published from '{path}'").fetchall() == [(None,)]


# There and back


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "",
        "'",
        "''x",
        "=1+1",
        "\0",
        "a\0b",
        "\ufeffx",
        "\u202eabc",
        "x\r\ny",
        " x ",
        "null",
        "NULL",
        "NaN",
        "\U0010ffff",
        "true",
    ]
)


def made(text: str, **known: Any) -> Claim:
    return dataclasses.replace(
        Claim(
            "abc",
            "a",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Kind.DIRECT,
            text,
            0,
            1,
            None,
            None,
            None,
            None,
            (),
            (),
        ),
        **known,
    )


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            made,
            HOSTILE,
            source=st.none() | HOSTILE,
            rationale=st.none() | HOSTILE,
            verdict=st.none() | st.sampled_from(Verdict),
            kind=st.sampled_from(Kind),
            start=st.integers(0, 2**40),
            findings=st.lists(HOSTILE, max_size=3).map(tuple),
            published=st.none() | st.dates().map(str),
            decided_at=st.none() | st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z"),
        ),
        max_size=8,
    )
)
def test_any_claim_is_the_same_again(claims: list[Claim]) -> None:
    file = io.BytesIO()
    assert sum(write_parquet(claims, file, {})) == len(claims)
    table = pq.read_table(file)
    for name in exporting.columns():
        values = [getattr(claim, name) for claim in claims]
        if name == "decided_at":
            assert parquet_reader._cells(table[name].combine_chunks()) == values
        elif name == "published":
            assert [value and str(value) for value in table[name].to_pylist()] == values
        else:
            assert table[name].to_pylist() == [list(value) if isinstance(value, tuple) else value for value in values]


VALUES = (
    "'", "''", "'007", "007", "=1+1", "-2", "@SUM(1)", "2021-06-29", "true", "#N/A", "NaN", "null", "x\r\ny", "a;b",
    "\u202eabc", "😀" * 20_000, "＝1", "\"", "\"\"", "a\tb", "Ã©", "x" * 20_000,
)  # fmt: skip


def test_rationales_of_any_kind_come_back_as_they_were_written(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(len(VALUES))) as case:
        ids = [claim.claim for claim in casefile.claims(case)]
        path = saved(tmp_path / "a.parquet", claim=ids, rationale=list(VALUES))
        assert len(bring(case, path).decisions) == len(VALUES)
        meant = [value.replace("\r\n", "\n") for value in VALUES]
        assert [claim.rationale for claim in casefile.claims(case)] == meant
        assert bring(case, path).decisions == []
        again = tmp_path / "b.parquet"
        duckdb.sql(f"copy (select * from '{export(case, tmp_path / 'c.parquet')}') to '{again}'")
        assert bring(case, again).unchanged == len(VALUES)


def test_duckdb_reads_marks_and_gives_back(tmp_path: Path, case: casefile.Case) -> None:
    path = export(case, tmp_path / "claims.parquet")
    assert dict(duckdb.sql(f"select verdict, count(*) from '{path}' group by all").fetchall()) == {
        None: 2, "disputed": 1, "corroborated": 1,
    }  # fmt: skip
    changed = tmp_path / "changed.parquet"
    duckdb.sql(
        "copy (select row_number() over () as n, "
        "* replace (if(text like '%bells%', 'unverified', verdict) as verdict), "
        f"if(text like '%pier%', 'ask the harbour', null) as note from '{path}' order by text) to '{changed}'"
    )
    assert pq.read_metadata(changed).metadata is None or KEY.encode() not in pq.read_metadata(changed).metadata
    before = len(decided(case))
    found = bring(case, changed)
    assert (found.unchanged, found.conflicts, found.told) == (2, [], [])
    assert [(one.kind, one.actor) for one in decided(case)[before:]] == [("note", "Ed"), ("verdict", "Ed")]
    assert list(casefile.claims(case))[3].verdict is Verdict.UNVERIFIED
    assert bring(case, changed).decisions == []  # a second time it is nothing


def test_two_cases_are_one_table(tmp_path: Path, case: casefile.Case) -> None:
    export(case, tmp_path / "one.parquet")
    with case_of(tmp_path / "two.db", "a clerk said: nobody was hurt.\nThe bells rang twice.") as other:
        export(other, tmp_path / "two.parquet")
    found = duckdb.sql(
        f"select parse_filename(filename, true), count(*), count(verdict) from "
        f"read_parquet('{tmp_path}/*.parquet', filename=true) group by all order by all"
    )
    assert found.fetchall() == [("one", 4, 2), ("two", 2, 0)]


WRITTEN: dict[str, Callable[[pa.Table], pa.Table]] = {
    "large strings": lambda t: t.cast(
        pa.schema(
            [
                (n, pa.large_string() if str(f) == "string" else f)
                for n, f in zip(t.column_names, t.schema.types, strict=True)
            ]
        )
    ),
    "dictionaries": lambda t: t.set_column(14, "rationale", t["rationale"].dictionary_encode()),
    "views": lambda t: t.set_column(14, "rationale", t["rationale"].cast(pa.string_view())),
    "bytes": lambda t: t.set_column(14, "rationale", t["rationale"].cast(pa.binary())),
    "no zone": lambda t: t.set_column(16, "decided_at", t["decided_at"].cast(pa.timestamp("us"))),
    "nanoseconds": lambda t: t.set_column(16, "decided_at", t["decided_at"].cast(pa.timestamp("ns", "Asia/Tokyo"))),
    "milliseconds": lambda t: t.set_column(16, "decided_at", t["decided_at"].cast(pa.timestamp("ms", "UTC"))),
    "times as text": lambda t: t.set_column(16, "decided_at", t["decided_at"].cast(pa.string())),
    "reordered": lambda t: t.select(t.column_names[::-1]),
    "no metadata": lambda t: t.replace_schema_metadata(None),
    "more columns": lambda t: t.append_column("deep", pa.array([[{"a": [1]}]] * len(t))).append_column(
        "a.b", pa.array([1] * len(t))
    ),
    "few columns": lambda t: t.select(["claim", "decided_at", "verdict"]),
    "capitals": lambda t: t.rename_columns([f" {name.upper()}" for name in t.column_names]),
    "an empty note of numbers": lambda t: t.append_column("note", pa.nulls(len(t), pa.int32())),
    "not a number": lambda t: t.append_column("note", pa.array([float("nan")] * len(t))),
    "a note of nothing": lambda t: t.append_column("note", pa.nulls(len(t))),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_another_program_writes_again_is_no_change_and_a_verdict_in_it_is_one(
    tmp_path: Path, case: casefile.Case, name: str
) -> None:
    table = WRITTEN[name](pq.read_table(export(case, tmp_path / "claims.parquet")))
    again = tmp_path / "again.parquet"
    pq.write_table(table, again, row_group_size=3)
    found = bring(case, again)
    assert (found.unchanged, found.decisions, found.conflicts, found.told) == (4, [], [], [])
    place = next(at for at, column in enumerate(table.column_names) if column.strip().lower() == "verdict")
    column = pa.array([*table.column(place).to_pylist()[:3], "Disputed"])
    pq.write_table(table.set_column(place, table.column_names[place], column), again)
    found = bring(case, again)
    assert [(one.verdict, one.reviewer) for one in found.decisions] == [(Verdict.DISPUTED, "Ed")]
    assert found.conflicts == []


def test_what_both_sides_changed_is_a_conflict(tmp_path: Path, case: casefile.Case) -> None:
    path = export(case, tmp_path / "claims.parquet")
    first = next(iter(casefile.claims(case)))
    casefile.mark(case, first.claim, Verdict.UNVERIFIED, reviewer="Cy")
    rows = pq.read_table(path)
    column = pa.array(["corroborated", *rows["verdict"].to_pylist()[1:]])
    pq.write_table(rows.set_column(rows.column_names.index("verdict"), "verdict", column), path)
    (conflict,) = bring(case, path).conflicts
    assert (conflict.number, conflict.why) == (1, "the case was decided anew since the export")


def test_masked_names_are_no_change(tmp_path: Path, case: casefile.Case) -> None:
    first = next(iter(casefile.claims(case)))
    casefile.explain(case, first.claim, "Ada Quill rang", reviewer="Ann")
    (known, *_) = casefile.source_list(case, "Ada Quill")
    casefile.rename_source(
        case, known.key, reviewer="Ann", name="Ada Quill", type=SourceType.NAMED, role=None, affiliation=None,
        terms=Terms.BACKGROUND,
    )  # fmt: skip
    path = export(case, tmp_path / "claims.parquet")
    assert "█" in repr(pq.read_table(path)["rationale"].to_pylist())
    assert bring(case, path).unchanged == 4


# What can't be read


def ids(case: casefile.Case) -> list[str]:
    return [claim.claim for claim in casefile.claims(case)]


def bomb(path: Path, size: int, rows: int) -> Path:
    """One value, named by every row: a few bytes for each."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * size]))
    return saved(path, claim=column, rationale=column)


def cut(path: Path, by: int) -> Path:
    path.write_bytes(path.read_bytes()[:-by])
    return path


def twice(path: Path, one: str, other: str, uids: list[str]) -> Path:
    table = pa.Table.from_arrays([pa.array(uids), pa.array(uids), pa.array(uids)], names=["claim", one, other])
    pq.write_table(table, path)
    return path


def many_rows(path: Path, uids: list[str]) -> Path:
    """A file whose footer says that it has billions of rows."""
    saved(path, claim=uids, verdict=["disputed"] * len(uids))
    raw = path.read_bytes()
    at = raw.index(b"schema")
    found = re.search(rb"\x16\x08", raw[at:])  # field of type i64, four rows as a zigzag varint
    assert found
    at += found.start()
    raw = raw[:at] + b"\x16\x80\x80\x80\x80\x40" + raw[at + 2 :]
    size = int.from_bytes(raw[-8:-4], "little") + 4
    path.write_bytes(raw[:-8] + size.to_bytes(4, "little") + b"PAR1")
    assert pq.read_metadata(path).num_rows > 10**9
    return path


BROKEN: dict[str, tuple[Callable[[Path, list[str]], Path], str]] = {
    "cut off": (lambda p, u: cut(saved(p, claim=u, verdict=u), 20), "cut off or broken"),
    "noise": (
        lambda p, u: (p.write_bytes(b"PAR1" + random.Random(3).randbytes(5000) + b"PAR1"), p)[1],
        "cut off or broken",
    ),
    "encrypted": (lambda p, u: (p.write_bytes(b"PARE1234PARE"), p)[1], "is encrypted"),
    "only a magic": (lambda p, u: (p.write_bytes(b"PAR1"), p)[1], "cut off or broken"),
    "billions of rows": (many_rows, "rows"),
    "another column": (lambda p, u: saved(p, id=u, verdict=u), "no column 'claim'"),
    "no verdicts": (lambda p, u: saved(p, claim=u), "nothing can be read back"),
    "no columns": (lambda p, u: saved(p), "no column 'claim'"),
    "nested": (lambda p, u: saved(p, claim=u, verdict=[{"a": [{"b": ["disputed"]}]}] * len(u)), "not text"),
    "lists": (lambda p, u: saved(p, claim=u, rationale=[["x"]] * len(u)), "not text"),
    "durations": (lambda p, u: saved(p, claim=u, rationale=pa.array([1] * len(u), pa.time64("us"))), "not text"),
    "no text": (lambda p, u: saved(p, claim=u, rationale=[b"\xff\xfe"] * len(u)), "cut off or broken"),
    "two verdicts": (lambda p, u: twice(p, "verdict", "verdict", u), "two columns 'verdict'"),
    "two verdicts, one in capitals": (lambda p, u: twice(p, "verdict", "Verdict", u), "two columns 'verdict'"),
    "a long cell": (lambda p, u: saved(p, claim=u, rationale=["x" * 2_000_000] * len(u)), "2,000,000 characters"),
    "a bomb": (lambda p, u: bomb(p, 50_000_000, 10_000), "MiB of memory"),
    "another case's": (lambda p, u: saved(p, claim=["aaaabbbbcccc"], verdict=["disputed"]), "no claim of this case"),
    "no verdict": (lambda p, u: saved(p, claim=u, verdict=["true"] * len(u)), "row 1: 'true' is no verdict"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_meant_is_told_in_one_line_and_nothing_is_recorded(
    tmp_path: Path, case: casefile.Case, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, says = BROKEN[name]
    path = make(tmp_path / "a.parquet", ids(case))
    before = state(case)
    assert main(["import", str(case.path), str(path), "--reviewer", "Ed"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"secondsource: {path}")
    assert err.count("\n") == 1
    assert says in err
    assert state(case) == before


def test_files_that_were_changed_at_random_never_break_the_program(tmp_path: Path, case: casefile.Case) -> None:
    """What is read from one that passes for whole is judged like any other row."""
    raw = export(case, tmp_path / "a.parquet").read_bytes()
    chance = random.Random(7)
    path = tmp_path / "b.parquet"
    for _ in range(12):
        changed = bytearray(raw)
        for _ in range(chance.choice([1, 4, 40])):
            changed[chance.randrange(4, len(raw))] = chance.randrange(256)
        path.write_bytes(changed)
        try:
            returning.read_back(case, path, reviewer="Ed")
        except UnusableInput as fault:
            assert "\n" not in str(fault)


def test_without_pyarrow_one_line_says_what_to_install(
    tmp_path: Path, case: casefile.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(case, tmp_path / "a.parquet")
    for name in [name for name in sys.modules if name.split(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for do in (
        lambda: export(case, tmp_path / "b.parquet"),
        lambda: open_parquet(path, "claim", ()),
    ):
        with pytest.raises(UnusableInput, match=r"pip install 'secondsource\[parquet\]'"):
            do()
    assert not (tmp_path / "b.parquet").exists()


# What the page says


def test_the_page_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / "parquet.md").read_text(encoding="utf-8")
    install, each, bring_back = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    how_far, sources, otherwise, findings, change = re.findall(r"```sql\n(.*?);\n```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    for name, texts in {
        "velm": [STORY],
        "marl": [STORY, "a clerk said: the ferries burned."],
        "tessaly": ["Rain."],
    }.items():
        with case_of(tmp_path / f"{name}.db", *texts) as case:
            first, second, *_ = [*casefile.claims(case), *casefile.claims(case)]
            if name != "tessaly":
                verdict = Verdict.DISPUTED if name == "velm" else Verdict.CORROBORATED
                casefile.mark(case, second.claim, verdict, reviewer=f"Rev {name}")
                despite = casefile.Despite(("single-origin",), "everybody saw it")
                casefile.mark(case, first.claim, Verdict.CORROBORATED, reviewer="Ann", despite=despite)
    assert "pip install 'secondsource[parquet]'" in install
    assert main(install.splitlines()[1].split()[1:]) == 0
    assert each.startswith("for case in *.db; do secondsource export ")
    for name in ("velm", "marl", "tessaly"):
        assert main(["export", f"{name}.db", "-o", f"{name}.parquet"]) == 0
    with duckdb.connect(config={"file_search_path": str(tmp_path)}) as connection:

        def asked(query: str) -> list[Any]:
            return connection.execute(query).fetchall()

        assert asked(how_far) == [("marl", 5, 2, 0), ("tessaly", 1, 0, 0), ("velm", 4, 2, 1)]
        assert asked(sources) == [("a clerk", 2, 3, 0), ("Ada Quill", 2, 2, 0)]
        assert asked(otherwise) == [
            (
                second_of(tmp_path / "velm.db"),
                "The pier was closed.",
                ["marl: corroborated by Rev marl", "velm: disputed by Rev velm"],
            )
        ]
        assert asked(findings) == [("corroborated despite single-origin", 2)]
        with casefile.open_case(tmp_path / "velm.db") as case:
            (ferry, *_) = casefile.claims(case)
            casefile.undo(case, reviewer="Ann")
        assert main(["export", "velm.db", "-o", "velm.parquet"]) == 0
        asked(change)
    capsys.readouterr()
    for line, says in zip(bring_back.splitlines(), ("would be recorded", "1 verdict, 1 note recorded"), strict=True):
        assert main(line.split()[1:]) == 0
        assert says in capsys.readouterr().out
    with casefile.open_case(tmp_path / "velm.db") as case:
        now = next(casefile.claims(case))
        assert (now.claim, now.verdict, now.rationale) == (
            ferry.claim,
            "disputed",
            "the port's log has no such sailing",
        )


def second_of(path: Path) -> str:
    with casefile.open_case(path, reading=True) as case:
        return list(casefile.claims(case))[1].claim
