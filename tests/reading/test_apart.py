"""What a parser's process may do wrong, done by one that does (see breaking_parser)."""

import os
import time

import pytest

from secondsource.reading import apart, text_of
from secondsource.reading.apart import Broken, read_apart
from secondsource.reading.text import Limits, Text

QUICK = Limits(seconds=1.0, characters=10_000)
PAGE = b"<html><p>The wall at Lindmere had cracked, Edda Kroll said.</p>"


@pytest.fixture(autouse=True)
def _breaking(monkeypatch):
    monkeypatch.setattr(apart, "_PARSER", "reading.breaking_parser")
    monkeypatch.setattr(apart, "_ENDING", 0.2)


@pytest.mark.parametrize("kind", ["good", "lingers"])
def test_an_answer_counts_even_where_the_process_does_not_end(kind):
    assert read_apart(kind, b"", Limits()) == Text("The wall cracked.", "well", ((0, "page 1"),))


@pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX's")
@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        ("segfault", Limits(), "the parser crashed with SIGSEGV"),
        ("loops", QUICK, "it took more than 1 seconds"),
        ("silent", Limits(), "the parser crashed"),
        ("surrogates", Limits(), "the parser crashed"),
        ("no text at all", Limits(), "the parser crashed"),
        ("a number", Limits(), "the parser crashed"),
        ("marks", Limits(), "the parser crashed"),
        ("a list", Limits(), "the parser crashed"),
        ("chatters", Limits(characters=10_000), "the parser crashed"),
    ],
)
def test_a_process_that_breaks_is_told_in_a_few_words(kind, limits, said):
    with pytest.raises(Broken) as caught:
        read_apart(kind, b"", limits)
    assert str(caught.value).startswith(said)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks into /proc")  # noqa: PTH112
def test_what_the_process_started_ends_with_it(tmp_path):
    place = tmp_path / "group"
    with pytest.raises(Broken, match="took more than 1 seconds"):
        read_apart("forks", str(place).encode(), QUICK)
    group = int(place.read_text())
    for _ in range(200):
        if not _members(group):
            break
        time.sleep(0.05)
    assert not _members(group)


def _members(group):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        try:
            with open(f"/proc/{name}/stat") as file:  # noqa: PTH123
                state, _, number = file.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(number) == group and state != "Z":
            found.append(name)
    return found


def test_nothing_of_it_reaches_the_one_who_asks():
    found = text_of(PAGE)
    assert found.text is None
    assert found.how.startswith("a web page that can't be read (")
    assert found.how.endswith("): no text")
