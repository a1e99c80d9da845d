"""Articles and evidence in: reading, then extraction, then the case file.

``adding`` adds a hundred thousand articles as well as one: ``articles`` reads them, ``preparing`` is what its workers
do with each, ``taking_apart`` asks an engine. ``evidence`` attaches a copy to a claim; ``sample`` builds the case of
``secondsource demo``.
"""

from secondsource.intake.adding import Adding
from secondsource.intake.articles import STDIN, Known, Outcome, add, chosen_columns, places, read, read_all, size_of
from secondsource.intake.evidence import Piece, attach, find_passage, read_evidence
from secondsource.intake.sample import add_sample
from secondsource.intake.taking_apart import INSTITUTIONS, engines, extract, own_institutions, take_apart

__all__ = [
    "INSTITUTIONS",
    "STDIN",
    "Adding",
    "Known",
    "Outcome",
    "Piece",
    "add",
    "add_sample",
    "attach",
    "chosen_columns",
    "engines",
    "extract",
    "find_passage",
    "own_institutions",
    "places",
    "read",
    "read_all",
    "read_evidence",
    "size_of",
    "take_apart",
]
