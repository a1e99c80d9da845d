"""Everything that becomes an article or evidence: a file, bytes from standard input, a folder of files, a web address.

This room alone opens network connections. It hands out ``read_file``, ``read_bytes``, ``find_articles``, ``fetch``,
``is_address`` and ``find_dateline`` for articles; ``fetch_copy`` and ``read_copy`` keep a copy of evidence unaltered,
``text_of`` reads its text. What it cannot use raises ``secondsource.model.UnusableInput``.
"""

from secondsource.reading.address import fetch, is_address
from secondsource.reading.dateline import find_dateline
from secondsource.reading.evidence import Copy, fetch_copy, read_copy
from secondsource.reading.file import find_articles, read_bytes, read_file
from secondsource.reading.text import Limits, Text, text_of

__all__ = [
    "Copy",
    "Limits",
    "Text",
    "fetch",
    "fetch_copy",
    "find_articles",
    "find_dateline",
    "is_address",
    "read_bytes",
    "read_copy",
    "read_file",
    "text_of",
]
