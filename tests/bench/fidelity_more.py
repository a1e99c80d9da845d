"""More texts and cases: unseen until 169 of the 182 came out right (92.9%), then learned from. All is made up."""

from __future__ import annotations

from fidelity_cases import A, C, D, I, M, N, P, Rows, S, V

# Captions that a machine wrote: no commas, few stops, hesitations.
CAPTIONS = """\
00:00:02
so the question everyone asks me is whether the dam at Korvel will hold and uh I say yes it will hold if we lower the
lake by
four metres before the snow melts
00:00:15
that is a big if I know we have eleven weeks and we need about nine of them so there is not much room for um for
mistakes
00:00:27
people tell me the engineers of the Lower Sarn are worried well I am worried too I would be a fool if I was not worried
00:00:38
but worried is not the same as scared we have measured the wall every day since the second of December and it has
moved by
seven millimetres seven not seventy as somebody wrote in the paper
00:00:55
I want to thank the forty volunteers who carried sandbags all night and I want to say to the ministry you owe these
people
more than a letter
00:01:08
the villages of Pell and Upper Dorrin will be cleared on Thursday I know that this is hard some of you have animals
some of
you have parents who cannot walk we will come with buses and with vets and nobody has to sign anything
00:01:25
what we cannot do is pay for the harvest I have asked for the money twice and twice the answer was no so I will not
promise
what I do not have
00:01:38
last thing the rumour that we opened the gates in the night to save the power plant is a lie we opened one gate for
twenty
minutes at noon to test the motor and that was all
"""

# A written statement.
STATEMENT = """\
STATEMENT BY THE OFFICE OF THE PROSECUTOR OF TAVISK

Tavisk, 4 February. Following a complaint by the Association of Tenants, this office has opened an inquiry into the
fire at
14 Linden Quay in which five residents died on the night of 29 January. The inquiry is directed against persons
unknown. It is not
directed against the owner of the building, Mr Aurel Voss, who has offered to answer our questions and has so far
done so
without a lawyer.

According to the fire service, the fire probably began in the cellar shortly after 3 a.m. The cause has not been
established. An
electrical fault cannot be excluded; neither can arson. Reports that cans of petrol were found in the courtyard are
false. One
empty can, which had held paint, was found and is being examined.

Two of the smoke alarms in the stairwell did not work. Whether they had been switched off, or had simply failed, is
one of the
questions that the inquiry must answer. The last inspection of the building took place in 2019, although the law
requires one
every three years. The city has explained that inspectors were moved to other duties during the floods of 2022.

The office has heard thirty-one witnesses. Some of them say that the back door was locked; others say that it was
open. The office
asks anyone who filmed the fire to hand in the recordings and not to publish them while the families are still
waiting to learn how
their relatives died.

No arrest has been made. No arrest is planned at present. The office will make a further statement when the expert's
report has
been received, which is not expected before the end of March.
"""

# A debate: two speakers, interruptions.
DEBATE = """\
CHAIR: The first question goes to both. Should the island of Sorrel keep its own police?
MADAM TESK: Yes, and I have never said anything else. Our police know every road and, you know, every family. What I
did say is
that they need a second boat and a decent radio, and that I would pay for both out of the tourist tax.
MR HALLORAN: The tourist tax brings in two million a year. A boat costs three.
MADAM TESK: May I finish? The boat costs 2.4 million, and we would pay for it over six years, like anybody who buys a
boat.
CHAIR: Mr Halloran.
MR HALLORAN: Thank you. I believe the island would be safer with the national police. I do not say that our officers
are lazy.
I say there are eight of them, and on the night of the ferry fire only three were on duty. Three people for nine
thousand
inhabitants. [applause] If that is enough for Madam Tesk, it is not enough for me.
CHAIR: The second question is about the school. Madam Tesk?
MADAM TESK: The school at North Haven will stay open as long as I am on the council. I know that it has fewer than
sixty pupils.
I also know, and Mr Halloran knows it too, that the bus to the capital takes an hour and ten minutes in summer and
does not run
at all in a storm. Would you put a child of six on that bus?
MR HALLORAN: Nobody wants to close the school. What I proposed in the autumn was to share the head teacher with South
Haven. It
would save ninety thousand a year, and I would give every cent of it to the kindergarten.
MADAM TESK: He proposed to close it in May! I have the paper here.
MR HALLORAN: I proposed to look at closing it. That is what a council is for, to look at things. After I had looked, I
withdrew the proposal. I was wrong in May and I said so in June.
CHAIR: Last question. Will you accept the result, whatever it is?
MADAM TESK: Of course I will. If I lose, I will go back to my vines and I shall send Mr Halloran a bottle.
MR HALLORAN: I will accept it, provided that the votes from the lighthouse are counted this time. Last time they were
found in a
drawer two weeks later, and there were a hundred and twelve of them.
"""

