"""The page: whole, safe, complete, and the same whenever it is written."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exporting import reviewed
from exporting.dossier.cases import HOSTILE, contradicting, hostile, written
from exporting.dossier.tree import Node, tree
from helpers import article, case_of, extracted, statement
from secondsource import casefile
from secondsource.casefile import Filter
from secondsource.exporting import Publisher, write_file
from secondsource.exporting.dossier.parts import shown
from secondsource.exporting.release import Release
from secondsource.model import Original, Span, Stance, Terms, Verdict

FERRY = "Ada Quill said: the ferry ran late.\nThe pier was closed."
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def page(case: casefile.Case, wanted: Filter | None = None) -> Node:
    return tree(written("page", case, wanted))


def one(node: Node, name: str | None = None, **wanted: str) -> Node:
    (found,) = node.find(name, **wanted)
    return found


def claim(node: Node, uid: str) -> str:
    return one(node, id=f"c-{uid}").text()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> casefile.Case:
    return reviewed.case(tmp_path_factory.mktemp("reviewed") / "case.db")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> casefile.Case:
    return casefile.create_case(tmp_path_factory.mktemp("many") / "case.db")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(text=TEXTS, spans=st.sets(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_the_text_on_the_page_is_the_articles_text(many: casefile.Case, text: str, spans: set[tuple[int, int]]) -> None:
    inside = {Span(start, min(start + length, len(text))) for start, length in spans if start < len(text)}
    told = article(text, f"number {casefile.articles(many)}")
    assume(inside and not casefile.is_known(many, told.sha256))
    casefile.add_article(many, told, extracted([], [statement(span) for span in sorted(inside)]))
    found = [contents for contents in casefile.contents(many) if contents.sha256 == told.sha256]
    wanted = Filter(article=found[0].name)
    read = page(many, wanted)
    assert one(read, "div", class_="text").text(without="label") == shown(text.replace("\r\n", "\n"))
    assert len(read.find("a", class_="label")) == len(list(Release(many, wanted).claims())) == len(inside)


@pytest.mark.parametrize("make", ["reviewed", "hostile", "contradicting"])
def test_links_lead_somewhere_ids_are_one_each_and_headings_follow_each_other(tmp_path: Path, make: str) -> None:
    made = {
        "reviewed": lambda: reviewed.case(tmp_path / "case.db"),
        "hostile": lambda: hostile(tmp_path / "case.db"),
        "contradicting": lambda: contradicting(tmp_path),
    }[make]()
    read = page(made)
    ids = Counter(node.attributes["id"] for node in read.all() if "id" in node.attributes)
    assert set(ids.values()) == {1}
    for link in read.find("a"):
        href = link.attributes["href"]
        if href.startswith("#"):
            assert href[1:] in ids
        else:
            assert href.startswith(("https://", "http://"))
            assert link.attributes["rel"] == "noreferrer noopener"
            assert link.text() == href, "what is printed says where it leads"
    for node in read.all():
        assert set(node.attributes) & {"src", "style", "srcset", "background", "action", "data", "poster"} == set()
        assert not any(name.startswith("on") for name in node.attributes)
        if "aria-labelledby" in node.attributes:
            assert node.attributes["aria-labelledby"] in ids
    assert {node.name for node in read.all()} & {"script", "iframe", "object", "img", "link", "form", "base"} == set()
    levels = [int(node.name[1]) for node in read.all() if re.fullmatch("h[1-6]", node.name)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for landmark in ("header", "main", "footer"):
        assert read.find(landmark)


def test_what_comes_from_outside_is_text(tmp_path: Path) -> None:
    read = page(hostile(tmp_path / "case.db"))
    whole = read.text()
    for number in (1, 2, 4, 5, 6, 7, 9, 10, 11, 12):
        assert f"alert({number})" in whole
    assert one(read, "div", class_="text").text(without="label") == shown(HOSTILE)
    assert "\u202e" not in whole
    assert "\x1b" not in whole
    assert "·gnihton·" in whole
    assert not [link for link in read.find("a") if not link.attributes["href"].startswith("#")]


def test_nothing_but_its_own_style_may_load(case: casefile.Case) -> None:
    read = page(case)
    policy = one(read, "meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    digest = base64.b64encode(hashlib.sha256(one(read, "style").text().encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression|image-set", one(read, "style").text())


def test_every_decision_on_a_claim_is_told(case: casefile.Case) -> None:
    read = page(case)
    seen = 0
    for its in casefile.claims(case):
        told = claim(read, its.claim)
        for entry in casefile.entries(case, its.claim):
            event = entry.event
            assert f"entry {event.uid}" in told
            assert event.actor in told
            seen += 1
            if event.values.get("rationale"):
                assert event.values["rationale"].split("\n")[0] in told
    assert seen >= 10
    dam = claim(read, reviewed.claim(case, "dam"))
    assert "Decided by Ann Lee on " in dam
    assert "Second signature: Bo" in dam
    assert "took back: ✗ disputed" in dam
    assert "(taken back)" in dam


def test_evidence_comes_with_all_that_is_known_of_it(case: casefile.Case) -> None:
    dam = claim(page(case), reviewed.claim(case, "dam"))
    (speech,) = casefile.evidence_on(case, casefile.number_of(case, speech_claim := reviewed.claim(case, "dam")) or 0)
    assert speech_claim
    for words in (
        "▲ supports · primary source: speech.txt", "The dam held through the night", "https://town.example/speech",
        speech.sha256, "63 bytes", "text/plain; charset=utf-8", "13 March 2024, 09:00 UTC", "by Ann Lee",
    ):  # fmt: skip
        assert words in dam


def test_findings_stand_in_groups_with_their_rule_and_lead_to_the_other_claim(case: casefile.Case) -> None:
    read = page(case)
    here = one(read, id=f"c-{reviewed.claim(case, 'The river')}")
    there = reviewed.claim(case, "the river")
    assert "The same statement elsewhere" in here.text()
    assert "same statement: 97 of 100 alike in their words · claim 1.2 · rule likeness" in here.text()
    assert here.find("a", href=f"#c-{there}")
    assert "Held against its source" in claim(read, reviewed.claim(case, "dam"))


def test_a_note_is_told_of_and_its_words_stay_at_the_desk(case: casefile.Case) -> None:
    for form in ("page", "markdown"):
        assert "an inner note" not in written(form, case)
    assert "wrote a note for the desk" in claim(page(case), reviewed.claim(case, "bridge"))


def test_contradicting_verdicts_and_overridden_warnings_are_told(tmp_path: Path) -> None:
    case = contradicting(tmp_path)
    ferry, pier = (its.claim for its in casefile.claims(case))
    read = page(case)
    assert "Verdicts contradict each other: " in claim(read, ferry)
    assert "corroborated by Ann" in claim(read, ferry)
    assert "disputed by Bo" in claim(read, ferry)
    assert one(read, id=f"c-{ferry}").attributes["class"] == "claim open"
    reason = "in spite of a single origin, no primary source attached: It hangs on the door."
    assert reason in claim(read, pier)
    stands = one(read, "section", **{"aria-labelledby": "stands"}).text()
    assert "Contradicting verdictson 1 claim" in stands


@pytest.mark.parametrize("terms", [Terms.OFF_RECORD, Terms.BACKGROUND])
def test_who_is_protected_is_in_no_byte_of_it(tmp_path: Path, terms: Terms) -> None:
    case = reviewed.case(tmp_path / "Dora Finch.db")
    reviewed.protect(case, terms)
    secret = (*reviewed.SECRET, "finch") + (
        reviewed.UNSAID if terms is Terms.OFF_RECORD else ("tape of", "secret words")
    )
    for form in ("page", "markdown"):
        told = written(form, case)
        for words in secret:
            assert words not in told
        assert "1 source spoke off the record or on background" in told
        assert ("so does 1 claim" in told) == (terms is Terms.OFF_RECORD)
    held = one(page(case), "section", **{"aria-labelledby": "stands"}).text()
    assert "Held back" in held
    text = page(case).find("div", class_="text")[0].text(without="label")
    assert len(text) == len(reviewed.FLOOD.replace("\r\n", "\n"))
    assert ("█" in text) == (terms is Terms.OFF_RECORD), "an article that names nobody may stand as it is"


def test_the_same_case_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    reviewed.case(tmp_path / "case.db").close()
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(tmp_path / "case.db", tmp_path / "elsewhere" / "case.db")
    for form in ("html", "markdown"):
        for folder in (tmp_path, tmp_path / "elsewhere"):
            with casefile.open_case(folder / "case.db") as case:
                write_file(Release(case), form, folder / "dossier")
        assert (tmp_path / "dossier").read_bytes() == (tmp_path / "elsewhere" / "dossier").read_bytes()


def test_the_top_says_how_it_stands_and_how_to_check_it(case: casefile.Case) -> None:
    read = page(case)
    stands = one(read, "section", **{"aria-labelledby": "stands"}).text()
    verdicts = Counter(its.verdict for its in casefile.claims(case))
    for verdict in (*Verdict, None):
        assert re.search(rf"{verdicts[verdict]} \S {verdict or 'open'} ", stands)
    decided = max(its.decided_at or "" for its in casefile.claims(case))
    assert f"{decided[11:16]} UTC" in stands
    assert "Ann Lee (2 verdicts)" in stands
    assert f"secondsource verify case.db --head {casefile.head(case)}" in read.text()
    published = tree(written("page", case, publisher=Publisher("Marl <Desk>", "https://desk.example/")))
    assert "Marl <Desk> · https://desk.example/" in published.text()


def test_one_article_has_no_needless_chapters(tmp_path: Path) -> None:
    read = page(case_of(tmp_path / "case.db", FERRY))
    assert not read.find("nav")
    assert "Article 1 of" not in read.text()
    labels = [node.text() for node in read.find("a", class_="label")]
    assert labels == ["·claim 1, open", "·claim 2, open"]
    two = page(case_of(tmp_path / "two.db", FERRY, "The pier is shut."))
    assert two.find("nav")
    assert [node.text() for node in two.find("a", class_="label")][-1] == "·claim 2.1, open"


def test_a_selection_says_so(case: casefile.Case) -> None:
    read = page(case, Filter(verdict="corroborated"))
    assert "1 of the case’s 7 claims; asked for: verdict corroborated" in read.text()
    assert len(read.find("section", class_="claim")) == 1


def test_an_empty_case_is_a_page(tmp_path: Path) -> None:
    read = page(casefile.create_case(tmp_path / "case.db"))
    assert "0 articles" in read.text()
    assert not read.find("article")


def test_what_is_known_of_an_article_is_told(tmp_path: Path) -> None:
    case = casefile.create_case(tmp_path / "case.db")
    fetched = {
        "asked": "http://marl.example/f", "address": "https://marl.example/ferry", "at": "2024-03-12T08:00:00Z",
        "status": 200, "redirects": [{}],
    }  # fmt: skip
    original = Original(
        b"%PDF", "ferry.pdf", "PDF by pypdf", "application/pdf", ((0, "page 1"), (36, "page 2")), "all.zip", fetched
    )
    text = article(FERRY, "ferry", outlet="Marl Gazette", author="O. Brandt", url="https://marl.example/ferry")
    sha256 = hashlib.sha256(b"%PDF").hexdigest()
    told = type(text)(FERRY, sha256, text.name, text.outlet, text.title, None, text.url, None, text.author)
    found = extracted([], [statement(Span(16, 34)), statement(Span(36, 56))])
    casefile.add_article(case, told, found, original, actor="Ann")
    read = page(case)
    facts = one(read, "article").find("dl", class_="facts")[0].text()
    for words in (
        "Marl Gazette", "O. Brandt", "https://marl.example/ferry",
        "ferry.pdf · all.zip · application/pdf · read as PDF",
        "12 March 2024, 08:00 UTC, from http://marl.example/f, 1 redirect, to https://marl.example/ferry, the server",
        "by Ann", sha256,
    ):  # fmt: skip
        assert words in facts
    places = [claim(read, its.claim) for its in casefile.claims(case)]
    assert [re.search("page [12]", told)[0] for told in places] == ["page 1", "page 2"]  # type: ignore[index]


def test_arabic_stands_by_itself_and_keeps_its_joiners(tmp_path: Path) -> None:
    text = "قالت ليلى حداد إن العبّارة تأخرت.\nمی\u200cخواهم \u200fABC"
    case = casefile.create_case(tmp_path / "case.db")
    casefile.add_article(case, article(text, "عبّارة"), extracted([], [statement(Span(15, 31))]))
    read = page(case)
    shown_text = one(read, "div", class_="text")
    assert shown_text.text(without="label") == text
    assert shown_text.attributes["lang"] == ""
    assert all(node.attributes["dir"] == "auto" for node in shown_text.find("p"))


@pytest.mark.parametrize(
    "address", ["https://a.example/Dora_Finch", "https://a.example/?q=Dora%20Finch", "https://finch.example/"]
)
def test_an_address_that_spells_a_protected_name_is_left_out(tmp_path: Path, address: str) -> None:
    case = reviewed.case(tmp_path / "case.db")
    reviewed.protect(case, Terms.OFF_RECORD)
    shut = reviewed.claim(case, "bridge")
    casefile.attach(case, shut, b"x", reviewer="Bo", stance=Stance.CONTEXT, name="a copy", url=address)
    for form in ("page", "markdown"):
        told = written(form, case)
        assert "inch" not in told.replace("inches", "")
        assert "one that names a protected source" in told or "█████" in told
