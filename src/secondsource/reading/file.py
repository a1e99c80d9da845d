"""Articles from files, folders and bytes."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.model import Article, UnusableInput
from secondsource.reading.encoding import decode_exactly, decode_page
from secondsource.reading.header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm")
MOST_BYTES = 64 * 1024 * 1024
_PAGE_WITHIN = 2048


def read_file(path: Path) -> Article:
    """Read the article in a text file or a saved web page.

    A text file's ``text`` is the file decoded as UTF-8 with newline="": a BOM and every line end stay, so that
    offsets count code points of the file. A page, told by its content and not by its name, gives its main text.
    Raises UnusableInput with one line that says what to do.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnusableInput(f"{path} does not exist; check the path") from None
    except IsADirectoryError:
        raise UnusableInput(f"{path} is a folder; give one file, or let the folder be read as a whole") from None
    except PermissionError:
        raise UnusableInput(f"{path} may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise UnusableInput(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return _article(data, name=path.stem, what=str(path))


def read_bytes(data: bytes, name: str = "stdin", *, content_type: str | None = None, url: str | None = None) -> Article:
    """Read an article from bytes that did not come from a file, such as standard input.

    ``content_type`` is a MIME type as HTTP writes it; without one, a page is told by its content. With one, the
    charset it names, or the page's own, decodes the text; without one, plain text has to be UTF-8 and keeps its
    offsets. ``url`` is where the bytes came from. ``sha256`` is over ``data``.
    """
    return _article(data, name=name, what=url or name, content_type=content_type, url=url)


def find_articles(folder: Path) -> Iterator[Path]:
    """Return every article's path below ``folder``, always in the same order.

    Articles are files named .txt, .text, .md, .html or .htm. What is hidden is left out, and so are links to other
    folders and to files outside this one. Raises UnusableInput at once for a folder without any, and on the way
    for one that may not be read.
    """
    folder = Path(folder)
    found = _walk(folder)
    first = next(found, None)
    if first is None:
        raise UnusableInput(f"{folder} holds no article; put files named {', '.join(SUFFIXES)} there")
    return itertools.chain((first,), found)


def _walk(folder: Path) -> Iterator[Path]:
    inside = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path == folder or (path.is_dir() and not path.is_symlink()):
            try:
                names = sorted((entry.name for entry in path.iterdir() if not entry.name.startswith(".")), reverse=True)
            except FileNotFoundError:
                raise UnusableInput(f"{path} does not exist; check the path") from None
            except NotADirectoryError:
                raise UnusableInput(f"{path} is no folder; give a folder of articles") from None
            except OSError as error:
                raise UnusableInput(f"{path} cannot be read: {error.strerror}; check its permissions") from None
            waiting.extend(path / name for name in names)
        elif _is_article(path, inside):
            yield path


def _is_article(path: Path, inside: Path) -> bool:
    """Say whether a path is a file with an article's suffix that lies, links followed, within the folder."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(inside)


def _article(data: bytes, *, name: str, what: str, content_type: str | None = None, url: str | None = None) -> Article:
    if len(data) > MOST_BYTES:
        raise UnusableInput(f"{what} is larger than {MOST_BYTES // 1024**2} MiB; split it into its articles")
    sha256 = hashlib.sha256(data).hexdigest()
    name = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    kind, charset = split_content_type(content_type)
    if kind in ("text/html", "application/xhtml+xml") or (not kind and is_page(data)):
        from secondsource.reading.page import page_article

        return page_article(decode_page(data, what, charset), sha256=sha256, name=name, what=what, url=url)
    text = decode_page(data, what, charset) if charset else decode_exactly(data, what)
    header = read_header(text)
    return Article(
        text=text,
        sha256=sha256,
        name=name,
        outlet=header.outlet,
        title=header.title,
        published=header.published,
        url=url or header.url,
        dateline=header.span,
    )


def is_page(data: bytes) -> bool:
    """Say whether bytes are a web page, or a piece of one: they begin with a tag of HTML (after comments)."""
    head = data[:_PAGE_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    while head.startswith((b"<!--", b"<?xml")):
        mark = b"-->" if head.startswith(b"<!--") else b"?>"
        head = head.partition(mark)[2].lstrip()
    tags = (b"html", b"head", b"body", b"title", b"meta", b"article", b"main", b"section", b"div", b"p", b"h1")
    return head.startswith(b"<!doctype html") or any(
        head.startswith(b"<" + tag) and head[len(tag) + 1 : len(tag) + 2] in (b">", b" ", b"\n", b"\r", b"\t")
        for tag in tags
    )


def split_content_type(value: str | None) -> tuple[str, str | None]:
    """Return the MIME type in lower case and the charset, each "" or None where it is missing."""
    if not value:
        return "", None
    from email.message import Message

    message = Message()
    message["content-type"] = value.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return value.partition(";")[0].strip().lower(), charset if isinstance(charset, str) else None
