"""How well the words for a claim's fidelity are found, on texts of our own, and how long it takes on long ones.

    python tests/bench/bench_fidelity.py [--seen] [--errors] [--rapidfuzz]

A row is what a claim is to its source's words, a column what it was taken for; *alarms* are faithful reports with a
weighty mark, *changed* those of reports in which one thing was changed that carry the mark for it. *Unseen* texts were
not looked at while the rules were made. ``--seen`` leaves those out, and the times; ``--errors`` prints the wrong ones;
with ``--rapidfuzz`` that lines up all claims, not only the long ones.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from functools import cache

from fidelity_cases import HARBOUR, SEEN, SPEECH, Case, cases
from fidelity_more import MORE
from fidelity_unseen import UNSEEN
from measured import Table, hundredth

from secondsource.checking.fidelity import Document, align
from secondsource.checking.fidelity.forms import SMALL
from secondsource.model import Check, Kind

CLASSES = (Check.VERBATIM, Check.ALTERED, Check.CUT, Check.SPLICED, Check.PARAPHRASE, Check.NOT_FOUND)
document = cache(Document)


def confusion(name: str, rows: list[Case], *, errors: bool) -> None:
    """Print what each class was taken for."""
    table: Counter[tuple[Check, Check]] = Counter()
    for case in rows:
        found = document(case.document).compare(case.claim, case.kind)
        table[case.check, found.check] += 1
        if errors and found.check is not case.check:
            print(f"    {case.check} ({case.kind}, {case.made}) taken for {found.check} at {found.likeness}")
            print(f"      {case.claim}\n      {found.words}")
    right = sum(table[check, check] for check in CLASSES)
    print(f"\n{name.capitalize()}: {right} of {len(rows)} right ({right / len(rows):.1%}).")
    told = Table(name, *CLASSES, "recall", "precision")
    for check in CLASSES:
        counts = [table[check, as_] for as_ in CLASSES]
        taken = sum(table[other, check] for other in CLASSES)
        recall, precision = (table[check, check] / max(1, whole) for whole in (sum(counts), taken))
        told.row(check, *counts, f"{recall:.2f}", f"{precision:.2f}")
    told.print()


def changed_reports(claim: str) -> list[tuple[str, str]]:
    """Return the report with a number, a negation or a name changed, each with what was changed."""
    words = claim.split()
    changed = []
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        if word.isdigit():
            changed.append(("number", [*before, str(int(word) + 7), *after]))
        elif word in SMALL and word != "one":
            changed.append(("number", [*before, "seventeen", *after]))
        elif word in ("would", "had", "was", "were", "could", "might"):
            denied = after[:1] == ["not"]
            changed.append(("negation", [*before, word, *(after[1:] if denied else ["not", *after])]))
        elif at and word[0].isupper() and word not in _PARTS_OF_NAMES:
            changed.append(("name", [*before, "Zarnow", *after]))
    return [(what, " ".join(words)) for what, words in changed]


_PARTS_OF_NAMES = frozenset("I Isla North South Upper Lower Linden Tiller".split())


def marks(name: str, rows: list[Case]) -> None:
    """Print how many faithful reports carry a weighty mark, and how many changed ones do."""
    reports = [case for case in rows if case.check is Check.PARAPHRASE and case.kind is Kind.INDIRECT]
    alarms = 0
    of_all: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for case in reports:
        compared = document(case.document).compare(case.claim, case.kind)
        alarms += any(piece.weighty for piece in compared.pieces)
        for what, claim in changed_reports(case.claim):
            compared = document(case.document).compare(claim, case.kind)
            of_all[what] += 1
            marked[what] += any(piece.weighty and piece.why.startswith(what) for piece in compared.pieces)
    changed = ", ".join(f"{what} {marked[what]} of {of_all[what]}" for what in sorted(of_all))
    print(f"\n{name.capitalize()}: alarms {alarms} of {len(reports)}; changed {changed}.")


def long_text(words: int) -> str:
    """Return a text of so many words over a vocabulary as uneven as a language's, with one speech in its middle."""
    draw = random.Random(words)
    common = (HARBOUR + SPEECH).split()
    rare = [
        f"{one}{two}{three}" for one in ("ba", "ko", "mi", "tu", "re") for two in _SYLLABLES for three in _SYLLABLES
    ]
    chosen = [
        draw.choice(common) if draw.random() < 0.75 else rare[int(len(rare) * draw.random() ** 3)] for _ in range(words)
    ]
    half = len(chosen) // 2
    return " ".join([*chosen[:half], SPEECH, *chosen[half:]])


_SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in ("a", "el", "in", "or", "us", "ight")]


def timing(told: Table, words: int) -> None:
    """Measure how long a text of so many words takes to make ready, and a claim against it."""
    text = long_text(words)
    start = time.perf_counter()
    ready = Document(text)
    prepared = time.perf_counter() - start
    of_speech = cases({SPEECH: SEEN[SPEECH]})[:60]
    for kind in (Kind.DIRECT, Kind.INDIRECT):
        times = []
        for case in of_speech:
            start = time.perf_counter()
            ready.compare(case.claim, kind)
            times.append((time.perf_counter() - start) * 1000)
        told.row(f"{words:,}", prepared, kind, hundredth(times, 50), hundredth(times, 95), max(times))


def main() -> None:
    """Print the confusion on the texts tuned on and on those kept unseen, then the times."""
    errors = "--errors" in sys.argv
    if "--rapidfuzz" in sys.argv:
        align._MOST_CELLS = 0
    seen = cases(SEEN) + cases(MORE)
    confusion("tuned on", seen, errors=errors)
    marks("tuned on", seen)
    if "--seen" not in sys.argv:
        confusion("unseen", cases(UNSEEN), errors=errors)
        marks("unseen", cases(UNSEEN))
        told = Table("words", "made ready in, s", "a claim, ms", "p50", "p95", "at most")
        timing(told, 100_000)
        timing(told, 1_000_000)
        told.print()


if __name__ == "__main__":
    main()
