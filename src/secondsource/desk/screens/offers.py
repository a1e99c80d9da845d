"""What the filter's window offers to put into the line: fields, values with their numbers of claims, saved filters."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from secondsource.desk import filtering
from secondsource.desk.filtering import FIELDS, Field, Token
from secondsource.desk.widgets.latest import Latest
from secondsource.display import one_line, safe
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Mapping

Values = list[tuple[str, int]]
Facets = Callable[[str, str], Values]

_PATIENCE: Final = 2.0  # seconds that a key waits for values which are being looked up
_KEY_WIDTH, _ABOUT_WIDTH, _COUNT_WIDTH = 10, 27, 9  # cells
_SAVED: Final = "Saved filters · Delete forgets the one chosen"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to put into the line: ``text``, which is safe to show, for the value or the saved filter named."""

    prompt: Content
    text: str
    saved: str | None = None
    unfinished: bool = False  # a field, which still needs a value
    fits: bool = True  # what is written begins it

    def same(self, other: Offer) -> bool:
        """Tell whether both put the same into the line."""
        return (self.text, self.saved) == (other.text, other.saved)


class OfferList(OptionList, can_focus=False, inherit_bindings=False):
    """The list that helps with a line; ``saved`` holds the saved filters as text by name, ``say`` tells a fault.

    ``facets`` takes the name of a field of ``Filter`` and the beginning of a value and returns values with their
    numbers of claims; it is called in a thread.
    """

    def __init__(self, saved: Mapping[str, str], facets: Facets | None, say: Callable[[str], None]) -> None:
        super().__init__(markup=False, compact=True)
        self.true: dict[tuple[str, str], str] = {}
        """Values with characters that are not shown as they are, by the field of ``Filter`` and how they are shown."""
        self.token = Token(0, 0, None, "")
        """The condition or word of the line that the list helps with."""
        self._line = ""
        self._saved = saved
        self._say = say
        self._latest = Latest(self, lambda asked: facets(*asked), self._take_in) if facets else None
        self._values: dict[tuple[str, str], Values] = {}
        self._offered: list[Offer | None] = []  # None where the list has a heading

    @property
    def chosen(self) -> Offer | None:
        """What Up, Down or a click chose; None before."""
        return None if self.highlighted is None else self._offered[self.highlighted]

    @property
    def first(self) -> Offer | None:
        """The first that fits what is written, None where nothing does."""
        return next((offer for offer in self._offered if offer and offer.fits), None)

    def choose(self, step: int) -> None:
        """Go down or up, going round at the ends."""
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def look(self, line: str, cursor: int) -> None:
        """List what fits the line at the cursor, where nothing is chosen yet."""
        self._line, self.token = line, filtering.token_at(line, cursor)
        if self._latest is not None:
            question = self._question()
            self._latest.want(question if question not in self._values else None)
        self.renew(keep=False)

    async def settled(self) -> None:
        """Wait until the values that fit the line are listed."""
        if self._latest is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._latest.settled.wait(), _PATIENCE)

    def remember(self, name: str, value: str | None) -> None:
        """Keep in mind what a field's value is where it can't be shown as it is."""
        if value and safe(value) != value:
            self.true[name, safe(value)] = value

    def renew(self, *, keep: bool = True) -> None:
        """List anew what there is; what was chosen stays chosen if it is still there."""
        chosen = self.chosen if keep else None
        rows = self._rows()
        self.clear_options()
        self._offered = [row if isinstance(row, Offer) else None for row in rows]
        self.add_options(
            Option(row.prompt) if isinstance(row, Offer) else Option(Content(row), disabled=True) for row in rows
        )
        if chosen:
            same = (at for at, offer in enumerate(self._offered) if offer and offer.same(chosen))
            self.highlighted = next(same, None)

    def _rows(self) -> list[Offer | str]:
        field, written, question = self.token.field, self.token.value.strip(), self._question()
        if field is None:
            return beginnings(self._line, self.token, self._saved)
        if question is None:
            return examples(field)
        found = self._values.get(question)
        if field.values:
            return of_list(field, written, found)
        if found is None:  # on its way: what was found for other beginnings, as far as it fits
            earlier = {one for (name, _), them in self._values.items() if name == field.name for one in them}
            found = sorted(
                (one for one in earlier if written.lower() in one[0].lower()), key=lambda one: (-one[1], one)
            )
            if not found:
                return ["looking …" if self._latest else f"{field.about}, such as {field.example}"]
        for value, _ in found:
            self.remember(field.name, value)
        return of_case(field, found)

    def _question(self) -> tuple[str, str] | None:
        field = self.token.field
        if field is None or field.key in filtering.DATES:
            return None
        return field.name, "" if field.values else self.token.value.strip()

    def _take_in(self, question: tuple[str, str], found: Values | UnusableInput) -> None:
        if isinstance(found, UnusableInput):
            self._say(str(found))
            found = []
        self._values[question] = found
        self.renew()


def beginnings(line: str, token: Token, saved: Mapping[str, str]) -> list[Offer | str]:
    """Return what can begin at a word of a line: the fields that are not in the line yet, and the saved filters."""
    word = token.value.lower()
    given = {one.field.key for one in filtering.tokens(line) if one.field}
    fields = [_field(field, f"{field.key}:".startswith(word)) for field in FIELDS if field.key not in given]
    fitting = [offer for offer in fields if offer.fits]
    named = [_saved(name, text) for name, text in saved.items() if word in name.lower()]
    headed: list[Offer | str] = [_SAVED, *named] if named else []
    return [*fitting, *headed] if word and fitting else [*headed, *fields]


def examples(field: Field) -> list[Offer | str]:
    """Return how the dates of a field can be written."""
    return [f"{field.key}:{example}  {meaning}" for example, meaning in filtering.DATES[field.key]]


def of_list(field: Field, written: str, found: Values | None) -> list[Offer | str]:
    """Return the values of a field that has a fixed list of them, all where none begins with what is written."""
    counts = dict(found or [])
    fitting = [value for value in field.values if value.startswith(written.lower())]
    return [
        _value(field, value, counts.get(value, 0 if found else None), fits=bool(fitting))
        for value in fitting or field.values
    ]


def of_case(field: Field, found: Values) -> list[Offer | str]:
    """Return the values of a field that stand in the case."""
    return [_value(field, value, count) for value, count in found] or [f"nothing in this case fits {field.key}:"]


def _field(field: Field, fits: bool) -> Offer:
    prompt = Content.assemble(
        (f"{field.key}:".ljust(_KEY_WIDTH), "bold"), field.about.ljust(_ABOUT_WIDTH), (field.example, "$quiet")
    )
    return Offer(prompt, f"{field.key}:", unfinished=True, fits=fits)


def _saved(name: str, line: str) -> Offer:
    return Offer(Content.assemble((one_line(name), "bold"), (f"  {one_line(line)}", "$quiet")), safe(line), saved=name)


def _value(field: Field, value: str, count: int | None, *, fits: bool = True) -> Offer:
    number = "" if count is None else f"{count:,}"
    prompt = Content.assemble((number.rjust(_COUNT_WIDTH) + "  ", "$quiet"), one_line(value))
    return Offer(prompt, safe(filtering.condition(field, value)), fits=fits)
