"""Articles and evidence in: reading, then extraction, then the case file.

``articles`` adds one article or a hundred thousand, ``evidence`` attaches a copy to a claim, ``taking_apart`` asks an
engine; ``sample`` builds the case of ``secondsource demo``.
"""

from secondsource.intake.articles import STDIN, Known, Outcome, add, add_all, chosen_columns, places, read, read_all
from secondsource.intake.evidence import Piece, attach, find_passage, read_evidence
from secondsource.intake.sample import add_sample
from secondsource.intake.taking_apart import INSTITUTIONS, engines, extract, own_institutions, take_apart

__all__ = [
    "INSTITUTIONS",
    "STDIN",
    "Known",
    "Outcome",
    "Piece",
    "add",
    "add_all",
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
    "take_apart",
]
