"""Compares `anyOf` and `oneOf`: matches the branches of both sides, and lists those without a counterpart."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.contracts.readings import INNER
from openapi_contracts.contracts.unchanged_text import written
from openapi_contracts.differences.schemas import scalars
from openapi_contracts.differences.schemas.model import Difference, Edge, Into, SchemaPair, Step
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import Union, View, viewed
from openapi_contracts.differences.schemas.wording import listed, summary, value_text
from openapi_contracts.documents.pointers import split

_WORDS = {"anyOf": "any-of", "oneOf": "one-of"}
_SAME = Step(Into.SAME)
MOST_BRANCHES = 5  # named one by one


def wrapped(both: ViewPair) -> list[Difference | Edge] | None:
    """Compare a schema with the union that now wraps it, or that wrapped it before; None where neither happened."""
    old, new = both.old.unions, both.new.unions
    if len(old) + len(new) != 1:
        return None
    union, outer, inner = (new[0], both.new, both.old) if new else (old[0], both.old, both.new)
    if not _is_bare(outer) or _is_bare(inner):
        return None
    chosen = _resembling(both, union, outer, inner)
    places = (inner.places, (chosen,)) if new else ((chosen,), inner.places)
    found: list[Difference | Edge] = [*scalars.types(both), Edge(_SAME, SchemaPair(both.pair.direction, *places))]
    rest = [branch for branch in union.branches if branch != chosen]
    return found + list(_unpaired(both, union, rest, is_new=bool(new)))


def _is_bare(view: View) -> bool:
    """Say whether a schema has no keywords beside its unions."""
    return all(part.schema.keys() <= {"anyOf", "oneOf", "$ref", "allOf", "type", INNER} for part in view.parts)


def _resembling(both: ViewPair, union: Union, outer: View, inner: View) -> str:
    """Return the branch most similar to a schema: equal, of the same component, or with most common properties."""

    held, tags = _held(inner), _tagged(inner)

    def likeness(branch: str) -> tuple[bool, bool, bool, int, int, bool]:
        view = viewed(outer.document, (branch,))
        places = (inner.places[0], branch) if outer is both.new else (branch, inner.places[0])
        same = outer.document.pointer(outer.document.follow(branch)) == _pointer(inner)
        common = len(view.declared.keys() & inner.declared.keys())
        is_tagged = bool(tags) and tags == _tagged(view)
        return both.equal(*places), same, is_tagged, len(held & _held(view)), common, view.kinds == inner.kinds

    return max(union.branches, key=likeness)


def _held(view: View) -> frozenset[tuple[str, str]]:
    """Return the components that the properties refer to."""
    return frozenset(
        (name, view.document.pointer(there))
        for name, places in view.declared.items()
        for place in places
        if (there := view.document.follow(place)) != place
    )


def _pointer(view: View) -> str:
    return view.document.pointer(view.document.follow(view.places[0]))


def differences(both: ViewPair) -> Iterator[Difference | Edge]:
    """List the added and removed branches, and the pairs of matching ones."""
    old, new = both.old.unions, both.new.unions
    if not both.kinds:
        return
    if len(old) == len(new):
        for was, now in zip(old, new, strict=True):
            yield from _union(both, was, now)
    elif not old or not new:
        for union in old or new:
            row = f"{_WORDS[union.keyword]}-{'removed' if old else 'added'}"
            yield both.find(row, union.part if old else None, union.part if new else None, union.keyword)
    else:
        yield both.find("composition-changed", old[0].part, new[0].part, old[0].keyword, new[0].keyword)


def _union(both: ViewPair, old: Union, new: Union) -> Iterator[Difference | Edge]:
    if old.keyword != new.keyword:
        row = f"{_WORDS[old.keyword]}-became-{_WORDS[new.keyword]}"
        yield both.find(row, old.part, new.part, old.keyword, new.keyword)
    pairs, gone, come = _paired(both, list(old.branches), list(new.branches))
    for was, now in pairs:
        yield from _retagged(both, (old, was), (new, now))
        yield Edge(_SAME, SchemaPair(both.pair.direction, (was,), (now,)))
    yield from _unpaired(both, old, gone, is_new=False)
    yield from _unpaired(both, new, come, is_new=True)
    if old.keyword == new.keyword == "oneOf" and not both.old.document.is_any_of(old.part.place):
        yield both.find("one-of-overlap", old.part, new.part, "oneOf")


def _retagged(both: ViewPair, old: tuple[Union, str], new: tuple[Union, str]) -> Iterator[Difference]:
    """List the difference of a branch that other values of the discriminator choose now."""
    (before, was), (after, now) = old, new
    tags = both.old.document.tag(was), both.new.document.tag(now)
    if tags[0] != tags[1]:
        values = {"value": _called(both.new, now), "old": _choice(tags[0]), "new": _choice(tags[1])}
        sent = was if both.pair.direction is Direction.REQUEST else now
        yield both.find("discriminator-values-changed", before.part, after.part, place=sent, sentence_values=values)


def _choice(tag: Any) -> str:
    """Say which values of a discriminator choose a branch."""
    for name, schema in (tag or {}).get("properties", {}).items():
        return f"`{name}` {listed(schema['enum'])}" if "enum" in schema else f"any other `{name}`"
    return "its schema alone"


def _unpaired(both: ViewPair, union: Union, branches: list[str], *, is_new: bool) -> Iterator[Difference]:
    """List the branches that only one side has, one by one while they are few."""
    if len(branches) <= MOST_BRANCHES:
        for branch in branches:
            yield _alone(both, union, branch, is_new=is_new)
        return
    view = both.new if is_new else both.old
    names = [_called(view, branch) for branch in branches]
    more = f"{', '.join(names[:MOST_BRANCHES])} and {len(names) - MOST_BRANCHES} more"
    row = _row(view, union, "added" if is_new else "removed")
    sides = (None, union.part) if is_new else (union.part, None)
    yield both.find(row, *sides, union.keyword, place=branches[0], sentence_values={"value": more})


def _alone(both: ViewPair, union: Union, branch: str, *, is_new: bool) -> Difference:
    """Return the difference of a branch that only one side has; a branch of null is named as such."""
    view = both.new if is_new else both.old
    place = view.document.follow(branch)
    row = _row(view, union, "added" if is_new else "removed")
    if viewed(view.document, (branch,)).kinds == {"null"}:
        row = "became-nullable" if is_new else "became-not-nullable"
    sides = (None, union.part) if is_new else (union.part, None)
    found = both.find(row, *sides, place=place, sentence_values={"value": _called(view, branch)})
    base = found.base if is_new else view.document.pointer(branch)
    revision = view.document.pointer(branch) if is_new else found.revision
    return Difference(found.row, found.where, base, revision, found.values, place=place)


def _paired(both: ViewPair, old: list[str], new: list[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Match branches by text, equality, name, tag or shape; the rest in order where their number is equal."""
    sides = (both.old, both.new)
    pairs = _matched(sides, old, new, _words)
    for was in list(old):
        name = _name(both.old, was)
        namesakes = [now for now in new if name is not None and _name(both.new, now) == name]
        likely = namesakes + [now for now in new if now not in namesakes]
        equal = next((now for now in likely if both.equal(was, now)), None)
        if equal is not None:
            pairs.append((was, equal))
            old.remove(was)
            new.remove(equal)
    for key in (_name, _tags, _title, _shape):
        pairs += _matched(sides, old, new, key)
    if len(old) == len(new) and not (_all_tagged(both.old, old) or _all_tagged(both.new, new)):
        pairs += zip(old, new, strict=True)
        old, new = [], []
    return pairs, old, new


