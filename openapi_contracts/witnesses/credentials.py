"""Credentials as a client sends them, with placeholders for secrets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.contracts.model import Credential, Requirement, SecurityScheme
from openapi_contracts.findings import Shown
from openapi_contracts.serialization.escaping import visible

_KEY = "KEY"
_HTTP = {"basic": "Basic dXNlcjpwYXNz", "bearer": "Bearer TOKEN"}  # "user:pass" (RFC 7617, 2; RFC 6750, 2.1)
_BY_TYPE = {"oauth2": "Bearer TOKEN", "openIdConnect": "Bearer TOKEN"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One credential in a message; `location` is header, query or cookie."""

    location: str
    name: str
    value: str


def requirement(shown: Shown) -> Requirement | None:
    """Return the credentials of a request: those of the finding, or the first requirement of the operation.

    The request of a webhook or callback carries only credentials of the finding: the contract describes those that
    clients of the provider need.
    """
    if shown.security is not None or shown.operation.direction is Direction.RESPONSE:
        return shown.security
    return next((known for known in shown.operation.security if isinstance(known, Requirement)), None)


def sent(requirement: Requirement | None) -> Iterator[Sent]:
    """List the credentials that a message shows; an unclear scheme and a certificate do not show."""
    for credential in requirement.credentials if requirement else ():
        scheme = credential.scheme
        if not isinstance(scheme, SecurityScheme):
            continue
        if scheme.type == "apiKey" and scheme.location and scheme.key:
            yield Sent(scheme.location, _written(scheme, scheme.key), _KEY)
        elif scheme.type == "http" and scheme.scheme:
            yield Sent("header", "Authorization", _HTTP.get(scheme.scheme, f"{scheme.scheme.title()} CREDENTIALS"))
        elif scheme.type in _BY_TYPE:
            yield Sent("header", "Authorization", _BY_TYPE[scheme.type])


def described(requirement: Requirement | None) -> list[dict[str, Any]]:
    """Describe credentials for a report, with their scopes, which no message shows."""
    return [_described(credential) for credential in requirement.credentials] if requirement else []


def _described(credential: Credential) -> dict[str, Any]:
    scheme = credential.scheme
    if not isinstance(scheme, SecurityScheme):
        return {"unclear": visible(scheme.reason)}
    found: dict[str, Any] = {"scheme": visible(scheme.name), "type": scheme.type}
    return found | ({"scopes": [visible(scope) for scope in credential.scopes]} if credential.scopes else {})


def _written(scheme: SecurityScheme, key: str) -> str:
    """Return the name of a key as the contract spells it; normalization has a header's in lower case."""
    name = scheme.origin.raw.get("name") if isinstance(scheme.origin.raw, dict) else None
    return name if isinstance(name, str) and name.lower() == key.lower() else key
