"""Articles in JSON; the papers and the people in them are made up."""

import gzip
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.formats.reading_in import articles, given_of, looks_like, mutated, read, refusal, survives
from secondsource.reading.formats import fields, json_values, lines
from secondsource.reading.formats import json as format_
from secondsource.reading.given import Reading, Unread

WALL = {
    "headline": "The wall cracked",
    "body": "The wall cracked, Edda Kroll said.\n\nNobody asked her.",
    "byline": "By Mara Quill",
    "site_name": "Lindmere Courier",
    "datePublished": "2023-03-14T06:30:00+01:00",
    "url": "https://courier.example/wall",
}
FERRY = {
    "title": "Ferry late",
    "text": "The ferry was late.",
    "published": 1741000000,
    "source": {"id": None, "name": "Bay Post"},
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "title", "url", "uri", "author", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=4)), max_size=6)


def as_lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)


def test_json_lines():
    data = as_lines(WALL, {"title": "no words"}) + "\n" + as_lines(FERRY)
    assert looks_like(format_, data)
    wall, empty, ferry = read(format_, data, "march.jsonl")
    article = wall.article
    assert (article.text, article.title, article.author) == (WALL["body"], WALL["headline"], "Mara Quill")
    assert (article.outlet, article.published, article.url) == ("Lindmere Courier", date(2023, 3, 14), WALL["url"])
    assert (article.name, wall.original.within, wall.form) == ("march-1", "march.jsonl, line 1", "JSON Lines")
    assert json.loads(wall.original.content) == WALL
    assert empty == Unread("march.jsonl, line 2", "it has no text")
    assert (ferry.article.name, ferry.article.outlet) == ("march-4", "Bay Post")
    assert ferry.article.published == date(2025, 3, 3)


def test_one_object_is_the_file():
    data = json.dumps(WALL, indent=1).encode()
    [found] = read(format_, data, "wall.json")
    assert (found.article.name, found.original.content, found.original.within) == ("wall", data, None)
    [on_the_web] = articles(format_, json.dumps({"text": "It cracked."}), url="https://courier.example/api/7")
    assert on_the_web.url == "https://courier.example/api/7"


def test_a_list_and_what_news_services_wrap_it_in():
    data = f" [ {json.dumps(WALL)} ,\n{json.dumps(FERRY)}, 7 ]"
    wall, ferry, none = read(format_, data, "x.json")
    assert wall.original.content == json.dumps(WALL).encode()
    assert (ferry.article.name, ferry.original.within) == ("x-2", "x.json, item 2")
    assert none == Unread("x.json, item 3", "it is no object of JSON")
    wrapped = read(format_, json.dumps({"status": "ok", "totalResults": 2, "articles": [WALL, FERRY]}))
    assert [one.article.title for one in wrapped] == ["The wall cracked", "Ferry late"]
    assert json.loads(wrapped[0].original.content) == WALL
    assert wrapped[0].original.content == json_values.canonical(dict(reversed(WALL.items())))


def test_json_feed():
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lindmere Courier",
        "items": [
            {
                "id": "7",
                "url": "https://courier.example/7",
                "title": "Wall &amp; mole",
                "content_html": "It <b>cracked</b>.<p>Twice.</p>",
                "date_published": "2023-03-14T06:30:00Z",
                "authors": [{"name": "Mara Quill"}, {"name": "Bo Orr"}],
            }
        ],
    }
    [found] = read(format_, json.dumps(data))
    assert found.article.text == "It cracked.\n\nTwice."
    assert (found.article.title, found.article.author) == ("Wall & mole", "Mara Quill, Bo Orr")
    assert (found.article.outlet, found.form) == ("Lindmere Courier", "JSON Feed")
    assert found.original.read_by == "JSON Feed, HTML by plain rules"


def test_what_others_call_the_fields():
    schema = {"@type": "NewsArticle", "headline": "H", "articleBody": "It cracked.", "publisher": {"name": "Courier"}}
    [one] = articles(format_, json.dumps(schema))
    assert (one.text, one.outlet) == ("It cracked.", "Courier")
    wordpress = {
        "title": {"rendered": "A &#8211; B"},
        "content": {"rendered": "It <i>cracked</i>."},
        "link": "https://b.example/1",
    }
    [two] = articles(format_, json.dumps(wordpress))
    assert (two.text, two.title, two.url) == ("It cracked.", "A – B", "https://b.example/1")
    [three] = articles(format_, json.dumps({"text": ["One.", "Two."], "source": "https://courier.example"}))
    assert (three.text, three.outlet) == ("One.\n\nTwo.", None)
    [four] = articles(format_, json.dumps({"html": "One <b>two</b>.", "text": ""}))
    assert four.text == "One two."
    for field, names in fields.NAMES.items():
        for name in names:
            for spelled in (name, name.title().replace("_", ""), name.upper().replace("_", " ")):
                found = fields.columns_in([spelled, "x"], {})
                assert found[field] == [spelled]


