"""What an article's fields are called where an object of JSON or a table's row holds one article.

The names are compared without capitals, spaces, hyphens and underscores: "Published At" is "published_at".
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from secondsource.model import Article, UnusableInput
from secondsource.reading.dateline import find_dateline, parse_date
from secondsource.reading.kinds import is_page
from secondsource.reading.markup import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        *("text", "body", "content", "full_text", "article_text", "article_body", "body_text", "content_text"),
        *("main_text", "plain_text", "raw_text", "article", "story"),
        *("content_html", "body_html", "body_xhtml", "article_html", "html"),
    ),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "by", "creator", "writer"),
    "outlet": (
        *("outlet", "publisher", "site_name", "publication", "newspaper", "source", "source_name", "provider"),
        *("source_domain", "source_hostname"),
    ),
    "published": (
        *("published", "published_at", "date_published", "publication_date", "publish_date", "date_publish"),
        *("published_on", "pub_date", "date", "timestamp"),
    ),
    "url": ("url", "link", "permalink", "canonical_url", "source_url", "web_url"),
}
"""The names that are known for each field of an article, the one that goes first first."""

_CLAIMS: Final = frozenset(("claim", "article", "verdict", "rationale"))
_ALIASES: Final = {"date": "published", "address": "url", "body": "text", "headline": "title", "byline": "author"}
_OF_HTML: Final = ("rendered", "html")  # WordPress calls it the former
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_BY = re.compile(r"by[ :]+(?=\S)", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{9,11})(?:\.\d{1,9})?|(\d{12,14})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", re.ASCII)
_LONGEST_LINE = 1000
_LONGEST_NAME = 80
_MOST_PEOPLE = 50


def simple(name: str) -> str:
    """Return a field's name as names are compared."""
    return re.sub(r"[\W_]+", "", name.casefold())


_KNOWN: Final = {field: tuple(map(simple, names)) for field, names in NAMES.items()}


def chosen_fields(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an article, by our names, with the names that somebody chose for them.

    Raises UnusableInput for a field that no article has.
    """
    chosen: dict[str, str] = {}
    for given, name in columns.items():
        field = _ALIASES.get(simple(given), simple(given))
        if field not in NAMES:
            raise UnusableInput(f"no article has the field {given!r}; the fields are: {', '.join(NAMES)}")
        chosen[field] = name
    return chosen


def are_claims(names: Iterable[str]) -> bool:
    """Say whether these are the names of an export of our own, of claims and not of articles."""
    return _CLAIMS.issubset(map(simple, names))


def columns_in(header: Iterable[str], chosen: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each field of an article the names in ``header`` that may hold it, the likeliest first.

    What ``chosen_fields`` returned goes before what is known; a chosen name that ``header`` lacks stands for nothing.
    """
    exact = dict.fromkeys(header)
    names: dict[str, str] = {}
    for name in exact:
        names.setdefault(simple(name), name)
    here = {field: name if name in exact else names.get(simple(name)) for field, name in chosen.items()}
    taken = set(here.values())
    found: dict[str, list[str]] = {}
    for field, known in _KNOWN.items():
        if field in here:
            own = here[field]
            found[field] = [] if own is None else [own]
        else:
            found[field] = [names[name] for name in known if name in names and names[name] not in taken]
    return found


def shown(name: object) -> str:
    """Return a name from outside on one line and short, for a message."""
    return " ".join(clean(str(name)[:500]).split())[:_LONGEST_NAME]


def marked(name: str, value: object) -> object:
    """Return the value of a text's field so that HTML is known where the field's name tells it: "content_html"."""
    return {"html": value} if isinstance(value, str) and simple(name).endswith("html") else value


def words_of(value: object) -> tuple[str, bool]:
    """Return a value as text, and whether that was read from HTML. A list gives its paragraphs.

    HTML is told by its content: it begins with a tag.
    """
    is_html = False
    if isinstance(value, dict):
        name = next((name for name in (*_OF_HTML, "value", "text") if value.get(name)), "")
        value, is_html = value.get(name), name in _OF_HTML
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return "", False
    if is_html or is_page(value[:4096].encode("utf-8", "replace")):
        return page_text(value), True
    return clean(value), False


def page_text(page: str) -> str:
    """Return the text of a page or of a piece of one, a blank line between paragraphs."""
    return clean(take_apart(page).main_text()).strip()


def clean(text: str) -> str:
    """Put a visible stand-in where a NUL or half a surrogate pair was."""
    return _NO_TEXT.sub("\ufffd", text)


def line_of(value: object) -> str | None:
    """Return a value as one line: a string, the name in an object, the names in a list; None where there is none."""
    if isinstance(value, list):
        names = [_name(each) for each in value[:_MOST_PEOPLE]]
        value = ", ".join(name for name in names if name and name.strip())
    value = _name(value)
    if value is None:
        return None
    if "<" in value or "&" in value:
        value = " ".join(take_apart(value[: 10 * _LONGEST_LINE]).everything) or value
    return clean(" ".join(value.split()))[:_LONGEST_LINE].strip() or None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = next(
            (value[name] for name in ("name", "rendered", "value", "title", "byline") if value.get(name)), None
        )
    return value if isinstance(value, str) else None


def author_of(value: object) -> str | None:
    """Return who wrote it, without the word "by"."""
    line = line_of(value)
    return _BY.sub("", line, count=1) if line and _BY.match(line) else line


def outlet_of(value: object) -> str | None:
    """Return an outlet's name; an address is none."""
    line = line_of(value)
    return None if line is None or _ADDRESS.match(line) else line


def address_of(value: object) -> str | None:
    """Return a web address, None for anything else."""
    found = clean(value.strip()) if isinstance(value, str) else ""
    return found if _ADDRESS.fullmatch(found) else None


def day_of(value: object) -> date | None:
    """Return the day that a date or a time stands for, as the day of its own time zone.

    ISO 8601, RFC 5322, what a date line may say, and seconds or milliseconds since 1970 (in UTC) are understood.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()[:100]
    try:
        if stamp := _EPOCH.fullmatch(text):
            seconds = int(stamp[1]) if stamp[1] else int(stamp[2]) // 1000
            return datetime.fromtimestamp(seconds, UTC).date()
        if parts := _COMPACT.fullmatch(text):
            return date(*map(int, parts.groups()))
        return parse_date(text) or parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def article_of(
    values: Mapping[str, object],
    *,
    sha256: str,
    name: str,
    outlet: str | None = None,
) -> tuple[Article, bool] | None:
    """Return the article of these values by field, and whether its text was read from HTML; None without text.

    ``outlet`` is the one that holds for a whole file.
    """
    text, was_page = words_of(values.get("text"))
    if not text.strip():
        return None
    dateline = find_dateline(text)
    article = Article(
        text=text,
        sha256=sha256,
        name=name,
        outlet=outlet_of(values.get("outlet")) or outlet,
        title=line_of(values.get("title")),
        published=day_of(values.get("published")) or (dateline[0] if dateline else None),
        url=address_of(values.get("url")),
        dateline=dateline[1] if dateline else None,
        author=author_of(values.get("author")),
    )
    return article, was_page
