"""One desk in a process of its own, between its pipes and the WebSocket of a page."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import PIPE
from typing import TYPE_CHECKING, Final

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from secondsource.desk import BROWSER_DRIVER
from secondsource.display import one_line

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

    from aiohttp.web import WebSocketResponse

GRACE: Final = 3.0  # seconds until a desk that does not end is made to
_STARTED: Final = b"__GANGLION__\n"  # what Textual's driver says before its first packet
_LAST_WORDS: Final = 4096  # bytes of what a desk said on standard error
_MOST_CELLS: Final = 1000


class Session(AppService):
    """The desk of one open page.

    From textual-serve are the packets that go to the process. Starting it without a shell, ending it for certain, and
    showing why it failed are ours.
    """

    def __init__(self, path: Path, reviewer: str, page: WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        # -P: not whatever lies in the working directory under a module's name.
        self._arguments = [sys.executable, "-P", "-m", "secondsource", "review"]
        self._arguments += [f"--reviewer={reviewer}", str(path.resolve())]
        self._page = page

    async def _close(self) -> None:
        await self._page.close()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return super()._build_environment(width, height) | {"TEXTUAL_DRIVER": BROWSER_DRIVER}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(_cells(width), _cells(height))
        # In a session of its own, so that Ctrl-c in the server's terminal is the server's alone.
        process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def take(self, message: str) -> None:
        """Hand on what the page says; what is not understood is passed over."""
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            return
        match said:
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode(errors="replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(_cells(width), _cells(height))
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()

    async def run(self) -> None:
        """Show what the desk paints until it ends, then close the page, with the reason if it failed."""
        process = self._process
        assert process is not None  # noqa: S101 - start() has made it
        complaints = asyncio.create_task(self._complaints(process))
        await self._show(process)
        failed = await process.wait() != 0
        words = (await complaints).decode(errors="replace").strip().splitlines()
        if failed and words:
            reason = one_line(words[-1])  # where it is no line of ours but a traceback, this is what it comes to
            print(reason, file=sys.stderr, flush=True)
            with contextlib.suppress(ConnectionError):
                await self.remote_write_bytes(b"\x1bc" + reason.encode(errors="replace"))  # \x1bc: a fresh screen
        await self.remote_close()

    async def _show(self, process: Process) -> None:
        painted = process.stdout
        assert painted is not None  # noqa: S101 - it is a pipe
        seen = True
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await painted.readuntil(_STARTED)
            while True:
                head = await painted.readexactly(5)
                packet = await painted.readexactly(int.from_bytes(head[1:], "big"))
                # Also what nobody sees any more is taken from the desk: it can't end while it waits to paint.
                if seen and head[:1] == b"D":
                    try:
                        await self.remote_write_bytes(packet)
                    except ConnectionError:
                        seen = False

    @staticmethod
    async def _complaints(process: Process) -> bytes:
        said = b""
        while process.stderr and (more := await process.stderr.read(_LAST_WORDS)):
            said = (said + more)[-_LAST_WORDS:]
        return said

    async def stop(self) -> None:
        """End the desk: by closing what it reads from, and by force after GRACE seconds."""
        if self._process is None or self._task is None:
            return
        self.stdin.close()
        await asyncio.wait({self._task}, timeout=GRACE)
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._task.cancel()


def _cells(asked: int) -> int:
    return max(1, min(asked, _MOST_CELLS))
