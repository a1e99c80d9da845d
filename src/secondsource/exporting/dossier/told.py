"""What a dossier tells of an article and of a claim, in the order in which both forms show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.exporting.dossier.deeds import Deed, deed, despite
from secondsource.exporting.dossier.evidence import Piece, came, piece
from secondsource.exporting.dossier.parts import (
    Code,
    Fact,
    Line,
    Outside,
    Part,
    Quoted,
    When,
    address,
    counted,
    day,
    joined,
)
from secondsource.exporting.dossier.words import GROUPS, KIND, SOURCE
from secondsource.exporting.release import BLOCK, PROTECTED
from secondsource.model import Kind, SourceType

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import ClaimContents, Contents, Kept
    from secondsource.exporting.dossier.summary import Summary
    from secondsource.exporting.release import Release
    from secondsource.model import Source, Terms, Verdict

HELD: Final = BLOCK
"""What stands for each character that is held back."""


class Group(NamedTuple):
    """Findings of one sort."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim: ``ruling`` says how it stands, ``rationale`` why; ``facts`` come first, ``history`` last."""

    uid: str
    label: str
    verdict: Verdict | None
    words: str
    facts: list[Fact]
    ruling: list[Line]
    rationale: str | None
    findings: list[Group]
    evidence: list[Piece]
    history: list[Deed]


@dataclass
class Telling:
    """Tells of a case's articles and claims; ``used`` gathers the terms that the glossary explains."""

    release: Release
    summary: Summary
    used: set[str] = field(default_factory=set)

    def article(self, contents: Contents) -> list[Fact]:
        """Return what is known of an article."""
        words = self.release.words
        original = contents.original
        if contents.coverage is not None:
            self.used.add("coverage")
        facts = [
            Fact("Outlet", (Outside(words(contents.outlet)),)) if contents.outlet else None,
            Fact("Author", (Outside(contents.author),)) if contents.author else None,
            Fact("Published", (day(contents.published),)) if contents.published else None,
            Fact("Address", (address(contents.url, words),)) if contents.url else None,
            Fact("Name in the case", (Outside(contents.name),)),
            Fact("File", self._file(contents)) if original else None,
            came(original.get("fetched"), words),
            Fact("Added", (When(contents.added_at), " by ", Outside(words(contents.added_by)))),
            Fact("Taken apart by", (Outside(contents.engine),)),
            Fact("Coverage", self._coverage(contents)) if contents.coverage else None,
            Fact("SHA-256", (Code(contents.sha256),)),
            Fact("Note", ("A newer version of this article is in the case.",)) if contents.newer else None,
        ]
        return [fact for fact in facts if fact]

    def claim(self, contents: Contents, one: ClaimContents) -> Told:
        """Return all that is told of a claim."""
        claim = one.claim
        evidence = [piece(kept, self.release.words) for kept in self.release.evidence(one)]
        history = [deed(entry, self.release.words) for entry in self.release.history(one)]
        self._use(one, evidence, history)
        return Told(
            claim.claim,
            self.summary.label(one.number) or claim.claim,
            claim.verdict,
            claim.text,
            self._facts(contents, one),
            self._ruling(one),
            claim.rationale,
            self._findings(one),
            evidence,
            history,
        )

    def is_protected(self, one: ClaimContents) -> bool:
        """Tell whether a claim is of a source that must not be known outside."""
        return any(one.source_key in source.keys for source in self.release.protected)

    def _file(self, contents: Contents) -> Line:
        original, words = contents.original, self.release.words
        return joined(
            [
                (Outside(words(original["name"])),) if original.get("name") else (),
                (Outside(words(original["within"])),) if original.get("within") else (),
                (Code(words(original["content_type"])),) if original.get("content_type") else (),
                ("read as ", Outside(words(original["read_by"]))) if original.get("read_by") else (),
            ]
        )

    def _coverage(self, contents: Contents) -> Line:
        coverage = contents.coverage
        assert coverage is not None  # noqa: S101 - asked before
        line: list[Part] = [f"{coverage.share:.0%} of its words are part of a claim"]
        for place, (reason, count) in enumerate(coverage.silent.items()):
            line += ["; the rest: " if not place else ", ", Outside(reason), f" ({counted(count, 'word')})"]
        return tuple(line)

    def _facts(self, contents: Contents, one: ClaimContents) -> list[Fact]:
        claim, words = one.claim, self.release.words
        facts = [Fact("Said by", said_by(one, words))]
        if kind := _kind(one):
            facts.append(Fact("Kind", kind))
        called: list[Line] = [
            (Quoted(claim.source_text),) if claim.source_text else (),
            (Quoted(one.cue),) if one.cue else (),
        ]
        if any(called):
            facts.append(Fact("In the article", joined(called, ", ")))
        if claim.channel:
            facts.append(Fact("Channel", (Outside(claim.channel),)))
        place = contents.mark_at(claim.start)
        if place:
            facts.append(Fact("In the original", (Outside(words(place)),)))
        facts.append(Fact("Origins", (_origins(one.origins),)))
        if one.orphan:
            facts.append(Fact("Note", ("These words are not in the newer version of the article.",)))
        return facts

    def _ruling(self, one: ClaimContents) -> list[Line]:
        claim, words = one.claim, self.release.words
        lines: list[Line] = []
        if claim.verdict:
            lines.append(("Decided by ", Outside(words(claim.reviewer or "")), " on ", When(claim.decided_at or "")))
        elif one.conflict:
            lines.append(("Verdicts contradict each other: ", Outside(one.conflict)))
        if one.signed_by:
            lines.append(("Second signature: ", Outside(words(one.signed_by))))
        if one.despite:
            warnings, _, reason = one.despite.partition(": ")
            lines.append(("Given ", *despite(warnings.split(", "), reason)))
        return lines

    def _findings(self, one: ClaimContents) -> list[Group]:
        groups: dict[str, list[Line]] = {}
        for kept in self.release.findings(one):
            title = GROUPS.get(kept.finding.check)
            if title:
                self.used |= {kept.finding.check, "finding"}
                groups.setdefault(title, []).append(self._finding(kept))
        return [Group(title, lines) for title, lines in groups.items()]

    def _finding(self, kept: Kept) -> Line:
        finding = kept.finding
        line: list[Part] = [f"{finding.check.value}: ", Outside(finding.words)]
        if kept.other is not None:
            uid = self.release.uid_of(kept.other)
            to = self.summary.to(uid, kept.other) if uid else None
            if uid:
                line += [" · ", to or Code(uid)]
        line += [" · rule ", Code(finding.rule)]
        return tuple(line)

    def _use(self, one: ClaimContents, evidence: list[Piece], history: list[Deed]) -> None:
        """Remember the terms that the glossary is to explain."""
        self.used |= {str(one.claim.kind), "origin"}
        used = {
            str(one.nature): one.nature,
            "channel": one.claim.channel,
            str(one.terms): one.terms,
            "second signature": one.signed_by,
            "in spite of": one.despite,
            "taken back": any(entry.undone for entry in history),
            "evidence": evidence,
            "primary source": any(kept.primary for kept in evidence),
            "protected source": self.is_protected(one),
            SourceType.UNNAMED.value: one.source and one.source.type is SourceType.UNNAMED,
            **{str(kept.stance): True for kept in evidence},
        }
        self.used |= {term for term, does in used.items() if does}


