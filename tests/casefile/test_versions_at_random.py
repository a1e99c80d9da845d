"""Articles changed at random, decided on and revised between: what must hold of every verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, decided, extraction
from secondsource import casefile
from secondsource.model import Span, Verdict


def add(case: casefile.Case, text: str) -> None:
    casefile.add_article(case, article(text, "ferry", url="https://marl.example/1"), extraction(text))


LINES = [
    "Ada Quill said: rain is due.",
    "Ada Quill said: rain is due on Mars.",
    "Ada Quill said: no comment.",
    "An official said: 12 people were hurt.",
    "An official said: 112 people were hurt.",
    "The bells rang.",
    "The bells rang. And rang.",
    "On rain.",
]
TEXT = st.lists(st.sampled_from(LINES), min_size=3, max_size=9)
EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "change", "swap"]), st.integers(0, 20), st.sampled_from(LINES)),
    min_size=1,
    max_size=4,
)


def _edited(lines: list[str], edits: list[tuple[str, int, str]]) -> list[str]:
    lines = list(lines)
    for what, at, line in edits:
        at %= max(len(lines), 1)
        if what == "insert":
            lines.insert(at, line)
        elif what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "change" and lines:
            lines[at] = line
        elif lines:
            lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return lines


@settings(max_examples=40, deadline=None)
@given(TEXT, st.lists(EDITS, min_size=1, max_size=3), st.data())
def test_no_verdict_is_lost_or_moved_to_other_words(
    first: list[str], versions: list[list[tuple[str, int, str]]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, casefile.create_case(Path(folder) / "case.db") as case:
        lines = first
        add(case, "\n".join(lines))
        for edits in versions:
            _mark_some(case, data)
            lines = _edited(lines, edits)
            add(case, "\n".join(lines))
            _check(case)
        _mark_some(case, data)
        _check(case)
        assert list(casefile.verify(case)) == []
        stood = [(claim.claim, claim.verdict) for claim in casefile.claims(case)]
        count = len(decided(case))
        for _ in range(count):
            casefile.undo(case, reviewer="Ann")
        assert casefile.progress(case).decided == 0
        for _ in range(count):
            casefile.redo(case, reviewer="Ann")
        assert [(claim.claim, claim.verdict) for claim in casefile.claims(case)] == stood


def _mark_some(case: casefile.Case, data: st.DataObject) -> None:
    for claim in list(casefile.claims(case)):
        if data.draw(st.booleans()):
            casefile.mark(case, claim.claim, data.draw(st.sampled_from(Verdict)), reviewer="Ann")


def _check(case: casefile.Case) -> None:
    words = {
        uid: (source, text) for uid, source, text in case.connection.execute("select uid, source_text, text from claim")
    }
    given_ = [event for event in decided(case) if event.kind == "verdict"]
    passed = {uid for event in given_ for uid in event.values["over"]}
    in_force = [event for event in given_ if event.uid not in passed]
    seen = []
    for claim in casefile.claims(case):
        mine = [event for event in casefile.history(case, claim.claim) if event in in_force]
        assert all(words[event.subject] == words[claim.claim] for event in mine), "a verdict on other words"
        assert len(mine) <= 1
        assert claim.verdict == (mine[0].values["verdict"] if mine else None)
        assert not claim.findings or any(event.subject == claim.claim for event in given_) or mine
        seen += mine
    assert {event.uid for event in seen} == {event.uid for event in in_force}, "a verdict in force that is not listed"
    assert len(seen) == len(in_force)
    progress = casefile.progress(case)
    assert progress.decided == len(seen)
    assert progress.total == casefile.View(case).count == len(list(casefile.claims(case)))


@settings(max_examples=25, deadline=None)
@given(TEXT, st.lists(EDITS, min_size=1, max_size=3), st.data())
def test_revisions_between_versions_cost_no_verdict(
    first: list[str], versions: list[list[tuple[str, int, str]]], data: st.DataObject
) -> None:
    """Each verdict in force is listed, or in the history of the claim that a reviewer put in its place."""
    with TemporaryDirectory() as folder, casefile.create_case(Path(folder) / "case.db") as case:
        lines = first
        add(case, "\n".join(lines))
        for edits in versions:
            _mark_some(case, data)
            _revise_one(case, data)
            if data.draw(st.booleans()):
                casefile.undo(case, reviewer="Ann")
            lines = _edited(lines, edits)
            add(case, "\n".join(lines))
            assert list(casefile.verify(case)) == []
            out = {uid for event in casefile.history(case) if event.kind == "revision" for uid in event.values["out"]}
            events = decided(case)
            taken = {event.meant for event in events if event.kind == "undo"}
            given_ = [event for event in events if event.kind == "verdict" and event.uid not in taken]
            passed = {uid for event in given_ for uid in event.values["over"]}
            listed_now = list(casefile.claims(case))
            reached = {event.uid for claim in listed_now for event in casefile.history(case, claim.claim)}
            for event in given_:
                if event.uid not in passed and event.uid not in reached:
                    assert out & _same(case, event.subject), "a verdict that only a revision may have taken along"


def _same(case: casefile.Case, uid: str) -> set[str]:
    """The claim with this uid, and that at which decisions on it count."""
    rows = case.connection.execute(
        "select uid from claim where id in (select coalesce(counts_at, claim) from standing join claim as its "
        "on its.id = standing.claim where its.uid = ?)",
        (uid,),
    )
    return {uid} | {other for (other,) in rows}


def _revise_one(case: casefile.Case, data: st.DataObject) -> None:
    rows = casefile.View(case).rows(0, 99)
    if not rows:  # all were removed before
        return
    row = data.draw(st.sampled_from(rows))
    (sha256,) = case.connection.execute("select sha256 from article where id = ?", (row.article,)).fetchone()
    known = casefile.describe(case, row.uid)
    start, end = known.content[0].start, known.content[-1].end
    into = data.draw(st.sampled_from([[], [replace(known, content=(Span(start, end - 1),))]]))
    casefile.revise(case, "edit", sha256, [row.uid], into, reviewer="Ann")
