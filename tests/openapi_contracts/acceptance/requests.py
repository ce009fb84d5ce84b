"""Whether a contract takes a request: its path, parameters, credentials and body."""

from collections.abc import Mapping
from typing import Any

from tests.openapi_contracts.acceptance.bodies import check_body
from tests.openapi_contracts.acceptance.judging import Refused, Unjudged
from tests.openapi_contracts.acceptance.message import Request
from tests.openapi_contracts.acceptance.parameters import Parameter
from tests.openapi_contracts.acceptance.places import Contract, Place
from tests.openapi_contracts.acceptance.routing import Operation, labelled, routed


def check(contract: Contract, message: Mapping[str, Any]) -> None:
    """Raise Refused where the contract does not take a request."""
    request, label = Request(message), message["operation"]
    called = label.startswith("WEBHOOK ") or " callback " in label
    operation = labelled(contract, label) if called else routed(contract, request.data["method"], request.path)
    unsent = "writeOnly" if called else "readOnly"
    for place in operation.parameters():
        parameter = Parameter(place, {} if called else dict(operation.texts))
        if not parameter.is_none:
            parameter.check(request, unsent)
    check_security(operation, request, called=called)
    check_body(operation.place.at("requestBody"), request.data, unsent, what="request body")


def check_security(operation: Operation, request: Request, *, called: bool) -> None:
    root = operation.place.contract.root
    asked = operation.place.get("security", [] if called else root.get("security", []))
    met = [all(holds(root, *one, request=request) for one in requirement.items()) for requirement in asked]
    if met and not any(met):
        raise Refused("no requirement of security is met")


def holds(root: Place, name: str, scopes: list[str], *, request: Request) -> bool:
    """Say whether a request carries the credentials of one scheme."""
    scheme = root.at("components", "securitySchemes", name)
    if scheme is None:
        raise Unjudged(f"there is no security scheme {name}")
    carried = [one for one in request.credentials if is_like(root, one, name, scheme)]
    authorization = request.headers.get("authorization", "").lower()
    match scheme.get("type"):
        case "apiKey":
            key, where = str(scheme.get("name")), scheme.get("in")
            known = {"query": request.query, "cookie": request.cookies}.get(where, list(request.headers.items()))
            return any(one == (key.lower() if where == "header" else key) for one, _ in known)
        case "http":
            return bool(carried) and authorization.startswith(f"{str(scheme.get('scheme')).lower()} ")
        case "oauth2" | "openIdConnect":
            held = any(set(scopes) <= set(one.get("scopes", [])) for one in carried)
            return held and authorization.startswith("bearer ")
        case "mutualTLS":
            return bool(carried)
    raise Unjudged(f"a security scheme of type {scheme.get('type')}")


def is_like(root: Place, credential: Mapping[str, Any], name: str, scheme: Place) -> bool:
    """Say whether a credential, as a witness names it, is of a scheme: schemes that look alike differ by name."""
    known = root.at("components", "securitySchemes", str(credential.get("scheme")))
    return credential.get("type") == scheme.get("type") and (known is None or credential.get("scheme") == name)
