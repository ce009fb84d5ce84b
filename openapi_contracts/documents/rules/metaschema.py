"""The official schemas of OpenAPI documents and the meta-schemas of Schema Objects, compiled once.

The schemas of OpenAPI 2.0 and 3.0 choose between alternatives with `oneOf`. An error of `oneOf` contains the errors of
every branch, copied once per level of nesting (a document of 1 MB took 13 GB), and the useful error is hidden among
them. So alternatives with a distinguishing field or type are rewritten to `if`/`then`/`else`, which fails with the
errors of one branch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from jsonschema_rs import RegexOptions, Registry, ValidationError, Validator, validator_for
from openapi_schema_validator._specifications import REGISTRY as _OPENAPI  # the public registry lacks vocabularies

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.corrections import corrected, ignoring_references
from openapi_contracts.documents.rules.patterns import is_pattern
from openapi_contracts.documents.rules.sentences import explain, listed, shortened
from openapi_contracts.documents.rules.survey import Parts
from openapi_contracts.documents.syntaxes.parsed import pointer

DRAFT_4 = "http://json-schema.org/draft-04/schema"
OAS_31 = "https://spec.openapis.org/oas/3.1/dialect/base"
OAS_32 = "https://spec.openapis.org/oas/3.2/dialect/2025-09-17"

_DIALECTS = frozenset(
    {
        DRAFT_4,
        "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
        OAS_31,
        OAS_32,
    }
)
_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_ANY_FORMAT = (
    "uri-reference",
    "uri-template",
    "iri-reference",
    "iri",
    "json-pointer",
)  # draft 4 does not define them
_IDENTIFYING = ("in", "type", "flow")  # fields whose single allowed value identifies an alternative


@dataclass(frozen=True, slots=True)
class Violation(Problem):
    """A violation of an official schema; `field` is the missing or unexpected field, if it is about one."""

    field: str | None = None


@cache
def document_schema(version: str) -> Validator:
    """Return the official schema of a version, such as "3.0", as openapi-spec-validator ships it."""
    path = files("openapi_spec_validator") / "resources" / "schemas" / f"v{version}" / "schema.json"
    return _compiled(corrected(version, orjson.loads(path.read_bytes())))


@cache
def schema_object(version: str) -> Validator:
    """Return the meta-schema of the Schema Objects of OpenAPI 2.0 or 3.0; what stands beside `$ref` is ignored."""
    schema = dict(_OPENAPI.contents(f"{DRAFT_4}#"))
    if version == "3.0":
        schema.pop("dependencies")  # `exclusiveMinimum` may stand alone, since it defaults to the absence of a bound
    unfolded = _draft_7(schema)
    identity = {"$schema": unfolded.pop("$schema"), "definitions": unfolded.pop("definitions")}
    return _compiled(identity | ignoring_references(unfolded))


@cache
def dialect(identifier: str) -> Validator | None:
    """Return the meta-schema of a dialect of JSON Schema; None if the dialect is unknown."""
    known = identifier.removesuffix("#")
    if known not in _DIALECTS:
        return None
    return _compiled(_OPENAPI.contents(known if known in _OPENAPI else known + "#"))


def violations(schema: Validator, value: Any, parts: Parts = ()) -> Iterator[Violation]:
    """Yield the problems of `value`, which is at `parts` in a document. A valid value takes only one pass."""
    if schema.is_valid(value):
        return
    for error in schema.iter_errors(value):
        yield from _problems(_deepest(error), value, parts)


def _problems(error: ValidationError, value: Any, parts: Parts) -> Iterator[Violation]:
    """Convert an error to problems; each field that is not allowed is a problem at its own place."""
    path, found = _walk(value, error.instance_path)
    keyword, expected = error.kind.name, error.kind.value
    here = (*parts, *path)
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        for name in expected:
            yield Violation(*explain(keyword, name, found), pointer((*here, name)), field=name)
    elif keyword in ("oneOf", "anyOf") and (missing := _missing(error)):
        yield Violation(
            "missing-field", shortened(f"One of the fields {listed(missing)} is missing here."), pointer(here)
        )
    else:
        field = expected if keyword == "required" and isinstance(expected, str) else None
        yield Violation(*explain(keyword, expected, found), pointer(here), field=field)


def _deepest(error: ValidationError) -> ValidationError:
    """Return the error of the branch that matches deepest, which the author most likely intended."""
    while branches := [branch for branch in getattr(error.kind, "context", ()) if branch]:
        if error.kind.value and all(e.kind.name == "required" for branch in branches for e in branch):
            return error
        best = max(branches, key=lambda branch: (max(len(e.instance_path) for e in branch), -len(branch)))
        error = max(best, key=lambda e: len(e.instance_path))
    return error


def _missing(error: ValidationError) -> Sequence[str]:
    """Return the fields that the alternatives require, if all their errors are missing fields."""
    return [each.kind.value for branch in getattr(error.kind, "context", ()) for each in branch]


def _walk(value: Any, path: Sequence[str | int]) -> tuple[list[str], Any]:
    """Follow the path of an error, in which the engine gives numeric keys as numbers ("007" as 7)."""
    steps: list[str] = []
    for step in path:
        key = str(step)
        if isinstance(value, dict) and key not in value:
            key = next(name for name in value if name.isdecimal() and int(name) == step)
        value = value[int(key) if isinstance(value, list) else key]
        steps.append(key)
    return steps, value


def _compiled(schema: Any) -> Validator:
    if schema.get("$schema", "").startswith(DRAFT_4):
        schema = _draft_7(schema)
    return validator_for(
        schema,
        mask="…",  # messages do not show values of the document
        offline=True,
        validate_formats=True,
        formats=_formats(schema),
        registry=_resources(),
        pattern_options=RegexOptions(),
    )


def _draft_7(schema: Any) -> dict[str, Any]:
    """Convert a schema of draft 4 to draft 7."""
    unfolded: dict[str, Any] = _unfolded(schema, schema)
    unfolded["$schema"] = _DRAFT_7
    unfolded.pop("id", None)
    return unfolded


@cache
def _resources() -> Registry:
    """Return all meta-schemas, so that their references resolve without the network."""
    return Registry([(uri, _OPENAPI.contents(uri)) for uri in _OPENAPI])


def _formats(schema: Any) -> dict[str, Any]:
    """Return format checks: `regex` by `is_pattern`, and no check for formats that the draft does not assert."""
    ignored = _ANY_FORMAT if schema["$schema"] == _DRAFT_7 else (*_ANY_FORMAT, "uri", "email", "idn-email")
    return {name: lambda _: True for name in ignored} | {"regex": is_pattern}


def _unfolded(part: Any, root: Any) -> Any:
    """Convert a schema from draft 4 to draft 7, with alternatives rewritten to conditions where possible."""
    if isinstance(part, list):
        return [_unfolded(each, root) for each in part]
    if not isinstance(part, dict):
        return part
    unfolded = {key: _unfolded(value, root) for key, value in part.items()}
    if part.get("exclusiveMinimum") is True:
        unfolded["exclusiveMinimum"] = unfolded.pop("minimum")
    for keyword in ("oneOf", "anyOf"):
        if isinstance(part.get(keyword), list) and (chosen := _choice(keyword, unfolded[keyword], root)):
            del unfolded[keyword]
            unfolded["allOf"] = [*unfolded.get("allOf", ()), chosen]
    return unfolded


def _choice(keyword: str, branches: list[Any], root: Any) -> dict[str, Any] | None:
    """Build the condition that selects a branch; None if two or more branches have no distinguishing mark."""
    marks = [_mark(branch, root) for branch in branches]
    plain = [branch for branch, mark in zip(branches, marks, strict=True) if mark is None]
    if len(plain) > 1:
        return None
    choice: Any = plain[0] if plain else _none_of(marks) or {keyword: branches}
    for branch, mark in zip(branches, marks, strict=True):
        if mark is not None:
            choice = {"if": mark, "then": branch, "else": choice}
    return choice if isinstance(choice, dict) else None


def _none_of(marks: Sequence[dict[str, Any] | None]) -> dict[str, Any] | None:
    """Build a schema that rejects values matching no mark, if the same single field marks all branches; else None."""
    fixed_values = [list(mark.get("properties", {}).items()) for mark in marks if mark]
    if not all(len(fields) == 1 and fields[0][0] == fixed_values[0][0][0] for fields in fixed_values):
        return None
    name = fixed_values[0][0][0]
    values = [value for ((_, schema),) in fixed_values for value in schema["enum"]]
    return {"type": "object", "required": [name], "properties": {name: {"enum": values}}}


def _mark(branch: Any, root: Any) -> dict[str, Any] | None:
    """Return a schema that identifies this branch, by a `$ref`, a type, or fields with a single value; else None."""
    reference = branch.get("$ref", "")
    schema = root["definitions"][reference.rpartition("/")[2]] if reference.startswith("#/definitions/") else branch
    if schema.get("required") == ["$ref"]:
        return {"type": "object", "required": ["$ref"]}
    if schema.get("type") in ("boolean", "array"):
        return {"type": schema["type"]}
    fields = schema.get("properties", {})
    fixed_values = {
        name: fields[name]["enum"] for name in _IDENTIFYING if len(fields.get(name, {}).get("enum", ())) == 1
    }
    if not fixed_values:
        return None
    return {
        "type": "object",
        "required": list(fixed_values),
        "properties": {name: {"enum": values} for name, values in fixed_values.items()},
    }
