"""Parses parameters strictly: one value each, of the declared type, and none undeclared."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

from edge.answers.refusals import InvalidRequest
from edge.exchange import Exchange
from edge.stations.validation.schemas import compile_schema, violations

INTEGER = re.compile(r"-?[0-9]{1,19}", re.ASCII)
LEAST, GREATEST = -(2**63), 2**63 - 1
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
BOOLEANS = {"true": True, "false": False}
NOT_ENCODED = re.compile(rb"%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
MAX_PAIRS = 100  # name-value pairs of a query string, at most
RESERVED = ("caller", "media_type", "content", "fields", "parts")  # arguments that do not come from parameters
Fault = Mapping[str, object]


def _integer(text: str) -> int | None:
    if not INTEGER.fullmatch(text):
        return None
    number = int(text)
    return number if LEAST <= number <= GREATEST else None


def _number(text: str) -> float | None:
    number = float(text) if NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None


READERS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, "must be text"),
    "integer": (_integer, "must be an integer"),
    "number": (_number, "must be a number"),
    "boolean": (BOOLEANS.get, "must be true or false"),
}
"""By type: the parser, which returns None for invalid text, and the sentence for that case."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter, compiled, and the handler argument it becomes."""

    name: str
    argument: str
    place: str
    required: bool
    default: Any
    read: Callable[[str], Any]
    expectation: str
    validator: jsonschema_rs.Draft4Validator

    def parse_into(self, text: str, arguments: dict[str, Any], faults: list[Fault]) -> None:
        """Parse and validate one value."""
        value = self.read(text)
        if value is None:
            faults.append(self.fault(self.expectation))
        elif self.validator.is_valid(value):
            arguments[self.argument] = value
        else:
            sentences = (sentence for _, sentence in violations(self.validator, value))
            faults += [self.fault(sentence.replace("the value ", "", 1)) for sentence in sentences]

    def fault(self, detail: str) -> Fault:
        """Describe what is wrong with this parameter."""
        return {"parameter": self.name, "in": self.place, "detail": detail}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of an operation by location; names of header fields are in lower case."""

    path: Mapping[str, Parameter]
    query: Mapping[str, Parameter]
    header: Mapping[str, Parameter]
    defaults: Mapping[str, Any]

    def read(self, exchange: Exchange, path: Mapping[str, str]) -> dict[str, Any]:
        """Parse every parameter of a request. Raises InvalidRequest with every mismatch."""
        arguments = dict(self.defaults)
        faults: list[Fault] = []
        pairs = _pairs(exchange.query) if exchange.query else []
        exchange.query_parameters = dict(pairs)
        _take_query(self.query, pairs, arguments, faults)
        for name, text in path.items():
            self.path[name].parse_into(text, arguments, faults)
        for name, parameter in self.header.items():
            value = exchange.headers.get(name)
            if value is not None:
                parameter.parse_into(value, arguments, faults)
            elif parameter.required:
                faults.append(parameter.fault("is missing"))
        if faults:
            raise InvalidRequest(faults)
        return arguments

    def arguments(self) -> frozenset[str]:
        """Return the handler arguments that are always supplied."""
        required = (each.argument for place in (self.query, self.header) for each in place.values() if each.required)
        return frozenset({*self.defaults, *required, *(each.argument for each in self.path.values())})


def compile_parameters(declared: Sequence[Mapping[str, Any]]) -> Parameters:
    """Compile the parameters of an operation. Raises ValueError for a kind this service does not support."""
    # Connexion 3.3 appends a path's parameters to its operations', which come first, each time it reads them.
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for each in declared:
        first.setdefault((each["in"], each["name"]), each)
    compiled = [_compile(each) for each in first.values()]
    sources = Counter([*RESERVED, *(each.argument for each in compiled)])
    if repeated := [name for name, times in sources.items() if times > 1]:
        raise ValueError(f"the argument {repeated[0]!r} of a handler has more than one source")
    return Parameters(
        {each.name: each for each in compiled if each.place == "path"},
        {each.name: each for each in compiled if each.place == "query"},
        {each.name.lower(): each for each in compiled if each.place == "header"},
        {each.argument: each.default for each in compiled if each.default is not None},
    )


def _compile(declared: Mapping[str, Any]) -> Parameter:
    name, place, schema = declared["name"], declared["in"], declared.get("schema", {})
    if schema.get("type") not in READERS or place not in {"path", "query", "header"}:
        raise ValueError(f"parameter {name} in {place}, of type {schema.get('type')}: is not supported by this service")
    read, expectation = READERS[schema["type"]]
    return Parameter(
        name,
        name.lower().replace("-", "_"),
        place,
        bool(declared.get("required")),
        schema.get("default"),
        read,
        expectation,
        compile_schema(schema),
    )


def _take_query(
    known: Mapping[str, Parameter], pairs: Sequence[tuple[str, str]], arguments: dict[str, Any], faults: list[Fault]
) -> None:
    seen: set[str] = set()
    for name, text in pairs:
        parameter = known.get(name)
        if parameter is None:
            faults.append({"parameter": name[:100], "in": "query", "detail": "is not a parameter of this operation"})
        elif name in seen:
            faults.append(parameter.fault("is given more than once"))
        else:
            parameter.parse_into(text, arguments, faults)
        seen.add(name)
    faults += _missing(known, seen)


def _missing(known: Mapping[str, Parameter], seen: set[str]) -> Iterator[Fault]:
    return (each.fault("is missing") for each in known.values() if each.required and each.name not in seen)


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if NOT_ENCODED.search(query):
        raise _unreadable()
    if query.count(b"&") >= MAX_PAIRS:
        raise InvalidRequest([{"parameter": "?", "in": "query", "detail": f"has more than {MAX_PAIRS} parameters"}])
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        raise _unreadable() from None


def _unreadable() -> InvalidRequest:
    return InvalidRequest(
        [{"parameter": "?", "in": "query", "detail": "the query string is not percent-encoded UTF-8"}]
    )
