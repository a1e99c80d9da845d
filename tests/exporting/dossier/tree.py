"""A page as a tree, read strictly: what is not closed, or closed twice, is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta"}


@dataclass
class Node:
    """An element: its attributes, and what is in it, texts and elements in their order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """This element and all in it."""
        yield self
        for one in self.inside:
            if isinstance(one, Node):
                yield from one.all()

    def find(self, name: str | None = None, **wanted: str) -> list[Node]:
        """The elements with this name and these attributes; a class may be one of several."""

        def fits(node: Node) -> bool:
            return (name is None or node.name == name) and all(
                value in node.attributes.get(key.rstrip("_"), "").split() for key, value in wanted.items()
            )

        return [node for node in self.all() if fits(node)]

    def text(self, without: str | None = None) -> str:
        """The words in it, but for those in elements of a class."""
        return "".join(
            one if isinstance(one, str) else one.text(without)
            for one in self.inside
            if isinstance(one, str) or without not in one.attributes.get("class", "").split()
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{tag} closes {self.open[-1].name}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def tree(page: str) -> Node:
    """Read a page, all of it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[node.name for node in reader.open[1:]]}"
    return reader.open[0]
