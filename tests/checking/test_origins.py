"""Who stands behind a statement: relays, institutions, wires, copies, and what nothing tells apart."""

from __future__ import annotations

import itertools
import re
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.checking.origins import Origins, copied, origins
from secondsource.checking.origins.copying import RUN, words_of
from secondsource.checking.origins.credits import credited
from secondsource.checking.origins.graph import Graph
from secondsource.model import Kind, Said, Source, SourceType

NAMED, UNNAMED, BODY, OUTLET = SourceType.NAMED, SourceType.UNNAMED, SourceType.INSTITUTION, SourceType.OUTLET
OBSERVATORY = Source("Syrian Observatory for Human Rights", BODY)
WATCH = Source("Velm River Watch", BODY)
HARBOUR = Source("Harbour Authority of Velm", BODY)
TOLL = "Nine barges sank in the harbour"


def said(outlet: str | None, source: Source | None = None, article: int = 0, **rest: object) -> Said:
    kind = Kind.NARRATOR if source is None else Kind.INDIRECT
    context = str(rest.pop("context", f"{TOLL} on Friday, {outlet} wrote."))
    return Said(TOLL, outlet=outlet, source=source, article=article, kind=kind, context=context, **rest)  # type: ignore[arg-type]


def names(found: Origins) -> list[str]:
    return [origin.name for origin in found.found]


def test_nothing_said_has_no_origin() -> None:
    assert origins([]) == Origins((), (), ())


def test_one_source_in_five_outlets_is_one_origin() -> None:
    found = origins([said(f"Outlet {n}", WATCH, n) for n in "ABCDE"])
    assert names(found) == ["Velm River Watch"]
    assert found.found[0].members == (0, 1, 2, 3, 4)
    assert "Outlet A, Outlet B and 3 more name it as the source" in found.found[0].why


def test_a_channel_is_no_origin() -> None:
    spoken = said("Outlet A", Source("Ada Quill", NAMED), channel="statement to Reuters")
    found = origins([spoken, said("Reuters", Source("Ada Quill", NAMED), 2)])
    assert names(found) == ["Ada Quill"]
    assert any(relay.by == "statement to Reuters" and relay.of == "Ada Quill" for relay in found.relays)


def test_pentagon_and_its_spokesman_are_one() -> None:
    colonel = Source("Wayne Maroto", NAMED, "US military spokesman, Colonel", "US military")
    found = origins([
        said("Outlet A", Source("US Department of Defense", BODY), 1),
        said("Outlet B", colonel, 2),
        said("Outlet C", Source("Maroto", NAMED), 3),
        said("Outlet D", Source("US Central Command", BODY), 4),
    ])  # fmt: skip
    assert names(found) == ["US Department of Defense"]
    assert any(r.by == "Wayne Maroto" and r.of == "US Department of Defense" for r in found.relays)
    assert found.doubts == ("“Maroto” could be the same as “Wayne Maroto”: nothing tells them apart",)


@pytest.mark.parametrize(
    "source",
    [
        Source("SOHR", BODY),
        Source("the Syrian Observatory", BODY),
        Source("Rami Abdulrahman", NAMED, "head", "Syrian Observatory for Human Rights"),
        Source("Rami Abdel Rahman", NAMED, "director", "UK-based Syrian Observatory"),
        Source("a new toll from the Syrian Observatory for Human Rights", UNNAMED),
        Source("a monitoring group", UNNAMED),
    ],
    ids=lambda source: source.name,
)
def test_the_observatory_by_any_name(source: Source) -> None:
    around = "Nine died, a monitoring group said. The Syrian Observatory for Human Rights is based in Britain."
    found = origins([said("Outlet A", OBSERVATORY, 1), said("Outlet B", source, 2, context=around)])
    assert names(found) == [OBSERVATORY.name]
    assert not found.doubts


