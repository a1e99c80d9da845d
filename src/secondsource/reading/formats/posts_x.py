"""Posts of X: answers of its programming interface (versions 1.1 and 2), and the archive that an account can ask for.

The fields are those of https://docs.x.com/x-api/fundamentals/data-dictionary and of the archive's own tweets.js, which
does not name the account.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from secondsource.reading.formats.fields import day_of
from secondsource.reading.formats.posts_parts import Post, line, passed_on, record, records, string

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = "X post"
_ID = re.compile(r"\d{1,20}", re.ASCII)
_HANDLE = re.compile(r"\w{1,20}", re.ASCII)
_RETWEET = re.compile(r"RT @(\w{1,20}): (.*)", re.DOTALL | re.ASCII)
_OF_VERSION_2 = ("author_id", "edit_history_tweet_ids", "conversation_id", "public_metrics")
_OF_VERSION_1 = ("user", "entities", "retweet_count", "favorite_count")


def posts_in(value: dict[str, Any]) -> Iterator[Post] | None:
    """Return the posts in one object of JSON, None where it is none of X's."""
    data = value.get("data")
    listed = data if isinstance(data, list) else [data]
    if listed and _is_version_2(listed[0]):
        return _answer(records(listed), record(value.get("includes")))
    if _is_version_2(value):
        return _answer([value], {})
    if _is_version_1(value) or _is_version_1(value.get("tweet")):
        return iter([_version_1(value)])
    return None


def _is_version_2(value: object) -> bool:
    tweet = record(value)
    known = isinstance(tweet.get("id"), str) and isinstance(tweet.get("text"), str) and "id_str" not in tweet
    return known and _ID.fullmatch(tweet["id"]) is not None and any(name in tweet for name in _OF_VERSION_2)


def _is_version_1(value: object) -> bool:
    tweet = record(value)
    words = isinstance(tweet.get("full_text"), str) or isinstance(tweet.get("text"), str)
    return words and isinstance(tweet.get("id_str"), str) and any(name in tweet for name in _OF_VERSION_1)


def _answer(tweets: list[dict[str, Any]], includes: dict[str, Any]) -> Iterator[Post]:
    """Yield the posts of an answer of version 2, where the accounts and the posts spoken of stand apart."""
    users = {string(user.get("id")): user for user in records(includes.get("users"))}
    others = {string(other.get("id")): other for other in records(includes.get("tweets"))}
    for tweet in tweets:
        referenced = records(tweet.get("referenced_tweets"))
        retweeted = next((string(r.get("id")) for r in referenced if r.get("type") == "retweeted"), "")
        original = others.get(retweeted)
        account, first = (_user(one, users) if one else {} for one in (tweet, original))
        kept: dict[str, Any] = {}
        if known := [user for user in {id(user): user for user in (account, first)}.values() if "id" in user]:
            kept["users"] = known
        if original:
            kept["tweets"] = [original]
        value = {"data": tweet, "includes": kept} if kept else tweet
        yield _post(tweet, account, original, first, value, retweeted)


def _user(tweet: dict[str, Any], users: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return users.get(string(tweet.get("author_id"))) or record(tweet.get("author"))


def _version_1(value: dict[str, Any]) -> Post:
    tweet = value if _is_version_1(value) else value["tweet"]
    original = record(tweet.get("retweeted_status")) or None
    first = record(original.get("user")) if original else {}
    return _post(tweet, record(tweet.get("user")), original, first, value, "")


def _post(
    tweet: dict[str, Any],
    account: dict[str, Any],
    original: dict[str, Any] | None,
    first: dict[str, Any],
    value: dict[str, Any],
    retweeted: str,
) -> Post:
    """Return a post; ``first`` is the account behind ``original``, which a repost has with ``retweeted`` as its id."""
    handle = _handle(account)
    number = _number(tweet)
    text = _words(tweet)
    passed = passed_on("reposted", f"@{handle}" if handle else None, tweet.get("created_at"))
    if original and _words(original):
        theirs = _handle(first)
        return Post(
            f"x-{number}",
            value,
            _words(original),
            _FORM,
            _outlet(theirs),
            line(first.get("name")),
            day_of(original.get("created_at")),
            _address(theirs, _number(original) or retweeted),
            passed,
        )
    cited = _RETWEET.fullmatch(text)
    if cited:  # the words are there, at times cut short; when they were said is not
        return Post(
            f"x-{number}",
            value,
            cited[2],
            _FORM,
            _outlet(cited[1]),
            url=_address(cited[1], retweeted) if retweeted else None,
            passed_on=passed,
        )
    day = day_of(tweet.get("created_at"))
    url = _address(handle, number)
    return Post(f"x-{number}", value, text, _FORM, _outlet(handle), line(account.get("name")), day, url)


def _words(tweet: dict[str, Any]) -> str:
    """Return a post's words, the longest form there is; X escapes three characters and no others."""
    longer = (record(tweet.get("note_tweet")).get("text"), record(tweet.get("extended_tweet")).get("full_text"))
    text = next((one for one in (*longer, tweet.get("full_text"), tweet.get("text")) if isinstance(one, str)), "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _number(tweet: dict[str, Any]) -> str:
    number = string(tweet.get("id_str")) or string(tweet.get("id"))
    return number if _ID.fullmatch(number) else ""


def _handle(account: dict[str, Any]) -> str:
    handle = string(account.get("username") or account.get("screen_name"))
    return handle if _HANDLE.fullmatch(handle) else ""


def _outlet(handle: str) -> str | None:
    return f"@{handle} on X" if handle else None


def _address(handle: str, number: str) -> str | None:
    if not _ID.fullmatch(number):
        return None
    return f"https://x.com/{handle}/status/{number}" if handle else f"https://x.com/i/web/status/{number}"
