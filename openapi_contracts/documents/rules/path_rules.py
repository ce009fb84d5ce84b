"""Rules for paths: their spelling, their template expressions and the path parameters of their operations."""

import re
from collections.abc import Iterator
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.objects import DocumentObject, Objects
from openapi_contracts.documents.rules.sentences import listed, shortened
from openapi_contracts.documents.syntaxes.parsed import quoted

_EXPRESSION = re.compile(r"\{([^{}]*)\}")
_REQUEST_ONLY = {"?": "a query; declare query parameters instead", "#": "a fragment, which is never sent"}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def spelling(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield paths with braces that do not match, a query, a fragment, or a repeated template expression."""
    for path in _paths(here):
        names = _EXPRESSION.findall(path)
        if re.search(r"[{}]", _EXPRESSION.sub("", path)):
            sentence = f"The braces of the path {quoted(path)} do not match; write each parameter as {{name}}."
            yield Problem("malformed-path-template", shortened(sentence), here.at(path))
        for character, what in _REQUEST_ONLY.items():
            if character in _EXPRESSION.sub("", path):
                sentence = f"The path {quoted(path)} contains `{character}`, which begins {what}."
                yield Problem("path-with-query", shortened(sentence), here.at(path))
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            sentence = f"The path {quoted(path)} has more than one template expression {listed(repeated)}."
            yield Problem("repeated-path-parameter", shortened(sentence), here.at(path))


def equivalent(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield paths that differ from an earlier one only in the names of their template expressions."""
    seen: dict[str, str] = {}
    for path in _paths(here):
        template = _EXPRESSION.sub("{}", path)
        first = seen.setdefault(template, path)
        if first != path:
            sentence = f"The paths {quoted(first)} and {quoted(path)} are the same path; keep one of them."
            yield Problem("equivalent-paths", shortened(sentence), here.at(path))


def parameters(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield path parameters that an operation does not declare, and declared ones that the path does not have."""
    for path in _paths(here):
        if not (item := here.node[path]) or not isinstance(item, dict):
            continue
        expected = set(filter(None, _EXPRESSION.findall(path)))
        holders = _holders(item, (*here.parts, path), objects)
        if holders is None:
            continue
        shared = [_declared(holder, objects) for holder in holders]
        for operation in (each for holder in holders for each in _operations(holder, objects)):
            yield from _unmatched(path, expected, [*shared, _declared(operation, objects)], operation)


def required(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield a path parameter that is not required."""
    if here.node.get("in") == "path" and here.node.get("required") is not True:
        name = quoted(str(here.node.get("name", "")))
        sentence = f"The path parameter {name} must have `required: true`."
        yield Problem("optional-path-parameter", shortened(sentence), here.at("required"))


def _paths(here: DocumentObject) -> Iterator[str]:
    return (path for path in here.node if path.startswith("/"))


def _holders(item: dict[str, Any], parts: tuple[str, ...], objects: Objects) -> list[DocumentObject] | None:
    """Return the path item and the one that it refers to; None if the reference is broken."""
    own = DocumentObject("PathItem", item, parts)
    if "$ref" not in item or not objects.references.follows(item):
        return [own]
    target = objects.resolved(item, parts)
    return None if target is None else [own, target]


def _operations(holder: DocumentObject, objects: Objects) -> Iterator[DocumentObject]:
    known = objects.fields_of("PathItem")
    for method in _METHODS:
        if method in known and isinstance(operation := holder.node.get(method), dict):
            yield DocumentObject("Operation", operation, (*holder.parts, method))
    more = holder.node.get("additionalOperations") if "additionalOperations" in known else None
    for method, operation in more.items() if isinstance(more, dict) else ():
        if isinstance(operation, dict):
            yield DocumentObject("Operation", operation, (*holder.parts, "additionalOperations", method))


def _declared(holder: DocumentObject, objects: Objects) -> tuple[set[str], bool]:
    """Return the names of the path parameters of a path item or operation, and whether all could be read."""
    names: set[str] = set()
    complete = True
    several = holder.node.get("parameters")
    for index, parameter in enumerate(several if isinstance(several, list) else ()):
        found = objects.resolved(parameter, (*holder.parts, "parameters", str(index)))
        complete = complete and found is not None
        if found is not None and found.node.get("in") == "path" and isinstance(found.node.get("name"), str):
            names.add(found.node["name"])
    return names, complete


def _unmatched(
    path: str, expected: set[str], declared: list[tuple[set[str], bool]], operation: DocumentObject
) -> Iterator[Problem]:
    names = set().union(*(each for each, _ in declared))
    for name in sorted(expected - names) if all(complete for _, complete in declared) else ():
        sentence = f"The path {quoted(path)} has a parameter {quoted(name)} that this operation does not declare."
        yield Problem("undeclared-path-parameter", shortened(sentence), operation.at())
    for name in sorted(names - expected):
        sentence = f"The path parameter {quoted(name)} of this operation does not occur in the path {quoted(path)}."
        yield Problem("unused-path-parameter", shortened(sentence), operation.at())
