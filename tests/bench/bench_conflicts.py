"""How many conflicts between two claims are found, and how many of the found are real, by type, on a hand-marked set.

    python tests/bench/bench_conflicts.py [--split dev|held|fresh|last] [--errors]

Two in five of these pairs conflict, far more than a desk would meet; by type stand precision, recall and how many are
marked. Rules were tuned on ``dev``, looked at on ``held`` and ``fresh``, and only counted on ``last``.

**The set.** ``checking/conflicts_gold.jsonl`` holds pairs of claims from the FA-KES articles that lie beside the
checkout on some machines, as ids and offsets (code points of the article's text) with the first twelve figures of
each span's SHA-256, so that a changed text is noticed; no word of them is kept here. ``checking/conflict_texts.py``,
``conflict_texts_fresh.py`` and ``conflict_texts_last.py`` hold pairs from texts of ours, for what those articles lack.
All were marked by readers who had not seen the code that finds them. The claims from the articles are those that the
extraction finds. Errors on ``dev``, ``held`` and ``fresh`` may be looked at; ``last``, which was marked last, is only
counted. All pairs of a day and place are in one of the first three; no claim in ``last`` is in another split. An
article's day is the one that its text begins with: the ``date`` field is the event's and differs for one article in
five.

In ``dev`` and ``held`` the two claims of a pair are of one day and place and at least 40 alike by rapidfuzz's
``token_set_ratio``. Most pairs without a conflict were drawn by chance among the likest, the hard ones and those with
a conflict were sought by reading, so that about two pairs in five conflict: more than a desk would meet. In ``fresh``
they are of one place, at most three days apart and at least 55 alike, be it in one article. Seventy were drawn by
chance: 25 less than 65 alike, 20 up to 80, 17 above, and ten of one article, less two that could be read either way.
The others are every clear conflict met on reading the rest of these candidates in a random order, of those in one
article only where both have a number, a negation or a time of day and their sources differ.

In ``last`` 31 pairs were drawn by chance, less near repeats, from days and places that no other split has, and seven
from claims that none has: at most three days apart and at least 55 alike, five of two places, seven of one article.
The other 21 were met on reading what was left in a random order: the twelve clear conflicts, ten of them tolls, and
nine hard pairs without one, of one place, at most two days apart and at least 45 alike. Few days and places were
unused: most of these are of days and places of the other splits.

**The rules of marking.** Two claims conflict where a fact-checker would say that they can't both be right about the
same thing: both speak of the same event and of the same slot of it (the dead, the day, the place, who did it).

- Different events are no conflict however the figures differ; nor are killed beside wounded, a part beside the whole
  (one town, the children, civilians beside people, an earlier day), or a general figure beside a single strike.
- Bounds and vague figures conflict only where no figure fits both: "at least 60" and "at least 70" don't, nor "at
  least 70" and "dozens"; 58 and "at least 72" do, and so do "dozens" and 213 or more. "About" allows a tenth. Exact
  tolls that differ conflict even where one may be the later one: the reviewer is to see it.
- ``number``: counts, amounts, measures with their units, ages. ``time``: days, clock times, durations, years. A night
  and the early hours after it may be the same moment; "late Thursday" and "early Friday" are not.
- ``place``: where it happened. ``name``: who or which body, and titles. Another spelling of a name is no conflict.
- ``negation``: one says that it is so, the other that it isn't, be it by "not", "never", "denied", "lack of" or
  "false". What is said of its moment ("no immediate claim of responsibility") does not conflict with what came later.
- ``modality``: one states flatly what the other calls possible, suspected, planned or unclear, where that is the main
  matter of both. "A suspected gas attack" in passing beside "a gas attack" is none.
- ``sources``: the same report, with several sources in one claim and a single one in the other. Two outlets with a
  source each are none.
- A conflict of another kind (a plane shot down against a technical fault, pupils wide against narrow) has no type and
  its pair was left out, as were pairs that could be read either way.

**Counting.** A found conflict is a pair with a type, right if the pair is marked with that type; precision is the share
of the found that are right, recall the share of the marked that were found. Findings that are no conflicts don't count.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from checking import conflict_texts, conflict_texts_fresh, conflict_texts_last
from checking.conflict_texts import Text
from secondsource.model import Check, Finding, Kind, Said, Source, SourceType, Span

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "checking" / "conflicts_gold.jsonl"
FAKES = ROOT.parent / "shared" / "fakes" / "articles.csv"
TYPES = (Check.NUMBER, Check.TIME, Check.PLACE, Check.NAME, Check.NEGATION, Check.MODALITY, Check.SOURCES)
OPEN = ("dev", "held", "fresh")
SPLITS = (*OPEN, "last")
CONTEXT = 800
MARGIN = 300


@dataclass(frozen=True)
class Pair:
    """Two claims and the types in which they conflict; ``where`` is "fakes" or "ours"."""

    name: str
    split: str
    where: str
    a: Said
    b: Said
    conflicts: frozenset[Check]
    note: str


def gold() -> list[dict[str, Any]]:
    """The rows of the marked set that are kept as offsets."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def fakes() -> dict[str, dict[str, str]]:
    """The articles by id. The few ids that stand twice there are in no pair."""
    with FAKES.open(encoding="utf-8", newline="") as file:
        return {row["unit_id"]: row for row in csv.DictReader(file)}


