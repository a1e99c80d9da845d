"""``secondsource evidence CASE CLAIM PATH|URL --stance STANCE``: keep a copy for or against a claim, or list them."""

from __future__ import annotations

import sys
from argparse import BooleanOptionalAction
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line
from secondsource.model import Stance, UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from secondsource.casefile import Case, Event, Evidence

_SHOWN = 200  # code points of a passage


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id, or its beginning (see: secondsource claims)")
    parser.add_argument("place", metavar="PATH|URL", nargs="?", help="what to keep; without it, what is kept is listed")
    parser.add_argument("--stance", choices=list(Stance), type=Stance, metavar="STANCE", help=", ".join(Stance))
    parser.add_argument("--passage", metavar="TEXT", help="the words that count (default: those nearest the claim's)")
    parser.add_argument(
        "--primary",
        action=BooleanOptionalAction,
        help="it is (or is not) the very tweet, transcript or report that the claim is from",
    )
    parser.add_argument("--correct", metavar="N", type=int, help="say anew what the Nth piece listed is for")
    parser.add_argument("--withdraw", metavar="N", type=int, help="take the Nth piece listed away from the claim")
    parser.add_argument("--ignore-robots", action="store_true", help="fetch what the site asks programs not to")
    parser.add_argument("--proxy", action="store_true", help="go by the proxy that the environment names")
    shared.add_reviewer(parser, "attaches it")


def run(options: Namespace) -> int:
    """Attach, correct, withdraw or list, and say what stands then."""
    from secondsource import casefile

    if sum(value is not None for value in (options.place, options.correct, options.withdraw)) > 1:
        raise UnusableInput("give one of PATH, --correct and --withdraw at a time")
    reading = options.place is None and options.correct is None and options.withdraw is None
    with casefile.open_case(options.case, reading=reading) as case:
        claim = casefile.find_claim(case, options.claim)
        if options.place is not None:
            return _attach(case, claim, options)
        if options.correct is not None or options.withdraw is not None:
            return _correct(case, claim, options)
        for place, piece in enumerate(_on(case, claim), start=1):
            _print(piece, place)
    return 0


def _on(case: Case, claim: str) -> tuple[Evidence, ...]:
    from secondsource import casefile

    return casefile.evidence_on(case, casefile.number_of(case, claim) or 0)


def _attach(case: Case, claim: str, options: Namespace) -> int:
    from secondsource import intake

    if options.stance is None:
        raise UnusableInput(f"say what it does for the claim: --stance {'|'.join(Stance)}")
    case.check_writable()
    who = shared.reviewer(options)
    piece = intake.read_evidence(
        options.place, robots=not options.ignore_robots, proxy=options.proxy, progress=_progress()
    )
    event = intake.attach(
        case, claim, piece, reviewer=who, stance=options.stance, primary=bool(options.primary), passage=options.passage
    )
    print(
        f"kept {event.values['sha256'][:12]} ({len(piece.copy.content):,} bytes), recorded {event.at} by {event.actor}"
    )
    _print(_on(case, claim)[-1])
    _examined(case, claim, event, options)
    return 0


def _correct(case: Case, claim: str, options: Namespace) -> int:
    from secondsource import casefile, intake

    pieces = _on(case, claim)
    place: int = options.correct if options.correct is not None else options.withdraw
    if not 1 <= place <= len(pieces):
        raise UnusableInput(f"{place} is none of the {len(pieces)} pieces on this claim; see: secondsource evidence")
    piece = pieces[place - 1]
    who = shared.reviewer(options)
    passage, span = piece.passage, piece.span
    if options.passage:
        text = casefile.text_of(case, piece) or ""
        span = intake.find_passage(text, options.passage)
        passage = text[span.start : span.end] if span else options.passage
    event = casefile.correct_evidence(
        case,
        piece.uid,
        reviewer=who,
        stance=None if options.withdraw is not None else options.stance or piece.stance,
        primary=piece.primary if options.primary is None else options.primary,
        passage=passage,
        span=span,
    )
    print(f"{'withdrawn' if options.withdraw is not None else 'corrected'}, recorded {event.at} by {event.actor}")
    _examined(case, claim, event, options)
    return 0


def _examined(case: Case, claim: str, event: Event, options: Namespace) -> None:
    """Hold the claim against what is attached to it now, and say what of the options came to nothing.

    What else the evidence bears on waits for the desk, or for ``examine``.
    """
    from secondsource import casefile, examine

    if options.passage and event.values["span"] is None:
        print("secondsource: the passage does not stand in the text of the copy in these words", file=sys.stderr)
    number = casefile.number_of(case, claim)
    found = None if number is None else examine.Examiner(case).examine(number)
    for held in found.held[:1] if found else ():
        print(f"{held.check}: {one_line(held.comparison.words)}")


def _print(piece: Evidence, place: int = 0) -> None:
    label = f"{place}  " if place else ""
    primary = " · primary source" if piece.primary else ""
    print(
        f"{label}{piece.stance}{primary} · {one_line(piece.url or piece.name)} · {one_line(piece.read_by or 'no text')}"
    )
    if piece.passage:
        words = one_line(piece.passage)
        mark = piece.mark_at(piece.span.start) if piece.span else None
        print(f"   “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" + (f" ({mark})" if mark else ""))


def _progress() -> Callable[[int, int | None], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(received: int, total: int | None) -> None:
        of = f" of {total:,}" if total else ""
        print(f"\r{received:,}{of} bytes", end="", file=sys.stderr, flush=True)

    return show
