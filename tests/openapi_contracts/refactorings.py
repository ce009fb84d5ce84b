"""Ways to write a document anew that change nothing in the set of messages it allows."""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import Syntax, read
from openapi_contracts.documents.rendering import render
from tests.openapi_contracts.grammar import METHODS, At, Document, references, rewritten
from tests.openapi_contracts.renaming import is_modern, is_swagger, others_renamed, schemas_at, schemas_renamed, stands

Refactoring: TypeAlias = Callable[[Document], Document]

_ORDER_FREE = {
    "schema": ("required", "enum", "allOf", "anyOf", "oneOf"),
    "operation": ("tags", "parameters", "security"),
    "item": ("parameters",),
    "document": ("security",),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ANNOTATIONS = _words("title description default example examples deprecated readOnly writeOnly externalDocs xml")
_LEAF = 400  # characters of the largest component that is written in place of references to it
_EXACT = 2**53  # up to here every integer is a float of its own
# Annotations of OpenAPI 3.0 that assert something in 3.1.
_LATER = _words(
    "$anchor $defs $dynamicRef $id $schema const contains dependentRequired dependentSchemas else if maxContains "
    "minContains patternProperties prefixItems propertyNames then unevaluatedItems unevaluatedProperties"
)


def reordered(document: Document) -> Document:
    """Put the members of every mapping, and of every list without an order, in another order."""
    chance, through = random.Random("reordered"), _through(document)

    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {name: shuffled(value[name]) for name in chance.sample(list(value), len(value))}

    def in_any_order(value: dict[str, Any], at: At) -> Any:
        for key in _ORDER_FREE.get(at.kind, ()):
            if isinstance(value.get(key), list) and (*at.steps, key) not in through:
                value[key] = chance.sample(value[key], len(value[key]))
        return value

    return shuffled(rewritten(document, in_any_order))


def through_yaml(document: Document) -> Document:
    """Write a document as YAML and read it back."""
    return read(render(document, Syntax.YAML), Limits()).data


def through_json(document: Document) -> Document:
    """Write a document as JSON and read it back."""
    return read(render(document, Syntax.JSON), Limits()).data


def inlined(document: Document) -> Document:
    """Write small components that lead nowhere in the place of the references to them."""

    def in_place(value: dict[str, Any], at: At) -> Any:
        reference = value.get("$ref")
        if not isinstance(reference, str) or (is_modern(document) and len(value) > 1) or _is_named(at):
            return value
        target = stands(document, reference.removeprefix("#/")) if reference.startswith("#/") else None
        if not isinstance(target, dict) or "discriminator" in target:
            return value
        text = json.dumps(target)
        return value if len(text) > _LEAF or '"$ref"' in text else json.loads(text)

    return rewritten(document, in_place)


def _is_named(at: At) -> bool:
    """Is this a branch a discriminator chooses by its name, or a path item, which adds what stands beside it?"""
    chosen = isinstance(at.parent, dict) and "discriminator" in at.parent
    return at.kind == "item" or (chosen and len(at.steps) > 1 and at.steps[-2] in ("oneOf", "anyOf"))


def extracted(document: Document) -> Document:
    """Make components of every third schema that stands in place."""
    through = _through(document)
    made: dict[str, Any] = {}
    met = 0

    def to_component(value: dict[str, Any], at: At) -> Any:
        nonlocal met
        if not _is_own(value, at) or at.steps in through:
            return value
        met += 1
        if met % 3:
            return value
        name = f"extracted.{len(made)}"
        made[name] = value
        return {"$ref": f"#/{schemas_at(document)}/{name}"}

    copy = rewritten(document, to_component)
    if is_swagger(copy):
        return copy | {"definitions": copy.get("definitions", {}) | made}
    components = copy.get("components", {})
    return copy | {"components": components | {"schemas": components.get("schemas", {}) | made}}


def _is_own(value: Mapping[str, Any], at: At) -> bool:
    """Is this the schema of a value: of a property, the items of an array, a body or a parameter?"""
    if at.kind != "schema" or "$ref" in value or "discriminator" in value or value.get("type") == "file":
        return False
    return at.steps[-1] in ("schema", "items") or (len(at.steps) > 1 and at.steps[-2] == "properties")


def shared_parameters(document: Document) -> Document:
    """Say at the path what every operation of it says of its parameters."""
    through = _through(document)

    def said_once(value: dict[str, Any], at: At) -> Any:
        methods = [method for method in METHODS if isinstance(value.get(method), dict)]
        if at.kind != "item" or not methods or value.get("parameters") or "$ref" in value or at.steps in through:
            return value
        if "additionalOperations" in value:  # they would have the parameters too
            return value
        lists = [value[method].get("parameters") or [] for method in methods]
        common = [one for one in lists[0] if all(one in other for other in lists) and not _is_of_body(document, one)]
        for method in methods:
            left = [one for one in value[method].get("parameters") or [] if one not in common]
            value[method] = {key: one for key, one in value[method].items() if key != "parameters"}
            value[method] |= {"parameters": left} if left else {}
        return value | ({"parameters": common} if common else {})

    return rewritten(document, said_once)


def _is_of_body(document: Document, parameter: Any) -> bool:
    target = stands(document, str(parameter["$ref"]).removeprefix("#/")) if "$ref" in parameter else parameter
    return not isinstance(target, dict) or target.get("in") in ("body", "formData")


def wrapped(document: Document) -> Document:
    """Write schemas, and references to them, as an `allOf` of one, with their annotations beside it."""
    through = _through(document)

    def around(value: dict[str, Any], at: At) -> Any:
        if at.kind != "schema" or at.steps in through or at.steps[-2:-1] in (("oneOf",), ("anyOf",), ("allOf",)):
            return value
        if "discriminator" in value or "$id" in value or value.get("type") == "file":
            return value
        outside = {key: one for key, one in value.items() if key in _ANNOTATIONS}
        inside = {key: one for key, one in value.items() if key not in outside}
        return value if not inside or ("$ref" in value and outside) else outside | {"allOf": [inside]}

    return rewritten(document, around)


def constants(document: Document) -> Document:
    """Write an enumeration of one value as a constant, and a constant as an enumeration; in 3.1 alone."""

    def either_way(value: dict[str, Any], at: At) -> Any:
        if at.kind != "schema" or ("const" in value and "enum" in value):
            return value
        if isinstance(value.get("enum"), list) and len(value["enum"]) == 1:
            return {"const" if key == "enum" else key: one[0] if key == "enum" else one for key, one in value.items()}
        return {"enum" if key == "const" else key: [one] if key == "const" else one for key, one in value.items()}

    return rewritten(document, either_way) if is_modern(document) else document


def integer_bounds(document: Document) -> Document:
    """Exclude the next integer instead of including the last."""

    def excluding(value: dict[str, Any], at: At) -> Any:
        if at.kind != "schema" or value.get("type") != "integer":
            return value
        for key, step in (("minimum", -1), ("maximum", 1)):
            exclusive, bound = f"exclusive{key.title()}", value.get(key)
            if (
                isinstance(bound, int)
                and not isinstance(bound, bool)
                and abs(bound) < _EXACT
                and exclusive not in value
            ):
                value |= {exclusive: bound + step} if is_modern(document) else {key: bound + step, exclusive: True}
                if is_modern(document):
                    del value[key]
        return value

    return rewritten(document, excluding)


def lifted(document: Document) -> Document:
    """Write a document of OpenAPI 3.0 in 3.1."""
    if not str(document.get("openapi", "")).startswith("3.0"):
        return document

    def modern(value: dict[str, Any], at: At) -> Any:
        return _modern(value) if at.kind == "schema" else value

    return rewritten(document, modern) | {"openapi": "3.1.0"}


def _modern(schema: dict[str, Any]) -> dict[str, Any]:
    """Write a schema of 3.0 in 3.1: what stood beside a reference was ignored (OAS 3.0.3, 4.7.23)."""
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    known = {key: one for key, one in schema.items() if key not in _LATER and key != "nullable"}
    if schema.get("nullable") is True and "type" in known:
        known["type"] = [known["type"], "null"]
    if "example" in known:
        known["examples"] = [known.pop("example")]
    for key in ("minimum", "maximum"):
        if known.pop(exclusive := f"exclusive{key.title()}", False) is True and key in known:
            known[exclusive] = known.pop(key)
    return known


def _through(document: Document) -> set[tuple[str | int, ...]]:
    """List what references lead through, which must stay where it is."""
    steps = {tuple(map(_step, unquote(reference).split("/")[1:])) for reference in references(document)}
    return {each[:length] for each in steps for length in range(1, len(each))}


def _step(token: str) -> str | int:
    return int(token) if token.isdigit() else token.replace("~1", "/").replace("~0", "~")


REFACTORINGS: dict[str, Refactoring] = {
    "its members are reordered": reordered,
    "it is written as YAML": through_yaml,
    "it is written as JSON": through_json,
    "its schemas are renamed": schemas_renamed,
    "its other components are renamed": others_renamed,
    "small components are written in place": inlined,
    "schemas are made components": extracted,
    "common parameters are said at the path": shared_parameters,
    "schemas are wrapped in an allOf": wrapped,
    "single values become constants": constants,
    "bounds of integers exclude the next": integer_bounds,
    "3.0 is lifted to 3.1": lifted,
}
