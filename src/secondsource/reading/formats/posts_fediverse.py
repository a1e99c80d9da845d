"""Posts of Mastodon (its programming interface, and the ActivityPub outbox of its archive) and of Bluesky.

Fields: https://docs.joinmastodon.org/entities/Status/, https://www.w3.org/TR/activitystreams-vocabulary/ and the
lexicon app.bsky.feed of https://docs.bsky.app.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from secondsource.reading.formats.fields import address_of, day_of, page_text
from secondsource.reading.formats.posts_parts import Post, line, passed_on, record, records, string

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLLECTIONS = ("OrderedCollection", "OrderedCollectionPage")
_ACTOR = re.compile(r"/(?:users/|@)([\w.-]{1,100})/?")
_AT_URI = re.compile(r"at://([\w.:%-]{1,200})/app\.bsky\.feed\.post/([\w.:~-]{1,100})", re.ASCII)


def posts_in(value: dict[str, Any]) -> Iterator[Post] | None:
    """Return the posts in one object of JSON, None where it is none of these."""
    if value.get("type") in _COLLECTIONS and isinstance(value.get("orderedItems"), list):
        return (_activity(each) for each in records(value["orderedItems"]))
    if value.get("type") in ("Create", "Announce") and "object" in value and "actor" in value:
        return iter([_activity(value)])
    if _is_status(value):
        return iter([_status(value)])
    for name in ("feed", "posts", "records"):
        listed = records(value.get(name))
        if listed and _is_bluesky(listed[0]):
            return (_bluesky(each) for each in listed if _is_bluesky(each))
    return iter([_bluesky(value)]) if _is_bluesky(value) else None


# Mastodon's programming interface ------------------------------------------------------------------------------------


def _is_status(value: dict[str, Any]) -> bool:
    account = record(value.get("account"))
    return isinstance(value.get("content"), str) and isinstance(account.get("acct"), str) and "uri" in value


def _status(value: dict[str, Any]) -> Post:
    reblog = record(value.get("reblog"))
    said = reblog if _is_status(reblog) else value
    passed = ""
    if said is reblog:
        passed = passed_on("boosted", _mastodon_name(record(value["account"])), value.get("created_at"))
    account = record(said["account"])
    name = _mastodon_name(account)
    return Post(
        f"mastodon-{string(value.get('id'))}",
        value,
        _words(said.get("spoiler_text"), said["content"]),
        "Mastodon post",
        f"{name} on Mastodon" if name else None,
        line(account.get("display_name")),
        day_of(said.get("created_at")),
        address_of(said.get("url")) or address_of(said.get("uri")),
        passed,
    )


def _mastodon_name(account: dict[str, Any]) -> str | None:
    """Return "@name@server": the interface leaves the server out where it is its own."""
    acct = string(account.get("acct"))
    host = _host(account.get("url"))
    return line(f"@{acct}" if "@" in acct or not host else f"@{acct}@{host}")


def _words(warning: object, content: str) -> str:
    """Return a post's words, those of its content warning above them."""
    parts = (line(warning), page_text(content))
    return "\n\n".join(part for part in parts if part)


def _host(address: object) -> str:
    try:
        return urlsplit(string(address)).hostname or ""
    except ValueError:
        return ""


# ActivityPub ---------------------------------------------------------------------------------------------------------


def _activity(value: dict[str, Any]) -> Post:
    """Return what an activity says. A boost names another's post by its address alone, and has no words."""
    item = record(value.get("object"))
    mastodon, name = _actor_name(item.get("attributedTo") or value.get("actor"))
    made = value.get("type") == "Create" and isinstance(item.get("content"), str)
    lacking = "it has no words"
    if value.get("type") == "Announce":
        lacking = f"it boosts {line(value.get('object')) or 'a post'} and has no words of its own"
    elif not made:
        lacking = f"it is an activity of the type {line(value.get('type')) or 'none'} and says nothing"
    number = string(item.get("id") or value.get("id")).rstrip("/").removesuffix("/activity").rpartition("/")[2]
    return Post(
        f"fediverse-{number}",
        value,
        _words(item.get("summary"), item["content"]) if made else "",
        "Fediverse post",
        f"{name} on {mastodon}" if name else None,
        None,
        day_of(item.get("published") or value.get("published")),
        address_of(item.get("url")) or address_of(item.get("id")),
        lacking=lacking,
    )


def _actor_name(actor: object) -> tuple[str, str | None]:
    """Return where an actor writes, and "@name@server", as far as the address is like Mastodon's."""
    address = string(record(actor).get("id") or actor)
    host = _host(address)
    found = _ACTOR.fullmatch(urlsplit(address).path) if host else None
    return ("Mastodon", line(f"@{found[1]}@{host}")) if found else ("the Fediverse", line(host))


# Bluesky -------------------------------------------------------------------------------------------------------------


def _is_bluesky(value: dict[str, Any]) -> bool:
    post = record(value.get("post")) or value
    said = record(post.get("record") or post.get("value"))
    return _AT_URI.fullmatch(string(post.get("uri"))) is not None and isinstance(said.get("text"), str)


def _bluesky(value: dict[str, Any]) -> Post:
    post = record(value.get("post")) or value
    said = record(post.get("record") or post.get("value"))
    found = _AT_URI.fullmatch(string(post["uri"]))
    repository, key = found.groups() if found else ("", "")
    author, reason = record(post.get("author")), record(value.get("reason"))
    handle = line(author.get("handle"))
    by = line(record(reason.get("by")).get("handle"))
    return Post(
        f"bluesky-{key}",
        value,
        string(said["text"]),
        "Bluesky post",
        f"@{handle} on Bluesky" if handle else f"{repository} on Bluesky",
        line(author.get("displayName")),
        day_of(said.get("createdAt")),
        f"https://bsky.app/profile/{handle or repository}/post/{key}",
        passed_on("reposted", f"@{by}" if by else None, reason.get("indexedAt")) if reason.get("by") else "",
    )