def pairs(split: str | None = None) -> list[Pair]:
    """All marked pairs of a split whose texts are at hand, those from texts of ours first."""
    found = [*_ours(), *(_from_fakes() if FAKES.is_file() else ())]
    return [pair for pair in found if split in (None, pair.split)]


def _ours() -> Iterator[Pair]:
    count: Counter[str] = Counter()
    for one in (*conflict_texts.told(), *conflict_texts_fresh.told(), *conflict_texts_last.told()):
        count[one.name] += 1
        a, b = (_said_of_ours(text, number) for text, number in (one.a, one.b))
        types = frozenset(Check(name) for name in one.conflicts)
        yield Pair(f"{one.name}-{count[one.name]}", one.split, "ours", a, b, types, one.note)


def _said_of_ours(text: Text, number: str) -> Said:
    return said(text.text, text.claims[number], text.sources.get(number), text.published, text.outlet, "")


def _from_fakes() -> Iterator[Pair]:
    articles = fakes()
    for row in gold():
        a, b = (_said_of_fakes(articles[side["unit_id"]], side) for side in (row["a"], row["b"]))
        types = frozenset(Check(name) for name in row["conflicts"])
        yield Pair(row["id"], row["split"], "fakes", a, b, types, row["note"])


def _said_of_fakes(row: dict[str, str], side: dict[str, Any]) -> Said:
    text, span = row["text"], Span(side["start"], side["end"])
    digest = hashlib.sha256(text[span.start : span.end].encode()).hexdigest()
    if not digest.startswith(side["sha256"]):
        raise ValueError(f"article {row['unit_id']} is not the text that was marked")
    source = Span(*side["source"]) if "source" in side else None
    return said(text, span, source, published(row), row["outlet"], row["title"])


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATES = (
    (re.compile(rf"\b{_MONTH} (\d\d?) (20\d\d)\b", re.I), "mdy"),
    (re.compile(rf"\b(\d\d?) {_MONTH} (20\d\d)\b", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH} (\d\d)(20\d\d)\b", re.I), "mdy"),
    (re.compile(r"\b(\d\d)[.-](\d\d)[.-](20\d\d)\b"), "dmy"),
)


def published(row: dict[str, str]) -> date:
    """The day that the text begins with, else the ``date`` field, which is month/day/year of the event."""
    places = [(m.start(), order, m) for form, order in _DATES for m in [form.search(row["text"][:250])] if m]
    if not places:
        month, day, year = map(int, row["date"].split("/"))
        return date(2000 + year, month, day)
    _, order, match = min(places, key=lambda place: place[0])
    part = dict(zip(order, match.groups(), strict=True))
    named = part["m"].lower()[:3]
    return date(int(part["y"]), _MONTHS.index(named) + 1 if named in _MONTHS else int(named), int(part["d"]))


_NAME = re.compile(r"\b(?!(?:The|An?|He|She|It|They|Some|One|Other)\b)[A-Z]")


def said(text: str, span: Span, source: Span | None, day: date, outlet: str, title: str) -> Said:
    """A claim as the checks take it: with its sentence and the ones beside it, and its article's margins."""
    who = text[source.start : source.end] if source else None
    named = SourceType.NAMED if who and _NAME.search(who) else SourceType.UNNAMED
    words = text[span.start : span.end]
    kind = Kind.DIRECT if words.startswith(('"', "“")) else Kind.INDIRECT if source else Kind.NARRATOR
    return Said(
        words,
        published=day,
        outlet=outlet,
        source=Source(who, named) if who else None,
        source_text=who,
        kind=kind,
        context=_context(text, span),
        margins="\n".join(part for part in (title, text[:MARGIN], text[-MARGIN:]) if part),
    )


def _context(text: str, span: Span) -> str:
    """The sentences that the claim touches, the one before and the one after, as far as they fit."""
    ends = [m.end() for m in re.finditer(r'[.!?]"?\s+(?=["“A-Z])', text)]
    starts = [0, *ends]
    first = max(n for n, start in enumerate(starts) if start <= span.start)
    last = max(n for n, start in enumerate(starts) if start < span.end)
    for before, after in ((1, 1), (1, 0), (0, 0)):
        start = starts[max(first - before, 0)]
        end = [*ends, len(text)][min(last + after, len(ends))]
        if end - start <= CONTEXT:
            return text[start:end].strip()
    middle = (span.start + span.end) // 2
    return text[max(0, min(span.start, middle - CONTEXT // 2)) :][: max(CONTEXT, span.end - span.start)].strip()


@dataclass
class Tally:
    """Found, marked and rightly found conflicts by type, and the errors in words."""

    found: Counter[Check]
    marked: Counter[Check]
    right: Counter[Check]
    errors: list[str]

    def precision(self, *types: Check) -> float:
        """The share of the found that is marked; 1 where nothing was found."""
        return _share(self.right, self.found, types or TYPES)

    def recall(self, *types: Check) -> float:
        """The share of the marked that was found; 1 where nothing is marked."""
        return _share(self.right, self.marked, types or TYPES)


def _share(part: Counter[Check], whole: Counter[Check], types: Iterable[Check]) -> float:
    types = tuple(types)
    total = sum(whole[kind] for kind in types)
    return sum(part[kind] for kind in types) / total if total else 1.0


def score(marked: Iterable[Pair]) -> Tally:
    """What ``secondsource.checking.conflicts.conflicts`` finds in these pairs, held against the marks."""
    from secondsource.checking.conflicts import conflicts

    tally = Tally(Counter(), Counter(), Counter(), [])
    for pair in marked:
        findings = [finding for finding in conflicts(pair.a, pair.b) if finding.check in TYPES]
        found = {finding.check for finding in findings}
        tally.found.update(found)
        tally.marked.update(pair.conflicts)
        tally.right.update(found & pair.conflicts)
        if found != pair.conflicts:
            tally.errors.append(_error(pair, findings))
    return tally


def _error(pair: Pair, findings: list[Finding]) -> str:
    wrong = [f"  too much: {f.rule}: {f.words}" for f in findings if f.check not in pair.conflicts]
    missed = [f"  missed: {check}" for check in TYPES if check in pair.conflicts - {f.check for f in findings}]
    lines = [f"{pair.name} ({pair.note})", *wrong, *missed]
    for one in (pair.a, pair.b):
        lines.append(f"    {one.published} {one.outlet}, {one.source_text or 'narrator'}: {one.text}")
    return "\n".join(lines)


def figures(marked: list[Pair]) -> list[str]:
    """Return the pairs, the marked conflicts, precision and recall; then those two for each type, and how many are."""
    tally = score(marked)
    cells = [f"{len(marked)}", f"{sum(tally.marked.values())}", f"{tally.precision():.2f}", f"{tally.recall():.2f}"]
    for kind in TYPES:
        precision = f"{tally.precision(kind):.2f}" if tally.found[kind] else "-"
        of_all = f"{precision} {tally.recall(kind):.2f} of {tally.marked[kind]}"
        cells.append(of_all if tally.found[kind] or tally.marked[kind] else "")
    return cells


def main() -> None:
    """Print the figures for each split, and errors on the open splits where asked."""
    from measured import Table

    parser = argparse.ArgumentParser(description="score the conflicts between claims against the hand-marked set")
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--errors", action="store_true", help="print what went wrong on dev, held and fresh")
    asked = parser.parse_args()
    if not FAKES.is_file():
        print("The articles of FA-KES are not here: these are texts of ours alone.")
    told = Table("", "pairs", "marked", "precision", "recall", *TYPES)
    for split in (asked.split,) if asked.split else SPLITS:
        marked = pairs(split)
        for where in ("ours", "fakes"):
            if part := [pair for pair in marked if pair.where == where]:
                told.row(f"{split}, {where}", *figures(part))
    if not asked.split:
        told.row("all", *figures(pairs()))
    told.print()
    if asked.errors:
        print("\n".join(["", *score([pair for pair in pairs() if pair.split in OPEN]).errors]))


if __name__ == "__main__":
    main()
