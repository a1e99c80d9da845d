"""``secondsource review CASE``: the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    shared.add_reviewer(parser)


def run(options: Namespace) -> int:
    """Open the desk and return when it is closed."""
    from secondsource import desk

    desk.run(options.case, shared.reviewer(options), offer_tour=getattr(options, "offer_tour", False))
    return 0
