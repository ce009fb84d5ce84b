"""Gives equal atoms one number: by hash-consing, and by partition refinement where references form cycles.

Two schemas that unfold into the same infinite tree are bisimilar and get one number. The nodes are processed by the
number of cycles below them; only nodes on cycles need refinement, all others cost one look-up.
"""

from collections.abc import Sequence

from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Unmodelled
from openapi_contracts.containment.prover.components import components
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.raw_graph import RawGraph
from openapi_contracts.containment.prover.refinement import Child, Head, Inner, partition

_IN_PLACE = (Atom.ALL_OF, Atom.ONE_OF)
_UNFOUNDED = "a schema references itself without any keyword in between"
_PASSES = 3  # over a cycle, to estimate types: more passes give tighter estimates, and any number is sound


def number(raw: RawGraph, graph: Graph) -> list[Literal]:
    """Number every atom of a raw graph; return the literal in `graph` for each, by its index in the raw graph."""
    return _Numbering(raw, graph).run()


class _Numbering:
    def __init__(self, raw: RawGraph, graph: Graph) -> None:
        self.raw = raw
        self.graph = graph
        self.final: dict[int, Literal] = {}
        self.alias: list[Literal] = []

    def run(self) -> list[Literal]:
        targets = self._targets()
        groups = list(components(targets))
        if self._break_unfounded([node for group in groups if _is_cyclic(group, targets) for node in group]):
            targets = self._targets()
            groups = list(components(targets))
        self.alias = self._aliases()
        for cycles, others in _layers(groups, targets):
            self._refine(cycles)
            for node in others:
                self._cons(node)
        return [self._resolved(node << 2) for node in range(len(self.raw.atoms))]

    def _targets(self) -> list[tuple[int, ...]]:
        return [tuple([child >> 2 for child in children]) for children in self.raw.children]

    def _break_unfounded(self, suspects: list[int]) -> bool:
        """Replace schemas that apply themselves to the same value, as `{"$ref": "#"}`, by opaque atoms (core, 9.4.1).

        An opaque atom keeps the children of the atom it replaces, so that equal ones still get one number.
        """
        atoms, children = self.raw.atoms, self.raw.children
        places = {node: place for place, node in enumerate(suspects)}
        in_place = [
            [places[child >> 2] for child in children[node] if child >> 2 in places] if atoms[node] in _IN_PLACE else []
            for node in suspects
        ]
        broken = False
        for group in list(components(in_place)):
            if _is_cyclic(group, in_place):
                broken = True
                own = {suspects[place]: self._opaque(suspects[place]) for place in group}
                for node in own:
                    kept = [own.get(child >> 2, child & ~DENIED) ^ (child & DENIED) for child in children[node]]
                    children[node] = tuple(kept) if atoms[node] is Atom.ALL_OF else (own[node],)
                    atoms[node] = Atom.ALL_OF
        return broken

    def _opaque(self, node: int) -> Literal:
        kind = self.raw.atoms[node]
        return self.raw.node(Atom.OPAQUE, Unmodelled(("unfounded", kind), _UNFOUNDED), self.raw.children[node])

    def _aliases(self) -> list[Literal]:
        """Return for each node the literal it equals: a conjunction of one literal (`$ref`) is that literal."""
        raw, alias = self.raw, list[Literal]()
        for node, kind in enumerate(raw.atoms):
            only = {*raw.children[node]} if kind is Atom.ALL_OF else None
            if only and len(only) < 3:
                only.discard(raw.true)
            alias.append(only.pop() if only and len(only) == 1 else node << 2)
        for node, target in enumerate(alias):
            if target == node << 2:
                continue
            passed, here = [], node << 2
            while alias[here >> 2] != here & ~DENIED:
                passed.append(here)
                here = alias[here >> 2] ^ (here & DENIED)
            for step in passed:
                alias[step >> 2] = here ^ (step & DENIED)
        return alias

    def _resolved(self, literal: Literal) -> Literal:
        target = self.alias[literal >> 2]
        return self.final[target >> 2] ^ (target & DENIED) ^ (literal & DENIED)

    def _cons(self, node: int) -> None:
        alias, final = self.alias, self.final
        if alias[node] != node << 2:
            return  # an alias of another node
        children: list[Literal] = []
        for child in self.raw.children[node]:
            target = alias[child >> 2]
            children.append(final[target >> 2] ^ ((target ^ child) & DENIED))
        final[node] = self.graph.literal(self.raw.atoms[node], self.raw.payloads[node], children)

    def _refine(self, nodes: list[int]) -> None:
        reserved: list[tuple[Literal, int]] = []
        for members in partition({node: self._head(node) for node in nodes if self.alias[node] == node << 2}):
            literal = self.graph.reserve(self.raw.atoms[members[0]], self.raw.payloads[members[0]])
            reserved.append((literal, members[0]))
            for member in members:
                self.final[member] = literal
        for literal, node in reserved:
            self.graph.define(literal, self._ordered(node))
        for _ in range(_PASSES):
            for literal, _ in reserved:
                self.graph.estimate(literal)

    def _ordered(self, node: int) -> tuple[Literal, ...]:
        children = [self._resolved(child) for child in self.raw.children[node]]
        kind = self.raw.atoms[node]
        if kind is Atom.ALL_OF:
            return tuple(sorted(set(children) - {self.graph.true}))
        return tuple(sorted(children) if kind is Atom.ONE_OF else children)

    def _head(self, node: int) -> Head:
        children: list[Child] = []
        for child in self.raw.children[node]:
            target = self.alias[child >> 2] ^ (child & DENIED)
            final = self.final.get(target >> 2)
            children.append(Inner(target) if final is None else final ^ (target & DENIED))
        return Head(self.raw.atoms[node], self.raw.payloads[node], tuple(children))


def _is_cyclic(group: list[int], targets: Sequence[Sequence[int]]) -> bool:
    return len(group) > 1 or group[0] in targets[group[0]]


def _layers(groups: list[list[int]], targets: Sequence[Sequence[int]]) -> list[tuple[list[int], list[int]]]:
    """Group the nodes by the number of cycles below them: those on cycles, then all others, children first."""
    depth = [0] * len(targets)
    layers: list[tuple[list[int], list[int]]] = []
    for group in groups:
        is_cyclic = _is_cyclic(group, targets)
        below = is_cyclic + max([depth[target] for node in group for target in targets[node]], default=0)
        for node in group:
            depth[node] = below
        while below >= len(layers):
            layers.append(([], []))
        layers[below][0 if is_cyclic else 1].extend(group)
    return layers
