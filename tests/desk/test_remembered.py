"""What the desk remembers: it comes back as it was, two desks agree, and no file can do harm."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk import remembered
from secondsource.desk.remembered import Remembered


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept in this test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "secondsource" / "desk.json"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same for tests that try many values."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        path = remembered.file()
        assert path is not None
        yield path


def test_nothing_is_remembered_at_first(kept: Path) -> None:
    assert Remembered.load() == Remembered()
    assert Remembered.load().save()
    assert not kept.exists(), "nothing was changed, so nothing needs to be written"


SHARES = st.none() | st.floats(0.05, 0.95)


@given(
    st.builds(
        Remembered,
        list_width=SHARES,
        list_height=SHARES,
        narrow_list_height=SHARES,
        filters=st.dictionaries(st.text(min_size=1, max_size=100), st.text(min_size=1, max_size=200), max_size=5),
        macro=st.lists(st.sampled_from(["j", "ctrl+r", "space", "é"]), max_size=20).map(tuple),
        tour_offered=st.booleans(),
        theme=st.none() | st.just("light"),
    )
)
def test_what_was_saved_comes_back(drawn: Path, wanted: Remembered) -> None:
    drawn.unlink(missing_ok=True)
    changed = Remembered.load()
    for name, value in asdict(wanted).items():
        setattr(changed, name, value)
    assert changed.save()
    assert Remembered.load() == wanted


def test_only_its_owner_may_read_it(kept: Path) -> None:
    old = os.umask(0)
    try:
        saved_with(filters={"mine": "verdict:open"})
    finally:
        os.umask(old)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert [path.name for path in kept.parent.iterdir()] == ["desk.json"]


def saved_with(**values: object) -> None:
    mine = Remembered.load()
    for name, value in values.items():
        setattr(mine, name, value)
    assert mine.save()


def test_of_two_desks_the_last_wins_in_what_it_changed_and_no_more(kept: Path) -> None:
    saved_with(list_width=0.5, filters={"a": "1", "b": "2", "c": "3"}, macro=("j",))
    one, other = Remembered.load(), Remembered.load()
    one.list_width, one.macro = 0.6, ("k",)
    one.filters["new"] = "one"
    del one.filters["a"]
    other.list_width = 0.7
    other.filters |= {"b": "changed", "newer": "other"}
    assert one.save()
    assert other.save()
    now = Remembered.load()
    assert (now.list_width, now.macro) == (0.7, ("k",))
    assert now.filters == {"b": "changed", "c": "3", "new": "one", "newer": "other"}
    assert one.save(), "nothing was changed since"
    assert Remembered.load() == now


def test_a_second_save_takes_only_what_changed_since_the_first(kept: Path) -> None:
    mine = Remembered.load()
    mine.list_width = 0.6
    mine.save()
    saved_with(list_width=0.3)
    mine.tour_offered = True
    mine.save()
    assert (Remembered.load().list_width, Remembered.load().tour_offered) == (0.3, True)


def test_many_desks_at_once_lose_nothing_and_are_never_read_half_written(kept: Path) -> None:
    def save(number: int) -> Remembered:
        mine = Remembered.load()
        mine.filters[f"filter {number}"] = "x" * 2000
        assert mine.save()
        return Remembered.load()

    with ThreadPoolExecutor(4) as threads:
        seen = list(threads.map(save, range(24)))
    assert all(f"filter {number}" in one.filters for number, one in enumerate(seen))
    assert len(Remembered.load().filters) == 24
    assert [path.name for path in kept.parent.iterdir()] == ["desk.json"]


SOUND = {"list_width": 0.4, "filters": {"open ones": "verdict:open"}, "macro": ["j", "c"], "tour_offered": True}


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("list_width", [True, "0.5", None, -1, 0, 1, 2**80, [0.5], {}]),
        ("filters", [[], "x", 3, {"": "x"}, {"x": ""}, {"x": 3}, {"x": None}, {"y" * 101: "x"}, {"x": "y" * 5001}]),
        ("macro", ["jj", [3], [""], ["\u001b"], [None], ["j"] * 2001, {}]),
        ("tour_offered", [1, "true", None]),
    ],
)
def test_a_field_that_is_damaged_is_forgotten_and_the_others_are_not(kept: Path, field: str, bad: list[object]) -> None:
    kept.parent.mkdir(parents=True)
    for value in bad:
        kept.write_text(json.dumps(SOUND | {field: value, "unknown": [value]}), encoding="utf-8")
        expected = {
            "list_width": 0.4,
            "filters": {"open ones": "verdict:open"},
            "macro": ("j", "c"),
            "tour_offered": True,
        }
        expected[field] = asdict(Remembered())[field]
        assert Remembered.load() == Remembered(**expected), value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"list_width": NaN, "list_height": Infinity, "narrow_list_height": -Infinity}',
        b'{"list_width": ' + b"9" * 5000 + b"}",
        b'{"macro": ["j"], "x": "' + b"y" * 1_000_000 + b'"}',
    ],
)
def test_a_damaged_file_is_none_and_is_mended_by_the_next_save(kept: Path, text: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(text)
    assert Remembered.load() == Remembered()
    saved_with(tour_offered=True)
    assert Remembered.load() == Remembered(tour_offered=True)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(list(asdict(Remembered()))), inner),
    )
)
def test_whatever_is_in_the_file_what_is_read_is_sound(drawn: Path, value: object) -> None:
    drawn.parent.mkdir(parents=True, exist_ok=True)
    drawn.write_text(json.dumps(value), encoding="utf-8")
    found = Remembered.load()
    for share in (found.list_width, found.list_height, found.narrow_list_height):
        assert share is None or 0.05 <= share <= 0.95
    assert all(isinstance(word, str) and word for pair in found.filters.items() for word in pair)
    assert all(key.isprintable() for key in found.macro)


def test_more_filters_than_anybody_saves_are_cut_off(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"filters": {str(number): "x" for number in range(2000)}}), encoding="utf-8")
    assert len(Remembered.load().filters) == 500


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes as Unix has them")
def test_a_link_is_not_followed_and_a_pipe_is_not_waited_for(kept: Path, tmp_path: Path) -> None:
    kept.parent.mkdir(parents=True)
    other = tmp_path / "other.json"
    other.write_text('{"tour_offered": true}', encoding="utf-8")
    kept.symlink_to(other)
    assert Remembered.load() == Remembered()
    saved_with(macro=("j",))
    assert other.read_text(encoding="utf-8") == '{"tour_offered": true}'
    assert not kept.is_symlink()
    kept.unlink()
    os.mkfifo(kept)
    assert Remembered.load() == Remembered()


@pytest.mark.parametrize("place", ["a file", "no folder", "no home"])
def test_where_nothing_can_be_written_nothing_is_remembered_and_nobody_is_told(
    kept: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "a file":
        kept.parent.parent.mkdir()
        kept.parent.write_text("in the way", encoding="utf-8")
    elif place == "no folder":
        monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    else:
        monkeypatch.setattr(remembered, "state_folder", lambda: None)
    mine = Remembered.load()
    assert mine == Remembered()
    mine.tour_offered = True
    assert not mine.save()


def test_a_write_that_fails_leaves_what_was_there(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_with(macro=("j",))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    mine = Remembered.load()
    mine.macro = ("k",)
    monkeypatch.setattr(os, "replace", full)
    assert not mine.save()
    monkeypatch.undo()
    monkeypatch.setenv("XDG_STATE_HOME", str(kept.parent.parent))
    assert Remembered.load().macro == ("j",)
    assert [path.name for path in kept.parent.iterdir()] == ["desk.json"]
    assert mine.save(), "it is still to be written"
    assert Remembered.load().macro == ("k",)


def test_a_relative_folder_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "somewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert remembered.state_folder() == tmp_path / ".local" / "state" / "secondsource"
