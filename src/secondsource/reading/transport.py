"""The connections beneath a fetch: only to network addresses that were judged, within its time and its bytes."""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from secondsource.model import UnusableInput
from secondsource.reading.network import is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from secondsource.reading.guard import Guard

# How long nothing can be heard of somebody who wants to stop.
_SLICE = 0.1  # seconds


class Transport(httpx.BaseTransport):
    """httpx's own transport, but for the network beneath it, which is ours.

    ``waiting`` is called several times a second for as long as the network is waited for; what it raises ends the
    fetch. With ``proxy`` every connection goes to that one, and it, not we, looks up the names.
    """

    def __init__(self, guard: Guard, waiting: Callable[[], None], proxy: httpx.Proxy | None = None) -> None:
        self.network = Network(guard, waiting, judging=proxy is None)
        context = httpx.create_ssl_context(trust_env=False)
        self._pool = (
            httpcore.ConnectionPool(ssl_context=context, network_backend=self.network)
            if proxy is None
            else httpcore.HTTPProxy(
                str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=context,
                proxy_ssl_context=context if proxy.url.scheme == "https" else None,
                network_backend=self.network,
            )
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, its body unread."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Network(httpcore.NetworkBackend):
    """Connects only to network addresses it has judged, and keeps the time and the bytes of the whole fetch."""

    def __init__(self, guard: Guard, waiting: Callable[[], None], *, judging: bool) -> None:
        self._guard = guard
        self._judging = judging
        self._left = guard.wire_bytes
        self._sockets = httpcore.SyncBackend()
        self.waiting = waiting
        self.deadline = time.monotonic() + guard.seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a name's network addresses that answers; all of them have to be allowed."""
        failed: Exception = httpcore.ConnectError("it has no address")
        addresses = self._resolved(host, port)
        for address in addresses:
            allowed = not self._judging or (address, port) in self._guard.allow
            if not allowed and not (port in self._guard.ports and is_public(ip_address(address))):
                raise UnusableInput(
                    f"{host} leads to {address} (port {port}), which is not on the public internet; "
                    "save the page and add the file"
                )
        for address in addresses:
            try:
                return _Stream(self._connected(address, port, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _resolved(self, host: str, port: int) -> list[str]:
        """Return the network addresses a name stands for; the resolver has no time limit, so a thread waits for it."""
        try:
            answers = self._in_thread(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            raise httpcore.ConnectError(f"the name {host} is not known") from None
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))

    def _connected(
        self, address: str, port: int, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        seconds = self.seconds_left()
        stream: httpcore.NetworkStream = self._in_thread(
            lambda: self._sockets.connect_tcp(address, port, seconds, None, options), undo=lambda late: late.close()
        )
        return stream

    def _in_thread(self, work: Callable[[], Any], undo: Callable[[Any], None] = lambda _: None) -> Any:  # noqa: ANN401
        """Return what ``work`` does, done in a thread so that the wait can be ended; ``undo`` takes a late result."""
        found: list[Any] = []
        failed: list[Exception] = []
        given_up = threading.Event()

        def run() -> None:
            try:
                found.append(work())
            except Exception as error:
                failed.append(error)
            if given_up.is_set() and found:
                undo(found[0])

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(min(_SLICE, self.seconds_left()))
                self.waiting()
        except BaseException:
            given_up.set()
            for late in found:
                undo(late)
            raise
        if failed:
            raise failed[0]
        return found[0]

    def seconds_left(self) -> float:
        """Return the seconds until the deadline; raises httpcore.ReadTimeout once it has passed."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left

    def pause(self, until: float) -> None:
        """Wait until the monotonic clock says ``until``; the fetch's own time stands still meanwhile."""
        while (left := until - time.monotonic()) > 0:
            nap = min(_SLICE, left)
            time.sleep(nap)
            self.deadline += nap
            self.waiting()

    def count(self, received: bytes) -> bytes:
        """Return ``received``; raises UnusableInput once more has come than the guard lets through."""
        self._left -= len(received)
        if self._left < 0:
            raise UnusableInput(
                f"the page sends more than {in_words(self._guard.wire_bytes)}; save the article's text and add the file"
            )
        return received


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the fetch's deadline, however little trickles in between."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            seconds = self._network.seconds_left()
            try:
                return self._network.count(self._stream.read(max_bytes, min(_SLICE, seconds)))
            except httpcore.ReadTimeout:
                self._network.waiting()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.seconds_left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._network.seconds_left()
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._network)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def in_words(count: int) -> str:
    """Return a number of bytes for a reader."""
    return f"{count / 1024**2:g} MiB" if count >= 1024**2 else f"{count} bytes"
