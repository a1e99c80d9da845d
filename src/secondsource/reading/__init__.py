"""Everything that becomes an article or evidence: a file, standard input, a folder of files, a web address.

This room alone opens network connections. ``read`` is the door for articles, whatever their format: it yields a
``Reading`` an article and an ``Unread`` for each part that holds none; ``find_articles`` finds the files in a folder,
``is_address`` tells an address from a path, ``read_bytes`` reads one article from bytes. ``fetch_copy`` and
``read_copy`` keep a copy of evidence unaltered, ``text_of`` reads its text. What can't be used raises
``secondsource.model.UnusableInput``.
"""

from secondsource.reading.address import is_address
from secondsource.reading.articles import read, read_bytes
from secondsource.reading.dateline import find_dateline
from secondsource.reading.evidence import Copy, fetch_copy, read_copy
from secondsource.reading.file import find_articles
from secondsource.reading.given import Given, Reading, Unread
from secondsource.reading.text import Limits, Text, text_of

__all__ = [
    "Copy",
    "Given",
    "Limits",
    "Reading",
    "Text",
    "Unread",
    "fetch_copy",
    "find_articles",
    "find_dateline",
    "is_address",
    "read",
    "read_bytes",
    "read_copy",
    "text_of",
]
