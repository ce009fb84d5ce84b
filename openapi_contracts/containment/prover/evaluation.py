"""Does a literal hold for a value? Three-valued: what is not modelled is neither true nor false."""

from collections.abc import Callable
from fractions import Fraction

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover import formats
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Shape
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.values import Record, Value, kind_of
from openapi_contracts.containment.steps import Steps, Undecided

_DEEPEST = 400  # schemas inside schemas, for one value


class Evaluator:
    """Evaluates literals of one graph; its work is counted in the steps of the question that is being asked."""

    def __init__(self, graph: Graph, steps: Steps) -> None:
        self.graph = graph
        self.steps = steps
        self._depth = 0
        self._known: dict[tuple[int, int], tuple[bool | None, Value]] = {}

    def holds(self, literal: Literal, value: Value) -> bool | None:
        """Say whether a literal holds, or None."""
        known = self._known.get((literal >> 2, id(value)))
        held = self._asked(literal >> 2, value) if known is None else known[0]
        return held if held is None or not literal & DENIED else not held

    def forget(self) -> None:
        """Forget what was evaluated, so that nothing grows from question to question."""
        self._known.clear()

    def _asked(self, number: int, value: Value) -> bool | None:
        if self._depth > _DEEPEST:
            raise Undecided(f"schemas nest deeper than {_DEEPEST} for one value")
        self.steps.spend()
        self._depth += 1
        try:
            held = self._atom(number, value)
        finally:
            self._depth -= 1
        if isinstance(value, tuple | Record):
            self._known[number, id(value)] = (held, value)  # the value is kept, so that its identity stays its own
        return held

    def all_hold(self, literals: tuple[Literal, ...], value: Value) -> bool | None:
        """Say whether every literal holds, or None."""
        answer: bool | None = True
        for literal in literals:
            held = self.holds(literal, value)
            if held is False:
                return False
            if held is None:
                answer = None
        return answer

    def count(self, literals: tuple[Literal, ...], value: Value) -> tuple[int, int]:
        """Count the literals that hold, and those that may."""
        held = [self.holds(literal, value) for literal in literals]
        return held.count(True), len(held) - held.count(False)

    def _atom(self, number: int, value: Value) -> bool | None:
        kind, payload, children = self.graph.atoms[number], self.graph.payloads[number], self.graph.children[number]
        if not kind_of(value) & self.graph.possible(number << 2 | DENIED):
            return True  # the atom speaks of other kinds
        if kind is Atom.ALL:
            return self.all_hold(children, value)
        if kind is Atom.ONE:
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
            return self._pairs(pairs)
        if kind in (Atom.SOME, Atom.FEW) and isinstance(payload, int):
            held = [self.holds(children[0], item) for item in value]
            least, most = held.count(True), len(held) - held.count(False)
            return within(least, most, payload, None) if kind is Atom.SOME else within(least, most, 0, payload)
        return None

    def _object(self, kind: Atom, payload: object, children: tuple[Literal, ...], value: Record) -> bool | None:
        if kind is Atom.NAMES:
            return self._pairs([(children[0], name) for name in value])
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

    def _pairs(self, pairs: "list[tuple[Literal, Value]]") -> bool | None:
        answer: bool | None = True
        for literal, value in pairs:
            held = self.holds(literal, value)
            if held is False:
                return False
            answer = answer if held else None
        return answer


def within(least: int, most: int, low: int, high: int | None) -> bool | None:
    """Say whether a count between `least` and `most` is in bounds, or None."""
    if most < low or (high is not None and least > high):
        return False
    return True if least >= low and (high is None or most <= high) else None


def applicable(shape: Shape, children: tuple[Literal, ...], name: str) -> tuple[Literal, ...] | None:
    """List what a PROPERTIES atom says of the value under a name; None if a pattern cannot be matched."""
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
    """Say whether an expression finds a match in a word; None if it is not supported."""
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
    Atom.KIND: lambda value, bits: False,  # of these kinds nothing breaks it, and all others do
    Atom.VALUES: lambda value, listed: value in listed,
    Atom.LEAST: lambda value, bound: value >= bound,
    Atom.MOST: lambda value, bound: value <= bound,
    Atom.ABOVE: lambda value, bound: value > bound,
    Atom.BELOW: lambda value, bound: value < bound,
    Atom.MULTIPLE: _is_multiple,
    Atom.LONGER: lambda value, length: len(value) >= length,
    Atom.SHORTER: lambda value, length: len(value) <= length,
    Atom.PATTERN: lambda value, text: matches(text, value),
    Atom.FORMAT: formats.conforms,
    Atom.FILLED: lambda value, count: len(value) >= count,
    Atom.CAPPED: lambda value, count: len(value) <= count,
    Atom.UNIQUE: lambda value, _: len(set(value)) == len(value),
    Atom.WIDER: lambda value, count: len(value) >= count,
    Atom.NARROWER: lambda value, count: len(value) <= count,
    Atom.HAS: lambda value, name: name in value,
    Atom.OPAQUE: lambda value, _: None,
}