def test_a_person_is_known_by_another_spelling_in_an_article_that_does_not_say_for_whom_he_speaks() -> None:
    found = origins([
        said("Outlet A", Source("Rami Abdel Rahman", NAMED, "head", "Syrian Observatory for Human Rights"), 1),
        said("Outlet B", Source("Rami Abdurrahman", NAMED), 2),
    ])  # fmt: skip
    assert names(found) == [OBSERVATORY.name]


def test_initials_are_worked_out() -> None:
    found = origins(
        [said("Outlet A", Source("Marl Relief Network", BODY), 1), said("Outlet B", Source("MRN", BODY), 2)]
    )
    assert names(found) == ["Marl Relief Network"]
    assert not found.doubts
    other = origins(
        [said("Outlet A", Source("Marl Relief Network", BODY), 1), said("Outlet B", Source("MRX", BODY), 2)]
    )
    assert other.count == 2


def test_initials_that_are_words() -> None:
    assert names(origins([said("Outlet A", Source("WHO", BODY))])) == ["World Health Organisation"]
    assert names(origins([said("Outlet A", Source("who", UNNAMED))])) == ["who"]


def test_a_capital_is_a_government_by_itself_alone() -> None:
    assert names(origins([said("Outlet A", Source("Damascus", BODY))])) == ["Syrian state"]
    assert names(origins([said("Outlet A", Source("an activist in Damascus", UNNAMED))])) == ["activist in Damascus"]
    assert names(origins([said("Outlet A", Source("nurses from Damascus", UNNAMED))])) == ["nurses from Damascus"]


def test_the_count_in_words() -> None:
    assert origins([]).words == ""
    assert origins([said("Outlet A", WATCH)]).words == "1 origin: Velm River Watch"
    assert origins([said("Outlet A", WATCH), said("Outlet B", HARBOUR, 2)]).words.startswith("2 origins: Harbour")


def test_two_institutions_are_two_origins() -> None:
    assert origins([said("Outlet A", WATCH, 1), said("Outlet B", HARBOUR, 2)]).count == 2


def test_an_office_that_one_person_holds() -> None:
    by_name = Source("Ada Quill", NAMED, "governor", "Marl")
    assert (
        origins([said("Outlet A", by_name, 1), said("Outlet B", Source("the governor of Marl", UNNAMED), 2)]).count == 1
    )
    assert (
        origins([said("Outlet A", by_name, 1), said("Outlet B", Source("the governor of Velm", UNNAMED), 2)]).count == 2
    )


def test_an_unnamed_source_of_a_named_institution_is_shown_as_what_it_is() -> None:
    police = Source("A source at Velm Police Command", UNNAMED, "source", "Velm Police Command")
    found = origins([said("Outlet A", police, 1), said("Outlet B", Source("Velm Police Command", BODY), 2)])
    assert names(found) == ["Velm Police Command"]
    assert "source at Velm Police Command speaks for it" in found.found[0].why
    nobody = Source("a Kurdish military source", UNNAMED, "source", "Kurdish military")
    assert names(origins([said("Outlet A", nobody, 1)])) == ["Kurdish military source"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("a military source", "a Kurdish military source", 1),
        ("a Turkish military source", "a Kurdish military source", 2),
        ("a military source", "military sources", 1),
        ("a military source", "a medical source", 2),
        ("local activists", "opposition activists", 1),
        ("sources", "a harbour pilot", 1),
        ("a harbour pilot", "two nurses", 2),
    ],
)
def test_the_unnamed_count_where_they_can_be_told_apart(one: str, other: str, count: int) -> None:
    found = origins([said("Outlet A", Source(one, UNNAMED), 1), said("Outlet B", Source(other, UNNAMED), 2)])
    assert found.count == count


def test_a_doubt_is_said_in_words() -> None:
    found = origins([
        said("Outlet A", Source("a military source", UNNAMED), 1),
        said("Outlet B", Source("a Kurdish military source", UNNAMED), 2),
    ])  # fmt: skip
    assert found.doubts == (
        "“military source” could be the same as “Kurdish military source”: nothing tells them apart",
    )
    assert found.found[0].members == (0, 1)


