"""Compares object keywords: properties by name, other properties, and dependencies."""

from collections.abc import Iterator
from dataclasses import replace

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import Difference, Edge, Into, SchemaPair, Step
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, ViewPart, viewed
from openapi_contracts.differences.schemas.wording import value_text, wanted
from openapi_contracts.documents.pointers import escape

_DEEPEST = 50  # branches searched for a declared property


def differences(both: ViewPair) -> Iterator[Difference | Edge]:
    """List the differences of object keywords, and the pairs of property schemas."""
    if "object" in both.kinds:
        yield from _properties(both)
        yield from _required(both)
        yield from _undeclared(both)
        yield from _patterns(both)
        yield from _dependents(both)


def _properties(both: ViewPair) -> Iterator[Difference | Edge]:
    old, new = both.old.declared, both.new.declared
    missing_old = missing_new = frozenset[str]()
    if old.keys() != new.keys():
        missing_new = in_branches(both.new, old.keys() - new.keys())
        missing_old = in_branches(both.old, new.keys() - old.keys())
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new:
            yield _edge(both, Step(Into.PROPERTY, name), both.old.at_key(name), both.new.at_key(name))
        elif name in old and name not in missing_new:
            yield from _removed(both, name)
        elif name in new and name not in missing_old:
            yield from _added(both, name)


def _edge(both: ViewPair, step: Step, old: tuple[str, ...], new: tuple[str, ...]) -> Edge:
    return Edge(step, SchemaPair(both.pair.direction, old, new))


def _removed(both: ViewPair, name: str) -> Iterator[Difference | Edge]:
    """List the difference of a property that is no longer declared, or no longer sent."""
    place = both.old.declared[name][0]
    part = _holder(both.old, place)
    around = both.new.at_key(name)
    values = {"name": name} | _sunset(both.old, place)
    if name in both.new.unsent:
        mark = "readOnly" if both.pair.direction is Direction.REQUEST else "writeOnly"
        unsent = _named(both, "property-no-longer-sent", part, None, place, {**values, "mark": mark})
        yield _there(unsent, revision=both.new.document.pointer(both.new.unsent[name]))
    elif both.pair.direction is Direction.RESPONSE or both.new.is_false(around):
        requirement = (
            {"required": [name]} if name in both.old.required else None
        )  # a message without it was never allowed
        yield replace(_named(both, "property-removed", part, None, place, values), old=requirement)
    else:
        yield _named(both, "property-undeclared", part, None, place, values)
        if around:
            yield _edge(both, Step(Into.PROPERTY, name), both.old.at_key(name), around)


def _added(both: ViewPair, name: str) -> Iterator[Difference | Edge]:
    """List the difference of a property that is newly declared, or newly sent."""
    place = both.new.declared[name][0]
    part = _holder(both.new, place)
    around = both.old.at_key(name)
    if both.old.is_false(around):
        yield _named(both, "property-added-to-closed", None, part, place, {"name": name})
        return
    if both.adds_to_free_form and name not in (*both.old.required, *both.new.required):
        yield _named(both, "free-form-property-added", None, part, place, {"name": name})
        return
    if name not in both.new.required or name in both.old.required:
        yield _named(both, "property-added", None, part, place, {"name": name})
    if around:
        yield _edge(both, Step(Into.PROPERTY, name), around, both.new.at_key(name))
    elif both.pair.direction is Direction.REQUEST and name not in both.old.unsent:
        requirement = wanted(both.new.document.at(place))
        yield _named(both, "property-constrained", None, part, place, {"name": name, "new": requirement})


def _named(
    both: ViewPair, row: str, old: ViewPart | None, new: ViewPart | None, place: str, values: dict[str, str]
) -> Difference:
    """Return a difference of a property, placed at the property itself."""
    found = both.find(row, old, new, place=place, sentence_values=values)
    if old is not None:
        return _there(found, base=both.old.document.pointer(place))
    return _there(found, revision=both.new.document.pointer(place))


def _there(found: Difference, *, base: str | None = None, revision: str | None = None) -> Difference:
    base, revision = base or found.base, revision or found.revision
    return replace(found, base=base, revision=revision, name=found.values["name"])


def _holder(view: View, place: str) -> ViewPart:
    return next(part for part in view.parts if place.startswith(f"{part.place}/properties/"))


def _sunset(view: View, place: str) -> dict[str, str]:
    raw = view.document.raw(place)
    day = raw.get("x-sunset") if isinstance(raw, dict) else None
    return {"sunset": str(day)} if day else {}


