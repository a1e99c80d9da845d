"""The process that opens hostile files: ``python -m secondsource.reading.parser KIND SECONDS MEMORY PAGES CHARACTERS``.

The file comes on standard input, the answer goes out as one JSON object: ``text``, ``how``, ``marks``, or ``fault``.
"""

from __future__ import annotations

import io
import itertools
import json
import logging
import os
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from secondsource.reading.encoding import decode_kindly

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[bytes], dict[str, Any]]

# Its time grows with the square of a page's tags: 40,000 take seconds, 250,000 take minutes.
_MOST_TAGS = 40_000
_MOST_PARTS = 200
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# Ligatures, and the forms that a font has for Arabic letters at the beginning, middle and end of a word.
_FORMS = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_BROKEN_WORD = re.compile(r"(\w{1,40})-[ \t]{0,4}\r?\n[ \t]{0,20}(\w{1,40})")
_WORD = re.compile(r"\w+(?:-\w+)*")


def main(kind: str, seconds: float, memory: int, pages: int, characters: int) -> None:
    """Read standard input within the limits and write the answer."""
    logging.disable(logging.CRITICAL)
    # What a library prints must not be taken for the answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    try:
        read = _pdf(pages, characters) if kind == "pdf" else {"html": _html, "markup": _markup, "mail": _mail}[kind]()
        _limit(seconds, memory)
        found = {"text": None, "how": "", "marks": [], **read(sys.stdin.buffer.read())}
    except MemoryError:
        found = {"text": None, "how": "", "marks": [], "fault": f"it needs more than {memory // 1024**2} MiB of memory"}
    except Exception as error:
        found = {"text": None, "how": "", "marks": [], "fault": f"it is broken inside, {type(error).__name__}"}
    with os.fdopen(answer, "wb") as file:
        file.write(json.dumps(found).encode())


def _limit(seconds: float, memory: int) -> None:
    """Bound this process where the system can; elsewhere only the clock of the one who started it does."""
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib would be imported for this
            memory += int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        memory *= 2
    cpu = max(1, int(seconds))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 64 * 1024**2),
    ):
        try:
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):
            continue  # some systems know a limit and can't set it


def _version(distribution: str) -> str:
    from importlib.metadata import version

    return version(distribution)


def _html() -> Reader:
    import trafilatura

    how = f"HTML by trafilatura {_version('trafilatura')}"

    def read(data: bytes) -> dict[str, Any]:
        page = data.decode()
        if page.count("<") > _MOST_TAGS:
            return _markup()(data)
        # Words that are missing from the text look to the checks like words that were never said.
        text = trafilatura.extract(
            page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
        )
        return {"text": _paragraphs(text), "how": how} if text else _markup()(data)

    return read


def _markup() -> Reader:
    from secondsource.reading.markup import take_apart

    def read(data: bytes) -> dict[str, Any]:
        markup = take_apart(data.decode())
        text = _paragraphs(markup.main_text())
        return {"text": text or None, "how": "HTML by plain rules" if text else "a web page: no text"}

    return read


def _mail() -> Reader:
    """Read a mail's own words, or the page in a file that a browser saved whole; what is attached is left aside."""
    from email import message_from_bytes

    try:
        page = _html()
    except ImportError:
        page = _markup()

    def read(data: bytes) -> dict[str, Any]:
        message = message_from_bytes(data)
        saved = message.get_content_type() == "multipart/related"
        texts: dict[str, str] = {}
        for part in itertools.islice(message.walk(), _MOST_PARTS):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and part.get_content_disposition() != "attachment":
                texts.setdefault(part.get_content_type(), decode_kindly(content, part.get_content_charset())[0])
        name = "a page saved as one file" if saved else "a mail"
        if "text/plain" in texts and not saved:
            return {"text": _NO_TEXT.sub("\ufffd", texts["text/plain"]), "how": f"{name}, its plain text"}
        if "text/html" not in texts:
            return {"how": f"{name}: no text"}
        found = page(_NO_TEXT.sub("\ufffd", texts["text/html"]).encode())
        return {**found, "how": f"{name}, {found['how']}"}

    return read


def _paragraphs(text: str) -> str:
    text = _NO_TEXT.sub("\ufffd", text)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _pdf(most_pages: int, most_characters: int) -> Reader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    name = f"PDF by pypdf {_version('pypdf')}"

    def read(data: bytes) -> dict[str, Any]:
        try:
            document = PdfReader(io.BytesIO(data), strict=False)
            texts: list[str] = []
            broken, length = 0, 0
            for page in itertools.islice(document.pages, most_pages):
                try:
                    texts.append(page.extract_text())
                except (DependencyError, FileNotDecryptedError, MemoryError):
                    raise
                except Exception:
                    texts.append("")
                    broken += 1
                length += len(texts[-1])
                if length > most_characters:
                    break
            count = len(document.pages)
        except FileNotDecryptedError:
            return {"how": "a PDF that is locked with a password: no text; attach it unlocked"}
        except DependencyError:
            return {"how": "an encrypted PDF: to read its text, pip install 'secondsource[pdf]' and attach it again"}
        return _joined(texts, name, count, broken)

    return read


def _joined(texts: list[str], name: str, count: int, broken: int) -> dict[str, Any]:
    """Return the pages as one text with a mark where each begins."""
    texts = [_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), _NO_TEXT.sub("\ufffd", t)) for t in texts]
    known = {word.lower() for text in texts for word in _WORD.findall(text)}
    pages = f"{count:,} page{'' if count == 1 else 's'}"
    if len(texts) < count:
        pages = f"the first {len(texts):,} of {pages}"
    if broken:
        pages += f", {broken:,} unreadable"
    parts, marks, length = [], [], 0
    for number, text in enumerate(texts, start=1):
        whole = _BROKEN_WORD.sub(lambda halves: _rejoined(halves, known), text).strip()
        if whole:
            marks.append((length, f"page {number}"))
            parts.append(whole)
            length += len(whole) + 2
    if not parts:
        return {"how": f"{name} ({pages}): no text" + ("" if broken else "; it may be a scan")}
    return {"text": "\n\n".join(parts), "how": f"{name} ({pages})", "marks": marks}


def _rejoined(halves: re.Match[str], known: set[str]) -> str:
    """Put a word that was broken at a line's end together; its hyphen stays where the text writes it so elsewhere."""
    first, second = halves[1], halves[2]
    hyphened = f"{first}-{second}"
    if f"{first}{second}".lower() in known:
        return first + second
    stays = hyphened.lower() in known or not second[:1].islower() or not first[-1:].isalpha()
    return hyphened if stays else first + second


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *map(int, sys.argv[3:]))
