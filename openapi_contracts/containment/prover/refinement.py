"""Partition refinement: groups nodes that are equal and have equal children (Hopcroft 1971)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal

Child: TypeAlias = "Literal | Inner"


@dataclass(frozen=True, slots=True)
class Inner:
    """A child that is itself one of the nodes being partitioned."""

    literal: Literal


@dataclass(frozen=True, slots=True)
class Head:
    """An atom and its children: literals that are numbered already, and `Inner` for the others."""

    kind: Atom
    payload: Hashable
    children: tuple[Child, ...]


_MOST_INSPECTIONS = 60  # inspections per child, on average; real documents need 3, and more only adversarial ones


class _TooManyRefinements(Exception):
    """The partition takes too many inspections."""


def partition(heads: Mapping[int, Head]) -> list[list[int]]:
    """Return the classes of equal nodes; each node in a class of its own if refinement would cost too much.

    That fallback is sound: the prover then proves the equality of such nodes instead of seeing it.
    """
    try:
        return _Partition(heads).run()
    except _TooManyRefinements:
        return [[node] for node in heads]


class _Partition:
    def __init__(self, heads: Mapping[int, Head]) -> None:
        self.heads = heads
        self.colour: dict[int, int] = {}
        self.members: list[dict[int, None]] = []
        self.inspections = 1_000 + _MOST_INSPECTIONS * sum(1 + len(head.children) for head in heads.values())
        self.parents: dict[int, list[int]] = {node: [] for node in heads}
        first: dict[Hashable, int] = {}
        for node, head in heads.items():
            width = -1 if head.kind is Atom.ALL_OF else len(head.children)
            colour = first.setdefault((head.kind, head.payload, width), len(first))
            if colour == len(self.members):
                self.members.append({})
            self.members[colour][node] = None
            self.colour[node] = colour
            for child in head.children:
                if isinstance(child, Inner):
                    self.parents[child.literal >> 2].append(node)

    def run(self) -> list[list[int]]:
        signatures = {node: self._signature(head) for node, head in self.heads.items()}
        touched = dict.fromkeys(self.heads)
        while touched:
            by_colour: dict[int, list[int]] = {}
            for node in touched:
                by_colour.setdefault(self.colour[node], []).append(node)
            moved = [node for colour, own in by_colour.items() for node in self._split(colour, own, signatures)]
            touched = dict.fromkeys(parent for node in moved for parent in self.parents[node])
            for node in touched:
                signatures[node] = self._signature(self.heads[node])
        return [list(members) for members in self.members]

    def _signature(self, head: Head) -> Hashable:
        self.inspections -= 1 + len(head.children)
        if self.inspections < 0:
            raise _TooManyRefinements
        coloured = [self._coloured(child) for child in head.children]
        if head.kind is Atom.ALL_OF:
            return frozenset(coloured)
        return tuple(sorted(coloured)) if head.kind is Atom.ONE_OF else tuple(coloured)

    def _coloured(self, child: Child) -> int:
        if isinstance(child, Inner):
            return -1 - (self.colour[child.literal >> 2] << 2 | child.literal & DENIED)
        return child

    def _split(self, colour: int, touched: list[int], signatures: Mapping[int, Hashable]) -> list[int]:
        """Split a class by the new signatures of its touched members; the others still have equal signatures."""
        members = self.members[colour]
        parts: dict[Hashable, list[int]] = {}
        for node in touched:
            parts.setdefault(signatures[node], []).append(node)
        left = len(members) - len(touched)
        largest = max(parts.values(), key=len)
        if left < len(largest):
            among = set(touched)
            rest = [node for node in members if node not in among]
            moving = [part for part in (rest, *parts.values()) if part and part is not largest]
        else:
            moving = list(parts.values())
        return [node for part in moving for node in self._move(colour, part)]

    def _move(self, colour: int, part: list[int]) -> list[int]:
        for node in part:
            del self.members[colour][node]
        self.colour.update(dict.fromkeys(part, len(self.members)))
        self.members.append(dict.fromkeys(part))
        return part
