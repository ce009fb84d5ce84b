"""Whether a value is valid by a schema of the raw document, as a JSON Schema validator for OpenAPI says."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jsonschema import FormatChecker, ValidationError, _keywords
from jsonschema.validators import extend
from openapi_schema_validator import OAS30Validator, OAS31Validator

from tests.openapi_contracts.acceptance.judging import Unjudged
from tests.openapi_contracts.acceptance.places import Place, composed, inside

WORDS = {  # formats a validator has no check of its own for, near enough for the values of a witness
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "hostname": r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:\S*",
    "uri-reference": r"[^\s\\^`{|}<>\"]*",
    "uuid": "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    "duration": r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?",
}


def checker() -> FormatChecker:
    """Return what checks the formats of JSON Schema."""
    found = FormatChecker(["date-time", "ipv4", "ipv6", "regex"])
    for name, word in WORDS.items():
        pattern = re.compile(word)
        found.checks(name)(lambda value, pattern=pattern: not isinstance(value, str) or bool(pattern.fullmatch(value)))
    return found


FORMATS = checker()


@cache
def validator(is_3_1: bool, unsent: str) -> Any:
    """Return a class of validators: `required` spares what the direction does not send, discriminators say nothing."""

    def required(given: Any, names: list[str], value: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
        for name in names if isinstance(value, dict) else ():
            if name not in value and not _is_marked(given, (schema.get("properties") or {}).get(name), unsent):
                yield ValidationError(f"{name!r} is a required property")

    plain = {"allOf": _keywords.allOf, "anyOf": _keywords.anyOf, "oneOf": _keywords.oneOf}
    stock = OAS31Validator if is_3_1 else OAS30Validator
    return extend(stock, {"required": required} | plain)  # type: ignore[no-untyped-call]  # its stubs leave it untyped


def _is_marked(given: Any, schema: Any, unsent: str) -> bool:
    for _ in range(10):
        if not isinstance(schema, dict):
            return False
        if schema.get(unsent) is True or any(_is_marked(given, one, unsent) for one in schema.get("allOf") or ()):
            return True
        reference = schema.get("$ref")
        schema = given._resolver.lookup(reference).contents if isinstance(reference, str) else None
    return False


def refusal(schema: Place, value: Any, unsent: str) -> str | None:
    """Say why a value is not valid; None where it is. `unsent` is `readOnly` for requests, else `writeOnly`."""
    at = {"$ref": f"urn:contract#{quote(schema.pointer, safe='/~')}"}
    build = validator(schema.contract.is_3_1, unsent)
    formats = FORMATS if schema.contract.formats_count else None
    try:
        found = next(build(at, registry=schema.contract.registry, format_checker=formats).iter_errors(value), None)
    except Exception as error:  # whatever the validator does not understand
        raise Unjudged(f"the validator fails: {type(error).__name__}") from error
    if found is None:
        return None
    for leaf in _leaves(found):
        missing = re.fullmatch(r"'(.*)' is a required property", leaf.message)
        if missing and is_marked(schema, list(leaf.absolute_path), missing[1], unsent):
            raise Unjudged(f"it may be that `{missing[1]}` is not sent this way")
    return f"{found.message[:200]} at /{'/'.join(map(str, found.absolute_path))}"


def is_marked(schema: Place, path: list[str | int], name: str, unsent: str) -> bool:
    """Say whether any schema of an object marks one of its properties as not sent this way."""
    parts = composed([schema])
    for key in path:
        parts = composed(inside(parts, key))
    properties = composed([found for part in parts if (found := part.at("properties", name))])
    return any(part.get(unsent) is True for part in properties)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for inner in error.context or ():
        yield from _leaves(inner)
