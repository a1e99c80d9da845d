"""Feeds as articles; the papers and the people in them are made up."""

import gzip
import json
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reading.formats.reading_in import articles, looks_like, mutated, read, refusal
from secondsource.model import UnusableInput
from secondsource.reading.formats import feed
from secondsource.reading.given import Reading, Unread
from secondsource.reading.parsers import feed as parser

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="x.xsl"?><!-- of the desk -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Lindmere&nbsp;Courier</title><link>https://courier.example</link>
<atom:link href="https://courier.example/feed" rel="self"/><image><title>Logo</title></image>
<item>
 <media:title>A picture</media:title><title>Wall &amp;amp; mole</title><link>https://courier.example/wall-cracked</link>
 <d:creator>Mara Quill</d:creator><pubDate>Tue, 14 Mar 2023 23:30:00 -0500</pubDate>
 <description>The wall cracked …</description>
 <content:encoded><![CDATA[<p>The wall cracked, Edda Kroll said.</p><p>“Nobody asked&nbsp;us.”</p>]]></content:encoded>
</item>
<item><title>Ferry late</title><guid isPermaLink="false">7</guid><author>desk@courier.example (Bo Orr)</author>
 <description>The ferry was late, 3 &lt; 4.</description></item>
<item><title>No words</title><link>https://courier.example/none</link></item>
<item><guid>https://courier.example/by-guid/</guid><description>&lt;p&gt;LONG&lt;/p&gt;</description></item>
</channel></rss>""".replace("LONG", "It was long. " * 100)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay Post</title>
<entry><title type="html">A &lt;b&gt;wall&lt;/b&gt;</title><id>urn:1</id>
<link rel="enclosure" href="https://post.example/a.mp3"/><link href="https://post.example/a-wall"/>
<author><name>Ilka Brandt</name><email>i@post.example</email></author><updated>2024-02-02T00:00:00Z</updated>
<published>2024-01-31T23:00:00-02:00</published>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>It cracked &amp; fell.</p><p>Twice.</p></div></content>
<source><title>Elsewhere</title></source></entry>
<entry><title>Plain</title><summary>a &lt;b&gt; c</summary><updated>2024-02-02T00:00:00Z</updated></entry>
<entry><content type="html">One&lt;br/&gt;two</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old Post</title></channel>
<item rdf:about="y"><title>Wall</title><link>https://old.example/wall</link><dc:date>2004-05-06T07:08:09Z</dc:date>
<description>It cracked.</description></item></rdf:RDF>"""
OLDEST = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Caf&eacute;</title><item><title>Wall</title><description>It cracked.</description>
</item></channel></rss>"""
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6)), max_size=5)


def test_rss():
    assert looks_like(feed, RSS)
    wall, ferry, none, long = read(feed, RSS, "courier.xml")
    article = wall.article
    assert article.text == "The wall cracked, Edda Kroll said.\n\n“Nobody asked us.”"
    assert (article.title, article.author, article.outlet) == ("Wall & mole", "Mara Quill", "Lindmere Courier")
    assert (article.published, article.url) == (date(2023, 3, 14), "https://courier.example/wall-cracked")
    assert (article.name, wall.original.within, wall.form) == ("wall-cracked", "courier.xml, entry 1", "RSS feed")
    assert wall.original.read_by == "RSS feed, HTML by plain rules"
    own = wall.original.content.decode()
    assert own in RSS
    assert (own.startswith("<item>"), own.endswith("</item>"), own.count("<item>")) == (True, True, 1)
    assert (ferry.article.text, ferry.article.author) == ("The ferry was late, 3 < 4.", "Bo Orr")
    assert (ferry.article.name, ferry.article.url) == ("courier-2", None)
    assert ferry.original.read_by == "RSS feed (summary only)"
    assert none == Unread("courier.xml, entry 3", "it has neither content nor summary")
    assert (long.article.url, long.article.name) == ("https://courier.example/by-guid/", "by-guid")
    assert long.original.read_by == "RSS feed, HTML by plain rules"


def test_atom():
    assert looks_like(feed, ATOM)
    wall, plain, html = read(feed, ATOM)
    article = wall.article
    assert article.text == "It cracked & fell.\n\nTwice."
    assert (article.title, article.author, article.outlet) == ("A wall", "Ilka Brandt", "Bay Post")
    assert (article.published, article.url) == (date(2024, 1, 31), "https://post.example/a-wall")
    assert (wall.form, wall.original.content_type) == ("Atom feed", "application/atom+xml")
    assert (plain.article.text, plain.article.published) == ("a <b> c", date(2024, 2, 2))
    assert plain.original.read_by == "Atom feed (summary only)"
    assert html.article.text == "One\n\ntwo"


def test_rdf_and_the_oldest():
    assert looks_like(feed, RDF)
    [found] = articles(feed, RDF)
    assert (found.title, found.outlet, found.published) == ("Wall", "Old Post", date(2004, 5, 6))
    assert looks_like(feed, OLDEST)
    [found] = articles(feed, OLDEST)
    assert (found.text, found.outlet) == ("It cracked.", "Café")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(codec):
    text = ATOM.replace("Bay Post", "Größe")
    data = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>\n{text}'.encode(codec)
    assert looks_like(feed, data)
    assert [one.outlet for one in articles(feed, data)] == ["Größe"] * 3


def test_packed_with_gzip():
    data = gzip.compress(RSS.encode())
    assert looks_like(feed, data)
    assert len(read(feed, data)) == 4
    assert "damaged, or breaks off" in refusal(feed, data[:-30])


def test_the_same_address_twice_gives_two_names():
    item = "<item><link>https://a.example/wall</link><description>It {} cracked.</description></item>"
    found = articles(feed, f"<rss><channel>{item.format('had')}{item.format('has')}</channel></rss>")
    assert [one.name for one in found] == ["wall", "wall-2"]


LAUGHS = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rss><channel><item><description>&c;</description></item></channel></rss>"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<rss><channel><item><description>&a;</description></item></channel></rss>"""
PARAMETER = '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/"> %a;]><rss><channel/></rss>'