def test_names_that_somebody_chooses():
    data = as_lines({"meta": {"lead": {"words": "It cracked."}}, "Kopf": "Titel", "text": "no"}, {"text": "no"})
    found, none = read(format_, data, "x.jsonl", columns={"text": "meta.lead.words", "headline": "kopf"})
    assert (found.article.text, found.article.title) == ("It cracked.", "Titel")
    assert none == Unread("x.jsonl, line 2", "it has no text")
    assert "holds no text under the name 'words'; its names are: meta, Kopf, text" in refusal(
        format_, data, columns={"text": "words"}
    )
    assert "no article has the field 'colour'" in refusal(format_, data, columns={"colour": "x"})


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(codec):
    data = as_lines({"text": "Größe"}, {"text": "später"}).encode(codec)
    assert looks_like(format_, data)
    assert [one.text for one in articles(format_, data)] == ["Größe", "später"]
    [one] = articles(format_, '{\n"text": "Größe"}'.encode(codec))
    assert one.text == "Größe"


def test_other_encodings_are_named():
    said = refusal(format_, '{"text": "a"}\n{"text": "Größe"}\n'.encode("cp1252"), "x.jsonl")
    assert said.startswith("line 2 of x.jsonl is not UTF-8; convert the file")
    assert "is not valid UTF-8 (byte 13)" in refusal(format_, '{\n"text": "Größe"}'.encode("cp1252"))


def test_packed_with_gzip():
    data = gzip.compress(as_lines(WALL, FERRY).encode())
    assert looks_like(format_, data)
    assert [one.title for one in articles(format_, data)] == ["The wall cracked", "Ferry late"]
    assert "damaged, or breaks off" in refusal(format_, data[:-9])


def test_what_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(lines, "FREELY", 100_000)
    data = gzip.compress(as_lines({"text": "a" * 500}).encode() * 5000)
    assert "unpacks to far more than it holds" in refusal(format_, data)


def test_a_text_that_a_service_cuts_off():
    [found] = read(format_, json.dumps({"content": "The wall cracked, Edda Kroll sa… [+1234 chars]"}))
    assert found.original.read_by == "JSON (summary only)"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": "b"', "line 2 of x.jsonl is no sound JSON: expecting ',' delimiter (column 13)"),
        ('{"text": "b"} {}', "line 2 of x.jsonl is no sound JSON: something follows its end (column 15)"),
        ('{"text": "b", "text": "c"}', "line 2 of x.jsonl is no sound JSON: an object has the name 'text' twice"),
        ("7", "line 2 of x.jsonl is no object of JSON"),
        ('{"text":' + "[" * 100_000, "line 2 of x.jsonl is no sound JSON: it is nested too deep"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_taken(line, why):
    assert refusal(format_, f'{{"text": "a"}}\n{line}\n{{"text": "d"}}\n', "x.jsonl").startswith(why)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('[{"text": "a"},]', "x.json is no sound JSON: expecting value (line 1, column 16)"),
        ('[{"text": "a"}', "x.json is no sound JSON: ',' is missing (line 1, column 15)"),
        ('{"text":\n  "a" "b"}', "x.json is no sound JSON: expecting ',' delimiter (line 2, column 7)"),
        ('{"a":' * 100_000, "x.json is no sound JSON: it is nested too deep"),
        ("{}", "x.json holds no text (text, body, content …); its names are: none; say which"),
        ("[]", "x.json holds no text"),
        ('[{"lead\u2028in": "a"}]', "x.json holds no text (text, body, content …); its names are: lead in; say"),
        ('{"uri": "urn:x", "pubstatus": "canceled"}', "x.json is no article: its agency says that it is canceled"),
    ],
)
def test_what_is_no_use_as_a_whole(data, why):
    assert looks_like(format_, data)
    assert refusal(format_, data, "x.json").startswith(why)


