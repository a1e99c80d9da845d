"""From bytes to text: what is no text is refused by name, what is text is decoded exactly."""

from __future__ import annotations

import codecs
import contextlib
import re

from secondsource.model import UnusableInput

_SIGNATURES = (
    (b"%PDF-", "a PDF; convert it to text first, for instance with pdftotext"),
    (b"SQLite format 3\0", "an SQLite database, perhaps a case; give it as the case, not as an article"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as plain text or HTML first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as plain text or HTML first"),
    (b"{\\rtf", "a rich text (RTF) document; save it as plain text or HTML first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "compressed with xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"\x89PNG\r\n", "a PNG image; give its text instead"),
    (b"\xff\xd8\xff", "a JPEG image; give its text instead"),
    (b"GIF8", "a GIF image; give its text instead"),
    (b"RIFF", "a WebP image, a sound or a film; give its text instead"),
    (b"II*\0", "a TIFF image; give its text instead"),
    (b"MM\0*", "a TIFF image; give its text instead"),
    (b"ID3", "a sound file; give its transcript instead"),
    (b"OggS", "a sound file or a film; give its transcript instead"),
    (b"fLaC", "a sound file; give its transcript instead"),
    (b"\x1aE\xdf\xa3", "a film; give its transcript instead"),
    (b"\x7fELF", "a program; give a text file instead"),
)
# BOMs of what has no code points at the offsets that UTF-8 would give.
_OTHER_UNICODE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# The encodings of the web, by Python's names. Others (utf-7, idna, unicode_escape) can hide or invent text.
_WEB_CODECS = re.compile(
    r"utf-8|utf-16(?:-[bl]e)?|cp125[0-8]|cp(?:866|874|932|949)|iso8859-(?:[2-8]|10|1[3-6])|koi8-[ru]"
    r"|mac-(?:roman|cyrillic)|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)
# What a page calls these is read by browsers as the wider encoding (WHATWG Encoding Standard, "Names and labels").
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_META_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096


def decode_exactly(data: bytes, what: str) -> str:
    """Return ``data`` as UTF-8, every code point kept (newlines and a BOM too), so that offsets are the file's own.

    ``what`` names the input in messages. Raises UnusableInput for anything empty, binary or not UTF-8; UTF-16 is
    refused rather than converted, because every offset we write counts code points of the UTF-8 file.
    """
    _refuse_known(data, what)
    for bom, name in _OTHER_UNICODE:
        if data.startswith(bom):
            raise UnusableInput(f"{what} is {name}; convert it with 'iconv -f {name} -t UTF-8'")
    nul = data.find(b"\0")
    if nul >= 0:
        raise UnusableInput(f"{what} is binary (a NUL at byte {nul}); give a text file or a saved web page")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            f"{what} is not valid UTF-8 (byte {error.start}); convert it, for instance with "
            "'iconv -f WINDOWS-1252 -t UTF-8'"
        ) from None
    if not text.lstrip("\ufeff").strip():
        raise UnusableInput(f"{what} is empty; give a file with the article's text")
    return text


def decode_page(data: bytes, what: str, charset: str | None) -> str:
    """Return the text of a web page or of any text whose encoding may be declared.

    The order is that of a browser: a BOM, ``charset`` (from the HTTP header), the page's own declaration, UTF-8.
    Every attempt is strict. Raises UnusableInput where none fits.
    """
    _refuse_known(data, what)
    for bom, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            declared = [codec]
            data = data[len(bom) :]
            break
    else:
        declared = [codec for codec in (_codec(charset), _declared_in(data)) if codec]
    for codec in [*declared, "utf-8"]:
        try:
            return data.decode(codec).replace("\0", "\ufffd")
        except UnicodeDecodeError:
            continue
    raise UnusableInput(
        f"{what} is neither UTF-8 nor in the encoding it declares; save it as UTF-8 text and add that file"
    )


def decode_kindly(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return some text for any bytes, and in words which encoding it was read by.

    The order is that of ``decode_page``; where nothing fits, UTF-8 with a few broken bytes comes before Windows-1252.
    What can't be decoded becomes U+FFFD. Whether the bytes are text at all is not asked here.
    """
    for bom, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace"), codec.removesuffix("-le").removesuffix("-be").upper()
    for declared in (_codec(charset), _declared_in(data), "utf-8", _bare_utf16(data)):
        with contextlib.suppress(UnicodeDecodeError):
            if declared:
                return data.decode(declared), declared.upper()
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= sum(character > "\x7f" for character in text) - broken:
        return text, f"UTF-8, {broken} broken bytes replaced"
    return data.decode("cp1252", "replace"), "Windows-1252, a guess"


def known_kind(data: bytes) -> str | None:
    """Return what kind of file bytes are that are no text, such as "a PNG image", told by how they begin."""
    if data[4:8] == b"ftyp":
        return "a film or an image (MP4, HEIC or the like)"
    return next((name.partition(";")[0] for signature, name in _SIGNATURES if data.startswith(signature)), None)


def _bare_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a BOM, told by its zeros where the letters are Latin."""
    head = data[:_META_WITHIN]
    if len(data) % 2 or not head:
        return None
    even, odd = head[::2].count(0) / len(head), head[1::2].count(0) / len(head)
    return "utf-16-le" if odd > 0.3 > 0.1 > even else "utf-16-be" if even > 0.3 > 0.1 > odd else None


def _refuse_known(data: bytes, what: str) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnusableInput(f"{what} is {name}")


def _declared_in(data: bytes) -> str | None:
    """Return the codec that a page names in its first bytes; UTF-16 there means UTF-8, for it could be read."""
    head = data[:_META_WITHIN]
    found = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    codec = _codec(found[1].decode("ascii")) if found else None
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _codec(name: str | None) -> str | None:
    """Return Python's name of a declared encoding, or None for one that no page may use."""
    try:
        codec = codecs.lookup((name or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    codec = _WIDER.get(codec, codec)
    return codec if _WEB_CODECS.fullmatch(codec) else None
