"""Parameters of a request, read strictly: one value each, of the type the contract says, nothing unknown."""

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
from edge.stations.validation.schemas import compile_schema, complaints

INTEGER = re.compile(r"-?[0-9]{1,19}", re.ASCII)
LEAST, GREATEST = -(2**63), 2**63 - 1
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
BOOLEANS = {"true": True, "false": False}
NOT_ENCODED = re.compile(rb"%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
MANY = 100  # pairs of a query
TAKEN = ("caller", "media_type", "content", "fields", "parts")  # arguments that are not parameters
Wrong = Mapping[str, object]


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
"""By the type of a parameter: how its text is read, None where it cannot be; and what it must be."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the contract, compiled, and the argument of the handler that it becomes."""

    name: str
    argument: str
    place: str
    required: bool
    default: Any
    read: Callable[[str], Any]
    must: str
    validator: jsonschema_rs.Draft4Validator

    def take(self, text: str, arguments: dict[str, Any], wrongs: list[Wrong]) -> None:
        """Read and check a value as it was sent."""
        value = self.read(text)
        if value is None:
            wrongs.append(self.wrong(self.must))
        elif self.validator.is_valid(value):
            arguments[self.argument] = value
        else:
            sentences = (sentence for _, sentence in complaints(self.validator, value))
            wrongs += [self.wrong(sentence.replace("the value ", "", 1)) for sentence in sentences]

    def wrong(self, detail: str) -> Wrong:
        """Say what is wrong with this parameter."""
        return {"parameter": self.name, "in": self.place, "detail": detail}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of an operation, by where they are; names of header fields are in lower case."""

    path: Mapping[str, Parameter]
    query: Mapping[str, Parameter]
    header: Mapping[str, Parameter]
    defaults: Mapping[str, Any]

    def read(self, exchange: Exchange, path: Mapping[str, str]) -> dict[str, Any]:
        """Read every parameter of a request. Raises InvalidRequest that names all that is wrong."""
        arguments = dict(self.defaults)
        wrongs: list[Wrong] = []
        pairs = _pairs(exchange.query) if exchange.query else []
        exchange.asked = dict(pairs)
        _take_query(self.query, pairs, arguments, wrongs)
        for name, text in path.items():
            self.path[name].take(text, arguments, wrongs)
        for name, parameter in self.header.items():
            said = exchange.headers.get(name)
            if said is not None:
                parameter.take(said, arguments, wrongs)
            elif parameter.required:
                wrongs.append(parameter.wrong("is missing"))
        if wrongs:
            raise InvalidRequest(wrongs)
        return arguments

    def arguments(self) -> frozenset[str]:
        """Name the arguments that are always there."""
        required = (each.argument for place in (self.query, self.header) for each in place.values() if each.required)
        return frozenset({*self.defaults, *required, *(each.argument for each in self.path.values())})


def compile_parameters(declared: Sequence[Mapping[str, Any]]) -> Parameters:
    """Compile the parameters of an operation. Raises ValueError for what is not read here."""
    # Connexion 3.3 adds the parameters of a path to its operations, which come first, each time it reads them.
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for each in declared:
        first.setdefault((each["in"], each["name"]), each)
    compiled = [_compile(each) for each in first.values()]
    taken = Counter([*TAKEN, *(each.argument for each in compiled)])
    if twice := [name for name, times in taken.items() if times > 1]:
        raise ValueError(f"the argument {twice[0]!r} of a handler stands for more than one thing")
    return Parameters(
        {each.name: each for each in compiled if each.place == "path"},
        {each.name: each for each in compiled if each.place == "query"},
        {each.name.lower(): each for each in compiled if each.place == "header"},
        {each.argument: each.default for each in compiled if each.default is not None},
    )


def _compile(declared: Mapping[str, Any]) -> Parameter:
    name, place, schema = declared["name"], declared["in"], declared.get("schema", {})
    if schema.get("type") not in READERS or place not in {"path", "query", "header"}:
        raise ValueError(f"parameter {name} in {place}, of type {schema.get('type')}: is not read by this service")
    read, must = READERS[schema["type"]]
    return Parameter(
        name,
        name.lower().replace("-", "_"),
        place,
        bool(declared.get("required")),
        schema.get("default"),
        read,
        must,
        compile_schema(schema),
    )


def _take_query(
    known: Mapping[str, Parameter], pairs: Sequence[tuple[str, str]], arguments: dict[str, Any], wrongs: list[Wrong]
) -> None:
    seen: set[str] = set()
    for name, text in pairs:
        parameter = known.get(name)
        if parameter is None:
            wrongs.append({"parameter": name[:100], "in": "query", "detail": "is not known to this operation"})
        elif name in seen:
            wrongs.append(parameter.wrong("is given more than once"))
        else:
            parameter.take(text, arguments, wrongs)
        seen.add(name)
    wrongs += _missing(known, seen)


def _missing(known: Mapping[str, Parameter], seen: set[str]) -> Iterator[Wrong]:
    return (each.wrong("is missing") for each in known.values() if each.required and each.name not in seen)


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if NOT_ENCODED.search(query):
        raise _unreadable()
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MANY)
    except ValueError:
        raise _unreadable() from None


def _unreadable() -> InvalidRequest:
    return InvalidRequest(
        [{"parameter": "?", "in": "query", "detail": "the query string is not percent-encoded UTF-8"}]
    )
