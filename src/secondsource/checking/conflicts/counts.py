"""What a text counts: each figure with what happened ("killed") to whom ("civilians"), found by the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.countwords import (
    AMONG,
    AUXILIARY,
    EXTRA,
    HAPPENINGS,
    HUMAN,
    INCLUDED,
    LEADING,
    LISTING,
    MANNERS,
    NOT_COUNTED,
    OF_THEM,
    PASSIVE,
    PEOPLE,
    PHRASE_ENDS,
    REFLEXIVE,
    SIZES,
    STOPPING,
    TOLL_VERBS,
    TOLLED,
    TOLLS,
    personal,
    sums_up,
    with_stand_ins,
)
from secondsource.checking.conflicts.figures import Figure, figures, is_age
from secondsource.checking.conflicts.frames import concept, read, spread, stem
from secondsource.checking.conflicts.moments import taken
from secondsource.checking.conflicts.unittable import unit_at
from secondsource.checking.conflicts.vocabulary import DEEDS, DOERS
from secondsource.model import Span


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in its slot: what happened (or "" where nothing is said) to whom, in which sentence.

    ``people`` tells that people are counted, ``total`` that it sums up over a longer time,
    ``more`` that it comes on top of another figure; ``span`` covers the figure and what it counts, ``words`` are its.
    """

    figure: Figure
    event: str
    whom: str
    people: bool
    sentence: int
    total: bool
    more: bool
    span: Span
    words: str


class _Slot(NamedTuple):
    figure: Figure
    end: int  # the token after the phrase
    noun: str
    people: bool
    event: str
    included: bool  # "16 people including 4 children": the 4


