"""The sample case: its articles, and the recording of a press conference that they report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.intake.articles import add
from secondsource.intake.evidence import Piece, attach
from secondsource.model import Stance

if TYPE_CHECKING:
    from secondsource.casefile import Case

_SPEECH: Final = "press-conference.transcript"
_SPOKEN: Final = "pier moved centimetres"  # words of the sample's claim that this is the source of


def add_sample(case: Case, *, actor: str = "secondsource") -> None:
    """Add the articles of the sample case, and what was really said at a press conference they report.

    What is there stays as it is.
    """
    from importlib.resources import files

    from secondsource import reading

    sample = {file.name: file for file in files("secondsource.sample").iterdir()}
    for name in sorted(name for name in sample if name.endswith(".txt")):
        add(case, reading.read_bytes(sample[name].read_bytes(), name), actor=actor)
    speech = reading.Copy(sample[_SPEECH].read_bytes(), _SPEECH, None, None, None)
    piece = Piece(speech, reading.text_of(speech.content))
    for claim in casefile.claims(case, casefile.Filter(words=_SPOKEN)):
        known = any(event.kind == "evidence" for event in casefile.history(case, claim.claim))
        if claim.article.startswith("2-") and not known:
            attach(case, claim.claim, piece, reviewer=actor, stance=Stance.SUPPORTS, primary=True)
