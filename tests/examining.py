"""Small cases that grow by what desks do, and what is kept of their claims, for the tests of what examines them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from helpers import article, extraction, numbers
from secondsource import casefile, examine
from secondsource.casefile import Case
from secondsource.model import Refused, SourceType, Span, Stance, UnusableInput

SAID = (
    "at least 70 people were hurt in the blast at Marl.",
    "more than 20 people were hurt in the blast at Marl.",
    "nobody was hurt in the blast at Marl.",
    "people were hurt in the blast at Marl on Monday.",
    "the ferry left the quay of Marl at 7:44 local time.",
    "the ferry left the quay of Marl at 9:30 p.m. on Monday.",
    "the ferry never left the quay of Marl.",
    "the ferry left the quay of Osk on Tuesday.",
)
WHO = ("Ada Quill", "An official", "A spokesman", "")
OUTLETS = ("The Marl Gazette", "The Osk Courier", None)
SPEECH = "Thank you. At least 70 people, perhaps more, were hurt in the blast at Marl. The ferry left the quay at 7:44."

sentences = st.tuples(st.sampled_from(WHO), st.sampled_from(SAID))
acts = st.one_of(
    st.tuples(st.just("add"), st.lists(sentences, min_size=1, max_size=3), st.sampled_from(OUTLETS)),
    st.tuples(st.just("examine"), st.integers(0, 9)),
    st.tuples(st.sampled_from(["attach", "correct", "withdraw", "remove", "shorten", "rename", "join", "version"]),
              st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.sampled_from(["undo", "part", "merge"])),
)  # fmt: skip


histories = st.lists(st.tuples(st.sampled_from(["here", "there"]), acts), min_size=2, max_size=16)


def text_of(said: list[tuple[str, str]]) -> str:
    return "\n".join(f"{who} said: {words}" if who else words.capitalize() for who, words in said)


def add(case: Case, text: str, outlet: str | None = None, name: str | None = None) -> None:
    known = {"outlet": outlet, "published": date(2021, 6, 29) if outlet else None}
    casefile.add_article(case, article(text, name or f"article-{casefile.articles(case)}", **known), extraction(text))


def one_of(things: list, which: int):  # type: ignore[no-untyped-def]
    return things[which % len(things)]


def do(case: Case, act: tuple) -> None:  # type: ignore[type-arg]
    """Do one thing that a desk does; what the case refuses is left."""
    what, *given_ = act
    if what == "add":
        add(case, text_of(given_[0]), given_[1])
        return
    listed = numbers(case)
    if not listed:
        return
    number = one_of(listed, given_[0]) if given_ else listed[0]
    uid = casefile.detail(case, number).claim.claim
    (sha256,) = case.connection.execute("select sha256 from article where id = ?", (number >> 32,)).fetchone()
    keys = [key for (key,) in case.connection.execute("select key from source order by id")]
    pieces = casefile.evidence_on(case, number)
    if what == "examine":
        examine.Examiner(case).examine(number)
    elif what == "attach":
        text = one_of([SPEECH, "Nothing of the kind.", None], given_[1])
        casefile.attach(
            case, uid, (text or "picture").encode(), reviewer="Ann", stance=Stance.SUPPORTS, name="speech",
            text=text, primary=bool(given_[1] % 4),
        )  # fmt: skip
    elif what in {"correct", "withdraw"} and pieces:
        stance = Stance.CONTEXT if what == "correct" else None
        piece = one_of(list(pieces), given_[1])
        casefile.correct_evidence(
            case, piece.uid, reviewer="Bo", stance=stance, primary=bool(given_[1] % 2), passage=None
        )
    elif what == "remove":
        casefile.revise(case, "remove", sha256, [uid], [], reviewer="Ann")
    elif what == "shorten":
        described = casefile.describe(case, uid)
        (start, end), *_ = described.content
        if end - start > 8:
            shorter = replace(described, content=(Span(start, end - 6),))
            casefile.revise(case, "edit", sha256, [uid], [shorter], reviewer="Ann")
    elif what == "rename" and keys:
        kind = SourceType.INSTITUTION if given_[1] % 2 else SourceType.NAMED
        casefile.rename_source(
            case, one_of(keys, given_[0]), reviewer="Bo", name=f"Marl Police {given_[1]}", type=kind, role=None,
            affiliation=None,
        )  # fmt: skip
    elif what == "join" and keys:
        casefile.join_sources(case, [one_of(keys, given_[0]), one_of(keys, given_[1])], keys[0], reviewer="Bo")
    elif what == "version":
        (name, text) = case.connection.execute(
            "select name, text from article where id = ?", (number >> 32,)
        ).fetchone()
        add(case, f"{text}\nThe bells of Marl rang {given_[1]} times.", OUTLETS[given_[1] % 3], name)
    elif what == "undo":
        casefile.undo(case, reviewer="Bo")


def kept(case: Case) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: case.connection.execute(f"select * from {table} order by 1, 2").fetchall()
        for table in ("examined", "finding")
    }


def examine_all(case: Case, shuffled: Random | None = None) -> None:
    while some := examine.waiting(case):
        if shuffled:
            shuffled.shuffle(some)
        examine.examine(case, some)


@contextmanager
def fresh() -> Iterator[Case]:
    with TemporaryDirectory() as folder, casefile.create_case(Path(folder) / "case.db") as case:
        case.connection.execute("pragma synchronous = off")
        add(case, text_of([("Ada Quill", SAID[0]), ("An official", SAID[4])]), "The Marl Gazette")
        yield case


def do_all(case: Case, history: list) -> None:  # type: ignore[type-arg]
    """Do one thing after the other, those "there" in a replica, once there is one, that "merge" brings home."""
    other: Case | None = None
    there = case.path.with_name("other.db")
    for where, act in history:
        try:
            if act == ("part",) and other is None:
                casefile.backup(case, there)
                other = casefile.open_case(there)
            elif act == ("merge",) and other is not None:
                casefile.merge(case, there, reviewer="Ann", unrelated=True)
            else:
                do(other if other is not None and where == "there" else case, act)
        except (Refused, UnusableInput):
            continue
    if other is not None:
        other.close()
        casefile.merge(case, there, reviewer="Ann", unrelated=True)
