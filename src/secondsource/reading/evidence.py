"""A copy of evidence: the bytes as they are, and for what came from the web how they came."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

from secondsource.model import UnusableInput
from secondsource.reading.file import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from secondsource.reading.guard import Download, Guard

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

MOST_BYTES = 64 * 1024**2
_MOST_SECONDS = 60.0
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of evidence.

    ``content`` holds the bytes unaltered; of what came from the web the transfer's gzip is undone. ``name`` is a
    file's name without its folders, ``url`` the address in the end, ``content_type`` what the server called it.
    ``fetched`` tells how it came, None for a file:

    - ``asked`` and ``address``: where the fetch began and ended; ``at``: the answer's time, ISO 8601 in UTC;
    - ``http_version``, ``status``, ``reason``, ``headers`` (all, in order, each a pair) and ``request_headers``;
    - ``network_address``: the one that was asked, null through a proxy; ``proxy``: whether one was allowed;
    - ``redirects``: for each one ``address``, ``location`` and the same as above;
    - ``robots``: for each robots.txt its ``address`` and its ``answer``; empty where none was to be asked.
    """

    content: bytes
    name: str
    url: str | None = None
    content_type: str | None = None
    fetched: dict[str, JSON] | None = None


def fetch_copy(
    url: str,
    *,
    guard: Guard | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    robots: bool = True,
    proxy: bool = False,
) -> Copy:
    """Fetch what is behind ``url``, of whatever type, and tell how it came.

    Only public addresses on ports 80 and 443 are asked, within ``guard`` (64 MiB and 60 seconds without one).
    ``progress`` is called with the bytes so far and all that are promised, or None, also while nothing comes; it may
    raise ``Stopped``, which closes the connection and leaves nothing. Each host's robots.txt is asked first unless
    ``robots`` is false, and no host is asked twice within a second.

    With ``proxy`` the environment's proxy is used. It looks up the names, so that we can't judge where they lead; what
    is written as a network address is still judged.

    Raises UnusableInput with one line that says what to do.
    """
    # httpx takes longer to import than most commands run.
    from secondsource.reading.guard import Guard as Limits
    from secondsource.reading.guard import download
    from secondsource.reading.polite import Manners

    guard = guard or Limits(wire_bytes=MOST_BYTES + 1024**2, body_bytes=MOST_BYTES, seconds=_MOST_SECONDS)
    manners = Manners(guard, robots=robots, proxy=proxy)
    page = download(url, None, guard, progress=progress, before=manners, proxy=proxy)
    if not page.body:
        raise UnusableInput(f"{page.url} holds 0 bytes; check the address, or save the page and attach the file")
    return copy_of(url, page, manners.asked, proxy=proxy)


def copy_of(asked: str, page: Download, robots: Mapping[str, str] | None = None, *, proxy: bool = False) -> Copy:
    """Return what was downloaded from the address ``asked`` as a copy that tells how it came."""
    return Copy(
        content=page.body,
        name=_name_of(page.url),
        url=page.url,
        content_type=_one_line(page.content_type) or None,
        fetched=_how(asked, page, robots or {}, proxy=proxy),
    )


def read_copy(path: Path) -> Copy:
    """Read the file at ``path`` as a copy of evidence. Raises UnusableInput with one line that says what to do.

    Links are followed. Only what is a regular file is ever opened, and it is opened so that a pipe that took its place
    can't hold us up.
    """
    path = Path(path)
    with opened(path) as (file, whole):
        content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise UnusableInput(f"{path} is larger than {MOST_BYTES // 1024**2} MiB; attach the part that counts")
        whole()
    if not content:
        raise UnusableInput(f"{path} holds 0 bytes; attach the file once it has its content")
    return Copy(content=content, name=_clean(path.name))


def _how(asked: str, page: Download, robots: Mapping[str, str], *, proxy: bool) -> dict[str, JSON]:
    steps: list[dict[str, JSON]] = []
    for answer in page.answers:
        known = asdict(answer)
        step: dict[str, JSON] = {"address": known.pop("url")}
        for name, value in known.items():
            step["request_headers" if name == "sent" else name] = (
                [list(pair) for pair in value] if name in ("headers", "sent") else value
            )
        steps.append(step)
    *before, last = steps
    redirects: list[JSON] = []
    for step, answer in zip(before, page.answers, strict=False):
        location = next((value for name, value in answer.headers if name.lower() == "location"), "")
        redirects.append({"address": step["address"], "location": location, **step})
    return {
        "asked": asked,
        **last,
        "redirects": redirects,
        "proxy": proxy,
        "robots": [{"address": place, "answer": answer} for place, answer in robots.items()],
    }


def _name_of(url: str) -> str:
    """Return a name for what an address leads to: its last path segment, or the host."""
    parts = urlsplit(url)
    return _clean(unquote(parts.path).rstrip("/").rpartition("/")[2]) or parts.hostname or url


def _clean(name: str) -> str:
    r"""Return a file's name on one line, without folders, and of a length that every disk takes."""
    last = re.split(r"[/\\]", name)[-1].encode("utf-8", "replace").decode("utf-8")
    return _one_line(last)[-_LONGEST_NAME:].strip()


def _one_line(text: str) -> str:
    return re.sub(r"[\0-\x1f\x7f-\x9f]+", " ", text).strip()
