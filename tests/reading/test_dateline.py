from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.reading import find_dateline
from secondsource.reading.dateline import parse_date
from secondsource.reading.header import read_header

JUNE_29 = date(2021, 6, 29)

# The text, and the part of it that only dates it.
DATED = [
    (" date 2021-06-29 The harbour office said so.", "date 2021-06-29"),
    ("Date: 2021-06-29", "Date: 2021-06-29"),
    ("Published: 29 June 2021\n\nText.", "Published: 29 June 2021"),
    ("Published on June 29th, 2021\nText.", "Published on June 29th, 2021"),
    ("Date of publication 29 June 2021 Fifteen boats sank.", "Date of publication 29 June 2021"),
    ("Posted on June 29 2021 by Orla Finch Six boats sank.", "Posted on June 29 2021"),
    ("June 29, 2021\nText.", "June 29, 2021"),
    ("\ufeffJune 29, 2021\r\nText.", "June 29, 2021"),
    ("(29 June 2021)\n\nText.", "(29 June 2021)"),
    ("**29th of June 2021**\n\nText.", "**29th of June 2021**"),
    ("Tuesday, June 29, 2021 10:32 GMT", "Tuesday, June 29, 2021 10:32 GMT"),
    ("Tue 29 Jun 2021 at 0914 Harbour wall cracks", "Tue 29 Jun 2021 at 0914"),
    ("10:32 GMT, Tuesday 29 June 2021\nText.", "10:32 GMT, Tuesday 29 June 2021"),
    ("2021-06-29T10:00:00Z", "2021-06-29T10:00:00Z"),
    ("2021-06-29T10:00:00.25+02:00\nText", "2021-06-29T10:00:00.25+02:00"),
    ("29.06.2021 | Lindmere", "29.06.2021 |"),
    ("29/06/2021 Harbour wall cracks", "29/06/2021"),
    ("29.06.2021(updated 1404 30.06.2021) Lindmere", "29.06.2021"),
    ("29 June 2021. The wall cracked.", "29 June 2021."),
    ("Harbour wall cracks\n\nBy Orla Finch, June 29, 2021\n\nText.", "By Orla Finch, June 29, 2021"),
    ("Harbour wall cracks\nPublished: 29 June 2021 9 a.m. The wall", "Published: 29 June 2021 9 a.m."),
    ("Updated: 1 July 2021\nPublished: 29 June 2021\nText", "Updated: 1 July 2021\nPublished: 29 June 2021"),
    (
        "Published 29 June 2021 10:32 BST Updated 1 July 2021\nText",
        "Published 29 June 2021 10:32 BST Updated 1 July 2021",
    ),
    ("LINDMERE, June 29, 2021 (Reuters) - the wall cracked.", "LINDMERE, June 29, 2021 (Reuters) -"),
    ("LINDMERE, Ost., 29 June 2021 — The wall cracked.", "LINDMERE, Ost., 29 June 2021 —"),
    ("29 June 2021 (UPI) — The wall cracked.", "29 June 2021 (UPI) —"),
    ("Wall cracks at Lindmere AFP Tuesday 29 Jun 2021 The wall cracked", "AFP Tuesday 29 Jun 2021"),
]


@pytest.mark.parametrize(("text", "phrase"), DATED)
def test_what_only_dates_the_text(text, phrase):
    found = find_dateline(text)
    assert found
    day, span = found
    assert day == JUNE_29
    assert text[span.start : span.end] == phrase


def test_the_span_leaves_the_space_before_and_after():
    assert find_dateline(" date 2021-06-29 The harbour office said so.") == (JUNE_29, Span(1, 16))


@pytest.mark.parametrize(
    "text",
    [
        "On June 29, 2021, rebels took the harbour.",
        "June 29, 2021, was a quiet day in Lindmere.",
        "June 29, 2021 marked the end of it.",
        "29 June 2021's storm was worse.",
        "Published 29 June 2021 in a journal, the study found nothing.",
        "03/04/2021",
        "03-04-2021 Harbour wall cracks",
        "00/04/2021 Harbour wall cracks",
        "31 June 2021",
        "29 February 2021\nText",
        "2021-13-01",
        "2021-06-291",
        "29 June 0000",
        "Date",
        "By Orla Finch, June 29, 2021 was quiet",
        "LINDMERE, June 29, 2021 was quiet",
        "A headline\n\n29 June 2021 The wall cracked on a later line, and no label says that this dates the text.",
        "x" * 201 + "\n29 June 2021\n",
        "One\nTwo\nThree\nFour\nFive\nSix\n29 June 2021",
        "The ships sailed. AFP Tuesday 29 June 2021, it said.",
        "٢٩ June ٢٠٢١",
        "",
    ],
)
def test_what_mentions_a_date_or_leaves_it_open_is_no_dateline(text):
    assert find_dateline(text) is None


def test_an_ambiguous_date_still_belongs_to_no_claim():
    text = "03/04/2021\n\nThe wall cracked."
    header = read_header(text)
    assert header.published is None
    assert header.span == Span(0, 10)


def test_equal_day_and_month_are_not_ambiguous():
    assert find_dateline("05/05/2021\nText") == (date(2021, 5, 5), Span(0, 10))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-06-29T23:30:00-05:00", JUNE_29),
        ("Tue, 29 Jun 2021 10:00:00 GMT", JUNE_29),
        ("sometime in June", None),
        ("06/07/2021", None),
    ],
)
def test_a_stated_date(text, day):
    assert parse_date(text) == day


_PIECES = st.sampled_from(
    [
        *(
            "date",
            "Published",
            ":",
            " ",
            "\n",
            "June",
            "29",
            "2021",
            ",",
            "2021-06-29",
            "T10:00",
            "at",
            "0914",
            "(",
            ")",
        ),
        *("By", "AFP", "Tuesday", "—", "LINDMERE", "ſept", "Title:", "URL:", "---\n", "\ufeff", "\r\n", "31", "."),
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join), st.lists(_PIECES).map(" ".join)))
def test_no_text_breaks_it_and_the_span_lies_within(text):
    header = read_header(text)
    found = find_dateline(text)
    for span in (found and found[1], header.span):
        if span:
            assert 0 <= span.start < span.end <= len(text)
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
    if found:
        assert str(found[0].year).rjust(4, "0") in text[found[1].start : found[1].end]


@pytest.mark.parametrize(
    "opening", ["by", "29", "29 June 2021", "June 29, 2021 10:32", "Published", "LINDMERE,", "Title: x"]
)
def test_a_mile_of_spaces_costs_no_more_than_its_length(opening):
    # Patterns whose time grew with the square of the spaces would take hours here.
    read_header(opening + " " * 1_000_000 + "x")


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["{:%Y-%m-%d}", "{0.day} {0:%B} {0:%Y}", "{0:%B} {0.day}, {0:%Y}"]),
)
def test_every_day_of_the_calendar_is_read_back(day, form):
    line = form.format(day)
    assert find_dateline(f"{line}\n\nThe wall cracked.") == (day, Span(0, len(line)))
