"""Small documents of every version of OpenAPI around the schemas of one request or response."""

from typing import Any

from openapi_contracts import ContentModel, Options, Report, compare

Json = dict[str, Any]
VERSIONS = ("2.0", "3.0.3", "3.1.0", "3.2.0")
MODERN = ("3.1.0", "3.2.0")
WAYS = ("request", "response")
PREFIX = {"2.0": "#/definitions/"}


def ref(name: str) -> Json:
    """Refer to a component; the version's own prefix is put in later."""
    return {"$ref": f"~{name}"}


def document(version: str, way: str, schemas: Json, *, body: Any = None) -> Json:
    """Write a document whose one operation sends or answers `Pet`, or the given body."""
    schema = ref("Pet") if body is None else body
    operation: Json = {"responses": {"200": {"description": "done"}}}
    if version == "2.0":
        if way == "request":
            operation["parameters"] = [{"name": "body", "in": "body", "required": True, "schema": schema}]
        else:
            operation["responses"]["200"]["schema"] = schema
        whole: Json = {"swagger": "2.0", "consumes": ["application/json"], "produces": ["application/json"]}
        whole |= {"definitions": schemas}
    else:
        content = {"content": {"application/json": {"schema": schema}}}
        if way == "request":
            operation["requestBody"] = {"required": True, **content}
        else:
            operation["responses"]["200"] |= content
        whole = {"openapi": version, "components": {"schemas": schemas}}
    whole |= {"info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"put": operation}}}
    pointed: Json = _pointed(whole, PREFIX.get(version, "#/components/schemas/"))
    return pointed


def _pointed(value: Any, prefix: str) -> Any:
    if isinstance(value, dict):
        return {key: _pointed(one, prefix) for key, one in value.items()}
    if isinstance(value, list):
        return [_pointed(one, prefix) for one in value]
    return prefix + value[1:] if isinstance(value, str) and value.startswith("~") else value


def compared(version: str, way: str, old: Json, new: Json, *, strict: bool = False) -> Report:
    """Compare two sets of components, as a request or as a response."""
    model = ContentModel.STRICT if strict else ContentModel.DECLARED
    return compare(document(version, way, old), document(version, way, new), options=Options(content_model=model))
