"""What stands on the page before the first article and after the last one."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from secondsource import __version__
from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.exporting.dossier.markup import Html, line, outside, start, tag, verdict
from secondsource.exporting.dossier.opening import about, checking, glance
from secondsource.exporting.dossier.page_claim import facts
from secondsource.exporting.dossier.parts import Code, counted
from secondsource.exporting.dossier.told import terms_of
from secondsource.exporting.dossier.words import MEANING, VERDICTS, glossary
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from secondsource.exporting.dossier.sources import Sources, Voice
    from secondsource.exporting.dossier.summary import Entry, Summary
    from secondsource.exporting.dossier.told import Telling
    from secondsource.exporting.release import Publisher

_SHORT: Final = 24  # articles of a table of contents that stays open


def top(known: Summary, publisher: Publisher) -> str:
    """Return the page up to its first article."""
    skip = tag("a", "Skip to the content", href="#main", class_="skip")
    header = tag(
        "header",
        tag("p", "Verification dossier", class_="kicker"),
        tag("h1", tag("bdi", outside(known.name))),
        tag("p", about(known), class_="lead"),
    )
    stands = tag(
        "section",
        tag("h2", "How it stands", id="stands"),
        _bar(known.counts),
        tag("ul", *(_count(one, known.counts[one]) for one in VERDICTS), class_="counts"),
        facts(glance(known, publisher)),
        aria_labelledby="stands",
    )
    two = tag("div", _reading(), _checking(known), class_="two")
    contents = _contents(known) if len(known.entries) > 1 else ""
    return f'{_head(known)}{skip}\n{header}\n<main id="main">\n{stands}\n{two}\n{contents}\n'


def bottom(sources: Sources, telling: Telling) -> Iterator[str]:
    """Yield the page after its last article."""
    voices = list(sources)
    if voices:
        yield start("section", aria_labelledby="sources")
        yield tag("h2", "Sources", id="sources")
        yield start("ul", class_="sources") + "\n"
        for voice in voices:
            yield _voice(voice, sources, telling.summary) + "\n"
        yield "</ul></section>\n"
    rows = [tag("div", tag("dt", term), tag("dd", meaning)) for term, meaning in glossary(telling.used)]
    title = tag("h2", "Words used here", id="words")
    yield tag("section", title, tag("dl", *rows, class_="facts words"), aria_labelledby="words")
    made = f"Written by secondsource {__version__}. The same case gives the same page."
    yield f"\n</main>\n{tag('footer', tag('p', made))}\n</body>\n</html>\n"


def _head(known: Summary) -> str:
    css = files(__package__).joinpath("dossier.css").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    head = [
        start("meta", charset="utf-8"),
        start("meta", http_equiv="Content-Security-Policy", content=policy),
        start("meta", name="viewport", content="width=device-width, initial-scale=1"),
        start("meta", name="color-scheme", content="light dark"),
        start("meta", name="referrer", content="no-referrer"),
        tag("title", f"{known.name}: dossier"),
        tag("style", Html(css)),
    ]
    lines = "\n".join(head)
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{lines}\n</head>\n<body>\n'


def _bar(counts: Counter[Verdict | None]) -> Html:
    """Return a strip that the verdicts share; the counts beside it say the same in words."""
    at, total, parts = 0.0, sum(counts.values()), []
    for one in VERDICTS:
        width = 1000 * counts[one] / total if total else 0.0
        if width:
            parts.append(tag("rect", x=f"{at:.1f}", y="0", width=f"{width:.1f}", height="8", class_=name_of(one)))
        at += width
    return tag("svg", *parts, class_="bar", viewBox="0 0 1000 8", preserveAspectRatio="none", aria_hidden="true")


def _count(one: Verdict | None, count: int) -> Html:
    number = tag("span", f"{count:,}", class_="number")
    return tag("li", number, " ", verdict(one), " ", tag("span", MEANING[one], class_="meaning"))


def _reading() -> Html:
    marks = (
        Html(tag("mark", name_of(one), class_=f"{name_of(one)} lane0") + (", " if one else ". ")) for one in VERDICTS
    )
    glyph = tag("span", VERDICT_GLYPH[Verdict.DISPUTED], class_="glyph")
    return tag(
        "section",
        tag("h2", "How to read it", id="reading"),
        tag("p", "In the text, each claim is underlined by how it stands: ", *marks),
        tag(
            "p",
            "Where a claim ends stands its label, such as ",
            tag("span", glyph, "12", class_="label disputed"),
            ". It leads to all that is known of the claim, and the number there leads back to the text.",
        ),
        tag(
            "p", "Findings are a program’s: they point, and decide nothing. What stands at the end explains the words."
        ),
        aria_labelledby="reading",
    )


def _checking(known: Summary) -> Html:
    lines = (tag("p", line(one), class_="seal" if isinstance(one[0], Code) else None) for one in checking(known))
    return tag("section", tag("h2", "How to check it", id="checking"), *lines, aria_labelledby="checking")


def _contents(known: Summary) -> Html:
    rows = tag("ol", *(_entry(place, one) for place, one in enumerate(known.entries, start=1)))
    if len(known.entries) > _SHORT:
        rows = tag("details", tag("summary", counted(len(known.entries), "article")), rows)
    more = tag("p", tag("a", "Sources", href="#sources"), " · ", tag("a", "Words used here", href="#words"))
    return tag("nav", tag("h2", "Contents", id="contents"), rows, more, aria_labelledby="contents")


def _entry(place: int, entry: Entry) -> Html:
    tally = ", ".join(f"{entry.counts[one]:,} {name_of(one)}" for one in VERDICTS if entry.counts[one])
    outlet = Html(f" · {tag('bdi', outside(entry.outlet))}") if entry.outlet else ""
    link = tag("a", tag("bdi", outside(entry.title)), href=f"#a-{place}")
    return tag("li", link, outlet, tag("span", f" · {tally or 'no claims'}", class_="tally"))


def _voice(voice: Voice, sources: Sources, known: Summary) -> Html:
    terms = terms_of(voice.terms)
    tally = ", ".join(f"{voice.counts[one]:,} {name_of(one)}" for one in VERDICTS if voice.counts[one])
    links = [tag("a", to.label, href=f"#c-{to.claim}") for to in sources.claims(voice, known)]
    more = len(voice.numbers) - len(links)
    return tag(
        "li",
        tag("p", tag("b", line(sources.described(voice))), " · " if terms else "", line(terms)),
        tag(
            "p",
            f"{counted(len(voice.numbers), 'claim')} ({tally}): ",
            Html(", ".join(links)),
            f" and {more:,} more" if more else "",
            class_="tally",
        ),
    )
