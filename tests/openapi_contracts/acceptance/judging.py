"""What an oracle says of a message."""

from typing import NamedTuple


class Judgement(NamedTuple):
    """Whether a message is allowed; None where that cannot be said. `reason` is why not, in either case."""

    allowed: bool | None
    reason: str


class Refused(Exception):
    """The contract does not allow the message."""


class Unjudged(Exception):
    """It cannot be said whether the contract allows the message."""
