"""Office documents, made here file by file: some say something, the others mean harm."""

import io
import struct
import zipfile
from datetime import date

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import Given, Limits, text_of
from secondsource.reading.formats import docx
from secondsource.reading.parsers import docx as parser

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/></Types>'
)
WALL = "The harbour wall at Lindmere had cracked, Edda Kroll said."


def packed(files, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def relationships(**targets):
    made = "".join(f'<Relationship Type="{RELATED}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f"<Relationships>{made}</Relationships>"


def word(body, *, core="", footnotes=None, declaration="", **more):
    xml = (
        f'{declaration}<w:document xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>'
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/document.xml": xml,
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    if footnotes is not None:
        files["word/_rels/document.xml.rels"] = relationships(footnotes="footnotes.xml")
        files["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>'
    return packed(files | more)


def p(*runs, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(r(each) if not each.startswith('<') else each for each in runs)}</w:p>"


def r(words, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def given(data, name="wall.docx"):
    return Given(io.BytesIO(data), name=name, what=name)


def reading(data, name="wall.docx"):
    [found] = docx.read(given(data, name))
    return found


def refusal(data):
    with pytest.raises(UnusableInput) as caught:
        list(docx.read(given(data)))
    message = str(caught.value)
    assert message.startswith("wall.docx ")
    assert "\n" not in message
    assert "; " in message  # and then what to do
    return message


def test_paragraphs_headings_cells_and_where_they_stand():
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(p('Crack'))}{cell(p('12 cm'))}</w:tr><w:tr>{cell(p('Seen'))}{cell(p())}</w:tr></w:tbl>"
    data = word(p("The wall", style="Heading1") + p("It ", "cracked.") + p() + table + p("Nobody asked."))
    found = reading(data)
    assert found.article.text == "The wall\n\nIt cracked.\n\nCrack\n\n12 cm\n\nSeen\n\nNobody asked."
    assert [label for _, label in found.original.marks] == [
        *("paragraph 1", "paragraph 2"),
        *("table 1, row 1, column 1", "table 1, row 1, column 2", "table 1, row 2, column 1"),
        "paragraph 3",
    ]
    for offset, _ in found.original.marks:
        assert offset == 0 or found.article.text[offset - 2 : offset] == "\n\n"
    assert found.form == "DOCX"
    assert found.original.content == data
    assert found.original.read_by.startswith("DOCX by secondsource ")


def test_what_the_document_states():
    core = (
        "<dc:title> Harbour  wall cracks </dc:title><dc:creator>Edda Kroll</dc:creator>"
        "<dcterms:created>2023-03-14T08:00:00Z</dcterms:created>"
    )
    article = reading(word(p(WALL), core=core)).article
    assert (article.title, article.author) == ("Harbour wall cracks", "Edda Kroll")
    assert (article.published, article.outlet, article.name) == (date(2023, 3, 14), None, "wall")


def test_what_the_text_states_goes_before_what_the_program_wrote():
    core = (
        "<dc:title>Document1</dc:title><dc:creator>Microsoft Office User</dc:creator>"
        "<dcterms:created>1601-01-01T00:00:00Z</dcterms:created>"
    )
    article = reading(word(p("Wall cracks") + p("Outlet: Marl Post") + p(WALL), core=core)).article
    assert (article.title, article.author, article.published) == ("Wall cracks", None, None)
    body = p("Outlet: Marl Post") + p("Author: By Bo Marl") + p("Published: 2 May 2023") + p(WALL)
    article = reading(word(body, core=core.replace("1601", "2024"))).article
    assert (article.outlet, article.author, article.published) == ("Marl Post", "Bo Marl", date(2023, 5, 2))
    assert article.text[slice(*article.dateline)].endswith("2 May 2023")


def test_a_paragraph_in_the_style_of_a_title():
    assert reading(word(p("Editor’s note.") + p("Wall cracks", style="Title") + p(WALL))).article.title == "Wall cracks"


def test_tracked_changes_and_comments_as_a_reader_sees_them():
    body = p(
        "The wall ",
        f"<w:del><w:r><w:delText>may</w:delText></w:r>{r('be')}</w:del>",
        f"<w:ins>{r('had ')}</w:ins>",
        f"<w:moveFrom>{r('elsewhere ')}</w:moveFrom><w:moveTo>{r('here ')}</w:moveTo>",
        "cracked.",
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    found = reading(word(body))
    assert found.article.text == "The wall had here cracked."
    assert found.original.read_by.endswith(", without 1 tracked deletion and 1 comment")


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('The wall')}</w:p>"
    assert reading(word(first + p(" cracked."))).article.text == "The wall cracked."
    assert reading(word(p("Seen.") + first)).article.text == "Seen.\n\nThe wall"


def test_hidden_words_and_field_codes_are_left_out():
    hidden = r("secret", "<w:rPr><w:vanish/></w:rPr>")
    shown = r(" cracked", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    code = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    found = reading(word(p("The wall", hidden, shown, code, ".")))
    assert found.article.text == "The wall cracked."
    assert found.original.read_by.endswith("without 1 hidden stretch")


def test_notes_come_at_the_end_in_the_order_of_the_text():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(words)}</w:footnote>' for n, words in ((0, "—"), (1, "One."), (2, "Two."))
    )
    found = reading(word(p("The wall", reference(2), " cracked.", reference(1)), footnotes=notes))
    assert found.article.text == "The wall cracked.\n\nTwo.\n\nOne."
    assert [label for _, label in found.original.marks] == ["paragraph 1", "footnote 1", "footnote 2"]


def test_text_boxes_breaks_and_mathematics():
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('In a box.')}</w:txbxContent></mc:Choice>"
    box += f"<mc:Fallback><w:txbxContent>{p('In a box.')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    breaks = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/></w:r>"
    found = reading(word(p("Before ", box, "and after.") + p(breaks) + p("<m:r><m:t>x+1</m:t></m:r>")))
    assert found.article.text == "Before and after.\n\nIn a box.\n\na\nb\tc\u2011\n\nx+1"
    assert [label for _, label in found.original.marks] == ["paragraph 1", "text box", "paragraph 2", "paragraph 3"]


def test_the_strict_kind_and_a_main_file_of_another_name():
    xml = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p(WALL)}</w:body></w:document>'
    kinds = TYPES.replace("/vnd.openxmlformats-officedocument.", "/x.")
    for target in ("/word/document2.xml", "word/document2.xml"):
        rels = relationships(officeDocument=target)
        data = packed({"_rels/.rels": rels, "word/document2.xml": xml, "[Content_Types].xml": kinds})
        assert reading(data).article.text == WALL


def test_evidence_is_read_by_the_same_parser():
    found = text_of(word(p(WALL)))
    assert (found.text, found.marks) == (WALL, ((0, "paragraph 1"),))
    assert text_of(odt(f"<text:p>{WALL}</text:p>")).text == WALL
    assert text_of(word("")).how.endswith(": no text")
    broken = text_of(word(p(WALL), declaration="<!DOCTYPE x>"))
    assert broken.text is None
    assert broken.how.startswith("an office document: no text; it holds a DTD")


def odt(body, meta="", **more):
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    xml = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    meta = (
        f'<office:document-meta xmlns:office="{names}office:1.0" xmlns:meta="{names}meta:1.0" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}</office:document-meta>'
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml, "meta.xml": meta} | more
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_opendocument():
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>The wall</text:h><text:p>It \n had<text:span> cracked</text:span><text:s text:c='2'/>twice"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Once.</text:p></text:note-body>"
        "</text:note>,<text:tab/>she<text:line-break/>said."
        "<office:annotation><text:p>Really?</text:p></office:annotation></text:p><text:p> </text:p>"
    )
    meta = (
        "<dc:title>Wall cracks</dc:title><meta:initial-creator>Edda Kroll</meta:initial-creator>"
        "<dc:creator>Bo</dc:creator><meta:creation-date>2023-03-14T08:00:00</meta:creation-date>"
    )
    found = reading(odt(body, meta), "wall.odt")
    assert found.article.text == "The wall\n\nIt had cracked  twice,\tshe\nsaid.\n\nOnce."
    assert [label for _, label in found.original.marks] == ["paragraph 1", "paragraph 2", "note 1"]
    assert (found.article.title, found.article.author) == ("Wall cracks", "Edda Kroll")
    assert found.article.published == date(2023, 3, 14)
    assert found.form == "ODT"
    assert found.original.read_by.endswith(", without 1 comment")


