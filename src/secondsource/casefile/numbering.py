"""A claim's number is its place in reading order: its article's number, where it starts, and a little room to spare."""

from __future__ import annotations

from typing import Final

_ARTICLE: Final = 32  # bits below an article's number
_SPARE: Final = 4  # bits below the start, for claims that start at the same code point
SHELF: Final = _ARTICLE + 6  # bits below a shelf's number: 64 articles; the triggers of the schema count by it


def first_of(article: int) -> int:
    """Return the lowest number that a claim of this article can have."""
    return article << _ARTICLE


def within(article: int) -> tuple[int, int]:
    """Return the lowest number that a claim of this article can have, and the lowest above all of them."""
    return first_of(article), first_of(article + 1)


def place(article: int, start: int) -> int:
    """Return the lowest number for a claim that starts at this code point of the article."""
    return first_of(article) | start << _SPARE


def article_of(claim: int) -> int:
    """Return the number of the article that the claim with this number belongs to."""
    return claim >> _ARTICLE


def sql_article_of(claim: str) -> str:
    """Return the same of a column that holds a claim's number, as SQL."""
    return f"({claim} >> {_ARTICLE})"


def sql_of_article(claim: str) -> str:
    """Return what SQL asks of such a column for the claims of ``article.id``, by their numbers alone."""
    return f"{claim} between article.id << {_ARTICLE} and (article.id << {_ARTICLE}) + {(1 << _ARTICLE) - 1}"
