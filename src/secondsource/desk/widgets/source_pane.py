"""The source pane: who said it, how it reached the article, why it was found, what was decided, what else was said."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from secondsource import casefile
from secondsource.casefile import UNFAITHFUL
from secondsource.desk.actions import SOURCE
from secondsource.desk.widgets.differences import differing, excerpt, lines_of, who
from secondsource.desk.widgets.layout import fit, readable, wrap
from secondsource.desk.widgets.pane import Pane
from secondsource.display import CONFLICT_GLYPH, DIFFERS_GLYPH, UNFAITHFUL_GLYPH, VERDICT_GLYPH, name_of, one_line
from secondsource.model import Kind, SourceType

if TYPE_CHECKING:
    from textual import events

    from secondsource.casefile import Detail
    from secondsource.desk.widgets.differences import Marks
    from secondsource.examine import Examination

_LABEL: Final = 8  # cells of the column of labels
_MARGIN: Final = 1
_NARROWEST: Final = 12
_BESIDE: Final = 6  # other claims of a group that are listed
_PASSAGE: Final = 600  # code points of what a source really said; the comparison shows more
_WORDS: Final = 400  # code points of a reason
_ORIGINS: Final = 4  # that are named
_TYPE: Final = {
    SourceType.NAMED: "named source",
    SourceType.UNNAMED: "unnamed source",
    SourceType.INSTITUTION: "institution",
    SourceType.DOCUMENT: "document",
    SourceType.OUTLET: "outlet",
}


class _Line(NamedTuple):
    """One line of the pane: pieces of text with the style of each; ``claim`` is the one it leads to."""

    pieces: tuple[tuple[str, str], ...] = ()
    claim: str | None = None


class SourcePane(Pane):
    """What is known of one claim's source. Posts ``Chosen`` when another claim of the source is clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-pane--text",
        "source-pane--name",
        "source-pane--label",
        "source-pane--cursor",
        "source-pane--open",
        "source-pane--corroborated",
        "source-pane--disputed",
        "source-pane--unverified",
        "source-pane--conflict",
        "source-pane--unfaithful",
        "source-pane--changed",
        "source-pane--weighty",
    }

    class Chosen(Message):
        """Another claim of the source was clicked."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self) -> None:
        super().__init__(id=SOURCE)
        self.heading("Source")
        self._detail: Detail | None = None
        self._why_here = ""
        self._found: Examination | None = None
        self._lines: list[_Line] = []
        self._cursor: int | None = None

    @property
    def detail(self) -> Detail | None:
        """The claim whose source is shown."""
        return self._detail

    def claims_in_sight(self) -> list[tuple[int, int, str]]:
        """Return where on the screen the source's other claims stand that are in sight, each with its uid."""
        place, top = self.content_region, self.scroll_offset.y
        lines = enumerate(self._lines[top : top + self.rows])
        return [(place.x + _MARGIN, place.y + n, line.claim) for n, line in lines if line.claim]

    def show(self, detail: Detail | None, why_here: str = "", found: Examination | None = None) -> None:
        """Show the source of this claim, and why the claim is listed where it is; nothing where there is none.

        ``found`` is what the checks say of the claim, None while that is not known.
        """
        same = self._detail is not None and detail is not None and self._detail.claim.claim == detail.claim.claim
        self._detail, self._why_here, self._found = detail, why_here, found
        if not same:
            self.scroll_to(y=0, animate=False)
        self._lay_out(keep_cursor=same)

    def on_resize(self) -> None:
        """Lay the lines out anew for another width."""
        self._lay_out()

    def move(self, step: int) -> None:
        """Go from one of the other claims to the next; past them, scroll."""
        choices = [number for number, line in enumerate(self._lines) if line.claim]
        ahead = [n for n in choices if self._cursor is None or (n > self._cursor if step > 0 else n < self._cursor)]
        if abs(step) != 1 or not ahead or (self._cursor is None and step < 0):
            if step < 0:
                self._cursor = None
            super().move(step)
        else:
            self._cursor = min(ahead) if step > 0 else max(ahead)
            self.look_at(self._cursor, self._cursor)
        self.refresh()

    @property
    def chosen(self) -> str | None:
        """The id of the claim under the cursor, if there is one."""
        return None if self._cursor is None else self._lines[self._cursor].claim

    def on_click(self, event: events.Click) -> None:
        """Go to the claim that was clicked."""
        number = event.get_content_offset_capture(self).y + self.scroll_offset.y
        claim = self._lines[number].claim if number < len(self._lines) else None
        if claim:
            self.post_message(self.Chosen(claim))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(self.width, self.plain)
        here = number == self._cursor and self.has_focus
        base = self.style("source-pane--cursor") if here else self.plain
        segments = [Segment("▌" if here and not base.reverse else " ", base)]
        for text, style in self._lines[number].pieces:
            part = self.style(f"source-pane--{style}", partial=True)
            segments.append(Segment(text, base if here and (base.reverse or style == "text") else base + part))
        return self.line(segments, base)

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.refresh(Region(0, 0, *self.size))

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh(Region(0, 0, *self.size))

    def _lay_out(self, *, keep_cursor: bool = True) -> None:
        width = max(self.scrollable_content_region.width - _MARGIN - 1, _NARROWEST)
        before, cursor, chosen = self._lines, self._cursor, self.chosen
        self._lines = _Layout(self._detail, self._why_here, self._found, width).lines if self._detail else []
        self.hold(len(self._lines))
        if cursor is not None and chosen is not None:
            # On the same claim, and at the same place of the screen: what the checks found comes in above it.
            places = [number for number, line in enumerate(self._lines) if line.claim == chosen and keep_cursor]
            self._cursor = min(places, key=lambda place: abs(place - cursor), default=None)
            if self._cursor is not None:
                self.scroll_to(y=self.scroll_offset.y + self._cursor - cursor, animate=False)
        lines = enumerate(zip_longest(before, self._lines))
        self.redraw(number for number, (old, new) in lines if old != new or number == cursor)


