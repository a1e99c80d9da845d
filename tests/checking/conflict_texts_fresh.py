"""More news of places that don't exist, written after the rules that find conflicts, to test them on.

The form is that of ``conflict_texts``, the rules of marking stand at the head of ``bench/bench_conflicts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from checking.conflict_texts import Told, told_in


def told() -> Iterator[Told]:
    """Every marked pair of the events below."""
    return told_in(EVENTS)


EVENTS = """
== flood (fresh)
-- a, Tarvin Gazette, 2024-02-20
[1:A third of the houses in Lower Tarvin were under water by Monday noon], {1:the district council} said. [2:The Ouzel
crested at 6.2 metres shortly before dawn on Monday.] [3:Both bridges over the river have been closed.] [4:No lives
were lost in the flood], although one shepherd was carried half a mile before he caught hold of a fence. [5:The sluice
at Marrow Lock was opened too late], {5:two engineers of the river board} said.
-- b, Ouzel Valley News, 2024-02-20
[1:Some two thirds of Lower Tarvin's houses stood under water at midday on Monday.] [2:The river reached its highest
point, 620 centimetres, early on Monday morning.] Hay bales drifted past the church. [4:A shepherd is feared drowned.]
[5:The Marrow Lock sluice had been opened too late], {5:an engineer of the river board} told the Tarvin Gazette.
-- c, County Record, 2024-02-21
[1:By Monday noon one house in three in Lower Tarvin had been flooded.] [2:The Ouzel crested late on Sunday evening,
at 6.2 metres.] [3:Neither bridge can be crossed.] [4:The flood claimed the life of a shepherd], whose dog came home
alone. [6:A flood in 1998 left two thirds of the houses in Lower Tarvin under water.]
a1 b1: number; a third against two thirds
a1 c1: none; a third is one in three
b1 c6: none; an earlier flood
a2 b2: none; 6.2 metres are 620 centimetres
a2 c2: time; before dawn on Monday against late on Sunday
a3 c3: none; both closed, neither to be crossed
a4 c4: negation; no lives lost against a life claimed
b4 c4: modality; feared drowned against dead
a5 b5: sources; two engineers against one, of the same report

== recount (fresh)
-- a, Hollin Mercury, 2024-03-12
[1:Councillor Bettina Roake won the Hollin by-election by 112 votes], {1:the returning officer} announced. [2:Slightly
more than half of the electorate voted.] [3:The Civic List has demanded a recount.] [4:Roake is to be sworn in on
Thursday by Judge Amsel Croft.] [5:Some postal votes were counted twice], {5:sources at the count} said.
-- b, Borough Times, 2024-03-12
[1:Bettina Roake took the Hollin seat with a majority of twelve.] [2:Fewer than four in ten of those entitled to vote
did so.] [3:The Civic List will not ask for the votes to be counted again], {3:its chairwoman} said. [4:Roake will
take the oath before Judge Hester Quaid on Thursday.] [5:A number of postal votes had been counted twice], {5:one
source} told the Hollin Mercury.
-- c, The Vestry, 2024-03-13
[1:A hundred and twelve votes separated Roake from her rival in Hollin.] [2:Turnout was put at 53 per cent.] [3:A
recount could be demanded by the Civic List.] [4:The swearing-in of Roake is set for Friday.] [6:The Civic List's Orrin
Tabb lost the neighbouring ward of Sedge by twelve votes.]
a1 b1: number; a majority of 112 against twelve
a1 c1: none; 112 votes both times
b1 c6: none; another ward
a2 b2: number; more than half against fewer than four in ten
a2 c2: none; 53 per cent is slightly more than half
a3 b3: negation; has demanded against will not ask
a3 c3: modality; has demanded against could be demanded
a4 b4: name; two different judges
a4 c4: time; Thursday against Friday
a5 b5: sources; sources against one, of the same report

