"""Names of people and bodies in a text, and the titles before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.words import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    TITLES,
    word_set,
)

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Token

# Small words inside names: "Rami Abdel Rahman al Fictional", "Ursula von der Leyen".
_PARTICLES = word_set("al el bin ibn abu abd de da di del la le van von der den ul ur dos st")
_SMALL_ARTICLES = ("al-", "el-", "ad-", "as-", "ar-")
_INSIDE_BODIES = word_set("of for and the")
_NO_NAME = (
    DETERMINERS | PREPOSITIONS | SUBORDINATORS | ADVERBS | TIMES
    | word_set(
    """
    i he she it they we you but and or so yes no not mr. gop who which what
    """
)
)  # fmt: skip
_ABBREVIATED = word_set(
    """
    mr mrs ms dr sen sens rep reps gov gen col lt sgt capt maj prof st jr sr cmdr adm
    """
)


# Common given names that tell a pronoun's antecedent; names borne by all are left out.
FEMALE_NAMES = word_set(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela
    anna ruth brenda pamela nicole katherine samantha christine emma catherine virginia debra rachel janet maria
    heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan andrea
    hillary ivanka melania loretta theresa nikki elena sonia olga natalia svetlana fatima aisha layla leila maryam
    mariam noor nadia samira yasmin rania hanan huda zainab amal farah ada ivana kellyanne
    ruth alice claire clara julia sophia sofia sofie sophie emma eva ella lena lina ida ines irene iris ingrid inga
    greta grace hannah hanna helena heidi jane jean jill joanne josephine juliet kate katie kathy kirsten kristin
    laila lara leah lily lisa louise lucy lydia madeleine maja maya marie marian marina marta maureen meg mia michele
    miriam molly monica nina nora norah paula penelope petra phyllis rebekah rita robin rosa rose roxana ruby sally
    sara shirley silvia sylvia signe simone sonja stella sue susanne suzanne tamara tanya tara tess tina tilda ursula
    valerie vanessa vera veronica viola vivian wendy wilma yvonne zoe abigail adele agnes agatha alexandra alexis
    allison amelia amina ana anastasia angelina anita ann anne annette antonia ariana astrid audrey ayesha beatrice
    bella bernadette beth bettina bonnie brigitte bridget camilla carla carly carmen caroline carolyn cassandra
    cecilia celia charlotte chloe claudia colleen connie constance cristina daisy daphne deirdre delia dolores doris
    dorothy edith eileen eleanor elaine elise eliza ellen elsa erica erika erin esther ethel eugenia faith felicia
    fiona flora florence frances francesca frida gabriela gabriele gail georgia gertrude gina ginny gladys gloria
    gwen harriet hazel henrietta hilda holly hope isabel isabella isabelle ivy jacqueline jackie jasmine jeanne jenna
    jenny jo jodi johanna josie juanita judy june karin karla katarina katherina kathryn katrina kay kim kirstin
    kristen kristina kristine latifa lea leslie leticia lidia liliana lillian lois lola lorraine lucia luisa lynn
    mabel maggie malala mara marcia margarita margot maria-teresa marianne marilyn marjorie marlene mathilde matilda
    maxine melinda mercedes meredith mildred millicent mina minnie mona muriel myra nadine nan natasha nell nellie
    ophelia patience patsy patty pauline peggy philippa polly priscilla rachael rhonda roberta rosalind rosemary
    rosie roxanne sabine sabrina sadie salma sana selma shannon sheila shelley sherry soledad sigrid soraya stacy
    tabitha teresa thelma theodora tiffany toni tracy trudy valentina vicky viktoria winifred yolanda yulia zahra
    edda berit liv tove solveig dagny ilse elke anke marit randi wafa rasha dina dalia lubna nour
    """
)
MALE_NAMES = word_set(
    """
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey jeff ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick
    alexander jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary walter harold carl arthur
    roger joe bob bill jim tom mike dan ted bernie barack marco jeb vladimir sergei dmitry bashar mohammed muhammad
    mohamed mohammad ahmed ahmad ali hassan hussein omar khalid mustafa ibrahim yusuf abdullah mahmoud rami walid
    karim tariq recep benjamin emmanuel boris rex chris steve greg doug ken ron phil jason wayne
    aidan alan albert alberto alejandro alex alfred allan allen alvin amir andre andreas angelo anton antonio antonin
    arnold arturo ashton august austin barry bart basil ben bernard bert bilal billy blake bobby brad bradley brendan
    brent brett bruce bruno bryan byron calvin cameron carlos casper cesar chad charlie chester christian chuck
    clarence claude clayton clifford clint clive cody colin conrad craig curtis cyril damian damon danny darren dave
    dean denis derek devin diego dirk dominic don duncan dustin dwight earl eddie edgar edmund eduardo edwin elias
    elijah elliot elmer emil emilio enrique erich erik ernest ernesto ervin ethan eugene evan fabian fadi felix
    ferdinand fernando fidel floyd francis francisco franklin fred frederick friedrich gabriel gavin gene geoffrey
    gerald gerard gilbert giovanni glen glenn gordon graham guillermo gustav guy hamid hans harris harry hector
    heinrich helmut herbert herman hugh hugo ian ibrahim igor imran isaac ismail ivan ivar jackson jaime jake jamal
    jared javier jay jeffery jens jeremy jerome jesse jimmy joachim joel johan johannes johnny jon jonas jorge
    josh juan julian julio julius jurgen karl keith kent klaus knut kurt kyle lance lars laurence lawrence lee leo
    leon leonard leopold lewis liam lloyd logan lorenzo lou louis lucas luis luke luther magnus malcolm manuel marc
    marcel marcus mario martin marvin mathew matt matthias maurice max maxim melvin michel miguel mikhail milton
    mitch mitchell mohamad morris moses murray nabil nathaniel neil nelson nick nigel nikolai nils noah norman olaf
    olav oleg oliver omar orlando oscar oskar otto owen pablo pat patrice pedro percy perry pete philip philippe
    pierre rafael ralph ramon randall randy raul ray reginald rene ricardo rick ricky rob roberto rodney
    rodrigo roland rolf roman rory ross roy rudolf rudy rupert russell saad salem salim salman sam sami samir saul
    sean sebastian seth shane sidney simon stan stanley stefan steffen stephane stewart stuart sven talal ted
    terrence terry theodore tim tobias todd tommy tony tor travis trevor trey troy ulrich vernon victor viktor
    vincent virgil vitaly wallace walid warren wilhelm will willie winston wolfgang yasser yuri yousef zachariah
    halvar joren samuel hadi bo per kai leif lennart
    """
)

GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES


class Name(NamedTuple):
    """A run of capitalised words: tokens ``first`` to ``last``, ``core`` the first one after the titles."""

    first: int
    core: int
    last: int


def names_in(tokens: list[Token], first: int, last: int) -> list[Name]:
    """The names among the tokens ``first`` to ``last``, in order."""
    found: list[Name] = []
    i = first
    while i < last:
        if not _is_capital(tokens[i]) or (tokens[i].low in _NO_NAME and not _is_title(tokens[i])):
            i += 1
            continue
        j = i + 1
        while j < last:
            if (
                (_is_capital(tokens[j]) and tokens[j].low not in ("i", "he", "she", "it", "they", "we"))
                or (
                    tokens[j].text == "."
                    and (tokens[j - 1].low in _ABBREVIATED or len(tokens[j - 1].text) == 1 or "." in tokens[j - 1].text)
                )
                or (tokens[j].low in _PARTICLES and j + 1 < last and _is_capital(tokens[j + 1]))
            ):
                j += 1
            else:
                break
        while j > i and tokens[j - 1].text == ".":
            j -= 1
        core = i
        for k in range(i, j):
            if _is_title(tokens[k]):
                core = k + 1
                if core < j and tokens[core].text == ".":
                    core += 1
        found.append(Name(i, core if core < j else i, j))
        i = j
    return found


def _is_capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or (text[2:3] == "-" and text[3:4].isupper() and token.low.startswith(_SMALL_ARTICLES))


def _is_title(token: Token) -> bool:
    return token.low in TITLES


def without_owner(tokens: list[Token], name: Name) -> Name:
    """The name after a possessive: "Example Radio's Ada Sample" is Ada Sample's."""
    for i in range(name.last - 2, name.first - 1, -1):
        if tokens[i].low.endswith("'s"):
            return Name(i + 1, max(name.core, i + 1), name.last)
    return name


def written(text: str, tokens: list[Token], first: int, last: int) -> str:
    """The words of tokens ``first`` to ``last`` on one line, a possessive ending left off."""
    words = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    for ending in ("’s", "'s"):
        words = words.removesuffix(ending)
    return words.removesuffix("’").removesuffix("'") if words.endswith(("s’", "s'")) else words


def body_end(tokens: list[Token], last: int, high: int) -> int:
    """How far a body's name goes on after its first capitals: "Observatory for Human Rights"."""
    j = last
    while j < high:
        k = j
        while k < high and tokens[k].low in _INSIDE_BODIES and k - j < 2:
            k += 1
        if (
            k == j
            or k >= high
            or not _is_capital(tokens[k])
            or (tokens[k - 1].low == "and" and k - j == 1 and j == last)
            or tokens[j].low == "the"
        ):
            break
        j = k + 1
        while j < high and _is_capital(tokens[j]):
            j += 1
    return j


def key_of(name: str) -> str:
    """What two spellings of one family name share: lower case, no "al-", no marks."""
    low = name.lower().replace("’", "'").removesuffix("'s")
    for prefix in ("al-", "el-", "ad-", "as-", "ar-", "al ", "el "):
        low = low.removeprefix(prefix)
    return "".join(c for c in low if c.isalnum())
