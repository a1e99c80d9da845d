"""The words by which the rules of this folder know what happened, by what means, whose it was, and where."""

from __future__ import annotations


def table(**rows: str) -> dict[str, str]:
    """Give each form its name: the keyword it stands under, with spaces for underscores."""
    return {form: name.replace("_", " ") for name, forms in rows.items() for form in forms.split()}


def words(text: str) -> frozenset[str]:
    """Give the words of ``text`` as a set."""
    return frozenset(text.split())


# What can happen, each under the word a reader is shown, with the forms that tell of it.
EVENTS = table(
    killed="killed kill kills killing killings dead died die dies dying death deaths fatality fatalities slain slaying "
    "perished martyred martyrs murdered murder murders lives",
    wounded="wounded wound wounds wounding injured injure injures injuring injury injuries hurt maimed",
    arrested="arrested arrest arrests arresting detained detain detains detaining detentions",
    kidnapped="kidnapped kidnap kidnapping abducted abduct abducting abductions hostages",
    freed="freed freeing released releasing",
    displaced="displaced displace displacing fled flee flees fleeing uprooted",
    evacuated="evacuated evacuate evacuating evacuees evacuation",
    rescued="rescued rescuing saved",
    destroyed="destroyed destroy destroys destroying demolished razed levelled leveled",
    damaged="damaged damage damages damaging",
    shot_down="downed downing",
    fired="fired firing launched launch launches launching dropped dropping",
    struck="struck strike strikes striking airstrike airstrikes hit hits hitting targeted targeting bombed bombing "
    "bombings bombard bombarded bombardment shelled shelling attack attacks attacked attacking raid raids raided "
    "blast blasts explosion explosions exploded explode detonated assault assaults",
    captured="captured capture captures capturing seized seize seizes seizing recaptured retook retake overran "
    "conquered liberated",
    arrived="arrived arrive arrives arriving entered enter entering",
    left="departed withdrew withdrawn withdraw withdrawing withdrawal",
    met="met meeting meet meets talks",
    signed="signed signing agreed",
    executed="executed execution executions beheaded beheading hanged",
    elected="elected reelected",
    voted="voted voting",
    born="born",
)
# Words that tell of one thing in other forms or other words, for how much two sentences have in common.
KIN = table(
    begin="resume resumes resumed begin begins beginning began begun start starts starting started",
    open="open opens opening opened reopen reopened",
    end="end ends ending ended close closes closing closed shut finish finishes finished",
    fail="collapse collapses collapsed collapsing gave burst bursts fail fails failed failing",
    vote="vote votes voted voting voters ballot ballots poll polls election elections elected electorate",
    won="win wins won winning take takes took taken taking receive receives received get gets got gain gained secured",
    rise="rise rises rose risen rising climb climbs climbed raise raises raised increase increases increased grew "
    "grow grown",
    fall="fall falls fell fallen falling drop drops decline declined decrease decreased",
    cost="cost costs costing price priced priced worth valued value",
    pay="pay pays paid salary salaries wage wages",
    blast="blast blasts explosion explosions exploded explode bomb bombs bombing bombings detonated",
    fire="fire fires blaze blazes burn burns burned burnt burning",
    flood="flood floods flooded flooding",
    sink="sink sinks sank sunk sinking capsized",
    water="water waters river rivers",
    carry="carry carries carried carrying aboard board onboard",
    leave="leave leaves left leaving depart departs departed sail sailed flee flees fled",
    arrive="arrive arrives arrived arriving arrival reach reaches reached come comes came enter entered",
    late="late delay delays delayed delaying",
    worker="worker workers employee employees staff employ employs employed employing workforce",
    protest="protest protests protested protester protesters demonstrator demonstrators demonstrated march marches "
    "marched marchers marching",
    house="house houses household households home homes building buildings",
    vessel="ship ships boat boats ferry ferries vessel vessels",
    plane="plane planes aircraft warplane warplanes jet jets airplane airplanes flight",
    doctor="doctor doctors medic medics",
    sentence="sentence sentenced sentences sentencing jailed imprisoned",
    steal="steal steals stole stolen stealing theft thefts thieves thief",
    build="build builds built building construct constructed construction",
    spend="spend spends spending spent",
    sell="sell sells sold selling sales sale",
    find="find finds found finding discovered discover",
    see="see sees saw seen",
    hold="hold holds held",
    keep="keep keeps kept keeping retain retained",
    lose="lose loses lost losing",
    go="go goes went gone",
    know="know knows knew known learned",
    send="send sends sent",
    drive="drive drives drove driven",
    buy="buy buys bought buying acquire acquires acquired acquisition purchase purchased",
    visit="visit visits visited visiting visitor visitors",
    ask="ask asks asked asking demand demands demanded demanding want wants wanted",
    cancel="cancel cancelled canceled cancels",
    ban="ban bans banned",
    give="give gives given giving",
    went_by="pass passes passed passing",
    last="last lasts lasted lasting took",
    arrest="arrest arrests arrested arresting detain detains detained detaining",
    rescue="rescue rescues rescued rescuing rescuers save saves saved survive survived survivor survivors alive",
    spectator="spectator spectators fan fans supporter supporters watch watched watching attend attended attending "
    "attendance audience crowd crowds",
    swear="swear swears swearing swore sworn inaugurated inauguration",
    walkout="walkout walkouts stoppage strike strikes",
    produce="produce produces produced producing production manufacture manufactured",
    cut="cut cuts cutting shed sheds axe axed slash slashed reduce reduced reduction",
    majority="majority majorities margin margins",
    back="back backs backed backing approve approved approval endorse endorsed adopted",
    hospital="hospital hospitals hospitalised hospitalized",
)
DOERS = {
    "protest": "protesters",
    "vote": "voters",
    "worker": "workers",
    "spectator": "fans",
    "visit": "visitors",
}  # what people are who march, who vote
# Which of them happen at a time.
HAPPENING = words("begin open end fail sink leave arrive won rise fall pay sentence steal sell arrest rescue")
# The same with what people suffer besides, for what is counted.
DEEDS = EVENTS | table(
    killed="drowned perish", missing="missing unaccounted", rescued="survivors survivor survived survive alive"
)
# Ways of violence. Where two texts name different ones they tell of different events.
MEANS = table(
    air="airstrike airstrikes airplane airplanes aircraft warplane warplanes jets helicopter helicopters barrel drone "
    "drones raid raids aerial air planes",
    shells="shelling shell shells shelled mortar mortars rocket rockets artillery missiles missile",
    bomb="suicide bomber bombers car truck motorcycle motorbike motorcyclist explosive explosives detonated ied mine "
    "mines landmine landmines booby",
    gas="gas chlorine chemical sarin toxic poison poisonous poisoning",
    guns="sniper snipers gunman gunmen shot shooting gunfire stabbed",
    execution="executed execution executions beheaded beheading hanged",
    quake="earthquake quake tremor",
    water="flood floods flooding drowned capsized",
    crash="crash crashed collided derailed",
)
VEHICLES = words("car truck motorcycle motorbike")  # means of a bombing only beside these:
BOMBING = words("bomb bombs bombing bombings blast blasts explosion exploded packed laden rigged filled suicide bomber")
SHOOTING = words("rebel rebels artillery regime mortar tank rocket army government")  # "rebel fire"
# What sets one apart from another of the same article, as stems.
APART = words(
    "separ similar previou former elsewher old another accomplic brother sister father mother son daughter wif "
    "husband cousin uncl nephew niec"
)
# Of two sentences with one of a pair each, neither counts or measures what the other does.
CONTRARIES = tuple(
    (pair.split()[0], pair.split()[1])
    for pair in (
        "before after|lose won|lose hold|lose keep|buy sell|north south|east west|northern southern|eastern western|"
        "import export|inside outside|domestic foreign|men women|boy girl|urban rural|leave arrive|open end|hire cut|"
        "young old|adult children|winter summer|home away|for against|prosecutor defence|night day"
    ).split("|")
)
BOUNDING = words("more less fewer only just")  # "not more than 30" denies nothing
SIDES = frozenset(word for pair in CONTRARIES for word in pair) | {"not"}
# Too common a name to tell one event from another.
EVERYWHERE = words(
    "syria syrian syrians iraq iraqi us usa american russia russian turkish turkey state islamic observatory human "
    "rights isis isil daesh is un united nations president minister ministry general colonel army government reuters "
    "afp ap sana monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december news agency media group britain british"
)
# Words that say nothing of what a sentence is about: small ones, numbers, and those of bylines and headlines.
SMALL = words(
    "the a an and or but of to in on at by for from with as that this these those it its he she they them their his "
    "her was were is are be been being has have had will would could can may might not no nor so than then there here "
    "when while after before who whom which what where also more most least over under about into out up down said "
    "says say told according added reported reportedly all some any each other others another including among people "
    "person civilians number killed dead wounded injured morning evening night afternoon day days overnight one two "
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen sixty seventy eighty ninety dozen dozens twenty thirty forty fifty hundred hundreds thousand thousands "
    "happen happened dawn dusk noon midnight around through shortly soon still put set both none neither only half "
    "third quarter barely nearly almost million billion trillion percent "
    "per cent suburb town city village province district neighborhood neighbourhood reporting editing writing "
    "additional photo posted english published date publication tags topic"
)
PERIODS = words("hours days weeks months years hour day week month quarter year")
LABELS = words(  # "Flight 302" counts nothing
    "flight no number article resolution route highway chapter section page phase channel boeing airbus room gate act"
)
RANKS = words("first second third fourth fifth sixth seventh eighth")
COUNTED = words("day week month year time")  # "the third day" is a time, not one of several things
BEFORE_PLACE = words(
    "in near at on outside around across inside from into to towards over against between north south east west "
    "northeast northwest southeast southwest of city town village province district neighbourhood neighborhood suburb "
    "governorate region area camp"
)
AFTER_PLACE = words(
    "city town village province district neighbourhood neighborhood suburb governorate region area camp countryside "
    "provinces districts neighbourhoods neighborhoods villages towns airbase airport valley "
    "square street market crossing port island bay river mountains pass prison"
)
