"""The panes and lines together: what is shown of the claim under the cursor, and how the panes share the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.containers import Container

from secondsource import casefile
from secondsource.desk import WIDE, actions
from secondsource.desk.widgets.article_pane import ArticlePane
from secondsource.desk.widgets.claim_list import ClaimList
from secondsource.desk.widgets.layout import fit
from secondsource.desk.widgets.lines import Header, Hints, StatusLine
from secondsource.desk.widgets.pane import Pane, Target
from secondsource.desk.widgets.source_pane import SourcePane, summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from secondsource.casefile import Row
    from secondsource.desk.actions import Action
    from secondsource.desk.remembered import Remembered
    from secondsource.desk.review import Review
    from secondsource.examine import Examination

_FEWEST: Final = 3  # rows of the list, its heading among them
_PEEKING: Final = 8  # rows of the list while the article has more room
_LEAST: Final = 0.15  # of the room, that a pane keeps
# The list's share of the room until somebody drags a border.
_SHARES: Final = {"list_width": 0.64, "list_height": 0.4, "narrow_list_height": 0.45}


class Workspace(Container):
    """The whole desk below any window: the list, the source, the article, and the lines around them."""

    def __init__(
        self,
        review: Review,
        remembered: Remembered,
        label: Callable[[Action], str],
        want: Callable[[int | None], None],
    ) -> None:
        super().__init__()
        self.review = review
        self._want = want
        self._examination: Examination | None = None  # the last one
        self._outdated = False  # whether the case has changed since
        self._remembered = remembered
        self.claims = ClaimList(review, self.follow)
        self.source = SourcePane()
        self.article = ArticlePane(
            lambda article: casefile.article_text(review.case, article),
            lambda article, start, end: casefile.claims_between(review.case, article, start, end),
        )
        self.hints = Hints(label)
        self._header = Header()
        self._status = StatusLine()
        self._lower: Pane = self.article
        self._behind = False  # whether the other panes do not show yet what the list does
        self.zoomed = False
        self.peeking = False

    def compose(self) -> ComposeResult:
        """Lay out the lines and the list; the other panes come once it is on the screen."""
        yield self._header
        yield Container(self.claims, id="panes")
        yield self._status
        yield self.hints

    def on_mount(self) -> None:
        """Begin at the first open claim."""
        self.hints.show(actions.LIST)
        self.watch(self.screen, "focused", self._follow_focus, init=False)
        self.share_room()
        self.relist(self.review.view.number_at(first) if (first := self.review.next_open(-1)) is not None else None)

    @property
    def panes(self) -> tuple[ClaimList, SourcePane, ArticlePane]:
        """The panes, in the order in which Tab goes through them."""
        return self.claims, self.source, self.article

    @property
    def pane(self) -> Pane:
        """The pane in focus; the list where none is."""
        focused = self.screen.focused
        return focused if isinstance(focused, Pane) else self.claims

    @property
    def position(self) -> int | None:
        """Where the cursor is in the claims listed; None where there are none."""
        return self.claims.cursor if self.review.view.count else None

    @property
    def row(self) -> Row | None:
        """The claim under the cursor as the list shows it; None where there is none."""
        return None if self.position is None else self.claims.row(self.claims.cursor)

    @property
    def number(self) -> int | None:
        """The number of the claim under the cursor; None where there is none."""
        return self.row.number if self.row else None

    @property
    def examined(self) -> Examination | None:
        """What the checks say of the claim under the cursor; None where that is not known as it stands now."""
        found = self._examination
        return found if found and not self._outdated and found.said.number == self.number else None

    # How the panes share the screen.

    @property
    def wide(self) -> bool:
        """Whether there is room for the source beside list and article."""
        return self.app.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        """Share another screen."""
        self.share_room()

    def share_room(self) -> None:
        """Give each pane its place: side by side where there is room, else source and article take turns."""
        wide = self.wide
        for pane in self.panes:
            in_turn = wide or pane is not (self.source if self._lower is self.article else self.article)
            pane.display = pane is self.pane if self.zoomed else in_turn
            pane.styles.row_span = 2 if wide and pane is self.source and not self.zoomed else 1
        grid = self.query_one("#panes").styles
        if self.zoomed:
            grid.grid_size_columns = grid.grid_size_rows = 1
            grid.grid_columns = grid.grid_rows = "1fr"
            return
        grid.grid_size_columns, grid.grid_size_rows = (2 if wide else 1), 2
        room = self.app.size if not self.claims.rows else self.query_one("#panes").size
        columns = round(self._share("list_width") * room.width)
        rows = _PEEKING if self.peeking and wide else max(round(self._share(self._height) * room.height), _FEWEST)
        grid.grid_columns = f"{columns} 1fr" if wide else "1fr"
        grid.grid_rows = f"{rows} 1fr"
        self._summarise()

    @property
    def _height(self) -> str:
        return "list_height" if self.wide else "narrow_list_height"

    def _share(self, name: str) -> float:
        return getattr(self._remembered, name) or _SHARES[name]

    def look_into(self, pane: Pane) -> None:
        """Give a pane the focus, and a place if it has none."""
        self.catch_up()
        if pane is not self.claims:
            self._lower = pane
        for one in self.panes:
            one.display = one.display or one is pane
        self.screen.set_focus(pane)
        self.share_room()

    def zoom(self) -> None:
        """Show the pane in focus alone, or all again."""
        self.zoomed = not self.zoomed
        self.share_room()

    def peek(self) -> None:
        """Give the article more room; where source and article take turns, it is the other's turn."""
        if self.wide:
            self.peeking = not self.peeking
        elif self.pane is self.claims:
            self._lower = self.source if self._lower is self.article else self.article
        self.share_room()

    def resize(self, border: str, by: float) -> None:
        """Move the border between "columns" or "rows" by this share of the room."""
        if border == "columns" and not self.wide:
            return
        name = "list_width" if border == "columns" else self._height
        setattr(self._remembered, name, max(_LEAST, min(self._share(name) + by, 1 - _LEAST)))
        self.peeking = False
        self.share_room()

    def on_pane_dragged(self, event: Pane.Dragged) -> None:
        """Move the border that the mouse drags."""
        room = self.query_one("#panes").region
        if event.border == "columns":
            wanted, name = (event.x - room.x) / max(room.width, 1), "list_width"
        else:
            wanted, name = (event.y - room.y) / max(room.height, 1), self._height
        self.resize(event.border, wanted - self._share(name))

    # What is shown.

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message, which may quote text from outside, in the status line."""
        self._status.say(message, error=error)

    def relist(self, number: int | None, otherwise: int = 0) -> None:
        """Show the claims listed now, the cursor on the one with this number, or at a position if it is not there."""
        position = None if number is None else self.review.view.position_of(number)
        self._outdated = True
        self.claims.show(otherwise if position is None else position)
        empty = not self.review.progress.total
        self.set_class(empty, "-no-claims")
        if empty and not self.query("#empty"):
            from secondsource.desk.widgets.empty import EmptyCase

            self.mount(EmptyCase(self.review.case.path, casefile.articles(self.review.case)), before="#panes")

    def reread(self) -> None:
        """Show what the case says now of the claims in sight."""
        self._outdated = True
        self.claims.forget()
        self.follow()

    def show_selection(self) -> None:
        """Show what is selected."""
        self.claims.describe()
        self.claims.refresh()

    def go_to(self, uid: str, message: str = "") -> None:
        """Go to a claim, if it is listed, and show a message."""
        position = self.review.position_of(uid)
        self.claims.forget()
        if position is None:
            hidden = f"that claim is not among those shown: {self.review.key('all')} shows all"
            self.say(f"{message} · {hidden}" if message else hidden)
            self.follow()
        else:
            self.claims.go(position)
            self.say(message)
        if self.pane is not self.claims:
            self.catch_up()  # the next key is for what this pane shows

    def targets(self) -> list[Target]:
        """Return all in sight that can be jumped to."""
        self.catch_up()
        found = self.claims.targets()
        for pane in (self.source, self.article):
            if pane.display:
                found.append(Target(pane.region.x, pane.region.y, partial(self.look_into, pane)))
                found += [Target(x, y, partial(self.go_to, uid)) for x, y, uid in pane.claims_in_sight()]
        return found

    def follow(self) -> None:
        """Say where the list is and how far the case; the panes follow once that is on the screen."""
        review, row = self.review, self.row
        self._header.show(
            case=review.case.path.name,
            article=casefile.article_title(review.case, row.article) if row else "",
            filtered=review.description(),
            read_only=review.case.read_only,
        )
        self._status.count(review.progress, review.pace.a_minute)
        if not self._behind:
            self._behind = True
            self.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Show the claim under the cursor in the other panes, where they do not show it yet."""
        if not self._behind:
            return
        self._behind = False
        if not self.source.is_attached:
            self.query_one("#panes").mount(self.source, self.article)
        row = self.row
        detail = self.review.detail(row) if row else None
        found = self._examination
        if found is not None and (row is None or found.said.number != row.number):
            self._examination = found = None
        self.source.show(detail, self.review.why_here(row) if row else "", found)
        self.article.show(detail)
        self._summarise()
        self._tell_origins(row)
        self._want(row.number if row else None)

    def show_examination(self, found: Examination) -> None:
        """Show what the checks say of a claim, if the cursor is still on it."""
        row = self.row
        if row is None or found.said.number != row.number or self._behind:
            return
        self._examination, self._outdated = found, False
        self.source.show(self.source.detail, self.review.why_here(row), found)
        self._tell_origins(row)

    def show_findings(self) -> None:
        """Show in the list what the checks have kept meanwhile."""
        self.claims.forget()

    def _tell_origins(self, row: Row | None) -> None:
        """Say beside the key for corroborated how many distinct origins the statement has."""
        found = self._examination
        count = found.origins.count if found else casefile.origins_of(self.review.case, row.number) if row else None
        words = "" if count is None else f" · {count} origin{'s' if count != 1 else ''}"
        self.hints.tell("corroborate", words, "" if count is None else f" ({count})")

    def on_claim_list_opened(self) -> None:
        """Read the claim in its article."""
        self.look_into(self.article)

    def on_source_pane_chosen(self, event: SourcePane.Chosen) -> None:
        """Go to another claim of the source."""
        self.go_to(event.uid)

    def on_article_pane_chosen(self, event: ArticlePane.Chosen) -> None:
        """Go to the claim that was clicked."""
        self.go_to(event.uid)

    def _summarise(self) -> None:
        detail = None if self.source.display else self.source.detail
        self.article.name_source(fit(summary(detail), self.size.width // 2).rstrip() if detail else "")

    def _follow_focus(self, focused: Widget | None) -> None:
        if isinstance(focused, Pane):
            self.hints.show(focused.id or "")
            if focused is not self.claims and focused is not self._lower:  # by the mouse
                self._lower = focused
                self.share_room()
