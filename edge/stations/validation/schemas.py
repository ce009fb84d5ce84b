"""Compiles schemas of an OpenAPI 3.0 contract to validate requests."""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_rs import Draft4Validator, Draft202012Validator, RegexOptions

MAX_SENTENCE = 300  # characters at most: a message may quote names the client chose
LATER_FORMATS = ("duration", "iri", "iri-reference", "json-pointer", "regex", "uri-reference", "uri-template", "uuid")
FORMATS = {name: Draft202012Validator({"format": name}, validate_formats=True).is_valid for name in LATER_FORMATS}
"""Formats Draft 4 lacks, checked as Draft 2020-12 does."""
BITS = {"int32": 31, "int64": 63}  # bits of an integer format, without the sign (OAS 3.0.3, section 4.4)
ASSERTIONS = frozenset(
    {"enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maxProperties", "maximum"}
    | {"minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern", "required", "type", "uniqueItems"}
)
LISTS = ("allOf", "anyOf", "oneOf")


def compile_schema(schema: Mapping[str, Any]) -> Draft4Validator:
    """Compile a schema; patterns match in linear time, formats are checked. Raises ValueError for an invalid schema."""
    translation = _Translation()
    root = translation.of(schema)
    return Draft4Validator(
        {**root, "definitions": translation.definitions()},
        formats=FORMATS,
        validate_formats=True,
        pattern_options=RegexOptions(),
        mask="the value",
    )


def violations(validator: Draft4Validator, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each violation as a JSON Pointer and a sentence that does not repeat the value."""
    for error in validator.iter_errors(value):
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error.instance_path)
        yield "".join(f"/{step}" for step in steps), error.message[:MAX_SENTENCE]


class _Translation:
    """Translates an OpenAPI 3.0 schema, as it applies to requests, to Draft 4.

    Connexion inlines references, so a recursive schema contains itself; a schema met again becomes a named definition.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[int, frozenset[str]], str] = {}
        self._schemas: dict[str, dict[str, Any]] = {}
        self._referenced: set[str] = set()

    def of(self, schema: Any, read_only: frozenset[str] = frozenset()) -> Any:
        """Translate a schema; `read_only` names read-only properties of the schemas around it. Raises ValueError."""
        if not isinstance(schema, Mapping):
            return schema  # additionalProperties may be a boolean
        if "$ref" in schema:
            raise ValueError(f"the reference {schema['$ref']!r} does not resolve")
        name = self._names.setdefault((id(schema), read_only), f"s{len(self._names)}")
        if name in self._schemas:
            self._referenced.add(name)
            return {"$ref": f"#/definitions/{name}"}
        target = self._schemas[name] = {key: value for key, value in schema.items() if key in ASSERTIONS}
        read_only |= frozenset(_read_only(schema))
        _express(target, nullable=schema.get("nullable") is True, read_only=read_only)
        target.update({key: [self.of(each, read_only) for each in schema[key]] for key in LISTS if key in schema})
        target.update({key: self.of(schema[key]) for key in ("items", "not", "additionalProperties") if key in schema})
        if "properties" in schema:
            target["properties"] = {key: self.of(value) for key, value in schema["properties"].items()}
        return target

    def definitions(self) -> Mapping[str, Any]:
        """Return the referenced schemas by name."""
        return {name: self._schemas[name] for name in self._referenced}


def _read_only(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of read-only properties (OAS 3.0.3, section 4.7.24.1)."""
    yield from (name for name, member in schema.get("properties", {}).items() if member.get("readOnly") is True)
    for each in schema.get("allOf", ()):
        yield from _read_only(each)


def _express(target: dict[str, Any], *, nullable: bool, read_only: frozenset[str]) -> None:
    """Express OpenAPI's `nullable`, read-only `required` and integer formats in Draft 4 keywords."""
    if nullable and isinstance(target.get("type"), str):
        target["type"] = [target["type"], "null"]
    if required := [name for name in target.pop("required", ()) if name not in read_only]:
        target["required"] = required
    if bits := BITS.get(target.get("format", "")):
        target["minimum"] = max(target.get("minimum", -(2**bits)), -(2**bits))
        target["maximum"] = min(target.get("maximum", 2**bits - 1), 2**bits - 1)
