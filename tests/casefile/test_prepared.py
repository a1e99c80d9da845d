"""Articles made ready by other processes: what is stored is the same as if the writer had done it all."""

from __future__ import annotations

import itertools
import pickle
import pickletools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, extracted, extraction, numbered, state
from secondsource import casefile
from secondsource.casefile import Prepared, prepare, storing
from secondsource.casefile.described import Described, seal_claims
from secondsource.casefile.log import events
from secondsource.model import Kind, Nature, Original, Source, SourceType, Span, Verdict

TEXTS = [
    "Ada Quill said: rain is due.\nThe bells rang.\nAn official said: 12 people were hurt.",
    "An official said: the quay is closed.\nBo Tarn said: we waited.\n\nThe ferry was late.",
    numbered(40),
    "",
    "Ada Quill said: rain is due.\nThe bells rang.\nAn official said: 13 people were hurt.",  # the first, changed
    "Ada Quill said: rain is due.\nThe bells rang.\nAn official said: 14 people were hurt.",  # and again
]
NAMES = ["ferry", "quay", "numbers", "empty", "ferry", "ferry"]
_WORDS = "select rowid from claim_fts where claim_fts match ? order by rowid"


def made_ready() -> list[Prepared]:
    """The articles, the second from bytes that are kept, the first twice."""
    ready = [prepare(article(text, name), extraction(text)) for text, name in zip(TEXTS, NAMES, strict=True)]
    page = Original(TEXTS[1].encode(), "quay.html", "HTML by hand", "text/html", ((0, "/p[1]"), (9, "/p[2]")))
    ready[1] = prepare(article(TEXTS[1], "quay", outlet="Gazette"), extraction(TEXTS[1]), page)
    return [*ready, ready[0]]


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[object, ...]]:
    """What is in a case after groups of articles were added, clock and chance standing still."""
    casefile.create_case(tmp_path / "empty.db").close()
    numbers = itertools.count()

    def add(*groups: list[Prepared]) -> tuple[object, ...]:
        count = itertools.count(1)
        monkeypatch.setattr(events, "now", lambda: "2030-01-01T00:00:00.000Z")
        monkeypatch.setattr(events, "new_uid", lambda _after="": f"02000000-0000-7000-8000-{next(count):012}")
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(tmp_path / "empty.db", path)
        with casefile.open_case(path) as case:
            added = [one for group in groups for one in casefile.add_articles(case, group)]
            assert list(casefile.verify(case)) == []
            found = [case.connection.execute(_WORDS, (word,)).fetchall() for word in ("hurt", "ferry", "quill")]
            index = {"claim_fts_data", "claim_fts_idx"}  # how it is cut into segments says nothing of what it holds
            return added, found, state(case, without=index)

    return add


def test_what_went_between_processes_is_stored_as_what_did_not(stored: Callable[..., tuple[object, ...]]) -> None:
    ready = made_ready()
    sent: list[Prepared] = pickle.loads(pickle.dumps(ready))  # noqa: S301 - we wrote it
    assert sent == ready
    assert stored(sent) == stored(ready)


def test_one_by_one_and_all_at_once_are_the_same(
    stored: Callable[..., tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = made_ready()
    together = stored(ready)
    assert stored(*([one] for one in ready)) == stored(ready[:3], ready[3:]) == together
    monkeypatch.setattr(storing, "_MOST", 3)
    assert stored(ready) == together
    added = together[0]
    assert isinstance(added, list)
    assert [one.known for one in added] == [False] * 6 + [True]
    assert [one.replaced is not None for one in added] == [False] * 4 + [True] * 2 + [False]


def test_it_is_made_of_plain_values(tmp_path: Path) -> None:
    (ready, *_) = made_ready()
    read = [(opcode.name, value) for opcode, value, _ in pickletools.genops(pickle.dumps(ready, 4))]
    words = [value for name, value in read if name == "SHORT_BINUNICODE"]
    assert sum(name == "STACK_GLOBAL" for name, _ in read) <= 3  # two classes of ours, and what makes an object
    assert {"Prepared", "TakenApart"} <= set(words)
    assert not {"Span", "Nature", "Kind", "Source"} & set(words)


def test_a_version_of_an_article_of_the_same_transaction_takes_its_place(tmp_path: Path) -> None:
    ready = made_ready()
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_articles(case, [ready[0]])
        uid = next(claim.claim for claim in casefile.claims(case) if claim.text == "rain is due.")
        casefile.mark(case, uid, Verdict.DISPUTED, reviewer="Ann")
        added = casefile.add_articles(case, [*ready[1:], ready[0]])
        assert [one.replaced and one.replaced.carried for one in added] == [None, None, None, 1, 0, None, None]
        listed = {claim.text: claim.verdict for claim in casefile.claims(case)}
        assert listed["rain is due."] == Verdict.DISPUTED
        assert "14 people were hurt." in listed
        assert not {"12 people were hurt.", "13 people were hurt."} & listed.keys()
        assert list(casefile.verify(case)) == []


def test_an_original_of_another_hash_is_refused_before_any_case(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hash"):
        prepare(article("Else."), extracted(), Original(b"else", "x", "text"))


TEXT = "Ada Quill, the mayor, said that rain is due, and that wind is, too."
spans = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(itertools.starmap(Span, zip(*[iter(sorted(ends))] * 2, strict=False)))
)
words = st.none() | st.text(max_size=5)
sources = st.builds(Source, st.text(min_size=1, max_size=5), st.sampled_from(SourceType), words, words)
claims = st.builds(
    Described,
    spans,
    spans | st.just(()),
    spans | st.just(()),
    st.sampled_from(Kind),
    words,
    st.booleans(),
    st.none() | st.floats(0, 1),
    words,
    st.none() | st.sampled_from(Nature),
    words,
    st.none() | sources,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims, max_size=4))
def test_the_claims_can_be_had_back_from_what_is_sealed(found: list[Described]) -> None:
    sealed = seal_claims(found, TEXT, "0" * 64, "test", "1", None)
    back = list(sealed.described())
    assert seal_claims(back, TEXT, "0" * 64, "test", "1", None) == sealed
    assert all(one in found for one in back)
