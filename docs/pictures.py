"""Make the pictures of the docs again, each from a real run of the desk on the sample case (``make pictures``)."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

import pictures_browser
import pictures_datasette
import pictures_dossier

from secondsource import casefile, examine, intake
from secondsource.desk.app import Desk

os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
os.environ.pop("NO_COLOR", None)
FOLDER = Path(__file__).parent / "pictures"
# The size of the terminal and the keys that lead to each picture. Only invented claims are given verdicts.
NEXT = "right_square_bracket"
PICTURES = {
    "desk": ((120, 36), [NEXT, "c", "c", "u", "d", "k", "k", "k"]),
    "desk-80x24": ((80, 24), ["j"] * 6),
    "triage": ((120, 30), [NEXT, "c", "j", "space", "space", "j", "space", "space"]),
    "filter": ((120, 30), ["f", *"source:"]),
    "editor": ((120, 36), [NEXT, "j", "i", "w", "w", "space"]),
    "source-editor": ((120, 30), [NEXT, "j", "o"]),
    "help": ((120, 40), ["question_mark"]),
    "comparison": ((124, 36), [NEXT, "j", "equals_sign"]),
    "evidence": ((120, 30), [NEXT, "j", "e"]),
    "warning": ((120, 30), [NEXT, "j", "c"]),
    "light": ((120, 30), [NEXT, "c", "u", "d", "k", "k"]),
}
SETTINGS = {"light": 'warn = []\ntheme = "light"', "warning": ""}


async def take(name: str, size: tuple[int, int], keys: list[str], folder: Path) -> None:
    """Run the desk in a terminal of this size, press the keys, keep the screen as ``docs/pictures/NAME.svg``."""
    settings = folder / "desk.toml"
    settings.write_text(SETTINGS.get(name, "warn = []"), encoding="utf-8")
    os.environ |= {"SECONDSOURCE_DESK": str(settings), "XDG_STATE_HOME": str(folder)}  # nobody's own
    with casefile.create_case(folder / "sample-case.db") as case:
        intake.add_sample(case)
        desk = Desk(case, "Ann")
        async with desk.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys[:-1])
            while desk.workspace.examined is None or examine.waiting(case):
                await pilot.pause(0.05)
            await pilot.pause()
            await pilot.press(*keys[-1:])
            while desk.workspace.examined is None:
                await pilot.pause(0.05)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            picture = desk.export_screenshot(title="secondsource")
    # The picture loads nothing from elsewhere: the reader's own monospaced font will do.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL).replace("Fira Code", "monospace")
    picture = re.sub(r"terminal-\d+", f"terminal-{name}", picture)
    (FOLDER / f"{name}.svg").write_text(picture + "\n", encoding="utf-8")


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, (size, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(take(name, size, keys, Path(folder)))
        print(FOLDER / f"{name}.svg")
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "desk.toml"
        settings.write_text("warn = []", encoding="utf-8")
        os.environ |= {"SECONDSOURCE_DESK": str(settings), "XDG_STATE_HOME": folder}
        pictures_browser.main()
    pictures_dossier.main()
    pictures_datasette.main()


if __name__ == "__main__":
    main()
