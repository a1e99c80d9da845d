"""The one door for articles: from a path, an address, standard input or bytes to what is read there."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from secondsource.model import UnusableInput
from secondsource.reading import formats, remote
from secondsource.reading.address import fetch, file_name, is_address
from secondsource.reading.file import opened
from secondsource.reading.given import Given, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from secondsource.reading.given import Part, Unread
    from secondsource.reading.guard import Guard

STDIN: Final = "-"
_PIECE: Final = 1024**2


def parts(
    place: str,
    *,
    columns: Mapping[str, str] | None = None,
    annotations: bool = True,
    guard: Guard | None = None,
) -> Iterator[Part | Reading | Unread]:
    """Yield what stands at a path, at an address or on standard input ("-"), in parts that ``read_part`` reads.

    A document is one ``Part``, and so is each one in a web archive; nothing is parsed for it yet. Tables, JSON, large
    feeds and annotated texts are read here, an article at a time. ``columns`` leads from the fields of an article to
    the columns of a table that hold them; ``annotations`` tells whether what people marked beside a text is read with
    it; ``guard`` sets other limits of a fetch. Raises UnusableInput in one line that says what to do: before it yields
    anything where nothing can be read, and later where the file changes on the way.
    """
    columns = columns or {}
    place = remote.on_disk(place)
    if place == STDIN:
        yield from _standard_input(columns)
    elif remote.is_remote(place):
        with remote.Reader() as reader:
            file = reader.copy(place, columns)
        with file:
            yield from formats.parts(given_from(place, file, columns))
    elif is_address(place):
        copy = fetch(place, guard=guard)
        yield from formats.parts(
            Given(
                io.BytesIO(copy.content),
                name=_text(file_name(copy)),
                what=copy.url or place,
                url=copy.url,
                content_type=copy.content_type,
                fetched=dict(copy.fetched or {}),
                columns=columns,
            )
        )
    else:
        yield from _file(Path(place), columns, annotations=annotations)


def read_part(part: Part) -> Iterator[Reading | Unread]:
    """Yield the articles of one part, in whatever process; an ``Unread`` for what in an archive is none.

    Raises UnusableInput, in one line that says what to do, for a file that is none or can't be read.
    """
    return formats.read_part(part)


def read(
    place: str,
    *,
    columns: Mapping[str, str] | None = None,
    annotations: bool = True,
    guard: Guard | None = None,
) -> Iterator[Reading | Unread]:
    """Yield the articles at a place, and what of it is none: all ``parts``, each read by ``read_part``."""
    return formats.read_parts(parts(place, columns=columns, annotations=annotations, guard=guard))


def given_from(place: str, file: BinaryIO, columns: Mapping[str, str]) -> Given:
    """Return a copy of what stands at a remote place as what formats read."""
    return Given(file, name=_text(remote.name_of(place)), what=remote.shown(place), columns=columns)


def read_bytes(data: bytes, name: str = "stdin", *, content_type: str | None = None, url: str | None = None) -> Reading:
    """Return the article, or the first of them, in bytes that did not come from a file.

    ``content_type`` is a MIME type as HTTP writes it; the charset it names decodes the text, and without it plain text
    has to be UTF-8 and keeps its offsets. ``url`` is where the bytes came from. ``sha256`` is over the article's bytes.
    Raises UnusableInput.
    """
    given = Given(io.BytesIO(data), name=_text(name), what=url or name, url=url, content_type=content_type)
    first = next(formats.read(given), None)
    if isinstance(first, Reading):
        return first
    raise UnusableInput(first.fault if first else f"{given.what} holds no article; check the file")


def _file(path: Path, columns: Mapping[str, str], *, annotations: bool) -> Iterator[Part | Reading | Unread]:
    with opened(path) as (file, whole):
        given = Given(file, name=_text(path.name), what=str(path), path=path if annotations else None, columns=columns)
        for one in formats.parts(given):
            whole()
            yield one


def _standard_input(columns: Mapping[str, str]) -> Iterator[Part | Reading | Unread]:
    import tempfile

    with tempfile.TemporaryFile() as file:
        while piece := sys.stdin.buffer.read(_PIECE):
            file.write(piece)
        yield from formats.parts(Given(file, name="stdin", what="standard input", columns=columns))


def _text(name: str) -> str:
    """Return a name that can be written as UTF-8, whatever the file system holds."""
    return name.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