== verdict (fresh)
-- a, Lindmark Post, 2024-04-09
[1:The jury found Viktor Aldane guilty of manslaughter after nine hours of deliberation.] [2:Aldane had hired the boat
in Fennick], {2:the prosecutor} told the court. [3:The former harbour master faces up to 15 years in prison.] [5:Aldane
had known that the boat was unsafe], {5:former colleagues} testified.
-- b, Court Circular, 2024-04-09
[1:Viktor Aldane was acquitted of murder.] [2:The boat was hired by Aldane in Sorley], {2:the defence} said. [3:Aldane,
once deputy harbour master, could be jailed for as long as 15 years.] [4:The jurors had needed nine hours to reach
their verdict.] [5:Aldane knew nothing of the boat's condition], {5:his lawyer} said.
-- c, Isle Weekly, 2024-04-10
[1:It took the jurors two days to convict Viktor Aldane of manslaughter.] [2:In Fennick Aldane had hired a boat.]
[3:Aldane is facing a sentence of 15 years at most.] [5:Aldane had been aware that the boat was unsafe], {5:a single
former colleague} testified.
a1 b1: none; convicted of one charge, cleared of another
a1 b4: none; nine hours both times
a1 c1: time; nine hours against two days
a2 b2: place; Fennick against Sorley
a2 c2: none; the same statement
a3 b3: name; harbour master against deputy harbour master
a3 c3: none; up to 15 years is 15 at most
a5 b5: negation; had known against knew nothing
a5 c5: sources; former colleagues against a single one, of the same evidence

== tram (fresh)
-- a, Kessel Standard, 2024-05-07
[1:Tram drivers in Kessel stayed away from work for the fourth day running on Monday.] [2:About nine trams in ten were
left in the depots], {2:the drivers' union} said. [3:The union has turned down an offer of 4.5 per cent.] [4:Talks are
to resume on Wednesday at the town hall.] [5:The company has ruled out hiring replacements.]
-- b, Evening Kessel, 2024-05-07
[1:Monday was the fourth day of the tram drivers' strike in Kessel.] [2:Barely a third of the trams were kept off the
rails], {2:the company} said. [3:An offer of 5.4 per cent was rejected by the tram drivers.] [4:The two sides may meet
again on Wednesday.] [5:The hiring of replacements has not been ruled out], {5:a director of the company} said.
-- c, Rail and Tram, 2024-05-08
[1:The walkout by Kessel's tram drivers was in its second day on Monday.] [2:All but a tenth of the trams stood idle.]
[3:The drivers' union failed to accept the company's offer of 4.5 per cent.] [4:Talks between the union and the company
resume on Wednesday in the old customs house.] [5:The company has promised not to take on replacements.] [6:Last autumn
the city's bus drivers turned down an offer of 5.4 per cent.]
a1 b1: none; the same statement
a1 c1: time; the fourth day against the second
a2 b2: number; nine in ten against barely a third
a2 c2: none; all but a tenth is nine in ten
a3 b3: number; 4.5 per cent against 5.4
a3 c3: none; turned down is failed to accept
a3 c6: none; the bus drivers, months before
a4 b4: modality; are to resume against may meet
a4 c4: place; town hall against customs house
a5 b5: negation; ruled out against not ruled out
a5 c5: none; ruled out is promised not to

== catamaran (fresh)
-- a, Brack Island Echo, 2024-06-04
[1:The catamaran Sea Thrift struck a pier in Brack harbour at twenty to six on Sunday evening.] [2:Twenty-three
passengers were hurt, four of them seriously], {2:the island's hospital} said. [3:The skipper, Joan Tarrow, was
breath-tested at the quay.] [4:The starboard engine had failed], {4:the owners} said. [5:None of the passengers wore a
life jacket.]
-- b, Strait Shipping News, 2024-06-04
[1:The Sea Thrift hit the pier in Brack at 17:40 on Sunday.] [2:Four passengers of the Sea Thrift are in a serious
condition.] [3:Joan Tarrow, the mate, was breath-tested.] [4:There had been nothing wrong with either engine], {4:a
harbour mechanic} said. [5:All of the passengers were wearing life jackets], {5:the purser} said.
-- c, Mainland Mail, 2024-06-05
[1:Soon after dawn on Sunday the Sea Thrift rammed a pier in Brack.] [2:More than forty passengers were injured when
the catamaran hit the pier.] [3:Skipper Joan Tarrow had to take a breath test.] [4:The starboard engine may have
failed.] [6:In March the catamaran Sea Lark ran into a buoy off Brack and eleven passengers were hurt.]
a1 b1: none; twenty to six in the evening is 17:40
a1 c1: time; the evening against dawn
a2 b2: none; four among the 23
a2 c2: number; 23 hurt against more than forty
a2 c6: none; another accident
a3 b3: name; skipper against mate
a3 c3: none; the same statement
a4 b4: negation; an engine failed against nothing wrong with them
a4 c4: modality; had failed against may have failed
a5 b5: negation; none against all

== vaccine (fresh)
-- a, Public Health Wire, 2024-07-16
[1:Twice as many children were vaccinated in June as in May], {1:the Vardia health office} said. [2:Some 48,000 doses
have been thrown away since January.] [3:The vaccine protects for ten years.] [4:Fewer than one in a thousand of the
vaccinated reported side effects.] [5:Dr Ines Falk heads the inquiry.]
-- b, Vardia Monitor, 2024-07-16
[1:The number of children who were vaccinated doubled between May and June.] [2:Close to 50,000 doses have been wasted
this year.] [3:The protection of the vaccine lasts a decade.] [4:Side effects were reported by eight in every ten
thousand.] [5:The inquiry is led by Ines Falk, a physician.]
-- c, Capital Medical Letter, 2024-07-17
[1:Half as many children were vaccinated in June as in the month before.] [2:In the north alone 11,000 doses were
thrown away.] [3:The vaccine's protection wears off after three years], {3:a virologist} said. [4:One in a hundred of
the vaccinated reported side effects.]
a1 b1: none; twice as many is doubled
a1 c1: number; twice as many against half as many
a2 b2: none; 48,000 is close to 50,000
a2 c2: none; a part beside the whole
a3 b3: none; ten years are a decade
a3 c3: time; ten years against three
a4 b4: none; eight in ten thousand is fewer than one in a thousand
a4 c4: number; fewer than one in a thousand against one in a hundred
a5 b5: none; the same statement

== budget (fresh)
-- a, Treasury Notes, 2024-09-03
[1:The government will spend 3.2 billion marks on the railways next year.] [2:The deficit will shrink to 1.9 per
cent next year.] [3:Finance minister Leonie Abt will present the budget on 17 September.] [4:Fuel duty won't be
raised], {4:Abt} said. [5:The tax on savings is to be abolished], {5:three officials at the ministry} said.
-- b, Parliament Today, 2024-09-03
[1:The railways are to receive 3,200 million marks next year.] [2:Next year the deficit will fall below two per cent.]
[3:The budget will be presented on Tuesday in two weeks' time.] [4:Fuel duty is to go up in January], {4:a member of
the budget committee} said. [5:The tax on savings is to be scrapped], {5:ministry officials} said.
-- c, Business Dispatch, 2024-09-04
[1:The railways will get 2.3 billion marks next year.] [2:This year's deficit came to 3.4 per cent.] [3:Leonie Abt, the
finance minister, will put the budget to parliament on 24 September.] [4:There will be no rise in fuel duty.]
[5:Abolition of the tax on savings is merely being considered], {5:a junior minister} said.
a1 b1: none; 3.2 billion are 3,200 million
a1 c1: number; 3.2 billion against 2.3
a2 b2: none; 1.9 per cent is below two
a2 c2: none; another year's deficit
a3 b3: none; two weeks after Tuesday 3 September
a3 c3: time; 17 against 24 September
a4 b4: negation; won't be raised against is to go up
a4 c4: none; not raised is no rise
a5 b5: none; three officials are officials
a5 c5: modality; is to be abolished against merely considered

== cup (fresh)
-- a, Sport in Ravel, 2024-10-15
[1:Ravel United beat Corran Rovers 3-1 in the cup final on Sunday.] [2:Both of the late goals were scored by Luc
Sorrel.] [3:The final drew a crowd of 41,300.] [4:Coach Pia Denholm could leave for Corran], {4:her agent} said.
[5:The final was held at the Meadow Ground in Ravel.]
-- b, The Terrace, 2024-10-15
[1:Corran Rovers went down 1-3 to Ravel United in Sunday's final.] [2:The two late goals came from Luc Sorrel.] [3:A
crowd of just over 41,000 watched the final.] [4:Pia Denholm may move to Corran.] [5:The final was played in Ravel.]
-- c, Corran Argus, 2024-10-16
[1:Ravel United beat Corran Rovers 2-1 in the cup final.] [2:Emil Sorrel scored both of the late goals.] [3:The
semi-final had drawn a crowd of 29,000.] [4:Pia Denholm has signed for Corran.] [5:The final was held at the National
Stadium in Auberon], under floodlights.
a1 b1: none; the same score told from the loser's side
a1 c1: number; 3-1 against 2-1
a2 b2: none; the same statement
a2 c2: name; Luc against Emil
a3 b3: none; 41,300 is just over 41,000
a3 c3: none; another match
a4 b4: none; could leave and may move
a4 c4: modality; could leave against has signed
a5 b5: none; the ground is in Ravel
a5 c5: place; Ravel against Auberon

== avalanche (fresh)
-- a, Alpine Courier, 2024-01-30
[1:An avalanche buried four skiers above Sankt Orlo on Monday.] [2:Three of the four skiers were dug out alive],
{2:the mountain rescue} said. [3:The slope had been closed since Saturday.] [4:The search was called off at nightfall.]
-- b, Valley Bulletin, 2024-01-30
[1:Four skiers were caught by an avalanche near Sankt Orlo yesterday.] [2:A single skier died in the avalanche.]
[3:The slope was not open to skiers.] [4:The search had to be broken off as darkness fell.]
-- c, Snow Report, 2024-01-31
[1:A second avalanche above Sankt Orlo buried two snowboarders on Tuesday.] [2:Only one of the four skiers survived.]
[3:The slope had never been closed], {3:the lift company} said.
a1 b1: none; yesterday of a Tuesday is that Monday
a1 c1: none; another avalanche
a2 b2: none; three of four alive, one dead
a2 c2: number; three survivors against one
b2 c2: number; one of four dead against three
a3 b3: none; closed is not open
a3 c3: negation; had been closed against never closed
a4 b4: none; nightfall is when darkness fell

== merger (fresh)
-- a, Ledger of Trade, 2024-11-12
[1:Hadley Foods will buy its rival Brune for 640 million crowns], {1:two bankers} said. [2:The deal was struck in a
hotel on Lake Ister.] [3:Chief executive Kristof Wendt will stay on.] [4:About 900 jobs could be lost.]
-- b, Market Wire, 2024-11-12
[1:Hadley Foods is to take over Brune for 640 million crowns], {1:a banker} told Market Wire. [2:The deal was signed at
Lake Ister.] [3:Christoph Wendt, the chief executive, keeps his post.] [4:Up to 900 jobs are at risk.]
-- c, Shop Floor, 2024-11-13
[2:The deal with Brune was struck in Port Calder.] [1:Last year Hadley Foods bought the Dorn bakeries for 46 million
crowns.]
a1 b1: none; each outlet has its own source
a1 c1: none; another purchase
a2 b2: none; the same place
a2 c2: place; Lake Ister against Port Calder
a3 b3: none; another spelling
a4 b4: none; about 900 that could be lost and up to 900 at risk
"""
