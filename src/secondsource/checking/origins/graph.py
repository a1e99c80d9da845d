"""A graph of who relays whom, followed to where each statement begins."""

from __future__ import annotations

from collections import defaultdict


class Graph:
    """Nodes by name; ``same`` makes two of them one, ``relay`` says that one passes on what the other says.

    What comes out depends on what was put in alone, not on its order.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._relays: list[tuple[str, str]] = []

    def add(self, node: str) -> None:
        """Let there be a node."""
        self._parent.setdefault(node, node)

    def nodes(self) -> list[str]:
        """All nodes, sorted."""
        return sorted(self._parent)

    def same(self, one: str, other: str) -> None:
        """Make two nodes one."""
        a, b = self.root(one), self.root(other)
        self._parent[max(a, b)] = min(a, b)

    def relay(self, by: str, of: str) -> None:
        """Say that ``by`` passes on what ``of`` says."""
        self.add(by)
        self.add(of)
        self._relays.append((by, of))

    def root(self, node: str) -> str:
        """The one node, the first by name, that stands for all that are the same as ``node``."""
        self.add(node)
        top = node
        while self._parent[top] != top:
            top = self._parent[top]
        while self._parent[node] != top:
            self._parent[node], node = top, self._parent[node]
        return top

    def ends(self) -> dict[str, tuple[str, ...]]:
        """For each root, where the relays that begin there end, sorted.

        Those who relay each other in a circle become one node, and with nobody behind them one end.
        """
        reached = self._reach()
        for root, others in reached.items():
            for other in others:
                if root in reached[other]:
                    self.same(root, other)
        reached = self._reach()
        return {
            root: tuple(sorted(other for other in others if reached[other] == {other}))
            for root, others in reached.items()
        }

    def _reach(self) -> dict[str, set[str]]:
        """For each root, all roots that the relays lead to from there, itself among them."""
        after: dict[str, set[str]] = defaultdict(set)
        for by, of in self._relays:
            after[self.root(by)].add(self.root(of))
        return {root: _reached(root, after) for root in sorted({self.root(node) for node in self._parent})}


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for node in after.get(todo.pop(), ()):
            if node not in found:
                found.add(node)
                todo.append(node)
    return found
