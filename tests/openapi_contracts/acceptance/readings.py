"""A document written out as its authors mean it: every reading as plain JSON Schema, at the same places.

It is written apart from the engine, so that a reading that is wrong there is found here.
"""

import copy
from collections.abc import Iterator
from typing import Any

COMPONENTS = "#/components/schemas/"
UNIONS = ("oneOf", "anyOf")
LOGIC = ("not", "if", "then", "else", "dependentSchemas")
OWN = "own-of-"
Json = dict[str, Any]


def written_out(document: Json) -> Json:
    """Return a copy of a document, OpenAPI 3.0 or later, whose discriminators and implied types are plain keywords."""
    meant: Json = copy.deepcopy(document)
    schemas: Json = (meant.get("components") or {}).get("schemas") or {}
    families = {name: heirs for name in schemas if (heirs := _family(schemas, name))}
    for schema in [*_schemas(meant)]:
        _imply_type(schema)
        _admit_null(schema)
    for name, schema in list(schemas.items()):
        for union in _unions(schema):
            _tag_branches(schemas, union)
        if name not in families:
            continue
        schemas[OWN + name] = {key: value for key, value in schema.items() if key != "discriminator"}
    for schema in [*_schemas({key: value for key, value in meant.items() if key != "components"})]:
        for union in _unions(schema):
            _tag_branches(schemas, union)
    for name, heirs in families.items():
        for heir in heirs:
            _point_to_own(schemas[heir], name)
            if OWN + heir in schemas:
                _point_to_own(schemas[OWN + heir], name)
    for name, heirs in families.items():
        parent = schemas[name]
        branches = [_branch(schemas, parent, one, OWN + one if OWN + one in schemas else one) for one in (name, *heirs)]
        if branches[0] is None and _values(schemas, name, parent["discriminator"]["propertyName"]):
            branches = branches[1:]
        bare = [{"$ref": COMPONENTS + (OWN + one if OWN + one in schemas else one)} for one in (name, *heirs)]
        schemas[name] = {"anyOf": [told or plain for told, plain in zip(branches, bare[-len(branches) :], strict=True)]}
    return meant


def _schemas(value: Any) -> Iterator[Json]:
    """List every object that may be a schema, innermost last."""
    pending = [(value, False)]
    for one, is_logic in pending:
        if isinstance(one, list):
            pending += [(item, is_logic) for item in one]
        elif isinstance(one, dict):
            if not is_logic:
                yield one
            pending += [
                (item, is_logic or key in LOGIC)
                for key, item in one.items()
                if key not in ("example", "examples", "default", "enum", "const") or not isinstance(item, list)
            ]


def _imply_type(schema: Json) -> None:
    words = {"object": ("properties", "required"), "array": ("items",), "string": ("pattern",)}
    if {"type", "enum", "const", "in"} & schema.keys():
        return
    kinds = [
        kind for kind, keys in words.items() if any(isinstance(schema.get(key), dict | list | str) for key in keys)
    ]
    if len(kinds) == 1 and not isinstance(schema.get("required"), bool):
        schema["type"] = kinds[0]


def _admit_null(schema: Json) -> None:
    if schema.get("nullable") is True and any(isinstance(schema.get(key), list) for key in ("allOf", *UNIONS)):
        inner = {key: value for key, value in schema.items() if key != "nullable"}
        schema.clear()
        schema["anyOf"] = [inner, {"nullable": True, "type": "string", "enum": [None]}]


def _unions(schema: Any) -> Iterator[Json]:
    for one in _schemas(schema):
        if isinstance(one.get("discriminator"), dict) and any(isinstance(one.get(union), list) for union in UNIONS):
            yield one


def _tag_branches(schemas: Json, union: Json) -> None:
    for keyword in UNIONS:
        for index, branch in enumerate(union.get(keyword, ())):
            reference = branch.get("$ref", "") if isinstance(branch, dict) else ""
            if reference.startswith(COMPONENTS):
                name = reference.removeprefix(COMPONENTS)
                union[keyword][index] = _branch(schemas, union, name, name) or branch


def _branch(schemas: Json, parent: Json, name: str, place: str) -> Json | None:
    """Return a reference to an alternative with its tag beside; None where no tag tells it."""
    stated = parent["discriminator"]
    word = stated["propertyName"]
    mapping = {value: to.rpartition("/")[2] for value, to in (stated.get("mapping") or {}).items()}
    declared = _values(schemas, name, word)
    if declared is None:
        return None
    tags = [value for value, to in mapping.items() if to == name] or [name]
    values = [value for value in tags if not declared or value in declared]
    if stated.get("defaultMapping", "").rpartition("/")[2] == name:
        others = [value for value, to in mapping.items() if to != name]
        others += [one for one in schemas if one != name and one not in mapping.values()]
        return {"allOf": [{"$ref": COMPONENTS + place}, {"properties": {word: {"not": {"enum": others}}}}]}
    tag = {"required": [word], "properties": {word: {"enum": values}}}
    return {"allOf": [{"$ref": COMPONENTS + place}, tag]} if values else None


def _values(schemas: Json, name: str, word: str) -> set[str] | None:
    """Return the values a component fixes for a property, none for any string; None where it holds no string."""
    found: set[str] = set()
    is_declared = False
    for part in _parts(schemas, {"$ref": COMPONENTS + name}):
        child = (part.get("properties") or {}).get(word)
        for one in _parts(schemas, child) if child is not None else ():
            is_declared = True
            if one.get("type", "string") not in ("string", ["string"], ["string", "null"]):
                return None
            values = {*map(str, one.get("enum", [one["const"]] if "const" in one else []))}
            found = found & values if found and values else found or values
    return found if is_declared else None


def _parts(schemas: Json, schema: Any) -> Iterator[Json]:
    pending, seen = [schema], set[int]()
    for part in pending:
        if isinstance(part, dict) and id(part) not in seen:
            seen.add(id(part))
            yield part
            pending += part.get("allOf", ())
            pending.append(schemas.get(str(part.get("$ref", "")).removeprefix(COMPONENTS)))


def _family(schemas: Json, name: str) -> list[str]:
    """List the components that inherit from one with a discriminator of its own."""
    parent = schemas[name]
    if not isinstance(parent, dict) or not isinstance(parent.get("discriminator"), dict) or set(UNIONS) & parent.keys():
        return []
    if _values(schemas, name, parent["discriminator"]["propertyName"]) is None:
        return []
    found = [name]
    for one in found:
        found += [heir for heir in schemas if heir not in found and one in _parents(schemas[heir])]
    mapped = [to.rpartition("/")[2] for to in (parent["discriminator"].get("mapping") or {}).values()]
    return [*found[1:], *dict.fromkeys(to for to in mapped if to in schemas and to not in found)]


def _parents(schema: Any) -> set[str]:
    if not isinstance(schema, dict) or not isinstance(schema.get("allOf"), list):
        return set()
    only = schema["allOf"][0] if len(schema["allOf"]) == 1 else {}
    if "$ref" in only and schema.keys() <= {"allOf", "title", "description", "nullable"}:
        return set()
    return {str(part.get("$ref", "")).removeprefix(COMPONENTS) for part in schema["allOf"] if isinstance(part, dict)}


def _point_to_own(schema: Any, name: str) -> None:
    for part in schema.get("allOf", ()) if isinstance(schema, dict) else ():
        if isinstance(part, dict) and part.get("$ref") == COMPONENTS + name:
            part["$ref"] = COMPONENTS + OWN + name
