"""What one claim is sure of and the other holds back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checking.conflict_pairs import CLAIMS, HOSTILE, checked, growth, rules, said
from secondsource.checking.conflicts import modality
from secondsource.model import Said

DIFFERENT = [
    ("The fire may have been started by a heater.", "The fire was started by a heater.", "modality.may"),
    ("The rebels reportedly captured the town.", "The rebels captured the town.", "modality.hedged"),
    ("The mill will be closed in May.", "The mill was closed in May.", "modality.planned"),
    ("The two men are believed to have drowned.", "The two men drowned.", "modality.hedged"),
    ("The company plans to cut 400 jobs.", "The company has cut 400 jobs.", "modality.planned"),
    ("The minister is expected to resign.", "The minister has resigned.", "modality.planned"),
    ("The pilot apparently lost control of the plane.", "The pilot lost control of the plane.", "modality.hedged"),
    ("The virus probably came from the market.", "The virus came from the market.", "modality.hedged"),
    ("The bridge could collapse.", "The bridge collapsed.", "modality.may"),
    ("The boat allegedly carried weapons.", "The boat carried weapons.", "modality.hedged"),
    ("A gas leak is thought to have caused the blast.", "A gas leak caused the blast.", "modality.hedged"),
    ("It is not clear whether the captain was on the bridge.", "The captain was on the bridge.", "modality.unclear"),
    (
        "The attack was likely carried out by the Kesh militia.",
        "The attack was carried out by the Kesh militia.",
        "modality.hedged",
    ),
    ("The gunman appears to have acted alone.", "The gunman acted alone.", "modality.hedged"),
    ("The painting might be a forgery.", "The painting is a forgery.", "modality.may"),
    ("The talks are scheduled to begin on Monday.", "The talks began on Monday.", "modality.planned"),
    ("The court may have been misled.", "The court was misled.", "modality.may"),
    ("The dam might have been damaged by the quake.", "The dam was damaged by the quake.", "modality.may"),
    ("The museum is to be closed in May.", "The museum was closed in May.", "modality.planned"),
    ("The army intends to withdraw from Osk.", "The army withdrew from Osk.", "modality.planned"),
    ("Ferrel will step down as chairman.", "Ferrel has stepped down as chairman.", "modality.planned"),
    ("The parcel possibly contained explosives.", "The parcel contained explosives.", "modality.hedged"),
    ("The driver seems to have fallen asleep.", "The driver fell asleep.", "modality.hedged"),
    ("Investigators think a spark may have caused the fire.", "A spark caused the fire.", "modality.may"),
    ("Some 30 people are feared dead.", "Some 30 people are dead.", "modality.hedged"),
    ("The deal could be signed on Friday.", "The deal was signed on Friday.", "modality.may"),
    ("The chairman is likely to resign.", "The chairman has resigned.", "modality.hedged"),
    ("It is unclear if the painting was stolen.", "The painting was stolen.", "modality.unclear"),
    (
        "Officials believe the outbreak may have begun in a poultry market in Osk.",
        "The outbreak began in a poultry market in Osk.",
        "modality.may",
    ),
    (
        "The government will evacuate the island by Sunday.",
        "The government has evacuated the island.",
        "modality.planned",
    ),
    ("The militia reportedly shot down the drone.", "The militia shot down the drone on Monday.", "modality.hedged"),
    ("The bishop is thought to have died in his sleep.", "The bishop died in his sleep.", "modality.hedged"),
    (
        "Talks between the two sides are expected to resume in Velm next week.",
        "Talks between the two sides resumed in Velm.",
        "modality.planned",
    ),
    ("Police may have shot the wrong man.", "Police shot the wrong man.", "modality.may"),
    ("Ilmar could be charged with fraud.", "Ilmar has been charged with fraud.", "modality.may"),
    ("The boy is presumed to have drowned.", "The boy drowned.", "modality.hedged"),
    (
        "The treaty would be signed in May, officials said.",
        "The treaty was signed in May, officials said.",
        "modality.planned",
    ),
    ("There may have been a second gunman.", "There was a second gunman.", "modality.may"),
    ("Perhaps the boat was overloaded.", "The boat was overloaded.", "modality.hedged"),
    ("The boat was perhaps overloaded.", "The boat was overloaded.", "modality.hedged"),
    ("The army is preparing to storm the town.", "The army stormed the town.", "modality.planned"),
    ("The judge may rule on Friday.", "The judge ruled on Friday.", "modality.may"),
    ("The plane is feared to have crashed.", "The plane crashed.", "modality.hedged"),
    ("It was not known whether the crew had survived.", "The crew survived.", "modality.unclear"),
    ("The ship apparently hit a mine.", "The ship hit a mine.", "modality.hedged"),
    ("The ship is understood to have hit a mine.", "The ship hit a mine.", "modality.hedged"),
    ("The ceasefire appears to be holding.", "The ceasefire is holding.", "modality.hedged"),
    ("The painting is probably a forgery.", "The painting is a forgery.", "modality.hedged"),
    ("The outbreak may be linked to the well.", "The outbreak is linked to the well.", "modality.may"),
    ("Ilmar might appeal.", "Ilmar has appealed.", "modality.may"),
    ("Ilmar will appeal.", "Ilmar has appealed.", "modality.planned"),
    ("The virus is likely to have spread to Osk.", "The virus has spread to Osk.", "modality.hedged"),
    ("The minister is reportedly ill.", "The minister is ill.", "modality.hedged"),
    ("The thieves may have used a stolen key.", "The thieves used a stolen key.", "modality.may"),
    ("It remains unclear whether the two men knew each other.", "The two men knew each other.", "modality.unclear"),
    ("The mine may be closed next year.", "The mine will be closed next year.", "modality.may"),
    ("Korr could become mayor.", "Korr will be mayor.", "modality.may"),
    ("The drug might prevent fever.", "The drug prevents fever.", "modality.may"),
    ("The mayor is considering resigning.", "The mayor will resign on Friday.", "modality.considered"),
    ("The mayor is considering whether to resign.", "The mayor has resigned.", "modality.considered"),
    ("The striker is in talks to sign for Osk.", "The striker has signed for Osk.", "modality.considered"),
    ("The fire was probably caused by a cable.", "The fire was caused by a cable.", "modality.hedged"),
    ("Fighters are believed to be hiding in the hills.", "Fighters are hiding in the hills.", "modality.hedged"),
    ("It is likely that the roof collapsed under the snow.", "The roof collapsed under the snow.", "modality.hedged"),
    ("The museum might sell the vase.", "The museum has sold the vase.", "modality.may"),
    ("The theatre hopes to reopen in May.", "The theatre reopened in May.", "modality.planned"),
    ("The museum will sell the vase.", "The museum is thinking of selling the vase.", "modality.considered"),
    ("The comet may hit the moon.", "The comet will hit the moon.", "modality.may"),
    ("Up to ten sailors are feared drowned.", "Ten sailors drowned.", "modality.hedged"),
    ("The mine is likely to close.", "The mine is closing.", "modality.hedged"),
    ("The cows are suspected to have eaten poison.", "The cows ate poison.", "modality.hedged"),
    ("The bank is considering closing two branches.", "The bank will close two branches.", "modality.considered"),
    ("The fire was possibly caused by a candle.", "The fire was caused by a candle.", "modality.hedged"),
    ("The jewels are presumed stolen.", "The jewels were stolen.", "modality.hedged"),
    ("The company plans to hire 200 people.", "The company has hired 200 people.", "modality.planned"),
    ("It is not known whether the dog bit the boy.", "The dog bit the boy.", "modality.unclear"),
    ("The bridge might have collapsed because of rust.", "The bridge collapsed because of rust.", "modality.may"),
    ("The merger could be announced on Friday.", "The merger will be announced on Friday.", "modality.may"),
    ("The sculpture is believed to be by Brandt.", "The sculpture is by Brandt.", "modality.hedged"),
    ("The bank may close.", "The bank will close.", "modality.may"),
    ("The drug is thought to have caused three deaths.", "The drug caused three deaths.", "modality.hedged"),
    ("The party is considering a boycott of the vote.", "The party will boycott the vote.", "modality.considered"),
    ("Doctors fear the patient has lost his sight.", "The patient has lost his sight.", "modality.feared"),
    ("The minister is expected to resign.", "The minister resigned.", "modality.planned"),
]
SILENT = [
    ("Fees rose on the bridge.", "Fees on the bridge will rise again."),
    ("The tunnel may be closed for a week.", "The tunnel was closed for a week in 2019."),
    ("The dam could collapse.", "A bridge below the dam has collapsed."),
    ("The council plans to raise the tax on fuel.", "The council has raised the tax on tobacco."),
    ("Eleven miners are feared dead.", "Two miners are dead."),
    ("The coach did not say whether Korr would play.", "Korr played on Saturday."),
    ("The raids seemed to be in retaliation for the killing of a pilot.", "Three officers were killed on Friday."),
    ("A spark may have set the hills alight.", "The hills have been alight since Monday."),
    ("The firm is considering closing its shop.", "The firm has closed its kitchen."),
    ("The suspected arson attack destroyed the hall.", "The arson attack destroyed the hall."),
    ("The suspected bomber fled to Osk.", "The bomber fled to Osk."),
    ("The company plans to cut 400 jobs.", "The company will cut 400 jobs."),
    ("Police suspect arson.", "Police said it was arson."),
    ("The minister said taxes will rise.", "The minister said taxes would rise."),
    ("The minister may visit the site on Monday.", "The minister visited the hospital."),
    ("Residents could hear shelling during the night.", "Residents heard shelling during the night."),
    ("He will be buried in Velm.", "He died in Osk."),
    ("The bank will publish its figures on Friday.", "The bank published its figures for last year in March."),
    ("The ship could carry 300 people.", "The ship carried 300 people."),
    ("Rain is expected in the north.", "Rain fell in the south."),
    ("The prosecutor alleges that Ferrel took bribes.", "Ferrel took bribes, the prosecutor said."),
    ("The general is said to have fled.", "The general fled."),
    ("It could take weeks to clear the road.", "It took weeks to clear the road."),
    ("Police believe the gunman acted alone.", "The gunman acted alone."),
    ("A spark is the likely cause of the fire.", "A spark caused the fire."),
    ("The army threatened to storm the town.", "The army stormed the town."),
    ("The police are investigating whether the fire was arson.", "The fire was arson."),
    ("The mayor said he had no knowledge of the payments.", "The mayor knew of the payments."),
    ("Rebels are said to have entered the city.", "Rebels entered the city."),
    ("Engineers suspect that the bolt was loose.", "The bolt was loose."),
    ("The bridge is due to open in May.", "The bridge opened in May."),
    ("A climber is feared dead.", "A climber was found alive."),
    ("The cook is suspected of stealing the ring.", "The maid stole the watch."),
    ("The museum might sell the vase.", "The museum sold a chair."),
    ("The school is to be closed.", "The school was closed last winter."),
    ("The fire may have been started by a heater.", "The fire may have begun with a heater."),
    ("The bus is expected to arrive at noon.", "The bus will arrive at noon."),
    ("The bank is considering closing two branches.", "The bank has two branches in Orsel."),
    ("The comet may hit the moon.", "The comet was seen near the moon."),
    ("The mine is likely to close.", "The mine was closed in 1960 and opened again."),
    ("The jewels are presumed stolen.", "The car was stolen."),
    ("The plane can carry 200 passengers.", "The plane carried 200 passengers."),
    ("The choir could sing in three languages.", "The choir sang in three languages."),
    ("The fire may have started in the barn.", "The fire destroyed the barn."),
    ("The singer may cancel the tour.", "The singer cancelled a concert."),
    ("Fans fear the club will be sold.", "The club sold two players."),
    ("The ban is being considered.", "The ban is to come into force in May."),
    ("Doctors fear the patient has lost his sight.", "The doctor lost his job."),
    ("The minister is expected to resign.", "The minister's aide resigned."),
    ("The party could lose 12 seats.", "The party lost 12 seats in 2019."),
    ("Traders fear a crash.", "The crash of 1929 cost traders dear."),
    ("The owner is thought to be ill.", "The owner was ill in May."),
]


@pytest.mark.parametrize(("one", "other", "rule"), DIFFERENT)
def test_conflict(one: str, other: str, rule: str) -> None:
    assert rules(modality.find, one, other) == [rule]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_no_conflict(one: str, other: str) -> None:
    assert rules(modality.find, one, other) == []


def test_the_finding_shows_the_hedge_and_the_statement() -> None:
    one, other = said("The fire may have killed two men.", 1), said("The fire killed two men.", 2)
    (finding,) = checked(modality.find, one, other)
    assert finding.words == "may have killed here, killed there: possible in one, certain in the other"


def test_who_says_it_does_not_matter() -> None:
    one = said(
        "The rebels captured the town.", 1, "a resident", context="A resident said the rebels captured the town."
    )
    assert rules(modality.find, one, "The rebels captured the town.") == []


def test_what_was_planned_may_be_done_later() -> None:
    plan, done = said("The mill will be closed in May.", 1), said("The mill was closed in May.", 2)
    assert rules(modality.find, plan, done) == ["modality.planned"]
    later = done.published.replace(day=9)  # type: ignore[union-attr]
    assert rules(modality.find, plan, said(done.text, 2, published=later)) == []


def test_one_of_two_that_were_left_open() -> None:
    open_ = "The raid on the port was carried out by either Velmoran or Kasran planes."
    assert rules(modality.find, open_, "Kasran planes carried out the raid on the port.") == ["modality.which"]
    assert rules(modality.find, open_, "Velmoran and Kasran planes carried out the raid on the port.") == []
    assert rules(modality.find, open_, "Kasran planes did not carry out the raid on the port.") == []


def test_another_man() -> None:
    charged = "Prosecutors have charged Pavel Ilmar with fraud."
    assert rules(modality.find, charged, "Prosecutors plan to charge Ilmar's brother with fraud.") == []
    assert rules(modality.find, charged, "Prosecutors may charge Pavel Ilmar with fraud.") == ["modality.may"]


def test_where_it_happened_is_not_who_did_it() -> None:
    open_ = "The raid was carried out by either Tarnian or Velmoran planes."
    assert rules(modality.find, open_, "The raid hit a school in northern Velmora.") == []
    assert rules(modality.find, open_, "The raid was flown by Velmoran planes.") == ["modality.which"]


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_findings_are_mirrored_and_lie_in_the_texts(one: Said, other: Said) -> None:
    checked(modality.find, one, other)


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(bit: str) -> None:
    assert growth(modality.find, bit) < 24
