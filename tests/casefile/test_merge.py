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

from helpers import article, case_of, extraction, numbered
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.model import Damaged, Refused, SourceType, Span, Stance, UnusableInput, Verdict

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
            "select article.sha256, article.name, article.outlet, article.added_at, article.event, newer.sha256, digest, chosen "
            "from article left join article as newer on newer.id = article.newer "
            "join extraction on extraction.article = article.id"
        ),
        "claims": rows(
            "select claim.uid, extraction.digest, listed, at.uid, atx.digest, orphan, source.key, verdict, rationale, "
            "reviewer, decided_at, signed_by, conflict, evidence from claim "
            "join extraction on extraction.id = claim.extraction join standing on standing.claim = claim.id "
            "left join claim as at on at.id = counts_at left join extraction as atx on atx.id = at.extraction "
            "left join source on source.id = standing.source"
        ),
        "sources": rows(
            "select source.key, source.name, source.type, source.role, source.affiliation, source.edited, into_.key "
            "from source left join source as into_ on into_.id = source.joined"
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
                "merge",
                "edit",
                "remove",
                "join",
                "rename",
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
        )
    elif what == "join":
        casefile.join_sources(case, [keys[0], keys[n % len(keys)]], keys[n % len(keys)], reviewer=name)
    else:
        uid = uids[n % len(uids)]
        (sha256,) = case.connection.execute(
            "select sha256 from article where id = (select article from claim where uid = ?)", (uid,)
        ).fetchone()
        into: list[Described] = []
        if what == "edit":
            old = casefile.describe(case, uid)
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
            casefile.merge(case, paths[other], reviewer="Dee")
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
                    add(case, 0, number % 2)
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
