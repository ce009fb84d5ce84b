"""What the comparison finds before it is graded: changes with their evidence, and schemas that are to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_contracts.contracts import Direction, Operation, SchemaAt
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.model import Requirement, Server
from openapi_contracts.vocabulary import Side

if TYPE_CHECKING:
    from openapi_contracts.containment.containment import Answer  # whoever only reads reports does not load the prover

Part: TypeAlias = tuple[str, ...]
"""A part of an operation's messages: ("parameter", location, name) by its key, ("request", media type),
("response", status, media type) or ("header", status, name)."""

BODY: Part = ("request",)  # the whole body of a request, where a message is shown without one


class Kind(StrEnum):
    """Which message of an operation, in the sense of HTTP, whoever the client is."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that is to be a witness: a request or an answer of an operation that one side allows.

    It carries what that side asks for, samples of its schemas included; `given` are values for parts of it, `omitted`
    what it lacks on purpose. `refused` says in one sentence why the other side does not allow it. `value` is the part
    that decides; `confirmed` if an independent validator said so of the whole value that is given.
    """

    side: Side
    label: str  # "POST /pets"
    operation: Operation
    kind: Kind
    refused: str
    given: Mapping[Part, Any] = field(default_factory=dict)
    omitted: frozenset[Part] = frozenset()
    status: str | None = None  # of an answer: a code, a range or `default`
    media: MediaRange | None = None  # of its body; the first the operation has where this is None
    security: Requirement | None = None  # the credentials it carries; those of the first alternative where None
    server: Server | None = None
    value: Any = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """A whole HTTP message that one contract allows and the other forbids.

    `message` is the message as data (JSON), `value` the part of it that decides, `failure` what the side that refuses
    says; `confirmed` if an independent validator said so of the value.
    """

    text: str
    message: Mapping[str, Any]
    accepted_by: Side
    failure: str
    confirmed: bool = False
    value: Any = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a change breaks nothing although it looks so."""

    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is undecided whether a change breaks anything."""

    reason: str


Evidence: TypeAlias = Witness | Shown | Proof | Doubt | None
"""Shown is a witness still to be written. None: the rule itself is the reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One change: a rule met, with the values of its sentence and its places as JSON Pointers.

    `subject` are the words, beside the rule, that tell this change from every other and survive edits elsewhere: names,
    paths and values, no index and no line. `operations` are labels such as "POST /pets", sorted; empty for a change
    of the whole contract. `cause` is what findings of several operations have in common where their sentences differ: a
    sentence about them all, with `{count}` for how many they are.
    """

    rule: str
    values: Mapping[str, str]
    base: str | None
    revision: str | None
    operations: tuple[str, ...]
    subject: tuple[str, ...]
    evidence: Evidence = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A schema of both contracts at one part of an operation, to be compared in its direction.

    None allows anything. `shown` is the message a value that proves a change is put into, at `part`: one of the base
    for a request, one of the revision for a response. `other` is the operation in the other document. `told` is the
    answer where it does not follow from the schemas alone: what is sent as text has no type of its own.
    """

    label: str
    part: Part
    direction: Direction
    old: SchemaAt | None
    new: SchemaAt | None
    shown: Shown
    other: Operation | None = None
    told: "Answer | None" = None
