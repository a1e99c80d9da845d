"""What an article says a source said, word by word beside what the source really said.

``compare`` holds one claim against one text; ``Document`` makes a text ready for many claims.
"""

from secondsource.checking.fidelity.compare import Document, compare

__all__ = ["Document", "compare"]
