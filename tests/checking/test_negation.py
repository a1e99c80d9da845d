"""What one claim affirms and the other denies, and words that deny nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checking.conflict_pairs import CLAIMS, HOSTILE, checked, growth, rules, said
from secondsource.checking.conflicts import negation
from secondsource.model import Said

DIFFERENT = [
    ("No one was hurt in the blast.", "Four people were hurt in the blast.", "negation.none"),
    ("The blast caused no casualties.", "The blast killed two workers.", "negation.none"),
    ("The army did not enter the town.", "The army entered the town.", "negation.not"),
    ("The army denied that its troops entered the town.", "Army troops entered the town on Monday.", "negation.denied"),
    ("The guard failed to close the gate.", "The guard closed the gate.", "negation.failed"),
    ("The ship left port without a pilot.", "The ship left port with a pilot.", "negation.none"),
    ("Reports that the bank had collapsed were false.", "The bank had collapsed.", "negation.false"),
    ("The ceasefire was not violated on Tuesday.", "The ceasefire was violated on Tuesday.", "negation.not"),
    ("The company has never paid taxes in Velm.", "The company paid taxes in Velm last year.", "negation.not"),
    ("Neither pilot survived the crash.", "One pilot survived the crash.", "negation.not"),
    ("None of the passengers survived.", "Two of the passengers survived.", "negation.none"),
    ("The mayor refused to sign the deal.", "The mayor signed the deal.", "negation.failed"),
    ("The hostages were not released.", "The hostages were released on Friday.", "negation.not"),
    ("The law does not ban fishing.", "The law bans fishing.", "negation.not"),
    ("There was no warning before the dam burst.", "Residents were warned before the dam burst.", "negation.none"),
    ("The driver was not drunk.", "The driver was drunk.", "negation.not"),
    ("The minister said he was not aware of the letter.", "The minister was aware of the letter.", "negation.not"),
    ("The patrol was unable to reach the village.", "The patrol reached the village.", "negation.failed"),
    ("The hospital was not hit.", "The hospital was hit by two shells.", "negation.not"),
    ("The museum is not insured.", "The museum is insured.", "negation.not"),
    ("The minister has not resigned.", "The minister resigned on Monday.", "negation.not"),
    ("Nothing was stolen from the museum.", "Three paintings were stolen from the museum.", "negation.none"),
    ("The suspect had no weapon.", "The suspect had a weapon.", "negation.none"),
    ("The fire was started deliberately.", "The fire was not started deliberately.", "negation.not"),
    ("The minister knew of the letter.", "The minister did not know of the letter.", "negation.not"),
    (
        "The company denied that it dumped waste in the river.",
        "The company dumped waste in the river for years.",
        "negation.denied",
    ),
    ("All the passengers had life jackets.", "None of the passengers had life jackets.", "negation.none"),
    (
        "The pilots had been trained for such weather.",
        "The pilots had never been trained for such weather.",
        "negation.not",
    ),
    ("The union has not accepted the offer.", "The union has accepted the offer.", "negation.not"),
    ("The police did not fire on the crowd.", "Police fired on the crowd.", "negation.not"),
    ("It is false that the general has fled.", "The general has fled.", "negation.false"),
    ("The sirens did not sound.", "The sirens sounded at noon.", "negation.not"),
    ("There were no survivors.", "There were three survivors.", "negation.none"),
    (
        "The votes were counted without observers.",
        "The votes were counted in the presence of observers.",
        "negation.none",
    ),
    ("The crew ignored no warning.", "The crew ignored a warning.", "negation.none"),
    ("The ministry said nobody was arrested.", "Twelve people were arrested.", "negation.none"),
    ("The killer has not been found.", "The killer was found on Monday.", "negation.not"),
    ("The mine is closed.", "The mine is not closed.", "negation.not"),
    ("Rudd is not a member of the party.", "Rudd is a member of the party.", "negation.not"),
    (
        "The Velmora Defence Ministry said its jets bombed Kasra overnight.",
        "Velmora's air force did not bomb Kasra, the Defence Ministry said.",
        "negation.not",
    ),
    (
        "The tanker was leaking oil, harbour master Ole Rask said.",
        "The tanker is not leaking oil, according to the owners.",
        "negation.not",
    ),
    (
        "Ships were told to keep clear after the tanker began leaking oil.",
        "Ships have not been told to keep clear of the tanker.",
        "negation.not",
    ),
    ("The dam is safe, engineers say.", "The dam is not safe, engineers say.", "negation.not"),
    (
        "The rail company did not inspect the track before the accident.",
        "The track was inspected by the rail company two days before the accident.",
        "negation.not",
    ),
    ("No vaccine was delivered to the camp in March.", "Vaccine was delivered to the camp in March.", "negation.none"),
    ("The camp received no vaccine.", "The camp received 4,000 doses of vaccine.", "negation.none"),
    ("Rescuers found no bodies in the wreck.", "Rescuers found three bodies in the wreck.", "negation.none"),
    (
        "The militia said it had shot down the drone.",
        "The drone was not shot down but crashed, the army said.",
        "negation.not",
    ),
    ("The drug was never tested on patients.", "The drug was tested on 300 patients in Sorvik.", "negation.not"),
    ("Both pilots were wearing seat belts.", "Neither pilot was wearing a seat belt.", "negation.not"),
    ("Local elections will go ahead as planned.", "Local elections will not go ahead as planned.", "negation.not"),
    ("The hostages are alive.", "The hostages are not alive.", "negation.not"),
    ("The fire brigade arrived within ten minutes.", "The fire brigade failed to arrive.", "negation.failed"),
    (
        "The mayor had been warned about the roof.",
        "The mayor denied he had been warned about the roof.",
        "negation.denied",
    ),
    ("Nobody had warned the mayor about the roof.", "The mayor was warned twice about the roof.", "negation.none"),
    ("Police have not ruled out arson.", "Police have ruled out arson.", "negation.not"),
    ("The plant emits no smoke.", "The plant emits smoke day and night.", "negation.none"),
    (
        "The Red Front denied responsibility for the bombing.",
        "The Red Front claimed responsibility for the bombing.",
        "negation.denied",
    ),
    ("The minister denied any link to the firm.", "The minister has links to the firm.", "negation.denied"),
    ("Tests showed no trace of poison.", "Tests showed traces of poison.", "negation.none"),
    ("The brakes were not faulty.", "The brakes were faulty.", "negation.not"),
    ("The witness could not identify the gunman.", "The witness identified the gunman.", "negation.not"),
    ("The pilot didn't send a distress call.", "The pilot sent a distress call.", "negation.not"),
    ("The strike went ahead.", "The strike did not go ahead.", "negation.not"),
    ("The parliament did not approve the budget.", "The parliament approved the budget on Friday.", "negation.not"),
    ("None of the money was recovered.", "Half of the money was recovered.", "negation.none"),
    ("She never said the bank was safe.", "She said the bank was safe.", "negation.not"),
    ("The factory was not insured against fire.", "The factory was insured.", "negation.not"),
    ("No shots were fired.", "Shots were fired.", "negation.none"),
    ("Not a single soldier was killed.", "Two soldiers were killed.", "negation.not"),
    ("No agreement was reached.", "An agreement was reached.", "negation.none"),
    ("Negotiators failed to reach an agreement.", "Negotiators reached an agreement.", "negation.failed"),
    ("Ilmar is innocent.", "Ilmar is not innocent.", "negation.not"),
    ("They did not find the boy.", "They found the boy at dawn.", "negation.not"),
    ("The captain had not been drinking.", "The captain had been drinking.", "negation.not"),
    ("There were no children on the bus.", "There were eleven children on the bus.", "negation.none"),
    ("Children were on the bus.", "There were no children on the bus.", "negation.none"),
    (
        "The general denies that he ordered the attack.",
        "The general ordered the attack, a court found.",
        "negation.denied",
    ),
    ("The reactor was never in danger.", "The reactor was in danger for two hours.", "negation.not"),
    ("No passengers were on board.", "Forty passengers were on board.", "negation.none"),
    ("The plane carried no passengers.", "The plane carried 40 passengers.", "negation.none"),
    ("The mission was a success.", "The mission was not a success.", "negation.not"),
    ("Workers were not told of the risk.", "Workers were told of the risk in May.", "negation.not"),
    ("The council did not vote on the plan.", "The council voted on the plan last night.", "negation.not"),
    ("The two never met.", "The two met in Osk.", "negation.not"),
    ("The army did not shell the market, a general said.", "The market was shelled by the army.", "negation.not"),
    ("It was not the army that shelled the market.", "It was the army that shelled the market.", "negation.not"),
    ("The dam did not break.", "The dam broke at noon.", "negation.not"),
    ("Talks have not collapsed.", "Talks have collapsed.", "negation.not"),
    ("The ship was not carrying weapons.", "The ship was carrying weapons.", "negation.not"),
    ("The parliament rejected the budget.", "The parliament approved the budget.", "negation.contrary"),
    ("The upper house passed the bill.", "The bill was voted down in the upper house.", "negation.contrary"),
    ("The men were armed.", "The men were unarmed.", "negation.contrary"),
    ("The school in Osk is open again.", "The school in Osk remains closed.", "negation.contrary"),
    ("Velm United won the final against Osk.", "Velm United lost the final against Osk.", "negation.contrary"),
    ("Korr was convicted of arson.", "Korr was acquitted of arson.", "negation.contrary"),
    ("The jury found Ada Korr guilty.", "The jury found Ada Korr not guilty.", "negation.not"),
    ("Turnout rose in the north.", "Turnout fell in the north.", "negation.contrary"),
    ("The pilot survived.", "The pilot was killed.", "negation.contrary"),
    ("The council has not rejected the plan.", "The council rejected the plan.", "negation.not"),
    ("Reports of looting in Tarn are false.", "Looting broke out in Tarn on Monday night.", "negation.false"),
    ("The guard did not take part in the raid.", "The guard took part in the raid.", "negation.not"),
    ("The fever has not spread beyond Tarn.", "The fever has spread to six villages.", "negation.not"),
    ("The girl survived the crash.", "The girl was killed in the crash.", "negation.contrary"),
    ("Tarn never used the drug on prisoners.", "Tarn used small amounts of the drug on prisoners.", "negation.not"),
    ("The company kept the leak secret.", "The company did not keep the leak secret.", "negation.not"),
    ("The pilot ignored the warning.", "The pilot heeded the warning.", "negation.contrary"),
    ("The choir has been paid.", "The choir has not been paid.", "negation.not"),
    ("The dog was not on a lead.", "The dog was on a lead.", "negation.not"),
    ("The well is dry.", "The well is not dry.", "negation.not"),
    ("Holl denies taking the money.", "Holl took the money.", "negation.denied"),
    ("The concert was cancelled.", "The concert went ahead.", "negation.contrary"),
    ("The talks ended without a deal.", "The talks ended with a deal.", "negation.none"),
    ("The plant has stopped production.", "The plant continues production.", "negation.contrary"),
    ("The camp has enough water.", "The camp does not have enough water.", "negation.not"),
    ("Everyone on board survived.", "Two people on board died.", "negation.contrary"),
    ("The drug is safe.", "The drug is dangerous.", "negation.contrary"),
    ("The court upheld the ban.", "The court overturned the ban.", "negation.contrary"),
    ("Nobody was charged.", "Two doctors were charged.", "negation.none"),
    ("Vik never met the owner.", "Vik met the owner twice.", "negation.not"),
    ("The bank will not close its branch in Orsel.", "The bank is to close its branch in Orsel.", "negation.not"),
    (
        "The patient was awake during the operation.",
        "The patient was asleep during the operation.",
        "negation.contrary",
    ),
    ("Turnout went up.", "Turnout went down.", "negation.contrary"),
    ("The vote was postponed.", "The vote went ahead.", "negation.contrary"),
    ("The minister was present at the meeting.", "The minister was absent from the meeting.", "negation.contrary"),
    ("Profits rose and costs fell.", "Profits fell.", "negation.contrary"),
]
SILENT = [
    ("The council has not accepted the plan.", "The council rejected the plan."),
    ("The council rejected the budget in March.", "The council approved the budget in May."),
    ("Osk won the final against Velm.", "Velm lost the final against Osk."),
    ("Prices rose in the north.", "Prices fell in the south."),
    ("The road is closed to traffic.", "The road was opened in 1961."),
    ("The minister opened the debate.", "The minister closed the debate."),
    ("The jury found Ada Korr guilty.", "The jury found Tom Korr not guilty."),
    ("The school will not close.", "The school will stay open."),
    ("The mayor has no plans to resign.", "The mayor has plans for a new railway."),
    ("The pilot did not survive.", "The co-pilot survived."),
    ("No party won a majority.", "The Harvest Party won 43 seats."),
    ("The accused denied the charge.", "The accused has been charged with theft."),
    ("Two of the crew survived.", "Three of the crew were killed."),
    ("The dam was rejected as too costly.", "The dam was approved as safe by another court."),
    ("The army did not bomb Kasra.", "The army bombed a camp outside Kasra."),
    ("The army denied using gas in Osk.", "Gas was used in Osk."),
    ("Reports of looting in Tarn are false.", "The council asked about reports of looting in Tarn."),
    ("The minister backed the bill.", "The minister's party rejected the bill."),
    ("Police were not told of the march.", "Police were told of the fire."),
    ("The girl survived the crash.", "Her father was killed in the crash."),
    ("The council refused to comment.", "The council commented on the plan in March."),
    ("No fewer than 20 people were killed in the blast.", "Twenty people were killed in the blast."),
    ("The blast killed not only soldiers but also children.", "The blast killed soldiers and children."),
    ("The minister did not deny that the talks had failed.", "The talks had failed, the minister said."),
    ("The ceasefire was not violated on Monday.", "The ceasefire was violated on Tuesday."),
    ("The rebels did not use poison gas.", "The government used poison gas."),
    ("The line was not reopened until Wednesday.", "The line was reopened on Wednesday."),
    ("The hospital was not hit.", "The school was hit by two shells."),
    ("The union said it would not sign the deal.", "The union had signed a deal with another firm last year."),
    ("Not all of the passengers were rescued.", "Most of the passengers were rescued."),
    (
        "The council has not yet decided where the school will stand.",
        "The council will decide in June where the school will stand.",
    ),
    ("The army said it had no information about the raid.", "The army took part in the raid."),
    ("Police may not enter the building without a warrant.", "Police entered the building."),
    ("The dam held, but the bridge did not survive the flood.", "The bridge was swept away by the flood."),
    ("The two sides agreed not to attack each other.", "The two sides agreed to a truce."),
    (
        "There was no immediate claim of responsibility for the attack.",
        "The Kesh militia claimed responsibility for the attack.",
    ),
    ("The spokesman did not say when the trial would begin.", "The trial began on Monday."),
    ("No decision has been taken.", "A decision will be taken in May."),
    ("The attack left no doubt that the truce was over.", "The truce was over."),
    (
        "The inquiry found no evidence of fraud in the 2019 vote.",
        "The inquiry found evidence of fraud in the 2023 vote.",
    ),
    (
        "The mayor was not in the town hall when it was stormed.",
        "The mayor's deputy was in the town hall when it was stormed.",
    ),
    ("Lena Marr, who chairs the board, denied the report.", "Lena Marr chairs the board."),
    ("The ministry denied that it had paid the kidnappers.", "The ministry said it had not paid the kidnappers."),
    ("Mr Ferrel did not answer questions.", "Ferrel answered to a court in Velm."),
    ("Without the dam, the valley would have been flooded.", "The valley was flooded in 1953."),
    ("Two of the five crew did not survive.", "Three of the crew survived."),
    ("The airport remains closed.", "The airport is no longer closed."),
    ("The firm has admitted paying bribes.", "The firm has denied paying bribes."),
    ("Doctors said he would survive.", "Doctors said he might not survive."),
    ("The judge said that the evidence was not reliable.", "The judge said the evidence was unreliable."),
    ("Halden beat Norvik 3-1.", "Norvik beat Halden 3-1."),
    ("There is no doubt that the letter is genuine.", "The letter is genuine."),
    ("The ferry had not been inspected since 2019.", "The ferry was inspected in 2019."),
    ("The minister did not only resign but left the country.", "The minister resigned."),
    ("The men were not armed.", "The men were unarmed."),
    ("The bank has denied wrongdoing.", "The bank has admitted wrongdoing."),
    ("The council voted against the plan.", "The council voted for the plan."),
    ("The factory was closed for lack of orders.", "The factory had plenty of orders."),
    ("The firm lacked a licence.", "The firm had a licence."),
    ("Sales rose in the spring.", "Sales fell in the summer."),
    ("The price of milk rose.", "The price of bread fell."),
    ("The dog was not on a lead.", "The dog was on a chain."),
    ("The band did not play its old songs.", "The band played for an hour."),
    ("The team won the first set.", "The team lost the second set."),
    ("The drug is safe for adults.", "The drug is dangerous for children."),
    ("Turnout rose in the morning.", "Turnout fell in the afternoon."),
    ("The bank closed a branch.", "The bank opened a branch."),
    ("Shares rose at first.", "Shares fell by the end of the day."),
    ("Vik accepted the blame.", "Vik rejected the offer."),
    ("The bank closed its branch in Orsel.", "The bank will open on Monday."),
    ("Nobody was charged over the leak.", "Two doctors were charged with fraud."),
    ("The company stopped the trial.", "The company continued to sell the drug."),
    ("The party won the seat of Orsel.", "The party lost the seat of Velm."),
    ("The party won 12 seats.", "The party lost 3 seats."),
    ("The nurse survived.", "The doctor was killed."),
    ("The court allowed the appeal.", "The court banned the march."),
    ("Vik did not resign over the letter.", "Vik resigned after the vote."),
    ("Falk did not go to Orsel.", "Falk went to Velm."),
    ("The clinic was closed on Sunday.", "The clinic is open on Monday."),
    ("The minister attended the meeting.", "The minister was absent from the vote."),
]


@pytest.mark.parametrize(("one", "other", "rule"), DIFFERENT)
def test_conflict(one: str, other: str, rule: str) -> None:
    assert rules(negation.find, one, other) == [rule]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_no_conflict(one: str, other: str) -> None:
    assert rules(negation.find, one, other) == []


def test_the_finding_shows_the_denial_and_the_statement() -> None:
    one, other = said("The army did not enter the town.", 1), said("On Monday the army entered the town.", 2)
    (finding,) = checked(negation.find, one, other)
    assert finding.words == "not enter here, entered there: one denies what the other states"


def test_a_denial_by_the_attribution() -> None:
    """The words that deny stand before the claim, in its context."""
    context = "On Tuesday the defence ministry denied that the army had entered the town."
    denied = said("the army had entered the town", 1, "the defence ministry", context=context)
    stated = said("The army entered the town of Osk.", 2)
    assert rules(negation.find, denied, stated) == ["negation.denied"]
    confirmed = said(denied.text, 1, denied.source_text, context=context.replace("denied", "confirmed"))
    assert rules(negation.find, confirmed, stated) == []
    assert rules(negation.find, denied, confirmed) == ["negation.denied"]


def test_a_denial_of_a_denial_affirms() -> None:
    context = "The ministry denied that no one was hurt in the blast."
    denied = said("no one was hurt in the blast", 1, "The ministry", context=context)
    assert rules(negation.find, denied, "Four people were hurt in the blast.") == []
    assert rules(negation.find, denied, "No one was hurt in the blast.") == ["negation.none"]


@pytest.mark.parametrize("two", ["does not and has not used", "has never used", "neither used"])
def test_twice_the_same_denial_is_one(two: str) -> None:
    assert rules(negation.find, f"The army {two} gas in Osk.", "The army used gas in Osk.") == ["negation.not"]


def test_who_denies_is_who_did_not_do_it() -> None:
    context = "The rebels denied using gas in Osk."
    denied = said("using gas in Osk", 1, "The rebels", context=context)
    assert rules(negation.find, denied, "The rebels used gas in Osk.") == ["negation.denied"]
    assert rules(negation.find, denied, "The army used gas in Osk.") == []


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_findings_are_mirrored_and_lie_in_the_texts(one: Said, other: Said) -> None:
    checked(negation.find, one, other)


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(bit: str) -> None:
    assert growth(negation.find, bit) < 24
