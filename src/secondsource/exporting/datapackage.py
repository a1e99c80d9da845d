"""A case as a Data Package: CSV tables with a schema each (https://specs.frictionlessdata.io/data-package/, version 1).

Text is guarded against spreadsheets as in the CSV export, and every value is what its schema says it is.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final

from secondsource import __version__
from secondsource.exporting.schemas import TABLES
from secondsource.exporting.spreadsheet import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.casefile import ClaimContents, Contents
    from secondsource.exporting.release import Release
    from secondsource.model import Source

_AT_ONCE: Final = 1024**2  # bytes
_SEPARATOR: Final = "; "
_DESCRIPTION: Final = (
    "Claims of news articles, each with its source, what was found on it, the evidence, the verdict and how it came "
    "about. In columns that their schema calls guarded, a text that a spreadsheet would take for a formula, a number "
    "or a date, or that begins with an apostrophe, has one apostrophe more in front."
)


def files(release: Release) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name of each file of the package and its content in pieces, which last until the iteration ends.

    Memory does not grow with the case, but for its sources: tables are made in temporary files. The same case gives
    the same bytes.
    """
    with ExitStack() as opened:
        tables = {name: _Table(name, opened.enter_context(tempfile.TemporaryFile())) for name in TABLES}
        latest = _fill(release, tables)
        for table in tables.values():
            yield table.path, table.content()
        yield "datapackage.json", [_descriptor(release, tables.values(), latest)]


class _Table:
    """A CSV file in the making, with its size and its digest."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.path = f"{name}.csv"
        self._name = name
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0
        self._writer = csv.writer(self, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._title, self._schema = TABLES[name]
        self._fields = self._schema["fields"]
        self._writer.writerow([field["name"] for field in self._fields])

    def add(self, **values: object) -> None:
        """Add a row; a column that is not named stays empty."""
        self._writer.writerow([_cell(values.pop(field["name"], None), field) for field in self._fields])
        if values:
            raise TypeError(f"{self._name} has no column {', '.join(values)}")

    def write(self, line: str) -> None:
        """Take a line from the CSV writer."""
        data = line.encode()
        self._digest.update(data)
        self._size += len(data)
        self._file.write(data)

    def content(self) -> Iterator[bytes]:
        """Yield the file's bytes in pieces."""
        self._file.seek(0)
        yield from iter(partial(self._file.read, _AT_ONCE), b"")

    def described(self) -> dict[str, Any]:
        """Return the file as a resource of the package."""
        return {
            "name": self._name,
            "path": self.path,
            "profile": "tabular-data-resource",
            "title": self._title,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "bytes": self._size,
            "hash": f"sha256:{self._digest.hexdigest()}",
            "schema": self._schema,
        }


def _cell(value: object, field: dict[str, Any]) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if field.get("guarded"):
        return guard(value)
    form = _FORMS.get(field["type"])
    if form:
        return value if form.fullmatch(value) else ""  # of a case from elsewhere, whose clock said no such thing
    return value if field["type"] == "array" or _PLAIN.fullmatch(value) else guard(value)


_FORMS: Final = {
    "date": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII),
    "datetime": re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z", re.ASCII
    ),
}
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]*")


@dataclass
class _Counted:
    """A source, and how many claims are its."""

    source: Source
    terms: str | None
    claims: int = 0


class _Sources:
    """The sources of the package, numbered in the order in which they speak.

    Their keys tell names and stay inside. One that is held back is another in each article: nothing here may tell that
    two articles quote the same person.
    """

    def __init__(self, release: Release) -> None:
        self._held = frozenset(key for source in release.protected for key in source.keys)
        self._found: dict[tuple[str | None, str], tuple[str, _Counted]] = {}

    def holds(self, claim: ClaimContents) -> bool:
        """Tell whether a claim's source is held back."""
        return claim.source_key in self._held

    def number(self, claim: ClaimContents, article: str) -> str | None:
        """Return the number of a claim's source, None where it has none, and count the claim."""
        if claim.source is None:
            return None
        held = self.holds(claim)
        known = (claim.source_key, article if held else "")
        if known not in self._found:
            self._found[known] = str(len(self._found) + 1), _Counted(claim.source, None if held else claim.terms)
        number, counted = self._found[known]
        counted.claims += 1
        return number

    def fill(self, table: _Table) -> None:
        """Add a row for each source."""
        for number, counted in self._found.values():
            table.add(id=number, **asdict(counted.source), terms=counted.terms, claims=counted.claims)


