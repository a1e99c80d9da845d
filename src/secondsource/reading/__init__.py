"""Everything that becomes an article: a file, bytes from standard input, a folder of files, a web address.

This room alone opens network connections. It hands out ``read_file``, ``read_bytes``, ``find_articles``, ``fetch``,
``is_address`` and ``find_dateline``; what it cannot use raises ``secondsource.model.UnusableInput``.
"""

from secondsource.reading.address import fetch, is_address
from secondsource.reading.dateline import find_dateline
from secondsource.reading.file import find_articles, read_bytes, read_file

__all__ = ["fetch", "find_articles", "find_dateline", "is_address", "read_bytes", "read_file"]
