"""A claim beside its source's own words, those who are behind it, and other claims: the lines of the comparison."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from secondsource.casefile import UNFAITHFUL
from secondsource.desk.widgets.differences import (
    CHANGED,
    WEIGHTY,
    differing,
    differing_here,
    excerpt,
    lines_of,
    side_by_side,
    who,
)
from secondsource.desk.widgets.layout import fit
from secondsource.desk.widgets.pane import Lines
from secondsource.display import DIFFERS_GLYPH, UNFAITHFUL_GLYPH, one_line
from secondsource.model import Check, Span

if TYPE_CHECKING:
    from textual import events

    from secondsource.desk.widgets.differences import Line, Marks
    from secondsource.examine import Beside, Examination, Held
    from secondsource.model import Said

_GUTTER: Final = 2  # cells
_COLUMNS: Final = 80  # cells from which two texts stand side by side
_LABEL: Final = 8  # cells before a text that stands above or below another
_GAP: Final = 3  # cells between columns
_NARROWEST: Final = 24
_AROUND: Final = 80  # code points of a document shown before and after the passage
_LONGEST: Final = 900  # code points of a text that are shown, where it differs
_LINES: Final = 2  # of a claim that says the same, or something related
_SOURCES: Final = 4  # primary sources that a claim is shown beside
_REASONS: Final = 6  # for the weight of a difference, and of origins that are named
_WORDS: Final = 600  # code points of a reason


_CUT: Final = " …"
_MOST_WORDS: Final = 20_000  # code points of the claim whose words are known
_WORD: Final = re.compile(r"[^\W_]+")


class _Line(NamedTuple):
    """A line: pieces of text with the style of each; ``claim`` is the uid of the other claim that it is about."""

    pieces: tuple[tuple[str, str], ...] = ()
    claim: str | None = None


class Comparing(Lines):
    """What the checks say of one claim. Posts ``Chosen`` when another claim is clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"comparing--{style}"
        for style in ("text", "strong", "label", "rule", "heading", "verdict", "conflict", "cursor", CHANGED, WEIGHTY)
    }

    class Chosen(Message):
        """Another claim was clicked."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self, found: Examination) -> None:
        super().__init__("compared")
        self._found = found
        self._claims = [one.uid for group in (found.conflicting, found.same, found.related) for one in group]
        self._at: int | None = None
        self._lines: list[_Line] = []
        self._laid_out = 0

    @property
    def chosen(self) -> str | None:
        """The uid of the other claim under the cursor; None where that is nowhere."""
        return None if self._at is None else self._claims[self._at]

    def lay_out(self, width: int) -> int:
        """Lay the texts out for a width in cells; return how many lines they take."""
        if width != self._laid_out:
            self._laid_out = width
            self._lines = _Layout(self._found, max(width - _GUTTER, _NARROWEST)).lines
            self.refresh()
        return len(self._lines)

    def on_resize(self) -> None:
        """Make room for the lines, and keep the cursor in sight."""
        self.lay_out(self.width)
        self.hold(len(self._lines))
        self._show()

    def move(self, step: int) -> None:
        """Go from one of the other claims to the next; scroll where there is none, or where it is far away."""
        ahead = -1 if self._at is None else self._at
        if abs(step) != 1 or (step > 0 and ahead + 1 >= len(self._claims)) or (step < 0 and ahead < 0):
            super().move(step)
            return
        following = ahead + step if ahead + step >= 0 else None
        if following is not None and step > 0 and self._place(following)[0] >= self.scroll_offset.y + 2 * self.rows > 0:
            self.turn(0.5)  # what lies between is to be read too
            return
        self._at = following
        self._show()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line; a bar stands beside the claim under the cursor."""
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(self.width, self.plain)
        line = self._lines[number]
        here = line.claim is not None and line.claim == self.chosen
        bar = self.plain + self.style("comparing--cursor", partial=True)
        segments = [Segment("▌ " if here else "  ", bar if here else self.plain)]
        for text, style in line.pieces:
            segments.append(Segment(text, self.plain + self.style(f"comparing--{style}", partial=True)))
        return self.line(segments, self.plain)

    def on_click(self, event: events.Click) -> None:
        """Go to the claim that was clicked."""
        number = event.get_content_offset_capture(self).y + self.scroll_offset.y
        claim = self._lines[number].claim if number < len(self._lines) else None
        if claim is not None:
            self.post_message(self.Chosen(claim))

    def _place(self, claim: int) -> tuple[int, int]:
        """Return the first and the last line of one of the other claims."""
        places = [number for number, line in enumerate(self._lines) if line.claim == self._claims[claim]]
        return (places[0], places[-1]) if places else (0, 0)

    def _show(self) -> None:
        if self._at is not None:
            self.look_at(*self._place(self._at))


