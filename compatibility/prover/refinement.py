"""The coarsest partition in which equals have equal children (Hopcroft 1971: the smaller part moves)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from compatibility.prover.atoms import DENIED, Atom, Literal

Child: TypeAlias = "Literal | Inner"


@dataclass(frozen=True, slots=True)
class Inner:
    """A literal of a node that is itself being partitioned."""

    literal: Literal


@dataclass(frozen=True, slots=True)
class Head:
    """What a node is, with its children: numbered ones as literals, the others as `Inner`."""

    kind: Atom
    payload: Hashable
    children: tuple[Child, ...]


def partition(heads: Mapping[int, Head]) -> list[list[int]]:
    """Return the classes of equal nodes."""
    return _Partition(heads).run()


class _Partition:
    def __init__(self, heads: Mapping[int, Head]) -> None:
        self.heads = heads
        self.colour: dict[int, int] = {}
        self.members: list[list[int]] = []
        self.parents: dict[int, list[int]] = {node: [] for node in heads}
        first: dict[Hashable, int] = {}
        for node, head in heads.items():
            width = -1 if head.kind is Atom.ALL else len(head.children)
            colour = first.setdefault((head.kind, head.payload, width), len(first))
            if colour == len(self.members):
                self.members.append([])
            self.members[colour].append(node)
            self.colour[node] = colour
            for child in head.children:
                if isinstance(child, Inner):
                    self.parents[child.literal >> 2].append(node)

    def run(self) -> list[list[int]]:
        signatures = {node: self._signature(head) for node, head in self.heads.items()}
        dirty = dict.fromkeys(range(len(self.members)))
        while dirty:
            moved = [node for colour in dirty for node in self._split(colour, signatures)]
            touched = dict.fromkeys(parent for node in moved for parent in self.parents[node])
            for node in touched:
                signatures[node] = self._signature(self.heads[node])
            dirty = dict.fromkeys(self.colour[node] for node in touched)
        return self.members

    def _signature(self, head: Head) -> Hashable:
        coloured = [self._coloured(child) for child in head.children]
        if head.kind is Atom.ALL:
            return frozenset(coloured)
        return tuple(sorted(coloured)) if head.kind is Atom.ONE else tuple(coloured)

    def _coloured(self, child: Child) -> int:
        if isinstance(child, Inner):
            return -1 - (self.colour[child.literal >> 2] << 2 | child.literal & DENIED)
        return child

    def _split(self, colour: int, signatures: Mapping[int, Hashable]) -> list[int]:
        parts: dict[Hashable, list[int]] = {}
        for node in self.members[colour]:
            parts.setdefault(signatures[node], []).append(node)
        if len(parts) == 1:
            return []
        largest = max(parts.values(), key=len)
        self.members[colour] = largest
        moved: list[int] = []
        for part in parts.values():
            if part is not largest:
                self.colour.update(dict.fromkeys(part, len(self.members)))
                self.members.append(part)
                moved += part
        return moved
