"""News of places that don't exist, as two or three outlets tell it, with pairs of claims that were marked by hand.

The rules of marking stand at the head of ``bench/bench_conflicts.py``. An event begins with its name and its split;
each of its articles begins with a letter, the outlet and the day, of 2024, in which all this happens. In an article
``[1:words]`` is claim 1 and ``{1:words}`` the source that it names for the claim. A pair names two claims, "a1 b1",
then the types in which they conflict, and why or why not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from secondsource.model import Span


class Text(NamedTuple):
    """An article without its marks, with the places of its claims and of their sources."""

    outlet: str
    published: date
    text: str
    claims: dict[str, Span]
    sources: dict[str, Span]


class Told(NamedTuple):
    """Two claims of one event, each an article and the claim's number there, and how they stand to each other."""

    name: str
    split: str
    a: tuple[Text, str]
    b: tuple[Text, str]
    conflicts: tuple[str, ...]
    note: str


def told() -> Iterator[Told]:
    """Every marked pair of the events below."""
    return told_in(EVENTS)


def told_in(events: str) -> Iterator[Told]:
    """Every marked pair of events in the form that is told above."""
    for block in events.strip().split("\n\n"):
        head, *parts = re.split(r"^-- ", block, flags=re.M)
        name, split = re.fullmatch(r"== (\w+) \((\w+)\)\s*", head).groups()  # type: ignore[union-attr]
        last, *pairs = re.split(r"^(?=[a-z]\d [a-z]\d: )", parts.pop(), flags=re.M)
        texts = dict(_text(part) for part in [*parts, last])
        for pair in pairs:
            (a, b), types, note = _pair(pair)
            yield Told(name, split, (texts[a[0]], a[1]), (texts[b[0]], b[1]), types, note)


def _pair(line: str) -> tuple[list[str], tuple[str, ...], str]:
    which, _, rest = line.partition(": ")
    types, _, note = rest.strip().partition("; ")
    return which.split(), () if types == "none" else tuple(types.split(", ")), note


def _text(part: str) -> tuple[str, Text]:
    head, _, body = part.partition("\n")
    letter, outlet, day = head.split(", ")
    claims: dict[str, Span] = {}
    sources: dict[str, Span] = {}
    text = ""
    for mark, number, words, plain in re.findall(r"([\[{])(\d):([^]}]*)[]}]|([^[{]+)", " ".join(body.split())):
        if mark:
            (claims if mark == "[" else sources)[number] = Span(len(text), len(text) + len(words))
        text += words or plain
    return letter, Text(outlet, date.fromisoformat(day), text.strip(), claims, sources)


