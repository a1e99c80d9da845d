"""An article taken apart, by an engine or as people marked it, with the user's own table of institutions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from secondsource.model import Article, Extraction
    from secondsource.reading import Reading

INSTITUTIONS: Final = "SECONDSOURCE_INSTITUTIONS"


def extract(article: Article, engine: str | None = None, institutions: str | None = None) -> Extraction:
    """Return the attributions and narrator statements of an article; ``engine`` None is the standard one.

    ``institutions`` is the user's table, None where it is to be found here.
    """
    from secondsource import extraction

    table = own_institutions() if institutions is None else institutions
    return extraction.extract(article, engine or extraction.STANDARD, table)


def take_apart(one: Reading, engine: str | None = None, institutions: str | None = None) -> Extraction:
    """Return what people marked by hand in an article that was read, else what ``extract`` finds in it."""
    if one.annotations is None:
        return extract(one.article, engine, institutions)
    from secondsource import extraction

    return extraction.given(one.article, one.annotations)


def engines() -> dict[str, str | UnusableInput]:
    """Return the version of each extraction engine, or why it can't be used."""
    from secondsource import extraction

    found: dict[str, str | UnusableInput] = {}
    for engine in extraction.ENGINES:
        try:
            found[engine] = extraction.version_of(engine)
        except UnusableInput as fault:
            found[engine] = fault
    return found


def own_institutions() -> str:
    """Return the user's table of institutions, as ``extraction`` takes it; empty where there is none.

    It stands in the file that ``SECONDSOURCE_INSTITUTIONS`` names, else in ``secondsource/institutions.txt`` under
    ``XDG_CONFIG_HOME`` (``~/.config``). Raises UnusableInput for a file that can't be read or has a wrong line.
    """
    from secondsource.extraction.sources.institutions import table_of

    named = os.environ.get(INSTITUTIONS)
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    path = Path(named or f"{base}/secondsource/institutions.txt")
    try:
        path = path.expanduser()
        if not named and not path.is_file():
            return ""
        text = path.read_text(encoding="utf-8-sig")
        table_of(text)
    except UnicodeError:
        raise UnusableInput(f"{path} is no table of institutions: it is not UTF-8 text") from None
    except (OSError, RuntimeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else fault
        raise UnusableInput(f"{path}, the table of institutions, can't be read: {why}") from None
    except UnusableInput as fault:
        raise UnusableInput(f"{path}, {fault}") from None
    return text
