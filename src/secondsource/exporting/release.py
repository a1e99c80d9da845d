"""What may leave a case: everything but what was said off the record, and who it was that spoke on background.

Every export gets its claims, articles, evidence and history here and nowhere else. Where a source is protected, its
words give way to blocks of the same length, so that every offset still holds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from secondsource import casefile
from secondsource.model import SourceType, Terms, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.casefile import Case, ClaimContents, Contents, Entry, Evidence, Filter, Kept, Order, Protected
    from secondsource.model import Claim, Source, Spans

BLOCK: Final = "█"
PROTECTED: Final = "a protected source"
_SHORTEST_SURNAME: Final = 3
# The fields of a claim in which a name may stand.
_TOLD: Final = (
    "article", "outlet", "source", "source_text", "affiliation", "channel", "text", "rationale",
)  # fmt: skip
_BETWEEN: Final = r"(?:[\W_]|%20)+"  # what stands between the words of a name
_RECENT: Final = 16  # articles
_WORD: Final = re.compile(r"[a-z2-7]{12}")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes what is exported: its ``name``, its ``url``, and ``reviews_at``, under which each review stands.

    The review of a claim is published at ``reviews_at`` followed by the claim's id. Each is None where it is not known.
    """

    name: str | None = None
    url: str | None = None
    reviews_at: str | None = None


