"""Tables of articles; the papers and the people in them are made up."""

import codecs
import csv
import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.formats.reading_in import articles, looks_like, mutated, read, refusal, survives
from secondsource.model import UnusableInput
from secondsource.reading.formats import lines, table
from secondsource.reading.given import Unread

PLAIN = (
    "Headline,By,Published At,Body,Link\r\n"
    'Harbour reopens,By Mara Quill,2025-03-03,"The harbour reopened, the master said.\r\nNobody was hurt.",'
    "https://courier.example/harbour\r\n"
    "Nothing,,,,\r\n"
    "Ferry late,Ilka Brandt and Bo Orr,3 March 2025,The ferry was late.,\r\n"
)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=4)), max_size=6)


def written(rows, **known):
    out = io.StringIO()
    csv.writer(out, **known).writerows(rows)
    return out.getvalue()


def test_a_row_is_an_article_with_its_own_bytes():
    first, empty, third = read(table, PLAIN, "march.csv")
    article = first.article
    assert article.text == "The harbour reopened, the master said.\r\nNobody was hurt."
    assert (article.title, article.author, article.published) == ("Harbour reopens", "Mara Quill", date(2025, 3, 3))
    assert (article.url, article.outlet, article.name) == ("https://courier.example/harbour", None, "march-2")
    assert first.original.content.decode() == PLAIN[len(PLAIN.splitlines(True)[0]) : PLAIN.index("Nothing")]
    assert (first.original.within, first.original.read_by) == ("march.csv, row 2", "CSV (UTF-8)")
    assert first.original.marks == ((0, "row 2"),)
    assert empty == Unread("march.csv, row 3", "its text is empty")
    assert third.article.author == "Ilka Brandt and Bo Orr"


@pytest.mark.parametrize(("delimiter", "form"), [(",", "CSV"), (";", "CSV"), ("\t", "TSV"), ("|", "CSV")])
@pytest.mark.parametrize("named", [True, False])
def test_delimiters_are_told_by_the_header(delimiter, form, named):
    data = written([["title", "text"], ["One, two; three", "Four\tfive | six, and; so\nthe end"]], delimiter=delimiter)
    name = "x.csv" if named else "x"
    assert looks_like(table, data, name)
    [found] = read(table, data, name)
    assert (found.article.text, found.article.title, found.form) == (
        "Four\tfive | six, and; so\nthe end",
        "One, two; three",
        form,
    )


def test_what_excel_writes_above_the_header():
    [found] = articles(table, "sep=;\r\ntitle;text\r\nA;B, c\r\n")
    assert (found.title, found.text) == ("A", "B, c")


