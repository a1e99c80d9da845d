r"""CSV for spreadsheets: RFC 4180, UTF-8, every field quoted, and no text that a spreadsheet makes something else of.

The guard is OWASP's leading apostrophe, made reversible: a value that would start a formula, that a spreadsheet would
take for a number, a date or a truth value, or that starts with an apostrophe already, gets one apostrophe more, and
``unguard`` takes exactly that one away. LibreOffice 7.4 changes no value that begins with an apostrophe (see
``docs/spreadsheet.md``).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Final, TextIO

from secondsource.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.exporting.release import Release

_APOSTROPHE: Final = "'"
_STARTS_FORMULA: Final = "=+-@"
_SEPARATOR: Final = "; "
_BOM: Final = "\ufeff"
_FOR_PROGRAMS: Final = frozenset(
    {"claim", "article", "published", "url", "kind", "start", "end", "verdict", "decided_at"}
)
"""Columns that programs compare: guarded against formulas alone."""

# How the months and days of the week begin that spreadsheets know, each in the language they run in: English, German,
# French, Spanish, Italian, Portuguese, Dutch, Danish, Swedish, Polish, Czech, Turkish, Russian.
_DATES_BEGIN: Final = (
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun mär mai okt dez die mit don fre "
    "sam son fév avr aoû déc lun mer jeu ven dim ene abr ago dic mié vie sáb dom gen mag giu lug set ott gio fev "
    "out seg ter qua qui sex mrt mei maa din woe maj des tir ons tor lør søn mån lör sön sty lut kwi cze lip sie "
    "wrz paź lis gru led úno bře dub kvě čer srp zář říj pro oca şub nis haz tem ağu eyl eki kas ara янв фев мар "
    "апр май мая июн июл авг сен окт ноя дек пон вто сре чет пят суб вос"
)
_SMALL_WORDS: Final = (
    "a p am pm e t z h m s st nd rd th d de of di do kr zł r$ us$ "
    "年 月 日 時 时 分 秒 上午 下午 午前 午後 년 월 일 시 분 초"
)
_OF_DATES: Final = re.compile(
    rf"(?:{'|'.join(_DATES_BEGIN.split())})[^\W\d_]{{0,9}}|{'|'.join(map(re.escape, _SMALL_WORDS.split()))}"
)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+\$?")
_TRUTH: Final = frozenset(
    "true false wahr falsch vrai faux verdadero falso verdadeiro vero waar onwaar sand falsk sant falskt prawda fałsz "
    "pravda nepravda doğru yanliş истина ложь".split()
)


def columns() -> tuple[str, ...]:
    """Return the names of the columns in their order."""
    return tuple(field.name for field in fields(Claim))


def guard(value: str) -> str:
    """Return a value that no spreadsheet makes anything else of; ``unguard`` gives the value back."""
    return _APOSTROPHE + value if _is_converted(value) else _guard_formula(value)


def unguard(value: str) -> str:
    """Return the value that ``guard`` was given."""
    rest = value[1:]
    return rest if value.startswith(_APOSTROPHE) and guard(rest) == value else value


def _guard_formula(value: str) -> str:
    return _APOSTROPHE + value if value.startswith(_APOSTROPHE) or _is_formula(value) else value


def _is_formula(value: str) -> bool:
    if value[:1].isascii() and value[:1].isalnum():
        return False
    # Spreadsheets skip what can't be seen, and some fold the full-width signs, so look behind both.
    for character in value:
        if character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
            if character in "\t\r\n":
                return True
            continue
        return unicodedata.normalize("NFKC", character)[0] in _STARTS_FORMULA
    return False


def _is_converted(value: str) -> bool:
    """Tell whether some spreadsheet may take a value for a number, a date, a time, a truth value or an error."""
    folded = unicodedata.normalize("NFKC", value).strip().lower()
    if folded in _TRUTH or (folded.startswith("#") and not _has_space(folded)):
        return True
    if not _DIGIT.search(folded):
        return False
    return all(_OF_DATES.fullmatch(word[0]) for word in _WORD.finditer(folded))


def _has_space(text: str) -> bool:
    return any(character.isspace() for character in text)


def write(release: Release, file: TextIO, *, bom: bool = False) -> Iterator[int]:
    """Write what may leave a case as CSV to a file opened with ``newline=""``; yield 1 after each claim.

    ``bom`` puts the byte order mark first, without which Excel takes UTF-8 for another encoding.
    """
    if bom:
        file.write(_BOM)
    yield from write_csv(release.claims(), file)


def write_csv(claims: Iterable[Claim], file: TextIO) -> Iterator[int]:
    """Write a header and one guarded row a claim to a file opened with ``newline=""``; yield 1 after each claim."""
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    names = columns()
    writer.writerow(names)
    for claim in claims:
        writer.writerow([_cell(name, getattr(claim, name)) for name in names])
        yield 1


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return guard(_SEPARATOR.join(value))
    if not isinstance(value, str):
        return str(value)
    return _guard_formula(value) if name in _FOR_PROGRAMS else guard(value)
