"""The case: one SQLite file with articles, claims, sources and the log of what people decided.

``create_case`` and ``open_case`` hand out a ``Case``; the functions here do the rest with it: ``ingest`` stores
articles, ``log`` records decisions, ``queries`` and ``view`` read. Only this room holds SQL.
"""

from secondsource.casefile.acts.decisions import attach, explain, mark, note, redo, sign_off, undo
from secondsource.casefile.acts.revisions import describe, join_sources, rename_source, revise
from secondsource.casefile.backup import backup, backup_blind
from secondsource.casefile.build import Build, sqlite_build
from secondsource.casefile.entries import Entry, entries
from secondsource.casefile.file import Case, create_case, open_case
from secondsource.casefile.history import history
from secondsource.casefile.ingest import Added, add_article, is_known
from secondsource.casefile.log.events import Event, head, log, reviewer_name
from secondsource.casefile.merge import Merged, Told, merge
from secondsource.casefile.queries import (
    CONFLICT,
    ORPHAN,
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
from secondsource.casefile.stats import Stats, stats
from secondsource.casefile.storing import Described
from secondsource.casefile.verify import Fault, verify
from secondsource.casefile.versions import Orphan, Replaced
from secondsource.casefile.view import Row, View

__all__ = [
    "CONFLICT",
    "ORPHAN",
    "Added",
    "Build",
    "Case",
    "Described",
    "Detail",
    "Entry",
    "Event",
    "Fault",
    "Filter",
    "Merged",
    "Orphan",
    "Progress",
    "Replaced",
    "Row",
    "Sibling",
    "Stats",
    "Told",
    "View",
    "add_article",
    "article_text",
    "article_title",
    "articles",
    "attach",
    "backup",
    "backup_blind",
    "claims",
    "create_case",
    "describe",
    "detail",
    "entries",
    "explain",
    "find_claim",
    "head",
    "history",
    "is_known",
    "join_sources",
    "log",
    "mark",
    "merge",
    "note",
    "open_case",
    "progress",
    "redo",
    "rename_source",
    "reviewer_name",
    "revise",
    "sign_off",
    "sqlite_build",
    "stats",
    "undo",
    "verify",
]
