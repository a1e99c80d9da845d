"""What a text counts: each figure with what happened ("killed") to whom ("civilians"), found by the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.figures import Figure, figures
from secondsource.checking.conflicts.frames import Text, read, spread, stem
from secondsource.checking.conflicts.moments import taken
from secondsource.checking.conflicts.vocabulary import EVENTS, MEANS, table
from secondsource.model import Span

_PEOPLE = table(
    people="people persons person others victims residents inhabitants individuals members bodies citizens souls "
    "pilgrims passengers refugees migrants hostages prisoners detainees worshippers patients",
    civilians="civilians civilian noncombatants",
    children="children child kids girls girl boys boy minors infants babies baby toddlers schoolchildren",
    women="women woman females",
    men="men man males",
    fighters="fighters fighter militants militant jihadists jihadist jihadis rebels rebel terrorists terrorist insurgents "
    "insurgent gunmen combatants combattants militiamen extremists mercenaries loyalists takfiris",
    soldiers="soldiers soldier troops servicemen personnel conscripts officers officer",
    police="police policemen policeman",
    medics="medics medic doctors doctor nurses paramedics",
    journalists="journalists journalist reporters",
    rescuers="rescuers volunteers",
    teachers="teachers teacher",
    students="students student pupils pupil",
)
_SINGLE = frozenset(form for form in _PEOPLE if not form.endswith(("s", "people", "men", "children"))) | {"boy", "girl"}
# What is done to people; with these a figure without a noun counts people.
HUMAN = frozenset("killed wounded arrested kidnapped freed displaced evacuated rescued executed".split())
# Nouns that are what happened: "four deaths".
_HAPPENINGS = frozenset(
    "deaths fatalities killings injuries arrests detentions abductions executions casualties lives martyrs".split()
)
_AUXILIARY = frozenset(
    "was were is are be been being has have had also reportedly still feared believed to reported confirmed now later "
    'already all both who that which - – — ( " “ ” got seriously critically lightly others more'.split()
)
_LISTING = (
    frozenset(
        ", and including among them were was - – — ( ) as well with at least of whom plus a an also other another others "
        "rescue worker one".split()
    )
    | _SINGLE
)
_PHRASE_ENDS = frozenset(
    "in on at by from with near of to for after before during when while as who that which whose and or but including "
    "among was were is are be been being has have had will would could may might said says the this a an since amid "
    "between following outside inside around across over under into out up down left leaving more not than dead what where how yet if because although though".split()
)
_LEADING = frozenset(("a an another the of total further with " + "\" “ ‘ '").split())
_STOPPING = frozenset("and while when after said including leaving by but".split())
_OF_THEM = frozenset("the them whom those its their".split())
_PERIODS = frozenset("hours days weeks months years hour day week month year".split())
_NOT_COUNTED = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades am pm gmt utc "
    "percent per % km kilometers kilometres kilometer kilometre miles mile meters metres dollars pounds euros".split()
)
_RECORDS = frozenset("most worst deadliest largest biggest first highest heaviest".split())  # "the worst since 1988"
_EACH = frozenset("sixth fifth fourth third second first seventh eighth same this that later earlier one an a".split())
_MANNERS = frozenset(
    "strikes attacks raids airstrikes blasts explosions bombings shells bombs missiles rockets".split()
)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in its slot: what happened (or "" where nothing is said) to whom, in which sentence.

    ``people`` tells that people are counted, ``total`` over what longer time it sums up (empty for one event),
    ``more`` that it comes on top of another figure; ``span`` covers the figure and what it counts.
    """

    figure: Figure
    event: str
    whom: str
    people: bool
    sentence: int
    total: frozenset[str]
    more: bool
    span: Span


class _Slot(NamedTuple):
    figure: Figure
    end: int  # the token after the phrase
    noun: str
    people: bool
    event: str
    included: bool  # "16 people including 4 children": the 4


