"""Google's Fact Check Tools API: one question, one answer.

The request and the answer are those of claims.search in v1alpha1
(https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search). The key goes out in the
request and nowhere else: no message, no log record and nothing that is handed on holds it.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from secondsource.model import UnusableInput
from secondsource.reading.factchecks.review import Review, canonical, decoder, reviews_in

if TYPE_CHECKING:
    from secondsource.reading.guard import Download, Guard

SERVICE: Final = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
MOST_REVIEWS: Final = 100  # of one answer
_MOST_QUESTION: Final = 200  # code points; what is longer finds nothing, for all words count
_ANSWER_BYTES: Final = 8 * 1024**2
_KEY: Final = re.compile(r"[A-Za-z0-9._~-]{8,200}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
# They log the address of every request, and the headers of every answer.
_LOGS: Final = ("httpx", "httpcore.connection", "httpcore.http11")


@dataclass(frozen=True, slots=True)
class Service:
    """Where to ask, and the key to ask with. Raises UnusableInput where one of them can't be right."""

    key: str = field(repr=False)
    url: str = SERVICE

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise UnusableInput("the key for the Fact Check Tools API has characters that no key has; copy it again")
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.username
        except ValueError:
            usable = False
        if not usable:
            raise UnusableInput("the address of the fact check service is no web address, or has more than a path")

    @property
    def host(self) -> str:
        """Whom the question goes to."""
        return urlsplit(self.url).hostname or self.url


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service at ``place`` gave.

    ``url`` is the question without the key, ``body`` the whole answer as it came.
    ``fetched`` tells how it came, with the names that evidence from the web has for that (``reading.Copy``).
    ``unusable`` counts the reviews that say too little; ``more`` tells that the service has more than were asked for.
    """

    place: str
    url: str
    body: bytes
    content_type: str
    fetched: dict[str, object]
    reviews: tuple[Review, ...]
    unusable: int
    more: bool


def question(text: str) -> str:
    """Return the words of a claim that are sent: without quotation marks, at most 200 code points of whole words."""
    words = " ".join(re.sub('["“”„«»…\0\ud800-\udfff]', " ", text[: 8 * _MOST_QUESTION]).split())
    if len(words) <= _MOST_QUESTION:
        return words
    whole, space, _ = words[: _MOST_QUESTION + 1].rpartition(" ")
    return whole if space else words[:_MOST_QUESTION]


def ask(
    service: Service, words: str, *, language: str | None = None, most: int = 10, guard: Guard | None = None
) -> Answer:
    """Ask the service for published checks of a claim in these words (see ``question``) and return its answer.

    ``language`` is a BCP 47 code, ``most`` the number of claims that may come, up to 100. ``guard`` may allow a
    service on this machine. Raises UnusableInput, in one line without the key, for whatever goes wrong.
    """
    if not words.strip():
        raise UnusableInput("the claim has no words to ask for")
    if language and not _LANGUAGE.fullmatch(language):
        raise UnusableInput(f"{language} is no language; write it as en or pt-BR")
    asked = {"query": words, "pageSize": str(max(1, min(most, MOST_REVIEWS)))}
    if language:
        asked["languageCode"] = language
    url = f"{service.url}?{urlencode(asked)}"
    got = _fetched(service, url, guard)
    held = got.body.decode("utf-8", "replace")
    value: object = None
    try:
        value = decoder().decode(held.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        kind = got.content_type.partition(";")[0].strip() or "something"
        fault = f"{service.host} answered with {_without(service.key, kind)} that is no JSON; try again later"
    else:
        fault = _fault_of(value, service.host)
    if fault or not isinstance(value, dict):
        raise UnusableInput(fault)
    if _holds(service.key, held) or _holds(service.key, canonical(value).decode()):
        raise UnusableInput(f"{service.host} sends the key back in its answer; nothing of it was used")
    reviews = list(reviews_in(value.get("claims", []), service.host))
    return Answer(
        place=service.host,
        url=url,
        body=got.body,
        content_type=_without(service.key, got.content_type),
        fetched=_how(got, url, service.key),
        reviews=tuple(review for review in reviews if review),
        unusable=reviews.count(None),
        more=bool(value.get("nextPageToken")),
    )


def _fault_of(value: object, host: str) -> str:
    """Return what is wrong with an answer's shape, "" where nothing is: no claims at all means that none was found."""
    claims = value.get("claims", []) if isinstance(value, dict) else None
    if not isinstance(claims, list) or (isinstance(value, dict) and "error" in value):
        return f"{host} answered in a shape that its documentation does not have; try again later"
    return ""


def _fetched(service: Service, url: str, guard: Guard | None) -> Download:
    from secondsource.reading.guard import Guard, NotGiven, download

    if not service.url.startswith("https://") and not (guard and guard.allow):
        raise UnusableInput("the key would go out readable for all; give the service's address with https://")
    # A redirect would take the words of the claim, and perhaps the key, to somebody else.
    guard = replace(guard or Guard(wire_bytes=_ANSWER_BYTES, body_bytes=_ANSWER_BYTES), redirects=0)

    def without_key(record: logging.LogRecord) -> bool:
        return not _holds(service.key, record.getMessage())

    logs = [logging.getLogger(name) for name in _LOGS]
    for log in logs:
        log.addFilter(without_key)
    try:
        return download(f"{url}&{urlencode({'key': service.key})}", None, guard)
    except NotGiven as fault:
        said, status = "", fault.status
    except UnusableInput as fault:
        said, status = str(fault), 0
    finally:
        for log in logs:
            log.removeFilter(without_key)
    # Raised out here, so that the error of the guarded door, which names the address, does not hang on it.
    raise UnusableInput(_in_words(said, status, service))


def _how(got: Download, url: str, key: str) -> dict[str, object]:
    """Return how an answer came, without the key wherever it may stand."""
    last = got.answers[-1]
    return {
        "asked": url,
        "address": url,
        "network_address": last.network_address,
        "at": last.at,
        "http_version": last.http_version,
        "status": last.status,
        "reason": _without(key, last.reason),
        "headers": [[_without(key, name), _without(key, value)] for name, value in last.headers],
        "request_headers": [[name, value] for name, value in last.sent],
        "redirects": [],
        "proxy": False,
        "robots": [],
    }


def _in_words(said: str, status: int, service: Service) -> str:
    """Return why the service could not be asked, from what the guarded door said or the status it was given."""
    host = service.host
    match status:
        case 0:
            reason = _without(service.key, re.sub(r"\?\S*", "", said)).rpartition("; ")[0]
            return f"{reason or 'the fact check service gave no answer'}; try again later, or look in a file: --feed"
        case 400:
            return f"{host} refused the question (400): the key is not valid, or it does not know the language"
        case 401 | 403:
            return f"{host} does not let this key ask ({status}); see that its project has the Fact Check Tools API on"
        case 404:
            return f"{host} has no fact check service at this address (404); check the address"
        case 429:
            return f"{host} has had too many questions with this key (429); wait a while"
        case _ if status >= 500:
            return f"{host} is out of order ({status}); try again later"
        case _:
            return f"{host} gave no answer ({status}); try again later"


def _holds(key: str, text: str) -> bool:
    return key.lower() in text.lower()


def _without(key: str, text: str) -> str:
    return re.sub(re.escape(key), "…", text, flags=re.IGNORECASE)