@pytest.mark.parametrize(
    "first",
    [
        {"record": "case", "format": "x"},
        {"claim": 1, "article": 2, "text": "It cracked.", "verdict": None, "rationale": ""},
    ],
)
def test_what_we_export_ourselves_is_no_list_of_articles(first):
    said = refusal(format_, as_lines(first, {"text": "It cracked."}), "x.jsonl")
    assert said == "x.jsonl holds an exported case or claims; bring them in with: secondsource import"


def test_numbers_and_characters_that_are_none():
    data = '{"text": "a\\u0000b\\ud800c", "n": NaN, "m": -Infinity, "o": 1e999, "p": %s, "date": 1e300}' % ("9" * 9999)
    [found] = articles(format_, data)
    assert (found.text, found.published) == ("a\ufffdb\ufffdc", None)
    [pair] = articles(format_, '{"text": "\\ud83d\\ude00"}')
    assert pair.text == "😀"


def test_more_than_is_held(monkeypatch):
    monkeypatch.setattr(lines, "MOST_LINE", 1000)
    assert "has a line (2) of more than" in refusal(format_, as_lines({"text": "a"}, {"text": "b" * 2000}))
    monkeypatch.setattr(format_, "MOST_BYTES", 1000)
    assert "give JSON Lines" in refusal(format_, "[" + "{},\n" * 1000 + "{}]")
    monkeypatch.setattr(format_, "MOST_BYTES", 10**6)
    monkeypatch.setattr(format_, "_MOST_VALUES", 1000)
    assert "more parts than are read" in refusal(format_, "[" + "{},\n" * 1000 + "{}]")


def test_lines_are_not_held():
    class Counted(io.RawIOBase):
        """A file whose million lines are made as they are read."""

        def __init__(self):
            self.at = 0

        line = json.dumps({"text": "x" * 1000}).encode() + b"\n"
        size = 20_000 * len(line)

        def readable(self):
            return True

        def seekable(self):
            return True

        def seek(self, offset, whence=0):
            self.at = offset if whence == 0 else self.size + offset
            return self.at

        def tell(self):
            return self.at

        def readinto(self, buffer):
            size = min(len(buffer), self.size - self.at)
            begin = self.at % len(self.line)
            buffer[:size] = (self.line * (size // len(self.line) + 2))[begin : begin + size]
            self.at += size
            return size

    import tracemalloc

    known = given_of(b"")
    held = type(known)(io.BufferedReader(Counted()), "x.jsonl", "x.jsonl")
    tracemalloc.start()
    count = sum(isinstance(one, Reading) for one in format_.read(held))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert most < Counted.size / 10


@pytest.mark.parametrize(
    "head",
    [
        b"[Kyiv] The minister said.",
        b"{\\rtf1 text}",
        b"[1] The wall cracked.",
        b"[]()",
        b'"text"',
        b"",
        b"{first draft} It cracked.",
        b"window.open = 1",
    ],
)
def test_what_only_begins_like_json(head):
    assert not looks_like(format_, head)


def test_posts_are_handed_on():
    post = {"id_str": "7", "full_text": "It cracked.", "created_at": "Sat Mar 14 09:30:00 +0000 2026", "entities": {}}
    script = f"window.YTD.tweets.part0 = {json.dumps([{'tweet': post}])}"
    assert looks_like(format_, script)
    [one] = articles(format_, script)
    assert one.text == "It cracked."
    assert [one.text for one in articles(format_, as_lines(post, {**post, "id_str": "8"}))] == ["It cracked."] * 2


@given(st.lists(st.dictionaries(st.sampled_from(["text", "title", "x"]), VALUES, max_size=3), min_size=2, max_size=4))
def test_any_values(values):
    survives(format_, as_lines(*values))
    survives(format_, json.dumps(values))


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=2, max_size=5))
def test_texts_come_back(texts):
    data = as_lines(*({"text": text, "title": "T"} for text in texts))
    expected = [
        text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts
    ]
    plain = [text for text in expected if not text.lstrip().startswith("<")]
    found = [one.article.text for one in read(format_, data) if isinstance(one, Reading)]
    assert [text for text in found if text in plain] == plain


@given(CUTS)
def test_broken_files(cuts):
    survives(format_, mutated(as_lines(WALL, FERRY).encode(), cuts))
    survives(format_, mutated(json.dumps([WALL, FERRY]).encode(), cuts))


@given(st.binary(max_size=200))
def test_anything(data):
    survives(format_, data)
    survives(format_, b'{"text": "' + data)
    survives(format_, b"[" + data + b"]")
