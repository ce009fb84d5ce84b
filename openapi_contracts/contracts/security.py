"""Normalizes security: schemes by what a message carries, and requirements as sets of credentials."""

from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter

from openapi_contracts.contracts.model import Credential, Flow, Requirement, SecurityScheme
from openapi_contracts.contracts.places import Direction, Node, Unclear
from openapi_contracts.contracts.source_document import Source

Schemes = Mapping[str, SecurityScheme | Unclear]
_TYPES = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")
MOST_ALTERNATIVES = 64  # requirements of an operation; real ones have at most 6
_SWAGGER_FLOWS = {  # of OpenAPI 2.0 (4.3.26 `flow`), by the names they have since 3.0
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


def schemes(source: Source) -> Schemes:
    """Read the security schemes of a document, by the names of its components."""
    owner = source.root
    if not source.is_swagger:
        if not isinstance(source.document.get("components"), dict):
            return {}
        owner = source.root.child("components")
    found: dict[str, SecurityScheme | Unclear] = {}
    for name, node in source.members(owner, "securityDefinitions" if source.is_swagger else "securitySchemes"):
        scheme = source.read(node, Direction.REQUEST, _scheme)
        found[name] = scheme if isinstance(scheme, Unclear) else replace(scheme, name=name)
    return found


def requirements(source: Source, owner: Node, known: Schemes) -> tuple[Requirement | Unclear, ...]:
    """Read `security`: a request meets any one of the requirements; without any, an anonymous client is served."""
    found: dict[str, list[Requirement | Unclear]] = {}
    for node in source.listed(owner, "security"):
        if not isinstance(node.raw, dict):
            requirement: Requirement | Unclear = source.unclear(node, "a security requirement is an object")
        else:
            named = [_credential(source, node, name, known) for name, _ in source.entries(node)]
            requirement = Requirement(node, tuple(sorted(named, key=repr)))
        found.setdefault(repr(requirement), []).append(requirement)
    if not found:
        anonymous = Requirement(owner, ())
        return (anonymous,)
    has_few = sum(map(len, found.values())) <= MOST_ALTERNATIVES
    return tuple(_first(found[key] if has_few else found[key][:1]) for key in sorted(found))


def _first(equal: list[Requirement | Unclear]) -> Requirement | Unclear:
    """Return the first of several equal requirements, with the others, of other scheme names, as its alternatives."""
    first = equal[0]
    if len(equal) == 1 or isinstance(first, Unclear):
        return first
    named: dict[frozenset[tuple[str, tuple[str, ...]]], Requirement] = {}
    for one in equal:
        credentials = one.credentials if isinstance(one, Requirement) else ()
        schemes = [(each.scheme, each.scopes) for each in credentials]
        names = frozenset((scheme.name, scopes) for scheme, scopes in schemes if isinstance(scheme, SecurityScheme))
        if isinstance(one, Requirement) and len(names) == len(credentials):  # all of it is clear
            named.setdefault(names, one)
    return replace(first, alternatives=tuple(named.values())[1:])


def _credential(source: Source, node: Node, name: str, known: Schemes) -> Credential:
    scheme = known.get(name)
    if scheme is None:
        scheme = source.unclear(node, f"no security scheme is named {name!r:.80}")
    scopes = node.raw[name]
    if not isinstance(scopes, list):
        return Credential(source.unclear(node.child(name), "the scopes of a requirement are a list"), ())
    return Credential(scheme, tuple(sorted({str(scope) for scope in scopes})))


def _scheme(source: Source, node: Node, direction: Direction) -> SecurityScheme | Unclear:
    """Read a Security Scheme Object (OAS 3.1.0, 4.8.27; OAS 2.0, 4.3.26, whose `basic` is an HTTP scheme)."""
    kind = source.text(node, "type")
    if source.is_swagger and kind == "basic":
        return SecurityScheme(node, "", "http", scheme="basic")
    if kind not in _TYPES:
        return source.unclear(node, f"no type of security scheme is named {kind!r:.40}")
    location, key, scheme = (source.text(node, member) for member in ("in", "name", "scheme"))
    is_key = kind == "apiKey"
    if is_key and (location not in ("query", "header", "cookie") or key is None):
        return source.unclear(node, "an API key needs a `name` and a place")
    return SecurityScheme(
        origin=node,
        name="",
        type=kind,
        location=location if is_key else None,
        key=(key.lower() if location == "header" else key) if is_key and key else None,
        scheme=scheme.lower() if kind == "http" and scheme else None,  # without case (RFC 9110, 11.1)
        flows=_flows(source, node) if kind == "oauth2" else {},
        open_id_connect_url=source.text(node, "openIdConnectUrl") if kind == "openIdConnect" else None,
    )


def _flows(source: Source, node: Node) -> dict[str, Flow]:
    if not source.is_swagger:
        written = sorted(source.members(node, "flows"), key=itemgetter(0))
        return {name: _flow(source, child) for name, child in written if _is_flow(source, child)}
    name = _SWAGGER_FLOWS.get(str(node.raw.get("flow")))
    if name is None:
        source.unclear(node, "no OAuth 2.0 flow of this name is known")
        return {}
    return {name: _flow(source, node)}


def _is_flow(source: Source, node: Node) -> bool:
    return isinstance(node.raw, dict) or not source.unclear(node, "a flow is an object")


def _flow(source: Source, node: Node) -> Flow:
    return Flow(
        authorization_url=source.text(node, "authorizationUrl"),
        token_url=source.text(node, "tokenUrl"),
        refresh_url=source.text(node, "refreshUrl"),
        scopes=tuple(sorted(name for name, _ in source.members(node, "scopes"))),
        device_authorization_url=source.text(node, "deviceAuthorizationUrl"),
    )
