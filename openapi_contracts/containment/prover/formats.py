"""Formats as assertions. Each is approximated by two regular expressions, one too narrow and one too wide.

Witnesses are taken from the narrow one; proofs use the wide one. A single string is checked by the validator. Only
formats that this validator checks are listed; all others are annotations (2020-12 validation, 7.2.3).
"""

from functools import cache

import jsonschema_rs

from openapi_contracts.containment.prover.dialects import Dialect

_ANY = ""
_LABEL = r"[a-z][a-z0-9]{0,20}"
_HOST = rf"{_LABEL}(?:\.{_LABEL}){{0,3}}"
_DAY = r"20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_BYTE = r"(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_HEX = "[0-9a-fA-F]"

# name: (matches only strings of the format, matches all strings of the format)
FORMATS: dict[str, tuple[str, str]] = {
    "date": (rf"^{_DAY}$", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "date-time": (rf"^{_DAY}T{_CLOCK}Z$", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[^0-9][0-9]{2}:[0-9]{2}:[0-9]{2}"),
    "time": (rf"^{_CLOCK}Z$", r"^[0-9]{2}:[0-9]{2}:[0-9]{2}"),
    "duration": (r"^P[1-9][0-9]{0,2}[DMY]$", r"^P"),
    "email": (rf"^{_LABEL}@{_LABEL}\.com$", r"@"),
    "idn-email": (rf"^{_LABEL}@{_LABEL}\.com$", r"@"),
    "hostname": (rf"^{_HOST}$", _ANY),
    "idn-hostname": (rf"^{_HOST}$", _ANY),
    "ipv4": (rf"^{_BYTE}(?:\.{_BYTE}){{3}}$", r"^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$"),
    "ipv6": (r"^[1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){7}$", r":"),
    "uri": (rf"^https?://{_HOST}(?:/[a-z0-9]+)*$", r"^[a-zA-Z][a-zA-Z0-9+.-]*:"),
    "uri-reference": (r"^(?:/[a-z0-9]+)*$", _ANY),
    "iri": (rf"^https?://{_HOST}(?:/[a-z0-9]+)*$", r"^[a-zA-Z][a-zA-Z0-9+.-]*:"),
    "iri-reference": (r"^(?:/[a-z0-9]+)*$", _ANY),
    "uuid": (
        r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$",
        rf"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$",
    ),
    "uri-template": (rf"^https?://{_HOST}/\{{[a-z]+\}}$", _ANY),
    "json-pointer": (r"^(?:/[a-z0-9]+)*$", r"^(?:/|$)"),
    "relative-json-pointer": (r"^[1-9](?:/[a-z0-9]+)*$", r"^[0-9]"),
    "regex": (r"^[a-z0-9]*$", _ANY),
}
VALIDATORS: dict[Dialect, type[jsonschema_rs.Validator]] = {
    Dialect.DRAFT4: jsonschema_rs.Draft4Validator,
    Dialect.DRAFT6: jsonschema_rs.Draft6Validator,
    Dialect.DRAFT7: jsonschema_rs.Draft7Validator,
    Dialect.DRAFT2019: jsonschema_rs.Draft201909Validator,
    Dialect.DRAFT2020: jsonschema_rs.Draft202012Validator,
    Dialect.OAS30: jsonschema_rs.Draft4Validator,
    Dialect.OAS31: jsonschema_rs.Draft202012Validator,
    Dialect.NORMALIZED: jsonschema_rs.Draft202012Validator,
}
_OF_NO_FORMAT = "\x00 #{"


@cache
def checked(dialect: Dialect) -> frozenset[str]:
    """Return the formats that the validator of a dialect checks; it ignores those its draft does not define."""
    build = VALIDATORS[dialect]
    return frozenset(
        name for name in FORMATS if not build({"format": name}, validate_formats=True).is_valid(_OF_NO_FORMAT)
    )


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True)


def conforms(text: str, name: str) -> bool:
    """Say whether a string has a format, by the validator that also confirms witnesses."""
    return _validator(name).is_valid(text)
