"""The page in a real browser: accessible by axe-core's rules, in the light, in the dark and on paper; quiet."""

from __future__ import annotations

import asyncio
import base64
import io
from importlib.util import find_spec
from pathlib import Path

import pytest

from browser.chromium import DEADLINE, PROGRAM, Tab, chromium
from exporting import reviewed
from exporting.dossier.cases import contradicting, hostile, written
from secondsource import casefile

# What carries axe-core's script; the first one found is taken.
CARRIERS = ("axe_playwright_python", "axe_core_python")
AXE = next(
    (Path(spec.origin or "").parent / "axe.min.js" for spec in map(find_spec, CARRIERS) if spec and spec.origin), None
)

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no chromium on the path to open the page with")
with_axe = pytest.mark.skipif(
    AXE is None, reason="there is no axe-core to check the page with: pip install axe-core-python"
)

UNFOLDED = """
    for (const one of document.querySelectorAll("details")) one.open = true;
    for (const one of document.querySelectorAll(".claim")) one.style.contentVisibility = "visible";
"""
TRIED = """
    new Promise(done => {
        const held = [];
        addEventListener("securitypolicyviolation", event => {
            held.push(event.blockedURI);
            if (held.length === 2) done(held.sort());
        });
        document.body.insertAdjacentHTML("beforeend", "<img src=https://marl.example/x onerror='window.ran = 1'>");
    })
"""
WORDS = """
    document.querySelectorAll(".label").forEach(one => one.remove());
    document.querySelector(".text").textContent
"""


async def opened(tab: Tab, path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="")
    await tab.go(path.as_uri())
    async with asyncio.timeout(DEADLINE):
        while await tab.evaluate("location.href + document.readyState") != f"{path.as_uri()}complete":
            await tab.browser.something()


async def violations(tab: Tab) -> list[tuple[str, list[str]]]:
    assert AXE
    await tab.evaluate(UNFOLDED)
    await tab.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found = await tab.evaluate("axe.run().then(done => done.violations)")
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("cases")
    made = {
        "reviewed": reviewed.case(folder / "reviewed.db"),
        "hostile": hostile(folder / "hostile.db"),
        "contradicting": contradicting(folder),
        "empty": casefile.create_case(folder / "empty.db"),
    }
    return {name: written("page", case) for name, case in made.items()}


@with_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(pages: dict[str, str], tmp_path: Path, scheme: str) -> None:
    async with chromium() as browser:
        tab = await browser.tab()
        await tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for name, page in pages.items():
            await opened(tab, tmp_path / f"{name}.html", page)
            assert await violations(tab) == [], name
        dark = await tab.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (dark == "rgb(251, 250, 246)") == (scheme == "light")


@with_axe
async def test_axe_finds_what_is_wrong(tmp_path: Path) -> None:
    """So that a check which finds nothing says something."""
    async with chromium() as browser:
        tab = await browser.tab()
        await opened(
            tab, tmp_path / "bad.html", "<!DOCTYPE html><title>x</title><p style='color: #ddd'>words</p><img src=x>"
        )
        assert {"color-contrast", "html-has-lang", "image-alt"} <= {name for name, _ in await violations(tab)}


async def test_it_loads_nothing_runs_nothing_and_fits_a_telephone(pages: dict[str, str], tmp_path: Path) -> None:
    async with chromium() as browser:
        tab = await browser.tab(360, 720)
        for name, page in pages.items():
            path = tmp_path / f"{name}.html"
            await opened(tab, path, page)
            assert set(tab.requests) <= {(tmp_path / f"{one}.html").as_uri() for one in pages}
            assert tab.complaints == []
            assert await tab.evaluate("document.documentElement.scrollWidth") <= 360
            # Whatever came to be in the page could load and run nothing.
            assert await tab.evaluate(TRIED) == ["https://marl.example/x", "inline"]
            assert await tab.evaluate("window.ran === undefined")
            tab.complaints.clear()
            tab.requests.clear()


async def test_a_label_leads_to_its_claim_and_the_claim_back_by_keyboard(pages: dict[str, str], tmp_path: Path) -> None:
    async with chromium() as browser:
        tab = await browser.tab()
        await opened(tab, tmp_path / "page.html", pages["reviewed"])
        await tab.press("Tab")
        assert await tab.evaluate("document.activeElement.textContent") == "Skip to the content"
        await tab.evaluate("document.querySelector('a.label').focus()")
        claim = await tab.evaluate("document.activeElement.hash")
        await tab.press("Enter")
        assert await tab.evaluate("document.querySelector(':target').id") == claim[1:]
        await tab.press("Tab")
        await tab.press("Enter")
        assert await tab.evaluate("document.querySelector(':target').tagName") == "MARK"
        assert await tab.evaluate("document.querySelector(':target').id") == f"m-{claim[3:]}"


async def test_on_paper_the_history_is_unfolded_and_addresses_are_there(pages: dict[str, str], tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not there to read what was printed")
    async with chromium() as browser:
        tab = await browser.tab()
        await opened(tab, tmp_path / "page.html", pages["reviewed"])
        printed = (await tab.call("Page.printToPDF", preferCSSPageSize=True))["data"]
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(base64.b64decode(printed))).pages]
    words = " ".join("".join(sheets).split())
    assert "too soon" in words, "a reason that only the folded history has"
    assert "https://town.example/speech" in words
    assert f"1 / {len(sheets)}" in sheets[0]


async def test_what_the_browser_shows_of_a_text_is_its_words(pages: dict[str, str], tmp_path: Path) -> None:
    async with chromium() as browser:
        tab = await browser.tab()
        await opened(tab, tmp_path / "page.html", pages["reviewed"])
        assert await tab.evaluate(WORDS) == reviewed.FLOOD.replace("\r\n", "\n").replace("\u2028", "·")
