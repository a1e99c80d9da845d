"""Manners on the way to a host: its robots.txt is asked first (RFC 9309), and requests keep their distance."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from protego import Protego

from secondsource.model import UnusableInput
from secondsource.reading.guard import NotGiven, download

if TYPE_CHECKING:
    import httpx

    from secondsource.reading.guard import Guard
    from secondsource.reading.transport import Network

# RFC 9309 asks for at least 500 KiB to be read (2.5) and for no answer to be kept longer than a day (2.4).
_MOST_BYTES = 1024**2
_MOST_SECONDS = 10.0
_KEPT_SECONDS = 3600.0
_MOST_KEPT = 500

_lock = threading.Lock()
_next_turn: dict[str, float] = {}
_known: dict[str, tuple[float, Protego, str]] = {}


@dataclass(slots=True)
class Manners:
    """What one fetch keeps to.

    ``asked`` tells, for the record, which robots.txt was asked and what came of it. Without ``robots`` none is. A
    robots.txt that is missing (any 4xx) or can't be had allows; one that a broken server (5xx) keeps back refuses, as
    RFC 9309 (2.3.1.4) asks.
    """

    guard: Guard
    robots: bool = True
    proxy: bool = False
    asked: dict[str, str] = field(default_factory=dict)

    def __call__(self, url: httpx.URL, network: Network) -> None:
        """Return once ``url`` may be asked. Raises UnusableInput where robots.txt refuses."""
        if self.robots and url.path != "/robots.txt":
            began = time.monotonic()
            self._ask(url, network)
            network.deadline += time.monotonic() - began
        self.keep_distance(url, network)

    def keep_distance(self, url: httpx.URL, network: Network) -> None:
        """Wait for this process's next turn at the address's host."""
        with _lock:
            now = time.monotonic()
            turn = max(now, _next_turn.get(url.host, now))
            for host in [host for host, at in _next_turn.items() if at <= now]:
                del _next_turn[host]
            _next_turn[url.host] = turn + self.guard.seconds_between
        network.pause(turn)

    def _ask(self, url: httpx.URL, network: Network) -> None:
        place = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        rules, answer = _remembered(place) or self._fetched(place, url, network)
        self.asked[place] = answer
        if not rules.can_fetch(str(url), "secondsource"):
            self.asked[place] = "refuses"
            raise UnusableInput(
                f"{place} asks programs not to fetch {url}; save the page and attach the file, or go on with "
                "--ignore-robots"
            )

    def _fetched(self, place: str, url: httpx.URL, network: Network) -> tuple[Protego, str]:
        small = replace(
            self.guard,
            wire_bytes=_MOST_BYTES,
            body_bytes=_MOST_BYTES,
            seconds=min(_MOST_SECONDS, self.guard.seconds),
        )
        try:
            body = download(
                place,
                None,
                small,
                progress=lambda done, total: network.waiting(),
                before=self.keep_distance,
                proxy=self.proxy,
            ).body
            answer = "allows"
        except NotGiven as fault:
            if fault.status >= 500:
                raise UnusableInput(
                    f"{place} answered {fault.status}, so whether programs may fetch {url} is not known; try again "
                    "later, save the page and attach the file, or go on with --ignore-robots"
                ) from None
            body, answer = b"", f"is missing ({fault.status})"
        except UnusableInput:
            # The page's own request meets the same fault and tells it better, or does not meet it.
            return Protego.parse(""), "could not be read"
        rules = Protego.parse(body.decode("utf-8", "replace").removeprefix("\ufeff"))
        with _lock:
            while len(_known) >= _MOST_KEPT:
                del _known[next(iter(_known))]
            _known[place] = (time.monotonic() + _KEPT_SECONDS, rules, answer)
        return rules, answer


def _remembered(place: str) -> tuple[Protego, str] | None:
    with _lock:
        until, rules, answer = _known.get(place, (0.0, None, ""))
        return (rules, answer) if rules and until > time.monotonic() else None
