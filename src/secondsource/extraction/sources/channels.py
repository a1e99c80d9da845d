"""How the words reached the article: a tweet, an interview with somebody, a statement to somebody, a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import DETERMINERS, PREPOSITIONS, TIMES
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.sources.channel_words import (
    AUDIENCES,
    BY_VERB,
    CLOSING,
    FARTHEST,
    FOLLOW_UPS,
    KINDS,
    LEADS,
    MARKS,
    NOUNS,
    ONLY_AFTER,
    OTHER_FORMS,
    PLATFORMS,
    PRESS,
    STRONGER,
)
from secondsource.extraction.sources.institutions import OUTLET_WORDS, STANDARD, Table
from secondsource.extraction.sources.names import body_end, names_in, written

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.text import Range
    from secondsource.extraction.rules.proposal import Proposal
    from secondsource.model import Source


def channels_of(
    layout: Layout,
    proposals: list[Proposal],
    speakers: list[Source | None],
    institutions: Table = STANDARD,
) -> list[str | None]:
    """For each proposal, in order, its channel in words, or None."""
    return _Reader(layout, proposals, institutions).read(speakers)


class _Reader:
    def __init__(self, layout: Layout, proposals: list[Proposal], institutions: Table) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.proposals = proposals
        self.institutions = institutions

    def read(self, speakers: list[Source | None]) -> list[str | None]:
        """The channels in order: each attribution's own, or that of the one it goes on from."""
        found: list[str | None] = []
        unit = 0
        for number, proposal in enumerate(self.proposals):
            while unit + 1 < len(self.layout.units) and self.layout.units[unit].last <= proposal.cue.first:
                unit += 1
            lemmas = self._lemmas(proposal)
            channel = self._channel(number, self.layout.units[unit], lemmas)
            if channel is None and number and found[-1] is not None and speakers[number] is not None:
                before = self.proposals[number - 1]
                together = before.source is not None and before.source == proposal.source
                goes_on = self._head(proposal) in FOLLOW_UPS and speakers[number] == speakers[number - 1]
                if together or goes_on:
                    channel = found[-1]
            found.append(channel)
        return found

    def _head(self, proposal: Proposal) -> str:
        """The last verb of a cue, in its dictionary form."""
        for token in reversed(self.tokens[proposal.cue.first : proposal.cue.last]):
            if token.low in OTHER_FORMS:
                return OTHER_FORMS[token.low]
            if token.low in lexicon():
                return lexicon()[token.low].lemma
        return ""

    def _lemmas(self, proposal: Proposal) -> set[str]:
        """The verbs of a cue, in their dictionary form."""
        lemmas = {proposal.lemma} if proposal.lemma else set()
        for token in self.tokens[proposal.cue.first : proposal.cue.last]:
            cue = lexicon().get(token.low)
            lemmas.add(cue.lemma if cue is not None else OTHER_FORMS.get(token.low, token.low))
        return lemmas

    def _channel(self, number: int, unit: Range, lemmas: set[str]) -> str | None:
        """The channel that the words around source, cue and content name."""
        proposal = self.proposals[number]
        cue = proposal.cue
        if "tell" in lemmas and (told := self._told(cue.last, unit.last)) is not None:
            occasion = self._named_way(self._around(number, unit), unit, cue.first)
            return occasion if occasion is not None and occasion.startswith(STRONGER) else told
        around = self._around(number, unit)
        way = self._named_way(around, unit, cue.first) or self._reached(proposal.source)
        platform = self._platform(around, unit)
        if way is not None and not (platform and way == "post"):
            return way
        for verb, name in BY_VERB.items():
            if verb in lemmas:
                if verb == "testify" and cue.last < unit.last and self.tokens[cue.last].low in ("before", "to"):
                    whom = self._whom(cue.last + 1, unit.last)
                    return f"{name} {self.tokens[cue.last].low} {whom}" if whom else name
                return _on_platform(name, platform)
        if platform is not None:
            return _on_platform("tweet" if platform == "Twitter" else "post", platform)
        if lemmas & {"say", "speak"} and cue.last < unit.last and self.tokens[cue.last].low == "to":
            return self._told(cue.last + 1, unit.last)
        return self._spoken(around, unit, wrote="write" in lemmas)

    def _around(self, number: int, unit: Range) -> list[int]:
        """The tokens of the sentence that tell of this attribution: no content, no source, no other speaker's cue."""
        proposal = self.proposals[number]
        cue = proposal.cue
        low, high = unit
        others: list[Range] = list(proposal.content)
        for other in self.proposals[max(number - FARTHEST, 0) : number + FARTHEST]:
            if other is proposal:
                continue
            for content in other.content:
                if content.first <= cue.first < content.last:
                    low, high = max(low, content.first), min(high, content.last)
                else:
                    others.append(content)
            if other.source != proposal.source and unit.first <= other.cue.first < unit.last:
                if other.cue.first < cue.first and not self._within(cue, other.content):
                    low = max(low, other.cue.last)
                elif other.cue.first > cue.first and not self._within(other.cue, proposal.content):
                    high = min(high, other.source.first if other.source is not None else other.cue.first)
        if proposal.source is not None:
            others.append(proposal.source)
        quoted = self.layout.quoted(cue.first)
        inside = [False] * max(high - low, 0)
        for place in others:
            if place.first <= cue.first < place.last:
                continue
            for i in range(max(place.first, low), min(place.last, high)):
                inside[i - low] = True
        return [i for i in range(low, high) if not inside[i - low] and (quoted or not self._speech(i))]

    def _speech(self, i: int) -> bool:
        """Whether token ``i`` stands in a quotation of more than a name: not in “Meet the Press”."""
        number = self.layout.inside[i]
        return number >= 0 and self.layout.quotations[number].last - self.layout.quotations[number].first > 8

    def _within(self, inner: Range, contents: tuple[Range, ...]) -> bool:
        return any(c.first <= inner.first < c.last for c in contents)

    def _named_way(self, around: list[int], unit: Range, cue: int) -> str | None:
        """The channel whose noun stands nearest to the cue."""
        tokens = self.tokens
        for i in sorted(around, key=lambda i: abs(i - cue)):
            low = tokens[i].low
            if low not in NOUNS or not self._is_led(i, unit.first):
                continue
            if i + 1 < unit.last and tokens[i + 1].low in NOUNS:
                continue  # a blog post, a press conference call
            if low in ONLY_AFTER and tokens[i - 1].low not in ONLY_AFTER[low]:
                continue
            return self._described(i, unit.last, *NOUNS[low])
        return None

    def _is_led(self, i: int, low: int) -> bool:
        """Whether a preposition leads to the noun at ``i``: "in a written statement", not "the statement"."""
        tokens = self.tokens
        for j in range(i - 1, max(low, i - 7) - 1, -1):
            word = tokens[j].low
            if word in LEADS:
                return True
            owner = word.endswith(("'s", "s'")) and not self.institutions.is_outlet(word)
            verb = lexicon().get(word)
            if tokens[j].text in ",;:." or word in PREPOSITIONS or owner or (verb is not None and verb.form != "base"):
                return False
        return False

    def _described(self, i: int, high: int, name: str, prepositions: tuple[str, ...]) -> str:
        """The channel with whom or where: "interview with Sky News Arabia"."""
        tokens = self.tokens
        before = tokens[i - 1].low
        if name == "post" and before == "blog":
            return "blog post"
        if name == "post" and before in PLATFORMS:
            return _on_platform("tweet" if before == "twitter" else "post", PLATFORMS[before])
        if i + 1 < high and tokens[i + 1].low in prepositions:
            whom = self._whom(i + 2, high)
            if whom:
                return f"{name} {tokens[i + 1].low} {whom}"
        if prepositions:
            owner = [n for n in names_in(tokens, max(i - 6, 0), i) if n.last == i]
            if owner and tokens[owner[0].first - 1].low in ("a", "an", "the", *LEADS):
                text = written(self.layout.text, tokens, owner[0].first, i)
                if self.institutions.is_outlet(text, self.layout.outlet):
                    return f"{name} {prepositions[0]} {text}"
        return _on_platform(name, None)

    def _whom(self, first: int, high: int) -> str | None:
        """Who is named from ``first`` on: an outlet, somebody, or an audience; None for anything else."""
        tokens = self.tokens
        start = first
        while first < high and (tokens[first].low in DETERMINERS or tokens[first].text in MARKS):
            first += 1
        limit = min(high, first + 9)
        kinds = [j for j in range(first, min(first + 5, limit)) if tokens[j].text in KINDS]
        kind = kinds[-1] + 1 if kinds and all(t.text[0].isalnum() for t in tokens[first : kinds[-1]]) else first
        the = "the " if first > start and tokens[first - 1].low == "the" else ""
        for at in (kind, first) if kind > first else (first,):
            named = names_in(tokens, at, limit)
            if not named or named[0].first != at:
                continue
            last = body_end(tokens, named[0].last, limit)
            full = self.institutions.is_outlet(written(self.layout.text, tokens, at, last))
            while not full and last > at + 1 and tokens[last - 1].low in TIMES:
                last -= 1
            end = last
            while end < limit and tokens[end].low in PRESS | AUDIENCES | {"state", "news"}:
                end += 1
            if at == first and end > last:
                return the + written(self.layout.text, tokens, first, end)
            if at == first and last < limit and tokens[last].text in MARKS and tokens[last - 1].low.endswith("'s"):
                title = names_in(tokens, last + 1, limit)
                if title and title[0].first == last + 1:
                    last = _title_end(self.layout, title[0].last, limit)
                    return the + " ".join(self.layout.text[tokens[first].start : tokens[last - 1].end].split())
            return (the if at == first else "") + written(self.layout.text, tokens, at, last)
        end = next((j for j in range(first, min(first + 4, limit)) if tokens[j].low in AUDIENCES | PRESS), limit)
        plain = all(t.text[0].isalnum() and t.low not in PREPOSITIONS for t in tokens[first : end + 1])
        if end == limit or not plain:
            return None
        while end + 1 < limit and tokens[end + 1].low in AUDIENCES | PRESS:
            end += 1
        return the + written(self.layout.text, tokens, first, end + 1)

    def _told(self, first: int, high: int) -> str | None:
        """As in "told Reuters", "told reporters": a statement to them, if that is the press or an audience."""
        tokens = self.tokens
        noun = next(
            (i for i in range(first, min(first + 5, high)) if tokens[i].low in ("conference", "briefing")), None
        )
        joined = noun is not None and all(t.text.isalnum() for t in tokens[first:noun])
        if noun is not None and joined and tokens[noun - 1].low in ONLY_AFTER[tokens[noun].low]:
            return NOUNS[tokens[noun].low][0]
        whom = self._whom(first, high)
        if whom is None:
            return None
        head = whom.removeprefix("the ")
        words = head.lower().replace("’", "'").split()
        owner = next((w.removesuffix("'s") for w in words[:-1] if w.endswith("'s")), None)
        outlets = (head, " ".join(head.split()[:2]), " ".join(head.split()[:3]), owner or "")
        short = whom != head and len(words) == 1 and words[0] in OUTLET_WORDS  # "the Times"
        if short or words[-1] in AUDIENCES | PRESS or words[0] in ("congress", "parliament", "police", "fbi"):
            return f"statement to {whom}"
        if any(name and self.institutions.is_outlet(name.removesuffix("’s"), self.layout.outlet) for name in outlets):
            return f"statement to {whom}"
        return None

    def _reached(self, source: Range | None) -> str | None:
        """As in "a resident reached by phone"."""
        for i in range(source.first + 2, source.last) if source is not None else ():
            reached = self.tokens[i - 2].low in ("reached", "interviewed", "contacted")
            if reached and self.tokens[i - 1].low in ("by", "over", "via") and self.tokens[i].low in NOUNS:
                return NOUNS[self.tokens[i].low][0]
        return None

    def _platform(self, around: list[int], unit: Range) -> str | None:
        """As in "on Twitter", "on his Facebook page", "on “Mastodon”"."""
        tokens = self.tokens
        for i in around:
            low = tokens[i].low
            before = tokens[i - 1].low if i > unit.first else ""
            if low not in PLATFORMS or (len(low) == 1 and not tokens[i].text.isupper()):
                continue
            if (
                before in ("on", "via")
                or before in ("“", '"', "'")
                or (before in DETERMINERS and tokens[i - 2].low == "on")
            ):
                return PLATFORMS[low]
        return None

    def _spoken(self, around: list[int], unit: Range, *, wrote: bool) -> str | None:
        """As in "speaking to the Velm Courier", "said on Example TV", "wrote in the Velm Courier"."""
        tokens = self.tokens
        for i in around:
            if i + 1 >= unit.last:
                break
            low, after = tokens[i].low, tokens[i + 1]
            if low in ("speaking", "talking") and after.low in ("to", "with"):
                told = self._told(i + 2, unit.last)
                if told is not None:
                    return told
            if low == "sitting" and after.low == "down" and tokens[i + 2].low == "with":
                whom = self._whom(i + 3, unit.last)
                if whom is not None:
                    return f"interview with {whom}"
            if low == "in" and wrote and (outlet := self._told(i + 1, unit.last)) is not None:
                return f"article in {outlet.removeprefix('statement to ')}"
            if low == "on" and (show := self._show(i + 1, unit.last)) is not None:
                return f"appearance on {show}"
        return None

    def _show(self, first: int, high: int) -> str | None:
        """The outlet or the programme that is named from ``first`` on."""
        tokens = self.tokens
        while first < high and tokens[first].low in DETERMINERS:
            first += 1
        title = first < high and tokens[first].text in MARKS
        named = names_in(tokens, first + title, min(high, first + 8))
        if not named or named[0].first != first + title:
            return None
        if title:
            last = _title_end(self.layout, named[0].last, high)
            closed = last < high and (
                tokens[last].text in CLOSING or tokens[last - 1].text in CLOSING or tokens[last].text in ",."
            )
            return written(self.layout.text, tokens, first + 1, last) if closed else None
        text = written(self.layout.text, tokens, first, named[0].last)
        outlet = text.replace("’", "'").partition("'s")[0]
        if not self.institutions.is_outlet(outlet, self.layout.outlet):
            return None
        return self._whom(first, high) or text


def _title_end(layout: Layout, last: int, high: int) -> int:
    """How far the title of a programme goes on after its first capitals: “Meet the Press”."""
    while last < high and layout.tokens[last].text[0].isalnum():
        last += 1
        if not any(t.text[0].isupper() for t in layout.tokens[last : last + 2]):
            break
    return last


def _on_platform(name: str, platform: str | None) -> str:
    """Where it was posted; a tweet of which no more is said was on Twitter."""
    if platform is None and name == "tweet":
        platform = "Twitter"
    return f"{name} on {platform}" if platform else name