def in_branches(view: View, names: "frozenset[str] | set[str]") -> frozenset[str]:
    """Return which of some names any branch of a union declares, nested ones included."""
    found: set[str] = set()
    pending = [branch for union in view.unions for branch in union.branches] if names else []
    seen: set[str] = set()
    while pending and len(seen) < _DEEPEST:
        place = view.document.follow(pending.pop())
        if place not in seen:
            seen.add(place)
            branch = viewed(view.document, (place,))
            found |= names & branch.declared.keys()
            pending += [inner for union in branch.unions for inner in union.branches]
    return frozenset(found)


def _required(both: ViewPair) -> Iterator[Difference]:
    old, new = both.old.required, both.new.required
    for name, part in new.items():
        if name not in old:
            is_new = name in both.new.declared and name not in both.old.declared
            row = "required-property-added" if is_new else "property-became-required"
            found = both.find(row, None, part, "required", name=name, alone=({}, {"required": [name]}))
            yield _at_property(both, found, name)
    for name, part in old.items():
        if name not in new and (name in both.new.declared or name not in both.old.declared):
            found = both.find(
                "property-became-optional", part, None, "required", name=name, alone=({"required": [name]}, {})
            )
            yield _at_property(both, found, name)


def _at_property(both: ViewPair, found: Difference, name: str) -> Difference:
    """Place a difference at the property itself on the sides that declare it."""
    sides = ((both.old, found.base), (both.new, found.revision))
    base, revision = (
        view.document.pointer(view.declared[name][0]) if name in view.declared else otherwise
        for view, otherwise in sides
    )
    return replace(found, base=base, revision=revision)


def _undeclared(both: ViewPair) -> Iterator[Difference | Edge]:
    """Compare the schemas of undeclared properties."""
    old, new = both.old.undeclared, both.new.undeclared
    parts = _speaker(both.old, old), _speaker(both.new, new)
    word = "additionalProperties"
    was, now = both.old.is_false(old), both.new.is_false(new)
    if was or now:
        if was != now:
            row = "additional-properties-closed" if now else "additional-properties-opened"
            sent = next(iter(old if now else new), None)
            yield both.find(row, *parts, word, place=sent)
    elif old and new:
        yield _edge(both, Step(Into.OTHER), old, new)
    elif old or new:
        row = "additional-properties-restricted" if new else "additional-properties-freed"
        side, places = (both.new, new) if new else (both.old, old)
        yield both.find(
            row, *parts, word, sentence_values={"value": wanted(side.document.at(places[0]))}, place=places[0]
        )


def _speaker(view: View, places: tuple[str, ...]) -> ViewPart | None:
    """Return the part that constrains undeclared properties, a closed one first."""
    ordered = [place for place in places if view.document.at(place) is False] or list(places)
    owner = ordered[0].removesuffix("/additionalProperties") if ordered else None
    return next((part for part in view.parts if part.place == owner), None) or next(
        iter(view.having("additionalProperties")), None
    )


def _patterns(both: ViewPair) -> Iterator[Difference | Edge]:
    old, new = (
        {text: part for part in view.having("patternProperties") for text in part.schema["patternProperties"]}
        for view in (both.old, both.new)
    )
    for text in dict.fromkeys((*old, *new)):
        if text in old and text in new:
            places = [(f"{part[text].place}/patternProperties/{escape(text)}",) for part in (old, new)]
            yield _edge(both, Step(Into.PATTERN, text), *places)
        else:
            row = "pattern-property-removed" if text in old else "pattern-property-added"
            other = both.new if text in old else both.old
            if other.is_false(other.undeclared):
                row += "-from-closed" if text in old else "-to-closed"
            yield both.find(
                row, old.get(text), new.get(text), "patternProperties", sentence_values={"value": value_text(text)}
            )


def _dependents(both: ViewPair) -> Iterator[Difference]:
    old, new = _triggers(both.old), _triggers(both.new)
    for key in dict.fromkeys((*old, *new)):
        if (key in old) != (key in new):
            row = "dependent-required-removed" if key in old else "dependent-required-added"
            trigger, name = key
            alone = {"dependentRequired": {trigger: [name]}}
            pair = (alone, {}) if key in old else ({}, alone)
            yield both.find(
                row,
                old.get(key),
                new.get(key),
                "dependentRequired",
                name=name,
                alone=pair,
                sentence_values={"trigger": trigger},
            )


def _triggers(view: View) -> dict[tuple[str, str], ViewPart]:
    return {
        (trigger, name): part
        for part in view.having("dependentRequired")
        for trigger, names in part.schema["dependentRequired"].items()
        for name in names
    }
