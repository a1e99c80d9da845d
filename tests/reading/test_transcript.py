import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.reading import text_of
from secondsource.reading.transcript import is_transcript, read_transcript

SRT = """1
00:00:01,000 --> 00:00:03,500
The harbour wall had
cracked two days before,

2
00:00:03,500 --> 00:00:06,000
<i>she said.</i> Nobody asked us.

3
01:02:03,000 --> 01:02:05,000
{\\an8}- And the storm?

4
01:02:05,100 --> 01:02:06,000
- It came on Tuesday.
"""


def test_subrip():
    found = text_of(SRT.encode())
    assert found.text == (
        "The harbour wall had cracked two days before, she said. Nobody asked us.\n"
        "- And the storm?\n- It came on Tuesday."
    )
    assert found.how == "SubRip transcript (4 cues)"
    assert [label for _, label in found.marks] == ["00:00:01", "00:00:03", "01:02:03", "01:02:05"]
    assert found.mark_at(found.text.index("Nobody")) == "00:00:03"
    assert found.mark_at(len(found.text)) == "01:02:05"
    assert text_of(SRT.replace("\n", "\r\n").encode("utf-8-sig")).text == found.text
    assert text_of(SRT.encode("utf-16")).text == found.text


def test_webvtt():
    vtt = """WEBVTT - Interview

STYLE
::cue { color: red }

NOTE 00:00:00.000 --> nothing

intro
00:01.000 --> 00:03.000 line:0 position:20%
<v Edda Kroll>The wall &amp; the <c.loud>mole</c> had cracked.

00:03.000 --> 00:04.000
<v Edda Kroll>Nobody asked us.

00:09.000 --> 00:11.000
<v.first Orla Finch>Who
should have?
"""
    found = text_of(vtt.encode())
    assert found.text == "Edda Kroll: The wall & the mole had cracked.\nNobody asked us.\nOrla Finch: Who should have?"
    assert found.how == "WebVTT transcript (3 cues)"
    assert [label for _, label in found.marks] == ["00:00:01", "00:00:03", "00:00:09"]


def test_live_captions_show_each_line_twice():
    vtt = """WEBVTT

00:00.000 --> 00:02.000
the wall<00:00:00.500><c> had</c>

00:02.000 --> 00:02.010
the wall had

00:02.010 --> 00:04.000
the wall had
cracked<00:00:02.500><c> before</c>
"""
    assert text_of(vtt.encode()).text == "the wall had cracked before"
    plain = "WEBVTT\n\n00:00.000 --> 00:02.000\nNo\n\n00:02.000 --> 00:03.000\nNo\n"
    assert text_of(plain.encode()).text == "No No", "words that are said twice stay twice"


def test_cues_without_a_blank_line_between_them():
    sloppy = "1\n00:01 --> 00:02\nThe wall\n2\n00:02 --> 00:03\ncracked in 1987\n1987\n"
    assert read_transcript(sloppy)[0] == "The wall cracked in 1987 1987"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("WEBVTT", True),
        ("WEBVTTX", False),
        ("00:00:01,000 --> 00:00:02,000\nx", True),
        ("\n\n1\n00:00:01,000 --> 00:00:02,000\nx", True),
        ("The film 1\n00:00:01,000 --> 00:00:02,000\nx", False),
        ("At 00:00:01 --> 00:00:02 the wall", False),
        ("The wall --> the mole", False),
        ("", False),
    ],
)
def test_what_is_a_transcript(text, is_one):
    assert is_transcript(text) is is_one


def test_a_transcript_without_words():
    found = text_of(b"WEBVTT\n\nNOTE nothing\n")
    assert (found.text, found.how) == (None, "WebVTT transcript (0 cues): no text")


_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)


@given(st.lists(st.tuples(st.integers(0, 360_000), st.lists(_LINE, max_size=3)), max_size=12))
def test_every_mark_stands_where_its_cue_begins(cues):
    blocks = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},000 --> 99:00:00,000\n" + "\n".join(ls) for s, ls in cues]
    words, marks = read_transcript("\n\n".join(blocks))
    words.encode()
    offsets = [offset for offset, _ in marks]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(words) for offset in offsets)
    assert all(offset == 0 or words[offset - 1] in " \n" for offset in offsets)


@given(st.text(st.sampled_from("0:,.->123 \n<v>{\\W"), max_size=300))
def test_no_transcript_breaks_the_reader(text):
    words, marks = read_transcript(text)
    assert all(0 <= offset <= len(words) for offset, _ in marks)


def spoken(hours):
    """A transcript of so many hours: a cue of eight words every three seconds."""
    cues = []
    for number in range(hours * 1200):
        s = number * 3
        cues.append(
            f"{number + 1}\n{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},000 --> {s // 3600:02}:{s // 60 % 60:02}:"
            f"{s % 60 + 2:02},900\nthe wall at pier {number} had cracked before\n"
        )
    return "\n".join(cues)


def test_a_transcript_of_twenty_hours():
    srt = spoken(20)
    found = text_of(srt.encode())
    assert len(found.text.split()) == 20 * 1200 * 8
    assert found.how == "SubRip transcript (24,000 cues)"
    assert found.mark_at(found.text.index("pier 23999")) == "19:59:57"
    plain = re.sub(r"(?m)^[0-9:, >-]*\n", "", srt)
    assert text_of(plain.encode()).text == plain


@pytest.mark.parametrize("piece", ["<", "<v ", "{\\", "1\n", "00:00:01,000 --> ", "-->", "\n", "x" * 40 + "<c"])
def test_the_time_grows_with_the_length_alone(piece):
    def seconds(times):
        text = "00:00:01,000 --> 00:00:02,000\n" + piece * times
        best = float("inf")
        for _ in range(3):
            began = time.perf_counter()
            read_transcript(text)
            best = min(best, time.perf_counter() - began)
        return best

    # Squared growth would be 64 times as long; the measure is a ratio, so a slow machine changes nothing.
    assert seconds(80_000) < 32 * max(seconds(10_000), 0.001)
