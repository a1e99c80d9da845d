"""The desk's two looks: one for terminals with many colours, one for sixteen and for none.

The second uses only the terminal's own colours and says by shape (reverse, bold, underline) all that matters.
"""

from __future__ import annotations

from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from secondsource.display import CONFLICT_COLOUR, VERDICT_COLOUR, name_of

COLOURFUL: Final = Theme(
    name="secondsource",
    primary="#8ab4f8",
    secondary="#9aa5b5",
    warning="#e3b866",
    error="#f0857d",
    success="#86c995",
    accent="#8ab4f8",
    foreground="#d5d9e0",
    background="#15181d",
    surface="#1a1e24",
    panel="#22272f",
    variables={
        "quiet": "#7f8896",
        "rule": "#343b46",
        "focus": "#8ab4f8",
        "cursor": "#2b3a52",
        "cursor-idle": "#242b36",
        "strong": "#ffffff",
        "open": "#7f8896",
        "corroborated": "#86c995",
        "disputed": "#f0857d",
        "unverified": "#e3b866",
        "conflict": "#c9a0f0",
        "role-source": "#8ab4f8",
        "role-cue": "#e3b866",
        "role-content": "#ffffff",
    },
)

PLAIN: Final = Theme(
    name="secondsource-plain",
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
