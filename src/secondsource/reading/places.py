"""Every single place that a name stands for: the files of a folder, on disk or where fsspec reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.reading import remote
from secondsource.reading.address import is_address
from secondsource.reading.file import articles_below

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_places(named: str) -> Iterator[str]:
    """Yield the places, each of one file, that ``parts`` is to be given for a path, a folder, an address or "-".

    A folder is opened (see ``find_articles``), and so is a remote one; of a remote pattern, such as
    "s3://bucket/2024/*.txt", all files that fit it. They come in the same order each time, and the names of one folder
    are held at a time. Raises UnusableInput for a folder without articles, and for one that can't be listed.
    """
    if remote.is_remote(named) or remote.is_pattern_on_disk(named):
        with remote.Reader() as reader:
            yield from map(remote.on_disk, reader.find(named))
        return
    path = remote.on_disk(named)
    if not is_address(path) and Path(path).is_dir():
        yield from articles_below(path)
    else:
        yield path
