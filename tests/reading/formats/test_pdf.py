"""PDFs as articles; what hostile ones do is tried in tests/reading/test_pdf.py."""

import hashlib
import io
import sys
from datetime import date

import pytest

from reading.test_pdf import document, encrypted, lines, stream
from secondsource.model import UnusableInput
from secondsource.reading import Given, text_of
from secondsource.reading.formats import pdf

pypdf = pytest.importorskip("pypdf", reason="the extra 'pdf' is not installed")


def given(data):
    return Given(io.BytesIO(data), name="wall.pdf", what="wall.pdf")


def reading(data):
    [found] = pdf.read(given(data))
    return found


def refusal(data):
    with pytest.raises(UnusableInput) as caught:
        list(pdf.read(given(data)))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def information(title, author, created):
    return b"<< /Title (%s) /Author (%s) /CreationDate (%s) >>" % (title, author, created)


def test_pages_and_what_the_document_states():
    info = information(b"Harbour wall cracks", b"Edda Kroll", b"D:20230314083000+01'00'")
    data = document(lines("The wall cracked."), lines("Nobody asked us."), o7=info, trailer=b"/Info 7 0 R")
    found = reading(data)
    assert found.article.text == "The wall cracked.\n\nNobody asked us."
    assert found.article.text == text_of(data).text
    assert found.original.marks == ((0, "page 1"), (19, "page 2"))
    assert found.original.read_by == f"PDF by pypdf {pypdf.__version__} (2 pages)"
    assert (found.article.title, found.article.author) == ("Harbour wall cracks", "Edda Kroll")
    assert found.article.published == date(2023, 3, 14)
    assert found.article.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.form, found.article.name, found.original.content) == ("PDF", "wall", data)


@pytest.mark.parametrize(
    "info",
    [
        information(b"Microsoft Word - wall3.docx", b"Administrator", b"D:19700101000000"),
        information(b"untitled", b"user", b"D:99999999"),
        information(b"wall_final.indd", b" ", b"yesterday"),
        b"<< /Title 3 /Author [7 0 R] /CreationDate 7 0 R >>",
        b"[ 1 2 ]",
    ],
)
def test_what_programs_write_into_documents_is_nobodys_word(info):
    article = reading(document(lines("The wall cracked."), o7=info, trailer=b"/Info 7 0 R")).article
    assert (article.title, article.author, article.published) == (None, None, None)


def test_the_date_in_the_text_goes_before_the_files():
    info = information(b"", b"", b"D:20240101000000")
    text = lines("Harbour wall cracks", "", "14 March 2023", "", "The wall cracked, Edda Kroll said.")
    article = reading(document(text, o7=info, trailer=b"/Info 7 0 R")).article
    assert article.published == date(2023, 3, 14)
    assert article.text[slice(*article.dateline)] == "14 March 2023"


def test_a_scan_needs_ocr():
    assert refusal(document(stream(b""))) == (
        "wall.pdf is a PDF without text (1 page), perhaps a scan: it needs OCR; run OCR over it, then add it again"
    )


def test_a_locked_document():
    assert refusal(encrypted("secret", "RC4-128")) == (
        "wall.pdf is a PDF that is locked with a password; save it unlocked and add that"
    )


def test_a_broken_document():
    assert refusal(b"%PDF-1.7\n").startswith("wall.pdf is a PDF that can't be read (it is broken inside, ")


def test_without_pypdf(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert refusal(document(lines("The wall cracked."))) == (
        "wall.pdf is a PDF; to read its text, pip install 'secondsource[pdf]' and add it again"
    )


@pytest.mark.parametrize(
    ("head", "is_pdf"),
    [(b"%PDF-1.7", True), (b"x" * 500 + b"%PDF-1.7", True), (b"x" * 2000 + b"%PDF-1.7", False), (b"", False)],
)
def test_what_is_taken_for_a_pdf(head, is_pdf):
    assert pdf.looks_like(head, given(head)) is is_pdf