def _fill(release: Release, tables: dict[str, _Table]) -> str:
    """Write all rows of all tables; return the time of the last thing that they tell, empty where there is none."""
    latest = ""
    sources = _Sources(release)
    for article, claims in release.articles():
        tables["articles"].add(
            sha256=article.sha256,
            name=article.name,
            outlet=article.outlet,
            title=article.title,
            author=article.author,
            published=article.published,
            url=article.url,
            text=article.text,
            added_at=article.added_at,
            added_by=article.added_by,
            newer=article.newer,
            engine=article.engine,
        )
        latest = max(latest, article.added_at)
        for claim in claims:
            tables["claims"].add(**_claim(claim, article, sources))
            _add_findings(release, claim, tables["findings"])
            _add_evidence(release, claim, tables["evidence"])
            for at in _add_decisions(release, claim, tables["decisions"], evidence=not sources.holds(claim)):
                latest = max(latest, at)
    sources.fill(tables["sources"])
    return latest


def _claim(one: ClaimContents, article: Contents, sources: _Sources) -> dict[str, object]:
    values = asdict(one.claim)
    return values | {
        "findings": _SEPARATOR.join(one.claim.findings),
        "evidence": _SEPARATOR.join(one.claim.evidence),
        "article_sha256": article.sha256,
        "source_id": sources.number(one, article.sha256),
        "mark": article.mark_at(one.claim.start),
    }


def _add_findings(release: Release, claim: ClaimContents, table: _Table) -> None:
    for place, kept in enumerate(release.findings(claim), start=1):
        table.add(
            claim=claim.claim.claim,
            place=place,
            check=kept.finding.check,
            rule=kept.finding.rule,
            words=kept.finding.words,
            own=json.dumps(kept.finding.own),
            other=None if kept.other is None else release.uid_of(kept.other),
            evidence=kept.evidence,
            there=json.dumps(kept.finding.other),
            likeness=kept.likeness,
        )


def _add_evidence(release: Release, claim: ClaimContents, table: _Table) -> None:
    for piece in release.evidence(claim):
        table.add(
            claim=claim.claim.claim,
            event=piece.uid,
            stance=piece.stance,
            primary=piece.primary,
            name=piece.name,
            url=piece.url,
            passage=piece.passage,
            mark=piece.mark_at(piece.span.start) if piece.span else None,
            sha256=piece.sha256,
            bytes=piece.size,
            content_type=piece.content_type,
            reviewer=piece.reviewer,
            at=piece.at,
        )


def _add_decisions(release: Release, claim: ClaimContents, table: _Table, *, evidence: bool) -> Iterator[str]:
    """Add what was done on a claim and yield the time of each; ``evidence`` tells whether that of evidence is told."""
    for entry in release.history(claim):
        values, kind = entry.event.values, entry.event.kind
        if kind == "evidence" and not evidence:
            continue
        despite = values.get("despite") if kind == "verdict" else None
        table.add(
            claim=claim.claim.claim,
            event=entry.event.uid,
            at=entry.event.at,
            reviewer=entry.event.actor,
            kind=kind,
            verdict=values.get("verdict"),
            stance=values.get("stance"),
            words=values.get("rationale") or values.get("text") or values.get("name") if kind in _WORDY else None,
            despite=f"{', '.join(despite['warnings'])}: {despite['reason'] or 'no reason given'}" if despite else None,
            undone=entry.undone,
            about=entry.event.meant,
            elsewhere=entry.elsewhere,
        )
        yield entry.event.at


_WORDY: Final = ("verdict", "rationale", "note", "evidence")


def _descriptor(release: Release, tables: Iterable[_Table], latest: str) -> bytes:
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "secondsource-case",
        "title": "Claims and verdicts",
        "description": _DESCRIPTION,
    }
    if latest:
        package["created"] = latest
    publisher = release.publisher
    if publisher.name:
        contributor = {"title": publisher.name, "role": "publisher"}
        package["contributors"] = [contributor | ({"path": publisher.url} if publisher.url else {})]
    package["software"] = f"secondsource {__version__}"
    package["resources"] = [table.described() for table in tables]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
