"""Compares the contents of bodies: media types, and the schema of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from openapi_contracts.contracts import Direction, SchemaAt, Unclear
from openapi_contracts.contracts.media_ranges import MULTIPART, URLENCODED, MediaRange
from openapi_contracts.contracts.message_parts import MediaType
from openapi_contracts.contracts.places import Node
from openapi_contracts.differences.bodies import carriages, encodings
from openapi_contracts.differences.bodies import media_types as media
from openapi_contracts.differences.compared_operation import ComparedOperation, not_allowed, sending
from openapi_contracts.findings import Evidence, Kind, Part, Proof
from openapi_contracts.schemas import equivalence
from openapi_contracts.vocabulary import Side

Content: TypeAlias = Mapping[MediaRange, MediaType | Unclear]


@dataclass(frozen=True, slots=True)
class Carrier:
    """The message whose body is compared: its node on each side, and its status where it is a response."""

    kind: Kind
    direction: Direction
    old: Node
    new: Node
    statuses: tuple[str, str] | None = None

    @property
    def called(self) -> str:
        """Name the message: `request` or `response 200`."""
        return "request" if self.status is None else f"response {self.status}"

    @property
    def status(self) -> str | None:
        """Return the status on the sender's side."""
        return None if self.statuses is None else self.statuses[self.direction is Direction.RESPONSE]

    def of(self, side: Side) -> str | None:
        """Return the response status in one of the documents, None for a request."""
        return None if self.statuses is None else self.statuses[side is Side.REVISION]

    def part(self, known: MediaRange) -> Part:
        """Return the message part of a body of the sender's media type."""
        return ("request", str(known)) if self.status is None else ("response", self.status, str(known))


@dataclass(frozen=True, slots=True)
class MediaTypeRules:
    """The rules of one kind of body in one direction, by what happened to a media type."""

    unaccepted: str
    partly: str
    idle: str
    wider: str


_NAMES: Mapping[tuple[Kind, Direction], MediaTypeRules] = {
    (Kind.REQUEST, Direction.REQUEST): MediaTypeRules(
        "request-media-type-removed",
        "request-media-type-narrowed",
        "request-media-type-added",
        "request-media-type-added",
    ),
    (Kind.REQUEST, Direction.RESPONSE): MediaTypeRules(
        "webhook-media-type-added",
        "webhook-media-type-widened",
        "webhook-media-type-removed",
        "webhook-media-type-removed",
    ),
    (Kind.RESPONSE, Direction.RESPONSE): MediaTypeRules(
        "response-media-type-added",
        "response-media-type-widened",
        "response-media-type-removed",
        "response-media-type-narrowed",
    ),
    (Kind.RESPONSE, Direction.REQUEST): MediaTypeRules(
        "webhook-response-media-type-removed",
        "webhook-response-media-type-narrowed",
        "webhook-response-media-type-added",
        "webhook-response-media-type-added",
    ),
}


def compare(operation: ComparedOperation, carrier: Carrier, old: Content, new: Content) -> None:
    """Compare bodies by media type."""
    called = f"the media types of the {carrier.called}"
    if max(len(old), len(new)) > media.MOST_COMPARED and old.keys() != new.keys():
        reason = f"there are more than {media.MOST_COMPARED} media types"
        operation.record_unclear(called, None, Unclear(carrier.new.pointer, reason))
        return
    sides = _clear(operation, called, old, new)
    from_base = sending(carrier.direction) is Side.BASE
    found = media.matched(*(sides if from_base else sides[::-1]))
    for wide, narrow in found.pairs:
        known = (wide, narrow) if from_base else (narrow, wide)
        _body(operation, carrier, (sides[0][known[0]], sides[1][known[1]]), wide, narrow)
    _types(operation, carrier, found, sides)


def _clear(
    operation: ComparedOperation, called: str, old: Content, new: Content
) -> tuple[dict[MediaRange, MediaType], dict[MediaRange, MediaType]]:
    """Record unclear parts, and exclude them on both sides."""
    unclear = sorted({known for side in (old, new) for known, body in side.items() if isinstance(body, Unclear)})
    for known in unclear:
        operation.record_unclear(f"{called}, {known}", old.get(known), new.get(known))
    left_out = set(unclear)
    before, after = (
        {known: body for known, body in side.items() if isinstance(body, MediaType) and known not in left_out}
        for side in (old, new)
    )
    return before, after


