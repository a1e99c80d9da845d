"""Does it hold? Claims held against their sources and against each other.

Pure: texts in, findings out; it knows no database, no screen and no network. ``Document`` holds a claim against what
its source really said, ``conflicts`` two claims against each other, ``unclear`` tells what one leaves open; ``rank``
and ``relation`` say how alike claims are, ``origins`` who stands behind a statement.
"""

from secondsource.checking.conflicts import conflicts, unclear
from secondsource.checking.fidelity import Document, compare
from secondsource.checking.origins import Origin, Origins, copied, origins
from secondsource.checking.related import Likeness, rank, relation

__all__ = [
    "Document",
    "Likeness",
    "Origin",
    "Origins",
    "compare",
    "conflicts",
    "copied",
    "origins",
    "rank",
    "relation",
    "unclear",
]
