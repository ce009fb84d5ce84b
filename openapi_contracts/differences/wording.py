"""Describes credentials, requirements and servers for sentences and fingerprints."""

from collections.abc import Iterable

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.model import Credential, Requirement, SecurityScheme

LONGEST = 80  # characters of one name; whole names are in the document
MOST = 6  # items of a list; a scope list of one real API has 90

_TYPES = {"oauth2": "OAuth 2.0", "openIdConnect": "OpenID Connect", "mutualTLS": "a client certificate (mutual TLS)"}


def requirement(one: Requirement | Unclear) -> str:
    """Describe a requirement."""
    if isinstance(one, Unclear):
        return "an unclear requirement"
    return " and ".join(_first([credential(each) for each in one.credentials])) or "no credentials"


def requirements(several: Iterable[Requirement | Unclear]) -> str:
    """Describe alternative requirements."""
    return " or ".join(_first(list(dict.fromkeys(requirement(one) for one in several))))


def credential(one: Credential) -> str:
    """Describe a credential and its scopes."""
    name = scheme(one.scheme)
    return f"{name} with {scopes(one.scopes)}" if one.scopes else name


def scopes(names: Iterable[str]) -> str:
    """List scopes."""
    return ", ".join(_first([quoted(name) for name in names]))


def scheme(one: SecurityScheme | Unclear) -> str:
    """Describe a scheme by what messages carry and by its name, since two may look the same."""
    return "an unclear credential" if isinstance(one, Unclear) else f"{_looks(one)} ({quoted(one.name)})"


def _looks(one: SecurityScheme) -> str:
    if one.type == "apiKey":
        return f"the API key in {one.location} {quoted(_written(one))}"
    if one.type == "http":
        return f"HTTP {(one.scheme or 'authentication'):.{LONGEST}}"
    if one.open_id_connect_url:
        return f"OpenID Connect of {quoted(one.open_id_connect_url)}"
    return _TYPES[one.type]


def quoted(text: str) -> str:
    """Quote a name, truncated where it is long."""
    return f"`{text}`" if len(text) <= LONGEST else f"`{text[:LONGEST]}…`"


def _written(one: SecurityScheme) -> str:
    """Return a key as the document spells it: `X-Api-Key`, not `x-api-key`."""
    name = one.origin.raw.get("name")
    return name if isinstance(name, str) else str(one.key)


def _first(items: list[str]) -> list[str]:
    return items if len(items) <= MOST else [*items[:MOST], f"{len(items) - MOST} more"]
