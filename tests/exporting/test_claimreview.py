"""ClaimReview: what of a case becomes what of a review, and what stays behind."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exporting.vocabulary import faults
from exporting.vocabulary_cases import DESK, exported, reviews, said
from helpers import article, case_of, extracted, numbered, statement
from secondsource import casefile
from secondsource.exporting import Publisher, Release, claimreview
from secondsource.model import Source, SourceType, Span, Stance, Terms, UnusableInput, Verdict


def first_claim(case: casefile.Case) -> str:
    return next(casefile.claims(case)).claim


def test_a_claim_by_itself_is_one_review(tmp_path: Path) -> None:
    text = "Ada Quill said: the ferry ran twice."
    with casefile.create_case(tmp_path / "case.db") as case:
        known = {
            "outlet": "Marl Gazette",
            "title": "Ferry back",
            "author": "Bo Tarn",
            "url": "https://gazette.example/1",
        }
        taken = extracted([said(text, Source("Ada Quill", SourceType.NAMED, "mayor", "Town of Marl"))])
        casefile.add_article(case, article(text, "ferry", published=date(2021, 6, 29), **known), taken)
        uid = first_claim(case)
        casefile.attach(
            case,
            uid,
            b"log",
            reviewer="Ann",
            stance=Stance.SUPPORTS,
            name="log.txt",
            url="https://ferry.example/log",
            passage="two trips",
            primary=True,
        )
        casefile.attach(case, uid, b"x", reviewer="Ann", stance=Stance.CONTEXT, name="a letter.pdf")
        despite = casefile.Despite(("single-origin",), "the log is kept by law")
        casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Ann", rationale="The log says so.", despite=despite)
        decided = next(casefile.claims(case)).decided_at
        document = json.loads(exported(case, publisher=DESK))
    assert faults(document) == []
    copy = {
        "@type": "MediaObject",
        "name": "log.txt",
        "url": "https://ferry.example/log",
        "sha256": hashlib.sha256(b"log").hexdigest(),
        "description": "supports (primary source): “two trips”",
    }
    assert document == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"https://marl-check.example/reviews/{uid}",
        "url": f"https://marl-check.example/reviews/{uid}",
        "dateCreated": decided,
        "datePublished": decided[:10],
        "author": {"@type": "Organization", "name": "Marl Check", "url": "https://marl-check.example/"},
        "claimReviewed": "the ferry ran twice.",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "corroborated",
            "ratingValue": 2,
            "bestRating": 2,
            "worstRating": 1,
            "ratingExplanation": "The log says so.\nDecided despite single-origin: the log is kept by law",
        },
        "itemReviewed": {
            "@type": "Claim",
            "identifier": uid,
            "author": {
                "@type": "Person",
                "name": "Ada Quill",
                "jobTitle": "mayor",
                "affiliation": {"@type": "Organization", "name": "Town of Marl"},
            },
            "datePublished": "2021-06-29",
            "appearance": {
                "@type": "NewsArticle",
                "url": "https://gazette.example/1",
                "headline": "Ferry back",
                "datePublished": "2021-06-29",
                "author": {"@type": "Person", "name": "Bo Tarn"},
                "publisher": {"@type": "Organization", "name": "Marl Gazette"},
            },
            "firstAppearance": [copy],
        },
        "citation": [
            copy,
            {
                "@type": "MediaObject",
                "name": "a letter.pdf",
                "sha256": hashlib.sha256(b"x").hexdigest(),
                "description": "context",
            },
        ],
    }


def test_several_claims_are_a_feed_of_those_that_are_decided(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3), "Nobody knows.") as case:
        uids = [claim.claim for claim in casefile.claims(case)]
        empty = json.loads(exported(case))
        assert empty == {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": []}
        casefile.mark(case, uids[2], Verdict.UNVERIFIED, reviewer="Ann")
        latest = casefile.mark(case, uids[0], Verdict.DISPUTED, reviewer="Bo")
        text = exported(case, publisher=DESK)
        one = json.loads(exported(case, casefile.Filter(verdict="disputed"), publisher=DESK))
    feed = json.loads(text)
    assert faults(feed) == []
    assert (feed["@type"], feed["dateModified"], feed["publisher"]["name"]) == ("DataFeed", latest.at, "Marl Check")
    assert [review["itemReviewed"]["identifier"] for review in reviews(text)] == [uids[0], uids[2]]
    disputed, unverified = (review["reviewRating"] for review in reviews(text))
    assert (disputed["ratingValue"], disputed["worstRating"], disputed["bestRating"]) == (1, 1, 2)
    assert unverified == {"@type": "Rating", "alternateName": "unverified"}
    assert {name: value for name, value in one.items() if name != "@context"} == reviews(text)[0]


def test_without_an_address_it_is_a_draft_by_its_reviewer(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", "Ada Quill said: the ferry ran.") as case:
        casefile.mark(case, first_claim(case), Verdict.DISPUTED, reviewer="Ann")
        draft = json.loads(exported(case))
        assert draft == json.loads(exported(case))
    assert faults(draft) == []
    assert draft["creativeWorkStatus"] == "Draft"
    assert draft["author"] == {"@type": "Person", "name": "Ann"}
    assert draft["@id"].startswith("urn:uuid:")
    assert not {"url", "datePublished"} & set(draft)


@pytest.mark.parametrize("wrong", ["marl-check.example/", "ftp://marl-check.example/", "https://", "https://a b/"])
def test_a_mistake_in_an_address_makes_no_drafts(tmp_path: Path, wrong: str) -> None:
    with case_of(tmp_path / "case.db", "Ada Quill said: the ferry ran.") as case:
        casefile.mark(case, first_claim(case), Verdict.DISPUTED, reviewer="Ann")
        for publisher in (Publisher(reviews_at=wrong), Publisher("Marl Check", wrong)):
            with pytest.raises(UnusableInput, match="is no address of the web; begin it with https://"):
                exported(case, publisher=publisher)


def test_an_undecided_claim_has_no_review(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", "Ada Quill said: the ferry ran.") as case:
        release = Release(case)
        contents, claims = next(release.articles())
        with pytest.raises(ValueError, match="has no verdict"):
            claimreview.review(release, contents, claims[0])


SOURCES = {
    "Ada Quill": (SourceType.NAMED, {"@type": "Person", "name": "Ada Quill", "jobTitle": "x"}),
    "two clerks": (SourceType.UNNAMED, {"@type": "Person", "name": "two clerks", "jobTitle": "x"}),
    "Weir Board": (SourceType.INSTITUTION, {"@type": "Organization", "name": "Weir Board", "description": "x"}),
    "Marl Radio": (SourceType.OUTLET, {"@type": "Organization", "name": "Marl Radio", "description": "x"}),
    "the minutes": (SourceType.DOCUMENT, None),
}


@pytest.mark.parametrize("name", SOURCES)
def test_who_claimed_it(tmp_path: Path, name: str) -> None:
    kind, author = SOURCES[name]
    text = f"{name} said: the weir held."
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article(text, outlet="Gazette"), extracted([said(text, Source(name, kind, "x"))]))
        casefile.mark(case, first_claim(case), Verdict.DISPUTED, reviewer="Ann")
        claim = json.loads(exported(case))["itemReviewed"]
    assert claim.get("author") == author
    assert claim.get("isBasedOn") == (None if author else {"@type": "CreativeWork", "name": name})


@pytest.mark.parametrize(
    ("known", "author"),
    [
        ({"outlet": "Gazette", "author": "Bo Tarn"}, {"@type": "Organization", "name": "Gazette"}),
        ({"author": "Bo Tarn"}, {"@type": "Person", "name": "Bo Tarn"}),
        ({}, None),
    ],
)
def test_what_an_article_says_itself_is_its_outlets_claim(
    tmp_path: Path, known: dict[str, str], author: object
) -> None:
    text = "The weir held."
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article(text, **known), extracted(narrator=[statement(Span(0, len(text)))]))
        casefile.mark(case, first_claim(case), Verdict.DISPUTED, reviewer="Ann")
        review = json.loads(exported(case))
    assert review["itemReviewed"].get("author") == author
    assert faults(review) == []


@pytest.mark.parametrize("terms", [Terms.BACKGROUND, Terms.OFF_RECORD])
def test_a_protected_source_stays_so(tmp_path: Path, terms: Terms) -> None:
    with case_of(tmp_path / "case.db", numbered(1), "The town told us that Quill knew.") as case:
        (row, *_) = casefile.source_list(case, "Quill")
        casefile.rename_source(
            case,
            row.key,
            reviewer="Ann",
            name="Ada Quill",
            type=SourceType.NAMED,
            role="mayor",
            affiliation="Town of Marl",
            terms=terms,
        )
        for claim in list(casefile.claims(case)):
            casefile.attach(case, claim.claim, b"Quill", reviewer="Ann", stance=Stance.SUPPORTS, name="Ada Quill.txt")
            casefile.mark(case, claim.claim, Verdict.CORROBORATED, reviewer="Ann", rationale="Ada Quill says so.")
        held = exported(case)
        open_ = exported(case, include=["Ada Quill"])
    assert "Quill" not in held
    assert "mayor" not in held
    assert len(reviews(held)) == (1 if terms is Terms.OFF_RECORD else 2)
    assert faults(json.loads(held)) == []
    assert "Quill" in open_
    assert len(reviews(open_)) == 2


def test_no_more_than_the_claims_at_hand_are_held(tmp_path: Path) -> None:
    taken = 0

    class Watched(Release):
        def articles(self) -> Any:
            nonlocal taken
            for one in super().articles():
                taken += 1
                yield one

    with case_of(tmp_path / "case.db", *(f"Ada Quill said: the ferry ran {n} times." for n in range(40))) as case:
        for claim in list(casefile.claims(case)):
            casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        file = io.StringIO()
        for count, one in enumerate(claimreview.write(Watched(case), file), start=1):
            assert one == 1
            assert taken <= count + 1
            assert file.getvalue().count('"@type": "ClaimReview"') == count
    assert taken == 40
