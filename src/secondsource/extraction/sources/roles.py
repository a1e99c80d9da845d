"""What an article calls somebody: role and affiliation, read from the words around a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.words import DETERMINERS, PREPOSITIONS, TITLES, word_set
from secondsource.extraction.sources.institutions import GOVERNMENTS, bare, canonical
from secondsource.extraction.sources.names import written

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Token

_NO_ROLES = word_set(
    "vice prime foreign former defense defence interior press state mr mrs ms miss sir dame dr lord lady"
)
ROLE_NOUNS = (TITLES - _NO_ROLES) | word_set(
    """
    official officials source sources leader leaders commander commanders soldier soldiers officer officers
    expert experts adviser advisor advisers aide aides resident residents witness witnesses activist
    activists analysts spokesmen spokespeople diplomat diplomats lawyer lawyers lawmaker lawmakers senators
    doctor doctors medic medics rebel rebels fighter fighters head chief member members director manager
    managers coach professor researcher researchers scientist scientists economist economists historian
    investigator investigators prosecutor prosecutors supporter supporters critic critics voter voters
    strategist strategists consultant operative operatives donor donors delegate delegates neighbor
    neighbour survivor survivors relative relatives politician politicians minister ministers governors
    mayors correspondent correspondents reporter reporters insider insiders observer observers people man
    woman men women student students worker workers teacher farmer driver attorney owner co-founder founder
    vice-president candidate candidates nominee secretary chair chairman organizer organizers sheriff
    detective general colonel negotiator envoy ambassador mother father wife husband brother sister son
    daughter councillor councillors councilman councilwoman master harbourmaster deckhand docker dockers nurse
    nurses engineer engineers pilot pilots skipper fisherman fishermen inspector inspectors commissioner principal
    treasurer trustee surgeon paramedic paramedics firefighter firefighters biologist meteorologist geologist
    psychologist coroner veteran columnist shopkeeper trader traders clerk guard guards volunteer volunteers
    photographer
    """
)  # fmt: skip
# What else a person is called; no rule that finds attributions leans on these.
PERSON_NOUNS = ROLE_NOUNS | word_set(
    """
    sen rep gov gen col lt sgt capt maj adm dr prof minister leader whip counsel superior predecessor successor
    rival counterpart colleague author hacker star tycoon billionaire millionaire businessman mogul lady frontrunner
    front-runner contender incumbent lawmaker congressman congresswoman socialist baker builder bishop mediator
    auditor undersecretary under-secretary superintendent contractor employee employees staffer staffers employer
    plaintiff defendant suspect victim victims passenger passengers patient patients refugee refugees migrant
    migrants farmers teachers parent parents grandmother grandfather uncle aunt cousin nephew niece widow widower
    girlfriend boyfriend partner friend friends backers backer opponent opponents ally allies challenger challengers
    protester protesters demonstrator demonstrators monitors individual person singer musician novelist poet
    biographer prisoner detainee sailor hostage gunman assailant attacker pastor priest rabbi nun dean provost
    rector lecturer tutor undergraduate whistleblower whistle-blower informant coordinator administrator supervisor
    """
)
# Heads that mean whoever was spoken of last, where the text has nobody else of that role: "the candidate".
GENERIC_NOUNS = word_set(
    """
    candidate nominee senator congressman congresswoman lawmaker tycoon billionaire millionaire businessman mogul
    journalist man woman politician lady frontrunner front-runner contender star leader incumbent veteran actor
    actress author republican democrat colonel general captain major lieutenant governor mayor president professor
    scientist doctor economist mogul socialist challenger singer novelist
    """
)
FEMALE_NOUNS = word_set(
    """
    woman lady congresswoman actress spokeswoman chairwoman businesswoman mother wife sister daughter widow
    grandmother aunt niece queen princess councilwoman girlfriend
    """
)
MALE_NOUNS = word_set(
    """
    man congressman actor businessman father husband brother son widower grandfather uncle nephew king prince
    councilman boyfriend chairman
    """
)
# A title before a name, in full.
_FULL = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel",
    "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "maj": "major", "adm": "admiral", "dr": "doctor",
    "prof": "professor",
}  # fmt: skip


def in_full(title: str) -> str:
    """A title without abbreviation: "sen" is "senator"."""
    return _FULL.get(title, title)


# Titles that keep their capital before a name; the others are written with one only where a sentence begins.
_UNTITLED = word_set(
    """
    former deputy candidate nominee analyst spokesman spokeswoman spokesperson press strategist pollster host author
    lawyer actor actress businessman activist journalist reporter editor co-founder founder executive chair chairman
    chairwoman director attorney
    """
)
_PROPER_TITLES = TITLES - _UNTITLED
_PEOPLES = word_set("french german dutch greek swiss czech arab thai us uk eu un european american african asian")
_OF_PEOPLES = ("ian", "ish", "ese", "ani", "aqi", "eli", "ican")


class Parts(NamedTuple):
    """Role and affiliation as written, and the role's noun in lower case, each None where there is none."""

    role: str | None
    affiliation: str | None
    head: str | None


