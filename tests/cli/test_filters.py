"""The options that say which claims, and in which order."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from helpers import article, extraction
from secondsource import casefile
from secondsource.cli import main
from secondsource.model import Verdict


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three claims in the Marl Gazette of June, one in an undated text."""
    monkeypatch.chdir(tmp_path)
    first = "Zoe Quill said: the ferry ran late.\nThe pier was closed.\nAn official said: two boats sank."
    second = "A clerk said: nobody was hurt."
    with casefile.create_case(Path("case.db")) as made:
        for text, known in ((first, {"outlet": "The Marl Gazette", "published": date_of("2021-06-29")}), (second, {})):
            casefile.add_article(made, article(text, text[:3].lower(), **known), extraction(text))
        uid = next(one.claim for one in casefile.claims(made) if "ferry" in one.text)
        casefile.mark(made, uid, Verdict.DISPUTED, reviewer="Odell Marsh")
    return "case.db"


def date_of(text: str) -> object:
    from datetime import date

    return date.fromisoformat(text)


FERRY, PIER, BOATS, CLERK = "the ferry ran late.", "The pier was closed.", "two boats sank.", "nobody was hurt."

ASKED = {
    "--outlet gazette": [FERRY, PIER, BOATS],
    "--outlet GAZETTE --search boats": [BOATS],
    "--channel STATEMENT": [FERRY, BOATS, CLERK],
    "--decided-by marsh": [FERRY],
    "--decided-by nobody": [],
    "--finding any": [],
    "--nature fact --kind narrator": [PIER],
    "--nature demand": [],
    "--source-type unnamed": [BOATS, CLERK],
    "--since 2021-06-29 --until 2021-06-29": [FERRY, PIER, BOATS],
    "--since 2021-06-30": [],
}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(arguments) == 0
    return [row["text"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]


@pytest.mark.parametrize(("options", "texts"), ASKED.items(), ids=ASKED)
def test_the_options_say_which_claims(case: str, options: str, texts: list[str], capsys) -> None:
    assert printed(capsys, "claims", case, "--format", "csv", *options.split()) == texts
    assert printed(capsys, "export", case, *options.split()) == texts


SORTED = {
    "reading": [FERRY, PIER, BOATS, CLERK],
    "worth": [BOATS, CLERK, FERRY, PIER],
    "confidence": [FERRY, BOATS, CLERK, PIER],
    "source": [CLERK, FERRY, BOATS, PIER],
    "date": [FERRY, PIER, BOATS, CLERK],
}


@pytest.mark.parametrize(("order", "texts"), SORTED.items(), ids=SORTED)
def test_claims_come_in_the_order_asked_for(case: str, order: str, texts: list[str], capsys) -> None:
    assert printed(capsys, "claims", case, "--format", "csv", "--sort", order) == texts
    assert main(["claims", case, "--sort", order]) == 0
    out = capsys.readouterr().out
    places = [out.index(text) for text in texts]
    assert places == sorted(places)


BAD = {
    "--since yesterday": "write it as 2021-06-29",
    "--until 2021-13-01": "2021-13-01 is no date",
    "--since 2021-07-01 --until 2021-06-01": "exchange the two",
    "--finding rumour": "there are: conflict, orphan, differs",
    "--nature rumour": "choose from 'fact', 'opinion'",
    "--kind rumour": "choose from 'direct',",
    "--source-type rumour": "'unnamed', 'institution'",
    "--verdict rumour": "'open', 'corroborated', 'disputed'",
    "--sort size": "invalid choice",
}


@pytest.mark.parametrize(("options", "message"), BAD.items(), ids=BAD)
def test_an_option_that_means_nothing_is_one_line(case: str, options: str, message: str, capsys) -> None:
    assert main(["claims", case, *options.split()]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err
