"""Changed versions of an article: no verdict is lost, and none moves to words that it was not given on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import article, decided, extracted, extraction, state, statement
from secondsource import casefile
from secondsource.model import Claim, Extraction, Span, Stance, UnusableInput, Verdict

FIRST = "Ada Quill said: rain is due.\nThe bells rang.\nAn official said: 12 people were hurt."


def add(case: casefile.Case, text: str, name: str = "ferry", found: Extraction | None = None, **known: object):
    return casefile.add_article(case, article(text, name, **known), found or extraction(text))


def listed(case: casefile.Case) -> dict[str, Claim]:
    """The listed claims by what stands for them: the words of source and claim."""
    return {claim.text: claim for claim in casefile.claims(case)}


def verdicts(case: casefile.Case) -> dict[str, str | None]:
    return {text: claim.verdict for text, claim in listed(case).items()}


@pytest.fixture
def case(tmp_path: Path):
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, FIRST)
        yield case


def mark(case: casefile.Case, text: str, verdict: Verdict, who: str = "Ann", why: str | None = None) -> casefile.Event:
    return casefile.mark(case, listed(case)[text].claim, verdict, reviewer=who, rationale=why)


def test_the_same_bytes_again_change_nothing_whatever_was_decided(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED)
    add(case, FIRST + "\nMore.")
    before = state(case)
    for text in (FIRST, FIRST + "\nMore."):
        assert add(case, text, "another name", extracted(), url="https://elsewhere.example") == casefile.Added(0, True)
    assert state(case) == before


def test_verdicts_stay_with_words_that_moved(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED, why="no cloud")
    mark(case, "The bells rang.", Verdict.CORROBORATED, "Bo")
    new = "A new beginning.\nThe bells rang.\n\nAn official said: 13 people were hurt.\nAda Quill said: rain is due."
    added = add(case, new)
    assert added.replaced == casefile.Replaced("ferry", unchanged=2, carried=2, gone=1, orphans=())
    found = listed(case)
    assert {text: claim.verdict for text, claim in found.items()} == {
        "A new beginning.": None,
        "The bells rang.": "corroborated",
        "13 people were hurt.": None,
        "rain is due.": "disputed",
    }
    assert (found["rain is due."].rationale, found["rain is due."].reviewer) == ("no cloud", "Ann")
    assert all(new[claim.start : claim.end] == claim.text for claim in found.values())
    assert not any(claim.findings for claim in found.values())
    history = [event.kind for event in casefile.history(case, found["rain is due."].claim)]
    assert history == ["verdict"]


def test_what_is_gone_is_an_orphan_with_its_verdict_and_what_it_may_have_become(case: casefile.Case) -> None:
    mark(case, "12 people were hurt.", Verdict.CORROBORATED)
    added = add(case, FIRST.replace("12 people were hurt", "112 people were hurt"))
    assert added.replaced
    (orphan,) = added.replaced.orphans
    assert (orphan.verdict, orphan.text) == (Verdict.CORROBORATED, "12 people were hurt.")
    assert orphan.now is not None
    assert "12 people were hurt" in orphan.now
    found = listed(case)
    assert found["112 people were hurt."].verdict is None, "a verdict on 12 is none on 112"
    kept = found["12 people were hurt."]
    assert (kept.verdict, kept.findings) == ("corroborated", ("not in the newer version of the article",))
    assert casefile.progress(case) == casefile.Progress(open=3, corroborated=1, disputed=0, unverified=0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 people died.", "112 people died."),
        ("The toll is 5", "The toll is 50"),
        ("Ada Quill said: rain is due", "Ada Quill said: rain is due on Mars"),
        ("Ada Quill said: rain is due", "Bada Quill said: rain is due"),
        ("The bells rang.", "It is a lie that The bells rang."),
        ("The bells rang.", "Ada Quill said: The bells rang."),
        ("Ada Quill said: The bells rang.", "The bells rang."),
    ],
)
def test_words_that_have_become_part_of_others_do_not_keep_the_verdict(old: str, new: str, tmp_path: Path) -> None:
    rest = "\nThe quay was shut from dawn to dusk on that day in March, and nobody was seen there by the watch."
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, old + rest)
        first = next(casefile.claims(case))
        casefile.mark(case, first.claim, Verdict.CORROBORATED, reviewer="Ann")
        added = add(case, new + rest)
        assert added.replaced
        assert [orphan.uid for orphan in added.replaced.orphans] == [first.claim]
        kept = [claim for claim in casefile.claims(case) if claim.verdict]
        assert [(claim.claim, bool(claim.findings)) for claim in kept] == [(first.claim, True)]
        (fresh,) = [
            claim for claim in casefile.claims(case) if claim.claim != first.claim and not claim.start > len(new)
        ]
        assert fresh.verdict is None
        assert new.endswith(fresh.text)


REPEATED = "\n".join(f"On {what}.\nAda Quill said: no comment." for what in ("rain", "snow", "hail"))


def _after(case: casefile.Case, sha256: str) -> dict[str, str | None]:
    """The verdict on each answer, by the line above it."""
    (text,) = case.connection.execute("select text from article where sha256 = ?", (sha256,)).fetchone()
    return {
        text[: claim.start].split("\n")[-2]: claim.verdict
        for claim in casefile.claims(case)
        if claim.text == "no comment." and not claim.findings
    }


@pytest.mark.parametrize("gone", ["On rain.", "On snow.", "On hail."])
def test_repeated_sentences_pair_up_with_their_own(gone: str, tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, REPEATED)
        answers = [claim.claim for claim in casefile.claims(case) if claim.text == "no comment."]
        given_ = dict(zip(("On rain.", "On snow.", "On hail."), Verdict, strict=True))
        for uid, verdict in zip(answers, given_.values(), strict=True):
            casefile.mark(case, uid, verdict, reviewer="Ann")
        new = article(REPEATED.replace(f"{gone}\nAda Quill said: no comment.", "").strip(), "ferry")
        added = casefile.add_article(case, new, extraction(new.text))
        assert _after(case, new.sha256) == {line: verdict for line, verdict in given_.items() if line != gone}
        assert added.replaced
        (orphan,) = added.replaced.orphans
        assert orphan.verdict == given_[gone]
        assert casefile.progress(case).conflict == 0


def test_the_verdict_on_one_of_several_does_not_jump_to_another(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, REPEATED)
        first = next(claim for claim in casefile.claims(case) if claim.text == "no comment.")
        casefile.mark(case, first.claim, Verdict.DISPUTED, reviewer="Ann")
        new = article(REPEATED.replace("On rain.\nAda Quill said: no comment.\n", ""), "ferry")
        casefile.add_article(case, new, extraction(new.text))
        assert _after(case, new.sha256) == {"On snow.": None, "On hail.": None}
        (kept,) = casefile.claims(case, casefile.Filter(verdict="disputed"))
        assert kept.claim == first.claim


def test_one_more_of_a_sentence_leaves_the_verdict_where_it_was(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, "On rain.\nAda Quill said: no comment.\nThe bells rang.")
        mark(case, "no comment.", Verdict.DISPUTED)
        new = article(
            "On snow.\nAda Quill said: no comment.\nOn rain.\nAda Quill said: no comment.\nThe bells rang.", "ferry"
        )
        casefile.add_article(case, new, extraction(new.text))
        assert _after(case, new.sha256) == {"On snow.": None, "On rain.": "disputed"}


def test_over_three_versions_a_verdict_goes_and_comes_back_with_its_words(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED)
    add(case, FIRST.replace("Ada Quill said: rain is due.\n", ""))
    assert listed(case)["rain is due."].findings
    third = FIRST + "\nThe quay is shut."
    add(case, third)
    back = listed(case)["rain is due."]
    assert (back.verdict, back.findings) == ("disputed", ())
    assert back.article == "ferry"
    assert casefile.progress(case).total == 4


def test_a_verdict_decided_anew_in_the_second_version_is_not_revived_by_the_third(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED)
    add(case, FIRST + "\nThe quay is shut.")
    mark(case, "rain is due.", Verdict.CORROBORATED, "Bo")
    assert verdicts(case)["rain is due."] == "corroborated"
    add(case, FIRST.replace("rain is due", "rain was due"))
    orphans = [claim for claim in casefile.claims(case) if claim.findings]
    assert [(claim.text, claim.verdict) for claim in orphans] == [("rain is due.", "corroborated")]
    casefile.undo(case, reviewer="Bo")
    orphans = [claim for claim in casefile.claims(case) if claim.findings]
    assert [(claim.text, claim.verdict) for claim in orphans] == [("rain is due.", "disputed")]


def test_undo_and_redo_of_a_verdict_on_the_older_version(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED)
    mark(case, "The bells rang.", Verdict.CORROBORATED)
    add(case, FIRST.replace("The bells", "All bells") + "\nThe quay is shut.")
    assert verdicts(case)["The bells rang."] == "corroborated"
    casefile.undo(case, reviewer="Ann")
    assert verdicts(case)["The bells rang."] is None, "still listed: somebody decided on it once"
    casefile.undo(case, reviewer="Ann")
    assert verdicts(case)["rain is due."] is None
    casefile.redo(case, reviewer="Ann")
    casefile.redo(case, reviewer="Ann")
    assert {text: verdict for text, verdict in verdicts(case).items() if verdict} == {
        "rain is due.": "disputed",
        "The bells rang.": "corroborated",
    }


def test_a_verdict_on_an_orphan_can_still_be_given(case: casefile.Case) -> None:
    mark(case, "The bells rang.", Verdict.DISPUTED)
    add(case, FIRST.replace("The bells", "All bells"))
    mark(case, "The bells rang.", Verdict.CORROBORATED, "Bo", "the sexton says so")
    orphan = listed(case)["The bells rang."]
    assert (orphan.verdict, orphan.rationale, bool(orphan.findings)) == ("corroborated", "the sexton says so", True)


@pytest.mark.parametrize("kind", ["note", "rationale", "evidence"])
def test_not_only_verdicts_keep_a_claim(kind: str, case: casefile.Case) -> None:
    uid = listed(case)["The bells rang."].claim
    if kind == "note":
        casefile.note(case, uid, "ask the sexton", reviewer="Ann")
    elif kind == "rationale":
        casefile.explain(case, uid, "heard it", reviewer="Ann")
    else:
        casefile.attach(case, uid, b"dong", reviewer="Ann", stance=Stance.SUPPORTS, name="a recording")
    add(case, FIRST.replace("The bells", "All bells"))
    kept = listed(case)["The bells rang."]
    assert kept.findings
    assert kept.rationale == ("heard it" if kind == "rationale" else None)
    assert kept.evidence == (("supports: a recording",) if kind == "evidence" else ())
    assert [event.kind for event in casefile.history(case, uid)] == [kind]


def test_another_text_of_the_same_name_is_another_article(case: casefile.Case) -> None:
    mark(case, "rain is due.", Verdict.DISPUTED)
    added = add(case, "The council met on Tuesday.\nNobody spoke of the harbour, of wind or of snow.")
    assert added.replaced is None
    assert verdicts(case)["rain is due."] == "disputed"
    assert casefile.progress(case).total == 5
    assert add(case, FIRST + " ", outlet="The Marl Gazette").replaced is not None, "an outlet not known before"


def test_the_same_text_at_another_outlet_or_under_another_name_is_another_article(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        add(case, FIRST, outlet="The Marl Gazette")
        assert add(case, FIRST + " ", outlet="The Velm Courier").replaced is None
        assert add(case, FIRST + "  ", "another").replaced is None
        add(case, FIRST + "\n", "page", url="https://marl.example/1")
        assert add(case, FIRST + "\n\n", "page", url="https://marl.example/2").replaced is None
        assert add(case, FIRST + "\n\n\n", "other page", url="https://marl.example/1").replaced is not None


def test_a_claim_made_by_hand_and_the_revisions_stand_in_later_versions(case: casefile.Case) -> None:
    text = "The harbour master left and the watch was doubled at once."
    (sha256,) = {event.subject for event in casefile.history(case) if event.kind == "article"}
    bells = listed(case)["The bells rang."]
    halves = [
        casefile.Described((Span(bells.start, bells.start + 9),)),
        casefile.Described((Span(bells.start + 9, bells.end),)),
    ]
    casefile.revise(case, "split", sha256, [bells.claim], halves, reviewer="Ann")
    casefile.revise(case, "remove", sha256, [listed(case)["rain is due."].claim], [], reviewer="Ann")
    wanted = ["The bells", " rang.", "12 people were hurt."]
    assert list(listed(case)) == wanted
    for more in (text, text + "\n" + text.replace("left", "stayed")):
        add(case, FIRST + "\n" + more)
        assert list(listed(case)) == [*wanted, *more.split("\n")], "what was revised once is not undone by a version"


def test_a_verdict_carried_over_goes_along_when_its_claim_is_revised(case: casefile.Case) -> None:
    mark(case, "The bells rang.", Verdict.DISPUTED)
    new = article(FIRST + "\nThe quay is shut.", "ferry")
    casefile.add_article(case, new, extraction(new.text))
    bells = listed(case)["The bells rang."]
    wider = replace(casefile.describe(case, bells.claim), content=(Span(bells.start, bells.end - 1),))
    casefile.revise(case, "edit", new.sha256, [bells.claim], [wider], reviewer="Bo")
    found = listed(case)
    assert "The bells rang." not in found, "no ghost of the replaced claim"
    assert found["The bells rang"].verdict is None
    history = [event.kind for event in casefile.history(case, found["The bells rang"].claim)]
    assert history == ["verdict", "revision"]
    casefile.undo(case, reviewer="Bo")
    assert verdicts(case)["The bells rang."] == "disputed"
    casefile.redo(case, reviewer="Bo")
    casefile.undo(case, reviewer="Ann")
    casefile.undo(case, reviewer="Bo")
    assert verdicts(case)["The bells rang."] is None


def test_an_older_claim_names_what_became_of_it(case: casefile.Case) -> None:
    uid = mark(case, "rain is due.", Verdict.DISPUTED).subject
    add(case, FIRST + "\nThe quay is shut.")
    with pytest.raises(UnusableInput, match="was replaced"):
        casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Ann")
    assert len(decided(case)) == 1


def test_what_an_engine_of_another_mind_finds_does_not_cost_a_verdict(case: casefile.Case) -> None:
    """The same words, but the engine no longer sees the claim: it is carried over with its sentence."""
    mark(case, "The bells rang.", Verdict.DISPUTED)
    new = FIRST + "\nThe quay is shut."
    at = new.index("The quay")
    add(case, new, found=extracted((), (statement(Span(at, len(new))),)))
    assert verdicts(case) == {"The bells rang.": "disputed", "The quay is shut.": None}
    assert not listed(case)["The bells rang."].findings
