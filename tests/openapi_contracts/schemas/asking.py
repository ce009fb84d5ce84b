"""Two documents of one operation each, and what is asked of them."""

from typing import Any

from openapi_contracts.containment.containment import Answer
from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.containment.steps import STEPS
from openapi_contracts.contracts import Direction, Operation, SchemaAt, normalize
from openapi_contracts.contracts.message_parts import MediaType, RequestBody, Response
from openapi_contracts.contracts.model import OperationKey
from openapi_contracts.contracts.unchanged_text import Texts
from openapi_contracts.findings import Kind, SchemaQuestion, Shown
from openapi_contracts.schemas import ComparedSchemas, Questions
from openapi_contracts.vocabulary import Side

JSON = "application/json"


def document(
    sent: Any = None, back: Any = None, *, version: str = "3.1.0", more: Any = None, **components: Any
) -> dict[str, Any]:
    """Write a document of one operation: the schemas of its request and of its response."""
    put: dict[str, Any] = {"responses": {"200": {"description": "done"}}}
    if sent is not None:
        put["requestBody"] = {"content": {JSON: {"schema": sent}}}
    if back is not None:
        put["responses"]["200"]["content"] = {JSON: {"schema": back}}
    paths = {"/pets": {"put": put}}
    return {"openapi": version, "paths": paths, "components": {"schemas": components}} | (more or {})


def operation(written: Any) -> Operation:
    """Lower the one operation of a document."""
    found = normalize(written).operations[OperationKey("/pets", "PUT")]
    assert isinstance(found, Operation)
    return found


def body(written: Any, direction: Direction) -> SchemaAt | None:
    """Return the schema of the first body of a direction."""
    found = operation(written)
    message = found.body if direction is Direction.REQUEST else found.responses["200"]
    if not isinstance(message, RequestBody | Response) or not message.content:
        return None
    media = next(iter(message.content.values()))
    assert isinstance(media, MediaType)
    return media.schema


def asked(old: Any, new: Any, direction: Direction = Direction.REQUEST) -> SchemaQuestion:
    """Ask of the body of a direction."""
    side = Side.BASE if direction is Direction.REQUEST else Side.REVISION
    shown = Shown(side, "PUT /pets", operation(old), Kind(direction.value), "It is refused.")
    return SchemaQuestion(
        "PUT /pets", (direction.value, JSON), direction, body(old, direction), body(new, direction), shown
    )


def questions(
    old: Any, new: Any, *, content_model: ContentModel = ContentModel.DECLARED, budget: int = STEPS
) -> tuple[Questions, list[SchemaQuestion]]:
    """Ask of both bodies, of the request first."""
    both = [asked(old, new, direction) for direction in Direction]
    return ComparedSchemas(old, new, content_model=content_model, budget=budget).questions(both), both


def answer(old: Any, new: Any, direction: Direction = Direction.REQUEST, **options: Any) -> Answer:
    """Ask of the body of a direction, and say what comes back."""
    known, both = questions(old, new, **options)
    return known.answer(next(one for one in both if one.direction is direction))


def is_unchanged(old: Any, new: Any, direction: Direction = Direction.REQUEST) -> bool:
    """Say whether the text alone tells that nothing changed."""
    one, texts = asked(old, new, direction), Texts(old, new)
    texts.read(at for at in (one.old, one.new) if at)
    return texts.is_unchanged(one.old.schema if one.old else None, one.new.schema if one.new else None)
