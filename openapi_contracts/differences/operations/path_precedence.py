"""Which template takes a path: concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2)."""

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

LONGEST_NUMBER = 16  # digits that every reader of numbers keeps
MOST_VISITED = 500  # steps of templates looked at for one path; the largest real contract needs 12


@dataclass(frozen=True, slots=True)
class Taken:
    """A template that matches a path where it has no more concrete one.

    `moved` leads from the position of a parameter of the template to that in the path; None where the path has a
    value, which `values` gives.
    """

    template: str
    moved: dict[int, int | None]
    values: dict[int, str]


@dataclass(slots=True)
class _Step:
    """What may follow in a path: the next segments, and the template that ends here."""

    following: dict[str, "_Step"] = field(default_factory=dict)
    template: str | None = None


class Templates:
    """Paths with the names of their parameters erased, looked up by the requests they take."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._root = _Step()
        for path in sorted(set(paths)):
            step = self._root
            for segment in path.split("/"):
                step = step.following.setdefault(segment, _Step())
            step.template = path

    def taking(self, path: str) -> Taken | None:
        """Return the template that takes the requests for a path which is not among them.

        None if no template does, or the path is there: then it takes them itself.
        """
        segments = path.split("/")
        pending: list[tuple[_Step, tuple[str, ...]]] = [(self._root, ())]
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


def _ways(step: _Step, segment: str) -> Iterator[str]:
    """List the segments of templates that take one of a path, the most specific first."""
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
    """Return the parameters of a template that a path gives; None if the template does not allow such values."""
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
    """List the values that are written as a text."""
    before = {Style.LABEL: ".", Style.MATRIX: ";"}.get(form.style, "") if isinstance(form, Styled) else ""
    if not text.startswith(before):
        return []
    plain = text.removeprefix(before)
    numbers: list[Any] = [int(plain)] if plain.isascii() and plain.isdigit() and len(plain) < LONGEST_NUMBER else []
    words: list[Any] = [plain == "true"] if plain in ("true", "false") else []
    return [plain, *numbers, *words, [plain]]
