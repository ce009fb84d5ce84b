"""Rules for security requirements: each names a scheme of the document, and only scopes that the scheme has."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.objects import DocumentObject, Objects
from openapi_contracts.documents.rules.sentences import listed, shortened
from openapi_contracts.documents.syntaxes.parsed import quoted

_WITH_SCOPES = {"2.0": ("oauth2",), "3.0": ("oauth2", "openIdConnect")}  # since 3.1 others may have roles


def requirement(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield the schemes that do not exist, and the scopes that a scheme does not have."""
    parts, schemes = _schemes(objects)
    for name, scopes in here.node.items():
        if name in schemes:
            scheme = objects.resolved(schemes[name], (*parts, name))
            if scheme is not None and isinstance(scopes, list) and scopes:
                yield from _scopes(name, scopes, scheme.node, here, objects.version)
        elif not _is_reference(name, objects):
            sentence = f"The security scheme {quoted(name)} is not declared in `{'/'.join(parts)}`."
            yield Problem("undeclared-security-scheme", shortened(sentence), here.at(name))


def _schemes(objects: Objects) -> tuple[tuple[str, ...], dict[str, Any]]:
    parts = ("securityDefinitions",) if objects.version == "2.0" else ("components", "securitySchemes")
    node: Any = objects.document
    for part in parts:
        node = node.get(part) if isinstance(node, dict) else None
    return parts, node if isinstance(node, dict) else {}


def _is_reference(name: str, objects: Objects) -> bool:
    """Say whether a name is the URI of a scheme, as it may be since 3.2 (OAS 3.2.0, 4.30)."""
    return objects.version == "3.2" and objects.references.lookup(name) is not None


def _scopes(
    name: str, scopes: list[Any], scheme: dict[str, Any], here: DocumentObject, version: str
) -> Iterator[Problem]:
    kind = scheme.get("type")
    if kind not in _WITH_SCOPES.get(version, (kind,)):
        sentence = f"The security scheme {quoted(name)} is of type {quoted(str(kind))}, which has no scopes."
        yield Problem("scopes-without-oauth", shortened(sentence), here.at(name))
    if kind != "oauth2" or (declared := _declared(scheme)) is None:
        return
    unknown = [scope for scope in scopes if isinstance(scope, str) and scope not in declared]
    if unknown:
        sentence = f"The security scheme {quoted(name)} declares no scope {listed(unknown)}."
        yield Problem("undeclared-scope", shortened(sentence), here.at(name))


def _declared(scheme: dict[str, Any]) -> set[str] | None:
    """Return the scopes of all flows of a scheme; None if a flow does not list them."""
    flows = scheme.get("flows")
    holders = [scheme] if "flow" in scheme else list(flows.values()) if isinstance(flows, dict) else []
    lists = [holder.get("scopes") for holder in holders if isinstance(holder, dict)]
    if not lists or not all(isinstance(each, dict) for each in lists):
        return None
    return {scope for each in lists if isinstance(each, dict) for scope in each}
