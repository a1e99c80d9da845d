"""Score the source entity and the channel of attributions against the gold set in ``gold.jsonl``.

    python tests/extraction/gold/score.py [--part tuned|held] [--errors]

**The gold set.** One article a line. Our own texts stand in ``texts``; the others are read from ``../shared`` and held
here as offsets (code points) alone, with the SHA-256 of the text, so that a changed text is noticed. ``entities`` hold
a type, the names that are right (each a list of places in the text; several places are people who speak together),
``also`` for a canonical name that the text does not spell out, and ``mentions``, the sources that mean the entity.
``attributions`` hold source, cue and content, the number of the entity (null where the text names nobody), and
``channel``: the answers that are right, each a kind with the places that name whom or where, or null for none. A
channel is what the attribution's own sentence says of the way or, for a cue that goes on ("added"), the sentence
before; telling something to the press, to an audience, to a public body or to the police is one, telling it to a
sister is none. PolNeAR's spans are the corpus's own, the others were marked by hand, and all names and channels too,
by one person, before what the rules say of them was looked at. ``part`` is ``tuned`` where errors were looked at while
the rules were written, ``held`` where they were only counted.

**Entity.** Naming is kept apart from finding: the gold spans go in as if a perfect engine had found them, without a
verb's dictionary form. Of the attributions that have a source, one is right if (1) its speaker's name is one of the
entity's right names, and (2) it is the name that most of the entity's rightly named attributions have, so that an
entity split in two loses its smaller half. Compared without case, article, quotation marks and a possessive ending.
This is stricter than a link by link score (CoNLL's), which gives credit for two pronouns joined to the wrong name.
The type is scored over the attributions whose name is right.

**Channel.** Precision, recall and F1 over the attributions for which there is an answer, with kind and whom both right
or with the kind alone. "tweet on Twitter" is right where the text says only "tweeted".

**End to end** the engine finds the attributions itself; those count whose content shares half of its letters and
figures (Jaccard) and whose source overlaps the gold one, one to one.

Brackets are 95% intervals of a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from secondsource.extraction import extract
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.sources.channels import channels_of
from secondsource.extraction.sources.sources import speakers_of
from secondsource.model import Article, Source, Span

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[3] / "shared"
_LINKS = (" on ", " with ", " to ", " in ", " for ", " before ")


@dataclass(frozen=True)
class Gold:
    """One article of the gold set with its text."""

    article: Article
    where: str
    part: str
    entities: list[dict[str, Any]]
    attributions: list[dict[str, Any]]

    def names(self, number: int) -> set[str]:
        """The right names of an entity, folded."""
        entity = self.entities[number]
        return {folded(joined([self.words(p) for p in places])) for places in entity["names"]} | {
            folded(name) for name in entity.get("also", ())
        }

    def words(self, place: list[int]) -> str:
        """The text of a place on one line."""
        return " ".join(self.article.text[place[0] : place[1]].split())


class Answer(NamedTuple):
    """What the engine says of one gold attribution: its number, the speaker and the channel."""

    number: int
    speaker: Source | None
    channel: str | None


@dataclass
class Tally:
    """The counts of one article, added up over articles."""

    named: int = 0
    right: int = 0
    typed: int = 0
    claimed: int = 0
    due: int = 0
    kinds: int = 0
    channels: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another article."""
        for name in ("named", "right", "typed", "claimed", "due", "kinds", "channels"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors

    def entity(self) -> float:
        """The share of attributions with a source whose entity is right."""
        return self.right / self.named if self.named else 1.0

    def type(self) -> float:
        """The share of the rightly named ones whose type is right too."""
        return self.typed / self.right if self.right else 1.0

    def f1(self, *, kind_alone: bool = False) -> float:
        """F1 of the channels."""
        hits = self.kinds if kind_alone else self.channels
        return 2 * hits / (self.claimed + self.due) if self.claimed + self.due else 1.0


def read(*wheres: str) -> list[Gold]:
    """The gold set from the collections named ("own", "articles", "fakes", "polnear/train"), or all.

    Raises ``FileNotFoundError`` where a collection is not there and ``ValueError`` where a text has changed.
    """
    rows = [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_gold(row) for row in rows if not wheres or row["where"] in wheres]


def _gold(row: dict[str, Any]) -> Gold:
    for text in _candidates(row["where"], row["file"]):
        if hashlib.sha256(text.encode()).hexdigest() == row["sha256"]:
            dateline = Span(*row["dateline"]) if "dateline" in row else None
            article = Article(text, row["sha256"], row["file"], dateline=dateline)
            return Gold(article, row["where"], row["part"], row["entities"], row["attributions"])
    raise ValueError(f"the text of {row['where']}/{row['file']} is not the one that was annotated")


def _candidates(where: str, file: str) -> list[str]:
    if where == "fakes":
        with (SHARED / "fakes" / "articles.csv").open(encoding="utf-8", newline="") as lines:
            return [line["text"] for line in csv.DictReader(lines) if line["unit_id"] == file]
    folder = {"own": HERE / "texts", "articles": SHARED / "articles"}.get(where)
    if folder is not None:
        return [(folder / file).read_bytes().decode("utf-8")]
    folder = SHARED / "polnear" / "data" / "train" / "text"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return [path.read_bytes().decode("utf-8") for path in sorted(folder.glob(f"{file}_*.txt"))]


def joined(names: list[str]) -> str:
    """The name of people who speak together."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def folded(name: str) -> str:
    """A name without what does not matter: case, leading article, quotation marks, a possessive ending."""
    low = name.lower().replace("’", "'")
    low = low.removeprefix("unnamed (“").removesuffix("”)")
    low = " ".join("".join(c for c in low if c not in '“”"‘').split()).strip(" .,")
    low = low.removesuffix("'s")
    for article in ("the ", "a ", "an "):
        low = low.removeprefix(article)
    return low


def from_gold_spans(gold: Gold) -> list[Answer]:
    """What the rules say of sources and channels where every span is right."""
    layout = Layout(gold.article)
    starts = [t.start for t in layout.tokens]
    ends = [t.end for t in layout.tokens]

    def ranges(places: list[list[int]]) -> list[Range]:
        found = (Range(bisect_right(ends, start), bisect_left(starts, end)) for start, end in places)
        return [r for r in found if r.first < r.last]

    made: list[tuple[int, Proposal]] = []
    for number, one in enumerate(gold.attributions):
        source, cue, content = (ranges(one[role]) for role in ("source", "cue", "content"))
        made.append((number, Proposal(source[0] if source else None, cue[0], tuple(content), "clause")))
    made.sort(key=lambda pair: pair[1].cue.first)
    proposals = [proposal for _, proposal in made]
    speakers = speakers_of(layout, proposals)
    channels = channels_of(layout, proposals, speakers)
    return [Answer(n, s, c) for (n, _), s, c in zip(made, speakers, channels, strict=True)]


def end_to_end(gold: Gold, engine: str) -> list[Answer]:
    """What an engine says of the gold attributions that it finds."""
    found = extract(gold.article, engine).attributions
    text = gold.article.text
    pairs = []
    for number, one in enumerate(gold.attributions):
        wanted, sources = _letters(text, one["content"]), _letters(text, one["source"])
        for i, a in enumerate(found):
            content = _letters(text, a.content)
            share = len(content & wanted) / len(content | wanted)
            if share >= 0.5 and (sources & _letters(text, a.source) or not (sources or a.source)):
                pairs.append((-share, number, i))
    answers: dict[int, Answer] = {}
    used: set[int] = set()
    for _, number, i in sorted(pairs):
        if number not in answers and i not in used:
            used.add(i)
            answers[number] = Answer(number, found[i].speaker, found[i].channel)
    return list(answers.values())


def _letters(text: str, places: Any) -> set[int]:
    return {i for start, end in places for i in range(start, end) if text[i].isalnum()}


def tally(gold: Gold, answers: list[Answer]) -> Tally:
    """The counts over one article's answers."""
    result = Tally()
    where = f"{gold.where}/{gold.article.name}"
    usual: dict[int, Counter[str]] = {}
    for answer in answers:
        entity = gold.attributions[answer.number]["entity"]
        name = folded(answer.speaker.name) if answer.speaker else ""
        if entity is not None and name in gold.names(entity):
            usual.setdefault(entity, Counter())[name] += 1
    for answer in answers:
        one = gold.attributions[answer.number]
        mention = " … ".join(gold.words(p) for p in one["source"])
        if one["entity"] is not None:
            result.named += 1
            entity = gold.entities[one["entity"]]
            name = folded(answer.speaker.name) if answer.speaker else ""
            best = usual[one["entity"]].most_common(1)[0][0] if one["entity"] in usual else None
            if name == best:
                result.right += 1
                typed = answer.speaker is not None and answer.speaker.type.value == entity["type"]
                result.typed += typed
                if not typed and answer.speaker:
                    kinds = f"{entity['type']}, not {answer.speaker.type.value}"
                    result.errors.append(f"type    {where} {answer.number}: {mention!r} is {kinds}")
            else:
                right = "/".join(sorted(gold.names(one["entity"])))
                result.errors.append(f"entity  {where} {answer.number}: {mention!r} is {right!r}, not {name!r}")
        rights = one["channel"]
        kind, whom = parted(answer.channel)
        of_kind = [right for right in rights if right is not None and right["kind"] == kind]
        hit = any(_is_whom(gold, right, whom) for right in of_kind)
        result.claimed += answer.channel is not None
        result.due += None not in rights or bool(of_kind)
        result.kinds += bool(of_kind)
        result.channels += hit
        if not hit and (answer.channel is not None or None not in rights):
            right = [r and (r["kind"], [gold.words(p) for p in r["whom"]]) for r in rights]
            result.errors.append(f"channel {where} {answer.number}: {right}, not {answer.channel!r}")
    return result


def parted(channel: str | None) -> tuple[str, str]:
    """Kind and whom of a channel in words: "interview with Example Radio"."""
    words = channel or ""
    at, link = min(((words.find(link), link) for link in _LINKS if link in words), default=(len(words), ""))
    return words[:at], folded(words[at + len(link) :])


def _is_whom(gold: Gold, right: dict[str, Any], whom: str) -> bool:
    if not right["whom"]:
        return whom == "" or (right["kind"] == "tweet" and whom == "twitter")
    return whom in {folded(gold.words(place)) for place in right["whom"]}


def total(tallies: list[Tally]) -> Tally:
    """The sum of counts."""
    result = Tally()
    for one in tallies:
        result.add(one)
    return result


def interval(tallies: list[Tally], measure: Any) -> tuple[float, float]:
    """The 95% interval of a measure, by a bootstrap over articles."""
    chance = random.Random(1)
    values = sorted(measure(total(chance.choices(tallies, k=len(tallies)))) for _ in range(1000))
    return values[25], values[974]


def line(name: str, tallies: list[Tally]) -> str:
    """One line of the table."""
    t = total(tallies)
    low, high = interval(tallies, Tally.entity)
    low_f, high_f = interval(tallies, Tally.f1)
    precision = t.channels / t.claimed if t.claimed else 1.0
    recall = t.channels / t.due if t.due else 1.0
    return (
        f"{name:<28} {len(tallies):>3} {t.named:>4}  {t.entity():.3f} [{low:.2f}, {high:.2f}]  {t.type():.3f}   "
        f"{t.claimed:>3} {t.due:>3}  {precision:.2f} {recall:.2f} {t.f1():.3f} [{low_f:.2f}, {high_f:.2f}]  "
        f"{t.f1(kind_alone=True):.3f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="score sources and channels against the gold set")
    parser.add_argument("--part", choices=["tuned", "held"])
    parser.add_argument("--engine", default="rules", help="the engine of the end-to-end figures")
    parser.add_argument("--errors", action="store_true", help="print every error of the gold spans")
    asked = parser.parse_args()
    golds = [g for g in read() if asked.part in (None, g.part)]
    print(f"{'':<28} {'art':>3} {'n':>4}  entity               type    said due  P    R    F1    channel       kind")
    for title, answer in (("gold spans", from_gold_spans), ("end to end", lambda g: end_to_end(g, asked.engine))):
        tallies = [(g, tally(g, answer(g))) for g in golds]
        print(title)
        for part in sorted({g.part for g in golds}, reverse=True):
            of_part = [(g, t) for g, t in tallies if g.part == part]
            for where in ("own", "articles", "fakes", "polnear/train"):
                if some := [t for g, t in of_part if g.where == where]:
                    print(line(f"  {part} {where}", some))
            print(line(f"  {part} all", [t for _, t in of_part]))
        if asked.errors and title == "gold spans":
            print("\n".join(e for _, t in tallies for e in t.errors))


if __name__ == "__main__":
    main()
