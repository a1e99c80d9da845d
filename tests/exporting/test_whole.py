"""A whole case as JSON Lines, and the same case again."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, case_of, extraction, numbered, numbers, state
from secondsource import casefile, examine
from secondsource.exporting import Release, whole
from secondsource.model import Article, Damaged, Original, Refused, SourceType, Stance, Terms, UnusableInput, Verdict


def exported(case: casefile.Case) -> bytes:
    file = io.StringIO(newline="")
    count = sum(whole.write(Release(case), file))
    assert count == file.getvalue().count("\n")
    return file.getvalue().encode()


def lived_in(path: Path, seed: int) -> casefile.Case:
    """A case in which two people did a bit of everything, at random."""
    chance = random.Random(seed)
    case = case_of(path, numbered(3), "The weir held.\nBo Tarn said: 14 boats sank.\nA clerk said: none did.")
    text = "One line.\nAda Quill said: a page says so."
    content = b"<p>One line.</p>\x00\xff<p>Ada Quill said: a page says so.</p>"
    page = Article(text, sha256(content), "page", author="B. Line", url="https://outlet.example/page")
    original = Original(content, "page.html", "HTML by hand", "text/html", ((0, "/p[1]"), (10, "/p[2]")))
    casefile.add_article(case, page, extraction(text), original, actor="Cleo")
    for _ in range(chance.randrange(12)):
        uid = chance.choice([claim.claim for claim in casefile.claims(case)])
        who = chance.choice(["Ann", "Bo", "Ćleo ‹1›"])
        match chance.randrange(7):
            case 0:
                casefile.mark(
                    case, uid, chance.choice(list(Verdict)), reviewer=who, rationale=chance.choice([None, "…"])
                )
            case 1:
                casefile.note(case, uid, 'a "note",\nof two lines', reviewer=who)
            case 2:
                casefile.attach(
                    case,
                    uid,
                    bytes(chance.randrange(256) for _ in range(20)),
                    reviewer=who,
                    stance=chance.choice(list(Stance)),
                    name="x.bin",
                    primary=chance.random() < 0.5,
                    text="ünverändert \u0007",
                )
            case 3:
                with contextlib.suppress(Refused):  # nothing to undo
                    casefile.undo(case, reviewer=who)
            case 4:
                casefile.explain(case, uid, "because", reviewer=who)
            case 5:
                number = casefile.number_of(case, uid)
                key = casefile.detail(case, number or 0).source_key
                if key:
                    casefile.rename_source(
                        case, key, reviewer=who, name="A. Q.", type=SourceType.NAMED, role=None, affiliation="Marl"
                    )
            case _:
                examine.examine(case, numbers(case)[: chance.randrange(4)])
    if chance.random() < 0.3:
        later = numbered(4)
        casefile.add_article(case, article(later, "article-1"), extraction(later))
    return case


def rows(case: casefile.Case) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table; how SQLite lays out the words it indexes is its own affair."""
    return {name: found for name, found in state(case).items() if not name.startswith("claim_fts_")}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_the_case_that_comes_back_is_the_same_in_every_row_of_every_table(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    with lived_in(folder / "case.db", seed) as case:
        lines = exported(case)
        assert whole.restore(folder / "again.db", io.BytesIO(lines)) == casefile.articles(case)
        with casefile.open_case(folder / "again.db") as again:
            assert rows(again) == rows(case)
            assert list(casefile.verify(again)) == []
            assert casefile.head(again) == casefile.head(case)
            assert exported(again) == lines
            words = casefile.Filter(words="weir")
            assert list(casefile.claims(again, words)) == list(casefile.claims(case, words)) != []


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    with lived_in(tmp_path / "case.db", 4) as case:
        return exported(case).splitlines(keepends=True)


def restored(tmp_path: Path, lines: list[bytes]) -> casefile.Case:
    whole.restore(tmp_path / "again.db", io.BytesIO(b"".join(lines)))
    return casefile.open_case(tmp_path / "again.db")


def test_a_claims_line_has_the_contracts_fields(tmp_path: Path, lines: list[bytes]) -> None:
    claims = [record for line in lines if (record := json.loads(line))["record"] == "claim"]
    with restored(tmp_path, lines) as case:
        listed = {claim.claim: claim for claim in casefile.claims(case)}
    told = {record["claim"]: record for record in claims if record["standing"]["listed"]}
    assert told.keys() == listed.keys()
    for uid, claim in listed.items():
        for name in claim.__slots__:
            value = getattr(claim, name)
            assert told[uid][name] == (list(value) if isinstance(value, tuple) else value)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda lines: lines[:-1], "the end is missing"),
        (lambda lines: lines[:-2] + lines[-1:], "tells of"),
        (lambda lines: [*lines[:3], lines[3][: len(lines[3]) // 2]], "line 4 is no JSON object"),
        (lambda lines: lines[1:], "not the beginning"),
        (lambda lines: [*lines, lines[-2]], "after the end"),
        (lambda lines: [lines[0].replace(b'"version":', b'"version":9'), *lines[1:]], "of version 9"),
        (lambda lines: [lines[0], b"[]\n", *lines[1:]], "line 2 is no JSON object"),
        (lambda lines: [lines[0], b'{"record":"table"}\n', *lines[1:]], "no such record"),
        (lambda lines: [lines[0], b'{"record":"article","id":1}\n', *lines[1:]], "other fields"),
        (lambda lines: [lines[0], lines[1], *lines[1:]], "is no"),
        (lambda lines: [lines[0], b"[" * 100_000 + b"\n"], "line 2 is no JSON object"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_and_leaves_nothing(
    change: object, complaint: str, tmp_path: Path, lines: list[bytes]
) -> None:
    with pytest.raises(UnusableInput, match=complaint):
        restored(tmp_path, change(lines))  # type: ignore[operator]
    assert not list(tmp_path.glob("*again*"))


def _record(line: bytes) -> str:
    return str(json.loads(line)["record"])


@pytest.mark.parametrize("kind", ["event", "article", "claim", "copy"])
def test_what_was_changed_on_the_way_is_found(kind: str, tmp_path: Path, lines: list[bytes]) -> None:
    at = next(number for number, line in enumerate(lines) if _record(line) == kind)
    record = json.loads(lines[at])
    if kind == "claim":
        record["row"]["text"] = record["row"]["text"].replace("ferry", "barge")
    elif kind == "copy":
        record["text"] = "else"
        record.pop("base64", None)
    else:
        name = {"event": "actor", "article": "text"}[kind]
        record[name] = record[name] + " "
    changed = [*lines[:at], json.dumps(record, ensure_ascii=False).encode() + b"\n", *lines[at + 1 :]]
    assert changed != lines
    with pytest.raises(Damaged):
        restored(tmp_path, changed)
    assert not list(tmp_path.glob("*again*"))


def test_a_row_taken_out_is_found(tmp_path: Path, lines: list[bytes]) -> None:
    for kind in ("event", "claim", "copy", "source"):
        at = next(number for number, line in enumerate(lines) if _record(line) == kind)
        end = json.loads(lines[-1])
        end["records"] -= 1
        with pytest.raises(UnusableInput):
            restored(tmp_path, [*lines[:at], *lines[at + 1 : -1], json.dumps(end).encode() + b"\n"])
        assert not list(tmp_path.glob("*again*"))


def test_an_empty_case_is_replaced_and_any_other_left_alone(tmp_path: Path, lines: list[bytes]) -> None:
    casefile.create_case(tmp_path / "again.db").close()
    with restored(tmp_path, lines) as case:
        before = state(case)
    with pytest.raises(UnusableInput, match="there already"):
        restored(tmp_path, lines)
    with casefile.open_case(tmp_path / "again.db") as case:
        assert state(case) == before


def test_some_of_a_case_and_one_with_protected_sources_are_refused(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(2)) as case:
        with pytest.raises(UnusableInput, match="whole case"):
            next(whole.write(Release(case, casefile.Filter(words="ferry")), io.StringIO()))
        key = casefile.detail(case, numbers(case)[0]).source_key or ""
        casefile.rename_source(
            case,
            key,
            reviewer="Ann",
            name="Ada Quill",
            type=SourceType.NAMED,
            role=None,
            affiliation=None,
            terms=Terms.OFF_RECORD,
        )
        with pytest.raises(UnusableInput, match="--include: Ada Quill"):
            next(whole.write(Release(case), io.StringIO()))
        file = io.StringIO()
        sum(whole.write(Release(case, include=["ada quill"]), file))
        whole.restore(tmp_path / "again.db", io.BytesIO(file.getvalue().encode()))
        with casefile.open_case(tmp_path / "again.db") as again:
            assert rows(again) == rows(case)
