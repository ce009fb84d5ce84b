"""A document during normalization: follows references within it, and notes what cannot be interpreted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar, cast
from urllib.parse import unquote

from openapi_contracts.contracts.identities import Identities
from openapi_contracts.contracts.places import Direction, Node, OpenApiDialect, SchemaAt, Unclear
from openapi_contracts.documents.pointers import resolve

T = TypeVar("T")

_EXTENSIBLE = ("paths", "responses")  # maps that may have extensions beside named members (OAS 3.1.0, 4.9)
MOST_READ = 300_000  # parts of a document, references followed; the largest real one, 4 MB, has 20,400
LONGEST_CHAIN = 200  # references that lead to references; real documents have chains of at most 3

UNIONS = ("oneOf", "anyOf")


class Source:
    """One document being normalized; `found` lists every unclear part, in the order of discovery."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.version = _version(document)
        self.dialect = dialect_of(document)
        self.is_swagger = self.dialect is OpenApiDialect.OAS20
        self.root = Node(document, "", "")
        self.found: list[Unclear] = []
        self._known: dict[tuple[str, Direction, Callable[..., Any]], Any] = {}
        self._read = 0
        self._mentions: dict[str, bool] = {}
        self._targets: dict[str, Node | str] = {}
        named = self.dialect in (OpenApiDialect.OAS31, OpenApiDialect.FOREIGN)
        self._variants: dict[str, frozenset[str]] = {}
        self.identities = Identities(document, self.target, named=named)

    def unclear(self, node: Node, reason: str, *also: Any) -> Unclear:
        """Note a value that cannot be interpreted, and return its replacement; `also` is what else it depends on."""
        found = Unclear(node.pointer, reason, self.identities.of(self.dialect, reason, node.raw, *also))
        self.found.append(found)
        return found

    def resolve(self, node: Node) -> Node | Unclear:
        """Follow references to an object; `used_at` stays at the first reference."""
        at = node
        for _ in range(LONGEST_CHAIN):
            if not isinstance(at.raw, dict):
                return self.unclear(at, "this value must be an object")
            if "$ref" not in at.raw:
                return at
            target = self.target(at.raw["$ref"])
            if isinstance(target, str):
                return self.unclear(at, target)
            at = Node(target.raw, target.pointer, node.used_at)
        return self.unclear(node, "a reference refers to itself, or follows too many references")

    def read(self, node: Node, direction: Direction, reader: "Reader[T]") -> T | Unclear:
        """Read the object at a place, after references; a target of several references is read once."""
        at = self.resolve(node)
        if isinstance(at, Unclear):
            return at
        if at.used_at == at.pointer:
            return reader(self, at, direction)
        key = (at.pointer, direction, reader)
        if key not in self._known:
            self._known[key] = reader(self, at, direction)
        value: Any = self._known[key]
        return value if isinstance(value, Unclear) else cast(T, replace(value, origin=at))

    def target(self, reference: Any) -> Node | str:
        """Return the target of one reference, or the reason why there is none."""
        if not isinstance(reference, str):
            return "`$ref` is not a string"
        if reference not in self._targets:
            self._targets[reference] = lookup(self.document, reference)
        return self._targets[reference]

    def mentions(self, keyword: str) -> bool:
        """Say whether any object of the document has a member of this name."""
        if keyword not in self._mentions:
            self._mentions[keyword] = _has_member(self.document, keyword)
        return self._mentions[keyword]

    def variants(self, node: Node) -> frozenset[str]:
        """Return the targets of the references among the branches of a schema's unions."""
        if node.pointer not in self._variants:
            raw = node.raw if isinstance(node.raw, dict) else {}
            branches = (branch for union in UNIONS if isinstance(raw.get(union), list) for branch in raw[union])
            named = (branch["$ref"] for branch in branches if isinstance(branch, dict) and "$ref" in branch)
            found = (self.target(reference) for reference in named)
            self._variants[node.pointer] = frozenset(one.pointer for one in found if not isinstance(one, str))
        return self._variants[node.pointer]

    def members(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        """List the members of the mapping under `key`; none where it is absent."""
        if node.raw.get(key) is None:
            return
        mapping = node.child(key)
        if isinstance(mapping.raw, dict):
            yield from self.entries(mapping, extensible=key in _EXTENSIBLE)
        else:
            self.unclear(mapping, f"`{key}` is not an object")

    def entries(self, mapping: Node, *, extensible: bool = False) -> Iterator[tuple[str, Node]]:
        """List the members of a mapping, without its extensions where it may have some."""
        if self._affords(mapping):
            for name in mapping.raw:
                if not extensible or not name.startswith("x-"):
                    yield name, mapping.child(name)

    def listed(self, node: Node, key: str) -> Iterator[Node]:
        """List the elements of the list under `key`; none where it is absent."""
        if node.raw.get(key) is None:
            return
        found = node.child(key)
        if not isinstance(found.raw, list):
            self.unclear(found, f"`{key}` is not a list")
        elif self._affords(found):
            for index in range(len(found.raw)):
                yield found.child(index)

    def _affords(self, node: Node) -> bool:
        """Count the nodes read so far against the budget: a path item that many paths refer to is read for each."""
        self._read += len(node.raw)
        if self._read > MOST_READ:
            self.unclear(node, f"with references followed, the document has more than {MOST_READ:,} parts")
        return self._read <= MOST_READ

    def flag(self, node: Node, key: str, *, default: bool = False) -> bool:
        """Return a boolean member; False where it is absent."""
        value = node.raw.get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.unclear(node.child(key), f"`{key}` is not a boolean")
        return default

    def text(self, node: Node, key: str) -> str | None:
        """Return a member that is text, or None."""
        value = node.raw.get(key)
        if value is None or isinstance(value, str):
            return value
        self.unclear(node.child(key), f"`{key}` is not a string")
        return None

    def schema(self, node: Node, key: str, direction: Direction) -> SchemaAt | None:
        """Return the schema under `key`; None where there is none, which allows any value."""
        if key not in node.raw:
            return None
        return SchemaAt(f"{node.pointer}/{key}", node.raw[key], direction, self.dialect)


Reader: TypeAlias = Callable[[Source, Node, Direction], T | Unclear]


def _has_member(document: Any, name: str) -> bool:
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if name in value:
                return True
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return False


def lookup(document: Mapping[str, Any], reference: str) -> Node | str:
    """Return the target of a reference in the document, or the reason why there is none."""
    if not reference.startswith("#"):
        return f"the reference {reference!r:.120} refers to another document"
    return at_pointer(document, unquote(reference[1:])) or f"the reference {reference!r:.120} leads nowhere"


def at_pointer(document: Mapping[str, Any], pointer: str) -> Node | None:
    """Evaluate a JSON Pointer (RFC 6901) without following references."""
    try:
        return Node(resolve(document, pointer), pointer, pointer)
    except KeyError:
        return None


# The values of `jsonSchemaDialect` that mean the Schema Object of OAS 3.1 (4.8.24.5), or JSON Schema 2020-12.
_KNOWN_DIALECTS = ("https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12/schema")


def is_modelled(dialect: Any) -> bool:
    """Say whether the schema dialect of a URI is supported."""
    return isinstance(dialect, str) and dialect.startswith(_KNOWN_DIALECTS)


def _version(document: Mapping[str, Any]) -> str:
    return str(document.get("openapi") or document.get("swagger") or "")


def dialect_of(document: Mapping[str, Any]) -> OpenApiDialect:
    """Return the dialect of the schemas of a document."""
    version = _version(document)
    if version.startswith("2."):
        return OpenApiDialect.OAS20
    if version.startswith("3.0"):
        return OpenApiDialect.OAS30
    if not version.startswith("3.") or not is_modelled(document.get("jsonSchemaDialect", _KNOWN_DIALECTS[1])):
        return OpenApiDialect.FOREIGN
    return OpenApiDialect.OAS31
