"""ClaimReview records in the shapes that publishers give them, and in those that nobody should."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading.factchecks import canonical, feed, open_feed

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://marl-check.example/ferry",
    "datePublished": "2021-07-02T10:00:00+02:00",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "Marl Check", "url": "https://marl-check.example/"},
    "claimReviewed": "The ferry was closed for 14 days after a fire",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Quill"},
        "datePublished": "2021-06-30",
        "appearance": [{"@type": "CreativeWork", "url": "https://gazette.example/1"}, "https://gazette.example/2"],
        "firstAppearance": {"@type": "CreativeWork", "url": "https://gazette.example/0"},
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Half of it is so",
        "ratingValue": 3,
        "bestRating": "5",
        "worstRating": 1,
    },
}
OTHER = {"@type": "ClaimReview", "claimReviewed": "The harbour wall at Lindmere is sound", "url": "https://l.example/w"}
ANSWER = {
    "claims": [
        {
            "text": "The ferry was closed for 14 days after a fire",
            "claimant": "Ada Quill",
            "claimDate": "2021-06-30T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Marl Check", "site": "marl-check.example"},
                    "url": "https://marl-check.example/ferry",
                    "title": "How long was the ferry closed?",
                    "reviewDate": "2021-07-02T08:00:00Z",
                    "textualRating": "Half of it is so",
                    "languageCode": "en",
                },
                {"publisher": {"site": "other.example"}, "textualRating": "Wrong"},
            ],
        }
    ],
    "nextPageToken": "CAo",
}


@pytest.fixture
def read(tmp_path):
    """Read a text or a JSON value as a feed; return the feed and its reviews."""

    def reader(content, name="feed.json"):
        path = tmp_path / name
        data = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = open_feed(str(path))
        return found, list(found)

    return reader


@pytest.fixture
def refusal(read):
    def reader(content):
        with pytest.raises(UnusableInput) as caught:
            read(content)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return reader


def test_every_field_of_a_record(read):
    found, [review] = read(REVIEW)
    assert review.claimed == "The ferry was closed for 14 days after a fire"
    assert (review.claimant, review.claim_date) == ("Ada Quill", "2021-06-30")
    assert review.appearances == tuple(f"https://gazette.example/{number}" for number in (1, 2, 0))
    assert review.rating == "Half of it is so"
    assert (review.rating_value, review.worst, review.best) == ("3", "1", "5")
    assert (review.publisher, review.site) == ("Marl Check", "marl-check.example")
    assert review.url == "https://marl-check.example/ferry"
    assert review.published == "2021-07-02"
    assert review.language == "en"
    assert review.record == REVIEW
    assert (found.reviews, found.unusable) == (1, 0)
    assert re.fullmatch("[0-9a-f]{64}", found.sha256)


def wrapped_in_a_page(*records):
    blocks = "".join(f'<SCRIPT id=x type="application/ld+json">{json.dumps(record)}</Script>' for record in records)
    return f"<!doctype html><html><head><script>var a = 1 < 2;</script>{blocks}</head><body><p>Words.</p></body></html>"


@pytest.mark.parametrize(
    "content",
    [
        REVIEW,
        [REVIEW],
        [[{"anything": REVIEW}]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}, {"item": []}]},
        {"@type": "DataFeed", "dataFeedElement": {"@type": "DataFeedItem", "item": REVIEW}, "name": "last"},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": REVIEW}]},
        {"@type": "NewsArticle", "headline": "Ferry", "review": REVIEW},
        "\ufeff  \n" + json.dumps(REVIEW, indent=2) + "\n\n",
        json.dumps({"@type": "Thing"}) + "\n\n" + json.dumps(REVIEW),
        wrapped_in_a_page(REVIEW),
        wrapped_in_a_page({"@type": "NewsArticle"}, [REVIEW]),
        "<script type='application/ld+json; charset=utf-8'>" + json.dumps(REVIEW) + "</script>",
    ],
)
def test_wherever_a_record_stands(read, content):
    found, [review] = read(content)
    assert review.record == REVIEW
    assert found.unusable == 0


def test_json_lines_and_a_line_that_is_broken(read):
    lines = [json.dumps(REVIEW), '{"@type": "ClaimReview", "claimRev', json.dumps(OTHER), "not JSON"]
    found, reviews = read("\n".join(lines))
    assert [review.url for review in reviews] == [REVIEW["url"], OTHER["url"]]
    assert found.unusable == 2


def test_a_broken_block_of_a_page_stops_no_other(read):
    found, [review] = read("<html><script type=application/ld+json>{oops</script>" + wrapped_in_a_page(REVIEW))
    assert review.record == REVIEW
    assert found.unusable == 1


def test_a_kept_answer_of_the_service_can_be_read_again(read):
    _, [first, second] = read(ANSWER)
    assert first.claimed == second.claimed == ANSWER["claims"][0]["text"]
    assert (first.claimant, first.claim_date, first.published) == ("Ada Quill", "2021-06-30", "2021-07-02")
    assert (first.rating, first.publisher, first.site) == ("Half of it is so", "Marl Check", "marl-check.example")
    assert first.title == "How long was the ferry closed?"
    assert (second.publisher, second.rating, second.url, second.published) == ("other.example", "Wrong", None, None)
    # Each record holds the claim, and of its reviews the one that it is.
    _, [again] = read(second.record)
    assert again == second


def test_prefixed_and_expanded_json_ld(read):
    name = "http://schema.org/"
    expanded = [
        {
            "@type": [name + "ClaimReview"],
            name + "claimReviewed": [{"@value": "The pier was closed"}],
            name + "url": [{"@id": "https://p.example/pier"}],
            name + "reviewRating": [{"@type": [name + "Rating"], name + "alternateName": [{"@value": "True"}]}],
            name + "author": [{name + "name": [{"@value": "Pier Watch"}]}],
        }
    ]
    prefixed = {
        "@type": "schema:ClaimReview",
        "schema:claimReviewed": "The pier was closed",
        "schema:url": {"@id": "https://p.example/pier"},
        "schema:reviewRating": {"schema:alternateName": "True"},
        "schema:author": {"schema:name": "Pier Watch"},
    }
    _, [one] = read(expanded)
    _, [other] = read(prefixed)
    assert one == other
    assert (one.claimed, one.rating, one.publisher) == ("The pier was closed", "True", "Pier Watch")
    assert one.url == "https://p.example/pier"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reviewRating": {"ratingValue": 2.5}}, {"rating": None, "rating_value": "2.5"}),
        ({"reviewRating": {"ratingValue": True}}, {"rating": None, "rating_value": None}),
        ({"reviewRating": "Mostly so"}, {"rating": "Mostly so"}),
        ({"reviewRating": [{"name": "No"}]}, {"rating": "No"}),
        ({"reviewRating": 7}, {"rating": "7"}),
        (
            {"author": {"@type": "Person", "name": "B. Reed"}, "publisher": {"name": "Marl Check"}},
            {"publisher": "Marl Check"},
        ),
        ({"author": [{"name": "A"}, {"name": "B"}, "A"]}, {"publisher": "A, B"}),
        ({"author": {"sameAs": "https://x.example"}, "publisher": "Marl Check"}, {"publisher": "Marl Check"}),
        ({"claimReviewed": "  Bread &amp; butter\n cost\u00a05 crowns "}, {"claimed": "Bread & butter cost 5 crowns"}),
        ({"claimReviewed": None}, {"claimed": None}),
        ({"claimReviewed": "", "itemReviewed": {"name": "The wall is sound"}}, {"claimed": "The wall is sound"}),
        ({"claimReviewed": "half \ud800 of it\0"}, {"claimed": "half \ufffd of it\ufffd"}),
        ({"url": "https://x.example/\x1b[31m"}, {"url": None, "site": None}),
        ({"url": "javascript:alert(1)"}, {"url": None, "site": None}),
        ({"url": "https://[broken/"}, {"url": "https://[broken/", "site": None}),
        ({"datePublished": "July 2021"}, {"published": "July 2021"}),
        ({"datePublished": 20210702}, {"published": "20210702"}),
        ({"inLanguage": {"@type": "Language", "alternateName": "pt-BR", "name": "Portuguese"}}, {"language": "pt-BR"}),
        ({"itemReviewed": ["https://x.example", {"author": "Ada Quill"}]}, {"claimant": "Ada Quill"}),
        ({"@type": ["Review", "https://schema.org/ClaimReview"]}, {"rating": "Half of it is so"}),
        ({"@type": None}, {"rating": "Half of it is so"}),
    ],
)
def test_shapes_that_publishers_give(read, refusal, change, expected):
    record = {**REVIEW, **change}
    if expected == {"claimed": None}:
        assert "holds no ClaimReview that says what was checked" in refusal(record)
        return
    _, [review] = read(record)
    assert {name: getattr(review, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("  \n ", "is empty"),
        ("\ufeff", "is empty"),
        ("{}", "holds no ClaimReview record"),
        ("[]", "holds no ClaimReview record"),
        ("null", "begins with no JSON object or list"),
        ("claim,rating\nx,y", "begins with no JSON object or list"),
        (json.dumps([REVIEW])[:-1], "is no JSON, or breaks off"),
        (json.dumps([REVIEW])[:-40], "is no JSON, or breaks off"),
        ('{"@graph": [1 2]}', "is no JSON"),
        ('{"a": 1,}', "is no JSON"),
        ("{1: 2}", "is no JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("[" + "9" * 5_000 + "]", "is no JSON"),
        ("<html><p>No data.</p></html>", "holds no ClaimReview record"),
        ("<rss><channel></channel></rss>", "holds no ClaimReview record"),
        (b"\x1f\x8b\x08\x00\xff", "is not JSON in UTF-8"),
        (json.dumps(REVIEW).encode("utf-16"), "is not JSON in UTF-8"),
        (b'{"a": "caf\xe9"}', "is not JSON in UTF-8"),
    ],
)
def test_what_is_refused(refusal, content, said):
    assert said in refusal(content)


def test_paths_that_hold_no_feed(tmp_path):
    for place, said in ((tmp_path / "none.json", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(UnusableInput, match=said):
            list(open_feed(str(place)))


def test_nothing_is_read_ahead_and_nothing_held(monkeypatch, tmp_path):
    """The first review comes before the end of the file was read, and what was read is let go."""
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}] * 3_000}))
    monkeypatch.setattr(feed, "_PIECE", 4_096)
    taken = 0
    pieces = feed._of_file(path)

    def counted():
        nonlocal taken
        for piece in pieces:
            taken += len(piece)
            yield piece

    reading = feed.Feed("feed", counted())
    reviews = iter(reading)
    next(reviews)
    assert taken <= 2 * 4_096
    assert sum(1 for _ in reviews) == 2_999
    assert taken == path.stat().st_size


@pytest.mark.parametrize("size", [1, 7, 64])
def test_where_the_pieces_end_makes_no_difference(size):
    lines = [
        json.dumps({"n": 12345, "dataFeedElement": [REVIEW, 17, True], "@graph": [], "text": "ü\\n"}),
        json.dumps(REVIEW, ensure_ascii=False),
        json.dumps(OTHER),
    ]
    data = "\n".join(lines).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert [review.claimed for review in feed.Feed("feed", pieces)] == [
        review.claimed for review in feed.Feed("feed", [data])
    ]
    assert len(list(feed.Feed("feed", pieces))) == 3


def test_limits(monkeypatch, read, refusal):
    monkeypatch.setattr(feed, "MOST_RECORD", 2_000)
    monkeypatch.setattr(feed, "_PIECE", 500)
    long = {**REVIEW, "reviewBody": "x" * 5_000}
    assert "breaks off" in refusal([REVIEW, long])
    assert "a record of more than" in refusal({f"x{number}": "y" * 100 for number in range(100)})
    assert "a record of more than" in refusal(json.dumps(OTHER) + "\n" + json.dumps(long))
    assert len(read([REVIEW] * 50)[1]) == 50
    assert len(read("\n".join([json.dumps(REVIEW)] * 50))[1]) == 50
    monkeypatch.setattr(feed, "MOST_FILE", 4_000)
    assert "is larger than" in refusal([REVIEW] * 50)
    monkeypatch.setattr(feed, "MOST_PAGE", 1_000)
    assert "is a page of more than" in refusal(wrapped_in_a_page(REVIEW, REVIEW))


def test_tags_that_never_close(read, refusal):
    for unit in ("<script", "<script>", "<script type=ld+json>", "<script type=ld+json></script", "</script>"):
        assert "ClaimReview" in refusal("<p>" + unit * 50_000)


NAMES = [
    *REVIEW, *REVIEW["itemReviewed"], *REVIEW["reviewRating"], "@value", "@graph", "name", "text", "publisher",
    "claims", "claimReview", "dataFeedElement", "anything",
]  # fmt: skip
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES), inner | st.sampled_from(["ClaimReview", REVIEW, OTHER]), max_size=6)
    ),
    max_leaves=25,
)


@given(ANY_JSON, st.booleans())
def test_any_json_is_read_or_refused_in_one_line(value, escaped):
    data = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "replace")
    try:
        reviews = list(feed.Feed("feed", [data]))
    except UnusableInput as refused:
        assert "\n" not in str(refused)
        return
    assert reviews
    for review in reviews:
        assert review.claimed
        for text in (review.claimed, review.rating, review.publisher, review.url, review.claimant, review.published):
            assert text is None or (text == " ".join(text.split()) and text.encode() and "\0" not in text)
        kept = canonical(review.record)
        # What is kept reads as the same review, and its bytes do not hang on the order of the keys.
        [again] = feed.Feed("feed", [kept])
        assert again == review
        assert canonical(again.record) == kept


def test_a_record_that_is_nested_too_deep_is_not_kept():
    deep = []
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(UnusableInput, match="nested too deep"):
        canonical({**REVIEW, "reviewBody": deep})


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_one_line(data):
    try:
        list(feed.Feed("feed", [data]))
    except UnusableInput as refused:
        assert "\n" not in str(refused)


def test_a_feed_from_an_address(site):
    moved = site.gives("/data.json", json.dumps([REVIEW]).encode(), content_type="application/ld+json")
    url = site.gives("/feed", status=302, location=moved)
    found = open_feed(url, guard=site.guard())
    assert [review.record for review in found] == [REVIEW]
    assert found.place == moved


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 404}, "answered 404 Not Found; check the address; a feed that was saved"),
        ({"body": b"x" * 5_000}, "is larger than 1000 bytes; a feed that was saved"),
        ({"body": b'{"a"', "content_type": "application/json"}, "is no JSON"),
    ],
)
def test_an_address_without_a_feed(site, answer, said):
    url = site.gives("/feed", **answer)
    with pytest.raises(UnusableInput) as caught:
        list(open_feed(url, guard=site.guard(body_bytes=1_000)))
    assert said in str(caught.value)


def test_an_address_on_this_machine_is_refused(site):
    url = site.gives("/feed", json.dumps(REVIEW).encode())
    with pytest.raises(UnusableInput, match="only ports 80 and 443"):
        open_feed(url)
    assert site.asked == []
