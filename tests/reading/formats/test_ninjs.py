"""News items in ninjs; the agency and its people are made up."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.formats.reading_in import articles, read, refusal, survives
from secondsource.model import Span
from secondsource.reading.formats import json as format_

ONE = {
    "uri": "https://northwire.example/items/7",
    "type": "text",
    "versioncreated": "2025-03-03T10:37:00Z",
    "firstcreated": "2025-03-01T10:37:00Z",
    "byline": "By Mara Quill",
    "located": "Port Ansel",
    "headline": "Harbour reopens",
    "copyrightholder": "Northwire",
    "body_text": "PORT ANSEL (NW) - The harbour reopened. Nobody was hurt.",
    "body_xhtml": "<p>PORT ANSEL (NW) - The harbour reopened.</p><p>Nobody was hurt.</p>",
    "associations": {"main": {"uri": "urn:x", "type": "picture", "body_text": "A picture of the harbour."}},
}
TWO = {
    "uri": "urn:newsml:northwire.example:7",
    "standard": {"name": "ninjs", "version": "2.1"},
    "versioncreated": "2025-03-03T10:37:00+01:00",
    "pubstatus": "usable",
    "headlines": [{"role": "sub", "value": "Ships wait"}, {"role": "main", "value": "Harbour reopens"}],
    "bodies": [
        {"role": "xml", "contenttype": "application/nitf+xml", "value": "<p>The harbour</p><p>reopened.</p>"},
        {"contenttype": "text/plain", "value": "The harbour reopened."},
    ],
    "by": "Mara Quill, Northwire",
    "infosources": [{"name": "Northwire"}],
}
WORDS = st.sampled_from(sorted({*ONE, *TWO, "descriptions", "value", "role"}))
ANY = st.recursive(
    st.none() | st.text(max_size=10) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=10,
)


def test_version_one():
    [found] = read(format_, json.dumps(ONE), "item.json")
    article = found.article
    assert article.text == "PORT ANSEL (NW) - The harbour reopened.\n\nNobody was hurt."
    assert (article.title, article.author, article.outlet) == ("Harbour reopens", "Mara Quill", "Northwire")
    assert (article.published, article.url) == (date(2025, 3, 3), "https://northwire.example/items/7")
    assert article.dateline == Span(0, len("PORT ANSEL (NW) -"))
    assert (found.form, found.original.read_by) == ("ninjs", "ninjs, HTML by plain rules")


def test_a_place_that_the_text_does_not_name_is_no_date_line():
    [found] = articles(format_, json.dumps({**ONE, "located": "Lindmere"}))
    assert found.dateline is None


def test_plain_text_with_lines_goes_before_markup():
    [found] = articles(format_, json.dumps({**ONE, "body_text": "One.\nTwo."}))
    assert found.text == "One.\nTwo."


@pytest.mark.parametrize("spelled", [str, lambda name: name.replace("created", "Created").replace("type", "Type")])
def test_versions_two_and_three(spelled):
    item = {spelled(name): value for name, value in TWO.items()}
    item["bodies"] = [{spelled(name): value for name, value in body.items()} for body in TWO["bodies"]]
    [found] = read(format_, json.dumps(item))
    assert found.article.text == "The harbour\n\nreopened."
    assert (found.article.title, found.article.author) == ("Harbour reopens", "Mara Quill, Northwire")
    assert (found.article.outlet, found.article.published) == ("Northwire", date(2025, 3, 3))
    assert found.article.url is None
    assert found.original.read_by == "ninjs 2.1, HTML by plain rules"


def test_only_a_summary():
    item = {"uri": "urn:x", "versioncreated": "2025-03-03", "descriptions": [{"value": "The harbour reopened."}]}
    [found] = read(format_, json.dumps(item))
    assert (found.article.text, found.original.read_by) == ("The harbour reopened.", "ninjs (summary only)")


def test_what_is_no_article():
    picture, withdrawn = {**ONE, "type": "picture"}, {**ONE, "pubstatus": "canceled"}
    first, second, third = read(format_, json.dumps([picture, withdrawn, {**TWO, "bodies": []}]), "items.json")
    assert first.fault == "it is of the type 'picture' and no text"
    assert second.fault.startswith("its agency says that it is canceled")
    assert third.fault == "it has no text"
    assert "is of the type 'picture'" in refusal(format_, json.dumps(picture))


def test_lines_of_items():
    found = articles(format_, json.dumps(ONE) + "\n" + json.dumps(TWO) + "\n", "wire.jsonl")
    assert [one.title for one in found] == ["Harbour reopens"] * 2


@given(st.dictionaries(WORDS, ANY, max_size=6))
def test_anything(item):
    survives(format_, json.dumps({"uri": "urn:x", "pubstatus": "usable", **item}))
