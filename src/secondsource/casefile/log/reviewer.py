"""Who does something, as the log has it."""

from __future__ import annotations

from secondsource.model import UnusableInput

REVIEWER_LIMIT = 200  # code points


def reviewer_name(name: str) -> str:
    """Return a reviewer's name as it goes into the log. Raises UnusableInput where it can't stand there."""
    name = name.strip()
    if not name or len(name) > REVIEWER_LIMIT or not name.isprintable():
        raise UnusableInput(
            f"a reviewer's name is one line of 1 to {REVIEWER_LIMIT} printable characters; give one with --reviewer"
        )
    return name
