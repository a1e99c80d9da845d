"""Figures on real articles that are not part of this project; skipped where they are not present."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from extraction.texts import check, extraction, words
from secondsource.model import Attribution, Source, SourceType, Span

SHARED = Path(__file__).parents[3] / "shared"
ARTICLE = SHARED / "articles" / "000_d0aaac28a0ad17e5.txt"
POLNEAR = SHARED / "polnear"
FAKES = SHARED / "fakes" / "articles.csv"

# What the engines reach on the development split, in percent, less a margin for small changes: F1 and precision.
FLOORS = {"standard": (73.0, 74.0), "fast": (66.0, 70.0), "rules": (61.0, 78.0)}


@pytest.fixture(scope="module", params=["standard", "rules"])
def reference(request: pytest.FixtureRequest) -> tuple[str, tuple[Attribution, ...], list[str]]:
    if not ARTICLE.exists():
        pytest.skip(f"the reference article is not at {ARTICLE}")
    text = ARTICLE.read_bytes().decode("utf-8")
    result = extraction(text, Span(1, 16), request.param)
    return text, result.attributions, [words(text, n.content) for n in result.narrator]


def test_reference_speakers_and_channels(reference: tuple[str, tuple[Attribution, ...], list[str]]) -> None:
    _, attributions, _ = reference
    speakers = [a.speaker for a in attributions]
    assert all(isinstance(s, Source) for s in speakers)
    interview = "interview with Sky News Arabia"
    assert [(s.name if s else None, a.channel) for s, a in zip(speakers, attributions, strict=True)] == [
        ("US Department of Defense", None),
        ("US Department of Defense", None),
        ("Syrian Observatory for Human Rights", None),
        ("Wayne Maroto", None),
        ("Wayne Maroto", "tweet on Twitter"),
        ("Ali Al-Baydar", interview),
        ("Ali Al-Baydar", interview),
        ("Ali Al-Baydar", interview),
        ("Ali Al-Baydar", interview),
        ("a Kurdish military source", "statement to Sky News Arabia"),
        ("US military leaders", None),
        ("US Department of Defense", None),
    ]
    types = {s.name: s.type for s in speakers if s}
    assert types["US Department of Defense"] is SourceType.INSTITUTION
    assert types["Wayne Maroto"] is SourceType.NAMED
    assert types["a Kurdish military source"] is SourceType.UNNAMED
    assert {s.role for s in speakers if s and s.name == "Ali Al-Baydar"} == {"political analyst"}
    assert {s.affiliation for s in speakers if s and s.name == "Wayne Maroto"} == {"US military"}


def test_reference_contents(reference: tuple[str, tuple[Attribution, ...], list[str]]) -> None:
    text, attributions, narrator = reference
    contents = [words(text, a.content) for a in attributions]
    assert contents[4].startswith("that the attack")
    assert contents[4].endswith("7:44 local time")
    assert contents[6].rstrip(".").endswith("from the Popular Mobilization")
    assert "Rather, we will" in contents[7]
    assert contents[7].endswith("save face")
    assert contents[8].endswith("the future.”")
    assert contents[11].endswith("threat of drones")
    assert not any("date 2021" in words(text, a.source) for a in attributions)
    assert len(narrator) == 3
    assert sum("heavy artillery" in n for n in narrator) == 1
    assert sum("come at a time" in n for n in narrator) == 1
    assert sum("finds itself" in n for n in narrator) == 1


@pytest.mark.parametrize("engine", FLOORS)
def test_score_on_the_development_split(tmp_path: Path, engine: str) -> None:
    if not (POLNEAR / "evaluate.py").exists():
        pytest.skip(f"PolNeAR is not at {POLNEAR}")
    predictions = tmp_path / "found.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for path in sorted((POLNEAR / "data" / "dev" / "text").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            result = extraction(text, engine=engine)
            check(text, result)
            rows = [{"source": a.source, "cue": a.cue, "content": a.content} for a in result.attributions]
            out.write(json.dumps({"doc": path.stem, "attributions": rows}) + "\n")
    command = [
        sys.executable, str(POLNEAR / "evaluate.py"), "--polnear", str(POLNEAR), "--split", "dev", "--json", "--pred",
        str(predictions),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (score,) = json.loads(done.stdout).values()
    precision, recall, f1 = score["e2e"]
    least_f1, least_precision = FLOORS[engine]
    assert 100 * f1 >= least_f1, (precision, recall, f1)
    assert 100 * precision >= least_precision, (precision, recall, f1)


@pytest.mark.parametrize("engine", ["standard", "rules"])
def test_flattened_agency_news(engine: str) -> None:
    if not FAKES.exists():
        pytest.skip(f"FA-KES is not at {FAKES}")
    with FAKES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))[::20]
    attributed = 0
    for row in rows:
        result = extraction(row["text"], engine=engine)
        check(row["text"], result)
        attributed += bool(result.attributions)
    assert attributed > 0.8 * len(rows)
