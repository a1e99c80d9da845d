"""The panes and lines together: what is shown of the claim under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from secondsource import casefile
from secondsource.desk import actions
from secondsource.desk.widgets.article_pane import ArticlePane
from secondsource.desk.widgets.claim_list import ClaimList
from secondsource.desk.widgets.lines import Header, Hints, StatusLine
from secondsource.desk.widgets.pane import Pane
from secondsource.desk.widgets.source_pane import SourcePane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from secondsource.desk.review import Review


class Workspace(Container):
    """The whole desk below any window: the list, the source, the article, and the lines around them."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.claims = ClaimList(review.view)
        self.source = SourcePane()
        self.article = ArticlePane(lambda article: casefile.article_text(review.case, article))
        self.hints = Hints()
        self._header = Header()
        self._status = StatusLine()

    def compose(self) -> ComposeResult:
        """Lay out the lines and the panes."""
        yield self._header
        yield Container(self.claims, self.source, self.article, id="panes")
        yield self._status
        yield self.hints

    def on_mount(self) -> None:
        """Begin at the first open claim."""
        self.hints.show(actions.LIST)
        self.watch(self.screen, "focused", self._follow_focus, init=False)
        self.relist(self.review.view.number_at(first) if (first := self.review.next_open(-1)) is not None else None)

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
    def number(self) -> int | None:
        """The number of the claim under the cursor; None where there is none."""
        return None if self.position is None else self.review.view.number_at(self.position)

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message, which may quote text from outside, in the status line."""
        self._status.say(message, error=error)

    def relist(self, number: int | None) -> None:
        """Show the claims listed now, with the cursor on the claim with this number if it is among them."""
        position = None if number is None else self.review.view.position_of(number)
        self.claims.show(self.review.view, position or 0)
        empty = not self.review.progress.total
        self.set_class(empty, "-no-claims")
        if empty and not self.query("#empty"):
            from secondsource.desk.widgets.empty import EmptyCase

            self.mount(EmptyCase(self.review.case.path, casefile.articles(self.review.case)), before="#panes")

    def reread(self) -> None:
        """Show what the case says now of the claims in sight."""
        self.claims.forget()
        self.on_claim_list_moved()

    def go_to(self, uid: str, message: str = "") -> None:
        """Go to a claim, if it is listed, and show a message."""
        position = self.review.position_of(uid)
        self.claims.forget()
        if position is None:
            hidden = "that claim is not among those shown: 0 shows all"
            self.say(f"{message} · {hidden}" if message else hidden)
            self.on_claim_list_moved()
        else:
            self.claims.go(position)
            self.say(message)

    def on_claim_list_moved(self) -> None:
        """Show the claim under the cursor in the other panes."""
        review = self.review
        detail = None if self.position is None else review.detail(self.position)
        self.source.show(detail)
        self.article.show(detail)
        self._header.show(
            case=review.case.path.name,
            article=casefile.article_title(review.case, detail.article) if detail else "",
            filtered=review.description(),
            read_only=review.case.read_only,
        )
        self._status.count(review.progress)

    def on_claim_list_opened(self) -> None:
        """Read the claim in its article."""
        self.screen.set_focus(self.article)

    def on_source_pane_chosen(self, event: SourcePane.Chosen) -> None:
        """Go to another claim of the source."""
        self.go_to(event.uid)

    def _follow_focus(self, focused: Widget | None) -> None:
        if isinstance(focused, Pane):
            self.hints.show(focused.id or "")
