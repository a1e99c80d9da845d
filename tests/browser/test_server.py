"""The server: who gets an answer, and what becomes of the desks it starts."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import string
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import httpx
import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser.served import PROC, Served, runs, served, wait
from helpers import case_of
from secondsource import casefile, desk
from secondsource.cli import main
from secondsource.desk.browser import session
from secondsource.model import UnusableInput

FERRY = "Ada Quill said: the ferry ran late.\nThe pier was closed."
STATIC = ["page.css", "page.js", "textual.js", "xterm.css", "mono.ttf", "mono-italic.ttf"]

needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked at through /proc, which is missing")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "ferry <b>.db"
    case_of(path, FERRY).close()
    with served(path, "--reviewer", "Ana") as one:
        yield one


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    case_of(path, FERRY).close()
    return path


def verdicts(path: Path) -> list[tuple[str | None, str | None]]:
    with casefile.open_case(path) as one:
        return [(claim.verdict, claim.reviewer) for claim in casefile.claims(one)]


class Page:
    """What the page's script does, without a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    async def wait(self, shown: str) -> None:
        async with asyncio.timeout(30):
            while shown not in self.text:
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, (message, self.text)
                self._stream.feed(message.data)

    async def closed(self) -> None:
        """Wait until the server closes the page, taking in what it still shows."""
        async with asyncio.timeout(30):
            async for message in self.socket:
                self._stream.feed(message.data)

    async def type(self, keys: str) -> None:
        await self.socket.send_json(["stdin", keys])


@asynccontextmanager
async def page(one: Served, origin: str | None = "", **headers: str) -> AsyncIterator[Page]:
    """Open the desk as the page does; ``origin``: the page's, "" for the server's own, None for none."""
    sent = headers | ({} if origin is None else {"Origin": origin or one.origin})
    address = f"{one.address}ws?width=80&height=24"
    async with aiohttp.ClientSession() as client, client.ws_connect(address, headers=sent) as socket:
        yield Page(socket)


def test_everything_it_answers_is_sealed_off_from_elsewhere(server: Served) -> None:
    for address in (server.address, *(f"{server.address}static/{name}" for name in STATIC), f"{server.origin}/"):
        headers = httpx.get(address).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["connect-src"] == f"ws://127.0.0.1:{server.port}"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_the_page_names_no_address_but_its_own(server: Served) -> None:
    pages = [server.address, *(f"{server.address}static/{name}" for name in STATIC if not name.endswith("ttf"))]
    for address in pages:
        answer = httpx.get(address)
        assert answer.status_code == 200
        comments = re.sub(r"/\*.*?\*/", "", answer.text, flags=re.DOTALL)
        assert not re.findall(r"(?:https?:|wss?:)?//[\w.-]+\.[a-z]{2,}", comments), address
    page = httpx.get(server.address).text
    assert "<title>ferry &lt;b&gt;.db" in page
    assert server.token not in page


def test_no_other_path_is_answered(server: Served) -> None:
    token = server.token
    flipped = token[:-1] + ("A" if token[-1] != "A" else "B")
    paths = ["", "ws", "static/textual.js", "favicon.ico", f"{flipped}/", f"{token}x/", f"{token[:-1]}/", f"x/{token}/"]
    paths += [f"{token}/{rest}" for rest in ("static/", "static/page.html", "static/../page.html", "download/x", "x")]
    paths += [f"{token}/static/..%2fpage.html", f"{token}/static/%2e%2e/server.py", "%00/", "%ff/", "\N{BULLET}/"]
    with httpx.Client(base_url=f"{server.origin}/") as client:
        assert client.get(f"/{token}/").status_code == 200
        assert client.get(f"/{token}").headers["location"] == f"/{token}/"
        for path in paths:
            assert client.get(f"/{path}").status_code == 404, path
        for path in ("ws", f"{flipped}/ws"):
            headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": server.origin}
            assert client.get(f"/{path}", headers=headers).status_code == 404, path


