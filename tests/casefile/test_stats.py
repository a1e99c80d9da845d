"""The figures of a case: agreement against published examples and laws, counts against a case made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import case_of, numbered
from secondsource import casefile
from secondsource.casefile.agreement import Agreement
from secondsource.model import Verdict

C, D, U = Verdict.CORROBORATED, Verdict.DISPUTED, Verdict.UNVERIFIED


def agreement(*by_reviewer: str) -> Agreement:
    """One string a reviewer, one character a claim; a dot is a claim left out."""
    found = Agreement()
    for claim in zip(*by_reviewer, strict=True):
        found.add({f"R{n}": label for n, label in enumerate(claim) if label != "."})
    return found


def test_alpha_is_that_of_krippendorffs_own_examples() -> None:
    # Computing Krippendorff's Alpha-Reliability (2011): section A (two observers, binary) and section C (four, nominal)
    two = agreement("0100000010", "1110010000")
    assert two.overall().alpha == pytest.approx(0.095, abs=0.0005)
    four = agreement("123321412...", "1233224125.3", ".3332342251.", "12332441251.").overall()
    assert four.alpha == pytest.approx(0.743, abs=0.0005)
    assert (four.claims, four.verdicts) == (11, 40)


def test_kappa_is_that_of_a_worked_example() -> None:
    # 50 decided by both: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .7, expected .5, kappa .4
    (pair,) = agreement("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15).pairs()
    assert (pair.shared, pair.agreed) == (50, 35)
    assert pair.kappa == pytest.approx(0.4)


@pytest.mark.parametrize("labels", [("cccc", "cccc"), ("c...", "c...")])
def test_without_variation_the_figures_are_undefined(labels: tuple[str, str]) -> None:
    found = agreement(*labels)
    assert found.pairs()[0].kappa is None
    assert found.overall().alpha is None


def test_claims_of_one_reviewer_count_for_nothing() -> None:
    found = agreement("cd..", "..uc")
    assert found.pairs() == ()
    assert (found.overall().claims, found.overall().alpha) == (0, None)


TABLES = st.integers(2, 4).flatmap(
    lambda reviewers: st.lists(st.text("cdu.", min_size=reviewers, max_size=reviewers), min_size=1, max_size=12)
)


@given(TABLES)
def test_agreement_hangs_on_neither_the_order_of_claims_nor_the_labels(claims: list[str]) -> None:
    def figures(table: list[str]) -> list[float | None]:
        found = agreement(*("".join(row) for row in zip(*table, strict=True)))
        return [pair.kappa for pair in found.pairs()] + [found.overall().alpha]

    expected = pytest.approx([value if value is not None else 9 for value in figures(claims)])
    for other in (claims[::-1], [claim.translate(str.maketrans("cdu", "duc")) for claim in claims]):
        assert [value if value is not None else 9 for value in figures(other)] == expected
    assert all(value is None or -1 <= value <= 1 for value in figures(claims))


@given(TABLES)
def test_reviewers_who_copy_the_first_agree_fully(claims: list[str]) -> None:
    found = agreement(*("".join(row) for row in zip(*(claim[0] * 3 for claim in claims), strict=True)))
    assert all(pair.kappa in {1.0, None} and pair.agreed == pair.shared for pair in found.pairs())
    assert found.overall().alpha in {1.0, None}


def test_each_reviewers_own_latest_standing_verdict_counts(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(5)) as case:
        one, two, three, four, _ = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, one, D, reviewer="Ann")
        casefile.mark(case, one, C, reviewer="Bo")  # in force; Ann's own counts all the same
        casefile.mark(case, two, C, reviewer="Ann")
        casefile.mark(case, two, U, reviewer="Ann")  # her latest
        casefile.mark(case, two, U, reviewer="Bo")
        casefile.mark(case, three, C, reviewer="Bo")
        casefile.mark(case, three, D, reviewer="Bo")
        casefile.undo(case, reviewer="Bo")  # back to his earlier one
        casefile.mark(case, three, C, reviewer="Ann")
        casefile.mark(case, four, C, reviewer="Ann")
        casefile.sign_off(case, four, reviewer="Bo")
        found = casefile.stats(case)
    assert [(one.name, one.verdicts, one.sign_offs) for one in found.reviewers] == [("Ann", 4, 0), ("Bo", 3, 1)]
    (pair,) = found.pairs
    assert (pair.one, pair.other, pair.shared, pair.agreed) == ("Ann", "Bo", 3, 2)
    assert pair.kappa == pytest.approx((2 / 3 - 1 / 3) / (1 - 1 / 3))  # Ann D U C, Bo C U C: expected (1*0+1*1+1*2)/9
    assert (found.progress.total, found.progress.decided, found.signed) == (5, 4, 1)


def test_a_verdict_wholly_taken_back_counts_no_more(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(2)) as case:
        one, two = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, one, C, reviewer="Ann")
        casefile.mark(case, one, C, reviewer="Bo")
        casefile.undo(case, reviewer="Bo")
        casefile.mark(case, two, C, reviewer="Ann")
        casefile.undo(case, reviewer="Ann")
        found = casefile.stats(case)
        assert [(one.name, one.verdicts) for one in found.reviewers] == [("Ann", 1)]
        assert found.pairs == ()
        casefile.redo(case, reviewer="Bo")
        assert casefile.stats(case).pairs[0].agreed == 1


def test_articles_sources_and_coverage_are_those_of_the_newest_versions(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3), "a clerk said: the pier was closed.\nNobody was hurt.") as case:
        found = casefile.stats(case)
        assert (found.articles, found.earlier, found.sources) == (2, 0, 2)
        assert (found.coverage.attributed, found.coverage.narrator, found.coverage.share) == (2, 2, 1.0)
        from helpers import article, extraction

        changed = numbered(3) + "\nThe harbour was dredged."
        casefile.add_article(case, article(changed, "article-1"), extraction(changed))
        found = casefile.stats(case)
        assert (found.articles, found.earlier, found.sources) == (2, 1, 2)


def test_a_blind_second_review_counts_on_the_same_claims(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        uids = [claim.claim for claim in casefile.claims(case)]
        casefile.backup_blind(case, tmp_path / "blind.db")
        for uid, verdict in zip(uids, (C, D, U), strict=True):
            casefile.mark(case, uid, verdict, reviewer="Ann")
        with casefile.open_case(tmp_path / "blind.db") as blind:
            for uid, verdict in zip(uids, (C, D, C), strict=True):
                casefile.mark(blind, uid, verdict, reviewer="Bo")
        casefile.merge(case, tmp_path / "blind.db", reviewer="Ann")
        found = casefile.stats(case)
    assert found.progress.conflict == 1
    assert found.signed == 2  # they came to the same verdict, each alone
    assert (found.pairs[0].shared, found.pairs[0].agreed) == (3, 2)
