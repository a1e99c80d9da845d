"""A person's own keys, in the whole desk: they act, and hints, help, palette and tour name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.seat import Open

WIDE = (130, 40)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.toml"
    monkeypatch.setenv("SECONDSOURCE_DESK", str(path))
    return path


async def test_keys_that_change_places_do_each_others_work(seat: Open, settings: Path) -> None:
    settings.write_text(
        'warn = []\n[keys]\ncorroborate = "d"\ndispute = "c"\nundo = ["F5", "backspace"]\nexport = []\n'
    )
    async with seat(size=WIDE) as at:
        await at.press("c", "d")
        assert at.verdicts[:2] == ["disputed", "corroborated"]
        await at.press("z")
        assert at.verdicts[1] == "corroborated"  # z is nobody's key now
        await at.press("f5", "backspace")
        assert at.verdicts[:2] == [None, None]
        await at.press("x")
        assert len(at.desk.screen_stack) == 1


async def test_what_names_keys_names_those_in_force(seat: Open, settings: Path) -> None:
    settings.write_text('[keys]\ncorroborate = "y"\nhelp = "F1"\ndown = "h"\n')
    async with seat(size=WIDE) as at:
        footer = at.shown.splitlines()[-1]
        assert "y corroborated" in footer
        assert "F1 help" in footer
        shown = await at.press("f1")
        assert any(line.split("│")[1:2] and "y  " in line and "corroborated" in line for line in shown.splitlines())
        await at.press("escape")
        shown = await at.press("T")
        assert "One claim a line. h and k" in shown
        await at.press("h")
        assert at.position == 1
        assert "Tour 2 of" in at.shown


async def test_a_hint_that_is_clicked_does_what_its_own_key_does(seat: Open, settings: Path) -> None:
    settings.write_text('warn = []\n[keys]\ncorroborate = "F9"\n')
    async with seat(size=WIDE) as at:
        await at.pilot.click(offset=(2, WIDE[1] - 1))  # type: ignore[attr-defined]
        await at.settled()
        assert at.verdicts[0] == "corroborated"


async def test_a_faulty_file_is_told_and_keeps_nobody_out(seat: Open, settings: Path) -> None:
    settings.write_text('theme = "drak"\n[keys]\nnothing = "y"\ndispute = "F3"\n')
    async with seat(size=WIDE) as at:
        assert "desk.toml, line 1" in at.status
        assert "dark" in at.status
        await at.press("f3")
        assert at.verdicts[0] == "disputed"


async def test_leaving_has_whatever_key_it_was_given_even_while_work_is_done(seat: Open, settings: Path) -> None:
    settings.write_text('[keys]\nquit = "F10"\n')
    async with seat(size=WIDE) as at:
        await at.press("f10")
        assert at.desk._exit
