"""Exploded objects of a query: each property is a parameter of its own, and the object is not on the wire.

The style `form` sends a property under its own name, `deepObject` under the name of the object with the property's in
brackets (OAS 3.1.0, 4.8.12.4), and so does a form that is the whole query (OAS 3.2.0, 4.12.1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from openapi_contracts.contracts import Direction, Operation, SchemaAt, Unclear
from openapi_contracts.contracts.media_ranges import URLENCODED
from openapi_contracts.contracts.message_parts import MediaType, Parameter, ParameterKey
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.documents.pointers import escape
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

Parameters: TypeAlias = Mapping[ParameterKey, Parameter | Unclear]
_UNSENT = {Direction.REQUEST: "readOnly", Direction.RESPONSE: "writeOnly"}
_MOST_PARTS = 50  # schemas that an object is composed of
_OTHERS = frozenset(  # tell which properties may be there together, which single parameters do not
    (
        *("oneOf", "anyOf", "not", "if", "then", "else", "enum", "const", "discriminator", "$dynamicRef"),
        *("minProperties", "maxProperties", "patternProperties", "propertyNames", "unevaluatedProperties"),
        *("dependentRequired", "dependentSchemas"),
    )
)


@dataclass(slots=True)
class _Members:
    """The properties of an object with their places, and those that it requires."""

    properties: dict[str, Node] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)


def expanded(old: Operation, new: Operation, values: SchemaValues) -> tuple[Operation, Operation]:
    """Replace exploded objects by their properties, unless both sides have one that only one side can replace."""
    sides = {Side.BASE: old.parameters, Side.REVISION: new.parameters}
    found = {side: dict(_of_side(side, given, values)) for side, given in sides.items()}
    kept = {
        key
        for side, members in found.items()
        for key in members
        if key in sides[side.other] and not _is_alike(key, sides, found[side.other])
    }
    before, after = (_spread(given, found[side], kept) for side, given in sides.items())
    return replace(old, parameters=before), replace(new, parameters=after)


def _is_alike(key: ParameterKey, sides: Mapping[Side, Parameters], found: Mapping[ParameterKey, Any]) -> bool:
    """Say whether both sides have an object under a key, written in one style."""
    old, new = (given[key] for given in sides.values())
    return key in found and _form(old) == _form(new)


def _form(one: Parameter | Unclear) -> Style | None:
    """Return the style that an object is sent in, property by property; None for what is no object of a query."""
    if not isinstance(one, Parameter) or one.schema is None or one.location not in ("query", "querystring"):
        return None
    if isinstance(one.form, MediaType):
        return (
            Style.FORM if (one.location, one.form.media, one.form.encoding) == ("querystring", URLENCODED, {}) else None
        )
    if isinstance(one.form, Styled) and (one.form.style is Style.DEEP or one.form == Styled.default()):
        return one.form.style
    return None


def _spread(given: Parameters, found: Mapping[ParameterKey, Parameters], kept: set[ParameterKey]) -> Parameters:
    replaced = found.keys() - kept
    if not replaced:
        return given
    spread = {key: one for key, one in given.items() if key not in replaced}
    for key in sorted(replaced):
        spread = {**found[key], **spread} if found[key].keys().isdisjoint(spread) else {**spread, key: given[key]}
    return spread


def _of_side(side: Side, given: Parameters, values: SchemaValues) -> Iterator[tuple[ParameterKey, Parameters]]:
    for key, one in given.items():
        style = _form(one)
        if style is None or not isinstance(one, Parameter) or one.schema is None:
            continue
        members = _members(side, one.schema, values)
        if members is not None and members.properties:
            yield key, dict(_parameters(one, one.schema, style, members))


def _parameters(
    one: Parameter, at: SchemaAt, style: Style, members: _Members
) -> Iterator[tuple[ParameterKey, Parameter]]:
    called = {name: f"{one.name}[{name}]" if style is Style.DEEP else name for name in members.properties}
    needed = frozenset(called[name] for name in members.required & called.keys())
    for name, node in members.properties.items():
        yield (
            ParameterKey("query", called[name]),
            Parameter(
                origin=node,
                name=called[name],
                location="query",
                required=one.required and name in members.required,
                deprecated=one.deprecated,
                sunset=one.sunset,
                form=Styled(style, explode=True),
                schema=SchemaAt(node.pointer, node.raw, at.direction, at.dialect),
                needs=frozenset() if one.required else needed - {called[name]},
            ),
        )


def _members(side: Side, at: SchemaAt, values: SchemaValues) -> _Members | None:
    """Return the properties of an object; None where they are not all, or something else says which may be there."""
    found = _Members()
    pending, is_object = [at], False
    for part in pending:
        node = values.resolved(side, part)
        if node is None or len(pending) > _MOST_PARTS or _OTHERS & node.raw.keys():
            return None
        if node.raw.get("type", "object") not in ("object", ["object"]) or node.raw.get("additionalProperties", False):
            return None
        properties, required, branches = (node.raw.get(word) for word in ("properties", "required", "allOf"))
        is_object = is_object or isinstance(properties, dict)
        for name, raw in properties.items() if isinstance(properties, dict) else ():
            if name in found.properties:
                return None
            if not (isinstance(raw, dict) and raw.get(_UNSENT[at.direction]) is True):
                pointer = f"{node.pointer}/properties/{escape(name)}"
                found.properties[name] = Node(raw, pointer, pointer)
        found.required.update(required if isinstance(required, list) else ())
        for index, branch in enumerate(branches if isinstance(branches, list) else ()):
            pending.append(SchemaAt(f"{node.pointer}/allOf/{index}", branch, at.direction, at.dialect))
    return found if is_object else None
