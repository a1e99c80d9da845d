"""The one way out to the network: which addresses may be asked, how much they may answer, and for how long.

An address in a case can come from anyone, and so can every redirect. So a name is resolved once, each network
address it stands for is judged, and the connection goes to one that was judged; Host and TLS keep the name.
"""

from __future__ import annotations

import contextlib
import email.utils
import socket
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

import httpcore
import httpx

from secondsource import __version__
from secondsource.model import UnusableInput
from secondsource.reading.network import is_public
from secondsource.reading.transport import Transport, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from secondsource.reading.transport import Network

    Before = Callable[[httpx.URL, Network], None]

_ADVICE = "check the address, or save the page and add the file"
_DIGITS = 6  # of the seconds that a server asks to wait


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of one fetch: bytes on the wire and of the body, seconds for all of it, redirects, ports.

    ``allow`` holds pairs of network address and port that may be asked although they are not public;
    ``seconds_between`` is the least time between two requests to one host, where that is kept at all.
    """

    wire_bytes: int = 8 * 1024**2
    body_bytes: int = 32 * 1024**2
    seconds: float = 30.0
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    allow: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    seconds_between: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on the way to a page, as it came.

    ``headers`` are all of the answer's in their order, decoded as ISO 8859-1 so that no byte is lost, and
    ``sent`` the request's. ``network_address`` is the one that was asked, None through a proxy; ``at`` the time of the
    answer, ISO 8601 in UTC.
    """

    url: str
    network_address: str | None
    at: str
    http_version: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    sent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave: the body after its content encoding, the address it came from in the end, every answer."""

    url: str
    body: bytes
    content_type: str
    answers: tuple[Answer, ...]

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """All headers of the last answer in their order, their names in lower case."""
        return tuple((name.lower(), value) for name, value in self.answers[-1].headers)


class NotGiven(UnusableInput):
    """The server answered, but with a ``status`` other than 200."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def download(
    url: str,
    content_types: tuple[str, ...] | None,
    guard: Guard | None = None,
    *,
    progress: Callable[[int, int | None], None] | None = None,
    before: Before | None = None,
    proxy: bool = False,
) -> Download:
    """Fetch what is behind ``url``, following redirects, each judged anew, if it is of one of ``content_types``.

    None takes any type. Nothing of this machine goes along: no cookies, no password from the environment. Raises
    UnusableInput with one line for whatever keeps the page away.

    ``progress`` is called with the bytes of the body so far, as they are sent, and how many are promised (None where
    that is unknown), after every chunk and several times a second while nothing comes; what it raises ends the fetch
    and closes its connections. ``before`` is called with each address just before it is asked.

    With ``proxy`` the environment's proxy (HTTPS_PROXY and its kin) is asked to fetch, where it names one for this
    address. The proxy looks up the names then: we can judge only addresses that are written as numbers.
    """
    guard = guard or Guard()
    asked = judged(url, guard)
    by_way_of = _proxy_for(asked) if proxy else None
    state = _Progress(progress)
    transport = Transport(guard, state.report, by_way_of)
    headers = {
        "user-agent": f"secondsource/{__version__}",
        "accept": ", ".join(content_types) if content_types else "*/*",
        "accept-encoding": "gzip",
    }
    answers: list[Answer] = []
    try:
        with httpx.Client(transport=transport, trust_env=False, headers=headers, timeout=guard.seconds) as client:
            for _ in range(guard.redirects + 1):
                client.cookies.clear()
                if by_way_of:
                    _judge_literal(asked, guard)
                if before:
                    before(asked, transport.network)
                with client.stream("GET", asked) as response:
                    answers.append(_answer(response, proxied=by_way_of is not None))
                    if response.next_request is None:
                        return _taken(response, content_types, guard, tuple(answers), state)
                    onward = response.next_request.url
                asked = judged(str(onward), guard)
    except (httpcore.TimeoutException, httpx.TimeoutException):
        raise UnusableInput(f"{asked} did not answer in full within {guard.seconds:g} seconds; {_ADVICE}") from None
    except (
        *(httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError),
        *(httpx.HTTPError, httpx.InvalidURL, OSError),
    ) as error:
        raise UnusableInput(f"{asked} could not be fetched ({_in_words(error)}); {_ADVICE}") from None
    raise UnusableInput(f"{url} goes on to more than {guard.redirects} other addresses; {_ADVICE}")


