import hashlib
import io

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import Given
from secondsource.reading.formats import plain

TEXT = "Outlet: Marl Post\nAuthor: by Edda Kroll\n\nThe wall at Lindmere cracked, Edda Kroll said.\n"


def reading(data, **known):
    [found] = plain.read(Given(io.BytesIO(data), **{"name": "wall.txt", "what": "wall.txt", **known}))
    return found


def test_a_text_and_its_original():
    found = reading(TEXT.encode(), fetched={"status": 200}, url="https://marl.example/wall")
    assert found.article.text == TEXT
    assert (found.article.outlet, found.article.author) == ("Marl Post", "Edda Kroll")
    assert found.article.url == "https://marl.example/wall"
    assert found.article.sha256 == hashlib.sha256(found.original.content).hexdigest()
    assert (found.form, found.original.read_by, found.original.name) == ("text", "UTF-8 text", "wall.txt")
    assert (found.original.marks, found.original.within) == ((), None)
    assert found.original.fetched == {"status": 200}


def test_a_declared_encoding():
    found = reading("Jürgen".encode("latin-1"), content_type="text/plain; charset=iso-8859-1")
    assert found.article.text == "Jürgen"
    assert found.original.read_by == "text, its encoding declared as iso-8859-1"


@given_(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_every_code_point_stays(words):
    text = f"a{words}"
    assert reading(text.encode()).article.text == text
    assert reading(text.encode()).original.content == text.encode()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a\0b", b"\xff\xfea\0"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnusableInput, match=r"wall\.txt is .*; "):
        reading(data)


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><opml/>", b"\xef\xbb\xbf\n<?xml version='1.0'?><a>text</a>"])
def test_xml_that_is_no_article_is_refused(data):
    with pytest.raises(UnusableInput, match="XML, and neither a page nor a feed"):
        reading(data)
