"""Which claims are selected: runs of positions that say what a plain set of them would."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk.selection import Selection

PLACES = st.integers(0, 30)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["add", "drop"]), PLACES, PLACES),
        st.tuples(st.just("toggle"), PLACES),
        st.tuples(st.just("clear")),
    ),
    max_size=25,
)


@given(STEPS)
def test_a_selection_holds_what_a_set_would(steps: list[tuple[object, ...]]) -> None:
    selection, positions = Selection(), set[int]()
    for name, *places in steps:
        getattr(selection, str(name))(*places)
        if name == "add":
            positions |= set(range(*places))
        elif name == "drop":
            positions -= set(range(*places))
        elif name == "toggle":
            positions ^= set(places)
        else:
            positions.clear()
        assert {n for n in range(-1, 33) if n in selection} == positions
        assert len(selection) == len(positions)
        assert bool(selection) == bool(positions)
        runs = list(selection.runs)
        assert [n for first, end in runs for n in range(first, end)] == sorted(positions)
        assert all(end < first for (_, end), (first, _) in pairwise(runs))
