"""The quotation machine: which stretches of a text stand between quotation marks.

One pass over the tokens of each paragraph with a small state (the mark that is open, and where). Real texts break the
rules in a few ways that return everywhere, and each has one answer here:

* straight marks have no direction: the spaces around them decide, and where these do not, the state does;
* an apostrophe is a single mark too: a single mark opens only before a word and after a space, and counts as a
  quotation only if its closing mark comes in the same paragraph;
* a quotation over several paragraphs opens again in each and closes in the last: the parts are linked;
* a quotation that is never closed ends with its paragraph, or, where another one opens in the same paragraph, with
  the last full sentence before that;
* marks inside marks belong to the outer quotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import is_space

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Range, Token

# opening mark -> the marks that close it
_PAIRS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』", "〝": "〞", "＂": "＂",
    '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'", "‚": "‘’", "`": "'`",
}  # fmt: skip
_DOUBLE_OPENERS = frozenset([*"“„‟«「『〝", "``"])
_DOUBLE_CLOSERS = frozenset("”»」』〞")
_MIXED = frozenset('”"')
_MIXED_OPENERS = frozenset('“"')
_STRAIGHT = frozenset(['"', "＂", "''"])
_SINGLE_OPENERS = frozenset("‘'‚‹`")
_SINGLE_CLOSERS = frozenset("’'›`")
_ENDS = frozenset(".!?…,")
MARKS = _DOUBLE_OPENERS | _DOUBLE_CLOSERS | _STRAIGHT | frozenset("‘’‚‹›")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``first`` to ``last`` (not included), the marks themselves among them.

    ``closed`` is false where no closing mark was found; ``continues`` is true where this is the next paragraph of
    the quotation before it in the list; ``scare`` where the marks set off a few words of a sentence ("so-called")
    and do not stand for a statement of their own.
    """

    first: int
    last: int
    closed: bool
    continues: bool
    scare: bool


def quotations_of(text: str, tokens: list[Token], paragraphs: list[Range]) -> list[Quotation]:
    """The outermost quotations of the text, in order, none over two paragraphs."""
    found: list[Quotation] = []
    open_before = False
    for paragraph in paragraphs:
        begins_quoted = tokens[paragraph.first].text in _DOUBLE_OPENERS | _STRAIGHT
        here = _in_paragraph(text, tokens, paragraph, linked=open_before and begins_quoted)
        found.extend(here)
        last = here[-1] if here else None
        open_before = last is not None and not last.closed and last.last == paragraph.last
    return found


