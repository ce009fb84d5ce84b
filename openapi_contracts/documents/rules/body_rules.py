"""Rules of OpenAPI 2.0 for the body of a request: one body, or the fields of a form."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.objects import DocumentObject, Objects
from openapi_contracts.documents.rules.sentences import listed, shortened

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def bodies(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield, for a path item, operations with two bodies, a body beside form fields, or files outside of forms."""
    shared = _parameters(here, objects)
    yield from _conflicts(list(shared.values()), here)
    for method in _METHODS:
        if isinstance(operation := here.node.get(method), dict):
            own = DocumentObject("Operation", operation, (*here.parts, method))
            effective = list({**shared, **_parameters(own, objects)}.values())
            yield from _conflicts(effective, own)
            yield from _files(effective, own, objects)


def _parameters(holder: DocumentObject, objects: Objects) -> dict[tuple[Any, Any], dict[str, Any]]:
    """Return the parameters of a path item or operation, by name and location."""
    several = holder.node.get("parameters")
    located = (
        objects.resolved(each, (*holder.parts, "parameters", str(index)))
        for index, each in enumerate(several if isinstance(several, list) else ())
    )
    return {(str(each.node.get("name")), str(each.node.get("in"))): each.node for each in located if each is not None}


def _conflicts(parameters: list[dict[str, Any]], holder: DocumentObject) -> Iterator[Problem]:
    names = [str(each.get("name")) for each in parameters if each.get("in") == "body"]
    fields = [str(each.get("name")) for each in parameters if each.get("in") == "formData"]
    if len(names) > 1:
        sentence = f"There can be only one body, and the parameters {listed(names)} are bodies; keep one of them."
        yield Problem("several-bodies", shortened(sentence), holder.at("parameters"))
    if names and fields:
        sentence = f"The body {listed(names)} and the form fields {listed(fields)} exclude each other."
        yield Problem("body-and-form", shortened(sentence), holder.at("parameters"))


def _files(parameters: list[dict[str, Any]], operation: DocumentObject, objects: Objects) -> Iterator[Problem]:
    files = [str(each.get("name")) for each in parameters if each.get("type") == "file"]
    consumes = operation.node.get("consumes", objects.document.get("consumes"))
    types = [str(each).partition(";")[0].strip().lower() for each in consumes] if isinstance(consumes, list) else []
    if files and not any(each in _FORMS for each in types):
        sentence = f"An operation with the file {listed(files)} must consume {' or '.join(_FORMS)}."
        yield Problem("file-outside-form", shortened(sentence), operation.at("consumes"))
