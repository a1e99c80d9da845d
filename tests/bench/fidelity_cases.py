"""Claims and the texts they come from, with what each is: the measured set of bench_fidelity.py.

All speakers, places and events are made up. The hand-written cases stand beside the text they are held against; the
others are made from the texts by rules, always the same. The checks were tuned on these and on fidelity_more.py;
fidelity_unseen.py holds texts and cases that were not looked at before the tuning ended.

A claim that ends before its sentence does, or begins after it, counts as verbatim unless what the sentence says next to
it limits, denies or doubts it. Two passages are a splice when more than 40 words or another speaker stand between
them, or
they stand in another order.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from secondsource.model import Check, Kind

# An interview: labels, hesitations, fillers, notes, false starts.
HARBOUR = """\
RENN: Good morning. With us is Dalia Orsk, the mayor of Vellport. Mayor, the harbour wall. Is it safe?
ORSK: Good morning. Um, well, the harbour wall is safe for now, but I would not sleep beside it, you know. Our engineers
told me on Monday that at least four of the eleven gates are cracked, and we, we may have to close the north basin
before
the autumn storms if the divers find more.
RENN: May have to?
ORSK: Yes. I have not signed anything. I am not going to close a port that feeds nine thousand families on a rumour.
What
I have done is to ask the province for 40 million crowns, and they have allegedly agreed to half of it. I have
nothing in
writing.
RENN: The Tern Company says that the city knew about the cracks in March.
ORSK: That is false. The Tern Company sent us a report in March, uh, a report of two hundred pages, and on page one
hundred
and sixty there was one sentence about corrosion. One sentence. Nobody told us that a gate could fail. I learned
about the
cracks from a fisherman, not from the company that we pay to look after the wall.
RENN: Will you sue?
ORSK: We will look at every contract. I don't want to go to court, I want the gates repaired. If the company repairs
them
by October at its own cost, I mean, there will be no case. If it doesn't, we will see them before a judge in Karsholm.
RENN: Some councillors have called for your resignation.
ORSK: [laughs] Some councillors call for my resignation every spring. I will not resign over a crack that I did not
make.
I was elected to keep this town dry, and, er, most of the people I meet on the quay want me to stay and fix it.
RENN: What do you say to the families in the lower town?
ORSK: I say: pack a bag, keep your radio on, and do not panic. We have shelters for some six thousand people, we are
opening two more schools this week, and nobody will be left behind. The water rose by thirty centimetres last winter. It
could rise by twice as much this winter. We are preparing for that, not for the best case.
RENN: And the ferry?
ORSK: The ferry to Isla Brenn will run every day except Sunday. It is the only line that the islanders have, and we will
not touch it unless [inaudible] the harbour master tells us that it is dangerous.
RENN: Mayor Orsk, thank you.
ORSK: Thank you very much.
"""

# A briefing with time codes.
BRIEFING = """\
[00:00:04] GENERAL PASKO: Last night at 2:15 our patrol came under fire near the village of Oum Teral. Two of our
soldiers
were wounded, neither of them seriously. The patrol returned fire and withdrew.
[00:00:31] GENERAL PASKO: We believe that the attackers came from the eastern bank. We do not know who they were. I want
to be careful here: there is no evidence so far that the Marran government ordered it.
[00:01:02] QUESTION: General, the governor said there were civilians in the village.
[00:01:09] GENERAL PASKO: There were civilians in the village. We have reports of up to seven dead, which we are not
able to
confirm. Our own drone pictures show three bodies, and we cannot say whether they carried weapons. Every civilian
death is a
tragedy and we will investigate each of them.
[00:01:47] QUESTION: Did you use artillery?
[00:01:50] GENERAL PASKO: No. We did not use artillery. We did not use aircraft. Our soldiers fired rifles and, at
the end,
two smoke grenades to cover the withdrawal. Anyone who says otherwise was not there.
[00:02:20] QUESTION: Will the mission go on?
[00:02:23] GENERAL PASKO: The mission will go on until the end of June, as the council decided. After that it is for the
politicians. I personally would like to see fewer soldiers and more police, but that is not my decision to make. We have
1,150 soldiers in the valley today. In May there will be about 900.
[00:03:05] QUESTION: And the bridge at Teral?
[00:03:08] GENERAL PASKO: The bridge at Teral is open for ambulances and for food. It is closed for all other traffic
until
the mines have been cleared. Clearing them takes time; our teams have found sixty-two mines since January and they
expect to
find hundreds more.
[00:03:41] GENERAL PASKO: One last thing. I have read that I called the attackers terrorists. I never called them
that. I
said that whoever shoots at a patrol with a white flag is a coward, and I stand by it.
"""

# Posts, one below the other.
POSTS = """\
Milo Hartveld @mhartveld
BREAKING: Our rocket Petrel-3 lifted off at 07:44 local time from Cape Ansa & reached orbit 9 minutes later. So proud
of this team!! 🚀
https://t.co/abcDEF123

