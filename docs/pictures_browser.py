"""Make the picture of the desk in a browser, from a real run in a headless Chromium; skipped where there is none."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from secondsource import casefile, intake

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.chromium import PROGRAM, chromium
from browser.served import served

PICTURE = Path(__file__).parent / "pictures" / "browser.png"
KEYS = "]ccud"  # the second article of the sample, which is invented


async def take() -> None:
    """Give some verdicts in the browser and keep what it then shows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample-case.db"
        with casefile.create_case(path) as case:
            intake.add_sample(case)

        def decided() -> int:
            with casefile.open_case(path) as case:
                return sum(claim.verdict is not None for claim in casefile.claims(case))

        with served(path, "--reviewer", "Ann") as server:
            async with chromium() as browser:
                tab = await browser.tab(1200, 720)
                await tab.go(server.address)
                await tab.wait("Claims  1 of")
                for key in KEYS:
                    await tab.press(key)
                    await asyncio.sleep(1)  # as a person would: the desk shows the pace
                await tab.wait(lambda: decided() == len(KEYS) - 1)
                await tab.picture(PICTURE)


def main() -> None:
    """Make the picture."""
    if PROGRAM is None:
        print(f"{PICTURE}: left as it is, there is no chromium on the path")
    else:
        asyncio.run(take())
        print(PICTURE)


if __name__ == "__main__":
    main()
