"""What may leave a case: nothing off the record, and nobody's name who spoke on background."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import article, extracted, statement
from secondsource import casefile
from secondsource.exporting import Release
from secondsource.exporting.release import BLOCK, PROTECTED
from secondsource.model import (
    Attribution,
    Kind,
    Nature,
    Original,
    Source,
    SourceType,
    Span,
    Stance,
    Terms,
    UnusableInput,
    Verdict,
)

TEXT = (
    "Dora Finch said the vault was empty. "
    "A senior clerk said the keys were gone. "
    "Finch also said that the guard slept. "
    "The bank opened at nine, as Dora Finch and others saw."
)
SECOND = "The bank denied what Dora Finch told others."


def said(text: str, source: str, words: str, who: Source, at: int = 0) -> Attribution:
    start, content = text.index(source, at), text.index(words)
    return Attribution(
        (Span(start, start + len(source)),),
        (),
        (Span(content, content + len(words)),),
        Kind.INDIRECT,
        who,
        None,
        True,
        Nature.FACT,
        "",
        1.0,
        "",
    )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[casefile.Case]:
    case = casefile.create_case(tmp_path / "case.db")
    finch = Source("Dora Finch", SourceType.NAMED, "cashier", "Marl Bank")
    clerk = Source("a senior clerk", SourceType.UNNAMED, None, "Marl Bank")
    found = extracted(
        [
            said(TEXT, "Dora Finch", "the vault was empty", finch),
            said(TEXT, "A senior clerk", "the keys were gone", clerk),
            said(TEXT, "Finch", "the guard slept", finch, TEXT.index("gone")),
        ],
        [statement(Span(TEXT.index("The bank"), len(TEXT)))],
    )
    told = article(TEXT, "vault", title="Dora Finch and the vault", author="B. Line")
    casefile.add_article(case, told, found, Original(TEXT.encode(), "vault.txt", "UTF-8 text"))
    casefile.add_article(case, article(SECOND, "denial"), extracted([], [statement(Span(0, len(SECOND)))]))
    yield case
    case.close()


def speaks(case: casefile.Case, name: str, terms: Terms, called: str | None = None) -> None:
    (known,) = casefile.source_list(case, name)
    source = known.source
    casefile.rename_source(
        case,
        known.key,
        reviewer="Ann",
        name=called or source.name,
        type=source.type if called is None else SourceType.NAMED,
        role=source.role,
        affiliation=source.affiliation,
        terms=terms,
    )


def everything(release: Release) -> str:
    """All that a release hands out, as one text."""
    parts: list[object] = [*release.claims()]
    for contents, claims in release.articles():
        parts.append(contents)
        for one in claims:
            parts += [one, release.findings(one), release.evidence(one), *release.history(one)]
    return repr(parts)


def test_a_case_without_protected_sources_goes_out_as_it_is(case: casefile.Case) -> None:
    release = Release(case)
    assert release.is_whole
    assert list(release.claims()) == list(casefile.claims(case))
    assert [contents for contents, _ in release.articles()] == list(casefile.contents(case))
    (vault, denial) = (contents for contents, _ in release.articles())
    assert release.original(vault) == TEXT.encode()
    assert release.original(denial) is None, "nothing is known of what it was read from"


def test_what_was_said_off_the_record_leaves_in_no_form(case: casefile.Case) -> None:
    speaks(case, "Dora Finch", Terms.OFF_RECORD)
    by_text = {claim.text: claim.claim for claim in casefile.claims(case)}
    secret, open_claim = by_text["the vault was empty"], by_text["the keys were gone"]
    casefile.mark(case, secret, Verdict.CORROBORATED, reviewer="Ann", rationale="saw it")
    casefile.mark(case, open_claim, Verdict.DISPUTED, reviewer="Ann", rationale="Dora Finch disagrees, says FINCH")
    casefile.note(case, open_claim, "ask Finch again", reviewer="Ann")
    casefile.attach(
        case, secret, b"tape", reviewer="Ann", stance=Stance.SUPPORTS, name="tape", text="the vault was empty"
    )
    release = Release(case)
    out = everything(release)
    for words in ("Finch", "FINCH", "vault was empty", "guard slept", "cashier", "saw it", "tape"):
        assert words not in out
    assert "the keys were gone" in out
    assert "ask █████ again" in out
    assert release.withheld == {secret, by_text["the guard slept"]}
    (vault, _), _ = release.articles()
    assert len(vault.text) == len(TEXT)
    assert vault.title == f"{BLOCK * 10} and the vault"
    assert release.original(vault) is None


def test_offsets_hold_in_what_is_masked(case: casefile.Case) -> None:
    speaks(case, "Dora Finch", Terms.OFF_RECORD)
    for contents, claims in Release(case).articles():
        for one in claims:
            content = " … ".join(contents.text[start:end] for start, end in one.spans["content"])
            assert content == one.claim.text


def test_who_spoke_on_background_is_not_named_and_what_was_said_stays(case: casefile.Case) -> None:
    speaks(case, "Dora Finch", Terms.BACKGROUND)
    release = Release(case)
    out = everything(release)
    assert "Finch" not in out
    assert "cashier" not in out
    claims = {claim.text: claim for claim in release.claims()}
    assert claims["the vault was empty"].source == PROTECTED
    assert claims["the vault was empty"].affiliation is None
    assert claims["the keys were gone"].source == "a senior clerk"
    assert not release.withheld


def test_a_name_that_a_reviewer_knows_does_not_leave_and_what_the_article_says_does(case: casefile.Case) -> None:
    speaks(case, "a senior clerk", Terms.BACKGROUND, called="Edda Brook")
    release = Release(case)
    out = everything(release)
    assert "Brook" not in out
    claims = {claim.text: claim for claim in release.claims()}
    assert claims["the keys were gone"].source == "a senior clerk"
    assert claims["the keys were gone"].source_text == "A senior clerk"


def test_a_source_goes_out_where_it_is_named(case: casefile.Case) -> None:
    speaks(case, "Dora Finch", Terms.OFF_RECORD)
    assert list(Release(case, include=["dora finch"]).claims()) == list(casefile.claims(case))
    with pytest.raises(UnusableInput, match="called Nobody"):
        Release(case, include=["Nobody"])


def test_claims_in_any_order_and_any_selection_are_masked_alike(case: casefile.Case) -> None:
    speaks(case, "Dora Finch", Terms.OFF_RECORD)
    plain = {claim.claim: claim for claim in Release(case).claims()}
    by_worth = list(Release(case).claims(casefile.Order.WORTH))
    assert {claim.claim: claim for claim in by_worth} == plain
    told = {one.claim.claim: one.claim for _, claims in Release(case).articles() for one in claims}
    assert told == plain
    some = Release(case, casefile.Filter(words="bank"))
    assert {claim.claim for claim in some.claims()} < plain.keys()
    assert [one.claim for _, claims in some.articles() for one in claims] == list(some.claims())


def test_an_alias_that_was_joined_is_no_way_out(case: casefile.Case) -> None:
    (clerk,) = casefile.source_list(case, "a senior clerk")
    (finch,) = casefile.source_list(case, "Dora Finch")
    casefile.join_sources(case, [finch.key, clerk.key], clerk.key, reviewer="Ann")
    speaks(case, "a senior clerk", Terms.OFF_RECORD)
    out = everything(Release(case))
    assert "Finch" not in out
    assert "keys were gone" not in out


SPELLED = ["Dora_Finch.mp3", "dora%20finch", "DORA-FINCH", "tape_finch_2.mp3", "Dora\u00a0Finch"]


@pytest.mark.parametrize("spelled", SPELLED)
def test_a_name_is_found_as_files_and_addresses_spell_it(case: casefile.Case, spelled: str) -> None:
    speaks(case, "Dora Finch", Terms.BACKGROUND)
    masked = Release(case).words(f"see {spelled} there")
    assert "finch" not in masked.casefold()
    assert len(masked) == len(f"see {spelled} there")
    assert Release(case).words("the finches of Doraville") == "the finches of Doraville"


def test_what_was_promised_to_a_source_holds_when_it_is_joined_to_another(case: casefile.Case) -> None:
    (clerk,) = casefile.source_list(case, "a senior clerk")
    (finch,) = casefile.source_list(case, "Dora Finch")
    speaks(case, "Dora Finch", Terms.OFF_RECORD)
    casefile.join_sources(case, [finch.key, clerk.key], clerk.key, reviewer="Ann")
    release = Release(case)
    (source,) = release.protected
    assert (source.name, source.terms) == ("a senior clerk", Terms.OFF_RECORD)
    assert "Finch" not in everything(release)
    speaks(case, "a senior clerk", Terms.BACKGROUND)
    assert [one.terms for one in Release(case).protected] == [Terms.OFF_RECORD], "the strictest of them holds"