class _Counter:
    """Finds the counts of one text."""

    def __init__(self, text: Text, dated: frozenset[int], own: tuple[Figure, ...]) -> None:
        self.text, self.tokens, self.dated = text, text.tokens, dated
        self.figures = self._with_singles(own)
        self.used: set[int] = set()  # participles that have their figure already: "10 killed 16 injured"

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else "."

    def digit(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].text[0].isdecimal()

    def _with_singles(self, own: tuple[Figure, ...]) -> list[Figure]:
        """Add "a child" and the like as figures of one."""
        busy = {at for figure in own for at in range(figure.first, figure.last)}
        singles: list[Figure] = []
        for index, token in enumerate(self.tokens):
            if token.low in ("a", "an") and self.low(index + 1) in _SINGLE and index not in busy and len(singles) < 20:
                span = Span(token.start, token.end)
                singles.append(Figure(index, index, index + 1, 1, 1, 1, 1, True, span, token.text))
        return sorted([*own, *singles], key=lambda figure: figure.first)

    def phrase(self, figure: Figure) -> tuple[int, str, bool] | None:
        """Find what is counted: where the phrase ends, its word, and whether that is people; None for a mere part."""
        index, noun, people = figure.last, "", False
        if self.low(index) == "of":
            if self.low(index + 1) not in _OF_THEM and figure.exact:
                return None
            while self.low(index) in _OF_THEM or self.low(index) == "of":
                index += 1
            if figure.exact and (self.low(index) in EVENTS or self.low(index) not in _PEOPLE):
                return None  # "15 of the wounded", "one of the largest"
        elif self.low(index) == "others":
            noun, people = "people", True
            index += 1
        elif self.low(index) in ("more", "other", "additional", "further"):
            index += 1
        end = index
        while index < min(len(self.tokens), figure.last + 7):
            token = self.tokens[index]
            low = token.low
            if low in _PEOPLE:
                noun, people, end = _PEOPLE[low], True, index + 1
            elif low in _HAPPENINGS:
                return index + 1, "people", True
            elif low in _PHRASE_ENDS or index in self.dated or self.digit(index):
                break
            elif not (token.text[0].isalpha() or token.text == "-"):
                break
            elif low in EVENTS and stem(low) != low and low not in _MANNERS:
                break
            elif not people:
                noun, end = (stem(low), index + 1) if token.text != "-" else (noun, end)
            elif token.text[0].islower() and low not in ("al", "el"):
                break
            index += 1
        return end, noun, people

    def after(self, figure: Figure, end: int) -> int | None:
        """Find the participle that the counted ones suffer: "16 people in the city were killed"."""
        passive, budget, index = False, 12 if end > figure.last else 4, end
        while index < len(self.tokens) and budget > 0 and self.text.within[index] == self.text.within[figure.first]:
            low = self.low(index)
            if low in EVENTS:
                if EVENTS[low] in HUMAN:
                    active = not passive and low.endswith("ed") and self.low(index + 1) in ("a", "an", "the")
                    return None if active else index
                if passive:
                    return index
                if index == end:
                    return None
            elif low in (";", ":", "(") or (low == "," and self.low(index + 1) not in _AUXILIARY):
                return None
            passive = passive or low in ("were", "was", "been", "are", "is", "being", "be", "who", "as", "among")
            if not passive and index not in self.dated and (self.digit(index) or low in _STOPPING):
                return None
            if end == figure.last and low not in _AUXILIARY:
                return self._number_of(index)
            budget -= 0 if low in _AUXILIARY else 4 if passive and low not in ("the", "among") else 1
            index += 1
        return None

    def _number_of(self, index: int) -> int | None:
        """Read "the number killed" or "the number of people killed" after a figure."""
        if self.low(index) == "the" and self.low(index + 1) in ("number", "total", "dead"):
            for at in range(index + 1, index + 5):
                if EVENTS.get(self.low(at), "") in HUMAN:
                    return at
        return None

    def before(self, first: int) -> int | None:
        """Find the verb right before its count ("killing at least 16"), or a toll ("death toll rose to 16")."""
        index = first - 1
        while index > first - 5 and self.low(index) in _LEADING:
            index -= 1
        if index >= 0 and self.low(index) in EVENTS and index not in self.used:
            return index
        reach = 16 if self.low(first - 1) in ("was", "at", "is", "to", "of", "stood", "reached", "hit") else 4
        for at in range(first - 1, max(first - reach, -1), -1):
            if self.text.within[at] != self.text.within[first] or self.low(at) in ("and", ","):
                return None
            if self.digit(at) and self.low(at - 1) != "from":
                return None
            if self.low(at) in ("toll", "tolls"):
                return at
        return None

    def event(self, figure: Figure, end: int, noun: str, people: bool) -> str:
        """Find what happened to the ones that are counted."""
        last = self.low(end - 1)
        if end > figure.last and last in _HAPPENINGS:
            self.used.add(end - 1)
            return EVENTS.get(last, "killed or wounded")
        human = people or not noun
        verb = self.before(figure.first)
        if verb is not None and self.low(verb) in ("toll", "tolls"):
            return "killed" if human and self.low(figure.first - 1) != "from" else ""
        if verb is not None and (human or EVENTS[self.low(verb)] not in HUMAN):
            both = self.low(verb - 1) in ("and", "or") and self.low(verb - 2) in EVENTS
            return self.both(verb - 2, verb) if both else EVENTS[self.low(verb)]
        verb = self.after(figure, end)
        if verb is None or (not human and EVENTS[self.low(verb)] in HUMAN):
            return ""
        self.used.add(verb)
        second = EVENTS.get(self.low(verb + 2), "")
        both = self.low(verb + 1) in ("and", "or") and second in HUMAN and not self.digit(verb + 3)
        return self.both(verb, verb + 2) if both else EVENTS[self.low(verb)]

    def both(self, one: int, two: int) -> str:
        return " or ".join(sorted({EVENTS[self.low(one)], EVENTS[self.low(two)]}))

    def slots(self) -> list[_Slot]:
        """Find the slot of each figure; what happened passes along a list ("six women and four men were killed")."""
        slots: list[_Slot] = []
        for figure in self.figures:
            unit = figure.last + 1 if self.low(figure.last) == "-" else figure.last
            whole = self.low(figure.first - 2) if self.low(figure.first - 1) == "of" else ""
            if self.low(unit) in _NOT_COUNTED or whole in ("most", "some", "half", "many", "part"):
                continue
            phrase = self.phrase(figure)
            if phrase is None:
                continue
            end, noun, people = phrase
            event = self.event(figure, end, noun, people)
            slots.append(_Slot(figure, end, noun, people, event, self._included(figure)))
        main = [at for at, slot in enumerate(slots) if not slot.included]
        for left, right in zip(reversed(main[:-1]), reversed(main[1:]), strict=True):
            slots[left] = self.passed(slots[left], slots[right], slots[left : right + 1])
        for left in range(len(slots) - 1):
            slots[left + 1] = self.passed(slots[left + 1], slots[left], slots[left : left + 2])
        for left in reversed(range(len(slots) - 1)):
            slots[left] = self.passed(slots[left], slots[left + 1], slots[left : left + 2])
        return [
            slot for slot in slots if slot.event or (slot.noun and slot.figure.words.lower() not in ("a", "an", "one"))
        ]

    def _included(self, figure: Figure) -> bool:
        before = self.low(figure.first - 1), self.low(figure.first - 2)
        return before[0] == "including" or before == ("them", "among") or before == ("them", "of")

    def passed(self, slot: _Slot, giver: _Slot, row: list[_Slot]) -> _Slot:
        """Give ``slot`` what happened to ``giver`` where only the words of a list stand between them."""
        if slot.event or not giver.event or (slot.noun and not slot.people):
            return slot
        inside = {at for each in row[1:-1] for at in range(each.figure.first, each.end)}
        between = [at for at in range(row[0].end, row[-1].figure.first) if at not in inside]
        if len(between) > 6 or any(
            self.low(at) not in _LISTING and EVENTS.get(self.low(at)) != giver.event for at in between
        ):
            return slot
        return slot._replace(event=giver.event)

    def counts(self) -> list[Count]:
        slots = self.slots()
        return [self.count(slot, slots[:number]) for number, slot in enumerate(slots)]

    def count(self, slot: _Slot, earlier: list[_Slot]) -> Count:
        figure, end, noun, people, event, _ = slot
        number = self.text.within[figure.first]
        sentence = self.text.sentences[number]
        extra = ("another", "further", "additional", "more", "others", "other")
        beside = any(self.text.within[each.figure.first] == number and each.event != event for each in earlier)
        more = not beside and (self.low(figure.first - 1) in extra[:3] or self.low(figure.last) in extra)
        human = event.split(" or ")[0] in HUMAN
        span = spread(self.text, figure.first, max(end, figure.last))
        total = self.total(sentence.first, sentence.last)
        return Count(figure, event, noun or ("people" if human else ""), people or human, number, total, more, span)

    def total(self, first: int, last: int) -> frozenset[str]:
        """Tell over what longer time a sentence sums up; empty where it tells of one event."""
        marks: set[str] = set()
        for index in range(first, last):
            low = self.low(index)
            if low == "since" and not any(self.low(at) in _RECORDS for at in range(max(first, index - 8), index)):
                marks.add("since")
                marks.update(
                    t.low
                    for t in self.tokens[index + 1 : min(index + 7, last)]
                    if t.low[0].isdecimal() or len(t.low) > 3
                )
            elif low in ("past", "last", "within", "over", "in") and any(
                self.low(at) in _PERIODS and self.low(at - 1) not in _EACH
                for at in range(index + 1, min(index + 4, last))
            ):
                marks.add("over")
            elif (
                low == "far"
                and self.low(index - 1) == "so"
                and self.low(index - 2) in ("conflict", "war", "year", "month")
            ):
                marks.add("since")
            elif low in ("war", "conflict", "uprising") and any(
                self.low(at) in ("has", "have", "killed", "claimed", "cost")
                for at in range(index + 1, min(index + 4, last))
            ):
                marks.add("since")
        return frozenset(marks)


@lru_cache(maxsize=1024)
def counts(text: str) -> tuple[Count, ...]:
    """Find what ``text`` counts."""
    dated = taken(text)
    return tuple(_Counter(read(text), dated, figures(text, dated)).counts())