class Release:
    """One case on its way out: ``wanted`` says which of its claims, None all.

    ``include`` names the protected sources that may go out all the same. Raises UnusableInput for a name that no
    protected source has.
    """

    def __init__(
        self,
        case: Case,
        wanted: Filter | None = None,
        *,
        include: Iterable[str] = (),
        publisher: Publisher | None = None,
    ) -> None:
        self.case = case
        self.wanted = wanted
        self.publisher = publisher or Publisher()
        self._held = _held(casefile.protected_sources(case), include)
        names = {name for source in self._held.values() for name in source.names}
        names |= {_surname(name) for name in names}
        words = sorted(filter(None, names), key=lambda name: (-len(name), name))
        self._recent: dict[int, dict[str, Claim]] = {}
        self._names = _pattern(words) if words else None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the case is held back."""
        return not self._held

    @property
    def protected(self) -> tuple[Protected, ...]:
        """The sources that are held back."""
        return tuple(dict.fromkeys(self._held.values()))

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The ids of the claims that are left out."""
        if not any(source.terms is Terms.OFF_RECORD for source in self._held.values()):
            return frozenset()
        return frozenset(
            one.claim.claim
            for article in self._articles_touched
            for one in casefile.claims_in(self.case, article)
            if self._is_off(one)
        )

    def claims(self, order: Order | None = None) -> Iterator[Claim]:
        """Yield the claims asked for, in reading order where no other is given, as they may be read outside."""
        found = casefile.claims(self.case, self.wanted, order or casefile.Order.READING)
        if self.is_whole:
            yield from found
            return
        for claim in found:
            number = casefile.number_of(self.case, claim.claim) or 0
            article = casefile.article_of(number)
            if article not in self._articles_touched:
                yield self._told(claim)
            elif claim.claim not in self.withheld:
                yield self._released_claims(article)[claim.claim]

    def articles(self) -> Iterator[tuple[Contents, list[ClaimContents]]]:
        """Yield each article with claims asked for, and these claims, in reading order; without a filter, all."""
        if self.wanted is None or not self.wanted:
            for contents in casefile.contents(self.case):
                yield self._released(contents)
            return
        numbers = casefile.find(self.case, self.wanted, casefile.Order.READING)
        wanted = set(numbers)
        for article in dict.fromkeys(casefile.article_of(number) for number in numbers):
            contents, claims = self._released(casefile.contents_of(self.case, article))
            yield contents, [one for one in claims if one.number in wanted]

    def findings(self, claim: ClaimContents) -> tuple[Kept, ...]:
        """Return what the checks found at a claim; none that tells of a claim which is left out."""
        found = casefile.findings_on(self.case, claim.number)
        if found is None:
            return ()
        if self.is_whole:
            return found.findings
        return tuple(
            kept._replace(finding=replace(kept.finding, words=self.words(kept.finding.words)))
            for kept in found.findings
            if kept.other is None or self.uid_of(kept.other) is not None
        )

    def uid_of(self, number: int) -> str | None:
        """Return the id of the claim with this number, None where it is left out."""
        uid = casefile.uid_of(self.case, number)
        return None if uid in self.withheld else uid

    def evidence(self, claim: ClaimContents) -> tuple[Evidence, ...]:
        """Return the evidence on a claim; none on that of a protected source, whose words it holds."""
        if claim.source_key in self._held:
            return ()
        found = casefile.evidence_on(self.case, claim.number)
        if self.is_whole:
            return found
        return tuple(
            replace(
                piece,
                passage=piece.passage and self.words(piece.passage),
                name=self.words(piece.name),
                url=self._address(piece.url),
                fetched=self._masked(piece.fetched),
            )
            for piece in found
        )

    def history(self, claim: ClaimContents) -> Iterator[Entry]:
        """Yield what was done on a claim, oldest first; of that of a protected source, not what was attached to it."""
        held = claim.source_key in self._held
        for entry in casefile.entries(self.case, claim.claim.claim):
            if self.is_whole:
                yield entry
                continue
            if held and "evidence" in (entry.event.kind, entry.meant.kind if entry.meant else ""):
                continue
            told = json.dumps(self._masked(entry.event.values), ensure_ascii=False)
            event = replace(entry.event, payload=told)
            meant = entry.meant and replace(
                entry.meant, payload=json.dumps(self._masked(entry.meant.values), ensure_ascii=False)
            )
            yield replace(entry, event=event, meant=meant, text=entry.text and self.words(entry.text))

    def original(self, article: Contents) -> bytes | None:
        """Return the bytes an article was read from; None where they are not kept, or tell what is held back."""
        if not article.original or article.number in self._articles_touched:
            return None
        text = article.text if self.is_whole else casefile.article_text(self.case, article.number)
        kept = article.original["kept"]
        content = casefile.copy_of(self.case, article.sha256) if kept else text.encode()
        return content if self._may_leave(content, text) else None

    def copy(self, piece: Evidence) -> bytes | None:
        """Return the kept bytes of a piece of evidence; None where they tell what is held back: a copy is never cut."""
        content = casefile.copy_of(self.case, piece.sha256)
        if self.is_whole:
            return content
        if piece.sha256 in {casefile.article_sha256(self.case, article) for article in self._articles_touched}:
            return None
        return content if self._may_leave(content, casefile.text_of(self.case, piece)) else None

    def _may_leave(self, content: bytes, text: str | None) -> bool:
        """Tell whether neither the bytes nor what was read from them names a protected source."""
        if self._names is None:
            return True
        return not any(self._names.search(told) for told in (content.decode("utf-8", "replace"), text or ""))

    def words(self, text: str) -> str:
        """Return a text in which blocks stand for the names of protected sources."""
        return self._names.sub(lambda name: BLOCK * len(name[0]), text) if self._names else text

    def _address(self, url: str | None) -> str | None:
        """Return an address, None where it names a protected source: with blocks in it, it would lead nowhere."""
        return url if url is not None and self.words(url) == url else None

    @cached_property
    def _articles_touched(self) -> frozenset[int]:
        """The articles that claims of protected sources are in."""
        return casefile.articles_of_sources(self.case, self._held)

    def _released(self, contents: Contents) -> tuple[Contents, list[ClaimContents]]:
        claims = list(casefile.claims_in(self.case, contents.number))
        if self.is_whole:
            return contents, claims
        text = list(contents.text)
        for one in claims:
            for span in self._hidden(one):
                text[span[0] : span[1]] = BLOCK * (span[1] - span[0])
        masked = self.words("".join(text))
        contents = replace(
            contents,
            text=masked,
            name=self.words(contents.name),
            outlet=contents.outlet and self.words(contents.outlet),
            title=contents.title and self.words(contents.title),
            author=contents.author and self.words(contents.author),
            url=self._address(contents.url),
            original={} if contents.number in self._articles_touched else self._masked(contents.original),
        )
        return contents, [self._claim(one, contents) for one in claims if not self._is_off(one)]

    def _released_claims(self, article: int) -> dict[str, Claim]:
        """Return the claims of an article that may leave, by id; those of the last few articles are kept."""
        known = self._recent.get(article)
        if known is None:
            _, claims = self._released(casefile.contents_of(self.case, article))
            known = self._recent[article] = {one.claim.claim: one.claim for one in claims}
            while len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
        return known

    def _told(self, claim: Claim) -> Claim:
        """Return a claim without the names of protected sources, wherever it speaks of them."""
        masked: dict[str, Any] = {name: self.words(value) for name in _TOLD if (value := getattr(claim, name))}
        findings = (found for found in claim.findings if self.withheld.isdisjoint(_WORD.findall(found)))
        return replace(
            claim,
            **masked,
            url=self._address(claim.url),
            findings=tuple(map(self.words, findings)),
            evidence=tuple(map(self.words, claim.evidence)),
        )

    def _hidden(self, one: ClaimContents) -> Iterator[tuple[int, int]]:
        if self._is_off(one):
            for spans in one.spans.values():
                yield from spans
        elif one.source_key in self._held and one.called and one.called.type is SourceType.NAMED:
            yield from one.spans["source"]

    def _is_off(self, one: ClaimContents) -> bool:
        held = self._held.get(one.source_key or "")
        return held is not None and held.terms is Terms.OFF_RECORD

    def _claim(self, one: ClaimContents, article: Contents) -> ClaimContents:
        held = one.source_key in self._held
        source = self._public(one) if held else one.source and self._without_names(one.source)
        told = replace(
            self._told(one.claim),
            source_text=_words_of(article.text, one.spans["source"]),
            text=_words_of(article.text, one.spans["content"]) or one.claim.text,
        )
        if held:
            assert source is not None  # noqa: S101 - it is what is held
            told = replace(told, source=source.name, affiliation=source.affiliation, evidence=())
        return replace(
            one,
            claim=told,
            cue=_words_of(article.text, one.spans["cue"]),
            source=source,
            called=source if held else one.called and self._without_names(one.called),
            source_key=one.source_key,
            conflict=one.conflict and self.words(one.conflict),
            despite=one.despite and self.words(one.despite),
        )

    def _public(self, one: ClaimContents) -> Source:
        """Return what outsiders may know of a source on background: what the article says, if it gives no name."""
        called = one.called or one.source
        assert called is not None  # noqa: S101 - only claims of a source come here
        if called.type is SourceType.NAMED:
            return replace(called, name=PROTECTED, type=SourceType.UNNAMED, role=None, affiliation=None)
        return self._without_names(called)

    def _without_names(self, source: Source) -> Source:
        role, affiliation = (value and self.words(value) for value in (source.role, source.affiliation))
        return replace(source, name=self.words(source.name), role=role, affiliation=affiliation)

    def _masked(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, list):
            return [self._masked(one) for one in value]
        return {name: self._masked(one) for name, one in value.items()} if isinstance(value, dict) else value


def _held(sources: Iterable[Protected], include: Iterable[str]) -> dict[str, Protected]:
    """Return the protected sources by key, but for those that are named to go out."""
    sources = list(sources)
    named = {name.strip().casefold(): name for name in include}
    known = {source.name.casefold() for source in sources}
    for asked, name in named.items():
        if asked not in known:
            raise UnusableInput(f"no source off the record or on background is called {name}")
    return {key: source for source in sources if source.name.casefold() not in named for key in source.keys}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds these names, in capitals or not, with whatever a file's name or an address puts for a space."""
    spelled = (_BETWEEN.join(re.escape(word) for word in re.split(r"[\W_]+", name) if word) for name in names)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(filter(None, spelled))})(?![^\W_])", re.IGNORECASE)


def _surname(name: str) -> str:
    """Return the last word of a name of several, by which later mentions call a person; "" where it has none."""
    words = name.split()
    last = words[-1] if len(words) > 1 else ""
    return last if len(last) >= _SHORTEST_SURNAME and last[:1].isupper() else ""


def _words_of(text: str, spans: Spans) -> str | None:
    return " … ".join(text[start:end] for start, end in spans) or None