class _Layout:
    """The lines of the pane for one claim and width."""

    def __init__(self, detail: Detail, why_here: str, found: Examination | None, width: int) -> None:
        self.width = width
        self.lines: list[_Line] = []
        if why_here:
            self._field("next", why_here)
            self._gap()
        self._source(detail)
        self._decided(detail)
        if found is not None:
            self._checked(found)
        self._others(detail)
        self._found(detail)

    def _source(self, detail: Detail) -> None:
        claim, speaker = detail.claim, detail.speaker
        if claim.kind is Kind.NARRATOR:
            self._text("The article’s own voice", "name")
            self._text("no source is named for this", "label")
            return
        if speaker is None:
            self._text(claim.source_text or "No source named", "name")
            self._text("not identified", "label")
        else:
            self._text(speaker.name, "name")
            self._text(" · ".join(part for part in (speaker.role, speaker.affiliation) if part), "text")
            self._text(" · ".join([_TYPE[speaker.type], *([detail.terms] if detail.terms else [])]), "label")
            self._field("called", _mentions(detail))
        self._field("via", claim.channel)
        self._field("kind", f"{claim.kind} {'speech' if detail.speech else 'belief or intention'}")
        self._field("reads", _as_it_reads(detail))

    def _decided(self, detail: Detail) -> None:
        claim = detail.claim
        orphan = casefile.ORPHAN in claim.findings
        if detail.conflict or claim.verdict or claim.rationale or orphan or claim.evidence or detail.notes:
            self._gap()
        if detail.conflict:
            self._text(f"{CONFLICT_GLYPH} contradiction: {detail.conflict} · your verdict settles it", "conflict")
        elif claim.verdict or claim.rationale:
            word = name_of(claim.verdict)
            self._add(("verdict".ljust(_LABEL), "label"), (f"{VERDICT_GLYPH[claim.verdict]} {word}", word))
        self._field("why", claim.rationale)
        if claim.verdict:
            self._field("by", claim.reviewer)
            self._field("on", _moment(claim.decided_at))
        self._field("signed", f"by {detail.signed_by}" if detail.signed_by else None)
        if orphan:
            self._field("orphan", casefile.ORPHAN)
        for number, piece in enumerate(claim.evidence):
            self._field("shown" if number == 0 else "", piece)
        for note in detail.notes:
            self._field("note", f"{note.text} ({note.reviewer}, {_moment(note.at)})")

    def _checked(self, found: Examination) -> None:
        """Tell what the checks say: against the primary source, alone, against other claims, and who is behind it."""
        self._gap()
        for held in found.held[:1]:
            check = held.check
            glyph = f"{UNFAITHFUL_GLYPH} " if check in UNFAITHFUL else ""
            self._text(f"{glyph}{check}: {held.comparison.words[:_WORDS]}", "unfaithful" if glyph else "text", "source")
            for span in held.comparison.passage[:2]:
                self._marked(*excerpt(held.text[span.start : span.end], differing(held.comparison, span), _PASSAGE))
        for remark in found.remarks:
            self._field(remark.check, remark.words[:_WORDS])
        self._field("origins", _origins(found))
        groups = ((DIFFERS_GLYPH, "conflicting", found.conflicting), ("=", "same statement", found.same),
                  ("~", "related", found.related))  # fmt: skip
        for glyph, words, group in groups:
            if group:
                self._gap()
                self._add((f"{glyph} {len(group)} {words}", "conflict" if glyph == DIFFERS_GLYPH else "label"))
            for one in group[:_BESIDE]:
                words = f"{who(one.said)}: {one.said.text[: 4 * self.width]}"
                self._add((fit(one_line(words), self.width), "text"), claim=one.uid)
                for difference in one.differences[:_BESIDE]:
                    self._text(f"{difference.check}: {difference.words[:_WORDS]}", "label", "")
            if len(group) > _BESIDE:
                self._add((f"  and {len(group) - _BESIDE} more", "label"))

    def _marked(self, text: str, marks: Marks) -> None:
        """Add words of a document, those that differ in the style of each mark."""
        for line in lines_of(text, marks, self.width - _LABEL):
            self._add(("".ljust(_LABEL), "label"), *line)

    def _found(self, detail: Detail) -> None:
        if detail.nature:
            self._gap()
            self._field("says", f"{detail.nature} · {detail.nature_reason}")
        share = "" if detail.coverage is None else f"{detail.coverage:.0%} of its words are in claims"
        author = f"by {detail.author}" if detail.author else ""
        about = [part for part in (author, share, detail.read_by) if part]
        if about or detail.place:
            self._gap()
            self._field("article", " · ".join(about))
            self._field("stands", detail.place)
        if detail.reason:
            self._gap()
            rule = "" if detail.confidence is None else f" · confidence {detail.confidence:.0%}"
            self._field("found", detail.reason + rule)

    def _others(self, detail: Detail) -> None:
        if not detail.sibling_count:
            return
        self._gap()
        claims = "1 other claim" if detail.sibling_count == 1 else f"{_many(detail)} other claims"
        articles = f" in {detail.source_articles:,} articles" if detail.source_articles > 1 else ""
        self._add((claims + articles, "label"))
        for sibling in detail.siblings:
            word = name_of(sibling.verdict)
            self._add(
                (VERDICT_GLYPH[sibling.verdict] + " ", word),
                (fit(one_line(sibling.text[: 4 * self.width]), self.width - 2), "text"),
                claim=sibling.uid,
            )
        if detail.sibling_count > len(detail.siblings):
            more = "many" if detail.more_siblings else f"{detail.sibling_count - len(detail.siblings):,}"
            self._add((f"  and {more} more", "label"))

    def _field(self, label: str, value: str | None) -> None:
        if value:
            self._text(value, "text", label)

    def _text(self, text: str, style: str, label: str | None = None) -> None:
        indent = 0 if label is None else _LABEL
        text = readable(text.strip())
        if not text:
            return
        for number, (start, end) in enumerate(zip(*wrap(text, self.width - indent), strict=True)):
            head = ((label or "") if number == 0 else "").ljust(indent)
            self._add((head, "label"), (text[start:end], style))

    def _gap(self) -> None:
        self._add()

    def _add(self, *pieces: tuple[str, str], claim: str | None = None) -> None:
        self.lines.append(_Line(pieces, claim))


