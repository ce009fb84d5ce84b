"""Messages in one line: what the tests ask of a small document."""

from typing import Any

from openapi_contracts.contracts import Direction, Operation, SchemaAt, Schemas, normalize
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.findings import Kind, Part, Shown, Witness
from openapi_contracts.schemas import NoSample, SampledSchemas, Trace
from openapi_contracts.vocabulary import Side
from openapi_contracts.witnesses import write

JSON = "application/json"


def document(operation: dict[str, Any], *, path: str = "/pets", method: str = "get", **root: Any) -> dict[str, Any]:
    """Return a document of one operation."""
    return {"openapi": "3.1.0", "paths": {path: {method: operation}}, **root}


def schema_of(schema: Any, openapi: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """Return a document of one request body."""
    return document(body(schema), method="post", components={"schemas": schemas}) | {"openapi": openapi}


def body(schema: Any, media: str = JSON, **more: Any) -> dict[str, Any]:
    """Return the fields of an operation with one request body."""
    return {"requestBody": {"required": True, "content": {media: {"schema": schema, **more}}}}


def response(status: str = "200", schema: Any = None, media: str = JSON, **more: Any) -> dict[str, Any]:
    """Return the fields of an operation with one response."""
    content = {"content": {media: {"schema": schema}}} if schema is not None else {}
    return {"responses": {status: {**content, **more}}}


def parameter(name: str, location: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    """Return a required parameter."""
    return {"name": name, "in": location, "required": True, "schema": schema or {"type": "string"}, **more}


def operations(described: dict[str, Any]) -> list[tuple[str, Operation]]:
    """List the operations of a document, webhooks and callbacks among them, with their labels."""
    contract = normalize(described)
    found: list[tuple[str, Operation]] = []
    pending: list[tuple[str, Any]] = [
        (f"{key.method} {getattr(operation, 'path', '')}", operation)
        for known in (contract.operations, contract.webhooks)
        for key, operation in known.items()
    ]
    for label, operation in pending:
        if isinstance(operation, Operation):
            found.append((label, operation))
            pending += [(f"{key.method} {key.expression}", inner) for key, inner in operation.callbacks.items()]
    return found


def shown(described: dict[str, Any], kind: Kind = Kind.REQUEST, **more: Any) -> Shown:
    """Return the first operation of a document as what is to be shown."""
    label, operation = operations(described)[0]
    return Shown(Side.BASE, label, operation, kind, "it is refused", **more)


def samples(described: dict[str, Any]) -> SampledSchemas:
    """Return the samples of the schemas of a document."""
    return SampledSchemas(described, Schemas(described))


def request(described: dict[str, Any], given: dict[Part, Any] | None = None, **more: Any) -> Witness:
    """Write a request of the first operation of a document."""
    return write(shown(described, given=given or {}, **more), samples(described))


def answer(described: dict[str, Any], given: dict[Part, Any] | None = None, **more: Any) -> Witness:
    """Write an answer of the first operation of a document."""
    return write(
        shown(described, Kind.RESPONSE, given=given or {}, **more), SampledSchemas(described, Schemas(described))
    )


def sample(described: dict[str, Any], trace: Trace = Trace.NONE, *, direction: Direction = Direction.REQUEST) -> Any:
    """Return a sample of the body of a document of `schema_of`, or the reason why there is none."""
    pointer = "/paths/~1pets/post/requestBody/content/application~1json/schema"
    raw = described["paths"]["/pets"]["post"]["requestBody"]["content"][JSON]["schema"]
    dialect = {"3.0": OpenApiDialect.OAS30, "3.1": OpenApiDialect.OAS31}[described["openapi"][:3]]
    try:
        return samples(described).sample(SchemaAt(pointer, raw, direction, dialect), trace)
    except NoSample as error:
        return error.reason
