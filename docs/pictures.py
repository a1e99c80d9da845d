"""Make the pictures of the docs again, each from a real run of the desk on the sample case (``make pictures``)."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

import pictures_browser

from secondsource import casefile, intake
from secondsource.desk.app import Desk

FOLDER = Path(__file__).parent / "pictures"
# The size of the terminal and the keys that lead to each picture. Only invented claims are given verdicts.
PICTURES = {
    "desk": ((120, 36), ["right_square_bracket", "c", "c", "u", "d", "j", "k", "k"]),
    "desk-80x24": ((80, 24), ["j"] * 6),
    "search": ((120, 36), ["slash", *"bridge", "enter"]),
    "rationale": ((100, 30), ["j", "j", "j", "a", *"Only the Observatory places it there."]),
    "help": ((120, 40), ["question_mark"]),
}


async def take(name: str, size: tuple[int, int], keys: list[str], folder: Path) -> None:
    """Run the desk in a terminal of this size, press the keys, keep the screen as ``docs/pictures/NAME.svg``."""
    with casefile.create_case(folder / "sample-case.db") as case:
        intake.add_sample(case)
        desk = Desk(case, "Ann")
        async with desk.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
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
    pictures_browser.main()


if __name__ == "__main__":
    main()
