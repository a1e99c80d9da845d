"""One published fact check, from whatever shape its record has.

The shapes are schema.org's ClaimReview in JSON-LD (https://schema.org/ClaimReview), plain, prefixed or expanded, and
the claim of Google's Fact Check Tools API (v1alpha1). Publishers fill them in as they like: any property may be
missing, a list, an object or of the wrong type, and then counts as missing.
"""

from __future__ import annotations

import html
import json
import math
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, object]

_MOST_TEXT: Final = 2_000  # code points
_MOST_NAMES: Final = 5
_MOST_APPEARANCES: Final = 10
_DEEPEST: Final = 6  # lists and objects that a value may be wrapped in
_PREFIXES: Final = ("", "schema:", "https://schema.org/", "http://schema.org/")
_BROKEN: Final = re.compile("[\0\ud800-\udfff]")
_ADDRESS: Final = re.compile(r"https?://[^\s/\0-\x1f\x7f-\x9f][^\s\0-\x1f\x7f-\x9f]*", re.IGNORECASE)
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Review:
    """A fact check as its publisher describes it; None is what it does not say.

    ``claimed`` is what was checked, ``claimant`` who claimed it, ``claim_date`` when, ``appearances`` the addresses
    where. ``rating`` holds the publisher's own words; ``rating_value``, ``best`` and ``worst`` its scale. Dates are
    ISO 8601 days where they were given so. ``record`` is the record itself, with nothing left out, and does not count
    when two reviews are compared; nor does ``place``, the feed or service that it came from.
    """

    claimed: str
    claimant: str | None
    claim_date: str | None
    appearances: tuple[str, ...]
    rating: str | None
    rating_value: str | None
    best: str | None
    worst: str | None
    publisher: str | None
    site: str | None
    url: str | None
    title: str | None
    published: str | None
    language: str | None
    place: str = field(compare=False)
    record: Record = field(compare=False, repr=False)


def reviews_in(value: object, place: str) -> Iterator[Review | None]:
    """Yield every review that stands anywhere in a JSON value, and None for each record that says too little."""
    ahead = [value]
    while ahead:
        each = ahead.pop()
        if isinstance(each, list):
            ahead.extend(reversed(each))
        elif isinstance(each, dict):
            if _is_claim_review(each):
                yield _of_claim_review(each, place)
            elif isinstance(each.get("claimReview"), list):
                yield from _of_service(each, place)
            else:
                ahead.extend(reversed(each.values()))


def canonical(record: Record) -> bytes:
    """Return a record as JSON that is the same for the same content: keys sorted, no spaces, UTF-8.

    Raises UnusableInput for one that is nested too deep.
    """
    try:
        text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except RecursionError:
        raise UnusableInput("the record of a fact check is nested too deep to be used") from None
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes the escape that it was read from


def decoder() -> json.JSONDecoder:
    """Return a decoder of JSON alone: NaN and numbers too large for a float become null."""
    return json.JSONDecoder(parse_constant=lambda _: None, parse_float=_finite)


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _is_claim_review(record: Record) -> bool:
    kinds = record.get("@type")
    if kinds is None:
        return "claimReviewed" in record
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and re.split("[/:#]", kind[-200:])[-1] == "ClaimReview":
            return True
    return False


def _of_claim_review(record: Record, place: str) -> Review | None:
    item = _object(record, "itemReviewed")
    claimed = _text(record, "claimReviewed") or _text(item, "text") or _text(item, "name")
    if not claimed:
        return None
    rating = _object(record, "reviewRating")
    url = _address(record, "url") or _address(record, "@id") or _address(record, "mainEntityOfPage")
    author, publisher = _names(record, "author"), _names(record, "publisher")
    # The author is the body that checked, except where it is the person who wrote.
    person = "Person" in _texts(_object(record, "author").get("@type"))
    return Review(
        claimed=claimed,
        claimant=_names(item, "author"),
        claim_date=_day(item, "datePublished"),
        appearances=_appearances(item),
        rating=_text(rating, "alternateName") or _text(rating, "name") or _text(record, "reviewRating"),
        rating_value=_text(rating, "ratingValue"),
        best=_text(rating, "bestRating"),
        worst=_text(rating, "worstRating"),
        publisher=(publisher or author) if person else (author or publisher),
        site=_site(url),
        url=url,
        title=_text(record, "headline") or _text(record, "name"),
        published=_day(record, "datePublished"),
        language=_text(record, "inLanguage", "alternateName", "name"),
        place=place,
        record=record,
    )


