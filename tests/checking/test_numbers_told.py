"""How many conflicts of figures and times are found in news of other matters than violence, and how many are real.

The form and the rules of marking are those of ``conflict_texts`` and ``bench/bench_conflicts.py``. These pairs were
written and marked together with the rules, to see that they hold for elections, floods, trials or budgets too: a floor
under the rules, no measure of them. That is the part "held" of the marked set.
"""

from __future__ import annotations

import pytest

from bench.bench_conflicts import Pair, said, score
from checking.conflict_texts import Text, told_in
from secondsource.model import Check, Said


def claim(text: Text, number: str) -> Said:
    return said(text.text, text.claims[number], text.sources.get(number), text.published, text.outlet, "")


def marked() -> list[Pair]:
    return [
        Pair(one.name, one.split, "ours", claim(*one.a), claim(*one.b), frozenset(map(Check, one.conflicts)), one.note)
        for one in told_in(EVENTS)
    ]


@pytest.mark.parametrize(("check", "recall"), [(Check.NUMBER, 0.75), (Check.TIME, 0.7)])
def test_figures_and_times_in_other_news(check: Check, recall: float) -> None:
    found = score(marked())
    assert found.marked[check] >= 25
    assert found.precision(check) >= 0.85
    assert found.recall(check) >= recall