def test_those_who_are_named_side_by_side_are_one_origin_of_one_claim() -> None:
    both = said("Outlet A", Source("a harbour pilot and rescuers", UNNAMED), 1)
    assert names(origins([both])) == ["harbour pilot and rescuers"]
    found = origins([both, said("Outlet B", Source("rescuers", UNNAMED), 2)])
    assert names(found) == ["rescuers"]
    assert found.found[0].members == (0, 1)
    pilot = said("Outlet B", Source("a harbour pilot", UNNAMED), 3)
    assert origins([both, pilot, said("Outlet C", Source("nurses", UNNAMED), 4)]).count == 2
    ministry = Source("Ministry of Health and Population", BODY)
    assert names(origins([said("Outlet A", ministry)])) == [ministry.name]


def test_a_hospital_is_the_one_that_is_named_elsewhere() -> None:
    named = said("Outlet A", Source("Marl Bridge Hospital", BODY), 1)
    assert origins([named, said("Outlet B", Source("a hospital", BODY), 2)]).count == 1
    assert origins([named, said("Outlet B", Source("a school", BODY), 2)]).count == 2


def test_the_narrator_relays_the_source_that_the_article_names() -> None:
    found = origins([said("Outlet A", None, 1), said("Outlet A", WATCH, 1), said("Outlet B", None, 2)])
    assert names(found) == ["Outlet B", "Velm River Watch"]
    assert found.found[1].members == (0, 1)


@pytest.mark.parametrize(
    ("margins", "wires"),
    [
        ("Barges sink\nVELM (Reuters) – Nine barges sank", ("Reuters",)),
        ("Barges sink\nVELM, Freedonia (AFP) - Nine barges sank", ("Agence France-Presse",)),
        ("Barges sink\nVelm (AP) — Nine barges sank", ("Associated Press",)),
        ("Barges sink AFP Monday 4 Jul 2016 Nine barges sank", ("Agence France-Presse",)),
        ("Barges sink\nNine sank. The pilots had no news. --Reuters", ("Reuters",)),
        ("Nine sank, the pilots said. (AFP)", ("Agence France-Presse",)),
        ("By Reuters\nNine barges sank", ("Reuters",)),
        ("Nine sank. Source: Agencies", ("news agencies",)),
        ("Nine sank. Source VelmWorld and agencies", ("news agencies",)),
        ("Nine sank. Agencies contributed to this story.", ("news agencies",)),
        ("Nine sank. (With AFP and Reuters)", ("Agence France-Presse", "Reuters")),
        ("Ada Quill told Reuters on Monday that nine barges sank", ()),
        ("Ada Quill told AFP Monday 4 barges sank", ()),
        ("A barge on the Velm, August 6. (Reuters) Nine barges sank", ()),
        ("A barge (Reuters photo) Nine barges sank", ()),
        ("VELM. Picture MARL (Reuters)", ("Reuters",)),
        ("The agencies of the harbour were told", ()),
    ],
)
def test_wires_in_the_margins(margins: str, wires: tuple[str, ...]) -> None:
    assert credited(margins) == wires


def test_an_article_that_credits_a_wire_is_the_wires() -> None:
    credit = "Barges sink\nVELM (Reuters) – Nine barges sank"
    found = origins([said("Outlet A", None, 1, margins=credit), said("Outlet B", None, 2, margins=credit)])
    assert names(found) == ["Reuters"]
    assert any(r.by == "Outlet A" and r.of == "Reuters" and "credits" in r.why for r in found.relays)


def test_relays_are_followed_to_the_end() -> None:
    credit = "Barges sink\nVELM (Reuters) – Nine barges sank"
    found = origins([
        said("Outlet A", None, 1, margins=credit),
        said("Outlet B", Source("Outlet A", OUTLET), 2),
        said("Reuters", WATCH, 3),
    ])  # fmt: skip
    assert names(found) == ["Velm River Watch"]
    assert found.found[0].members == (0, 1, 2)


