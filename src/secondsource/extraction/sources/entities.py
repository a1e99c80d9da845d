"""The entities of one article while they are being gathered, and how a mention finds its entity."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from secondsource.extraction.sources.institutions import BODY_WORDS, STANDARD, Table, bare
from secondsource.extraction.sources.names import GIVEN_NAMES, key_of
from secondsource.model import Source, SourceType

# Names spelled this alike (0 to 100, rapidfuzz ratio of family names without "al-") are one name.
_ALIKE = 80
# A misspelling is looked for among this many names at most, the latest first.
_LOOK_BACK = 100
# So many people of one family name are told apart, and so many words may stand in a name that has initials.
_LARGEST_FAMILY = 20
_LONGEST_NAME = 8


@dataclass(slots=True, eq=False)
class Entity:
    """A source while the article is read: what is learnt later is added."""

    name: str
    type: SourceType
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    together: bool = False  # several people who speak as one source
    many: bool | None = None  # None where only the words can tell
    mentions: int = 0

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
        if self.together or self.many is not None:
            return self.together or bool(self.many and self.type is SourceType.UNNAMED)
        head = (self.role or self.name).lower().rpartition(" ")[2]
        return self.type is SourceType.UNNAMED and (head.endswith("s") or head in ("people", "some", "many", "others"))


class Register:
    """The entities of an article, found again by family name, full name, institution or role."""

    def __init__(self, tables: Table = STANDARD) -> None:
        self.tables = tables
        self.people: dict[str, list[Entity]] = {}
        self.expected: dict[str, str] = {}
        """Full names by family name that come later in the article: a headline has only the family name."""
        self.bodies: dict[str, Entity] = {}
        self.body_words: dict[str, Entity] = {}
        self.passing: dict[str, str] = {}
        self.roles: dict[str, Entity] = {}
        self.phrases: dict[str, Entity] = {}

    def person(self, name: str, gender: str | None = None) -> Entity:
        """The person of this name; a longer form of a known name becomes the entity's name."""
        words = name.split()
        key = key_of(words[-1])
        family = self.people.get(key) or self._alike(key)
        if family is None and len(words) == 1:
            family = self._first_named(words[0]) if words[0].lower() in GIVEN_NAMES else None
            name = self.expected.get(key, name) if family is None else name
        fitting = [e for e in (family or [])[:_LARGEST_FAMILY] if e.gender in (None, gender) or gender is None]
        if len(words) > 1:
            fitting = [e for e in fitting if len(e.name.split()) == 1 or _same(e.name, name)]
        if fitting:
            entity = max(fitting, key=lambda e: e.mentions)
            if len(words) > len(entity.name.split()):
                entity.name = name
        else:
            entity = Entity(name, SourceType.NAMED)
        members = self.people.setdefault(key, [])
        if entity not in members:
            members.append(entity)
        entity.mentions += 1
        return entity

    def known_person(self, name: str) -> Entity | None:
        """The person with this family name whom the article names most, if it has one."""
        key = key_of(name.split()[-1])
        family = self.people.get(key)
        if family is None and key in self.expected and not self.tables.is_institution(name):
            self.people[key] = family = [Entity(self.expected[key], SourceType.NAMED)]
        return max(family[:_LARGEST_FAMILY], key=lambda e: e.mentions) if family else None

    def rename(self, known: Entity, to: Entity) -> None:
        """Let the family name that led to ``known`` lead to another entity, which is the same person."""
        family = self.people.get(key_of(known.name.split()[-1]), [])
        if known in family:
            family[family.index(known)] = to
            to.mentions += known.mentions

    def _alike(self, key: str) -> list[Entity] | None:
        if len(key) < 5 or not self.people:
            return None
        from rapidfuzz import fuzz, process

        recent = islice(reversed(self.people), _LOOK_BACK)
        close = [k for k in recent if k[0] == key[0] and abs(len(k) - len(key)) <= 2 and len(k) >= 5]
        best = process.extractOne(key, close, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self.people[best[0]] if best else None

    def _first_named(self, given: str) -> list[Entity] | None:
        """As in "Ada", where the article has spoken of one Ada Quill."""
        recent = islice(reversed(self.people.values()), _LOOK_BACK)
        found = [e for family in recent for e in family[:_LARGEST_FAMILY] if e.name.split()[0] == given]
        return found if len(found) == 1 else None

    def body(self, name: str, kind: SourceType) -> Entity:
        """The institution, document or outlet of this name, under whichever of its names it was met before."""
        name = _without_seat(name)
        known = self.tables.canonical(name)
        key = bare(known or name)
        # What the article itself has introduced goes before the table: "the Observatory" is the one it spoke of.
        entity = self.body_words.get(bare(name)) or self.bodies.get(key)
        if entity is None:
            entity = Entity(known or name.removeprefix("the ").removeprefix("The "), kind)
            self.bodies[key] = entity
            if kind is not SourceType.DOCUMENT:
                self._also_known(entity, name)
                self._also_known(entity, known or name)
        return entity

    def _also_known(self, entity: Entity, name: str) -> None:
        """Let a body's initials and its noun lead to it: "FDOE", "DOE" and "the department"."""
        words = bare(name).split()
        if not 1 < len(words) <= _LONGEST_NAME:
            return
        acronyms = {word.lower() for word in name.split() if word.isupper()}
        for word in words:
            if word in BODY_WORDS and word not in acronyms:
                self.body_words.setdefault(word, entity)
        for left_out in (("of", "for", "the", "and"), ("the",)):
            initials = "".join(w[0] for w in words if w not in left_out)
            for start in range(max(1, len(initials) - 2)):
                self.bodies.setdefault(initials[start:], entity)

    def renamed(self, entity: Entity, name: str) -> str:
        """Let a body that was met without its name be found by it; the canonical name."""
        name = _without_seat(name)
        known = self.tables.canonical(name)
        self.bodies[bare(known or name)] = entity
        self._also_known(entity, name)
        self._also_known(entity, known or name)
        return known or name

    def alias(self, short: str, entity: Entity) -> None:
        """Let another name, as in "the Example Units (EXU)", lead to a body."""
        self.bodies.setdefault(bare(short), entity)

    def met_in_passing(self, name: str) -> None:
        """Let "the union" mean the last union that was no source but was spoken of."""
        for word in bare(name).replace("-", " ").split()[:_LONGEST_NAME]:
            if word in BODY_WORDS:
                self.passing[word] = name

    def meant(self, noun: str) -> Entity | None:
        """The body that "the" and this noun mean."""
        if noun in self.body_words:
            return self.body_words[noun]
        return self.body(self.passing[noun], SourceType.INSTITUTION) if noun in self.passing else None

    def full_name(self, body: str) -> str:
        """The fullest name of a body: "the ministry" is the one that the article has spoken of."""
        known = self.body_words.get(bare(body)) or self.bodies.get(bare(body))
        return known.name if known is not None else self.tables.canonical(body) or body

    def known_body(self, name: str) -> bool:
        """Whether the article has introduced a body of this name."""
        return bare(name) in self.bodies

    def unnamed(
        self, words: str, role: str | None = None, affiliation: str | None = None, *, many: bool | None = None
    ) -> Entity:
        """The source without a name that these words mean, the same for the same words."""
        key = bare(words)
        if key not in self.phrases:
            self.phrases[key] = Entity(words, SourceType.UNNAMED, role, affiliation, many=many)
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
    """Whether two full names can be one person's.

    The shorter one's given name is the longer one's, or its initial, or the shorter one is the longer one's end.
    """
    x, y = sorted((one.lower().split(), other.lower().split()), key=len)
    if y[-len(x) :] == x:
        return True
    a, b = x[0].strip("."), y[0].strip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or a.startswith(b) or b.startswith(a) or _near(a, b)


def _near(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return len(a) > 3 and len(b) > 3 and fuzz.ratio(a, b) >= _ALIKE
