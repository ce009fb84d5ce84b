"""Visits every object of a document by its kind, and checks that each reference has a target of its own kind."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.references import References
from openapi_contracts.documents.rules.sentences import shortened
from openapi_contracts.documents.rules.shapes import shapes
from openapi_contracts.documents.rules.survey import Parts
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted

ROOT = "OpenAPI"
_BESIDE_REFERENCES = frozenset({"PathItem"})  # has fields beside its `$ref`, in every version
_BESIDE_REFERENCES_SINCE_31 = _BESIDE_REFERENCES | {"Schema"}


class DocumentObject(NamedTuple):  # built for every object: four times as fast as a frozen dataclass
    """An object of a document: its kind, such as "PathItem", its value and its place."""

    kind: str
    node: dict[str, Any]
    parts: Parts

    def at(self, *steps: str) -> str:
        """Return the JSON Pointer of a place below the object."""
        return pointer((*self.parts, *steps))


class Objects:
    """The objects of one document; `kinds` maps places to kinds, and `{Kind}` or `[Kind]` for mappings and lists.

    Takes time linear in the size of the document. A reference to a place of no kind, such as an extension, gives the
    place the kind of the reference.
    """

    def __init__(self, version: str, references: References) -> None:
        self.version = version
        self.references = references
        self.document = references.document
        self.kinds: dict[Parts, str] = {}
        self.found: list[DocumentObject] = []
        self._shapes = shapes(version)
        self._beside = _BESIDE_REFERENCES if version in ("2.0", "3.0") else _BESIDE_REFERENCES_SINCE_31
        self._pending: list[DocumentObject] = []  # references
        self._visit(self.document, (), ROOT)
        for holder in self._pending:  # grows while references to places of no kind are visited
            self._target_of(holder)

    @cached_property
    def operation_ids(self) -> frozenset[str]:
        """The ids of all operations."""
        ids = (here.node.get("operationId") for here in self.found if here.kind == "Operation")
        return frozenset(each for each in ids if isinstance(each, str))

    def outermost_schemas(self) -> Iterator[DocumentObject]:
        """Yield the schemas that stand in no other schema."""
        for here in self.found:
            if here.kind == "Schema":
                above = here.parts[:-1]
                if self.kinds.get(above, "")[:1] in ("{", "["):
                    above = above[:-1]
                if self.kinds.get(above) != "Schema":
                    yield here

    def fields_of(self, kind: str) -> frozenset[str]:
        """Return the names of the fields of a kind of object; none for mappings and lists."""
        shape = self._shapes.get(kind)
        return shape.fields if shape else frozenset()

    def component_names(self, kind: str) -> Mapping[str, Any]:
        """Return the components of a kind, such as "schemas", by name."""
        components = self.document.get("components")
        named = components.get(kind) if isinstance(components, dict) else None
        return named if isinstance(named, dict) else {}

    def problems(self) -> Iterator[Problem]:
        """Yield the references whose targets are of another kind."""
        for holder in self._pending:
            target = self.references.target(holder.node)
            if target is None or self._fits(holder.kind, target.node, target.parts):
                continue
            there = self.kinds.get(target.parts, "")
            what = f"a {kind_name(there)}" if there in self._shapes else "another part of the document"
            sentence = (
                f"The reference {quoted(holder.node['$ref'])} must refer to a {kind_name(holder.kind)}, not to {what}."
            )
            yield Problem("reference-to-other-kind", shortened(sentence), holder.at("$ref"))

    def resolved(self, node: Any, parts: Parts) -> DocumentObject | None:
        """Return an object, or the one that it refers to; None if it is broken or no object."""
        if not isinstance(node, dict):
            return None
        if "$ref" in node and self.references.follows(node):
            target = self.references.target(node)
            if target is None or not isinstance(target.node, dict):
                return None
            return DocumentObject(self.kinds.get(target.parts, ""), target.node, target.parts)
        return DocumentObject(self.kinds.get(parts, ""), node, parts)

    def _fits(self, kind: str, node: Any, parts: Parts) -> bool:
        if kind == "Schema" and isinstance(node, bool):
            return True
        return isinstance(node, dict) and self.kinds.get(parts, kind) == kind

    def _visit(self, node: Any, parts: Parts, kind: str) -> None:
        stack = [(node, parts, kind)]
        while stack:
            node, parts, kind = stack.pop()
            if parts in self.kinds:
                continue
            bracket = kind[0]
            if bracket in "{[":
                stack.extend(reversed(list(self._members(node, parts, kind))))
            elif isinstance(node, dict):
                self.kinds[parts] = kind
                self._enter(DocumentObject(kind, node, parts), stack)

    def _members(self, node: Any, parts: Parts, kind: str) -> Iterator[tuple[Any, Parts, str]]:
        if kind[0] == "{" and isinstance(node, dict):
            self.kinds[parts] = kind
            yield from ((value, (*parts, name), kind[1:-1]) for name, value in node.items())
        elif kind[0] == "[" and isinstance(node, list):
            self.kinds[parts] = kind
            yield from ((value, (*parts, str(index)), kind[1:-1]) for index, value in enumerate(node))

    def _enter(self, here: DocumentObject, stack: list[tuple[Any, Parts, str]]) -> None:
        node, parts = here.node, here.parts
        if "$ref" in node and self.references.follows(node):
            self._pending.append(here)
            if here.kind not in self._beside:
                return
        self.found.append(here)
        shape = self._shapes[here.kind]
        others = shape.others
        below: list[tuple[Any, Parts, str]] = []
        for name, value in node.items():
            if isinstance(value, dict | list):
                kind = shape.children.get(name)
                if kind is None and others and name not in shape.fields and not name.startswith("x-"):
                    kind = others
                if kind is not None:
                    below.append((value, (*parts, name), kind))
        stack.extend(reversed(below))

    def _target_of(self, holder: DocumentObject) -> None:
        target = self.references.target(holder.node)
        if target is not None and target.parts not in self.kinds:
            self._visit(target.node, target.parts, holder.kind)


def kind_name(kind: str) -> str:
    """Return the name of a kind of object as the specification writes it."""
    spaced = "".join(f" {each}" if each.isupper() else each for each in kind)
    return f"{_NAMES.get(kind, spaced.strip())} Object"


_NAMES = {"OpenAPI": "OpenAPI", "XML": "XML", "OAuthFlow": "OAuth Flow", "OAuthFlows": "OAuth Flows"}
