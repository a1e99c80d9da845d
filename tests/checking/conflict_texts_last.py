"""News of places that don't exist, for the part of the marked set that nobody who writes rules has looked at.

The form is that of ``conflict_texts``, the rules of marking stand at the head of ``bench/bench_conflicts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from checking.conflict_texts import Told, told_in


def told() -> Iterator[Told]:
    """Every marked pair of the events below."""
    return told_in(EVENTS)


EVENTS = """
== mine (last)
-- a, Coalfield Herald, 2024-02-06
[1:Eleven miners were brought to the surface alive from the Hest pit on Monday night], {1:the mine's operator} said.
[2:The roof of the eastern gallery fell in at about 3 p.m.] [3:No one is still missing below ground], {3:the operator}
added. [4:The last man up was Tomas Verrill, a shot-firer.] [5:Gas had been measured in the gallery that morning],
{5:several miners} said.
-- b, Radio Hest, 2024-02-06
[1:Nine men were rescued on Monday night from the pit at Hest.] [2:It was three in the afternoon when the roof of the
eastern gallery collapsed.] [3:Two miners are still unaccounted for], {3:the union} said. [4:Tomas Verrill, a winchman,
was the last to be brought up.] [5:Gas had been measured in the gallery that same morning], {5:one miner} told the
Coalfield Herald.
-- c, National Wire, 2024-02-07
[1:Rescuers got all eleven of the men trapped at Hest out alive.] [2:The western gallery of the pit caved in on Monday
afternoon.] [3:Every miner who went down on Monday is accounted for.] [4:Shot-firer Thomas Verrill came up last.]
[5:There might have been gas in the gallery on Monday morning], {5:the mines inspector} said. [6:A roof fall at the
Corrie pit killed nine men in 2009.]
a1 b1: number; eleven men rescued against nine
a1 c1: none; eleven both times
b1 c6: none; another pit, years before
a2 b2: none; 3 p.m. is three in the afternoon
a2 c2: place; the eastern gallery against the western
a3 b3: negation; no one missing against two unaccounted for
a3 c3: none; no one missing is everyone accounted for
a4 b4: name; a shot-firer against a winchman
a4 c4: none; another spelling
a5 b5: sources; several miners against one, of the same report
a5 c5: modality; had been measured against might have been there

== exam (last)
-- a, Dunmarch Courier, 2024-03-05
[1:The mathematics paper was photographed in the staff room of Orwin High School], {1:the examinations board} said.
[2:Some 2,400 pupils will have to sit the paper again.] [3:The new examination is to be held on Friday, 22 March.]
[4:Headmistress Clara Boddy was suspended on Monday.] [5:Some pupils paid 150 marks for the questions], {5:three
parents} said.
-- b, Teachers' Gazette, 2024-03-05
[1:Someone had photographed the mathematics paper at the printing works in Sellick], {1:an inspector of schools} said.
[2:Close to two and a half thousand pupils must repeat the paper.] [3:The resit has been fixed for the last Friday but
one of March.] [4:Clara Boddy, the headmistress, has not been suspended], {4:her lawyer} said. [5:The questions had
changed hands for 150 marks], {5:a former pupil} told the Gazette.
-- c, Evening Dunmarch, 2024-03-06
[1:The questions were copied in Orwin High School's staff room.] [2:More than 4,000 pupils are to sit the mathematics
paper a second time.] [3:Pupils will take the new examination on 12 April.] [4:The headmistress could be suspended.]
[6:In 2019 the chemistry paper had to be repeated by 4,100 pupils.]
a1 b1: place; a school's staff room against a printing works
a1 c1: none; the same staff room
a2 b2: none; 2,400 is close to two and a half thousand
a2 c2: number; 2,400 pupils against more than 4,000
a2 c6: none; another paper, years before
a3 b3: none; 22 March is the last Friday but one
a3 c3: time; 22 March against 12 April
a4 b4: negation; suspended against not suspended
a4 c4: modality; was suspended against could be
a5 b5: none; each outlet has its own sources

== lender (last)
-- a, Harbour Finance, 2024-04-16
[1:Savers withdrew 85 million crowns from the Tollgate building society over the weekend.] [2:Tollgate's branches
stayed shut on Monday.] [3:Deposits are guaranteed up to 50,000 crowns], {3:the central bank} said. [4:Chairman Edmund
Strake resigned late on Sunday.] [5:Tollgate had lent too much to a single developer], {5:two former directors} said.
[6:The central bank will take over Tollgate.]
-- b, Penny Post, 2024-04-16
[1:On Saturday and Sunday 85 million crowns were taken out of Tollgate by its savers.] [2:Tollgate opened its branches
as usual on Monday], {2:a spokeswoman} said. [3:No saver will lose a deposit of 50,000 crowns or less.] [4:Edmund
Strake stood down as chairman on Monday afternoon.] [5:Tollgate had lent a single developer too much], {5:a former
director} told Harbour Finance. [6:A takeover of Tollgate by the central bank is under consideration], {6:officials}
said.
-- c, Dockside Argus, 2024-04-17
[2:Not one of Tollgate's branches opened on Monday.] [3:The guarantee for savers ends at 15,000 crowns.] [4:The deputy
chairman, Edmund Strake, resigned on Sunday.] [7:In January savers withdrew 58 million crowns from the Quay Savings
Bank.]
a1 b1: none; the same statement
a1 c7: none; another bank, months before
a2 b2: negation; stayed shut against opened as usual
a2 c2: none; shut is not one opened
a3 b3: none; guaranteed up to 50,000 is none lost of that or less
a3 c3: number; 50,000 crowns against 15,000
a4 b4: time; late on Sunday against Monday afternoon
a4 c4: name; chairman against deputy chairman
a5 b5: sources; two former directors against one, of the same report
a6 b6: modality; will take over against under consideration

== wildfire (last)
-- a, Pinewood Chronicle, 2024-08-13
[1:The fire has burned 1,900 hectares of forest around Calder Head], {1:the fire brigade} said. [2:It broke out at a
campsite on Saturday.] [3:Four hundred people were told to leave their homes.] [4:One firefighter has been killed.]
[5:The fire was lit on purpose], {5:the police} said.
-- b, Calder Weekly, 2024-08-13
[1:Nineteen square kilometres of forest have gone up in flames at Calder Head.] [2:The fire broke out on Saturday in a
sawmill], {2:a forester} said. [3:Some 400 residents had to abandon their houses.] [4:There have been no deaths among
the firefighters], {4:the mayor} said. [5:Whether the fire was lit on purpose is unclear], {5:the prosecutor} said.
-- c, The Southern Report, 2024-08-13
[1:At least 3,000 hectares of forest have been burned around Calder Head.] [2:The campsite was where it all began.]
[3:Evacuation was ordered for 130 houses.] [4:A fireman lost his life.] [5:Someone set the forest alight
deliberately.] [7:North of the lake a second fire destroyed 300 hectares of heath.]
a1 b1: none; 1,900 hectares are 19 square kilometres
a1 c1: number; 1,900 hectares against at least 3,000
a1 c7: none; another fire
a2 b2: place; a campsite against a sawmill
a2 c2: none; the same campsite
a3 b3: none; 400 both times
a3 c3: none; people beside houses
a4 b4: negation; one killed against no deaths
a4 c4: none; killed is lost his life
a5 b5: modality; on purpose against unclear
a5 c5: none; on purpose is deliberately

== timetable (last)
-- a, Isle of Senn Times, 2024-05-21
[1:From June the last ferry to Senn will leave the mainland at 9.15 p.m.], {1:the Senn Line} announced. [2:There will be
six crossings a day in summer.] [3:The islanders were never consulted], {3:the parish council} said. [4:The winter
sailings from Port Aske could be dropped.] [5:Ruth Hallam, the line's director, is to meet the islanders on Thursday.]
-- b, Mainland Post, 2024-05-21
[1:The day's last boat to Senn sails at 21:15 from June onwards.] [2:The summer timetable has eight crossings a day.]
[3:The islanders had been consulted twice], {3:a spokesman for the line} said. [4:Port Aske may lose its winter
sailings.] [5:Director Ruth Hallam will meet the people of Senn on Thursday.]
-- c, Ferryman's Log, 2024-05-22
[1:As of June the last ferry to Senn leaves at a quarter past seven in the evening.] [2:Half a dozen crossings daily are
planned for the summer.] [3:Nobody had asked the islanders beforehand.] [5:The line's director, Martin Hallam, meets
the islanders on Thursday.] [6:The freight boat makes eight crossings a week.]
a1 b1: none; 9.15 p.m. is 21:15
a1 c1: time; a quarter past nine against a quarter past seven
a2 b2: number; six crossings a day against eight
a2 c2: none; six are half a dozen
a2 c6: none; another boat, and a week
a3 b3: negation; never consulted against consulted twice
a3 c3: none; never consulted is nobody had asked
a4 b4: none; could be dropped and may be lost
a5 b5: none; the same statement
a5 c5: name; Ruth against Martin

== doping (last)
-- a, Track Review, 2024-07-23
[1:Runner Silas Quarmby tested positive for a banned steroid on 29 June], {1:the athletics federation} said. [2:Quarmby
has been barred for four years.] [3:Quarmby had taken the steroid knowingly], {3:two members of the team} said. [4:The
second sample confirmed the result.] [5:The sample was taken at the stadium in Varn.] [6:His doctor, Anselm Reede, is
under investigation.]
-- b, Varn Evening News, 2024-07-23
[1:A test in late June found a forbidden steroid in Silas Quarmby's blood.] [2:Quarmby must stay out of competition for
48 months.] [3:Quarmby did not know that he was being given a steroid], {3:his agent} said. [4:The second sample may
confirm the result.] [5:The sample was taken at the team's hotel on Lake Orle.] [6:Investigators are looking into Anselm
Reede, the runner's doctor.]
-- c, Podium, 2024-07-24
[1:Silas Quarmby tested positive for a steroid on 9 July.] [2:A ban of two years was imposed on Quarmby.] [3:Quarmby had
taken the steroid with full knowledge], {3:a member of the team} told Track Review. [5:It was at Varn stadium that the
runner gave his sample.] [6:Physiotherapist Anselm Reede is being investigated.] [7:His sister Olive was barred for two
years in 2021.]
a1 b1: none; 29 June is late June
a1 c1: time; 29 June against 9 July
a2 b2: none; four years are 48 months
a2 c2: time; four years against two
a2 c7: none; his sister, years before
a3 b3: negation; knowingly against did not know
a3 c3: sources; two members of the team against one, of the same report
a4 b4: modality; confirmed against may confirm
a5 b5: place; the stadium in Varn against a hotel on a lake
a5 c5: none; the same stadium
a6 b6: none; the same statement
a6 c6: name; doctor against physiotherapist

== blackout (last)
-- a, The Lantern, 2024-12-10
[1:The lights went out in Kerrow at 6.40 on Monday evening.] [2:About 70,000 households were without power], {2:the grid
company} said. [3:A damaged cable caused the blackout.] [4:The hospital ran on its own generators.] [5:Power was
restored by ten on Monday evening.] [6:A warning had been ignored], {6:engineers of the grid company} said.
-- b, Kerrow Daily, 2024-12-10
[1:At twenty to seven on Monday evening Kerrow was plunged into darkness.] [2:Seven thousand households in Kerrow had no
electricity.] [3:A damaged cable is believed to have caused the blackout.] [5:Power was not restored until the small
hours of Tuesday.] [6:A warning was ignored], {6:an engineer of the grid company} told the Lantern.
-- c, Grid and Power, 2024-12-11
[1:It was shortly before noon on Monday that the power failed in Kerrow.] [2:Some 68,000 households were cut off.]
[3:The blackout was not caused by a cable], {3:the minister for energy} said. [4:Generators kept the hospital
supplied.] [5:Before ten that night the current flowed again.] [7:In the county of Brume 7,000 households were without
power on Tuesday.]
a1 b1: none; 6.40 in the evening is twenty to seven
a1 c1: time; the evening against noon
a2 b2: number; 70,000 households against 7,000
a2 c2: none; 68,000 is about 70,000
a2 c7: none; another county and day
a3 b3: modality; caused against is believed to have caused
a3 c3: negation; a cable against not a cable
a4 c4: none; the same statement
a5 b5: time; by ten in the evening against the small hours
a5 c5: none; by ten is before ten that night
a6 b6: sources; engineers against one, of the same report

== land (last)
-- a, Furrow and Field, 2024-10-01
[1:Parliament passed the land bill by 71 votes to 64.] [2:Estates of more than 300 hectares will be divided up.] [3:The
Farmers' Party voted against the bill.] [4:President Oda Lindqvist will sign the bill on Wednesday], {4:her office}
said. [5:Owners are to be paid over fifteen years.]
-- b, Capital Press, 2024-10-01
[1:Sixty-four members opposed the land bill and 71 voted in favour.] [2:The bill spares all estates of less than 300
hectares.] [3:The Farmers' Party did not support the bill.] [4:The bill is to be signed by the president tomorrow.]
[5:Owners will get their money over a decade and a half.]
-- c, Steppe Observer, 2024-10-01
[1:The land bill got through parliament by 71 votes to 46.] [2:Estates larger than three square kilometres are to be
split up.] [4:The bill will be signed on Wednesday by the prime minister, Oda Lindqvist.] [6:The water bill passed by 71
votes to 46 in May.]
a1 b1: none; 71 to 64 both times
a1 c1: number; 64 votes against the bill, or 46
a1 c6: none; another bill
a2 b2: none; more than 300 divided, less than 300 spared
a2 c2: none; 300 hectares are three square kilometres
a3 b3: none; voted against is did not support
a4 b4: none; Wednesday is tomorrow
a4 c4: name; president against prime minister
a5 b5: none; fifteen years are a decade and a half
"""
