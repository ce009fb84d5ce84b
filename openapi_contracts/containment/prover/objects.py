"""Finds an object for which the literals of a goal hold, or proves that there is none.

An existential is a literal that demands a property: a denied PROPERTIES demands one that violates it. The search starts
with the required properties. It skips existentials that these satisfy, and extends the object for the others, the one
with fewest extensions first. An extension changes a key, adds a mentioned name, or adds an unnamed key of one of the
classes into which patterns divide all other names. Unnamed keys get their names last.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, SENT, Literal
from openapi_contracts.containment.prover.declared_properties import Declarations
from openapi_contracts.containment.prover.distinct import distinct
from openapi_contracts.containment.prover.key_names import KeyNames, NameClass
from openapi_contracts.containment.prover.object_constraints import ObjectConstraints, PropertyConstraint
from openapi_contracts.containment.prover.partial_objects import Extension, PartialObject, UnnamedKey
from openapi_contracts.containment.prover.results import EMPTY, Empty, Found, Goal, Result, Unknown
from openapi_contracts.containment.prover.values import Record, Value

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch

_CHEAP = 16  # properties inspected per step
_WIDEST = 2_000  # properties of the largest object that is built

Existential: TypeAlias = PropertyConstraint | Literal  # some property violates it; or some name satisfies it


def solve(search: "ModelSearch", leaves: Iterable[Literal], declared: Declarations) -> Result:
    """Find an object for which all of `leaves` hold and which has only `declared` properties."""
    constraints = ObjectConstraints.gather(search.graph, leaves)
    search.steps.spend(constraints.size() // _CHEAP)
    if constraints.most is not None and constraints.most < max(constraints.least, len(constraints.present)):
        return EMPTY
    if constraints.least > _WIDEST:
        return Unknown(f"a counterexample would need an object of at least {constraints.least} properties")
    try:
        return _Assembly(search, constraints, declared).solve()
    except patterns.Unsupported as error:
        return Unknown(f"pattern not supported: {error}")


class _Assembly:
    """Builds an object by backtracking over every extension."""

    def __init__(self, search: "ModelSearch", constraints: ObjectConstraints, declared: Declarations) -> None:
        self.search = search
        self.constraints = constraints
        self.names = KeyNames(search, constraints, declared)
        self.unknown: Unknown | None = None
        self._goals: dict[str, Goal] = {}
        self._constraint_size = sum(
            1 + len(constraint.shape.patterns) for constraint in constraints.properties
        )  # work per name

    def solve(self) -> Result:
        if not all(self.names.allowed(name) for name in self.constraints.present):
            return EMPTY
        partial = PartialObject({name: self._goal(name) for name in sorted(self.constraints.present)})
        if any(self.search.solve(goal) is EMPTY for goal in partial.named.values()):
            return EMPTY
        return self._extend(partial, (*self.constraints.violated, *self.constraints.some_name)) or self.unknown or EMPTY

    def _goal(self, name: str) -> Goal:
        known = self._goals.get(name)
        if known is None:
            self.search.steps.spend(self._constraint_size // _CHEAP)
            known = self._goals[name] = self._joined(
                literal for constraint in self.constraints.properties for literal in constraint.of(name)
            )
        return known

    def _joined(self, literals: Iterable[Literal]) -> Goal:
        return frozenset([literal for literal in literals if literal | SENT != self.search.graph.true | SENT])

    def _extend(self, partial: PartialObject, pending: tuple[Existential, ...]) -> Found | None:
        self.search.steps.spend(1 + partial.size() // _CHEAP)
        chosen: Existential | None = None
        extensions: list[Extension] | None = None
        for existential in pending:
            if self._is_met(existential, partial):
                continue
            own = list(self._extensions(existential, partial))
            if not own:
                return None
            if extensions is None or len(own) < len(extensions):
                chosen, extensions = existential, own
        if extensions is None:
            return self._complete(partial)
        rest = tuple([existential for existential in pending if existential is not chosen])
        for extension in extensions:
            found = self._extend(extension.apply(partial), rest)
            if found is not None:
                return found
        return None

    def _is_met(self, existential: Existential, partial: PartialObject) -> bool:
        """Say whether the present keys, with the values found for their goals, satisfy an existential."""
        holds = self.search.evaluator.holds
        if not isinstance(existential, PropertyConstraint):
            return any(holds(existential, name) for name in partial.named)
        constraints_and_goals = [(existential.of(name), goal) for name, goal in partial.named.items()]
        constraints_and_goals += [(existential.of_class(key.name_class.matched), key.value) for key in partial.unnamed]
        for literals, goal in constraints_and_goals:
            result = self.search.solve(goal)
            if isinstance(result, Found) and any(holds(literal, result.value) is False for literal in literals):
                return True
        return False

    def _extensions(self, existential: Existential, partial: PartialObject) -> Iterator[Extension]:
        """List the extensions that satisfy an existential, without those whose goal is proved empty."""
        if isinstance(existential, PropertyConstraint):
            yield from self._violations_by_name(existential, partial)
        else:
            yield from self._matching_names(existential, partial)
        for place, key in enumerate(partial.unnamed):
            for name, value in self._changes(existential, key.name_class, key.name, key.value):
                yield Extension(place, UnnamedKey(key.name_class, name, value))
        if self._has_room(partial):
            for name_class in self.names.classes():
                start = self._joined(
                    literal for known in self.constraints.properties for literal in known.of_class(name_class.matched)
                )
                for name, value in self._changes(existential, name_class, name_class.goal, start):
                    yield Extension(len(partial.unnamed), UnnamedKey(name_class, name, value))

    def _has_room(self, partial: PartialObject) -> bool:
        return self.constraints.most is None or partial.size() < self.constraints.most

    def _addable(self, name: str, partial: PartialObject) -> bool:
        return name not in partial.named and self._has_room(partial) and self.names.allowed(name)

    def _violations_by_name(self, existential: PropertyConstraint, partial: PartialObject) -> Iterator[Extension]:
        for name in partial.named:
            for goal in self._violating_goals(partial.named[name], existential.of(name)):
                yield Extension(name, goal)
        for name in self.names.mentioned:
            if self._addable(name, partial):
                for goal in self._violating_goals(self._goal(name), existential.of(name)):
                    yield Extension(name, goal)

    def _matching_names(self, existential: Literal, partial: PartialObject) -> Iterator[Extension]:
        for name in self.names.mentioned:
            held = self.search.evaluator.holds(existential, name)
            if held is None:
                self.unknown = Unknown(self.search.unmodelled_reason([existential]))
            elif held and self._addable(name, partial) and self.search.solve(self._goal(name)) is not EMPTY:
                yield Extension(name, self._goal(name))

    def _changes(
        self, existential: Existential, name_class: NameClass, name: Goal, value: Goal
    ) -> Iterator[tuple[Goal, Goal]]:
        if isinstance(existential, PropertyConstraint):
            for goal in self._violating_goals(value, existential.of_class(name_class.matched)):
                yield name, goal
        elif self.search.solve(name | {existential}) is not EMPTY and self.search.solve(value) is not EMPTY:
            yield name | {existential}, value

    def _violating_goals(self, goal: Goal, literals: tuple[Literal, ...]) -> Iterator[Goal]:
        for literal in literals:
            if literal in goal or literal ^ SENT in goal:
                continue
            violating = goal | {literal ^ DENIED}
            if self.search.solve(violating) is not EMPTY:
                yield violating

    def _complete(self, partial: PartialObject) -> Found | None:
        """Add properties up to the minimum count, name the unnamed keys, and find the values."""
        missing = max(0, self.constraints.least - partial.size())
        if missing:
            spare = [name for name in self.names.mentioned if name not in partial.named and self.names.allowed(name)]
            spare = [name for name in spare if self._is_found(self._goal(name))]
            for name in spare[:missing]:
                partial = partial.with_named(name, self._goal(name))
            missing -= min(missing, len(spare))
        if self.names.has_unknown(partial.named):
            self.unknown = Unknown(self.search.unmodelled_reason(self.constraints.every_name))
            return None
        goals = dict(partial.named)
        for name_class in self.names.classes() if missing or partial.unnamed else ():
            missing = self._name_keys(
                name_class, [key for key in partial.unnamed if key.name_class == name_class], missing, goals
            )
        if missing or len(goals) < partial.size():
            return None
        return self._with_values(goals)

    def _name_keys(self, name_class: NameClass, keys: list[UnnamedKey], missing: int, goals: dict[str, Goal]) -> int:
        """Name the keys of one class and add missing keys as far as it has names; return how many are still missing."""
        value = self._joined(
            literal for known in self.constraints.properties for literal in known.of_class(name_class.matched)
        )
        more = missing if missing and self._is_found(value) else 0
        while keys or more:
            named = distinct(self.search, [*[key.name for key in keys], *[name_class.goal] * more])
            if isinstance(named, list):
                goals |= dict(zip(map(str, named), [*[key.value for key in keys], *[value] * more], strict=True))
                return missing - more
            if isinstance(named, Unknown):
                self.unknown = named
            if not more:
                break
            more -= 1
        return missing

    def _is_found(self, goal: Goal) -> bool:
        result = self.search.solve(goal)
        if isinstance(result, Unknown):
            self.unknown = Unknown(result.reason)
        return isinstance(result, Found)

    def _with_values(self, goals: dict[str, Goal]) -> Found | None:
        written: dict[str, Value] = {}
        for name, goal in goals.items():
            result = self.search.solve(goal)
            if isinstance(result, Empty):
                return None
            if isinstance(result, Unknown):
                self.unknown = Unknown(result.reason)
                return None
            written[name] = result.value
        return Found(self.search.weighed(Record(written)))