def other(kind):
    return packed({"[Content_Types].xml": f"<Types><Override ContentType='x.{kind}.main'/></Types>", "a/b.xml": ""})


BILLION = '<!DOCTYPE x [<!ENTITY a "wall wall"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
ABROAD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def patched(data, name, **fields):
    """The same archive with other numbers in the entries of ``name``, as a liar would write them."""
    out = bytearray(data)
    for signature, places in ((b"PK\x03\x04", {"flags": 6, "size": 22}), (b"PK\x01\x02", {"flags": 8, "size": 24})):
        at = out.find(signature)
        while at >= 0:
            start = at + (30 if signature == b"PK\x03\x04" else 46)
            if out[start : start + len(name)] == name:
                for field, value in fields.items():
                    struct.pack_into("<H" if field == "flags" else "<I", out, at + places[field], value)
            at = out.find(signature, at + 4)
    return bytes(out)


HOSTILE = {
    "a DTD": (word(p(WALL), declaration="<!DOCTYPE x>"), "holds a DTD"),
    "entities that grow": (word(p("&c;"), declaration=BILLION), "holds a DTD"),
    "an entity from elsewhere": (word(p("&a;"), declaration=ABROAD), "holds a DTD"),
    "a DTD in a side file": (
        word(p(WALL), **{"docProps/core.xml": "<!DOCTYPE x><x/>"}),
        "holds a DTD",
    ),
    "a bomb": (word(p("wall " * 4_000_000)), "unpacks to far more than it holds"),
    "a bomb beside the text": (
        word(p(WALL), **{f"word/media/{n}": bytes(128 * 1024**2) for n in range(5)}),
        "unpacks to more than 512 MiB",
    ),
    "very many files": (word(p(WALL), **{f"x/{n}": "" for n in range(10_001)}), "holds more than 10,000 files"),
    "a name that leads out": (word(p(WALL), **{"../../evil.sh": "x"}), "a file whose name leads out of it"),
    "an absolute name": (word(p(WALL), **{"/etc/evil": "x"}), "a file whose name leads out of it"),
    "a name of another system": (word(p(WALL), **{"C:\\evil": "x"}), "a file whose name leads out of it"),
    "elements nested without end": (word("<w:p>" * 5000 + "</w:p>" * 5000), "nested without end"),
    "broken XML": (word("<w:p>"), "holds broken XML"),
    "no XML": (word(p(WALL), **{"word/document.xml": "wall"}), "holds broken XML"),
    "a locked file": (patched(word(p(WALL)), b"word/document.xml", flags=1), "is locked with a password"),
    "a size that is a lie": (patched(word(p(WALL)), b"word/document.xml", size=10), "is a broken ZIP archive"),
    "cut off": (word(p(WALL))[:-30], "is a broken ZIP archive"),
    "without text": (word(p()), "is without text (DOCX by secondsource"),
    "a spreadsheet": (other("spreadsheetml"), "is a spreadsheet (XLSX)"),
    "slides": (other("presentationml"), "is a set of slides (PPTX)"),
    "no document": (packed({"[Content_Types].xml": "<Types/>"}), "is a ZIP archive and no Word document"),
    "a locked ODT": (
        odt("", **{"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"}),
        "is locked with a password",
    ),
    "an ODT that is not whole": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}, 0), "is no whole"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_in_one_line(name):
    data, said = HOSTILE[name]
    assert docx.looks_like(data[:8192], given(data))
    assert said in refusal(data)


