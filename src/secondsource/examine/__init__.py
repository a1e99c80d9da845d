"""Does it hold? Claims out of the case, through the checks, and what they find back into it.

``examiner`` does it to one claim, whose ``examination`` can be shown, and of which ``kept`` tells what is kept;
``many`` does it to many, in several processes.
"""

from __future__ import annotations

from secondsource.examine.examination import Beside, Examination, Held
from secondsource.examine.examiner import Examiner
from secondsource.examine.kept import RULES
from secondsource.examine.many import Done, all_waiting, examine, waiting, waiting_count

__all__ = [
    "RULES",
    "Beside",
    "Done",
    "Examination",
    "Examiner",
    "Held",
    "all_waiting",
    "examine",
    "waiting",
    "waiting_count",
]