def test_outlets_that_name_each_other_are_one_origin() -> None:
    found = origins([said("Outlet A", Source("Outlet B", OUTLET), 1), said("Outlet B", Source("Outlet A", OUTLET), 2)])
    assert found.count == 1


def test_an_agency_beside_the_source_passes_it_on_and_alone_does_not() -> None:
    around = f"The lock was shut. {TOLL}, Ada Quill was quoted as saying by Marl TV. Rain fell."
    agency = said("Outlet A", Source("Marl TV", OUTLET), 1, context=around)
    person = said("Outlet A", Source("Ada Quill", NAMED), 1)
    assert names(origins([agency, person])) == ["Ada Quill"]
    assert origins([replace(agency, context=f"{TOLL}, Marl TV reported. Ada Quill heard."), person]).count == 2


def test_a_wire_or_another_counts_with_the_one_that_is_there() -> None:
    two = said("Outlet A", None, 1, margins="Nine sank. (With AFP and Reuters)")
    one = said("Outlet B", None, 2, margins="Nine sank. (AFP)")
    some = said("Outlet C", None, 3, margins="Nine sank. Source: Agencies")
    assert names(origins([two])) == ["Agence France-Presse or Reuters"]
    assert origins([two, one]).count == 1
    assert origins([one, some]).count == 1
    assert origins([two, one, some]).count == 1
    assert len(origins([two, one, some]).doubts) == 2


def test_a_monitoring_group_that_nothing_names_is_one_that_is() -> None:
    group = said("Outlet A", Source("a monitoring group", UNNAMED), 1)
    assert names(origins([group])) == ["monitoring group"]
    found = origins([group, said("Outlet B", OBSERVATORY, 2)])
    assert names(found) == [OBSERVATORY.name]
    assert "nothing tells them apart" in found.doubts[0]


def test_an_agency_that_cites_somebody_passes_it_on() -> None:
    around = f"{TOLL}, Reuters said, citing the Harbour Authority of Velm."
    found = origins([said("Outlet A", Source("Reuters", OUTLET), 1, context=around), said("Outlet B", HARBOUR, 2)])
    assert names(found) == [HARBOUR.name]


SENTENCE = (
    "Nine barges sank in the old harbour of Velm before dawn when the eastern sluice gave way under a week of rain "
    "that had swollen the river."
)


def test_copied_text_is_one_origin_and_the_earlier_is_named() -> None:
    late = said("Outlet A", None, 1, context=f"As we write: {SENTENCE}", published=date(2031, 5, 4))
    early = said("Outlet B", None, 2, context=SENTENCE, published=date(2031, 5, 3))
    found = origins([late, early])
    assert names(found) == ["Outlet B"]
    assert [(r.by, r.of) for r in found.relays] == [("Outlet A", "Outlet B")]
    same_day = origins([replace(late, published=None), early])
    assert same_day.count == 1
    assert any("cannot be told" in relay.why for relay in same_day.relays)


def test_of_two_that_print_the_same_words_the_one_that_credits_a_wire_tells_whose_they_are() -> None:
    own = said("Outlet A", None, 1, context=SENTENCE, published=date(2031, 5, 3))
    credit = said("Outlet B", None, 2, context=SENTENCE, published=date(2031, 5, 4), margins="VELM (Reuters) – Nine")
    assert names(origins([own, credit])) == ["Reuters"]


def test_one_speech_that_two_outlets_quote_is_no_copy() -> None:
    one, other = (said(f"Outlet {n}", None, n, context=f"In {n} they heard: “{SENTENCE}”") for n in (1, 2))
    assert origins([one, other]).count == 2


