"""Normalizes the parameters of an operation, those of its path item included."""

import re
from collections.abc import Mapping

from openapi_contracts.contracts.contents import serialized
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.contracts.places import Direction, Node, Unclear, sunset
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.styles import Style, Styled

EXPRESSION = re.compile(r"\{([^{}]*)\}")
LOCATIONS = ("path", "query", "header", "cookie", "querystring")  # the last since OAS 3.2.0 (4.12.1)
IN_BODY = ("body", "formData")  # of OpenAPI 2.0
# Described elsewhere, by media types and security: a parameter of this name is ignored (OAS 3.1.0, 4.8.12.2 `name`).
_IGNORED = frozenset(("accept", "content-type", "authorization"))

Gathered = dict[ParameterKey, Node | Unclear]


def gathered(source: Source, *lists: Node | None) -> Gathered:
    """Resolve the parameters of a path item and of its operation: the later list overrides the earlier by name."""
    found: Gathered = {}
    for owner in lists:
        own: Gathered = {}
        for listed in source.listed(owner, "parameters") if owner else ():
            node = source.resolve(listed)
            key = _key(source, node, listed)
            if key in own:
                reason = f"the {key.location} parameter {key.name!r:.80} is given twice"
                own[key] = source.unclear(listed, reason, owner.raw["parameters"] if owner else None)
            elif key.location == "?" and not isinstance(node, Unclear):
                own[key] = source.unclear(node, "a parameter needs a `name` and a known `in`")
            else:
                own[key] = node
        found |= own
    return found


def _key(source: Source, node: Node | Unclear, listed: Node) -> ParameterKey:
    if isinstance(node, Unclear):
        return ParameterKey("?", node.reason)
    name, location = node.raw.get("name"), node.raw.get("in")
    if not isinstance(name, str) or location not in (*LOCATIONS, *(IN_BODY if source.is_swagger else ())):
        return ParameterKey("?", listed.pointer.rpartition("/")[2])
    if location == "body":
        return ParameterKey("body", "")  # an operation has only one body parameter, whatever its name (OAS 2.0, 4.3.7)
    return ParameterKey(location, name.lower() if location == "header" else name)


def parameters(
    source: Source, given: Gathered, path: Node, template: str, direction: Direction
) -> Mapping[ParameterKey, Parameter | Unclear]:
    """Read the parameters outside the body, and one for every template expression of the path."""
    positions = {name: str(index) for index, name in reversed(list(enumerate(EXPRESSION.findall(template))))}
    found: dict[ParameterKey, Parameter | Unclear] = {}
    for key, node in given.items():
        if key.location in IN_BODY or (key.location == "header" and key.name in _IGNORED):
            continue
        if key.location == "path":
            position = positions.get(key.name, f"{{{key.name}}}")  # in braces if the path template does not contain it
            key = ParameterKey("path", position)  # noqa: PLW2901  no message has its name
        found[key] = node if isinstance(node, Unclear) else source.read(node, direction, parameter)
    for name, position in positions.items():
        if (key := ParameterKey("path", position)) not in found:
            anything = Styled(Style.SIMPLE, explode=False)
            found[key] = Parameter(path, name, "path", True, False, None, anything, None)
    return found


def parameter(source: Source, node: Node, direction: Direction) -> Parameter:
    """Read a Parameter Object outside the body (OAS 3.1.0, 4.8.12; OAS 2.0, 4.3.7)."""
    location = node.raw["in"]
    form, schema = serialized(source, node, location, direction)
    return Parameter(
        origin=node,
        name=node.raw["name"],
        location=location,
        required=location == "path" or source.flag(node, "required"),
        deprecated=source.flag(node, "deprecated"),
        sunset=sunset(node),
        form=form,
        schema=schema,
    )
