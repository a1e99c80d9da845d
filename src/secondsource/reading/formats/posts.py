"""Exports of social posts in JSON: X, Mastodon and the rest of the Fediverse, Bluesky, Telegram. A post is an article.

Its claims are the account's own words. A post that only passes on another's words is an article of that other account,
and says who passed it on; ``json`` hands over what it read.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from secondsource.model import Article, Original, UnusableInput
from secondsource.reading.formats import posts_fediverse, posts_telegram, posts_x
from secondsource.reading.formats.fields import clean
from secondsource.reading.formats.json_values import canonical
from secondsource.reading.given import Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.formats.posts_parts import Post
    from secondsource.reading.given import Given

_PLATFORMS = (posts_x, posts_fediverse, posts_telegram)
_ODD = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST_NAME = 100


def readings(value: object, given: Given) -> Iterator[Reading | Unread] | None:
    """Return the posts in a value of JSON, in their order; None where it holds none.

    Of a list the first element decides. A post without words is an ``Unread``. The iterator raises UnusableInput before
    it yields anything where no post has words.
    """
    values = value if isinstance(value, list) else [value]
    if not values or _posts_in(values[0]) is None:
        return None
    return _readings(values, given)


def _posts_in(value: object) -> Iterator[Post] | None:
    """Return the posts of one object as its platform writes them, None where it is of none."""
    if not isinstance(value, dict):
        return None
    found = next((found for each in _PLATFORMS if (found := each.posts_in(value)) is not None), None)
    if found is None and isinstance(value.get("statuses"), list) and value["statuses"]:
        inner = [_posts_in(each) for each in value["statuses"]]  # what a search gives, on X and on Mastodon
        found = None if inner[0] is None else chain.from_iterable(each for each in inner if each is not None)
    return found


def _readings(values: list[Any], given: Given) -> Iterator[Reading | Unread]:
    # Which posts there are is found out twice, so that no more than one of them is held as bytes.
    if not any(post.text.strip() for value in values for post in _posts_in(value) or ()):
        raise UnusableInput(f"{given.what} holds no post that has words of its own; there is nothing to add")
    names: Counter[str] = Counter()
    number = 0
    for value in values:
        posts = _posts_in(value)
        if posts is None:
            number += 1
            yield Unread(f"{given.name}, post {number}", "it is no post like those before it")
            continue
        for post in posts:
            number += 1
            place = f"{given.name}, post {number}"
            if not post.text.strip():
                yield Unread(place, post.lacking)
                continue
            name = _ODD.sub("-", post.name)[:_LONGEST_NAME].strip("-") or f"{given.stem}-{number}"
            names[name] += 1
            yield _reading(post, name if names[name] == 1 else f"{name}-{names[name]}", place, given)


def _reading(post: Post, name: str, place: str, given: Given) -> Reading:
    content = canonical(post.value)
    article = Article(
        text=clean(post.text),
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        outlet=post.outlet,
        published=post.published,
        url=post.url,
        author=post.author,
    )
    original = Original(
        content=content,
        name=f"{name}.json",
        read_by=f"{post.form} in JSON",
        content_type="application/json",
        within=f"{place}, {clean(post.passed_on)}" if post.passed_on else place,
        fetched=given.fetched,
    )
    return Reading(article, original, post.form)
