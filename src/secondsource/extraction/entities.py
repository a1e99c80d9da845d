"""The entities of one article while they are being gathered, and how a mention finds its entity."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from secondsource.extraction.institutions import INSTITUTION_WORDS, bare, canonical
from secondsource.extraction.names import key_of
from secondsource.model import Source, SourceType

# Names spelled this alike (0 to 100, rapidfuzz ratio of family names without "al-") are one name.
_ALIKE = 80
# A misspelling is looked for among this many names at most, the latest first.
_LOOK_BACK = 100


@dataclass(slots=True, eq=False)
class Entity:
    """A source while the article is read: what is learnt later is added."""

    name: str
    type: SourceType
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    together: bool = False  # several people who speak as one source

    def add_role(self, role: str) -> None:
        """Learn another role: a longer form replaces a shorter one, and a second one stands behind the first."""
        if self.role is None or self.role.lower() in role.lower():
            self.role = role
        elif role.lower() not in self.role.lower() and ", " not in self.role:
            self.role = f"{self.role}, {role}"

    def source(self) -> Source:
        """The entity as the model's source."""
        return Source(self.name, self.type, self.role, self.affiliation)

    @property
    def person(self) -> bool:
        """Whether "he" or "she" may mean this entity."""
        return self.type in (SourceType.NAMED, SourceType.UNNAMED) and not self.plural

    @property
    def plural(self) -> bool:
        """Whether a source is more than one person."""
        if self.together:
            return True
        head = (self.role or self.name).lower().rpartition(" ")[2]
        return self.type is SourceType.UNNAMED and (head.endswith("s") or head in ("people", "some", "many", "others"))


class Register:
    """The entities of an article, found again by family name, full name, institution or role."""

    def __init__(self) -> None:
        self.people: dict[str, Entity] = {}
        self.bodies: dict[str, Entity] = {}
        self.body_words: dict[str, Entity] = {}
        self.roles: dict[str, Entity] = {}
        self.phrases: dict[str, Entity] = {}

    def person(self, name: str) -> Entity:
        """The person of this name; a longer form of a known name becomes the entity's name."""
        words = name.split()
        key = key_of(words[-1])
        entity = self.people.get(key) or self._alike(key)
        if entity is not None and len(words) > 1 and len(entity.name.split()) > 1 and not _same(entity.name, name):
            entity = self.people.get(key_of(name))
            key = key_of(name)
        if entity is None:
            entity = Entity(name, SourceType.NAMED)
        elif len(words) > len(entity.name.split()):
            entity.name = name
        self.people[key] = entity
        return entity

    def known_person(self, name: str) -> Entity | None:
        """The person with this family name, if the article has one."""
        return self.people.get(key_of(name.split()[-1]))

    def rename(self, known: Entity, to: Entity) -> None:
        """Let the family name that led to ``known`` lead to another entity, which is the same person."""
        key = key_of(known.name.split()[-1])
        if self.people.get(key) is known:
            self.people[key] = to

    def _alike(self, key: str) -> Entity | None:
        if len(key) < 5 or not self.people:
            return None
        from rapidfuzz import fuzz, process

        recent = islice(reversed(self.people), _LOOK_BACK)
        close = [k for k in recent if k[0] == key[0] and abs(len(k) - len(key)) <= 2 and len(k) >= 5]
        best = process.extractOne(key, close, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self.people[best[0]] if best else None

    def body(self, name: str, kind: SourceType) -> Entity:
        """The institution, document or outlet of this name, under whichever of its names it was met before."""
        name = _without_seat(name)
        known = canonical(name)
        key = bare(known or name)
        # What the article itself has introduced goes before the table: "the Observatory" is the one it spoke of.
        entity = self.body_words.get(bare(name)) or self.bodies.get(key)
        if entity is None:
            entity = Entity(known or name.removeprefix("the ").removeprefix("The "), kind)
            self.bodies[key] = entity
            words = key.split()
            if len(words) > 1:
                for word in words:
                    if word in INSTITUTION_WORDS:
                        self.body_words.setdefault(word, entity)
                initials = "".join(w[0] for w in words if w not in ("of", "for", "the", "and"))
                self.bodies.setdefault(initials, entity)
        return entity

    def full_name(self, body: str) -> str:
        """The fullest name of a body: "the ministry" is the one that the article has spoken of."""
        known = self.body_words.get(bare(body)) or self.bodies.get(bare(body))
        return known.name if known is not None else canonical(body) or body

    def known_body(self, name: str) -> bool:
        """Whether the article has introduced a body of this name."""
        return bare(name) in self.bodies

    def unnamed(self, words: str, role: str | None = None, affiliation: str | None = None) -> Entity:
        """The source without a name that these words mean, the same for the same words."""
        key = bare(words)
        if key not in self.phrases:
            self.phrases[key] = Entity(words, SourceType.UNNAMED, role, affiliation)
        return self.phrases[key]

    def joint(self, members: list[Entity]) -> Entity:
        """The one source that several people make who speak together."""
        key = "\n".join(sorted(m.name for m in members))
        if key not in self.phrases:
            names = [m.name for m in members]
            self.phrases[key] = Entity(f"{', '.join(names[:-1])} and {names[-1]}", members[0].type, together=True)
        return self.phrases[key]


def _without_seat(name: str) -> str:
    """As in "the Britain-based Example Monitor": where a body sits is no part of a name it has without that."""
    words = name.split()
    seat = next((i for i, word in enumerate(words[:4]) if word.endswith("-based")), -1)
    rest = words[seat + 1 :]
    return " ".join(rest) if any(word[0].isupper() for word in rest) else name


def _same(one: str, other: str) -> bool:
    """Whether two full names can be one person's: the shorter one's given name is the longer one's, or its initial."""
    a, b = one.split()[0].lower().strip("."), other.split()[0].lower().strip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or a.startswith(b) or b.startswith(a) or _near(a, b)


def _near(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return len(a) > 3 and len(b) > 3 and fuzz.ratio(a, b) >= _ALIKE
