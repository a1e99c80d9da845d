"""HTML from Python: elements that are closed and attributes that are quoted whatever is in them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.exporting.dossier.parts import (
    Address,
    Code,
    Outside,
    Part,
    Quoted,
    Ruling,
    To,
    When,
    is_web,
    moment,
    shown,
)
from secondsource.exporting.dossier.told import HELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.model import Verdict

_HELD: Final = re.compile(f"{HELD}+")
_ENGLISH: Final = frozenset(
    "the of and to is was were that for with by from it he she they his has have are said".split()
)
_ENOUGH, _SHARE, _READ = 20, 0.08, 5_000  # words, the least share of them that are common ones, characters looked at


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *inside: str, **attributes: str | None) -> Html:
    """Return an element; what is in it is escaped unless it is HTML. Attributes that are None are left out.

    A name in Python that ends in "_" stands for the one without it, other "_" for "-".
    """
    return Html(f"{start(name, **attributes)}{''.join(map(html, inside))}</{name}>")


def start(name: str, /, **attributes: str | None) -> Html:
    """Return the start tag of an element."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{given}>")


def html(text: str) -> Html:
    """Return a text as HTML, with a stand-in for what hides or turns it; HTML as it is."""
    return text if isinstance(text, Html) else Html(escape(shown(text), quote=False))


def outside(text: str) -> Html:
    """Return words from outside as HTML: what is held back is named to those who can't see the blocks."""
    if HELD not in text:
        return html(text)
    return Html(_HELD.sub(lambda run: tag("span", run[0], role="img", aria_label="words held back"), html(text)))


def line(parts: Iterable[Part]) -> Html:
    """Return a line as HTML."""
    return Html("".join(map(_part, parts)))


def verdict(ruling: Verdict | None) -> Html:
    """Return a verdict by its glyph and its word."""
    word = name_of(ruling)
    return tag(
        "span", tag("span", VERDICT_GLYPH[ruling], aria_hidden="true", class_="glyph"), " ", word, class_=f"v {word}"
    )


def paragraphs(text: str) -> Html:
    """Return words of several lines from outside, a paragraph a line."""
    return Html("".join(tag("p", outside(one), dir="auto") for one in text.splitlines() if one.strip()))


def language(text: str) -> str:
    """Return the language of a text as HTML names it: "en" where it looks English, else "", which is unknown."""
    words = [word for word in text[:_READ].lower().split() if word[0].isalpha()]
    english = len(words) < _ENOUGH and text.isascii()
    return "en" if english or sum(word in _ENGLISH for word in words) > _SHARE * max(len(words), _ENOUGH) else ""


def _part(part: Part) -> Html:
    match part:
        case Ruling():
            return verdict(part.verdict)
        case To():
            return tag("a", f"claim {part.label}", href=f"#c-{part.claim}")
        case Address() if is_web(part):
            return tag("a", tag("bdi", str(part)), href=str(part), rel="noreferrer noopener")
        case Code():
            return tag("code", outside(part))
        case When():
            return tag("time", moment(part))
        case Quoted():
            return Html(f"“{tag('bdi', outside(part))}”")
        case Outside():
            return tag("bdi", outside(part))
        case _:
            return html(part)
