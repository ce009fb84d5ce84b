"""The security requirements in force for an operation, those of equal messages told apart by their schemes' names."""

from openapi_contracts.contracts import Direction, Operation
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences.security.credentials import Alternatives


def in_force(operation: Operation) -> Alternatives:
    """Return what an operation asks for; of one whose requests the provider sends, only what it says itself.

    The document's own `security` says how clients prove themselves to the provider, not how it does to them.
    """
    if operation.origin.raw.get("security") is None and operation.direction is Direction.RESPONSE:
        return (Requirement(operation.origin, ()),)
    clear = (one for one in operation.security if isinstance(one, Requirement))
    return (*operation.security, *(other for one in clear for other in one.alternatives))
