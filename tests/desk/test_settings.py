"""The settings file: keys and look as a person sets them, and every way to get them wrong."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.binding import Binding

from secondsource import cli
from secondsource.desk import settings
from secondsource.desk.actions import ACTIONS, bindings
from secondsource.desk.key_names import key_of, shown
from secondsource.desk.settings import Settings
from secondsource.display import safe
from secondsource.model import UnusableInput

DOCS = Path(__file__).resolve().parents[2] / "docs"
BY_ID = {action.id: action for action in ACTIONS}


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are in this test; there is no file yet."""
    monkeypatch.delenv("SECONDSOURCE_DESK", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "secondsource" / "desk.toml"
    path.parent.mkdir()
    return path


def of(path: Path, text: str) -> Settings:
    path.write_text(text, encoding="utf-8")
    return settings.load()


def the_fault(path: Path, text: str) -> str:
    found = of(path, text)
    assert len(found.faults) == 1, found.faults
    return found.faults[0]


# The names of keys.


@pytest.mark.parametrize("key", sorted({key for action in ACTIONS for key in action.keys}))
def test_every_key_of_the_registry_is_read_as_it_is_shown(key: str) -> None:
    assert key_of(shown(key)) == key
    assert shown(key).isprintable()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl-r", "ctrl+r"),
        ("Ctrl-R", "ctrl+r"),
        ("control+r", "ctrl+r"),
        ("alt-x", "alt+x"),
        ("Alt-Shift-x", "alt+shift+x"),
        ("Shift-a", "A"),
        ("shift-tab", "shift+tab"),
        ("space", "space"),
        (" ", "space"),
        ("F5", "f5"),
        ("?", "question_mark"),
        ("-", "minus"),
        ("Ctrl--", "ctrl+minus"),
        ("Ctrl-+", "ctrl+plus"),
        (",", "comma"),
        ("page down", "pagedown"),
        ("PgDn", "pagedown"),
        ("↓", "down"),
        ("esc", "escape"),
        ("e\u0301", "é"),
    ],
)
def test_keys_as_people_write_them(written: str, key: str) -> None:
    assert key_of(written) == key
    assert key_of(shown(key)) == key


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("gg", "a single key, such as “g”"),
        ("spce", "did you mean Space?"),
        ("", "an empty text is no key"),
        ("Ctrl-i", "to a terminal this is Tab"),
        ("Ctrl-m", "to a terminal this is Enter"),
        ("Shift-1", "write the sign"),
        ("\x1b", "no key"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("x" * 500, "x" * 40 + "”"),
    ],
)
def test_what_is_no_key(written: str, says: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        key_of(written)
    assert says in str(caught.value)
    assert safe(str(caught.value)) == str(caught.value)


@given(st.text(max_size=12) | st.from_regex(r"(?i)((ctrl|alt|shift)[-+]){0,3}.{1,8}"))
def test_whatever_is_written_is_a_key_that_can_be_shown_and_read_again_or_is_refused(written: str) -> None:
    try:
        key = key_of(written)
    except UnusableInput as refused:
        assert safe(str(refused)) == str(refused)
    else:
        assert key_of(shown(key)) == key
        assert "," not in key
        # What Textual makes of it in a keymap is the same key again.
        assert App._normalize_keymap({"it": key}) == {"it": key}


# The file.


def test_without_a_file_all_is_as_it_is(toml: Path) -> None:
    found = settings.load()
    assert found == Settings(path=toml)
    assert found.keymap() == {}
    assert found.label(BY_ID["down"]) == "j ↓"


def test_without_a_file_nothing_is_imported_for_it(toml: Path) -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "import sys; from secondsource.desk import settings; settings.load(); "
        "print([name for name in ('tomllib', 'rapidfuzz', 'textual') if name in set(sys.modules) - before])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_theme_and_keys(toml: Path) -> None:
    found = of(toml, 'theme = "light"\n[keys]\nundo = "Ctrl-y"\nredo = ["F5", "r"]\nexport = []\nhelp = ["?"]\n')
    assert found.faults == ()
    assert found.theme == "light"
    assert found.keys == {"undo": ("ctrl+y",), "redo": ("f5", "r"), "export": ()}
    assert found.label(BY_ID["redo"]) == "F5 r"
    assert found.label(BY_ID["export"]) == ""
    assert found.label(BY_ID["repeat"]) == "."
    assert found.keymap()["redo"] == "f5,r"


def test_another_file_can_be_named(toml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.toml"
    monkeypatch.setenv("SECONDSOURCE_DESK", str(other))
    assert "other.toml: there is no such file" in settings.load().faults[0]
    assert of(other, 'theme = "sixteen"').theme == "sixteen"
    monkeypatch.setenv("SECONDSOURCE_DESK", os.devnull)
    assert settings.load().faults == ()


def test_a_relative_folder_for_settings_is_none(toml: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert settings.file() == tmp_path / "home" / ".config" / "secondsource" / "desk.toml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('theme = "drak"', "desk.toml, line 1: there is no theme “drak”; did you mean dark?"),
        ("theme = 3", "there is no theme 3; it can be dark, light, high-contrast or sixteen"),
        ('\ncolour = "dark"', "line 2: there is no setting “colour”; it can be theme, keys or warn"),
        ('keys = "j"', "keys is a table"),
        ('[keys]\nundone = "r"', "line 2: there is no action “undone”; did you mean undo?"),
        ('[keys]\nqqqqqq = "r"', "see docs/keys.md"),
        ("[keys]\nundo = 3", "undo: 3 is no key; write a key such as"),
        ("[keys]\nundo = true", "undo: true is no key"),
        ('[keys]\nundo = ["r", 3]', "is no key"),
        ("[keys]\n[keys.undo]\nx = 1", "line 2: undo: {'x': 1} is no key"),
        ('[keys]\nundo = "gg"', "undo: “gg” is no key; write a single key"),
        ('[keys]\n"undo" = "d"', "line 2: undo: d is the key of dispute"),
        ('[keys]\nundo = "r"\nredo = "r"', "line 3: redo: r is the key of undo"),
        ('[keys]\nundo = ["r", "d"]', "d is the key of dispute"),
        ('[keys]\nundo = "escape"', "Esc can't be given to another action: windows need it"),
        ('[keys]\nundo = "Enter"', "Enter can't be given"),
        ('[keys]\nundo = "Tab"', "Tab can't be given"),
        ('[keys]\nundo = "g"', "gg needs it"),
        ("[keys]\nquit = []", "nobody could leave the desk"),
        ('theme = "dark"\n\n[keys]\ntheme = "gg"', "line 4: theme: “gg”"),
        ('keys.undo = "gg"', "line 1: undo: “gg”"),
        ('keys = { undo = "gg" }', "desk.toml: undo: “gg”"),
        ("[keys\nundo = 3", "desk.toml, line 1: not TOML: "),
        ('theme = "dark"\ntheme = "light"\n', "line 2: not TOML: cannot overwrite a value"),
        ('theme = "dark', ", at its end: not TOML"),
        ("a = " + "[" * 10_000, "not TOML: tables nested too deeply"),
        ("a = " + "9" * 10_000, "not TOML: "),
        ('theme = "\\u001b]0;owned\\u0007"', "␛]0;owned␇"),
        ('[keys]\n"\\u001b[2J" = "r"', "␛[2J"),
        ('[keys]\nundo = "\\u202Ex"', "“·x”"),
    ],
)
def test_every_fault_is_one_clear_line(toml: Path, text: str, says: str) -> None:
    fault = the_fault(toml, text)
    assert says in fault
    assert fault.startswith("desk.toml")
    assert safe(fault) == fault
    assert len(fault) < 300


def test_what_is_valid_stays_in_force_beside_faults(toml: Path) -> None:
    found = of(toml, 'theme = "light"\nnonsense = 1\n[keys]\nundo = "spce"\nredo = "r"\nexport = "r"\nunknown = "q"')
    assert len(found.faults) == 4
    assert found.theme == "light"
    assert found.keys == {"redo": ("r",)}


def test_a_swap_of_which_one_half_is_wrong_is_left_out_whole(toml: Path) -> None:
    found = of(toml, '[keys]\ncorroborate = "d"\ndispute = "nonsense"\nundo = "c"')
    # Without its new key, dispute keeps d; so corroborate can't have it, keeps c, and undo can't have that.
    assert found.keys == {}
    assert [fault.split(": ")[1] for fault in found.faults] == ["dispute", "corroborate", "undo"]


def test_unreadable_files(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml.write_bytes(b'theme = "d\xe4rk"')
    assert settings.load().faults == ("desk.toml: not UTF-8; save it as UTF-8",)
    toml.write_bytes(b"#" * 1_000_001)
    assert "larger than 1,000,000 bytes" in settings.load().faults[0]
    toml.unlink()
    toml.mkdir()
    assert "not a file" in settings.load().faults[0]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe := toml.parent / "pipe")
        monkeypatch.setenv("SECONDSOURCE_DESK", str(pipe))
        assert "not a file" in settings.load().faults[0]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"[keys]\nundo = {text}".encode()))
