"""PDFs, made here object by object: some say something, the others mean harm."""

import importlib
import io
import sys
import zlib

import pytest

from secondsource.reading import Limits, text_of

pypdf = pytest.importorskip("pypdf", reason="the extra 'pdf' is not installed")

SAYS = b"BT /F1 12 Tf 72 700 Td (The wall at Lindmere had cracked, Edda Kroll said.) Tj ET"
WORDS = "The wall at Lindmere had cracked, Edda Kroll said."


def pdf(objects, trailer=b""):
    """A PDF of these objects; number 1 is its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, table)
    return bytes(out)


def stream(content, keys=b"", length=None):
    length = b"%d" % len(content) if length is None else length
    return b"<< /Length " + length + b" " + keys + b" >>\nstream\n" + content + b"\nendstream"


def document(*contents, trailer=b"", **objects):
    """A PDF with a page for each content stream; ``o6=…`` sets object 6."""
    pages = range(100, 100 + 2 * len(contents), 2)
    made = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), b" ".join(b"%d 0 R" % n for n in pages)),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for number, content in zip(pages, contents, strict=True):
        made[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> /XObject "
            b"<< /X 6 0 R >> >> /Contents %d 0 R >>" % (number + 1)
        )
        made[number + 1] = content
    return pdf(made | {int(name[1:]): content for name, content in objects.items()}, trailer)


def lines(*words):
    return stream(
        b"BT /F1 12 Tf 14 TL 72 700 Td " + b" ".join(b"(%s) Tj T*" % w.encode("cp1252") for w in words) + b" ET"
    )


def zeros(mebibytes):
    """That many MiB of zeros as zlib packs them, made without packing them all: the same block again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = pack.compress(bytes(1024**2)) + pack.flush(zlib.Z_FULL_FLUSH)
    again = pack.compress(bytes(1024**2)) + pack.flush(zlib.Z_FULL_FLUSH)
    adler = (mebibytes * 1024**2 % 65521 << 16) | 1
    return b"\x78\xda" + block + again * (mebibytes - 1) + pack.flush() + adler.to_bytes(4, "big")


FLATE = b"/Filter /FlateDecode"


def test_pages_and_where_they_begin():
    found = text_of(document(lines("The wall cracked."), lines(), lines("Nobody asked us.", "“No,” said Jürgen.")))
    assert found.text == "The wall cracked.\n\nNobody asked us.\n“No,” said Jürgen."
    assert found.how == f"PDF by pypdf {pypdf.__version__} (3 pages)"
    assert found.marks == ((0, "page 1"), (19, "page 3"))
    assert found.mark_at(found.text.index("Jürgen")) == "page 3"
    assert text_of(b"junk before\n" + document(stream(SAYS))).text == WORDS


def test_words_that_a_line_breaks():
    found = text_of(
        document(
            lines("The har-", "bour wall of the well-", "known town, a long-", "term work, had crack-", "ed."),
            lines("A well-known town, the Lindmere-", "Marl road, the year 2021-", "22."),
        )
    )
    assert found.text == (
        "The harbour wall of the well-known town, a longterm work, had cracked.\n\n"
        "A well-known town, the Lindmere-Marl road, the year 2021-22."
    )


def test_ligatures_and_letter_forms_are_spelled_out():
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"3 beginbfchar <41> <fb01> <42> <feb3> <43> <d800> endbfchar endcmap"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    found = text_of(document(stream(b"BT /F1 12 Tf 72 700 Td (AxByC) Tj ET"), o5=font, o6=stream(cmap)))
    assert found.text == "fix\u0633y\ufffd"


def test_a_scan_has_no_text():
    found = text_of(document(stream(b"")))
    assert (found.text, found.how) == (None, f"PDF by pypdf {pypdf.__version__} (1 page): no text; it may be a scan")


def test_only_so_many_pages_and_characters():
    ten = document(*[lines(f"Page {number}") for number in range(10)])
    found = text_of(ten, limits=Limits(pages=3))
    assert found.how.endswith("(the first 3 of 10 pages)")
    assert found.text == "Page 0\n\nPage 1\n\nPage 2"
    assert text_of(ten, limits=Limits(characters=12)).text == "Page 0\n\nPage"


