"""The atoms of schemas as they are read: a graph that may be cyclic, in which equal atoms may occur twice."""

from collections.abc import Hashable, Iterable

from openapi_contracts.containment.prover.atoms import Atom, Literal, deny


class RawGraph:
    """Atoms of any number of documents. Equal leaves are shared; `numbering` finds the other equal atoms later."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.payloads: list[Hashable] = []
        self.children: list[tuple[Literal, ...]] = []
        self._leaves: dict[tuple[Atom, Hashable], Literal] = {}
        self.true = self.node(Atom.ALL_OF, None, ())
        self.false = deny(self.true)

    def leaf(self, kind: Atom, payload: Hashable = None) -> Literal:
        """Return the literal of an atom without children."""
        known = self._leaves.get((kind, payload))
        if known is None:
            known = self._leaves[(kind, payload)] = self.node(kind, payload, ())
        return known

    def node(self, kind: Atom, payload: Hashable, children: Iterable[Literal]) -> Literal:
        """Return the literal of a new atom."""
        self.atoms.append(kind)
        self.payloads.append(payload)
        self.children.append(tuple(children))
        return (len(self.atoms) - 1) << 2

    def all(self, children: Iterable[Literal]) -> Literal:
        """Return the conjunction of literals."""
        return self.node(Atom.ALL_OF, None, children)

    def any(self, children: Iterable[Literal]) -> Literal:
        """Return the disjunction of literals."""
        return deny(self.all([deny(child) for child in children]))

    def reserve(self) -> Literal:
        """Return a conjunction whose children `fill` sets later, so that a schema may reference itself."""
        return self.all(())

    def fill(self, reserved: Literal, children: Iterable[Literal]) -> None:
        """Set the children of a reserved conjunction."""
        self.children[reserved >> 2] = tuple(children)
