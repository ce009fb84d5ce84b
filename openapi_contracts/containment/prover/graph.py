"""The numbered atoms: equal ones have one number, so that a literal and its opposite close at sight."""

from collections.abc import Hashable, Iterable, Iterator

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, Shape, Unmodelled, deny
from openapi_contracts.containment.prover.values import ANYTHING, Record, Value, in_order, kind_of

# The kinds a denied atom speaks of: whoever breaks it is one of them.
_SPEAKS_OF = {
    **dict.fromkeys((Atom.LEAST, Atom.MOST, Atom.ABOVE, Atom.BELOW, Atom.MULTIPLE), values.NUMBER),
    **dict.fromkeys((Atom.LONGER, Atom.SHORTER, Atom.PATTERN, Atom.FORMAT), values.STRING),
    **dict.fromkeys((Atom.FILLED, Atom.CAPPED, Atom.UNIQUE, Atom.ITEMS, Atom.SOME, Atom.FEW), values.ARRAY),
    **dict.fromkeys((Atom.WIDER, Atom.NARROWER, Atom.HAS, Atom.PROPERTIES, Atom.NAMES), values.OBJECT),
    Atom.OPAQUE: ANYTHING,
}
_AT_LEAST = {Atom.LONGER, Atom.FILLED, Atom.WIDER, Atom.SOME}  # true of everything when they count from nought