def test_nothing_is_unpacked_to_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = word(p(WALL), **{"..\\evil": "x"})
    assert "leads out" in refusal(data)
    reading(word(p(WALL)))
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_needs_too_much_memory_or_time():
    import random

    words = " ".join(str(random.Random(n).random()) for n in range(300_000))  # that packs badly
    data = word(p(words))
    found = text_of(data, limits=Limits(memory=8 * 1024**2))
    assert found.text is None
    assert "it needs more than 8 MiB of memory" in found.how
    assert len(text_of(data).text) == len(words)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04 no archive", packed({"a.txt": "wall"}), b"The wall"])
def test_what_is_no_office_document(data):
    assert not docx.looks_like(data[:8192], given(data))


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&<>\ufffe\uffff"), max_size=40)


@given_(st.lists(st.lists(_WORDS, max_size=3), max_size=6))
@settings(max_examples=50)
def test_every_word_stands_where_its_paragraph_is_marked(paragraphs):
    found = parser.read(word("".join(p(*[r(each) for each in runs]) for runs in paragraphs)), {})
    kept = [words for words in ("".join(runs).strip() for runs in paragraphs) if words]
    assert (found["text"] or "") == "\n\n".join(kept)
    assert [found["text"][at : at + len(words)] for (at, _), words in zip(found["marks"], kept, strict=True)] == kept


_PIECES = st.sampled_from(
    [
        *(
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "</w:r>",
            "<w:t>wall</w:t>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
        ),
        *("<w:del>", "</w:del>", "<w:br/>", "<w:rPr><w:vanish/></w:rPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"),
        *("<w:footnoteReference/>", "<w:txbxContent>", "</w:txbxContent>", "word", "&#x1F600;"),
    ]
)


@given_(st.lists(_PIECES, max_size=12))
@settings(max_examples=100)
def test_no_order_of_elements_breaks_the_reader(pieces):
    try:
        found = parser.read(word("".join(pieces)), {})
    except UnusableInput as fault:
        assert str(fault).startswith("holds broken XML")
    else:
        assert found["text"] is None or found["text"].strip()
