"""Print the page of keys from the desk's registry of actions (``make keys``)."""

from __future__ import annotations

from secondsource.desk import actions
from secondsource.desk.settings import Settings

BAR = "\\|"  # a bar would end the cell
_HEAD = """\
# Keys

All that can be done at the desk, made from [the registry](../src/secondsource/desk/actions.py). `?` shows the same at
the desk, with your own keys if you [gave some](settings.md). The *id* is what the settings call an action. A key
pressed with Shift is written as the sign it gives: `C`, `?`.
"""


def page() -> str:
    """Return the page, as Markdown."""
    parts = [_HEAD]
    for group, listed in actions.groups().items():
        parts.append(f"\n## {group}\n\n| Keys | What they do | id |\n|---|---|---|\n")
        for action in listed:
            keys = " ".join(map(_code, Settings().label(action).split()))
            parts.append(f"| {keys} | {action.help.replace('|', BAR)} | `{action.id}` |\n")
    return "".join(parts)


def _code(key: str) -> str:
    return "`` ` ``" if key == "`" else f"`{key.replace('|', BAR)}`"


if __name__ == "__main__":
    print(page(), end="")
