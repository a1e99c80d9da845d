"""Pairs of made-up claims, and what must hold of every rule about two claims."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from secondsource.model import Finding, Kind, Said

Find = Callable[[Said, Said], Iterator[Finding]]


def said(text: str, number: int = 1, source_text: str | None = None, **more: object) -> Said:
    """A claim of an article of its own, published on one day with all the others."""
    plain = Said(
        text, date(2024, 3, 5), f"Paper {number}", None, source_text, None, Kind.INDIRECT, text, "", number, number
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def rules(find: Find, one: str | Said, other: str | Said) -> list[str]:
    """The rules that find something in two claims, either way round, with what holds of every finding."""
    a = said(one, 1) if isinstance(one, str) else one
    b = said(other, 2) if isinstance(other, str) else other
    return [finding.rule for finding in checked(find, a, b)]


def checked(find: Find, one: Said, other: Said) -> list[Finding]:
    """The findings on two claims: mirrored when the claims are turned, in one line, with spans inside the texts."""
    found, turned = list(find(one, other)), list(find(other, one))
    key = [(f.check, f.rule, f.own, f.other) for f in found]
    assert key == [(f.check, f.rule, f.other, f.own) for f in turned]
    assert list(find(one, other)) == found
    for finding in found:
        assert finding.words.splitlines() == [finding.words]
        assert len(finding.words) < 250
        for spans, text in ((finding.own, one.text), (finding.other, other.text)):
            assert spans
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert not list(find(one, one))
    assert not list(find(other, other))
    return found


_WORDS = """
    the a no not never nobody without denied that did does will may reportedly suspected believed to expected whether
    either or was were has have been killed wounded hit struck attack attacked captured signed used found closed told
    village town city province of in at near north south east west by and for with on Monday Tuesday Friday
    sources source officials official three two 12 40 Colonel Captain Mayor deputy former President Minister Foreign
    Ada Korr Brun Halvard Ole Rask Osk Velm Tarn Kasra al-Marr Deir el-Tann Northland Rights Watch NRW soldiers
    passengers bank bridge ferry gas . , ; " … ( ) — ' U.S. İ ß ﬁ \u0301 \U0001f600 \u202e
"""
TEXTS = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=24).map(" ".join)
# Sentences near enough to each other that the rules find something in many pairs of them.
_SENTENCE = (
    ("Colonel Ada Korr", "Captain Ada Korr", "Ole Rask", "Mayor Korr", "The army", "Rebels", "No one", "He said they"),
    ("", "did not", "never", "may have", "reportedly", "was expected to", "denied that he", "failed to", "either"),
    ("entered", "enter", "captured", "attacked", "signed", "was killed in", "used gas in", "or Ole Rask left"),
    ("the town of Osk", "Velm", "the village of Tarn in Kasra", "Kasra province", "Deir el-Tann", "the Lido cinema"),
    (
        "",
        "on Monday",
        "on Tuesday",
        "north of Osk",
        "south of Osk",
        ", killing 12 people",
        "without a fight",
        "in 2019",
    ),
)
SENTENCES = st.tuples(*map(st.sampled_from, _SENTENCE)).map(lambda parts: " ".join(filter(None, parts)) + ".")
SPEAKERS = st.sampled_from(
    [None, "sources", "a source", "three sources", "Colonel Ada Korr", "Captain Korr", "The army"]
)
CLAIMS = st.builds(
    said,
    SENTENCES | SENTENCES | TEXTS | st.tuples(SENTENCES, TEXTS).map(" ".join),
    st.integers(1, 9),
    SPEAKERS | TEXTS,
    context=SENTENCES | TEXTS,
    margins=TEXTS,
    published=st.none() | st.dates(date(2024, 3, 1), date(2024, 3, 9)),
)
NAMES = ("Deir el-Marr", "al-Hassakar", "Khan Sheitoun", "Qamishra", "Abu Dhurr", "Salah Eddar", "Kobarne", "Idrib")


def spellings(name: str) -> st.SearchStrategy[str]:
    """Other transliterations of a name: other articles, vowels, doublings, marks and case."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda text: text.replace("el-", "al-").replace("Al-", "el-"),
        lambda text: text.removeprefix("al-") if text.startswith("al-") else text,
        lambda text: text.replace("Deir", "Dayr").replace("Sheit", "Shayt"),
        lambda text: text.replace("Q", "K").replace("ou", "u"),
        lambda text: text.replace("ss", "s").replace("dd", "d"),
        lambda text: unicodedata.normalize("NFC", text.replace("a", "a\u0304", 1)),
        lambda text: unicodedata.normalize("NFD", text),
        str.upper,
    )

    def spelt(chosen: list[Callable[[str], str]]) -> str:
        text = name
        for change in chosen:
            text = change(text)
        return text

    return st.lists(st.sampled_from(changes), max_size=4, unique=True).map(spelt)


HOSTILE = (
    "a", "a.", "a-", "A", "(", "\u0301", "in ", "not ", "of ", "not used ", "no one did not use gas. ", "may have ",
    "either A or B ", "Colonel Ada Korr, ", "in Osk, ", "Osk in Kasra of ", "denied that ", "north of Osk ",
    "suspected gas attack, ", "one ", "sources ",
)  # fmt: skip


def growth(find: Find, bit: str) -> float:
    """How many times longer a text eight times as long takes: about 8 at most where the effort is linear."""

    def taken(length: int) -> float:
        text = (bit * length)[:length]
        best = []
        for number in range(3):  # a text of its own each time, so that nothing is remembered
            one = said(f"{number} {text}", 1, text, context=text, margins=text)
            other = said(f"{number} killed {text}", 2, f"x {text}", context=text, margins=text)
            start = time.process_time()
            list(find(one, other))
            best.append(time.process_time() - start)
        return max(min(best), 0.002)

    return taken(100_000) / taken(12_500)
