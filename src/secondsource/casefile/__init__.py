"""The case: one SQLite file with articles, claims, sources and the log of what people decided.

``create_case`` and ``open_case`` hand out a ``Case``; the functions here do the rest with it: ``ingest`` stores
articles, ``log`` records decisions, ``queries`` and ``view`` read. Only this room holds SQL.
"""

from secondsource.casefile.build import Build, sqlite_build
from secondsource.casefile.file import Case, create_case, open_case
from secondsource.casefile.ingest import Added, add_article, is_known
from secondsource.casefile.log import Event, explain, history, mark, redo, reviewer_name, undo
from secondsource.casefile.queries import (
    Detail,
    Filter,
    Progress,
    Sibling,
    article_text,
    article_title,
    articles,
    claims,
    detail,
    find_claim,
    progress,
)
from secondsource.casefile.view import Row, View

__all__ = [
    "Added",
    "Build",
    "Case",
    "Detail",
    "Event",
    "Filter",
    "Progress",
    "Row",
    "Sibling",
    "View",
    "add_article",
    "article_text",
    "article_title",
    "articles",
    "claims",
    "create_case",
    "detail",
    "explain",
    "find_claim",
    "history",
    "is_known",
    "mark",
    "open_case",
    "progress",
    "redo",
    "reviewer_name",
    "sqlite_build",
    "undo",
]
