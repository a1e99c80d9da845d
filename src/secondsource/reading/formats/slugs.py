"""Names for the articles of a larger file."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from secondsource.reading.address import name_of

_LONGEST: Final = 80


class Slugs:
    """Names that are readable, and each of them only once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, url: str | None, otherwise: str) -> str:
        """Return a name by the last part of an address, or ``otherwise`` where there is none."""
        return self.unique(_slug(url) or otherwise)

    def unique(self, name: str) -> str:
        """Return a name, with a number behind it where it is taken."""
        found, number = name, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{name}-{number}"
        self._taken.add(found.casefold())
        return found


def _slug(url: str | None) -> str:
    try:
        path = urlsplit(url or "").path.strip("/")
        name = name_of(url or "") if path else ""
    except ValueError:
        return ""
    found = re.sub(r"[^\w.-]+", "-", name.encode("utf-8", "replace").decode()).strip("-.")[:_LONGEST]
    return found if re.search(r"[^\W\d_]", found) else ""