class Graph:
    """Atoms by number. `possible` says which kinds of values a literal leaves, at most."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.payloads: list[Hashable] = []
        self.children: list[tuple[Literal, ...]] = []
        self._possible: list[tuple[int, int]] = []
        self._marks: dict[int, dict[str, frozenset[Value]]] = {}
        self._listed: dict[int, tuple[Value, ...]] = {}
        self._numbers: dict[tuple[Atom, Hashable, tuple[Literal, ...]], Literal] = {}
        self.true = self._add(Atom.ALL, None, ())
        self.false = deny(self.true)

    def literal(self, kind: Atom, payload: Hashable = None, children: Iterable[Literal] = ()) -> Literal:
        """Return the literal of an atom, simplified, and known by one number whoever asks."""
        simpler = self._simplified(kind, payload, tuple(children))
        if isinstance(simpler, int):
            return simpler
        known = self._numbers.get((kind, payload, simpler))
        return self._add(kind, payload, simpler) if known is None else known

    def all(self, children: Iterable[Literal]) -> Literal:
        """Return the conjunction of literals."""
        return self.literal(Atom.ALL, None, children)

    def any(self, children: Iterable[Literal]) -> Literal:
        """Return the disjunction of literals."""
        return deny(self.all([deny(child) for child in children]))

    def kind(self, bits: int) -> Literal:
        """Return the literal of values of these kinds."""
        return self.literal(Atom.KIND, bits)

    def listed(self, number: int) -> tuple[Value, ...]:
        """Return the values of a VALUES atom, smallest first and in one order in every process."""
        known = self._listed.get(number)
        if known is None:
            known = self._listed[number] = tuple(sorted(self.values(number), key=in_order))
        return known

    def values(self, number: int) -> frozenset[Value]:
        """Return the values of a VALUES atom; none for any other."""
        payload = self.payloads[number]
        return payload if isinstance(payload, frozenset) else frozenset()

    def equal(self, value: Value) -> Literal:
        """Return the literal of being equal to a value; of an array or an object, by its parts."""
        if isinstance(value, tuple):
            items = [self.literal(Atom.VALUES, frozenset([item])) for item in value]
            length = (self.literal(Atom.FILLED, len(value)), self.literal(Atom.CAPPED, len(value)))
            return self.all((self.kind(values.ARRAY), *length, self.literal(Atom.ITEMS, None, (*items, self.true))))
        if isinstance(value, Record):
            names = tuple(sorted(value))
            children = [self.literal(Atom.VALUES, frozenset([value[name]])) for name in names]
            exact = self.literal(Atom.PROPERTIES, Shape(names, (), explicit=False), (*children, self.false))
            return self.all((self.kind(values.OBJECT), exact, *[self.literal(Atom.HAS, name) for name in names]))
        return self.literal(Atom.VALUES, frozenset([value]))

    def marks(self, number: int) -> dict[str, frozenset[Value]]:
        """Return the required properties of a conjunction that have few values: they tell branches of a union apart."""
        known = self._marks.get(number)
        if known is None:
            known = self._marks[number] = dict(self._marked(number))
        return known

    def _marked(self, number: int) -> Iterator[tuple[str, frozenset[Value]]]:
        children = [child for child in self.children[number] if not child & DENIED]
        required = {self.payloads[child >> 2] for child in children if self.atoms[child >> 2] is Atom.HAS}
        for child in children if required else ():
            shape = self.payloads[child >> 2]
            if isinstance(shape, Shape) and self.atoms[child >> 2] is Atom.PROPERTIES:
                for name in shape.names:
                    listed = self._few(self.children[child >> 2][shape.places[name]]) if name in required else None
                    if listed is not None:
                        yield name, listed

    def _few(self, literal: Literal) -> frozenset[Value] | None:
        kind = self.atoms[literal >> 2]
        among = self.children[literal >> 2] if kind is Atom.ALL else (literal,)
        for child in among if not literal & DENIED else ():
            listed = self.payloads[child >> 2]
            if self.atoms[child >> 2] is Atom.VALUES and not child & DENIED and isinstance(listed, frozenset):
                return listed
        return None

    def doubt(self, literals: Iterable[Literal]) -> str:
        """Name the first keyword in these literals, or below them, that is not modelled."""
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
        return "a pattern or format is not modelled"

    def possible(self, literal: Literal) -> int:
        """Return the kinds of values a literal leaves, as bits; never too few."""
        return self._possible[literal >> 2][(literal & DENIED) >> 1]

    def admit(self, kind: Atom, payload: Hashable) -> Literal:
        """Give a number to an atom on a cycle, whose children come by `close`."""
        self.atoms.append(kind)
        self.payloads.append(payload)
        self.children.append(())
        self._possible.append((ANYTHING, _SPEAKS_OF.get(kind, ANYTHING)))
        return (len(self.atoms) - 1) << 2

    def close(self, literal: Literal, children: tuple[Literal, ...]) -> None:
        """Say what an admitted atom holds; from now on an equal atom has its number."""
        number = literal >> 2
        self.children[number] = children
        self._numbers.setdefault((self.atoms[number], self.payloads[number], children), literal)

    def _add(self, kind: Atom, payload: Hashable, children: tuple[Literal, ...]) -> Literal:
        literal = self.admit(kind, payload)
        self.close(literal, children)
        self.estimate(literal)
        return literal

    def estimate(self, literal: Literal) -> None:
        """Work out the kinds an atom and its opposite leave, from what is known of its children."""
        number = literal >> 2
        kind, payload, children = self.atoms[number], self.payloads[number], self.children[number]
        if kind is Atom.KIND and isinstance(payload, int):
            self._possible[number] = (payload, ANYTHING ^ payload)
        elif kind is Atom.VALUES and isinstance(payload, frozenset):
            self._possible[number] = _kinds_of(payload)
        elif kind is Atom.ALL:
            asserted, denied = ANYTHING, 0
            for child in children:
                asserted &= self.possible(child)
                denied |= self.possible(deny(child))
            self._possible[number] = (asserted, denied)
        elif kind is Atom.ONE:
            some = 0
            for child in children:
                some |= self.possible(child)
            self._possible[number] = (some, ANYTHING)

    def _simplified(
        self, kind: Atom, payload: Hashable, children: tuple[Literal, ...]
    ) -> Literal | tuple[Literal, ...]:
        if kind is Atom.ALL:
            return self._conjunction(children)
        if kind is Atom.ONE:
            return self._exclusion(children)
        if kind is Atom.KIND and payload in (0, ANYTHING):
            return self.true if payload else self.false
        if kind is Atom.VALUES and not payload:
            return self.false
        if kind is Atom.FEW and isinstance(payload, int) and payload < 0:
            return self.kind(ANYTHING ^ values.ARRAY)
        if kind in _AT_LEAST and isinstance(payload, int) and payload <= 0:
            return self.true
        if kind in (Atom.ITEMS, Atom.NAMES) and all(child == self.true for child in children):
            return self.true
        if kind is Atom.PROPERTIES and children == (self.true,) and not getattr(payload, "explicit", False):
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


def _kinds_of(listed: frozenset[values.Value]) -> tuple[int, int]:
    asserted = 0
    for value in listed:
        asserted |= kind_of(value)
    denied = ANYTHING
    if None in listed:
        denied ^= values.NULL
    if values.Truth.FALSE in listed and values.Truth.TRUE in listed:
        denied ^= values.BOOLEAN
    return asserted, denied
