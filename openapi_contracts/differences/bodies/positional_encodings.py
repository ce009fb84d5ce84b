"""Compares how the parts of a multipart body are serialized by their position (OAS 3.2.0, 4.14.4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openapi_contracts.containment.containment import Containment
from openapi_contracts.contracts import Direction, Unclear
from openapi_contracts.contracts.contents import EVERY_OTHER
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.message_parts import Encoding, MediaType, RequestBody, Response
from openapi_contracts.differences.bodies.encodings import headers_sent, types_understood
from openapi_contracts.differences.compared_operation import ComparedOperation, sending
from openapi_contracts.findings import Doubt, Kind, Part, Shown
from openapi_contracts.vocabulary import Side

_Body = tuple[Kind, str | None, MediaRange, MediaType, MediaType]
"""The message and its status, the media type, and the body on both sides."""


def compare(operation: ComparedOperation) -> None:
    """Record the parts that are serialized in another way, of every body that both contracts have."""
    for body in _bodies(operation):
        _compare_body(operation, *body)


def _bodies(operation: ComparedOperation) -> Iterator[_Body]:
    old, new = operation.old, operation.new
    if isinstance(old.body, RequestBody) and isinstance(new.body, RequestBody):
        yield from _of_content(Kind.REQUEST, None, old.body, new.body)
    for status in sorted(old.responses.keys() & new.responses.keys()):
        was, now = old.responses[status], new.responses[status]
        if isinstance(was, Response) and isinstance(now, Response):
            yield from _of_content(Kind.RESPONSE, status, was, now)


def _of_content(
    kind: Kind, status: str | None, old: RequestBody | Response, new: RequestBody | Response
) -> Iterator[_Body]:
    for media in sorted(old.content.keys() & new.content.keys()):
        was, now = old.content[media], new.content[media]
        if isinstance(was, MediaType) and isinstance(now, MediaType):
            yield kind, status, media, was, now


def _compare_body(
    operation: ComparedOperation, kind: Kind, status: str | None, media: MediaRange, old: MediaType, new: MediaType
) -> None:
    direction = operation.new.direction if kind is Kind.REQUEST else operation.new.direction.opposite
    called = "request" if status is None else f"response {status}"
    for part in sorted(old.positions.keys() | new.positions.keys()):
        was, now = old.positions.get(part), new.positions.get(part)
        if was == now:
            continue
        if isinstance(was, Unclear) or isinstance(now, Unclear):
            operation.record_unclear(f"how {part} of the {called} is written", was, now)
            continue
        reason = _reason(direction, was, now)
        evidence: Shown | Doubt | None = None if isinstance(reason, Unread) else reason
        if isinstance(reason, Unread):
            shown = operation.shown(direction, kind, f"{part} of the body {reason.why}", status=status, media=media)
            at = ("request", str(media)) if status is None else ("response", status, str(media))
            evidence = _with_part(operation, shown, at, part, old if shown.side is Side.BASE else new)
        rule = "multipart-part-changed" if evidence else "multipart-part-written-alike"
        nodes = ((was or old).origin, (now or new).origin)
        operation.record(rule, nodes, (called, str(media), part), {"part": part, "message": called}, evidence)


def _with_part(
    operation: ComparedOperation, shown: Shown, at: Part, part: str, sender: MediaType
) -> Shown | Doubt | None:
    """Return the message with a body that has the part; None where no body has it."""
    numbered = [int(name.removeprefix("part ")) for name in sender.positions if name != EVERY_OTHER]
    count = max(numbered, default=0) + 1 if part == EVERY_OTHER else int(part.removeprefix("part "))
    answer = operation.values.among(shown.side, sender.schema, {"type": "array", "minItems": count})
    if answer.verdict is Containment.CONTAINED:
        return None
    if answer.verdict is Containment.UNDECIDED:
        return Doubt(f"{part} is written in another way, perhaps of no body: {answer.reason}")
    return replace(shown, given={**shown.given, at: answer.witness}, value=answer.witness)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why the receiver does not understand a part."""

    why: str


def _reason(direction: Direction, old: Encoding | None, new: Encoding | None) -> Unread | Doubt | None:
    """Say why the receiver does not understand a part; None where it does."""
    sent, taken = (old, new) if sending(direction) is Side.BASE else (new, old)
    if not types_understood(sent, taken):
        return Unread("is not written in the media type that is understood")
    if not headers_sent(sent, taken):
        return Unread("lacks a header")
    if (sent and sent.form) != (taken and taken.form):
        return Doubt("the part is written in another style, perhaps of no value")
    return None
