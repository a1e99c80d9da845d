"""How the words reached the article: a tweet, an interview with somebody, a statement to somebody, a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.institutions import is_outlet
from secondsource.extraction.names import body_end, names_in, written
from secondsource.extraction.words import DETERMINERS, word_set

if TYPE_CHECKING:
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.proposal import Proposal
    from secondsource.extraction.text import Range
    from secondsource.model import Source

# What a channel is called, the nouns that name it in a text, and the prepositions that add whom or where.
_NOUNS = {
    noun: (name, tuple(prepositions.split()))
    for name, nouns, prepositions in (
        ("tweet", "tweet tweets", "on"),
        ("interview", "interview interviews", "with on to"),
        ("statement", "statement statements", "to on"),
        ("press conference", "conference", ""),
        ("press briefing", "briefing", ""),
        ("speech", "speech address", "to"),
        ("letter", "letter", "to"),
        ("email", "email e-mail", "to"),
        ("memo", "memo", "to"),
        ("post", "post posting", "on"),
        ("report", "report", "to on"),
        ("testimony", "testimony", "to before"),
        ("op-ed", "op-ed", "in for"),
        ("blog", "blog", "on"),
        ("book", "book", ""),
        ("remarks", "remarks", "to"),
        ("comments", "comments", "to"),
        ("debate", "debate", ""),
        ("rally", "rally", ""),
        ("message", "message", "to on"),
        ("video", "video", "on"),
        ("hearing", "hearing", ""),
        ("phone call", "telephone phone", ""),
        ("press release", "release", ""),
        ("article", "article", "in for"),
        ("call", "call", "with"),
    )
    for noun in nouns.split()
}
_PLATFORMS = {
    "twitter": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "weibo": "Weibo",
    "youtube": "YouTube", "tiktok": "TikTok", "snapchat": "Snapchat", "x": "X", "mastodon": "Mastodon", "vk": "VK",
    "bluesky": "Bluesky", "threads": "Threads", "linkedin": "LinkedIn", "reddit": "Reddit", "whatsapp": "WhatsApp",
    "substack": "Substack", "medium": "Medium",
}  # fmt: skip
_BY_VERB = {"tweet": "tweet", "testify": "testimony", "post": "post", "retweet": "tweet"}
# What may stand between the preposition and the name: "on the message board Quayside".
_KINDS_OF_PLATFORM = word_set(
    "social media messaging message board network site platform app service forum website page"
)
_LEADS = word_set("in at during on via through by from to with")
# A follow-up ("he added") comes from where the words before it came from, if that was one of these.
_CARRIED = ("interview", "statement", "press", "speech", "testimony", "letter", "email", "remarks", "comments")
_FOLLOW_UPS = word_set(
    """
    add continue conclude say explain note stress emphasize go warn confirm
    """
)


def channels_of(layout: Layout, proposals: list[Proposal], speakers: list[Source | None]) -> list[str | None]:
    """For each proposal, in order, its channel in words, or None."""
    found: list[str | None] = []
    unit = 0
    for number, proposal in enumerate(proposals):
        while unit + 1 < len(layout.units) and layout.units[unit].last <= proposal.cue.first:
            unit += 1
        channel = _channel(layout, layout.units[unit], proposal)
        if channel is None and number and proposal.lemma in _FOLLOW_UPS:
            before = found[-1]
            same = speakers[number] is not None and speakers[number] == speakers[number - 1]
            if same and before is not None and before.startswith(_CARRIED):
                channel = before
        found.append(channel)
    return found


def _channel(layout: Layout, unit: Range, proposal: Proposal) -> str | None:
    """The channel that the words around source, cue and content name."""
    tokens = layout.tokens
    platform = None
    for i in range(unit.first, unit.last):
        if any(r.first <= i < r.last for r in proposal.content) or layout.quoted(i):
            continue
        if proposal.source is not None and proposal.source.first <= i < proposal.source.last:
            continue
        low = tokens[i].low
        if low in _PLATFORMS and i > unit.first and (tokens[i - 1].low == "on" or tokens[i - 1].text in "“\"'"):
            platform = _PLATFORMS[low]
        compound = i + 1 < unit.last and tokens[i + 1].low in _NOUNS  # a blog post, a press conference call
        if (
            low in _NOUNS
            and not compound
            and _is_led(layout, i, unit.first)
            and not (low == "call" and tokens[i - 1].low == "to")
        ):
            return _described(layout, i, unit.last, *_NOUNS[low])
    if proposal.lemma in _BY_VERB:
        return _on_platform(_BY_VERB[proposal.lemma], platform)
    if proposal.lemma == "tell":
        return _told(layout, proposal)
    if platform is not None and proposal.lemma in ("write", "say", "post", "announce", "respond"):
        return _on_platform("tweet" if platform == "Twitter" else "post", platform)
    return None


def _on_platform(name: str, platform: str | None) -> str:
    """Where it was posted; a tweet of which no more is said was on Twitter."""
    if platform is None and name == "tweet":
        platform = "Twitter"
    return f"{name} on {platform}" if platform else name


def _is_led(layout: Layout, i: int, low: int) -> bool:
    """Whether a preposition leads to the noun at ``i``: "in a written statement", not "the statement"."""
    tokens = layout.tokens
    for j in range(i - 1, max(low, i - 6) - 1, -1):
        if tokens[j].low in _LEADS:
            return True
        if tokens[j].text in ",;:.":
            return False
    return False


def _described(layout: Layout, i: int, high: int, name: str, prepositions: tuple[str, ...]) -> str:
    """The channel with whom or where: "interview with Sky News Arabia"."""
    tokens = layout.tokens
    if name == "post" and tokens[i - 1].low == "blog":
        name = "blog post"
    if i + 1 < high and tokens[i + 1].low in prepositions:
        first = i + 2
        while first < high and (tokens[first].low in DETERMINERS or tokens[first].text in "“”\"'‘’«"):
            first += 1
        kind = first
        while first < high and tokens[first].text in _KINDS_OF_PLATFORM:
            first += 1
        named = names_in(tokens, first, min(high, first + 8))
        if named and named[0].first == first:
            last = body_end(tokens, named[0].last, min(high, first + 8))
            article = "the " if first == kind and tokens[first - 1].low == "the" else ""
            return f"{name} {tokens[i + 1].low} {article}{written(layout.text, tokens, first, last)}"
        if first < high and tokens[first].low in ("reporters", "journalists", "supporters", "voters"):
            return f"{name} {tokens[i + 1].low} {tokens[first].low}"
    return _on_platform(name, None)


def _told(layout: Layout, proposal: Proposal) -> str | None:
    """As in "told Reuters", "told reporters": a statement to them, if that is the press."""
    tokens = layout.tokens
    first = proposal.cue.last
    while first < len(tokens) and tokens[first].low in DETERMINERS:
        first += 1
    if first >= len(tokens):
        return None
    if tokens[first].low in ("reporters", "journalists"):
        return f"statement to {tokens[first].low}"
    named = names_in(tokens, first, min(len(tokens), first + 6))
    if named and named[0].first == first:
        name = written(layout.text, tokens, first, named[0].last)
        if is_outlet(name, layout.outlet):
            article = "the " if tokens[first - 1].low == "the" else ""
            return f"statement to {article}{name}"
    return None
