"""The schemas of a document as JSON Schema 2020-12 for one direction, request or response; nothing is fetched."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from openapi_contracts.contracts.bundles import Bundle, Standalone
from openapi_contracts.contracts.keywords import RULES
from openapi_contracts.contracts.places import Direction, OpenApiDialect, SchemaAt, Unclear, distinct
from openapi_contracts.contracts.readings import ALTERNATIVES, INNER, Readings
from openapi_contracts.contracts.schema_normalization import BASE, MEANT, UNCLEAR, Lowered, Normalization, is_tag_sent
from openapi_contracts.contracts.source_document import UNIONS, Source, at_pointer
from openapi_contracts.contracts.unchanged_text import Texts
from openapi_contracts.contracts.unsent_properties import Unsent
from openapi_contracts.vocabulary import ContentModel

_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")  # needs no escape in a URI's fragment nor in a JSON Pointer
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_LONGEST_NAME = 60  # characters of a pointer repeated in a name
_FOREIGN = "the dialect of this schema is not supported"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A normalized schema and the pointers it refers to, each with whether the reference applies in place."""

    schema: Lowered
    references: Mapping[str, bool]
    unclear: tuple[Unclear, ...]


class Schemas:
    """The schemas of one document; each is normalized once per direction, however many schemas refer to it.

    A parent schema that lists its variants in `oneOf` or `anyOf`, and is included by them through `allOf`, is read
    inside them without its unions: authors mean that, and literally it recurses forever.

    `texts` tells which schemas mean the same in both directions, and are normalized once. `before` is the schemas of
    the earlier document: an unchanged schema is taken from there, as the same object. `nullable_in` are the directions
    in which `nullable` beside a composition adds null to it.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        *,
        content_model: ContentModel = ContentModel.STRICT,
        texts: Texts | None = None,
        before: "Schemas | None" = None,
        nullable_in: frozenset[Direction] = frozenset(Direction),
    ) -> None:
        self._source = Source(document)
        self._nullable_in = nullable_in
        self._texts = texts
        self._before = before if before and before._source.dialect is self._source.dialect else None
        self._pieces: dict[tuple[str, Direction], _Piece] = {}
        self._unsent: dict[tuple[OpenApiDialect, Direction], Unsent] = {}
        self._readings: dict[OpenApiDialect, Readings | None] = {}
        self._is_strict = content_model is ContentModel.STRICT
        self._grounded: set[tuple[str, Direction]] = set()
        self._names: dict[tuple[str, OpenApiDialect], str] = {}

    def standalone(self, at: SchemaAt) -> Standalone:
        """Return a schema with everything it refers to in `$defs`, one definition per pointer."""
        if at.dialect not in RULES:
            return Standalone({UNCLEAR: _FOREIGN}, (Unclear(at.pointer, _FOREIGN),))
        root, pieces = self._rewritten(at.schema, at.pointer, at), dict[str, _Piece]()
        self._reach(root, at, pieces)
        schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        schema |= root.schema if isinstance(root.schema, dict) else ({} if root.schema else {"not": {}})
        return Standalone(schema | self._definitions(pieces, at), _unclear([root, *pieces.values()]))

    def bundle(self, schemas: Iterable[SchemaAt]) -> Bundle:
        """Bundle schemas of one direction into one document, so that shared definitions are written once."""
        found, pieces, last = dict[str, str](), dict[str, _Piece](), None
        for at in schemas:
            if at.dialect not in RULES:
                return Bundle({}, {}, (Unclear(at.pointer, _FOREIGN),), {})
            if at.properties_at:  # it has no place in the document, so nothing refers to it
                pieces[at.pointer] = self._rewritten(at.schema, at.pointer, at)
            else:
                self._ground(at.pointer, at)
                pieces[at.pointer] = self._piece(at.pointer, at)
            self._reach(pieces[at.pointer], at, pieces)
            found[at.pointer], last = f"/$defs/{self._name(at.pointer, at.dialect)}", at
        origins = {self._name(pointer, last.dialect): pointer.removesuffix(BASE) for pointer in pieces} if last else {}
        return Bundle(self._definitions(pieces, last) if last else {}, found, _unclear(pieces.values()), origins)

    def _name(self, pointer: str, dialect: OpenApiDialect) -> str:
        key = (pointer, dialect)
        if key not in self._names:
            self._names[key] = _name(*key)
        return self._names[key]

    def _definitions(self, pieces: Mapping[str, _Piece], at: SchemaAt) -> dict[str, Any]:
        named = {self._name(place, at.dialect): piece.schema for place, piece in pieces.items()}
        return {"$defs": named} if named else {}

    def _reach(self, root: _Piece, at: SchemaAt, found: dict[str, _Piece]) -> None:
        """Add every schema that a schema refers to, in breadth-first order."""
        pending = list(root.references)
        for pointer in pending:
            if pointer not in found:
                self._ground(pointer, at)
                found[pointer] = self._piece(pointer, at)
                pending += found[pointer].references

    def _piece(self, pointer: str, at: SchemaAt) -> _Piece:
        key = (pointer, at.direction)
        if key not in self._pieces:
            known = self._known(pointer, at)
            self._pieces[key] = self._read(pointer, at) if known is None else known
        return self._pieces[key]

    def _before_kept(self, pointer: str) -> "Schemas | None":
        """Return the schemas of the earlier document where they hold this schema unchanged."""
        if self._before is None or self._texts is None or not self._texts.is_kept(pointer.removesuffix(BASE)):
            return None
        return self._before

    def _read(self, pointer: str, at: SchemaAt) -> _Piece:
        place = pointer.removesuffix(BASE)
        stands = at_pointer(self._source.document, place)
        raw = stands.raw if stands else None
        if place != pointer and isinstance(raw, dict):
            raw = {keyword: value for keyword, value in raw.items() if keyword not in UNIONS}
        elif (chosen := self._alternatives(pointer, raw, at)) is not None:
            return chosen
        return self._rewritten(raw, place, at)

    def _alternatives(self, pointer: str, raw: Any, at: SchemaAt) -> _Piece | None:
        """Return a parent as the union of itself and its heirs, each with its tag; None for any other schema."""
        readings = self._reading(at.dialect)
        found = readings.discriminators.alternatives(pointer, raw) if readings else []
        if not found or readings is None:
            return None
        unsent, branches, references = self._unsent_in(at), list[dict[str, Any]](), dict[str, bool]()
        for place, tag in found:
            to = place + BASE if place == pointer or readings.has_alternatives(place) else place
            references[to] = True
            is_told = tag is not None and is_tag_sent(tag, {"$ref": f"#{place}"}, unsent)
            own = tag.keywords() if tag is not None and is_told else {}
            branches.append({"$ref": f"#/$defs/{self._name(to, at.dialect)}", **own})
        kind = {"type": "object"} if readings.typed(raw).get("type") == "object" else {}
        return _Piece({**kind, "anyOf": branches, INNER: ALTERNATIVES}, references, ())

    def _reading(self, dialect: OpenApiDialect) -> Readings | None:
        if dialect not in self._readings:
            self._readings[dialect] = (
                None if self._is_strict else Readings(self._source, RULES[dialect], self._nullable_in)
            )
        return self._readings[dialect]

    def _unsent_in(self, at: SchemaAt) -> Unsent:
        kind = (at.dialect, at.direction)
        if kind not in self._unsent:
            self._unsent[kind] = Unsent(self._source, RULES[at.dialect], at.direction)
        return self._unsent[kind]

    def _known(self, pointer: str, at: SchemaAt) -> _Piece | None:
        """Return the schema where it is normalized already, for the earlier document or the other direction."""
        before = self._before_kept(pointer)
        if before is not None:
            return before._piece(pointer, at)
        is_one_way = len(self._nullable_in) < len(Direction)
        if is_one_way or self._texts is None or not self._texts.is_two_way(pointer.removesuffix(BASE)):
            return None
        piece = self._pieces.get((pointer, at.direction.opposite))
        return None if piece is None or piece.unclear else piece

    def _rewritten(self, raw: Any, pointer: str, at: SchemaAt) -> _Piece:
        walk = Normalization(
            self._source,
            RULES[at.dialect],
            self._unsent_in(at),
            lambda pointer: self._name(pointer, at.dialect),
            self._reading(at.dialect),
        )
        return _Piece(walk.rewrite(raw, pointer), walk.references, tuple(walk.unclear))

    def _ground(self, start: str, at: SchemaAt) -> None:
        """Remove cycles of in-place references, which constrain nothing and make validators recurse forever."""
        if self._is_grounded(start, at.direction):
            return
        trail: dict[str, Iterator[str]] = {start: self._in_place(start, at)}
        while trail:
            pointer = next(reversed(trail))
            following = next(trail[pointer], None)
            if following is None:
                self._grounded.add((pointer, at.direction))
                del trail[pointer]
            elif following in trail:
                reason = "this schema references itself in place, so it constrains nothing"
                self._pieces[(following, at.direction)] = self._cut(following, at, reason)
            else:
                trail[following] = self._in_place(following, at)

    def _cut(self, pointer: str, at: SchemaAt, reason: str) -> _Piece:
        stands = at_pointer(self._source.document, pointer)
        flag = self._unsent[at.dialect, at.direction].flag
        meant = self._source.identities.of(at.dialect, flag, reason, stands.raw if stands else None)
        schema = {UNCLEAR: reason} | ({MEANT: meant} if meant else {})
        return _Piece(schema, {}, (Unclear(pointer, reason, meant),))

    def _is_grounded(self, pointer: str, direction: Direction) -> bool:
        key = (pointer, direction)
        before = None if key in self._grounded else self._before_kept(pointer)
        return key in self._grounded or (before is not None and key in before._grounded)

    def _in_place(self, pointer: str, at: SchemaAt) -> Iterator[str]:
        if self._is_grounded(pointer, at.direction):
            return iter(())
        references = self._piece(pointer, at).references
        return iter([to for to, in_place in references.items() if in_place])


def _name(pointer: str, dialect: OpenApiDialect) -> str:
    """Name a definition after its component, or after its pointer where that name is not safe in a URI."""
    name = pointer.removeprefix(RULES[dialect].components)
    if name != pointer and _SAFE.fullmatch(name):
        return name
    digest = sha256(pointer.encode("utf-8", "surrogatepass")).hexdigest()[:8]  # distinguishes places, not attackers
    return f"{_UNSAFE.sub('_', name)[-_LONGEST_NAME:]}.{digest}"


def _unclear(pieces: Iterable[_Piece]) -> tuple[Unclear, ...]:
    return distinct(found for piece in pieces for found in piece.unclear)


def standalone(document: Mapping[str, Any], at: SchemaAt) -> Standalone:
    """Return one schema of a document with everything it refers to; to normalize many, keep a `Schemas`."""
    return Schemas(document).standalone(at)
