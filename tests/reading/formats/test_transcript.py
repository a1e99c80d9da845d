"""Transcripts in: words, time codes, and who says what."""

import io
import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading.formats import transcript
from secondsource.reading.given import Given


def given_bytes(content, name="session.vtt"):
    return Given(io.BytesIO(content), name, name)


def read(text, name="session.vtt"):
    given = given_bytes(text.encode(), name)
    assert transcript.looks_like(given.head(), given)
    (one,) = transcript.read(given)
    return one


def turns(article):
    """Speaker, label as it stands in the text, and words of each turn."""
    return [
        (turn.speaker, turn.label and article.text[slice(*turn.label)], article.text[slice(*turn.words)])
        for turn in article.turns
    ]


def srt(*cues):
    """SubRip of these cues, three seconds each, without a pause."""
    times = [f"{timedelta(seconds=3 * n)!s:0>8},000" for n in range(len(cues) + 1)]
    return "\n".join(f"{n + 1}\n{times[n]} --> {times[n + 1]}\n{words}\n" for n, words in enumerate(cues))


def test_voices_of_webvtt():
    one = read(
        "WEBVTT - Interview at the mole\n\n"
        "00:01.000 --> 00:03.000\n<v Edda Kroll>The wall had cracked.</v> <v Orla Finch>When?\n\n"
        "00:03.000 --> 00:04.000\n<v Orla Finch>Who knew\nof it?\n\n"
        "00:05.000 --> 00:06.000\n[applause]\n\n"
        "00:06.000 --> 00:08.000\n<v.loud Edda Kroll>Nobody &amp; no one.\n"
    )
    assert turns(one.article) == [
        ("Edda Kroll", "Edda Kroll", "The wall had cracked."),
        ("Orla Finch", "Orla Finch", "When?\nWho knew of it?"),
        ("Edda Kroll", "Edda Kroll", "Nobody & no one."),
    ]
    assert one.article.title == "Interview at the mole"
    assert one.article.name == "session"
    assert (one.form, one.original.read_by) == ("WebVTT transcript", "WebVTT transcript (4 cues)")
    assert [time for _, time in one.original.marks] == ["00:00:01", "00:00:03", "00:00:05", "00:00:06"]


def test_names_at_the_start_of_cues():
    one = read(
        srt(
            ">> KROLL: The harbour wall had\ncracked two days before,",
            "and nobody asked us.",
            ">> And the storm?",
            "MAYOR FINCH (by telephone): It came\n- KROLL:",
            "On Tuesday.",
            "KROLL: At 9:30.",
        ),
        "session.srt",
    )
    assert one.article.text == (
        ">> KROLL: The harbour wall had cracked two days before, and nobody asked us.\n>> And the storm?\n"
        "MAYOR FINCH (by telephone): It came\n- KROLL: On Tuesday.\nAt 9:30."
    )
    assert turns(one.article) == [
        ("KROLL", "KROLL", "The harbour wall had cracked two days before, and nobody asked us."),
        ("MAYOR FINCH", "MAYOR FINCH", "It came"),
        ("KROLL", "KROLL", "On Tuesday.\nAt 9:30."),
    ]


@pytest.mark.parametrize(
    ("cues", "speakers"),
    [
        (["Edda Kroll: Yes.", "It held."], ["Edda Kroll"]),
        (["Speaker 1: Yes.", "Speaker 2: No."], ["Speaker 1", "Speaker 2"]),
        (["Kroll: Yes.", "Finch: No.", "Kroll: Yes.", "Finch: No."], ["Kroll", "Finch", "Kroll", "Finch"]),
        (["Minister of Ports: Yes."], ["Minister of Ports"]),
        (["Remember: it held.", "Look: it held."], []),
        (["The answer: no.", "He said: no.", "at 9: no"], []),
        (["NOTE: it held.", "Warning: it held.", "Step 1: go."], []),
        (["HE SAID: WE GO.", "THE WALL CRACKED."], []),
        ([">> ANCHOR: THE WALL CRACKED.", "WE GO."], ["ANCHOR"]),
        (["KROLL:no", "https://velm.example/x"], []),
        (["Q: When?", "A: Then.", "KROLL: Then.", "Q: When?"], ["KROLL"]),
    ],
)
def test_what_is_a_speaker(cues, speakers):
    article = read(srt(*cues), "x.srt").article
    assert [turn.speaker for turn in article.turns] == speakers


def test_words_after_a_question_mark_of_q_are_nobodys():
    article = read(srt("KROLL: Then.", "Q: When?"), "x.srt").article
    assert turns(article) == [("KROLL", "KROLL", "Then.")]


@pytest.mark.parametrize(
    "text",
    [
        "[00:12:03] KROLL: The wall\ncracked.\n[00:12:30] No one asked.\n\n[00:13:03] Orla Finch:\nWho knew?\n",
        "KROLL (12:03): The wall\ncracked.\n(12:30) No one asked.\n\nOrla Finch [13:03]\nWho knew?\n",
        "00:12:03 KROLL: The wall\ncracked.\n[00:12:30] No one asked.\n00:13:03.5  Orla Finch: Who knew?\n",
    ],
)
def test_plain_text_with_times_and_names(text):
    one = read("Title: The mole\nCommittee of Ports\n\n" + text, "hearing.txt")
    assert turns(one.article) == [
        ("KROLL", "KROLL", "The wall cracked.\nNo one asked."),
        ("Orla Finch", "Orla Finch", "Who knew?"),
    ]
    assert one.article.text.startswith("Title: The mole\nCommittee of Ports\nKROLL: The wall")
    assert one.article.title == "The mole"
    assert [time for _, time in one.original.marks] == ["00:12:03", "00:12:30", "00:13:03"]
    assert one.original.read_by == "timed transcript (2 turns)"


