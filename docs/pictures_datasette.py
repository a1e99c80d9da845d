"""Make the picture of a case in Datasette, from a real run in a headless Chromium; skipped where either is missing."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from secondsource import casefile, intake
from secondsource.model import Verdict

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import datasette_page
from browser.chromium import PROGRAM, chromium

PICTURE = Path(__file__).parent / "pictures" / "datasette.png"
INVENTED = "2-the-bridge-at-velm"  # of the sample's articles, the one that may be given verdicts
VERDICTS = [Verdict.CORROBORATED, Verdict.DISPUTED, Verdict.UNVERIFIED, Verdict.CORROBORATED]
COLUMNS = ["source", "kind", "text", "verdict", "reviewer"]
SHOWN = urlencode([("article", INVENTED), ("_sort", "start"), *(("_col", column) for column in COLUMNS)])
READY = "document.readyState == 'complete' && Boolean(document.querySelector('.facet-results'))"


async def take() -> None:
    """Give some verdicts, open the case in Datasette and keep what its page of claims shows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        with casefile.create_case(path) as case:
            intake.add_sample(case)
            invented = [claim.claim for claim in casefile.claims(case) if claim.article == INVENTED]
            for claim, verdict in zip(invented, VERDICTS, strict=False):
                casefile.mark(case, claim, verdict, reviewer="Ann")
        with datasette_page.datasette(path) as address:
            async with chromium() as browser:
                tab = await browser.tab(1240, 980)
                await tab.go(f"{address}/case/v_claims?{SHOWN}")
                while not await tab.evaluate(READY):
                    await asyncio.sleep(0.05)
                await tab.evaluate("window.scrollTo(0, document.querySelector('h3').offsetTop)")
                await tab.picture(PICTURE)


def main() -> None:
    """Make the picture."""
    if PROGRAM is None or datasette_page.PROGRAM is None:
        print(f"{PICTURE}: left as it is, there is no chromium or no datasette here")
    else:
        asyncio.run(take())
        print(PICTURE)


if __name__ == "__main__":
    main()
