"""A claim word by word beside what its source said: the six words, the pieces, and texts that mean harm."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.checking.fidelity import Document, compare
from secondsource.model import Change, Check, Comparison, Kind, Piece

TALK = """\
ALI: We may withdraw some of our forces from the northern valley before winter, um, if the talks succeed. I will not
resign.
HOST: And the bridge?
ALI: The bridge was hit at least twice, you know, and 70 people were allegedly injured. The army will stay in the
[inaudible]
port for now.
HOST: Thank you. What do you say to the people of Oum Teral, who have waited for a word from you since the spring?
ALI: I say that I never said that we would give up. We don't want war. Some papers say we lost the harbour. The
eastern gate
is open, and, and the cranes are working.
HOST: Thank you.
"""


def changes(compared: Comparison, claim: str, document: str) -> list[tuple[Change, str, str, bool]]:
    """What differs: the change, the claim's words, the source's, and whether it is weighty."""
    return [
        (piece.change, claim[slice(*piece.own)].strip(), document[slice(*piece.other)].strip(), piece.weighty)
        for piece in compared.pieces
        if piece.change is not Change.SAME
    ]


def rebuilds(compared: Comparison, claim: str, document: str) -> None:
    """The pieces are all of the claim and all of the passages, in order; no passage lies over another or outside."""
    assert "".join(claim[slice(*piece.own)] for piece in compared.pieces) == claim
    where = [piece.other for piece in compared.pieces if piece.other.start < piece.other.end]
    in_turn = sorted(
        compared.passage, key=lambda span: next(at for at, it in enumerate(where) if it.start == span.start)
    )
    assert "".join(document[slice(*span)] for span in where) == "".join(document[slice(*span)] for span in in_turn)
    assert list(compared.passage) == sorted(compared.passage)
    assert all(before.own.end == after.own.start for before, after in pairwise(compared.pieces))
    for span in [*compared.passage, *(piece.other for piece in compared.pieces)]:
        assert 0 <= span.start <= span.end <= len(document)
    assert all(before.end <= after.start for before, after in pairwise(sorted(compared.passage)))
    assert 0.0 <= compared.likeness <= 1.0
    assert "\n" not in compared.words
    assert compared.words


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("“i will not resign”", Kind.DIRECT),
        ("I  will\nnot resign…", Kind.DIRECT),
        ("The army will stay in the port for now", Kind.DIRECT),
        ("The bridge was hit at least twice, and seventy people were allegedly injured.", Kind.DIRECT),
        ("The bridge was hit at least twice, … and 70 people were allegedly injured.", Kind.DIRECT),
        ("The eastern gate is open, and the cranes are working.", Kind.DIRECT),
        ("We don’t want war", Kind.DIRECT),
        ("I never said that we would give up", Kind.INDIRECT),
    ],
)
def test_typography_hesitations_and_gaps_keep_a_quotation_verbatim(claim: str, kind: Kind) -> None:
    compared = compare(claim, TALK, kind=kind)
    assert compared.check is Check.VERBATIM, compared.words
    assert not any(piece.weighty for piece in compared.pieces)
    rebuilds(compared, claim, TALK)


@pytest.mark.parametrize(
    ("claim", "check", "change"),
    [
        ("We will withdraw some of our forces", Check.ALTERED, (Change.REPLACED, "will", "may", True)),
        ("17 people were allegedly injured", Check.ALTERED, (Change.REPLACED, "17", "70", True)),
        ("The western gate is open", Check.ALTERED, (Change.REPLACED, "western", "eastern", True)),
        ("The bridge was not hit at least twice", Check.ALTERED, (Change.ADDED, "not", "", True)),
        ("I would not resign.", Check.ALTERED, (Change.REPLACED, "would", "will", True)),
        ("We do not want war.", Check.ALTERED, (Change.REPLACED, "not", "n't", False)),
        ("The [eastern] gates are open, and the cranes are working", Check.ALTERED, None),
        ("70 people were injured", Check.CUT, (Change.DROPPED, "", "allegedly", True)),
        ("I will resign.", Check.CUT, (Change.DROPPED, "", "not", True)),
        ("The bridge was hit … and 70 people were allegedly injured", Check.CUT, None),
        ("from the northern valley before winter", Check.CUT, (Change.DROPPED, "", "if the talks succeed.", True)),
        ("The bridge was hit at least twice", Check.VERBATIM, None),
        ("we lost the harbour", Check.CUT, (Change.DROPPED, "", "Some papers say", True)),
    ],
)
def test_changed_and_dropped_words_are_named(claim: str, check: Check, change: tuple[object, ...] | None) -> None:
    compared = compare(claim, TALK)
    assert compared.check is check, compared.words
    rebuilds(compared, claim, TALK)
    if change is not None:
        assert change in changes(compared, claim, TALK)
        assert str(change[1] or change[2]).rstrip(".") in compared.words


@pytest.mark.parametrize(
    ("claim", "weighty"),
    [
        ("he would not resign", False),
        ("he would resign", True),
        ("90 people had allegedly been injured", True),
        ("the army would stay in the port for now", False),
        ("the army would stay in the port", True),
        (
            "they might withdraw some of their forces from the northern valley before winter",
            True,
        ),  # "if the talks succeed" is left out
        ("they did not want war", False),
    ],
)
def test_reported_speech_may_shift_tense_and_person_but_not_numbers_or_negation(claim: str, weighty: bool) -> None:
    compared = compare(claim, TALK, kind=Kind.INDIRECT)
    assert compared.check is Check.PARAPHRASE, compared.words
    assert any(piece.weighty for piece in compared.pieces) is weighty, compared.words
    rebuilds(compared, claim, TALK)


def test_what_is_in_quotation_marks_of_a_mixed_claim_is_held_to_the_word() -> None:
    for claim, check in (
        ("he said the army “will stay in the port” for now", Check.PARAPHRASE),
        ("he said the army “will remain in the port” for now", Check.ALTERED),
        ("he said the army “will stay in the port", Check.PARAPHRASE),
        ("will remain in the port” for now, he said of the army", Check.ALTERED),
        ('he said the army "will stay in the port" for now', Check.PARAPHRASE),
        ("he said the army would stay in the port for now", Check.PARAPHRASE),
    ):
        compared = compare(claim, TALK, kind=Kind.MIXED)
        assert compared.check is check, (claim, compared.words)
        rebuilds(compared, claim, TALK)


def test_two_passages_made_one_are_both_shown() -> None:
    for claim in (
        "We may withdraw some of our forces and the cranes are working.",
        "The eastern gate is open. I will not resign.",
    ):
        compared = compare(claim, TALK)
        assert compared.check is Check.SPLICED, compared.words
        assert len(compared.passage) == 2
        rebuilds(compared, claim, TALK)


def test_what_was_not_said_is_not_found() -> None:
    for claim in ("The harvest was poor because of the drought", "The army will shoot at the cranes", "…", "", "»«"):
        assert compare(claim, TALK).check is Check.NOT_FOUND
        rebuilds(compare(claim, TALK), claim, TALK)
    assert compare("We don't want war", "").check is Check.NOT_FOUND


@pytest.mark.parametrize(
    ("said", "claim", "why"),
    [
        ("Nobody was badly hurt.", "Nobody was hurt.", "degree"),
        ("As things stand we will not open the bridge.", "We will not open the bridge.", "condition"),
        ("We expect it by Friday, or at the latest on Monday.", "We expect it by Friday", "condition"),
        ("I do not believe that the dam will break.", "the dam will break", "negation"),
        ("You can sell the line only once.", "You can sell the line", "quantity"),
        ("We lost two hundred and sixty people.", "We lost 60 people.", "number"),
        ("Sixty thousand came to us on Sunday.", "Sixty came to us on Sunday.", "number"),
        ("Up to seven people died in the fire.", "Seven people died in the fire.", "quantity"),
        ("We will act when the law is passed.", "We will act", "condition"),
        ("General Asker will lead the northern army.", "General Bruun will lead the northern army.", "name"),
        ("The talks will begin before the summer.", "The talks will begin after the summer.", "opposite"),
    ],
)
def test_what_turns_the_sense_is_weighty_and_says_why(said: str, claim: str, why: str) -> None:
    compared = compare(claim, f"Good morning to you. {said} That is all.")
    assert compared.check in (Check.ALTERED, Check.CUT)
    assert [piece.weighty for piece in compared.pieces if piece.change is not Change.SAME] == [True]
    assert why in next(piece.why for piece in compared.pieces if piece.weighty)


def test_of_places_that_say_the_same_the_one_that_leaves_nothing_out_counts() -> None:
    document = (
        "If the rain stops, we will march. They asked again. We will march on Monday, or we will march. We will march."
    )
    claim = "we will march"
    compared = compare(claim, document)
    assert compared.check is Check.VERBATIM


# Words that bear no sense and fill no pause, all different.
PLAIN = tuple(
    first + second for first in ("ba", "do", "ki", "lu", "me") for second in ("rran", "stel", "vork", "zimp", "nax")
)
FAR = tuple(
    first + second for first in ("xo", "qua", "fle", "gri") for second in ("bend", "mour", "tisk", "lott", "pard")
)
sentence = st.permutations(PLAIN).flatmap(lambda words: st.integers(8, 20).map(lambda length: list(words[:length])))
around = st.lists(st.sampled_from(FAR), max_size=60).map(lambda words: " ".join(words).capitalize())


@given(sentence, around, around, st.sampled_from(list(Kind)))
def test_a_text_inside_another_is_verbatim_where_it_stands(
    words: list[str], before: str, after: str, kind: Kind
) -> None:
    claim = " ".join(words).capitalize() + "."
    document = f"{before}. {claim} {after}."
    compared = compare(claim, document, kind=kind)
    assert compared.check is Check.VERBATIM
    assert compared.passage == ((len(before) + 2, len(before) + 2 + len(claim)),)
    assert [(piece.change, piece.own) for piece in compared.pieces] == [(Change.SAME, (0, len(claim)))]
    assert compared.likeness == 1.0


@given(sentence, around, around, st.data(), st.booleans())
def test_inner_words_left_out_are_a_cut(
    words: list[str], before: str, after: str, data: st.DataObject, elided: bool
) -> None:
    first = data.draw(st.integers(2, len(words) - 4))
    last = data.draw(st.integers(first + 1, len(words) - 2))
    claim = " ".join([*words[:first], *(["…"] if elided else []), *words[last:]])
    document = f"{before}. {' '.join(words)}. {after}."
    compared = compare(claim, document)
    assert compared.check is Check.CUT
    dropped = [piece.other for piece in compared.pieces if piece.change is Change.DROPPED]
    assert [document[slice(*span)].split() for span in dropped] == [words[first:last]]
    rebuilds(compared, claim, document)


@given(st.permutations(PLAIN), st.integers(5, 12), st.booleans(), around)
def test_two_distant_sentences_joined_are_a_splice(words: list[str], cut: int, turned: bool, after: str) -> None:
    one, other = " ".join(words[:cut]), " ".join(words[cut : 2 * cut])
    document = f"Start. {one}. {' '.join(FAR * 3)}. {other}. {after}."
    claim = f"{other}. {one}" if turned else f"{one}. {other}"
    compared = compare(claim, document)
    assert compared.check is Check.SPLICED
    assert [document[slice(*span)].rstrip(".") for span in compared.passage] == [one, other]
    rebuilds(compared, claim, document)


@given(st.integers(0, 999), st.integers(300, 1500))
@settings(max_examples=15)
def test_a_long_claim_is_lined_up_as_a_short_one_is(seed: int, size: int) -> None:
    random_ = random.Random(seed)
    vocabulary = [f"{one}{other}{ending}" for one in PLAIN for other in FAR for ending in "aeiou"]
    said = random_.sample(vocabulary, size + 400)
    words = said[200 : 200 + size]
    changed, dropped = sorted(random_.sample(range(5, size - 20, 10), 2))
    words[changed] = "zzz"
    claim = " ".join([*words[:dropped], *words[dropped + 3 :]])
    document = " ".join(said)
    compared = compare(claim, document)
    assert changes(compared, claim, document) == [
        (Change.REPLACED, "zzz", said[200 + changed], False),
        (Change.DROPPED, "", " ".join(said[200 + dropped : 203 + dropped]), False),
    ]
    rebuilds(compared, claim, document)


def test_a_claim_too_long_to_line_up_is_still_found_as_it_stands() -> None:
    document = " ".join(f"w{number}" for number in range(5_000))
    assert compare(document[document.index("w100 ") :], document).check is Check.VERBATIM
    compared = compare(document.replace("w2500 ", "other "), document)
    assert compared.check in (Check.ALTERED, Check.NOT_FOUND)
    rebuilds(compared, document.replace("w2500 ", "other "), document)


soup = st.lists(
    st.sampled_from(
        [
            *PLAIN[:6],
            *TALK.split()[:60],
            *"… “ ” \" um, [inaudible] ALI: HOST: the will 70 seventy 1,000 don't won’t not if but".split(),
            *("\n", "\nALI:", "e\u0301te\u0301", "א", "日本語", "🚀", "\0", "\u200b"),
        ]
    ),
    max_size=60,
).map(" ".join)


@given(soup | st.text(max_size=80), soup | st.text(max_size=200), st.sampled_from(list(Kind)))
def test_the_pieces_of_any_two_texts_rebuild_them(claim: str, document: str, kind: Kind) -> None:
    rebuilds(compare(claim, document, kind=kind), claim, document)


@given(soup, st.data(), st.sampled_from(list(Kind)))
def test_the_pieces_of_a_text_torn_from_another_rebuild_them(document: str, data: st.DataObject, kind: Kind) -> None:
    words = document.split(" ")
    claim = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=30)))
    rebuilds(compare(claim, document, kind=kind), claim, document)
    first = data.draw(st.integers(0, len(words)))
    claim = " ".join(words[first : first + data.draw(st.integers(0, 30))])
    rebuilds(compare(claim, document, kind=kind), claim, document)


FORTH, BACK = " ".join(PLAIN), " ".join(PLAIN[::-1])
LONG = f"{TALK} {FORTH}. {' '.join(FAR)}. BEA: {BACK}, not {' '.join(FAR[::-1])}. {TALK[::-1]}".split(" ")


@given(
    st.lists(st.tuples(st.integers(0, len(LONG)), st.integers(1, 25)), max_size=5),
    st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["", "…", "“", "”", "not", "70", "Zed", "um,", "HOST:"])),
        max_size=5,
    ),
    st.sampled_from(list(Kind)),
)
@settings(max_examples=300)
def test_the_pieces_of_stretches_put_together_rebuild_them(
    stretches: list[tuple[int, int]], edits: list[tuple[int, str]], kind: Kind
) -> None:
    words = [word for first, length in stretches for word in LONG[first : first + length]]
    for at, word in edits:
        words[at : at + 1] = [word]
    claim, document = " ".join(words), " ".join(LONG)
    rebuilds(compare(claim, document, kind=kind), claim, document)


HOSTILE = {
    "no white space": lambda size: "x" * size,
    "one word": lambda size: "word " * (size // 5),
    "two words": lambda size: "the of " * (size // 7),
    "marks": lambda size: "e\u0301" + "\u0301" * size,
    "points": lambda size: "a." * (size // 2) + "aa",
    "apostrophes": lambda size: "a'" * (size // 2) + "1",
    "brackets": lambda size: "[inaudible" * (size // 10),
    "figures": lambda size: "1," * (size // 2),
    "labels": lambda size: "A" * 41 + ("\n>> ABC " * (size // 8)),
    "time codes": lambda size: "00:00:01 " * (size // 9),
    "right to left": lambda size: "שלום عليكم " * (size // 11),
    "emoji": lambda size: "👩\u200d🚀 " * (size // 4),
    "NUL": lambda size: "\0 a" * (size // 3),
    "quotation marks": lambda size: "“" * (size // 2) + '" ' * (size // 4),
    "ellipses": lambda size: "a … " * (size // 4),
    "no spaces between words": lambda size: "日本語" * (size // 3),
    "all different": lambda size: " ".join(f"w{number}" for number in range(size // 7)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_raise_nothing_and_take_time_by_their_length(name: str) -> None:
    def seconds(size: int) -> float:
        text = HOSTILE[name](size)
        start = time.process_time()
        altered = f"{text[:400]} not {text[500:900]}"
        for claim, document, kind in (
            (text[: size // 2], text, Kind.DIRECT),
            (altered, text, Kind.MIXED),
            (text, "a few words", Kind.INDIRECT),
        ):
            rebuilds(compare(claim, document, kind=kind), claim, document)
        return time.process_time() - start

    small = seconds(25_000)
    # Four times the text: what grows with the square of it takes sixteen times as long.
    assert seconds(100_000) < 12 * small + 0.5


def test_a_document_made_ready_once_answers_as_a_text_does() -> None:
    ready = Document(TALK)
    for claim in ("We will withdraw some of our forces", "I will resign", "he would not resign"):
        for kind in Kind:
            assert ready.compare(claim, kind) == compare(claim, TALK, kind=kind)


def test_offsets_count_code_points() -> None:
    document = "🚀🚀 We might go. " + TALK
    compared = compare("🚀 70 people were injured", document)
    (passage,) = compared.passage
    assert document[slice(*passage)] == "70 people were allegedly injured."
    assert isinstance(compared.pieces[0], Piece)
