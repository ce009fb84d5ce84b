"""Finds one value per goal for several goals, freely or with all values different (`uniqueItems`)."""

from typing import TYPE_CHECKING

from openapi_contracts.containment.prover.atoms import DENIED, Atom
from openapi_contracts.containment.prover.results import EMPTY, Empty, Found, Goal, Result, Unknown
from openapi_contracts.containment.prover.values import Value, kind_of

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch

_CHEAP = 16  # values inspected per step
_MANY = 32  # up to this many values, each is excluded from the goal, which keeps values small


def one_each(search: "ModelSearch", goals: list[Goal]) -> list[Value] | Empty | Unknown:
    """Return a value for each goal; equal goals get equal values."""
    written: list[Value] = []
    unknown: Unknown | None = None
    for goal in goals:
        result = search.solve(goal)
        if isinstance(result, Empty):
            return result
        if isinstance(result, Found):
            written.append(result.value)
        else:
            unknown = Unknown(result.reason)
    return unknown or written


def distinct(search: "ModelSearch", goals: list[Goal]) -> list[Value] | Empty | Unknown:
    """Return a value for each goal, all different: greedily first, by bipartite matching if that fails."""
    taken: list[Value] = []
    used: set[Value] = set()
    latest: dict[Goal, Value] = {}
    for goal in goals:
        result = _next(search, goal, used, latest.get(goal))
        if isinstance(result, Unknown):
            return Unknown(result.reason)
        if isinstance(result, Empty):
            return _matched(search, goals)
        taken.append(result.value)
        used.add(result.value)
        latest[goal] = result.value
    return taken


def _next(search: "ModelSearch", goal: Goal, used: set[Value], latest: Value) -> Result:
    """Return a value that is not in `used`: one greater or longer than `latest` if many are used, else any other."""
    result = search.solve(goal)
    if not isinstance(result, Found) or result.value not in used:
        return result
    if len(used) >= _MANY and isinstance(latest, int | str):
        beyond = (Atom.MINIMUM, latest + 1) if isinstance(latest, int) else (Atom.MIN_LENGTH, len(latest) + 1)
        further = search.solve(goal | {search.graph.of_type(kind_of(latest)), search.graph.literal(*beyond)})
        if isinstance(further, Found) and further.value not in used:
            return further
    return search.solve(_without(search, goal, used))


def _without(search: "ModelSearch", goal: Goal, values: set[Value]) -> Goal:
    """Return the goal with these values excluded."""
    search.steps.spend(len(values) // _CHEAP)
    return goal | {search.graph.literal(Atom.ENUM, frozenset(values)) | DENIED}


def _matched(search: "ModelSearch", goals: list[Goal]) -> list[Value] | Empty | Unknown:
    """Match goals to values (Kuhn 1955). Listing as many values per goal as there are goals is enough."""
    few: dict[Goal, list[Value]] = {}
    for goal in dict.fromkeys(goals):
        listed = _list(search, goal, len(goals))
        if isinstance(listed, Unknown):
            return listed
        few[goal] = listed
    holder: dict[Value, int] = {}
    for place in sorted(range(len(goals)), key=lambda place: len(few[goals[place]])):
        search.steps.spend(len(goals))
        if not _augment(search, place, goals, few, holder, set()):
            return EMPTY
    written: dict[int, Value] = {place: value for value, place in holder.items()}
    return [written[place] for place in range(len(goals))]


def _list(search: "ModelSearch", goal: Goal, most: int) -> list[Value] | Unknown:
    listed: list[Value] = []
    while len(listed) < most:
        result = search.solve(_without(search, goal, set(listed)) if listed else goal)
        if isinstance(result, Unknown):
            return Unknown(result.reason)
        if isinstance(result, Empty):
            break
        listed.append(result.value)
    return listed


def _augment(
    search: "ModelSearch",
    place: int,
    goals: list[Goal],
    few: dict[Goal, list[Value]],
    holder: dict[Value, int],
    tried: set[Value],
) -> bool:
    search.steps.spend(1 + len(few[goals[place]]) // _CHEAP)
    for value in few[goals[place]]:
        if value in tried:
            continue
        tried.add(value)
        if value not in holder or _augment(search, holder[value], goals, few, holder, tried):
            holder[value] = place
            return True
    return False
