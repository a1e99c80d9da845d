"""What is told of a piece of evidence, and of how a copy came to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from secondsource.exporting.dossier.parts import Code, Fact, Line, Outside, When, address, counted, joined
from secondsource.exporting.dossier.words import STANCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import Evidence
    from secondsource.model import Stance


class Piece(NamedTuple):
    """A piece of evidence: what it does for the claim, the words of it that count, and what else is known of it."""

    stance: Stance
    glyph: str
    primary: bool
    title: Line
    passage: str | None
    facts: list[Fact]


def piece(evidence: Evidence, words: Callable[[str], str]) -> Piece:
    """Return what is told of a piece of evidence; ``words`` masks what must not be known outside."""
    place = evidence.mark_at(evidence.span.start) if evidence.span else None
    facts = [
        Fact("Address", (address(evidence.url, words),)) if evidence.url else None,
        Fact("Where in it", (Outside(words(place)),)) if place else None,
        Fact("Kept", (When(evidence.at), " by ", Outside(words(evidence.reviewer)))),
        came(evidence.fetched, words),
        Fact("Content", joined([_content_type(evidence.content_type, words), (counted(evidence.size, "byte"),)])),
        Fact("Read by", (Outside(words(evidence.read_by)),)) if evidence.read_by else None,
        Fact("SHA-256", (Code(evidence.sha256),)),
    ]
    return Piece(
        evidence.stance,
        STANCE[evidence.stance],
        evidence.primary,
        (Outside(evidence.name),),
        evidence.passage,
        [fact for fact in facts if fact],
    )


def came(fetched: dict[str, Any] | None, words: Callable[[str], str]) -> Fact | None:
    """Return how a copy came from the web; None where it did not."""
    if not fetched:
        return None
    asked, came_from = str(fetched.get("asked") or ""), str(fetched.get("address") or "")
    turns = len(fetched.get("redirects") or ())
    return Fact(
        "Fetched",
        joined(
            [
                (When(str(fetched["at"])),) if fetched.get("at") else (),
                ("from ", address(asked or came_from, words)) if asked or came_from else (),
                (counted(turns, "redirect"), ", to ", address(came_from, words))
                if turns and came_from != asked
                else (),
                (f"the server’s answer was {fetched['status']}",) if isinstance(fetched.get("status"), int) else (),
            ],
            ", ",
        ),
    )


def _content_type(content_type: str | None, words: Callable[[str], str]) -> Line:
    return (Code(words(content_type)),) if content_type else ()
