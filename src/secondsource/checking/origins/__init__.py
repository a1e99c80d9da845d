"""Origins: who relays whom, and how many distinct origins stand behind one statement.

``voices`` says who speaks in a claim, ``credits`` and ``copying`` whose text an article is, and ``relays`` makes a
``graph`` of it. ``count`` follows that to its ends, of which ``alike`` and ``nearby`` find those that nothing tells
apart. Names of institutions and outlets are read in ``bodies``, which holds the one table.

Hands out ``origins``, its result ``Origins`` with ``Origin`` and ``Relay``, and ``copied``.
"""

from __future__ import annotations

from secondsource.checking.origins.copying import copied
from secondsource.checking.origins.count import Origin, Origins, origins
from secondsource.checking.origins.relays import Relay

__all__ = ["Origin", "Origins", "Relay", "copied", "origins"]
