import json
import os
import sys
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import Limits, text_of
from secondsource.reading.encoding import decode_kindly

WORDS = "The harbour wall at Lindmere had cracked, Jürgen Kröll said: “nobody asked us”."
PARAGRAPH = "<p>The harbour wall at Lindmere had cracked two days before the storm reached it, Edda Kroll said.</p>"


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (WORDS.encode(), "UTF-8 text"),
        (WORDS.encode("utf-8-sig"), "UTF-8 text"),
        (WORDS.encode("utf-16"), "UTF-16 text"),
        (WORDS.encode("utf-16-be"), "UTF-16-BE text"),
        (WORDS.encode("utf-16-le"), "UTF-16-LE text"),
        (WORDS.encode("utf-32"), "UTF-32 text"),
        (WORDS.encode("cp1252"), "text (Windows-1252, a guess)"),
    ],
)
def test_plain_text_in_every_encoding(content, how):
    found = text_of(content)
    assert (found.text, found.how, found.marks) == (WORDS, how, ())


def test_a_declared_encoding_and_a_broken_one():
    cyrillic = "Стена в Линдмере треснула, сказала Эдда Кролль."
    found = text_of(cyrillic.encode("koi8-r"), content_type="text/plain; charset=KOI8-R")
    assert (found.text, found.how) == (cyrillic, "KOI8-R text")
    broken = cyrillic.encode()[:20] + b"\xff" + cyrillic.encode()[20:]
    found = text_of(broken)
    assert found.how == "text (UTF-8, 1 broken bytes replaced)"
    assert found.text.replace("\ufffd", "") == cyrillic
    assert text_of(WORDS.encode(), content_type="text/plain; charset=utf-7").text == WORDS
    assert text_of(cyrillic.encode("cp1251"), content_type="text/plain; charset=utf-8").how.endswith("a guess)")


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (b"", "0 bytes: no text"),
        (b" \n\t", "blank: no text"),
        ("\ufeff\u00a0".encode(), "blank: no text"),
        (b"\x89PNG\r\n\x1a\nxyz", "a PNG image: no text"),
        (b"\xff\xd8\xff\xe0", "a JPEG image: no text"),
        (b"\0\0\0\x20ftypisom\0\0", "a film or an image (MP4, HEIC or the like): no text"),
        (b"OggS\0", "a sound file or a film: no text"),
        (b"PK\x03\x04", "a ZIP archive or an office document: no text"),
        (b"SQLite format 3\0", "an SQLite database, perhaps a case: no text"),
        (bytes(range(256)) * 50, "binary data: no text"),
        (b"\0" * 5000, "binary data: no text"),
        (b"\0\x01\x02wall", "binary data: no text"),
        (os.urandom(20_000), "binary data: no text"),
    ],
)
def test_what_has_no_text_says_why(content, how):
    found = text_of(content)
    # Random bytes may begin like some file; what matters is that they are no text.
    assert (found.text, found.how) == (None, how) or len(content) == 20_000
    assert found.text is None


def test_what_no_text_may_hold_is_replaced():
    assert text_of(b"The wall\0 at Lindmere had cracked").text == "The wall\ufffd at Lindmere had cracked"
    assert text_of("The wall \ud800 cracked".encode("utf-16", "surrogatepass")).text == "The wall \ufffd cracked"
    assert text_of(WORDS.encode("utf-8", "surrogatepass") + b"\xed\xa0\x80").text.startswith(WORDS)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-16", "replace"))))
def test_whatever_comes_the_text_can_be_kept(content):
    if b"%PDF-" in content or b"<" in content:  # those have processes and tests of their own
        return
    found = text_of(content, content_type="text/plain; charset=latin-1")
    assert "\n" not in found.how
    if found.text is not None:
        found.text.encode()
        assert "\0" not in found.text
        assert found.text.strip()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_utf8_text_keeps_every_code_point(words):
    text = f"a{words}"
    assert text_of(text.encode()).text == text
    assert decode_kindly(text.encode()) == (text, "UTF-8")


@pytest.mark.parametrize(
    ("post", "how"),
    [
        ({"id": 1, "full_text": WORDS, "text": "The harbour…"}, "JSON of a post (its full_text)"),
        ({"data": {"id": "1", "text": WORDS}}, "JSON of a post (its data.text)"),
        ({"uri": "at://x", "value": {"$type": "post", "text": WORDS}}, "JSON of a post (its value.text)"),
        ({"text": WORDS}, "JSON of a post (its text)"),
    ],
)
def test_a_post_saved_as_json(post, how):
    found = text_of(json.dumps(post).encode())
    assert (found.text, found.how) == (WORDS, how)


@pytest.mark.parametrize(
    "content", ['{"a": "wall"}', '{"text": 3}', '{"data": ["x"]}', '{"text"', "[" * 9999, '{"a":' * 9999]
)
def test_other_json_is_plain_text(content):
    assert text_of(content.encode()).text == content


def test_half_a_surrogate_pair_in_json():
    assert text_of(b'{"text": "The wall \\ud83d cracked"}').text == "The wall \ufffd cracked"


def test_a_long_text_is_cut_and_says_so():
    srt = b"1\n00:00:01,000 --> 00:00:02,000\nThe wall\n\n2\n00:00:02,000 --> 00:00:03,000\ncracked\n"
    found = text_of(srt, limits=Limits(characters=8))
    assert found.text == "The wall"
    assert found.how == "SubRip transcript (2 cues), the first 8 characters"
    assert found.marks == ((0, "00:00:01"),)
    assert found.mark_at(-1) is None


