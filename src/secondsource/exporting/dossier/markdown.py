"""The dossier as Markdown (CommonMark 0.31): the same parts as the page, for a repository, a wiki, an e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from secondsource import __version__
from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.exporting.dossier.escaping import escaped, line, quoted, settled, words
from secondsource.exporting.dossier.marks import Run, lines
from secondsource.exporting.dossier.opening import about, checking, glance
from secondsource.exporting.dossier.parts import Code, When, counted
from secondsource.exporting.dossier.sources import Sources
from secondsource.exporting.dossier.summary import summary
from secondsource.exporting.dossier.told import Telling, terms_of
from secondsource.exporting.dossier.words import MEANING, VERDICTS, glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from secondsource.casefile import ClaimContents, Contents
    from secondsource.exporting.dossier.deeds import Deed
    from secondsource.exporting.dossier.evidence import Piece
    from secondsource.exporting.dossier.parts import Fact
    from secondsource.exporting.dossier.summary import Summary
    from secondsource.exporting.dossier.told import Told
    from secondsource.exporting.release import Release


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write the dossier, and yield 1 after each claim."""
    known = summary(release)
    telling = Telling(release, known)
    sources = Sources(release)
    file.writelines(_opening(known, release))
    for contents, claims in release.articles():
        file.write(f"\n## {words(contents.title or contents.name)}\n\n")
        file.writelines(_facts(telling.article(contents)))
        file.write("\n### Its text, with the claims marked\n\n")
        file.writelines(_text(known, contents, claims))
        if claims:
            file.write("### Its claims, one by one\n")
        for one in claims:
            sources.add(one)
            file.writelines(_claim(telling.claim(contents, one)))
            yield 1
    file.writelines(_sources(sources, known))
    file.write("\n## Words used here\n\n")
    file.writelines(f"- **{words(term)}**: {words(meaning)}\n" for term, meaning in glossary(telling.used))
    file.write(f"\nWritten by secondsource {__version__}. The same case gives the same text.\n")


def _opening(known: Summary, release: Release) -> Iterator[str]:
    yield f"# Verification dossier: {words(known.name)}\n\n{words(about(known))}\n\n## How it stands\n\n"
    for one in VERDICTS:
        yield f"- {VERDICT_GLYPH[one]} **{name_of(one)}**: {known.counts[one]:,}. {words(MEANING[one])}\n"
    yield from _facts(glance(known, release.publisher))
    yield (
        "\n## How to read it\n\nIn the text, ⟦ and ⟧ stand around each claim. Behind it stand the sign of its verdict "
        "and its number; all that is known of it stands under that number. Findings are a program’s: they "
        "point, and decide nothing.\n\n## How to check it\n"
    )
    for told in checking(known):
        yield f"\n{f'    {told[0]}' if isinstance(told[0], Code) else line(told)}\n"


def _facts(facts: Iterable[Fact], indent: str = "") -> Iterator[str]:
    for one in facts:
        yield f"{indent}- {one.name}: {line(one.line)}\n"


def _text(known: Summary, contents: Contents, claims: Sequence[ClaimContents]) -> Iterator[str]:
    """Yield an article's text, a paragraph a line, with brackets around the claims."""
    for parts in lines(contents.text, [one.spans["content"] for one in claims]):
        found = []
        for part in parts:
            if isinstance(part, Run):
                found.append(escaped(part.text))
                continue
            one = claims[part.claim]
            label = f"({VERDICT_GLYPH[one.claim.verdict]} {known.label(one.number) or one.claim.claim})"
            found.append("⟦" if part.begins else f"⟧{label if part.last else ''}")
        whole = settled("".join(found))
        if whole:
            yield f"{whole}\n\n"


def _claim(told: Told) -> Iterator[str]:
    glyph = VERDICT_GLYPH[told.verdict]
    yield f"\n#### {told.label} {glyph} {name_of(told.verdict)}\n\n{quoted(told.words)}\n"
    yield f"- Id: `{told.uid}`\n"
    yield from _facts(told.facts)
    for one in told.ruling:
        yield f"\n{line(one)}\n"
    if told.rationale:
        yield f"\n{quoted(told.rationale)}"
    if told.findings:
        yield "\n##### Findings\n\n"
        for group in told.findings:
            yield from (f"- {group.title}: {line(one)}\n" for one in group.lines)
    if told.evidence:
        yield "\n##### Evidence\n\n"
        for place, piece in enumerate(told.evidence, start=1):
            yield from _piece(place, piece)
    if told.history:
        yield "\n##### History\n\n"
        for deed in told.history:
            yield from _deed(deed)


def _piece(place: int, piece: Piece) -> Iterator[str]:
    primary = " · primary source" if piece.primary else ""
    start = f"{place}. "
    indent = " " * len(start)
    yield f"{start}{piece.glyph} **{piece.stance}**{primary}: {line(piece.title)}\n"
    if piece.passage:
        yield f"\n{quoted(piece.passage, indent)}\n"
    yield from _facts(piece.facts, indent)


def _deed(deed: Deed) -> Iterator[str]:
    taken = " (taken back)" if deed.undone else ""
    yield f"- {line((When(deed.at),))} · {words(deed.actor)}: {line(deed.did)}{taken} · entry `{deed.uid}`\n"
    if deed.why:
        yield f"\n{quoted(deed.why, '  ')}\n"


def _sources(sources: Sources, known: Summary) -> Iterator[str]:
    voices = list(sources)
    yield "\n## Sources\n\n" if voices else ""
    for voice in voices:
        tally = ", ".join(f"{voice.counts[one]:,} {name_of(one)}" for one in VERDICTS if voice.counts[one])
        labels = [to.label for to in sources.claims(voice, known)]
        rest = len(voice.numbers) - len(labels)
        more = f" and {rest:,} more" if rest else ""
        terms = terms_of(voice.terms)
        yield (
            f"- {line(sources.described(voice))}{' · ' if terms else ''}{line(terms)}: "
            f"{counted(len(voice.numbers), 'claim')} ({tally}): {', '.join(labels)}{more}\n"
        )
