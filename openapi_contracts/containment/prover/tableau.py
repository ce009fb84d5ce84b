"""The search for a value: a goal is unfolded, split by kind, solved without its choices, and branched where they fail.

After Attouche et al., Witness Generation for JSON Schema (PVLDB 15(13), 2022), turned around: nothing is normalised
that the goal does not ask for, and a choice is looked at only when the value found without it breaks it.
"""

from collections.abc import Iterable

from openapi_contracts.containment.prover import arrays, numbers, objects, strings, values
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal, deny
from openapi_contracts.containment.prover.declared import Declarations
from openapi_contracts.containment.prover.evaluation import Evaluator, within
from openapi_contracts.containment.prover.expansion import Clause, Quota, State, expand
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Goal, Result, Unknown
from openapi_contracts.containment.prover.tabling import Tables
from openapi_contracts.containment.prover.values import KINDS, Record, Truth, Value, kind_of
from openapi_contracts.containment.steps import Steps, Undecided
from openapi_contracts.vocabulary import ContentModel

_CHEAP = 16  # results looked up, or literals looked at, for one step
_WIDE = 512  # literals of a goal that is written down, for one step
_HEAVIEST = 500_000  # parts of a value, at every level
_LETTERS = 256  # characters that weigh as much as a part: the longest word alone may be written
DEEPEST = 300  # goals inside goals: branches as well as levels of the value


