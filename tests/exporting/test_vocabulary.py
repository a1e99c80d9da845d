"""The validator over schema.org's vocabulary finds what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from exporting.vocabulary import CLASSES, PROPERTIES, faults


def _review(**changed: Any) -> dict[str, Any]:
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://desk.example/1",
        "claimReviewed": "The weir held",
        "datePublished": "2021-06-29",
        "reviewRating": {"@type": "Rating", "alternateName": "disputed", "ratingValue": 1},
        "itemReviewed": {"@type": "Claim", "appearance": {"@type": "NewsArticle", "url": "https://gazette.example/1"}},
    }
    return {**review, **changed}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"claimReview": "x"}, "$.claimReview: no property"),
        ({"reviews": "x"}, "$.reviews: no property"),  # superseded by review
        ({"sha256": "0" * 64}, "$.sha256: no property of ClaimReview"),
        ({"jobTitle": "mayor"}, "$.jobTitle: no property of ClaimReview"),
        ({"@type": "ClaimCheck"}, "$: ClaimCheck is no class"),
        ({"@id": "1"}, "$.@id: '1' is no IRI"),
        ({"url": "desk.example/1"}, "$.url: 'desk.example/1' is none of ['URL']"),
        ({"datePublished": "29 June"}, "$.datePublished: '29 June' is none of ['Date', 'DateTime']"),
        ({"author": "Marl Check"}, "$.author: 'Marl Check' is none of ['Organization', 'Person']"),
        ({"reviewRating": {"@type": "Claim"}}, "$.reviewRating: Claim is none of ['Rating']"),
        ({"reviewRating": None}, "$.reviewRating: None is none of ['Rating']"),
        ({"claimReviewed": ["x", 3]}, "$.claimReviewed: 3 is none of ['Text']"),
        ({"@context": "http://example.org"}, "the document does not declare the context https://schema.org"),
    ],
)
def test_the_validator_finds_what_is_wrong(changed: dict[str, Any], fault: str) -> None:
    assert faults(_review()) == []
    assert faults(_review(**changed)) == [fault]


def test_the_validator_looks_into_every_node() -> None:
    wrong = {"@type": "Claim", "appearance": {"@type": "Rating", "headline": "x"}, "author": {"@type": "Person"}}
    assert faults(_review(itemReviewed=[wrong])) == [
        "$.itemReviewed.appearance.headline: no property of Rating",
        "$.itemReviewed.appearance: Rating is none of ['CreativeWork']",
    ]


def test_the_vocabulary_is_whole() -> None:
    """Every class that is named is described, down to Thing and DataType."""
    named = {name for facts in PROPERTIES.values() for name in facts["takes"]}
    named |= {parent for parents in CLASSES.values() for parent in parents}
    assert named <= set(CLASSES)
    assert {name for name, parents in CLASSES.items() if not parents} == {"Thing", "DataType"}