def test_an_outlet_that_names_the_source_in_the_next_sentence_could_have_it_from_there() -> None:
    own = said("Outlet A", None, 1, context=f"{TOLL}. The lock was closed, Velm River Watch said on Friday.")
    found = origins([own, said("Outlet B", WATCH, 2)])
    assert names(found) == ["Velm River Watch"]
    assert "its own words could come from there" in found.doubts[0]
    apart = said("Outlet A", None, 1, context=f"{TOLL}. The lock was closed. Velm River Watch has no boats.")
    assert origins([apart, said("Outlet B", WATCH, 2)]).count == 2


def test_an_outlet_and_its_state_by_the_table_alone() -> None:
    agency = said("SANA", None, 1)
    assert origins([agency, said("Outlet A", Source("Syrian state television", OUTLET), 2)]).count == 1
    assert origins([agency, said("Outlet A", None, 2)]).count == 2


# Copied stretches


def test_copied_spans_hold_the_same_words() -> None:
    one = f"Velm, Friday. {SENTENCE} Nobody was hurt."
    other = f"The harbour master wrote to us. {SENTENCE.upper()} More tomorrow."
    (found,) = copied(one, other)
    assert one[slice(*found[0])] == SENTENCE.removesuffix(".")
    assert other[slice(*found[1])] == SENTENCE.upper().removesuffix(".")


def test_a_stretch_may_skip_a_word_or_two() -> None:
    changed = SENTENCE.replace("the eastern sluice", "a sluice")
    assert len(copied(SENTENCE, changed)) == 1
    assert copied(SENTENCE, changed)[0][0] == (0, len(SENTENCE) - 1)
    assert copied("Nine barges sank in the old harbour.", "Nine barges sank in the old harbour.") == []


WORDS = st.lists(st.sampled_from("a river lock of Velm sank nine barges at dawn and rain fell".split()), max_size=60)


@given(WORDS, WORDS, WORDS)
def test_whatever_is_copied_is_found_and_is_the_same(before: list[str], shared: list[str], after: list[str]) -> None:
    one, other = " ".join(before + shared), " ".join([*shared, *after])
    found = copied(one, other)
    for own, theirs in found:
        a, b = ([w.text for w in words_of(text[slice(*span)])] for text, span in ((one, own), (other, theirs)))
        assert len(set(a) & set(b)) > 0
        assert a[0] == b[0]
        assert a[-1] == b[-1]
        assert min(len(a), len(b)) >= RUN
    assert found == sorted(found)
    assert all(x[0].end <= y[0].start for x, y in itertools.pairwise(found))
    distinct = [f"word{n}" for n in range(RUN)]
    assert copied(" ".join(before + distinct), " ".join(distinct + after))


