"""Which `oneOf` are meant as `anyOf`: those whose branches overlap before the change.

A value of several branches is refused by the letter (JSON Schema core 2020-12, 10.2.1.3), and sent all the same. A
`oneOf` is exclusive where its branches are proved to be disjoint: there it allows what `anyOf` does. The `oneOf` of the
later contract follows that of the earlier one, so that an overlap which the change itself creates is found.

Each branch of such a union stands for messages of its own: an object has none of the properties that only other
branches declare, unless the branch says by `additionalProperties` or the like what others it may have.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from openapi_contracts.containment.prover import Dialect, Empty, RawGraph, SchemaReading, Theory
from openapi_contracts.documents.pointers import escape
from openapi_contracts.schemas.any_of import DISJOINT, Foreign
from openapi_contracts.schemas.normalized import NormalizedSchemas

MOST_PAIRS = 500  # pairs of branches put to the prover in one comparison; the rest count as overlapping
_STEPS = 2_000  # of one pair: a twenty-fifth of a question of a comparison
_MOST_BRANCHES = 60  # of a union whose pairs are put to the prover; a larger one counts as overlapping
_MOST_FOREIGN = 20_000  # properties times branches of one union; a larger union is read without
_MOST_PARTS = 50  # schemas that one branch is composed of
_OPENING = frozenset(("additionalProperties", "patternProperties", "unevaluatedProperties", "anyOf", "oneOf"))
_KINDS = {"number": ("number", "integer")}


def overlapping(pairs: Iterable[tuple[NormalizedSchemas, NormalizedSchemas]]) -> dict[int, Foreign]:
    """Return the schemas of both contracts whose `oneOf` is meant as `anyOf`, by identity, with foreign properties.

    `pairs` are the schemas of the earlier and the later contract, by direction. Schemas that are one object in both
    contracts did not change, and need no reading.
    """
    found: dict[int, Foreign] = {}
    overlaps: dict[int, bool] = {}  # of the earlier contract: a schema that serves both directions is one object
    asked = 0
    for base, revision in pairs:
        branches, after = _Branches(base), _Branches(revision)
        unions, later = list(_unions(base, revision.schema)), list(_unions(revision, base.schema))
        for place in unions:
            if (union := id(base.at(place))) in overlaps:
                continue
            if branches.are_evidently_disjoint(place):
                overlaps[union], found[union] = False, DISJOINT
                continue
            is_exclusive, cost = branches.are_disjoint(place, MOST_PAIRS - asked)
            asked += cost
            overlaps[union] = not is_exclusive
        meant = {place: overlaps[id(base.at(place))] for place in unions}
        followers = dict(_followers(base, revision, meant, later))
        leaders = {before: place for place, before in followers.items()}
        for place in (one for one, is_any in meant.items() if is_any):
            gone = after.names(leaders[place], _components(base, place)) if place in leaders else frozenset[str]()
            found[id(base.at(place))] = branches.foreign(place, gone)
        for place in later:
            if place in followers:
                more = branches.names(followers[place], _components(revision, place))
                found[id(revision.at(place))] = after.foreign(place, more)
            elif after.are_evidently_disjoint(place):
                found[id(revision.at(place))] = DISJOINT
    return found


def _unions(document: NormalizedSchemas, others: Mapping[str, Any]) -> Iterator[str]:
    """List the places of each `oneOf` of several branches, in schemas that are no object of the other contract."""
    shared = others.get("$defs", {})
    for name, schema in document.schema.get("$defs", {}).items():
        if schema is not shared.get(name):
            yield from _within(f"/$defs/{escape(name)}", schema)


def _within(place: str, schema: Any) -> Iterator[str]:
    pending = [(place, schema)]
    while pending:
        at, value = pending.pop()
        if isinstance(value, dict):
            if isinstance(value.get("oneOf"), list) and len(value["oneOf"]) > 1:
                yield at
            pending += [(f"{at}/{escape(key)}", child) for key, child in value.items() if key not in ("enum", "const")]
        elif isinstance(value, list):
            pending += [(f"{at}/{index}", child) for index, child in enumerate(value)]


def _followers(
    base: NormalizedSchemas, revision: NormalizedSchemas, meant: Mapping[str, bool], later: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """List which of the later unions follow an overlapping one, with it.

    It has the same place or components, or moved within the same schema, or is renamed and has as many branches.
    """
    at = {base.pointer(place): place for place in meant}
    families = {place: _components(base, place) for place, is_any in meant.items() if is_any}
    left = families.keys() - {at.get(revision.pointer(place)) for place in later}
    moved = {_root(base, place): place for place in sorted(left)}
    by_size = {len(base.at(place)["oneOf"]): place for place in sorted(left)}
    for place in later:
        leader = at.get(revision.pointer(place))
        if leader is None:
            named = _components(revision, place)
            same = next((one for one, family in families.items() if len(named & family) > 1), None)
            leader = same or moved.get(_root(revision, place)) or by_size.get(len(revision.at(place)["oneOf"]))
        if leader is not None and meant[leader]:
            yield place, leader


def _root(document: NormalizedSchemas, place: str) -> str:
    """Return the pointer of the component or message whose schema a place is in."""
    return document.pointer("/".join(place.split("/", 3)[:3]))


def _component(document: NormalizedSchemas, branch: str) -> str | None:
    found = document.component(branch)
    return None if found is None else document.pointer(found)


def _components(document: NormalizedSchemas, place: str) -> frozenset[str]:
    """Return the components that the branches of a union are, or are composed of."""
    branches = [f"{place}/oneOf/{index}" for index in range(len(document.at(place)["oneOf"]))]
    parts = [f"{one}/allOf/{index}" for one in branches for index in range(len(_all_of(document.at(one))))]
    found = (_component(document, one) for one in (*branches, *parts))
    return frozenset(one for one in found if one is not None)


def _all_of(schema: Any) -> list[Any]:
    found: list[Any] = schema.get("allOf", []) if isinstance(schema, dict) else []
    return found


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is evident of a branch: its types, the few values of its required properties, the properties it declares.

    `types` is None where it allows any type, `names` where it says what other properties may be.
    """

    types: frozenset[str] | None
    values: Mapping[str, frozenset[str]]
    names: frozenset[str] | None


