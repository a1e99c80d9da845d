"""Mentions of one entity are one source; what is not one entity stays apart."""

from __future__ import annotations

import pytest

from extraction.texts import article
from secondsource.extraction import extract
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.sources.institutions import is_outlet
from secondsource.extraction.sources.sources import speakers_of
from secondsource.model import Source, SourceType


def speakers(text: str) -> list[Source | None]:
    return [a.speaker for a in extract(article(text), "rules").attributions]


def names(text: str) -> list[str | None]:
    return [s.name if s else None for s in speakers(text)]


def test_surname_pronoun_and_full_name() -> None:
    text = (
        "Political analyst Ada Al-Testi said the gate is old. Al-Testi added that ships are late. "
        "She said the pilots left. According to al-Tesdi, it rains."
    )
    assert names(text) == ["Ada Al-Testi"] * 4
    assert {s.role for s in speakers(text) if s} == {"political analyst"}


def test_the_full_name_may_come_in_passing() -> None:
    text = "Mayor Bob Sample opened the gate. Sample said ships are late."
    assert names(text) == ["Bob Sample"]


def test_a_role_without_a_name_gets_the_name_that_comes_later() -> None:
    text = (
        "A Freedonian army spokesman said the gate fell.\n\n"
        "The spokesman, Colonel Bob Sample, said nobody was hurt.\n\nHe added that ships came."
    )
    first, second, third = speakers(text)
    assert first == second == third
    assert first is not None
    assert (first.name, first.type) == ("Bob Sample", SourceType.NAMED)
    assert first.affiliation == "Freedonian army"
    assert first.role is not None
    assert "spokesman" in first.role


def test_a_role_that_never_gets_a_name() -> None:
    source = speakers("A Freedonian military source said the gate fell. The source said nobody was hurt.")
    assert source[0] == source[1]
    assert source[0] is not None
    assert source[0].type is SourceType.UNNAMED
    assert source[0].affiliation == "Freedonian military"


def test_officials_are_not_one_official() -> None:
    assert names("Several officials said the gate fell. An official said it stands.") == [
        "Several officials",
        "An official",
    ]


def test_synonyms_of_an_institution() -> None:
    text = "The US Department of Defense said the gate fell. The Pentagon confirms that it stands."
    assert names(text) == ["US Department of Defense"] * 2
    assert speakers(text)[0].type is SourceType.INSTITUTION  # type: ignore[union-attr]


def test_short_form_and_initials_of_an_institution() -> None:
    text = (
        "The Example Observatory for Harbour Rights said the gate fell. The Observatory said ships are late. "
        "EOHR said it rains. It said pilots left."
    )
    assert len(set(names(text))) == 1


def test_who_goes_back_to_its_noun() -> None:
    assert names("The gate was built by Ada Example, who said it is old.") == ["Ada Example"]


def test_pronouns_follow_titles_in_gender() -> None:
    text = "Mrs. Ada Example opened the gate. Mr. Bob Sample said it is old. She said it is new. He said it fell."
    assert names(text) == ["Bob Sample", "Ada Example", "Bob Sample"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The report said the gate fell.", SourceType.DOCUMENT),
        ("The ministry said the gate fell.", SourceType.INSTITUTION),
        ("Reuters reported that the gate fell.", SourceType.OUTLET),
        ("The newspaper said the gate fell.", SourceType.OUTLET),
        ("Critics said the gate fell.", SourceType.UNNAMED),
        ("Freedonian state media said the gate fell.", SourceType.INSTITUTION),
        ("I think the gate fell.", SourceType.OUTLET),
        ("They said the gate fell.", SourceType.UNNAMED),
        ("It said the gate fell.", SourceType.UNNAMED),
        ("Others said the gate fell.", SourceType.UNNAMED),
    ],
)
def test_types(text: str, kind: SourceType) -> None:
    (source,) = speakers(text)
    assert source is not None
    assert source.type is kind


def test_a_possessive_before_a_name_is_no_part_of_it() -> None:
    assert names("Example Radio's Ada Sample said the gate fell. Sample said it rains.") == ["Ada Sample"] * 2


def test_a_given_name_tells_the_pronoun() -> None:
    text = "Mary Example and her guests came. John Sample said it is old. She said it is new."
    assert names(text) == ["John Sample", "Mary Example"]


