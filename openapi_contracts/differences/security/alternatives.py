"""The security requirements of an operation; equal ones are distinguished by scheme names."""

from openapi_contracts.contracts import Direction, Operation
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences.security.credentials import Alternatives


def in_force(operation: Operation) -> Alternatives:
    """Return an operation's requirements; for webhooks and callbacks, only those it declares itself.

    The document's `security` covers requests of clients, not requests of the provider.
    """
    if operation.origin.raw.get("security") is None and operation.direction is Direction.RESPONSE:
        return (Requirement(operation.origin, ()),)
    clear = (one for one in operation.security if isinstance(one, Requirement))
    return (*operation.security, *(other for one in clear for other in one.alternatives))
