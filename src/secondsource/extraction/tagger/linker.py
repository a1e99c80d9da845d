"""The linker: which source and which contents belong to which cue.

Each cue is one attribution. A cue takes one of the sources around it or none, and each content goes to one of the
cues around it: two multinomial logistic models over the candidates, with the features named below. Their weights
stand by name in ``linker.json`` beside the models.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.text import Range
from secondsource.extraction.tagger.tags import Segment

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

_EACH_SIDE = 3  # candidates before and after
_FARTHEST = 120  # words
_GAPS = (0, 1, 2, 4, 8, 16, 32, 64)
_GAP_NAMES = (*map(str, _GAPS), "far")


class Linked(NamedTuple):
    """One attribution: ``certainty`` is the probability of its least sure link."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    certainty: float


class Scene:
    """The segments of an article by role, and where its sentences and paragraphs begin."""

    def __init__(self, layout: Layout, segments: list[Segment]) -> None:
        self.layout = layout
        self.sources, self.cues, self.contents = (
            [Range(s.first, s.last) for s in segments if s.role == role] for role in range(3)
        )
        self._firsts = [[s.first for s in role] for role in (self.sources, self.cues, self.contents)]
        self._units = [unit.first for unit in layout.units]
        self._paragraphs = [paragraph.first for paragraph in layout.paragraphs]

    def around(self, role: int, place: Range) -> list[int]:
        """The segments of a role that are near ``place``, as places in its list."""
        firsts = self._firsts[role]
        here = bisect_left(firsts, place.first)
        near = range(max(here - _EACH_SIDE, 0), min(here + _EACH_SIDE, len(firsts)))
        segments = (self.sources, self.cues, self.contents)[role]
        return [i for i in near if _gap(segments[i], place) <= _FARTHEST]

    def between(self, role: int, a: Range, b: Range) -> int:
        """How many segments of a role begin between two others; at most 2."""
        low, high = (a.last, b.first) if a.first < b.first else (b.last, a.first)
        firsts = self._firsts[role]
        return min(bisect_left(firsts, high) - bisect_left(firsts, low), 2) if low < high else 0

    def same_unit(self, a: Range, b: Range) -> bool:
        """Whether two segments begin in one sentence."""
        return bisect_right(self._units, a.first) == bisect_right(self._units, b.first)

    def same_paragraph(self, a: Range, b: Range) -> bool:
        """Whether two segments begin in one paragraph."""
        return bisect_right(self._paragraphs, a.first) == bisect_right(self._paragraphs, b.first)


def _gap(a: Range, b: Range) -> int:
    return max(a.first - b.last, b.first - a.last, 0)


def _bucket(gap: int) -> str:
    return _GAP_NAMES[bisect_left(_GAPS, gap)]


def no_source_features(scene: Scene, cue: Range) -> list[str]:
    """What speaks for a cue without a source."""
    same = any(scene.same_unit(scene.sources[i], cue) for i in scene.around(0, cue))
    return ["none", "none, one in the sentence" if same else "none in the sentence"]


def source_features(scene: Scene, cue: Range, source: Range) -> list[str]:
    """What speaks for a source of a cue."""
    side = "source before" if source.first < cue.first else "source after"
    where = "sentence" if scene.same_unit(source, cue) else "paragraph" if scene.same_paragraph(source, cue) else "far"
    quoted = scene.layout.quoted(source.first) == scene.layout.quoted(cue.first)
    return [
        f"{side}, gap {_bucket(_gap(source, cue))}",
        f"{side}, {scene.between(0, source, cue)} sources between",
        f"{side}, {scene.between(1, source, cue)} cues between",
        f"{side}, {scene.between(2, source, cue)} contents between",
        f"{side}, in its {where}",
        f"{side}, {'alike' if quoted else 'unlike'} in quotation",
    ]


def content_features(scene: Scene, cue: Range, content: Range) -> list[str]:
    """What speaks for a cue of a content."""
    layout = scene.layout
    side = "content before" if content.first < cue.first else "content after"
    same = scene.same_unit(content, cue)
    where = "sentence" if same else "paragraph" if scene.same_paragraph(content, cue) else "far"
    low, high = (content.last, cue.first) if content.first < cue.first else (cue.last, content.first)
    edge = layout.tokens[low].text if low < high else ""
    mark = edge if edge in (",", ":", ".", "”", '"', ";") else "word" if edge else "nothing"
    quoted = "quoted" if layout.quoted(content.first) else "plain"
    length = "long" if content.last - content.first > 6 else "short"
    return [
        f"{side}, gap {_bucket(_gap(content, cue))}",
        f"{side}, {scene.between(0, content, cue)} sources between",
        f"{side}, {scene.between(1, content, cue)} cues between",
        f"{side}, {scene.between(2, content, cue)} contents between",
        f"{side}, in its {where}, {quoted}",
        f"{side}, then {mark}",
        f"{side}, {quoted}, {length}",
    ]


class Linker:
    """The two models, by the names of their features."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def link(self, layout: Layout, segments: list[Segment]) -> list[Linked]:
        """The attributions that segments make, in the order of their cues; a cue without content makes none."""
        scene = Scene(layout, segments)
        contents: dict[int, list[Range]] = {}
        sure: dict[int, float] = {}
        for content in scene.contents:
            near = scene.around(1, content)
            if near:
                chances = self._chances([content_features(scene, scene.cues[i], content) for i in near])
                best = max(range(len(near)), key=chances.__getitem__)
                contents.setdefault(near[best], []).append(content)
                sure[near[best]] = min(sure.get(near[best], 1.0), chances[best])
        found: list[Linked] = []
        for number in sorted(contents):
            cue = scene.cues[number]
            near = scene.around(0, cue)
            options = [no_source_features(scene, cue), *(source_features(scene, cue, scene.sources[i]) for i in near)]
            chances = self._chances(options)
            best = max(range(len(options)), key=chances.__getitem__)
            source = scene.sources[near[best - 1]] if best else None
            found.append(Linked(source, cue, tuple(contents[number]), min(sure[number], chances[best])))
        return found

    def _chances(self, options: list[list[str]]) -> list[float]:
        scores = [sum(self._weights.get(name, 0.0) for name in names) for names in options]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]
