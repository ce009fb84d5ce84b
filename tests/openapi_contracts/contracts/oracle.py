"""What an independent validator, openapi-schema-validator, says of a raw schema where it stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator, OAS31Validator

from openapi_contracts.contracts.places import Direction, OpenApiDialect, SchemaAt

NOT_SENT = "holds a property that is not sent this way: refused by the validator, ignored by the text"
MARKED_ELSEWHERE = "lacks a property marked by what it refers to or is composed of: required by the validator"
MARKED_BY_A_PART = "lacks a property that another part of a composed schema marks: required by the validator"
IsUnsent: TypeAlias = Callable[[str, Any], bool]

_VALIDATORS = {
    (OpenApiDialect.OAS30, Direction.REQUEST): OAS30WriteValidator,
    (OpenApiDialect.OAS30, Direction.RESPONSE): OAS30ReadValidator,
    (OpenApiDialect.OAS31, Direction.REQUEST): OAS31Validator,
    (OpenApiDialect.OAS31, Direction.RESPONSE): OAS31Validator,
    # There is no validator of 2.0, whose Schema Object (4.3.22) is that of 3.0 with less.
    (OpenApiDialect.OAS20, Direction.REQUEST): OAS30WriteValidator,
    (OpenApiDialect.OAS20, Direction.RESPONSE): OAS30ReadValidator,
}


def validator(document: Mapping[str, Any], at: SchemaAt) -> Any:
    """Return the validator for a schema where it stands in the document, so that its references resolve."""
    return _VALIDATORS[at.dialect, at.direction]({**document, "$ref": f"#{quote(at.pointer, safe='/~')}"})


def as_the_validator_reads(value: Any, *, dialect: OpenApiDialect) -> Any:
    """Copy a document without what the validator reads otherwise than the text of the specification.

    * `discriminator`: it chooses the branch by it; by OAS 3.0.3, 4.7.25, it is a hint, and annotates.
    * keywords beside `$ref`: it heeds them; by OAS 3.0.3, 4.7.23, they are ignored. In 3.1 both agree.
    """
    if isinstance(value, list):
        return [as_the_validator_reads(item, dialect=dialect) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$ref"), str) and dialect is not OpenApiDialect.OAS31:
        return {"$ref": value["$ref"]}
    return {
        key: as_the_validator_reads(item, dialect=dialect)
        for key, item in value.items()
        if key != "discriminator" or not isinstance(item, dict | str)
    }


def as_received(value: Any, flag: str, is_unsent: IsUnsent) -> Any:
    """Copy a document, asking nothing of the properties that are not sent in a direction (OAS 3.0.3, 4.7.24.1)."""
    if isinstance(value, list):
        return [as_received(item, flag, is_unsent) for item in value]
    if not isinstance(value, dict):
        return value
    items = [
        (key, item) for key, item in value.items() if key != flag or item is not True
    ]  # of no property: no meaning
    copy = {key: as_received(item, flag, is_unsent) for key, item in items}
    properties = value.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    if properties:
        copy["properties"] |= {name: {} for name, child in properties.items() if is_unsent(name, child)}
    if isinstance(value.get("required"), list):
        copy["required"] = [name for name in value["required"] if not is_unsent(name, properties.get(name))]
    return copy


def readings(document: Any, flag: str) -> Iterator[tuple[str, IsUnsent]]:
    """Give ways to say that a property is not sent, each wider than the one before, and what it explains."""
    yield NOT_SENT, lambda name, child: isinstance(child, dict) and child.get(flag) is True
    yield MARKED_ELSEWHERE, lambda name, child: _is_marked(child, flag, document)
    marked = frozenset(_marked_anywhere(document, flag))
    yield MARKED_BY_A_PART, lambda name, child: name in marked


def _is_marked(schema: Any, flag: str, document: Any) -> bool:
    if not isinstance(schema, dict):
        return False
    if isinstance(schema.get("$ref"), str):
        target = document
        for token in schema["$ref"].split("/")[1:]:
            step = token.replace("~1", "/").replace("~0", "~")
            target = target[int(step)] if isinstance(target, list) else target[step]
        return _is_marked(target, flag, document)
    return schema.get(flag) is True or any(_is_marked(part, flag, document) for part in schema.get("allOf", []))


def _marked_anywhere(document: Any, flag: str) -> Iterator[str]:
    pending = [document]
    for value in pending:
        children = value if isinstance(value, list) else value.values()
        pending += [child for child in children if isinstance(child, dict | list)]
        if isinstance(value, dict) and isinstance(value.get("properties"), dict):
            yield from (name for name, child in value["properties"].items() if _is_marked(child, flag, document))