def steps(text: str, work: object) -> int:
    """How many Python lines a call runs, which no clock disturbs."""
    count = 0

    def trace(*_: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work(text)  # type: ignore[operator]
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", ["a ", "a b ", "ab", "Velm (", "“", ". AFP ", "Velm the of Velm "])
def test_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def work(text: str) -> None:
        copied(text, text)

    short, long = steps(piece * 500, work), steps(piece * 2000, work)
    assert long <= 4 * short + 2000


# The graph


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=20), st.randoms())
def test_relays_end_somewhere_in_any_order(relays: list[tuple[str, str]], chance: object) -> None:
    def ends(edges: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        graph = Graph()
        for by, of in edges:
            graph.relay(by, of)
        found = graph.ends()
        return {node: found[graph.root(node)] for node in graph.nodes()}

    straight = ends(relays)
    assert all(straight.values())
    assert all(straight[end] == (end,) for found in straight.values() for end in found)
    chance.shuffle(relays)  # type: ignore[attr-defined]
    assert ends(relays) == straight


# Properties

SOURCES = st.sampled_from([
    None, OBSERVATORY, WATCH, HARBOUR, Source("SOHR", BODY), Source("Reuters", OUTLET), Source("Outlet A", OUTLET),
    Source("a military source", UNNAMED), Source("a Kurdish military source", UNNAMED), Source("sources", UNNAMED),
    Source("local activists", UNNAMED), Source("Syrian activists", UNNAMED), Source("a monitoring group", UNNAMED),
    Source("Ada Quill", NAMED, "governor", "Marl"), Source("Quill", NAMED), Source("Ada Quill", NAMED),
    Source("the governor of Marl", UNNAMED), Source("the authority", BODY), Source("VRW", BODY),
    Source("Rami Abdel Rahman", NAMED, "head", "Syrian Observatory for Human Rights"),
    Source("a harbour pilot and rescuers", UNNAMED),
])  # fmt: skip
CONTEXTS = st.sampled_from(
    ["", TOLL, SENTENCE, f"We heard: {SENTENCE}", f"{TOLL}. The lock shut, Velm River Watch said."]
)
MARGINS = st.sampled_from(
    ["", "VELM (Reuters) – Nine", "Nine sank. (With AFP and Reuters)", "Source: Agencies", "(AFP)"]
)
SAID = st.builds(
    said,
    st.sampled_from(["Outlet A", "Outlet B", "Reuters", "SANA", "AFP", None]),
    SOURCES,
    st.integers(1, 4),
    context=CONTEXTS,
    margins=MARGINS,
    published=st.sampled_from([None, date(2031, 5, 3), date(2031, 5, 4)]),
    channel=st.sampled_from([None, "interview with Reuters"]),
)
STATEMENTS = st.lists(SAID, min_size=1, max_size=9)


@given(STATEMENTS, st.data())
@settings(deadline=None)
def test_the_order_of_the_claims_does_not_matter(statement: list[Said], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(statement))))
    found, other = origins(statement), origins([statement[i] for i in order])
    assert (other.relays, other.doubts) == (found.relays, found.doubts)
    back = sorted((o.name, o.why, tuple(sorted(order[i] for i in o.members))) for o in other.found)
    assert back == sorted((o.name, o.why, o.members) for o in found.found)


@given(STATEMENTS)
@settings(deadline=None)
def test_there_is_an_origin_for_every_claim_and_no_more_than_claims(statement: list[Said]) -> None:
    found = origins(statement)
    assert 1 <= found.count <= len(statement)
    assert {i for origin in found.found for i in origin.members} == set(range(len(statement)))


@given(STATEMENTS, st.data())
@settings(deadline=None)
def test_another_relay_adds_no_origin(statement: list[Said], data: st.DataObject) -> None:
    """Whoever passes on a source that the statement has, in an article of its own, or reprints an article."""
    before = origins(statement).count
    passed_on = data.draw(st.sampled_from(statement))
    again = replace(passed_on, outlet="Outlet Z", article=9, margins="")
    if again.source is None:
        again = replace(passed_on, number=99)
    assert origins([*statement, again]).count <= before
    if passed_on.outlet is not None and passed_on.source is None:
        heard = said("Outlet Y", Source(passed_on.outlet, OUTLET), 8)
        narrator = [s for s in statement if s.source is None and s.outlet == passed_on.outlet and not s.margins]
        assert not narrator or origins([*statement, heard]).count <= before


@given(st.lists(st.builds(Said, st.text(), outlet=st.text() | st.none(), source=st.builds(Source, st.text(), st.sampled_from(list(SourceType)), st.text() | st.none(), st.text() | st.none()) | st.none(), source_text=st.text() | st.none(), context=st.text(), margins=st.text(), article=st.integers(0, 3)), min_size=1, max_size=5))  # fmt: skip  # noqa: E501
@settings(deadline=None)
def test_any_text_at_all(statement: list[Said]) -> None:
    found = origins(statement)
    assert 1 <= found.count <= len(statement)
    assert not any(
        re.search(r"\b(?:body|unnamed|person|article|joint|wires):", o.why) for o in found.found if len(o.why) < 40
    )