def test_a_spokesman_is_not_whom_he_speaks_for() -> None:
    (source,) = speakers("A spokesman for the Freedonian Harbour Ministry said the gate fell.")
    assert source is not None
    assert (source.type, source.role) == (SourceType.UNNAMED, "spokesman")
    assert source.affiliation == "Freedonian Harbour Ministry"


def test_role_and_affiliation_after_the_name() -> None:
    (source,) = speakers("Ada Example, head of the Freedonian Harbour Board, said the gate fell.")
    assert source == Source("Ada Example", SourceType.NAMED, "head", "Freedonian Harbour Board")


def test_two_people_of_one_family_name() -> None:
    text = "Ada Example said it rains. Bob Example said it is dry."
    assert names(text) == ["Ada Example", "Bob Example"]


def test_nobody_named() -> None:
    assert speakers("The gate is expected to close in May.") == [None]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("City councillor Ada Example said it rains.", "city councillor"),
        ("“It rains,” harbour master Ada Example said.", "harbour master"),
        ("Harbour master Ada Example said it rains.", "harbour master"),
        ("Spokesman Ada Example said it rains.", "spokesman"),
        ("Former mayor Ada Example said it rains.", "former mayor"),
        ("President Ada Example said it rains.", "President"),
        ("Freedonian President Ada Example said it rains.", "Freedonian President"),
        ("The spokesman, Colonel Ada Example, said it rains.", "Colonel, spokesman"),
        ("Colonel Ada Example, a spokesman for the army, said it rains.", "Colonel, spokesman"),
    ],
)
def test_role(text: str, role: str) -> None:
    (source,) = speakers(text)
    assert source is not None
    assert (source.name, source.role) == ("Ada Example", role)


def test_its_spokesman_speaks_for_the_body_before() -> None:
    text = "The barge’s owner, Tamsin Freight, denied it all. Its spokesman, Bob Sample, said that it rains."
    assert speakers(text) == [
        Source("Tamsin Freight", SourceType.INSTITUTION),
        Source("Bob Sample", SourceType.NAMED, "spokesman", "Tamsin Freight"),
    ]


def test_a_name_with_which_is_a_body() -> None:
    text = "Example Quill, which owns the barge, did not answer. Its spokesman said that it rains."
    assert speakers(text) == [Source("spokesman for Example Quill", SourceType.UNNAMED, "spokesman", "Example Quill")]


def test_an_outlet_is_known_by_its_name() -> None:
    assert speakers("Two ships sank, the Velm Courier reported.") == [Source("Velm Courier", SourceType.OUTLET)]
    assert is_outlet("Northcoast Evening Mail")
    assert is_outlet("Nordkapp", own="the Nordkapp")
    assert not is_outlet("Emily Post")
    assert not is_outlet("National Harbour Agency")


def test_two_people_are_one_source() -> None:
    text = "Mayor Ben Low and pilot Ada Quill said it rains. Low said it is dry. Quill and Low said it pours."
    assert names(text) == ["Ben Low and Ada Quill", "Ben Low", "Ben Low and Ada Quill"]
    assert {s.type for s in speakers(text) if s} == {SourceType.NAMED}
    assert names("Low, Quill and Sample said it rains.") == ["Low, Quill and Sample"]


def test_he_is_not_two_people() -> None:
    text = "Ben Low and Ada Quill said it pours. He said it is dry."
    assert names(text) == ["Ben Low and Ada Quill", "Ben Low"]


def test_a_pronoun_without_antecedent_says_so() -> None:
    assert names("He said it rains.") == ["unnamed (“he”)"]


def test_they_are_the_people_of_the_sentence_before() -> None:
    text = "The Example Society said it rains. The harbour pilots had no news. They said the gate fell."
    assert names(text)[1] == "The harbour pilots"


def test_where_a_body_sits_is_no_part_of_its_name() -> None:
    text = "The Example Harbour Monitor said it rains. The Velm-based Example Harbour Monitor said it pours."
    assert names(text) == ["Example Harbour Monitor"] * 2


def test_an_affiliation_in_short_is_the_body_before() -> None:
    text = "The Ministry of Harbours said it rains. An official at the ministry said it pours."
    assert [s.affiliation for s in speakers(text) if s] == [None, "Ministry of Harbours"]


