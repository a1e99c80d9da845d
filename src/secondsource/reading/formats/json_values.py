"""JSON from elsewhere, taken at its word: a name that stands twice in an object is a fault, NaN is nothing."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_LONGEST_NUMBER = 4000  # digits; Python refuses to turn more than 4,300 into a number
_LONGEST_NAME = 60


class BrokenJSON(Exception):  # noqa: N818
    """Text that is no JSON, or that can be read in two ways. The message says why, ``at`` where (a code point)."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


def parsed(text: str) -> Any:  # noqa: ANN401 - it is any value
    """Return the one value in ``text``. Raises BrokenJSON."""
    start = _after_space(text, 0)
    value, end = _value_at(text, start)
    end = _after_space(text, end)
    if end < len(text):
        raise BrokenJSON("something follows its end", end)
    return value


def elements(text: str) -> Iterator[tuple[Any, str]]:
    """Yield each element of the list in ``text`` with its own piece of the text. Raises BrokenJSON."""
    at = _after_space(text, _taken(text, 0, "["))
    if text.startswith("]", at):
        at += 1
    else:
        while True:
            value, end = _value_at(text, at)
            yield value, text[at:end]
            at = _after_space(text, end)
            if text.startswith("]", at):
                at += 1
                break
            at = _after_space(text, _taken(text, at, ","))
    at = _after_space(text, at)
    if at < len(text):
        raise BrokenJSON("something follows its end", at)


def canonical(value: object) -> bytes:
    """Return a value as JSON in UTF-8 that is always the same for the same value."""
    # Half a surrogate pair is written as JSON escapes it.
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def place_in(text: str, at: int) -> str:
    """Return where a code point of a text stands, as "line 3, column 14"."""
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def _value_at(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise BrokenJSON(error.msg[:1].lower() + error.msg[1:], error.pos) from None
    except StopIteration:
        raise BrokenJSON("a value is missing", at) from None
    except RecursionError:
        raise BrokenJSON("it is nested too deep", at) from None


def _taken(text: str, at: int, mark: str) -> int:
    at = _after_space(text, at)
    if not text.startswith(mark, at):
        raise BrokenJSON(f"{mark!r} is missing", at)
    return at + 1


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise BrokenJSON(f"an object has the name {name[:_LONGEST_NAME]!r} twice")
            seen.add(name)
    return found


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_constant=lambda _: None,
    parse_float=_finite,
    parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_NUMBER else None,
)
