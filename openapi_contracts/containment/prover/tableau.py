"""The search for a value that satisfies a goal.

A goal is expanded and split by type. A solver then finds a value without the open clauses; the search branches on a
clause only if that value violates it. This makes the algorithm of Attouche et al., Witness Generation for JSON Schema
(PVLDB 15(13), 2022), lazy: it normalizes only what a goal needs.
"""

from collections.abc import Iterable

from openapi_contracts.containment.prover import arrays, numbers, objects, strings, values
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, deny
from openapi_contracts.containment.prover.declared_properties import Declarations
from openapi_contracts.containment.prover.evaluation import Evaluator, within
from openapi_contracts.containment.prover.expansion import Clause, Quota, State, expand
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Goal, Result, Unknown
from openapi_contracts.containment.prover.tabling import Tables
from openapi_contracts.containment.prover.values import KINDS, Record, Truth, Value, kind_of
from openapi_contracts.containment.steps import Steps, Undecided
from openapi_contracts.vocabulary import ContentModel

_CHEAP = 16  # cached results or literals inspected per step
_WIDE = 512  # literals of a new goal per step
_HEAVIEST = 500_000  # nested values in the largest value that is built
_LETTERS = 256  # characters of a string that weigh as much as one nested value
DEEPEST = 300  # nested goals: branches, and levels of the value


