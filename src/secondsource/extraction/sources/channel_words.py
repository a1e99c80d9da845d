"""The words by which a channel is known: what it is called, who is addressed, which verbs name it."""

from __future__ import annotations

from secondsource.extraction.layout.words import word_set

# What a channel is called, the nouns that name it in a text, and the prepositions that add whom or where, the usual
# one first.
NOUNS = {
    noun: (name, tuple(prepositions.split()))
    for name, nouns, prepositions in (
        ("tweet", "tweet tweets", "on"),
        ("interview", "interview interviews", "with on to"),
        ("statement", "statement statements", "to on"),
        ("press conference", "conference", ""),
        ("press briefing", "briefing", ""),
        ("speech", "speech address", "to"),
        ("letter", "letter", "to"),
        ("email", "email e-mail emails", "to"),
        ("memo", "memo memorandum", "to"),
        ("post", "post posts posting", "on"),
        ("report", "report", "to on"),
        ("study", "study", ""),
        ("poll", "poll survey", ""),
        ("document", "document documents papers filing filings affidavit lawsuit complaint indictment", ""),
        ("testimony", "testimony", "to before"),
        ("op-ed", "op-ed column editorial essay", "in for"),
        ("blog", "blog", "on"),
        ("book", "book autobiography memoir memoirs", ""),
        ("remarks", "remarks", "to"),
        ("comments", "comments", "to"),
        ("debate", "debate", ""),
        ("rally", "rally", ""),
        ("message", "message", "to on"),
        ("video", "video", "on"),
        ("hearing", "hearing", ""),
        ("phone call", "telephone phone", ""),
        ("press release", "release", ""),
        ("article", "article", "in for"),
        ("call", "call", "with"),
    )
    for noun in nouns.split()
}
# These nouns are a channel only after one of these words.
ONLY_AFTER = {
    "conference": word_set("press news"), "release": word_set("press news"), "briefing": word_set("press news media"),
    "call": word_set("a conference phone"), "papers": word_set("court legal"), "filing": word_set("court legal"),
    "filings": word_set("court legal"),
}  # fmt: skip
PLATFORMS = {
    "twitter": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "weibo": "Weibo",
    "youtube": "YouTube", "tiktok": "TikTok", "snapchat": "Snapchat", "x": "X", "mastodon": "Mastodon", "vk": "VK",
    "bluesky": "Bluesky", "threads": "Threads", "linkedin": "LinkedIn", "reddit": "Reddit", "whatsapp": "WhatsApp",
    "substack": "Substack", "medium": "Medium",
}  # fmt: skip
BY_VERB = {"tweet": "tweet", "retweet": "tweet", "testify": "testimony", "post": "post", "blog": "blog post"}
# What may stand between the preposition and the name: "on the message board Quayside", "with the TV station Example".
KINDS = word_set(
    "social media messaging message board network site platform app service forum website page state tv television"
    " radio station channel broadcaster newspaper magazine daily news agency outlet"
)
LEADS = word_set("in at during on via through by over from with")
# Who hears or reads it and is no name: "told reporters", "a speech to parliament".
AUDIENCES = word_set(
    """
    reporters journalists reporter supporters voters crowd audience audiences lawmakers senators legislators delegates
    parliament congress senate court jury judge judges police investigators prosecutors officers parliamentarians
    newspaper broadcaster magazine agency tv television radio media press viewers listeners readers followers
    committee assembly council board agents shareholders investors members students
    """
)
PRESS = word_set(
    "newspaper broadcaster magazine agency tv television radio channel station website show podcast program programme"
)
# "He added" comes the way the words before it came.
FOLLOW_UPS = word_set("add continue conclude go")
FARTHEST = 12
OTHER_FORMS = {
    "blogged": "blog", "retweeted": "retweet", "retweeting": "retweet", "testimony": "testify", "went": "go",
    "goes": "go", "tweets": "tweet", "tweeting": "tweet",
}  # fmt: skip
MARKS = frozenset("“”\"'‘’«")
CLOSING = frozenset("”\"'’»")
STRONGER = ("interview", "press", "debate", "rally", "speech", "testimony")
