"""Schemas of an OpenAPI 3.0 contract, compiled once for checking requests."""

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

SENTENCE = 300  # characters at most: a message may quote the names of a client's members


def compile_schema(schema: Mapping[str, Any]) -> jsonschema_rs.Draft4Validator:
    """Compile a schema; patterns run in linear time, formats are checked. Raises ValueError for a broken schema."""
    return jsonschema_rs.Draft4Validator(
        _without_nullable(schema),
        validate_formats=True,
        pattern_options=jsonschema_rs.RegexOptions(),
        mask="the value",
    )


def complaints(validator: jsonschema_rs.Draft4Validator, value: Any) -> Iterator[tuple[str, str]]:
    """List what is wrong with a value, as JSON Pointer and a sentence that does not repeat the value."""
    for error in validator.iter_errors(value):
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error.instance_path)
        yield "".join(f"/{step}" for step in steps), error.message[:SENTENCE]


def _without_nullable(schema: Any) -> Any:
    """Say `nullable` of OpenAPI 3.0 as JSON Schema does, by the type null."""
    if isinstance(schema, list):
        return [_without_nullable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    said = {key: _without_nullable(value) for key, value in schema.items()}
    if said.get("nullable") is True and isinstance(said.get("type"), str):
        said["type"] = [said["type"], "null"]
    return said