def singular(noun: str) -> str:
    """The singular of a role's noun."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def head_of(tokens: list[Token], first: int, last: int) -> int | None:
    """Where the role noun of a phrase stands: the last one before a preposition or a comma."""
    return _head_among(ROLE_NOUNS, tokens, first, last)


def person_head(tokens: list[Token], first: int, last: int) -> int | None:
    """The same over all nouns that mean people: where the noun of "the cautious candidate" or "my cousin" stands."""
    return _head_among(PERSON_NOUNS, tokens, first, last)


def _head_among(nouns: frozenset[str], tokens: list[Token], first: int, last: int) -> int | None:
    found = None
    for i in range(first, last):
        if tokens[i].low in nouns or (nouns is PERSON_NOUNS and singular(tokens[i].low) in nouns):
            found = i
        elif found is not None and (tokens[i].low in PREPOSITIONS or tokens[i].text == "," or tokens[i].low == "who"):
            break
    return found


def role_parts(text: str, tokens: list[Token], first: int, last: int, comma: int) -> Parts:
    """Role and affiliation in a mention: before the name, or after the comma that follows it.

    A title counts only where nothing else is said: "Colonel X, a spokesman" is a spokesman here.
    """
    before = _in_phrase(text, tokens, first, comma)
    if comma >= last or (before.role is not None and before.head not in _PROPER_TITLES):
        return before
    after = _in_phrase(text, tokens, comma + 1, last)
    return after if after.role is not None else before


def _in_phrase(text: str, tokens: list[Token], first: int, last: int) -> Parts:
    head = head_of(tokens, first, last)
    if head is None:
        return Parts(None, None, None)
    start = first
    while start < head and (tokens[start].low in DETERMINERS or not tokens[start].text[0].isalnum()):
        start += 1
    noun = singular(tokens[head].low)
    affiliation = _affiliation_after(text, tokens, head + 1, last)
    if affiliation is None and start < head:
        affiliation = _affiliation_before(text, tokens, start, head)
        if affiliation is not None:
            cut = next((i for i in range(start, head) if not _belongs(tokens[i])), head)
            return Parts(without_capital(tokens, cut, written(text, tokens, cut, head + 1)), affiliation, noun)
    return Parts(without_capital(tokens, start, written(text, tokens, start, head + 1)), affiliation, noun)


def without_capital(tokens: list[Token], first: int, role: str) -> str:
    """A role as it stands inside a sentence: "political analyst", but "President", "Russian official", "US envoy"."""
    low = tokens[first].low
    proper = low in _PROPER_TITLES or low in _PEOPLES or low.endswith(_OF_PEOPLES) or tokens[first].text.isupper()
    capitals = any(word[0].isupper() for word in role.split()[1:])
    return role if proper or capitals else role[0].lower() + role[1:]


_BODY_NOUNS = word_set(
    """
    military army police government campaign party ministry navy state administration
    """
)


def _belongs(token: Token) -> bool:
    return token.text[0].isupper() or token.low in _BODY_NOUNS or token.text == "."


def _affiliation_before(text: str, tokens: list[Token], start: int, head: int) -> str | None:
    """As in "US military spokesman": capitals and a body's noun before the role."""
    end = start
    while end < head and _belongs(tokens[end]) and tokens[end].low not in TITLES:
        end += 1
    if end == start or not tokens[start].text[0].isupper():
        return None
    name = written(text, tokens, start, end)
    opens = (
        start == 0 or tokens[start - 1].text in '.!?:”"' or "\n" in text[tokens[start - 1].end : tokens[start].start]
    )
    known = canonical(name) is not None or bare(name) in GOVERNMENTS or name.isupper()
    if end - start == 1 and opens and not known:
        return None  # "Political analyst", "City councillor": a capital because the sentence begins
    return name if name[:-1].endswith((".S", ".K", ".N")) else name.removesuffix(".")


def _affiliation_after(text: str, tokens: list[Token], first: int, last: int) -> str | None:
    """As in "head of the Example Observatory", "spokesman for the army"."""
    if first >= last or tokens[first].low not in ("of", "for", "at", "with", "from"):
        return None
    i = first + 1
    while i < last and tokens[i].low in DETERMINERS:
        i += 1
    end = i
    while end < last and tokens[end].text[0].isalnum() and tokens[end].low not in ("in", "who", "and", "on", "based"):
        end += 1
    if end == i or end - i > 8:
        return None
    return written(text, tokens, i, end)
