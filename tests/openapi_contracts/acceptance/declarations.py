"""Whether a message holds only properties that its contract declares, as senders are read by default.

An object that declares none, or says of itself what others are like, may have any.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.openapi_contracts.acceptance.bodies import chosen, of_body
from tests.openapi_contracts.acceptance.judging import Refused
from tests.openapi_contracts.acceptance.places import Contract, Place, composed, inside
from tests.openapi_contracts.acceptance.responses import promised
from tests.openapi_contracts.acceptance.routing import labelled

OPENING = ("additionalProperties", "patternProperties", "unevaluatedProperties", "propertyNames", "dependentSchemas")


def undeclared(contract: Contract, message: Mapping[str, Any]) -> list[str]:
    """List the properties of the body of a message that are not declared, as paths."""
    data = message.get("request") or message["response"]
    if data["media_type"] is None:
        return []
    try:
        operation = labelled(contract, message["operation"])
    except Refused:  # the label is one of the other document, whose path took another over
        return []
    owner = operation.place.at("requestBody") if "request" in message else promised(operation, data["status"])
    content = owner.at("content") if owner else None
    schema = of_body(chosen(content, data["media_type"])) if content else None
    return list(_undeclared([schema], data["body"], "")) if schema else []


def _undeclared(schemas: list[Place], value: Any, path: str) -> Iterator[str]:
    parts = composed(schemas)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _undeclared(inside(parts, index), item, f"{path}/{index}")
    elif isinstance(value, dict):
        names = {name for part in parts for name in named(part)}
        is_open = not any(part.get("properties") for part in parts) or any(
            set(OPENING) & set(part.raw) for part in parts
        )
        for name, item in value.items():
            if name not in names and not is_open:
                yield f"{path}/{name}"
            yield from _undeclared(inside(parts, name), item, f"{path}/{name}")


def named(part: Place) -> Iterator[str]:
    """List the properties that a schema names."""
    yield from part.get("properties", ())
    yield from part.get("required", ())
    for name, others in part.get("dependentRequired", {}).items():
        yield from (name, *others)