def said_by(one: ClaimContents, words: Callable[[str], str]) -> Line:
    """Return who said a claim, and on what terms; ``words`` masks what must not be known outside."""
    if one.source:
        return joined([described(one.source, words), (one.terms.value,) if one.terms else ()])
    if one.claim.source_text:
        return (Outside(one.claim.source_text),)
    return ("The article, in its own voice",) if one.claim.kind is Kind.NARRATOR else ("Nobody is named",)


def described(source: Source, words: Callable[[str], str]) -> Line:
    """Return who a source is: name, role, affiliation, and what it is where that is not plain."""
    if source.name == PROTECTED:
        return (PROTECTED[0].upper() + PROTECTED[1:],)
    known = source.name.casefold()  # an unnamed source is called by what it is
    role = source.role if source.role and source.role.casefold() not in known else None
    affiliation = source.affiliation if source.affiliation and source.affiliation.casefold() not in known else None
    return joined(
        [
            (Outside(words(source.name)),),
            (Outside(words(role)),) if role else (),
            ("for ", Outside(words(affiliation))) if affiliation else (),
            (SOURCE[source.type],) if source.type is not SourceType.NAMED else (),
        ],
        ", ",
    )


def terms_of(terms: Terms | None) -> Line:
    """Return on what terms a source speaks, nothing where they are unknown."""
    return (terms.value,) if terms else ()


def _kind(one: ClaimContents) -> Line:
    said: list[Line] = []
    if one.claim.kind is not Kind.NARRATOR:
        said = [(KIND[one.claim.kind],), () if one.speech else ("a belief or an intention, not speech",)]
    return joined([*said, (one.nature.value,) if one.nature else ()])


def _origins(origins: int | None) -> str:
    return "not counted yet" if origins is None else f"{counted(origins, 'distinct origin')}"
