"""Correcting claims and sources from the desk: what the log holds then, and what an undo brings back."""

from __future__ import annotations

from desk.seat import Open, Seat
from helpers import decided
from secondsource import casefile

WIDE = (130, 40)


def texts(seat: Seat) -> list[str]:
    return [claim.text for claim in casefile.claims(seat.case)]


def whole(seat: Seat) -> bool:
    return not list(casefile.verify(seat.case))


async def test_an_edge_of_a_claim_is_moved_and_brought_back(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("i", "less_than_sign", "less_than_sign", "enter")
        assert "claim corrected" in at.status
        assert texts(at)[0] == "the ferry ran"
        assert at.position == 0
        assert "the ferry ran" in at.shown
        await at.press("z")
        assert texts(at)[0] == "the ferry ran late."
        assert whole(at)


async def test_a_verdict_stays_with_the_words_it_was_given_on(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("C", "i", "less_than_sign", "enter")
        assert at.verdicts[0] is None
        await at.press("z")
        assert at.verdicts[0] == "corroborated"


async def test_a_claim_is_split_and_joined_again(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("i", "g", "g", *["w"] * 5, "vertical_line", "enter")
        assert "claim split" in at.status
        parts = texts(at)[:2]
        assert " ".join(parts) == "the ferry ran late."
        await at.press("g", "g")
        shown = await at.press("J")
        assert "Make one claim of these 2" in shown
        await at.press("enter")
        assert texts(at)[0] == "the ferry ran late."
        assert [event.values.get("act") for event in decided(at.case)] == ["split", "join"]
        assert whole(at)


async def test_a_missed_claim_is_added(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        before = len(texts(at))
        await at.press("A", "g", "g", "space", "t", "enter")
        assert "claim added" in at.status
        assert len(texts(at)) == before + 1
        assert at.row(at.position).kind == "narrator"
        await at.press("z")
        assert len(texts(at)) == before
        assert whole(at)


async def test_what_is_no_claim_is_removed_after_a_question(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        shown = await at.press("X")
        assert "Remove “the ferry ran late.”?" in shown
        await at.press("escape")
        assert len(texts(at)) == 5
        await at.press("space", "space", "X", "enter")
        assert texts(at)[0] == "the pier will open again."
        assert "of 3" in at.shown
        await at.press("z")
        assert len(texts(at)) == 5
        assert "of 5" in at.shown


async def test_claims_of_two_articles_are_neither_joined_nor_removed_at_once(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("V", "J")
        assert "claims of one article can be joined" in at.status
        await at.press("X")
        assert "claims of one article can be removed" in at.status
        assert not decided(at.case)


async def test_the_last_claim_has_none_to_be_joined_with(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("G", "J")
        assert "no claim after this one" in at.status


async def test_a_source_is_described_and_that_is_undone(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("o", *" Senior", "tab", "tab", "tab", "u", "tab", "o", "enter")
        assert "source corrected" in at.status
        shown = at.shown
        assert "Ada Quill Senior" in shown
        assert "unnamed source · on the record" in shown
        await at.press("z")
        assert "Senior" not in at.shown
        assert "named source" in at.shown
        assert whole(at)


async def test_two_sources_become_one(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("G")
        before = {claim.source for claim in casefile.claims(at.case)}
        await at.press("O", *"deckh", "enter", "enter")
        assert "sources joined" in at.status
        after = {claim.source for claim in casefile.claims(at.case)}
        assert len(after) == len(before) - 1
        await at.press("z")
        assert {claim.source for claim in casefile.claims(at.case)} == before
        assert whole(at)


async def test_the_articles_own_voice_has_no_source_to_correct(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        await at.press("j", "o")
        assert "no source that could be corrected" in at.status
        await at.press("O")
        assert len(at.desk.screen_stack) == 1


async def test_a_case_that_can_only_be_read_says_so(seat: Open) -> None:
    async with seat(size=WIDE) as at:
        at.case.read_only = True
        for key in ("i", "A", "J", "X", "o", "O", "a", "t", "c", "z", "V"):
            await at.press(key)
            if key not in {"V"}:
                assert "can only be read here" in at.status
        await at.press("c")
        assert "can only be read here" in at.status
        assert len(at.desk.screen_stack) == 1


async def test_in_a_filter_the_list_is_made_anew_and_the_cursor_stays(seat: Open, many: str) -> None:
    async with seat(many, size=WIDE) as at:
        await at.press("slash", *"ran 1", "enter", "j", "j", "X", "enter")
        assert at.desk.review.view.count == 10
        assert at.position in {1, 2}
        await at.press("z")
        assert at.desk.review.view.count == 11