def _words(view: View, branch: str) -> bytes | None:
    return written(view.document.raw(branch))


def _matched(
    sides: tuple[View, View], old: list[str], new: list[str], key: Callable[[View, str], Hashable]
) -> list[tuple[str, str]]:
    """Match the branches with equal keys, and remove them from both lists."""
    by_key: dict[Hashable, list[str]] = {}
    for now in new:
        by_key.setdefault(key(sides[1], now), []).append(now)
    found = []
    for was in list(old):
        known = key(sides[0], was)
        if known and by_key.get(known):
            now = by_key[known].pop(0)
            found.append((was, now))
            old.remove(was)
            new.remove(now)
    return found


def _name(view: View, branch: str) -> Hashable:
    place = view.document.component(branch)
    return view.document.pointer(place) if place is not None else None


def _called(view: View, branch: str) -> str:
    """Name a branch: by its component, else by what it is."""
    place = view.document.component(branch)
    if place is None or not (steps := split(view.document.pointer(place))):
        return summary(view.document.at(branch))
    return f"`{steps[-1]}`"


def _row(view: View, union: Union, change: str) -> str:
    """Return the row of a branch that was added or removed; the branches of a parent are its subtypes."""
    is_parent = view.document.is_parent(union.part.place)
    return f"subtype-{change}" if is_parent else f"{_WORDS[union.keyword]}-branch-{change}"


def _tags(view: View, branch: str) -> Hashable:
    """Return the properties with a single allowed value, which tell a branch from the others."""
    return _tagged(viewed(view.document, (branch,)))


def _tagged(view: View) -> tuple[tuple[str, str], ...]:
    """Return the tag of a branch: its single value, or its properties with a single value."""
    schemas = [("", part.schema) for part in view.parts]
    for name, places in view.declared.items():
        schemas.append((name, view.document.at(view.document.follow(places[0]))))
    found = {(name, value_text(values[0])) for name, schema in schemas if len(values := _values(schema)) == 1}
    return tuple(sorted(found))


def _values(schema: Any) -> list[Any]:
    if not isinstance(schema, dict):
        return []
    values: list[Any] = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return values


def _title(view: View, branch: str) -> Hashable:
    raw = view.document.raw(view.document.follow(branch))
    title = raw.get("title") if isinstance(raw, dict) else None
    return title if isinstance(title, str) else None


def _shape(view: View, branch: str) -> Hashable:
    inner = viewed(view.document, (branch,))
    return (tuple(sorted(inner.declared)), tuple(sorted(inner.kinds)))


def _all_tagged(view: View, branches: list[str]) -> bool:
    return bool(branches) and all(_tags(view, branch) for branch in branches)
