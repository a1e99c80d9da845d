"""The looks: every text can be read on everything it stands on, and no meaning hangs on colour alone."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.filter import NoColor
from textual.theme import Theme
from textual.widgets import OptionList

from secondsource import desk
from secondsource.desk import settings
from secondsource.desk.screens import dialog
from secondsource.desk.theme import DARK, HIGH_CONTRAST, LIGHT, LOOKS, SIXTEEN, name_of_look
from secondsource.display import CONFLICT_GLYPH, VERDICT_GLYPH

SHEETS = [Path(desk.__file__).with_name("desk.tcss"), dialog.STYLES]
STYLES = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
GROUNDS = ("background", "surface", "panel", "cursor", "cursor-idle")
TEXTS = (
    "foreground", "quiet", "strong", "focus", "error", "warning", "success", "open", "corroborated", "disputed",
    "unverified", "conflict", "role-source", "role-cue", "role-content",
)  # fmt: skip
LEAST = {DARK.name: 4.5, LIGHT.name: 4.5, HIGH_CONTRAST.name: 7.0}


def luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(look: Theme) -> dict[str, Color]:
    """What the styles get for every variable whose value is a colour of its own."""
    found = {}
    for name, value in (look.to_color_system().generate() | look.variables).items():
        if re.fullmatch("#[0-9A-Fa-f]{6}", value):
            found[name] = Color.parse(value)
    return found


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", LEAST)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    known = colours(LOOKS[name])
    poor = {
        f"{text} on {ground}": round(contrast(known[text], known[ground]), 2)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(known[text], known[ground]) < LEAST[name]
    }
    assert poor == {}


@pytest.mark.parametrize("name", LEAST)
def test_what_textual_draws_by_itself_can_be_read(name: str) -> None:
    known = colours(LOOKS[name])
    pairs = [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("foreground", "block-hover-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("screen-selection-foreground", "screen-selection-background"),
        ("text", "surface"),
        ("text-muted", "panel"),
        ("text-disabled", "surface"),
    ]
    ratios = {pair: contrast(known[pair[0]], known[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST[name]} == {}


@pytest.mark.parametrize("name", LEAST)
def test_what_the_styles_make_paler_can_still_be_read(name: str) -> None:
    known = colours(LOOKS[name])
    paler = re.findall(r"(?<![-\w])color:\s*\$([\w-]+)\s+(\d+)%", STYLES)
    assert paler, "the styles have no pale text any more: this test can go"
    for text, share in paler:
        for ground in ("background", "surface"):
            seen = known[ground].blend(known[text], int(share) / 100)
            assert contrast(seen, known[ground]) >= LEAST[name], f"${text} {share}% on ${ground}"


@pytest.mark.parametrize("name", LEAST)
def test_the_bar_of_the_cursor_is_seen(name: str) -> None:
    known = colours(LOOKS[name])
    assert len({known[ground].hex for ground in ("background", "cursor", "cursor-idle")}) == 3


def test_every_colour_of_the_styles_is_in_every_look() -> None:
    ours = set(re.findall(r"\$([a-z][\w-]*)", STYLES))
    assert "quiet" in ours
    for look in LOOKS.values():
        assert ours <= (look.to_color_system().generate() | look.variables).keys(), look.name


def test_no_two_verdicts_have_the_same_sign() -> None:
    signs = [*VERDICT_GLYPH.values(), CONFLICT_GLYPH]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("name", LEAST)
def test_meanings_have_colours_of_their_own(name: str) -> None:
    known = colours(LOOKS[name])
    for one, other in combinations(("open", "corroborated", "disputed", "unverified", "conflict"), 2):
        assert known[one] != known[other]


def test_the_settings_know_the_same_looks() -> None:
    assert tuple(LOOKS) == settings.THEMES


@pytest.mark.parametrize(
    ("wanted", "no_color", "terminal", "look"),
    [
        (None, False, "truecolor", "dark"),
        (None, False, "256", "dark"),
        ("light", False, "256", "light"),
        ("high-contrast", False, "standard", "sixteen"),
        ("light", True, "truecolor", "sixteen"),
        ("light", False, None, "sixteen"),
        ("sixteen", False, "truecolor", "sixteen"),
        ("unheard of", False, "truecolor", "dark"),
    ],
)
def test_which_look_is_shown(wanted: str | None, no_color: bool, terminal: str | None, look: str) -> None:
    assert name_of_look(wanted, no_color=no_color, colours=terminal) == look


async def test_the_look_can_change_while_the_desk_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app: App[None] = App()
    async with app.run_test() as pilot:
        for look in (*LOOKS.values(), DARK):
            app.register_theme(look)
            app.theme = look.name
            await pilot.pause()
            assert app.native_ansi_color == (look is SIXTEEN)
            wanted = "ansi_default" if look is SIXTEEN else str(look.background)
            assert app.theme_variables["background"].lower() == wanted


class Listed(App[None]):
    """A window of the desk with a list of options, in the desk's styles."""

    CSS_PATH = SHEETS

    def __init__(self, look: Theme) -> None:
        super().__init__(ansi_color=True if look is SIXTEEN else None)
        self.register_theme(look)
        self.theme = look.name

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield OptionList("one", "two", compact=True)


@pytest.mark.parametrize(
    ("look", "no_color"), [(DARK, False), (LIGHT, False), (HIGH_CONTRAST, False), (SIXTEEN, False), (SIXTEEN, True)]
)
async def test_the_option_under_the_cursor_is_seen(
    look: Theme, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = Listed(look)
    async with app.run_test(size=(80, 24)) as pilot:
        options = app.query_one(OptionList)
        options.highlighted = 0
        await pilot.pause()
        strips = [options.render_line(y) for y in (0, 1)]
        if no_color:
            strips = [strip.apply_filter(NoColor(), Color.parse("black")) for strip in strips]
        styles = [{segment.style.clear_meta_and_links() for segment in strip if segment.style} for strip in strips]
        assert styles[0].isdisjoint(styles[1])
