"""The tagger: a small language model that marks sources, cues and contents, and a linker that joins them.

``tagging`` is the way through: ``pieces`` and ``features`` say what the model is told of each word, ``windows`` cut a
text, ``models`` runs the network, ``crf`` turns its scores into probabilities, ``tags`` into segments, and ``linker``
joins these. The files it runs on lie in ``files``; ``secondsource.extraction.train`` makes them.

Hands out ``propose`` and ``version_of``. Importing this imports neither NumPy nor ONNX Runtime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.tagger.models import load, version_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

__all__ = ["propose", "version_of"]


def propose(layout: Layout, proposals: list[Proposal], name: str) -> list[Proposal]:
    """The attributions that the model ``name`` sees in a text, where the rules see ``proposals``.

    Raises ``UnusableInput`` where a file of the model is missing or damaged.
    """
    from secondsource.extraction.tagger.tagging import tag

    return [tagged.as_proposal() for tagged in tag(layout, proposals, load(name))]
