import io
import sys
from datetime import date

import pytest

from secondsource.model import UnusableInput
from secondsource.reading import Given
from secondsource.reading.formats import page as pages


def given(page, **known):
    data = page if isinstance(page, bytes) else page.encode()
    return Given(io.BytesIO(data), **{"name": "wall.html", "what": "wall.html", **known})


def reading(page, **known):
    [found] = pages.read(given(page, **known))
    return found


def read(page, **known):
    return reading(page, **known).article


@pytest.fixture(params=["trafilatura", "plain rules"])
def engine(request, monkeypatch):
    """Both ways to find the main text; None in sys.modules is how a module that is not installed looks."""
    if request.param == "plain rules":
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    else:
        pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
    return request.param


def test_main_text_and_what_the_page_states(engine, page, capsys):
    article = read(page)
    paragraphs = article.text.split("\n\n")
    assert paragraphs[-3].startswith("The harbour wall at Lindmere had cracked")
    assert "“Nobody asked us,” she told" in article.text
    assert paragraphs[-1].endswith("according to the local radio station.")
    assert "Sport" not in article.text
    assert "rights reserved" not in article.text
    assert article.title == "Harbour wall gave way before the storm"
    assert article.outlet == "Ostrava Bay Courier"
    assert article.published == date(2023, 3, 14)
    assert article.url == "https://courier.example/harbour-wall"
    assert read(page, url="https://mirror.example/x").url == "https://mirror.example/x"
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def html():
    pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
    from secondsource.reading.parsers import html

    return html


def test_a_break_in_trafilatura_leaves_the_plain_rules(html, page, monkeypatch):
    def breaks(*args, **kwargs):
        raise RecursionError

    monkeypatch.setattr(html.trafilatura, "extract", breaks)
    found = html.read(page.encode(), {"article": True})
    assert "Edda Kroll" in found["text"]
    assert found["how"] == "HTML by plain rules"


def test_a_page_of_very_many_tags_is_read_by_the_plain_rules(html, page, monkeypatch):
    asked = []
    monkeypatch.setattr(html.trafilatura, "extract", lambda *args, **kwargs: asked.append(args))
    many = page.replace("</article>", "<p>x" * 100_000 + "</article>")
    assert "Edda Kroll" in html.read(many.encode(), {"article": True})["text"]
    assert not asked


def test_the_way_back_is_an_xpath(html, page):
    from lxml.html import document_fromstring

    found = reading(page)
    tree = document_fromstring(page)
    assert [label for _, label in found.original.marks][-2:] == ["/html/body/article/p[2]", "/html/body/article/p[3]"]
    for offset, label in found.original.marks:
        [element] = tree.xpath(label)
        words = " ".join(element.text_content().split())
        assert found.article.text[offset : offset + len(words)] == words
        assert offset == 0 or found.article.text[offset - 2 : offset] == "\n\n"
    # Of evidence the marks are shown beside its passages, where an XPath would say little.
    assert html.read(page.encode(), {"pages": 1})["marks"] == []


def test_the_original_is_the_page_as_it_came(page):
    found = reading(page, content_type="text/html; charset=utf-8", fetched={"status": 200}, url="https://a.example/b")
    assert found.form == "web page"
    assert found.original.content == page.encode()
    assert found.original.fetched == {"status": 200}
    assert found.original.content_type == "text/html; charset=utf-8"
    assert found.article.url == "https://a.example/b"
    assert found.article.name == "wall"


PROSE = "<p>The harbour wall at Lindmere had cracked two days before, Edda Kroll said.</p>"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Edda  Kroll">', "Edda Kroll"),
        ('<meta property="article:author" content="Bo Marl"><meta name=author content="Edda Kroll">', "Edda Kroll"),
        ('<meta property="article:author" content="https://social.example/bo"><meta name=byl content=Bo>', "Bo"),
        ('<script type="application/ld+json">{"@type":"Article","author":{"name":"Bo Marl"}}</script>', "Bo Marl"),
        (
            '<script type="application/ld+json">{"@type":"Article","author":[{"name":"Bo"},"Edda",'
            '"https://x.example/",{"name":3},{"name":"Bo"}]}</script>',
            "Bo, Edda",
        ),
        ("", None),
    ],
)
def test_who_wrote_it(head, author):
    assert read(f"<html><head>{head}</head><body>{PROSE}</body></html>").author == author