BY_ANOTHER_NAME = f'<?xml version="1.0"?>{LAUGHS.replace("DOCTYPE rss", "DOCTYPE lolz")}'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER, BY_ANOTHER_NAME])
def test_entities_of_a_feed_are_refused(data):
    assert looks_like(feed, data)
    assert refusal(feed, data, "x.xml") == (
        "x.xml declares entities or a DTD of its own, which no feed needs; save it without that"
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<rss><channel><item>", "is broken XML: no element found: line 1, column 20; get it again or mend it"),
        ("<rss>\n<a>&b</rss>", "is broken XML: not well-formed (invalid token): line 2, column 5"),
        ("<rss><channel><title>x</title></channel></rss>", "is a feed without entries; there is nothing to add"),
        ("<rss>" + "<a>" * 100_000, "is XML that is nested too deep"),
        ("<rss><item><description>" + "<b>" * 100_000, "is XML that is nested too deep"),
    ],
)
def test_what_is_no_use(data, why):
    assert looks_like(feed, data)
    assert refusal(feed, data, "x.xml").startswith(f"x.xml {why}")


def test_a_million_entries():
    entries = "<item><title>a</title><description>b</description></item>" * 100_000
    assert refusal(feed, f"<rss><channel>{entries}</channel></rss>", "x.xml") == (
        "x.xml has more than 20,000 entries; split it, for instance into a file a year"
    )


def test_more_than_is_read(monkeypatch):
    monkeypatch.setattr(feed, "MOST_BYTES", 1000)
    assert "is a feed of more than" in refusal(feed, RSS)


def test_control_characters_are_passed_over():
    [found] = articles(feed, "<rss><item><description>a\x0bb\x01c\x00d</description></item></rss>")
    assert found.text == "a b c d"


@pytest.mark.parametrize(
    "head",
    [
        "<html><body>rss</body></html>",
        "<feed><animal>oats</animal></feed>",
        "<?xml version='1.0'?><TEI/>",
        "rss feed",
        "",
        "<rssx>",
        "<rdf:RDF xmlns:foaf='x'><foaf:Person/></rdf:RDF>",
    ],
)
def test_other_documents_are_no_feeds(head):
    assert not looks_like(feed, head)


def parsed(data):
    """Read as the other process does, but here: what goes wrong is seen."""
    try:
        found = parser.read(data, {"most": 100, "characters": 10**6, "pages": 1})
    except UnusableInput:
        return
    json.dumps(found)
    for entry in found["entries"]:
        assert 0 <= entry["start"] < entry["end"] <= len(data)
        assert entry["text"] is None or isinstance(entry["text"], str)


@given(CUTS, st.sampled_from([RSS, ATOM, RDF, OLDEST]))
@example([(0.0, 0, b"\xef\xbb\xbf")], RSS)
def test_broken_feeds(cuts, whole):
    parsed(mutated(whole.encode(), cuts))


@given(st.binary(max_size=200))
def test_anything(data):
    looks_like(feed, data)
    parsed(data)
    parsed(b"<rss><item><description>" + data)
    parsed(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + data + b"</content></entry></feed>"
    )


@settings(max_examples=15)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1), max_size=5))
def test_texts_come_back(texts):
    texts = [text for text in texts if text.strip() and text.isprintable()]
    if not texts:
        return
    from xml.sax.saxutils import escape

    entries = "".join(f"<entry><content>{escape(text)}</content></entry>" for text in texts)
    found = read(feed, f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>')
    plain = [text.strip() for text in texts if "<" not in text and "&" not in text]
    assert [one.article.text for one in found if isinstance(one, Reading) and one.article.text in plain] == plain
