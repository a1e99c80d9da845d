"""A headless Chromium, driven through its DevTools protocol: real keys, what it loads, what it shows."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pyte

DEADLINE = 30.0  # seconds until what is waited for counts as never coming; a fast machine never waits
PROGRAM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "chrome"])), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-port=0",
)
CTRL, SHIFT = 2, 8
NAMED = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowDown": (40, ""), "PageDown": (34, "")}


class Tab:
    """One tab: the keys it is given, all that it asked for, and the terminal in it, as the desk painted it."""

    def __init__(self, browser: Chromium, session: str, target: str, columns: int, rows: int) -> None:
        self.browser, self.session, self.target = browser, session, target
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent: list[str] = []

    def take(self, method: str, told: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(told["url"])
                columns, rows = map(int, re.findall(r"=(\d+)", told["url"]))
                self.screen.resize(rows, columns)
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
            case "Network.webSocketFrameSent":
                self.sent.append(told["response"]["payloadData"])
            case "Log.entryAdded":
                self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["exceptionDetails"]))

    async def call(self, method: str, **options: object) -> dict[str, Any]:
        return await self.browser.call(method, self.session, **options)

    async def go(self, address: str) -> None:
        await self.call("Page.navigate", url=address)

    async def evaluate(self, script: str) -> Any:
        done = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    async def press(self, key: str, held: int = 0) -> None:
        """Press a key as a hand does: a sign, or a name of NAMED; ``held``: CTRL and SHIFT."""
        plain = len(key) == 1 and key.isascii() and key.isalnum()
        number, text = NAMED.get(key) or (ord(key.upper()) if plain else 0, key)
        code = key if key in NAMED else f"{'Digit' if key.isdigit() else 'Key'}{key.upper()}" if plain else ""
        event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": held}
        typed = {} if held & CTRL or not text else {"text": text}
        await self.call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **event, **typed)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    async def wait(self, shown: str | Callable[[], object]) -> None:
        """Wait until the screen shows this, or until this is true."""
        asked = shown if callable(shown) else lambda: shown in self.text
        try:
            async with asyncio.timeout(DEADLINE):
                while not asked():
                    await self.browser.something()
        except TimeoutError:
            raise AssertionError(f"never came: {shown!r}; the screen:\n{self.text}\n{self.complaints}") from None

    async def picture(self, path: Path) -> None:
        data = (await self.call("Page.captureScreenshot", format="png"))["data"]
        path.write_bytes(base64.b64decode(data))

    async def close(self) -> None:
        await self.browser.call("Target.closeTarget", targetId=self.target)


class Chromium:
    """One browser process; ``chromium()`` starts it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tabs: dict[str, Tab] = {}
        self._heard = asyncio.Event()

    async def listen(self) -> None:
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            elif told.get("sessionId") in self._tabs:
                self._tabs[told["sessionId"]].take(told["method"], told["params"])
            self._heard.set()

    async def something(self) -> None:
        """Wait until the browser tells something, or a moment."""
        self._heard.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), 0.1)

    async def call(self, method: str, session: str | None = None, **options: object) -> dict[str, Any]:
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        whose = {} if session is None else {"sessionId": session}
        await self._socket.send_json({"id": number, "method": method, "params": options, **whose})
        told = await asyncio.wait_for(answer, DEADLINE)
        assert "error" not in told, (method, told["error"])
        return told["result"]

    async def tab(self, width: int = 1200, height: int = 720) -> Tab:
        """Open an empty tab of this size in pixels."""
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        one = self._tabs[session] = Tab(self, session, target, 80, 24)
        for part in ("Page", "Network", "Runtime", "Log"):
            await one.call(f"{part}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await one.call("Emulation.setDeviceMetricsOverride", **size)
        return one


@contextlib.contextmanager
def _started() -> Iterator[Callable[[], str | None]]:
    """Start a browser; yield what gives its DevTools address once it has one."""
    assert PROGRAM
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [PROGRAM, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        said = Path(folder) / "DevToolsActivePort"

        def address() -> str | None:
            assert process.poll() is None, f"{PROGRAM} ended with {process.returncode}"
            port, _, path = said.read_text().partition("\n") if said.exists() else ("", "", "")
            return f"ws://127.0.0.1:{port}{path}" if path else None

        try:
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Chromium]:
    """A browser, ended afterwards."""
    with _started() as address:
        async with asyncio.timeout(DEADLINE):
            while (found := address()) is None:
                await asyncio.sleep(0.02)
        async with aiohttp.ClientSession() as client, client.ws_connect(found, max_msg_size=0) as socket:
            browser = Chromium(socket)
            listening = asyncio.create_task(browser.listen())
            try:
                yield browser
            finally:
                listening.cancel()
