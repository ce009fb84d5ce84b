"""Objects in a goal: a constraint for every key, existentials, counts; keys without a name stay symbolic until last.

A denied PROPERTIES says that some property breaks it. Whether the properties that are there anyway break it is tried
first; otherwise every property that could is tried, for the existential with fewest ways first: a key that is there, a
name that is mentioned, or a new key of one of the classes into which the patterns divide all other names.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, SENT, Literal
from openapi_contracts.containment.prover.declared import Declarations
from openapi_contracts.containment.prover.distinct import distinct
from openapi_contracts.containment.prover.drafts import Draft, Fresh, Way
from openapi_contracts.containment.prover.fields import Facts, Fields
from openapi_contracts.containment.prover.names import Class, KeyNames
from openapi_contracts.containment.prover.results import EMPTY, Empty, Found, Goal, Result, Unknown
from openapi_contracts.containment.prover.values import Record, Value

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch

_CHEAP = 16  # properties looked at for one step
_WIDEST = 2_000  # properties: what is written out

Existential: TypeAlias = Fields | Literal  # some property breaks it; or some name satisfies it


def solve(search: "ModelSearch", leaves: Iterable[Literal], declared: Declarations) -> Result:
    """Find an object for which the leaves hold."""
    facts = Facts.gather(search.graph, leaves)
    search.steps.spend(facts.size() // _CHEAP)
    if facts.most is not None and facts.most < max(facts.least, len(facts.present)):
        return EMPTY
    if facts.least > _WIDEST:
        return Unknown(f"an object of at least {facts.least} properties is not written out")
    try:
        return _Assembly(search, facts, declared).solve()
    except patterns.Unsupported as error:
        return Unknown(f"pattern not supported: {error}")


class _Assembly:
    """Tries every way to put an object together before it gives up."""

    def __init__(self, search: "ModelSearch", facts: Facts, declared: Declarations) -> None:
        self.search = search
        self.facts = facts
        self.names = KeyNames(search, facts, declared)
        self.doubt: Unknown | None = None
        self._goals: dict[str, Goal] = {}
        self._said = sum(1 + len(one.shape.patterns) for one in facts.fields)  # looked at for every name

    def solve(self) -> Result:
        if not all(self.names.allowed(name) for name in self.facts.present):
            return EMPTY
        draft = Draft({name: self._goal(name) for name in sorted(self.facts.present)})
        if any(self.search.solve(goal) is EMPTY for goal in draft.named.values()):
            return EMPTY
        return self._extend(draft, (*self.facts.broken, *self.facts.some_name)) or self.doubt or EMPTY

    def _goal(self, name: str) -> Goal:
        known = self._goals.get(name)
        if known is None:
            self.search.steps.spend(self._said // _CHEAP)
            known = self._goals[name] = self._joined(literal for one in self.facts.fields for literal in one.of(name))
        return known

    def _joined(self, literals: Iterable[Literal]) -> Goal:
        return frozenset([literal for literal in literals if literal | SENT != self.search.graph.true | SENT])

    def _extend(self, draft: Draft, pending: tuple[Existential, ...]) -> Found | None:
        self.search.steps.spend(1 + draft.size() // _CHEAP)
        chosen: Existential | None = None
        ways: list[Way] | None = None
        for one in pending:
            if self._met(one, draft):
                continue
            own = list(self._ways(one, draft))
            if not own:
                return None
            if ways is None or len(own) < len(ways):
                chosen, ways = one, own
        if ways is None:
            return self._write(draft)
        rest = tuple([one for one in pending if one is not chosen])
        for way in ways:
            found = self._extend(way.of(draft), rest)
            if found is not None:
                return found
        return None

    def _met(self, one: Existential, draft: Draft) -> bool:
        """Say whether the keys that are there meet an existential with the values they would have."""
        holds = self.search.evaluator.holds
        if not isinstance(one, Fields):
            return any(holds(one, name) for name in draft.named)
        said = [(one.of(name), goal) for name, goal in draft.named.items()]
        said += [(one.of_class(key.among.matched), key.value) for key in draft.fresh]
        for literals, goal in said:
            result = self.search.solve(goal)
            if isinstance(result, Found) and any(holds(literal, result.value) is False for literal in literals):
                return True
        return False

    def _ways(self, one: Existential, draft: Draft) -> Iterator[Way]:
        """List the ways in which an existential is met; each goal in them may have a value."""
        if isinstance(one, Fields):
            yield from self._broken_by_name(one, draft)
        else:
            yield from self._named_so(one, draft)
        for place, key in enumerate(draft.fresh):
            for name, value in self._changed(one, key.among, key.name, key.value):
                yield Way(place, Fresh(key.among, name, value))
        if self._has_room(draft):
            for among in self.names.classes():
                start = self._joined(
                    literal for known in self.facts.fields for literal in known.of_class(among.matched)
                )
                for name, value in self._changed(one, among, among.goal, start):
                    yield Way(len(draft.fresh), Fresh(among, name, value))

    def _has_room(self, draft: Draft) -> bool:
        return self.facts.most is None or draft.size() < self.facts.most

    def _addable(self, name: str, draft: Draft) -> bool:
        return name not in draft.named and self._has_room(draft) and self.names.allowed(name)

    def _broken_by_name(self, one: Fields, draft: Draft) -> Iterator[Way]:
        for name in draft.named:
            for goal in self._denying(draft.named[name], one.of(name)):
                yield Way(name, goal)
        for name in self.names.mentioned:
            if self._addable(name, draft):
                for goal in self._denying(self._goal(name), one.of(name)):
                    yield Way(name, goal)

    def _named_so(self, one: Literal, draft: Draft) -> Iterator[Way]:
        for name in self.names.mentioned:
            held = self.search.evaluator.holds(one, name)
            if held is None:
                self.doubt = Unknown(self.search.doubt([one]))
            elif held and self._addable(name, draft) and self.search.solve(self._goal(name)) is not EMPTY:
                yield Way(name, self._goal(name))

    def _changed(self, one: Existential, among: Class, name: Goal, value: Goal) -> Iterator[tuple[Goal, Goal]]:
        if isinstance(one, Fields):
            for goal in self._denying(value, one.of_class(among.matched)):
                yield name, goal
        elif self.search.solve(name | {one}) is not EMPTY and self.search.solve(value) is not EMPTY:
            yield name | {one}, value

    def _denying(self, goal: Goal, literals: tuple[Literal, ...]) -> Iterator[Goal]:
        for literal in literals:
            if literal in goal or literal ^ SENT in goal:
                continue
            denying = goal | {literal ^ DENIED}
            if self.search.solve(denying) is not EMPTY:
                yield denying

    def _write(self, draft: Draft) -> Found | None:
        """Add what the least number of properties asks for, name the fresh keys, and write the values."""
        missing = max(0, self.facts.least - draft.size())
        if missing:
            spare = [name for name in self.names.mentioned if name not in draft.named and self.names.allowed(name)]
            spare = [name for name in spare if self._certain(self._goal(name))]
            for name in spare[:missing]:
                draft = draft.with_named(name, self._goal(name))
            missing -= min(missing, len(spare))
        if self.names.doubtful(draft.named):
            self.doubt = Unknown(self.search.doubt(self.facts.every_name))
            return None
        goals = dict(draft.named)
        for among in self.names.classes() if missing or draft.fresh else ():
            missing = self._name(among, [key for key in draft.fresh if key.among == among], missing, goals)
        if missing or len(goals) < draft.size():
            return None
        return self._valued(goals)

    def _name(self, among: Class, keys: list[Fresh], missing: int, goals: dict[str, Goal]) -> int:
        """Name the keys of a class, and as many more as are missing or it has; return how many are missing still."""
        value = self._joined(literal for known in self.facts.fields for literal in known.of_class(among.matched))
        more = missing if missing and self._certain(value) else 0
        while keys or more:
            named = distinct(self.search, [*[key.name for key in keys], *[among.goal] * more])
            if isinstance(named, list):
                goals |= dict(zip(map(str, named), [*[key.value for key in keys], *[value] * more], strict=True))
                return missing - more
            if isinstance(named, Unknown):
                self.doubt = named
            if not more:
                break
            more -= 1
        return missing

    def _certain(self, goal: Goal) -> bool:
        result = self.search.solve(goal)
        if isinstance(result, Unknown):
            self.doubt = Unknown(result.reason)
        return isinstance(result, Found)

    def _valued(self, goals: dict[str, Goal]) -> Found | None:
        written: dict[str, Value] = {}
        for name, goal in goals.items():
            result = self.search.solve(goal)
            if isinstance(result, Empty):
                return None
            if isinstance(result, Unknown):
                self.doubt = Unknown(result.reason)
                return None
            written[name] = result.value
        return Found(self.search.weighed(Record(written)))
