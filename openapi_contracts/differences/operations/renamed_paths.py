"""Finds what removed and added operations have in common: a slash at the end or a beginning of their paths changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import Lone, MatchedOperations, Where
from openapi_contracts.differences.operations.full_paths import erased

FEWEST = 3  # operations: with fewer, a common beginning is chance
MOST_SEGMENTS = 30  # of a path whose end is looked for

_Renaming: TypeAlias = tuple[str, str]
"""What was changed in a path, and what to."""


def causes(found: MatchedOperations) -> Mapping[int, str]:
    """Return why operations were removed and added, by the identity of each, where several have the same cause."""
    removed, added = ([one for one in side if one.where is Where.PATH] for side in (found.removed, found.added))
    if not removed or not added:
        return {}
    said = {}
    for (old, new), pairs in _renamed(removed, added).items():
        how = _how(_as_written(pairs[0][0], old), _as_written(pairs[0][1], new))
        for was, now in pairs:
            said[id(was.operation)] = f"{{count}} operations were removed: {how}"
            said[id(now.operation)] = f"{{count}} operations were added: {how}"
    return said


def _as_written(one: Lone, beginning: str) -> str:
    """Return the beginning of a path with the names of its parameters."""
    segments = one.operation.path.split("/")[: beginning.count("/") + 1]
    return beginning if beginning == "/" else "/".join(segments)


def _how(old: str, new: str) -> str:
    old, new = (part.replace("{", "{{").replace("}", "}}") for part in (old, new))  # as in a format string
    if {old, new} == {"", "/"}:
        return f"their paths {'lost' if old else 'gained'} the slash at the end"
    if not new:
        return f"{wording.quoted(old)} is gone from the beginning of their paths"
    if not old:
        return f"{wording.quoted(new)} was put before their paths"
    return f"{wording.quoted(old)} at the beginning of their paths became {wording.quoted(new)}"


def _renamed(removed: Iterable[Lone], added: Iterable[Lone]) -> dict[_Renaming, list[tuple[Lone, Lone]]]:
    """Match removed and added operations by what remains of their paths; each operation has one counterpart."""
    ends: dict[tuple[str, str], list[Lone]] = defaultdict(list)
    for one in added:
        for end in _ends(one):
            ends[one.key[-1], end].append(one)
    proposed: dict[_Renaming, list[tuple[Lone, Lone]]] = defaultdict(list)
    for one in removed:
        for end in _ends(one):
            for other in ends.get((one.key[-1], end), ())[:FEWEST]:
                proposed[_renaming(one, other, end)].append((one, other))
    found: dict[_Renaming, list[tuple[Lone, Lone]]] = {}
    taken: set[int] = set()
    for renaming in sorted(proposed, key=lambda each: (-len(proposed[each]), len(each[0]) + len(each[1]), each)):
        pairs = list(_free(proposed[renaming], taken))
        if len(pairs) >= (2 if set(renaming) == {"", "/"} else FEWEST):
            found[renaming] = pairs
            taken.update(id(one.operation) for pair in pairs for one in pair)
    return found


def _free(pairs: Iterable[tuple[Lone, Lone]], taken: set[int]) -> Iterator[tuple[Lone, Lone]]:
    """List the pairs whose operations have no counterpart yet."""
    own: set[int] = set()
    for pair in pairs:
        both = {id(one.operation) for one in pair}
        if both.isdisjoint(taken) and both.isdisjoint(own):
            own |= both
            yield pair


def _ends(one: Lone) -> Iterator[str]:
    """List the ends of a path, the longest first: after each slash, and the path without its final slash."""
    path = erased(one.operation.path)
    yield path.rstrip("/")
    segments = path.split("/")
    for start in range(2, min(len(segments), MOST_SEGMENTS) + 1):
        yield "/".join(["", *segments[start:]])


def _renaming(old: Lone, new: Lone, end: str) -> _Renaming:
    was, now = (erased(one.operation.path) for one in (old, new))
    if was.rstrip("/") == now.rstrip("/"):
        return was[len(was.rstrip("/")) :], now[len(now.rstrip("/")) :]
    return was.removesuffix(end), now.removesuffix(end)
