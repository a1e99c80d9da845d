"""What seals the log: hashes over length-prefixed fields, and uids that keep the order of events."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import TYPE_CHECKING, Any

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_LAST = (1 << 128) - 1
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def seal(*fields: str) -> str:
    """Return the SHA-256 of the fields, each preceded by its length, in hexadecimal.

    A field is UTF-8, its length in bytes is eight bytes, big-endian.
    """
    encoded = [field.encode() for field in fields]
    return hashlib.sha256(
        b"".join([part for data in encoded for part in (len(data).to_bytes(8, "big"), data)])
    ).hexdigest()


def canonical(value: object) -> str:
    """Return a value as the JSON text that is hashed: keys sorted, no spaces, characters as they are."""
    return _encode(value)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def extraction_digest(head: Iterable[Any], claims: Iterable[Iterable[Any]]) -> str:
    """Return the digest of an extraction in hexadecimal.

    ``head`` is the article's SHA-256, the engine, its version and the coverage; ``claims`` the columns ``uid`` to
    ``source_affiliation`` of each claim, ordered by start, end and uid. The digest is the SHA-256 of one JSON list
    (as ``canonical`` writes it) a line, the head's first.
    """
    digest = hashlib.sha256(canonical(list(head)).encode())
    for claim in claims:
        digest.update(b"\n" + canonical(list(claim)).encode())
    return digest.hexdigest()


def new_uid(after: str = "") -> str:
    """Return a UUID of version 7 (RFC 9562) that sorts after the uid ``after``, whatever the clock says.

    48 bits of Unix time in milliseconds come first, then 74 random bits; where the clock stands still or went back,
    the uid ``after`` is counted up by a random number instead. Raises UnusableInput where
    ``after`` is the last there can be.
    """
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    try:
        least = int(after.replace("-", "") or "0", 16)
    except ValueError:
        raise UnusableInput("the log ends in an event whose uid is none; check it with: secondsource verify") from None
    if least >= value:
        value = least + 1 + int.from_bytes(os.urandom(5), "big")
        if value >> 62 & 0x3 != 0x2:  # the low bits ran over: carry into the twelve above, then into the time
            value = (least >> 64) + 1
            value = (value if value >> 12 & 0xF == 0x7 else ((value >> 16) + 1) << 16 | 0x7000) << 64 | 0x2 << 62
        if value > _LAST:
            raise UnusableInput("the log holds an event from the end of time; check it with: secondsource verify")
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
