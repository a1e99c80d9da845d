from datetime import date

import pytest

from secondsource.reading.header import read_header

BODY = "The harbour wall at Lindmere cracked two days before the storm, the port master said.\n"


def test_header_lines_are_read_and_kept_apart():
    top = "Title: Harbour wall cracks\nOutlet: Ostrava Bay Courier\nURL: https://courier.example/wall\nDate: 2023-03-14"
    header = read_header(f"{top}\n\n{BODY}")
    assert header.title == "Harbour wall cracks"
    assert header.outlet == "Ostrava Bay Courier"
    assert header.url == "https://courier.example/wall"
    assert header.published == date(2023, 3, 14)
    assert header.span == (0, len(top))


def test_fenced_header_of_a_markdown_file():
    top = '---\ntitle: "Harbour wall cracks"\nauthor: Orla Finch\ndate: 2023-03-14\n---'
    text = f"{top}\n\n{BODY}"
    header = read_header(text)
    assert header.title == "Harbour wall cracks"
    assert header.published == date(2023, 3, 14)
    assert header.span == (0, len(top))


def test_the_date_may_follow_the_header_and_the_headline():
    text = f"Outlet: Ostrava Bay Courier\n\nHarbour wall cracks\n\n14 March 2023\n\n{BODY}"
    header = read_header(text)
    assert header.published == date(2023, 3, 14)
    assert header.title == "Harbour wall cracks"
    assert header.span == (0, len("Outlet: Ostrava Bay Courier"))


def test_the_day_of_publication_goes_before_the_day_of_a_change():
    assert read_header("Updated: 2023-03-15\nOutlet: Courier\nPublished: 2023-03-14\n\nText.").published == date(
        2023, 3, 14
    )
    assert read_header("Updated: 2023-03-15\n\nText.").published == date(2023, 3, 15)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://courier.example/", "courier.example", "https://a b"])
def test_only_a_web_address_is_kept_as_one(address):
    assert read_header(f"URL: {address}\n\n{BODY}").url is None


def test_a_very_long_line_is_no_header_line():
    assert read_header("Title: " + "word " * 100 + "\n\n" + BODY).span is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Harbour wall cracks\n\n{BODY}", "Harbour wall cracks"),
        (f"Harbour wall cracks\r\n\r\n{BODY}", "Harbour wall cracks"),
        (f"Harbour wall cracks\n{BODY}", "Harbour wall cracks"),
        (f"\ufeffHarbour wall cracks\n\n{BODY}", "Harbour wall cracks"),
        (f"# Harbour wall cracks\n\n{BODY}", "Harbour wall cracks"),
        (f"Who warned the harbour?\n\n{BODY}", "Who warned the harbour?"),
        (f"14 March 2023\n\nHarbour wall cracks\n\n{BODY}", "Harbour wall cracks"),
        ("Harbour wall cracks\n14 March 2023\nThe wall", "Harbour wall cracks"),
        (f"The harbour wall cracked.\n\n{BODY}", None),
        (f"“The harbour wall cracked.”\n\n{BODY}", None),
        ("Harbour wall cracks", None),
        ("Harbour wall cracks\n", None),
        ("The harbour wall at Lindmere\ncracked on Tuesday, she said.", None),
        ("The harbour wall at Lindmere, said\nEdda Kroll, had cracked two days\nbefore.", None),
        ("x" * 151 + f"\n\n{BODY}", None),
        ("***\n\nText.", None),
        ("", None),
        ("Title: Harbour wall cracks", "Harbour wall cracks"),
    ],
)
def test_the_headline_of_a_plain_text(text, title):
    assert read_header(text).title == title
