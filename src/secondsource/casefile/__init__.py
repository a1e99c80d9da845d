"""The case: one SQLite file with articles, claims, sources and the log of what people decided.

``create_case`` and ``open_case`` hand out a ``Case``; the functions here do the rest with it: ``ingest`` stores
articles, which ``prepared`` makes ready in any process, ``log`` records decisions, ``queries`` and ``view`` read. Only
this room holds SQL.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.casefile.acts.batches import explain_all, mark_all
    from secondsource.casefile.acts.decisions import Despite, explain, mark, note, sign_off, usable
    from secondsource.casefile.acts.evidence import attach, correct_evidence
    from secondsource.casefile.acts.revisions import describe, join_sources, rename_source, revise
    from secondsource.casefile.acts.undoing import Taken, redo, undo, would_take
    from secondsource.casefile.backup import backup, backup_blind, one_moment
    from secondsource.casefile.build import Build, sqlite_build
    from secondsource.casefile.contents import ClaimContents, Contents, claims_in, contents, contents_of
    from secondsource.casefile.described import Described
    from secondsource.casefile.detail import Detail, Known, Mention, Note, Sibling, detail, source_list
    from secondsource.casefile.entries import Entry, entries
    from secondsource.casefile.evidence import Evidence, all_evidence, copy_of, evidence_on, primaries, text_of
    from secondsource.casefile.facets import facets
    from secondsource.casefile.file import Case, create_case, explained, open_case
    from secondsource.casefile.filters import FINDINGS, Filter, stoppable
    from secondsource.casefile.findings import (
        Examined,
        Kept,
        findings_on,
        forget_findings,
        found_by,
        in_order,
        keep,
        origins_of,
        rules_of,
        said,
        unexamined,
        unexamined_count,
    )
    from secondsource.casefile.history import history
    from secondsource.casefile.ingest import Added, add_article, add_articles, is_known
    from secondsource.casefile.log.events import Event, head, log, tip
    from secondsource.casefile.log.reviewer import reviewer_name
    from secondsource.casefile.marks import DIFFERENCES, UNFAITHFUL, checks_of
    from secondsource.casefile.merge import Merged, Told, merge
    from secondsource.casefile.numbering import article_of, first_of
    from secondsource.casefile.ordering import FACTORS, Factor, Order, find, worth
    from secondsource.casefile.prepared import Prepared, prepare
    from secondsource.casefile.protection import Protected, articles_of_sources, protected_sources
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
        rationale_of,
        speakers,
        uid_of,
    )
    from secondsource.casefile.related import Candidate, candidates
    from secondsource.casefile.stats import Stats, stats
    from secondsource.casefile.verify import Fault, verify
    from secondsource.casefile.versions import Orphan, Replaced
    from secondsource.casefile.view import Row, View
    from secondsource.casefile.weaknesses import WEAKNESSES, weaknesses
    from secondsource.casefile.whole import records, restore

__all__ = [
    "CONFLICT",
    "DIFFERENCES",
    "FACTORS",
    "FINDINGS",
    "ORPHAN",
    "UNFAITHFUL",
    "WEAKNESSES",
    "Added",
    "Build",
    "Candidate",
    "Case",
    "ClaimContents",
    "Contents",
    "Described",
    "Despite",
    "Detail",
    "Entry",
    "Event",
    "Evidence",
    "Examined",
    "Factor",
    "Fault",
    "Filter",
    "Kept",
    "Known",
    "Mention",
    "Merged",
    "Note",
    "Order",
    "Orphan",
    "Placed",
    "Prepared",
    "Progress",
    "Protected",
    "Replaced",
    "Row",
    "Sibling",
    "Stats",
    "Taken",
    "Told",
    "View",
    "add_article",
    "add_articles",
    "all_evidence",
    "article_of",
    "article_sha256",
    "article_text",
    "article_title",
    "articles",
    "articles_of_sources",
    "attach",
    "backup",
    "backup_blind",
    "candidates",
    "checks_of",
    "claims",
    "claims_between",
    "claims_in",
    "contents",
    "contents_of",
    "copy_of",
    "correct_evidence",
    "create_case",
    "describe",
    "detail",
    "entries",
    "evidence_on",
    "explain",
    "explain_all",
    "explained",
    "facets",
    "find",
    "find_claim",
    "findings_on",
    "first_of",
    "forget_findings",
    "found_by",
    "head",
    "history",
    "in_order",
    "is_known",
    "join_sources",
    "keep",
    "log",
    "mark",
    "mark_all",
    "merge",
    "note",
    "number_of",
    "one_moment",
    "open_case",
    "origins_of",
    "prepare",
    "primaries",
    "progress",
    "protected_sources",
    "rationale_of",
    "records",
    "redo",
    "rename_source",
    "restore",
    "reviewer_name",
    "revise",
    "rules_of",
    "said",
    "sign_off",
    "source_list",
    "speakers",
    "sqlite_build",
    "stats",
    "stoppable",
    "text_of",
    "tip",
    "uid_of",
    "undo",
    "unexamined",
    "unexamined_count",
    "usable",
    "verify",
    "weaknesses",
    "worth",
    "would_take",
]

# What is handed out is imported when it is first asked for: the desk's start needs a third of this room.
_BY_MODULE = {
    "acts.batches": "explain_all mark_all",
    "acts.decisions": "Despite explain mark note sign_off usable",
    "acts.evidence": "attach correct_evidence",
    "acts.revisions": "describe join_sources rename_source revise",
    "acts.undoing": "Taken redo undo would_take",
    "backup": "backup backup_blind one_moment",
    "build": "Build sqlite_build",
    "contents": "ClaimContents Contents claims_in contents contents_of",
    "described": "Described",
    "detail": "Detail Known Mention Note Sibling detail source_list",
    "entries": "Entry entries",
    "evidence": "Evidence all_evidence copy_of evidence_on primaries text_of",
    "facets": "facets",
    "file": "Case create_case explained open_case",
    "filters": "FINDINGS Filter stoppable",
    "findings": "Examined Kept findings_on forget_findings found_by in_order keep origins_of rules_of "
    "said unexamined unexamined_count",
    "history": "history",
    "ingest": "Added add_article add_articles is_known",
    "log.events": "Event head log tip",
    "log.reviewer": "reviewer_name",
    "marks": "DIFFERENCES UNFAITHFUL checks_of",
    "merge": "Merged Told merge",
    "numbering": "article_of first_of",
    "prepared": "Prepared prepare",
    "protection": "Protected articles_of_sources protected_sources",
    "ordering": "FACTORS Factor Order find worth",
    "queries": "CONFLICT ORPHAN Placed Progress article_sha256 article_text article_title articles "
    "claims claims_between find_claim number_of progress rationale_of speakers uid_of",
    "related": "Candidate candidates",
    "stats": "Stats stats",
    "verify": "Fault verify",
    "versions": "Orphan Replaced",
    "view": "Row View",
    "weaknesses": "WEAKNESSES weaknesses",
    "whole": "records restore",
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