class _Progress:
    def __init__(self, told: Callable[[int, int | None], None] | None) -> None:
        self._told = told
        self._done = 0
        self.total: int | None = None

    def report(self) -> None:
        if self._told:
            self._told(self._done, self.total)

    def through(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._done += len(chunk)
            self.report()
            yield chunk


def judged(url: str, guard: Guard) -> httpx.URL:
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


def _proxy_for(url: httpx.URL) -> httpx.Proxy | None:
    """Return the proxy that the environment names for an address, or None."""
    from urllib.request import getproxies, proxy_bypass

    named = getproxies()
    place = named.get(url.scheme) or named.get("all")
    if not place or proxy_bypass(url.host):
        return None
    with contextlib.suppress(httpx.InvalidURL, ValueError):
        found = httpx.Proxy(place if "://" in place else f"http://{place}")
        if found.url.scheme in ("http", "https") and found.url.host:
            return found
    raise UnusableInput(
        "the proxy that the environment names is none we can use; name one that begins with http:// or https://"
    )


def _judge_literal(url: httpx.URL, guard: Guard) -> None:
    """Raise UnusableInput where a proxy would be sent to an address of a private network or of its own machine."""
    host = url.host.rstrip(".").lower()
    address: IPv4Address | IPv6Address | None = None
    with contextlib.suppress(ValueError):
        address = ip_address(host)
    if address is None:
        with contextlib.suppress(OSError, UnicodeError):
            address = IPv4Address(socket.inet_aton(host))  # takes 127.1, 0x7f000001 and the like
    port = url.port or (443 if url.scheme == "https" else 80)
    local = host == "localhost" or host.endswith(".localhost")
    if local or (address is not None and not is_public(address) and (str(address), port) not in guard.allow):
        raise UnusableInput(f"{url} is not on the public internet; save the page and add the file")


def _answer(response: httpx.Response, *, proxied: bool) -> Answer:
    peer = None
    with contextlib.suppress(OSError, KeyError, TypeError):
        peer = str(response.extensions["network_stream"].get_extra_info("server_addr")[0])
    return Answer(
        url=str(response.url),
        network_address=None if proxied else peer,
        at=datetime.now(UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
        http_version=response.http_version,
        status=response.status_code,
        reason=response.extensions.get("reason_phrase", b"").decode("iso-8859-1"),
        headers=_pairs(response.headers),
        sent=_pairs(response.request.headers),
    )


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("iso-8859-1"), value.decode("iso-8859-1")) for name, value in headers.raw)


def _taken(
    response: httpx.Response,
    content_types: tuple[str, ...] | None,
    guard: Guard,
    answers: tuple[Answer, ...],
    progress: _Progress,
) -> Download:
    """Return what a response holds, read under the guard's limits."""
    url = response.url
    if response.status_code != httpx.codes.OK:
        said = f"{url} answered {response.status_code} {response.reason_phrase}".rstrip()
        later = _retry_after(response.headers.get("retry-after", ""))
        raise NotGiven(f"{said}{later or f'; {_ADVICE}'}", response.status_code)
    content_type = response.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if content_types is not None and kind not in content_types:
        raise UnusableInput(
            f"{url} gives {kind or 'no content type'}, which no article comes in; save its text and add that file"
        )
    encodings = response.headers.get_list("content-encoding", split_commas=True)
    encodings = [name for name in (each.strip().lower() for each in encodings) if name not in ("", "identity")]
    if encodings not in ([], ["gzip"], ["x-gzip"]):
        raise UnusableInput(
            f"{url} comes encoded as {', '.join(encodings)}, which was not asked for; save the page instead"
        )
    promised = response.headers.get("content-length", "")
    progress.total = int(promised) if promised.isascii() and promised.isdigit() else None
    if progress.total is not None and not encodings and progress.total > guard.body_bytes:
        raise _too_large(url, guard)
    try:
        chunks = progress.through(response.iter_raw())
        body = _within(_unpacked(chunks, guard.body_bytes) if encodings else chunks, guard.body_bytes)
    except zlib.error:
        raise UnusableInput(f"{url} sends gzip that is broken or cut off; {_ADVICE}") from None
    if body is None:
        raise _too_large(url, guard)
    return Download(str(url), body, content_type, answers)


def _too_large(url: httpx.URL, guard: Guard) -> UnusableInput:
    return UnusableInput(f"{url} is larger than {in_words(guard.body_bytes)}; save the article's text and add the file")


def _retry_after(value: str) -> str:
    """Return, for a reader, when a server wants to be asked again (RFC 9110, section 10.2.3), or "" where it is silent.

    Only numbers and dates are passed on: the words are the server's own otherwise.
    """
    if value.isascii() and value.isdigit() and len(value) <= _DIGITS:
        return f" and asks to wait {int(value)} seconds; try again then"
    try:
        at = email.utils.parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""
    return f" and asks to wait until {at:%Y-%m-%d %H:%M} UTC; try again then"


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


def _in_words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
