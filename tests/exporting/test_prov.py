"""The origin graph as PROV-JSON: read back by the prov library, and held to the basics of PROV-CONSTRAINTS."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("prov", reason="prov is not installed (the extra 'test')")
from prov.model import PROV_N_MAP, ProvDocument, ProvElement, ProvRecord, ProvRelation

from exporting.reviewed import SECRET, UNSAID, case, claim, protect
from helpers import article, case_of, extracted
from secondsource import casefile, exporting
from secondsource.casefile import Filter
from secondsource.exporting import Release
from secondsource.model import Terms, Verdict

Json = dict[str, Any]
ENDS = {"entity": "entity", "activity": "activity", "agent": "agent", "generatedEntity": "entity",
        "usedEntity": "entity", "informed": "activity", "informant": "activity", "delegate": "agent",
        "responsible": "agent", "alternate1": "entity", "alternate2": "entity"}  # fmt: skip


def written(release: Release) -> str:
    file = io.StringIO(newline="")
    count = exporting.write(release, "prov", file)
    assert count == len(json.loads(file.getvalue()).get("entity", {}))
    return file.getvalue()


def read(text: str) -> ProvDocument:
    return ProvDocument.deserialize(content=text, format="json")


def kinds(document: ProvDocument) -> dict[str, int]:
    """How many records of each kind the library finds."""
    counts: dict[str, int] = {}
    for record in document.get_records():
        name = PROV_N_MAP[record.get_type()]
        counts[name] = counts.get(name, 0) + 1
    return counts


def related(document: ProvDocument, relation: str, kind: str | None = None) -> set[tuple[str, str]]:
    """The two ends of each relation of this name, of a subtype if one is asked for."""
    return {
        (str(record.args[0]), str(record.args[1]))
        for record in document.get_records(ProvRelation)
        if PROV_N_MAP[record.get_type()] == relation and (kind is None or kind in map(str, record.get_asserted_types()))
    }


def violations(text: str) -> Iterator[str]:
    """Yield what PROV-CONSTRAINTS says against a document: on types, on the order of events, on what happens once."""
    document = read(text)
    declared = {str(one.identifier): PROV_N_MAP[one.get_type()] for one in document.get_records(ProvElement)}
    of: dict[str, list[ProvRecord]] = {}
    for record in document.get_records(ProvRelation):
        of.setdefault(PROV_N_MAP[record.get_type()], []).append(record)
        for name, value in record.formal_attributes:
            kind = ENDS.get(name.localpart)
            if kind and value is not None and declared.get(str(value)) != kind:
                yield f"{value} is no {kind}"
    generated: dict[str, Any] = {}
    for one in of.get("wasGeneratedBy", []):
        entity, _, at = one.args
        if str(entity) in generated:
            yield f"{entity} is generated twice"
        generated[str(entity)] = at
    during = {str(one.identifier): one.args for one in document.get_records(ProvElement) if len(one.args) == 2}
    for activity, (start, end) in during.items():
        if start and end and start > end:
            yield f"{activity} ends before it starts"
    for relation in ("wasGeneratedBy", "used"):
        for one in of.get(relation, []):
            entity, activity = (one.args[0], one.args[1]) if relation == "wasGeneratedBy" else one.args[1::-1]
            start, end = during.get(str(activity), (None, None))
            at = one.args[2]
            if at and start and end and not start <= at <= end:
                yield f"{activity} does not last until {entity}"
            if at and str(entity) in generated and at < generated[str(entity)]:
                yield f"{entity} is used before it is generated"
    for one in of.get("wasInvalidatedBy", []):
        if one.args[2] < generated[str(one.args[0])]:
            yield f"{one.args[0]} is invalidated before it is generated"
    for one in of.get("wasInformedBy", []):
        if during[str(one.args[1])][0] > during[str(one.args[0])][1]:
            yield f"{one.args[0]} is informed by what comes later"
    sources: dict[str, set[str]] = {}
    for one in of.get("wasDerivedFrom", []):
        derived, source = str(one.args[0]), str(one.args[1])
        sources.setdefault(derived, set()).add(source)
        if derived in generated and source in generated and generated[source] > generated[derived]:
            yield f"{derived} is older than {source}, which it is derived from"
    for entity in sources:
        ahead, seen = [entity], set[str]()
        while ahead:
            for source in sources.get(ahead.pop(), set()) - seen:
                seen.add(source)
                ahead.append(source)
        if entity in seen:
            yield f"{entity} is derived from itself"


@pytest.fixture
def made(tmp_path: Path) -> casefile.Case:
    return case(tmp_path / "case.db")


@pytest.fixture
def text(made: casefile.Case) -> str:
    return written(Release(made))


def test_the_library_reads_all_of_it(text: str) -> None:
    told = json.loads(text)
    document = read(text)
    assert kinds(document) == {name: len(part) for name, part in told.items() if name != "prefix"}
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document
    assert document.unified().get_provn(), "what it says of one thing agrees"


def test_it_keeps_the_constraints(text: str) -> None:
    assert list(violations(text)) == []


def test_names_are_the_same_everywhere_and_their_prefixes_declared(text: str, made: casefile.Case) -> None:
    document = read(text)
    assert {prefix.prefix for prefix in document.namespaces} >= {"claim", "article", "copy", "source", "ss"}
    uris = {one.identifier.uri for one in document.get_records(ProvElement)}
    assert {f"urn:secondsource:claim:{one.claim}" for one in casefile.claims(made)} <= uris
    assert f"urn:secondsource:article:{casefile.article_sha256(made, 1)}" in uris
    assert "urn:secondsource:reviewer:Ann%20Lee" in uris


def test_who_said_it_and_for_whom(text: str, made: casefile.Case) -> None:
    document = read(text)
    labels = {str(one.identifier): one.label for one in document.get_records(ProvElement)}
    said = {(name, labels[agent]) for name, agent in related(document, "wasAttributedTo")}
    ids = {words: f"claim:{claim(made, words)}" for words in ("dam", "bridge", "had fled", "Rain", "The river")}
    assert (ids["dam"], "Ada Quill") in said
    assert (ids["The river"], "Ada Quill") in said
    assert (ids["had fled"], "a clerk") in said
    assert (ids["Rain"], "Marl Courier") in said, "the article's own voice"
    quill = {agent for agent, label in labels.items() if label == "Ada Quill"}
    assert len(quill) == 1, "one source in two articles is one agent"
    behalf = related(document, "actedOnBehalfOf")
    assert (*quill, "organization:Town%20of%20Marl") in behalf
    # The relay: what Wire Nord is the source of here, and an article of its own.
    assert (ids["bridge"], "Wire Nord") in said
    assert (f"article:{casefile.article_sha256(made, 2)}", "Wire Nord") in said
    assert (f"article:{casefile.article_sha256(made, 1)}", "O. Brandt") in said


def test_what_a_claim_is_derived_from(text: str, made: casefile.Case) -> None:
    document = read(text)
    dam, rose = f"claim:{claim(made, 'dam')}", f"claim:{claim(made, 'the river')}"
    (speech,) = [name for name, label in _labels(document).items() if label == "speech.txt"]
    assert related(document, "wasDerivedFrom", "prov:PrimarySource") == {(dam, speech)}
    quoted = related(document, "wasDerivedFrom", "prov:Quotation")
    assert (dam, speech) in quoted, "the checks found the words there"
    assert (dam, f"article:{casefile.article_sha256(made, 1)}") in quoted
    (words,) = [name for name, label in _labels(document).items() if label == "interview with Radio Marl"]
    (survey,) = [name for name, label in _labels(document).items() if label == "Vale Survey"]
    derived = related(document, "wasDerivedFrom")
    assert {(dam, words), (rose, survey)} <= derived
    assert (f"claim:{claim(made, 'The river')}", rose) in related(document, "alternateOf"), "the same statement"


def test_who_decided_what_and_what_was_taken_back(text: str, made: casefile.Case) -> None:
    told, document = json.loads(text), read(text)
    verdicts = {
        name: (one["ss:verdict"], one.get("prov:value"))
        for name, one in told["entity"].items()
        if one["prov:type"]["$"] == "ss:Verdict"
    }
    assert sorted(verdicts.values(), key=str) == [
        ("corroborated", "The speech\nsays so.\tTwice."), ("disputed", "too soon"), ("unverified", None),
    ]  # fmt: skip
    ((taken_back, by),) = related(document, "wasInvalidatedBy")
    assert verdicts[taken_back][0] == "disputed", "the other was redone"
    assert (by, "reviewer:Bo") in related(document, "wasAssociatedWith")
    (rain,) = [by for name, by in related(document, "wasGeneratedBy") if name == f"claim:{claim(made, 'Rain')}"]
    assert told["activity"][rain]["prov:type"]["$"] == "ss:Revision", "a reviewer made it"
    (dam,) = [by for name, by in related(document, "wasGeneratedBy") if name == f"claim:{claim(made, 'dam')}"]
    assert {(dam, "engine:test%201"), (dam, "reviewer:Ann")} <= related(document, "wasAssociatedWith")
    assert "inner note" not in text, "notes are the desk's own"


def test_one_copy_for_two_claims_is_one_entity(text: str) -> None:
    told = json.loads(text)
    maps = [name for name, one in told["entity"].items() if one.get("prov:label") == "map.gif"]
    assert len(maps) == 1
    pieces = [name for name, source in related(read(text), "wasDerivedFrom") if source == maps[0]]
    assert sorted(told["entity"][name]["ss:stance"] for name in pieces) == ["context", "refutes"]


@pytest.mark.parametrize("terms", [Terms.OFF_RECORD, Terms.BACKGROUND])
def test_a_protected_source_is_nowhere(made: casefile.Case, terms: Terms) -> None:
    protect(made, terms)
    out = written(Release(made))
    for words in SECRET + (UNSAID if terms is Terms.OFF_RECORD else ("tape of her voice", "secret words")):
        assert words.casefold() not in out.casefold()
        assert words.replace(" ", "%20").casefold() not in out.casefold()
    assert list(violations(out)) == []
    named = written(Release(made, include=["Dora Finch"]))
    assert "Dora Finch" in named
    assert list(violations(named)) == []


def test_nothing_joins_what_one_protected_source_said(tmp_path: Path) -> None:
    line = "Nobody Known said: rain is due."
    with case_of(tmp_path / "case.db", f"{line}\n{line.replace('rain', 'snow')}") as made:
        agents = json.loads(written(Release(made)))["agent"]
        assert [one["prov:label"] for name, one in agents.items() if name.startswith("source:")] == ["Nobody Known"]
        (known,) = casefile.source_list(made, "Nobody")
        casefile.rename_source(
            made, known.key, reviewer="Ann", name="Dora Finch", type=known.source.type, role=None, affiliation=None,
            terms=Terms.BACKGROUND,
        )  # fmt: skip
        agents = json.loads(written(Release(made)))["agent"]
        assert len([name for name in agents if name.startswith("source:")]) == 2


def test_the_same_case_gives_the_same_bytes(made: casefile.Case) -> None:
    assert written(Release(made)) == written(Release(made))


def test_a_filter_chooses_the_claims(made: casefile.Case) -> None:
    chosen = json.loads(written(Release(made, Filter(verdict=Verdict.UNVERIFIED))))
    claims = [name for name in chosen["entity"] if name.startswith("claim:")]
    assert claims == [f"claim:{claim(made, 'the river')}"]
    assert read(json.dumps(chosen)).get_records()


def test_an_empty_case_and_an_article_without_claims_are_documents_too(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as made:
        assert not read(written(Release(made))).get_records()
        casefile.add_article(made, article('"Nothing" \\\u2028 █', 'a "b" ✓:%', outlet="Ä & Ö: 1/2"), extracted())
        out = written(Release(made))
        assert list(violations(out)) == []
        assert kinds(read(out))["agent"] == 3


def _labels(document: ProvDocument) -> dict[str, str]:
    return {str(one.identifier): str(one.label) for one in document.get_records(ProvElement)}


def _first(told: Json, part: str, **values: str) -> Json:
    """The first record of a part with these values."""
    return next(
        one for one in told[part].values() if all(one.get(f"prov:{key}") == value for key, value in values.items())
    )


def _cycle(told: Json) -> None:
    edge = _first(told, "wasDerivedFrom")
    told["wasDerivedFrom"]["_:back"] = {
        "prov:generatedEntity": edge["prov:usedEntity"], "prov:usedEntity": edge["prov:generatedEntity"],
    }  # fmt: skip


def _put(part: str, key: str, value: str) -> Callable[[Json], None]:
    def change(told: Json) -> None:
        _first(told, part)[f"prov:{key}"] = value

    return change


def _again(told: Json) -> None:
    told["wasGeneratedBy"]["_:again"] = dict(_first(told, "wasGeneratedBy"))


WRONG = {
    "a cycle": _cycle,
    "an activity that ends before it starts": _put("activity", "endTime", "2001-01-01T00:00:00Z"),
    "use before there is anything": _put("used", "time", "2001-01-01T00:00:00Z"),
    "generated too late": _put("wasGeneratedBy", "time", "2099-01-01T00:00:00Z"),
    "generated twice": _again,
    "invalidated too early": _put("wasInvalidatedBy", "time", "2001-01-01T00:00:00Z"),
    "attributed to an entity": lambda told: _put("wasAttributedTo", "agent", next(iter(told["entity"])))(told),
    "associated with nobody": _put("wasAssociatedWith", "agent", "reviewer:Nobody"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_check_finds_what_is_wrong(text: str, wrong: str) -> None:
    told = copy.deepcopy(json.loads(text))
    WRONG[wrong](told)
    assert list(violations(json.dumps(told)))
