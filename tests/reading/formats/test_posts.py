"""Exports of social posts, as their platforms write them; people, accounts and posts are made up."""

import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading.formats import posts
from secondsource.reading.given import Given, Reading, Unread


def read(value, name="export.json"):
    found = posts.readings(value, Given(io.BytesIO(), name, name))
    assert found is not None
    return list(found)


def only(value):
    (one,) = read(value)
    assert isinstance(one, Reading)
    return one


USER = {"id": "42", "username": "velmharbour", "name": "Velm Harbour"}
TWEET = {
    "id": "1500000000000000001",
    "text": "The wall cracked &amp; nobody asked us &lt;again&gt;.",
    "author_id": "42",
    "created_at": "2026-03-14T09:30:00.000Z",
}
V1 = {
    "id_str": "1500000000000000002",
    "full_text": "The mole holds.",
    "created_at": "Sat Mar 14 09:30:00 +0000 2026",
    "entities": {},
    "user": {"screen_name": "edda_kroll", "name": "Edda Kroll"},
}
STATUS = {
    "id": "111",
    "uri": "https://example.social/users/orla/statuses/111",
    "url": "https://example.social/@orla/111",
    "created_at": "2026-03-14T09:30:00.000Z",
    "content": "<p>The wall <b>cracked</b>.<br>Twice &amp; again.</p><p>See <a href='#'><span>https://</span>x.example</a></p>",
    "spoiler_text": "harbour",
    "account": {
        "acct": "orla",
        "username": "orla",
        "url": "https://example.social/@orla",
        "display_name": "Orla Finch",
    },
    "reblog": None,
}
OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "type": "OrderedCollection",
    "orderedItems": [
        {
            "type": "Create",
            "id": "https://example.social/users/orla/statuses/7/activity",
            "actor": "https://example.social/users/orla",
            "published": "2026-03-14T09:30:00Z",
            "object": {
                "id": "https://example.social/users/orla/statuses/7",
                "type": "Note",
                "url": "https://example.social/@orla/7",
                "attributedTo": "https://example.social/users/orla",
                "published": "2026-03-14T09:30:00Z",
                "content": "<p>No storm is coming.</p>",
            },
        },
        {
            "type": "Announce",
            "id": "https://example.social/users/orla/statuses/8/activity",
            "actor": "https://example.social/users/orla",
            "object": "https://other.example/notes/9",
        },
    ],
}
BLUESKY = {
    "feed": [
        {
            "post": {
                "uri": "at://did:plc:abc/app.bsky.feed.post/3k2",
                "author": {"handle": "orla.example", "displayName": "Orla Finch"},
                "record": {"$type": "app.bsky.feed.post", "text": "The ferry sank.", "createdAt": "2026-03-14T09:30Z"},
            },
            "reason": {
                "$type": "app.bsky.feed.defs#reasonRepost",
                "by": {"handle": "edda.example"},
                "indexedAt": "2026-03-15T00:00:00Z",
            },
        }
    ]
}
CHAT = {
    "name": "Velm Port Watch",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2026-03-13T00:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2026-03-14T12:30:00",
            "date_unixtime": "1773480600",
            "from": "Velm Port Watch",
            "from_id": "channel77",
            "text": ["Three boats ", {"type": "bold", "text": "sank"}, " today."],
            "text_entities": [],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2026-03-14T13:30:00",
            "from": "Velm Port Watch",
            "forwarded_from": "Marl Radio",
            "text": "The mole holds.",
        },
        {
            "id": 4,
            "type": "message",
            "date": "2026-03-14T14:30:00",
            "from": "Velm Port Watch",
            "photo": "p.jpg",
            "text": "",
        },
    ],
}


def test_x_version_2():
    one = only({"data": [TWEET], "includes": {"users": [{"id": "1", "username": "else"}, USER]}})
    article = one.article
    assert article.text == "The wall cracked & nobody asked us <again>."
    assert (article.outlet, article.author, article.title) == ("@velmharbour on X", "Velm Harbour", None)
    assert article.published == date(2026, 3, 14)
    assert article.url == "https://x.com/velmharbour/status/1500000000000000001"
    assert article.name == "x-1500000000000000001"
    assert one.original.within == "export.json, post 1"
    assert json.loads(one.original.content) == {"data": TWEET, "includes": {"users": [USER]}}
    long = {**TWEET, "note_tweet": {"text": "All of it."}}
    assert only({"data": long}).article.text == "All of it."


