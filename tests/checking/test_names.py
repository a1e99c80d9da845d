"""Persons, bodies and their titles: what can not be one, and what is one written in two ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.conflict_pairs import CLAIMS, HOSTILE, NAMES, checked, growth, rules, said, spellings
from secondsource.checking.conflicts import names
from secondsource.model import Said, Source, SourceType

DIFFERENT = [
    ("Captain Hana Revik was at the controls.", "First officer Hana Revik was at the controls.", "name.rank"),
    ("Senator Ada Korr opposed the bill.", "Congresswoman Ada Korr opposed the bill.", "name.office"),
    (
        "Colonel Brun Halvard said the convoy was attacked",
        "Captain Brun Halvard said the convoy was attacked",
        "name.rank",
    ),
    ("Lt Col Ada Voss commands the battalion.", "Colonel Ada Voss commands the battalion.", "name.rank"),
    (
        "Foreign Minister Ilka Brandt arrived in Varn on Monday.",
        "Defence Minister Ilka Brandt arrived in Varn on Monday.",
        "name.office",
    ),
    (
        "The former mayor Jon Ferrel was arrested on Friday.",
        "The mayor Jon Ferrel was arrested on Friday.",
        "name.former",
    ),
    (
        "Osk Governor Lena Marr said the dam would hold.",
        "Osk Governor Pavel Rudd said the dam would hold.",
        "name.holder",
    ),
    ("The award went to Wayne Maron.", "The award went to Wade Maron.", "name.replaced"),
    ("The award went to J. Maron.", "The award went to Wayne Maron.", "name.replaced"),
    (
        "The contract was awarded to Halden Steel in April.",
        "The contract was awarded to Norvik Steel in April.",
        "name.replaced",
    ),
    (
        "Reporter Tomas Reva was killed by a sniper in the old town.",
        "Journalist Ivo Marek was killed by a sniper in the old town.",
        "name.replaced",
    ),
    (
        "Captain Ines Vaal steered the ship onto the rocks.",
        "The ship was steered onto the rocks by its first officer, Karl Dost.",
        "name.replaced",
    ),
    (
        "Judge Ruth Almgren sentenced the banker to six years.",
        "Judge Carl Sandor sentenced the banker to six years.",
        "name.replaced",
    ),
    ("Queen Astrid opened the museum.", "Princess Astrid opened the museum.", "name.office"),
    (
        "Velmora's president, Dov Harel, vetoed the bill.",
        "Velmora's prime minister, Dov Harel, vetoed the bill.",
        "name.office",
    ),
    ("The election in Kasra was won by Ada Korr.", "The election in Kasra was won by Ben Dahl.", "name.replaced"),
    ("Ada Korr won the election in Kasra.", "Ben Dahl won the election in Kasra.", "name.replaced"),
    ("The expedition was led by Professor Ines Vaal.", "Professor Karl Dost led the expedition.", "name.replaced"),
    ("The suspect was named as Ivo Marek, 34.", "The suspect was named as Tomas Reva, 34.", "name.replaced"),
    ("The factory belongs to the Halden Group.", "The factory belongs to the Norvik Group.", "name.replaced"),
    ("Lieutenant Nils Aker found the wreck.", "Sergeant Nils Aker found the wreck.", "name.rank"),
    (
        "Health Minister Greta Holm said the clinic would close.",
        "Interior Minister Greta Holm said the clinic would close.",
        "name.office",
    ),
    (
        "A spokesman for the port, Captain Ole Rask, said the tanker was leaking oil.",
        "A spokesman for the port, Lieutenant Ole Rask, said the tanker was leaking oil.",
        "name.rank",
    ),
    (
        "Education Minister Rosa Lindt will open the school.",
        "The school will be opened by Education Minister Hana Brod.",
        "name.replaced",
    ),
    ("The orchestra was conducted by Rosa Lindt.", "Hana Brod conducted the orchestra.", "name.replaced"),
    (
        "The rector of Velm University, Ines Vaal, has been dismissed.",
        "The rector of Velm University, Karl Dost, has been dismissed.",
        "name.replaced",
    ),
    (
        "The Northland Institute of Geology measured a magnitude of 5.1.",
        "The Southland Institute of Geology measured a magnitude of 5.1.",
        "name.replaced",
    ),
    (
        "Dov Harel, the prime minister, announced the budget.",
        "The budget was announced by finance minister Dov Harel.",
        "name.office",
    ),
    (
        "The strike killed a commander, Abu Salim al-Tarni.",
        "The strike killed a commander, Abu Karim al-Tarni.",
        "name.replaced",
    ),
    ("Maj. Gen. Tor Brandl briefed reporters.", "Brig. Gen. Tor Brandl briefed reporters.", "name.rank"),
    ("The museum's director, Ida Moe, resigned.", "The museum's deputy director, Ida Moe, resigned.", "name.office"),
    ("The museum's director, Ida Moe, resigned.", "The museum's director, Per Lunde, resigned.", "name.replaced"),
    ("Bishop Per Lunde blessed the boats.", "Archbishop Per Lunde blessed the boats.", "name.office"),
    ("Chancellor Per Lunde visited the plant.", "President Per Lunde visited the plant.", "name.office"),
    ("The treaty was signed by Velmora and Kasra.", "The treaty was signed by Velmora and Tarnia.", "name.replaced"),
    ("The bomb was planted by the Red Front.", "The bomb was planted by the Black Hand.", "name.replaced"),
    ("The Red Front claimed the attack.", "The Black Hand claimed the attack.", "name.replaced"),
    ("The ship Northern Star sank in the storm.", "The ship Southern Cross sank in the storm.", "name.replaced"),
    (
        "The cargo belonged to the Orrin Trading Company.",
        "The cargo belonged to the Sella Trading Company.",
        "name.replaced",
    ),
    (
        "The first man to reach the wreck was Ole Rask.",
        "The first man to reach the wreck was Per Lunde.",
        "name.replaced",
    ),
    (
        "Ole Rask, the harbour master, raised the alarm.",
        "Per Lunde, the harbour master, raised the alarm.",
        "name.replaced",
    ),
    ("Vice President Ada Korr opened the session.", "President Ada Korr opened the session.", "name.office"),
    ("Interim President Ada Korr opened the session.", "President Ada Korr opened the session.", "name.office"),
    ("Colonel Gaspar Dohl commanded the garrison.", "General Gaspar Dohl commanded the garrison.", "name.rank"),
    ("Lena Marr of the Green Party won the seat.", "Lena Marr of the Farmers' Party won the seat.", "name.replaced"),
    ("The goalkeeper, Ulf Dane, was sent off.", "Striker Ulf Dane was sent off.", "name.role"),
    ("Dr Nell Harn performed the operation.", "The operation was performed by Dr Piet Oller.", "name.replaced"),
    ("Ada Vane, the club's treasurer, was arrested.", "Ada Vane, the club's secretary, was arrested.", "name.role"),
    ("The bridge was designed by Ines Holl.", "The bridge was designed by Carl Brandt.", "name.replaced"),
    ("The referee, Olaf Stein, was injured.", "Olaf Stein, a player, was injured.", "name.role"),
    ("The nurse, Ida Holm, gave the injection.", "Ida Holm, the doctor, gave the injection.", "name.role"),
    ("Professor Lund led the study.", "The study was led by Professor Marsk.", "name.replaced"),
    ("The deal was signed by Brandt Steel.", "The deal was signed by Orsel Mining.", "name.replaced"),
    ("Deputy coach Ines Holl praised the team.", "Coach Ines Holl praised the team.", "name.role"),
    ("The prize went to Ines Holl.", "The prize went to Carl Brandt.", "name.replaced"),
    ("Dr Ida Holm led the trial of the drug.", "The trial of the drug was led by Dr Jan Falk.", "name.replaced"),
    ("The chairman, Lars Vik, resigned.", "Lars Vik, the treasurer, resigned.", "name.role"),
    ("The bill was drafted by Lars Vik.", "The bill was drafted by Mona Strand.", "name.replaced"),
    ("The victim, Jan Falk, was 40.", "Jan Falk, the defendant, was 40.", "name.role"),
    ("Lars Vik, the deputy editor, wrote the letter.", "Lars Vik, the editor, wrote the letter.", "name.role"),
]
SILENT = [
    ("Captain Hana Revik was at the controls.", "Captain Hana Rewik was at the controls."),
    ("The Harvest Party won 43 of the 101 seats.", "The Reform Union won 38 of the 101 seats."),
    ("The jury found Ada Korr guilty of arson.", "The jury found Tom Korr not guilty of arson."),
    ("Col. Brun Halvard ordered the retreat.", "Colonel Halvard ordered a retreat."),
    ("General Oskar Lind opened the academy.", "Major General Oskar Lind opened the academy."),
    (
        "Foreign Minister Ilka Brandt arrived in Varn on Monday.",
        "Ilka Brandt, the foreign minister, came to Varn on Monday.",
    ),
    ("The mayor of Osk, Lena Marr, resigned.", "The mayor of Velm, Pavel Rudd, resigned."),
    ("The report was signed by Dr Nils Aker.", "The report was signed by Dr Nils Acker."),
    ("The award went to W. Maron.", "The award went to Wayne Maron."),
    ("The Northland Rights Watch said 12 people died in the fire.", "NRW said 12 people died in the fire."),
    ("Muhammad al-Rashid led the prayers.", "Mohamed Rasheed led the prayers."),
    ("President Dov Harel vetoed the bill on Monday.", "President Harel vetoed the bill."),
    ("The hall was painted by Greta Holm and Ole Sund.", "The hall was painted by Greta Holm."),
    ("The minister met Ada Korr in Velm.", "The minister met Ada Korr and Ben Dahl in Velm."),
    ("The strike hit Tel Amar, a village in Kasra province.", "The strike hit a village in Kasra."),
    (
        "The hospital director, Dr Lena Marr, said eight people were treated.",
        "Dr Pavel Rudd, a surgeon at the hospital, said eight people were treated.",
    ),
    ("Deputy minister Jon Ferrel met Minister Ada Korr.", "Ada Korr, the minister, met her deputy Jon Ferrel."),
    ("The Kasra Human Rights Centre counted 40 dead.", "The KHRC counted 40 dead."),
    (
        "Captain Ada Voss and Colonel Jon Ferrel were promoted.",
        "Colonel Jon Ferrel and Captain Ada Voss were promoted.",
    ),
    ("The court acquitted Pavel Ilmar of bribery.", "The court convicted Pavel Ilmar of bribery."),
    (
        "A man in his thirties was arrested in connection with the murder of Ada Korr.",
        "A man in his thirties was arrested in connection with the murder of Ada Kohr.",
    ),
    ("Prime Minister Dov Harel met his counterpart in Osk.", "President Lena Marr met her counterpart in Osk."),
    ("The strike killed a commander, Abu Salim al-Tarni.", "The strike killed a commander, Abu Saleem al-Tarny."),
    ("Jan Brod, 41, drowned in the lake.", "Jon Brod, 41, drowned in the lake."),
    ("Sergeant Tor Brandl was decorated.", "Sgt Brandl was decorated."),
    ("First Lieutenant Ida Moe drove the truck.", "Lieutenant Ida Moe drove the truck."),
    ("Admiral Ida Moe commands the fleet.", "Vice Admiral Ida Moe commands the fleet."),
    ("Halden beat Norvik 3-1.", "Norvik beat Halden 3-1."),
    (
        "The prize was shared by Ida Moe, Per Lunde and Tor Brandl.",
        "The prize was shared by Per Lunde, Tor Brandl and Ida Moe.",
    ),
    ("Police named the victim as Per Lunde, 44.", "The victim was Per Lunde, a father of two."),
    ("Transport Secretary Ida Moe has quit.", "Ida Moe, secretary of state for transport, has quit."),
    ("General Secretary Ida Moe has quit.", "Ida Moe, the union's general secretary, has quit."),
    ("Mr Lunde, 44, ran a bakery.", "Mrs Lunde, 44, ran a bakery."),
    ("Striker Ole Rask scored twice.", "Midfielder Ole Rask scored twice."),
    ("The garrison was commanded by Col. G. Dohl.", "Colonel Gaspar Dohl commanded the garrison."),
    ("The defendant, Jon Pell, wept.", "Jon Pell, the victim's brother, wept."),
    ("Teacher Mia Holt won a prize.", "Teacher Ben Orr won a medal."),
    ("Ada Vane, the lawyer, was born in Dray.", "Ada Vane, the painter's wife, was born in Dray."),
    ("Judge Orla Finch opened the fair in May.", "Judge Tam Weller closed the fair."),
    ("Nurse Mia Holt gave evidence on Monday.", "Nurse Ben Orr gave evidence on Tuesday."),
    ("Captain Ida Roe praised the crew.", "Captain Ida Roe, the pilot, praised the crew."),
    ("The bus driver, Ines Holl, was hurt.", "Ines Holl, a mother of two, was hurt."),
    ("The nurse, Ida Holm, gave evidence.", "Ida Holm, the widow of a doctor, gave evidence."),
    ("The prize for prose went to Ines Holl.", "The prize for verse went to Carl Brandt."),
    ("Ines Holl scored twice.", "Carl Brandt scored once."),
    ("Holl, the captain, and the mate were rescued.", "The captain, Holl, was rescued."),
    ("Ines Holl played in goal.", "Carl Brandt played in goal in the second half."),
    ("The patient, Jan Falk, thanked the nurse.", "Jan Falk, the father of two, thanked the nurse."),
    ("Nurse Ida Holm works in Orsel.", "Nurse Jan Falk works in Orsel."),
    ("Lars Vik, the owner of the bank, and Mona Strand, the tenant, met.", "Mona Strand, the tenant, met the owner."),
]


@pytest.mark.parametrize(("one", "other", "rule"), DIFFERENT)
def test_conflict(one: str, other: str, rule: str) -> None:
    assert rules(names.find, one, other) == [rule]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_no_conflict(one: str, other: str) -> None:
    assert rules(names.find, one, other) == []


def test_the_finding_names_both_titles() -> None:
    one = said("Colonel Brun Halvard said the convoy was attacked.", 1)
    other = said("The convoy was attacked, Captain Halvard said.", 2)
    (finding,) = checked(names.find, one, other)
    assert finding.words == "colonel Brun Halvard here, captain Halvard there: one name, two ranks"
    assert [one.text[s.start : s.end] for s in finding.own] == ["Colonel Brun Halvard"]
    assert [other.text[s.start : s.end] for s in finding.other] == ["Captain Halvard"]


def test_titles_of_the_sources_are_held_against_each_other() -> None:
    one = said("The convoy was attacked", 1, "Colonel Brun Halvard, a spokesman")
    other = said("The convoy was attacked", 2, "Captain Brun Halvard")
    assert rules(names.find, one, other) == ["name.rank"]
    assert rules(names.find, one, said("The convoy was attacked", 2, "Col. Halvard")) == []


def test_one_quotation_of_two_speakers() -> None:
    def quoted(number: int, name: str, kind: SourceType = SourceType.NAMED) -> Said:
        words = "We shall leave the harbour when the last of the passengers is ashore"
        return said(words, number, source=Source(name, kind))

    assert rules(names.find, quoted(1, "Ada Korr"), quoted(2, "Ole Rask")) == ["name.speaker"]
    assert rules(names.find, quoted(1, "Ada Korr"), quoted(2, "Korr")) == []
    assert rules(names.find, quoted(1, "Ada Korr"), quoted(2, "A. Korr")) == []
    assert rules(names.find, quoted(1, "Ada Korr"), quoted(1, "Ole Rask")) == []
    assert rules(names.find, quoted(1, "Ada Korr"), quoted(2, "the coast guard", SourceType.INSTITUTION)) == []


def test_an_office_changes_hands_in_the_course_of_years() -> None:
    one = said("Osk Governor Lena Marr said the dam would hold.", 1)
    later = said("Osk Governor Pavel Rudd said the dam would hold.", 2)
    assert rules(names.find, one, later) == ["name.holder"]
    year = later.published.replace(year=2031)  # type: ignore[union-attr]
    assert "name.holder" not in rules(names.find, one, said(later.text, 2, published=year))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_transliterations_are_one_person(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    one, other = data.draw(spellings(name)), data.draw(spellings(name))
    texts = [f"The prize was given to Karim {person} on Monday evening." for person in (one, other)]
    assert rules(names.find, *texts) == []


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_findings_are_mirrored_and_lie_in_the_texts(one: Said, other: Said) -> None:
    checked(names.find, one, other)


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(bit: str) -> None:
    assert growth(names.find, bit) < 24