def _types(
    operation: ComparedOperation,
    carrier: Carrier,
    found: media.MatchedMediaTypes,
    sides: tuple[Mapping[MediaRange, MediaType], Mapping[MediaRange, MediaType]],
) -> None:
    """Record the media types that only one side has."""
    names, side = _NAMES[carrier.kind, carrier.direction], sending(carrier.direction)
    sent, read = sides[side is Side.REVISION], sides[side is Side.BASE]
    negotiated = carrier.kind is Kind.RESPONSE and carrier.direction is Direction.RESPONSE
    if any(sent[known].unspecified for known in (*found.unaccepted, *(known for known, _ in found.partly))):
        _unspecified(operation, carrier, found, sides)
        return
    for known in found.unaccepted:
        evidence = None if negotiated else _shown(operation, carrier, side, known)
        _note(operation, carrier, names.unaccepted, side, known, sent[known], evidence)
    for known, outside in found.partly:
        _note(operation, carrier, names.partly, side, known, sent[known], _shown(operation, carrier, side, outside))
    for known in found.idle:
        evidence = _shown(operation, carrier, Side.BASE, known) if negotiated else None
        _note(operation, carrier, names.idle, side.other, known, read[known], evidence)
    for known in found.wider:
        _note(operation, carrier, names.wider, side.other, known, read[known], None)


def _unspecified(
    operation: ComparedOperation,
    carrier: Carrier,
    found: media.MatchedMediaTypes,
    sides: tuple[Mapping[MediaRange, MediaType], Mapping[MediaRange, MediaType]],
) -> None:
    """Record that one side alone names media types; a form in an unspecified one is compared with any."""
    side = sending(carrier.direction)
    sent, read = sides[side is Side.REVISION], sides[side is Side.BASE]
    for known in found.unaccepted:
        for other in found.idle:
            bodies = (sent[known], read[other]) if side is Side.BASE else (read[other], sent[known])
            _body(operation, carrier, bodies, known, other)
    listed = ", ".join(map(str, sorted(read)))
    rule = "media-type-specified" if side is Side.BASE else "media-type-unspecified"
    nodes = (next(iter(sides[0].values())).origin, next(iter(sides[1].values())).origin)
    operation.record(rule, nodes, (carrier.called,), {"message": carrier.called, "media": listed})


def _shown(operation: ComparedOperation, carrier: Carrier, side: Side, known: MediaRange) -> Evidence:
    verb = "answers in" if side is Side.BASE and carrier.direction is Direction.RESPONSE else "understands"
    refused = (
        f"the {side.other} no longer {verb} {known}" if side is Side.BASE else f"the base does not declare {known}"
    )
    status = carrier.of(side)
    return operation.shown(carrier.direction, carrier.kind, refused, side=side, status=status, media=known)


def _note(
    operation: ComparedOperation,
    carrier: Carrier,
    rule: str,
    side: Side,
    known: MediaRange,
    body: MediaType,
    evidence: Evidence,
) -> None:
    nodes = (body.origin, None) if side is Side.BASE else (None, body.origin)
    subject = (carrier.called, str(known))
    operation.record(rule, nodes, subject, {"message": carrier.called, "media": str(known)}, evidence)


def _body(
    operation: ComparedOperation,
    carrier: Carrier,
    bodies: tuple[MediaType, MediaType],
    known: MediaRange,
    other: MediaRange,
) -> None:
    """Compare the schemas of one body; `known` is its media type on the sender's side, `other` on the receiver's."""
    exact = other if "*" in (known.type, known.subtype) else known
    if carriages.are_bytes(operation.values, bodies, exact):
        return
    old, new = carriages.carried(bodies, exact)
    direction, part = carrier.direction, carrier.part(known)
    shown = operation.shown(direction, carrier.kind, not_allowed(direction), status=carrier.status, media=known)
    if _is_text(operation, direction, old, new, known):
        proof = Proof("every body is sent as text, and the receiver accepts any text")
        subject = (carrier.called, str(known))
        called = f"The body of the {carrier.called}"
        values = {"field": called, **_type_names(operation, old, new)}
        operation.record("value-reads-as-text", (old.origin, new.origin), subject, values, proof)
    else:
        operation.ask(part, direction, old.schema, new.schema, shown)
    operation.ask(part, direction, old.item_schema, new.item_schema, shown)
    if old.encoding != new.encoding:
        encodings.compare(operation, shown, part, carrier.called, (old, new))


def _is_text(
    operation: ComparedOperation, direction: Direction, old: MediaType, new: MediaType, known: MediaRange
) -> bool:
    """Say whether bodies of a media type are read as text: neither JSON nor a form."""
    if old.schema == new.schema or media.is_json(known) or "*" in (known.type, known.subtype):
        return False
    if known.type == "multipart" or any(media.covers(form, known) for form in (URLENCODED, MULTIPART)):
        return False
    sides: list[tuple[Side, SchemaAt | None]] = [(Side.BASE, old.schema), (Side.REVISION, new.schema)]
    sender, receiver = sides if direction is Direction.REQUEST else sides[::-1]
    return equivalence.as_text(operation.values, sender, receiver, equivalence.ANYTHING)


def _type_names(operation: ComparedOperation, old: MediaType, new: MediaType) -> dict[str, str]:
    sides = (("old", Side.BASE, old.schema), ("new", Side.REVISION, new.schema))
    return {key: equivalence.called(operation.values, side, schema) for key, side, schema in sides}
