"""Whatever a case holds, its reviews are schema.org's, safe in a page, and readable by ourselves."""

from __future__ import annotations

import html
import json
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hypothesis import example, given

from exporting.vocabulary import faults
from exporting.vocabulary_cases import CASES, DESK, Made, exported, made, reviews
from secondsource import casefile
from secondsource.model import Source, SourceType, Verdict
from secondsource.reading.factchecks import open_feed


def in_script(text: str) -> str:
    """What a browser finds in the script element that a page puts this text into."""

    class Script(HTMLParser):
        inside, found = False, ""

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside = self.inside or tag == "script"

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "script"

        def handle_data(self, data: str) -> None:
            self.found += data if self.inside else ""

    page = Script()
    page.feed(f'<script type="application/ld+json">{text}</script><p>The rest of the page.</p>')
    return page.found


@given(CASES)
@example(Made({}, [("x", Source("a", SourceType.NAMED), Verdict.DISPUTED, "a\u2028b\x85c", False)] * 2, [], DESK))
def test_whatever_a_case_holds_its_reviews_are_schema_orgs(plan: Made) -> None:
    with tempfile.TemporaryDirectory() as folder, made(Path(folder) / "case.db", plan) as case:
        text = exported(case, publisher=plan.publisher)
        decided = [claim for claim in casefile.claims(case) if claim.verdict]
        document = json.loads(text)
        assert faults(document) == []
        assert json.loads(in_script(text)) == document
        found = reviews(text)
        for claim, review in zip(decided, found, strict=True):
            assert review["claimReviewed"] == " ".join(claim.text.split())
            assert review["reviewRating"]["alternateName"] == claim.verdict
            if claim.rationale:
                assert review["reviewRating"]["ratingExplanation"].startswith(claim.rationale)
        if found:
            page = Path(folder) / "page.html"
            page.write_text(f'<!doctype html><script type="application/ld+json">{text}</script>', encoding="utf-8")
            file = Path(folder) / "reviews.json"
            file.write_text(text, encoding="utf-8")
            for place in (file, page):
                _reads_back(list(open_feed(str(place))), found)


def _reads_back(read: list[Any], found: list[dict[str, Any]]) -> None:
    def told(text: str | None) -> str | None:
        return " ".join(html.unescape(text).split()) or None if text else None

    for one, review in zip(read, found, strict=True):
        rating, claim = review["reviewRating"], review["itemReviewed"]
        assert one.claimed == told(review["claimReviewed"])
        assert one.rating == rating["alternateName"]
        assert one.rating_value == (str(rating["ratingValue"]) if "ratingValue" in rating else None)
        assert one.url == review.get("url")
        assert one.published == review.get("datePublished")
        assert one.claim_date == claim.get("datePublished")
        assert one.claimant == told(claim.get("author", {}).get("name"))
        assert one.publisher == told(review["author"].get("name"))
        places = [claim["appearance"], *claim.get("firstAppearance", [])]
        assert set(one.appearances) == {place["url"] for place in places if "url" in place}
