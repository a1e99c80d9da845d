"""A social post, on whatever platform, before it is an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from secondsource.reading.formats.fields import clean, day_of

if TYPE_CHECKING:
    from datetime import date

_LONGEST = 200


class Post(NamedTuple):
    """What a post says and who says it.

    ``value`` is the post as JSON, with so much of what stood around it that it can be read again by itself. ``outlet``
    names the account whose words these are, ``author`` who is behind it, as the account says. ``passed_on`` tells who
    brought another's words, and when; ``lacking`` why there are no words.
    """

    name: str
    value: Any
    text: str
    form: str
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    passed_on: str = ""
    lacking: str = "it has no words"


def string(value: object) -> str:
    """Return a string as it is, a number as its digits, "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def line(value: object) -> str | None:
    """Return a string on one line, None where it has no words."""
    return clean(" ".join(string(value).split()))[:_LONGEST] or None


def record(value: object) -> dict[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[dict[str, Any]]:
    """Return the objects in a list of JSON."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def passed_on(how: str, by: str | None, at: object) -> str:
    """Return in words who passed another's words on, and on which day."""
    day = day_of(at)
    return how + (f" by {by}" if by else "") + (f" on {day.isoformat()}" if day else "")
