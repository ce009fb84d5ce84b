"""Builds small documents of each version of OpenAPI, each valid but for what a test adds."""

from typing import Any

from openapi_contracts.documents import validity
from openapi_contracts.documents.limits import Limits

OK = {"200": {"description": "ok"}}
TEXT = {"schema": {"type": "string"}}
SINCE_30 = ("3.0.3", "3.1.0", "3.2.0")
SINCE_31 = ("3.1.0", "3.2.0")
EVERY = ("2.0", *SINCE_30)


def document(version: str, **parts: Any) -> dict[str, Any]:
    field = "swagger" if version == "2.0" else "openapi"
    return {field: version, "info": {"title": "Pets", "version": "1"}, "paths": {}, **parts}


def found(data: Any) -> dict[str, str]:
    """Return the sentence of each problem, by code and pointer."""
    return {f"{each.code} {each.pointer}": each.detail for each in validity.problems(data, Limits()).problems}


def item(version: str, path: str = "/a", *, beside: dict[str, Any] | None = None, **operation: Any) -> dict[str, Any]:
    """A document with one operation; `beside` has fields beside it in the path item."""
    return document(version, paths={path: {**(beside or {}), "post": {"responses": OK, **operation}}})


def components(version: str, **parts: Any) -> dict[str, Any]:
    return document(version, components=parts)


def parameter(name: str, where: str, version: str, **more: Any) -> dict[str, Any]:
    value = {"type": "string"} if version == "2.0" else {"schema": {"type": "string"}}
    return {"name": name, "in": where, **value, **({"required": True} if where == "path" else {}), **more}


BODY = {"name": "b", "in": "body", "schema": {"type": "object"}}
FORM = {"name": "f", "in": "formData", "type": "string"}
FILE = {"name": "f", "in": "formData", "type": "file"}
POST = "/paths/~1a/post"
SCHEME = {"type": "apiKey", "in": "header", "name": "X-Key"}
FLOW = {"authorizationUrl": "https://a.example/x", "scopes": {"r": "Reads."}}


def secured(version: str, requirement: dict[str, Any], **schemes: Any) -> dict[str, Any]:
    if version == "2.0":
        return item(version, security=[requirement]) | {"securityDefinitions": schemes}
    return item(version, security=[requirement]) | {"components": {"securitySchemes": schemes}}


def oauth(version: str) -> dict[str, Any]:
    if version == "2.0":
        return {"type": "oauth2", "flow": "implicit", **FLOW}
    return {"type": "oauth2", "flows": {"implicit": FLOW}}


def linked(version: str, **link: Any) -> dict[str, Any]:
    return item(version, operationId="one", responses={"200": {"description": "ok", "links": {"l": link}}})


LINK = f"{POST}/responses/200/links/l"
ABC = {name: {"default": "1"} for name in "abc"}