@settings(max_examples=50, deadline=None)
@given(guess=st.text(string.ascii_letters + string.digits + "-_%./", max_size=60))
def test_no_guess_is_answered(server: Served, guess: str) -> None:
    assert httpx.get(f"{server.origin}/{guess}").status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example:{port}", "evil.example", "127.0.0.1", "localhost:1", "", "[::1]:{port}"]
)
def test_it_comes_by_no_other_name(server: Served, host: str) -> None:
    named = {"Host": host.format(port=server.port)}
    assert httpx.get(server.address, headers=named).status_code == 403
    assert httpx.get(f"{server.origin}/", headers=named).status_code == 403


def test_it_comes_by_two_names(server: Served) -> None:
    for name in ("127.0.0.1", "localhost"):
        answer = httpx.get(server.address, headers={"Host": f"{name}:{server.port}"})
        assert answer.status_code == 200
        assert f"connect-src ws://{name}:{server.port};" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:{port}", "http://127.0.0.1"])
async def test_no_other_page_may_open_a_desk(server: Served, origin: str | None) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with page(server, origin and origin.format(port=server.port)):
            pass
    assert refused.value.status == 403


def test_other_addresses_of_the_machine_are_not_listened_on(server: Served) -> None:
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.2:{server.port}/")


def test_each_start_has_an_address_of_its_own(case: Path) -> None:
    with served(case) as one, served(case) as two:
        assert one.token != two.token
        assert min(len(one.token), len(two.token)) >= 43  # 32 bytes in base 64


async def test_two_pages_work_on_one_case_and_closing_one_ends_its_desk(case: Path) -> None:
    with served(case, "--reviewer", "Ana") as one:
        async with page(one) as first, page(one) as second:
            await first.wait("Claims  1 of 2")
            await second.wait("Claims  1 of 2")
            await first.type("c")
            await first.wait("corroborated · recorded")
            await second.type("jd")
            await second.wait("disputed · recorded")
            assert verdicts(case) == [("corroborated", "Ana"), ("disputed", "Ana")]
            started = one.desks() if PROC.is_dir() else []
        if started:
            assert len(started) == 2
            await asyncio.to_thread(wait, lambda: not one.desks())


async def test_the_desk_follows_the_page_and_leaves_when_told(server: Served) -> None:
    async with page(server) as one:
        await one.wait("Claims  1 of 2")
        one.screen.resize(20, 50)
        await one.socket.send_json(["resize", {"width": 50, "height": 20}])
        await one.wait("60x15")
        one.screen.resize(20, 70)
        await one.socket.send_json(["resize", {"width": 70, "height": 20}])
        await one.wait("Claims  1 of 2")
        await one.type("\x11")
        await one.closed()


async def test_nonsense_from_a_page_is_passed_over(server: Served) -> None:
    nonsense = [
        "",
        "no json",
        "[",
        "[" * 100_000,
        "{}",
        "[]",
        '["stdin"]',
        '["stdin", 3]',
        '["resize", {"width": "x"}]',
    ]
    nonsense += ['["resize", null]', '["resize", {"width": -5, "height": 0}]', '["ping", "x"]', '["nothing"]']
    nonsense += ['["resize", {"width": 1e9, "height": 1}]', '["resize", {"width": 999999999, "height": 999999999}]']
    async with page(server) as one:
        await one.wait("Claims  1 of 2")
        for said in nonsense:
            await one.socket.send_str(said)
        await one.socket.send_bytes(b"\xff\x00")
        await one.socket.send_json(["resize", {"width": 80, "height": 24}])
        await one.socket.send_str('["stdin", "/tide\\ud800"]')
        await one.wait("tide?")


async def test_names_of_every_kind_reach_the_desk_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / 'O\'Brien "& Söhne" $(touch pwned) ; 港'
    folder.mkdir()
    name, reviewer = "-x `touch pwned`.db", '--O\'Brien "Ü" $(touch pwned)'
    case_of(folder / name, FERRY).close()
    (folder / "secondsource.py").write_text("raise SystemExit('not this one')")
    with served(name, f"--reviewer={reviewer}", cwd=None if os.name == "nt" else folder, PYTHONSAFEPATH="1") as server:
        async with page(server) as one:
            await one.wait("Claims  1 of 2")
            await one.type("u")
            await one.wait("unverified · recorded")
    assert verdicts(folder / name)[0] == ("unverified", reviewer)
    assert not list(tmp_path.rglob("pwned"))