def test_no_file_keeps_the_desk_from_opening(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECONDSOURCE_DESK", str(path))
        found = settings.load()
    assert all(safe(fault) == fault for fault in found.faults)


# The keys in a running app.


class Keyed(App[None]):
    """An app with the registry's keys that only says what was called."""

    BINDINGS = bindings()

    def __init__(self, found: Settings) -> None:
        super().__init__()
        self.called: list[str] = []
        self.clashes: set[str | None] = set()
        self.set_keymap(found.keymap())

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: object) -> None:
        self.clashes |= {binding.id for binding in clashed_bindings}

    async def run_action(self, action: object, *rest: object, **more: object) -> bool:
        by_action = {one.action: one.id or "gg" for one in bindings() if isinstance(one, Binding)}
        self.called.append(by_action[str(action)])
        return True


async def called(found: Settings, *keys: str) -> list[str]:
    app = Keyed(found)
    async with app.run_test() as pilot:
        app.called.clear()
        await pilot.press(*keys)
        await pilot.pause()
        return app.called


async def test_keys_of_the_settings_are_those_that_work(toml: Path) -> None:
    found = of(
        toml,
        # a swap, a chain (z to undo's old place is free again), several keys, a key taken away
        '[keys]\ncorroborate = "d"\ndispute = "c"\nundo = "Ctrl-y"\nexport = "z"\ndown = ["h", "F5"]\nhelp = []',
    )
    assert found.faults == ()
    keys = ["d", "c", "ctrl+y", "z", "h", "f5", "x", "j", "down", "question_mark", "u", "g"]
    assert await called(found, *keys) == [
        "corroborate", "dispute", "undo", "export", "down", "down", "unverify", "gg",
    ]  # fmt: skip


