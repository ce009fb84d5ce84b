"""Compares the parameters of an operation, matched by location and name."""

from collections.abc import Mapping

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.differences.parameters import fields, needed
from openapi_contracts.findings import Kind


def compare(operation: ComparedOperation) -> None:
    """Compare every parameter without a known value."""
    old, new = operation.parameters
    direction = operation.new.direction
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if is_stray(key) and (was is None or now is None):
            continue
        place = fields.FieldPlace(("parameter", *key), key.location, Kind.REQUEST, direction, _called(key, now or was))
        fields.compare(operation, place, was, now)
        if isinstance(was, Parameter) and isinstance(now, Parameter) and was.needs != now.needs:
            needed.compare(operation, place, was, now)


def is_stray(key: ParameterKey) -> bool:
    """Say whether a path parameter is missing from the path template, so that no message carries it."""
    return key.location == "path" and key.name.startswith("{")


def _called(key: ParameterKey, parameter: Parameter | Unclear | None) -> str:
    name = parameter.name if isinstance(parameter, Parameter) else key.name
    return f"the {key.location} parameter `{name}`" if key.location != "?" else f"a parameter ({name})"


def at_positions(
    parameters: Mapping[ParameterKey, Parameter | Unclear], moved: Mapping[int, int | None]
) -> dict[ParameterKey, Parameter | Unclear]:
    """Renumber path parameters, and drop those without a position."""
    found: dict[ParameterKey, Parameter | Unclear] = {}
    for key, parameter in parameters.items():
        if key.location != "path":
            found[key] = parameter
        elif not is_stray(key) and (position := moved.get(int(key.name))) is not None:
            found[ParameterKey("path", str(position))] = parameter
    return found
