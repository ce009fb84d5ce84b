"""Documents that refer to something outside, in every place where a reference or another address may stand."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Document = dict[str, Any]
Place = Callable[[str], Document]

INFO = {"title": "Refers", "version": "1.0.0"}
OK = {"description": "ok"}


def _openapi(version: str = "3.0.3", **parts: Any) -> Document:
    return {"openapi": version, "info": INFO, "paths": {}, **parts}


def _swagger(**parts: Any) -> Document:
    return {"swagger": "2.0", "info": INFO, "paths": {}, **parts}


def _operation(**parts: Any) -> Document:
    return _openapi(paths={"/pets": {"post": {"responses": {"200": OK}, **parts}}})


def _answering(**parts: Any) -> Document:
    return _operation(responses={"200": {**OK, **parts}})


def _schema(schema: Any, version: str = "3.0.3") -> Document:
    return _openapi(version, components={"schemas": {"Pet": schema}})


def _ref(text: str) -> Document:
    return {"$ref": text}


# Each place with a document that refers from there; every one of these is a reference that has to be resolved.
REFERENCES: Mapping[str, Place] = {
    "path-item": lambda to: _openapi(paths={"/pets": _ref(to)}),
    "parameter": lambda to: _operation(parameters=[_ref(to)]),
    "parameter-of-a-path": lambda to: _openapi(paths={"/pets": {"parameters": [_ref(to)]}}),
    "parameter-schema": lambda to: _operation(parameters=[{"name": "a", "in": "query", "schema": _ref(to)}]),
    "request-body": lambda to: _operation(requestBody=_ref(to)),
    "body-schema": lambda to: _operation(requestBody={"content": {"application/json": {"schema": _ref(to)}}}),
    "response": lambda to: _operation(responses={"200": _ref(to)}),
    "header": lambda to: _answering(headers={"X-A": _ref(to)}),
    "link": lambda to: _answering(links={"a": _ref(to)}),
    "example": lambda to: _answering(content={"application/json": {"examples": {"a": _ref(to)}}}),
    "callback": lambda to: _operation(callbacks={"a": _ref(to)}),
    "component": lambda to: _openapi(components={"responses": {"A": _ref(to)}}),
    "security-scheme": lambda to: _openapi(components={"securitySchemes": {"a": _ref(to)}}),
    "schema": lambda to: _schema(_ref(to)),
    "property": lambda to: _schema({"type": "object", "properties": {"a": _ref(to)}}),
    "items": lambda to: _schema({"type": "array", "items": _ref(to)}),
    "all-of": lambda to: _schema({"allOf": [_ref(to)]}),
    "not": lambda to: _schema({"not": _ref(to)}),
    "additional-properties": lambda to: _schema({"additionalProperties": _ref(to)}),
    "beside-a-keyword": lambda to: _schema({"type": "string", **_ref(to)}, "3.1.0"),
    "definitions-of-a-schema": lambda to: _schema({"$defs": {"a": _ref(to)}}, "3.1.0"),
    "dynamic": lambda to: _schema({"$dynamicRef": to}, "3.1.0"),
    "under-an-identifier": lambda to: _schema({"$id": to, "properties": {"a": _ref("a.json")}}, "3.1.0"),
    "webhook": lambda to: _openapi("3.1.0", webhooks={"a": _ref(to)}),
    "path-items-of-components": lambda to: _openapi("3.1.0", components={"pathItems": {"a": _ref(to)}}),
    "definition-of-2": lambda to: _swagger(definitions={"Pet": _ref(to)}),
    "parameter-of-2": lambda to: _swagger(
        paths={"/pets": {"get": {"parameters": [_ref(to)], "responses": {"200": OK}}}}
    ),
    "response-of-2": lambda to: _swagger(paths={"/pets": {"get": {"responses": {"200": _ref(to)}}}}),
    "path-item-of-2": lambda to: _swagger(paths={"/pets": _ref(to)}),
}

# Addresses that a reader might be tempted to visit, although nothing has to be resolved.
ADDRESSES: Mapping[str, Place] = {
    "schema-dialect": lambda to: _schema({"$schema": to, "type": "string"}, "3.1.0"),
    "default-dialect": lambda to: _openapi("3.1.0", jsonSchemaDialect=to),
    "identifier": lambda to: _schema({"$id": to}, "3.1.0"),
    "external-documentation": lambda to: _openapi(externalDocs={"url": to}),
    "external-example": lambda to: _answering(content={"text/plain": {"examples": {"a": {"externalValue": to}}}}),
    "operation-of-a-link": lambda to: _answering(links={"a": {"operationRef": to}}),
    "mapping-of-a-discriminator": lambda to: _schema(
        {"type": "object", "required": ["t"], "discriminator": {"propertyName": "t", "mapping": {"a": to}}}
    ),
    "open-id": lambda to: _openapi(
        components={"securitySchemes": {"a": {"type": "openIdConnect", "openIdConnectUrl": to}}}
    ),
    "data-that-looks-like-one": lambda to: _schema({"type": "object", "example": _ref(to), "default": _ref(to)}),
    "extension": lambda to: _openapi() | {"x-a": _ref(to)},
    "server": lambda to: _openapi(servers=[{"url": to}]),
}


def targets(port: int, secret: str) -> Iterator[str]:
    """List ways to name a listener on the loopback interface and a file."""
    yield from (f"http://127.0.0.1:{port}/x.json", f"http://localhost:{port}/x.json#/A", f"//127.0.0.1:{port}/x.json")
    yield from (
        f"file://{secret}",
        f"file://{secret}#/description",
        secret,
        f"../../../../../../../../..{secret}#/description",
    )
    yield "data:application/json,%7B%22type%22%3A%22string%22%7D"
