import io
from datetime import date
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import Given, text_of
from secondsource.reading.formats import mail as mails
from secondsource.reading.parsers import mail as parser

WALL = "The harbour wall at Lindmere had cracked, Jürgen Kröll said: “nobody asked us”."


def given(data, **known):
    return Given(io.BytesIO(data), **{"name": "wall.eml", "what": "wall.eml", **known})


def reading(data, **known):
    [found] = mails.read(given(data, **known))
    return found


def raw(body=b"The wall cracked.\r\n", *headers):
    return b"\r\n".join((b"Message-ID: <1@a.example>", b"To: desk@a.example", *headers)) + b"\r\n\r\n" + body


def test_a_mail_with_all_it_states():
    message = EmailMessage()
    message["From"] = "Jürgen Kröll <juergen@lindmere.example>"
    message["To"] = "desk@marl.example"
    message["Subject"] = "Die Mauer in Lindmere – ein Riß, der wächst und wächst und wächst und wächst und wächst"
    message["Date"] = "Tue, 14 Mar 2023 23:30:00 -0500"
    message["Organization"] = "Hafenamt Lindmere"
    message["Archived-At"] = "<https://lists.lindmere.example/1>"
    message.set_content(WALL)
    message.add_alternative(f"<p>{WALL}</p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="Riß.png")
    found = reading(message.as_bytes())
    article = found.article
    assert article.text.strip() == WALL
    assert article.title == message["Subject"]
    assert (article.author, article.outlet) == ("Jürgen Kröll", "Hafenamt Lindmere")
    assert article.published == date(2023, 3, 14)
    assert article.url == "https://lists.lindmere.example/1"
    assert article.name == "wall"
    assert found.form == "e-mail"
    assert found.original.read_by == "a mail, its plain text (attached and left aside: Riß.png)"
    assert found.original.content == message.as_bytes()
    assert text_of(message.as_bytes()).text == article.text


@pytest.mark.parametrize(
    ("header", "outlet"),
    [
        (b"List-Id: Marl Press Notes <notes.marl.example>", "Marl Press Notes"),
        (b'List-Id: "Marl Press" <notes.marl.example>', "Marl Press"),
        (b"List-Id: =?utf-8?q?Marl_Pr=C3=A9s?= <notes.marl.example>", "Marl Prés"),
        (b"List-Id: <notes.marl.example>", None),
        (b"X-Other: Marl", None),
    ],
)
def test_the_outlet_is_only_what_a_header_names(header, outlet):
    assert reading(raw(b"The wall cracked.", b"From: bo@marl.example", header)).article.outlet == outlet


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        (b"bo@marl.example", "bo@marl.example"),
        (b'"Marl, Bo" <bo@marl.example>', "Marl, Bo"),
        (b"Bo <bo@marl.example>, Edda <edda@marl.example>", "Bo, Edda"),
        ("Jürgen Kröll <j@marl.example>".encode("latin-1"), "Jürgen Kröll"),
        ("Jürgen Kröll <j@marl.example>".encode(), "Jürgen Kröll"),
        (b"=?no-such-charset?b?Qm8=?= <bo@marl.example>", "Bo"),
        (b"=?utf-8?b?a?= <bo@marl.example>", "=?utf-8?b?a?="),
        (b"", None),
    ],
)
def test_who_wrote_it_in_any_encoding(sender, author):
    assert reading(raw(b"The wall cracked.", b"From: " + sender)).article.author == author


