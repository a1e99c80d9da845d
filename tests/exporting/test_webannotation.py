"""Claims as Web Annotations: valid by the model's context and MUSTs, and anchored where the words stand."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyld", reason="PyLD is not installed (the extra 'test')")

from exporting.annotation_model import faults
from exporting.reviewed import FLOOD, FLOOD_URL, SECOND, SECRET, UNSAID, case, claim, protect
from helpers import article, case_of, extracted, statement
from secondsource import casefile, exporting
from secondsource.casefile import Filter
from secondsource.exporting import Release
from secondsource.exporting.release import Publisher
from secondsource.model import Span, Terms, Verdict

Json = dict[str, Any]


def written(release: Release) -> str:
    file = io.StringIO(newline="")
    count = exporting.write(release, "webannotation", file)
    assert count == json.loads(file.getvalue())["total"]
    return file.getvalue()


def items(document: Json) -> list[Json]:
    found: list[Json] = document["first"]["items"]
    return found


def bodies(annotation: Json, label: str) -> list[Json]:
    return [body for body in annotation["body"] if body["label"] == label]


@pytest.fixture
def made(tmp_path: Path) -> casefile.Case:
    return case(tmp_path / "case.db")


@pytest.fixture
def document(made: casefile.Case) -> Json:
    found: Json = json.loads(written(Release(made, publisher=Publisher("Marl Desk", "https://desk.example/"))))
    return found


def of(document: Json, made: casefile.Case, words: str) -> Json:
    (found,) = (one for one in items(document) if one["id"] == f"urn:secondsource:claim:{claim(made, words)}")
    return found


def test_the_document_is_valid(document: Json) -> None:
    assert faults(document) == []


def test_every_claim_is_an_annotation_in_reading_order(document: Json, made: casefile.Case) -> None:
    ids = [f"urn:secondsource:claim:{one.claim}" for one in casefile.claims(made)]
    assert [one["id"] for one in items(document)] == ids
    assert document["creator"] == {"id": "https://desk.example/", "type": "Organization", "name": "Marl Desk"}


def test_selectors_count_code_points_and_quote_what_stands_there(document: Json) -> None:
    parts = 0
    for annotation in items(document):
        for part in (*annotation["target"], *(body for body in annotation["body"] if "selector" in body)):
            if part["label"].startswith("evidence"):
                continue
            text = FLOOD if part["source"].startswith("https:") else SECOND
            position, quotation = part["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quotation["exact"]
            assert text[max(start - 32, 0) : start] == quotation["prefix"]
            assert text[end : end + 32] == quotation["suffix"]
            parts += 1
    assert parts == 18, "8 pieces of claims, 5 sources, 5 cues"


def test_the_parts_of_a_claim_have_their_roles(document: Json, made: casefile.Case) -> None:
    dam = of(document, made, "dam")
    assert [part["selector"][1]["exact"] for part in dam["target"]] == ["The dam,", "held\r\n  through\u2028the night"]
    assert [part["label"] for part in dam["target"]] == ["content", "content"]
    source, (cue,) = bodies(dam, "source"), bodies(dam, "cue")
    assert source[0]["value"] == "Ada Quill, mayor, Town of Marl"
    assert source[1]["selector"][1]["exact"] == "Ada Quill"
    assert cue["selector"][1]["exact"] == "told"
    assert bodies(dam, "claim")[0]["value"] == "The dam, … held\r\n  through\u2028the night"
    assert not bodies(of(document, made, "bridge"), "claim"), "one piece says it all"


def test_an_article_is_named_by_its_address_and_its_bytes(document: Json, made: casefile.Case) -> None:
    (first, second), sha256 = of(document, made, "dam")["target"], casefile.article_sha256(made, 1)
    assert first["source"] == second["source"] == FLOOD_URL.replace(" ", "%20")
    assert first["state"] == {
        "type": "TimeState",
        "cached": f"urn:secondsource:article:{sha256}",
        "sourceDate": "2024-03-12T08:00:00.125Z",
    }
    assert bodies(of(document, made, "dam"), "article")[0]["value"] == "Marl Courier · The flood"
    (nobody,) = of(document, made, "Nobody")["target"]
    assert nobody["source"] == f"urn:secondsource:article:{casefile.article_sha256(made, 2)}"


def test_a_verdict_makes_its_reviewer_the_creator(document: Json, made: casefile.Case) -> None:
    dam, (decided,) = of(document, made, "dam"), [one for one in casefile.claims(made) if "dam" in one.text]
    assert (dam["motivation"], dam["creator"]["name"]) == ("assessing", "Ann Lee")
    assert dam["created"] == decided.decided_at
    assert dam["modified"] > dam["created"], "evidence came later"
    (verdict,) = bodies(dam, "verdict")
    assert (verdict["value"], verdict["purpose"], verdict["creator"]["name"]) == ("corroborated", "tagging", "Ann Lee")
    assert bodies(dam, "rationale")[0]["value"] == "The speech\nsays so.\tTwice."
    assert bodies(dam, "signed off by")[0]["value"] == "Bo"
    assert [body["value"] for body in bodies(dam, "finding")] == list(decided.findings)


def test_an_open_claim_is_the_engine_s_or_the_reviewer_s_who_made_it(document: Json, made: casefile.Case) -> None:
    nobody, rain = of(document, made, "Nobody"), of(document, made, "Rain")
    assert (nobody["motivation"], nobody["creator"]["type"]) == ("classifying", "Software")
    assert nobody["creator"]["name"] == "test 1"
    assert (rain["creator"]["type"], rain["creator"]["name"]) == ("Person", "Bo")
    assert not bodies(nobody, "verdict")
    assert "inner note" not in json.dumps(document), "notes are the desk's own"


def test_evidence_is_linked_with_its_hash_and_its_passage(document: Json, made: casefile.Case) -> None:
    (primary,) = bodies(of(document, made, "dam"), "evidence: supports (primary source)")
    (evidence,) = casefile.evidence_on(made, next(iter(casefile.find(made, Filter(verdict=Verdict.CORROBORATED)))))
    copied = f"urn:secondsource:copy:{evidence.sha256}"
    assert primary["source"] == {"id": "https://town.example/speech", "label": "speech.txt", "format": "text/plain"}
    assert primary["state"] == {"type": "TimeState", "cached": copied, "sourceDate": "2024-03-13T09:00:00.000Z"}
    assert primary["selector"] == [
        {"type": "TextPositionSelector", "start": 11, "end": 41},
        {"type": "TextQuoteSelector", "exact": "The dam held through the night"},
    ]
    assert primary["creator"]["name"] == "Ann Lee"
    (map_,) = bodies(of(document, made, "bridge"), "evidence: refutes")
    assert map_["source"]["id"].startswith("urn:secondsource:copy:")


@pytest.mark.parametrize("terms", [Terms.OFF_RECORD, Terms.BACKGROUND])
def test_a_protected_source_is_nowhere(made: casefile.Case, terms: Terms) -> None:
    protect(made, terms)
    out = written(Release(made))
    for words in SECRET + (UNSAID if terms is Terms.OFF_RECORD else ("tape of her voice", "secret words")):
        assert words.casefold() not in out.casefold()
    assert faults(json.loads(out)) == []
    assert "Dora Finch" in written(Release(made, include=["dora finch"]))


def test_the_same_case_gives_the_same_bytes(made: casefile.Case) -> None:
    assert written(Release(made)) == written(Release(made))


def test_a_filter_chooses_the_claims(made: casefile.Case) -> None:
    chosen = json.loads(written(Release(made, Filter(verdict=Verdict.UNVERIFIED))))
    assert [one["id"] for one in items(chosen)] == [f"urn:secondsource:claim:{claim(made, 'the river')}"]
    assert faults(chosen) == []


def test_a_case_without_claims_is_an_empty_collection(tmp_path: Path) -> None:
    empty = json.loads(written(Release(casefile.create_case(tmp_path / "case.db"))))
    assert faults(empty) == []
    assert (empty["total"], "first" in empty) == (0, False)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "not an address", "https://"])
def test_what_is_no_address_on_the_web_is_not_named_as_one(tmp_path: Path, url: str) -> None:
    made = casefile.create_case(tmp_path / "case.db")
    casefile.add_article(made, article("Rain.", url=url), extracted([], [statement(Span(0, 5))]))
    out = written(Release(made))
    assert url not in out
    assert faults(json.loads(out)) == []


def test_an_address_of_any_characters_becomes_an_iri(tmp_path: Path) -> None:
    made = casefile.create_case(tmp_path / "case.db")
    url = 'https://marl.example/ä "<{|\\^`}>\u202e\n?q=%20#x'
    casefile.add_article(made, article("Rain.", url=url), extracted([], [statement(Span(0, 5))]))
    assert faults(json.loads(written(Release(made)))) == []


LINES = st.text(
    st.one_of(st.sampled_from("ab \"\\'🌊\u0301\u2028\x00<"), st.characters(exclude_categories=["Cs"])), max_size=40
)


@settings(max_examples=25)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_any_text_survives(lines: list[str]) -> None:
    text = "\n".join(line.replace("\n", " ") for line in lines)
    with TemporaryDirectory() as folder, case_of(Path(folder) / "case.db", text) as made:
        told = list(casefile.claims(made))
        document = json.loads(written(Release(made)))
    assert faults(document) == []
    for one, annotation in zip(told, items(document) if told else [], strict=True):
        ends = [(part["selector"][0]["start"], part["selector"][0]["end"]) for part in annotation["target"]]
        assert (ends[0][0], ends[-1][1]) == (one.start, one.end)
        assert " … ".join(part["selector"][1]["exact"] for part in annotation["target"]) == one.text


def _set(path: str, value: Any) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        *way, last = path.split("/")
        place: Any = document
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if value is None:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value

    return change


ONE = "first/items/0"
WRONG = {
    "another context": _set("@context", "http://www.w3.org/ns/oa.jsonld"),
    "a property that no context has": _set(f"{ONE}/verdict", "disputed"),
    "no id": _set(f"{ONE}/id", None),
    "an id that is none": _set(f"{ONE}/id", "7nzgjbxx6kmk"),
    "two with one id": lambda document: document["first"]["items"].append(document["first"]["items"][0]),
    "no type": _set(f"{ONE}/type", None),
    "no target": _set(f"{ONE}/target", None),
    "no source": _set(f"{ONE}/target/0/source", None),
    "two sources": _set(f"{ONE}/target/0/source", ["https://a.example/", "https://b.example/"]),
    "no start": _set(f"{ONE}/target/0/selector/0/start", None),
    "a start in words": _set(f"{ONE}/target/0/selector/0/start", "17"),
    "a start before the text": _set(f"{ONE}/target/0/selector/0/start", -1),
    "an end before the start": _set(f"{ONE}/target/0/selector/0/end", 3),
    "no quotation": _set(f"{ONE}/target/0/selector/1/exact", None),
    "two prefixes": _set(f"{ONE}/target/0/selector/1/prefix", ["a", "b"]),
    "a selector of another kind": _set(f"{ONE}/target/0/selector/1/type", "TextQuotation"),
    "a body without value": _set(f"{ONE}/body/0/value", None),
    "a purpose of our own": _set(f"{ONE}/body/0/purpose", "deciding"),
    "a motivation of our own": _set(f"{ONE}/motivation", "verifying"),
    "a time without a zone": _set(f"{ONE}/created", "2024-03-12T08:00:00"),
    "two times": _set(f"{ONE}/created", ["2024-03-12T08:00:00Z", "2024-03-13T08:00:00Z"]),
    "a day": _set(f"{ONE}/target/0/state/sourceDate", "2024-03-12"),
    "an empty page": _set("first/items", []),
    "a page without id": _set("first/id", None),
    "another total": _set("total", 2),
    "a collection of another kind": _set("type", "Annotation"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_validator_finds_what_is_wrong(document: Json, wrong: str) -> None:
    changed = copy.deepcopy(document)
    WRONG[wrong](changed)
    assert faults(changed)
