"""Finds the path template that takes a request: concrete paths match before templated ones (OAS 3.1.0, 4.8.8.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_contracts.contracts import Operation
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.contracts.parameters import EXPRESSION
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.findings import Part
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

LONGEST_NUMBER = 16  # digits that every number parser keeps
MOST_VISITED = 500  # template nodes visited for one path; the largest real contract needs 12


@dataclass(frozen=True, slots=True)
class Taken:
    """The template that matches a path in the absence of a more concrete one.

    `moved` maps a parameter's position in the template to the position in the path, or to None where the path has a
    fixed value, which `values` holds.
    """

    template: str
    moved: dict[int, int | None]
    values: dict[int, str]


@dataclass(slots=True)
class _PathStep:
    """A node of the tree of templates: the next segments, and the template that ends here."""

    following: dict[str, "_PathStep"] = field(default_factory=dict)
    template: str | None = None


class Templates:
    """The path templates of a contract, parameter names erased, in a tree."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._root = _PathStep()
        for path in sorted(set(paths)):
            step = self._root
            for segment in path.split("/"):
                step = step.following.setdefault(segment, _PathStep())
            step.template = path

    def taking(self, path: str) -> Taken | None:
        """Return the template that takes the requests of a path that is no template itself.

        None where no template does, or the path is a template and takes them itself.
        """
        segments = path.split("/")
        pending: list[tuple[_PathStep, tuple[str, ...]]] = [(self._root, ())]
        for _ in range(MOST_VISITED):
            if not pending:
                break
            step, chosen = pending.pop()
            if len(chosen) < len(segments):
                ways = [(step.following[name], (*chosen, name)) for name in _ways(step, segments[len(chosen)])]
                pending += reversed(ways)
            elif step.template is not None:
                return None if step.template == path else _taken(step.template, chosen, segments)
        return None


def _ways(step: _PathStep, segment: str) -> Iterator[str]:
    """List the template segments that match a path segment, the most specific first."""
    if segment in step.following:
        yield segment
    if "{}" not in segment and segment and "{}" in step.following:
        yield "{}"


def _taken(template: str, chosen: tuple[str, ...], segments: list[str]) -> Taken:
    moved: dict[int, int | None] = {}
    values: dict[int, str] = {}
    position = own = 0
    for name, segment in zip(chosen, segments, strict=True):
        if name == segment:
            for _ in EXPRESSION.findall(segment):
                moved[position] = own
                position, own = position + 1, own + 1
        else:
            moved[position], values[position] = None, segment
            position += 1
    return Taken(template, moved, values)


def values_taken(values: SchemaValues, side: Side, operation: Operation, taken: Taken) -> dict[Part, Any] | None:
    """Return the template parameters fixed by a path; None where their schemas do not allow these values."""
    found: dict[Part, Any] = {}
    for position, text in taken.values.items():
        key = ParameterKey("path", str(position))
        parameter = operation.parameters.get(key)
        readings = _readings(parameter.form, text) if isinstance(parameter, Parameter) else [text]
        schema = parameter.schema if isinstance(parameter, Parameter) else None
        value = next((one for one in readings if values.accepts(side, schema, one)), None)
        if value is None:
            return None
        found["parameter", *key] = value
    return found


def _readings(form: Any, text: str) -> list[Any]:
    """List the values that have this text."""
    before = {Style.LABEL: ".", Style.MATRIX: ";"}.get(form.style, "") if isinstance(form, Styled) else ""
    if not text.startswith(before):
        return []
    plain = text.removeprefix(before)
    numbers: list[Any] = [int(plain)] if plain.isascii() and plain.isdigit() and len(plain) < LONGEST_NUMBER else []
    words: list[Any] = [plain == "true"] if plain in ("true", "false") else []
    return [plain, *numbers, *words, [plain]]
