"""Where rules and tagger disagree: the order in which they are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.rules.reasons import rule_of

if TYPE_CHECKING:
    from secondsource.extraction.rules.proposal import Proposal

# A rule that is right this often stands beside the tagger where the tagger marks none of its cue and content.
_SURE_RULE = 0.85


def joined(tagged: list[Proposal], rules: list[Proposal]) -> list[Proposal]:
    """The attributions of tagger and rules in the order of their cues.

    What has no verb ("X, in a tweet, that …") goes first: the corpus that taught the tagger has none of it. Then the
    tagger, which was told what the rules see, has the last word on every word it marks. Of what it does not mark,
    two things stand: the further parts of a content whose cue both see, for the rules follow a quotation over
    paragraphs and past a misplaced mark; and what a rule sees that is seldom wrong.
    """
    tagged = _beside_verbless(tagged, [rule for rule in rules if rule.rule == "verbless"])
    marked = {i for p in tagged for r in p.ranges for i in range(*r)}
    found: list[Proposal] = []
    by_cue = {i: rule for rule in rules for i in range(*rule.cue)}
    for one in tagged:
        rule = next((by_cue[i] for i in range(*one.cue) if i in by_cue), None)
        parts = rule.content if rule is not None else ()
        further = tuple(r for r in parts if not any(i in marked for i in range(*r)))
        if further and len(further) < len(parts):
            marked.update(i for r in further for i in range(*r))
            found.append(one.with_content(tuple(sorted(one.content + further))))
        else:
            found.append(one)
    for rule in rules:
        if rule_of(rule.rule).precision >= _SURE_RULE and not any(
            i in marked for r in (*rule.content, rule.cue) for i in range(*r)
        ):
            found.append(rule)
    return sorted(found, key=lambda p: p.cue.first)


def _beside_verbless(tagged: list[Proposal], verbless: list[Proposal]) -> list[Proposal]:
    """The tagger's attributions without the words of those that have no verb."""
    taken = {i for p in verbless for r in (*p.content, p.cue) for i in range(*r)}
    kept = []
    for one in tagged:
        content = tuple(r for r in one.content if not any(i in taken for i in range(*r)))
        if content and not any(i in taken for i in range(*one.cue)):
            kept.append(one.with_content(content))
    return kept
