"""PDFs by pypdf, which is the extra "pdf"."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections import Counter
from datetime import datetime
from typing import Any

import pypdf
from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

_LOCKED = "a PDF that is locked with a password"
# Ligatures, and the forms that a font has for Arabic letters at the beginning, middle and end of a word.
_FORMS = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_BROKEN_WORD = re.compile(r"(\w{1,40})-[ \t]{0,4}\r?\n[ \t]{0,20}(\w{1,40})")
_WORD = re.compile(r"\w+(?:-\w+)*")
_DIGITS = re.compile(r"\d+")
_FEWEST_HEADS = 3  # pages that have the same line at their top or foot
_ENDS = (".", "!", "?", "…", ":", "”", '"', "»", "؟", "。")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return the text of the first ``pages``, a mark where each begins, and the title, author and date it states.

    Where there is no text ``why`` says so in words for one who adds it as an article.
    """
    try:
        document = PdfReader(io.BytesIO(data), strict=False)
        texts: list[str] = []
        broken, length = 0, 0
        for page in itertools.islice(document.pages, options["pages"]):
            try:
                texts.append(page.extract_text())
            except (DependencyError, FileNotDecryptedError, MemoryError):
                raise
            except Exception:
                texts.append("")
                broken += 1
            length += len(texts[-1])
            if length > options["characters"]:
                break
        count = len(document.pages)
    except FileNotDecryptedError:
        return _none(f"{_LOCKED}: no text; attach it unlocked", f"{_LOCKED}; save it unlocked and add that")
    except DependencyError:
        said = "an encrypted PDF: to read its text, pip install 'secondsource[pdf]' and"
        return _none(f"{said} attach it again", f"{said} add it again")
    return {**_information(document), **_joined(texts, count, broken)}


def _none(how: str, why: str) -> dict[str, Any]:
    return {"text": None, "how": how, "marks": [], "why": why}


def _information(document: PdfReader) -> dict[str, Any]:
    """Return what the document information states, as far as it can be read."""
    found: dict[str, Any] = {}
    for name in ("title", "author", "creation_date"):
        try:
            value = getattr(document.metadata, name, None)
            found[name] = str(value) if isinstance(value, str | datetime) else None
        except MemoryError:
            raise
        except Exception:
            found[name] = None
    return {"title": found["title"], "author": found["author"], "created": found["creation_date"]}


def _joined(texts: list[str], count: int, broken: int) -> dict[str, Any]:
    """Return the pages as one text with a mark where each begins."""
    name = f"PDF by pypdf {pypdf.__version__}"
    texts = [_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), _NO_TEXT.sub("\ufffd", t)) for t in texts]
    known = {word.lower() for text in texts for word in _WORD.findall(text)}
    pages = f"{count:,} page{'' if count == 1 else 's'}"
    if len(texts) < count:
        pages = f"the first {len(texts):,} of {pages}"
    if broken:
        pages += f", {broken:,} unreadable"
    bodies = _without_running_heads(texts)
    if bodies != texts:
        pages += ", running heads and page numbers left out"
    text, marks = "", []
    for number, body in enumerate(bodies, start=1):
        whole = _BROKEN_WORD.sub(lambda halves: _rejoined(halves, known), body).strip()
        if whole:
            if text:  # a sentence that goes over the page goes on in the next line
                text += "\n" if whole[0].islower() and not text.endswith(_ENDS) else "\n\n"
            marks.append((len(text), f"page {number}"))
            text += whole
    if not text:
        how = f"{name} ({pages}): no text"
        if broken:
            return _none(how, f"a PDF whose text can't be read ({pages}); save it again, or give its text")
        return _none(
            f"{how}; it may be a scan",
            f"a PDF without text ({pages}), perhaps a scan: it needs OCR; run OCR over it, then add it again",
        )
    return {"text": text, "how": f"{name} ({pages})", "marks": marks}


def _without_running_heads(texts: list[str]) -> list[str]:
    """Return the pages without the lines that stand at the top or the foot of most, whatever number is in them."""
    pages = list(texts)
    for first in (True, False):
        ends = [_end_of(page, first=first) for page in pages]
        heads = Counter(head for head, _ in ends if head)
        often = {head for head, count in heads.items() if count >= _FEWEST_HEADS and 2 * count > len(pages)}
        pages = [rest if head in often else page for page, (head, rest) in zip(pages, ends, strict=True)]
    return pages


def _end_of(page: str, *, first: bool) -> tuple[str, str]:
    """Return a page's first or last line with its numbers made alike, and the rest of the page."""
    stripped = page.strip()
    line, _, rest = stripped.partition("\n") if first else stripped.rpartition("\n")[::-1]
    return (_DIGITS.sub("#", line.strip()), rest) if rest.strip() else ("", page)


def _rejoined(halves: re.Match[str], known: set[str]) -> str:
    """Put a word that was broken at a line's end together; its hyphen stays where the text writes it so elsewhere."""
    first, second = halves[1], halves[2]
    hyphened = f"{first}-{second}"
    if f"{first}{second}".lower() in known:
        return first + second
    stays = hyphened.lower() in known or not second[:1].islower() or not first[-1:].isalpha()
    return hyphened if stays else first + second