EVENTS = """
== ferry (dev)
-- a, Harbour Wire, 2024-03-05
[1:The ferry Marigold ran aground 20 km off Port Ansel on Monday evening], {1:the Velmora coast guard} said. [2:At
least 70 passengers were taken off by lifeboats before midnight.] Fog had lain over the sound all day. [3:The ship was
carrying 212 people when it left Quill Bay.] [4:No passenger was hurt in the grounding], {4:a police officer} said.
[5:The passengers were taken to the school in Port Ansel.]
-- b, Ansel Courier, 2024-03-05
[1:The Marigold went aground about 12 miles from Port Ansel on Monday evening.] [2:More than seventy passengers had
been brought ashore by midnight.] [3:The Marigold had 221 people on board when it sailed from Quill Bay], {3:the
operator} said. [4:Several passengers were hurt in the grounding], {4:the hospital at Ansel} said.
[5:The passengers were taken to the school in Quill Bay.]
-- c, Velmora Daily, 2024-03-06
[1:The ferry Marigold ran aground 20 miles off Port Ansel.] [2:Dozens of passengers were taken off by lifeboats], some
in blankets. [3:The Marigold ran aground on Sunday evening], {3:the port's log} shows.
[5:The passengers spent the night in a school.]
a1 b1: none; 20 km are 12 miles
a2 b2: none; two lower bounds
a2 c2: none; dozens may be 70 or more
a3 b3: number; 212 on board against 221
a4 b4: negation; nobody hurt against several hurt
a1 c1: number; 20 km against 20 miles
b1 c1: number; about 12 miles against 20
a1 c3: time; Monday against Sunday evening
a3 b2: none; all on board beside those brought ashore
a5 b5: place; Port Ansel against Quill Bay
a5 c5: none; a school is named in one alone

== dam (held)
-- a, Upland Post, 2024-05-14
[1:The Corrin dam gave way at 7:44 a.m. on Sunday], {1:the water board} said. [2:At least 60 houses were swept away.]
[3:Eleven people are missing, among them three children.] Boats went from roof to roof. [4:The valley was without
power for six hours.]
-- b, Corrin Mail, 2024-05-14
[1:The dam above Corrin burst at 7:44 p.m. on Sunday.] [2:At least 70 houses were swept away], {2:the council} said.
[3:Three children are among the missing.] [4:Power in the valley was out for 16 hours], {4:the grid company} said.
-- c, Tarn Radio, 2024-05-13
[1:The Corrin dam failed at about a quarter to eight on Sunday morning.] [2:Scores of houses were swept away.]
[3:Nineteen people are missing], {3:the mayor} told a crowd at the school. [4:The Corrin dam burst yesterday morning],
and the water reached the school by noon.
a1 b1: time; 7:44 in the morning against the evening
a1 c1: none; 7:44 and about a quarter to eight
b1 c1: time; the evening against the morning
a2 b2: none; two lower bounds
a2 c2: none; scores may be 60 or more
a3 b3: none; three children among the eleven
a3 c3: number; eleven missing against nineteen
b3 c3: none; a part beside the whole
a4 b4: time; six hours against 16
a1 c4: none; yesterday of a Monday is that Sunday
b1 c4: time; Sunday evening against the morning

== bridge (dev)
-- a, Lomond Star, 2024-09-10
[1:Mayor Ilse Varga opened the bridge at Lomond Quay on Saturday.] [2:The bridge had cost 14 million crowns],
{2:Varga} said. [3:The span was designed by the engineer Dov Pelletier.] [4:The ribbon was cut by Otto Brandl, head of
the Roads Agency.]
-- b, Quay Herald, 2024-09-10
[1:Deputy mayor Ilse Varga opened the bridge at Lomond Quay on Saturday.] [2:The cost came to 14m crowns], {2:Mrs
Varga} said. [3:The engineer Miro Hask designed the span.] [4:Otto Brandl, head of the Rivers Agency, cut the ribbon.]
-- c, The Inland Paper, 2024-09-11
[1:Ilse Warga, the mayor, opened the Lomond Quay bridge on Saturday.] [2:The bridge had cost 41 million crowns],
{2:the town clerk} said. [3:The old bridge at Lomond Quay was designed by Ruben Ode in 1911.]
a1 b1: name; mayor against deputy mayor
a1 c1: none; another spelling
a2 b2: none; 14 million both times
a2 c2: number; 14 million against 41 million
a3 b3: name; two different engineers
a3 c3: none; another bridge
a4 b4: name; Roads Agency against Rivers Agency

== general (held)
-- a, Tell Hamra Wire, 2024-10-22
[1:General Muhammad al-Qasemi left Dar Yassin on Sunday], {1:a tribal elder} said. [2:The convoy of General al-Qasemi
passed Tell Hamra at dawn.] [3:Fighters of the Liwa al-Fajr brigade guarded the road.] [4:Al-Qasemi was met by Colonel
Yusuf Darwish.]
-- b, Gulf Courier, 2024-10-22
[1:Gen. Mohammed al-Qassemi left Deir Yasin on Sunday.] [2:His convoy passed Tal Hamra at first light], {2:a
shopkeeper} said. [3:The road was guarded by fighters of the Liwaa al-Fajr brigade.] [4:Al-Qassemi was met by Colonel
Yousef Darwish.]
-- c, Sarun Daily, 2024-10-22
[1:General Mahmoud al-Qasemi left Dar Yassin on Sunday.] [2:The general's convoy passed Tell Hamra at dusk.]
[4:Al-Qasemi was met by Captain Yusuf Darwish], who had driven through the night.
a1 b1: none; other spellings
a2 b2: none; dawn is first light
a3 b3: none; another spelling
a4 b4: none; another spelling
a1 c1: name; Muhammad against Mahmoud
a2 c2: time; dawn against dusk
a4 c4: name; colonel against captain

== quake (dev)
-- a, Sellin Gazette, 2024-02-06
[1:A magnitude 5.8 earthquake struck the Sellin valley at 03:12 on Monday], {1:the Geophysical Institute} said. [2:The
earthquake killed 41 people, nine of them children.] [3:In the three villages 41 people died and 160 were injured.]
[4:The epicentre lay 9 km north of Sellin.]
-- b, Osk Observer, 2024-02-06
[1:The earthquake in the Sellin valley had a magnitude of 6.8], {1:the survey} said. [2:Nine children died in the
earthquake.] [3:In the village of Osk alone 17 people died.] [4:The epicentre lay nine kilometres south of Sellin.]
-- c, Capital Post, 2024-02-07
[1:An earthquake of magnitude 5.8 hit the Sellin valley shortly after 3 a.m. on Monday.] [2:The earthquake in the
Sellin valley killed 44 people.] [3:Forty-one people died and 106 were injured], {3:a doctor} said.
a1 b1: number; magnitude 5.8 against 6.8
a1 c1: none; 03:12 is shortly after three
a2 b2: none; a part beside the whole
a2 c2: number; 41 dead against 44
a3 b3: none; one village beside three
a3 c3: number; 160 injured against 106
a4 b4: place; north against south
b2 b3: none; two different parts of the dead

== docks (held)
-- a, Port Hale Echo, 2024-11-19
[1:The dockers of Port Hale will strike on Friday], {1:the union} said. [2:The port authority has agreed to the new
rota.] [3:The transport minister has resigned.] [4:Talks with the union failed.]
-- b, Trade News, 2024-11-19
[1:The dockers of Port Hale may strike on Friday.] [2:The port authority has not agreed to the new rota], {2:its
director} said. [3:The transport minister is considering whether to resign.] [4:Talks with the union never took
place.]
-- c, Hale Tribune, 2024-11-20
[1:The strike of the Port Hale dockers begins on Friday.] [2:The new rota was turned down by the port authority.]
[3:The transport minister, who resigned on Monday, gave no reason.] [4:Talks with the union did not succeed.]
a1 b1: modality; will against may
a1 c1: none; the same statement
b1 c1: modality; may against begins
a2 b2: negation; agreed against not agreed
b2 c2: none; not agreed and turned down
a3 b3: modality; resigned against considering it
a3 c3: none; the same statement
a4 b4: negation; talks that failed against talks that never were
a4 c4: none; failed is did not succeed

== bank (dev)
-- a, Meridian Wire, 2024-06-18
[1:The Orrin Bank had known of the shortfall since January], {1:three people familiar with the matter} said. [2:The
regulator was told in March], {2:sources} said. [3:The chairman will leave at the end of the year], {3:officials}
said. [4:The shortfall comes to 40 million crowns], {4:two auditors} said.
-- b, City Ledger, 2024-06-18
[1:The Orrin Bank had known of the shortfall since January], {1:one person familiar with the matter} told the Meridian
Wire. [2:The regulator was informed in March], {2:a single source} told the Meridian Wire. [3:The chairman is to go at
the end of the year], {3:officials} said. [4:The hole amounts to 40 million crowns], {4:auditors} told the Ledger.
-- c, Northern Finance, 2024-06-19
[1:The Orrin Bank learned of the shortfall only in April], {1:its spokesman} said. [2:The regulator was never told],
{2:the bank's lawyer} said.
a1 b1: sources; three people against one, of the same report
a2 b2: sources; sources against a single one, of the same report
a3 b3: none; the same statement
a4 b4: none; two auditors are auditors
a1 c1: time; January against April
a2 c2: negation; told against never told
a1 a2: none; the bank's knowledge and the regulator's

== mill (held)
-- a, Mill Gazette, 2024-07-23
[1:The fire at the Brandt mill was set on purpose], {1:police sources} said. [2:The owner carried insurance of 3
million crowns], {2:several former employees} told the Gazette. [3:Two night watchmen were questioned], {3:detectives}
said. [4:The mill fire was set on purpose to hide a theft], {4:the police source} added, asking not to be named.
-- b, Vale Tribune, 2024-07-23
[1:The fire at the Brandt mill was started deliberately], {1:one police source} told the Mill Gazette. [2:The owner
carried insurance of 3 million crowns], {2:a former employee} told the Mill Gazette. [3:Two night watchmen were
questioned], {3:a detective} told the Tribune.
-- c, The Inland Paper, 2024-07-24
[1:The fire at the Brandt mill was not set on purpose], {1:the insurer} said. [2:The owner was insured for 8 million
crowns.] [3:Two firemen were taken to hospital.]
a1 b1: sources; police sources against one, of the same report
a2 b2: sources; several employees against one, of the same report
a1 a4: sources; police sources, then the one source
a3 b3: none; each outlet has its own source
a1 c1: negation; on purpose against not on purpose
a2 c2: number; 3 million against 8 million
a3 c3: none; different people

== express (dev)
-- a, Dunmore Mail, 2024-04-16
[1:The night express left the rails at Dunmore at 23:50 on Saturday.] [2:The line was reopened on Monday.] [3:The
driver had been on duty for nine hours.] [4:The train was travelling at 95 km/h.] [5:The injured were taken to hospital
in Dunmore.]
-- b, Railway Post, 2024-04-15
[1:The express derailed at Dunmore shortly before midnight on Saturday.] [2:The line will be reopened today], {2:the
railway} said. [3:The driver had been on duty for 14 hours], {3:the rail union} said. [4:The train was going at 59
mph.]
-- c, Moor Weekly, 2024-04-18
[1:The express left the rails at Dunmore at ten past four on Sunday afternoon.] [2:The line was not reopened until
Wednesday.] [4:The train was travelling at 59 km/h.] [5:The injured were taken to hospital in Marlow.]
a1 b1: none; 23:50 is shortly before midnight
a1 c1: time; Saturday night against Sunday afternoon
a2 b2: none; today of a Monday is that Monday
a2 c2: time; Monday against Wednesday
a3 b3: time; nine hours on duty against 14
a4 b4: none; 95 km/h are 59 mph
a4 c4: number; 95 km/h against 59
a5 c5: place; Dunmore against Marlow

== museum (held)
-- a, Skjelby Times, 2024-08-13
[1:Thieves took four paintings from the Halvor Museum in Skjelby.] [2:The stolen paintings are worth 2.5 million
crowns.] [3:The thieves' van was found in Norra, 30 miles away.] [4:The guard was locked in the cellar.]
-- b, Fjord News, 2024-08-13
[1:Five paintings were stolen from the Halvor Museum in Skjelby.] [2:The paintings are valued at 2,500,000 crowns],
{2:the director} said. [3:The van was found in Norra, some 48 km away.] [4:The guard was locked in the attic], {4:his
wife} said.
-- c, Art Bulletin, 2024-08-14
[1:Thieves took four paintings from the Halvor Museum in Lindby.] [2:The stolen paintings are worth 25 million
crowns.] [3:The van was found burnt out in Sundra.] [4:Three years ago thieves took two paintings from the same
museum.]
a1 b1: number; four paintings against five
a1 c1: place; Skjelby against Lindby
a2 b2: none; 2.5 million both times
a2 c2: number; 2.5 million against 25
a3 b3: none; 30 miles are 48 km
a3 c3: place; Norra against Sundra
a4 b4: place; cellar against attic
b1 c4: none; an earlier theft

== fever (dev)
-- a, Kesterel Mail, 2024-01-23
[1:The Kesterel clinic has treated 1,204 patients since the new year.] [2:About one in five patients needed oxygen.]
[3:Half of the wards are closed.] [4:The fever has spread to six districts.]
-- b, Coast Standard, 2024-01-23
[1:More than 1,200 patients have been treated at the Kesterel clinic since the new year.] [2:Some 20 per cent of the
patients needed oxygen.] [3:A quarter of the wards are closed], {3:a nurse} said. [4:The fever has not spread beyond
the capital], {4:the health ministry} said.
-- c, Ridge Radio, 2024-01-23
[1:The Kesterel clinic has treated 1,402 patients since the new year.] [2:Two thirds of the patients needed oxygen],
{2:the matron} said. [3:Half the wards are shut.] [4:Six districts have reported the fever.]
a1 b1: none; 1,204 are more than 1,200
a1 c1: number; 1,204 patients against 1,402
a2 b2: none; one in five is 20 per cent
a2 c2: number; one in five against two thirds
a3 b3: number; half against a quarter
a3 c3: none; the same statement
a4 b4: negation; spread against not spread
a4 c4: none; the same statement

== election (held)
-- a, Ostrava Lane Post, 2024-12-10
[1:The Harvest Party won 43 of the 101 seats.] [2:Turnout was 61.3 percent.] [3:Lena Ostrow will be prime minister.]
[4:The Harvest Party has ruled out a coalition with the Reform Union.]
-- b, The Ballot, 2024-12-10
[1:Harvest won 43 seats in the new house.] [2:Turnout was just over 61 percent.] [3:Lena Ostrow could become prime
minister.] [4:The Harvest Party has not ruled out a coalition with the Reform Union], {4:its treasurer} said.
-- c, Border News, 2024-12-11
[1:The Reform Union won 38 of the 101 seats.] [2:Turnout was 71.3 percent], {2:the count office} said. [3:Marten
Ostrow will be prime minister.]
a1 b1: none; the same statement
a1 c1: none; two different parties
a2 b2: none; 61.3 is just over 61
a2 c2: number; 61.3 percent against 71.3
a3 b3: modality; will be against could become
a3 c3: name; Lena against Marten
a4 b4: negation; ruled out against not ruled out

== fraud (dev)
-- a, Sarnia Bay Star, 2024-05-21
[1:Prosecutors have charged Pavel Ilmar with fraud.] [2:Ilmar moved 900,000 crowns to an account in Sarnia Bay.] The
account was opened under his mother's name. [3:Ilmar fled the country on Thursday.] [4:The judge ordered his arrest.]
-- b, Court Report, 2024-05-21
[1:Prosecutors may charge Pavel Ilmar with fraud], {1:a clerk} said. [2:Ilmar is suspected of having moved 900,000
crowns to an account in Sarnia Bay.] [3:Ilmar never left the country], {3:his lawyer} said. [4:The judge did not order
his arrest.]
-- c, Bay Weekly, 2024-05-22
[1:Pavel Ilmar has been charged with fraud.] [2:Ilmar moved 90,000 crowns to an account in Sarnia Bay.] [3:Ilmar left
the country last Thursday.] [4:A second judge ordered the arrest of Ilmar's brother.] [5:Prosecutors plan to charge
Ilmar's brother with fraud.]
a1 b1: modality; charged against may charge
a1 c1: none; the same statement
b1 c1: modality; may charge against charged
a2 b2: modality; moved against suspected of having moved
a2 c2: number; 900,000 against 90,000
a3 b3: negation; fled against never left
a3 c3: none; the same Thursday
a4 b4: negation; ordered against did not order
a4 c4: none; another man
a1 c5: none; another man

== hall (dev)
-- a, Rasheb Radio, 2024-08-27
[1:Fewer than 50 people are still in the building], {1:the army} said. [2:The captors have let up to 20 people go.]
[3:Between 100 and 120 soldiers surround the hall.] [4:The siege of the hall entered its third day on Monday.]
[5:Gunmen killed 12 people when they stormed the hall.]
-- b, Market News, 2024-08-27
[1:At least 80 people are still in the building], {1:a woman who escaped} said. [2:Eighteen people have been let go.]
[3:Some 110 soldiers stand around the hall.] [4:Monday was the third day of the siege of the hall.] [5:The gunmen
wounded 12 people when they stormed the hall.]
-- c, Evening Rasheb, 2024-08-27
[1:About 40 people are still inside the building.] [2:The captors have let 35 people go], {2:a negotiator} said.
[3:More than 500 soldiers surround the hall.] [4:The siege of the hall entered its fifth day on Monday.] [5:A dozen
people were killed when the gunmen stormed the hall.] [6:Last year a bomb killed 30 people at the bus station in
Rasheb.]
a1 b1: number; fewer than 50 against at least 80
a1 c1: none; about 40 are fewer than 50
b1 c1: number; at least 80 against about 40
a2 b2: none; eighteen are within up to 20
a2 c2: number; up to 20 against 35
a3 b3: none; 110 lies between 100 and 120
a3 c3: number; 100 to 120 against more than 500
a4 b4: none; the same statement
a4 c4: time; the third day against the fifth
a5 b5: none; killed beside wounded
a5 c5: none; a dozen are 12
a5 c6: none; another attack

== flight (held)
-- a, Aldmoor Post, 2024-06-11
[1:Flight 318 left Aldmoor at 06:15 GMT on Monday.] [2:The aircraft landed at Tressel], {2:the airline} said.
[3:Captain Hana Revik was at the controls.] [4:The flight was delayed by two hours.] [5:The pipeline to Tressel
airport is 340 km long.]
-- b, Tressel Standard, 2024-06-11
[1:Flight 318 left Aldmoor at 8:15 a.m. local time (0615 GMT) on Monday.] [2:The aircraft did not land at Tressel],
{2:a controller} said. [3:First officer Hana Revik was at the controls.] [4:The flight was 120 minutes late.] [5:The
pipeline that feeds Tressel airport is 211 miles long.]
-- c, Corve Daily, 2024-06-12
[1:Flight 318 left Aldmoor at 06:15 GMT on Tuesday.] [2:The aircraft landed at Corve.] [3:Captain Hana Rewik was at
the controls.] [4:The flight was not delayed.] [5:Flight 381 left Aldmoor at 09:40 GMT on Monday.]
a1 b1: none; 06:15 GMT both times
a1 c1: time; Monday against Tuesday
a1 c5: none; another flight
a2 b2: negation; landed against did not land
a2 c2: place; Tressel against Corve
a3 b3: name; captain against first officer
a3 c3: none; another spelling
a4 b4: none; two hours are 120 minutes
a4 c4: negation; delayed against not delayed
a5 b5: none; 340 km are 211 miles

== factory (held)
-- a, Elmsford Echo, 2024-07-02
[1:The factory at Elmsford burned down on Monday evening.] [2:The owner of the factory was arrested yesterday.] [3:The
fire brigade arrived 12 minutes after the alarm.] [4:The plant had stood empty since 2016.] [5:The blaze may have been
caused by a cable], {5:the fire chief} said.
-- b, Weald Radio, 2024-07-01
[1:The factory at Elmsford burned down this evening.] [2:The owner of the factory was arrested today.] [3:It took the
fire brigade 12 minutes to arrive.] [4:The plant had stood empty for eight years.] [5:The blaze was caused by a
cable.]
-- c, Weald Times, 2024-07-03
[1:The factory at Elmsford burned down on Tuesday evening.] [2:The owner of the factory was arrested yesterday.]
[3:The fire brigade arrived 40 minutes after the alarm.] [4:The plant had stood empty since 2021.]
a1 b1: none; this evening of a Monday is that Monday
a1 c1: time; Monday against Tuesday
a2 b2: none; yesterday of a Tuesday is that Monday
a2 c2: time; Monday against Tuesday, both called yesterday
a3 b3: none; the same statement
a3 c3: time; 12 minutes against 40
a4 b4: none; eight years before 2024 is 2016
a4 c4: time; 2016 against 2021
a5 b5: modality; may have been against was
"""
