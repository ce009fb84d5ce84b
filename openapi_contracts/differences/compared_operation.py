"""One operation of both contracts during its comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from openapi_contracts.containment.containment import Answer
from openapi_contracts.contracts import Direction, Operation, SchemaAt, Unclear
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.contracts.places import Node
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Evidence, Kind, Part, SchemaQuestion, Shown
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

Parameters = Mapping[ParameterKey, Parameter | Unclear]
NOT_ALLOWED = "the {other}'s schema does not allow this value"


@dataclass(slots=True)
class ComparedOperation:
    """An operation that both contracts have; `fixed` are the request parts with known values, by side.

    `parameters` are the parameters without known values, of base and revision, under the keys of the base.
    """

    label: str
    old: Operation
    new: Operation
    parameters: tuple[Parameters, Parameters]
    values: SchemaValues
    recorder: FindingRecorder
    fixed: Mapping[Side, Mapping[Part, Any]] = field(default_factory=dict)
    schema_questions: list[SchemaQuestion] = field(default_factory=list)

    def record(
        self,
        rule: str,
        nodes: tuple[Node | None, Node | None],
        subject: tuple[str, ...] = (),
        values: Mapping[str, str] = MappingProxyType({}),
        evidence: Evidence = None,
    ) -> None:
        """Record a change; `nodes` are the differing parts of base and revision, None on a side without one."""
        if None in nodes:  # what was added or removed is the use of it
            base, revision = (node.used_at if node else None for node in nodes)
        else:
            base, revision = (node.pointer if node else None for node in nodes)
        words = (self.label, *subject)
        self.recorder.add(rule, values, base, revision, subject=words, label=self.label, evidence=evidence)

    def record_unclear(self, part: str, old: Any, new: Any) -> None:
        """Record a part that is unclear on either side, unless both are unclear in the same way."""
        self.recorder.add_unclear(part, old, new, label=self.label)

    def shown(
        self,
        direction: Direction,
        kind: Kind,
        refused: str,
        *,
        side: Side | None = None,
        given: Mapping[Part, Any] | None = None,
        omitted: frozenset[Part] = frozenset(),
        status: str | None = None,
        media: MediaRange | None = None,
    ) -> Shown:
        """Describe a message that one contract allows its sender to send, and the other does not."""
        side = side or sending(direction)
        operation = self.old if side is Side.BASE else self.new
        known = {**self.fixed.get(side, {}), **(given or {})}
        return Shown(side, self.label, operation, kind, refused, known, omitted, status, media)

    def ask(
        self,
        part: Part,
        direction: Direction,
        old: SchemaAt | None,
        new: SchemaAt | None,
        shown: Shown,
        *,
        known_answer: Answer | None = None,
    ) -> None:
        """Queue two schemas for comparison, unless both allow any value; `known_answer` overrides the comparison."""
        if old is not None or new is not None:
            other = self.new if shown.side is Side.BASE else self.old
            self.schema_questions.append(
                SchemaQuestion(self.label, part, direction, old, new, shown, other, known_answer)
            )


def sending(direction: Direction) -> Side:
    """Return the side whose messages the other side must accept.

    The revision must accept what clients of the base send; clients of the base must accept what the revision responds.
    """
    return Side.BASE if direction is Direction.REQUEST else Side.REVISION


def not_allowed(direction: Direction) -> str:
    """Return the sentence that the receiver of a direction does not allow a value."""
    return NOT_ALLOWED.format(other=sending(direction).other)
