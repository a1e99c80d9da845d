"""Origins: who relays whom, and how many distinct origins stand behind one statement.

``voices`` says who speaks in a claim, ``credits`` and ``copying`` whose text an article is, ``graph`` follows the
relays to their ends, ``alike`` counts as one what nothing tells apart, ``count`` puts it together. Names of
institutions and outlets are read in ``bodies``, which holds the one table.

Hands out ``origins``, its result ``Origins`` with ``Origin`` and ``Relay``, and ``copied``.
"""

from __future__ import annotations

from secondsource.checking.origins.copying import copied
from secondsource.checking.origins.count import Origin, Origins, Relay, origins

__all__ = ["Origin", "Origins", "Relay", "copied", "origins"]
