"""A claim while a reviewer corrects it: which words of its article are its source, its cue and its content.

A draft never changes; each step makes another one, so that any step can be taken back. Whatever is selected, the
pieces of a draft are what ``casefile.revise`` takes: inside the text, in its order, none in another of the same role,
none empty, and none that cuts a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from secondsource.casefile import Described
from secondsource.desk import quoting
from secondsource.desk.text_units import cluster_at, has_words, next_word, previous_word, whole
from secondsource.model import Kind, Source, SourceType, Span, Spans, UnusableInput

Role = Literal["source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")
BY_HAND: Final = "by hand"
_ARTICLES: Final = frozenset({"a", "an", "the"})
# What may stand between two pieces of one content that are read as one; a line end may not.
_CONTINUES: Final = re.compile(r"[^\S\r\n]*[,;.]?[^\S\r\n]*")
_ENOUGH: Final = 2000  # code points of either end of a long text that are shown
_CUT: Final = ", \t\r\n\f\v\xa0"


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim over ``text``: the pieces of each role, and ``was``, what the case holds of the claim it began as."""

    text: str = field(repr=False)
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    was: Described | None = field(default=None, repr=False)

    @classmethod
    def of(cls, text: str, claim: Described) -> Draft:
        """Return the draft of a claim as it stands."""
        return cls(text, claim.source, claim.cue, claim.content, claim)

    def spans(self, role: Role) -> Spans:
        """Return the pieces of a role, in the order of the text."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]

    def words(self, role: Role) -> str:
        """Return the words of a role as they are read, on one line; an ellipsis stands for what is between pieces."""
        return " … ".join(self.on_one_line(span) for span in self.spans(role))

    def on_one_line(self, span: Span) -> str:
        """Return the words at a place on one line; of very many, the first and the last ones."""
        start, end = span
        if end - start > 2 * _ENOUGH:
            parts = (self.text[start : start + _ENOUGH], "…", self.text[end - _ENOUGH : end])
            return " ".join(word for part in parts for word in part.split())
        return " ".join(self.text[start:end].split())

    def piece_at(self, offset: int) -> tuple[Role, Span] | None:
        """Return the piece that is shown at an offset with its role, None where there is none."""
        for role in ROLES:
            for span in self.spans(role):
                if span.start <= offset < span.end:
                    return role, span
        return None

    def with_role(self, role: Role, start: int, end: int) -> Draft:
        """Return the draft in which a role is just these words; see ``adding`` for words that have another role."""
        bare = self._having(role, ())
        return bare.adding(role, start, end) if whole(self.text, start, end) else self

    def adding(self, role: Role, start: int, end: int) -> Draft:
        """Return the draft in which a role holds these words too.

        A word has one role. A source or cue that lies wholly inside the selection keeps its own, and the new piece goes
        around it (a content around "Quill said"); whatever else has these words gives them up.
        """
        chosen = whole(self.text, start, end)
        if chosen is None:
            return self
        others = {"source": self.cue, "cue": self.source, "content": self.source + self.cue}[role]
        kept = [span for span in others if _within(span, chosen) and span != chosen]
        pieces = self._less(chosen, kept)
        if not pieces:
            pieces, kept = [chosen], []
        draft = self
        for other in ROLES:
            if other != role:
                left = [self._less(span, pieces) if _overlap(span, pieces) else [span] for span in self.spans(other)]
                draft = draft._having(other, [span for one in left for span in one])
        return draft._having(role, _united([*self.spans(role), *pieces]))

    def without(self, offset: int) -> Draft:
        """Return the draft without the piece that is shown at an offset."""
        found = self.piece_at(offset)
        if found is None:
            return self
        role, gone = found
        return self._having(role, [span for span in self.spans(role) if span != gone])

    def moving_edge(
        self, piece: tuple[Role, Span], edge: Literal["start", "end"], step: int, *, by_word: bool
    ) -> Draft:
        """Return the draft with one edge of a piece a word or a character further on, or back where ``step`` is -1."""
        role, span = piece
        if span not in self.spans(role):
            return self
        at = self._edge(span, edge, step, by_word=by_word)
        start, end = (at, span.end) if edge == "start" else (span.start, at)
        moved = whole(self.text, start, end) if start < end else None
        if moved is None or moved == span:
            return self
        return self._having(role, [other for other in self.spans(role) if other != span]).adding(role, *moved)

    def split(self, offset: int) -> tuple[Draft, Draft]:
        """Return two drafts with the same source and cue, the content parted at an offset.

        White space and commas at the cut are dropped. Raises UnusableInput where a part would hold no words.
        """
        if offset < len(self.text):
            offset = cluster_at(self.text, offset).start
        before = [Span(start, min(end, offset)) for start, end in self.content if start < offset]
        after = [Span(max(start, offset), end) for start, end in self.content if end > offset]
        parts = [self._at_cut(before, last=True), self._at_cut(after, last=False)]
        if not all(parts):
            raise UnusableInput("split inside the content: put the caret where its second part begins")
        first, second = (self._having("content", part) for part in parts)
        return first, second

    @property
    def kind(self) -> Kind:
        """How the claim stands in its article: as it stood while the same words are attributed, else by its marks."""
        attributed = bool(self.source or self.cue)
        was = self.was
        if was and was.content == self.content and bool(was.source or was.cue) == attributed:
            return was.kind
        if not attributed:
            return Kind.NARRATOR
        return quoting.kind_of(self.text, self.content)

    def described(self, speakers: Mapping[str, Source] | None = None) -> Described:
        """Return what the case is to hold; what the reviewer did not touch stays as it was known.

        ``speakers`` are the sources known in this article by the words that name them there, in lower case. Raises
        UnusableInput for a claim without content.
        """
        if not self.content:
            raise UnusableInput("a claim needs its content: select the words that are claimed")
        was = self.was or Described(self.content)
        if self.was and (was.source, was.cue, was.content) == (self.source, self.cue, self.content):
            return was
        return replace(
            was,
            source=self.source,
            cue=self.cue,
            content=self.content,
            kind=self.kind,
            confidence=None,
            reason=BY_HAND,
            speaker=was.speaker if was.source == self.source else self._speaker(speakers or {}),
        )

    def _speaker(self, speakers: Mapping[str, Source]) -> Source | None:
        name = " ".join(word for start, end in self.source for word in self.text[start:end].split())
        if not name:
            return None
        known = speakers.get(name.casefold())
        return known or Source(name, SourceType.NAMED if self._is_name(name) else SourceType.UNNAMED)

    def _is_name(self, words: str) -> bool:
        """Tell whether words hold a capitalised one that is neither an article nor common elsewhere in the text."""
        for word in words.split():
            bare = word.strip("“”\"'‘’«»„(),.")
            if bare[:1].isupper() and bare.casefold() not in _ARTICLES:
                common = re.search(rf"\b{re.escape(bare[:1].lower() + bare[1:])}\b", self.text)
                if common is None:
                    return True
        return False

    def _having(self, role: Role, spans: Iterable[Span]) -> Draft:
        if role == "source":
            return replace(self, source=tuple(spans))
        return replace(self, cue=tuple(spans)) if role == "cue" else replace(self, content=tuple(spans))

    def _less(self, span: Span, taken: Iterable[Span]) -> list[Span]:
        """Return what is left of a piece less others: whole characters, and no mere punctuation."""
        left: list[Span | None] = []
        start = span.start
        for gone in _united(taken):
            if gone.start < span.end and span.start < gone.end:
                left.append(self._bare(start, gone.start, left=start > span.start, right=True))
                start = gone.end
        left.append(self._bare(start, span.end, left=start > span.start, right=False) if start > span.start else span)
        return [piece for piece in left if piece]

    def _bare(self, start: int, end: int, *, left: bool, right: bool) -> Span | None:
        """Return a piece without the white space and commas at its cut edges; None where no words are left."""
        words = self.text[start:end]
        if left:
            start += len(words) - len(words.lstrip(_CUT))
        if right:
            end -= len(words) - len(words.rstrip(_CUT))
        found = whole(self.text, start, end) if start < end else None
        return found if found and has_words(self.text[found.start : found.end]) else None

    def _edge(self, span: Span, edge: Literal["start", "end"], step: int, *, by_word: bool) -> int:
        if not by_word:
            at = span.start if edge == "start" else span.end
            if step < 0:
                before = len(self.text[:at].rstrip())
                return cluster_at(self.text, before - 1).start if before else at
            rest = self.text[at:]
            following = len(self.text) - len(rest.lstrip())
            return cluster_at(self.text, following).end if following < len(self.text) else at
        if edge == "start":
            word = next_word(self.text, span.start) if step > 0 else previous_word(self.text, span.start)
            return word.start if word else span.start
        if step > 0:
            word = next_word(self.text, span.end - 1)
            return word.end if word else span.end
        word = previous_word(self.text, span.end)
        if word and word.end >= span.end:
            word = previous_word(self.text, word.start)
        return word.end if word else span.end

    def _at_cut(self, part: list[Span], *, last: bool) -> list[Span]:
        """Return a side of a cut without white space and commas there, and without pieces that hold nothing else."""
        while part:
            bare = self._bare(*(part[-1] if last else part[0]), left=not last, right=last)
            if bare:
                return [*part[:-1], bare] if last else [bare, *part[1:]]
            part = part[:-1] if last else part[1:]
        return part


@dataclass(frozen=True, slots=True)
class Work:
    """The drafts that a claim has become so far, and which of them is worked on."""

    drafts: tuple[Draft, ...]
    active: int = 0

    @property
    def draft(self) -> Draft:
        """The draft worked on."""
        return self.drafts[self.active]

    def having(self, *drafts: Draft) -> Work:
        """Put drafts in the place of the one worked on."""
        return replace(self, drafts=(*self.drafts[: self.active], *drafts, *self.drafts[self.active + 1 :]))


@dataclass(frozen=True, slots=True)
class Edited:
    """What a reviewer made of a claim: ``act`` as ``casefile.revise`` takes it, and the drafts that come."""

    act: Literal["edit", "split", "add"]
    drafts: tuple[Draft, ...]
    speakers: Mapping[str, Source]

    @property
    def into(self) -> list[Described]:
        """The claims that come, for ``casefile.revise``."""
        return [draft.described(self.speakers) for draft in self.drafts]


def unite(drafts: Iterable[Draft]) -> Draft:
    """Return one draft of several of one text, in the order of the text.

    Source and cue are those of the first that has any. Pieces of content that overlap, or between which there is no
    more than white space and one punctuation mark, become one. Raises UnusableInput where there is none.
    """
    ordered = sorted(drafts, key=lambda draft: draft.content)
    if not ordered:
        raise UnusableInput("choose the claims that are to become one")
    attributed = next((draft for draft in ordered if draft.source or draft.cue), ordered[0])
    text = attributed.text
    pieces: list[Span] = []
    for span in _united(span for draft in ordered for span in draft.content):
        if pieces and _CONTINUES.fullmatch(text, pieces[-1].end, span.start):
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return attributed._having("content", pieces)


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
