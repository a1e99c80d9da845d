"""One event at two places, and places that are one or lie one in the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.conflict_pairs import CLAIMS, HOSTILE, NAMES, checked, growth, rules, said, spellings
from secondsource.checking.conflicts import places
from secondsource.checking.conflicts.spelling import alike, skeleton
from secondsource.model import Said

DIFFERENT = [
    (
        "The archive is kept in the basement of the town hall.",
        "The archive is kept in the attic of the town hall.",
        "place.different",
    ),
    ("The knife was found in the kitchen.", "The knife was found in the car.", "place.different"),
    ("The plane crashed in the Tarn mountains.", "The plane crashed in the Osk mountains.", "place.different"),
    (
        "Gunmen attacked a checkpoint in Varn, killing three soldiers.",
        "Gunmen attacked a checkpoint in Orsel, killing three soldiers.",
        "place.different",
    ),
    (
        "Gunmen attacked a checkpoint in the village of Varn, killing three soldiers.",
        "Gunmen attacked a checkpoint in the village of Little Tarn, killing three soldiers.",
        "place.different",
    ),
    (
        "The plane crashed near Halem shortly after take-off.",
        "The plane crashed near Sorvik shortly after take-off.",
        "place.different",
    ),
    (
        "The explosion happened in the north of Halem.",
        "The explosion happened in the south of Halem.",
        "place.direction",
    ),
    (
        "The fire broke out in the eastern district of Korm.",
        "The fire broke out in the western district of Tull.",
        "place.different",
    ),
    ("The summit will be held in Aldea in May.", "The summit will be held in Ruhr City in May.", "place.different"),
    ("The shells landed 5 km east of Osk.", "The shells landed 5 km west of Osk.", "place.direction"),
    ("Rebels captured the airbase at Tamur.", "Rebels captured the airbase at Dunel.", "place.different"),
    ("Two people drowned in Velm.", "Two people drowned in Osk when their boat capsized.", "place.different"),
    ("The minister was born in Osk.", "The minister was born in Velm.", "place.different"),
    ("The wounded were flown to Marlow.", "The wounded were flown to Dunmore.", "place.different"),
    ("The ferry sank off the island of Maro.", "The ferry sank off the island of Tessel.", "place.different"),
    ("The gunman was arrested in Velm on Friday.", "The gunman was arrested on Friday in Osk.", "place.different"),
    (
        "The meeting took place at the Hotel Bristol.",
        "The meeting took place at the Hotel Meridian.",
        "place.different",
    ),
    ("The painting was found in a cellar in Osk.", "The painting was found in a cellar in Velm.", "place.different"),
    ("The plane was on its way from Velm to Osk.", "The plane was on its way from Velm to Halem.", "place.different"),
    ("The factory in Osk makes tractors.", "The factory in Velm makes tractors.", "place.different"),
    ("Troops crossed the river north of Osk.", "Troops crossed the river south of Osk.", "place.direction"),
    (
        "The militia handed over 12 prisoners at the Darin crossing on Friday.",
        "The militia handed over 12 prisoners at the Sellin crossing on Friday.",
        "place.different",
    ),
    (
        "The drug was tested on 300 patients in Halem.",
        "The drug was tested on 300 patients in Sorvik.",
        "place.different",
    ),
    ("Three gunmen stormed the Lido cinema.", "Three gunmen stormed the Apollo cinema.", "place.different"),
    ("The trial was moved to Osk.", "The trial was moved to Velm.", "place.different"),
    ("The general was buried at Tarn Abbey.", "The general was buried at Osk Abbey.", "place.different"),
    ("A landslide blocked the Harrow Pass.", "A landslide blocked the Sorvik Pass.", "place.different"),
    ("She was last seen in Halem.", "She was last seen in Norvik.", "place.different"),
    ("The virus was first detected in Velmora.", "The virus was first detected in Kasra.", "place.different"),
    ("The quake struck 30 km southeast of Halem.", "The quake struck 30 km northwest of Halem.", "place.direction"),
    ("The hostages are being held in Kasra city.", "The hostages are being held in Tarn city.", "place.different"),
    (
        "The bus plunged into a ravine near Halem, killing nine.",
        "The bus plunged into a river near Norvik, killing nine.",
        "place.different",
    ),
    ("The rally was held in Liberty Square.", "The rally was held in Cathedral Square.", "place.different"),
    ("The body was found in the Sella river.", "The body was found in the Marn river.", "place.different"),
    (
        "The spill was first noticed by a fisherman off Cape Lorn.",
        "The spill was first noticed by a fisherman off Cape Maddow.",
        "place.different",
    ),
    (
        "Investigators searched a flat in the Marienbad district of Halem.",
        "Investigators searched a flat in the Sella district of Halem.",
        "place.different",
    ),
    (
        "The strike on a school in Deir Marrah killed nine pupils.",
        "The strike on a school in Tel Hazim killed nine pupils.",
        "place.different",
    ),
    ("Police found the car in a wood near Halem.", "Police found the car in a lake near Norvik.", "place.different"),
    ("The two leaders met in Geneva.", "The two leaders met in Vienna.", "place.different"),
    ("Two tankers collided in the Sella strait.", "Two tankers collided in the Marn strait.", "place.different"),
    ("The border post at Tull was closed.", "The border post at Dorn was closed.", "place.different"),
    ("The box was left on the platform.", "The box was left in the waiting room.", "place.different"),
    ("The wedding was in Dray.", "The wedding was in Colm.", "place.different"),
    ("A guard was stabbed outside the museum.", "A guard was stabbed inside the museum.", "place.inside"),
    ("The thieves hid in a barn near Orsel.", "The thieves hid in a tunnel near Orsel.", "place.different"),
    ("The singer was taken to a hospital in Orsel.", "The singer was taken to a hospital in Velm.", "place.different"),
    ("The meeting took place in Orsel on Tuesday.", "They met in Velm on Tuesday.", "place.different"),
    ("The body was found in a lake.", "The body was found in a skip.", "place.different"),
    ("The cows were found on the motorway.", "The cows had been found in a field.", "place.different"),
    ("The patient died at home.", "The patient died in hospital.", "place.different"),
    (
        "The orchestra will play at the Grand Hall in Orsel.",
        "The orchestra will play in Velm at the Palace Theatre.",
        "place.different",
    ),
    ("The shop on Mill Street was robbed.", "The shop on Harbour Street was robbed.", "place.different"),
    ("The count took place at the library.", "The votes were counted in the gym.", "place.different"),
    ("Patients were treated in the corridor.", "Patients were treated in the car park.", "place.different"),
    ("The fund was founded in Orsel in 1990.", "The fund was founded in 1990 in Velm.", "place.different"),
    ("The trial opened in Orsel on Monday.", "The trial opened on Monday in Velm.", "place.different"),
    ("The drug was found in a shop in Orsel.", "The drug was found in a warehouse in Orsel.", "place.different"),
    ("The minister flew to Orsel.", "The minister flew to Velm.", "place.different"),
]
SILENT = [
    ("The knife was found in the kitchen.", "The purse was found in the car."),
    ("The school in Varn is open again.", "The school in Orsel remains closed."),
    ("The firm may close its plant in Varn.", "The firm closed its plant in Orsel last year."),
    ("Three people were taken to hospital in Varn.", "Nine people were taken to hospital in Orsel."),
    ("The talks were held at the Hotel Astra.", "The talks were held in Orsel."),
    (
        "Foreign Minister Ilka Brandt arrived in Varn on Monday.",
        "Ilka Brandt, the foreign minister, came to Varn on Monday.",
    ),
    ("The award went to W. Maron.", "The award went to Wayne Maron."),
    ("The minister met Ada Korr in Velm.", "The minister met Ada Korr and Ben Dahl in Velm."),
    (
        "Gunmen attacked a checkpoint in Varn, killing three soldiers.",
        "Gunmen attacked a checkpoint in Varn in Orsel province, killing three soldiers.",
    ),
    (
        "Gunmen attacked a checkpoint in the town of Varn, killing three soldiers.",
        "Gunmen attacked a checkpoint in Orsel province, killing three soldiers.",
    ),
    (
        "A bomb exploded outside the police station in Deir el-Marr on Sunday.",
        "A bomb exploded outside the police station in Dayr al-Mar on Sunday.",
    ),
    (
        "The plane crashed near Halem shortly after take-off.",
        "The plane crashed in the Sorvik hills shortly after take-off.",
    ),
    ("The protest in Velm drew 400 people.", "The protest in Osk drew 9,000 people."),
    ("The strike hit a market in Idrel, in eastern Kasra.", "The strike hit a market in Kasra."),
    ("The strike hit Tel Amar, a village in Kasra province.", "The strike hit a village in Kasra."),
    ("The mill burned down on Sunday night.", "The mill in Osk burned to the ground."),
    ("The owner said the boiler had been checked in May.", "The boiler was checked in May, the owner said."),
    ("The vote was held in Osk.", "The votes were counted in Velm."),
    ("The town of Osk, in Kasra province, was bombed.", "Kasra city was bombed."),
    ("Soldiers in Kasra killed a farmer.", "Soldiers in Osk, 12 km from Kasra, killed a farmer."),
    ("The film was shown at the Lido in Velm.", "The film was shown in Velm."),
    ("Velm police arrested two men in Osk on Friday.", "Osk police said two men were arrested in Velm on Thursday."),
    ("The flight from Osk to Velm was cancelled.", "The flight from Velm to Osk was delayed."),
    ("The explosion was heard in Velm and Osk.", "The explosion was heard in Osk."),
    ("Prime Minister Dov Harel met his counterpart in Osk.", "President Lena Marr met her counterpart in Osk."),
    ("She was last seen at the bus station in Halem.", "She was last seen at the railway station in Halem."),
    ("The quake struck 30 km southeast of Halem.", "The quake struck 30 km south of Halem."),
    ("The company is based in Osk.", "The company has its headquarters in Velm."),
    ("The fighting spread to Upper Tarn.", "The fighting spread to Tarn."),
    ("Clashes broke out in the Old Town of Osk.", "Clashes broke out in Osk."),
    ("He was arrested at his home in Osk.", "He was arrested at Halem airport."),
    ("Investigators searched a flat in Halem.", "Investigators searched a flat in the Sella district of Halem."),
    ("The president was speaking in Tarnholm, in the north of the country.", "The president was speaking in Tarnholm."),
    ("A second bomb went off in Velm.", "The first bomb went off in Osk."),
    (
        "The strike on a school in Deir Marrah killed nine pupils.",
        "The strike on a school in Dair al-Marra killed nine pupils.",
    ),
    ("The two leaders will meet in Geneva on Friday.", "The two leaders met in Vienna on Monday."),
    ("The factory lies on the left bank of the Marn.", "The factory lies on the right bank of the Marn."),
    (
        "The explosion took place in the western suburbs of Kasra.",
        "The explosion took place in the eastern suburbs of Kasra.",
    ),
    ("The west wing of the museum burned down.", "The east wing of the museum burned down."),
    ("The mayor said he had no knowledge of the payments.", "The mayor knew of the payments."),
    ("The factory was closed for lack of orders.", "The factory had plenty of orders."),
    ("The bridge is due to open in May.", "The bridge opened in May."),
    ("The bridge was to open in May.", "The bridge opened in May."),
    ("The bride arrived at the church.", "The groom arrived at the registry office."),
    ("The bride arrived at the church in a car.", "The bride arrived in a carriage at the church."),
    ("The singer was taken to a hospital in Orsel.", "The singer was taken to the hospital by helicopter."),
    ("The cows were found on the motorway.", "The cows were found in the evening."),
    ("The vote was held in the hall.", "The vote was held in the town hall."),
    ("The box was found in the office of the mayor.", "The box was found in the town hall."),
    ("The thief was seen in a shop in Orsel and was arrested in Velm.", "The thief was arrested in Velm."),
    ("The school in Orsel was closed.", "The school in Velm was opened."),
    ("A woman was bitten in the park.", "A man was bitten in the garden."),
    ("Shareholders met in a hotel.", "Shareholders met in Orsel."),
    ("The minister spoke at a factory on Monday.", "The minister spoke in a school on Tuesday."),
    ("Three nurses work in the kitchen.", "Two nurses work in the garden."),
    ("Turnout rose in Orsel.", "Turnout rose in Velm."),
    ("The mayor lives in a flat.", "The mayor works in a tower."),
    ("Posters hung in the station.", "Posters hung in the church."),
    ("The train went to Orsel.", "The train stopped in Velm on the way to Orsel."),
    ("A man was shot in the street outside the bank.", "A man was shot outside the bank."),
]


@pytest.mark.parametrize(("one", "other", "rule"), DIFFERENT)
def test_conflict(one: str, other: str, rule: str) -> None:
    assert rules(places.find, one, other) == [rule]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_no_conflict(one: str, other: str) -> None:
    assert rules(places.find, one, other) == []


def test_the_finding_names_both_places() -> None:
    one, other = said("The wreck was found off Osk on Friday.", 1), said("The wreck was found off Velm on Friday.", 2)
    (finding,) = checked(places.find, one, other)
    assert finding.words == "Osk here, Velm there: neither lies in the other as far as the texts tell"
    assert [one.text[s.start : s.end] for s in finding.own] == ["Osk"]
    assert [other.text[s.start : s.end] for s in finding.other] == ["Velm"]


@pytest.mark.parametrize(
    "context",
    [
        "Al-Marr, in Kasra province, was hit.",
        "The village of Al-Marr in Kasra was hit.",
        "Al-Marr in the northern Kasra countryside was hit.",
        "It was in Kasra's Al-Marr.",
        "Shells fell near Al-Marr, Kasra.",
    ],
)
def test_what_lies_in_what_is_learnt_from_the_surroundings(context: str) -> None:
    one = said("Shells killed three farmers in Al-Marr on Monday.", 1, context=f"Shells fell in {context}")
    other = said("Shells killed three farmers in Kasra on Monday.", 2)
    assert rules(places.find, one, other) == []
    far = said("Shells killed three farmers in Osk on Monday.", 2)
    assert rules(places.find, one, far) == ["place.different"]


def test_a_town_of_another_province_is_elsewhere() -> None:
    one = said("Shells killed three farmers in the town of Marr in Kasra province on Monday.", 1)
    assert rules(places.find, one, said("Shells killed three farmers in Osk province on Monday.", 2)) == [
        "place.different"
    ]
    assert rules(places.find, one, said("Shells killed three farmers in Kasra province on Monday.", 2)) == []


def test_a_country_holds_what_lies_in_it() -> None:
    assert rules(places.find, "Shells killed three farmers in Syria.", "Shells killed three farmers in Osk.") == []
    assert rules(places.find, "Shells killed three farmers in Syria.", "Shells killed three farmers in Iraq.") == [
        "place.different"
    ]


def test_two_days_or_two_counts_are_two_events() -> None:
    monday = "Shells killed three farmers in Osk on Monday."
    assert rules(places.find, monday, "Shells killed three farmers in Velm on Tuesday.") == []
    assert rules(places.find, "Shells killed 3 farmers in Osk.", "Shells killed 12 farmers in Velm.") == []
    assert rules(places.find, monday, "Another shell killed three farmers in Velm.") == []


def test_reports_far_apart_are_of_two_events() -> None:
    one = said("Shells killed three farmers in Osk.", 1)
    later = said("Shells killed three farmers in Velm.", 2, published=one.published.replace(month=9))  # type: ignore[union-attr]
    assert rules(places.find, one, later) == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_transliterations_are_one_place(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    one, other = data.draw(spellings(name)), data.draw(spellings(name))
    assert alike(one, other)
    texts = [f"Shells killed three farmers in {place} on Monday." for place in (one, other)]
    assert rules(places.find, *texts) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Marlow", "Dunmore"), ("Osk", "Velm"), ("Kasra", "Kobar"), ("al-Hassakar", "al-Marr"), ("Hom", "Homs")],
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert skeleton(one) != skeleton(other)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_findings_are_mirrored_and_lie_in_the_texts(one: Said, other: Said) -> None:
    checked(places.find, one, other)


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(bit: str) -> None:
    assert growth(places.find, bit) < 24