Milo Hartveld @mhartveld
Some outlets say we lost the second stage. We did NOT lose it. It came down in the sea, as planned, about 20 km off
the coast.

Milo Hartveld @mhartveld
Next flight: not before 12 March. We might fly a small lander for the University of Quill, if the weather allows & if
the ministry
gives us the licence.

Milo Hartveld @mhartveld
No, I am not selling the company. I’ve had offers from three firms. I said no to all of them, & I’d say no again.

Milo Hartveld @mhartveld
To the fishermen of Ansa: sorry for the noise. We’ll pay for every net that our debris has torn. Send us a photo & a
bill.
"""

# A prepared speech with much said twice in other words.
SPEECH = """\
Members of the assembly, friends. Ten years ago this country had no railway worth the name. Today a child in Upper
Morra can
ride to the sea in four hours. That is not my work. That is the work of eleven thousand people who dug, drilled and
welded
through two winters.

I am told that the railway costs too much. It does cost a great deal: we have spent 3.2 billion florins, and we will
spend
perhaps another billion before the last tunnel is open. I do not hide that figure. But roads cost more, and floods
cost more,
and a country that falls apart costs more than anything.

We will finish the southern line next year. We will begin the northern line only when this assembly has voted the
money for
it, and not one day earlier. I have heard that my ministers promised the northern line to the people of Halden for this
spring. They made no such promise, and if one of them did, he spoke without my leave.

To those who say that we should sell the railway I answer: you can sell a thing only once. Private companies may run
trains
on our rails, and I welcome them. They will not own the rails. As long as I hold this office the rails belong to the
people
of Morra.

Let me speak about safety. In the accident at Grell eight people lost their lives, among them two children. The
inquiry found
that a signal had failed and that a warning had been ignored. It did not find that the driver was to blame. I ask all
who
have written otherwise to correct it. Since Grell we have replaced four hundred signals, and by December we shall have
replaced all of them.

