"""Normalizes responses by status: content, headers and links."""

import re
from collections.abc import Mapping
from dataclasses import replace

from openapi_contracts.contracts.contents import content, headers
from openapi_contracts.contracts.forms import by_media_type, media_ranges
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.message_parts import Link, MediaType, Response
from openapi_contracts.contracts.places import Direction, Node, Unclear
from openapi_contracts.contracts.source_document import Source

_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)")  # a code, or a range of them
_BODILESS = re.compile("1..|204|205|304")  # their responses carry no content (RFC 9110, 6.4.1 and 15.3.6)


def responses(source: Source, operation: Node, direction: Direction) -> dict[str, Response | Unclear]:
    """Read the responses of an operation: a code, a range such as `2XX`, or `default`.

    The content of a response that carries none is left out: of a bodiless status, and to HEAD (RFC 9110, 6.4.1).
    """
    ranges = media_ranges(source, operation, "produces") if source.is_swagger else []
    is_head = operation.pointer.endswith("/head")
    found: dict[str, Response | Unclear] = {}
    for text, child in source.members(operation, "responses"):
        status = "default" if text == "default" else text.upper()
        if status != "default" and not _STATUS.fullmatch(status):
            found[text] = source.unclear(child, f"{text!r:.40} is not a status code")
        elif source.is_swagger:
            at = source.resolve(child)
            found[status] = at if isinstance(at, Unclear) else _swagger_response(source, at, ranges, direction)
        else:
            found[status] = source.read(child, direction, _response)
        if is_head or _BODILESS.fullmatch(status):
            found[status] = _without_content(found[status])
    return found


def _without_content(response: Response | Unclear) -> Response | Unclear:
    return response if isinstance(response, Unclear) or not response.content else replace(response, content={})


def _response(source: Source, node: Node, direction: Direction) -> Response:
    links = {name: source.read(child, direction, _link) for name, child in source.members(node, "links")}
    return Response(node, content(source, node, direction), headers(source, node, direction), links)


def _swagger_response(source: Source, node: Node, ranges: list[MediaRange | Unclear], direction: Direction) -> Response:
    """Read a Response Object of OAS 2.0 (4.3.12): its schema, if it has one, in every media type produced."""
    schema = source.schema(node, "schema", direction)
    bodies: Mapping[MediaRange, MediaType | Unclear] = {}
    if schema is not None:
        bodies = by_media_type(ranges, MediaType(node, schema))
    return Response(node, bodies, headers(source, node, direction), {})


def _link(source: Source, node: Node, direction: Direction) -> Link | Unclear:
    target = source.text(node, "operationId") or source.text(node, "operationRef")
    if target is None:
        return source.unclear(node, "a link names an operation, by `operationId` or `operationRef`")
    given = {name: child.raw for name, child in source.members(node, "parameters")}
    return Link(node, target, given, node.raw.get("requestBody"))
