"""What a text is made of for whoever selects in it: characters as people see them, words, clauses, sentences.

Offsets count code points of the text as read. A character here is Unicode's extended grapheme cluster (UAX 29), but
that conjuncts of Indic scripts are several; no unit ever cuts one. None of these functions looks further than the
paragraph that it is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from secondsource.model import Span

# Scripts that put no spaces between words: each of their characters is selected by itself.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_FLAG: Final = "\U0001f1e6-\U0001f1ff"
_PICTURE: Final = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
)
_LEADING: Final = "\u1100-\u115f\ua960-\ua97c"  # Hangul: the parts of which a syllable may be made
_VOWEL: Final = "\u1160-\u11a7\ud7b0-\ud7c6"
_TRAILING: Final = "\u11a8-\u11ff\ud7cb-\ud7fb"
_SYLLABLE: Final = "\uac00-\ud7a3"
_JOINER: Final = "\u200d"
_BLOCK: Final = 8192  # code points
_ABBREVIATED: Final = (
    ".mr.mrs.ms.dr.st.gen.col.lt.sgt.capt.maj.gov.sen.rep.prof.rev.hon.jr.sr.vs.etc.inc.ltd.co.corp."
    "jan.feb.mar.apr.jun.jul.aug.sep.sept.oct.nov.dec."
)
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’»）]*")
_CLAUSE_END: Final = re.compile(r"[,;:](?=\s)|\s[–—-]+(?=\s)|[—、，；：]|(?<=\s)[(\[]|[)\]](?=\W)|[“”«»„\"]")


@cache
def _extending() -> str:
    """Return the characters that belong to the one before them, as a character class less its brackets."""
    ranges = ["\u0e33", "\u0eb3", "\u200c", _JOINER, "\uff9e\uff9f", "\U0001f3fb-\U0001f3ff", "\U000e0020-\U000e007f"]
    marks = (code for code in (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0)) if _is_mark(code))
    for _, run in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        ranges.append(f"{chr(codes[0])}-{chr(codes[-1])}")
    return "".join(ranges)


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "M"


@cache
def _cluster() -> re.Pattern[str]:
    more = f"[{_extending()}]*"
    return re.compile(
        rf"\r\n|[{_FLAG}]{{2}}{more}|[{_PICTURE}](?:{more}(?<={_JOINER})[{_PICTURE}])*{more}"
        rf"|[{_LEADING}]*[{_SYLLABLE}{_VOWEL}][{_VOWEL}]*[{_TRAILING}]*{more}|[{_LEADING}]+{more}|[{_TRAILING}]+{more}"
        rf"|[\x00-\x1f\x7f-\x9f]|.{more}",
        re.DOTALL,
    )


@cache
def _begins() -> re.Pattern[str]:
    """Return what a character matches that always begins a cluster, so that nothing before it need be looked at."""
    return re.compile(f"[^\n{_extending()}{_FLAG}{_PICTURE}{_LEADING}{_VOWEL}{_TRAILING}{_SYLLABLE}]")


@cache
def _cut() -> re.Pattern[str]:
    """Return what a character matches behind which a long paragraph may be parted: no word goes across it."""
    return re.compile(rf"[\s{_UNSPACED}](?={_begins().pattern})")


@cache
def _token() -> re.Pattern[str]:
    more = _extending()
    letter = rf"[^\W{_UNSPACED}]"
    run = rf"(?:{letter}++[{more}]*+)++"
    return re.compile(
        rf"(?P<word>(?:(?<!\w)(?:[^\W\d_{_UNSPACED}]\.(?![{more}])){{2,}}+(?!\w)"
        rf"|{run}(?:(?:['’\-‐‑]|(?<=\d)[.,:](?=\d))(?={letter}){run})*+"
        rf"|[{_UNSPACED}][{more}]*+))"
        rf"|\s+(?![{more}])|{_cluster().pattern}",
        re.DOTALL,
    )


def cluster_at(text: str, offset: int) -> Span:
    """Return the character at an offset; the last one where the offset lies behind it, nothing in an empty text."""
    if not text:
        return Span(0, 0)
    offset = max(0, min(offset, len(text) - 1))
    start = offset
    begins = _begins()
    while start and not begins.match(text, start):
        start -= 1
    for match in _cluster().finditer(text, start):
        if match.end() > offset:
            return Span(*match.span())
    raise AssertionError("a cluster holds every offset")


def whole(text: str, start: int, end: int) -> Span | None:
    """Return the range grown to whole characters, less white space at its edges; None where nothing is left."""
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if start >= end:
        return None
    start, end = cluster_at(text, start).start, cluster_at(text, end - 1).end
    words = text[start:end]
    end -= len(words) - len(words.rstrip())
    start += len(words) - len(words.lstrip())
    if start >= end:
        return None
    return Span(cluster_at(text, start).start, end)  # a mark on a space is no white space


def snapped(text: str, start: int, end: int) -> Span | None:
    """Return the range grown to whole words, less white space at its edges; None where nothing is left."""
    inner = whole(text, start, end)
    if inner is None:
        return None
    return Span(token_at(text, inner.start).start, token_at(text, inner.end - 1).end)


def paragraph_at(text: str, offset: int) -> Span:
    """Return the paragraph at an offset, with its line end."""
    offset = max(0, min(offset, len(text) - 1))
    end = text.find("\n", offset) + 1
    return Span(text.rfind("\n", 0, offset) + 1, end or len(text))


def token_at(text: str, offset: int) -> Span:
    """Return the word, the run of white space or the other single character at an offset."""
    if not text:
        return Span(0, 0)
    offset = max(0, min(offset, len(text) - 1))
    starts, ends, _ = _tokens(text, *_block_at(text, offset))
    place = bisect_right(starts, offset) - 1
    return Span(starts[place], ends[place])


def next_word(text: str, offset: int) -> Span | None:
    """Return the first word that starts behind an offset, None where there is none."""
    return _word(text, offset, after=True)


def previous_word(text: str, offset: int) -> Span | None:
    """Return the last word that starts before an offset, None where there is none."""
    return _word(text, offset, after=False)


def _word(text: str, offset: int, *, after: bool) -> Span | None:
    block = _block_at(text, offset)
    while block.start < block.end:
        words = _tokens(text, *block)[2]
        place = bisect_right(words, offset if after else offset - 1, key=lambda word: word.start) - (not after)
        if 0 <= place < len(words):
            return words[place]
        if block.end == len(text) if after else not block.start:
            break
        block = _block_at(text, block.end if after else block.start - 1)
    return None


def _block_at(text: str, offset: int) -> Span:
    """Return the paragraph at an offset, or the part of a very long one: what is taken apart into words at once."""
    paragraph = paragraph_at(text, offset)
    place = max(offset - paragraph.start, 0) // _BLOCK
    start, limit = paragraph.start, offset + 1
    while place:
        at = paragraph.start + place * _BLOCK
        if found := _cut().search(text, at, limit):
            start = found.end()
            break
        place, limit = place - 1, at + 1
    following = _cut().search(text, paragraph.start + (place + 1) * _BLOCK, paragraph.end)
    return Span(start, following.end() if following else paragraph.end)


def sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence at an offset, less white space; None between sentences of nothing but white space."""
    return _between(text, offset, paragraph_at(text, offset), _sentence_ends(text, paragraph_at(text, offset)))