def test_a_web_page(page):
    found = text_of(page.encode(), content_type="application/octet-stream")
    assert found.how.startswith("HTML by ")
    assert "Edda Kroll" in found.text
    assert "Sport and weather" not in found.text
    old = f"<html><body><p>{WORDS}</p></body></html>".encode("cp1252")
    found = text_of(old)
    assert WORDS in found.text
    assert "Windows-1252, a guess" in found.how
    assert WORDS in text_of(old, content_type="text/html; charset=ISO-8859-1").text


def test_a_web_page_without_trafilatura(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = text_of(page.encode())
    assert found.how == "HTML by plain rules"
    assert "Edda Kroll" in found.text
    assert text_of(b"<html><script>let x</script></html>").how == "a web page: no text"


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 500_000 + PARAGRAPH,
        "<html>" + "<b>" * 30_000 + PARAGRAPH,
        "<html>" + "<p>x" * 12_000 + PARAGRAPH,
        "<html><p " + "a=b " * 300_000 + ">" + PARAGRAPH,
        "<html><p class='" + "x " * 2_000_000 + "'>" + PARAGRAPH,
        "<html><body><p>" + "wall" * 1_000_000 + "</p>" + PARAGRAPH,
        "<html><body>" + PARAGRAPH + "<p>" + "&amp;" * 200_000 + "</p>",
        "<html><body>" + PARAGRAPH + "<p>A &#xD800; B &#0; C \0 D</p>",
        "<html>" + "<![x[" * 5_000 + ">" + PARAGRAPH,
    ],
    ids=[
        "nested",
        "nested inline",
        "paragraphs",
        "attributes",
        "long attribute",
        "no space",
        "entities",
        "NUL",
        "marked",
    ],
)
def test_hostile_pages(page):
    found = text_of(page.encode(), limits=Limits(seconds=120))
    assert "Edda Kroll" in found.text
    found.text.encode()
    assert "\0" not in found.text
    assert "\n" not in found.how


def test_a_page_that_takes_too_long_is_read_by_the_plain_rules(page, monkeypatch):
    """What trafilatura can't do in time, the second parser may; without either there is no text and no exception."""
    pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
    from secondsource.reading import apart

    real = apart.ask_apart

    def fails(kind, content, limits, **options):
        if kind == "html":
            raise apart.Broken("it took more than 1 seconds")
        return real(kind, content, limits, **options)

    monkeypatch.setattr(apart, "ask_apart", fails)
    found = text_of(page.encode())
    assert found.how == "HTML by plain rules (after another parser: it took more than 1 seconds)"
    assert "Edda Kroll" in found.text
    monkeypatch.undo()
    apart._end_all()  # so that a process has to start, which takes longer
    assert "it took more than 0.01 seconds" in text_of(page.encode(), limits=Limits(seconds=0.02)).how


def mail(subtype, *parts):
    message = MIMEMultipart(subtype)
    message["From"], message["Subject"] = "press@lindmere.example", "The wall"
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def test_mails_and_pages_saved_as_one_file(page):
    plain, html = MIMEText(WORDS, "plain", "utf-8"), MIMEText(page, "html", "utf-8")
    found = text_of(mail("alternative", html, plain))
    assert (found.text, found.how) == (WORDS, "a mail, its plain text")
    found = text_of(mail("related", html, plain))
    assert found.how.startswith("a page saved as one file, HTML by ")
    assert "Edda Kroll" in found.text
    attached = MIMEText("Not what the mail says.")
    attached.add_header("Content-Disposition", "attachment", filename="x.txt")
    assert "Edda Kroll" in text_of(mail("mixed", attached, MIMEText(page, "html"))).text
    assert text_of(mail("mixed", attached)).how == "a mail: no text (attached and left aside: x.txt)"
    nested = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
    assert "mail" in text_of(b"X: y\n" + nested * 3000).how
    assert text_of(b"Note: the MIME-Version: 1 came later.\n\nMIME-Version: 1").how == "UTF-8 text"


def test_memory_that_runs_out_is_told(monkeypatch):
    from secondsource.reading import text

    def hungry(*args):
        raise MemoryError

    monkeypatch.setattr(text, "decode_kindly", hungry)
    assert text_of(b"The wall").how == "too large for this machine's memory: no text"


def test_reading_a_copy_imports_nothing_heavy():
    import subprocess

    code = (
        "import sys; from secondsource.reading import read_copy, fetch_copy, text_of; text_of(b'The wall');"
        "print([m for m in ('httpx', 'protego', 'pypdf', 'trafilatura', 'subprocess', 'ssl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_parser_in_this_process(page, monkeypatch):
    """The same parser without its process and its limits: a fault is told in its answer."""
    from secondsource.reading import parser
    from secondsource.reading.parsers import markup

    monkeypatch.setattr(parser, "limit", lambda *args: None)
    monkeypatch.setattr(parser, "unlimit", lambda: None)
    asked = {"kind": "markup", "options": {}, "seconds": 10.0, "memory": 1024**3, "pages": 10, "characters": 10_000}
    assert "Edda Kroll" in parser.answer_to(asked, page.encode())["text"]
    assert parser.answer_to(asked, b"\xff") == {"fault": "it is broken inside, UnicodeDecodeError"}

    def fails_with(error):
        def read(data, options):
            raise error

        monkeypatch.setattr(markup, "read", read)
        return parser.answer_to(asked, b"")

    assert fails_with(MemoryError()) == {"fault": "it needs more than 1024 MiB of memory"}
    assert fails_with(UnusableInput("is locked")) == {"unusable": "is locked"}
