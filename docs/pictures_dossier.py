"""Make the pictures of the dossier, from a real one of the sample case in a headless Chromium; skipped without one."""

from __future__ import annotations

import asyncio
import base64
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from secondsource import casefile, examine, exporting, intake
from secondsource.casefile import Case, Filter
from secondsource.model import Stance, Verdict

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.chromium import PROGRAM, chromium

FOLDER = Path(__file__).parent / "pictures"
ARTICLE = "2-the-bridge-at-velm"  # the second of the sample, which is invented
WIDTH = 960
PICTURES = {"dossier": ("body", 1250), "dossier-claim": ("{hurt}", 1010)}  # what each begins with, and its height


def decide(case: Case) -> str:
    """Give some verdicts, and return the id of the claim that has the most to tell."""
    claims = list(casefile.claims(case, Filter(article=ARTICLE)))

    def find(words: str) -> str:
        return next(claim.claim for claim in claims if words in claim.text)

    def mark(claim: str, verdict: Verdict, reviewer: str, why: str) -> None:
        casefile.mark(case, claim, verdict, reviewer=reviewer, rationale=why)

    hurt = find("Nobody was hurt")
    mark(find("closed its swing"), Verdict.CORROBORATED, "Ann", "Two bus drivers say so, asked apart.")
    mark(find("four cent"), Verdict.CORROBORATED, "Ann", "The transcript has the sentence.")
    mark(find("2016"), Verdict.UNVERIFIED, "Bo", "The report is not public; we have asked for it.")
    mark(hurt, Verdict.UNVERIFIED, "Ann", "One voice only, so far.")
    transcript = intake.read_evidence(str(files("secondsource") / "sample" / "press-conference.transcript"))
    intake.attach(case, hurt, transcript, reviewer="Ann", stance=Stance.REFUTES, primary=True)
    mark(hurt, Verdict.DISPUTED, "Ann", "The transcript has “badly hurt”, and a deckhand who was treated.")
    casefile.sign_off(case, hurt, reviewer="Bo")
    examine.examine(case, list(examine.all_waiting(case)))
    return hurt


async def take(page: Path, hurt: str) -> None:
    """Open the page and keep what stands at each place."""
    async with chromium() as browser:
        tab = await browser.tab(WIDTH, 1000)
        await tab.go(page.as_uri())
        while await tab.evaluate("location.href + document.readyState") != f"{page.as_uri()}complete":
            await browser.something()
        await tab.evaluate(f"document.querySelector('#c-{hurt} details').open = true")
        # What is not on the screen is not laid out yet, and has no place.
        claims = "document.querySelectorAll('.claim')"
        await tab.evaluate(f"for (const one of {claims}) one.style.contentVisibility = 'visible'")
        for name, (place, height) in PICTURES.items():
            at = place.format(hurt=f"#c-{hurt}")
            top = await tab.evaluate(f"document.querySelector('{at}').getBoundingClientRect().top + scrollY")
            clip = {"x": 0, "y": max(top - 24, 0), "width": WIDTH, "height": height, "scale": 1}
            shot = await tab.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
            (FOLDER / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))
            print(FOLDER / f"{name}.png")


def main() -> None:
    """Make the pictures."""
    if PROGRAM is None:
        print(f"{FOLDER / 'dossier.png'}: left as it is, there is no chromium on the path")
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "dossier.html"
        with casefile.create_case(Path(folder) / "velm.db") as case:
            intake.add_sample(case)
            hurt = decide(case)
            exporting.write_file(exporting.Release(case, Filter(article=ARTICLE)), "html", page)
        asyncio.run(take(page, hurt))


if __name__ == "__main__":
    main()
