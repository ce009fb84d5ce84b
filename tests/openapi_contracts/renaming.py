"""Components under other names: what refers to them follows, and what is sent by its name keeps it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from openapi_contracts.contracts.source_document import at_pointer
from tests.openapi_contracts.grammar import At, Document, objects, rewritten

Names: TypeAlias = Mapping[str, Mapping[str, str]]


def schemas_renamed(document: Document) -> Document:
    """Give every schema that has a name another, unless the name itself is sent: as a discriminator's value."""
    prefix = schemas_at(document)
    named = stands(document, prefix) or {}
    kept = _sent_names(document)
    return _moved(document, {prefix: {name: f"{name}.renamed" for name in named if name not in kept}})


def others_renamed(document: Document) -> Document:
    """Give every component that is no schema another name."""
    kinds = (
        *("parameters", "responses", "requestBodies", "headers", "callbacks", "pathItems", "mediaTypes"),
        *("examples", "links"),
    )
    root = "" if is_swagger(document) else "components/"
    schemes = "securityDefinitions" if is_swagger(document) else "components/securitySchemes"
    places = [schemes, *(f"{root}{kind}" for kind in kinds)]
    names = {place: {name: f"{name}.moved" for name in stands(document, place) or ()} for place in places}
    moved = _moved(document, names)

    def required(value: dict[str, Any], at: At) -> Any:
        if at.kind in ("document", "operation") and isinstance(value.get("security"), list):
            value["security"] = [_renamed(one, names[schemes]) for one in value["security"]]
        return value

    return rewritten(moved, required)


def _renamed(mapping: Any, names: Mapping[str, str]) -> Any:
    return {names.get(name, name): value for name, value in mapping.items()} if isinstance(mapping, dict) else mapping


def _moved(document: Document, names: Names) -> Document:
    """Rename the members of mappings, by their places, and what refers to them."""
    targets = {f"#/{place}/{old}": f"#/{place}/{new}" for place in names for old, new in names[place].items()}
    moved = _redirected(document, targets)
    for place, renamed in names.items():
        *above, last = place.split("/")
        holder = moved[above[0]] if above else moved
        if renamed:
            holder[last] = _renamed(holder[last], renamed)
    return moved


def _redirected(value: Any, targets: Mapping[str, str]) -> Any:
    """Copy a value, with every reference to one of the targets led to where that is now."""
    if isinstance(value, list):
        return [_redirected(one, targets) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _redirected(one, targets) for key, one in value.items()}
    if "$ref" in copy:
        copy["$ref"] = _led(copy["$ref"], targets)
    discriminator = copy.get("discriminator")
    if isinstance(discriminator, dict) and isinstance(discriminator.get("mapping"), dict):
        mapping = {sent: _led(_as_reference(to), targets) for sent, to in discriminator["mapping"].items()}
        copy["discriminator"] = discriminator | {"mapping": mapping}
    return copy


def _led(reference: Any, targets: Mapping[str, str]) -> Any:
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return reference
    steps = reference.split("/")
    for length in (3, 4):  # of a component in 2.0, and since
        start = "/".join(steps[:length])
        if start in targets:
            return "/".join([targets[start], *steps[length:]])
    return reference


def _as_reference(mapped: Any) -> Any:
    """Write a name in a discriminator's mapping as the reference it is short for (OAS 3.0.3, 4.7.25)."""
    is_name = isinstance(mapped, str) and "/" not in mapped and "#" not in mapped
    return f"#/components/schemas/{mapped}" if is_name else mapped


def _sent_names(document: Document) -> set[str]:
    """List the schemas whose names are the values of a discriminator, unless a mapping says others."""
    named = stands(document, schemas_at(document)) or {}
    found = {name for name, one in named.items() if "discriminator" in one}
    grown = True
    while grown:
        more = {name for name, one in named.items() if {_last(part) for part in one.get("allOf", ())} & found} - found
        found |= more
        grown = bool(more)
    choosing = [one for one in objects(document) if isinstance(one.get("discriminator"), dict)]
    branches = [branch for one in choosing for key in ("oneOf", "anyOf") for branch in one.get(key, ())]
    return found | {_last(branch) for branch in branches}


def _last(branch: Any) -> str:
    return str(branch.get("$ref", "")).rsplit("/", 1)[-1] if isinstance(branch, dict) else ""


def is_modern(document: Document) -> bool:
    """Say whether schemas are those of JSON Schema 2020-12."""
    return str(document.get("openapi", "")).startswith(("3.1", "3.2"))


def is_swagger(document: Document) -> bool:
    """Say whether a document is of OpenAPI 2.0."""
    return "swagger" in document


def schemas_at(document: Document) -> str:
    return "definitions" if is_swagger(document) else "components/schemas"


def stands(document: Document, place: str) -> Any:
    """Return what stands at a place, written as a JSON Pointer is; None where nothing does."""
    found = at_pointer(document, f"/{place}")
    return found.raw if found else None
