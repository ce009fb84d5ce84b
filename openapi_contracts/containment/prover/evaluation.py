"""Evaluates literals for values: true, false, or None where an atom is not modelled."""

from collections.abc import Callable
from fractions import Fraction

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover import formats
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Shape
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.values import Record, Value, kind_of
from openapi_contracts.containment.steps import Steps, Undecided

_DEEPEST = 400  # nested schemas evaluated for one value


class Evaluator:
    """Evaluates literals of one graph, and counts its work in the steps of the current query."""

    def __init__(self, graph: Graph, steps: Steps) -> None:
        self.graph = graph
        self.steps = steps
        self._depth = 0
        self._known: dict[tuple[int, int], tuple[bool | None, Value]] = {}

    def holds(self, literal: Literal, value: Value) -> bool | None:
        """Say whether a literal holds for a value; None if unknown."""
        known = self._known.get((literal >> 2, id(value)))
        held = self._evaluate(literal >> 2, value) if known is None else known[0]
        return held if held is None or not literal & DENIED else not held

    def forget(self) -> None:
        """Clear the cache, so that memory does not grow from query to query."""
        self._known.clear()

    def _evaluate(self, number: int, value: Value) -> bool | None:
        if self._depth > _DEEPEST:
            raise Undecided(f"evaluating one value needs more than {_DEEPEST} nested schemas")
        self.steps.spend()
        self._depth += 1
        try:
            held = self._atom(number, value)
        finally:
            self._depth -= 1
        if isinstance(value, tuple | Record):
            self._known[number, id(value)] = (held, value)  # keeping the value keeps its id() from being reused
        return held

    def all_hold(self, literals: tuple[Literal, ...], value: Value) -> bool | None:
        """Say whether every literal holds for a value; None if unknown."""
        answer: bool | None = True
        for literal in literals:
            held = self.holds(literal, value)
            if held is False:
                return False
            if held is None:
                answer = None
        return answer

    def count(self, literals: tuple[Literal, ...], value: Value) -> tuple[int, int]:
        """Return how many of the literals hold at least, and at most."""
        held = [self.holds(literal, value) for literal in literals]
        return held.count(True), len(held) - held.count(False)

    def _atom(self, number: int, value: Value) -> bool | None:
        kind, payload, children = self.graph.atoms[number], self.graph.payloads[number], self.graph.children[number]
        if not kind_of(value) & self.graph.possible(number << 2 | DENIED):
            return True  # the atom constrains other types only
        if kind is Atom.ALL_OF:
            return self.all_hold(children, value)
        if kind is Atom.ONE_OF:
            least, most = self.count(children, value)
            return within(least, most, 1, 1)
        if kind in _SCALARS:
            return _SCALARS[kind](value, payload)
        if isinstance(value, tuple):
            return self._array(kind, payload, children, value)
        if isinstance(value, Record):
            return self._object(kind, payload, children, value)
        return None

    def _array(
        self, kind: Atom, payload: object, children: tuple[Literal, ...], value: tuple[Value, ...]
    ) -> bool | None:
        if kind is Atom.ITEMS:
            prefix, rest = len(children) - 1, children[-1]
            pairs = [(children[i] if i < prefix else rest, item) for i, item in enumerate(value)]
            return self._all_pairs_hold(pairs)
        if kind in (Atom.MIN_CONTAINS, Atom.MAX_CONTAINS) and isinstance(payload, int):
            held = [self.holds(children[0], item) for item in value]
            least, most = held.count(True), len(held) - held.count(False)
            return within(least, most, payload, None) if kind is Atom.MIN_CONTAINS else within(least, most, 0, payload)
        return None

    def _object(self, kind: Atom, payload: object, children: tuple[Literal, ...], value: Record) -> bool | None:
        if kind is Atom.PROPERTY_NAMES:
            return self._all_pairs_hold([(children[0], name) for name in value])
        if kind is Atom.PROPERTIES and isinstance(payload, Shape):
            answer: bool | None = True
            for name, item in value.items():
                literals = applicable(payload, children, name)
                held = None if literals is None else self.all_hold(literals, item)
                if held is False:
                    return False
                answer = answer if held else None
            return answer
        return None

    def _all_pairs_hold(self, pairs: "list[tuple[Literal, Value]]") -> bool | None:
        answer: bool | None = True
        for literal, value in pairs:
            held = self.holds(literal, value)
            if held is False:
                return False
            answer = answer if held else None
        return answer


def within(least: int, most: int, low: int, high: int | None) -> bool | None:
    """Say whether a count known to be `least` to `most` is within `low` to `high`; None if that depends."""
    if most < low or (high is not None and least > high):
        return False
    return True if least >= low and (high is None or most <= high) else None


def applicable(shape: Shape, children: tuple[Literal, ...], name: str) -> tuple[Literal, ...] | None:
    """List the literals of a PROPERTIES atom for the property `name`; None if a pattern cannot be evaluated."""
    found: list[Literal] = []
    position = shape.places.get(name)
    if position is not None:
        found.append(children[position])
    for text, child in zip(shape.patterns, children[len(shape.names) :], strict=False):
        matched = matches(text, name)
        if matched is None:
            return None
        if matched:
            found.append(child)
    return tuple(found) or children[-1:]


def matches(text: str, word: str) -> bool | None:
    """Say whether a regular expression matches somewhere in a string; None if it is not supported."""
    try:
        return patterns.compile(text).matches(word)
    except (patterns.Unsupported, Undecided):
        return None


def _is_multiple(value: Value, step: object) -> bool:
    return (
        isinstance(value, int | Fraction)
        and isinstance(step, int | Fraction)
        and Fraction(value, step).denominator == 1
    )


_SCALARS: dict[Atom, Callable[..., bool | None]] = {
    Atom.TYPE: lambda value, bits: False,  # values of the allowed types returned early, above
    Atom.ENUM: lambda value, listed: value in listed,
    Atom.MINIMUM: lambda value, bound: value >= bound,
    Atom.MAXIMUM: lambda value, bound: value <= bound,
    Atom.EXCLUSIVE_MINIMUM: lambda value, bound: value > bound,
    Atom.EXCLUSIVE_MAXIMUM: lambda value, bound: value < bound,
    Atom.MULTIPLE_OF: _is_multiple,
    Atom.MIN_LENGTH: lambda value, length: len(value) >= length,
    Atom.MAX_LENGTH: lambda value, length: len(value) <= length,
    Atom.PATTERN: lambda value, text: matches(text, value),
    Atom.FORMAT: formats.conforms,
    Atom.MIN_ITEMS: lambda value, count: len(value) >= count,
    Atom.MAX_ITEMS: lambda value, count: len(value) <= count,
    Atom.UNIQUE_ITEMS: lambda value, _: len(set(value)) == len(value),
    Atom.MIN_PROPERTIES: lambda value, count: len(value) >= count,
    Atom.MAX_PROPERTIES: lambda value, count: len(value) <= count,
    Atom.REQUIRED: lambda value, name: name in value,
    Atom.OPAQUE: lambda value, _: None,
}
