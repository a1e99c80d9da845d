"""A claim of the dossier as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.display import name_of
from secondsource.exporting.dossier.markup import Html, line, paragraphs, tag, verdict
from secondsource.exporting.dossier.parts import When, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.exporting.dossier.deeds import Deed
    from secondsource.exporting.dossier.evidence import Piece
    from secondsource.exporting.dossier.parts import Fact
    from secondsource.exporting.dossier.told import Group, Told


def claim(told: Told, language: str) -> Html:
    """Return a claim with all that is told of it."""
    parts = [
        tag(
            "h4",
            tag("span", "Claim ", class_="hidden"),
            tag("a", told.label, href=f"#m-{told.uid}", title="to its place in the text"),
            " ",
            verdict(told.verdict),
        ),
        tag("p", tag("span", "id ", class_="hidden"), tag("code", told.uid), class_="id"),
        tag("blockquote", paragraphs(told.words), class_="words", lang=language, dir="auto"),
        facts(told.facts),
        _ruling(told),
    ]
    if told.findings:
        parts += [tag("h5", "Findings"), *map(_group, told.findings)]
    if told.evidence:
        parts += [tag("h5", "Evidence"), tag("ol", *map(_piece, told.evidence), class_="evidence")]
    if told.history:
        parts.append(_history(told.history))
    return tag("section", *parts, class_=f"claim {name_of(told.verdict)}", id=f"c-{told.uid}")


def facts(given: Iterable[Fact], kind: str = "facts") -> Html:
    """Return lines with their names as a list."""
    rows = [tag("div", tag("dt", one.name), tag("dd", line(one.line))) for one in given]
    return tag("dl", *rows, class_=kind) if rows else Html("")


def _ruling(told: Told) -> Html:
    lines = [tag("p", line(one)) for one in told.ruling]
    if told.rationale:
        lines.append(tag("blockquote", paragraphs(told.rationale), class_="why", dir="auto"))
    return tag("div", *lines, class_="ruling") if lines else Html("")


def _group(group: Group) -> Html:
    rows = [tag("li", line(one)) for one in group.lines]
    return tag("div", tag("p", group.title, class_="group"), tag("ul", *rows), class_="findings")


def _piece(piece: Piece) -> Html:
    glyph = tag("span", piece.glyph, aria_hidden="true", class_="glyph")
    parts = [tag("p", glyph, " ", tag("b", piece.stance), ": ", line(piece.title), class_="stance")]
    if piece.primary:
        parts[0] = tag(
            "p", glyph, " ", tag("b", piece.stance), " · primary source: ", line(piece.title), class_="stance"
        )
    if piece.passage:
        parts.append(tag("blockquote", paragraphs(piece.passage), dir="auto"))
    return tag("li", *parts, facts(piece.facts, "facts small"))


def _history(history: list[Deed]) -> Html:
    summary = tag("summary", f"History: {counted(len(history), 'entry', 'entries')}")
    return tag("details", summary, tag("ol", *map(_deed, history), class_="history"))


def _deed(deed: Deed) -> Html:
    did: list[str] = [tag("p", line((When(deed.at),)), " · ", tag("bdi", deed.actor), ": ", line(deed.did))]
    if deed.undone:
        did = [
            tag(
                "p",
                line((When(deed.at),)),
                " · ",
                tag("bdi", deed.actor),
                ": ",
                tag("s", line(deed.did)),
                " (taken back)",
            )
        ]
    if deed.why:
        did.append(tag("blockquote", paragraphs(deed.why), dir="auto"))
    return tag("li", *did, tag("p", "entry ", tag("code", deed.uid), class_="id"))