@pytest.mark.parametrize("day", [b"yesterday", b"31 Feb 2023 00:00", b"Tue, 99 Mar 99999", b"\xff"])
def test_a_date_that_is_none(day):
    assert reading(raw(b"The wall cracked.", b"Date: " + day)).article.published is None


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        (b"text/plain; charset=koi8-r", "Стена".encode("koi8-r"), "Стена"),
        (b"text/plain; charset=utf-8", "Jürgen".encode("latin-1"), "Jürgen"),
        (b"text/plain; charset=no-such-charset", "Jürgen".encode(), "Jürgen"),
        (b"text/plain; charset*=utf-8''%E2%28%A1", b"wall", "wall"),
        (b"text/plain", b"\xff\xfeW\0a\0l\0l\0", "Wall"),
    ],
)
def test_broken_charsets(kind, body, text):
    assert reading(raw(body, b"Content-Type: " + kind)).article.text == text


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        (b"quoted-printable", b"J=C3=BCrgen sa=\r\nid so =3D yes =ZZ", "Jürgen said so = yes =ZZ"),
        (b"base64", b"VGhlIHdhbGwg\r\nY3JhY2tlZC4=", "The wall cracked."),
        (b"base64", b"VGhlIHdhbGwgY3JhY2tlZC4", "The wall cracked."),
        (b"no-such-encoding", b"The wall.", "The wall."),
    ],
)
def test_transfer_encodings(encoding, body, text):
    headers = (b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: " + encoding)
    assert reading(raw(body, *headers)).article.text == text


def test_lines_that_a_mail_program_broke_are_joined():
    flowed = b'Content-Type: text/plain; charset=utf-8; format="flowed"'
    body = (
        b"The wall \r\nhad \r\ncracked.\r\n From here \r\non.\r\n\r\n> Nobody \r\n> asked.\r\n>> us \r\n-- \r\nBo\r\n"
    )
    assert reading(raw(body, flowed)).article.text == (
        "The wall had cracked.\nFrom here on.\n\n> Nobody asked.\n>> us \n-- \nBo\n"
    )
    assert reading(raw(b"Mau \r\ner.\r\n", flowed + b"; delsp=yes")).article.text == "Mauer.\n"
    fixed = b"Content-Type: text/plain; charset=utf-8"
    assert reading(raw(b"The wall \r\nhad\r\n", fixed)).article.text == "The wall \nhad\n"


def test_a_page_where_there_is_no_plain_text():
    message = MIMEMultipart("alternative")
    message["From"], message["To"], message["Subject"] = "bo@marl.example", "desk@marl.example", "Wall"
    message["Date"] = "Tue, 14 Mar 2023 08:00:00 +0100"
    message.attach(MIMEText("  \n", "plain"))
    page = f"<html><head><title>Template 7</title><meta name=date content=2020-01-01></head><body><p>{WALL}</p></html>"
    message.attach(MIMEText(page, "html", "utf-8"))
    found = reading(message.as_bytes())
    assert found.article.text == WALL
    assert (found.article.title, found.article.published) == ("Wall", date(2023, 3, 14))
    assert found.form == "e-mail"
    assert found.original.read_by.startswith("a mail, HTML by ")


def test_text_between_attachments_is_one_text():
    message = MIMEMultipart("mixed")
    message["To"] = "desk@marl.example"
    forwarded = MIMEMultipart("mixed")
    forwarded.attach(MIMEText("Not this mail's own words."))
    forwarded.add_header("Content-Disposition", "attachment", filename="old.eml")
    picture = MIMEText("x", "x-picture")
    picture.add_header("Content-Disposition", "inline", filename="a\x1b.png")
    for part in (MIMEText("First."), picture, forwarded, MIMEText("Second.")):
        message.attach(part)
    found = reading(message.as_bytes())
    assert found.article.text == "First.\nSecond."
    assert found.original.read_by.endswith("(attached and left aside: a .png, old.eml)")


def test_a_page_saved_as_one_file(page):
    message = MIMEMultipart("related")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://courier.example/harbour-wall?x=1"
    message["Subject"] = "Harbour wall gave way"
    message["Date"] = "Fri, 9 Feb 2024 08:00:00 -0000"
    message.attach(MIMEText(page, "html", "utf-8"))
    found = reading(message.as_bytes(), name="wall.mhtml", what="wall.mhtml")
    assert "Edda Kroll" in found.article.text
    assert found.form == "saved page"
    assert found.article.title == "Harbour wall gave way before the storm"
    assert (found.article.outlet, found.article.published) == ("Ostrava Bay Courier", date(2023, 3, 14))
    assert found.article.url == "https://courier.example/harbour-wall?x=1"
    assert found.article.author is None
    assert found.original.read_by.startswith("a page saved as one file, HTML by ")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (raw(b""), "is without text (a mail: no text)"),
        (raw(b"x", b"Content-Type: multipart/encrypted; boundary=a"), "is without text (an encrypted mail: no text)"),
        (raw(b"x", b"Content-Type: application/pkcs7-mime"), "is without text (an encrypted mail: no text)"),
        (raw(b"x", b"Content-Type: image/png"), "is without text"),
    ],
)
def test_a_mail_without_text(data, said):
    with pytest.raises(UnusableInput) as caught:
        reading(data)
    assert str(caught.value).startswith(f"wall.eml {said}")
    assert "\n" not in str(caught.value)
    assert "; " in str(caught.value)


@pytest.mark.parametrize(
    ("data", "is_mail"),
    [
        (b"From: a@b\nMIME-Version: 1.0\n\nThe wall", True),
        (b"Received: from a\r\n by b;\r\n\tTue\r\nSubject: x\r\n\r\nThe wall", True),
        (b"Return-Path: <a@b>\nDelivered-To: c@d\n\n", True),
        (b"Received: x\r\n\ty\r\n" * 1000 + b"Date", False),
        (b"Received: x\r\n" * 500 + b"Subject: y\r\n" * 100 + b"Da", True),
        (b"From: Edda\nDate: today\nSubject: The wall\n\nIt cracked.", False),
        (b"Title: Wall\nDate: 14 March 2023\n\nIt cracked.", False),
        (b"Message-ID: <1@a>\nIt cracked.", False),
        (b"Note: the MIME-Version: 1 came later.\n\nMIME-Version: 1", False),
        (b"", False),
    ],
)
def test_what_is_taken_for_a_mail(data, is_mail):
    assert mails.looks_like(data[:8192], given(data)) is is_mail


def test_a_server_may_call_it_a_mail():
    assert mails.looks_like(b"The wall", given(b"", content_type="message/rfc822"))


_LINES = st.sampled_from(
    [
        *(b"Content-Type: multipart/mixed; boundary=a", b"Content-Type: text/html", b"Content-Type: message/rfc822"),
        *(b"Content-Type: text/plain; format=flowed", b"Content-Transfer-Encoding: base64", b"--a", b"--a--", b""),
        *(b"Content-Disposition: attachment; filename*0*=x''%ff", b"Subject: =?utf-8?q?=ff?=", b"From: <", b"\xff\x00"),
        *(b"Content-Type: =?x", b"Date: x", b"List-Id: <<", b"> quoted ", b"Content-Transfer-Encoding: x-uuencode"),
    ]
)


@given_(st.lists(_LINES, max_size=20))
@settings(max_examples=200)
def test_no_mail_breaks_the_reader(lines):
    found = parser.read(raw(b"\r\n".join(lines)), {"pages": 10, "characters": 1000})
    assert found["text"] is None or isinstance(found["text"], str)
    assert "\n" not in found["how"]
