"""A short, readable value of a schema, assembled from its keywords: a guess that a validator confirms.

Examples of the document come first, then a value of the format, then the least that the keywords allow; a value that
the keywords do not determine is found by `search`.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from openapi_contracts.schemas.sampling.parts import Definitions, NoSample, SchemaPart, SchemaParts

Accepts: TypeAlias = Callable[[SchemaParts, Any], bool]
Search: TypeAlias = Callable[[SchemaParts], Any]

_MOST = 3_000  # values in one sample; the largest of real contracts have about 400
_DEEPEST = 40  # nesting depth of a sample
_LONGEST = 20_000_000  # characters of the longest string in a sample
_MOST_ITEMS = 100_000  # items of the longest array in a sample
_ASKED, _SEARCHED = 5, 50  # values charged for one validation, and for one search
_MOST_LISTED = 50  # values of an `enum` that are tried
# Formats are annotations, but receivers may validate them (OAS 3.1.1, 4.4.1; JSON Schema 2020-12, 7.3).
FORMATS = {
    "date": "2020-01-01",
    "date-time": "2020-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "duration": "P1D",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uri-reference": "/",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "byte": "YQ==",
}
_KINDS = ("string", "integer", "number", "boolean", "array", "object", "null")
_IMPLIED = {  # the type that a keyword implies in a schema without `type`
    **dict.fromkeys(("properties", "required", "additionalProperties", "minProperties", "patternProperties"), "object"),
    **dict.fromkeys(("items", "prefixItems", "minItems", "uniqueItems", "contains"), "array"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
}


class Guess:
    """Assembles one sample."""

    def __init__(self, definitions: Definitions, accepts: Accepts, search: Search) -> None:
        self._definitions = definitions
        self._accepts = accepts
        self._searches = search
        self._left = _MOST

    def value(self, parts: SchemaParts, depth: int = 0) -> Any:
        """Return a value that is likely valid for all the parts. Raises NoSample."""
        self._spend(1)
        if depth > _DEEPEST:
            raise NoSample("the sample nests too deeply")
        flat = self._definitions.flattened(parts)
        for index, part in enumerate(flat):
            for keyword in ("oneOf", "anyOf"):
                if keyword in part.normalized:
                    rest = [*flat[:index], part.without(keyword), *flat[index + 1 :]]
                    return self._chosen(flat, rest, part, keyword, depth)
        return self._plain(flat, depth)

    def _spend(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise NoSample("the sample grows too large")

    def _search(self, flat: SchemaParts, kind: str) -> Any:
        self._spend(_SEARCHED)
        return self._searches([*flat, SchemaPart({"type": kind}, None)])

    def _chosen(self, flat: SchemaParts, rest: SchemaParts, part: SchemaPart, keyword: str, depth: int) -> Any:
        """Try the branches in order; below the root, a branch that allows only null comes first."""
        branches = [part.under(keyword, index) for index in range(len(part.normalized[keyword]))]
        nothing = [branch for branch in branches if branch.normalized == {"type": "null"}]
        others = [branch for branch in branches if branch.normalized != {"type": "null"}]
        for branch in [*nothing, *others] if depth else [*others, *nothing]:
            try:
                found = self.value([*rest, branch], depth)
            except NoSample:
                continue
            self._spend(_ASKED)
            if self._accepts(flat, found):
                return found
        raise NoSample("no branch has a sample")

    def _plain(self, flat: SchemaParts, depth: int) -> Any:
        for value in _given(flat):
            if self._accepts(flat, value):
                return value
        if any("enum" in part.normalized or "const" in part.normalized for part in flat):
            raise NoSample("no listed value is valid")
        kinds = list(_kinds(flat))
        if depth and "null" in kinds and kinds[0] in ("array", "object"):
            return None
        failure = NoSample("no value is valid")
        for kind in kinds:
            try:
                return self._of_kind(kind, flat, depth)
            except NoSample as error:
                failure = error
        raise failure

    def _of_kind(self, kind: str, flat: SchemaParts, depth: int) -> Any:
        if kind == "object":
            return self._object(flat, depth)
        if kind == "array":
            return self._array(flat, depth)
        if kind == "string":
            return self._string(flat)
        if kind in ("integer", "number"):
            return 1 if self._accepts(flat, 1) else self._search(flat, kind)
        return {"boolean": True, "null": None}[kind]

    def _string(self, flat: SchemaParts) -> Any:
        least, most = _bounds(flat, "minLength", "maxLength")
        formats = [FORMATS[name] for part in flat if (name := part.normalized.get("format")) in FORMATS]
        for text in (*formats, "a" * min(max(least, 1), most)):
            if least <= len(text) <= most and self._accepts(flat, text):
                return text
        return self._search(flat, "string")

    def _array(self, flat: SchemaParts, depth: int) -> Any:
        least, _ = _bounds(flat, "minItems", "maxItems", _MOST_ITEMS)
        listed = min(least, max([len(part.normalized.get("prefixItems", ())) for part in flat], default=0))
        found = [self.value(list(_items(flat, index)), depth + 1) for index in range(listed)]
        if least > listed:
            found += [self.value(list(_items(flat, listed)), depth + 1)] * (least - listed)
        if len(found) > 1 and any(part.normalized.get("uniqueItems") is True for part in flat):
            return self._search(flat, "array")
        return found

    def _object(self, flat: SchemaParts, depth: int) -> dict[str, Any]:
        least, _ = _bounds(flat, "minProperties", "maxProperties")
        names = dict.fromkeys(name for part in flat for name in part.normalized.get("required", ()))
        declared = dict.fromkeys(name for part in flat for name in part.normalized.get("properties", ()))
        spare = [name for name in declared if name not in names]
        wanted = [*names, *spare[: max(0, least - len(names))]]
        if len(wanted) < least:
            raise NoSample("too few properties are declared")
        return {name: self.value(list(_property(flat, name)), depth + 1) for name in wanted}


def _given(flat: SchemaParts) -> Iterator[Any]:
    """List the values that the parts name: examples, then `const`, then `enum` values, null last."""
    for part in flat:
        yield from part.examples()
    for part in flat:
        if "const" in part.normalized:
            yield part.normalized["const"]
        listed = part.normalized.get("enum", [])[:_MOST_LISTED]
        yield from [value for value in listed if value is not None]
        yield from [value for value in listed if value is None]


def _kinds(flat: SchemaParts) -> Iterator[str]:
    """List the types that every part allows, in the order of the first part that names types, null last."""
    named = [_types(part) for part in flat if "type" in part.normalized]
    own = [part for part in flat if part.original is not None]  # added constraints imply no type
    implied = [kind for part in own for keyword, kind in _IMPLIED.items() if keyword in part.normalized]
    order = named[0] if named else [*implied, *_KINDS]
    allowed = [kind for kind in dict.fromkeys(order) if all(kind in types for types in named)]
    yield from [kind for kind in allowed if kind != "null"]
    yield from [kind for kind in allowed if kind == "null"]


def _types(part: SchemaPart) -> list[str]:
    listed = part.normalized["type"]
    types = list(listed) if isinstance(listed, list) else [listed]
    return [*types, "integer"] if "number" in types else types


def _bounds(flat: SchemaParts, lower: str, upper: str, longest: int = _LONGEST) -> tuple[int, int]:
    least = int(max([part.normalized.get(lower, 0) for part in flat], default=0))
    if least > longest:
        raise NoSample("the shortest value is too long to be written")
    return least, int(min([part.normalized.get(upper, longest) for part in flat], default=longest))


def _items(flat: SchemaParts, index: int) -> Iterator[SchemaPart]:
    for part in flat:
        listed = part.normalized.get("prefixItems", ())
        if index < len(listed):
            yield part.under("prefixItems", index)
        elif "items" in part.normalized:
            yield part.under("items")


def _property(flat: SchemaParts, name: str) -> Iterator[SchemaPart]:
    for part in flat:
        if name in part.normalized.get("properties", ()):
            yield part.under("properties", name)
        elif isinstance(part.normalized.get("additionalProperties"), dict):
            yield part.under("additionalProperties")
