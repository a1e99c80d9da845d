"""The server that shows the desk to browsers of this machine.

It listens on 127.0.0.1, and answers only under a path that nobody can guess and that is another at each start. So
another user of the machine can't open the desk, nor can a page from elsewhere: it knows no path, may come by no name
but ours (DNS rebinding), and may open no WebSocket (its Origin gives it away).
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import html
import logging
import secrets
import signal
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from aiohttp import WSMsgType, web

from secondsource.desk.browser.session import Session
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")
_HEARTBEAT: Final = 30.0  # seconds between looks whether a page is still there
_OURS: Final = files("secondsource.desk.browser") / "static"
_THEIRS: Final = files("textual_serve") / "static"
_STATIC: Final[dict[str, tuple[Traversable, str]]] = {
    "page.css": (_OURS / "page.css", "text/css"),
    "page.js": (_OURS / "page.js", "text/javascript"),
    "textual.js": (_THEIRS / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_THEIRS / "css" / "xterm.css", "text/css"),
    "mono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (_THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
_HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "clipboard-read=(), camera=(), geolocation=(), microphone=()",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; connect-src {};"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Server:
    """The desk on the case at ``path``, for browsers that know the token in the address."""

    def __init__(self, path: Path, reviewer: str) -> None:
        self.path, self.reviewer = path, reviewer
        self.token = secrets.token_urlsafe(32)
        self.port = 0
        self._sessions: set[Session] = set()

    def app(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[self._guard])
        base = f"/{self.token}"
        app.add_routes(
            [
                web.get(base, self._add_slash),
                web.get(f"{base}/", self._page),
                web.get(f"{base}/static/{{name}}", self._static),
                web.get(f"{base}/ws", self._desk),
            ]
        )
        app.on_response_prepare.append(self._seal)
        app.on_shutdown.append(self._end_desks)
        return app

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.headers.getall("Host", []) not in [[f"{name}:{self.port}"] for name in _NAMES]:
            raise web.HTTPForbidden(text=f"secondsource answers to {HOST}:{self.port} alone\n")
        first = request.path.removeprefix("/").partition("/")[0]
        if not hmac.compare_digest(first.encode(errors="replace"), self.token.encode()):
            raise web.HTTPNotFound
        return await handler(request)

    async def _seal(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)
        known = request.host in {f"{name}:{self.port}" for name in _NAMES}
        response.headers["Content-Security-Policy"] = _POLICY.format(f"ws://{request.host}" if known else "'none'")
        response.headers.pop("Server", None)

    async def _add_slash(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(f"/{self.token}/")

    async def _page(self, request: web.Request) -> web.Response:
        page = (_OURS / "page.html").read_text(encoding="utf-8")
        page = page.replace("{case}", html.escape(one_line(self.path.name)))
        return web.Response(text=page, content_type="text/html")

    async def _static(self, request: web.Request) -> web.Response:
        try:
            file, kind = _STATIC[request.match_info["name"]]
        except KeyError:
            raise web.HTTPNotFound from None
        return web.Response(body=file.read_bytes(), content_type=kind)

    async def _desk(self, request: web.Request) -> web.WebSocketResponse:
        if request.headers.getall("Origin", []) != [f"http://{request.host}"]:
            raise web.HTTPForbidden(text="this is for secondsource's own page\n")
        page = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await page.prepare(request)
        session = Session(self.path, self.reviewer, page)
        self._sessions.add(session)
        try:
            await session.start(_number(request, "width", 80), _number(request, "height", 24))
            async for message in page:
                if message.type is WSMsgType.TEXT:
                    await session.take(message.data)
        finally:
            await session.stop()
            self._sessions.discard(session)
        return page

    async def _end_desks(self, _: web.Application) -> None:
        await asyncio.gather(*(session.stop() for session in self._sessions))


def _number(request: web.Request, name: str, otherwise: int) -> int:
    asked = request.query.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else otherwise


def run(path: Path, reviewer: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP; see ``browser.serve``."""
    with contextlib.suppress(KeyboardInterrupt):  # where signals can't be handled in the loop (Windows)
        asyncio.run(_serve(Server(path, reviewer), port, ready))


async def _serve(server: Server, port: int, ready: Callable[[str], None]) -> None:
    end = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), end.set)
    # No log of requests: it would hold the address. aiohttp's own complaints are about clients that break off.
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError as error:
            raise UnusableInput(
                f"port {port} can't be used: {error.strerror}; leave --port out for a free one"
            ) from None
        server.port = runner.addresses[0][1]
        ready(f"http://{HOST}:{server.port}/{server.token}/")
        await end.wait()
    finally:
        await runner.cleanup()
