"""Ungraded changes with their evidence, and pairs of schemas that remain to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_contracts.contracts import Direction, Operation, SchemaAt
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.model import Requirement, Server
from openapi_contracts.vocabulary import Side

if TYPE_CHECKING:
    from openapi_contracts.containment.containment import Answer  # reading a report must not load the prover

Part: TypeAlias = tuple[str, ...]
"""A part of an operation's messages: ("parameter", location, name) by its key, ("request", media type),
("response", status, media type) or ("header", status, name)."""

BODY: Part = ("request",)  # the request body as a whole, for `Shown.omitted`


class Kind(StrEnum):
    """Request or response in the sense of HTTP; for a webhook, the provider sends the request."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Shown:
    """The description of a witness to be written: a request or response that `side` allows and the other side forbids.

    The writer fills every required part with a sample of its schema, except that `given` has the values of some parts,
    and the parts in `omitted` are left out. `refused` says in one sentence why the other side forbids the message.
    `value` is the value that causes this; `confirmed` is true if an independent validator confirmed it.
    """

    side: Side
    label: str  # "POST /pets"
    operation: Operation
    kind: Kind
    refused: str
    given: Mapping[Part, Any] = field(default_factory=dict)
    omitted: frozenset[Part] = frozenset()
    status: str | None = None  # of a response: a code, a range or `default`
    media: MediaRange | None = None  # of the body; None means the first that the operation declares
    security: Requirement | None = None  # the credentials to send; None means those of the first alternative
    server: Server | None = None
    value: Any = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """An HTTP message that one contract allows and the other forbids.

    `text` is the message as HTTP text, `message` the same as JSON data, `value` the value that the other side forbids,
    and `failure` the reason. `confirmed` is true if an independent validator confirmed it.
    """

    text: str
    message: Mapping[str, Any]
    accepted_by: Side
    failure: str
    confirmed: bool = False
    value: Any = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The reason why a change is proved compatible."""

    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The reason why it is undecided whether a change is breaking."""

    reason: str


Evidence: TypeAlias = Witness | Shown | Proof | Doubt | None
"""A `Shown` is a witness to be written. None means that the rule decides without evidence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One ungraded change: its rule, the values of the rule's sentence, and its places as JSON Pointers.

    `subject` identifies the change among those of its rule, by names, paths and values. It has no index or line, so
    that edits elsewhere in the documents do not alter it. `operations` are labels such as "POST /pets",
    sorted; empty for a change of the whole contract. `cause` is what findings of several operations have in common
    where their sentences differ: a sentence about all of them, with `{count}` for their number.
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
class SchemaQuestion:
    """The old and new schema of one part of an operation, to be compared.

    A schema of None allows any value. `shown` describes the message into which a witness is put, at `part`: a request
    of the base, or a response of the revision. `other` is the operation in the other document. `known_answer` overrides
    the comparison of the schemas, such as for values that are serialized as text and lose their types.
    """

    label: str
    part: Part
    direction: Direction
    old: SchemaAt | None
    new: SchemaAt | None
    shown: Shown
    other: Operation | None = None
    known_answer: "Answer | None" = None
