"""What a dossier says before the first article: what it is, how the case stands, how to read and to check it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from secondsource.exporting.dossier.parts import Address, Code, Fact, Line, Outside, Part, When, counted, joined

if TYPE_CHECKING:
    from secondsource.exporting.dossier.summary import Summary
    from secondsource.exporting.release import Publisher


def about(known: Summary) -> str:
    """Return what this is, for somebody who has never seen one."""
    articles = len(known.entries)
    what = "an article" if articles == 1 else f"{articles:,} articles"
    them = "it" if articles == 1 else "them"
    return (
        f"This is the record of checking {what}, claim by claim: what each claim says, who said it, what was kept as "
        f"evidence, what the reviewers decided and why. A program took {them} apart and pointed out what to look at. "
        "Every verdict was given by a person."
    )


def glance(known: Summary, publisher: Publisher) -> list[Fact]:
    """Return how the case stands, but for the counts by verdict."""
    facts = [
        Fact("Published by", _publisher(publisher)) if publisher.name or publisher.url else None,
        Fact("Decided by", _reviewers(known)) if known.reviewers else None,
        Fact("Last verdict", (When(known.last),)) if known.last else None,
        Fact("Second signature", (f"on {counted(known.signed, 'claim')}",)) if known.signed else None,
        Fact("In spite of a warning", (counted(known.despite, "verdict"),)) if known.despite else None,
        Fact("Contradicting verdicts", (f"on {counted(known.conflicts, 'claim')}",)) if known.conflicts else None,
        Fact("A selection", _selection(known)) if known.asked else None,
        Fact("Held back", _held_back(known)) if known.protected else None,
    ]
    return [fact for fact in facts if fact]


def checking(known: Summary) -> list[Line]:
    """Return how a reader can check that the record was not changed."""
    entries, _, _ = known.head.partition(":")
    verify = f"secondsource verify {shlex.quote(known.file)} --head {known.head}"
    return [
        (
            f"The record behind this page had {counted(int(entries), 'entry', 'entries')} when it was written. Whoever "
            "has the case file can prove that none of them was changed since:",
        ),
        (Code(verify),),
        (
            "The long number is the head of the record: how many entries it has, and the seal of the last one, which "
            "covers every entry before it.",
        ),
        (
            "Each article and each piece of evidence has its SHA-256. Any program that computes it (sha256sum, shasum) "
            "gives the same for the same file, and another for any other.",
        ),
    ]


def _publisher(publisher: Publisher) -> Line:
    return joined(
        [(Outside(publisher.name),) if publisher.name else (), (Address(publisher.url),) if publisher.url else ()]
    )


def _reviewers(known: Summary) -> Line:
    line: list[Part] = []
    for name, count in sorted(known.reviewers.items(), key=lambda one: (-one[1], one[0])):
        line += [", " if line else "", Outside(name), f" ({counted(count, 'verdict')})"]
    return tuple(line)


def _selection(known: Summary) -> Line:
    line: list[Part] = [f"{known.claims:,} of the case’s {counted(known.total, 'claim')}; asked for: "]
    for place, (name, value) in enumerate(known.asked):
        line += [", " if place else "", f"{name} ", Outside(value)]
    return tuple(line)


def _held_back(known: Summary) -> Line:
    sources = f"{counted(known.protected, 'source')} spoke off the record or on background, and who that is stays out"
    claims = (
        f"; so {'does' if known.withheld == 1 else 'do'} {counted(known.withheld, 'claim')}" if known.withheld else ""
    )
    return (f"{sources}{claims}. Blocks (█) stand in place of the words and names.",)
