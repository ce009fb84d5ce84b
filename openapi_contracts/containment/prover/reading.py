"""Reads the schemas of one document into a raw graph; all dialects become the same atoms here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

from openapi_contracts.containment.prover import applicators, assertions, unevaluated
from openapi_contracts.containment.prover.atoms import Atom, Literal, Unmodelled
from openapi_contracts.containment.prover.dialects import RULES, UNCLEAR, Dialect
from openapi_contracts.containment.prover.formats import checked
from openapi_contracts.containment.prover.raw_graph import RawGraph
from openapi_contracts.containment.prover.references import (
    Addresses,
    SchemaPlace,
    Unresolvable,
    is_self_contained,
    mentions,
)
from openapi_contracts.containment.prover.values import Malformed, freeze

_LEAF = frozenset(("type", "format"))
_HANDLERS = (*assertions.HANDLERS, *applicators.HANDLERS, *unevaluated.HANDLERS)


class SchemaReading:
    """Reads one document. `problems` lists the malformed schemas, with their places.

    A malformed schema and a reference to another document become opaque atoms, equal to those of a second document only
    if both surely mean the same. `reuse` is an earlier reading into the same raw graph: a schema that is the identical
    Python object in both documents is not read again, so it must have the same meaning in both. `overlapping` has the
    identities of schemas whose `oneOf` is read as `anyOf`, with the properties that each of its branches excludes.
    """

    def __init__(
        self,
        graph: RawGraph,
        root: Any,
        dialect: Dialect,
        *,
        formats: bool = False,
        reuse: "SchemaReading | None" = None,
        overlapping: Mapping[int, Sequence[Sequence[str]]] = MappingProxyType({}),
    ) -> None:
        self.graph = graph
        self.root = root
        self.rules = RULES[dialect]
        self.formats = checked(dialect) if formats else frozenset()
        self.overlapping = overlapping
        self.problems: list[str] = []
        self._handler_rows = {
            keyword: row
            for row, (triggers, _) in enumerate(_HANDLERS)
            for keyword in triggers
            if keyword in self.rules.keywords
        }
        self.addresses = Addresses(root, dialect)
        self._identity = object()  # part of the identity of opaque atoms that equal no others
        self._seen: dict[tuple[int, int], Literal] = reuse._seen if reuse else {}
        self._leaves: dict[tuple[tuple[str, str], ...], Literal] = reuse._leaves if reuse else {}
        self._by_reference: dict[str, Literal] = {}  # references from the root resource, by their text
        self._pending: list[tuple[Literal, dict[str, Any], SchemaPlace]] = []

    def at(self, pointer: str = "") -> Literal:
        """Read the schema at a JSON Pointer (RFC 6901, not percent-encoded), its subschemas and their references."""
        try:
            schema, place = self.addresses.at(pointer)
        except Unresolvable as error:
            return self.opaque(str(error), self.addresses.root)
        found = self.literal(schema, place)
        while self._pending:
            reserved, schema, place = self._pending.pop()
            self.graph.fill(reserved, self._read(schema, place))
        return found

    def literal(self, schema: object, place: SchemaPlace) -> Literal:
        """Return the literal of a schema, and queue the schema for reading; the queue avoids recursion."""
        if schema is True or schema is False:
            return self.graph.true if schema else self.graph.false
        if not isinstance(schema, dict):
            return self._malformed(f"a schema is {type(schema).__name__}, not an object", schema, place)
        if schema.keys() <= _LEAF and all(isinstance(value, str) for value in schema.values()):
            return self._leaf(schema, place)
        inner = self.addresses.entered(schema, place)
        key = (id(schema), 0 if inner.resource is self.root else id(inner.resource))
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self.graph.reserve()
            self._pending.append((known, schema, inner))
        return known

    def _leaf(self, schema: dict[str, Any], place: SchemaPlace) -> Literal:
        """Return the literal of a schema with only `type` and `format`, shared by all equal ones."""
        key = tuple(schema.items())
        known = self._leaves.get(key)
        if known is None:
            known = self._leaves[key] = self.graph.reserve()
            self._pending.append((known, schema, place))
        return known

    def child(self, schema: dict[str, Any], keyword: str, place: SchemaPlace) -> Literal:
        """Return the literal of the schema under a keyword."""
        return self.literal(schema[keyword], place.step(keyword))

    def reference(self, reference: object, place: SchemaPlace) -> Literal:
        """Return the literal of the schema that a reference names; opaque if the document does not have it."""
        is_local = place.resource is self.root and isinstance(reference, str)
        known = self._by_reference.get(str(reference)) if is_local else None
        if known is not None:
            return known
        try:
            schema, there = self.addresses.resolve(reference, place)
        except Unresolvable as error:
            return self.opaque(str(error), place, self._external_identity(str(reference), place))
        found = self.literal(schema, there)
        if is_local:
            self._by_reference[str(reference)] = found
        return found

    def opaque(self, reason: str, place: SchemaPlace, identity: tuple[object, ...] | None = None) -> Literal:
        """Return an opaque atom for a part that is not modelled; without an identity it equals no other."""
        where = place.pointer()
        sentence = f"{reason} (at {where or 'the root'})"
        return self.graph.leaf(Atom.OPAQUE, Unmodelled(identity or (self._identity, where), sentence))

    def text_identity(self, schema: object, place: SchemaPlace) -> tuple[object, ...] | None:
        """Return the text of a schema as its identity; None if equal texts may have different meanings.

        A schema with references gets an identity that is equal only within the same resource. The text of an unclear
        part is not known, so such schemas get none.
        """
        if UNCLEAR in self.rules.keywords and mentions(schema, frozenset((UNCLEAR,))):
            return None
        try:
            text = freeze(schema)
        except Malformed:
            return None
        return (
            ("text", self.rules, text)
            if is_self_contained(schema)
            else ("text", self._identity, id(place.resource), text)
        )

    def _external_identity(self, reference: str, place: SchemaPlace) -> tuple[object, ...]:
        """Return the identity of a schema in another document: an absolute URI names the same schema everywhere."""
        try:
            address = urljoin(place.base, reference)
            return ("reference", address) if urlsplit(address).scheme else ("reference", self._identity, address)
        except ValueError:
            return ("reference", self._identity, reference)

    def _malformed(self, reason: str, schema: object, place: SchemaPlace) -> Literal:
        self.problems.append(f"malformed schema: {reason} (at {place.pointer() or 'the root'})")
        return self.opaque(f"malformed schema: {reason}", place, self.text_identity(schema, place))

    def _read(self, schema: dict[str, Any], place: SchemaPlace) -> list[Literal]:
        if not all(isinstance(key, str) for key in schema):
            return [self._malformed("a keyword is not a string", None, place)]
        try:
            if "$ref" in schema and not self.rules.siblings:
                return [self.reference(schema["$ref"], place)]
            found: list[Literal] = []
            for row in sorted({self._handler_rows[keyword] for keyword in schema if keyword in self._handler_rows}):
                found += _HANDLERS[row][1](self, schema, place)
        except Malformed as error:
            return [self._malformed(str(error), schema, place)]
        return found