def test_a_repost_is_of_the_account_whose_words_it_has():
    original = {
        **TWEET,
        "id": "7",
        "text": "All of the words.",
        "author_id": "43",
        "created_at": "2026-03-01T00:00:00Z",
    }
    other = {"id": "43", "username": "marlradio", "name": "Marl Radio"}
    repost = {**TWEET, "text": "RT @marlradio: All of…", "referenced_tweets": [{"type": "retweeted", "id": "7"}]}
    one = only({"data": repost, "includes": {"users": [USER, other], "tweets": [original]}})
    assert (one.article.text, one.article.outlet) == ("All of the words.", "@marlradio on X")
    assert one.article.url == "https://x.com/marlradio/status/7"
    assert one.article.published == date(2026, 3, 1)
    assert one.original.within == "export.json, post 1, reposted by @velmharbour on 2026-03-14"
    cut = only({"data": repost, "includes": {"users": [USER]}}).article
    assert (cut.text, cut.outlet, cut.published) == ("All of…", "@marlradio on X", None)
    old = {**V1, "id_str": "9", "retweeted_status": {**V1, "user": {"screen_name": "marlradio", "name": "Marl Radio"}}}
    assert only([old]).article.outlet == "@marlradio on X"
    quoting = {**TWEET, "referenced_tweets": [{"type": "quoted", "id": "7"}]}
    assert (
        only({"data": quoting, "includes": {"users": [USER], "tweets": [original]}}).article.outlet
        == "@velmharbour on X"
    )


def test_x_version_1_and_the_archive():
    article = only({"statuses": [V1], "search_metadata": {}}).article
    assert (article.outlet, article.author, article.published) == ("@edda_kroll on X", "Edda Kroll", date(2026, 3, 14))
    assert article.url == "https://x.com/edda_kroll/status/1500000000000000002"
    archived = {key: value for key, value in V1.items() if key != "user"}
    article = only([{"tweet": archived}]).article
    assert (article.text, article.outlet, article.author) == ("The mole holds.", None, None)
    assert article.url == "https://x.com/i/web/status/1500000000000000002"
    retweeted = only([{"tweet": {**archived, "full_text": "RT @marlradio: It holds."}}])
    assert (retweeted.article.text, retweeted.article.outlet) == ("It holds.", "@marlradio on X")
    assert retweeted.original.within == "export.json, post 1, reposted on 2026-03-14"


def test_mastodon():
    article = only([STATUS]).article
    assert article.text == "harbour\n\nThe wall cracked.\n\nTwice & again.\n\nSee https://x.example"
    assert (article.outlet, article.author) == ("@orla@example.social on Mastodon", "Orla Finch")
    assert (article.url, article.name) == ("https://example.social/@orla/111", "mastodon-111")
    away = {**STATUS, "account": {"acct": "edda@other.example", "url": "https://other.example/@edda"}, "id": "112"}
    boost = only({**STATUS, "content": "", "reblog": away, "id": "113"})
    assert boost.article.outlet == "@edda@other.example on Mastodon"
    assert boost.original.within == "export.json, post 1, boosted by @orla@example.social on 2026-03-14"


def test_the_outbox_of_an_archive():
    one, boost = read(OUTBOX, "outbox.json")
    assert (one.article.text, one.article.outlet) == ("No storm is coming.", "@orla@example.social on Mastodon")
    assert (one.article.url, one.article.name) == ("https://example.social/@orla/7", "fediverse-7")
    assert one.article.published == date(2026, 3, 14)
    assert boost == Unread("outbox.json, post 2", "it boosts https://other.example/notes/9 and has no words of its own")