class _Layout:
    """The lines for one claim and width."""

    def __init__(self, found: Examination, width: int) -> None:
        self._said = found.said
        self._width = width
        self._wide = width >= _COLUMNS
        self.lines: list[_Line] = []
        self._source(found)
        self._origins(found)
        self._group(f"{DIFFERS_GLYPH} Conflicting", found.conflicting)
        self._group("= The same statement", found.same)
        self._group("~ Related", found.related)
        if not found.beside:
            self._heading("Other claims")
            self._text("none of the case is like it")

    def _source(self, found: Examination) -> None:
        self._heading("Against its source")
        if not found.held:
            self._texts("", lines_of(*excerpt(found.said.text, [], _LONGEST), self._width))
            self._text("no primary source is attached: e attaches one", "label")
        for held in found.held[:_SOURCES]:
            self._held(held)
        if len(found.held) > _SOURCES:
            self._text(f"and {len(found.held) - _SOURCES} more sources", "label")
        for remark in found.remarks:
            self._add((f"{remark.check}: ", "strong"), (one_line(remark.words), "text"))

    def _held(self, held: Held) -> None:
        comparison, evidence = held.comparison, held.evidence
        unfaithful = held.check in UNFAITHFUL
        glyph = f"{UNFAITHFUL_GLYPH} " if unfaithful else ""
        verdict = f"{glyph}{held.check}"
        self._add(
            (verdict, "verdict" if unfaithful else "strong"), (f"  {one_line(comparison.words[:_WORDS])}", "text")
        )
        name = one_line((evidence.url or evidence.name)[:_WORDS])
        if comparison.passage:
            begins = [label for offset, label in evidence.marks if offset <= comparison.passage[0].start]
            name += f" · {one_line(begins[-1])}" if begins else ""
        own = excerpt(self._said.text, differing_here(comparison), _LONGEST)
        self._both("the claim" if self._wide else "claim", own, name, excerpt(*_passage(held), _LONGEST))
        whys = dict.fromkeys(piece.why for piece in comparison.pieces if piece.weighty and piece.why)
        for why in [why for why in whys if why not in comparison.words][:_REASONS]:
            self._text(f"· {why}", "conflict")
        self._gap()

    def _origins(self, found: Examination) -> None:
        origins = found.origins
        self._heading(f"Who is behind it: {origins.count} distinct origin{'s' * (origins.count != 1)}")
        for origin in origins.found[:_REASONS]:
            self._add((one_line(origin.name[:_WORDS]), "strong"), (f"  {one_line(origin.why[:_WORDS])}", "label"))
        if len(origins.found) > _REASONS:
            self._text(f"and {len(origins.found) - _REASONS} more", "label")
        for doubt in origins.doubts[:_REASONS]:
            self._text(f"in doubt: {doubt}", "label")

    def _group(self, title: str, group: tuple[Beside, ...]) -> None:
        if group:
            self._heading(f"{title} ({len(group)})", "conflict" if title.startswith(DIFFERS_GLYPH) else "heading")
        for one in group:
            self._beside(one)

    def _beside(self, one: Beside) -> None:
        alike = f"{one.likeness:.0f} of 100 alike" if self._wide else f"{one.likeness:.0f}/100"
        name = fit(_byline(one.said), max(self._width - len(alike) - 1, 1))
        self._add((name, "strong"), (f" {alike}", "label"), claim=one.uid)
        if not one.differences:
            self._briefly(one)
            return
        # Of several rules that tell of the same words, one will do.
        told = {(finding.check, finding.own, finding.other): finding for finding in reversed(one.differences)}
        for finding in list(reversed(told.values()))[:_REASONS]:
            self._add((f"{finding.check}: ", "conflict"), (one_line(finding.words[:_WORDS]), "text"), claim=one.uid)
        own: Marks = [(span, WEIGHTY) for finding in one.differences for span in finding.own]
        other: Marks = [(span, WEIGHTY) for finding in one.differences for span in finding.other]
        here, there = excerpt(self._said.text, own, _LONGEST), excerpt(one.said.text, other, _LONGEST)
        self._both("here", here, "there", there, claim=one.uid)
        self._gap()

    def _briefly(self, one: Beside) -> None:
        """Add the words of a claim on a few lines; those that the same statement has besides are marked."""
        text = one_line(excerpt(one.said.text, [], (_LINES + 1) * self._width)[0])
        marks = self._other_words(text) if one.relation is Check.SAME else []
        lines = lines_of(text, marks, self._width - len(_CUT))
        for number, line in enumerate(lines[:_LINES], 1):
            cut = number == _LINES < len(lines)
            self._add(*line, *([(_CUT, "label")] if cut else []), claim=one.uid)

    def _other_words(self, text: str) -> Marks:
        """Return the words of a text that are none of the claim's."""
        words = {match[0].casefold() for match in _WORD.finditer(self._said.text[:_MOST_WORDS])}
        return [(Span(*match.span()), CHANGED) for match in _WORD.finditer(text) if match[0].casefold() not in words]

    def _both(
        self, left: str, own: tuple[str, Marks], right: str, other: tuple[str, Marks], claim: str | None = None
    ) -> None:
        """Add two texts, side by side where there is room, else one above the other."""
        if self._wide:
            column = (self._width - _GAP) // 2
            heads = [[(fit(left, column), "label")]], [[(fit(right, column), "label")]]
            here, there = lines_of(*own, column), lines_of(*other, column)
            for line in side_by_side(heads[0] + here, heads[1] + there, column):
                self._add(*line, claim=claim)
            return
        for label, text in ((left, own), (right, other)):
            if cell_len(label) < _LABEL:
                self._texts(label, lines_of(*text, self._width - _LABEL), claim)
            else:
                self._add((fit(label, self._width), "label"), claim=claim)
                self._texts(" ", lines_of(*text, self._width - _LABEL), claim)

    def _texts(self, label: str, lines: list[Line], claim: str | None = None) -> None:
        indent = _LABEL if label else 0
        for number, line in enumerate(lines):
            self._add((fit(label if number == 0 else "", indent), "label"), *line, claim=claim)

    def _heading(self, words: str, style: str = "heading") -> None:
        if self.lines and self.lines[-1].pieces:
            self._gap()
        rule = "─" * max(self._width - cell_len(words) - 1, 0)
        self.lines.append(_Line(((one_line(words), style), (f" {rule}", "rule"))))

    def _gap(self) -> None:
        self.lines.append(_Line())

    def _text(self, text: str, style: str = "text") -> None:
        self._add((one_line(text[:_WORDS]), style))

    def _add(self, *pieces: tuple[str, str], claim: str | None = None) -> None:
        """Add pieces on one line, or on as many as it takes."""
        if sum(cell_len(text) for text, _ in pieces) <= self._width:
            self.lines.append(_Line(pieces, claim))
            return
        marks: Marks = []
        at = 0
        for text, style in pieces:
            marks.append((Span(at, at + len(text)), style))
            at += len(text)
        for line in lines_of("".join(text for text, _ in pieces), marks, self._width):
            self.lines.append(_Line(tuple(line), claim))


def _byline(said: Said) -> str:
    """Return whose words a claim is, and of which day."""
    return who(said) + (f" · {said.published.isoformat()}" if said.published else "")


def _passage(held: Held) -> tuple[str, Marks]:
    """Return the passage with some words around it, and where it differs from the claim."""
    passage = held.comparison.passage
    if not passage:
        return "(nothing like it stands there)", []
    pieces: list[str] = []
    marks: Marks = []
    length = 0
    for place, span in enumerate(passage):
        before = max(span.start - _AROUND, 0) if place == 0 else span.start
        after = min(span.end + _AROUND, len(held.text)) if place == len(passage) - 1 else span.end
        lead = ("…" if before else "") if place == 0 else " […] "
        shift = length + len(lead) - before
        at = span.start + shift
        marks += [(Span(at + mark.start, at + mark.end), style) for mark, style in differing(held.comparison, span)]
        # The words around it are there to be placed by, not to be read first.
        marks += [(Span(length, at), "label"), (Span(span.end + shift, after + shift), "label")]
        pieces += [lead, held.text[before:after]]
        length += len(lead) + after - before
    words = "".join(pieces).replace("\n", " ")
    return words + ("…" if passage[-1].end + _AROUND < len(held.text) else ""), marks
