"""Parameters of a request, read strictly: one value each, of the type the contract says, nothing unknown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs
from starlette.types import Scope

from edge.refusals import InvalidRequest
from edge.schemas import compile_schema, complaints

INTEGER = re.compile(r"-?[0-9]{1,18}", re.ASCII)  # 18 digits fit 64 bits
Wrong = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the contract, compiled; types are those our contracts use: string and integer."""

    name: str
    place: str
    required: bool
    integer: bool
    validator: jsonschema_rs.Draft4Validator

    def check(self, text: str) -> Iterator[Wrong]:
        """List what is wrong with a value as it was sent."""
        if self.integer and not INTEGER.fullmatch(text):
            yield self.wrong("must be an integer")
            return
        value: Any = int(text) if self.integer else text
        for _, sentence in complaints(self.validator, value):
            yield self.wrong(sentence.replace("the value ", "", 1))

    def wrong(self, detail: str) -> Wrong:
        """Say what is wrong with this parameter."""
        return {"parameter": self.name, "in": self.place, "detail": detail}


def compile_parameters(declared: Sequence[Mapping[str, Any]]) -> tuple[Parameter, ...]:
    """Compile the parameters of an operation. Raises ValueError for a type that is not read here."""
    # Connexion 3.3 adds the parameters of a path to its operations again each time it reads them.
    return tuple(_compile(each) for each in {(each["in"], each["name"]): each for each in declared}.values())


def _compile(declared: Mapping[str, Any]) -> Parameter:
    schema = declared["schema"]
    if schema["type"] not in {"string", "integer"}:
        raise ValueError(f"parameter {declared['name']}: type {schema['type']} is not read by edge/parameters.py")
    return Parameter(
        declared["name"],
        declared["in"],
        bool(declared.get("required")),
        schema["type"] == "integer",
        compile_schema(schema),
    )


def check(parameters: Sequence[Parameter], scope: Scope) -> None:
    """Check every parameter of a request. Raises InvalidRequest that names all that is wrong."""
    wrong = list(_query_wrong([each for each in parameters if each.place == "query"], scope))
    for parameter in parameters:
        if parameter.place == "path":
            wrong += parameter.check(str(scope["path_params"][parameter.name]))
    if wrong:
        raise InvalidRequest(wrong)


def _query_wrong(parameters: Sequence[Parameter], scope: Scope) -> Iterator[Wrong]:
    known = {parameter.name: parameter for parameter in parameters}
    seen: set[str] = set()
    for name, text in _pairs(scope["query_string"]):
        parameter = known.get(name)
        if parameter is None:
            yield {"parameter": name[:100], "in": "query", "detail": "is not known to this operation"}
        elif name in seen:
            yield parameter.wrong("is given more than once")
        else:
            yield from parameter.check(text)
        seen.add(name)
    yield from (each.wrong("is missing") for each in parameters if each.required and each.name not in seen)


def _pairs(query: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        wrong = {"parameter": "?", "in": "query", "detail": "the query string is not percent-encoded UTF-8"}
        raise InvalidRequest([wrong]) from None