@pytest.mark.parametrize(
    "text",
    [
        "Edda Kroll: The wall cracked.\nOrla Finch: Who knew?\n",
        "At 12:30 Edda Kroll: the wall cracked.\nIt rained.\n",
        "12:30 The ferry leaves.\n13:30 The ferry leaves: again.\n14:30 It sank",
        "[12:30] The ferry sank.\n[13:30] It rained.\n",
        "It rained.\n" * 12 + "[00:12:03] KROLL: The wall.\n[00:12:04] KROLL: The wall.\n",
    ],
)
def test_what_stays_plain_text(text):
    given = given_bytes(text.encode(), "hearing.txt")
    assert not transcript.looks_like(given.head(), given)


def test_a_transcript_without_words():
    given = given_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Edda Kroll>\n")
    with pytest.raises(UnusableInput, match="without words"):
        next(transcript.read(given))


def test_encodings_and_titles():
    text = srt("KROLL: Zoë’s wall.")
    (one,) = transcript.read(given_bytes(text.encode("utf-16")))
    assert turns(one.article) == [("KROLL", "KROLL", "Zoë’s wall.")]
    assert one.original.read_by == "SubRip transcript (1 cues), UTF-16"
    (old,) = transcript.read(given_bytes(text.encode("cp1252")))
    assert old.article.text == one.article.text
    assert old.original.read_by == "SubRip transcript (1 cues), Windows-1252, a guess"
    assert (
        read("WEBVTT\nKind: captions\n\nNOTE Title: The mole\n\n00:01.000 --> 00:02.000\nx\n").article.title
        == "The mole"
    )
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\nTitle: x\n").article.title is None


def test_at_most_two_thousand_marks():
    one = read(srt(*(["The wall cracked."] * 4500)), "x.srt")
    assert 1000 < len(one.original.marks) <= 2000
    assert one.original.read_by == "SubRip transcript (4,500 cues)"


_NAMES = st.sampled_from(["KROLL", "Orla Finch", "MAYOR QUILL", "Speaker 2"])
_WORDS = st.lists(
    st.sampled_from("the wall cracked and nobody asked. why? İß 9:30 — “so” he".split()), min_size=1, max_size=8
)
_LINES = st.tuples(st.one_of(st.none(), _NAMES), _WORDS.map(" ".join))
_CUES = st.lists(st.lists(_LINES, min_size=1, max_size=3), min_size=1, max_size=10)


def _expected(cues):
    """Who says which words, for cues as lines of a name or None and words."""
    said = []
    for name, words in (line for cue in cues for line in cue):
        if name and (not said or said[-1][0] != name):
            said.append((name, []))
        if said:
            said[-1][1].extend(words.split())
    return said


@given(_CUES)
@settings(deadline=None)
def test_turns_hold_the_words_of_their_speakers(cues):
    # A dash at the start of a line would be a change of speaker, and what ends in a colon a name.
    cues = [[(name, words.lstrip("— ") or "so") for name, words in cue] for cue in cues]
    written = ["\n".join(f"{name}: {words}" if name else words for name, words in cue) for cue in cues]
    article = read(srt(*written), "x.srt").article
    found = [(speaker, words.split()) for speaker, _, words in turns(article)]
    assert found == [(name, words) for name, words in _expected(cues)]
    assert all(label == speaker for speaker, label, _ in turns(article))
    end = 0
    for turn in article.turns:
        assert turn.label is not None
        assert end <= turn.label.start < turn.label.end < turn.words.start < turn.words.end <= len(article.text)
        end = turn.words.end


@given(_CUES)
@settings(deadline=None)
def test_voices_hold_the_words_of_their_speakers(cues):
    written = ["\n".join(f"<v {name or 'Edda Kroll'}>{words}</v>" for name, words in cue) for cue in cues]
    times = [f"00:{n:02}.000 --> 00:{n:02}.900" for n in range(len(cues))]
    vtt = "WEBVTT\n\n" + "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, written, strict=True))
    article = read(vtt).article
    found = [(speaker, words.split()) for speaker, _, words in turns(article)]
    assert found == _expected([[(name or "Edda Kroll", words) for name, words in cue] for cue in cues])


@given(st.text(st.sampled_from("0:,.->123 \n<v>[]()AbQ:/"), max_size=300))
@settings(deadline=None)
def test_no_text_breaks_the_reader(text):
    for start in ("WEBVTT\n\n00:01.000 --> 00:02.000\nx", "[00:01] AB: x\n[00:02] AB: x\n"):
        article = read(start + text).article
        for turn in article.turns:
            assert 0 <= turn.words.start < turn.words.end <= len(article.text)
            assert turn.label is not None
            assert article.text[slice(*turn.label)] == turn.speaker


@pytest.mark.parametrize("piece", ["[00:00:01] ", "A ", "(", "[0:01", "A (0:01", ":", "0:01 "])
def test_long_lines_cost_no_more_than_their_length(piece):
    """Matches that would go back and forth over a line would not come to an end here."""
    given = given_bytes(("[00:01] AB: x\n[00:02] AB: x\n" + piece * 200_000).encode(), "x.txt")
    (one,) = transcript.read(given)
    assert len(re.sub(r"\s", "", one.article.text)) > 100_000 or piece == "[00:00:01] "
