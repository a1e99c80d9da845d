"""The case: one SQLite file with articles, claims, sources and the log of what people decided.

``create_case`` and ``open_case`` hand out a ``Case``; the functions here do the rest with it: ``ingest`` stores
articles, ``log`` records decisions, ``queries`` and ``view`` read. Only this room holds SQL.
"""

from secondsource.casefile.acts.batches import explain_all, mark_all
from secondsource.casefile.acts.decisions import attach, explain, mark, note, sign_off
from secondsource.casefile.acts.revisions import describe, join_sources, rename_source, revise
from secondsource.casefile.acts.undoing import Taken, redo, undo, would_take
from secondsource.casefile.backup import backup, backup_blind
from secondsource.casefile.build import Build, sqlite_build
from secondsource.casefile.detail import Detail, Known, Mention, Note, Sibling, detail, source_list
from secondsource.casefile.entries import Entry, entries
from secondsource.casefile.facets import facets
from secondsource.casefile.file import Case, create_case, open_case
from secondsource.casefile.filters import FINDINGS, Filter
from secondsource.casefile.history import history
from secondsource.casefile.ingest import Added, add_article, is_known
from secondsource.casefile.log.events import Event, head, log, reviewer_name
from secondsource.casefile.merge import Merged, Told, merge
from secondsource.casefile.ordering import FACTORS, Factor, Order, find, worth
from secondsource.casefile.queries import (
    CONFLICT,
    ORPHAN,
    Placed,
    Progress,
    article_sha256,
    article_text,
    article_title,
    articles,
    claims,
    claims_between,
    find_claim,
    progress,
    speakers,
)
from secondsource.casefile.stats import Stats, stats
from secondsource.casefile.storing import Described
from secondsource.casefile.verify import Fault, verify
from secondsource.casefile.versions import Orphan, Replaced
from secondsource.casefile.view import Row, View

__all__ = [
    "CONFLICT",
    "FACTORS",
    "FINDINGS",
    "ORPHAN",
    "Added",
    "Build",
    "Case",
    "Described",
    "Detail",
    "Entry",
    "Event",
    "Factor",
    "Fault",
    "Filter",
    "Known",
    "Mention",
    "Merged",
    "Note",
    "Order",
    "Orphan",
    "Placed",
    "Progress",
    "Replaced",
    "Row",
    "Sibling",
    "Stats",
    "Taken",
    "Told",
    "View",
    "add_article",
    "article_sha256",
    "article_text",
    "article_title",
    "articles",
    "attach",
    "backup",
    "backup_blind",
    "claims",
    "claims_between",
    "create_case",
    "describe",
    "detail",
    "entries",
    "explain",
    "explain_all",
    "facets",
    "find",
    "find_claim",
    "head",
    "history",
    "is_known",
    "join_sources",
    "log",
    "mark",
    "mark_all",
    "merge",
    "note",
    "open_case",
    "progress",
    "redo",
    "rename_source",
    "reviewer_name",
    "revise",
    "sign_off",
    "source_list",
    "speakers",
    "sqlite_build",
    "stats",
    "undo",
    "verify",
    "worth",
    "would_take",
]
