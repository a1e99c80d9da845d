"""What reviewers do with claims themselves: edit, split, join, add, remove; undone, redone, refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from helpers import case_of, state
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.model import Kind, Refused, Source, SourceType, Span, UnusableInput, Verdict

TEXT = "Ada Quill said: rain is due.\nThe bells rang.\nAn official said: nobody was hurt."


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", TEXT, "The museum is shut.") as case:
        yield case


def texts(case: casefile.Case) -> list[str]:
    return [claim.text for claim in casefile.claims(case)]


def uid_of(case: casefile.Case, text: str) -> str:
    (uid,) = [claim.claim for claim in casefile.claims(case) if claim.text == text]
    return uid


def sha256_of(case: casefile.Case, number: int = 1) -> str:
    (sha256,) = case.connection.execute("select sha256 from article where id = ?", (number,)).fetchone()
    return str(sha256)


def reopened(case: casefile.Case) -> casefile.Case:
    case.close()
    return casefile.open_case(case.path)


def revise(case: casefile.Case, act: str, out: list[str], into: list[Described], who: str = "Ann") -> casefile.Event:
    return casefile.revise(case, act, sha256_of(case), [uid_of(case, text) for text in out], into, reviewer=who)


def at(words: str) -> Described:
    start = TEXT.index(words)
    return Described((Span(start, start + len(words)),))


REVISIONS = {
    "edit": (["rain is due."], [at("rain is")], ["rain is", "The bells rang.", "nobody was hurt."]),
    "split": (
        ["The bells rang."],
        [at("The bells"), at("rang.")],
        ["rain is due.", "The bells", "rang.", "nobody was hurt."],
    ),
    "join": (
        ["The bells rang.", "nobody was hurt."],
        [at("The bells rang.\nAn official said: nobody was hurt.")],
        ["rain is due.", "The bells rang.\nAn official said: nobody was hurt."],
    ),
    "add": ([], [at("official")], ["rain is due.", "The bells rang.", "official", "nobody was hurt."]),
    "remove": (["The bells rang."], [], ["rain is due.", "nobody was hurt."]),
}


@pytest.mark.parametrize("act", REVISIONS)
def test_a_revision_is_undone_and_redone_across_reopening(act: str, case: casefile.Case) -> None:
    out, into, after = REVISIONS[act]
    rest = ["The museum is shut."]
    before = texts(case)
    uids = [claim.claim for claim in casefile.claims(case)]
    for text, verdict in zip(before, Verdict, strict=False):
        casefile.mark(case, uid_of(case, text), verdict, reviewer="Bo")
    listed = [(claim.claim, claim.verdict) for claim in casefile.claims(case)]
    event = revise(case, act, out, into)
    assert (event.kind, event.subject, event.values["act"]) == ("revision", sha256_of(case), act)
    assert texts(case) == [*after, *rest]
    case = reopened(case)
    for _ in range(2):
        assert casefile.undo(case, reviewer="Ann").meant == event
        assert [(claim.claim, claim.verdict) for claim in casefile.claims(case)] == listed
        case = reopened(case)
        assert casefile.redo(case, reviewer="Ann").meant == event
        assert texts(case) == [*after, *rest]
        case = reopened(case)
    kept = set(uids) & {claim.claim for claim in casefile.claims(case)}
    assert {(claim.claim, claim.verdict) for claim in casefile.claims(case) if claim.claim in kept} == {
        pair for pair in listed if pair[0] in kept
    }
    assert casefile.progress(case).total == len(after) + 1 == casefile.View(case).count
    case.close()


def test_what_was_decided_on_a_replaced_claim_stays_in_its_successors_history(case: casefile.Case) -> None:
    old = uid_of(case, "rain is due.")
    casefile.mark(case, old, Verdict.DISPUTED, reviewer="Bo", rationale="no cloud")
    first = revise(case, "edit", ["rain is due."], [at("rain is")])
    second = revise(case, "edit", ["rain is"], [at("rain")], "Bo")
    new = uid_of(case, "rain")
    assert [event.kind for event in casefile.history(case, new)] == ["verdict", "revision", "revision"]
    assert [claim.verdict for claim in casefile.claims(case) if claim.claim == new] == [None]
    with pytest.raises(UnusableInput, match="was replaced"):
        casefile.mark(case, old, Verdict.CORROBORATED, reviewer="Ann")
    casefile.undo(case, reviewer="Bo")
    assert [event.meant for event in casefile.history(case, new)][-1] == second.uid
    casefile.undo(case, reviewer="Ann")
    assert {claim.claim: claim.verdict for claim in casefile.claims(case)}[old] == "disputed"
    assert first.values["out"] == [old]


def test_a_verdict_on_a_claim_whose_making_is_undone_stays_in_the_list(case: casefile.Case) -> None:
    revise(case, "edit", ["rain is due."], [at("rain is")])
    casefile.mark(case, uid_of(case, "rain is"), Verdict.DISPUTED, reviewer="Bo")
    casefile.undo(case, reviewer="Ann")
    found = {claim.text: claim.verdict for claim in casefile.claims(case)}
    assert (found["rain is"], found["rain is due."]) == ("disputed", None)


def test_a_changed_copy_keeps_all_that_was_known(case: casefile.Case) -> None:
    uid = uid_of(case, "rain is due.")
    known = casefile.describe(case, uid)
    assert (known.channel, known.confidence, known.reason) == (
        "statement to the Marl Gazette",
        0.9,
        "said with a colon",
    )
    revise(case, "edit", ["rain is due."], [replace(known, content=at("rain is").content)])
    new = casefile.describe(case, uid_of(case, "rain is"))
    assert replace(new, content=known.content) == known
    assert [claim.source for claim in casefile.claims(case, casefile.Filter(source="quill"))] == ["Ada Quill"]


REFUSED = {
    "outside the text": (Described((Span(0, 10_000),)), "inside its article's text"),
    "before the text": (Described((Span(-1, 4),)), "inside its article's text"),
    "no words": (Described((Span(4, 4),)), "inside its article's text"),
    "no content": (Described(()), "inside its article's text"),
    "a source outside": (Described((Span(0, 4),), source=(Span(0, 10_000),)), "inside its article's text"),
    "parts in disorder": (Described((Span(8, 12), Span(0, 4))), "in the order of the text"),
    "parts in each other": (Described((Span(0, 8), Span(4, 12))), "in the order of the text"),
    "a part twice": (Described((Span(0, 8),), cue=(Span(0, 4), Span(0, 4))), "in the order of the text"),
    "half a character": (Described((Span(0, 4),), channel="\ud800"), "lone surrogate"),
    "a speaker of half a character": (
        Described((Span(0, 4),), speaker=Source("\udfff", SourceType.NAMED)), "lone surrogate"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_claim_that_cannot_be_is_refused_and_nothing_changes(what: str, case: casefile.Case) -> None:
    wrong, message = REFUSED[what]
    before = state(case)
    with pytest.raises(UnusableInput, match=message) as caught:
        revise(case, "edit", ["rain is due."], [at("rain"), wrong])
    assert "\n" not in str(caught.value)
    assert state(case) == before


def test_other_refusals_change_nothing_either(case: casefile.Case) -> None:
    before = state(case)
    rain, museum, sha256 = uid_of(case, "rain is due."), uid_of(case, "The museum is shut."), sha256_of(case)
    for out, into, message in (
        ([rain, museum], [at("rain")], "belongs to another article"),
        (["unknown"], [at("rain")], "there is no claim unknown"),
    ):
        with pytest.raises(UnusableInput, match=message):
            casefile.revise(case, "join", sha256, out, into, reviewer="Ann")
    with pytest.raises(UnusableInput, match="no such article"):
        casefile.revise(case, "add", "0" * 64, [], [at("rain")], reviewer="Ann")
    with pytest.raises(UnusableInput, match="reviewer's name"):
        casefile.revise(case, "add", sha256, [], [at("rain")], reviewer="")
    for out, into in (([], []), ([rain], [casefile.describe(case, rain)])):
        with pytest.raises(Refused, match="nothing would change"):
            casefile.revise(case, "edit", sha256, out, into, reviewer="Ann")
    assert state(case) == before


def described(case: casefile.Case) -> list[tuple[object, ...]]:
    return [(claim.claim, claim.text, claim.source, claim.channel, claim.kind) for claim in casefile.claims(case)]


def test_what_is_said_of_the_same_words_can_be_changed_and_decisions_stay(case: casefile.Case) -> None:
    first, bells, hurt, museum = described(case)
    uid = str(first[0])
    casefile.mark(case, uid, Verdict.DISPUTED, reviewer="Bo", rationale="no cloud")
    old = casefile.describe(case, uid)
    edits = [
        replace(old, channel="a call"),
        replace(old, channel="a call", speaker=Source("Ira Vance", SourceType.NAMED)),
        replace(old, kind=Kind.DIRECT),
    ]
    after = [
        (uid, "rain is due.", "Ada Quill", "a call", "indirect"),
        (uid, "rain is due.", "Ira Vance", "a call", "indirect"),
        (uid, "rain is due.", "Ada Quill", "statement to the Marl Gazette", "direct"),
    ]
    for edit, expected in zip(edits, after, strict=True):
        event = revise(case, "edit", ["rain is due."], [edit])
        assert event.values["anew"] == event.values["in"] == event.values["out"] == [uid]
        case = reopened(case)
        assert described(case) == [expected, bells, hurt, museum]
        assert next(casefile.claims(case)).verdict == "disputed"
        assert casefile.progress(case).total == casefile.View(case).count == 4
        assert list(map(str, casefile.verify(case))) == []
        with pytest.raises(Refused, match="nothing would change"):
            revise(case, "edit", ["rain is due."], [casefile.describe(case, uid)])
    assert [claim.claim for claim in casefile.claims(case, casefile.Filter(source="vance"))] == []
    for expected in (*after[1::-1], first):
        casefile.undo(case, reviewer="Ann")
        assert described(case)[0] == expected
    for expected in after:
        casefile.redo(case, reviewer="Ann")
        assert described(case)[0] == expected
    casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Ann")
    assert casefile.undo(case, reviewer="Bo").subject == uid
    assert next(casefile.claims(case)).verdict == "corroborated"
    revise(case, "edit", ["rain is due."], [edits[0]])  # as once before
    assert described(case)[0] == after[0]
    assert len(list(casefile.history(case, uid))) == 13
    assert list(map(str, casefile.verify(case))) == []
    case.close()


def test_words_that_come_back_come_as_they_are_described_now(case: casefile.Case) -> None:
    old = casefile.describe(case, uid_of(case, "rain is due."))
    revise(case, "edit", ["rain is due."], [replace(old, content=at("rain is").content)])
    revise(case, "edit", ["rain is"], [replace(old, channel="a call")])
    assert described(case)[0][1:4] == ("rain is due.", "Ada Quill", "a call")
    assert list(map(str, casefile.verify(case))) == []
    casefile.undo(case, reviewer="Ann")
    casefile.undo(case, reviewer="Ann")
    assert described(case)[0][1:4] == ("rain is due.", "Ada Quill", old.channel)


def test_twenty_claims_may_begin_at_one_place(case: casefile.Case) -> None:
    many = [Described((Span(0, end),)) for end in range(3, 23)]
    revise(case, "add", [], many)
    starts = [claim.start for claim in casefile.claims(case)]
    assert starts[:20] == [0] * 20
    assert sorted(starts[:-1]) == starts[:-1]
    assert len({row.number for row in casefile.View(case).rows(0, 99)}) == 24


class Desk(RuleBasedStateMachine):
    """Two reviewers revise, mark, undo and redo at random; plain lists of events say what must be listed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.case = case_of(Path(self.folder.name) / "case.db", TEXT, "The museum is shut.")
        self.first = {claim.claim for claim in casefile.claims(self.case)}

    def teardown(self) -> None:
        assert list(casefile.verify(self.case)) == []
        self.case.close()
        self.folder.cleanup()

    who = st.sampled_from(["Ann", "Bo"])

    @rule(who=who, start=st.integers(0, 60), length=st.integers(1, 12), out=st.sets(st.integers(0, 5), max_size=2))
    def revise(self, who: str, start: int, length: int, out: set[int]) -> None:
        sha256 = sha256_of(self.case)
        listed = [row.uid for row in casefile.View(self.case).rows(0, 99) if row.article == 1]
        gone = [listed[n] for n in out if n < len(listed)]
        into = [Described((Span(start, start + length),))] if length < 10 else []
        try:
            casefile.revise(self.case, "edit", sha256, gone, into, reviewer=who)
        except Refused:
            assert len(gone) == len(into)

    @rule(who=who, which=st.integers(0, 9), verdict=st.sampled_from(Verdict))
    def mark(self, who: str, which: int, verdict: Verdict) -> None:
        listed = [claim.claim for claim in casefile.claims(self.case)]
        casefile.mark(self.case, listed[which % len(listed)], verdict, reviewer=who)

    @rule(who=who, way=st.sampled_from([casefile.undo, casefile.redo]))
    def take(self, who: str, way) -> None:
        try:
            way(self.case, reviewer=who)
        except Refused as fault:
            assert "nothing to" in str(fault)

    @rule()
    def reopen(self) -> None:
        self.case = reopened(self.case)

    @invariant()
    def all_counts_are_those_of_a_plain_recount(self) -> None:
        events = list(casefile.history(self.case))
        taken: set[str | None] = set()
        for event in events:
            (taken.add if event.kind == "undo" else taken.discard)(event.meant)
        listed, revised = set(self.first), set()
        for event in events:
            if event.kind == "revision" and event.uid not in taken:
                listed = (listed - set(event.values["out"])) | set(event.values["in"])
                revised |= {*event.values["out"], *event.values["in"]}
        marked = [event for event in events if event.kind == "verdict"]
        listed |= {event.subject for event in marked if event.subject not in revised | self.first}
        verdicts = {event.subject: event.values["verdict"] for event in marked if event.uid not in taken}
        claims = list(casefile.claims(self.case))
        assert {claim.claim for claim in claims} == listed
        assert {claim.claim: claim.verdict for claim in claims} == {uid: verdicts.get(uid) for uid in listed}

        view = casefile.View(self.case)
        rows = view.rows(0, 99)
        assert [row.uid for row in rows] == [claim.claim for claim in claims]
        assert view.count == len(rows)
        for position, row in enumerate(rows):
            assert view.number_at(position) == row.number
            assert view.position_of(row.number) == position
            later = [n for n in range(position + 1, len(rows)) if rows[n].verdict is None]
            assert view.next_open(position) == (later[0] if later else None)
        progress = casefile.progress(self.case)
        assert progress.total == len(claims)
        for verdict in Verdict:
            assert getattr(progress, verdict) == sum(claim.verdict == verdict for claim in claims)
        shelves = self.case.connection.execute("select sum(claims), min(claims) from shelf").fetchone()
        assert shelves[0] == len(claims)
        assert shelves[1] >= 0


Desk.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
test_desk = Desk.TestCase
