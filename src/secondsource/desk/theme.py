"""The desk's four looks. Contrast is WCAG 2.2's: at least 4.5 for every text, at least 7 in high contrast.

``sixteen`` uses only the terminal's own colours and says by shape (reverse, bold, underline) all that matters; it is
also the look without any colour. In the others colour adds to the shapes: no two meanings differ by colour alone.
"""

from __future__ import annotations

from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from secondsource.display import CONFLICT_COLOUR, VERDICT_COLOUR, name_of


def _look(name: str, *, dark: bool, **colours: str) -> Theme:
    """Return a look from its colours; what Textual would derive for its own widgets is set from the same ones."""
    ours = (
        "quiet", "rule", "focus", "cursor", "cursor-idle", "strong", "open", "corroborated", "disputed", "unverified",
        "conflict", "role-source", "role-cue", "role-content",
    )  # fmt: skip
    given = {key.replace("_", "-"): colour for key, colour in colours.items()}
    return Theme(
        name=name,
        dark=dark,
        primary=given["focus"],
        secondary=given["quiet"],
        accent=given["focus"],
        warning=given["unverified"],
        error=given["disputed"],
        success=given["corroborated"],
        foreground=given["foreground"],
        background=given["background"],
        surface=given["surface"],
        panel=given["panel"],
        variables={key: given[key] for key in ours}
        | {
            "text": given["foreground"],
            "text-muted": given["quiet"],
            "text-disabled": given["quiet"],
            "border": given["focus"],
            "border-blurred": given["rule"],
            "block-cursor-background": given["cursor"],
            "block-cursor-foreground": given["strong"],
            "block-cursor-blurred-background": given["cursor-idle"],
            "block-cursor-blurred-foreground": given["strong"],
            "block-hover-background": given["cursor-idle"],
            "input-cursor-background": given["foreground"],
            "input-cursor-foreground": given["background"],
            "input-selection-background": given["cursor"],
            "input-selection-foreground": given["strong"],
            "screen-selection-background": given["cursor"],
            "screen-selection-foreground": given["strong"],
            "button-color-foreground": given["background"],
        },
    )


DARK: Final = _look(
    "dark",
    dark=True,
    foreground="#d5d9e0",
    background="#15181d",
    surface="#1a1e24",
    panel="#22272f",
    rule="#343b46",
    cursor="#25344d",
    cursor_idle="#242b36",
    quiet="#98a1b0",
    strong="#ffffff",
    focus="#8ab4f8",
    open="#98a1b0",
    corroborated="#8fd6a0",
    disputed="#f28b82",
    unverified="#e3b866",
    conflict="#c9a0f0",
    role_source="#8ab4f8",
    role_cue="#e3b866",
    role_content="#ffffff",
)

LIGHT: Final = _look(
    "light",
    dark=False,
    foreground="#24282e",
    background="#fbfbf9",
    surface="#ffffff",
    panel="#eff1f3",
    rule="#c3c8d0",
    cursor="#d3e3fd",
    cursor_idle="#e8ebf0",
    quiet="#596170",
    strong="#000000",
    focus="#0b57d0",
    open="#596170",
    corroborated="#13602f",
    disputed="#b3261e",
    unverified="#7a5100",
    conflict="#7b3fb5",
    role_source="#0b57d0",
    role_cue="#7a5100",
    role_content="#000000",
)

HIGH_CONTRAST: Final = _look(
    "high-contrast",
    dark=True,
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    rule="#9a9a9a",
    cursor="#002a6e",
    cursor_idle="#2a2a2a",
    quiet="#d6d6d6",
    strong="#ffffff",
    focus="#ffff5c",
    open="#d6d6d6",
    corroborated="#7dff9b",
    disputed="#ffb0a8",
    unverified="#ffd75e",
    conflict="#e6c2ff",
    role_source="#9fd8ff",
    role_cue="#ffd75e",
    role_content="#ffffff",
)

SIXTEEN: Final = Theme(
    name="sixteen",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_blue",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=BUILTIN_THEMES["ansi-dark"].variables
    | {
        "quiet": "ansi_default",
        "rule": "ansi_bright_black",
        "focus": "ansi_cyan",
        "cursor": "ansi_default",
        "cursor-idle": "ansi_default",
        "strong": "ansi_default",
        "role-source": "ansi_cyan",
        "role-cue": "ansi_yellow",
        "role-content": "ansi_default",
        "conflict": f"ansi_{CONFLICT_COLOUR}",
    }
    | {name_of(verdict): f"ansi_{colour}" for verdict, colour in VERDICT_COLOUR.items()},
)

LOOKS: Final = {look.name: look for look in (DARK, LIGHT, HIGH_CONTRAST, SIXTEEN)}


def name_of_look(wanted: str | None, *, no_color: bool, colours: str | None) -> str:
    """Return the name of the look to show.

    ``wanted`` is what was asked for, None for nothing. ``no_color`` tells whether NO_COLOR is set, ``colours`` is
    Rich's name for what the terminal can: "standard" for sixteen colours, None for none; both leave only ``sixteen``.
    """
    if no_color or colours in {None, "standard"}:
        return SIXTEEN.name
    return wanted if wanted in LOOKS else DARK.name