class ModelSearch:
    """Searches one graph; what it has proved serves every question asked of the same graph and sender."""

    def __init__(self, graph: Graph, content_model: ContentModel) -> None:
        self.graph = graph
        self.content_model = content_model
        self.steps = Steps(0)
        self._looks = 0
        self._weights: dict[int, tuple[int, Value]] = {}
        self.tables = Tables()
        self.evaluator = Evaluator(graph, self.steps)

    def find(self, goal: Goal, steps: Steps) -> Result:
        """Find a value for which every literal of the goal holds, within so many steps."""
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
        """Find a value for a goal met on the way; Undecided when the steps are spent."""
        known = self.tables.known(goal)
        if known is not None:
            self._looks += 1
            self.steps.spend(self._looks % _CHEAP == 0)
            return known
        self.steps.spend(1 + len(goal) // _WIDE)
        if len(self.tables.stack) > DEEPEST:
            raise Undecided(f"goals nest deeper than {DEEPEST}")
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
            return self.first_of(finite, goal)
        kinds = [kind for kind in KINDS if kind & state.mask]
        if len(kinds) > 1:
            return self._split(goal, kinds)
        state.clauses += self._differences(state)
        return self._settle(goal, state, self._conjunction(state, kinds[0]))

    def _differences(self, state: State) -> list[Clause]:
        """Turn each excluded array or object into a choice of its parts: one of them is different."""
        found: list[Clause] = []
        for literal in state.leaves:
            if literal & DENIED and self.graph.atoms[literal >> 2] is Atom.VALUES:
                for value in self.graph.listed(literal >> 2):
                    if isinstance(value, tuple | Record) and kind_of(value) == state.mask:
                        parts = self.graph.children[self.graph.equal(value) >> 2]
                        if not any(state.status(part) is False for part in parts):
                            found.append(Clause(Quota.SOME, tuple([deny(part) for part in parts])))
        return found

    def finite(self, state: State) -> list[Value] | None:
        """List the values that are left when an enumeration, or the kind itself, leaves finitely many."""
        listed: list[Value] | None = None
        for literal in state.leaves:
            if not literal & DENIED and self.graph.atoms[literal >> 2] is Atom.VALUES:
                own = self.graph.values(literal >> 2)
                listed = list(self.graph.listed(literal >> 2)) if listed is None else listed
                listed = [value for value in listed if value in own]
        if listed is not None:
            return [value for value in listed if kind_of(value) & state.mask]
        few = values.NULL | values.BOOLEAN
        if state.mask & ~few:
            return None
        return [value for value in (None, Truth.FALSE, Truth.TRUE) if kind_of(value) & state.mask]

    def first_of(self, candidates: list[Value], goal: Goal) -> Result:
        """Return the first candidate for which the goal holds."""
        doubtful: list[Value] = []
        literals = tuple(goal)
        for value in candidates:
            held = self.evaluator.all_hold(literals, value)
            if held:
                return Found(value)
            if held is None:
                doubtful.append(value)
        return Unknown(self.doubt(goal), tuple(doubtful)) if doubtful else EMPTY

    def _split(self, goal: Goal, kinds: list[int]) -> Result:
        return self._first(goal, ((self.graph.kind(kind),) for kind in kinds))

    def _first(self, goal: Goal, alternatives: Iterable[tuple[Literal, ...]]) -> Result:
        """Return a value of the first alternative that has one."""
        doubt: Unknown | None = None
        for alternative in alternatives:
            branch = goal.union(alternative)
            if branch == goal:  # cannot be, as open literals are not in the goal; it would count as empty
                return Unknown("a choice does not progress")
            result = self.solve(branch)
            if isinstance(result, Found):
                return result
            if isinstance(result, Unknown):
                doubt = _either(doubt, result)
        return doubt or EMPTY

    def _conjunction(self, state: State, kind: int) -> Result:
        if kind & values.NUMBER:
            return numbers.solve(self.graph, state.leaves, self.steps, integral=kind == values.INTEGER)
        if kind == values.STRING:
            return strings.solve(self.graph, state.leaves, self.steps)
        if kind == values.ARRAY:
            return arrays.solve(self, state.leaves)
        return objects.solve(self, state.leaves, Declarations.of(state, self.content_model))

    def _settle(self, goal: Goal, state: State, result: Result) -> Result:
        """Test the open choices on what was found without them, and branch on one that it breaks."""
        if result is EMPTY or (not state.clauses and isinstance(result, Unknown)):
            return result
        pending = state.clauses
        if isinstance(result, Found):
            pending = [clause for clause in state.clauses if self.met(clause, result.value) is not True]
            if not pending:
                undeclared = Declarations.choice(self, state, result.value)
                if undeclared is None:
                    return self._certain(state, result)
                pending = [undeclared]
        chosen = min(pending, key=lambda clause: len(clause.literals))
        return self._first(goal, chosen.alternatives())

    def _certain(self, state: State, found: Found) -> Result:
        for literal in state.leaves:
            if self.graph.atoms[literal >> 2] is Atom.OPAQUE:
                return Unknown(self.doubt(state.leaves), (found.value,))
        return found

    def met(self, clause: Clause, value: Value) -> bool | None:
        """Say whether a value meets a clause, or None."""
        self.steps.spend(len(clause.literals) // _CHEAP)
        least, most = self.evaluator.count(clause.literals, value)
        if clause.quota is Quota.SOME:
            return within(least, most, 1, None)
        one = within(least, most, 1, 1)
        return one if clause.quota is Quota.ONE or one is None else not one

    def weighed(self, value: Value) -> Value:
        """Return an array or object that is not too large to be written out; Undecided if it is.

        Its parts are shared, so it is no work to make one of a thousand to the tenth: only to look at it.
        """
        parts = value.values() if isinstance(value, Record) else value if isinstance(value, tuple) else ()
        weight = 1 + sum([self._weight(part) for part in parts])
        if weight > _HEAVIEST:
            raise Undecided(f"a value of more than {_HEAVIEST:,} parts is not written out")
        self._weights[id(value)] = (weight, value)  # the value is kept, so that its identity stays its own
        return value

    def _weight(self, value: Value) -> int:
        if isinstance(value, str):
            return 1 + len(value) // _LETTERS
        known = self._weights.get(id(value))
        return known[0] if known else 1

    def doubt(self, literals: Goal | list[Literal]) -> str:
        """Name a keyword in a goal, or below it, that is not modelled."""
        return self.graph.doubt(literals)


def _either(first: Unknown | None, second: Unknown) -> Unknown:
    if first is None:
        return second
    return Unknown(first.reason, (*first.candidates, *second.candidates)[:8])
