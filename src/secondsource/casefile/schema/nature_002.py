"""Version 2: what each claim says (fact, opinion, …), and how much of an article its claims cover, as JSON."""

from __future__ import annotations

STATEMENTS = (
    "alter table claim add column nature text "
    "check (nature in ('fact', 'opinion', 'prediction', 'question', 'demand'))",
    "alter table claim add column nature_reason text",
    "alter table article add column coverage text",
)
