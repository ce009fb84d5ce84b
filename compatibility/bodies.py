"""What two contracts say of the same messages: every schema both have, and whether the change of it is compatible.

Of operations under `paths`: parameters, request bodies and response bodies, matched by what they are on the wire.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from compatibility.containment import UNCONFIRMED, Answer, Containment, witnessed
from compatibility.lowering import Bundle, Direction, Operation, SchemaAt, Schemas, Unclear, lower
from compatibility.lowering.messages import RequestBody, Response
from compatibility.lowering.model import OperationKey
from compatibility.prover import Dialect, Empty, Found, Reading, Result, Sender, Sketch, Theory
from compatibility.prover.atoms import Literal
from compatibility.prover.confirmation import Validator
from compatibility.steps import STEPS

Document: TypeAlias = Mapping[str, Any]
Part: TypeAlias = tuple[str, ...]
Said: TypeAlias = dict[Part, tuple[SchemaAt | None, Direction]]


@dataclass(frozen=True, slots=True)
class Body:
    """A schema that both documents have, None where it allows anything.

    `part` is ("parameter", location, name), ("request", media type) or ("response", status, media type).
    """

    operation: OperationKey
    part: Part
    direction: Direction
    old: SchemaAt | None
    new: SchemaAt | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A body, and whether every message that is sent from now on was, or is, understood."""

    body: Body
    answer: Answer


def bodies(old: Document, new: Document) -> Iterator[Body]:
    """List what both documents have, by operation and part; what is unclear in either is left out."""
    before, after = lower(old).operations, lower(new).operations
    for key in sorted(before.keys() & after.keys()):
        was, now = _said(before[key]), _said(after[key])
        for part in sorted(was.keys() & now.keys()):
            yield Body(key, part, was[part][1], was[part][0], now[part][0])


def compare(old: Document, new: Document, *, sender: Sender = Sender.DECLARED, budget: int = STEPS) -> list[Compared]:
    """Ask of every body whether the change is compatible: a request OLD allowed, a response NEW allows.

    Each distinct pair of schemas is asked once. A witness that no validator confirms is no witness: it is undecided.
    `budget` bounds each question in steps. Neither document may change meanwhile.
    """
    shared = list(bodies(old, new))
    questions = _Questions(old, new, shared, sender)
    return [Compared(body, questions.answer(body, budget)) for body in shared]


def _said(operation: Any) -> Said:
    """List the schemas of an operation."""
    if not isinstance(operation, Operation):
        return {}
    sent, back = operation.direction, operation.direction.opposite
    found: Said = {
        ("parameter", *key): (one.schema, sent)
        for key, one in operation.parameters.items()
        if not isinstance(one, Unclear)
    }
    if isinstance(operation.body, RequestBody):
        found |= _content(("request",), operation.body, sent)
    for status, response in operation.responses.items():
        if isinstance(response, Response):
            found |= _content(("response", status), response, back)
    return found


def _content(part: Part, message: RequestBody | Response, direction: Direction) -> Said:
    known = {media: body for media, body in message.content.items() if not isinstance(body, Unclear)}
    return {(*part, str(media)): (body.schema, direction) for media, body in known.items()}


class _Side:
    """The schemas of one document and direction, on their way into a theory."""

    def __init__(self, schemas: Schemas, at: list[SchemaAt | None], sketch: Sketch) -> None:
        self.bundle: Bundle = schemas.bundle(one for one in at if one)
        reading = Reading(sketch, self.bundle.schema, Dialect.LOWERED)
        self.literals: dict[str | None, Literal] = {None: sketch.true}
        for pointer, place in self.bundle.pointers.items():
            self.literals[pointer] = reading.at(place)
        self._validators: dict[str | None, Validator] = {}

    def literal(self, at: SchemaAt | None) -> Literal | None:
        """Return the literal of a schema as it was read; None if it is of a dialect that is not modelled."""
        return self.literals.get(at.pointer if at else None)

    def validator(self, at: SchemaAt | None) -> Validator:
        """Return the validator of a schema; raise `prover.confirmation.Unconfirmed` if there can be none."""
        pointer = at.pointer if at else None
        if pointer not in self._validators:
            root, place = ({}, "") if pointer is None else (self.bundle.schema, self.bundle.pointers[pointer])
            self._validators[pointer] = Validator(root, Dialect.LOWERED, pointer=place)
        return self._validators[pointer]


class _Questions:
    """The questions about two documents, with one memory."""

    def __init__(self, old: Document, new: Document, shared: list[Body], sender: Sender) -> None:
        sketch, lowered = Sketch(), (Schemas(old), Schemas(new))
        self._sides: dict[Direction, tuple[_Side, _Side]] = {}
        for direction in Direction:
            here = [body for body in shared if body.direction is direction]
            before = _Side(lowered[0], [body.old for body in here], sketch)
            # What is not understood of one document means the same twice.
            after = before if old is new else _Side(lowered[1], [body.new for body in here], sketch)
            self._sides[direction] = (before, after)
        self._theory = Theory(sketch, sender=sender)
        self._known: dict[tuple[Literal, Literal], Answer] = {}

    def answer(self, body: Body, budget: int) -> Answer:
        """Answer for one body, at once where the same was asked before."""
        before, after = self._sides[body.direction]
        sub, sup = (before, body.old), (after, body.new)
        if body.direction is Direction.RESPONSE:
            sub, sup = sup, sub
        raw = [side.literal(at) for side, at in (sub, sup)]
        if raw[0] is None or raw[1] is None:
            return Answer(Containment.UNDECIDED, reason="the dialect of a schema is not modelled")
        key = (self._theory.literal(raw[0]), self._theory.literal(raw[1]))
        if key not in self._known:
            result = self._theory.contains(raw[0], raw[1], steps=budget)
            self._known[key] = _confirmed(result, lambda: (sub[0].validator(sub[1]), sup[0].validator(sup[1])))
        return self._known[key]


def _confirmed(result: Result, validators: Callable[[], tuple[Validator, Validator]]) -> Answer:
    if isinstance(result, Empty):
        return Answer(Containment.CONTAINED)
    if isinstance(result, Found):
        return witnessed((result.value,), validators, UNCONFIRMED)
    answer = witnessed(result.candidates, validators, result.reason)
    return answer if answer.verdict is Containment.NOT_CONTAINED else replace(answer, reason=result.reason)
