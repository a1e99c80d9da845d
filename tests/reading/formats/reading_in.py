"""What every format promises, held against whatever a test gives it."""

import hashlib
import io
import re

from secondsource.model import UnusableInput
from secondsource.reading.given import Given, Reading, Unread

NO_TEXT = re.compile("[\0\ud800-\udfff]")


def given_of(data, name="file", **known):
    data = data if isinstance(data, bytes) else data.encode()
    return Given(io.BytesIO(data), **{"name": name, "what": name, **known})


def looks_like(format_, data, name="file", **known):
    given = given_of(data, name, **known)
    return format_.looks_like(given.head(), given)


def read(format_, data, name="file", **known):
    """Return all that a format yields, each held to what formats promise."""
    given = given_of(data, name, **known)
    found = []
    try:
        for one in format_.read(given):
            found.append(one)
            check(one)
    except UnusableInput as fault:
        assert not found, f"something was yielded before the fault: {fault}"
        raise
    names = [one.article.name for one in found if isinstance(one, Reading)]
    assert len(set(names)) == len(names)
    return found


def check(one):
    if isinstance(one, Unread):
        assert one.fault
        assert len((one.name + one.fault).splitlines()) == 1
        return
    article, original = one.article, one.original
    assert article.sha256 == hashlib.sha256(original.content).hexdigest()
    assert article.text.strip()
    for text in (article.text, article.name, article.title, article.outlet, article.author, article.url):
        assert text is None or (text and not NO_TEXT.search(text))
    assert all(0 <= offset <= len(article.text) for offset, _ in original.marks)
    assert article.dateline is None or 0 <= article.dateline.start < article.dateline.end <= len(article.text)


def articles(format_, data, name="file", **known):
    found = read(format_, data, name, **known)
    assert all(isinstance(one, Reading) for one in found), found
    return [one.article for one in found]


def refusal(format_, data, name="file", **known):
    """Return the one line that a format refuses a file with, before it yields anything."""
    try:
        found = read(format_, data, name, **known)
    except UnusableInput as fault:
        assert len(str(fault).splitlines()) == 1
        return str(fault)
    raise AssertionError(f"it was read: {found}")


def survives(format_, data, name="file", **known):
    """Read whatever it is; UnusableInput in one line is the only way out."""
    assert looks_like(format_, data, name, **known) in (True, False)
    try:
        read(format_, data, name, **known)
    except UnusableInput as fault:
        assert len(str(fault).splitlines()) == 1


def mutated(data, cuts):
    """Return data with pieces replaced: each of ``cuts`` is a place (0 to 1), a length and what goes there."""
    changed = bytearray(data)
    for place, length, piece in cuts:
        at = int(place * len(changed))
        changed[at : at + length] = piece
    return bytes(changed)