EVENTS = """
== vote (ours)
-- a, Tarnwick Post, 2024-09-10
[1:Mayor Ilse Brandt won Sunday's election in Tarnwick with 52.4 percent of the vote.] [2:Some 18,400 people voted.]
[3:Her Civic List took 14 of the 31 council seats.] [4:Polls closed at 8 p.m. on Sunday.] [5:Three polling stations
opened late.] [6:The count lasted nine hours.]
-- b, Northern Herald, 2024-09-10
[1:Ilse Brandt was re-elected mayor of Tarnwick with 57.4 percent of the vote.] [2:Turnout reached 61 percent, with
14,800 ballots cast.] [3:The Civic List won 16 seats on the council.] [4:Voting ended at 9 p.m. on Sunday.] [5:Five
polling stations opened late], {5:the election board} said. [6:It took nine hours to count the votes.]
-- c, Vale Gazette, 2024-09-11
[1:Brandt received 52 percent, her rival Otto Kern 41 percent.] [2:More than 18,000 voters turned out.] [3:The Green
Alliance holds nine seats in the new council.] [4:Tarnwick went to the polls on Saturday.] [5:At least three polling
stations opened with a delay.]
a1 b1: number; 52.4 against 57.4
a1 c1: none; rounding
b1 c1: number; 57.4 against 52
a2 b2: number; some 18,400 against 14,800 voters
a2 c2: none; bound
a3 b3: number; 14 against 16 seats
a3 c3: none; other party
b3 c3: none; other party
a4 b4: time; 8 against 9
a1 c4: time; Sunday against Saturday
a4 c4: time; Sunday against Saturday
b4 c4: time; Sunday against Saturday
a5 b5: number; three against five
a5 c5: none; bound
a6 b6: none; same
b5 c5: none; bound
b2 c2: number; 14,800 ballots against more than 18,000 voters

== flood (ours)
-- a, Delta Wire, 2024-04-18
[1:At least 23 people drowned when the river Anse burst its banks on Tuesday night], {1:the governor} said. [2:More
than 4,000 residents were evacuated from Lower Pell.] [3:The water rose by 3.2 metres.] [4:Nine people are still
missing.] [5:The bridge at Pell collapsed at about 2 a.m. on Wednesday.] [6:Two of the dead were children.]
-- b, Pell Messenger, 2024-04-18
[1:The floods along the Anse claimed 19 lives.] [2:About 2,500 people had to leave their homes in Lower Pell], {2:the
fire chief} said. [3:The river rose more than three metres.] [4:Fourteen people were reported missing on Thursday.]
[5:The Pell bridge gave way on Wednesday afternoon.] [6:Four children are among the dead.]
-- c, Coastline, 2024-04-19
[1:The death toll from the floods on the Anse rose to 26.] [2:Thousands of people were evacuated.] [3:The water level
in Pell climbed by 5 metres.] [4:In the 2011 flood 41 people lost their lives.] [5:The flood came on Monday night.]
a1 b1: number; at least 23 against 19
a1 c1: none; 26 fits at least 23
b1 c1: number; 19 against 26
a2 b2: number; more than 4,000 against about 2,500
a2 c2: none; thousands
b2 c2: none; thousands
a3 b3: none; 3.2 is more than three
a3 c3: number; 3.2 against 5
b3 c3: none; bound
a4 b4: number; nine against fourteen missing
a5 b5: time; 2 am against afternoon
a6 b6: number; two against four children
a1 c4: none; another flood
b1 c4: none; another flood
a1 c5: time; Tuesday night against Monday night
a6 c1: none; part

== trial (ours)
-- a, Assize News, 2024-03-20
[1:A court in Lorne sentenced Viktor Hale to 14 years in prison on Tuesday.] [2:Hale, 46, had stolen 2.3 million euros
from the pension fund.] [3:The trial lasted seven months.] [4:The jury heard 61 witnesses.] [5:Hale was arrested in
May 2022.]
-- b, Lorne Courier, 2024-03-20
[1:Hale was sentenced to 12 years in prison by the court in Lorne.] [2:Hale, 46, stole 3.2 million euros from the
fund.] [3:The trial went on for five months.] [4:More than 60 witnesses were heard.] [5:Police arrested Hale in March
2022.]
-- c, Evening Standard-Bearer, 2024-03-21
[1:Viktor Hale was sentenced on Wednesday.] [2:Viktor Hale, 64, was convicted of theft from the pension fund.] [3:It
was a trial of seven months.] [4:The jury heard 16 witnesses], {4:the clerk} said. [5:His accomplice was sentenced to
three years in prison.]
a1 b1: time; 14 against 12 years
a1 c1: time; Tuesday against Wednesday
a1 c5: none; accomplice
b1 c5: none; accomplice
a2 b2: number; 2.3 against 3.2
a2 c2: number; 46 against 64
b2 c2: number; 46 against 64
a3 b3: time; seven against five months
a3 c3: none; same
a4 b4: none; bound
a4 c4: number; 61 against 16
b4 c4: number; more than 60 against 16
a5 b5: time; May against March
b3 c3: time; five against seven months

== vaccine (ours)
-- a, Health Wire, 2024-02-13
[1:The trial of the vaccine enrolled 12,300 volunteers.] [2:The vaccine prevented 84 percent of infections], {2:the
maker} said. [3:Six volunteers developed a high fever.] [4:The agency will decide on 1 March.] [5:A dose costs 18
dollars.] [6:The second dose follows after four weeks.]
-- b, Med Today, 2024-02-13
[1:Some 9,000 volunteers took part in the trial of the vaccine.] [2:The vaccine was 84 per cent effective.] [3:Sixteen
volunteers developed a fever.] [4:The agency will decide on 15 March], {4:its head} said. [5:Each dose costs $28.]
[6:A second dose is given after six weeks.]
-- c, Globe Clinic, 2024-02-14
[1:More than 12,000 volunteers took part.] [2:The vaccine prevented 64 percent of infections.] [3:No volunteer died.]
[4:A decision is expected in March.] [5:The government has ordered 3 million doses.]
a1 b1: number; 12,300 against 9,000
a1 c1: none; bound
b1 c1: number; 9,000 against more than 12,000
a2 b2: none; same
a2 c2: number; 84 against 64
a3 b3: number; six against sixteen
a4 b4: time; 1 against 15 March
a4 c4: none; March
a5 b5: number; 18 against 28
a6 b6: time; four against six weeks
a3 c3: negation; none

== merger (ours)
-- a, Market Wire, 2024-06-12
[1:Norsk Kabel will buy its rival Telmer for 3.1 billion euros.] [2:Telmer has 6,200 employees.] [3:Shareholders vote
on 4 July.] [4:Telmer's revenue rose 7 percent last year.] [5:Norsk Kabel was founded in 1911.] [6:The shares rose 12
percent.]
-- b, Finance Daily, 2024-06-12
[1:Norsk Kabel is buying Telmer for 2.6 billion euros.] [2:Telmer employs 6,200 people.] [3:The shareholders are to
vote on 14 July.] [4:Telmer's revenue grew by 17 percent last year.] [5:Norsk Kabel was founded in 1921.] [6:Norsk
Kabel made a profit of 310 million euros.]
-- c, Courier, 2024-06-13
[1:The price for Telmer is about 3 billion euros.] [2:Telmer has more than 8,000 employees.] [3:Shareholders will vote
in July.] [4:Norsk Kabel's revenue fell 3 percent last year.] [5:Some 900 jobs are at risk.]
a1 b1: number; 3.1 against 2.6
a1 c1: none; about
a2 b2: none; same
a2 c2: number; 6200 against more than 8000
b2 c2: number; 6200 against more than 8000
a3 b3: time; 4 against 14 July
a3 c3: none; July
b3 c3: none; July
a4 b4: number; 7 against 17
a4 c4: none; other company
b4 c4: none; other company
a5 b5: time; 1911 against 1921
a1 b6: none; price against profit
b1 c1: number; 2.6 against about 3

== drought (ours)
-- a, Farm Weekly, 2024-08-21
[1:It has not rained in Pellor for 90 days.] [2:The reservoir is at 23 percent of its capacity.] [3:Farmers have lost
40 percent of the maize.] [4:The temperature reached 43 degrees Celsius on Sunday.] [5:Households may use 80 litres of
water a day.] [6:The government will pay 15 million crowns to the farmers.]
-- b, Pellor News, 2024-08-21
[1:There has been no rain in Pellor for 60 days.] [2:The reservoir stands at 32 percent.] [3:Sixty percent of the
maize is lost], {3:a farmers' union} said. [4:On Sunday temperatures climbed to 39 °C.] [5:Each household is allowed
120 litres a day.] [6:Farmers will receive 50 million crowns from the government.]
-- c, Capital Daily, 2024-08-22
[1:The reservoir of Pellor was at 85 percent last year.] [2:The wheat harvest fell by 10 percent.] [3:It was 109
degrees Fahrenheit in Pellor on Sunday.] [4:Two wells have run dry.]
a1 b1: time; 90 against 60 days
a2 b2: number; 23 against 32
a2 c1: none; last year
b2 c1: none; last year
a3 b3: number; 40 against 60
a3 c2: none; wheat
b3 c2: none; wheat
a4 b4: number; 43 against 39
a4 c3: none; 109 F is 42.8
b4 c3: number; 39 against 109 F
a5 b5: number; 80 against 120
a6 b6: number; 15 against 50

== tunnel (ours)
-- a, Alpine Post, 2024-02-14
[1:The tunnel under Mount Orre was opened on Monday.] [2:The first train passed through at 10:30 a.m.] [3:Construction
lasted eleven years.] [4:The tunnel is 17.2 km long.] [5:Work began in 2012.] [6:Nine workers lost their lives during
construction.]
-- b, Rail News, 2024-02-14
[1:The Orre tunnel opened on Tuesday.] [2:The first train went through the tunnel at noon.] [3:It took 14 years to
build the tunnel.] [4:The tunnel has a length of 12.7 km.] [5:Construction started in 2009.] [6:Four workers died
during the construction.]
-- c, Local Echo, 2024-02-15
[1:The Orre tunnel will open to cars in May.] [2:The tunnel cost 2.4 billion crowns.] [3:Trains will need eight
minutes for the trip.] [4:The old road over the pass is 31 km long.]
a1 b1: time; Mon against Tue
a2 b2: time; 10:30 against noon
a3 b3: time; 11 against 14
a4 b4: number; 17.2 against 12.7
a4 c4: none; road
a5 b5: time; 2012 against 2009
a6 b6: number; 9 against 4
b4 c4: none; road

== murder (ours)
-- a, Crime Desk, 2024-10-30
[1:The teacher Edda Lund was found dead in her flat on Friday morning.] [2:Lund, 38, had been stabbed eleven times.]
[3:She was last seen at about 9 p.m. on Thursday.] [4:Police questioned 25 neighbours.] [5:A suspect was arrested on
Saturday.] [6:The reward is 10,000 crowns.]
-- b, Evening Star, 2024-10-30
[1:Edda Lund's body was discovered on Sunday.] [2:Lund, 43, was killed with a knife.] [3:Neighbours last saw her on
Thursday shortly before midnight.] [4:The police have questioned more than 60 neighbours.] [5:A man was arrested on
Monday evening.] [6:The police offer a reward of 25,000 crowns.]
-- c, Courier, 2024-10-31
[1:Lund was found on Friday by a colleague.] [2:The suspect is 29 years old.] [3:A second suspect was arrested on
Wednesday.] [4:Two detectives have left the case.]
a1 b1: time; Fri against Sun
a2 b2: number; 38 against 43
a2 c2: none; suspect
a3 b3: time; 9 against midnight
a4 b4: number; 25 against 60
a5 b5: time; Sat against Mon
a5 c3: none; second
b5 c3: none; second
a6 b6: number; 10 against 25
b1 c1: time; Sun against Fri

== hack (ours)
-- a, Tech Wire, 2024-03-27
[1:Hackers stole the data of 2.3 million customers of Velo Bank.] [2:The attack began on 3 March.] [3:The bank noticed
the theft after nine days.] [4:The hackers demand 4 million euros.] [5:The bank's website was down for 14 hours.]
-- b, Money Today, 2024-03-27
[1:The data of 3.2 million Velo Bank customers was stolen.] [2:The attack started on 13 March.] [3:It took the bank
three weeks to notice the theft.] [4:The hackers are asking for 6 million euros.] [5:The website of the bank was down
for 40 hours.]
-- c, Consumer, 2024-03-28
[1:About 2 million customers are affected.] [2:Velo Bank has 7 million customers.] [3:The bank's shares fell by 9
percent.] [4:The bank will pay each customer 50 euros.]
a1 b1: number; 2.3 against 3.2
a1 c1: number; 2.3 against about 2
b1 c1: number; 3.2 against about 2
a1 c2: none; all customers
b1 c2: none; all
a2 b2: time; 3 against 13 March
a3 b3: time; nine days against three weeks
a4 b4: number; 4 against 6
a5 b5: time; 14 against 40
a4 c4: none; other
b4 c4: none; other

== storm (ours)
-- a, Bay Post, 2024-10-02
[1:Storm Ilva killed seven people on the coast of Marn on Monday night.] [2:Gusts reached 160 km/h.] [3:Around 80,000
homes were without power on Tuesday.] [4:The storm tore the roofs off 34 houses.] [5:The harbour reopens on Thursday.]
-- b, Marn Today, 2024-10-02
[1:Storm Ilva claimed four lives in Marn.] [2:Wind speeds of up to 90 mph were measured.] [3:The storm cut off power
to 120,000 homes.] [4:Thirty-four houses lost their roofs.] [5:The harbour will be opened again on Friday.]
-- c, Nation, 2024-10-03
[1:Storm Ilva hit the coast of Marn on Sunday night.] [2:At least seven people were killed, two of them in Port Vess.]
[3:Winds of 200 km/h were measured.] [4:The storm caused damage of 300 million crowns.]
a1 b1: number; 7 against 4
a1 c1: time; Mon against Sun night
b1 c2: number; 4 against at least 7
a1 c2: none; two lower bounds
a2 c3: number; 160 against 200
b2 c3: number; up to 90 mph against 200 km/h
a3 b3: number; 80 against 120
a4 b4: none; same
a5 b5: time; Thu against Fri

== police (ours)
-- a, Night Desk, 2024-12-04
[1:Police seized 320 kg of cocaine in the port of Dahl on Monday.] [2:Five men aged between 24 and 51 were arrested.]
[3:The drugs are worth 19 million euros.] [4:The ship had left Corvo on 9 November.] [5:The raid began at 5 a.m.]
-- b, Port News, 2024-12-04
[1:Customs officers found 230 kilos of cocaine in the port of Dahl.] [2:Seven men were arrested.] [3:The cocaine has a
value of 14 million euros.] [4:The ship left Corvo on 19 November.] [5:The raid started at 7 a.m.]
-- c, Capital Post, 2024-12-05
[1:Last year police seized 2.1 tonnes of cocaine in Dahl.] [2:A sixth suspect was arrested on Wednesday.] [3:The ship
was seized on Tuesday.] [4:Police searched 14 flats.]
a1 b1: number; 320 against 230
a1 c1: none; last year
b1 c1: none; last year
a2 b2: number; 5 against 7
a3 b3: number; 19 against 14
a4 b4: time; 9 against 19 Nov
a5 b5: time; 5 against 7
a1 c3: none; ship

== ballot (ours)
-- a, Herald, 2024-06-04
[1:The referendum on the dam was rejected by 54 percent of voters on Sunday.] [2:Turnout was 48 percent.] [3:Some
312,000 people voted.] [4:The campaign cost 6 million crowns.] [5:A new vote is possible in three years.]
-- b, Free Press, 2024-06-04
[1:On Sunday 57 percent of voters rejected the dam.] [2:Turnout stood at 41 percent.] [3:A total of 275,000 people
voted.] [4:The campaign cost 9 million crowns.] [5:There can be no new vote for five years.]
-- c, Village Voice, 2024-06-05
[1:In the city of Orl 61 percent voted for the dam.] [2:The dam would cost 800 million crowns.] [3:In 2011 the turnout
was 66 percent.] [4:Forty-six percent of the voters supported the dam.]
a1 b1: number; 54 against 57
a2 b2: number; 48 against 41
a2 c3: none; 2011
b2 c3: none; 2011
a3 b3: number; 312 against 275
a4 b4: number; 6 against 9
a4 c2: none; dam
b4 c2: none; dam
a5 b5: time; 3 against 5
a1 c1: none; Orl
b1 c1: none; Orl
a1 c4: none; complement
"""
