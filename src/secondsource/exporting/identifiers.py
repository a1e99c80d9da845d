"""What the things of a case are called outside it: IRIs that are the same in every export and on every machine.

They are URNs of a name space of our own, "secondsource", which is not registered with IANA. What was on the web is
called by its address there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.casefile import ClaimContents, Contents, Entry

URN: Final = "urn:secondsource:"
_WEB: Final = re.compile(r"https?://[^/\s]", re.I)
_LEGAL: Final = "%:/?#[]@!$&'()*+,;=-._~"  # what RFC 3986 lets stand in an address beside letters and digits
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


class Born(NamedTuple):
    """When a claim came into the case (ISO 8601 in UTC), and by whose hand; None where an engine found it.

    ``event`` is the uid of the event by which a reviewer made it.
    """

    at: str
    by: str | None = None
    event: str | None = None


def urn(kind: str, name: str) -> str:
    """Return the IRI of a thing of a case: of an "article" or "copy" by its SHA-256, of a "claim" by its id, …."""
    return f"{URN}{kind}:{encoded(name)}"


def encoded(name: str) -> str:
    """Return a name as it may stand in a URN: percent-encoded but for unreserved characters (RFC 3986)."""
    return quote(name, safe="")


def address(url: str | None) -> str | None:
    """Return an address on the web as an IRI; None where it is none."""
    return quote(url, safe=_LEGAL) if url and _WEB.match(url) else None


def moment(told: object) -> str | None:
    """Return a time if it is an xsd:dateTime in UTC, as the standards ask for."""
    return told if isinstance(told, str) and _MOMENT.fullmatch(told) else None


def born(claim: ClaimContents, article: Contents, history: Iterable[Entry]) -> Born:
    """Return when and by whom a claim came: by a reviewer's revision, or with its article by the extraction."""
    uid = claim.claim.claim
    for entry in history:
        event = entry.event
        if event.subject == uid:
            break  # it was there before any revision
        if event.kind == "revision" and uid in event.values["in"] and uid not in event.values["out"]:
            return Born(event.at, event.actor, event.uid)
    return Born(article.added_at)
