"""Institutions under several names: our table and the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.texts import article
from secondsource import intake
from secondsource.extraction import extract
from secondsource.extraction.sources.institutions import Table, canonical, is_institution, is_outlet, table_of
from secondsource.model import UnusableInput

OWN = """# our desk's table
Harbour Board of Marl | the Board | HBM |
 Marl Board
outlet: Marl Echo | Echo
"""


def test_table_of_institutions() -> None:
    assert canonical("the Pentagon") == canonical("US Defense Department") == "US Department of Defense"
    assert canonical("Nowhere Board") is None
    assert is_outlet("the Associated Press")
    assert is_outlet("AP")
    assert not is_outlet("Ada Example")
    assert is_institution("Harbour Ministry")
    assert is_institution("Damascus")
    assert not is_institution("Ada Example")
    assert canonical("Russias Defence Ministry") == canonical("Russia’s Defence Ministry") is not None


def test_a_table_of_the_users_own() -> None:
    table = Table(OWN)
    assert table.canonical("marl board") == table.canonical("The Board") == "Harbour Board of Marl"
    assert table.canonical("the Pentagon") == "US Department of Defense"
    assert table.is_outlet("Echo")
    assert not is_outlet("Echo")


def test_it_names_sources_and_channels_and_marks_the_extraction() -> None:
    text = "The HBM said that it rains. The Marl Board told the Echo that it pours."
    found = extract(article(text), "rules", OWN)
    assert [a.speaker.name for a in found.attributions if a.speaker] == ["Harbour Board of Marl"] * 2
    assert [a.channel for a in found.attributions] == [None, "statement to the Echo"]
    without = extract(article(text), "rules")
    assert [a.channel for a in without.attributions] == [None, None]
    assert Table(OWN).digest in found.version
    assert found.version != without.version


def test_a_table_goes_before_ours_and_has_a_mark_of_its_own() -> None:
    assert Table("Marl Defence Office | Pentagon").canonical("the Pentagon") == "Marl Defence Office"
    assert table_of("").digest == ""
    assert Table("# nothing").digest == ""
    digests = {Table("A Board | B").digest, Table("A Board | C").digest, Table("A  Board | B\n").digest}
    assert len(digests) == 2
    assert all(len(d) == 8 for d in digests)


@pytest.mark.parametrize(
    ("own", "line"),
    [("A Board | B\n\n| C", "line 3: "), ("A Board | | B", "line 1: "), ("A | B\nC | the b", "line 2: ")],
)
def test_a_wrong_line_is_named(own: str, line: str) -> None:
    with pytest.raises(UnusableInput, match=f"^{line}"):
        Table(own)


def test_where_the_users_table_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(intake.INSTITUTIONS, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert intake.own_institutions() == ""
    usual = tmp_path / "secondsource" / "institutions.txt"
    usual.parent.mkdir()
    usual.write_text(OWN, encoding="utf-8")
    assert intake.own_institutions() == OWN
    named = tmp_path / "mine.txt"
    monkeypatch.setenv(intake.INSTITUTIONS, str(named))
    with pytest.raises(UnusableInput, match=r"mine\.txt.*can't be read"):
        intake.own_institutions()
    named.write_text("A | B\nA | C", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"mine\.txt, line 2: ") as fault:
        intake.own_institutions()
    assert "\n" not in str(fault.value)
    named.write_text(OWN, encoding="utf-8")
    (attribution,) = intake.extract(article("The HBM said that it rains."), "rules").attributions
    assert attribution.speaker is not None
    assert attribution.speaker.name == "Harbour Board of Marl"
    named.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableInput, match="UTF-8"):
        intake.own_institutions()
