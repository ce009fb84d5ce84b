"""The request body of OpenAPI 2.0: a `body` parameter, or one form made of the `formData` parameters (4.3.7)."""

from dataclasses import replace

from openapi_contracts.contracts.media_ranges import ANYTHING, MULTIPART, URLENCODED, MediaRange, media_range
from openapi_contracts.contracts.message_parts import Encoding, MediaType, RequestBody
from openapi_contracts.contracts.parameters import Gathered
from openapi_contracts.contracts.places import Direction, Node, SchemaAt, Unclear
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.styles import Styled, collected


def media_ranges(source: Source, operation: Node, key: str) -> list[MediaRange | Unclear]:
    """Read `consumes` or `produces`: the operation's, else the document's, else any media type."""
    owner = operation if operation.raw.get(key) is not None else source.root
    found: dict[MediaRange | Unclear, None] = {}
    for node in source.listed(owner, key):
        known = media_range(node.raw) if isinstance(node.raw, str) else None
        found[known or source.unclear(node, f"{node.raw!r:.80} is not a media type")] = None
    return list(found) or [ANYTHING]


def by_media_type(ranges: list[MediaRange | Unclear], body: MediaType) -> dict[MediaRange, MediaType | Unclear]:
    """Return the same body for each media type; one for any media type is unspecified."""
    body = replace(body, unspecified=True) if ranges == [ANYTHING] else body
    return {MediaRange(known.reason, "") if isinstance(known, Unclear) else known: _of(known, body) for known in ranges}


def _of(known: MediaRange | Unclear, body: MediaType) -> MediaType | Unclear:
    return known if isinstance(known, Unclear) else body


def swagger_body(
    source: Source, operation: Node, given: Gathered, direction: Direction
) -> RequestBody | Unclear | None:
    """Return the request body that the parameters of an operation describe; None where there is none."""
    bodies = [node for key, node in given.items() if key.location == "body"]
    fields = [node for key, node in given.items() if key.location == "formData"]
    if bodies and fields:
        return source.unclear(operation, "a `body` and a `formData` parameter exclude each other (OAS 2.0, 4.3.7)")
    for node in (*bodies, *fields):
        if isinstance(node, Unclear):
            return node
    ranges = media_ranges(source, operation, "consumes") if bodies or fields else []
    if fields:
        return _form(source, operation, [node for node in fields if isinstance(node, Node)], ranges, direction)
    if not bodies or not isinstance(node := bodies[0], Node):
        return None
    body = MediaType(node, source.schema(node, "schema", direction))
    return RequestBody(node, source.flag(node, "required"), by_media_type(ranges, body))


def _form(
    source: Source, operation: Node, fields: list[Node], ranges: list[MediaRange | Unclear], direction: Direction
) -> RequestBody:
    """Make one object schema of the form fields; a file requires a multipart form."""
    required = [node.raw["name"] for node in fields if source.flag(node, "required")]
    has_file = any(node.raw.get("type") == "file" for node in fields)
    forms = [MULTIPART] if has_file else [form for form in (URLENCODED, MULTIPART) if form in ranges]
    schema: dict[str, object] = {"type": "object", "properties": {node.raw["name"]: node.raw for node in fields}}
    if required:
        schema["required"] = required
    places = tuple((node.raw["name"], node.pointer) for node in fields)
    at = f"{operation.pointer}/parameters" if "parameters" in operation.raw else operation.pointer
    body = MediaType(
        operation,
        SchemaAt(at, schema, direction, source.dialect, places),
        {node.raw["name"]: encoding for node in fields if (encoding := _encoding(source, node))},
        unspecified=ranges == [ANYTHING] and not has_file,
    )
    return RequestBody(operation, bool(required), dict.fromkeys(forms or [URLENCODED], body))


def _encoding(source: Source, node: Node) -> Encoding | Unclear | None:
    form = collected(source, node, "query")
    if form == Styled.default() or isinstance(form, Unclear):
        return form if isinstance(form, Unclear) else None
    return Encoding(node, (), {}, form)