def summary(detail: Detail) -> str:
    """Return who is behind a claim, and how the words came, on one line."""
    speaker, claim = detail.speaker, detail.claim
    if claim.kind is Kind.NARRATOR:
        return "the article’s own voice"
    name = speaker.name if speaker else claim.source_text or "no source named"
    parts = [
        name,
        *((speaker.role, speaker.affiliation) if speaker else ()),
        f"via {claim.channel}" if claim.channel else "",
    ]
    return one_line(" · ".join(part for part in parts if part))


def _origins(found: Examination) -> str:
    """Return how many distinct origins a statement has, and which."""
    origins = found.origins.found
    named = [one.name[:_WORDS] + (f" ({one.why[:_WORDS]})" if one.why else "") for one in origins[:_ORIGINS]]
    more = [f"and {len(origins) - _ORIGINS} more"] if len(origins) > _ORIGINS else []
    return f"{found.origins.count} distinct: {'; '.join(named + more)}"


def _many(detail: Detail) -> str:
    return f"{detail.sibling_count:,}" + ("+" if detail.more_siblings else "")


def _mentions(detail: Detail) -> str | None:
    """Return the words that articles have for the source, with how often, unless they are its name alone."""
    name = detail.speaker.name.casefold() if detail.speaker else ""
    found = [(one.text, one.claims) for one in detail.mentions]
    if all(text.casefold().removeprefix("the ") == name for text, _ in found):
        return None
    return ", ".join(f"“{text}”" + (f" ×{count:,}" if count > 1 else "") for text, count in found)


def _as_it_reads(detail: Detail) -> str:
    """Return source and cue in their order in the text, the source in quotation marks."""
    source = f"“{detail.claim.source_text}”" if detail.claim.source_text else ""
    cue = detail.cue or ""
    cue_first = detail.spans["cue"] < detail.spans["source"]
    return f"{cue} {source}" if cue_first else f"{source} {cue}"


def _moment(decided_at: str | None) -> str:
    """Return an ISO 8601 time to the minute, in UTC as it is stored."""
    return f"{(decided_at or '')[:16].replace('T', ' ')} UTC"