@pytest.mark.parametrize(
    ("codec", "bom", "told"),
    [
        ("utf-8", codecs.BOM_UTF8, "UTF-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("cp1252", b"", "Windows-1252, a guess"),
    ],
)
def test_encodings_are_told_and_each_row_keeps_its_bytes(codec, bom, told):
    rows = ["Jürgen,“The wall – cracked.”\r\n", "Ilka,Später\r\n"]
    data = bom + ("title,text\r\n" + "".join(rows)).encode(codec)
    assert looks_like(table, data, "x.csv")
    found = read(table, data, "x.csv")
    assert [one.original.content for one in found] == [row.encode(codec) for row in rows]
    assert found[0].article.text == "“The wall – cracked.”"
    assert found[0].original.read_by == f"CSV ({told})"


def test_windows_bytes_that_mean_nothing_become_stand_ins():
    [found] = read(table, b"title,text\nA,wall \x81 cracked \xe4\n", "x.csv")
    assert found.article.text == "wall \ufffd cracked ä"
    assert found.original.content == b"A,wall \x81 cracked \xe4\n"


def test_packed_with_gzip():
    data = gzip.compress(PLAIN.encode())
    assert looks_like(table, data, "x.csv.gz")
    assert [one.article.title for one in read(table, data) if not isinstance(one, Unread)] == [
        "Harbour reopens",
        "Ferry late",
    ]
    assert "packed with gzip and damaged" in refusal(table, data[:-20])


def test_columns_that_somebody_names():
    data = "id;Körper;Kopf;text\n1;Der Text.;Titel;no\n"
    columns = {"body": "Körper", "title": "kopf"}
    assert looks_like(table, data, columns=columns)
    [found] = articles(table, data, columns=columns)
    assert (found.text, found.title) == ("Der Text.", "Titel")
    said = refusal(table, data, columns={"text": "Corps"})
    assert said == "file has no column 'Corps' for text; its columns are: id, Körper, Kopf, text"
    assert "no article has the field 'colour'; the fields are: text, title" in refusal(
        table, data, columns={"colour": "id"}
    )
    with pytest.raises(UnusableInput):
        looks_like(table, data, columns={"colour": "id"})
    [one] = articles(table, "words\nThe wall cracked.\n", columns={"text": "words"})
    assert one.text == "The wall cracked."


def test_html_in_a_column():
    found = read(table, "title,body_html\nA,One <b>two</b><br>three &amp; four\nB,<p>Five</p><p>six</p>\n", "x.csv")
    assert [one.article.text for one in found] == ["One two\n\nthree & four", "Five\n\nsix"]
    assert found[0].original.read_by == "CSV (UTF-8), HTML by plain rules"


def test_other_columns_are_listed():
    said = refusal(table, "id,comment,n\n1,The wall cracked.,3\n", "x.csv")
    assert said == (
        "x.csv has no column for the text (text, body, content …); its columns are: id, comment, n; "
        "say which it is, such as: --map text=comment"
    )
    twice = refusal(table, "title,text,text\na,b,c\n", "x.csv")
    assert twice == "x.csv has two columns 'text'; rename one of them"


def test_our_own_export_of_claims_is_no_table_of_articles():
    said = refusal(table, "claim,article,text,verdict,rationale\n1,2,3,4,5\n", "x.csv")
    assert "holds exported claims and no articles" in said


def test_rows_that_do_not_fit_are_named():
    said = refusal(table, "title,text,n\na,b,1\na,b\n", "x.csv")
    assert said.startswith("row 3 of x.csv has 2 fields and the header 3; mend the row")
    assert refusal(table, 'title,text\na,"b\nc,d\n', "x.csv").startswith("row 2 of x.csv is broken:")
    assert refusal(table, 'title,text\na,"b"c\n', "x.csv").startswith("row 2 of x.csv is broken:")
    assert refusal(table, "title,text\n", "x.csv") == "x.csv has no row below its header; there is nothing to add"


def test_a_row_longer_than_is_held(monkeypatch):
    monkeypatch.setattr(lines, "MOST_LINE", 1000)
    assert "has a line (2) of more than" in refusal(table, "title,text\na," + "b" * 2000 + "\n", "x.csv")


@pytest.mark.parametrize(
    "prose",
    [
        "The minister, who came, left.\nThen, he said, no.\nAnd, so, on.\n",
        "PORT ANSEL, March 3\n\nThe wall, she said, cracked.\n",
        "Text of the speech, in full\n\nFriends, the wall has cracked.\nWe, all of us, saw it.\n",
        "The Wall\n\nIt cracked.\n",
        "Mara Quill, editor\nIlka Brandt, reporter\nBo Orr, photographer\nThe wall cracked, all three say.\n",
        "",
    ],
)
def test_prose_with_commas_is_no_table(prose):
    assert not looks_like(table, prose, "x.txt")


def test_a_table_without_a_name_for_its_text_is_told_by_its_rows():
    rows = "".join(f"{number},The wall cracked.,yes\n" for number in range(5))
    assert looks_like(table, "id,statement,checked\n" + rows, "x")


def test_the_articles_that_desks_share_are_no_tables():
    folder = Path(__file__).parents[4] / "shared"
    texts = sorted(folder.rglob("*.txt"))[:300]
    if not texts:
        pytest.skip("no ../shared with articles beside the repository")
    assert [path.name for path in texts if looks_like(table, path.read_bytes(), path.name)] == []


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_program_writes_comes_back(rows, delimiter):
    data = written([["title", "text"], *rows], delimiter=delimiter, quoting=csv.QUOTE_ALL)
    kept = [text for title, text in rows if text.strip()]
    if not any((title + text).strip() for title, text in rows):
        return
    found = read(table, data, "x.csv")
    assert [one.article.text for one in found if not isinstance(one, Unread)] == [
        text.replace("\0", "\ufffd") for text in kept
    ]
    own = b"".join(one.original.content for one in found if not isinstance(one, Unread))
    assert own in data.encode() or len(kept) < len(rows)


@given(CUTS)
def test_broken_tables(cuts):
    survives(table, mutated(PLAIN.encode(), cuts), "x.csv")


@given(st.binary(max_size=300))
def test_anything(data):
    survives(table, data, "x.csv")
    survives(table, b"title,text\n" + data, "x")