async def test_a_ring_of_keys_goes_round(toml: Path) -> None:
    found = of(toml, '[keys]\ncorroborate = "d"\ndispute = "u"\nunverify = "c"\n')
    assert await called(found, "c", "d", "u") == ["unverify", "corroborate", "dispute"]


async def test_actions_without_keys_do_not_get_in_each_others_way(toml: Path) -> None:
    found = of(toml, "[keys]\n" + "".join(f"{name} = []\n" for name in BY_ID if name != "quit"))
    assert found.faults == ()
    assert await called(found, "c", "j", "question_mark", "ctrl+q") == ["quit"]


@given(st.data())
def test_whatever_is_set_no_key_is_that_of_two_actions(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    keys = st.sampled_from(["c", "d", "u", "r", "F5", "Esc", "gg", "g", "Ctrl-r", "?"])
    wanted = data.draw(st.dictionaries(st.sampled_from(["undo", "redo", *list(BY_ID)[:4]]), st.lists(keys, max_size=3)))
    path = tmp_path_factory.getbasetemp() / "drawn.toml"
    path.write_text("[keys]\n" + "".join(f"{name} = {keys}\n" for name, keys in wanted.items()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECONDSOURCE_DESK", str(path))
        found = settings.load()
    in_force = [key for action in ACTIONS for key in found.keys_of(action)]
    assert len(in_force) == len(set(in_force))
    refused = {fault.split(": ")[1] for fault in found.faults}
    for name, written in wanted.items():
        taken = tuple(dict.fromkeys(shown(key) for key in found.keys_of(BY_ID[name])))
        assert (name in refused) != (set(taken) == set(written))


# What the settings are shown in.


def test_doctor_shows_every_fault(
    toml: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    toml.write_text('theme = "drak"\n[keys]\nundo = "spce"\n', encoding="utf-8")
    assert cli.main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "there is no theme “drak”" in told
    assert "“spce” is no key" in told


def test_doctor_names_the_file(toml: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    cli.main(["doctor"])
    assert f"none; they would be in {toml}" in capsys.readouterr().out


def test_the_page_of_keys_is_the_registry() -> None:
    page = runpy.run_path(str(DOCS / "keys.py"))["page"]()
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == page, "make keys makes the page anew"
    for action in ACTIONS:
        assert f"`{action.id}`" in page
        assert action.help.replace("|", "\\|") in page


def test_the_example_in_the_docs_has_no_fault(toml: Path) -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    found = of(toml, example)
    assert found.faults == ()
    assert found.theme
    assert found.keys