def test_bluesky():
    one = only(BLUESKY)
    assert (one.article.outlet, one.article.author) == ("@orla.example on Bluesky", "Orla Finch")
    assert one.article.url == "https://bsky.app/profile/orla.example/post/3k2"
    assert one.original.within == "export.json, post 1, reposted by @edda.example on 2026-03-15"


def test_telegram():
    own, forwarded, photo = read(CHAT, "result.json")
    assert (own.article.text, own.article.outlet) == ("Three boats sank today.", "Velm Port Watch on Telegram")
    assert (own.article.author, own.article.published, own.article.url) == (None, date(2026, 3, 14), None)
    assert own.article.name == "telegram-2"
    assert forwarded.article.outlet == "Marl Radio on Telegram"
    assert forwarded.article.published is None, "when it was said first is not told"
    assert forwarded.original.within == "result.json, post 2, forwarded by Velm Port Watch on 2026-03-14"
    assert photo == Unread("result.json, post 3", "it has no words")
    both = read({"about": "…", "chats": {"list": [CHAT, {**CHAT, "id": 78, "type": "private_group"}]}})
    assert [one.article.name for one in both if isinstance(one, Reading)] == [
        *("telegram-77-2", "telegram-77-3", "telegram-78-2", "telegram-78-3")
    ]


ALL = [{"data": [TWEET], "includes": {"users": [USER]}}, V1, {"tweet": V1}, STATUS, OUTBOX, BLUESKY, CHAT]


@pytest.mark.parametrize("value", ALL)
def test_what_is_kept_of_a_post_can_be_read_again_by_itself(value):
    for one in read(value):
        if isinstance(one, Reading):
            again = only(json.loads(one.original.content))
            assert again.article.text == one.article.text
            assert (again.article.outlet, again.article.author) == (one.article.outlet, one.article.author)
            assert again.original.content == one.original.content
            assert again.article.sha256 == one.article.sha256


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        "text",
        [1],
        {"id": "1", "text": "An article.", "title": "It"},
        {"id": 12, "text": "An article.", "created_at": "2026-03-14"},
        {"data": [{"id": "a1", "text": "An article."}]},
        {"content": "<p>An article.</p>", "account": "harbour", "uri": "x"},
        {"messages": [{"role": "user", "content": "x"}]},
        {"items": [{"content_text": "x"}], "version": "https://jsonfeed.org/version/1.1"},
        {"statuses": []},
        {"posts": [{"title": "x"}]},
    ],
)
def test_what_holds_no_posts(value):
    assert posts.readings(value, Given(io.BytesIO(), "x.json", "x.json")) is None


def test_nothing_but_pictures_is_refused_before_anything_is_read():
    pictures = {**CHAT, "messages": [CHAT["messages"][3]]}
    with pytest.raises(UnusableInput, match="holds no post that has words"):
        read(pictures)


def test_posts_of_one_name_are_told_apart():
    names = [one.article.name for one in read([V1, V1, V1])]
    assert names == [f"x-{V1['id_str']}{end}" for end in ("", "-2", "-3")]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from("id text data type name content account uri".split()), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    st.sampled_from(range(len(ALL))),
    st.data(),
)
@settings(deadline=None)
def test_no_field_of_another_kind_breaks_the_reader(odd, which, data):
    """Anything at all in the place of any one field: posts, or none, but no other error."""
    value = json.loads(json.dumps(ALL[which]))
    at = value
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans()):
            at = at[key]
        else:
            at[key] = odd
            break
    try:
        for one in posts.readings(value, Given(io.BytesIO(), "x.json", "x.json")) or ():
            if isinstance(one, Reading):
                one.article.text.encode()
                (one.article.outlet or "").encode()
    except UnusableInput:
        pass


@given(st.text(st.characters(categories=["L", "N", "P", "Cs", "Cc", "Zs"]), min_size=1, max_size=40))
@settings(deadline=None)
def test_words_are_kept_whatever_they_are(words):
    message = {**CHAT["messages"][1], "text": [words]}
    try:
        (one,) = read({**CHAT, "messages": [message]})
    except UnusableInput:
        assert not words.strip()
        return
    one.article.text.encode()
    assert "\0" not in one.article.text
    assert len(one.article.text) == len(words)
