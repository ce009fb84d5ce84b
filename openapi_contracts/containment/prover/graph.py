"""Hash-consed atoms: equal atoms have one number, so that a contradiction is a comparison of two integers."""

from collections.abc import Hashable, Iterable, Iterator

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Shape, Unmodelled, deny
from openapi_contracts.containment.prover.values import ANYTHING, Record, Value, in_order, kind_of

# The types an atom constrains: a value that violates the atom has one of them.
_CONSTRAINED_TYPES = {
    **dict.fromkeys(
        (Atom.MINIMUM, Atom.MAXIMUM, Atom.EXCLUSIVE_MINIMUM, Atom.EXCLUSIVE_MAXIMUM, Atom.MULTIPLE_OF), values.NUMBER
    ),
    **dict.fromkeys((Atom.MIN_LENGTH, Atom.MAX_LENGTH, Atom.PATTERN, Atom.FORMAT), values.STRING),
    **dict.fromkeys(
        (Atom.MIN_ITEMS, Atom.MAX_ITEMS, Atom.UNIQUE_ITEMS, Atom.ITEMS, Atom.MIN_CONTAINS, Atom.MAX_CONTAINS),
        values.ARRAY,
    ),
    **dict.fromkeys(
        (Atom.MIN_PROPERTIES, Atom.MAX_PROPERTIES, Atom.REQUIRED, Atom.PROPERTIES, Atom.PROPERTY_NAMES), values.OBJECT
    ),
    Atom.OPAQUE: ANYTHING,
}
_AT_LEAST = {
    Atom.MIN_LENGTH,
    Atom.MIN_ITEMS,
    Atom.MIN_PROPERTIES,
    Atom.MIN_CONTAINS,
}  # always true for a bound of 0 or less


