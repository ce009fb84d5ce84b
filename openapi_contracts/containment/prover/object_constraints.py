"""The constraints of a goal on an object's properties, sorted by their effect."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, Shape
from openapi_contracts.containment.prover.graph import Graph


@dataclass(frozen=True, slots=True)
class PropertyConstraint:
    """A PROPERTIES atom: the literals that apply to each property."""

    shape: Shape
    children: tuple[Literal, ...]

    def of(self, name: str) -> tuple[Literal, ...]:
        """List the literals for the property `name`. Raises Unsupported if a pattern cannot be evaluated."""
        place = self.shape.places.get(name)
        if not self.shape.patterns:
            return self.children[-1:] if place is None else (self.children[place],)
        found = [] if place is None else [self.children[place]]
        found += [child for text, child in self._by_pattern() if patterns.compile(text).matches(name)]
        return tuple(found) or self.children[-1:]

    def of_class(self, matched: frozenset[str]) -> tuple[Literal, ...]:
        """List the literals for a property that is not listed by name and matches exactly these patterns."""
        if not self.shape.patterns:
            return self.children[-1:]
        return tuple([child for text, child in self._by_pattern() if text in matched]) or self.children[-1:]

    def _by_pattern(self) -> Iterable[tuple[str, Literal]]:
        return zip(self.shape.patterns, self.children[len(self.shape.names) :], strict=False)


@dataclass(slots=True)
class ObjectConstraints:
    """The leaves of a goal that constrain objects.

    Every property satisfies each of `properties`; for each of `violated`, some property violates it. Every name
    satisfies `every_name`; for each literal of `some_name`, some name satisfies it. `least` and `most` bound the count.
    """

    properties: list[PropertyConstraint] = field(default_factory=list)
    violated: list[PropertyConstraint] = field(default_factory=list)
    every_name: list[Literal] = field(default_factory=list)
    some_name: list[Literal] = field(default_factory=list)
    present: dict[str, None] = field(default_factory=dict)
    absent: dict[str, None] = field(default_factory=dict)
    least: int = 0
    most: int | None = None

    @classmethod
    def gather(cls, graph: Graph, leaves: Iterable[Literal]) -> "ObjectConstraints":
        """Collect the constraints in the leaves of a goal."""
        constraints = cls()
        for literal in sorted(leaves):
            number, denied = literal >> 2, bool(literal & DENIED)
            kind, payload = graph.atoms[number], graph.payloads[number]
            children = graph.children[number]
            if literal & SENT:
                children = tuple([child | SENT for child in children])
            if kind is Atom.PROPERTIES and isinstance(payload, Shape):
                (constraints.violated if denied else constraints.properties).append(
                    PropertyConstraint(payload, children)
                )
            elif kind is Atom.PROPERTY_NAMES:
                (constraints.some_name if denied else constraints.every_name).append(children[0] ^ (literal & DENIED))
            elif kind is Atom.REQUIRED and isinstance(payload, str):
                (constraints.absent if denied else constraints.present)[payload] = None
            elif isinstance(payload, int) and kind in (Atom.MIN_PROPERTIES, Atom.MAX_PROPERTIES):
                constraints._bound(payload, at_least=(kind is Atom.MIN_PROPERTIES) is not denied, denied=denied)
        return constraints

    def _bound(self, payload: int, *, at_least: bool, denied: bool) -> None:
        if at_least:
            self.least = max(self.least, payload + denied)
        else:
            self.most = payload - denied if self.most is None else min(self.most, payload - denied)

    def size(self) -> int:
        """Count the mentions of properties, as a measure of work."""
        return len(self.present) + sum(len(constraint.children) for constraint in (*self.properties, *self.violated))

    def mentioned(self) -> list[str]:
        """List every property name that a constraint mentions."""
        named = {name for constraint in (*self.properties, *self.violated) for name in constraint.shape.names}
        return sorted(named.union(self.present, self.absent))

    def patterns(self) -> list[str]:
        """List every pattern of property names that a constraint mentions."""
        return sorted({text for constraint in (*self.properties, *self.violated) for text in constraint.shape.patterns})
