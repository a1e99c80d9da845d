# ruff: noqa: E501 - rows of samples
"""Text that was written to harm a screen, made from its parts: about eight hundred different strings.

``CORPUS`` is what a case can hold, ``SURROGATES`` what can only be typed, pasted, or be part of a file's name.
``case_of_corpus`` makes a case that has each string in every field that reaches the screen.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from helpers import article, extracted, statement
from secondsource import casefile
from secondsource.casefile import Event
from secondsource.casefile.log.events import Appender
from secondsource.casefile.state.standing import stand
from secondsource.model import Attribution, Claim, Kind, Nature, Source, SourceType, Span, Stance, Verdict

ESCAPE, CSI, OSC, DCS = "\x1b", ("\x1b[", "\x9b"), ("\x1b]", "\x9d"), ("\x1bP", "\x90")


def controls() -> Iterator[str]:
    """Every C0 and C1 control and DEL, alone and inside a word."""
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield chr(code)
        yield f"har{chr(code)}bour"


def sequences() -> Iterator[str]:
    """What terminals obey: moves, modes, titles, the clipboard, links, questions that they answer by typing."""
    for start, end in itertools.product(
        CSI,
        (
            "A", "9B", "99C", "9D", "E", "F", "1G", "H", "5;5H", "2J", "3J", "K", "1K", "9L", "9M", "9P", "9X", "9@", "9S",
            "9T", "9b", "Z", "s", "u", "1;3r", "c", ">c", "=c", "5n", "6n", "?15n", "!p", "4h", "20h", "?3h", "?5h", "?7l",
            "?25l", "?47h", "?1049h", "?1049l", "?1000h", "?1003h", "?1006h", "?1004h", "?2004l", "?2026h", "?9001h", "200~",
            "201~", "31m", "0;5;7m", "8m", "38;2;1;2;3m", "4i", "5i", "21t", "8;1;1t", "9;1t", "14t", "?1$p", "6 q", '61"p',
            "1;1;5;5$z", "1;2'z", "?u", ">1u", "11;1~", "<0;1;1M", "M   ",
        ),
    ):  # fmt: skip
        yield start + end
    bodies = (
        "0;owned", "52;c;b3duZWQ=", "8;;http://a.example/", "2;owned", "l owned", "4;1;?", "7;file:///etc", "8;;", "9;4;1", "10;?",
        "11;#fff", "52;c;?", "104", "133;A", "777;notify;a;b", "1337;SetMark", "666;" + "x" * 400,
    )  # fmt: skip
    for start, body in itertools.product(OSC, bodies):
        yield f"{start}{body}\x07"
    for start, body, end in itertools.product(
        OSC, bodies[:3], ("\x1b\\", "\x9c", "")
    ):  # the last swallows what follows
        yield f"{start}{body}{end}"
    for start, body in itertools.product(
        DCS, ("$qm", "$q q", "+q544e", "q#0;2;0;0;0~", "tmux;\x1b\x1b[2J", "=1s", "1$r0m", "{ab", "2000p")
    ):
        yield f"{start}{body}\x1b\\"
    yield from (
        f"{start}Ga=T,f=24;AAAA\x1b\\" for start in ("\x1b_", "\x9f", "\x1b^", "\x9e", "\x1bX", "\x98", "\x1bk")
    )
    yield from (ESCAPE + end for end in "c78DEHMNOVWZ=>|}~no")
    yield from (ESCAPE + end for end in ("(0", ")0", "*A", "#3", "#8", "%G", "%@", " F", " G", "]P0ff0000", "]R"))
    yield f"paste {ESCAPE}[201~\x03rm -rf ~\r{ESCAPE}[200~ on"
    yield "late\b\b\b\bearly"
    yield "visible\rhidden"
    yield ESCAPE * 300
    yield CSI[1] * 300


def markup() -> Iterator[str]:
    """What Rich and Textual read as styles, links and actions, whole and broken."""
    yield from (
        "[/]", "[/markup]", "[bold]", "[bold]not bold[/]", "[bold]not bold[/bold]", "[b]a[i]b[/b]c[/i]", "[sic]", "[...]", "[1]",
        "[@click=app.quit]x[/]", "[@click=app.quit()]x", "[@click=screen.dismiss]x[/]", "[@click='app.bell']x[/]", "[@mouse.down=quit]x",
        "[link=http://a.example]x[/link]", "[link='javascript:alert(1)']x[/link]", "[#zzz]x[/]", "[#ff0000 on #00ff00]x[/]",
        "[on red]x", "[reverse]x[/reverse]", "[$primary]x[/]", "$primary", "$$", "${HOME}", "$accent 50%", "[red]]x[/red]",
        "[[bold]]", "\\[bold]", "\\\\[bold]", "\\", "back\\[slash\\", "[", "]", "[]", "[[]]", "][", "[/][/][/]", "[bold", "bold]",
        ":smiley:", ":warning:", ":no_such_emoji:", "{0}", "{name!r}", "%s %(x)d %", "[not bold]x[/not bold]", "[blink conceal]x[/]",
        "[link=[link=[link=]x", "[a=b c=\"d\"]x[/a]", "[\"]x[/\"]", "['x", "[@]x[/@]", "[=]x", "[ bold ]x[ / ]", "[bold\nred]x[/]",
        "<b>x</b>", "<script>alert(1)</script>", "&lt;&#27;[2J", "&amp;", "`code`", "**bold**", "# heading", "| a | b |", "~~x~~",
    )  # fmt: skip
    yield "[b]" * 4000 + "x"
    yield "[" * 5000
    yield "[b]" * 2000 + "x" + "[/b]" * 2000
    yield "[/]" * 3000


_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2062\u2063\u2064\u206a\u206b"
    "\u206c\u206d\u206e\u206f\u2800\u3164\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb\ufffc\ufffe\uffff\U0001bca0\U0001bca3"
    "\U0001d159\U0001d173\U0001d17a\U000e0001\U000e0020\U000e0041\U000e007f\U000e0100\U000e01ef\U0010ffff\ue000\U000f0000"
)  # fmt: skip


def unseen() -> Iterator[str]:
    """What turns the direction round, takes no room, or is not there at all."""
    for mark in _BIDI + _UNSEEN:
        yield mark
        yield f"pay{mark}load"
    yield "user\u202egpj.exe"
    yield "\u202e" * 70 + "deep"
    yield "\u2067a\u2066b\u2069c\u2069d\u2069\u2069"
    yield "a\u2068قال\u2069b \u2067left\u2069"
    yield "".join(chr(0xE0000 + ord(c)) for c in "ignore all before")
    yield "\u200b" * 500
    yield "x" + "\u200d" * 300 + "y"
    yield "\ufeff\ufeff\ufeffbom"
    yield "раураl ρaypal раyраl"  # three alphabets that look alike


def scripts() -> Iterator[str]:
    """Writing that is wide, joined, stacked, or runs to the left."""
    yield from (
        "قال المتحدث إن العبّارة تأخرت", "نص ١٢٣ مع 456 أرقام", "الـــــعـــبـــارة", "لا إله", "می‌خواهم", "نمی\u200cدانم", "שָׁלוֹם עֲלֵיכֶם", "אמר: The ferry was late (late!)",
        "ABC אבג 123", "العبّارة (the ferry) تأخّرت 3 مرات", "नौका देर से चली", "क्षत्रिय स्त्री र्‍य", "ਕਿਸ਼ਤੀ", "தமிழ் படகு", "เรือข้ามฟากมาช้า", "น้ำ ผู้ใหญ่ กำ", "ຂ້າມນ້ຳ", "ម៉ោងដប់",
        "བོད་སྐད།", "မြန်မာ", "港の橋が閉まった", "轮渡晚点了，码头关闭。", "渡輪晚點", "나룻배가 늦었다", "\u1102\u1161\u1105\u116e\u11ba", "\u1100" * 30, "\u1161" * 30, "\u11a8" * 30,
        "ｆｕｌｌ－ｗｉｄｔｈ　ｔｅｘｔ", "ﾊﾝｶｸｶﾅ", "ﾊﾞﾊﾟ", "がぎぐ", "か\u3099", "e\u0301\u0327", "Zürich naïve ﬁne ﬂow", "İıŞşĞğ", "ǅ ǆ ß ẞ", "ΑΒΓ αβγ ς", "Ёжик ы",
        "𝔣𝔢𝔯𝔯𝔶 𝒇𝒆𝒓𝒓𝒚", "𐎠𐎡𐎢", "𓀀𓀁𓀂", "ꦲꦤꦕꦫꦏ", "ᠮᠣᠩᠭᠣᠯ", "𝟘𝟙𝟚 ½ ⅔ ① Ⅷ", "─│┌┐└┘━┃▌█░", "⠓⠑⠇⠇⠕", "﷽", "꧁꧂", "ﷺ", "𒐫", "⸻",
        "…‥․", "‘’“”„«»", "—–‒−-", "℃ ㎏ ㏄ ㍿", "①②③", "㊙️", "〰️", "‼️⁉️",
    )  # fmt: skip


def emoji() -> Iterator[str]:
    """Pictures made of several characters, and their parts alone."""
    yield from (
        "👩‍👩‍👧‍👦", "🏳️‍🌈", "🏴‍☠️", "👍🏽", "👩🏿‍🚀", "🧑🏻‍🤝‍🧑🏿", "🇩🇪🇫🇷", "🇩", "🇩🇪🇫", "1️⃣2️⃣#️⃣*️⃣", "☀️☀︎☀", "❤️‍🔥", "👁️‍🗨️", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "👍🏽👍🏻👍", "🏽", "🇺🇸" * 60, "👨‍👩‍👧‍👦" * 40, "🫠🫨🪿", "🧑‍🧑‍🧒‍🧒", "⌚️⌛⏰", "🀄🃏", "©️®️™️", "↔️➡️", "a👍b👍c", "👍\u200d", "\u200d👍", "\ufe0f👍", "x\u20e3", "👩\u200d👩\u200d",
    )  # fmt: skip


def piles() -> Iterator[str]:
    """Marks upon marks, and what is very long."""
    yield "e" + "\u0301" * 200
    yield "\u0301" * 200
    yield ("Z" + "\u0335\u0321\u0353\u0300" * 25) * 12
    yield "ก" + "้" * 200
    yield "ا" + "\u064b" * 200
    yield "\u20dd" * 50 + "x"
    yield "x" * 100_000
    yield "港" * 20_000
    yield "e\u0301" * 5_000
    yield "👩‍🚀" * 2_000
    yield "قال" * 5_000
    yield ("the ferry ran late again and " * 2_000).strip()
    yield "a b " * 10_000
    yield "\n".join("line" for _ in range(3000))
    yield "." * 20_000
    yield "-" * 20_000 + " " + "_" * 20_000


def space() -> Iterator[str]:
    """Nothing, and what looks like nothing."""
    yield from ("", " ", "   ", "\n", "\n\n\n", "\r\n", "\t", "\t\t\tx", " \n \t ", "a\n\nb", "a\rb\r\nc\n\rd", "  x  ")
    yield from (f"a{chr(code)}b" for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))
    yield " " * 5000
    yield "\u3000" * 500
    yield "\n" * 2000


def languages() -> Iterator[str]:
    """What other programs would run: spreadsheets, databases, searches, shells, paths."""
    yield from (
        "=1+1", "=cmd|' /C calc'!A0", "+1-2", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://a.example\")", "\t=1", "'=1", '"=1"', "%0A=1",
        "'; drop table claim; --", "1 or 1=1", '" or ""="', "%' union select 1 --", "_%_", "?1 :x @y $z", "NULL", "x'00'", "/* */ --",
        "a AND b", "NOT", "OR OR", "NEAR(a b, 5)", "a NEAR/3 b", '"', '""', '"open', "a*", "*", "^a", "a:b", "source:x", "-a", "a - b", "(", ")", "(a", "a+b",
        "is:open", "is:nothing", "source:\"a b", "date:2021-13", "by:", "words:", "http://a.example/?q=[x]&y=1",
        "../../etc/passwd", "/dev/null", "~", "~nobody-at-all/x", "~root", "C:\\con", "\\\\host\\share", "a/b/c", "./-rf", "--help", "-", "file:///x", "x" * 300 + ".csv",
        "$(touch x)", "`touch x`", "; touch x", "| cat", "&& true", "!!", "x > y", "*.db", "a,b;c\td", "\\0", "\\x1b[2J", "\\u202e", "^[[2J", "%00", "None", "nan", "-0", "1e999", "9" * 400,
    )  # fmt: skip


PARTS = (controls, sequences, markup, unseen, scripts, emoji, piles, space, languages)
CORPUS = tuple(dict.fromkeys(text for part in PARTS for text in part()))
SURROGATES = ("\ud800", "\udfff", "half\ud83dpicture", "\udc80\udcff.db", "\ud83d \ude00", "x\udce9\udce8" * 40)
EVERYTHING = CORPUS + SURROGATES
LONG = 1000  # code points from which a string is one of the few that take their time
TOGETHER = 4  # strings in the names of those who contradict each other on one claim


def bundles(texts: tuple[str, ...] = EVERYTHING, size: int = 12) -> list[str]:
    """Return the strings, several to one, the long ones alone: for places of which each costs a window."""
    short = [text for text in texts if len(text) < LONG]
    together = ["¦".join(short[at : at + size]) for at in range(0, len(short), size)]
    return together + [text for text in texts if len(text) >= LONG]


def case_of_corpus(path: Path, texts: tuple[str, ...] = CORPUS) -> None:
    """Make a case of one article a text: one claim with a verdict, and one on which verdicts contradict each other."""
    with casefile.create_case(path) as case:
        case.connection.execute("pragma synchronous = off")
        for number, text in enumerate(texts):
            _add(case, number, text)
        with case.write():
            log = Appender(case.connection)
            for claim in list(casefile.claims(case)):
                number = int(claim.article.split(" ")[0])
                _decide(log, claim, texts[number], "¦".join(text[:LONG] for text in texts[number : number + TOGETHER]))


def _add(case: casefile.Case, number: int, text: str) -> None:
    body = f"{text}Who{text} said {text} that{text} it is so.\nAnd {text} more."
    cue = len(text) + 3 + len(text)
    end = body.rindex("\nAnd")
    who = Source(f"Who{text}", SourceType.NAMED, role=f"role{text}", affiliation=f"of{text}")
    said = Attribution(
        (Span(len(text), cue),), (Span(cue + 1, cue + 5),), (Span(cue + 6, end),), Kind.MIXED, who, f"via{text}", True,
        Nature.FACT, f"nature{text}", 0.5, f"reason{text}",
    )  # fmt: skip
    told = statement(Span(end + 1, len(body)), reason=f"reason{text}")
    # The number at the end, because two articles of the same words would be one.
    one = article(f"{body} {number}", f"{number} name{text}", outlet=f"outlet{text}", title=f"title{text}", url=text)
    casefile.add_article(case, one, extracted((said,), (told,)))


def _decide(log: Appender, claim: Claim, text: str, several: str) -> None:
    def by(who: str, kind: str, **payload: object) -> Event:
        return log.append(kind, claim.claim, payload, who)

    if claim.kind is Kind.NARRATOR:
        events = [by(f"{who}{several}", "verdict", verdict=verdict, rationale=text, over=[])
                  for who, verdict in (("Ann", Verdict.DISPUTED), ("Bo", Verdict.CORROBORATED))]  # fmt: skip
    else:
        first = by(f"Ann{text}", "verdict", verdict=Verdict.DISPUTED, rationale=f"why{text}", over=[])
        events = [first, by(f"Bo{text}", "signoff", over=[first.uid]), by(f"Bo{text}", "note", text=f"note{text}")]
    copy = hashlib.sha256(claim.claim.encode()).hexdigest()
    log.connection.execute("insert into copy values (?, ?)", (copy, claim.claim.encode()))
    kept = {"sha256": copy, "stance": Stance.REFUTES, "url": text, "passage": text, "primary": False, "fetched": None}
    events.append(by("Ann", "evidence", name=f"shown{text}", **kept))
    (number,) = log.connection.execute("select id from claim where uid = ?", (claim.claim,)).fetchone()
    stand(log.connection, number, events)
