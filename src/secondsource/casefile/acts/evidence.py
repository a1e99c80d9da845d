"""Evidence on a claim: attaching a copy, and correcting what was said of one. The copy itself is never changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from secondsource.casefile.acts.decisions import TEXT_LIMIT, decide_on, decide_over, encodable, usable
from secondsource.casefile.log.events import Appender, find_event
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state.standing import decisions_on, evidence_in_force, standing_for, undone
from secondsource.model import Refused, Span, Stance, UnusableInput

if TYPE_CHECKING:
    import sqlite3

    from secondsource.casefile.file import Case
    from secondsource.casefile.log.events import Event


def attach(
    case: Case,
    claim: str,
    content: bytes,
    *,
    reviewer: str,
    stance: Stance,
    name: str,
    url: str | None = None,
    passage: str | None = None,
    span: Span | None = None,
    primary: bool = False,
    fetched: dict[str, Any] | None = None,
    content_type: str | None = None,
    text: str | None = None,
    read_by: str | None = None,
    marks: tuple[tuple[int, str], ...] = (),
) -> Event:
    """Keep these bytes as evidence for or against a claim and return the event.

    ``name`` is what to call the piece, ``url`` where it came from, ``passage`` the words that count, at ``span`` of
    ``text``, which ``read_by`` says who read from the bytes and how; ``marks`` are its time codes or pages, each with
    where it begins. ``primary`` says that it is the very source the claim is attributed to, ``fetched`` what came with
    it (headers, redirects). Raises UnusableInput for bytes that are none, and as ``mark`` does.
    """
    if not content:
        raise UnusableInput(f"{name} is empty (0 bytes): nothing to keep as evidence")
    sha256 = hashlib.sha256(content).hexdigest()
    copies = [(sha256, content)]
    read: str | None = None
    if text is not None:
        encodable(text, "text of the evidence")
        copies.append((read := hashlib.sha256(text.encode()).hexdigest(), text.encode()))
    payload = {
        "sha256": sha256, "stance": stance, "name": name, "url": url, "primary": primary, "fetched": fetched,
        "content_type": content_type, "text": read, "read_by": read_by, "marks": [list(mark) for mark in marks],
        "over": [], **_passage(passage, span),
    }  # fmt: skip
    encodable(json.dumps(payload, ensure_ascii=False), "evidence")
    actor = reviewer_name(reviewer)
    with case.write():
        for one in copies:
            case.connection.execute("insert into copy (sha256, bytes) values (?, ?) on conflict do nothing", one)
        return decide_on(case.connection, "evidence", claim, actor, payload)


def correct_evidence(
    case: Case,
    evidence: str,
    *,
    reviewer: str,
    stance: Stance | None,
    primary: bool,
    passage: str | None,
    span: Span | None = None,
) -> Event:
    """Say anew what a piece of evidence does for its claim and which of its words count; return the event.

    ``evidence`` is the uid of the event that stands for it now; ``stance`` None withdraws it: the copy stays in the
    case. Raises Refused where it was corrected or withdrawn meanwhile.
    """
    actor = reviewer_name(reviewer)
    with case.write():
        earlier = find_event(case.connection, evidence)
        if earlier is None or earlier.kind != "evidence":
            raise UnusableInput(f"there is no evidence {evidence} in this case")
        number, claim = _counts_at(case.connection, earlier.subject)
        before = decisions_on(case.connection, number, claim)
        if evidence not in {one.uid for one in evidence_in_force(before, undone(before))}:
            raise Refused("this evidence was corrected or taken back meanwhile: look at it again")
        said = {**earlier.values, "stance": stance, "primary": primary, "over": [evidence], **_passage(passage, span)}
        encodable(json.dumps(said, ensure_ascii=False), "evidence")
        return decide_over(Appender(case.connection), number, before, "evidence", claim, actor, said)


def _counts_at(connection: sqlite3.Connection, uid: str) -> tuple[int, str]:
    """Return the number and the uid of the listed claim at which decisions on this uid count."""
    for number, claim in standing_for(connection, uid):
        if connection.execute("select listed from standing where claim = ?", (number,)).fetchone()[0]:
            return number, claim
    raise UnusableInput(f"the claim {uid} was replaced; its history names what took its place: secondsource log")


def _passage(passage: str | None, span: Span | None) -> dict[str, Any]:
    words = usable(passage[:TEXT_LIMIT] if span else passage, "passage") if passage else None
    return {"passage": words or None, "span": list(span) if span and words else None}