@needs_proc
async def test_the_address_is_in_no_process_list(case: Path) -> None:
    with served(case) as server:
        async with page(server) as one:
            await one.wait("Claims  1 of 2")
            looked_at = [server.process.pid, *server.desks()]
            assert len(looked_at) == 2
            for number in looked_at:
                for file in ("cmdline", "environ"):
                    assert server.token.encode() not in (PROC / str(number) / file).read_bytes()


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_server_and_its_desks(case: Path, number: signal.Signals) -> None:
    with served(case) as server:
        async with page(server) as one:
            await one.wait("Claims  1 of 2")
            desks = server.desks()
            server.process.send_signal(number)
            await one.closed()
        assert await asyncio.to_thread(server.end) == 0
        assert f"ended; every recorded verdict is in {case}" in server.errors
        assert "Traceback" not in server.errors
        assert len(desks) == 1
        assert not runs(desks[0])


@needs_proc
async def test_desks_end_when_their_server_is_killed(case: Path) -> None:
    with served(case) as server:
        async with page(server) as one:
            await one.wait("Claims  1 of 2")
            desks = server.desks()
            server.process.kill()
            await asyncio.to_thread(server.end)
        assert len(desks) == 1
        await asyncio.to_thread(wait, lambda: not runs(desks[0]))


async def test_a_desk_that_hangs_is_ended_by_force(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "GRACE", 0.05)
    painted = asyncio.Event()

    class Nobody:
        async def send_bytes(self, data: bytes) -> None:
            painted.set()

        async def send_str(self, data: str) -> None: ...

        async def close(self) -> None: ...

    one = session.Session(case, "Ana", Nobody())  # type: ignore[arg-type]
    await one.start(80, 24)
    await asyncio.wait_for(painted.wait(), 30)
    process = one._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    await one.stop()
    assert process.returncode == -signal.SIGKILL


async def test_a_desk_that_fails_says_why_on_the_page(case: Path) -> None:
    with served(case) as server:
        case.unlink()
        async with page(server) as one:
            await one.closed()
            assert "there is no case" in one.text
            assert "Traceback" not in one.text


def test_only_our_own_driver_stands_in_for_a_terminal(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    with pytest.raises(UnusableInput, match="needs a terminal"):
        desk.run(case, "Ana")


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["serve", *map(str, arguments)]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err.count("\n") == 1
    return said.err


def test_what_can_not_be_served_is_one_line(
    case: Path, server: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no case" in complaint(capsys, case.with_name("none.db"))
    for port in ("80", "65536", "-1", "x", "٣٠٠٠"):
        assert "from 1024 to 65535" in complaint(capsys, case, f"--port={port}")
    assert "leave --port out" in complaint(capsys, case, "--port", str(server.port))
    for module in ("textual_serve", "aiohttp"):
        with monkeypatch.context() as missing:
            missing.setitem(__import__("sys").modules, module, None)
            said = complaint(capsys, case)
            assert f"needs {module}: python -m pip install 'secondsource[serve]'" in said


@pytest.mark.skipif(os.name == "nt", reason="the browser of this test is a shell script")
def test_open_keeps_the_address_off_the_browser_s_command_line(case: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    seen = tmp_path / "seen"
    look = 'file="${1#file://}"; { echo "$@"; ls -ld "$(dirname "$file")"; cat "$file"; }'
    browser.write_text(f"#!/bin/sh\n{look} > {seen}.part\nmv {seen}.part {seen}\n")
    browser.chmod(0o700)
    with served(case, "--open", BROWSER=f"{browser} %s") as server:
        wait(seen.exists)
        asked, folder, page = seen.read_text().split("\n")[:3]
        assert asked.startswith("file://")
        assert server.token not in asked
        assert folder.startswith("drwx------")
        assert f"url={server.address}" in page
    assert not Path(asked.removeprefix("file://")).exists()
