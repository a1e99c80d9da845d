"""The corpus: PolNeAR's articles with their attributions (Newell, Margolin, Ruths, LREC 2018), as words and tags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.attributions import find
from secondsource.extraction.tagger.features import features_of
from secondsource.extraction.tagger.tags import ROLES, tags_of
from secondsource.model import Article, UnusableInput

if TYPE_CHECKING:
    from secondsource.extraction.tagger.features import Features


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution of the corpus as word ranges: it always has a cue, and often one source."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its layout, each word's features, and the annotated attributions with the tags they spell."""

    name: str
    layout: Layout
    features: list[Features]
    attributions: list[Annotated]
    tags: list[int]


def read_corpus(root: Path, split: str) -> list[Example]:
    """The articles of a split in order of name. Raises ``UnusableInput`` where the corpus is not there.

    Of an article that several people annotated, the one whose id comes first in the alphabet counts.
    """
    folder = root / "data" / split
    if not (folder / "text").is_dir():
        raise UnusableInput(f"{root} holds no PolNeAR: there is no folder data/{split}/text in it")
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], path)
    return [_example(folder / "text" / f"{name}.txt", path) for name, path in sorted(annotations.items())]


def example_of(article: Article, roles: list[dict[str, list[tuple[int, int]]]]) -> Example:
    """An article with the attributions that ``roles`` spells in code points."""
    layout = Layout(article)
    owner: dict[int, int] = {}
    for i, token in enumerate(layout.tokens):
        owner.update(dict.fromkeys(range(token.start, token.end), i))
    attributions: list[Annotated] = []
    for role in roles:
        source, cue, content = (_ranges(owner, role.get(name, [])) for name in ROLES)
        if cue and content:
            attributions.append(Annotated(source[0] if source else None, cue[0], tuple(content)))
    found = [
        [a.source for a in attributions if a.source is not None],
        [a.cue for a in attributions],
        [part for a in attributions for part in a.content],
    ]
    tags = tags_of(len(layout.tokens), found)
    return Example(article.name, layout, features_of(layout, find(layout)), attributions, tags)


def _example(text: Path, annotation: Path) -> Example:
    with text.open(encoding="utf-8", newline="") as file:
        article = Article(file.read(), "", text.stem)
    return example_of(article, _read_brat(annotation))


def _read_brat(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The events of a brat file: "E1 Attribution:T4 Content:T3 Cue:T2 Source:T1", with Content2 and so on."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            places = parts[1].partition(" ")[2].split(";")
            spans[parts[0]] = [(int(start), int(end)) for start, end in (place.split() for place in places)]
        elif line.startswith("E") and len(parts) >= 2:
            events.append(parts[1].split())
    found: list[dict[str, list[tuple[int, int]]]] = []
    for arguments in events:
        roles: dict[str, list[tuple[int, int]]] = {name: [] for name in ROLES}
        for argument in arguments[1:]:
            name, _, reference = argument.partition(":")
            role = name.rstrip("0123456789").lower()
            if role in roles:
                roles[role] += spans.get(reference, [])
        found.append({name: sorted(places) for name, places in roles.items()})
    return found


def _ranges(owner: dict[int, int], places: list[tuple[int, int]]) -> list[Range]:
    """The words that overlap each place; places that share or touch words become one."""
    found: list[Range] = []
    for start, end in places:
        words = [owner[k] for k in range(start, end) if k in owner]
        if not words:
            continue
        first, last = words[0], words[-1] + 1
        if found and first < found[-1].last:
            found[-1] = Range(found[-1].first, max(last, found[-1].last))
        else:
            found.append(Range(first, last))
    return found
