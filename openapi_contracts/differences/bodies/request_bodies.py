"""Compares request bodies: present or absent, required or optional, and their contents."""

from openapi_contracts.contracts import Direction, Unclear
from openapi_contracts.contracts.message_parts import MediaType, RequestBody
from openapi_contracts.contracts.places import Node, sunset
from openapi_contracts.contracts.sunsets import announcement
from openapi_contracts.differences.bodies import contents
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.findings import BODY, Evidence, Kind

_ADDED = {
    (Direction.REQUEST, True): "required-request-body-added",
    (Direction.REQUEST, False): "optional-request-body-added",
    (Direction.RESPONSE, True): "webhook-body-added",
    (Direction.RESPONSE, False): "webhook-body-added",
}
_REMOVED = {
    (Direction.REQUEST, True): "request-body-removed",
    (Direction.REQUEST, False): "request-body-removed",
    (Direction.RESPONSE, True): "required-webhook-body-removed",
    (Direction.RESPONSE, False): "optional-webhook-body-removed",
}
_BECAME = {  # by whether the body is required now
    (Direction.REQUEST, True): "request-body-became-required",
    (Direction.REQUEST, False): "request-body-became-optional",
    (Direction.RESPONSE, True): "webhook-body-became-required",
    (Direction.RESPONSE, False): "webhook-body-became-optional",
}


def compare(operation: ComparedOperation) -> None:
    """Compare the request bodies of an operation."""
    old, new, direction = operation.old.body, operation.new.body, operation.new.direction
    if isinstance(old, Unclear) or isinstance(new, Unclear):
        operation.record_unclear("the request body", old, new)
    elif old is None or new is None:
        _come_or_gone(operation, direction, old, new)
    else:
        _required(operation, direction, old, new)
        carrier = contents.Carrier(Kind.REQUEST, direction, old.origin, new.origin)
        contents.compare(operation, carrier, old.content, new.content)


def _come_or_gone(
    operation: ComparedOperation, direction: Direction, old: RequestBody | None, new: RequestBody | None
) -> None:
    if new is not None:
        evidence = _without(operation, direction) if new.required and direction is Direction.REQUEST else None
        operation.record(_ADDED[direction, new.required], (None, new.origin), evidence=evidence)
    elif old is not None and not old.required and (fields := _form_fields(old)):
        for name, node in fields:
            values = {"field": f"The form field `{name}`", **announcement(sunset(node))}
            operation.record("parameter-removed", (node, None), ("parameter", "formData", name), values)
    elif old is not None:
        evidence = None
        if direction is Direction.REQUEST:
            media = next(iter(old.content), None)  # the witness includes an optional body too
            evidence = operation.shown(direction, Kind.REQUEST, "the revision accepts no request body", media=media)
        elif old.required:
            evidence = _without(operation, direction)
        operation.record(_REMOVED[direction, old.required], (old.origin, None), evidence=evidence)


def _form_fields(body: RequestBody) -> list[tuple[str, Node]]:
    """Return the form parameters of OpenAPI 2.0 that a body is made of; none where it is not."""
    described = next((one for one in body.content.values() if isinstance(one, MediaType)), None)
    at = described.schema if described else None
    return (
        [(name, Node(at.schema["properties"][name], *(pointer,) * 2)) for name, pointer in at.properties_at]
        if at
        else []
    )


def _required(operation: ComparedOperation, direction: Direction, old: RequestBody, new: RequestBody) -> None:
    if old.required is new.required:
        return
    receiver = new if direction is Direction.REQUEST else old
    evidence = _without(operation, direction) if receiver.required else None
    operation.record(_BECAME[direction, new.required], (old.origin, new.origin), evidence=evidence)


def _without(operation: ComparedOperation, direction: Direction) -> Evidence:
    return operation.shown(direction, Kind.REQUEST, "the request body is missing", omitted=frozenset((BODY,)))
