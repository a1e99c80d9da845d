"""What a ClaimReview still lacks: Google's lists, and what desks ask of each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers import MAYOR, article, case_of, extracted, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Examined
from secondsource.exporting import Publisher, Release
from secondsource.exporting.lint import Level, Lint, Remark, lacks
from secondsource.model import Attribution, Kind, Nature, Source, SourceType, Span, Stance, Terms, Verdict

DESK = Publisher("Marl Check", "https://marl-check.example/", "https://marl-check.example/reviews/")
TEXT = "Ada Quill said: the ferry ran twice."


def remarks(case: casefile.Case, publisher: Publisher = DESK) -> list[Remark]:
    return list(Lint(Release(case, publisher=publisher)))


def fields(case: casefile.Case, publisher: Publisher = DESK) -> set[tuple[Level, str]]:
    return {(remark.level, remark.field) for remark in remarks(case, publisher)}


def sound(path: Path, text: str = TEXT) -> casefile.Case:
    """A case with one claim, of which nothing is missing that a case can hold."""
    case = casefile.create_case(path)
    known = {"outlet": "Marl Gazette", "published": date(2021, 6, 29), "url": "https://gazette.example/1"}
    casefile.add_article(case, article(text, "ferry", **known), extraction(text))
    (claim,) = casefile.claims(case)
    casefile.attach(case, claim.claim, b"log", reviewer="Ann", stance=Stance.SUPPORTS, name="log.txt")
    casefile.mark(case, claim.claim, Verdict.CORROBORATED, reviewer="Ann", rationale="The log says so.")
    casefile.sign_off(case, claim.claim, reviewer="Bo")
    with case.write():
        casefile.keep(case, Examined(numbers(case)[0], "1", "0" * 64, 2, ()), lambda _: (), lambda _: 2)
    return case


def test_of_a_sound_case_nothing_is_missing_but_what_no_case_holds(tmp_path: Path) -> None:
    with sound(tmp_path / "case.db") as case:
        (remark,) = remarks(case)
        assert (remark.claim, remark.field, remark.level) == (None, "itemReviewed.author.sameAs", Level.RECOMMENDED)


def test_an_address_is_asked_for_once_for_all(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", f"{TEXT}\nAda Quill said: it sank.\nAda Quill said: it rose.") as case:
        for claim in list(casefile.claims(case))[:2]:
            casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        found = Lint(Release(case))
        told = [remark for remark in found if remark.claim is None]
    assert [(remark.level, remark.field, remark.reviews) for remark in told] == [
        (Level.REQUIRED, "url", 2),
        (Level.RECOMMENDED, "itemReviewed.author.sameAs", 2),
        (Level.OURS, "author", 2),
    ]
    assert "--reviews-at ADDRESS" in told[0].words
    assert (found.reviews, found.undecided) == (2, 1)
    assert found.missing[Level.REQUIRED, "url"] == 2


def test_what_an_article_does_not_say_is_missing(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article("The weir held."), extraction("The weir held."))
        (claim,) = casefile.claims(case)
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        found = fields(case)
    assert (Level.RECOMMENDED, "itemReviewed.author") in found
    assert (Level.RECOMMENDED, "itemReviewed.datePublished") in found
    assert (Level.OURS, "itemReviewed.appearance.url") in found


def test_what_we_ask_for_ourselves(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", f"Ada Quill said: {'the ferry ran ' * 6}.") as case:
        (claim,) = casefile.claims(case)
        casefile.mark(case, claim.claim, Verdict.CORROBORATED, reviewer="Ann")
        told = {remark.field: remark.words for remark in remarks(case) if remark.level is Level.OURS}
        assert told == {
            "claimReviewed": "85 characters, 75 fit on a phone; sum it up in fewer",
            "reviewRating.ratingExplanation": "no rationale; say why: secondsource mark --because",
            "citation": "no evidence; attach what a reader can check: secondsource evidence",
            "itemReviewed.appearance.url": "the article was added without it (secondsource add --url); link to it",
            "origins": "not counted yet; count them: secondsource examine",
            "reviewer": "decided by Ann alone; have another sign it off: secondsource sign-off",
        }
        with case.write():
            casefile.keep(case, Examined(numbers(case)[0], "1", "0" * 64, 1, ()), lambda _: (), lambda _: 1)
        told = {remark.field: remark.words for remark in remarks(case)}
        assert told["origins"] == "corroborated by a single origin; find one that does not go back to it"
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        assert (Level.OURS, "origins") not in fields(case)  # one is enough to speak against a claim


@pytest.mark.parametrize(("more", "long"), [(0, False), (1, True)])
def test_75_characters_are_not_too_many(tmp_path: Path, more: int, long: bool) -> None:
    with sound(tmp_path / "case.db", "Ada Quill said: " + "x" * (75 + more)) as case:
        assert ((Level.OURS, "claimReviewed") in fields(case)) is long


def test_a_source_that_is_held_back_is_told(tmp_path: Path) -> None:
    with sound(tmp_path / "case.db", "Ada Quill said: Quill and nobody else knew.") as case:
        (row,) = casefile.source_list(case, "Quill")
        about: dict[str, Any] = {"name": "Ada Quill", "type": SourceType.NAMED, "role": None, "affiliation": None}
        casefile.rename_source(case, row.key, reviewer="Ann", terms=Terms.BACKGROUND, **about)
        found = remarks(case)
        casefile.rename_source(case, row.key, reviewer="Ann", terms=Terms.OFF_RECORD, **about)
        withheld = Lint(Release(case, publisher=DESK))
        assert list(withheld) == []
        assert withheld.reviews == 0
    told = {remark.field: remark.words for remark in found if remark.level is Level.OURS}
    assert told["itemReviewed.author"].startswith("a protected source, held back with its evidence")
    assert "blotted out" in told["claimReviewed"]
    assert "citation" not in told
    assert not any("Quill" in remark.words for remark in found)


def test_a_document_needs_no_author(tmp_path: Path) -> None:
    text = "the minutes said: the weir held."
    of_it = Attribution(
        *((Span(0, 11),), (Span(12, 16),), (Span(18, len(text)),), Kind.INDIRECT, Source("x", SourceType.DOCUMENT)),
        *(None, True, Nature.FACT, "none", 0.9, "said"),
    )
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article(text), extracted([of_it]))
        casefile.mark(case, next(casefile.claims(case)).claim, Verdict.DISPUTED, reviewer="Ann")
        assert not any(field.startswith("itemReviewed.author") for _, field in fields(case))


def test_nothing_decided_lacks_nothing(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", TEXT) as case:
        found = Lint(Release(case))
        assert list(found) == []
        assert (found.reviews, found.undecided) == (0, 1)


# --- Google's lists, one by one ---

WHOLE = {
    "url": "https://desk.example/1",
    "author": {"@type": "Organization", "name": "Marl Check"},
    "claimReviewed": "The ferry ran twice",
    "reviewRating": {"alternateName": "disputed", "ratingValue": 1, "bestRating": 2, "worstRating": 1},
    "itemReviewed": {
        "author": {"@type": "Person", "name": MAYOR.name, "sameAs": "https://marl.example/mayor"},
        "appearance": {"url": "https://gazette.example/1"},
        "datePublished": "2021-06-29",
    },
}


def _without(node: Any, field: str) -> Any:
    name, _, rest = field.partition(".")
    if not rest:
        return {key: value for key, value in node.items() if key != name}
    return {**node, name: _without(node[name], rest)}


@pytest.mark.parametrize(
    ("field", "level"),
    [
        ("claimReviewed", Level.REQUIRED),
        ("reviewRating.alternateName", Level.REQUIRED),
        ("url", Level.REQUIRED),
        ("author", Level.RECOMMENDED),
        ("itemReviewed.author", Level.RECOMMENDED),
        ("itemReviewed.author.sameAs", Level.RECOMMENDED),
        ("itemReviewed.appearance", Level.RECOMMENDED),
        ("itemReviewed.datePublished", Level.RECOMMENDED),
        ("reviewRating.ratingValue", Level.RECOMMENDED),
        ("reviewRating.bestRating", Level.RECOMMENDED),
        ("reviewRating.worstRating", Level.RECOMMENDED),
    ],
)
def test_each_property_that_is_missing_is_told(field: str, level: Level) -> None:
    assert list(lacks(WHOLE, "claim")) == []
    (remark,) = lacks(_without(WHOLE, field), "claim")
    assert (remark.claim, remark.field, remark.level) == ("claim", field, level)
    assert remark.words.startswith(f"missing, and {level}; ")


def test_what_stands_in_for_another_is_enough() -> None:
    first = {**WHOLE["itemReviewed"], "firstAppearance": {"url": "https://x.example"}}  # type: ignore[dict-item]
    assert list(lacks({**WHOLE, "itemReviewed": _without(first, "appearance")}, "claim")) == []
    assert list(lacks({**WHOLE, "reviewRating": {"alternateName": "unverified"}}, "claim")) == []
