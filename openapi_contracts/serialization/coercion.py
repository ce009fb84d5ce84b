"""Values also accepted because parameters arrive as text: "1" for 1, one value for a list of one.

Only certain coercions are added: those that `type`, `enum` and `items` of a schema decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.serialization.parsing import plain, text

Schema: TypeAlias = Mapping[str, Any]

SCALARS = ["string", "number", "boolean", "null"]
SCALAR: Schema = {"type": SCALARS}
_WRITTEN: Mapping[str, Schema] = {  # patterns of the texts of each type
    "integer": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)$"},
    "number": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"},
    "boolean": {"enum": ["true", "false"]},
    "null": {"enum": ["null"]},
}
_BOUNDS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
_OF_TEXT = frozenset(("pattern", "format", "minLength", "maxLength", "contentEncoding", "contentMediaType"))
_OF_LISTS = frozenset(("minItems", "maxItems", "uniqueItems", "prefixItems", "contains", "unevaluatedItems"))
_COMPOSED = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref"))
_NO_WORD = frozenset(("$schema", "$defs"))  # keywords that constrain no value
_DEEPEST = 8  # nesting depth of references and lists
_MOST = 200  # values of an `enum` that are coerced
_LONGEST = 20  # digits of a number whose text is bounded by length


@dataclass(frozen=True, slots=True)
class Reader:
    """The receiver of a parameter: the definitions of its schema, and the parameter's serialization.

    `depth` counts references and nested lists; a `member` of an object does not arrive as a text of its own.
    """

    definitions: Mapping[str, Any]
    form: Styled
    depth: int = 0
    member: bool = False

    @property
    def keeps_commas(self) -> bool:
        """Say whether a comma in a text is part of it, and separates no items."""
        return self.form.style is Style.FORM and self.form.explode

    @property
    def joins(self) -> bool:
        """Say whether a list is serialized as one text."""
        return self.form.style is Style.SIMPLE or (self.form.style is Style.FORM and not self.form.explode)


def lifted(schema: Any, reader: Reader) -> Any:
    """Return the schema of all values that the receiver accepts as text: those of its schema, and certain coercions."""
    schema = resolved(schema, reader)
    if not isinstance(schema, dict) or _COMPOSED & schema.keys() or reader.depth > _DEEPEST:
        return schema
    options = list(_options(schema, replace(reader, depth=reader.depth + 1)))
    return {"anyOf": [schema, *options]} if options else schema


def resolved(schema: Any, reader: Reader) -> Any:
    """Follow a `$ref` without siblings."""
    for _ in range(_DEEPEST):
        if not isinstance(schema, dict) or schema.keys() - _NO_WORD != {"$ref"}:
            break
        schema = reader.definitions.get(str(schema["$ref"]).removeprefix("#/$defs/"), schema)
    return {key: value for key, value in schema.items() if key not in _NO_WORD} if isinstance(schema, dict) else schema


def kinds(schema: Any) -> list[str]:
    """List the types that a normalized schema allows."""
    named = schema.get("type", []) if isinstance(schema, dict) else []
    return [named] if isinstance(named, str) else list(named)


def _options(schema: Schema, reader: Reader) -> Iterator[Schema]:
    listed = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if listed is not None:
        yield from _enumerated(schema, listed)
        return
    for kind in kinds(schema):
        if kind == "string":
            yield from _texts(schema, reader)
        elif kind == "array":
            yield from _lists(schema, reader)
        elif kind == "object":
            yield _members(schema, reader)
        elif kind in _WRITTEN and not (kind in ("integer", "number") and _BOUNDS & schema.keys()):
            yield _WRITTEN[kind]


def _enumerated(schema: Schema, listed: list[Any]) -> Iterator[Schema]:
    """Add the values that have the same text as an `enum` value of the schema's own type."""
    named = set(kinds(schema))
    if (_BOUNDS | _OF_TEXT) & schema.keys() or len(listed) > _MOST:
        return
    own = [one for one in listed if not named or named & _types(one)]
    texts = [text(one) for one in own if not isinstance(one, list | dict)]
    if texts:
        yield {"enum": [reading for one in texts for reading in plain(one)]}


def _types(value: Any) -> set[str]:
    by_type = {str: {"string"}, bool: {"boolean"}, int: {"integer", "number"}, float: {"number"}, type(None): {"null"}}
    return by_type.get(type(value), set())


def _texts(schema: Schema, reader: Reader) -> Iterator[Schema]:
    keywords = _OF_TEXT & schema.keys()
    if not keywords or (keywords == {"minLength"} and schema["minLength"] <= 1):
        yield {"type": ["number", "boolean", "null"]}
        if reader.joins and not reader.member:
            yield {"type": "array", "minItems": len(keywords), "items": SCALAR}
    elif keywords == {"maxLength"}:
        longest = min(int(schema["maxLength"]), _LONGEST)
        yield {"enum": [one for one in (True, False, None) if len(text(one)) <= longest]}
        yield {"type": "integer", "minimum": 1 - 10 ** max(longest - 1, 0), "maximum": 10**longest - 1}


def _lists(schema: Schema, reader: Reader) -> Iterator[Schema]:
    """Add lists of coerced items, and a single value, which has the same text as a list of one."""
    items = lifted(schema.get("items", True), reader)
    yield {**schema, "items": items}
    rest = _OF_LISTS & schema.keys() - {"uniqueItems"}
    if (
        reader.member
        or rest - {"minItems", "maxItems"}
        or schema.get("minItems", 0) > 1
        or schema.get("maxItems", 1) < 1
    ):
        return
    splits = not reader.keeps_commas and ("maxItems" in schema or not _takes_texts(items))
    yield {"allOf": [items, {"type": ["number", "boolean", "null"] if splits else SCALARS}]}


def _members(schema: Schema, reader: Reader) -> Schema:
    """Add objects with coerced members."""
    inner = replace(reader, member=True)
    found = {"properties": {name: lifted(one, inner) for name, one in schema.get("properties", {}).items()}}
    others = {key: lifted(schema[key], inner) for key in ("additionalProperties",) if key in schema}
    return {**schema, **found, **others}


def _takes_texts(items: Any) -> bool:
    """Say whether every text is a valid item, so that the split of a text into items does not matter."""
    plainly = items.get("anyOf", [items])[0] if isinstance(items, dict) else items
    if not isinstance(plainly, dict):
        return plainly is True
    return (not kinds(plainly) or "string" in kinds(plainly)) and not (_OF_TEXT | {"enum", "const"}) & plainly.keys()
