"""``secondsource lookup CASE CLAIM --feed FILE|URL --online``: who has checked a claim like this one before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line, safe
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from rich.text import Text

    from secondsource.lookup import Found, Match


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id, or its beginning (see: secondsource claims)")
    parser.add_argument(
        "--feed", metavar="FILE|URL", nargs="+", action="extend", default=[], help="ClaimReview records to look through"
    )
    parser.add_argument(
        "--online",
        action="store_true",
        help="ask Google's Fact Check Tools API: sends the claim's words (key: $SECONDSOURCE_FACTCHECK_KEY)",
    )
    parser.add_argument("--language", metavar="CODE", help="only checks in this language, such as en")
    parser.add_argument("--most", metavar="N", type=int, default=10, help="show at most so many (default: 10)")
    parser.add_argument(
        "--keep", metavar="N", type=int, nargs="+", action="extend", default=[], help="keep the Nth shown as evidence"
    )
    shared.add_reviewer(parser, "keeps it")
    parser.add_argument("--format", choices=["table", "jsonl"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Look, show what is near, and keep what is asked for; 2 where a place to look could not be used."""
    from secondsource import casefile, lookup

    if not options.feed and not options.online:
        raise UnusableInput("say where to look: --feed FILE or an address with ClaimReview records, or --online")
    service = lookup.service() if options.online else None
    who = shared.reviewer(options) if options.keep else ""
    with casefile.open_case(options.case, reading=not options.keep) as case:
        if options.keep:
            case.check_writable()
        claim = casefile.find_claim(case, options.claim)
        text = lookup.words_of(case, claim)
    if service:
        language = f" (language: {one_line(options.language)})" if options.language else ""
        _tell(f"asking {service.host}, which gets these words: “{one_line(lookup.question(text))}”{language}")
    # The case is closed meanwhile: nobody waits for the network.
    found = lookup.find(text, options.feed, service=service, language=options.language, most=options.most)
    for fault in found.faults:
        _tell(fault)
    if options.format == "jsonl":
        output = shared.output()
        for number, near in enumerate(found.near, start=1):
            output.write(lookup.as_json(number, near) + "\n")
    elif found.answer or found.sources:
        _print(found)
    if options.keep:
        with casefile.open_case(options.case) as case:
            kept = lookup.keep(case, claim, found, options.keep, reviewer=who)
        for piece in kept:
            said = "was kept before" if piece.before else f"kept as evidence on {claim}"
            print(f"{said}: {one_line(piece.name)}", file=sys.stderr if options.format == "jsonl" else sys.stdout)
    return 2 if found.faults else 0


def _tell(message: str) -> None:
    print(f"secondsource: {one_line(message)}", file=sys.stderr, flush=True)


def _print(found: Found) -> None:
    """Print each check in a few lines, whole, and at the end what is not shown and what a likeness is worth."""
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for number, near in enumerate(found.near, start=1):
        for line in _lines(number, near):
            console.print(line)
    print(_counts(found))
    if found.near:
        print("A like claim is not the same claim: read what was checked, and the check itself.")


def _lines(number: int, match: Match) -> Iterator[Text]:
    from rich.text import Text

    from secondsource import lookup

    review = match.check
    about = [review.publisher or review.site or "publisher not named", review.published or "undated", review.language]
    head = "".join(f" · {one_line(part)}" for part in about if part)
    yield Text.assemble(
        f"{number:>2}  {match.likeness:4.0%} like  ", (one_line(lookup.rating_of(review)), "bold"), (head, "")
    )
    checked = Text(safe(review.claimed))
    for start, end in match.numbers.other if match.numbers else ():
        checked.stylize("bold magenta", start, end)
    who = " ".join(part for part in (review.claimant or "", review.claim_date or "") if part)
    yield Text.assemble("    checked: “", checked, "”", (f" ({one_line(who)})" if who else "", "dim"))
    if match.numbers:
        yield Text(f"    {one_line(match.numbers.words)}", style="magenta")
    yield Text(f"    {one_line(review.url) if review.url else 'no address given'}", style="dim")


def _counts(found: Found) -> str:
    parts = [f"{len(found.near):,} near" if len(found.near) != 1 else "1 near"]
    parts += [f"{found.more:,} more near (--most shows more)"] if found.more else []
    parts += [f"{found.far:,} too far off"]
    parts += [f"{found.other_language:,} in another language"] if found.other_language else []
    parts += [f"{found.unusable:,} that do not say what was checked"] if found.unusable else []
    parts += ["the service has more (--most asks for more)"] if found.more_there else []
    return "published checks: " + ", ".join(parts)
