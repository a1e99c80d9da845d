"""The page in a real browser: what it loads, and whether keys get through."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browser.chromium import CTRL, PROGRAM, SHIFT, chromium
from browser.served import PROC, Served, served
from helpers import case_of
from secondsource import casefile

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="there is no chromium on the path to open the page with"),
    pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked at through /proc, which is missing"),
]

FERRY = "Ada Quill said: the ferry ran late; see https://marl.example/ferry for more.\nThe pier was closed."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "case.db"
    case_of(path, FERRY).close()
    with served(path, "--reviewer", "Ana") as one:
        yield one


def verdicts(path: Path) -> list[str | None]:
    with casefile.open_case(path) as case:
        return [claim.verdict for claim in casefile.claims(case)]


async def test_a_verdict_given_in_the_browser_is_in_the_case(server: Served, tmp_path: Path) -> None:
    async with chromium() as browser:
        tab = await browser.tab()
        await tab.go(server.address)
        await tab.wait("Claims  1 of 2")

        await tab.press("c")
        await tab.wait(lambda: verdicts(tmp_path / "case.db") == ["corroborated", None])
        await tab.press("z")
        await tab.wait(lambda: verdicts(tmp_path / "case.db") == [None, None])
        await tab.press("r", CTRL)  # a browser reloads the page at this, unless the page takes it
        await tab.wait(lambda: verdicts(tmp_path / "case.db") == ["corroborated", None])

        # The keys that a browser would take for itself as well, where the page did not.
        sent = {("d", CTRL): "\\u0004", ("u", CTRL): "\\u0015", ("p", CTRL): "\\u0010"}
        for (key, held), control in sent.items():
            await tab.press(key, held)
            await tab.wait(lambda control=control: f'["stdin","{control}"]' in tab.sent)
        await tab.wait("Search for commands")
        await tab.press("Escape")
        await tab.wait(lambda: "Search for commands" not in tab.text)
        await tab.press("?", SHIFT)
        await tab.wait("Ctrl-q")

        assert tab.requests
        assert {urlsplit(address).hostname for address in tab.requests} == {"127.0.0.1"}
        assert {urlsplit(address).port for address in tab.requests} == {server.port}
        # The terminal's script brings two small styles of its own, which the page does without.
        ours = [said for said in tab.complaints if "Applying inline style" not in said and "WebGL" not in said]
        assert ours == []

        # Nothing that is clicked or scripted opens another page.
        assert await tab.evaluate("window.open('https://marl.example/') === null")
        assert await tab.evaluate("fetch('https://marl.example/').then(() => 'let', () => 'held')") == "held"

        # Leaving asks first while the desk is open: what is being written would be lost.
        assert await tab.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
        await tab.press("Escape")
        await tab.press("q", CTRL)
        await tab.wait(lambda: not server.desks())
        async with asyncio.timeout(30):
            while not await tab.evaluate("document.body.classList.contains('-closed')"):
                await asyncio.sleep(0.01)
        assert await tab.evaluate("getComputedStyle(document.querySelector('#closed')).display") == "flex"
        assert await tab.evaluate("document.activeElement.textContent") == "Open it again"
        assert await tab.evaluate("window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
        await tab.press("Enter")
        await tab.wait(lambda: tab.requests.count(server.address) == 2)
        await tab.wait(lambda: len(server.desks()) == 1)
        await tab.close()
        await tab.wait(lambda: not server.desks())
