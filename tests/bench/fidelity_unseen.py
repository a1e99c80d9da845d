"""Texts and cases that no threshold was tuned on. All speakers, places and events are made up.

When they were first held against the checks, 165 of the 176 were right (93.8%). Faults that they showed were mended
then: a speaker's label inside a claim, a number in words of which the passage held a part, a border between two
passages that was sought at changed words alone; and one case of theirs that was marked wrongly.
"""

from __future__ import annotations

from fidelity_cases import A, C, D, I, M, N, P, Rows, S, V

# A long interview, written down with care.
WEEKLY = """\
Q: Professor Lindqvale, you have spent thirty years with the bees of the Orlo plateau. Are they dying?

A: Some are. In the eastern part of the plateau we have lost about forty per cent of the colonies since 2015. In the
western part we
have lost next to none. Anyone who tells you that "the bees of Orlo are dying" has not been to the west.

Q: What is the difference?

A: Water, mostly. The eastern springs dried up after the quarry was deepened. I cannot prove that the quarry is to
blame. I can only say
that the springs dried up in the year after the work began, and that I know of no other reason.

Q: The Brannock quarry company says your figures are invented.

A: They have had my figures for six years. They have never come to count a single hive. If they come, I will lend
them a veil.

Q: You were offered money by the company.

A: I was offered a laboratory, which is not the same. I refused it because the contract said that they would see
every paper before it was
printed. I might have accepted without that clause. I am not a saint, and the old laboratory leaks.

Q: Should the quarry be closed?

A: No. Two hundred and sixty people work there, and my neighbour is one of them. It should be made to pump water back
into the springs. That
costs perhaps half a million a year. The company earned nineteen million last year.

Q: And if nothing is done?

A: Then I expect the eastern colonies to be gone within ten years. I hope that I am wrong. I have been wrong before:
in 2009 I said that the
mites would kill every hive on the plateau, and they did not.
"""

# Answers in an assembly.
QUESTIONS = """\
The Minister for Roads (Mrs Odile Farrant): I thank the honourable member for the question. The tunnel under Mount
Seld was closed on
Friday evening because a camera showed smoke. There was no fire. A lorry's brakes had overheated. The tunnel was
opened again at 11.40 the same
evening, and nobody was hurt.

Mr Bako: Is it true that the fans did not start?

The Minister for Roads (Mrs Odile Farrant): It is true that two of the fourteen fans did not start. The other twelve
did, and twelve are enough
to clear the tunnel of smoke. Nevertheless I have ordered that all of them be examined before the summer holidays
begin. The firm that
maintains them will not be paid for the month of May unless the two fans are repaired by then.

Mr Bako: The firm belongs to the Minister's brother-in-law.

The Minister for Roads (Mrs Odile Farrant): It did. He sold it eight years ago, four years before I took office, and
I have never signed a contract
with it. The contract was signed by my predecessor, who sits, if I may say so, right behind the honourable member. I
have nothing to hide. I shall put
the papers in the library of this house tomorrow.

Mrs Quenby: Will the second tube be built?

The Minister for Roads (Mrs Odile Farrant): I would dearly like to build it. It would cost some 700 million, and the
budget for all roads is 900. The
government will decide in the autumn. Until then I can promise the people of the Seld valley nothing but patience,
and I know that they have had
enough of that.
"""

# A thread of posts.
THREAD = """\
Asta Rowe @asta_rowe · 3 May
1/ Lots of nonsense about the concert in Tiller Park, so here's what happened. I was on stage from 9pm to 9:25pm.

2/ At 9:25 the power failed. It was NOT the storm, the storm came an hour later. A fuse blew. That's all.

3/ Nobody told us to stop playing. We went on without microphones for 3 songs & about half of the crowd sang along ❤️

4/ Around 10 the police asked people to leave because of the storm. They were calm & kind. I didn't see anyone being
pushed, but I wasn't at the gate.

5/ Some papers write that I "fled through the back door". I walked out of the front door w/ my guitar at 10:30 &
signed autographs in the rain.

6/ Tickets: everyone gets 50% back, or a full refund if they send the ticket in by June 1. We may play again in
September, if the town lets us.
"""