def clause_at(text: str, offset: int) -> Span | None:
    """Return the part of a sentence between punctuation marks; marks at its edges stay outside."""
    sentence = sentence_at(text, offset)
    if sentence is None:
        return None
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, *sentence)]
    part = _between(text, offset, sentence, cuts)
    return part and _without_marks(text, part)


def grown(text: str, span: Span) -> Span | None:
    """Return the smallest word, clause, sentence or paragraph that holds more than ``span`` and all of it."""
    first, last = max(span.start, 0), max(span.end - 1, span.start, 0)
    word = token_at(text, first)
    units = (snapped(text, *word), clause_at(text, first), sentence_at(text, first))
    for unit in (*units, whole(text, *paragraph_at(text, first))):
        if unit and unit.start <= first and last < unit.end and (unit.start < span.start or unit.end > span.end):
            return unit
    return None


def has_words(text: str) -> bool:
    """Tell whether a text holds more than white space and punctuation."""
    return any(character.isalnum() or unicodedata.category(character) == "So" for character in text)


@lru_cache(maxsize=8)
def _tokens(text: str, start: int, end: int) -> tuple[list[int], list[int], list[Span]]:
    """Return where the tokens of a paragraph start and end, and those of them that are words."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[Span] = []
    for match in _token().finditer(text, start, end):
        starts.append(match.start())
        ends.append(match.end())
        if match.lastgroup:
            words.append(Span(*match.span()))
    return starts, ends, words


@lru_cache(maxsize=8)
def _sentence_ends(text: str, paragraph: Span) -> list[int]:
    ends = []
    for match in _SENTENCE_END.finditer(text, *paragraph):
        following = text[match.end() : match.end() + 8].lstrip()[:1]
        before = text[max(paragraph.start, match.start() - 8) : match.start()].split()
        word = before[-1].strip("\"'“‘(").casefold() if before else ""
        stop = match[0] == "."
        if following.islower() or (stop and (f".{word}." in _ABBREVIATED or word[-2:-1] in {"", "."})):
            continue
        ends.append(match.end())
    return ends


def _between(text: str, offset: int, around: Span, cuts: list[int]) -> Span | None:
    place = bisect_right(cuts, offset)
    start = cuts[place - 1] if place else around.start
    end = cuts[place] if place < len(cuts) else around.end
    found = whole(text, start, end)
    return found if found and found.start <= offset < found.end else whole(text, *token_at(text, offset))


def _without_marks(text: str, span: Span) -> Span:
    first, last = next_word(text, span.start - 1), previous_word(text, span.end)
    return Span(first.start, last.end) if first and last and span.start <= first.start < last.end <= span.end else span
