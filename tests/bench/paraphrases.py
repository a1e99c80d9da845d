"""Statements in two wordings each, by story: what a search for related claims is measured on. All of it is invented.

The pairs were written before anything was tuned on them; stories with an even place are for tuning, the others are
held out. Two statements of one story, each of another pair, are related and do not say the same.
"""

# ruff: noqa: E501 - a pair a line

from __future__ import annotations

from typing import Final, NamedTuple

_TEXT: Final = """
# The ferry at Brackwater
Forty-one people died when the ferry caught fire off Brackwater on Monday. | The ferry blaze near Brackwater killed 41 people on Monday.
The fire broke out in the engine room shortly after the vessel left the harbour. | Flames were first seen in the engine compartment minutes after the boat set off from port.
The Solveig Maren was carrying 212 passengers and a crew of 14. | On board the Solveig Maren were 226 people, fourteen of them crew.
Rescuers pulled 180 survivors from the water before nightfall. | By dusk, some 180 people had been saved from the sea by rescue crews.
The operator said the ship had passed its last safety inspection in March. | The vessel was found to be safe when it was last inspected in March, according to the company that runs it.
Divers were still looking for nine missing passengers late on Tuesday. | Nine people remained unaccounted for on Tuesday evening as divers continued their search.
The captain, Torvald Enke, has been detained for questioning. | Police are holding the skipper, Torvald Enke, to question him.
There were not enough life jackets for everyone, survivors said. | Some of those who escaped complained of a shortage of life vests.

# Raid on Hallow
Warplanes bombed a market in the rebel-held town of Hallow, killing at least 23 civilians. | At least 23 civilians were killed when jets struck a marketplace in Hallow, a town held by rebels.
The raid took place early on Friday as people were shopping. | The attack came on Friday morning, when the market was crowded with shoppers.
Six children were among the dead. | The victims included half a dozen children.
The defence ministry denied that its aircraft had targeted civilians. | The military rejected claims that non-combatants had been hit by its planes.
The wounded were taken to a field hospital near the Ostrel border crossing. | Those injured were treated at a makeshift clinic close to the frontier at Ostrel.
The Sable Monitor, which relies on a network of activists, said the death toll was likely to rise because many were in critical condition. | More deaths are feared since many of the injured are in a serious state, said the Sable Monitor, a group that draws on local activists.
Shelling resumed in the southern districts on Saturday despite the truce. | In spite of the ceasefire, artillery fire started again in the town's south a day later.
The government has been trying to retake Hallow since January. | Government forces launched their campaign to recapture Hallow at the start of the year.

# The Northcoast budget
The Northcoast assembly approved a budget of 4.2 billion crowns by 61 votes to 38. | Lawmakers in Northcoast passed a 4.2 billion crown budget on a vote of 61-38.
Finance minister Ilse Brandvold said the plan would halve the deficit within two years. | The deficit will be cut in half in two years under the plan, according to Ilse Brandvold, who is minister of finance.
Taxes on fuel will go up by three per cent from April. | From April, motorists will pay three percent more in fuel duty.
Pensions are to be frozen until the end of the decade. | Retirement benefits will not increase before 2030.
The opposition walked out of the chamber before the final vote. | Opposition members left in protest ahead of the ballot.
Ruben Achterhoek called the budget "a gift to the rich". | Critics such as Ruben Achterhoek said that only the wealthy would profit.
Spending on schools rises by 120 million crowns. | An additional 120 million crowns will go to education.
The bill now goes to the upper house, where the government has no majority. | The upper chamber, in which the coalition lacks a majority, takes up the legislation next.

# The trial of Ignace Perrault
Former police chief Ignace Perrault was sentenced to nine years in prison for taking bribes. | A court gave Ignace Perrault, who once headed the police, a nine-year jail term for bribery.
The judges found that he had accepted 300,000 crowns from a building contractor. | He took 300,000 crowns from a construction boss, the court ruled.
Perrault has maintained his innocence throughout. | Perrault has always insisted that he did nothing wrong.
His lawyer said they would appeal the verdict. | The defence announced that it will challenge the ruling before a higher court.
Prosecutors had asked for twelve years. | The prosecution had sought a 12-year sentence.
The trial lasted eleven weeks and heard more than eighty witnesses. | Over 80 people testified during the eleven-week proceedings.
Two of his former aides were acquitted. | The court cleared a pair of his ex-assistants of all charges.

# Flood in the Ouse valley
Thousands were evacuated from the Ouse valley after the river burst its banks. | The river overflowed, forcing thousands of people in the Ouse valley to leave their homes.
More than 200 millimetres of rain fell in 24 hours. | Over 200 mm of rain was recorded within a day.
The dam at Upper Sill was said to be holding. | Engineers insist there is no danger that the Upper Sill dam will break.
An elderly couple drowned in their cellar in Marl. | Two pensioners from Marl were found dead in a flooded basement.
Electricity was cut off in about 14,000 households. | Some 14,000 homes were left without power.
The water level is expected to peak on Wednesday. | Forecasters say the river will crest on Wednesday.
Prime minister Odell Marsh promised swift help for the victims. | Those affected would receive aid quickly, Odell Marsh, the premier, pledged.
The railway line between Velm and Tessaly will stay closed for weeks. | It will be several weeks before trains run again from Velm to Tessaly.

# Merger of Karsten and Dovre
Karsten Steel has agreed to buy its rival Dovre Works for 1.8 billion crowns. | Dovre Works will be acquired by competitor Karsten Steel in a deal worth 1.8 billion crowns.
The takeover would create the largest steelmaker in the region. | Combined, the two firms would be the region's biggest producer of steel.
Some 3,000 jobs could be lost, the metalworkers' union warned. | The union of metal workers fears that as many as 3,000 positions will go.
Shares in Dovre rose 17 percent to 42.30 crowns on the news. | Dovre stock jumped 17% after the announcement, closing at 42.30 crowns.
The deal needs the approval of competition authorities. | Antitrust regulators still have to give the transaction the green light.
Karsten reported a net profit of 95 million crowns for the third quarter, up from 61 million a year earlier. | Third-quarter earnings at Karsten climbed to 95 million crowns, compared with 61 million in the same period last year.
Chief executive Maren Oduya will lead the combined company. | Maren Oduya is to stay on as head of the merged group.

# The measles outbreak
Health officials in Tessaly have confirmed 87 cases of measles since the beginning of May. | Tessaly has registered 87 measles infections since early May, health authorities said.
Most of those infected had not been vaccinated. | The majority of patients had never received the vaccine.
Two infants are in intensive care. | A pair of babies are being treated in an ICU.
Schools in the district will remain shut until Monday. | Pupils in the area stay home until Monday as a precaution.
Dr Petra Lindqvist urged parents to check their children's vaccination records. | Parents should make sure that their children have had their jabs, Dr Petra Lindqvist said.
The disease had been considered eliminated in the country since 2009. | The country was declared free of the illness in 2009.
Vaccination rates have fallen below 90 per cent in several districts. | In a number of districts fewer than nine in ten people are immunised.

# Coup attempt in Varenia
Soldiers seized the state broadcaster in the Varenian capital overnight. | During the night, troops took control of state television in Varenia's capital.
President Anselm Okoro-Lund said he was safe and still in charge. | Anselm Okoro-Lund, the head of state, let it be known that he was unharmed and remained in power.
Heavy gunfire was heard around the presidential palace. | Residents reported intense shooting close to the president's residence.
The airport was closed and all flights were cancelled. | Air traffic came to a standstill after the airport shut down.
General Casimir Thule announced a curfew from six in the evening to six in the morning. | A dusk-to-dawn curfew was imposed by General Casimir Thule.
Neighbouring states condemned the coup attempt. | The putsch drew condemnation from countries in the region.
At least five guards were killed in the fighting. | Five members of the guard lost their lives in the clashes, if not more.
Mobile internet service was restored by noon. | By midday people could go online with their phones again.

# The bridge at Velm
The bridge over the Velm will be closed to lorries from next month. | Trucks will no longer be allowed on the Velm bridge as of next month.
Inspectors discovered cracks in four of the supporting pillars. | Cracks were found in four of the pillars that hold it up.
Repairs are expected to cost 36 million crowns and take two years. | Fixing it will take about two years and 36 million crowns.
Ada Quill, the mayor, said there was no immediate danger to the public. | According to mayor Ada Quill the public is not at risk for the time being.
The structure was built in 1968. | It dates from 1968.
Local businesses fear heavy losses because of the diversion. | Shopkeepers worry that the detour will cost them dearly.
About 22,000 vehicles cross the bridge every day. | The crossing is used by some 22,000 cars and trucks daily.

# The election in Sarn
The ruling party won 112 of 230 seats, losing its absolute majority. | With 112 of the 230 seats, the governing party fell short of the outright majority it had held.
Turnout was 71 per cent, the highest in three decades. | Not for thirty years had so many voters gone to the polls: 71 percent took part.
Challenger Lucan Verhoek conceded defeat shortly before midnight. | Just before midnight Lucan Verhoek acknowledged that he had lost.
Observers reported irregularities at forty polling stations. | Monitors found problems at 40 places where ballots were cast.
Coalition talks could take weeks, analysts said. | It may be weeks until a new coalition is formed, in the opinion of experts.
The Greens more than doubled their share of the vote to 13.4 per cent. | Support for the Greens rose to 13.4 percent, over twice what they had before.
Verhoek's party demanded a recount in the southern provinces. | In the provinces of the south, votes should be counted again, the party of Verhoek said.

# Sanctions on Ostrel
The union agreed to freeze the assets of eleven Ostrel officials. | Eleven officials from Ostrel will have their assets frozen under a decision by the union.
The sanctions also ban the export of surveillance equipment. | Selling surveillance technology to the country is forbidden as well.
Ostrel's foreign ministry called the measures illegal and vowed to respond. | The steps violate international law and will not go unanswered, said the foreign ministry of Ostrel.
The list includes the head of the secret service, Dragan Ilves. | Among those named is Dragan Ilves, who runs the intelligence agency.
The measures take effect at midnight on Thursday. | They come into force on Thursday at midnight.
Trade between the two sides fell by a fifth last year. | Commerce between them shrank 20 percent in the past year.
Human rights groups said the step was long overdue. | Campaigners for human rights complained that it should have come much earlier.

# Earthquake on Isle Morrow
A magnitude 6.4 earthquake struck Isle Morrow at 3:12 a.m. on Sunday. | Isle Morrow was hit by a quake of magnitude 6.4 in the early hours of Sunday.
The epicentre was 30 kilometres south of Port Linden at a depth of 10 kilometres. | The tremor was centred 30 km to the south of Port Linden, ten kilometres below the surface.
At least 17 people were killed and more than 300 injured. | The disaster left no fewer than 17 dead and over 300 hurt.
Hundreds of houses collapsed in the old town. | Many hundred homes in the historic centre came down.
A tsunami warning was lifted after two hours. | Authorities cancelled the tsunami alert two hours later.
Aftershocks continued throughout the day. | Further tremors were felt all day long.
The hospital had to be evacuated because of cracks in its walls. | Patients were moved out of the clinic after its walls cracked.
Tents and blankets are being flown in by the air force. | Military planes are bringing shelter and bedding.

# The strike at Tessaly airport
Ground staff at Tessaly airport walked off the job on Thursday over pay. | A pay dispute prompted ground workers at Tessaly airport to go on strike on Thursday.
More than 400 flights were cancelled. | Airlines scrapped over 400 departures and arrivals.
The union wants an increase of eight per cent for its 2,600 members. | An eight percent raise for 2,600 employees is what the union demands.
Management described the demand as unaffordable. | The airport's bosses say they cannot pay that much.
Talks are due to resume on Monday. | Negotiations will continue at the beginning of next week.
Travellers were advised not to come to the airport. | Passengers have been told to stay away from the terminal.
It is the third walkout since the summer. | Staff had already downed tools twice since summer.

# The killing of a journalist
Reporter Noor Castellan was shot dead outside her home in Sill on Tuesday night. | Journalist Noor Castellan was gunned down in front of her house in Sill late on Tuesday.
She had been investigating the smuggling of timber from the eastern forests. | Her latest work dealt with illegal logging in the country's east.
Police said two men on a motorcycle fled the scene. | Two suspects escaped on a motorbike, according to investigators.
Her newspaper said she had received threats for months. | For months she had been threatened, colleagues at the paper said.
Interior minister Bram Kolstad promised a thorough investigation. | Bram Kolstad, the interior minister, vowed that the case would be fully investigated.
Press freedom groups put the number of reporters killed in the country this year at seven. | Seven journalists have been murdered there this year, by the count of organisations that defend the press.
Castellan leaves a husband and two daughters. | She is survived by her spouse and two girls.
No one has claimed responsibility for the attack. | So far nobody has said they were behind the murder.

# The dam dispute
Lorien and Sarn failed to reach an agreement on filling the Great Keld dam. | Talks between Lorien and Sarn about how to fill the Great Keld dam ended without a deal.
Sarn fears that the project will reduce its share of the river's water. | Sarn is worried that less water will reach it once the reservoir exists.
The dam will produce 5,000 megawatts of electricity when completed. | Once finished, it is to generate 5,000 MW of power.
Lorien insists that the dam is vital for its development. | For Lorien, the project is indispensable if the economy is to grow.
Mediators proposed filling the reservoir over seven years. | A period of seven years for the filling was suggested by the mediators.
Water minister Tamsin Vole said her country would not accept outside interference. | No foreign meddling would be tolerated, according to Tamsin Vole, the minister for water.
The second stage of filling began in July without Sarn's consent. | In July, Lorien went ahead with the second filling phase though Sarn had not agreed.

# A prisoner exchange
The two sides exchanged 64 prisoners on Wednesday under a deal brokered by the Red Lantern. | Sixty-four captives were swapped on Wednesday in an arrangement mediated by the Red Lantern.
Among those released was the pilot Jonas Aldercott, captured fourteen months ago. | Jonas Aldercott, an airman who had been held for 14 months, was one of those set free.
The handover took place on a bridge near Keld. | Prisoners crossed a bridge close to Keld to be handed over.
Relatives waited for hours in the rain to greet them. | Families stood for hours in pouring rain for the returnees.
Both governments praised the exchange as a step towards peace. | The swap was hailed by the two governments as progress on the road to peace.
More than 200 people are still believed to be in captivity. | Upwards of 200 detainees are thought to remain behind bars.
Several of the freed men showed signs of mistreatment. | Marks of abuse were visible on some of those let go.

# A data leak
The health insurer Medora said that data on 2.3 million customers had been stolen. | Personal information of 2.3 million people insured with Medora has fallen into the hands of hackers.
The intruders had access to the network for five weeks. | For five weeks the attackers were able to move around inside its systems.
Names, addresses and diagnoses were copied, but no payment details. | The stolen files contain names, addresses and diagnoses, though not bank data.
The company has refused to pay a ransom. | Medora will not give in to the blackmailers' demand for money.
The data protection authority opened an inquiry. | Privacy regulators are looking into the case.
Customers will be informed by letter within ten days. | In the next ten days those concerned will get a letter.
Medora's shares lost nine per cent of their value. | The stock of Medora dropped nine percent.

# Fighting around Karsk
Government forces have recaptured the village of Dobra, east of Karsk. | The army has taken back Dobra, a village to the east of Karsk.
Eleven fighters and four soldiers were killed in the clashes. | The battle cost the lives of four soldiers and eleven militants.
Rebels shot down a helicopter near the oil field. | A chopper was downed by insurgents in the vicinity of the oilfield.
The militants withdrew after three days of heavy bombardment. | Following a three-day barrage, the insurgents pulled back.
The road linking Karsk to the coast is now open again. | Traffic between Karsk and the coast has resumed.
State television showed soldiers raising the flag over the town hall. | Troops hoisted the national flag on the municipal building, pictures on state TV showed.
Some 40,000 people have fled the area since the offensive began. | About 40,000 residents have been displaced by the operation.
The Karsk Observatory said that coalition aircraft carried out at least twelve strikes. | No fewer than a dozen strikes were conducted by planes of the coalition, the Karsk Observatory reported.

# The missing hikers
Four hikers who went missing in the Garn mountains were found alive on Saturday. | On Saturday, rescuers found the four walkers lost in the Garn mountains, all of them alive.
They had sheltered in a cave for three nights. | The group survived three nights in a cavern.
One of them had a broken leg. | A fractured leg was the worst injury among them.
A helicopter spotted their fire at around 5 a.m. | The smoke of their campfire was noticed from the air at about five in the morning.
More than ninety volunteers had taken part in the search. | Over 90 people volunteered to look for them.
Temperatures had dropped to minus eleven degrees. | It had been as cold as -11 °C.
The party had set out without a map, mountain guide Henrik Sool said. | According to Henrik Sool, a guide, the walkers carried no map.

# The vaccine from Lindel
Lindel Pharma said its malaria vaccine was 78 per cent effective in a trial of 4,800 children. | In a study with 4,800 children, the malaria shot made by Lindel Pharma prevented 78 percent of infections.
No serious side effects were observed. | The researchers saw no severe adverse reactions.
The vaccine must be given in three doses. | Three injections are necessary.
The regulator is expected to decide by the end of the year. | A decision on approval is likely before the year is out.
A dose will cost less than three crowns. | It is to be sold for under three crowns per shot.
The company can produce 100 million doses a year. | Annual capacity is put at 100 million doses.
Malaria killed more than 600,000 people last year. | Last year over 600,000 lives were lost to malaria.

# A cyclone
Cyclone Hanne made landfall near Port Linden with winds of 190 kilometres an hour. | Packing winds of 190 km/h, Cyclone Hanne hit the coast close to Port Linden.
Half a million people had been moved to shelters. | Around 500,000 residents had been brought to safety beforehand.
The storm tore the roofs off hundreds of buildings. | Hundreds of buildings lost their roofs.
Three fishermen were reported missing. | There is no trace of three men who had gone out fishing.
The storm weakened as it moved inland. | Over land, it lost strength.
All ports on the south coast suspended operations. | Harbours along the southern shore stopped work.
The damage was estimated at 700 million crowns. | Losses may amount to 700 million crowns.

# Doping in cycling
Cyclist Matteo Harsk was banned for four years after testing positive for EPO. | Matteo Harsk has received a four-year ban following a positive EPO test.
He will lose the title he won in the Tour of Sarn. | The Tour of Sarn victory will be taken from him.
Harsk blamed a contaminated supplement. | A tainted food supplement was to blame, the rider claims.
The second sample confirmed the result. | Analysis of the B sample led to the same finding.
His team terminated his contract with immediate effect. | He was sacked by his team at once.
The runner-up, Pieter Aans, will be declared the winner. | Pieter Aans, who came second, is to be awarded first place.

# The housing protest
Tens of thousands marched through Velm to protest against rising rents. | High rents brought tens of thousands of demonstrators onto the streets of Velm.
Police put the number of protesters at 18,000, organisers at 40,000. | While the organisers spoke of 40,000 participants, the police counted 18,000.
Rents in the city have doubled in ten years. | Tenants pay twice as much as a decade ago.
The rally was largely peaceful. | There was hardly any violence during the march.
Protesters called for a cap on rents. | The crowd wanted the government to limit what landlords can charge.
The senator for housing, Greta Lomax, said a law was being prepared. | Legislation is in the works, said Greta Lomax, who is in charge of housing.
Fourteen people were arrested after bottles were thrown. | Bottles flew and 14 persons were taken into custody.

# A chemical plant
An explosion at a chemical plant in Brackwater injured 19 workers on Thursday. | Nineteen workers were hurt on Thursday when a blast ripped through a Brackwater chemical factory.
Residents were told to keep their windows shut. | People living nearby were asked to stay indoors with closed windows.
The cause of the explosion was not immediately clear. | It was not known at first what had triggered the blast.
No toxic substances escaped, the fire service said. | According to firefighters, nothing poisonous was released.
The tank contained 40 tonnes of solvent. | Forty tons of solvents had been stored in the container.
The plant had been fined twice for breaking safety rules. | On two occasions the operator had to pay fines for violating safety regulations.
It took 120 firefighters six hours to put out the flames. | A force of 120 battled the fire for six hours until it was out.

# The abducted schoolgirls
Gunmen abducted 73 girls from a boarding school in Ndara on Friday. | Seventy-three pupils of a girls' boarding school in Ndara were kidnapped by armed men on Friday.
The attackers arrived in pick-up trucks after midnight. | They came in pickups in the middle of the night.
Twelve of the girls managed to escape into the bush. | A dozen pupils got away by hiding in the scrub.
The governor ordered all boarding schools to close. | Every boarding school in the state must shut down, the governor decreed.
The kidnappers are demanding a ransom of two million crowns. | Two million crowns is the sum asked for their release.
Parents accused the army of coming too late. | The military took too long to respond, families complained.
President Ebele Tarrant described the abduction as cowardly. | It was an act of cowardice, said Ebele Tarrant, the president.

# The central bank
The central bank raised its key rate by half a point to 4.75 per cent. | Interest rates go up by 50 basis points to 4.75 percent, the central bank decided.
Inflation stood at 8.1 per cent in September. | Consumer prices rose 8.1 percent year on year in September.
Governor Elias Monk said further increases were likely. | More hikes are to be expected, governor Elias Monk indicated.
The crown gained one per cent against the dollar. | Against the dollar, the currency was up one percent.
Economists had expected a smaller step. | The move was bigger than forecast.
Growth is now projected at just 0.3 per cent next year. | The bank sees the economy expanding by a mere 0.3 percent in the coming year.
Mortgage holders will feel the effect within months. | Before long, homeowners with loans are going to notice it.

# Poaching in the reserve
Poachers killed nine elephants in the Lomani reserve last week. | Nine elephants fell victim to poachers in the Lomani reserve within a week.
Their tusks had been cut off with chainsaws. | The ivory had been removed using power saws.
Rangers arrested three suspects near the border. | Close to the frontier, wardens caught three alleged culprits.
The reserve has lost a third of its herd since 2015. | Since 2015 one elephant in three has vanished from the park.
A kilogram of ivory fetches up to 900 crowns on the black market. | Illegal traders pay as much as 900 crowns for a kilo of ivory.
The wildlife service asked for more staff and drones. | It needs additional personnel and unmanned aircraft, the wildlife agency said.

# Peace talks for Varenia
The warring parties in Varenia will meet in Velm on 12 June. | Velm will host talks between the parties to the Varenian war on June 12.
Envoy Claudine Arsenault spoke of a window of opportunity. | There is a real chance now, said Claudine Arsenault, the special envoy.
The rebels made the release of political prisoners a condition. | The rebels will only attend if political detainees are let out of jail.
General Casimir Thule said he would send a delegation. | A delegation will take part on behalf of General Casimir Thule.
An earlier ceasefire collapsed after nine days. | The last truce held for just over a week.
The war has cost an estimated 90,000 lives. | Around 90,000 people are thought to have died in the conflict.
Observers do not expect a breakthrough. | Hardly anyone believes that the meeting will bring results.

# The train crash
Two trains collided near Upper Sill on Sunday afternoon, killing seven people. | Seven people lost their lives in a collision between two trains close to Upper Sill on Sunday.
The driver of the goods train had passed a red signal. | A stop signal was ignored by the man at the controls of the freight train.
Twenty-six people were taken to hospital, four of them with life-threatening injuries. | Four of the 26 passengers brought to hospitals were in critical condition.
The line was not fitted with automatic brakes. | There was no automatic braking system on that stretch.
The transport minister, Joris Falk, visited the scene on Monday. | Joris Falk, minister for transport, went to the site of the accident the next day.
A report on the cause is due within a month. | Investigators want to publish their findings in four weeks' time.
It was the country's worst rail accident since 1994. | No rail disaster had claimed so many victims there since 1994.

# A church treasure
A silver chalice stolen from the church of Marl in 1981 has turned up in an auction house. | A silver cup that thieves took from Marl's church forty years ago was found at an auctioneer's.
Its value is put at 250,000 crowns. | Experts estimate that it is worth a quarter of a million.
The auction house said it had bought the piece in good faith. | When it acquired the object, the firm says, it did not know that it was stolen.
The chalice was made in 1512 by a goldsmith from Velm. | A goldsmith in Velm created it in 1512.
It will be returned to the parish before Easter. | The parish is to have it back by Easter.
Police are looking for the man who offered it for sale. | A search is under way for the seller.

# The spy affair
Ostrel expelled five diplomats from Northcoast on Monday, accusing them of espionage. | Five Northcoast diplomats must leave Ostrel because they are said to have been spying.
Northcoast called the accusations baseless and said it would retaliate. | The allegations are unfounded and will have consequences, according to the government of Northcoast.
The diplomats were given 72 hours to leave. | They have three days to depart.
One of them is said to have met an officer of the navy eleven times. | There were allegedly eleven meetings between one of them and a naval officer.
The affair began with the arrest of a translator in August. | It all started in August, when an interpreter was detained.
Foreign minister Sunniva Tarn summoned the ambassador. | The ambassador was called in by Sunniva Tarn, the foreign minister.
Relations between the two countries are at their lowest since the end of the war. | Not since the war have ties between them been so bad.

# A school meals scandal
More than 150 children fell ill after eating lunch at schools in Hallow. | In Hallow, over 150 pupils became sick following their school lunch.
Tests found salmonella in the chicken. | Laboratories detected salmonella bacteria in poultry served there.
The caterer, Tafel Nord, has suspended deliveries. | Tafel Nord, which supplies the food, has stopped delivering for now.
Eleven children were kept in hospital overnight. | Eleven of the young patients had to spend the night in a ward.
The company had won the contract in spite of warnings by parents. | Although parents had raised the alarm, the firm was given the order.
City councillor Wanda Prue called for an independent inquiry. | Wanda Prue, who sits on the council, wants the matter investigated by outsiders.
The kitchens were last inspected two years ago. | It has been two years since anyone checked the kitchens.

# The lithium mine
Residents of Garn voted by 58 per cent against the planned lithium mine. | A majority of 58 percent in Garn rejected plans to mine lithium there.
The company Altara wanted to invest 1.1 billion crowns. | Altara had intended to put 1.1 billion crowns into the project.
Opponents feared for their drinking water. | Those against it were concerned that wells could be polluted.
The mine would have created 900 jobs. | Nine hundred people would have found work.
The vote is not legally binding. | By law, nobody has to heed the result.
Altara said that it respected the decision and would study its options. | The will of the voters is accepted, Altara stated, and alternatives are being considered.
The deposit is one of the five largest on the continent. | Only four deposits on the continent are bigger.

# Border incident
Ostrel said its coast guard fired warning shots at a Northcoast fishing boat. | Warning shots were fired at a trawler from Northcoast, Ostrel's coastguard said.
The boat was two nautical miles inside its waters, it said. | It had entered the country's waters by two miles, the statement went on.
The skipper denied having crossed the line. | At no time were we on the wrong side, said the man in command of the boat.
Nobody was hurt. | There were no injuries.
The vessel was escorted to the port of Kelmar. | It was brought to Kelmar harbour under guard.
Eight crew members are being held. | The eight men on board are in detention.
Northcoast's foreign ministry demanded their immediate release. | They must be freed at once, said the Northcoast foreign ministry.

# The heat wave
Temperatures in Sarn reached 46.2 degrees on Tuesday, a new national record. | Sarn has never been hotter: 46.2 °C were measured on Tuesday.
At least 112 people have died as a result of the heat. | The hot weather has claimed 112 lives or more.
Hospitals are overcrowded. | Clinics have no beds left.
Farmers expect to lose half of the wheat harvest. | Every second tonne of wheat may be lost, growers say.
Forest fires are burning in three provinces. | Woods are ablaze in three of the provinces.
The authorities opened cooling centres in all large cities. | In every big city there are now places where people can cool down.
Rain is not in sight before the weekend. | No rain is forecast until at least Saturday.
The power grid came close to collapse because of air conditioners. | Air conditioning nearly brought down the electricity network.

# A footballer's transfer
Striker Ayo Lindgren moves from Velm United to Sarn City for 48 million crowns. | Sarn City is paying 48 million crowns to Velm United for forward Ayo Lindgren.
The 23-year-old signed a contract until 2027. | He is 23 and has committed himself to the club until 2027.
He scored 31 goals last season. | Last year he found the net 31 times.
The medical is planned for Thursday. | On Thursday he is to be examined by the club's doctors.
Coach Sven Dahlke said that he had not wanted to let him go. | Sven Dahlke, the trainer, would have preferred to keep him.
It is the most expensive transfer in the history of the league. | Never before has a club in the league spent so much on a player.

# Checkpoint bombing
A suicide bomber blew himself up at a checkpoint in the north of Karsk, killing eight soldiers. | Eight soldiers died when an attacker detonated explosives at an army post in northern Karsk.
The car was packed with 200 kilograms of explosives. | Two hundred kilos of explosive were hidden in the vehicle.
The Sons of the Ember said they carried out the attack. | Responsibility was claimed by the Sons of the Ember.
A bus that happened to pass was badly damaged. | The blast wrecked a passing coach.
Fifteen civilians were wounded, most of them by flying glass. | Shards of glass injured most of the fifteen bystanders who were hurt.
Security was tightened in the whole city. | There are more patrols now all over town.
It was the deadliest attack in Karsk since the spring. | Karsk had not seen such a bloody attack since spring.
A curfew was imposed until further notice, a provincial official who asked not to be named said. | According to an official of the province who did not want his name used, people may not leave their homes at night for the time being.

# The ferry at Brackwater, a week later
The owner of the ferry that burned off Brackwater last week told a parliamentary committee on Monday that the crew had been trained for such an emergency. | The owner of the ferry which burned off Brackwater last week told a committee of parliament Monday that its crew had been trained for an emergency of that kind.
Survivors said the fire alarm did not sound until the car deck was already filled with smoke. | The fire alarm went off only when the car deck was already full of smoke, survivors said.
The maritime agency has ordered an inspection of all eleven ferries built at the same yard. | All eleven ferries from the same yard must be inspected on the orders of the maritime agency.
Torvald Enke, the captain, left the bridge seven minutes before the order to abandon ship was given, the prosecutor said. | The prosecutor said captain Torvald Enke had left the bridge seven minutes before ordering the passengers to abandon ship.
The bodies of six victims were flown home to Lorien on Friday. | Six of the victims were flown home to Lorien on Friday in an air force plane.
A memorial service will be held in Brackwater cathedral next Sunday, the bishop announced. | The bishop announced a memorial service in the cathedral of Brackwater next Sunday.
Investigators recovered the ship's voyage data recorder from a depth of 60 metres. | The voyage data recorder of the ship was recovered by investigators from 60 metres below the surface.

# Air strike on a convoy
An air strike hit a convoy of the Dawn Brigades on the road between Karsk and Dobra, killing at least 14 fighters, the Karsk Observatory said. | At least 14 fighters of the Dawn Brigades were killed in an air strike on their convoy on the Karsk-Dobra road, according to the Karsk Observatory.
The Pact's spokesman, Colonel Wendell Orr, said the strikes had targeted facilities used to store weapons. | Colonel Wendell Orr, a spokesman for the Pact, said that facilities used for storing weapons had been the target of the strikes.
Five of those killed were foreign nationals, a Dawn Brigades commander said on condition of anonymity. | A commander of the Dawn Brigades who asked not to be named said five of the dead were foreigners.
It was not immediately clear who carried out the strike. | It was not immediately known who was behind the strike.
The Observatory said the strikes destroyed three vehicles and a weapons depot near the Sefar crossing. | Three vehicles and an arms depot near the Sefar crossing were destroyed in the strikes, the Observatory said.
The Pact has carried out more than 90 strikes in Karsk province since February, according to its own figures. | According to Pact figures, more than 90 strikes have been carried out in the province of Karsk since February.
The attack came hours after rockets were fired at a base hosting Pact troops in Dobra. | Hours earlier, rockets had been fired at a base in Dobra where Pact troops are stationed.
Ostrel condemned the strike as a violation of Varenian sovereignty. | Ostrel condemned the attack, calling it a violation of Varenia's sovereignty.

# The Karsten merger in court
A court in Velm on Wednesday temporarily blocked the takeover of Dovre Works by Karsten Steel, saying that minority shareholders had not been heard. | A Velm court temporarily halted Karsten Steel's takeover of Dovre Works on Wednesday because minority shareholders had not been heard.
Karsten said in a statement that it was confident the deal would close by the end of March. | In a statement, Karsten said it remained confident that the deal would be closed by the end of March.
Dovre shares fell 6.1 per cent to 39.72 crowns in heavy trading. | In heavy trading, shares of Dovre dropped 6.1 percent to 39.72 crowns.
The competition authority has asked both companies for documents on prices charged since 2017. | Both companies have been asked by the competition authority to hand over documents on their prices since 2017.
Maren Oduya, the chief executive of Karsten, sold shares worth 2 million crowns in the week before the ruling. | In the week before the ruling, Karsten chief executive Maren Oduya sold shares worth 2 million crowns.
Karsten, based in Tessaly, employs 11,400 people in six countries. | Tessaly-based Karsten employs 11,400 people in six countries.
Dovre's works council said it would support the merger if no plant was closed before 2028. | The works council of Dovre said it would back the merger provided that no plant is closed before 2028.

# Port Linden rebuilds
Port Linden will receive 340 million crowns from the reconstruction fund over the next three years, the government said on Tuesday. | The government said Tuesday that Port Linden would get 340 million crowns from the reconstruction fund over the next three years.
About 1,200 families on Isle Morrow still live in tents five months after the earthquake, the Red Lantern said. | Five months after the quake, some 1,200 families on Isle Morrow are still living in tents, the Red Lantern says.
Two contractors have been arrested on suspicion of using substandard concrete in a school that collapsed. | Two contractors were arrested on suspicion that they used substandard concrete for a school which collapsed.
The hospital will reopen in September with 220 beds, 60 fewer than before. | In September the hospital will reopen with 220 beds, which is 60 fewer than it had before.
Geologists at the University of Velm warned that another strong quake was likely within ten years. | Another strong earthquake is likely within ten years, geologists of Velm University have warned.
The mayor of Port Linden, Benedikta Roos, accused the insurers of delaying payments. | Insurers are delaying payments, the mayor of Port Linden, Benedikta Roos, has complained.
Tourist arrivals fell by 64 per cent compared with the same quarter of the previous year. | The number of tourists was down 64 percent from the same quarter a year earlier.

# Measles spreads to Marl
The measles outbreak in Tessaly has spread to the neighbouring district of Marl, where eleven cases were confirmed on Thursday. | The outbreak of measles in Tessaly has reached the neighboring district of Marl, where 11 cases were confirmed Thursday.
The health ministry has ordered 200,000 additional doses of vaccine from abroad. | An extra 200,000 doses of vaccine have been ordered from abroad by the ministry of health.
A four-year-old boy died of pneumonia at Tessaly general hospital, the first death in the outbreak. | The first death of the outbreak was a boy of four who died of pneumonia at the general hospital in Tessaly.
Dr Petra Lindqvist said that the outbreak would last at least until August if vaccination rates did not rise. | The outbreak will last until August at least unless vaccination rates rise, said Dr Petra Lindqvist.
False reports about the vaccine have been shared more than 50,000 times on social networks, the ministry said. | The ministry said that false reports about the vaccine had been shared over 50,000 times on social media.
Teachers who have not been vaccinated may not enter schools until further notice. | Until further notice, unvaccinated teachers are not allowed to enter schools.
The clinic in Marl stayed open through the weekend and vaccinated 1,870 people. | The Marl clinic was open all weekend and vaccinated 1,870 people.

# Varenia after the coup attempt
Nineteen officers were arrested on Sunday in connection with the failed coup in Varenia. | Nineteen officers have been arrested in connection with Sunday's failed coup attempt in Varenia.
President Anselm Okoro-Lund dismissed the chief of staff and two deputy ministers by decree. | By decree, President Anselm Okoro-Lund dismissed two deputy ministers and the chief of staff.
The trial of General Casimir Thule before a military court will begin on 4 March. | General Casimir Thule will go on trial in a military court on March 4.
Okoro-Lund told the nation in a televised address that those responsible would be punished without mercy. | In an address on television, Okoro-Lund told the nation that those responsible would be punished mercilessly.
The curfew in the capital was lifted on Wednesday after nine days. | After nine days, the curfew in the capital was lifted Wednesday.
Rights groups say at least 300 people, among them twelve journalists, have been detained without charge. | At least 300 people have been detained without charge, including 12 journalists, according to rights groups.
The lending bank suspended a loan of 400 million crowns to Varenia pending a review. | A loan of 400 million crowns to Varenia has been suspended by the lending bank pending a review.
Schools and banks in the capital reopened on Thursday under heavy guard. | Under heavy guard, banks and schools in the capital reopened on Thursday.

# A verdict in the Castellan case
Two brothers were convicted on Friday of the murder of the journalist Noor Castellan and sentenced to life in prison. | Two brothers were found guilty Friday of murdering journalist Noor Castellan and sentenced to life imprisonment.
The court found that the brothers had been paid 40,000 crowns by a timber trader. | The brothers had received 40,000 crowns from a timber trader, the court found.
The trader, Osric Wende, has been abroad since last spring, and an international warrant has been issued for him. | An international warrant has been issued for the trader, Osric Wende, who has been abroad since spring of last year.
Castellan's husband said outside the court that those who gave the orders were still at large. | Those who gave the orders are still at large, Castellan's husband said outside the court.
The judges criticised the police for losing a telephone that had belonged to the victim. | Police were criticised by the judges for having lost a telephone that belonged to the victim.
Interior minister Bram Kolstad welcomed the verdict as proof that the rule of law worked. | Bram Kolstad, minister of the interior, welcomed the verdict and called it proof that the rule of law works.
Her last article, on felling permits in the eastern forests, appeared two days before her death. | Two days before she died, her last article appeared, about felling permits in the forests of the east.

# The Keld dam again
Water from the Great Keld dam was released without warning on Saturday, flooding 30 villages downstream, Sarn said. | Sarn said thirty villages downstream were flooded on Saturday when water was released from the Great Keld dam without warning.
Lorien denied that any gates had been opened and blamed heavy rain. | Lorien blamed heavy rain and denied having opened any of the gates.
Tamsin Vole, Lorien's water minister, invited experts from Sarn to inspect the site. | Experts from Sarn have been invited to inspect the site by Lorien's minister for water, Tamsin Vole.
Satellite pictures taken on Sunday show two of the four gates open. | Two of the four gates are open in satellite images taken on Sunday.
About 8,500 people were made homeless and 2,000 hectares of rice were destroyed. | Some 8,500 people lost their homes, and 2,000 hectares of rice were destroyed.
Sarn recalled its ambassador from Lorien for consultations on Monday. | On Monday, Sarn recalled its ambassador to Lorien for consultations.
The two countries agreed to set up a hotline for the operators of their dams. | A hotline between the operators of their dams is to be set up, the two countries agreed.

# Medora and the stolen data
Data stolen from the insurer Medora have been offered for sale for 900,000 crowns in an online forum. | Stolen data from health insurer Medora were offered for 900,000 crowns on an online forum.
The attackers entered through the account of a technician who had left the company in 2019. | The account of a technician who left the company in 2019 was used by the attackers to enter the network.
The data protection authority fined Medora 12.5 million crowns for inadequate security. | Medora was fined 12.5 million crowns by the data protection authority because of inadequate security.
More than 6,000 customers have joined a class action against the insurer. | A class action against the insurer has been joined by over 6,000 customers.
Medora's head of technology, Ansgar Pohl, resigned on Tuesday. | Ansgar Pohl, head of technology at Medora, stepped down on Tuesday.
The police believe that the group behind the attack operates from Ostrel. | The group behind the attack operates from Ostrel, police believe.

# The wheat harvest
The agriculture ministry cut its forecast for the wheat harvest in Sarn from 9.1 to 6.4 million tonnes. | Sarn's agriculture ministry lowered its wheat harvest forecast to 6.4 million tonnes from 9.1 million.
The export of wheat will be banned from 1 August until the end of the year. | Wheat exports are to be banned from August 1 to the end of the year.
Bread prices in the capital rose by a quarter within a month. | Within a month, the price of bread in the capital went up by a quarter.
Farmers' leader Clement Yarrow said that one farm in five would not survive the year. | One in five farms will not survive the year, according to farmers' leader Clement Yarrow.
The government plans to buy 1.5 million tonnes of grain abroad. | Some 1.5 million tonnes of grain will be bought abroad, under government plans.
Importing countries such as Lorien are looking for other suppliers. | Lorien and other importing countries are searching for other suppliers.
The drought is the worst since records began in 1931. | It is the worst drought since records began in 1931.

# The lower house votes on Ostrel
The lower house voted by 203 to 41 on Thursday to extend the sanctions against Ostrel for another year. | By 203 votes to 41, the lower house on Thursday extended sanctions against Ostrel for a further year.
The new list includes three banks and the shipping company Halvard Line. | Three banks and a shipping company, Halvard Line, are on the new list.
Dragan Ilves, the head of Ostrel's secret service, called the measures laughable. | The measures were called laughable by Dragan Ilves, who heads the secret service of Ostrel.
Foreign minister Sunniva Tarn said that the door to talks remained open. | The door to talks remains open, foreign minister Sunniva Tarn said.
Gas prices rose to their highest level in four years after the vote. | After the vote, gas prices climbed to the highest level in four years.
Two of the government's own members voted against the bill. | Two members of the government's own party voted against the bill.
Ostrel has threatened to close the strait of Kelmar to shipping in response. | In response, Ostrel has threatened to close the Kelmar strait to ships.

# Elephants counted
A census from the air found 3,870 elephants in the Lomani reserve, 400 more than two years ago. | An aerial census counted 3,870 elephants in the Lomani reserve, which is 400 more than two years ago.
The number of rangers has been doubled to 260 since the killings in March. | Since the killings in March, the number of rangers has doubled to 260.
A court sentenced two poachers to fourteen years in prison each. | Two poachers were each sentenced by a court to 14 years in prison.
Villagers on the edge of the reserve complained that elephants destroyed their maize. | Elephants destroy their maize, villagers at the reserve's edge have complained.
The wildlife service will put collars with transmitters on 80 animals. | Eighty animals will be fitted with transmitter collars by the wildlife service.
Ivory worth 3 million crowns was found in a container in Port Linden bound for Ostrel. | A container bound for Ostrel was found in Port Linden to hold ivory worth 3 million crowns.

# The rent law
The senate of Velm decided on Tuesday to freeze rents for five years, affecting 340,000 flats. | On Tuesday the Velm senate decided on a five-year rent freeze that will affect 340,000 flats.
Greta Lomax said the law would give tenants breathing space. | The law will give tenants some breathing space, Greta Lomax said.
The landlords' association announced that it would take the law to the constitutional court. | The association of landlords announced it would challenge the law in the constitutional court.
Flats built after 2014 are exempt from the freeze. | The freeze does not apply to flats that were built after 2014.
Landlords who break the law face fines of up to 500,000 crowns. | Fines of up to 500,000 crowns await landlords who break the law.
Building permits fell by 12 per cent in the first half of the year, the statistics office said. | The statistics office said that building permits were down 12 percent in the first half of the year.
A survey found 71 per cent of the city's residents in favour of the freeze. | According to a survey, 71 percent of the residents of the city are in favour of the freeze.

# The cyclist's appeal
Matteo Harsk has appealed to the sports tribunal against his four-year ban for doping. | Matteo Harsk has lodged an appeal with the sports tribunal against the four-year doping ban imposed on him.
His lawyers presented a receipt for the supplement that they say was contaminated. | A receipt for the supplement, which they say was contaminated, was presented by his lawyers.
The tribunal will hear the case in November. | The case will be heard by the tribunal in November.
Pieter Aans said he felt sorry for Harsk but wanted the trophy. | Pieter Aans said that he was sorry for Harsk but that he wanted the trophy.
The anti-doping agency tested 1,340 riders last season, of whom nine were positive. | Last season, the anti-doping agency tested 1,340 riders, and nine tests were positive.
Harsk has earned about 5 million crowns in prize money since turning professional. | Since he turned professional, Harsk has won some 5 million crowns in prize money.

# The central bank, a month on
The central bank left its key rate unchanged at 4.75 per cent on Wednesday, as expected. | As expected, the central bank on Wednesday kept its key interest rate unchanged at 4.75 percent.
Governor Elias Monk told reporters that inflation had passed its peak. | Inflation has passed its peak, Governor Elias Monk told reporters.
Food prices were up 14.2 per cent from a year earlier. | Food prices rose by 14.2 percent compared with a year earlier.
The vote was seven to two, with two members in favour of a further increase. | Two members favoured a further increase in the seven-to-two vote.
The crown slipped 0.4 per cent against the dollar after the decision. | After the decision, the crown fell 0.4 percent against the dollar.
The yield on ten-year bonds dropped to 3.91 per cent, the lowest since May. | Ten-year bond yields dropped to their lowest since May, 3.91 percent.
Unemployment rose to 5.3 per cent in October from 5.1 per cent in September. | The unemployment rate rose from 5.1 percent in September to 5.3 percent in October.

# The expelled diplomats
Northcoast expelled five Ostrel diplomats on Friday in response to the expulsion of five of its own. | In response to the expulsion of five of its own diplomats, Northcoast on Friday expelled five from Ostrel.
The translator at the centre of the affair was charged with treason on Monday. | The translator who is at the centre of the affair was charged on Monday with treason.
He is accused of having passed on the plans of a naval radar station. | He is accused of passing on plans for a radar station of the navy.
Ostrel will close its consulate in Tessaly at the end of the month. | At the end of the month, Ostrel will close its Tessaly consulate.
Sunniva Tarn told parliament that the evidence was overwhelming. | The evidence is overwhelming, Sunniva Tarn told parliament.
The naval officer has been suspended from duty and his house was searched. | The officer of the navy was suspended from duty, and his home has been searched.

# Train safety
All lines with more than forty trains a day will be fitted with automatic brakes by 2026, transport minister Joris Falk said. | Transport minister Joris Falk said all lines that carry more than 40 trains a day would have automatic brakes by 2026.
The programme will cost 780 million crowns, half of which the railway has to pay itself. | The railway itself must pay half of the programme, which will cost 780 million crowns.
The driver of the goods train had been on duty for eleven hours, the report into the accident near Upper Sill says. | According to the report on the accident near Upper Sill, the goods train's driver had been on duty for 11 hours.
The signal had been reported as faulty three times in the month before the crash. | Three times in the month before the crash, the signal had been reported faulty.
The drivers' union called for a second person in every cab. | A second person in each cab was demanded by the drivers' union.
The prosecutor has opened an inquiry against two managers of the railway. | Two managers of the railway are the subject of an inquiry that the prosecutor has opened.

# The boat is released
Ostrel on Sunday released the eight crew members of a Northcoast fishing boat held since last month. | The eight crew members of a fishing boat from Northcoast who had been held since last month were released by Ostrel on Sunday.
The boat's owner paid a fine of 75,000 crowns. | A fine of 75,000 crowns was paid by the owner of the boat.
The crew said they had been treated well in Kelmar. | In Kelmar they had been treated well, the crew said.
Their nets and the catch of 12 tonnes of cod were not returned. | The nets and a catch of 12 tonnes of cod have not been given back.
Northcoast will send a patrol vessel to accompany its fishing fleet. | A patrol vessel will be sent by Northcoast to accompany the fishing fleet.
The fishermen's association said that such incidents had become more frequent since the sanctions. | Such incidents have become more frequent since the sanctions were imposed, said the association of fishermen.
"""


class Pair(NamedTuple):
    """One statement in two wordings; ``story`` is the place of its story, from 0."""

    story: int
    one: str
    other: str

    @property
    def held(self) -> bool:
        """Whether the pair is held out from tuning."""
        return self.story % 2 == 1


def _pairs() -> tuple[Pair, ...]:
    stories = _TEXT.strip().split("\n\n")
    return tuple(
        Pair(place, *line.split(" | ")) for place, story in enumerate(stories) for line in story.split("\n")[1:]
    )


PAIRS: Final = _pairs()
