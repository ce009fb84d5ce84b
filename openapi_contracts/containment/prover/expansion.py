"""Expands a goal by unit propagation: conjunctions are opened, contradictions close the goal, clauses stay open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, deny
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.values import ANYTHING, OBJECT, Value
from openapi_contracts.containment.steps import Steps

_CHEAP = 16  # literals inspected per step


class Quota(Enum):
    """How many of a clause's literals must hold."""

    SOME = "at least one"
    ONE = "exactly one"
    NOT_ONE = "none, or several"


@dataclass(frozen=True, slots=True)
class Clause:
    """A disjunction that is not decided yet, of two literals or more."""

    quota: Quota
    literals: tuple[Literal, ...]

    def alternatives(self) -> Iterable[tuple[Literal, ...]]:
        """List sets of literals that each satisfy the clause; propagation adds their consequences."""
        if self.quota is Quota.NOT_ONE:
            yield tuple(deny(literal) for literal in self.literals)
        for literal in self.literals:
            yield (literal,)


@dataclass(slots=True)
class State:
    """The expansion of a goal at the top level of a value.

    `mask` has a bit for each type the value may still have, `leaves` the asserted literals that are no conjunction or
    disjunction, and `clauses` the open disjunctions.
    """

    graph: Graph
    steps: Steps
    mask: int = ANYTHING
    asserted: set[Literal] = field(default_factory=set)
    leaves: list[Literal] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    queue: list[Literal] = field(default_factory=list)
    discriminators: dict[str, frozenset[Value]] = field(
        default_factory=dict
    )  # required properties with few possible values

    def unfold(self) -> bool:
        """Assert the queued literals and their consequences; false if they contradict each other."""
        while self.queue:
            before = len(self.asserted)
            while self.queue:
                if not self._assert(self.queue.pop()):
                    return False
            looks = len(self.asserted) - before + sum([len(clause.literals) for clause in self.clauses])
            self.steps.spend(looks // _CHEAP)
            if not self._propagate():
                return False
        return True

    def _assert(self, literal: Literal) -> bool:
        asserted = self.asserted
        if literal in asserted:
            return True
        if literal ^ DENIED in asserted or literal ^ (DENIED | SENT) in asserted:
            return False
        asserted.add(literal)
        self.mask &= self.graph.possible(literal)
        if not self.mask:
            return False
        kind = self.graph.atoms[literal >> 2]
        if kind is Atom.ALL_OF or kind is Atom.ONE_OF:
            self._open(kind, literal)
        elif kind is not Atom.TYPE:
            self.leaves.append(literal)
        return True

    def _open(self, kind: Atom, literal: Literal) -> None:
        sent, children = literal & SENT, self.graph.children[literal >> 2]
        if kind is Atom.ONE_OF:
            quota = Quota.NOT_ONE if literal & DENIED else Quota.ONE
            self.clauses.append(Clause(quota, tuple([child | sent for child in children])))
        elif literal & DENIED:
            self.clauses.append(Clause(Quota.SOME, tuple([(child ^ DENIED) | sent for child in children])))
        else:
            self.queue += [child | sent for child in children]
            if self.graph.possible(literal) == OBJECT:
                for name, allowed in self.graph.discriminators(literal >> 2).items():
                    self.discriminators[name] = allowed & self.discriminators.get(name, allowed)

    def _propagate(self) -> bool:
        kept: list[Clause] = []
        for clause in self.clauses:
            settled = self._settle(clause)
            if settled is False:
                return False
            if isinstance(settled, Clause):
                kept.append(settled)
        self.clauses = kept
        return True

    def _settle(self, clause: Clause) -> Clause | bool:
        """Return what remains of a clause: true if it is satisfied, false if it cannot be."""
        live: list[Literal] = []
        holding: list[Literal] = []
        for literal in clause.literals:
            status = self.status(literal)
            if status is None:
                live.append(literal)
            elif status:
                holding.append(literal)
                if clause.quota is Quota.SOME:
                    return True
        if clause.quota is Quota.NOT_ONE:
            return self._settle_several(clause, live, holding)
        if holding:
            self.queue += [deny(literal) for literal in live]
            return len(holding) == 1
        if len(live) > 1:
            return clause if len(live) == len(clause.literals) else Clause(clause.quota, tuple(live))
        self.queue += live
        return bool(live)

    def _settle_several(self, clause: Clause, live: list[Literal], holding: list[Literal]) -> Clause | bool:
        if len(holding) > 1:
            return True
        if holding:
            if len(live) > 1:
                return Clause(Quota.SOME, tuple(live))
            self.queue += live
            return bool(live)
        if len(live) > 1:
            return Clause(clause.quota, tuple(live))
        self.queue += [deny(literal) for literal in live]
        return True

    def status(self, literal: Literal) -> bool | None:
        """Say, without any search, whether a literal holds already (true), is contradicted (false) or open (None)."""
        known = self._known(literal)
        if known is not None or self.graph.atoms[literal >> 2] is not Atom.ALL_OF:
            return known
        if self.discriminators and self._discriminated(literal >> 2):
            return bool(literal & DENIED)
        every = True
        for child in self.graph.children[literal >> 2]:
            held = self._known(child)
            if held is False:
                return bool(literal & DENIED)
            every = every and held is True
        return not literal & DENIED if every else None

    def _discriminated(self, number: int) -> bool:
        if self.graph.possible(number << 2) & self.mask & ~OBJECT:
            return False
        return any(
            name in self.discriminators and allowed.isdisjoint(self.discriminators[name])
            for name, allowed in self.graph.discriminators(number).items()
        )

    def _known(self, literal: Literal) -> bool | None:
        asserted = self.asserted
        if literal in asserted or literal ^ SENT in asserted:
            return True
        opposite = literal ^ DENIED
        if opposite in asserted or opposite ^ SENT in asserted:
            return False
        if not self.graph.possible(literal) & self.mask:
            return False
        return None if self.graph.possible(opposite) & self.mask else True


def expand(graph: Graph, goal: Iterable[Literal], steps: Steps) -> State | None:
    """Expand a goal; None if it is contradictory. Raises Undecided when the steps are spent."""
    state = State(graph, steps, queue=list(goal))
    return state if state.unfold() else None