def _of_service(claim: Record, place: str) -> Iterator[Review | None]:
    """Yield the reviews of one claim as the Fact Check Tools API gives it; each keeps the claim it is of."""
    reviews = claim["claimReview"]
    claimed = _text(claim, "text")
    for review in reviews if isinstance(reviews, list) else []:
        if not isinstance(review, dict) or not claimed:
            yield None
            continue
        publisher = _object(review, "publisher")
        url = _address(review, "url")
        yield Review(
            claimed=claimed,
            claimant=_text(claim, "claimant"),
            claim_date=_day(claim, "claimDate"),
            appearances=(),
            rating=_text(review, "textualRating"),
            rating_value=None,
            best=None,
            worst=None,
            publisher=_text(publisher, "name") or _text(publisher, "site"),
            site=_text(publisher, "site") or _site(url),
            url=url,
            title=_text(review, "title"),
            published=_day(review, "reviewDate"),
            language=_text(review, "languageCode"),
            place=place,
            record={**claim, "claimReview": [review]},
        )


def _get(record: Record, name: str) -> object:
    """Return a property under any of the names that JSON-LD gives it."""
    for prefix in _PREFIXES:
        value = record.get(prefix + name)
        if value is not None:
            return value
    return None


def _object(record: Record, name: str) -> Record:
    value = _get(record, name)
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, dict)), None)
    return value if isinstance(value, dict) else {}


def _texts(value: object, *inside: str, deep: int = 0) -> Iterator[str]:
    """Yield the texts of a value: itself, those of a list, or what an object has under the names ``inside``."""
    if isinstance(value, str):
        if text := _clean(value):
            yield text
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}" if isinstance(value, float) else str(value)
    elif deep < _DEEPEST and isinstance(value, list):
        for each in value:
            yield from _texts(each, *inside, deep=deep + 1)
    elif deep < _DEEPEST and isinstance(value, dict):
        for name in (*inside, "@value"):
            found = list(islice(_texts(_get(value, name), *inside, deep=deep + 1), _MOST_APPEARANCES))
            if found:
                yield from found
                return


def _clean(text: str) -> str:
    """Return a text on one line, without what markup or half a character would make of it, and not too long."""
    text = text[: 4 * _MOST_TEXT]  # it may be as long as the feed
    if "&" in text:
        text = html.unescape(text)
    return _BROKEN.sub("\ufffd", " ".join(text.split()))[:_MOST_TEXT].rstrip()


def _text(record: Record, name: str, *inside: str) -> str | None:
    value = _get(record, name)
    if isinstance(value, str):  # as nearly always
        return _clean(value) or None
    return next(_texts(value, *inside), None)


def _names(record: Record, name: str) -> str | None:
    names = islice(_texts(_get(record, name), "name"), _MOST_NAMES)
    return ", ".join(dict.fromkeys(names))[:_MOST_TEXT] or None


def _day(record: Record, name: str) -> str | None:
    text = _text(record, name)
    day = _DAY.fullmatch(text) if text else None
    return day[1] if day else text


def _appearances(item: Record) -> tuple[str, ...]:
    values = [_get(item, name) for name in ("appearance", "firstAppearance", "url")]
    found = (text for text in _texts(values, "url", "@id") if _ADDRESS.fullmatch(text))
    return tuple(islice(dict.fromkeys(islice(found, _MOST_APPEARANCES)), _MOST_APPEARANCES))


def _address(record: Record, name: str) -> str | None:
    texts = _texts(_get(record, name), "url", "@id")
    return next((text for text in texts if _ADDRESS.fullmatch(text)), None)


def _site(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None
