"""How many distinct origins stand behind the tolls of 56 groups of war reports, and whether a reader agrees.

    python tests/bench/bench_origins.py [--each [--held-out | --others]] [--copying]

Half of the groups that a reader judged were fitted to, half held out. Needs the articles of FA-KES beside the checkout;
takes them apart once and keeps that in the temporary folder. ``--each`` shows every group. ``--copying`` measures the
runs of words that articles have in common, from which the length in ``copying`` comes.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import pickle
import re
import sys
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from measured import Table

from secondsource.checking.origins import Origins, origins
from secondsource.checking.origins.copying import RUN, runs_of, words_of
from secondsource.extraction import STANDARD, extract, version_of
from secondsource.model import Article, Extraction, Kind, Said, Span

ROOT = Path(__file__).resolve().parents[2]
FAKES = ROOT.parent / "shared" / "fakes"
GOLD = ROOT / "tests" / "checking" / "origins_gold.json"
# What the collection's short names for outlets stand for.
OUTLETS = {
    "ahram": "Ahram Online", "alalam": "Al-Alam", "alaraby": "The New Arab", "arabiya": "Al Arabiya",
    "asharqalawsat": "Asharq Al-Awsat", "dailysabah": "Daily Sabah", "etilaf": "Etilaf", "jordantimes": "Jordan Times",
    "manar": "Al-Manar", "nna": "NNA", "reuters": "Reuters", "sana": "SANA", "sputnik": "Sputnik", "trt": "TRT World",
}  # fmt: skip
DEATH = re.compile(
    r"\b(?:kill\w*|dead|die[sd]?|deaths?|toll|martyr\w*|lives|casualt\w*|massacre\w*|victims|bodies|execut\w+)\b", re.I
)
NUMBER = re.compile(r"(?:\d+|[a-z]+(?:-[a-z]+)?)(?! (?:million|thousand|billion|km|miles))", re.I)
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
WORDS = (
    {w: n for n, w in enumerate(UNITS)}
    | TENS
    | {f"{t}-{UNITS[u]}": v + u for t, v in TENS.items() for u in range(1, 10)}
)
CONTEXT, MARGIN = 800, 300


def numbers_in(text: str) -> set[int]:
    """The whole numbers in a text, in digits or words."""
    found = (m.group().lower() for m in NUMBER.finditer(text))
    return {int(w) if w.isdecimal() else WORDS[w] for w in found if w.isdecimal() or w in WORDS}


def articles() -> dict[str, Article]:
    """The collection's articles by their id."""
    found = {}
    with (FAKES / "articles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.strptime(row["date"], "%m/%d/%y").date()
            sha = hashlib.sha256(row["text"].encode()).hexdigest()
            name = row["unit_id"]
            found[name] = Article(row["text"], sha, name, OUTLETS[row["outlet"]], row["title"], day)
    return found


def extractions(chosen: list[Article]) -> dict[str, Extraction]:
    """What the standard engine finds, kept for the next run of the same version."""
    version = re.sub(r"\W+", "-", version_of(STANDARD))
    kept = Path(tempfile.gettempdir()) / f"secondsource-origins-{version}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps({a.name: extract(a) for a in chosen}))
    return pickle.loads(kept.read_bytes())  # noqa: S301 - written a line above


def _around(text: str, first: int, last: int) -> str:
    """The sentences around a claim, as far as there is room."""
    room = max(CONTEXT - (last - first), 0) // 2
    low, high = max(first - room, 0), min(last + room, len(text))
    before = text.find(". ", low, first) if low else -1
    after = text.rfind(". ", last, high)
    return text[before + 2 if before >= 0 else low : after + 1 if after >= 0 and high < len(text) else high]


def claims_of(article: Article, found: Extraction, number: int) -> list[Said]:
    """All claims of an article as the checks take them."""
    text = article.text
    margins = f"{article.title}\n{text[:MARGIN]}\n{text[-MARGIN:]}"

    def said(spans: tuple[Span, ...], **rest: object) -> Said:
        words = " … ".join(text[a:b] for a, b in spans)
        context = _around(text, spans[0].start, spans[-1].end)
        return Said(words, article.published, article.outlet, context=context, margins=margins, article=number, **rest)

    claims = [
        said(
            a.content,
            source=a.speaker,
            source_text=" … ".join(text[s:e] for s, e in a.source) or None,
            channel=a.channel,
            kind=a.kind,
        )
        for a in found.attributions
    ]
    claims += [said(s.content, kind=Kind.NARRATOR) for s in found.narrator]
    return claims


def statements() -> list[list[Said]]:
    """For each group the claims of its articles that give one of the tolls noted for the group."""
    every = articles()
    groups = json.loads((FAKES / "groups.json").read_text(encoding="utf-8"))
    found = extractions([every[a["unit_id"]] for g in groups for a in g["articles"]])
    result = []
    for group in groups:
        tolls: set[int] = set()
        for noted in group["articles"]:
            civilians, others = int(noted["civilians"]), int(noted["non_civilians"])
            tolls |= {civilians, others, civilians + others} - {0}
        claims = [
            said
            for number, noted in enumerate(group["articles"])
            for said in claims_of(every[noted["unit_id"]], found[noted["unit_id"]], number)
            if DEATH.search(said.text) and numbers_in(said.text) & tolls
        ]
        result.append(claims)
    return result


def _show(number: int, claims: list[Said], found: Origins, judged: dict[str, object] | None) -> None:
    print(f"\n{number}: {found.count} of {len(claims)} claims, {len({c.article for c in claims})} articles", end="")
    print(f"; judged {judged['count']}: {', '.join(judged['origins'])}" if judged else "")
    for origin in found.found:
        print(f"   {origin.name}: {origin.why}")
    for doubt in found.doubts:
        print(f"   ? {doubt}")


def run_lengths() -> None:
    """The longest run of words that articles of different outlets share: of one group, and far apart in time."""
    every = articles()
    groups = json.loads((FAKES / "groups.json").read_text(encoding="utf-8"))
    group_of = {a["unit_id"]: n for n, g in enumerate(groups) for a in g["articles"]}
    words = {name: [w.text for w in words_of(every[name].text)] for name in group_of}
    same: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    for one, other in itertools.combinations(sorted(group_of), 2):
        if every[one].outlet == every[other].outlet:
            continue
        days: list[date | None] = [every[one].published, every[other].published]
        alike = group_of[one] == group_of[other]
        if not alike and abs((days[0] - days[1]).days) < 31:
            continue
        (same if alike else apart)[_longest_run(words[one], words[other])] += 1
    around_same: Counter[bool] = Counter()
    around_apart: Counter[bool] = Counter()
    claims = [(n, claim, runs_of(claim.context)) for n, group in enumerate(statements()) for claim in group]
    for (here, one, runs), (there, other, others) in itertools.combinations(claims, 2):
        if one.outlet == other.outlet:
            continue
        if here == there:
            around_same[bool(runs & others)] += 1
        elif abs((one.published - other.published).days) >= 31:
            around_apart[bool(runs & others)] += 1
    print(
        f"sentences around claims that share {RUN} words: one group {around_same[True]} of {around_same.total()},",
        end=" ",
    )
    print(f"a month or more apart {around_apart[True]} of {around_apart.total()}")
    for name, lengths in (("one group", same), ("a month or more apart", apart)):
        print(f"{name}: {sum(lengths.values())} pairs;", end=" ")
        print(", ".join(f"{n}+ words {sum(v for k, v in lengths.items() if k >= n)}" for n in (5, 8, 10, 12, 15, 20)))


def _longest_run(a: list[str], b: list[str]) -> int:
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - 4):
        places.setdefault(tuple(b[j : j + 5]), []).append(j)
    best = 0
    for i in range(len(a) - 4):
        for j in places.get(tuple(a[i : i + 5]), ()):
            n = 5
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            best = max(best, n)
    return best


