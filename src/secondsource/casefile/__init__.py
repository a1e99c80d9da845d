"""The case: one SQLite file with articles, claims, sources and the log of what people decided.

``create_case`` and ``open_case`` hand out a ``Case``; the functions here do the rest with it: ``ingest`` stores
articles, ``log`` records decisions, ``queries`` and ``view`` read. Only this room holds SQL.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.casefile.acts.batches import explain_all, mark_all
    from secondsource.casefile.acts.decisions import attach, explain, mark, note, sign_off, usable
    from secondsource.casefile.acts.revisions import describe, join_sources, rename_source, revise
    from secondsource.casefile.acts.undoing import Taken, redo, undo, would_take
    from secondsource.casefile.backup import backup, backup_blind
    from secondsource.casefile.build import Build, sqlite_build
    from secondsource.casefile.detail import Detail, Known, Mention, Note, Sibling, detail, source_list
    from secondsource.casefile.entries import Entry, entries
    from secondsource.casefile.facets import facets
    from secondsource.casefile.file import Case, create_case, explained, open_case
    from secondsource.casefile.filters import FINDINGS, Filter
    from secondsource.casefile.history import history
    from secondsource.casefile.ingest import Added, add_article, is_known
    from secondsource.casefile.log.events import Event, head, log
    from secondsource.casefile.log.reviewer import reviewer_name
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
        number_of,
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
    "explained",
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
    "number_of",
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
    "usable",
    "verify",
    "worth",
    "would_take",
]

# What is handed out is imported when it is first asked for: the desk's start needs a third of this room.
_BY_MODULE = {
    "acts.batches": "explain_all mark_all",
    "acts.decisions": "attach explain mark note sign_off usable",
    "acts.revisions": "describe join_sources rename_source revise",
    "acts.undoing": "Taken redo undo would_take",
    "backup": "backup backup_blind",
    "build": "Build sqlite_build",
    "detail": "Detail Known Mention Note Sibling detail source_list",
    "entries": "Entry entries",
    "facets": "facets",
    "file": "Case create_case explained open_case",
    "filters": "FINDINGS Filter",
    "history": "history",
    "ingest": "Added add_article is_known",
    "log.events": "Event head log",
    "log.reviewer": "reviewer_name",
    "merge": "Merged Told merge",
    "ordering": "FACTORS Factor Order find worth",
    "queries": "CONFLICT ORPHAN Placed Progress article_sha256 article_text article_title articles claims "
    "claims_between find_claim number_of progress speakers",
    "stats": "Stats stats",
    "storing": "Described",
    "verify": "Fault verify",
    "versions": "Orphan Replaced",
    "view": "Row View",
}
_MODULE_OF = {name: module for module, names in _BY_MODULE.items() for name in names.split()}


class _Room(ModuleType):
    """This module, in which a function keeps its name when the module of that name is imported."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name not in _MODULE_OF:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{self.__name__}.{_MODULE_OF[name]}"), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _MODULE_OF or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room