def encrypted(password, algorithm):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(document(stream(SAYS))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_documents(algorithm):
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography", reason="AES needs the extra 'pdf' whole")
    assert text_of(encrypted("", algorithm)).text == WORDS
    locked = text_of(encrypted("secret", algorithm))
    assert (locked.text, locked.how) == (None, "a PDF that is locked with a password: no text; attach it unlocked")


def test_without_pypdf(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = text_of(document(stream(SAYS)))
    assert found.text is None
    assert found.how == "a PDF: to read its text, pip install 'secondsource[pdf]' and attach it again"


def test_without_what_decrypts(monkeypatch):
    from secondsource.reading.parsers import pdf as parser

    def lacks(*args, **kwargs):
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(parser, "PdfReader", lacks)
    said = parser.read(b"", {"pages": 10, "characters": 1000})["how"]
    assert said.startswith("an encrypted PDF: to read its text, pip install")


KIDS = b"<< /Type /Pages /Kids [2 0 R 100 0 R] /Count 2 >>"
FORM = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"
PREDICTOR = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 >>"
CMAP = (
    b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <00000000> <7fffffff> <0000> "
    b"endbfrange endcmap"
)
HOSTILE = {
    "a bomb of 1 GiB": document(stream(zeros(1024), FLATE)),
    "a bomb within a bomb": document(stream(zlib.compress(zeros(1024), 9), b"/Filter [/FlateDecode /FlateDecode]")),
    "a thousand filters": document(stream(SAYS, b"/Filter [" + b"/FlateDecode " * 1000 + b"]")),
    "pages within pages": document(stream(SAYS), o2=KIDS),
    "a page that is its own parent": document(stream(SAYS), o2=b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>"),
    "contents that are themselves": document(b"101 0 R"),
    "an array that holds itself": document(b"[101 0 R 101 0 R]"),
    "a length that is the stream": document(stream(SAYS, length=b"101 0 R")),
    "a huge length": document(stream(SAYS, length=b"1000000000000")),
    "a form that draws itself": document(stream(b"/X Do"), o6=stream(b"/X Do /X Do", FORM)),
    "deep arrays in the content": document(stream(b"[" * 200_000)),
    "deep dictionaries": document(stream(SAYS), o7=b"<< /A " * 50_000 + b">>" * 50_000, trailer=b"/Info 7 0 R"),
    "a deep catalog": document(
        stream(SAYS), o1=b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * 50_000 + b"]" * 50_000 + b">>"
    ),
    "a huge table": document(stream(SAYS)).replace(b"xref\n0 ", b"xref\n0 999999"),
    "no table": document(stream(SAYS)).replace(b"xref\n0", b"xrfe\n9"),
    "a table that goes back to itself": document(stream(SAYS), trailer=b"/Prev 9"),
    "cut off": document(stream(SAYS))[:300],
    "a header alone": b"%PDF-1.7\n",
    "a header and noise": b"%PDF-1.7\n" + bytes(range(256)) * 500,
    "broken Flate": document(stream(b"\x78\xda" + b"\xff" * 100, FLATE)),
    "wide rows": document(stream(zlib.compress(b"\2" * 300), PREDICTOR)),
    "a map of all codes": document(stream(SAYS), o5=b"<< /Type /Font /ToUnicode 6 0 R >>", o6=stream(CMAP)),
    "runs": document(stream(b"\x81 " * 500_000, b"/Filter /RunLengthDecode")),
    "not UTF-8": document(stream(b"BT /F1 12 Tf (\xff\xfe\xd8\x00) Tj ET")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents(name):
    found = text_of(HOSTILE[name], limits=Limits(seconds=60))
    assert "PDF" in found.how
    assert "\n" not in found.how
    assert (found.text or WORDS).encode()


def test_a_document_that_needs_too_much_time_or_memory():
    found = text_of(
        document(stream(zlib.compress(b"BT " + b"(x) Tj 0 1 Td " * 3_000_000), FLATE)), limits=Limits(seconds=1.5)
    )
    assert (found.text, found.how) == (None, "a PDF that can't be read (it took more than 1.5 seconds): no text")
    found = text_of(document(stream(b"z" * 20_000_000, b"/Filter /ASCII85Decode")), limits=Limits(memory=64 * 1024**2))
    assert found.text is None
    assert found.how == "a PDF that can't be read (it needs more than 64 MiB of memory): no text"


def test_running_heads_are_left_out_and_sentences_go_over_the_page():
    pages = [
        f"Report on the ferry\nThe {word} engine failed and\nwas never mended by\n{number} of 4"
        for number, word in enumerate(("first", "second", "third", "fourth"), start=1)
    ]
    joined = importlib.import_module("secondsource.reading.parsers.pdf")._joined
    found = joined(["the yard. " + pages[0], *pages[1:3], "Report on the ferry\nthe owner.\n4 of 4"], 4, 0)
    assert found["text"].count("Report on the ferry") == 1, "on the first page it is not the whole line"
    assert " of 4" not in found["text"]
    assert "never mended by\nthe owner." in found["text"]
    assert "never mended by\n\nThe third engine" in found["text"]
    assert "left out" in found["how"]
    for offset, label in found["marks"]:
        assert found["text"][offset:].startswith(("the yard", "The second", "The third", "the owner")), label
    same = joined(["One.\nTwo.", "One.\nTwo."], 2, 0)
    assert same["text"] == "One.\nTwo.\n\nOne.\nTwo.", "twice is no rule"