UNSEEN: dict[str, Rows] = {
    WEEKLY: (
        (V, D, "In the western part we have lost next to none."),
        (V, D, "In the eastern part of the plateau we have lost about 40 percent of the colonies since 2015"),
        (V, D, "They have had my figures for six years. … They have never come to count a single hive."),
        (V, D, "‘If they come, I will lend them a veil’"),
        (V, D, "I was offered a laboratory, … which is not the same."),
        (V, D, "260 people work there, and my neighbour is one of them"),
        (A, D, "we have lost about fourteen per cent of the colonies since 2015"),
        (A, D, "The western springs dried up after the quarry was deepened."),
        (A, D, "They have always come to count a single hive"),
        (A, D, "I was offered a laboratory, which is the same thing"),
        (A, D, "The company earned ninety million last year."),
        (A, D, "It must be made to pump water back into the springs."),
        (A, D, "I expect the eastern colonies to be gone within two years"),
        (A, D, "If they come, I will lend them a camera"),
        (C, D, "we have lost forty per cent of the colonies since 2015"),
        (C, D, "I can prove that the quarry is to blame."),
        (C, D, "the quarry is to blame"),
        (C, D, "I refused it because … they would see every paper"),
        (C, D, "I have been wrong … the mites would kill every hive on the plateau"),
        (C, D, "That costs half a million a year."),
        (C, D, "I am a saint, and the old laboratory leaks."),
        (S, D, "In the western part we have lost next to none. I hope that I am wrong."),
        (S, D, "The springs dried up after the quarry was deepened. The company earned nineteen million last year."),
        (S, D, "I might have accepted without that clause. The eastern springs dried up after the quarry "
               "was deepened."),
        (P, I, "about 40 per cent of the colonies in the east of the plateau had been lost since 2015"),
        (P, I, "she could not prove that the quarry was to blame"),
        (P, I, "the company had had her figures for six years but had never come to count a hive"),
        (P, I, "the quarry should not be closed but made to pump water back into the springs"),
        (P, I, "she refused the laboratory because the contract would let the company see every paper before printing"),
        (P, I, "she expected the eastern colonies to vanish within ten years"),
        (P, M, "the professor, who says she is “not a saint”, refused the laboratory"),
        (P, M, "the springs, she said, “dried up in the year after the work began”"),
        (A, M, "she said she would “lend them a hand” if they came"),
        (N, D, "The company has agreed to close the quarry within ten years"),
        (N, I, "the mites had returned to the western colonies last year"),
        (N, D, "My neighbour has lost his hives because of the work at the quarry"),
        (N, I, "the contract for a new laboratory had been signed with the company"),
    ),
    QUESTIONS: (
        (V, D, "There was no fire. … A lorry's brakes had overheated."),
        (V, D, "The tunnel was opened again at 11.40 the same evening"),
        (V, D, "It is true that 2 of the 14 fans did not start."),
        (V, D, "I have never signed a contract with it"),
        (V, D, "I have nothing to hide. … I shall put the papers in the library of this house tomorrow."),
        (A, D, "It is true that two of the fourteen fans did not stop."),
        (A, D, "He sold it eight years ago, two years before I took office"),
        (A, D, "The contract was signed by my brother, who sits, if I may say so, right behind the honourable member."),
        (A, D, "It would cost some 970 million"),
        (A, D, "The government will decide in the spring."),
        (A, D, "I would dearly like to close it."),
        (C, D, "I have signed a contract with it"),
        (V, D, "twelve are enough to clear the tunnel"),
        (C, D, "I can promise the people of the Seld valley patience"),
        (C, D, "The firm that maintains them will not be paid for the month of May"),
        (C, D, "It would cost 700 million"),
        (C, D, "two of the fourteen fans did start"),
        (C, D, "I have ordered that all of them be examined … The firm that maintains them will not be "
               "paid for the month of "
               "May unless the two fans are repaired by then."),
        (S, D, "There was no fire. I have nothing to hide."),
        (S, D, "He sold it eight years ago. There was no fire."),
        (S, D, "Nobody was hurt. The government will decide in the autumn."),
        (P, I, "the tunnel had been closed because a camera had shown smoke"),
        (P, I, "two of the fourteen fans had not started"),
        (P, I, "all fans would be examined before the summer holidays"),
        (P, I, "her brother-in-law had sold the firm four years before she took office"),
        (P, I, "a second tube would cost some 700 million"),
        (P, I, "she would put the papers in the library of the house on the following day"),
        (P, M, "the minister, who has “nothing to hide”, will publish the papers"),
        (N, D, "The fans will be paid for by the firm that built the tunnel"),
        (N, I, "a lorry driver had been hurt by the smoke"),
        (N, D, "The budget for the second tube was cut by my predecessor in the autumn"),
        (N, I, "the people of the valley would get a new road before the summer"),
    ),
    THREAD: (
        (V, D, "I was on stage from 9pm to 9:25 p.m."),
        (V, D, "We went on without microphones for three songs & about half of the crowd sang along"),
        (V, D, "Nobody told us to stop playing"),
        (V, D, "It was not the storm, the storm came an hour later."),
        (A, D, "I was on stage from 9pm to 9:55pm"),
        (A, D, "A bomb blew. That's all."),
        (A, D, "about half of the crowd ran away"),
        (A, D, "They were angry & kind."),
        (A, D, "We will play again in September, if the town lets us."),
        (C, D, "It was the storm"),
        (C, D, "Everyone gets a full refund if they send the ticket in by June 1"),
        (C, D, "I didn't see anyone being pushed"),
        (C, D, "We may play again in September"),
        (C, D, "half of the crowd sang along … the police asked people to leave"),
        (S, D, "At 9:25 the power failed. I walked out of the front door w/ my guitar"),
        (S, D, "They were calm & kind. A fuse blew."),
        (P, I, "the power had failed at 9:25 because a fuse blew"),
        (P, I, "she had walked out of the front door with her guitar at 10:30"),
        (P, I, "the band might play again in September if the town let them"),
        (P, I, "police had asked people to leave around 10 because of the storm"),
        (P, M, "the officers were “calm & kind”, the singer wrote"),
        (N, D, "The town has promised to pay for a new stage in the park"),
        (N, I, "the police had closed the gate before the storm"),
        (N, D, "I will never play in Tiller Park again"),
    ),
}  # fmt: skip
