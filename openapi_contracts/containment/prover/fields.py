"""What a goal says of an object's properties, gathered from its leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, Shape
from openapi_contracts.containment.prover.graph import Graph


@dataclass(frozen=True, slots=True)
class Fields:
    """A PROPERTIES atom with its literals, asserted or denied."""

    shape: Shape
    children: tuple[Literal, ...]

    def of(self, name: str) -> tuple[Literal, ...]:
        """List what it says of the value under a name; raise Unsupported if a pattern cannot be matched."""
        place = self.shape.places.get(name)
        if not self.shape.patterns:
            return self.children[-1:] if place is None else (self.children[place],)
        found = [] if place is None else [self.children[place]]
        found += [child for text, child in self._by_pattern() if patterns.compile(text).matches(name)]
        return tuple(found) or self.children[-1:]

    def of_class(self, matched: frozenset[str]) -> tuple[Literal, ...]:
        """List what it says of the value under a key that has no name here, and matches these patterns."""
        if not self.shape.patterns:
            return self.children[-1:]
        return tuple([child for text, child in self._by_pattern() if text in matched]) or self.children[-1:]

    def _by_pattern(self) -> Iterable[tuple[str, Literal]]:
        return zip(self.shape.patterns, self.children[len(self.shape.names) :], strict=False)


@dataclass(slots=True)
class Facts:
    """The leaves of a goal that speak of objects, by what they say."""

    fields: list[Fields] = field(default_factory=list)
    broken: list[Fields] = field(default_factory=list)  # some property breaks it
    every_name: list[Literal] = field(default_factory=list)
    some_name: list[Literal] = field(default_factory=list)
    present: dict[str, None] = field(default_factory=dict)
    absent: dict[str, None] = field(default_factory=dict)
    least: int = 0
    most: int | None = None

    @classmethod
    def gather(cls, graph: Graph, leaves: Iterable[Literal]) -> "Facts":
        """Sort the leaves of a goal."""
        facts = cls()
        for literal in sorted(leaves):
            number, denied = literal >> 2, bool(literal & DENIED)
            kind, payload = graph.atoms[number], graph.payloads[number]
            children = graph.children[number]
            if literal & SENT:
                children = tuple([child | SENT for child in children])
            if kind is Atom.PROPERTIES and isinstance(payload, Shape):
                (facts.broken if denied else facts.fields).append(Fields(payload, children))
            elif kind is Atom.NAMES:
                (facts.some_name if denied else facts.every_name).append(children[0] ^ (literal & DENIED))
            elif kind is Atom.HAS and isinstance(payload, str):
                (facts.absent if denied else facts.present)[payload] = None
            elif isinstance(payload, int) and kind in (Atom.WIDER, Atom.NARROWER):
                facts._bound(payload, at_least=(kind is Atom.WIDER) is not denied, denied=denied)
        return facts

    def _bound(self, payload: int, *, at_least: bool, denied: bool) -> None:
        if at_least:
            self.least = max(self.least, payload + denied)
        else:
            self.most = payload - denied if self.most is None else min(self.most, payload - denied)

    def size(self) -> int:
        """Count the properties that are spoken of, as often as they are."""
        return len(self.present) + sum(len(one.children) for one in (*self.fields, *self.broken))

    def mentioned(self) -> list[str]:
        """List every name that is spoken of."""
        named = {name for one in (*self.fields, *self.broken) for name in one.shape.names}
        return sorted(named.union(self.present, self.absent))

    def patterns(self) -> list[str]:
        """List every pattern that is spoken of."""
        return sorted({text for one in (*self.fields, *self.broken) for text in one.shape.patterns})
