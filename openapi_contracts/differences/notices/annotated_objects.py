"""Pairs up the objects outside schemas that carry annotations."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.contracts.message_parts import MediaType, Response
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.source_document import at_pointer
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import Placed
from openapi_contracts.differences.responses.headers import written

EXTENSIONS = "x-"  # stands for every member that begins so (OAS 3.1.0, 4.9)
_TEXT = ("summary", "description")
_DESCRIBED = ("description", "example", "examples")
_INFO = ("title", *_TEXT, "contact", "license", "termsOfService", EXTENSIONS)  # info.version does not describe the API
_ROOT = ("externalDocs", "tags", EXTENSIONS)

Key = TypeVar("Key")


class Annotated(NamedTuple):
    """Two matching objects, their name for people, and which of their members are annotations."""

    called: str
    old: Node
    new: Node
    members: tuple[str, ...]


def of_contract(base: Contract, revision: Contract) -> Iterator[Annotated]:
    """List the annotated objects of a whole contract."""
    yield Annotated("the API", base.origin, revision.origin, _ROOT)
    infos = [Node(one.info, "/info", "/info") for one in (base, revision)]
    yield Annotated("the API", infos[0], infos[1], _INFO)
    for name, old, new in _both(base.security_schemes, revision.security_schemes):
        yield Annotated(f"the security scheme {wording.quoted(name)}", old, new, ("description", "bearerFormat"))
    servers = [{one.url: one for one in side.servers if not isinstance(one, Unclear)} for side in (base, revision)]
    for url, old, new in _both(*servers):
        yield Annotated(f"the server {wording.quoted(url)}", old, new, ("description",))


def of_operation(pair: OperationPair, base: Contract, revision: Contract) -> Iterator[Annotated]:
    """List the annotated objects of an operation, each once."""
    old, new = pair.old.origin, pair.new.origin
    yield Annotated("the operation", old, new, (*_TEXT, "externalDocs", EXTENSIONS))
    items = [
        at_pointer(side.origin.raw, node.pointer.rpartition("/")[0]) for side, node in ((base, old), (revision, new))
    ]
    if items[0] is not None and items[1] is not None:
        yield Annotated("the path", items[0], items[1], _TEXT)
    seen = {old.pointer}  # in OpenAPI 2.0 a body may be the operation itself, and its content the parameter
    for annotated in (*_of_request(pair), *_of_responses(pair)):
        if annotated.old.pointer not in seen:
            seen.add(annotated.old.pointer)
            yield annotated


def _of_request(pair: OperationPair) -> Iterator[Annotated]:
    for key, old, new in _both(pair.old.parameters, pair.new.parameters):
        name = str(new.raw.get("name", key.name))
        yield Annotated(f"the {key.location} parameter {wording.quoted(name)}", old, new, _DESCRIBED)
    for _, old, new in _both({"": pair.old.body}, {"": pair.new.body}):
        yield Annotated("the request body", old, new, _DESCRIBED)
    if pair.old.body is not None and pair.new.body is not None:
        yield from _of_content("the request body", pair.old.body, pair.new.body)


def _of_responses(pair: OperationPair) -> Iterator[Annotated]:
    for status, old, new in _both(pair.old.responses, pair.new.responses):
        yield Annotated(f"response {status}", old, new, _DESCRIBED)
        was, now = pair.old.responses[status], pair.new.responses[status]
        yield from _of_content(f"response {status}", was, now)
        if isinstance(was, Response) and isinstance(now, Response):
            for name, header, other in _both(was.headers, now.headers):
                called = written(name, now.headers[name])
                yield Annotated(f"the header {wording.quoted(called)} of response {status}", header, other, _DESCRIBED)
            for name, link, other in _both(was.links, now.links):
                yield Annotated(f"the link {wording.quoted(name)} of response {status}", link, other, ("description",))


def _of_content(called: str, old: Any, new: Any) -> Iterator[Annotated]:
    """List the media types of a body or response; none for an Unclear."""
    was: Mapping[Any, MediaType | Unclear] = getattr(old, "content", {})
    now: Mapping[Any, MediaType | Unclear] = getattr(new, "content", {})
    for media, one, other in _both(was, now):
        yield Annotated(f"{called} as {wording.quoted(str(media))}", one, other, ("example", "examples"))


def _both(old: Mapping[Key, Placed | None], new: Mapping[Key, Placed | None]) -> Iterator[tuple[Key, Node, Node]]:
    """List the clear parts that both sides have under the same name."""
    both = old.keys() & new.keys()
    for key in sorted(both, key=str) if len(both) > 1 else both:
        was, now = old[key], new[key]
        if was is not None and now is not None and not isinstance(was, Unclear) and not isinstance(now, Unclear):
            yield key, was.origin, now.origin
