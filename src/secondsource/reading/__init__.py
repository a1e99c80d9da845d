"""Everything that becomes an article or evidence: a file, standard input, a folder of files, a web address.

This room alone opens network connections. ``read`` is the door for articles, whatever their format: it yields a
``Reading`` an article and an ``Unread`` for each part that holds none. It does so in two steps, of which the second may
be another process's: ``parts`` cuts what stands at a place into documents, ``read_part`` reads one. ``find_places``
tells the places that a folder, or a name that fsspec knows, stands for, ``size_of`` the size of one; ``read_ahead``
gives the parts of many. ``find_articles`` finds the files in a folder, ``is_address`` tells an address from a path,
``read_bytes`` reads one article from bytes. ``fetch_copy`` and ``read_copy`` keep a copy of evidence unaltered,
``text_of`` reads its text. What can't be used raises ``secondsource.model.UnusableInput``.
"""

from secondsource.reading.address import is_address
from secondsource.reading.ahead import read_ahead
from secondsource.reading.articles import parts, read, read_bytes, read_part
from secondsource.reading.dateline import find_dateline
from secondsource.reading.evidence import Copy, fetch_copy, read_copy
from secondsource.reading.file import find_articles, size_of
from secondsource.reading.given import Given, Part, Reading, Unread
from secondsource.reading.places import find_places
from secondsource.reading.remote import is_remote, shown
from secondsource.reading.text import Limits, Text, text_of

__all__ = [
    "Copy",
    "Given",
    "Limits",
    "Part",
    "Reading",
    "Text",
    "Unread",
    "fetch_copy",
    "find_articles",
    "find_dateline",
    "find_places",
    "is_address",
    "is_remote",
    "parts",
    "read",
    "read_ahead",
    "read_bytes",
    "read_copy",
    "read_part",
    "shown",
    "size_of",
    "text_of",
]
