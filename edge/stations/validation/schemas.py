"""Schemas of an OpenAPI 3.0 contract, compiled once for checking requests."""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_rs import Draft4Validator, Draft202012Validator, RegexOptions

SENTENCE = 300  # characters at most: a message may quote the names of a client's members
LATER = ("duration", "iri", "iri-reference", "json-pointer", "regex", "uri-reference", "uri-template", "uuid")
FORMATS = {name: Draft202012Validator({"format": name}, validate_formats=True).is_valid for name in LATER}
"""The formats that Draft 4 has not, checked as the latest draft does."""
BITS = {"int32": 31, "int64": 63}  # of an integer's format, without its sign (OAS 3.0.3, section 4.4)
ASSERTIONS = frozenset(
    {"enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maxProperties", "maximum"}
    | {"minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern", "required", "type", "uniqueItems"}
)
LISTS = ("allOf", "anyOf", "oneOf")


def compile_schema(schema: Mapping[str, Any]) -> Draft4Validator:
    """Compile a schema; patterns run in linear time, formats are checked. Raises ValueError for a broken schema."""
    translation = _Translation()
    root = translation.of(schema)
    return Draft4Validator(
        {**root, "definitions": translation.definitions()},
        formats=FORMATS,
        validate_formats=True,
        pattern_options=RegexOptions(),
        mask="the value",
    )


def complaints(validator: Draft4Validator, value: Any) -> Iterator[tuple[str, str]]:
    """List what is wrong with a value, as JSON Pointer and a sentence that does not repeat the value."""
    for error in validator.iter_errors(value):
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error.instance_path)
        yield "".join(f"/{step}" for step in steps), error.message[:SENTENCE]


class _Translation:
    """A schema of OpenAPI 3.0 as one of Draft 4, for requests.

    Connexion puts what is referred to in the place of the reference, so that a recursive schema holds itself: one met
    again is referred to, under a name of its own.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[int, frozenset[str]], str] = {}
        self._written: dict[str, dict[str, Any]] = {}
        self._asked: set[str] = set()

    def of(self, schema: Any, given: frozenset[str] = frozenset()) -> Any:
        """Translate a schema; `given` are members that only answers have, known from around it. Raises ValueError."""
        if not isinstance(schema, Mapping):
            return schema  # additionalProperties may be a boolean
        if "$ref" in schema:
            raise ValueError(f"the reference {schema['$ref']!r} leads nowhere")
        name = self._names.setdefault((id(schema), given), f"s{len(self._names)}")
        if name in self._written:
            self._asked.add(name)
            return {"$ref": f"#/definitions/{name}"}
        said = self._written[name] = {key: value for key, value in schema.items() if key in ASSERTIONS}
        given |= frozenset(_read_only(schema))
        _state(said, nullable=schema.get("nullable") is True, given=given)
        said.update({key: [self.of(each, given) for each in schema[key]] for key in LISTS if key in schema})
        said.update({key: self.of(schema[key]) for key in ("items", "not", "additionalProperties") if key in schema})
        if "properties" in schema:
            said["properties"] = {key: self.of(value) for key, value in schema["properties"].items()}
        return said

    def definitions(self) -> Mapping[str, Any]:
        """Give the schemas that are referred to, by their names."""
        return {name: self._written[name] for name in self._asked}


def _read_only(schema: Mapping[str, Any]) -> Iterator[str]:
    """Name the members that only answers have (OAS 3.0.3, section 4.7.24.1)."""
    yield from (name for name, member in schema.get("properties", {}).items() if member.get("readOnly") is True)
    for each in schema.get("allOf", ()):
        yield from _read_only(each)


def _state(said: dict[str, Any], *, nullable: bool, given: frozenset[str]) -> None:
    """State by keywords of Draft 4 what OpenAPI states by others of its own: null, required, and sizes of integers."""
    if nullable and isinstance(said.get("type"), str):
        said["type"] = [said["type"], "null"]
    if required := [name for name in said.pop("required", ()) if name not in given]:
        said["required"] = required
    if bits := BITS.get(said.get("format", "")):
        said["minimum"] = max(said.get("minimum", -(2**bits)), -(2**bits))
        said["maximum"] = min(said.get("maximum", 2**bits - 1), 2**bits - 1)
