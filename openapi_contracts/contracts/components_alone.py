"""Documents of components alone: each component is compared as if an operation used it, in both directions."""

from collections.abc import Mapping
from typing import Any

from openapi_contracts.documents.pointers import escape, split

_ROOT = "/paths/~1components~1"
_JSON = "application/json"


def is_alone(document: Mapping[str, Any]) -> bool:
    """Say whether a document has components and no operation."""
    has_components = any(document.get(key) for key in ("components", "definitions", "parameters", "responses"))
    return has_components and not document.get("paths") and not document.get("webhooks")


def as_used(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with an operation for each of its components."""
    is_swagger = "swagger" in document
    components = document if is_swagger else document.get("components")
    uses = _IN_2_0 if is_swagger else _SINCE_3_0
    prefix = "#" if is_swagger else "#/components"
    paths: dict[str, Any] = {}
    for kind, use in uses.items():
        named = components.get(kind) if isinstance(components, Mapping) else None
        for name in named if isinstance(named, Mapping) else ():
            paths[f"/components/{kind}/{escape(name)}"] = use({"$ref": f"{prefix}/{kind}/{escape(name)}"})
    return {**document, "paths": paths}


def placed(pointer: str | None, document: Mapping[str, Any]) -> str | None:
    """Return where a place of the operations of `as_used` is in the document itself: at the component."""
    if pointer is None or not pointer.startswith(_ROOT):
        return pointer
    kind, _, name = pointer.removeprefix(_ROOT).partition("/")[0].partition("~1")
    return f"{'' if 'swagger' in document else '/components'}/{kind}/{name.replace('~01', '~1').replace('~00', '~0')}"


def named(pointer: str | None) -> str:
    """Return the name of the component at a place."""
    return split(pointer or "/")[-1]


def _operation(method: str, **members: Any) -> dict[str, Any]:
    return {method: {"responses": {"200": {"description": ""}}, **members}}


def _schema(used: Any) -> dict[str, Any]:
    content = {"content": {_JSON: {"schema": used}}}
    return _operation("post", requestBody=content, responses={"200": {"description": "", **content}})


def _swagger_schema(used: Any) -> dict[str, Any]:
    body = {"in": "body", "name": "body", "schema": used}
    return _operation("post", parameters=[body], responses={"200": {"description": "", "schema": used}})


_SINCE_3_0 = {
    "schemas": _schema,
    "parameters": lambda used: _operation("get", parameters=[used]),
    "requestBodies": lambda used: _operation("post", requestBody=used),
    "responses": lambda used: _operation("get", responses={"200": used}),
    "headers": lambda used: _operation("get", responses={"200": {"description": "", "headers": {"X-Header": used}}}),
    "callbacks": lambda used: _operation("post", callbacks={"callback": used}),
    "pathItems": lambda used: used,
}
_IN_2_0 = {
    "definitions": _swagger_schema,
    "parameters": lambda used: _operation("post", parameters=[used]),
    "responses": lambda used: _operation("get", responses={"200": used}),
}
