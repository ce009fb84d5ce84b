"""Pairs up the objects outside schemas that carry annotations."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.contracts.message_parts import MediaType, Response
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.servers import Servers
from openapi_contracts.contracts.source_document import at_pointer
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import Placed
from openapi_contracts.differences.responses.headers import written

EXTENSIONS = "x-"  # stands for every member that begins so (OAS 3.1.0, 4.9)
_TEXT = ("summary", "description")
_DESCRIBED = ("description", "example", "examples", EXTENSIONS)
_INFO = ("title", *_TEXT, "contact", "license", "termsOfService", EXTENSIONS)  # info.version does not describe the API
_ROOT = ("externalDocs", "tags", "$self", EXTENSIONS)
_SCHEME = ("description", "bearerFormat", "oauth2MetadataUrl", EXTENSIONS)
_SERVER = ("description", "name", EXTENSIONS)

Key = TypeVar("Key")


class Annotated(NamedTuple):
    """Two matching objects, their name for people, and which of their members are annotations.

    `rule` is that of all members, where it does not follow from their names.
    """

    called: str
    old: Node
    new: Node
    members: tuple[str, ...]
    rule: str | None = None


def of_contract(base: Contract, revision: Contract) -> Iterator[Annotated]:
    """List the annotated objects of a whole contract."""
    yield Annotated("the API", base.origin, revision.origin, _ROOT)
    infos = [Node(one.info, "/info", "/info") for one in (base, revision)]
    yield Annotated("the API", infos[0], infos[1], _INFO)
    for name, old, new in _both(base.security_schemes, revision.security_schemes):
        called = f"the security scheme {wording.quoted(name)}"
        yield Annotated(called, old, new, _SCHEME)
        yield from _of_flows(called, old, new)
    yield from _of_servers(base.servers, revision.servers)
    paths = [at_pointer(side.origin.raw, "/paths") for side in (base, revision)]
    if paths[0] is not None and paths[1] is not None and all(isinstance(one.raw, dict) for one in paths if one):
        yield Annotated("the paths", paths[0], paths[1], (EXTENSIONS,))


def _of_flows(called: str, old: Node, new: Node) -> Iterator[Annotated]:
    """List the OAuth 2.0 flows of a scheme and their scopes; a scheme of OpenAPI 2.0 is its own flow."""
    for was, now in members(old, new, "flows") if "flows" in old.raw else [(old, new)]:
        if was is not old:
            flow = was.pointer.rpartition("/")[2]
            yield Annotated(f"the flow {wording.quoted(flow)} of {called}", was, now, (EXTENSIONS,))
        scopes = [at_pointer(side.raw, "/scopes") for side in (was, now)]
        nodes = [
            Node(one.raw, f"{side.pointer}/scopes", "") for one, side in zip(scopes, (was, now), strict=True) if one
        ]
        if len(nodes) == 2 and all(isinstance(node.raw, dict) for node in nodes):
            for name in sorted(nodes[0].raw.keys() & nodes[1].raw.keys()):
                said = f"the scope {wording.quoted(name)} of {called}"
                yield Annotated(said, nodes[0], nodes[1], (name,), "description-changed")


def members(old: Node, new: Node, key: str) -> Iterator[tuple[Node, Node]]:
    """List the objects that both have under the same name in a mapping."""
    was, now = old.raw.get(key), new.raw.get(key)
    if isinstance(was, dict) and isinstance(now, dict):
        for name in sorted(was.keys() & now.keys()):
            if isinstance(was[name], dict) and isinstance(now[name], dict):
                yield old.child(key).child(name), new.child(key).child(name)


def _of_servers(old: Servers, new: Servers) -> Iterator[Annotated]:
    """List the servers that both have, and their variables; a server of OpenAPI 2.0 is no object of its own."""
    known = [
        {one.url: one for one in side if not isinstance(one, Unclear) and "url" in one.origin.raw}
        for side in (old, new)
    ]
    for url, was, now in _both(*known):
        called = f"the server {wording.quoted(url)}"
        yield Annotated(called, was, now, _SERVER)
        for before, after in members(was, now, "variables"):
            name = before.pointer.rpartition("/")[2]
            yield Annotated(
                f"the variable {wording.quoted(name)} of {called}", before, after, ("description", EXTENSIONS)
            )


def of_operation(pair: OperationPair, base: Contract, revision: Contract) -> Iterator[Annotated]:
    """List the annotated objects of an operation, each once."""
    old, new = pair.old.origin, pair.new.origin
    yield Annotated("the operation", old, new, (*_TEXT, "externalDocs", EXTENSIONS))
    items = [
        at_pointer(side.origin.raw, node.pointer.rpartition("/")[0]) for side, node in ((base, old), (revision, new))
    ]
    if items[0] is not None and items[1] is not None:
        yield Annotated("the path", items[0], items[1], (*_TEXT, EXTENSIONS))
    if pair.old.servers is not base.servers or pair.new.servers is not revision.servers:
        yield from _of_servers(pair.old.servers, pair.new.servers)
    seen = {old.pointer}  # in OpenAPI 2.0 a body may be the operation itself, and its content the parameter
    for annotated in (*_of_request(pair), *_of_responses(pair)):
        if annotated.old.pointer not in seen:
            seen.add(annotated.old.pointer)
            yield annotated


def _of_request(pair: OperationPair) -> Iterator[Annotated]:
    for key, old, new in _both(pair.old.parameters, pair.new.parameters):
        name = str(new.raw.get("name", key.name))
        yield Annotated(f"the {key.location} parameter {wording.quoted(name)}", old, new, _of_field(new))
    for _, old, new in _both({"": pair.old.body}, {"": pair.new.body}):
        yield Annotated("the request body", old, new, _DESCRIBED)
    if pair.old.body is not None and pair.new.body is not None:
        yield from _of_content("the request body", pair.old.body, pair.new.body)


def _of_responses(pair: OperationPair) -> Iterator[Annotated]:
    for status, old, new in _both(pair.old.responses, pair.new.responses):
        yield Annotated(f"response {status}", old, new, ("summary", *_DESCRIBED))
        was, now = pair.old.responses[status], pair.new.responses[status]
        yield from _of_content(f"response {status}", was, now)
        if isinstance(was, Response) and isinstance(now, Response):
            for name, header, other in _both(was.headers, now.headers):
                called = written(name, now.headers[name])
                said = f"the header {wording.quoted(called)} of response {status}"
                yield Annotated(said, header, other, _of_field(other))
            for name, link, other in _both(was.links, now.links):
                said = f"the link {wording.quoted(name)} of response {status}"
                yield Annotated(said, link, other, ("description", EXTENSIONS))


def _of_field(node: Node) -> tuple[str, ...]:
    """Return the annotations of a parameter or header; in OpenAPI 2.0 it is a schema too, which has the extensions."""
    return tuple(one for one in _DESCRIBED if one != EXTENSIONS or "schema" in node.raw or "content" in node.raw)


def _of_content(called: str, old: Any, new: Any) -> Iterator[Annotated]:
    """List the media types of a body or response; none for an Unclear."""
    was: Mapping[Any, MediaType | Unclear] = getattr(old, "content", {})
    now: Mapping[Any, MediaType | Unclear] = getattr(new, "content", {})
    for media, one, other in _both(was, now):
        yield Annotated(f"{called} as {wording.quoted(str(media))}", one, other, ("example", "examples", EXTENSIONS))


def _both(old: Mapping[Key, Placed | None], new: Mapping[Key, Placed | None]) -> Iterator[tuple[Key, Node, Node]]:
    """List the clear parts that both sides have under the same name."""
    both = old.keys() & new.keys()
    for key in sorted(both, key=str) if len(both) > 1 else both:
        was, now = old[key], new[key]
        if was is not None and now is not None and not isinstance(was, Unclear) and not isinstance(now, Unclear):
            yield key, was.origin, now.origin
