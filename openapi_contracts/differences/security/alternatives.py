"""The requirements in force for an operation, those that look alike told apart by the names of their schemes."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts import Contract, Direction, Operation
from openapi_contracts.contracts.model import Credential, Requirement, SecurityScheme
from openapi_contracts.contracts.places import Node
from openapi_contracts.differences.security.credentials import Alternatives

MOST = 64  # alternatives of an operation; real ones have at most 6


def in_force(contract: Contract, operation: Operation) -> Alternatives:
    """Return what an operation asks for; of one whose requests the provider sends, only what it says itself.

    The document's own `security` says how clients prove themselves to the provider, not how it does to them.
    """
    own = operation.origin.raw.get("security") is not None
    if not own and operation.direction is Direction.RESPONSE:
        return (Requirement(operation.origin, ()),)
    owner = operation.origin if own else contract.origin
    return (*operation.security, *_twins(contract, owner, operation.security))


def _twins(contract: Contract, owner: Node, known: Alternatives) -> Iterator[Requirement]:
    """List the requirements that the lowering left out because their messages look like those of one it kept."""
    written = owner.raw.get("security")
    if not isinstance(written, list) or not len(known) < len(written) <= MOST:
        return
    met = {_identity(one.credentials) for one in known if isinstance(one, Requirement)}
    for index, raw in enumerate(written):
        credentials = _credentials(contract, raw)
        if credentials and (identity := _identity(credentials)) not in met:
            met.add(identity)
            yield Requirement(owner.child("security").child(index), credentials)


def _credentials(contract: Contract, raw: Any) -> tuple[Credential, ...]:
    """Read a requirement again; nothing if any of it is unclear, which is never left out for its looks."""
    found = []
    for name, scopes in raw.items() if isinstance(raw, dict) else ():
        scheme = contract.security_schemes.get(name)
        if not isinstance(scheme, SecurityScheme) or not isinstance(scopes, list):
            return ()
        found.append(Credential(scheme, tuple(sorted({str(scope) for scope in scopes}))))
    return tuple(sorted(found, key=repr))


def _identity(credentials: tuple[Credential, ...]) -> frozenset[tuple[str, tuple[str, ...]]]:
    named = [(one.scheme, one.scopes) for one in credentials]
    return frozenset((scheme.name, scopes) for scheme, scopes in named if isinstance(scheme, SecurityScheme))
