"""The dossier as one page of HTML that needs no script and loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.exporting.dossier.marks import Edge, Run, lines
from secondsource.exporting.dossier.markup import Html, language, outside, start, tag
from secondsource.exporting.dossier.page_claim import claim, facts
from secondsource.exporting.dossier.page_frame import bottom, top
from secondsource.exporting.dossier.sources import Sources
from secondsource.exporting.dossier.summary import summary
from secondsource.exporting.dossier.told import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secondsource.casefile import ClaimContents, Contents
    from secondsource.exporting.dossier.marks import Line
    from secondsource.exporting.dossier.summary import Summary
    from secondsource.exporting.release import Release


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write the page, and yield 1 after each claim."""
    known = summary(release)
    telling = Telling(release, known)
    sources = Sources(release)
    file.write(top(known, release.publisher))
    for place, (contents, claims) in enumerate(release.articles(), start=1):
        spoken = language(contents.text)
        file.write(_article(telling, contents, place, spoken))
        for text in _text(known, contents, claims, spoken):
            file.write(text)
        if claims:
            file.write(f"<section>\n{tag('h3', 'Its claims, one by one')}\n")
        for one in claims:
            sources.add(one)
            file.write(claim(telling.claim(contents, one), spoken) + "\n")
            yield 1
        file.write("</section>\n</article>\n" if claims else "</article>\n")
    for text in bottom(sources, telling):
        file.write(text)


def _article(telling: Telling, contents: Contents, place: int, spoken: str) -> str:
    """Return the beginning of an article's part, up to its text."""
    count = len(telling.summary.entries)
    title = contents.title or contents.name
    header = tag(
        "header",
        tag("p", f"Article {place:,} of {count:,}", class_="kicker") if count > 1 else "",
        tag("h2", outside(title), id=f"a-{place}", dir="auto", lang=spoken),
        facts(telling.article(contents)),
    )
    return f"{start('article', aria_labelledby=f'a-{place}')}\n{header}\n"


def _text(known: Summary, contents: Contents, claims: Sequence[ClaimContents], spoken: str) -> Iterator[str]:
    """Yield the section with an article's text, in which every claim is marked."""
    yield f"<section>\n{tag('h3', 'Its text, with the claims marked')}\n"
    yield start("div", class_="text", lang=spoken)
    for place, line in enumerate(lines(contents.text, [one.spans["content"] for one in claims])):
        yield ("\n" if place else "") + _line(line, claims, known)
    yield "</div></section>\n"


def _line(line: Line, claims: Sequence[ClaimContents], known: Summary) -> str:
    """Return a line of the text as a paragraph; white space alone stands without one."""
    inside = []
    for part in line:
        if isinstance(part, Run):
            inside.append(_run(part, claims))
        elif part.last:
            inside.append(_label(part, claims, known))
    whole = Html("".join(inside))
    return tag("p", whole, dir="auto") if whole.strip() else whole


def _run(run: Run, claims: Sequence[ClaimContents]) -> Html:
    inside = outside(run.text)
    for mark in reversed(run.marks):
        told = claims[mark.claim].claim
        id_ = f"m-{told.claim}" if mark.first else None
        inside = tag("mark", inside, class_=f"{name_of(told.verdict)} lane{mark.lane}", id=id_)
    return inside


def _label(edge: Edge, claims: Sequence[ClaimContents], known: Summary) -> Html:
    one = claims[edge.claim]
    word = name_of(one.claim.verdict)
    return tag(
        "a",
        tag("span", VERDICT_GLYPH[one.claim.verdict], aria_hidden="true", class_="glyph"),
        tag("span", "claim ", class_="hidden"),
        known.label(one.number) or one.claim.claim,
        tag("span", f", {word}", class_="hidden"),
        class_=f"label {word}",
        href=f"#c-{one.claim.claim}",
        title=word,
        lang="en",
        dir="ltr",
    )
