"""Where claims come from, as W3C PROV-JSON (Member Submission of 24 April 2013): the origin graph and who decided what.

Articles, claims, evidence and decisions are entities; sources, outlets, reviewers and the extraction engine agents;
extractions and what reviewers did activities. What each relation means here is told in ``docs/annotations.md``.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, TextIO

from secondsource.exporting.identifiers import URN, address, born, encoded, moment
from secondsource.exporting.release import BLOCK
from secondsource.model import Check, Kind, SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from tempfile import SpooledTemporaryFile

    from secondsource.casefile import ClaimContents, Contents, Entry, Evidence
    from secondsource.exporting.release import Release
    from secondsource.model import Source

_KINDS: Final = ("article", "claim", "copy", "decision", "engine", "event", "evidence", "extraction", "organization",
                 "person", "reviewer", "source", "words")  # fmt: skip
PREFIXES: Final = {"prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#", "ss": URN} | {
    kind: f"{URN}{kind}:" for kind in _KINDS
}
# The parts of a document in their order, as the submission names them.
_PARTS: Final = ("entity", "activity", "agent", "wasGeneratedBy", "used", "wasInformedBy", "wasInvalidatedBy",
                 "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith", "actedOnBehalfOf",
                 "alternateOf")  # fmt: skip
_AGENT_TYPE: Final = {
    SourceType.NAMED: "prov:Person",
    SourceType.INSTITUTION: "prov:Organization",
    SourceType.OUTLET: "prov:Organization",
}
# How a claim stands to a primary source whose words it repeats.
_REPEATS: Final = frozenset({Check.VERBATIM, Check.CUT, Check.SPLICED})
_DECISIONS: Final = ("verdict", "rationale", "signoff")
_PROGRAM: Final = "secondsource"  # what the log calls whoever gave no name
_IN_MEMORY: Final = 1 << 20  # bytes of each part of the document


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write the origin graph of the claims asked for and yield 1 after each entity."""
    with ExitStack() as stack:
        parts = {
            name: _Part(stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8")))
            for name in _PARTS
        }
        graph = _Graph(release, parts)
        for article, claims in release.articles():
            before = parts["entity"].records
            graph.article(article)
            for one in claims:
                graph.claim(article, one)
            for _ in range(parts["entity"].records - before):
                yield 1
        graph.quotations()
        file.write(f'{{\n"prefix": {json.dumps(PREFIXES)}')
        for name, part in parts.items():
            if part.records:
                file.write(f',\n"{name}": {{\n')
                file.writelines(part.text())
                file.write("\n}")
        file.write("\n}\n")


class _Part:
    """One part of the document. It must be in one piece while articles come one by one, so it waits in a file."""

    def __init__(self, file: SpooledTemporaryFile[str]) -> None:
        self.records = 0
        self._file = file

    def add(self, name: str, values: dict[str, Any]) -> None:
        """Add a record; values that are None are left out."""
        told = {key: value for key, value in values.items() if value is not None}
        start = ",\n" if self.records else ""
        self._file.write(f"{start}{json.dumps(name)}: {json.dumps(told, ensure_ascii=False)}")
        self.records += 1

    def text(self) -> Iterator[str]:
        """Yield all of it, some at a time."""
        self._file.seek(0)
        while some := self._file.read(_IN_MEMORY):
            yield some


class _Graph:
    """Adds what a release tells to the parts of the document."""

    def __init__(self, release: Release, parts: dict[str, _Part]) -> None:
        self._release = release
        self._parts = parts
        self._held = {key for source in release.protected for key in source.keys}
        self._known: set[str] = set()  # what several claims may have in common
        self._copies: dict[str, str] = {}  # by the evidence
        self._repeating: list[tuple[str, str]] = []  # claims, each with the evidence whose words it repeats

    def article(self, article: Contents) -> None:
        """Add an article, its outlet and author, and the extraction that found its claims."""
        name, extraction = f"article:{article.sha256}", f"extraction:{article.sha256}"
        self._entity(
            name,
            "ss:Article",
            article.title or article.name,
            {
                "prov:location": address(article.url),
                "ss:published": _typed(article.published, "xsd:date"),
                "ss:sha256": article.sha256,
            },
        )
        if article.outlet:
            self._relate("wasAttributedTo", entity=name, agent=self._organization(article.outlet))
        if article.author and BLOCK not in article.author:
            author = f"person:{encoded(article.author)}"
            self._agent(author, "prov:Person", article.author)
            self._relate("wasAttributedTo", entity=name, agent=author)
        self._activity(extraction, "ss:Extraction", article.added_at, article.added_by)
        self._relate("used", activity=extraction, entity=name, time=article.added_at)
        engine = f"engine:{encoded(article.engine)}"
        self._agent(engine, "prov:SoftwareAgent", article.engine)
        self._relate("wasAssociatedWith", activity=extraction, agent=engine)

    def claim(self, article: Contents, one: ClaimContents) -> None:
        """Add a claim, who said it and by what way, what it is held against, and what was decided on it."""
        claim, history, findings = one.claim, list(self._release.history(one)), self._release.findings(one)
        name = f"claim:{claim.claim}"
        told = {
            "prov:value": claim.text,
            "ss:kind": claim.kind,
            "ss:start": claim.start,
            "ss:end": claim.end,
            "ss:verdict": claim.verdict,
            "ss:distinctOrigins": one.origins,
        }
        self._entity(name, "ss:Claim", None, told)
        came = born(one, article, history)
        maker = f"event:{came.event}" if came.event else f"extraction:{article.sha256}"
        self._relate("wasGeneratedBy", entity=name, activity=maker, time=came.at)
        self._derive(name, f"article:{article.sha256}", "prov:Quotation")
        self._said_by(article, one, name)
        for evidence in self._release.evidence(one):
            self._evidence(evidence, name)
        for kept in findings:
            if kept.finding.check is Check.SAME and kept.other is not None:
                self._relate("alternateOf", alternate1=name, alternate2=f"claim:{self._release.uid_of(kept.other)}")
            if kept.finding.check in _REPEATS and kept.evidence:
                self._repeating.append((name, kept.evidence))
        self._decisions(history)

    def quotations(self) -> None:
        """Add which claims repeat the words of which kept copies, once all copies are known."""
        for claim, evidence in self._repeating:
            if evidence in self._copies:
                self._derive(claim, self._copies[evidence], "prov:Quotation")

    def _said_by(self, article: Contents, one: ClaimContents, name: str) -> None:
        """Add whom a claim is attributed to; the words that came by a channel are between the two."""
        claim = one.claim
        if one.source is None:
            if claim.kind is Kind.NARRATOR and article.outlet:
                self._relate("wasAttributedTo", entity=name, agent=self._organization(article.outlet))
            return
        source = self._source(one, one.source)
        self._credit(name, source, one.source)
        if claim.channel:
            words = f"words:{_short(article.sha256, source, claim.channel)}"
            if self._is_new(words):
                self._entity(words, "ss:Words", claim.channel, {})
                self._credit(words, source, one.source)
            self._derive(name, words)

    def _source(self, one: ClaimContents, source: Source) -> str:
        """Add a source and return its name. That of a protected one does not tell what else it said."""
        held = one.source_key in self._held
        if source.type is SourceType.OUTLET and not held:
            return self._organization(source.name)
        name = f"source:{_short(one.claim.claim if held else one.source_key or source.name)}"
        told = {"ss:sourceType": source.type, "ss:role": source.role}
        if source.type is SourceType.DOCUMENT:
            if self._is_new(name):
                self._entity(name, "ss:Document", source.name, told)
            return name
        if self._agent(name, _AGENT_TYPE.get(source.type), source.name, told) and source.affiliation:
            self._relate(
                "actedOnBehalfOf",
                delegate=name,
                responsible=self._organization(source.affiliation),
            )
        return name

    def _credit(self, name: str, to: str, source: Source) -> None:
        if source.type is SourceType.DOCUMENT:
            self._derive(name, to)
        else:
            self._relate("wasAttributedTo", entity=name, agent=to)

    def _evidence(self, evidence: Evidence, claim: str) -> None:
        """Add a kept copy, and what a reviewer took from it for or against a claim."""
        copy, piece, event = f"copy:{evidence.sha256}", f"evidence:{evidence.uid}", f"event:{evidence.uid}"
        self._copies[evidence.uid] = copy
        if evidence.primary:
            self._derive(claim, copy, "prov:PrimarySource")
        if self._is_new(copy):
            told = {
                "prov:location": address(evidence.url),
                "ss:mediaType": evidence.content_type,
                "ss:sha256": evidence.sha256,
                "ss:bytes": evidence.size,
                "ss:fetched": _typed(moment((evidence.fetched or {}).get("at")), "xsd:dateTime"),
            }
            self._entity(copy, "ss:Copy", evidence.name, told)
        if not self._is_new(piece):
            return
        told = {"ss:stance": evidence.stance, "prov:value": evidence.passage}
        self._entity(piece, "ss:Evidence", None, told)
        self._derive(piece, copy, "prov:Quotation" if evidence.passage else None)
        self._activity(event, "ss:Attaching", evidence.at, evidence.reviewer)
        self._relate("used", activity=event, entity=copy, time=evidence.at)
        self._relate("used", activity=event, entity=claim, time=evidence.at)
        self._relate("wasGeneratedBy", entity=piece, activity=event, time=evidence.at)

    def _decisions(self, history: Iterable[Entry]) -> None:
        """Add what reviewers did. Notes are the desk's own, and of evidence there is what stands."""
        taken_back = {}
        for entry in history:
            event, meant = entry.event, entry.meant
            name = f"event:{event.uid}"
            kind = meant.kind if meant else event.kind
            if (
                kind not in (*_DECISIONS, "revision")
                or event.subject in self._release.withheld
                or not self._is_new(name)
            ):
                continue
            self._activity(name, f"ss:{event.kind.capitalize()}", event.at, event.actor)
            if meant:
                self._relate("wasInformedBy", informed=name, informant=f"event:{meant.uid}")
                if kind in _DECISIONS:
                    taken_back[meant.uid] = event
            elif kind in _DECISIONS:
                decision, values = f"decision:{event.uid}", event.values
                told = {"ss:verdict": values.get("verdict"), "prov:value": values.get("rationale")}
                self._entity(decision, f"ss:{kind.capitalize()}", None, told)
                self._relate("used", activity=name, entity=f"claim:{event.subject}", time=event.at)
                self._relate("wasGeneratedBy", entity=decision, activity=name, time=event.at)
                for over in values.get("over", ()):
                    self._derive(decision, f"decision:{over}", "prov:Revision" if kind != "signoff" else None)
        for uid, event in taken_back.items():
            if event.kind == "undo":
                self._relate("wasInvalidatedBy", entity=f"decision:{uid}", activity=f"event:{event.uid}", time=event.at)

    def _entity(self, name: str, kind: str, label: str | None, told: dict[str, Any]) -> None:
        self._parts["entity"].add(name, {"prov:type": _qualified(kind), "prov:label": label, **told})

    def _activity(self, name: str, kind: str, at: str, by: str) -> None:
        values = {"prov:startTime": at, "prov:endTime": at, "prov:type": _qualified(kind)}
        self._parts["activity"].add(name, values)
        agent = f"reviewer:{encoded(by)}"
        self._agent(agent, "prov:SoftwareAgent" if by == _PROGRAM else "prov:Person", by)
        self._relate("wasAssociatedWith", activity=name, agent=agent)

    def _organization(self, name: str) -> str:
        known = f"organization:{encoded(name)}"
        self._agent(known, "prov:Organization", name)
        return known

    def _agent(self, name: str, kind: str | None, label: str, told: dict[str, Any] | None = None) -> bool:
        """Add an agent, unless it is there; return whether it was new."""
        if not self._is_new(name):
            return False
        told = told or {}
        self._parts["agent"].add(name, {"prov:type": _qualified(kind) if kind else None, "prov:label": label, **told})
        return True

    def _derive(self, name: str, source: str, kind: str | None = None) -> None:
        values = {"prov:type": _qualified(kind)} if kind else {}
        self._relate("wasDerivedFrom", values, generatedEntity=name, usedEntity=source)

    def _relate(self, relation: str, values: dict[str, Any] | None = None, **ends: str) -> None:
        part = self._parts[relation]
        part.add(f"_:{relation}{part.records}", {f"prov:{end}": name for end, name in ends.items()} | (values or {}))

    def _is_new(self, name: str) -> bool:
        if name in self._known:
            return False
        self._known.add(name)
        return True


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _typed(value: str | None, kind: str) -> dict[str, str] | None:
    return {"$": value, "type": kind} if value else None


def _short(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for these texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
