import csv
import hashlib
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporting.handed_on import case, protect
from helpers import article, case_of, extraction
from secondsource import casefile
from secondsource.casefile import Filter
from secondsource.exporting import Release, columns, datapackage, guard, unguard
from secondsource.exporting.release import Publisher
from secondsource.model import Stance, Terms, Verdict

frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed (pip install frictionless)")
TABLES = ("claims", "articles", "sources", "evidence", "findings", "decisions")


@pytest.fixture
def made(tmp_path):
    with case(tmp_path / "case.db") as one:
        yield one


def written(release, folder):
    """The package in a folder."""
    folder.mkdir(exist_ok=True)
    names = []
    for name, content in datapackage.files(release):
        (folder / name).write_bytes(b"".join(content))
        names.append(name)
    assert names == [*(f"{name}.csv" for name in TABLES), "datapackage.json"]
    return folder / "datapackage.json"


def faults(package):
    report = frictionless.validate(str(package))
    assert report.stats["tasks"] == len(TABLES)
    return report.flatten(["name", "rowNumber", "fieldName", "type", "note"])


def rows(package, name):
    with (package.parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_no_fault(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    assert faults(package) == []
    assert {name: len(rows(package, name)) for name in TABLES} == {
        "claims": 6, "articles": 4, "sources": 3, "evidence": 4, "findings": 2, "decisions": 8,
    }  # fmt: skip
    # Read back by frictionless, the values have their types.
    claims = frictionless.Package(str(package)).get_resource("claims").read_rows()
    sank = claims[1].to_dict()
    assert (sank["verdict"], sank["start"], sank["published"]) == ("corroborated", 16, None)
    assert (sank["decided_at"].tzinfo is not None, sank["mark"]) == (True, "/html/body/p[1]")
    (found, *_) = frictionless.Package(str(package)).get_resource("findings").read_rows()
    assert (found["own"], float(found["likeness"])) == ([[0, 4]], 77.5)


def test_the_claims_have_the_columns_of_the_csv_export_and_then_their_own(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    (_, sank, *_) = rows(package, "claims")
    assert tuple(sank)[: len(columns())] == columns()
    assert tuple(sank)[len(columns()) :] == ("article_sha256", "source_id", "mark")
    (claim,) = (one for one in casefile.claims(made) if one.claim == sank["claim"])
    assert claim.text.startswith("=")
    assert (sank["text"], unguard(sank["text"])) == (guard(claim.text), claim.text)
    assert sank["rationale"] == "'+seen"


def test_the_schema_says_which_columns_are_guarded(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    for resource in json.loads(package.read_text(encoding="utf-8"))["resources"]:
        for field in resource["schema"]["fields"]:
            cells = [row[field["name"]] for row in rows(package, resource["name"])]
            if not field.get("guarded"):
                assert not [cell for cell in cells if cell.startswith("'")], field


def test_what_is_handed_on_tells_the_history(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    told = [(one["kind"], one["verdict"], unguard(one["words"]), one["undone"]) for one in rows(package, "decisions")]
    assert ("verdict", "disputed", "'=it floats'", "true") in told
    assert ("undo", "", "", "false") in told
    assert ("note", "", "@which bells?", "false") in told
    (given_,) = (one for one in rows(package, "decisions") if one["verdict"] == "corroborated")
    assert given_["despite"] == "single-origin: everybody saw it"
    piece = rows(package, "evidence")[2]
    assert (piece["stance"], unguard(piece["name"]), piece["primary"]) == ("supports", "-ferry", "false")


def test_files_have_the_size_and_the_digest_that_the_descriptor_says(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    for resource in json.loads(package.read_text(encoding="utf-8"))["resources"]:
        content = (package.parent / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_same_case_gives_the_same_bytes(made):
    first, second = ([(name, b"".join(part)) for name, part in datapackage.files(Release(made))] for _ in range(2))
    assert first == second


def test_the_descriptor_tells_when_and_by_whom_and_no_licence(made, tmp_path):
    publisher = Publisher("The Marl Desk", "https://desk.example")
    package = json.loads(written(Release(made, publisher=publisher), tmp_path / "out").read_text(encoding="utf-8"))
    assert package["contributors"] == [{"title": "The Marl Desk", "role": "publisher", "path": "https://desk.example"}]
    assert package["created"] == max(event.at for event in casefile.log(made) if event.subject)
    assert "licenses" not in package
    assert "contributors" not in json.loads(written(Release(made), tmp_path / "out").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("claims", '"corroborated"', '"doubtful"', "constraint-error"),
        ("claims", '"direct"', '"overheard"', "constraint-error"),
        ("evidence", '"supports"', '"proves"', "constraint-error"),
        ("claims", '"16"', '"sixteen"', "type-error"),
        ("decisions", '"true"', '"maybe"', "type-error"),
    ],
)
def test_a_value_that_is_none_of_the_schema_is_caught(made, tmp_path, table, old, new, kind):
    package = written(Release(made), tmp_path / "out")
    path = package.parent / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    if old not in text:
        old = '"indirect"'
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    assert kind in {fault[3] for fault in faults(package)}


def test_a_missing_row_breaks_its_foreign_keys_and_the_digest(made, tmp_path):
    package = written(Release(made), tmp_path / "out")
    path = package.parent / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\r\n", encoding="utf-8", newline="")
    found = faults(package)
    assert {"foreign-key", "hash-count", "byte-count"} <= {fault[3] for fault in found}


def test_a_filter_leaves_a_package_that_is_whole_in_itself(made, tmp_path):
    package = written(Release(made, Filter(verdict="corroborated")), tmp_path / "out")
    assert faults(package) == []
    assert [len(rows(package, name)) for name in TABLES] == [1, 1, 1, 1, 1, 4]


@pytest.mark.parametrize("terms", [Terms.BACKGROUND, Terms.OFF_RECORD])
def test_a_protected_source_is_named_nowhere(made, tmp_path, terms):
    protect(made, "Hild Orm", terms)
    package = written(Release(made), tmp_path / "out")
    assert faults(package) == []
    everything = b"".join(path.read_bytes() for path in package.parent.iterdir())
    assert b"Orm" not in everything
    assert b"letter.txt" not in everything
    assert b"of the pilot" not in everything
    assert b"forecast.txt" in everything
    sources = rows(package, "sources")
    if terms is Terms.BACKGROUND:
        # One row in each article: nobody learns that it is the same person.
        assert [one["claims"] for one in sources if one["name"] == "a protected source"] == ["1", "1"]
        assert {one["terms"] for one in sources} == {""}
    else:
        assert len(rows(package, "claims")) == 4
        assert b"slept" not in everything
    named = written(Release(made, include=["Hild Orm"]), tmp_path / "out")
    assert "of the pilot" in (named.parent / "evidence.csv").read_text(encoding="utf-8")


def test_an_empty_case_is_a_package_too(tmp_path):
    with casefile.create_case(tmp_path / "case.db") as empty:
        package = written(Release(empty), tmp_path / "out")
    assert faults(package) == []
    assert "created" not in json.loads(package.read_text(encoding="utf-8"))


def test_a_long_text_is_read_back_in_pieces(tmp_path):
    text = "Ada Quill said: rain.\n" + "A word. " * 200_000
    with case_of(tmp_path / "case.db", text) as long:
        parts = {name: list(content) for name, content in datapackage.files(Release(long))}
        assert len(parts["articles.csv"]) > 1
        assert max(map(len, parts["articles.csv"])) <= 1024**2
        package = written(Release(long), tmp_path / "out")
    assert faults(package) == []


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
DAYS = st.one_of(st.dates(), st.none())
PARTS = st.lists(
    st.tuples(st.sampled_from(["Ada Quill", "An official", "=HYPERLINK(1)", "'Orm", ""]), HOSTILE),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25)
@given(st.lists(PARTS, min_size=1, max_size=3), HOSTILE, HOSTILE, DAYS, st.booleans())
def test_whatever_a_case_says_the_package_is_sound_and_says_it(texts, title, words, day, joined):
    with TemporaryDirectory() as folder:
        path = Path(folder)
        with casefile.create_case(path / "case.db") as made:
            for number, parts in enumerate(texts):
                lines = [f"{who} said: {what}" if who else what for who, what in parts]
                text = f"{number}\n" + "\n".join(line.replace("\n", " ") for line in lines)
                casefile.add_article(
                    made, article(text, title, title=title, author=words, published=day), extraction(text)
                )
            claims = [claim.claim for claim in casefile.claims(made)]
            for claim in claims[::2]:
                casefile.mark(made, claim, Verdict.DISPUTED, reviewer="Ann", rationale=words.strip() or None)
                casefile.attach(made, claim, b"x", reviewer="Bo", stance=Stance.CONTEXT, name=words, passage=title)
            if joined:
                keys = [known.key for known in casefile.source_list(made, "")]
                if len(keys) > 1:
                    casefile.join_sources(made, keys[1:], keys[0], reviewer="Ann")
            package = written(Release(made), path / "out")
            assert faults(package) == []
            assert [one["claim"] for one in rows(package, "claims")] == claims
            assert {unguard(one["title"]) for one in rows(package, "articles")} == {title}
            for one, claim in zip(rows(package, "claims"), casefile.claims(made), strict=True):
                assert unguard(one["text"]) == claim.text
                assert unguard(one["rationale"]) == (claim.rationale or "")


def test_no_cell_is_a_formula(made):
    for name, content in datapackage.files(Release(made)):
        if name.endswith(".csv"):
            text = b"".join(content).decode()
            for row in csv.reader(io.StringIO(text, newline="")):
                assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