Some of you want me to talk about the election. I will not do so from this desk. I will say only this: I have never
asked a
railway worker for his vote, and I never shall. If the voters send us home, we will go home by train, and we will be
proud of
it.
"""


class Case(NamedTuple):
    """A claim, the text it is held against, its kind, and what it is."""

    claim: str
    document: str
    kind: Kind
    check: Check
    made: str


D, I, M = Kind.DIRECT, Kind.INDIRECT, Kind.MIXED  # noqa: E741
V, A, C, S, P, N = Check.VERBATIM, Check.ALTERED, Check.CUT, Check.SPLICED, Check.PARAPHRASE, Check.NOT_FOUND

Rows = tuple[tuple[Check, Kind, str], ...]

SEEN: dict[str, Rows] = {
    HARBOUR: (
        (V, D, "the harbour wall is safe for now, but I would not sleep beside it"),
        (V, D, "We may have to close the north basin before the autumn storms if the divers find more."),
        (V, D, "I have not signed anything"),
        (V, D, "“The Tern Company sent us a report in March, a report of two hundred pages”"),
        (V, D, "The Tern Company sent us a report in March, a report of 200 pages, and on page 160 there was "
               "one sentence"),
        (V, D, "If the company repairs them by October at its own cost, … there will be no case."),
        (V, D, "Some councillors call for my resignation every spring, … I will not resign over a crack that I "
               "did not make."),
        (V, D, "I was elected to keep this town dry, and most of the people I meet on the quay want me to stay "
               "and fix it"),
        (V, D, "we will not touch it unless the harbour master tells us that it is dangerous"),
        (V, D, "Pack a bag, keep your radio on and do not panic."),
        (A, D, "at least six of the eleven gates are cracked"),
        (A, D, "we will have to close the north basin before the autumn storms if the divers find more"),
        (A, D, "I am not going to close a harbour that feeds nine thousand families on a rumour"),
        (A, D, "The Tern Company sent us a report in May, a report of two hundred pages"),
        (A, D, "I learned about the cracks from a journalist, not from the company that we pay to look after the wall"),
        (A, D, "We should look at every contract."),
        (A, D, "The water rose by sixty centimetres last winter."),
        (A, D, "I will never resign over a crack that I did not make"),
        (A, D, "We have shelters for some sixteen thousand people, we are opening two more schools this week"),
        (A, D, "The ferry to Isla Brenn will run every day except Monday."),
        (C, D, "the harbour wall is safe for now"),
        (C, D, "at least four gates are cracked"),
        (C, D, "I am going to close a port that feeds nine thousand families on a rumour"),
        (C, D, "they have agreed to half of it"),
        (C, D, "Nobody told us … I learned about the cracks from a fisherman"),
        (C, D, "councillors call for my resignation every spring"),
        (V, D, "I will not resign over a crack"),
        (C, D, "We have shelters for six thousand people"),
        (C, D, "The ferry to Isla Brenn will run every day. It is the only line that the islanders have"),
        (C, D, "we will see them before a judge in Karsholm"),
        (S, D, "I have not signed anything. The ferry to Isla Brenn will run every day except Sunday."),
        (S, D, "The water rose by thirty centimetres last winter. Nobody told us that a gate could fail."),
        (S, D, "at least four of the eleven gates are cracked … nobody will be left behind"),
        (S, D, "Our engineers told me on Monday that I was elected to keep this town dry"),
        (S, D, "We will look at every contract, we are opening two more schools this week"),
        (P, I, "the harbour wall was safe for the time being but she would not sleep next to it"),
        (P, I, "they might have to close the north basin before the autumn storms if divers found more cracks"),
        (P, I, "she had asked the province for 40 million crowns"),
        (P, I, "the report had only one sentence about corrosion on page 160"),
        (P, I, "she would not resign over a crack she had not made"),
        (P, I, "the city would look at every contract and she did not want to go to court"),
        (P, I, "the town has shelters for about 6,000 people and is opening two more schools"),
        (P, I, "the ferry to Isla Brenn would run daily except on Sunday"),
        (P, I, "she learned of the cracks from a fisherman and not from the company"),
        (P, M, "the mayor, who was “elected to keep this town dry”, said she would stay to fix the wall"),
        (P, D, "Four gates out of eleven have cracks, so the north basin may be closed before storms come in autumn"),
        (P, M, "she wanted “the gates repaired” rather than go to court"),
        (A, M, "she said she would not “resign over a crack that we made”"),
        (N, D, "We have asked the company to build a new harbour at Karsholm"),
        (N, D, "The lower town will have to be given up"),
        (N, I, "the mayor had ordered the police to search the offices of the company"),
        (N, D, "I have spoken with the harbour master about the islanders and he agrees with me"),
        (N, I, "the province had refused to pay for new schools in the lower town"),
        (N, D, "The divers have told us that the wall will stand for another ten years"),
        (N, I, "families on the quay had called for a new election next spring"),
        (N, D, "The fishermen have lost their boats in the storm and nobody has helped them"),
    ),
    BRIEFING: (
        (V, D, "There were civilians in the village. We have reports of up to seven dead, which we are not "
               "able to confirm."),
        (V, D, "We believe that the attackers came from the eastern bank. … We do not know who they were."),
        (V, D, "The mission will go on until the end of June … as the council decided."),
        (V, D, "we have 1150 soldiers in the valley today"),
        (V, D, "our teams have found 62 mines since January"),
        (V, D, "I never called them that."),
        (V, D, "withdrew. We believe that the attackers came from the eastern bank"),
        (V, M, "“a coward”"),
        (A, D, "Last night at 2:50 our patrol came under fire near the village of Oum Teral."),
        (A, D, "Two of our soldiers were killed, neither of them seriously."),
        (A, D, "We believe that the attackers came from the western bank."),
        (A, D, "there is clear evidence so far that the Marran government ordered it"),
        (A, D, "We have reports of at least seven dead, which we are not able to confirm"),
        (A, D, "The bridge at Oum Teral is open for ambulances and for food."),
        (A, D, "In May there will be about 1,900."),
        (A, D, "Our own drone pictures show three men, and we cannot say whether they carried weapons."),
        (A, M, "the general called whoever shoots at a patrol with a white flag “a terrorist”"),
        (C, D, "there is evidence so far that the Marran government ordered it"),
        (C, D, "We have reports of seven dead"),
        (C, D, "I personally would like to see fewer soldiers and more police"),
        (C, D, "We did use artillery."),
        (C, D, "Two of our soldiers were wounded. … The patrol returned fire and withdrew."),
        (C, D, "the attackers came from the eastern bank. … there is no evidence so far"),
        (C, D, "The bridge at Teral is open for ambulances. It is closed for all other traffic."),
        (C, D, "I called the attackers terrorists"),
        (S, D, "Our patrol came under fire near the village of Oum Teral. Anyone who says otherwise was not there."),
        (S, D, "The mission will go on until the mines have been cleared."),
        (S, D, "Two of our soldiers were wounded … and we will investigate each of them."),
        (S, D, "The bridge at Teral is open for ambulances and for food. We do not know who they were."),
        (P, I, "two of their soldiers had been wounded, neither seriously, when a patrol came under fire near "
               "Oum Teral"),
        (P, I, "the army had found 62 mines since January and expected to find hundreds more"),
        (P, I, "the mission would continue until the end of June as decided by the council"),
        (P, I, "he would like to see more police and fewer soldiers in the valley"),
        (P, I, "the army did not use artillery or aircraft"),
        (P, I, "there was no evidence yet that the Marran government had ordered the attack"),
        (P, I, "drone pictures showed three bodies"),
        (P, M, "every civilian death was “a tragedy” and would be investigated"),
        (P, D, "Up to seven people are reported dead, but we cannot confirm that"),
        (N, D, "The government of Marra has ordered its soldiers to leave the eastern bank"),
        (N, I, "the council would send more police to the village in May"),
        (N, D, "We have asked the governor for aircraft and artillery to protect the patrol"),
        (N, I, "the ambulances had been shot at on the way to the bridge"),
        (N, D, "I have nothing to say about the mission until the politicians decide"),
        (N, D, "Seven soldiers were captured by the attackers and taken to the valley"),
        (N, I, "civilians had carried the wounded soldiers out of the village under a white flag"),
    ),
    POSTS: (
        (V, D, "Our rocket Petrel-3 lifted off at 07:44 local time from Cape Ansa & reached orbit 9 minutes later."),
        (V, D, "We did not lose it. It came down in the sea, as planned, about 20km off the coast"),
        (V, D, "No, I am not selling the company … I've had offers from three firms."),
        (V, D, "“so proud of this team”"),
        (V, D, "sorry for the noise"),
        (A, D, "Our rocket Petrel-3 lifted off at 07:44 local time from Cape Ansa and reached orbit 19 minutes later."),
        (A, D, "We might fly a small lander for the University of Grell, if the weather allows"),
        (A, D, "I’ve had offers from thirteen firms."),
        (A, D, "Next flight: not before 21 March."),
        (A, D, "We’ll pay for every boat that our debris has torn."),
        (C, D, "We did lose it."),
        (C, D, "I am selling the company."),
        (C, D, "We might fly a small lander for the University of Quill"),
        (C, D, "It came down in the sea, about 20 km off the coast."),
        (S, D, "Our rocket lifted off at 07:44 local time from Cape Ansa. We’ll pay for every net that our "
               "debris has torn."),
        (S, D, "Send us a photo & a bill. Our rocket Petrel-3 lifted off at 07:44 local time"),
        (P, I, "the Petrel-3 lifted off from Cape Ansa at 7:44 local time and reached orbit nine minutes later"),
        (P, I, "the second stage had not been lost but came down in the sea as planned, some 20 km off the coast"),
        (P, I, "he was not selling the company, although he had had offers from three firms"),
        (P, I, "the company would pay for every net torn by its debris"),
        (P, M, "he said he was “so proud” of the team after the rocket had reached orbit"),
        (P, I, "the next flight would not be before 12 March"),
        (N, D, "The second flight failed because of the weather over the coast"),
        (N, I, "three firms had offered to build a second rocket for the ministry"),
        (N, D, "The ministry gave us the licence last week and the university paid for it"),
        (N, I, "the fishermen had seen the rocket explode"),
    ),
    SPEECH: (
        (V, D, "Today a child in Upper Morra can ride to the sea in four hours. … That is not my work."),
        (V, D, "we have spent 3.2 billion florins, and we will spend perhaps another billion before the last "
               "tunnel is open"),
        (V, D, "You can sell a thing only once."),
        (V, D, "by December we shall have replaced all of them"),
        (V, D, "I have never asked a railway worker for his vote … and I never shall."),
        (V, M, "“the rails belong to the people of Morra”"),
        (A, D, "Today a child in Lower Morra can ride to the sea in four hours."),
        (A, D, "we have spent 2.3 billion florins, and we will spend perhaps another billion before the last "
               "tunnel is open"),
        (A, D, "We will finish the northern line next year."),
        (S, D, "They will own the rails, Private companies may run trains on our rails"),
        (A, D, "In the accident at Grell eighty people lost their lives, among them two children."),
        (A, D, "Since Grell we have repaired four hundred signals"),
        (A, D, "The inquiry found that a signal had failed and that a driver had been ignored."),
        (A, D, "Private companies must run trains on our rails, and I welcome them."),
        (A, M, "he said he had “always asked a railway worker for his vote”"),
        (C, D, "we will spend another billion before the last tunnel is open"),
        (C, D, "We will begin the northern line when this assembly has voted the money for it"),
        (C, D, "It did find that the driver was to blame."),
        (C, D, "we will go home by train, and we will be proud of it"),
        (C, D, "you can sell a thing"),
        (C, D, "The inquiry found that a signal had failed … It did not find that the driver was to blame."),
        (C, D, "the rails belong to the people"),
        (S, D, "We will finish the southern line next year. Since Grell we have replaced four hundred signals."),
        (S, D, "I will not do so from this desk. Ten years ago this country had no railway worth the name."),
        (S, D, "I do not hide that figure. … They will not own the rails."),
        (S, D, "I am told that the railway costs too much. The inquiry found that a signal had failed."),
        (S, D, "roads cost more, and floods cost more, and by December we shall have replaced all of them"),
        (P, I, "the southern line would be finished next year"),
        (P, I, "private companies could run trains on the rails but would not own them"),
        (P, I, "eight people, two of them children, had lost their lives in the accident at Grell"),
        (P, I, "the country had spent 3.2 billion florins and would spend perhaps another billion"),
        (P, I, "the northern line would begin only after the assembly had voted the money"),
        (P, I, "the inquiry had not found that the driver was to blame"),
        (P, I, "four hundred signals had been replaced since the accident at Grell"),
        (P, I, "eleven thousand people had worked on the railway for two winters"),
        (P, D, "The money for the northern line must first be voted by the assembly, only then will we begin the line"),
        (P, M, "he said the railway was “not my work” but that of 11,000 people"),
        (N, D, "The people of Halden will have their railway before the election"),
        (N, I, "he would sell the southern line to a private company after the election"),
        (N, D, "Every worker who was hurt in the tunnel will be paid by my office"),
        (N, I, "the ministers had known about the failed signal before the accident"),
        (N, D, "The assembly has voted against the railway and I accept the vote"),
        (N, D, "A road to the sea would have cost eleven billion florins and ten more years"),
        (N, I, "children would ride on the railway without a ticket"),
    ),
}  # fmt: skip

_CHANGED = {
    "will": "might", "may": "will", "not": "now", "every": "some", "some": "all", "two": "nine", "three": "thirty",
    "before": "after", "only": "perhaps", "most": "few", "close": "open", "report": "letter", "water": "river",
    "eastern": "southern", "soldiers": "rebels", "mines": "bombs", "people": "voters", "railway": "canal",
    "company": "ministry",
}  # fmt: skip
_CUTTABLE = frozenset(
    "not may might could some most every only perhaps allegedly about never if last own other careful main".split()
)


def _sentences(document: str) -> list[str]:
    """Return the sentences of one speaker, without label, of seven words or more."""
    plain = re.sub(r"\[[^\]]*\] ?|https?://\S+|^Milo.*\n", "", document, flags=re.MULTILINE)
    plain = re.sub(r"^[A-Z ]+: ", "", plain, flags=re.MULTILINE)
    found = re.split(r"(?<=[.?!])\s+", plain)
    return [" ".join(sentence.split()) for sentence in found if len(sentence.split()) >= 7 and "?" not in sentence]


def _curled(sentence: str, random_: random.Random) -> str:
    """Set the sentence as another house would."""
    sentence = sentence.replace("'", "’").replace(" & ", " &\u00a0").replace("- ", "– ")
    if random_.random() < 0.5:
        sentence = sentence[0].lower() + sentence[1:] if not sentence.startswith("I ") else sentence
    return random_.choice(["“{}”", "{}", "‘{}’"]).format(sentence.rstrip(".") + random_.choice([",", ".", "", "…"]))


def _by_rule(documents: dict[str, Rows]) -> list[Case]:
    made: list[Case] = []
    for document in documents:
        random_ = random.Random(len(document))
        sentences = _sentences(document)
        for number, sentence in enumerate(sentences):
            words = sentence.split()
            if number % 3 == 0:
                made.append(Case(_curled(sentence, random_), document, D, V, "set otherwise"))
            change = next((word for word in words[1:] if word in _CHANGED), None)
            if change and number % 3 == 1:
                altered = [_CHANGED[word] if word == change else word for word in words]
                made.append(Case(" ".join(altered), document, D, A, "a word changed"))
            drop = next((at for at, word in enumerate(words[1:-1], 1) if word in _CUTTABLE), None)
            if drop and number % 3 != 0:
                made.append(Case(" ".join(words[:drop] + words[drop + 1 :]), document, D, C, "a word dropped"))
            elif number % 4 == 2 and len(words) > 12:
                kept = [*words[:4], "…", *words[-4:]]
                made.append(Case(" ".join(kept), document, D, C, "an ellipsis"))
            # The sentence is gone from the text; what else is said on its theme stays.
            if number % 3 == 2:
                gap = re.search(r"\s+".join(re.escape(word) for word in words), document)
                if gap:
                    left = document[: gap.start()] + document[gap.end() :]
                    made.append(Case(sentence, left, D, N, "not said any more"))
                    made.append(Case(sentence, left, I, N, "not said any more"))
        distant = [(at, at + len(sentences) // 2) for at in range(0, len(sentences) // 2, 2)]
        for at, (one, other) in enumerate(distant):
            pair = (sentences[one], sentences[other]) if at % 2 else (sentences[other], sentences[one])
            made.append(Case(" ".join(pair), document, D, S, "two sentences joined"))
    return made


def cases(documents: dict[str, Rows]) -> list[Case]:
    """Return all cases of the documents, those by hand first, always in the same order."""
    by_hand = [
        Case(claim, document, kind, check, "by hand")
        for document, rows in documents.items()
        for check, kind, claim in rows
    ]
    return by_hand + _by_rule(documents)