class _Counter:
    """Finds the counts of one text."""

    def __init__(self, content: str) -> None:
        self.content, self.text = content, read(content)
        self.tokens, self.dated = self.text.tokens, taken(content)
        self.figures = with_stand_ins(self.text, content, figures(content, self.dated))
        self.numbers = {figure.first: figure.last for figure in self.figures}
        self.totals: dict[int, bool] = {}
        self.used: set[int] = set()  # what happened to others already: "10 killed 16 injured"

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else "."

    def digit(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].text[0].isdecimal()

    def counts(self) -> list[Count]:
        slots = self.slots()
        return [self._count(slot, slots[:number]) for number, slot in enumerate(slots)]

    def _whole(self, figure: Figure) -> bool:
        """Tell whether another figure is part of this one: the 101 of "43 of the 101 seats"."""
        at = figure.first - (2 if self.low(figure.first - 1) in OF_THEM else 1)
        return self.low(at) == "of" and at in self.numbers.values()

    def slots(self) -> list[_Slot]:
        """Find the slot of each figure; what happened passes along a list ("six women and four men were killed")."""
        slots: list[_Slot] = []
        for figure in self.figures:
            whole = self.low(figure.first - 2) if self.low(figure.first - 1) == "of" else ""
            part = whole in ("most", "some", "half", "many", "part") or self._whole(figure)
            if (
                part
                or unit_at(self.text, figure.last)
                or self.low(figure.last) in NOT_COUNTED
                or is_age(self.text, figure)
            ):
                continue
            phrase = self.phrase(figure)
            if phrase is None:
                continue
            end, noun, people = phrase
            event = self.event(figure, end, noun, people)
            doing = [each for at in (end, figure.first - 1) if (each := concept(self.low(at))) in DOERS]
            if noun == "vote" and (self.low(figure.first - 1) == "by" or concept(self.low(figure.first - 2)) in SIZES):
                noun = "majority"  # "won by 112 votes"
            if noun == "people" and not event and doing:
                noun = DOERS[doing[0]]  # "8,000 people marched", "employs 90 people"
            if not people and noun and personal(self.low(end - 1)):
                people, event = True, self.event(figure, end, noun, True)
            if DEEDS.get(noun) in HUMAN and not event:
                event, noun, people = DEEDS[noun], "", True  # "the number of wounded was put at 50"
            slots.append(_Slot(figure, end, noun, people, event, self._included(figure)))
        main = [at for at, slot in enumerate(slots) if not slot.included]
        for left, right in zip(reversed(main[:-1]), reversed(main[1:]), strict=True):
            slots[left] = self.passed(slots[left], slots[right], slots[left : right + 1])
        for left in range(len(slots) - 1):
            slots[left + 1] = self.passed(slots[left + 1], slots[left], slots[left : left + 2])
            slots[left + 1] = self.of_them(slots[left + 1], slots[left])
        for left in reversed(range(len(slots) - 1)):
            slots[left] = self.passed(slots[left], slots[left + 1], slots[left : left + 2])
        return [
            slot
            for slot in slots
            if slot.event
            or (
                slot.noun
                and (slot.figure.words.lower() not in ("a", "an", "one") or self.low(slot.figure.last) == "of")
            )
        ]

    def phrase(self, figure: Figure) -> tuple[int, str, bool] | None:
        """Find what is counted: where the phrase ends, its word, and whether that is people; None for a mere part."""
        index, noun, people = figure.last, "", False
        if self.low(index) in OF_THEM and figure.words.lower() == "both":
            index += 1
        elif self.low(index) == "of":
            owned = self.low(index + 1).endswith(("'s", "’s"))
            if not owned and self.low(index + 1) not in OF_THEM and figure.exact:
                return None
            while self.low(index) in OF_THEM or self.low(index) == "of" or self.low(index).endswith(("'s", "’s")):
                index += 1
            if index in self.numbers:
                index = self.numbers[index]  # "43 of the 101 seats"
            elif self._turned(index + 3):
                return index + 3, PEOPLE[self.low(index + 2)], True
            elif figure.exact and (self.low(index) in DEEDS or self._of_best(figure, index)):
                return None  # "15 of the wounded", "one of the largest"
        elif self.low(index) == "others":
            noun, people = "people", True
            index += 1
        elif self.low(index) in EXTRA:
            index += 1
        end, plural = index, False
        while index < min(len(self.tokens), figure.last + 7):
            token = self.tokens[index]
            low = token.low
            if low in PEOPLE:
                noun, people, end = PEOPLE[low], True, index + 1
            elif low in HAPPENINGS:
                return index + 1, "people", True
            elif self._ends_phrase(index, low) or (plural and not low.endswith("s")):
                break
            elif not people:
                noun, end = (concept(low), index + 1) if token.text != "-" else (noun, end)
                plural = low.endswith("s")  # so that no word after it is what is counted
            elif token.text[0].islower() and low not in ("al", "el"):
                break
            index += 1
        noun = noun or self._number_at(figure)
        return end, PEOPLE.get(noun, noun), people or noun in PEOPLE

    def _of_best(self, figure: Figure, index: int) -> bool:
        """Tell whether "one of the" only leads to praise: "one of the largest", "one of its ships"."""
        low, before = self.low(index), self.low(figure.first - 1)
        alone = figure.value == 1 and figure.bare == figure.first and before not in ("only", "just")
        return alone or low.endswith("est") or low == "most"

    def _turned(self, end: int) -> bool:
        """Tell whether "two of the dead were children" ends at ``end``."""
        those = DEEDS.get(self.low(end - 3)) in HUMAN and self.low(end - 2) in PASSIVE
        return those and self.low(end - 1) in PEOPLE

    def _number_at(self, figure: Figure) -> str:
        """Read what is counted before its number: "put the number of marchers at 8,000"."""
        before = self.low(figure.first - 1)
        if before in ("at", "to", "was", "is", "reached"):
            for at in range(figure.first - 2, max(figure.first - 9, 1), -1):
                if (self.low(at - 2), self.low(at - 1)) == ("number", "of"):
                    return self.low(at)
        noun = concept(self.low(figure.first - 2)) if before == "of" else ""
        return DOERS.get(noun, noun) if noun in SIZES else ""

    def _ends_phrase(self, index: int, low: str) -> bool:
        if low in PHRASE_ENDS or index in self.dated or self.digit(index) or not (low[0].isalpha() or low == "-"):
            return True
        return low in DEEDS and stem(low) != low and low not in MANNERS

    def event(self, figure: Figure, end: int, noun: str, people: bool) -> str:
        """Find what happened to the ones that are counted."""
        last = self.low(end - 1)
        if people and self._turned(end):
            return DEEDS[self.low(end - 3)]
        if end > figure.last and last in HAPPENINGS:
            self.used.add(end - 1)
            return DEEDS.get(last, "killed or wounded")
        human = people or not noun
        if human and self.low(figure.first - 1) == "at" and DEEDS.get(self.low(figure.first - 2)) in HUMAN:
            return DEEDS[self.low(figure.first - 2)]  # "put the number of people killed at 13"
        verb = self.before(figure.first, people)
        if verb is not None and self.low(verb) in TOLLS | {"number"}:
            return "killed" if human and self.low(figure.first - 1) != "from" else ""
        if verb is not None and (human or DEEDS[self.low(verb)] not in HUMAN):
            both = self.low(verb - 1) in ("and", "or") and self.low(verb - 2) in DEEDS
            return self._both(verb - 2, verb) if both else DEEDS[self.low(verb)]
        verb = self.after(figure, end)
        if verb is None and human:
            verb = self.among(figure)
            return DEEDS.get(self.low(verb), "killed") if verb is not None else ""
        if verb is None or (not human and DEEDS[self.low(verb)] in HUMAN):
            return ""
        self.used.add(verb)
        second = DEEDS.get(self.low(verb + 2), "")
        both = self.low(verb + 1) in ("and", "or") and second in HUMAN and not self.digit(verb + 3)
        return self._both(verb, verb + 2) if both else DEEDS[self.low(verb)]

    def _both(self, one: int, two: int) -> str:
        return " or ".join(sorted({DEEDS[self.low(one)], DEEDS[self.low(two)]}))

    def before(self, first: int, people: bool) -> int | None:
        """Find the verb right before its count ("killing at least 16"), or a toll ("death toll rose to 16")."""
        index = first - 1
        while index > first - 5 and self.low(index) in LEADING:
            index -= 1
        if self.low(index) == "and" and self.low(index - 1) in REFLEXIVE:
            index -= 2
        low = self.low(index)
        done = DEEDS.get(low, "") in HUMAN or low.endswith(("ed", "ing"))  # and not "after the attack 16 people"
        if index >= 0 and low in DEEDS and index not in self.used and (done or not people):
            return index
        reach = 20 if self.low(first - 1) in TOLL_VERBS else 4
        for at in range(first - 1, max(first - reach, -1), -1):
            if self.text.within[at] != self.text.within[first] or self.low(at) in ("and", ","):
                return None
            if self.digit(at) and self.low(at - 1) != "from":
                return None
            if self.low(at) in TOLLS or (self.low(at) == "number" and self.low(at + 2) in TOLLED):
                return at
        return None

    def among(self, figure: Figure) -> int | None:
        """Find those of whom the counted ones are a part: "among the dead were", "the victims included"."""
        included = self.low(figure.first - 1) in INCLUDED
        first = self.text.sentences[self.text.within[figure.first]].first
        for at in range(figure.first - 1, first - 1, -1):
            low = self.low(at)
            if low in AMONG and (included or self.low(at - 2) in ("among", "of")):
                return at
            if not included and low not in AUXILIARY:
                return None
        return None

    def after(self, figure: Figure, end: int) -> int | None:
        """Find the participle that the counted ones suffer: "16 people in the city were killed"."""
        passive, budget, index = False, 12 if end > figure.last else 4, end
        while index < len(self.tokens) and budget > 0 and self.text.within[index] == self.text.within[figure.first]:
            low = self.low(index)
            event = DEEDS.get(low)
            if event in HUMAN:
                active = (
                    not passive and low.endswith("ed") and low != "fled" and self.low(index + 1) in ("a", "an", "the")
                )
                return None if active else index
            if event and (passive or index == end):
                return index if passive else None
            if low in (";", ":", "(") or (low == "," and self.low(index + 1) not in AUXILIARY):
                return None
            passive = passive or low in PASSIVE
            if not passive and index not in self.dated and (self.digit(index) or low in STOPPING):
                return None
            if end == figure.last and low not in AUXILIARY:
                return None
            budget -= 0 if low in AUXILIARY else 2 if passive and low not in ("the", "among") else 1
            index += 1
        return None

    def _included(self, figure: Figure) -> bool:
        before = self.low(figure.first - 1), self.low(figure.first - 2)
        return before[0] == "including" or before in (("them", "among"), ("them", "of"))

    def passed(self, slot: _Slot, giver: _Slot, row: list[_Slot]) -> _Slot:
        """Give ``slot`` what happened to ``giver`` where only the words of a list stand between them."""
        if slot.event or not giver.event or (slot.noun and not slot.people):
            return slot
        inside = {at for each in row[1:-1] for at in range(each.figure.first, each.end)}
        between = [self.low(at) for at in range(row[0].end, row[-1].figure.first) if at not in inside]
        if len(between) > 6 or any(low not in LISTING and DEEDS.get(low) != giver.event for low in between):
            return slot
        return slot._replace(event=giver.event)

    def of_them(self, slot: _Slot, whole: _Slot) -> _Slot:
        """Give ``slot`` what happened to all of whom it is a part: "killed 22 people, seven of them children"."""
        last = slot.figure.last
        part = (self.low(last), self.low(last + 1)) in (("of", "them"), ("of", "whom"))
        one_sentence = self.text.within[slot.figure.first] == self.text.within[whole.figure.first]
        return slot._replace(event=whole.event) if part and one_sentence and slot.people and not slot.event else slot

    def _count(self, slot: _Slot, earlier: list[_Slot]) -> Count:
        figure, end, noun, people, event, _ = slot
        number = self.text.within[figure.first]
        beside = any(self.text.within[each.figure.first] == number and each.event != event for each in earlier)
        extra = self.low(figure.last) in EXTRA or self.low(figure.first - 1) in ("another", "further", "additional")
        extra = extra and event in ("", "killed")  # the wounded are "others" than the dead
        human = event.split(" or ")[0] in HUMAN
        span = spread(self.text, figure.first, max(end, figure.last))
        return Count(
            figure,
            event,
            noun or ("people" if human else ""),
            people or human,
            number,
            self._total(number),
            extra and not beside and self.low(figure.first - 2) not in REFLEXIVE,
            span,
            " ".join(self.content[span.start : span.end].split()),
        )

    def _total(self, number: int) -> bool:
        """Tell whether a sentence sums up over a longer time: "since May", "in the past two weeks"."""
        if number not in self.totals:
            sentence = self.text.sentences[number]
            self.totals[number] = sums_up([self.low(at) for at in range(sentence.first, sentence.last)])
        return self.totals[number]


@lru_cache(maxsize=1024)
def counts(text: str) -> tuple[Count, ...]:
    """Find what ``text`` counts."""
    return tuple(_Counter(text).counts())
