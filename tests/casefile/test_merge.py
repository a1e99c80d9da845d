"""Merging: in any order, repeated, over whatever histories, the same state; and nothing is settled silently."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import sqlite3
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import MAYOR, article, case_of, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.model import Damaged, Refused, SourceType, Span, Stance, Terms, UnusableInput, Verdict

TEXTS = [
    "Ada Quill said: rain is due.\nAn official said: wind is due.\nThe bells rang.",
    "Ada Quill said: rain is due.\nAn official said: wind was due.\nThe bells rang.",  # a changed version
    "A guard said: the pier is shut.\nAda Quill said: the pier is open.",
]
NAMES = ["weather", "weather", "pier"]


def second_opinion(text: str) -> object:
    """Another engine's extraction: the first content a word shorter, the last statement missed."""
    found = extraction(text)
    first, *rest = found.attributions
    (span,) = first.content
    shorter = dataclasses.replace(first, content=(Span(span.start, span.end - 4),), reason="another rule")
    return dataclasses.replace(found, attributions=(shorter, *rest), narrator=(), engine="other")


def add(case: casefile.Case, which: int, engine: int) -> None:
    text = TEXTS[which]
    found = extraction(text) if engine == 0 else second_opinion(text)
    casefile.add_article(case, article(text, NAMES[which], outlet=f"outlet {engine}"), found)  # type: ignore[arg-type]


def state(case: casefile.Case) -> dict[str, object]:
    """All that a case amounts to, by names that are the same in every file."""

    def rows(sql: str) -> list[tuple[object, ...]]:
        return sorted(case.connection.execute(sql).fetchall(), key=repr)

    return {
        "articles": rows(
            "select article.sha256, article.name, article.outlet, article.added_at, article.event, newer.sha256, "
            "digest, chosen from article left join article as newer on newer.id = article.newer "
            "join extraction on extraction.article = article.id"
        ),
        "claims": rows(
            "select claim.uid, extraction.digest, listed, at.uid, atx.digest, orphan, source.key, verdict, rationale, "
            "reviewer, decided_at, signed_by, conflict, evidence, claim.channel from claim "
            "join extraction on extraction.id = claim.extraction join standing on standing.claim = claim.id "
            "left join claim as at on at.id = counts_at left join extraction as atx on atx.id = at.extraction "
            "left join source on source.id = standing.source"
        ),
        "sources": rows(
            "select source.key, source.name, source.type, source.role, source.affiliation, source.terms, "
            "source.edited, into_.key from source left join source as into_ on into_.id = source.joined"
        ),
        "tally": rows("select verdict, claims from tally"),
        "events": rows("select uid, hash from event where kind <> 'merge'"),
        "copies": rows("select sha256, bytes from copy"),
    }


WHO = ["Ann", "Bo", "Cleo"]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            [
                "mark",
                "mark",
                "mark",
                "explain",
                "undo",
                "redo",
                "add",
                "add",
                "add",
                "add",
                "merge",
                "edit",
                "remove",
                "join",
                "rename",
                "mark all",
                "explain all",
                "channel",
                "evidence",
                "sign",
            ]
        ),
        st.integers(0, 11),
    ),
    max_size=14,
)


