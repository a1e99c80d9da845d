"""Drafts of claims: whatever is selected, what comes can be recorded; what was not touched stays as it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import article, case_of
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.desk.editing import BY_HAND, ROLES, Draft, Role, unite
from secondsource.desk.quoting import kind_of
from secondsource.desk.text_units import cluster_at, grown, next_word, previous_word, snapped, token_at, whole
from secondsource.model import Kind, Nature, Source, SourceType, Span, UnusableInput

PIECES = (
    "the ferry", "Ada Quill", "said", "“", "”", '"', "’", ",", ".", " ", "  ", "\n", "\r\n", "\t", "\r", "e\u0301",
    "👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "قال المتحدثّ", "港の橋が閉まった", "각\u1161", "\u200b", "\u202e", " \u0301", "\ufe0f",
    "x" * 40, "1,000.5", "U.S. Army", "[/]", "\x1b[2J", "\ud800",
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1).map("".join), st.text(min_size=1, max_size=60))
STORY = "The pier shut early. “The ferry ran late,” Ada Quill, the mayor, said on Monday, “and the crew went home.”"


def at(words: str, text: str = STORY) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def letters(text: str, spans: tuple[Span, ...]) -> str:
    """The letters and digits at some places."""
    return "".join(c for start, end in spans for c in text[start:end] if c.isalnum())


def usable(draft: Draft) -> None:
    """Hold a draft to what ``casefile.revise`` takes."""
    for role in ROLES:
        spans = draft.spans(role)
        for start, end in spans:
            assert 0 <= start < end <= len(draft.text)
            assert cluster_at(draft.text, start).start == start
            assert end == len(draft.text) or cluster_at(draft.text, end).start == end
            assert whole(draft.text, start, end) == (start, end)  # no white space at the edges
        assert all(first.end <= second.start for first, second in pairwise(spans))


ROLE = st.sampled_from(ROLES)
PLACE = st.integers(0, 400)
SIGN = st.sampled_from([1, -1])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["with_role", "adding"]), ROLE, PLACE, PLACE),
        st.tuples(st.just("without"), PLACE),
        st.tuples(st.just("moving_edge"), PLACE, st.sampled_from(["start", "end"]), SIGN, st.booleans()),
    ),
    max_size=8,
)  # fmt: skip


def after(draft: Draft, steps: list[tuple[object, ...]]) -> Draft:
    """Do what was drawn."""
    for name, *given_ in steps:
        if name == "moving_edge":
            offset, edge, step, by_word = given_
            piece = draft.piece_at(offset)  # type: ignore[arg-type]
            if piece:
                draft = draft.moving_edge(piece, edge, step, by_word=by_word)  # type: ignore[arg-type]
        else:
            draft = getattr(draft, str(name))(*given_)
    return draft


@given(TEXTS, STEPS)
def test_whatever_is_done_the_pieces_can_be_recorded(text: str, steps: list[tuple[object, ...]]) -> None:
    draft = after(Draft(text), steps)
    usable(draft)
    if draft.content:
        described = draft.described()
        assert described.reason == BY_HAND
        assert described.confidence is None
        assert (described.kind is Kind.NARRATOR) == (not draft.source and not draft.cue)


@given(TEXTS, STEPS, ROLE, PLACE, PLACE)
def test_a_word_that_was_given_a_role_has_no_other(
    text: str, steps: list[tuple[object, ...]], role: Role, start: int, end: int
) -> None:
    draft = after(Draft(text), steps).with_role(role, start, end)
    held = [set(range(*span)) for other in ROLES for span in draft.spans(other)]
    assert sum(map(len, held)) == len(set().union(*held))
    if whole(text, start, end):
        assert draft.spans(role)


@given(TEXTS, STEPS, PLACE)
def test_what_was_split_and_united_says_the_same(text: str, steps: list[tuple[object, ...]], offset: int) -> None:
    draft = after(Draft(text), steps)
    try:
        first, second = draft.split(offset)
    except UnusableInput:
        return
    usable(first)
    usable(second)
    assert (first.source, first.cue) == (second.source, second.cue) == (draft.source, draft.cue)
    assert first.content[-1].end <= second.content[0].start
    again = unite([second, first])
    usable(again)
    assert letters(text, (*first.content, *second.content)) == letters(text, again.content)
    assert letters(text, again.content) == letters(text, draft.content)


@given(TEXTS, PLACE, PLACE)
def test_snapping_twice_is_snapping_once_and_takes_whole_words(text: str, start: int, end: int) -> None:
    span = snapped(text, start, end)
    if span is None:
        assert not text[min(start, end) : max(start, end)].strip()
        return
    assert snapped(text, *span) == span
    assert whole(text, *span) == span
    inner = whole(text, start, end)
    assert inner
    assert span.start <= inner.start
    assert inner.end <= span.end
    assert token_at(text, span.start).start == span.start
    assert token_at(text, span.end - 1).end == span.end


@given(TEXTS)
def test_characters_and_words_part_a_text_without_a_gap(text: str) -> None:
    for unit in (cluster_at, token_at):
        place = 0
        while place < len(text):
            found = unit(text, place)
            assert found.start == place < found.end
            assert {unit(text, inside) for inside in range(*found)} == {found}
            place = found.end


@given(TEXTS, PLACE)
def test_the_words_beside_a_place_lie_beside_it(text: str, offset: int) -> None:
    following, before = next_word(text, offset), previous_word(text, offset)
    assert following is None or following.start > offset
    assert before is None or before.start < offset


@given(TEXTS, PLACE)
def test_a_selection_grows_until_it_holds_its_paragraph(text: str, offset: int) -> None:
    place = cluster_at(text, offset).start
    span, steps = grown(text, Span(place, place)), 0
    while span:
        steps += 1
        larger = grown(text, span)
        assert larger is None or (larger.start <= span.start and span.end <= larger.end and larger != span)
        span = larger
    assert steps <= 4


@pytest.mark.parametrize(
    ("cluster", "text"),
    [
        ("e\u0301", "cafe\u0301!"), ("👩‍👩‍👧‍👦", "a👩‍👩‍👧‍👦b"), ("🇫🇷", "🇩🇪🇫🇷🇮🇹"), ("👍🏽", "x👍🏽"), ("\r\n", "a\r\nb"),
        ("\u1112\u1161\u11ab", "\u1112\u1161\u11ab\u1100\u1173\u11af"), ("1\ufe0f\u20e3", "1\ufe0f\u20e3 of"),
        ("นี้", "นี้"),
    ],
)  # fmt: skip
def test_a_character_is_what_a_person_sees_as_one(cluster: str, text: str) -> None:
    start = text.index(cluster)
    for inside in range(len(cluster)):
        assert cluster_at(text, start + inside) == (start, start + len(cluster))
        assert whole(text, start + inside, start + inside + 1) in {Span(start, start + len(cluster)), None}


def test_a_selection_grows_from_word_to_clause_to_sentence_to_paragraph() -> None:
    text = "No. Mr. Quill told the U.S. Army’s crew, who left at 10:30, to wait. It did."
    caret = text.index("rew")
    span, seen = grown(text, Span(caret, caret)), []
    while span:
        seen.append(text[slice(*span)])
        span = grown(text, span)
    assert seen == [
        "crew",
        "Mr. Quill told the U.S. Army’s crew",
        "Mr. Quill told the U.S. Army’s crew, who left at 10:30, to wait.",
        text,
    ]


def quoted() -> Draft:
    draft = Draft(STORY).with_role("source", *at("Ada Quill")).with_role("cue", *at("said"))
    return draft.with_role("content", *at(STORY[STORY.index("“") :]))


def test_a_content_around_who_said_it_goes_around_it() -> None:
    draft = quoted()
    assert draft.words("content") == (
        "“The ferry ran late,” … the mayor … on Monday, “and the crew went home.”"
    )  # fmt: skip
    assert draft.words("source") == "Ada Quill"
    assert draft.words("cue") == "said"


def test_words_at_the_edge_of_another_role_change_theirs() -> None:
    draft = quoted().with_role("source", *at("Ada Quill, the mayor"))
    assert draft.words("source") == "Ada Quill, the mayor"
    assert "mayor" not in draft.words("content")
    draft = draft.with_role("cue", *at("the mayor, said"))
    assert draft.words("source") == "Ada Quill"
    assert draft.with_role("content", *at("the mayor, said")).words("cue") == ""  # the very same words


def test_edges_move_by_words_and_by_characters_but_not_through_each_other() -> None:
    draft = Draft(STORY).with_role("content", *at("ferry ran"))
    piece = ("content", draft.content[0])
    assert draft.moving_edge(piece, "end", 1, by_word=True).words("content") == "ferry ran late"
    assert draft.moving_edge(piece, "start", -1, by_word=True).words("content") == "The ferry ran"
    assert draft.moving_edge(piece, "start", -1, by_word=False).words("content") == "e ferry ran"
    assert draft.moving_edge(piece, "end", -1, by_word=False).words("content") == "ferry ra"
    short = draft.moving_edge(piece, "end", -1, by_word=True)
    assert short.words("content") == "ferry"
    assert short.moving_edge(("content", short.content[0]), "end", -1, by_word=True) == short
    assert short.moving_edge(("content", short.content[0]), "start", 1, by_word=True) == short


def test_a_cut_drops_the_comma_and_white_space_at_it() -> None:
    text = "Ada Quill said the ferry ran late, and the pier shut."
    draft = Draft(text).with_role("source", *at("Ada Quill", text)).with_role("content", *at(text[15:], text))
    first, second = draft.split(text.index(" and"))
    assert first.words("content") == "the ferry ran late"
    assert second.words("content") == "and the pier shut."
    assert unite([first, second]).content == draft.content
    for offset in (0, 15, len(text), len(text) + 9):
        with pytest.raises(UnusableInput, match="put the caret"):
            draft.split(offset)


def test_uniting_keeps_the_first_source_there_is() -> None:
    own, quill, clerk = Draft(STORY, content=(at("The pier shut early."),)), quoted(), Draft(STORY)
    clerk = clerk.with_role("source", *at("the crew")).with_role("content", *at("went home"))
    one = unite([clerk, quill, own])
    assert one.words("source") == "Ada Quill"
    assert one.content[0].start == 0
    with pytest.raises(UnusableInput, match="choose the claims"):
        unite([])


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“It ran late,” Quill said.", "It ran late", Kind.DIRECT),
        ("“It ran late,” Quill said.", "“It ran late,”", Kind.DIRECT),
        ("Quill said it ran “very” late.", "it ran “very” late", Kind.MIXED),
        ("Quill said it ran late.", "it ran late", Kind.INDIRECT),
        ("Quill said it didn’t run and won’t.", "it didn’t run and won’t", Kind.INDIRECT),
        ("Quill's ferry: 'It ran late', he said.", "It ran late", Kind.DIRECT),
        ('"It ran late," Quill said, "again."', "It ran late", Kind.DIRECT),
        ('"It ran late," Quill said, "again."', "Quill said", Kind.INDIRECT),
        ("Quill: „Sie kam spät“, hieß es.", "Sie kam spät", Kind.DIRECT),
        ("« Le bac est en retard », dit Quill.", "Le bac est en retard", Kind.DIRECT),
        ("»Spät«, sagte Quill. Sie ging.", "Sie ging", Kind.INDIRECT),
        ("“It ran late and\n“it sank,” Quill said.", "It ran late and", Kind.DIRECT),
        ("“He said ‘never’ twice,” Quill said.", "never", Kind.DIRECT),
    ],
)
def test_the_kind_follows_the_quotation_marks(text: str, content: str, kind: Kind) -> None:
    assert kind_of(text, (at(content, text),)) is kind


def test_what_the_reviewer_did_not_touch_stays_as_it_was_known() -> None:
    known = Described(
        content=(at("The ferry ran late"),), source=(at("Ada Quill"),), cue=(at("said"),), kind=Kind.INDIRECT,
        channel="a call", speech=False, confidence=0.4, reason="a rule", nature=Nature.OPINION, nature_reason="late",
        speaker=Source("Ada Quill", SourceType.NAMED, role="mayor"),
    )  # fmt: skip
    draft = Draft.of(STORY, known)
    assert draft.described() is known
    cue = draft.with_role("cue", *at("said on Monday")).described()
    assert cue == replace(known, cue=(at("said on Monday"),), confidence=None, reason=BY_HAND)
    content = draft.with_role("content", *at("ferry ran")).described()
    assert (content.kind, content.channel, content.nature, content.speech) == (
        Kind.DIRECT,
        "a call",
        Nature.OPINION,
        False,
    )
    assert content.speaker == known.speaker
    assert draft.with_role("source", *at("the mayor")).described().speaker == Source("the mayor", SourceType.UNNAMED)
    crew = Source("harbour crew", SourceType.INSTITUTION)
    assert draft.with_role("source", *at("the crew")).described({"the crew": crew}).speaker == crew
    alone = draft.without(at("Ada Quill").start).without(at("said").start).described()
    assert (alone.kind, alone.speaker) == (Kind.NARRATOR, None)


@pytest.mark.parametrize(
    ("words_", "kind"),
    [
        ("Ada Quill", SourceType.NAMED), ("the mayor Quill", SourceType.NAMED), ("The mayor", SourceType.UNNAMED),
        ("Officials", SourceType.UNNAMED), ("Quill", SourceType.NAMED), ("“Quill”", SourceType.NAMED),
    ],
)  # fmt: skip
def test_a_source_is_named_where_its_words_hold_a_name(words_: str, kind: SourceType) -> None:
    text = f"{words_} said it ran. Other officials did not."
    draft = Draft(text).with_role("source", 0, len(words_)).with_role("content", *at("it ran", text))
    assert draft.described().speaker == Source(words_, kind)


def test_a_claim_without_content_can_not_be_recorded() -> None:
    with pytest.raises(UnusableInput, match="needs its content"):
        Draft(STORY).with_role("source", 0, 9).described()
    assert Draft("").with_role("content", 0, 9) == Draft("")
    assert Draft(" \n ").adding("content", 0, 3) == Draft(" \n ")


def test_a_case_takes_an_edit_a_split_and_an_addition(tmp_path: Path) -> None:
    text = "Ada Quill said: the ferry ran late, and the pier shut.\nThe crew went home."
    sha256 = article(text).sha256
    with case_of(tmp_path / "case.db", text) as case:
        first = next(casefile.claims(case))
        draft = Draft.of(text, casefile.describe(case, first.claim))
        parts = draft.split(text.index("and the"))
        casefile.revise(case, "split", sha256, [first.claim], [one.described() for one in parts], reviewer="Ana")
        found = [(claim.source, claim.text) for claim in casefile.claims(case)]
        assert found[:2] == [("Ada Quill", "the ferry ran late"), ("Ada Quill", "and the pier shut.")]
        new = Draft(text).with_role("content", *at("The crew", text))
        casefile.revise(case, "add", sha256, [], [new.described()], reviewer="Ana")
        both = [claim for claim in casefile.claims(case) if claim.source]
        one = unite(Draft.of(text, casefile.describe(case, claim.claim)) for claim in both)
        casefile.revise(case, "join", sha256, [c.claim for c in both], [one.described()], reviewer="Ana")
        assert next(casefile.claims(case)).text == "the ferry ran late, and the pier shut."
        assert not list(casefile.verify(case))


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "word " * 200_000, "港" * 1_000_000, "'a " * 333_000, "“" * 1_000_000]
)
def test_a_text_of_a_million_characters_is_edited(text: str) -> None:
    middle = len(text) // 2
    draft = Draft(text).with_role("source", 0, 4).with_role("content", 5, len(text))
    draft = draft.moving_edge(("content", draft.content[0]), "end", -1, by_word=False)
    for part in draft.split(middle) if draft.content and text[0].isalpha() else [draft]:
        usable(part)
        part.described()
    grown(text, Span(middle, middle))
    assert whole(text, middle, middle + 1)
