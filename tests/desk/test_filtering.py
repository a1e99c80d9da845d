"""A filter as a line of text, and back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.test_hostile import HOSTILE, unsafe
from secondsource.casefile import FINDINGS, Filter
from secondsource.desk.filtering import FIELDS, condition, describe, parse, token_at, tokens, write
from secondsource.model import Kind, Nature, SourceType, UnusableInput, Verdict

texts = st.one_of(st.sampled_from([text for text in HOSTILE if text.strip()]), st.text(min_size=1)).filter(str.strip)
knotty = st.text(alphabet='"\\: -/.iskndfou\n\t“', min_size=1).filter(str.strip)
words = st.lists(st.one_of(knotty, texts), max_size=4).map(lambda some: " ".join(" ".join(some).split()) or None)
days = st.dates()


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    def maybe(values: st.SearchStrategy[object]) -> object:
        return draw(st.none() | values)

    since, until = maybe(days), maybe(days)
    if since and until and since > until:  # type: ignore[operator]
        since, until = until, since
    text = st.one_of(texts, knotty)
    return Filter(
        words=draw(words),
        verdict=maybe(st.sampled_from(["open", "conflict", *(verdict.value for verdict in Verdict)])),
        kind=maybe(st.sampled_from(Kind)),
        nature=maybe(st.sampled_from(Nature)),
        source_type=maybe(st.sampled_from(SourceType)),
        source=maybe(text),
        article=maybe(text),
        outlet=maybe(text),
        channel=maybe(text),
        reviewer=maybe(text),
        finding=maybe(st.sampled_from(sorted(FINDINGS))),
        since=since,
        until=until,
    )  # type: ignore[arg-type]


@given(filters())
@example(Filter(words='"is:open" is:open https://is:open said: -is:x \\" source://x'))
@example(Filter(source='//"\\', words="“"))
@example(Filter(since=date(2020, 2, 1), until=date(2020, 2, 29)))
@example(Filter(since=date(1, 1, 1), until=date(9999, 12, 31)))
def test_what_is_written_reads_as_the_same_filter(wanted: Filter) -> None:
    assert parse(write(wanted)) == wanted


@given(st.one_of(st.text(), st.text(alphabet='"\\: -/.2016isourcedatekindfn\n“')))
def test_every_line_is_a_filter_or_a_fault_of_one_line(line: str) -> None:
    try:
        wanted = parse(line)
    except UnusableInput as fault:
        assert len(str(fault).splitlines()) == 1
        assert not unsafe(str(fault))
    else:
        assert parse(write(wanted)) == wanted


@given(st.one_of(st.text(), knotty), st.integers(min_value=0, max_value=40))
def test_the_tokens_cover_the_line_and_one_of_them_is_at_the_cursor(line: str, cursor: int) -> None:
    cursor = min(cursor, len(line))
    at = 0
    for token in tokens(line):
        assert not line[at : token.start].strip()
        assert token.start < token.end
        at = token.end
    assert not line[at:].strip()
    here = token_at(line, cursor)
    assert here.start <= cursor <= here.end
    assert here in tokens(line) or not line[max(cursor - 1, 0) : cursor + 1].strip()


@given(filters())
def test_a_description_is_one_safe_line(wanted: Filter) -> None:
    described = describe(wanted)
    assert not unsafe(described)
    assert "\n" not in described
    assert bool(described) == bool(wanted)


def test_a_line_as_people_write_it() -> None:
    assert parse('is:open  source:"Ada Quill" kind:dir nature:f type:unn outlet:gazette by:ana ferry 12:30') == Filter(
        words="ferry 12:30", verdict="open", source="Ada Quill", kind=Kind.DIRECT, nature=Nature.FACT,
        source_type=SourceType.UNNAMED, outlet="gazette", reviewer="ana",
    )  # fmt: skip
    assert parse("verdict:conf channel:tweet article:ferry-1 finding:any") == Filter(
        verdict="conflict", channel="tweet", article="ferry-1", finding="any"
    )
    assert parse("IS:Open") == parse("Verdict:OPEN") == Filter(verdict="open")
    assert parse("") == parse("  ") == parse('""') == Filter()
    assert parse("https://a.example/is:open said: source") == Filter(words="https://a.example/is:open said: source")
    assert parse('"is:open"') == Filter(words="is:open")
    assert parse(r'source:"the \"Gull\"" \x') == Filter(source='the "Gull"', words=r"\x")


@pytest.mark.parametrize(
    ("line", "since", "until", "written"),
    [
        ("date:2021-06-29", date(2021, 6, 29), date(2021, 6, 29), "date:2021-06-29"),
        ("date:2021-6-9", date(2021, 6, 9), date(2021, 6, 9), "date:2021-06-09"),
        ("date:2021-06", date(2021, 6, 1), date(2021, 6, 30), "date:2021-06"),
        ("date:2020", date(2020, 1, 1), date(2020, 12, 31), "date:2020"),
        ("date:2020-02..2021-02", date(2020, 2, 1), date(2021, 2, 28), "date:2020-02..2021-02"),
        ("date:2021-06-29..2021-07", date(2021, 6, 29), date(2021, 7, 31), "date:2021-06-29..2021-07-31"),
        ("date:..2021-06-30", None, date(2021, 6, 30), "until:2021-06-30"),
        ("date:2021-06..", date(2021, 6, 1), None, "since:2021-06-01"),
        ("since:2021", date(2021, 1, 1), None, "since:2021-01-01"),
        ("until:2020-02", None, date(2020, 2, 29), "until:2020-02-29"),
        ("since:2021-06 until:2021-06", date(2021, 6, 1), date(2021, 6, 30), "date:2021-06"),
    ],
)
def test_dates(line: str, since: date | None, until: date | None, written: str) -> None:
    assert parse(line) == Filter(since=since, until=until)
    assert write(parse(line)) == written


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kind:drect", "one of direct, indirect, mixed, narrator; did you mean direct?"),
        ("kind:zzz", "one of direct, indirect, mixed, narrator"),
        ("kind:fact", "did you mean nature:fact?"),
        ("is:c", "conflict or corroborated"),
        ("sorce:quill", "did you mean “source:”?"),
        ("-is:open", "not what to leave out"),
        ("source:", "needs a value, such as source:"),
        ('source:" "', "needs a value"),
        ('is:open source:"Ada Qu', "before “Ada Qu” is not closed"),
        ("is:open is:disputed", "is there twice"),
        ("date:2021-06 since:2021-07", "is there twice"),
        ("date:2021-13", "a day, a month or a year"),
        ("date:2021-02-30", "a day, a month or a year"),
        ("date:..", "a day, a month or a year"),
        ("date:0000", "a day, a month or a year"),
        ("since:2021-06..2021-07", "a day, a month or a year"),
        ("date:٢٠٢١", "a day, a month or a year"),
        ("since:2022 until:2021", "later than"),
        ("is:\x1b[2J\x1b]0;x\x07", "one of open, conflict"),
        ('"\x1b[2J', "␛[2J"),
    ],
)
def test_a_fault_says_what_is_allowed(line: str, said: str) -> None:
    with pytest.raises(UnusableInput) as fault:
        parse(line)
    assert said in str(fault.value)


def test_what_is_said_twice_alike_is_no_fault() -> None:
    assert parse("is:open verdict:op") == Filter(verdict="open")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_example_holds_and_is_one_condition(field: object) -> None:
    wanted = parse(field.example)  # type: ignore[attr-defined]
    assert write(wanted) == field.example  # type: ignore[attr-defined]
    assert describe(wanted)


def test_a_condition_gets_the_quotation_marks_it_needs() -> None:
    source = next(field for field in FIELDS if field.key == "source")
    for value in ("quill", "Ada Quill", 'the "Gull"', '"', "\\", "//x", "a:b", "\x1b\n", "x\u2028y"):
        assert parse(condition(source, value)) == Filter(source=value)
    assert condition(source, "quill") == "source:quill"


def test_a_description_in_words() -> None:
    assert describe(parse("is:open kind:direct source:quill date:2021-06")) == (
        "only open · direct · source “quill” · 2021-06"
    )
    assert describe(parse("is:conflict ferry pier")) == "only conflicts · “ferry pier”"
    assert describe(parse("ferry")) == "“ferry”"
    assert describe(parse("type:unnamed nature:fact by:ana finding:any since:2021-06-29")) == (
        "only fact · unnamed source · by “ana” · any finding · since 2021-06-29"
    )
    assert describe(parse("article:a outlet:b channel:c finding:orphan date:2021-06-29..2021-07-02")) == (
        "article “a” · outlet “b” · via “c” · finding orphan · 2021-06-29 to 2021-07-02"
    )
    assert describe(Filter()) == ""


def test_the_nearest_match_is_looked_for_only_when_there_is_a_fault() -> None:
    code = (
        "import sys; from secondsource.desk import filtering as f; f.write(f.parse('is:open ferry')); "
        "assert not {'rapidfuzz', 'textual'} & set(sys.modules), 'too much is imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
