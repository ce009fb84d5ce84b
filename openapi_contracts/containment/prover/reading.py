"""Schemas of one document, read into a sketch: every dialect becomes the same atoms here and nowhere else."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from openapi_contracts.containment.prover import applicators, assertions, unevaluated
from openapi_contracts.containment.prover.atoms import Atom, Literal, Unmodelled
from openapi_contracts.containment.prover.dialects import RULES, UNCLEAR, Dialect
from openapi_contracts.containment.prover.formats import checked
from openapi_contracts.containment.prover.references import (
    Addresses,
    SchemaPlace,
    Unresolvable,
    is_self_contained,
    mentions,
)
from openapi_contracts.containment.prover.sketch import Sketch
from openapi_contracts.containment.prover.values import Malformed, freeze

_LEAF = frozenset(("type", "format"))
_HANDLERS = (*assertions.HANDLERS, *applicators.HANDLERS, *unevaluated.HANDLERS)


class SchemaReading:
    """One document on its way into a sketch. `problems` lists what is malformed, with its place.

    A malformed schema and a reference out of the document become opaque atoms of their own: they say so when an answer
    depends on them, and close against those of another document only where they say the same beyond doubt. What is
    the very object that was met in the reading `beside`, of another document in the same sketch, is not read again:
    it must mean the same in both.
    """

    def __init__(
        self,
        sketch: Sketch,
        root: Any,
        dialect: Dialect,
        *,
        formats: bool = False,
        beside: "SchemaReading | None" = None,
    ) -> None:
        self.sketch = sketch
        self.root = root
        self.rules = RULES[dialect]
        self.formats = checked(dialect) if formats else frozenset()
        self.problems: list[str] = []
        self._rows = {
            keyword: row
            for row, (triggers, _) in enumerate(_HANDLERS)
            for keyword in triggers
            if keyword in self.rules.keywords
        }
        self.addresses = Addresses(root, dialect)
        self._own = object()  # tells what is like nothing else, as long as the sketch holds it
        self._seen: dict[tuple[int, int], Literal] = beside._seen if beside else {}
        self._leaves: dict[tuple[tuple[str, str], ...], Literal] = beside._leaves if beside else {}
        self._led: dict[str, Literal] = {}  # by references of the document itself
        self._pending: list[tuple[Literal, dict[str, Any], SchemaPlace]] = []

    def at(self, pointer: str = "") -> Literal:
        """Read the schema at a JSON pointer of the document (RFC 6901, not percent-encoded), and all it leads to."""
        try:
            schema, place = self.addresses.at(pointer)
        except Unresolvable as error:
            return self.opaque(str(error), self.addresses.root)
        found = self.literal(schema, place)
        while self._pending:
            reserved, schema, place = self._pending.pop()
            self.sketch.fill(reserved, self._read(schema, place))
        return found

    def literal(self, schema: object, place: SchemaPlace) -> Literal:
        """Return the literal of a schema; it is read when its turn comes, so nothing nests."""
        if schema is True or schema is False:
            return self.sketch.true if schema else self.sketch.false
        if not isinstance(schema, dict):
            return self._malformed(f"a schema is {type(schema).__name__}, not an object", schema, place)
        if schema.keys() <= _LEAF and all(isinstance(value, str) for value in schema.values()):
            return self._leaf(schema, place)
        inner = self.addresses.entered(schema, place)
        key = (id(schema), 0 if inner.resource is self.root else id(inner.resource))
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self.sketch.reserve()
            self._pending.append((known, schema, inner))
        return known

    def _leaf(self, schema: dict[str, Any], place: SchemaPlace) -> Literal:
        """Return the literal of a schema of few words, which many others are as well."""
        key = tuple(schema.items())
        known = self._leaves.get(key)
        if known is None:
            known = self._leaves[key] = self.sketch.reserve()
            self._pending.append((known, schema, place))
        return known

    def child(self, schema: dict[str, Any], keyword: str, place: SchemaPlace) -> Literal:
        """Return the literal of the schema under a keyword."""
        return self.literal(schema[keyword], place.step(keyword))

    def reference(self, reference: object, place: SchemaPlace) -> Literal:
        """Return the literal of the schema a reference leads to."""
        is_local = place.resource is self.root and isinstance(reference, str)
        known = self._led.get(str(reference)) if is_local else None
        if known is not None:
            return known
        try:
            schema, there = self.addresses.resolve(reference, place)
        except Unresolvable as error:
            return self.opaque(str(error), place, self._elsewhere(str(reference), place))
        found = self.literal(schema, there)
        if is_local:
            self._led[str(reference)] = found
        return found

    def opaque(self, reason: str, place: SchemaPlace, identity: tuple[object, ...] | None = None) -> Literal:
        """Return an atom for what is not modelled; without an identity it is like nothing else."""
        where = place.pointer()
        sentence = f"{reason} (at {where or 'the root'})"
        return self.sketch.leaf(Atom.OPAQUE, Unmodelled(identity or (self._own, where), sentence))

    def textual(self, schema: object, place: SchemaPlace) -> tuple[object, ...] | None:
        """Return an identity for a schema by its text: of two that speak of nothing else, the same text says the same.

        One that refers to something says the same only where it refers to the same: in one resource. Of what is not
        understood, the text does not say what it was.
        """
        if UNCLEAR in self.rules.keywords and mentions(schema, frozenset((UNCLEAR,))):
            return None
        try:
            text = freeze(schema)
        except Malformed:
            return None
        return (
            ("text", self.rules, text) if is_self_contained(schema) else ("text", self._own, id(place.resource), text)
        )

    def _elsewhere(self, reference: str, place: SchemaPlace) -> tuple[object, ...]:
        """Return the identity of what is not in the document: an absolute URI names one resource, whoever asks."""
        try:
            address = urljoin(place.base, reference)
            return ("reference", address) if urlsplit(address).scheme else ("reference", self._own, address)
        except ValueError:
            return ("reference", self._own, reference)

    def _malformed(self, reason: str, schema: object, place: SchemaPlace) -> Literal:
        self.problems.append(f"malformed schema: {reason} (at {place.pointer() or 'the root'})")
        return self.opaque(f"malformed schema: {reason}", place, self.textual(schema, place))

    def _read(self, schema: dict[str, Any], place: SchemaPlace) -> list[Literal]:
        if not all(isinstance(key, str) for key in schema):
            return [self._malformed("a keyword is not a string", None, place)]
        try:
            if "$ref" in schema and not self.rules.siblings:
                return [self.reference(schema["$ref"], place)]
            found: list[Literal] = []
            for row in sorted({self._rows[keyword] for keyword in schema if keyword in self._rows}):
                found += _HANDLERS[row][1](self, schema, place)
        except Malformed as error:
            return [self._malformed(str(error), schema, place)]
        return found