def _in_paragraph(text: str, tokens: list[Token], paragraph: Range, *, linked: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened, closers, depth = -1, "", 0

    def close(last: int, *, closed: bool) -> None:
        if last > opened + 1:
            found.append(
                Quotation(
                    opened,
                    last,
                    closed,
                    linked and opened == paragraph.first,
                    closed and _is_scare(tokens, paragraph, opened, last),
                )
            )

    singles_close = _last_single_closer(text, tokens, paragraph)
    for i in range(paragraph.first, paragraph.last):
        mark = tokens[i].text
        if mark not in _PAIRS and mark not in _DOUBLE_CLOSERS and mark not in _SINGLE_CLOSERS:
            continue
        opens, shuts = _direction(text, tokens[i])
        if opened < 0:
            if mark in _SINGLE_OPENERS:
                if opens and not shuts and i < singles_close:
                    opened, closers = i, _PAIRS[mark]
            elif mark in _DOUBLE_OPENERS or (mark in _STRAIGHT and (opens or not shuts)):
                if not (mark == "“" and shuts and not opens):
                    opened, closers = i, _PAIRS[mark]
            elif mark in "”»" and opens and not shuts:
                # Used for opening by some house styles (»so«) and by wrong typing (”so”).
                opened, closers = i, "«" if mark == "»" else "”"
            continue
        single = mark in _SINGLE_CLOSERS
        if (
            mark in _MIXED
            and mark not in _closing(closers)
            and tokens[opened].text in _MIXED_OPENERS
            and shuts
            and not opens
        ):
            # “so" and "so”: typewriter and typeset marks in one quotation.
            close(i + 1, closed=True)
            opened = -1
            continue
        if mark in _closing(closers) and not (single and not shuts):
            if mark in _STRAIGHT and opens and not shuts and i > opened + 1:
                # A straight mark that can only open: the one before it was never closed.
                close(_last_sentence_end(tokens, opened, i), closed=False)
                opened = i
            elif depth:
                depth -= 1
            else:
                close(i + 1, closed=True)
                opened = -1
        elif (
            mark in _DOUBLE_OPENERS
            and tokens[opened].text == mark
            and not _closers_balance(tokens, opened, i, paragraph.last)
        ):
            depth += 1
        elif mark in _DOUBLE_OPENERS and tokens[opened].text == mark and mark not in closers:
            close(_last_sentence_end(tokens, opened, i), closed=False)
            opened = i
    if opened >= 0 and tokens[opened].text not in _SINGLE_OPENERS:
        close(paragraph.last, closed=False)
    return found


def _closing(closers: str) -> tuple[str, ...]:
    """The closing marks as tokens: two typewriter apostrophes are one."""
    return (closers,) if closers == "''" else tuple(closers)


def _direction(text: str, token: Token) -> tuple[bool, bool]:
    """Whether a mark can open (a space before, none after) and can close (none before, a space or stop after)."""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    space_before = is_space(before) or before in "([{—–-‘'\"“«/"
    space_after = is_space(after)
    opens = space_before and not space_after and after not in ".,;:!?)"
    shuts = not is_space(before) and before not in "([{“‘" and not after.isalnum()
    return opens, shuts


def _last_single_closer(text: str, tokens: list[Token], paragraph: Range) -> int:
    """The last place in the paragraph where a single mark can close, so that openers after it are apostrophes."""
    for i in range(paragraph.last - 1, paragraph.first, -1):
        if tokens[i].text in _SINGLE_CLOSERS:
            before = text[tokens[i].start - 1]
            # "the workers’ pay" is a genitive; a stop or comma before the mark, or no s, makes it a closing mark.
            if _direction(text, tokens[i])[1] and before not in "sSzZ":
                return i
            if _direction(text, tokens[i])[1] and i + 1 < paragraph.last and not tokens[i + 1].text[0].isalnum():
                return i
    return -1


def _closers_balance(tokens: list[Token], opened: int, again: int, end: int) -> bool:
    """Whether the opening mark at ``again`` starts a new quotation rather than a nested one.

    It is nested if two closing marks follow before the next opening one; looking at most 400 tokens ahead.
    """
    mark = tokens[opened].text
    closing = _PAIRS[mark]
    closed = 0
    for i in range(again + 1, min(end, again + 400)):
        if tokens[i].text == mark:
            break
        if tokens[i].text in _closing(closing):
            closed += 1
    return closed < 2


def _last_sentence_end(tokens: list[Token], opened: int, before: int) -> int:
    """Where a quotation that was never closed ends: after its last sentence before token ``before``."""
    for i in range(before - 1, max(opened, before - 400), -1):
        if tokens[i].text in ".!?…":
            return i + 1
    return before


def _is_scare(tokens: list[Token], paragraph: Range, first: int, last: int) -> bool:
    """A few words set off inside a sentence: no stop or comma inside the end, no verb of saying's comma before."""
    words = sum(1 for t in tokens[first + 1 : min(last - 1, first + 9)] if t.text[0].isalnum())
    if words >= 4 and first > paragraph.first and tokens[first - 1].text in ".!?…":
        return False
    if words > 6 or last - first > 10:
        return False
    if _is_title(tokens, paragraph, first, last):
        return True
    if tokens[last - 2].text in _ENDS or (first > paragraph.first and tokens[first - 1].text in ":,"):
        return False
    whole = first == paragraph.first and last == paragraph.last
    comma_after = last < paragraph.last and tokens[last].text == ","
    return not whole and not (comma_after and first == paragraph.first)


def _is_title(tokens: list[Token], paragraph: Range, first: int, last: int) -> bool:
    """The name of a book, a show or a song: all its words with capitals, in the middle of a sentence."""
    if first == paragraph.first or not tokens[first - 1].text[0].isalnum():
        return False
    words = [t.text for t in tokens[first + 1 : last - 1] if t.text[0].isalpha()]
    return len(words) > 1 and all(w[0].isupper() or w in ("of", "the", "and", "to", "in", "a", "for") for w in words)
