"""What goes in and out by the command line: every format, and what must not leave."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from secondsource import casefile
from secondsource.cli import main
from secondsource.model import Terms

STORY = """The mayor of Marl, Ada Quill, said the ferry would run again on Friday.

“We have tested every engine,” Quill told the Marl Gazette.

The ferry stopped on Monday after a fire.
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")
    Path("story.txt").write_text(STORY, encoding="utf-8", newline="")
    assert main(["add", "case.db", "story.txt"]) == 0
    capsys.readouterr()
    return Path("case.db")


def test_the_format_is_what_the_files_name_says(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin = {"a.csv": b'"claim"', "a.jsonl": b'{"record":"case"', "a.HTML": b"<!", "a.md": b"#", "a.Parquet": b"PAR1"}
    for name, begins in begin.items():
        assert main(["export", str(case), "-o", name]) == 0
        assert Path(name).read_bytes().startswith(begins)
    for form in ("claimreview", "webannotation", "prov"):
        assert main(["export", str(case), "--format", form]) == 0
        assert json.loads(capsys.readouterr().out)
    suggested = {"brat": "case-brat.zip", "datapackage": "case-datapackage.zip"}
    for form, such in {**suggested, "warc": "case.warc.gz", "parquet": "-o case.parquet"}.items():
        assert main(["export", str(case), "--format", form]) == 2
        assert such in capsys.readouterr().err
    assert main(["export", str(case), "--format", "brat", "-o", "folder"]) == 0
    assert {path.suffix for path in Path("folder").iterdir()} >= {".txt", ".ann"}
    assert main(["export", str(case), "--format", "brat", "-o", "folder"]) == 2
    assert main(["export", str(case), "--format", "datapackage", "-o", "package.zip"]) == 0
    assert "datapackage.json" in zipfile.ZipFile("package.zip").namelist()
    assert main(["export", str(case), "--format", "html", "--bom"]) == 2


def test_what_is_protected_leaves_where_it_is_named_and_not_else(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with casefile.open_case(case) as one:
        source = next(claim.source for claim in casefile.claims(one) if claim.source)
        (known, *_) = casefile.source_list(one, source)
        told = known.source
        casefile.rename_source(
            one,
            known.key,
            reviewer="Ann",
            name=told.name,
            type=told.type,
            role=None,
            affiliation=None,
            terms=Terms.OFF_RECORD,
        )
    for command in (["export", str(case)], ["claims", str(case), "--format", "jsonl"]):
        assert main(command) == 0
        out, err = capsys.readouterr()
        assert source not in out
        assert f"{source} (off the record)" in err
        assert main([*command, "--include", source]) == 0
        out, err = capsys.readouterr()
        assert source in out
        assert not err
    assert main(["export", str(case), "--include", "Nobody"]) == 2
    assert main(["export", str(case), "--format", "jsonl"]) == 2
    assert main(["export", str(case), "--format", "jsonl", "--include", source.upper()]) == 0


def test_articles_of_every_kind_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    line = "The clerk of Marl, Ada Quill, said the ferry ran late."
    Path("a.txt").write_text(line)
    Path("b.html").write_text(f"<html><body><article><p>{line} Twice.</p></article></body></html>")
    rows = f'One,"{line} One.",Marl Post\nTwo,"{line} Two.",Marl Post\nThree,"",x\n'
    Path("c.csv").write_text(f"Head,Story,Outlet\n{rows}")
    Path("d.jsonl").write_text(f'{{"body": "{line} Lines.", "headline": "L"}}\n')
    Path("e.jsonl").write_text(f'{{"body": "{line} Broken."}}\n{{"body": \n')
    Path("f.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert main(["add", "../case.db", "."]) == 2
    out, err = capsys.readouterr()
    assert "articles: 5 added (2 CSV, 1 text, 1 web page, 1 JSON)" in out
    assert "3 could not be read" in out
    assert {name for name in ("c.csv", "e.jsonl", "f.pdf") if name in err} == {"c.csv", "e.jsonl", "f.pdf"}
    with casefile.open_case(Path("../case.db")) as case:
        assert {contents.outlet for contents in casefile.contents(case)} == {None, "Marl Post"}
    assert main(["add", "../case.db", "."]) == 2
    assert "0 added with 0 claims" in capsys.readouterr().out
    assert main(["add", "../case.db", "c.csv", "--title", "One"]) == 2
    assert "several articles" in capsys.readouterr().err
    Path("g.csv").write_text(f"Kopf,Inhalt,Blatt\n{rows}".replace(".", "!"))
    assert main(["add", "../case.db", "g.csv"]) == 2
    assert "--map" in capsys.readouterr().err
    assert main(["add", "../case.db", "g.csv", "--map", "text=Inhalt", "--map", "outlet=Blatt"]) == 2  # one is empty
    assert "2 added" in capsys.readouterr().out
    for pair in ("text", "nothing=Story", "text="):
        assert main(["add", "../case.db", "c.csv", "--map", pair]) == 2
    assert main(["add", "../case.db", "../case.db"]) == 2
    assert "the case itself" in capsys.readouterr().err


def test_annotations_beside_a_text_are_for_cases_and_never_for_an_engine(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = STORY.index("The ferry stopped")
    Path("story.ann").write_text(f"T1\tNarrator {start} {len(STORY) - 2}\t{STORY[start:-2]}\n")
    assert main(["extract", "story.txt", "--format", "jsonl"]) == 0
    assert len(json.loads(capsys.readouterr().out)["attributions"]) == 2
    assert main(["add", "other.db", "story.txt"]) == 0
    capsys.readouterr()
    with casefile.open_case(Path("other.db")) as other:
        assert [claim.text for claim in casefile.claims(other)] == [STORY[start:-2]]
    Path("story.ann").write_text("T1\tNarrator 0 5\tother words\n")
    assert main(["add", "third.db", "story.txt"]) == 2
    assert "story.ann, line 1" in capsys.readouterr().err
