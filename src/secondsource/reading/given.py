"""What is given to be read, and what comes of it: one article, or as many as there are in it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from secondsource.model import Article, Attribution, Original, Statement

MOST_BYTES: Final = 64 * 1024 * 1024
HEAD: Final = 8192  # bytes by which a format is told
_MOSTLY: Final = 64 * 1024  # bytes that most articles have less of: room for the largest takes longer to make


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes that hold one article or many.

    ``file`` is open for bytes, can be sought in and stands at its beginning. ``name`` is the file's name without its
    folders, ``what`` what to call it in messages: its path or address. ``path`` is None for what is no file on disk.
    ``content_type`` and ``fetched`` are those of what came from the web (see ``reading.Copy``), ``url`` its address.
    ``columns`` leads from the fields of an article to the columns of a table that hold them.
    """

    file: BinaryIO
    name: str
    what: str
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None
    fetched: dict[str, Any] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The name less its suffix, as articles are called."""
        stem, dot, suffix = self.name.rpartition(".")
        return stem if dot and stem and len(suffix) <= 6 and not suffix.isdigit() else self.name

    def head(self) -> bytes:
        """Return the first ``HEAD`` bytes, by which a format is told."""
        self.file.seek(0)
        head = self.file.read(HEAD)
        self.file.seek(0)
        return head

    def content(self) -> bytes:
        """Return all bytes. Raises UnusableInput for more than ``MOST_BYTES``."""
        self.file.seek(0)
        content = self.file.read(_MOSTLY)
        if len(content) == _MOSTLY:
            content += self.file.read(MOST_BYTES + 1 - _MOSTLY)
        self.file.seek(0)
        if len(content) > MOST_BYTES:
            raise UnusableInput(f"{self.what} is larger than {MOST_BYTES // 1024**2} MiB; split it into its articles")
        return content


@dataclass(frozen=True)
class Part:
    """A document that can be read by itself, also in another process, by ``reading.read_part``. It can be pickled.

    ``format`` is the module of ``reading.formats`` that reads it; ``name`` to ``columns`` are as in ``Given``. Of a
    document in an archive, ``within`` tells the place in it ("dump.warc.gz, record 12"), ``uri`` what it is a copy of,
    ``article`` the name that its article gets, and ``title`` the one it gets where it states none.
    """

    content: bytes = field(repr=False)
    format: str
    name: str
    what: str
    url: str | None = None
    content_type: str | None = None
    fetched: dict[str, Any] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    within: str | None = None
    uri: str | None = None
    article: str | None = None
    title: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes in hexadecimal, which is that of the article, but where it is a feed."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def place(self) -> str:
        """What to call it in messages: its path or address, or its place in an archive."""
        return f"{self.within} ({self.uri})" if self.within else self.what

    def given(self) -> Given:
        """Return it as what its format reads."""
        return Given(
            io.BytesIO(self.content),
            name=self.name,
            what=self.what,
            url=self.url,
            content_type=self.content_type,
            fetched=self.fetched,
            columns=self.columns,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with the bytes it was read from, which have its ``sha256``.

    ``annotations`` is what people marked in it by hand, None where nobody did: then it is for an engine to find.
    """

    article: Article
    original: Original
    form: str
    annotations: tuple[Attribution | Statement, ...] | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a larger file that is no article, and why, in one line; the rest of the file can still be read."""

    name: str
    fault: str