@pytest.mark.parametrize(
    ("content_type", "data", "is_page"),
    [
        (None, b"<!doctype html>", True),
        (None, b"The <p> tag", False),
        ("text/html", b"The wall", True),
        ("application/xhtml+xml; charset=utf-8", b"The wall", True),
        ("text/plain", b"<html>", False),
        ("application/octet-stream", b"<html>", True),
    ],
)
def test_what_is_taken_for_a_page(content_type, data, is_page):
    assert pages.looks_like(data, given(data, content_type=content_type)) is is_page


def test_linked_data_where_there_are_no_meta_tags(engine):
    page = """<html><head><title>Wall | Courier</title>
    <script type="application/ld+json">{"@graph": [1, {"@type": "Person", "headline": "no"}, {"@type": ["NewsArticle"],
    "headline": "Harbour wall\\n cracks", "datePublished": "2023-03-14T08:00:00Z", "url": "https://courier.example/w",
    "publisher": {"@type": "Organization", "name": "Ostrava Bay Courier"}}]}</script>
    <script type="application/ld+json">{broken</script>
    <script type="application/ld+json">[[[3]]]</script>
    </head><body><p>The harbour wall at Lindmere had cracked two days before, Edda Kroll said.</p></body></html>"""
    article = read(page)
    assert article.title == "Harbour wall cracks"
    assert article.published == date(2023, 3, 14)
    assert article.outlet == "Ostrava Bay Courier"
    assert article.url == "https://courier.example/w"
    assert "broken" not in article.text


def test_the_title_element_and_a_date_in_the_text_come_last(engine):
    article = read(
        "<html><head><title> Wall\n cracks </title><link rel=canonical href='javascript:x'></head><body>"
        "<p>14 March 2023</p><p>The harbour wall at Lindmere had cracked two days before, Edda Kroll said.</p>"
    )
    assert article.title == "Wall cracks"
    assert article.published == date(2023, 3, 14)
    assert article.text[slice(*article.dateline)] == "14 March 2023"
    assert article.url is None
    assert article.outlet is None


@pytest.mark.parametrize("stated", ["yesterday", "03/04/2023", "2023-02-30"])
def test_a_date_that_is_none_is_not_guessed(engine, stated):
    page = f"<meta name=date content='{stated}'><p>The harbour wall at Lindmere had cracked, Edda Kroll said.</p>"
    assert read(page).published is None


def test_what_no_text_may_hold_is_replaced(engine):
    article = read(
        "<html><title>A\0b&#xD800;</title><body><p>The wall\0 at &#xD800;Lindmere &#0; cracked, she said.</p></body>"
    )
    article.text.encode()
    assert "\0" not in article.text + article.title
    assert "Lindmere" in article.text


def test_a_page_without_text(engine):
    with pytest.raises(UnusableInput, match="is a page without text; save the article"):
        read("<html><head><title>Only a title</title></head><body><script>let x = 1</script></body></html>")


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta charset='ISO-8859-1'>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso8859-2"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("", "utf-8"),
        ("<meta charset=gb2312>", "gb18030"),
    ],
)
def test_the_encoding_a_page_declares(declared, codec):
    page = f"<html>{declared}<body><p>The wall at Lindmere cracked, Jürgen Kröll said on Tuesday.</p></body></html>"
    if codec == "gb18030":
        page = page.replace("ü", "你").replace("ö", "好")
    article = read(page.encode(codec))
    assert ("Jürgen Kröll" if codec != "gb18030" else "J你rgen Kr好ll") in article.text


def test_an_encoding_that_does_not_fit_is_refused_rather_than_guessed():
    page = "<html><body><p>The wall cracked, Jürgen said.</p></body></html>"
    with pytest.raises(UnusableInput, match="neither UTF-8 nor in the encoding it declares"):
        read(page.encode("cp1252"))
    xml = '<?xml version="1.0" encoding="windows-1252"?><html><body><p>The wall cracked, Jürgen said.</p></body></html>'
    assert "Jürgen" in read(xml.encode("cp1252")).text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_bom_goes_before_what_the_header_declares(codec):
    page = "<html><body><p>The wall at Lindmere cracked, Jürgen Kröll said on Tuesday.</p></body></html>"
    assert "Jürgen" in read(page.encode(codec), content_type="text/html; charset=windows-1252").text
