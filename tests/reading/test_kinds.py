import pytest

from secondsource.reading import kinds


@pytest.mark.parametrize(
    ("head", "is_page"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"\xef\xbb\xbf\n<html lang='en'>", True),
        (b"<!-- saved --><!-- twice -->\n<html>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html>", True),
        (b"<p>The wall</p>", True),
        (b"<p", False),
        (b"<person> said", False),
        (b"<!-- never closed <html>", False),
        (b"The <html> tag", False),
        (b"<b>bold</b> words", False),
    ],
)
def test_what_begins_like_a_page(head, is_page):
    assert kinds.is_page(head) is is_page


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (None, ("", None)),
        ("", ("", None)),
        ("Text/HTML; Charset=UTF-8", ("text/html", "UTF-8")),
        ('text/plain;\r\n charset="x"', ("text/plain", "x")),
        ("text/plain; charset*=utf-8''%E2%28", ("text/plain", None)),
        (";;=", ("", None)),
    ],
)
def test_a_content_type_is_split(value, parts):
    assert kinds.split_content_type(value) == parts