class ModelSearch:
    """Searches for values in one graph, for one content model; proved results are reused by later queries."""

    def __init__(self, graph: Graph, content_model: ContentModel) -> None:
        self.graph = graph
        self.content_model = content_model
        self.steps = Steps(0)
        self._looks = 0
        self._weights: dict[int, tuple[int, Value]] = {}
        self.tables = Tables()
        self.evaluator = Evaluator(graph, self.steps)

    def find(self, goal: Goal, steps: Steps) -> Result:
        """Find a value for which every literal of the goal holds; Unknown when the steps are spent."""
        self.steps = self.evaluator.steps = steps
        self._looks = 0
        try:
            return self.solve(goal)
        except Undecided as error:
            return Unknown(error.reason)
        finally:
            self.tables.clear()
            self.evaluator.forget()
            self._weights.clear()

    def solve(self, goal: Goal) -> Result:
        """Find a value for a subgoal. Raises Undecided when the steps are spent."""
        known = self.tables.known(goal)
        if known is not None:
            self._looks += 1
            self.steps.spend(self._looks % _CHEAP == 0)
            return known
        self.steps.spend(1 + len(goal) // _WIDE)
        if len(self.tables.stack) > DEEPEST:
            raise Undecided(f"the search nests deeper than {DEEPEST} levels")
        mark = self.tables.enter(goal)
        result = self._search(goal)
        self.tables.leave(goal, result, mark)
        return result

    def _search(self, goal: Goal) -> Result:
        state = expand(self.graph, goal, self.steps)
        if state is None:
            return EMPTY
        finite = self.finite(state)
        if finite is not None:
            return self.first_satisfying(finite, goal)
        kinds = [kind for kind in KINDS if kind & state.mask]
        if len(kinds) > 1:
            return self._split(goal, kinds)
        state.clauses += self._inequality_clauses(state)
        return self._resolve_clauses(goal, state, self._conjunction(state, kinds[0]))

    def _inequality_clauses(self, state: State) -> list[Clause]:
        """Return a clause for each excluded array or object: one of its parts must be different."""
        found: list[Clause] = []
        for literal in state.leaves:
            if literal & DENIED and self.graph.atoms[literal >> 2] is Atom.ENUM:
                for value in self.graph.sorted_values(literal >> 2):
                    if isinstance(value, tuple | Record) and kind_of(value) == state.mask:
                        parts = self.graph.children[self.graph.equal(value) >> 2]
                        if not any(state.status(part) is False for part in parts):
                            found.append(Clause(Quota.SOME, tuple([deny(part) for part in parts])))
        return found

    def finite(self, state: State) -> list[Value] | None:
        """List the remaining values if an enum or the type leaves finitely many; None otherwise."""
        sorted_values: list[Value] | None = None
        for literal in state.leaves:
            if not literal & DENIED and self.graph.atoms[literal >> 2] is Atom.ENUM:
                own = self.graph.values(literal >> 2)
                sorted_values = list(self.graph.sorted_values(literal >> 2)) if sorted_values is None else sorted_values
                sorted_values = [value for value in sorted_values if value in own]
        if sorted_values is not None:
            return [value for value in sorted_values if kind_of(value) & state.mask]
        few = values.NULL | values.BOOLEAN
        if state.mask & ~few:
            return None
        return [value for value in (None, Truth.FALSE, Truth.TRUE) if kind_of(value) & state.mask]

    def first_satisfying(self, candidates: list[Value], goal: Goal) -> Result:
        """Return the first candidate that satisfies the goal; Unknown if none does and some cannot be evaluated."""
        doubtful: list[Value] = []
        literals = tuple(goal)
        for value in candidates:
            held = self.evaluator.all_hold(literals, value)
            if held:
                return Found(value)
            if held is None:
                doubtful.append(value)
        return Unknown(self.unmodelled_reason(goal), tuple(doubtful)) if doubtful else EMPTY

    def _split(self, goal: Goal, kinds: list[int]) -> Result:
        return self._first_branch(goal, ((self.graph.of_type(kind),) for kind in kinds))

    def _first_branch(self, goal: Goal, alternatives: Iterable[tuple[Literal, ...]]) -> Result:
        """Return a value for the first alternative that has one."""
        unknown: Unknown | None = None
        for alternative in alternatives:
            branch = goal.union(alternative)
            if branch == goal:  # never so: open literals are not in the goal
                return Unknown("the search makes no progress")
            result = self.solve(branch)
            if isinstance(result, Found):
                return result
            if isinstance(result, Unknown):
                unknown = _merged(unknown, result)
        return unknown or EMPTY

    def _conjunction(self, state: State, kind: int) -> Result:
        if kind & values.NUMBER:
            return numbers.solve(self.graph, state.leaves, self.steps, integral=kind == values.INTEGER)
        if kind == values.STRING:
            return strings.solve(self.graph, state.leaves, self.steps)
        if kind == values.ARRAY:
            return arrays.solve(self, state.leaves)
        return objects.solve(self, state.leaves, Declarations.of(state, self.content_model))

    def _resolve_clauses(self, goal: Goal, state: State, result: Result) -> Result:
        """Check the open clauses against the value found without them, and branch on one that it violates."""
        if result is EMPTY or (not state.clauses and isinstance(result, Unknown)):
            return result
        pending = state.clauses
        if isinstance(result, Found):
            pending = [clause for clause in state.clauses if self.is_met(clause, result.value) is not True]
            if not pending:
                undeclared = Declarations.undeclared_choice(self, state, result.value)
                if undeclared is None:
                    return self._modelled(state, result)
                pending = [undeclared]
        chosen = min(pending, key=lambda clause: len(clause.literals))
        return self._first_branch(goal, chosen.alternatives())

    def _modelled(self, state: State, found: Found) -> Result:
        for literal in state.leaves:
            if self.graph.atoms[literal >> 2] is Atom.OPAQUE:
                return Unknown(self.unmodelled_reason(state.leaves), (found.value,))
        return found

    def is_met(self, clause: Clause, value: Value) -> bool | None:
        """Say whether a value satisfies a clause; None if unknown."""
        self.steps.spend(len(clause.literals) // _CHEAP)
        least, most = self.evaluator.count(clause.literals, value)
        if clause.quota is Quota.SOME:
            return within(least, most, 1, None)
        exactly_one = within(least, most, 1, 1)
        return exactly_one if clause.quota is Quota.ONE or exactly_one is None else not exactly_one

    def weighed(self, value: Value) -> Value:
        """Return an array or object unchanged. Raises Undecided if it is too large to be printed.

        Parts are shared, so that a small structure in memory may stand for an astronomically large value.
        """
        parts = value.values() if isinstance(value, Record) else value if isinstance(value, tuple) else ()
        weight = 1 + sum([self._weight(part) for part in parts])
        if weight > _HEAVIEST:
            raise Undecided(f"a counterexample would need more than {_HEAVIEST:,} nested values")
        self._weights[id(value)] = (weight, value)  # keeping the value keeps its id() from being reused
        return value

    def _weight(self, value: Value) -> int:
        if isinstance(value, str):
            return 1 + len(value) // _LETTERS
        known = self._weights.get(id(value))
        return known[0] if known else 1

    def unmodelled_reason(self, literals: Goal | list[Literal]) -> str:
        """Return why a keyword in a goal or its descendants is not modelled."""
        return self.graph.unmodelled_reason(literals)


def _merged(first: Unknown | None, second: Unknown) -> Unknown:
    if first is None:
        return second
    return Unknown(first.reason, (*first.candidates, *second.candidates)[:8])