def step(cases: list[casefile.Case], who: int, what: str, n: int) -> None:
    case, name = cases[who], WHO[who]
    uids = [claim.claim for claim in casefile.claims(case)]
    keys = [key for (key,) in case.connection.execute("select key from source order by key")]
    if what == "merge":
        casefile.merge(case, cases[n % 3].path, reviewer=name)
    elif what == "add":
        add(case, n % 3, n // 3 % 2)
    elif what in {"undo", "redo"}:
        getattr(casefile, what)(case, reviewer=name)
    elif not uids:
        return
    elif what == "mark":
        casefile.mark(
            case, uids[n % len(uids)], list(Verdict)[n % 3], reviewer=name, rationale=[None, f"why {n}"][n % 2]
        )
    elif what == "explain":
        casefile.explain(case, uids[n % len(uids)], f"because {n}", reviewer=name)
    elif what == "mark all":
        casefile.mark_all(case, numbers(case)[n % 3 :: n % 2 + 1], list(Verdict)[n % 3], reviewer=name)
    elif what == "explain all":
        casefile.explain_all(case, numbers(case)[n % 3 :], f"for all, {n}", reviewer=name)
    elif what == "sign":
        casefile.sign_off(case, uids[n % len(uids)], reviewer=name)
    elif what == "evidence":
        casefile.attach(case, uids[n % len(uids)], bytes([n]), reviewer=name, stance=Stance.CONTEXT, name=f"piece {n}")
    elif what == "rename":
        casefile.rename_source(
            case,
            keys[n % len(keys)],
            reviewer=name,
            name=f"name {n}",
            type=SourceType.NAMED,
            role=None,
            affiliation=None,
            terms=[None, *Terms][n % 4],
        )
    elif what == "join":
        casefile.join_sources(case, [keys[0], keys[n % len(keys)]], keys[n % len(keys)], reviewer=name)
    else:
        uid = uids[n % len(uids)]
        (sha256,) = case.connection.execute(
            "select sha256 from article where id = (select article from claim where uid = ?)", (uid,)
        ).fetchone()
        into: list[Described] = []
        old = casefile.describe(case, uid)
        if what == "channel":
            into = [dataclasses.replace(old, channel=f"channel {n}", speaker=MAYOR if n % 2 else old.speaker)]
        if what == "edit":
            (span,) = old.content[:1]
            into = [dataclasses.replace(old, content=(Span(span.start, max(span.end - 1 - n % 2, span.start + 1)),))]
        casefile.revise(case, what, sha256, [uid], into, reviewer=name)


def united(paths: list[Path], order: tuple[int, ...], folder: Path) -> tuple[dict[str, object], Path]:
    first, *others = order
    path = folder / f"united-{''.join(map(str, order))}.db"
    shutil.copy(paths[first], path)
    with casefile.open_case(path) as case:
        case.connection.execute("pragma synchronous = off")
        for other in [*others, *others]:
            casefile.merge(case, paths[other], reviewer="Dee", unrelated=True)
        assert list(map(str, casefile.verify(case))) == []
        return state(case), path


@settings(max_examples=40, deadline=None)
@given(STEPS, st.booleans())
def test_any_order_and_any_repetition_gives_the_same_state(steps: list[tuple[int, str, int]], copied: bool) -> None:
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        paths = [folder / f"{who}.db" for who in WHO]
        for number, path in enumerate(paths):
            if copied and number:
                shutil.copy(paths[0], path)  # as people do: the same file, copied, worked on in two places
            else:
                with casefile.create_case(path) as case:
                    case.connection.execute("pragma synchronous = off")
                    add(case, number % 2, number // 2)
        cases = [stack.enter_context(casefile.open_case(path)) for path in paths]
        for case in cases:
            case.connection.execute("pragma synchronous = off")
        for who, what, n in steps:
            try:
                step(cases, who, what, n)
            except (Refused, UnusableInput) as refusal:
                assert not isinstance(refusal, Damaged), refusal
        stack.close()
        results = [united(paths, order, folder) for order in list(permutations(range(3)))[::2]]
        for result, _ in results[1:]:
            assert result == results[0][0]
        # Merged with each other, the united files have one log and one head.
        with casefile.open_case(results[0][1]) as one, casefile.open_case(results[1][1]) as other:
            casefile.merge(one, results[1][1], reviewer="Dee")
            casefile.merge(other, results[0][1], reviewer="Dee")
            assert casefile.head(one) == casefile.head(other)
            assert state(one) == results[0][0]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The same articles in two files that know nothing of each other."""
    paths = tmp_path / "ann.db", tmp_path / "bo.db"
    for path in paths:
        case_of(path, *TEXTS[::2]).close()
    return paths


def mark(path: Path, number: int, verdict: Verdict, who: str, why: str | None = None) -> str:
    with casefile.open_case(path) as case:
        uid = list(casefile.claims(case))[number].claim
        casefile.mark(case, uid, verdict, reviewer=who, rationale=why)
        return uid


def merged(path: Path, *others: Path, **more: bool) -> casefile.Merged:
    with casefile.open_case(path) as case:
        for other in others:
            told = casefile.merge(case, other, reviewer="Dee", **more)
        assert [str(fault) for fault in casefile.verify(case)] == []
        return told


def first(path: Path) -> casefile.Claim:
    with casefile.open_case(path) as case:
        return next(casefile.claims(case))


def test_a_contradiction_stays_until_somebody_who_has_seen_both_settles_it(pair: tuple[Path, Path]) -> None:
    ann, bo = pair
    uid = mark(ann, 0, Verdict.CORROBORATED, "Ann", "the harbour log")
    mark(bo, 0, Verdict.DISPUTED, "Bo", "the gate's camera")
    told = merged(ann, bo)
    assert [(one.uid, one.what) for one in told.conflicts] == [(uid, "corroborated by Ann, disputed by Bo")]
    claim = first(ann)
    assert claim.verdict is None
    assert claim.findings == ("conflicting verdicts: corroborated by Ann, disputed by Bo",)
    assert claim.rationale == "Ann: the harbour log\n\nBo: the gate's camera"
    with casefile.open_case(ann) as case:
        assert casefile.progress(case).conflict == 1
        assert casefile.progress(case).open == casefile.progress(case).total
        with pytest.raises(Refused, match="contradict each other"):
            casefile.sign_off(case, uid, reviewer="Cleo")
        casefile.mark(case, uid, Verdict.UNVERIFIED, reviewer="Cleo", rationale="neither shows the hour")
    claim = first(ann)
    assert (claim.verdict, claim.reviewer, claim.rationale) == ("unverified", "Cleo", "neither shows the hour")
    assert merged(bo, ann).conflicts == ()
    assert first(bo) == claim
    with casefile.open_case(bo) as case:
        casefile.undo(case, reviewer="Cleo")
        assert casefile.progress(case).conflict == 1, "the settlement taken back, the contradiction is back"


def test_two_who_agree_unseen_sign_each_other_off(pair: tuple[Path, Path]) -> None:
    ann, bo = pair
    mark(ann, 0, Verdict.DISPUTED, "Ann")
    mark(bo, 0, Verdict.DISPUTED, "Bo")
    assert merged(ann, bo).conflicts == ()
    with casefile.open_case(ann) as case:
        detail = casefile.detail(case, casefile.View(case).number_at(0))
    assert {detail.claim.reviewer, detail.signed_by} == {"Ann", "Bo"}


def test_extractions_of_two_engines_line_up_and_the_rest_is_listed(tmp_path: Path) -> None:
    ann, bo = tmp_path / "ann.db", tmp_path / "bo.db"
    extra = Span(57, 62)  # "bells": what only the other engine takes for a claim
    text = TEXTS[0]
    with casefile.create_case(ann) as case:
        add(case, 0, 0)
    found = second_opinion(text)
    from helpers import statement

    with casefile.create_case(bo) as case:
        found = dataclasses.replace(found, narrator=(statement(extra),))  # type: ignore[type-var]
        casefile.add_article(case, article(text, "weather"), found)  # type: ignore[arg-type]
    shorter = mark(bo, 0, Verdict.DISPUTED, "Bo", "heard it otherwise")
    told = merged(ann, bo)
    assert told.lined_up == 2
    assert [one.text for one in told.rest] == [text[slice(*extra)]]
    assert told.rest[0].what == "not listed"
    claim = first(ann)
    assert claim.claim != shorter
    assert (claim.verdict, claim.reviewer, claim.rationale) == ("disputed", "Bo", "heard it otherwise")
    with casefile.open_case(ann) as case:
        assert shorter in {event.subject for event in casefile.history(case, claim.claim)}
        assert casefile.progress(case).total == 3

    # A decision on what nothing here lines up with is not lost: the claim is listed.
    mark(bo, 2, Verdict.UNVERIFIED, "Bo")
    told = merged(ann, bo)
    with casefile.open_case(ann) as case:
        assert [claim.text for claim in casefile.claims(case) if claim.verdict == "unverified"] == [text[slice(*extra)]]


def test_decisions_on_what_two_other_engines_found_count_at_the_claim_that_is_listed(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("ann.db", "bo.db", "cleo.db")]
    found = second_opinion(TEXTS[0])
    engines = [extraction(TEXTS[0]), found, dataclasses.replace(found, engine="third")]  # type: ignore[type-var]
    for path, one in zip(paths, engines, strict=True):
        with casefile.create_case(path) as case:
            casefile.add_article(case, article(TEXTS[0], "weather"), one)  # type: ignore[arg-type]
    shorter = mark(paths[2], 0, Verdict.DISPUTED, "Cleo")
    merged(paths[0], paths[1], paths[2])
    claim = first(paths[0])
    assert claim.claim != shorter
    assert (claim.verdict, claim.reviewer) == ("disputed", "Cleo")
    with casefile.open_case(paths[0]) as case:
        casefile.undo(case, reviewer="Cleo")
        assert casefile.progress(case).decided == 0
        assert list(casefile.verify(case)) == []


def test_what_cannot_be_merged_is_told_in_one_line_and_nothing_changes(pair: tuple[Path, Path], tmp_path: Path) -> None:
    ann, bo = pair
    mark(ann, 0, Verdict.DISPUTED, "Ann")
    (tmp_path / "notes.txt").write_text("no case\n" * 100)
    (tmp_path / "cut.db").write_bytes(bo.read_bytes()[:20_000])
    other = tmp_path / "stranger.db"
    case_of(other, "A stranger said: nothing in common.").close()
    newer, older, forged = (shutil.copy(bo, tmp_path / name) for name in ("newer.db", "older.db", "forged.db"))
    foreign = tmp_path / "foreign.db"
    for path, sql in (
        (newer, "pragma user_version = 99"),
        (older, "pragma user_version = 2"),
        (foreign, "create table t (x)"),
        (forged, "drop trigger claim_changed"),
        (forged, "update claim set text = 'something else'"),
    ):
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.commit()
        connection.close()
    before = hashlib.sha256(ann.read_bytes()).hexdigest()
    with casefile.open_case(ann) as case:
        kept = state(case)
        for path, kind, message in (
            (tmp_path / "missing.db", UnusableInput, "there is no case"),
            (tmp_path / "notes.txt", UnusableInput, "is not a case"),
            (tmp_path / "cut.db", UnusableInput, "damaged"),
            (newer, UnusableInput, "newer secondsource"),
            (older, UnusableInput, "older secondsource"),
            (foreign, UnusableInput, "another program's database"),
            (forged, Damaged, "is not merged, for it does not hold"),
            (other, Refused, "shares no article"),
            (ann, UnusableInput, "is the case itself"),
        ):
            with pytest.raises(kind, match=message) as caught:
                casefile.merge(case, Path(path), reviewer="Dee")
            assert "\n" not in str(caught.value)
            assert state(case) == kept
    assert hashlib.sha256(ann.read_bytes()).hexdigest() == before
    assert merged(ann, other, unrelated=True).articles == 1


def test_an_event_that_differs_under_one_id_stops_the_merge(pair: tuple[Path, Path], tmp_path: Path) -> None:
    ann, _ = pair
    mark(ann, 0, Verdict.DISPUTED, "Ann")
    bo = tmp_path / "copy.db"
    shutil.copy(ann, bo)
    # A forger who rewrites the last decision and seals it well.
    from secondsource.casefile.log.events import COLUMNS
    from secondsource.casefile.log.seal import seal

    with sqlite3.connect(bo) as connection:
        (guard,) = connection.execute("select sql from sqlite_master where name = 'event_changed'").fetchone()
        connection.execute("drop trigger event_changed")
        row = list(connection.execute(f"select {COLUMNS} from event order by uid desc limit 1").fetchone())
        row[4] = row[4].replace("disputed", "corroborated")
        connection.execute("update event set payload = ?, hash = ? where uid = ?", (row[4], seal(*row[:8]), row[0]))
        connection.execute("update standing set verdict = 'corroborated' where verdict = 'disputed'")
        connection.execute(guard)
    connection.close()
    with casefile.open_case(ann) as case:
        kept = state(case)
        with pytest.raises(Damaged, match="is not the same in both files"):
            casefile.merge(case, bo, reviewer="Dee")
        assert state(case) == kept
