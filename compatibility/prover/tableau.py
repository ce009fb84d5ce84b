"""The search for a value: a goal is unfolded, split by kind, solved without its choices, and branched where they fail.

After Attouche et al., Witness Generation for JSON Schema (PVLDB 15(13), 2022), turned around: nothing is normalised
that the goal does not ask for, and a choice is looked at only when the value found without it breaks it.
"""

from compatibility.prover import arrays, numbers, objects, strings, values
from compatibility.prover.atoms import DENIED, Atom, Literal, deny
from compatibility.prover.declared import Declarations, Sender
from compatibility.prover.evaluation import Evaluator, within
from compatibility.prover.expansion import Clause, Quota, State, expand
from compatibility.prover.graph import Graph
from compatibility.prover.results import EMPTY, Found, Goal, Result, Unknown
from compatibility.prover.tabling import Tables
from compatibility.prover.values import KINDS, Record, Truth, Value, kind_of
from compatibility.steps import Steps, Undecided

_CHEAP = 16  # literals unfolded for one step
DEEPEST = 300  # goals inside goals: branches as well as levels of the value


class Search:
    """Searches one graph; what it has proved serves every question asked of the same graph and sender."""

    def __init__(self, graph: Graph, sender: Sender) -> None:
        self.graph = graph
        self.sender = sender
        self.steps = Steps(0)
        self.tables = Tables()
        self.evaluator = Evaluator(graph, self.steps)

    def find(self, goal: Goal, steps: Steps) -> Result:
        """Find a value for which every literal of the goal holds, within so many steps."""
        self.steps = self.evaluator.steps = steps
        try:
            return self.solve(goal)
        except Undecided as error:
            return Unknown(error.reason)
        finally:
            self.tables.clear()
            self.evaluator.forget()

    def solve(self, goal: Goal) -> Result:
        """Find a value for a goal met on the way; Undecided when the steps are spent."""
        known = self.tables.known(goal)
        if known is not None:
            return known
        self.steps.spend()
        if len(self.tables.stack) > DEEPEST:
            raise Undecided(f"goals nest deeper than {DEEPEST}")
        mark = self.tables.enter(goal)
        result = self._search(goal)
        self.tables.leave(goal, result, mark)
        return result

    def _search(self, goal: Goal) -> Result:
        state = expand(self.graph, goal)
        if state is None:
            return EMPTY
        self.steps.spend((len(state.asserted) + sum(len(clause.literals) for clause in state.clauses)) // _CHEAP)
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
        return self._first([goal | {self.graph.kind(kind)} for kind in kinds])

    def _first(self, goals: list[Goal]) -> Result:
        doubt: Unknown | None = None
        for goal in goals:
            result = self.solve(goal)
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
        return objects.solve(self, state.leaves, Declarations.of(state, self.sender))

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
        branches = [goal.union(alternative) for alternative in chosen.alternatives()]
        if goal in branches:  # cannot be, as open literals are not in the goal; it would count as empty
            return Unknown("a choice does not progress")
        return self._first(branches)

    def _certain(self, state: State, found: Found) -> Result:
        for literal in state.leaves:
            if self.graph.atoms[literal >> 2] is Atom.OPAQUE:
                return Unknown(self.doubt(state.leaves), (found.value,))
        return found

    def met(self, clause: Clause, value: Value) -> bool | None:
        """Say whether a value meets a clause, or None."""
        least, most = self.evaluator.count(clause.literals, value)
        if clause.quota is Quota.SOME:
            return within(least, most, 1, None)
        one = within(least, most, 1, 1)
        return one if clause.quota is Quota.ONE or one is None else not one

    def doubt(self, literals: Goal | list[Literal]) -> str:
        """Name what is not modelled in a goal, or below it."""
        return self.graph.doubt(literals)


def _either(first: Unknown | None, second: Unknown) -> Unknown:
    if first is None:
        return second
    return Unknown(first.reason, (*first.candidates, *second.candidates)[:8])
