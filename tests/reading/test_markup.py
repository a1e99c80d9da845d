import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.reading.markup import paragraphs, take_apart

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


@given(st.one_of(st.text(), st.lists(_TAGS).map("".join)))
def test_what_a_page_states_is_text_on_one_line(page):
    for value in take_apart(page).stated().values():
        assert value is None or (value.strip() and "\n" not in value and value.encode())


def test_paragraphs_hold_only_text():
    assert paragraphs(" The wall\0 \n\n\n at \ud800 \r\n") == "The wall\ufffd\n\nat \ufffd"