class Graph:
    """Atoms by number, with the types of values that each may hold for."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.payloads: list[Hashable] = []
        self.children: list[tuple[Literal, ...]] = []
        self._possible: list[tuple[int, int]] = []
        self._discriminators: dict[int, dict[str, frozenset[Value]]] = {}
        self._sorted_values: dict[int, tuple[Value, ...]] = {}
        self._numbers: dict[tuple[Atom, Hashable, tuple[Literal, ...]], Literal] = {}
        self.true = self._add(Atom.ALL_OF, None, ())
        self.false = deny(self.true)

    def literal(self, kind: Atom, payload: Hashable = None, children: Iterable[Literal] = ()) -> Literal:
        """Return the literal of an atom, simplified; equal arguments give the same literal."""
        simpler = self._simplified(kind, payload, tuple(children))
        if isinstance(simpler, int):
            return simpler
        known = self._numbers.get((kind, payload, simpler))
        return self._add(kind, payload, simpler) if known is None else known

    def all(self, children: Iterable[Literal]) -> Literal:
        """Return the conjunction of literals."""
        return self.literal(Atom.ALL_OF, None, children)

    def any(self, children: Iterable[Literal]) -> Literal:
        """Return the disjunction of literals."""
        return deny(self.all([deny(child) for child in children]))

    def of_type(self, bits: int) -> Literal:
        """Return the literal that holds for values of these types."""
        return self.literal(Atom.TYPE, bits)

    def sorted_values(self, number: int) -> tuple[Value, ...]:
        """Return the values of an ENUM atom, smallest first, in an order that is the same in every process."""
        known = self._sorted_values.get(number)
        if known is None:
            known = self._sorted_values[number] = tuple(sorted(self.values(number), key=in_order))
        return known

    def values(self, number: int) -> frozenset[Value]:
        """Return the values of an ENUM atom; an empty set for other atoms."""
        payload = self.payloads[number]
        return payload if isinstance(payload, frozenset) else frozenset()

    def equal(self, value: Value) -> Literal:
        """Return the literal that holds for one value only; an array or object is described by its parts."""
        if isinstance(value, tuple):
            items = [self.literal(Atom.ENUM, frozenset([item])) for item in value]
            length = (self.literal(Atom.MIN_ITEMS, len(value)), self.literal(Atom.MAX_ITEMS, len(value)))
            return self.all((self.of_type(values.ARRAY), *length, self.literal(Atom.ITEMS, None, (*items, self.true))))
        if isinstance(value, Record):
            names = tuple(sorted(value))
            children = [self.literal(Atom.ENUM, frozenset([value[name]])) for name in names]
            exact = self.literal(Atom.PROPERTIES, Shape(names, (), explicit=False), (*children, self.false))
            return self.all(
                (self.of_type(values.OBJECT), exact, *[self.literal(Atom.REQUIRED, name) for name in names])
            )
        return self.literal(Atom.ENUM, frozenset([value]))

    def discriminators(self, number: int) -> dict[str, frozenset[Value]]:
        """Return the required properties of a conjunction that have an enum, with its values.

        They discriminate between the branches of a union.
        """
        known = self._discriminators.get(number)
        if known is None:
            known = self._discriminators[number] = dict(self._find_discriminators(number))
        return known

    def _find_discriminators(self, number: int) -> Iterator[tuple[str, frozenset[Value]]]:
        children = [child for child in self.children[number] if not child & DENIED]
        required = {self.payloads[child >> 2] for child in children if self.atoms[child >> 2] is Atom.REQUIRED}
        for child in children if required else ():
            shape = self.payloads[child >> 2]
            if isinstance(shape, Shape) and self.atoms[child >> 2] is Atom.PROPERTIES:
                for name in shape.names:
                    sorted_values = (
                        self._enum_of(self.children[child >> 2][shape.places[name]]) if name in required else None
                    )
                    if sorted_values is not None:
                        yield name, sorted_values

    def _enum_of(self, literal: Literal) -> frozenset[Value] | None:
        kind = self.atoms[literal >> 2]
        conjuncts = self.children[literal >> 2] if kind is Atom.ALL_OF else (literal,)
        for child in conjuncts if not literal & DENIED else ():
            sorted_values = self.payloads[child >> 2]
            if self.atoms[child >> 2] is Atom.ENUM and not child & DENIED and isinstance(sorted_values, frozenset):
                return sorted_values
        return None

    def unmodelled_reason(self, literals: Iterable[Literal]) -> str:
        """Return why the first unmodelled atom among these literals or their descendants is not modelled."""
        queue, seen = sorted(literals), set[int]()
        for literal in queue:
            number = literal >> 2
            if number in seen:
                continue
            seen.add(number)
            payload = self.payloads[number]
            if isinstance(payload, Unmodelled):
                return payload.reason
            queue += self.children[number]
        return "a pattern or format is not supported"

    def possible(self, literal: Literal) -> int:
        """Return the types of values a literal may hold for, as bits: an over-approximation."""
        return self._possible[literal >> 2][(literal & DENIED) >> 1]

    def reserve(self, kind: Atom, payload: Hashable) -> Literal:
        """Number an atom on a cycle, whose children `define` adds later."""
        self.atoms.append(kind)
        self.payloads.append(payload)
        self.children.append(())
        self._possible.append((ANYTHING, _CONSTRAINED_TYPES.get(kind, ANYTHING)))
        return (len(self.atoms) - 1) << 2

    def define(self, literal: Literal, children: tuple[Literal, ...]) -> None:
        """Set the children of a reserved atom; from now on an equal atom gets its number."""
        number = literal >> 2
        self.children[number] = children
        self._numbers.setdefault((self.atoms[number], self.payloads[number], children), literal)

    def _add(self, kind: Atom, payload: Hashable, children: tuple[Literal, ...]) -> Literal:
        literal = self.reserve(kind, payload)
        self.define(literal, children)
        self.estimate(literal)
        return literal

    def estimate(self, literal: Literal) -> None:
        """Compute the types that an atom and its negation may hold for, from those of its children."""
        number = literal >> 2
        kind, payload, children = self.atoms[number], self.payloads[number], self.children[number]
        if kind is Atom.TYPE and isinstance(payload, int):
            self._possible[number] = (payload, ANYTHING ^ payload)
        elif kind is Atom.ENUM and isinstance(payload, frozenset):
            self._possible[number] = _kinds_of(payload)
        elif kind is Atom.ALL_OF:
            asserted, denied = ANYTHING, 0
            for child in children:
                asserted &= self.possible(child)
                denied |= self.possible(deny(child))
            self._possible[number] = (asserted, denied)
        elif kind is Atom.ONE_OF:
            some = 0
            for child in children:
                some |= self.possible(child)
            self._possible[number] = (some, ANYTHING)

    def _simplified(
        self, kind: Atom, payload: Hashable, children: tuple[Literal, ...]
    ) -> Literal | tuple[Literal, ...]:
        if kind is Atom.ALL_OF:
            return self._conjunction(children)
        if kind is Atom.ONE_OF:
            return self._exclusion(children)
        if kind is Atom.TYPE and payload in (0, ANYTHING):
            return self.true if payload else self.false
        if kind is Atom.ENUM and not payload:
            return self.false
        if kind is Atom.MAX_CONTAINS and isinstance(payload, int) and payload < 0:
            return self.of_type(ANYTHING ^ values.ARRAY)
        if kind in _AT_LEAST and isinstance(payload, int) and payload <= 0:
            return self.true
        if kind in (Atom.ITEMS, Atom.PROPERTY_NAMES) and all(child == self.true for child in children):
            return self.true
        if (
            kind is Atom.PROPERTIES
            and children == (self.true,)
            and not (isinstance(payload, Shape) and (payload.explicit or payload.is_empty))
        ):
            return self.true
        return children

    def _conjunction(self, children: tuple[Literal, ...]) -> Literal | tuple[Literal, ...]:
        kept = set(children)
        kept.discard(self.true)
        if self.false in kept or any(child ^ DENIED in kept for child in kept):
            return self.false
        if len(kept) == 1:
            return kept.pop()
        return tuple(sorted(kept)) if kept else self.true

    def _exclusion(self, children: tuple[Literal, ...]) -> Literal | tuple[Literal, ...]:
        kept = sorted(child for child in children if child != self.false)
        if not kept:
            return self.false
        return kept[0] if len(kept) == 1 else tuple(kept)


def _kinds_of(sorted_values: frozenset[values.Value]) -> tuple[int, int]:
    asserted = 0
    for value in sorted_values:
        asserted |= kind_of(value)
    denied = ANYTHING
    if None in sorted_values:
        denied ^= values.NULL
    if values.Truth.FALSE in sorted_values and values.Truth.TRUE in sorted_values:
        denied ^= values.BOOLEAN
    return asserted, denied