def main() -> None:
    """Print the figures."""
    if not FAKES.exists():
        print("The articles of FA-KES are not here: there are no groups to count origins in.")
        return None
    if "--copying" in sys.argv:
        return run_lengths()
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    judged = {g["group"]: g for half in ("fitted", "held out") for g in gold[half]}
    half = "held out" if "--held-out" in sys.argv else "fitted"
    shown = {g["group"] for g in gold[half]}
    if "--others" in sys.argv:
        shown = set(range(len(json.loads((FAKES / "groups.json").read_text(encoding="utf-8"))))) - set(judged)
    every = statements()
    found = [origins(claims) for claims in every]
    if "--each" in sys.argv:
        for number in sorted(shown):
            _show(number, every[number], found[number], judged.get(number))
    counts = Counter(one.count for one in found)
    print(f"{len(found)} groups, {sum(map(len, every))} claims that give a toll. Distinct origins:")
    print(", ".join(f"{count} in {groups}" for count, groups in sorted(counts.items())), end=". ")
    observed = [
        (claims, origin)
        for claims, one in zip(every, found, strict=True)
        for origin in one.found
        if "Observatory" in origin.name
    ]
    shared = sum(len({claims[i].article for i in origin.members}) > 1 for claims, origin in observed)
    print(f"The Observatory is an origin in {len(observed)} groups, of several articles in {shared}.", end=" ")
    alone = sum(
        one.count == 1 and len({claim.article for claim in claims}) > 1
        for claims, one in zip(every, found, strict=True)
    )
    print(f"Several articles with one origin: {alone} groups.")
    told = Table("groups judged by hand", "groups", "the same count", "more than judged", "fewer")
    for name in ("fitted", "held out"):
        both = [(found[g["group"]].count, g["count"]) for g in gold[name]]
        told.row(
            name, len(both), sum(a == b for a, b in both), sum(a > b for a, b in both), sum(a < b for a, b in both)
        )
    told.print()
    return None


if __name__ == "__main__":
    main()