class _Branches:
    """The branches of the unions of one contract."""

    def __init__(self, document: NormalizedSchemas) -> None:
        self._document = document
        self._outlines: dict[str, _Outline] = {}

    def are_disjoint(self, place: str, most: int) -> tuple[bool, int]:
        """Say whether the branches of a union are proved to have no value in common, and how many pairs were asked."""
        branches = self._of(place)
        if len(branches) > _MOST_BRANCHES:
            return False, 0
        unclear = [pair for pair in combinations(branches, 2) if not self._is_evident(pair)]
        if len(unclear) > most:
            return False, 0
        graph = RawGraph()
        reading = SchemaReading(graph, self._document.schema, Dialect.NORMALIZED)
        literals = {branch: reading.at(branch) for pair in unclear for branch in pair}
        theory = Theory(graph)
        for asked, pair in enumerate(unclear, 1):
            both = [literals[branch] for branch in pair]
            if not isinstance(theory.contains_all(both, [graph.false], steps=_STEPS), Empty):
                return False, asked
        return True, len(unclear)

    def are_evidently_disjoint(self, place: str) -> bool:
        """Say whether types, or the values of one required property, tell all branches of a union apart."""
        outlines = [self._outline(branch) for branch in self._of(place)]
        if _are_apart([one.types for one in outlines]):
            return True
        names = set(outlines[0].values).intersection(*(one.values for one in outlines[1:]))
        return any(_are_apart([one.values[name] for one in outlines]) for name in names)

    def _of(self, place: str) -> list[str]:
        return [f"{place}/oneOf/{index}" for index in range(len(self._document.at(place)["oneOf"]))]

    def names(self, place: str, others: frozenset[str]) -> frozenset[str]:
        """Return the properties that the branches of a union declare whose components are none of some others."""
        gone = (one for one in self._of(place) if _component(self._document, one) not in (None, *others))
        return frozenset[str]().union(*(self._outline(one).names or () for one in gone))

    def foreign(self, place: str, more: frozenset[str]) -> Foreign:
        """Return for each branch of a union the properties that only other branches declare, and `more` of them."""
        outlines = [self._outline(branch) for branch in self._of(place)]
        every = more.union(*(one.names for one in outlines if one.names is not None))
        if len(every) * len(outlines) > _MOST_FOREIGN:
            return ((),) * len(outlines)
        return tuple(() if one.names is None else tuple(sorted(every - one.names)) for one in outlines)

    def _is_evident(self, pair: tuple[str, str]) -> bool:
        first, second = map(self._outline, pair)
        if first.types is not None and second.types is not None and not first.types & second.types:
            return True
        return any(name in second.values and not fixed & second.values[name] for name, fixed in first.values.items())

    def _outline(self, branch: str) -> _Outline:
        if branch not in self._outlines:
            self._outlines[branch] = self._outlined(branch)
        return self._outlines[branch]

    def _outlined(self, branch: str) -> _Outline:
        kinds: frozenset[str] | None = None
        values: dict[str, frozenset[str]] = {}
        required, names, is_open = set[str](), set[str](), False
        for part in self._parts(branch):
            if "type" in part:
                named = part["type"] if isinstance(part["type"], list) else [part["type"]]
                allowed = frozenset(kind for name in named for kind in _KINDS.get(name, (name,)))
                kinds = allowed if kinds is None else kinds & allowed
            required |= set(part.get("required", ()))
            names |= set(part.get("properties", ()))
            is_open = is_open or not _OPENING.isdisjoint(part)
            for name, child in part.get("properties", {}).items():
                if (fixed := _fixed(child)) is not None:
                    values[name] = values[name] & fixed if name in values else fixed
        is_object = kinds == frozenset(("object",))
        fixed_values = {name: values[name] for name in values if name in required} if is_object else {}
        return _Outline(kinds, fixed_values, None if is_open or not names else frozenset(names | required))

    def _parts(self, branch: str) -> Iterator[dict[str, Any]]:
        pending, seen = [branch], set[str]()
        while pending and len(seen) < _MOST_PARTS:
            place = self._document.follow(pending.pop())
            schema = self._document.at(place)
            if place in seen or not isinstance(schema, dict):
                continue
            seen.add(place)
            yield schema
            if "$ref" in schema:
                pending.append(schema["$ref"].removeprefix("#"))
            pending += [f"{place}/allOf/{index}" for index in range(len(schema.get("allOf", ())))]


def _fixed(schema: Any) -> frozenset[str] | None:
    """Return the values that `enum` or `const` fixes, as text; None where neither does."""
    if not isinstance(schema, dict) or not ("enum" in schema or "const" in schema):
        return None
    return frozenset(json.dumps(value, sort_keys=True) for value in schema.get("enum", [schema.get("const")]))


def _are_apart(sets: list[frozenset[str] | None]) -> bool:
    """Say whether sets have no element in common, pair by pair."""
    known = [one for one in sets if one is not None]
    return len(known) == len(sets) and len(frozenset[str]().union(*known)) == sum(map(len, known))
