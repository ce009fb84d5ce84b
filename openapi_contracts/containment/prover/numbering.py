"""One number for equal atoms, however they are spread over references: hash-consing below, refinement on cycles.

Two schemas that unfold into the same tree are bisimilar, and get one number; the partition is refined from the payloads
(Hopcroft's smaller half) one layer of cycles at a time, so that what is not on a cycle costs one look-up.
"""

from collections.abc import Sequence

from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Unmodelled
from openapi_contracts.containment.prover.components import components
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.refinement import Child, Head, Inner, partition
from openapi_contracts.containment.prover.sketch import Sketch

_IN_PLACE = (Atom.ALL, Atom.ONE)
_UNFOUNDED = "a schema is defined by itself alone"
_PASSES = 3  # over a cycle's estimates: each pass only sharpens them, none is needed to be right


def number(sketch: Sketch, graph: Graph) -> list[Literal]:
    """Number every atom of a sketch; return the graph's literal of each, by its place in the sketch."""
    return _Numbering(sketch, graph).run()


class _Numbering:
    def __init__(self, sketch: Sketch, graph: Graph) -> None:
        self.sketch = sketch
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
        return [self._resolved(node << 2) for node in range(len(self.sketch.atoms))]

    def _targets(self) -> list[tuple[int, ...]]:
        return [tuple([child >> 2 for child in children]) for children in self.sketch.children]

    def _break_unfounded(self, suspects: list[int]) -> bool:
        """Make opaque what a schema says of itself in place: `{"$ref": "#"}` says nothing (core, 9.4.1).

        The opaque atom keeps what it stood for as its children: two that unfold alike are one all the same.
        """
        atoms, children = self.sketch.atoms, self.sketch.children
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
                    children[node] = tuple(kept) if atoms[node] is Atom.ALL else (own[node],)
                    atoms[node] = Atom.ALL
        return broken

    def _opaque(self, node: int) -> Literal:
        kind = self.sketch.atoms[node]
        return self.sketch.node(Atom.OPAQUE, Unmodelled(("unfounded", kind), _UNFOUNDED), self.sketch.children[node])

    def _aliases(self) -> list[Literal]:
        """Skip conjunctions of one: a reference is what it leads to."""
        sketch, alias = self.sketch, list[Literal]()
        for node, kind in enumerate(sketch.atoms):
            only = {*sketch.children[node]} if kind is Atom.ALL else None
            if only and len(only) < 3:
                only.discard(sketch.true)
            alias.append(only.pop() if only and len(only) == 1 else node << 2)
        for node, target in enumerate(alias):
            if target == node << 2:
                continue
            way, here = [], node << 2
            while alias[here >> 2] != here & ~DENIED:
                way.append(here)
                here = alias[here >> 2] ^ (here & DENIED)
            for step in way:
                alias[step >> 2] = here ^ (step & DENIED)
        return alias

    def _resolved(self, literal: Literal) -> Literal:
        target = self.alias[literal >> 2]
        return self.final[target >> 2] ^ (target & DENIED) ^ (literal & DENIED)

    def _cons(self, node: int) -> None:
        alias, final = self.alias, self.final
        if alias[node] != node << 2:
            return  # it is what it leads to
        children: list[Literal] = []
        for child in self.sketch.children[node]:
            target = alias[child >> 2]
            children.append(final[target >> 2] ^ ((target ^ child) & DENIED))
        final[node] = self.graph.literal(self.sketch.atoms[node], self.sketch.payloads[node], children)

    def _refine(self, nodes: list[int]) -> None:
        admitted: list[tuple[Literal, int]] = []
        for members in partition({node: self._head(node) for node in nodes if self.alias[node] == node << 2}):
            literal = self.graph.admit(self.sketch.atoms[members[0]], self.sketch.payloads[members[0]])
            admitted.append((literal, members[0]))
            for member in members:
                self.final[member] = literal
        for literal, node in admitted:
            self.graph.close(literal, self._ordered(node))
        for _ in range(_PASSES):
            for literal, _ in admitted:
                self.graph.estimate(literal)

    def _ordered(self, node: int) -> tuple[Literal, ...]:
        children = [self._resolved(child) for child in self.sketch.children[node]]
        kind = self.sketch.atoms[node]
        if kind is Atom.ALL:
            return tuple(sorted(set(children) - {self.graph.true}))
        return tuple(sorted(children) if kind is Atom.ONE else children)

    def _head(self, node: int) -> Head:
        children: list[Child] = []
        for child in self.sketch.children[node]:
            target = self.alias[child >> 2] ^ (child & DENIED)
            final = self.final.get(target >> 2)
            children.append(Inner(target) if final is None else final ^ (target & DENIED))
        return Head(self.sketch.atoms[node], self.sketch.payloads[node], tuple(children))


def _is_cyclic(group: list[int], targets: Sequence[Sequence[int]]) -> bool:
    return len(group) > 1 or group[0] in targets[group[0]]


def _layers(groups: list[list[int]], targets: Sequence[Sequence[int]]) -> list[tuple[list[int], list[int]]]:
    """Sort the nodes by the number of cycles below them: those on cycles, and all others, children first."""
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