MORE: dict[str, Rows] = {
    CAPTIONS: (
        (V, D, "we have measured the wall every day since the second of December, and it has moved by seven "
               "millimetres"),
        (V, D, "We have eleven weeks and we need about nine of them, so there is not much room for mistakes."),
        (V, D, "I would be a fool if I was not worried"),
        (V, D, "“Worried is not the same as scared.”"),
        (V, D, "The villages of Pell and Upper Dorrin will be cleared on Thursday. … I know that this is hard."),
        (V, D, "Some of you have animals, some of you have parents who cannot walk"),
        (V, D, "I have asked for the money twice, and twice the answer was “no”"),
        (V, D, "We opened one gate for 20 minutes at noon, to test the motor"),
        (A, D, "we need about ten of them so there is not much room for mistakes"),
        (A, D, "it has moved by seventy millimetres"),
        (A, D, "I want to thank the forty soldiers who carried sandbags all night"),
        (A, D, "The villages of Pell and Lower Dorrin will be cleared on Thursday"),
        (A, D, "I would be a fool if I was not scared"),
        (A, D, "what we cannot do is pay for the animals"),
        (A, D, "we must lower the lake by four metres before the snow melts"),
        (C, D, "it will hold before the snow melts"),
        (C, D, "some of you have parents who walk"),
        (C, D, "we need nine of them"),
        (C, D, "I will promise what I do not have"),
        (C, D, "we have measured the wall since the second of December"),
        (C, D, "What we cannot do is pay for the harvest. … I will not promise what I do not have."),
        (S, D, "I would be a fool if I was not worried … nobody has to sign anything"),
        (S, D, "We opened one gate for twenty minutes at noon and it has moved by seven millimetres"),
        (S, D, "The villages of Pell and Upper Dorrin will be cleared on Thursday, that is a big if I know"),
        (P, I, "the dam would hold if the lake was lowered by four metres before the snow melted"),
        (P, I, "the wall had moved by seven millimetres since 2 December"),
        (P, I, "the villages of Pell and Upper Dorrin were to be cleared on Thursday"),
        (P, I, "one gate had been opened for twenty minutes at noon to test the motor"),
        (P, I, "she had twice asked for money for the harvest and twice been told no"),
        (P, M, "she said being worried was “not the same as” being scared"),
        (P, M, "she thanked the “forty volunteers who carried sandbags all night”"),
        (N, D, "the power plant will be closed until the lake has been lowered"),
        (N, I, "the engineers had asked the ministry for a new wall"),
        (N, D, "The volunteers were paid for the night and they have all gone home"),
        (N, I, "the people of Korvel had refused to leave their animals behind"),
    ),
    STATEMENT: (
        (V, D, "The inquiry is directed against persons unknown."),
        (V, D, "An electrical fault cannot be excluded, neither can arson"),
        (V, D, "the fire probably began in the cellar shortly after 3am"),
        (V, D, "Two of the smoke alarms in the stairwell did not work. … Whether they had been switched "
               "off, or had simply failed, "
               "is one of the questions that the inquiry must answer."),
        (V, D, "The office has heard 31 witnesses."),
        (V, D, "“No arrest has been made. No arrest is planned at present.”"),
        (A, D, "in which fifteen residents died on the night of 29 January"),
        (A, D, "The inquiry is directed against the owner unknown."),
        (A, D, "Two of the smoke alarms in the kitchen did not work."),
        (A, D, "The office has heard forty-one witnesses."),
        (A, D, "the fire certainly began in the cellar shortly after 3 a.m."),
        (A, D, "which is not expected before the end of May"),
        (A, D, "The last inspection of the building took place in 2016"),
        (C, D, "An electrical fault can be excluded"),
        (C, D, "It is directed against the owner of the building"),
        (C, D, "the fire began in the cellar shortly after 3 a.m."),
        (C, D, "the back door was locked"),
        (C, D, "Two smoke alarms did not work."),
        (C, D, "Arrest is planned at present."),
        (C, D, "The inquiry is directed against … the owner of the building"),
        (C, D, "The cause has been established."),
        (S, D, "One empty can was found in the cellar shortly after 3 a.m."),
        (S, D, "The inquiry is directed against persons unknown … others say that it was open"),
        (S, D, "No arrest has been made. The cause has not been established."),
        (S, D, "The last inspection of the building took place on the night of 29 January"),
        (P, I, "five people died in the fire at 14 Linden Quay on the night of 29 January"),
        (P, I, "the owner, Aurel Voss, had offered to answer questions without a lawyer"),
        (P, I, "neither arson nor an electrical fault could be excluded"),
        (P, I, "two smoke alarms in the stairwell had not worked"),
        (P, I, "the building had last been inspected in 2019 although the law requires an inspection every "
               "three years"),
        (P, I, "reports of cans of petrol found in the courtyard were false"),
        (P, I, "a further statement would follow once the report of the expert had been received"),
        (P, M, "the fire “probably began in the cellar”, the fire service believes"),
        (A, M, "the inquiry is “directed against the owner of the house”, the office said"),
        (N, D, "The owner of the building has been asked to pay the families of the victims"),
        (N, I, "the fire service had arrived late because of the floods"),
        (N, D, "The inspectors found that the back door had been locked by the tenants"),
        (N, I, "an arrest was expected in March after the recordings had been examined"),
        (N, D, "The Association of Tenants has called on the city to open the building again"),
    ),
    DEBATE: (
        (V, D, "Our police know every road and every family."),
        (V, D, "We would pay for it over six years, … like anybody who buys a boat."),
        (V, D, "on the night of the ferry fire only 3 were on duty. Three people for 9,000 inhabitants."),
        (V, D, "I proposed to look at closing it. … That is what a council is for, to look at things."),
        (V, D, "I was wrong in May and I said so in June"),
        (V, D, "there were 112 of them"),
        (P, M, "he was “wrong in May”"),
        (A, D, "The tourist tax brings in twelve million a year."),
        (A, D, "I never said that our officers are lazy"),
        (A, D, "The school at South Haven will stay open as long as I am on the council."),
        (A, D, "Nobody wants to keep the school."),
        (A, D, "If I win, I will go back to my vines"),
        (A, D, "they need a second boat and a better car"),
        (A, D, "It would save nineteen thousand a year, and I would give every cent of it to the kindergarten."),
        (A, M, "he said he had “proposed to look at selling it”"),
        (C, D, "the island would be safer with the national police"),
        (C, D, "I do say that our officers are lazy."),
        (C, D, "I will go back to my vines and I shall send Mr Halloran a bottle"),
        (C, D, "I proposed closing it."),
        (C, D, "I will accept it"),
        (C, D, "on the night of the ferry fire three were on duty"),
        (C, D, "it has sixty pupils"),
        (C, D, "The school at North Haven will stay open"),
        (C, D, "I would give every cent to the kindergarten"),
        (S, D, "Nobody wants to close the school. I will accept it."),
        (S, D, "Yes, and I have never said anything else. Would you put a child of six on that bus?"),
        (S, D, "If that is enough for Madam Tesk, I was wrong in May"),
        (S, D, "Three people for nine thousand inhabitants … that is what a council is for"),
        (P, I, "the tourist tax would pay for a second boat and a decent radio"),
        (P, I, "only three officers had been on duty on the night of the ferry fire"),
        (P, I, "the school at North Haven would stay open as long as she was on the council"),
        (P, I, "the bus to the capital takes 70 minutes in summer and does not run in a storm"),
        (P, I, "sharing the head teacher with South Haven would save ninety thousand a year"),
        (P, I, "if she lost she would return to her vines and send him a bottle"),
        (P, I, "the votes from the lighthouse had been found in a drawer two weeks later"),
        (P, M, "he “withdrew the proposal” after he had looked at it"),
        (N, D, "The ferry will not run at all unless the council buys a boat"),
        (N, I, "the head teacher of North Haven had asked the police for help"),
        (N, D, "I will not accept a council that sells the lighthouse"),
        (N, I, "tourists had complained about the bus and the police"),
        (N, D, "Our pupils deserve a school of their own on every island"),
        (N, I, "the national police would come to the island after the vote"),
    ),
}  # fmt: skip