@pytest.mark.parametrize(
    ("mention", "name", "kind"),
    [
        ("The U.S.-led coalition", "U.S.-led coalition", SourceType.INSTITUTION),
        ("Freedonian state TV", "Freedonian state TV", SourceType.OUTLET),
        ("The Velm-based group", "Velm-based group", SourceType.INSTITUTION),
        ("The Velm-based Harbour Institute", "Harbour Institute", SourceType.INSTITUTION),
    ],
)
def test_a_name_that_only_describes_a_body_is_not_the_body(mention: str, name: str, kind: SourceType) -> None:
    (speaker,) = speakers(f"{mention} said that the gate is old.")
    assert speaker is not None
    assert (speaker.name, speaker.type) == (name, kind)


def meant(text: str, *mentions: str) -> list[str | None]:
    """Whom the mentions mean, which stand in this order in the text, whatever the words around them."""
    layout = Layout(article(text))
    starts = [t.start for t in layout.tokens]
    proposals, at = [], 0
    for mention in mentions:
        at = text.index(mention, at)
        first = next(i for i, start in enumerate(starts) if start >= at)
        last = next((i for i, start in enumerate(starts) if start >= at + len(mention)), len(starts))
        proposals.append(Proposal(Range(first, last), Range(last, last + 1), (), "clause"))
        at += len(mention)
    return [s.name if s else None for s in speakers_of(layout, proposals)]


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        # Pronouns: the subject of the sentence before, in the right gender.
        ("Ben Low was calm. His deputy, Oskar Venn, was not. He warned of rain.", ["He"], ["Oskar Venn"]),
        ("Ben Low denied it. In a letter to Oskar Venn, he said no.", ["he"], ["Ben Low"]),
        ("Quorra Venn spoke as if she knew. Ben Low sat down. She said no.", ["She"], ["Quorra Venn"]),
        ("Ben Low said: “I met Oskar Venn.” He laughed.", ["Ben Low", "He"], ["Ben Low", "Ben Low"]),
        ("The pilots met. They’re afraid of ice.", ["They’re"], ["The pilots"]),
        ("Ben Low came. In his view, it rains. Low’s claim was odd.", ["his view", "Low’s"], ["Ben Low"] * 2),
        # Family names.
        ("Low wins\n\nMayor Ben Low won the vote on Monday, said the clerk.", ["Low"], ["Ben Low"]),
        ("Oskar Venn sat. Clara Venn rose. Mrs. Venn spoke. Mr. Venn sang.", ["Mrs. Venn", "Mr. Venn"],
         ["Clara Venn", "Oskar Venn"]),
        ("Rami Abdel Odeh spoke. Abdel Odeh sang.", ["Rami Abdel Odeh", "Abdel Odeh"], ["Rami Abdel Odeh"] * 2),
        # Who somebody is, before the name.
        ("Senate Majority Leader Ada Quill spoke.", ["Senate Majority Leader Ada Quill"], ["Ada Quill"]),
        ("Secretary of State Ada Quill spoke.", ["Secretary of State Ada Quill"], ["Ada Quill"]),
        ("Head of the Marl-based Monitor Ada Quill spoke.", ["Head of the Marl-based Monitor Ada Quill"],
         ["Ada Quill"]),
        ("Ada Quill director of the Marl Monitor spoke.", ["Ada Quill director of the Marl Monitor"], ["Ada Quill"]),
        ("A source quoted by the Marl Board spoke. The source left.",
         ["A source quoted by the Marl Board", "The source"], ["A source quoted by the Marl Board"] * 2),
        ("Quorra Venn of the Marl Bank spoke.", ["Quorra Venn of the Marl Bank"], ["Quorra Venn"]),
        ("Rep. Quorra Venn of Marl spoke.", ["Rep. Quorra Venn of Marl"], ["Quorra Venn"]),
        ("Participants spoke. Ice was cut.", ["Participants"], ["Participants"]),
        # What somebody is called again.
        ("Sen. Ada Quill of Marl came. The senator spoke.", ["The senator"], ["Ada Quill"]),
        ("Ada Quill came. The presumptive nominee spoke.", ["The presumptive nominee"], ["Ada Quill"]),
        ("An army spokesman spoke. Later Colonel Ben Low, the army spokesman, sang.",
         ["An army spokesman", "Colonel Ben Low, the army spokesman,"], ["Ben Low"] * 2),
        ("Velm mayor sings\n\nVelm mayor Ada Quill sang on Monday.", ["Velm mayor", "Velm mayor Ada Quill"],
         ["Ada Quill"] * 2),
        ("Ada Quill, the former governor, spoke. Governor Ben Low sang. The governor left.",
         ["Ada Quill, the former governor,", "Governor Ben Low", "The governor"], ["Ada Quill", "Ben Low", "Ben Low"]),
        ("Governor Ben Low sang. Ada Quill, the former governor, spoke. The governor left.",
         ["Governor Ben Low", "Ada Quill, the former governor,", "The governor"], ["Ben Low", "Ada Quill", "Ben Low"]),
        # Bodies.
        ("The Marl government spoke. The company sang.", ["The Marl government", "The company"],
         ["Marl government", "company"]),
        ("Monitoring groups spoke. The Marl Monitor for Rights sang.",
         ["Monitoring groups", "The Marl Monitor for Rights"], ["Monitoring groups", "Marl Monitor for Rights"]),
        ("Pilots Without Borders spoke.", ["Pilots Without Borders"], ["Pilots Without Borders"]),
        ("A monitoring group spoke. The Marl Monitor for Rights sang. The watchdog left.",
         ["A monitoring group", "The Marl Monitor for Rights", "The watchdog"], ["Marl Monitor for Rights"] * 3),
        ("The Marl Harbour Units (MHU) sang. The MHU left.", ["The Marl Harbour Units", "The MHU"],
         ["Marl Harbour Units"] * 2),
        ("The Marl Department of Ice spoke. The DOI sang.", ["The Marl Department of Ice", "The DOI"],
         ["Marl Department of Ice"] * 2),
        ("The Velm Courier wrote it. The newspaper insists.", ["The Velm Courier", "The newspaper"],
         ["Velm Courier"] * 2),
        ("Rolf Tanner leads the Dockers’ Union. The union said no.", ["The union"], ["Dockers’ Union"]),
        ("A memo by the board says so. The two-page document warns.", ["A memo by the board", "The two-page document"],
         ["A memo by the board"] * 2),
        # Several.
        ("Ben Low and his Marl counterpart Ada Quill sang.", ["Ben Low and his Marl counterpart Ada Quill"],
         ["Ben Low and Ada Quill"]),
        ("Mayor Ben Low came. Mr. Low and other pilots sang.", ["Mr. Low and other pilots"],
         ["Ben Low and other pilots"]),
        ("The government and its ally Marl sang.", ["The government and its ally Marl"],
         ["government and its ally Marl"]),
        ("State prosecutors spoke. Prosecutors sang.", ["State prosecutors", "Prosecutors"], ["State prosecutors"] * 2),
    ],
)  # fmt: skip
def test_whom_a_mention_means(text: str, mentions: list[str], expected: list[str]) -> None:
    assert [name and name.removeprefix("The ") for name in meant(text, *mentions)] == [
        name.removeprefix("The ") for name in expected
    ]


def test_officials_of_another_place_are_others() -> None:
    assert meant("State officials spoke. Officials sang.", "State officials", "Officials") == [
        "State officials",
        "Officials",
    ]


def test_a_land_is_known_by_its_adjective() -> None:
    (source,) = speakers("Sylvanian guns were heard. Sylvania said it rains.")[-1:]
    assert source == Source("Sylvania", SourceType.INSTITUTION)


def test_a_poll_is_a_document_whoever_made_it() -> None:
    (source,) = speakers("A Velm Courier survey found that it rains.")
    assert source is not None
    assert source.type is SourceType.DOCUMENT


@pytest.mark.parametrize(
    "mention", ["Participants", "Anyone", "The Saudis", "One cheerful Marlian", "Hundreds of pilots"]
)
def test_a_capital_makes_nobody_a_named_source(mention: str) -> None:
    (source,) = speakers(f"{mention} said that it rains.")
    assert source is not None
    assert source.type is SourceType.UNNAMED
