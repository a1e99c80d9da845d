"""The one way out to the network: which addresses may be asked, how much they may answer, and for how long.

An address in a case can come from anyone, and so can every redirect. So a name is resolved once, each network
address it stands for is judged, and the connection goes to one that was judged; Host and TLS keep the name.
"""

from __future__ import annotations

import socket
import threading
import time
import zlib
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

import httpcore
import httpx

from secondsource import __version__
from secondsource.model import UnusableInput
from secondsource.reading.network import is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

_ADVICE = "check the address, or save the page and add the file"


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of one fetch: bytes on the wire and of the body, seconds for all of it, redirects, ports.

    ``allow`` holds pairs of network address and port that may be asked although they are not public.
    """

    wire_bytes: int = 8 * 1024**2
    body_bytes: int = 32 * 1024**2
    seconds: float = 30.0
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    allow: frozenset[tuple[str, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave: the body after its content encoding, the address it came from in the end, the header."""

    url: str
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...]


def download(url: str, content_types: tuple[str, ...], guard: Guard | None = None) -> Download:
    """Fetch what is behind ``url``, following redirects, each judged anew, if it is of one of ``content_types``.

    Nothing of this machine goes along: no cookies, no proxy or password from the environment. Raises
    UnusableInput with one line for whatever keeps the page away.
    """
    guard = guard or Guard()
    asked = _judged(url, guard)
    transport = _Transport(guard, time.monotonic() + guard.seconds)
    headers = {
        "user-agent": f"secondsource/{__version__}",
        "accept": ", ".join(content_types),
        "accept-encoding": "gzip",
    }
    try:
        with httpx.Client(transport=transport, trust_env=False, headers=headers, timeout=guard.seconds) as client:
            for _ in range(guard.redirects + 1):
                client.cookies.clear()
                with client.stream("GET", asked) as response:
                    if response.next_request is None:
                        return _taken(response, content_types, guard)
                    onward = response.next_request.url
                asked = _judged(str(onward), guard)
    except (httpcore.TimeoutException, httpx.TimeoutException):
        raise UnusableInput(f"{asked} did not answer in full within {guard.seconds:g} seconds; {_ADVICE}") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise UnusableInput(f"{asked} could not be fetched ({_in_words(error)}); {_ADVICE}") from None
    raise UnusableInput(f"{url} goes on to more than {guard.redirects} other addresses; {_ADVICE}")


def _judged(url: str, guard: Guard) -> httpx.URL:
    """Return the parsed address if its scheme, port and form allow asking it; the network address is judged later."""
    try:
        parsed = httpx.URL(url)
        port = parsed.port or {"http": 80, "https": 443}.get(parsed.scheme, 0)
    except (httpx.InvalidURL, ValueError):
        raise UnusableInput(f"{url} is not a web address; check its spelling") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise UnusableInput(f"{url} is not a web address; it has to begin with http:// or https:// and a name")
    if parsed.userinfo:
        raise UnusableInput(f"the address at {parsed.host} holds a user name or password; give it without")
    if port not in guard.ports and port not in {allowed for _, allowed in guard.allow}:
        raise UnusableInput(
            f"{url} is on port {port}; only ports 80 and 443 are asked, so save the page and add the file"
        )
    return parsed.copy_with(fragment=None)


def _taken(response: httpx.Response, content_types: tuple[str, ...], guard: Guard) -> Download:
    """Return what a response holds, read under the guard's limits."""
    url = response.url
    if response.status_code != httpx.codes.OK:
        raise UnusableInput(f"{url} answered {response.status_code} {response.reason_phrase}".rstrip() + f"; {_ADVICE}")
    content_type = response.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in content_types:
        raise UnusableInput(
            f"{url} gives {kind or 'no content type'}, not a web page or plain text; save its text and add the file"
        )
    encodings = response.headers.get_list("content-encoding", split_commas=True)
    encodings = [name for name in (each.strip().lower() for each in encodings) if name not in ("", "identity")]
    if encodings not in ([], ["gzip"], ["x-gzip"]):
        raise UnusableInput(
            f"{url} comes encoded as {', '.join(encodings)}, which was not asked for; save the page instead"
        )
    try:
        chunks = response.iter_raw()
        body = _within(_unpacked(chunks, guard.body_bytes) if encodings else chunks, guard.body_bytes)
    except zlib.error:
        raise UnusableInput(f"{url} sends gzip that is broken or cut off; {_ADVICE}") from None
    if body is None:
        raise UnusableInput(f"{url} is larger than {_size(guard.body_bytes)}; save the article's text and add the file")
    return Download(str(url), body, content_type, tuple(response.headers.multi_items()))


def _within(chunks: Iterable[bytes], most: int) -> bytes | None:
    """Return the chunks as one, or None as soon as they are more than ``most`` bytes."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Undo gzip, one chunk at a time and never more than ``most`` bytes and one at once. Raises zlib.error."""
    unpack = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        yield unpack.decompress(chunk, most + 1)
        if unpack.unused_data:
            raise zlib.error("more follows the end")
    if not unpack.eof:
        raise zlib.error("cut off")


class _Transport(httpx.BaseTransport):
    """httpx's own transport, but for the network beneath it, which is ours."""

    def __init__(self, guard: Guard, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Network(guard, deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
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
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Network(httpcore.NetworkBackend):
    """Connects only to network addresses it has judged, and keeps the time and the bytes of the whole fetch."""

    def __init__(self, guard: Guard, deadline: float) -> None:
        self._guard = guard
        self._deadline = deadline
        self._left = guard.wire_bytes
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("it has no address")
        addresses = self._resolved(host, port)
        for address in addresses:
            allowed = (address, port) in self._guard.allow
            if not allowed and not (port in self._guard.ports and is_public(ip_address(address))):
                raise UnusableInput(
                    f"{host} leads to {address} (port {port}), which is not on the public internet; "
                    "save the page and add the file"
                )
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(address, port, self.seconds_left(), None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed

    def _resolved(self, host: str, port: int) -> list[str]:
        """Return the network addresses a name stands for; the resolver has no time limit, so a thread waits for it."""
        found: list[str] = []
        failed: list[Exception] = []

        def resolve() -> None:
            try:
                answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                failed.append(error)
            else:
                found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

        waiting = threading.Thread(target=resolve, daemon=True)
        waiting.start()
        waiting.join(self.seconds_left())
        if waiting.is_alive():
            raise httpcore.ConnectTimeout("the name was not resolved in time")
        if failed:
            raise httpcore.ConnectError(f"the name {host} is not known")
        return found

    def seconds_left(self) -> float:
        """Return the seconds until the deadline; raises httpcore.ReadTimeout once it has passed."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left

    def count(self, received: bytes) -> bytes:
        """Return ``received``; raises UnusableInput once more has come than the guard lets through."""
        self._left -= len(received)
        if self._left < 0:
            raise UnusableInput(
                f"the page sends more than {_size(self._guard.wire_bytes)}; save the article's text and add the file"
            )
        return received


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the fetch's deadline, however little trickles in between."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._network.count(self._stream.read(max_bytes, self._network.seconds_left()))

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


def _in_words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _size(count: int) -> str:
    return f"{count / 1024**2:g} MiB" if count >= 1024**2 else f"{count} bytes"
