"""The names an object's keys may have: those spoken of one by one, all others by the patterns they match."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.atoms import DENIED, Atom
from openapi_contracts.containment.prover.declared import Declarations
from openapi_contracts.containment.prover.fields import Facts
from openapi_contracts.containment.prover.results import EMPTY, Goal

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch


@dataclass(frozen=True, slots=True)
class Class:
    """Names that nothing mentions and that match exactly these of the patterns; `goal` says so of a string."""

    matched: frozenset[str]
    goal: Goal


class KeyNames:
    """The names open to the keys of one object."""

    def __init__(self, search: "ModelSearch", facts: Facts, declared: Declarations) -> None:
        self.search = search
        self.facts = facts
        self.declared = declared
        self.mentioned = sorted({*facts.mentioned(), *declared.names})
        self._classes: list[Class] | None = None

    def allowed(self, name: str) -> bool:
        """Say whether a key may have a name that is mentioned; a doubtful one may."""
        if name in self.facts.absent or not self.declared.admit(name):
            return False
        return all(self.search.evaluator.holds(literal, name) is not False for literal in self.facts.every_name)

    def doubtful(self, names: Iterable[str]) -> bool:
        """Say whether it is not known if a key may have one of these names."""
        holds = self.search.evaluator.holds
        return any(holds(literal, name) is None for name in names for literal in self.facts.every_name)

    def classes(self) -> list[Class]:
        """List the classes of names that nothing mentions; those without a member are left out where that is known."""
        if self._classes is None:
            self._classes = list(self._divide())
        return self._classes

    def _divide(self) -> Iterator[Class]:
        graph = self.search.graph
        base = {graph.kind(values.STRING), *self.facts.every_name}
        if self.mentioned:
            base.add(graph.literal(Atom.VALUES, frozenset(self.mentioned)) | DENIED)
        pending: list[tuple[list[str], frozenset[str], Goal]] = [
            (sorted({*self.facts.patterns(), *self.declared.patterns}), frozenset(), frozenset(base))
        ]
        while pending:
            texts, matched, goal = pending.pop()
            if self.search.solve(goal) is EMPTY:
                continue
            if texts:
                literal = graph.literal(Atom.PATTERN, texts[0])
                pending.append((texts[1:], matched | {texts[0]}, goal | {literal}))
                pending.append((texts[1:], matched, goal | {literal | DENIED}))
            elif self.declared.is_open or matched.intersection(self.declared.patterns):
                yield Class(matched, goal)
