"""Which names are a person's, and what the words around a name say about its bearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.institutions import bare, is_institution, is_outlet
from secondsource.extraction.names import FEMALE_NAMES, MALE_NAMES, Name, names_in, written
from secondsource.extraction.roles import without_capital
from secondsource.extraction.words import COMMON_VERBS, TITLES, word_set

if TYPE_CHECKING:
    from secondsource.extraction.entities import Entity
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.text import Token

MALE = word_set("he him his himself mr lord sir king prince father")
FEMALE = word_set("she her herself mrs ms miss lady queen princess dame sister mother")
_GROUP_ENDINGS = ("cans", "crats", "ians", "ists", "ers", "ims", "ews", "rds", "rabs", "ans", "eans", "ites")


def is_person(layout: Layout, name: Name) -> bool:
    """Whether a name met in passing is a person's."""
    tokens = layout.tokens
    text = written(layout.text, tokens, name.core, name.last)
    if is_institution(text) or is_outlet(text, layout.outlet) or not 1 <= name.last - name.core <= 5:
        return False
    if all(t.low in TITLES for t in tokens[name.first : name.last]):
        return False
    if any(t.low in COMMON_VERBS for t in tokens[name.first : name.last]):
        return False  # a headline in capitals
    if name.core > name.first:
        return True
    before = tokens[name.first - 1].low if name.first else ""
    if before in ("the", "a", "an") or text.isupper() or which_follows(tokens, name.last):
        return False
    return not (before in ("in", "at", "from", "of", "to", "near") and " " not in text)


def is_group(name: str) -> bool:
    """Whether a single word is a people's or a party's: "Democrats", "Syrians"."""
    return " " not in name and bare(name).endswith(_GROUP_ENDINGS)


def which_follows(tokens: list[Token], last: int) -> bool:
    """As in "Example Boats, which owns the ferry": a thing or a body and no person."""
    i = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    return i < len(tokens) and tokens[i].low == "which"


def learn(layout: Layout, entity: Entity, first: int, last: int) -> None:
    """Take in role and gender from a given name and from the titles before a name."""
    tokens = layout.tokens
    given = entity.name.partition(" ")[0].lower()
    if entity.gender is None and " " in entity.name and (given in FEMALE_NAMES or given in MALE_NAMES):
        entity.gender = "she" if given in FEMALE_NAMES else "he"
    name = next((n for n in names_in(tokens, first, last) if n.core > n.first), None)
    if name is None:
        return
    low = {t.low for t in tokens[name.first : name.core]}
    if low & MALE:
        entity.gender = "he"
    elif low & FEMALE:
        entity.gender = "she"
    if not low <= MALE | FEMALE | {"."}:
        entity.add_role(without_capital(tokens, name.first, written(layout.text, tokens, name.first, name.core)))
