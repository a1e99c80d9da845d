import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import read_bytes
from secondsource.reading.markup import take_apart
from secondsource.reading.page import page_article


def read(page, **given_):
    return page_article(page, sha256="0" * 64, name="page", what="page.html", **given_)


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


def test_a_break_in_trafilatura_leaves_the_plain_rules(page, monkeypatch):
    trafilatura = pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")

    def breaks(*args, **kwargs):
        raise RecursionError

    monkeypatch.setattr(trafilatura, "extract", breaks)
    assert "Edda Kroll" in read(page).text


def test_a_page_of_very_many_tags_is_read_by_the_plain_rules(page, monkeypatch):
    trafilatura = pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
    asked = []
    monkeypatch.setattr(trafilatura, "extract", lambda *args, **kwargs: asked.append(args))
    assert "Edda Kroll" in read(page.replace("</article>", "<p>x" * 100_000 + "</article>")).text
    assert not asked


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
        "<html><title>A\0b\ud800</title><body><p>The wall\0 at \ud800Lindmere &#0; cracked, she said.</p></body>"
    )
    article.text.encode()
    assert "\0" not in article.text + article.title
    assert "Lindmere" in article.text


def test_a_page_without_text(engine):
    with pytest.raises(UnusableInput, match="is a page without text; save the article"):
        read("<html><head><title>Only a title</title></head><body><script>let x = 1</script></body></html>")


PARAGRAPH = "The harbour wall at Lindmere had cracked two days before the storm reached it, Edda Kroll said. "


def test_plain_rules_prefer_the_article_to_what_surrounds_it():
    around = f"<div>{PARAGRAPH * 3}</div>"
    markup = take_apart(f"{around}<article><p>{'It held. ' * 40}</p></article>{around}")
    assert set(markup.main_text().split(". ")) == {"It held", "It held."}
    assert PARAGRAPH.strip() in take_apart(f"<main><p>Short.</p></main>{around}").main_text()


def test_plain_rules_keep_words_that_only_navigation_has():
    assert take_apart("<nav>The wall<br>cracked</nav>").main_text() == "The wall\n\ncracked"


def test_plain_rules_join_what_is_one_paragraph():
    markup = take_apart("<p>The <b>wall</b>\n cracked<sup>1</sup>, she said.</p>tail &amp; end<form>no</nav></form>")
    assert markup.main_text() == "The wall cracked1, she said.\n\ntail & end"
    assert take_apart("<nav>Menu<form>Find</nav><p>The wall.</p>").main_text() == "The wall."


_TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<nav>", "</nav>", "<article>", "</article>", "<script>", "</script>", "<title>", "<!--"),
        *("<a x='", "&#0;", "<script type='application/ld+json'>", "[[", '{"@type":"Article"}', "word", "<", "<![x["),
        *("<meta name=date content=2021>", "<![", ">", "<!", "<?", "]]>"),
    ]
)


@given(st.one_of(st.text(), st.lists(_TAGS).map("".join)))
def test_no_markup_breaks_the_plain_rules(page):
    take_apart(page).main_text()


@pytest.mark.parametrize(
    "piece", ["<a ", "<a b='", "<!--", "<![CDATA[", "</", "<nav>", "<div>", "&#", "<script>", "<a b=c "]
)
def test_markup_that_never_ends_is_read_in_linear_steps(piece):
    # html.parser rescans an unfinished tag at its end: 300,000 of these would take hours if it were asked to.
    take_apart(piece * 300_000)


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
    article = read_bytes(page.encode(codec))
    assert ("Jürgen Kröll" if codec != "gb18030" else "J你rgen Kr好ll") in article.text


def test_an_encoding_that_does_not_fit_is_refused_rather_than_guessed():
    page = "<html><body><p>The wall cracked, Jürgen said.</p></body></html>"
    with pytest.raises(UnusableInput, match="neither UTF-8 nor in the encoding it declares"):
        read_bytes(page.encode("cp1252"))
    xml = '<?xml version="1.0" encoding="windows-1252"?><html><body><p>The wall cracked, Jürgen said.</p></body></html>'
    assert "Jürgen" in read_bytes(xml.encode("cp1252")).text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_bom_goes_before_what_the_header_declares(codec):
    page = "<html><body><p>The wall at Lindmere cracked, Jürgen Kröll said on Tuesday.</p></body></html>"
    assert "Jürgen" in read_bytes(page.encode(codec), content_type="text/html; charset=windows-1252").text
