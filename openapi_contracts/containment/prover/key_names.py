"""The names an object's keys may have: the mentioned ones, and classes of all others by the patterns they match."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.atoms import DENIED, Atom
from openapi_contracts.containment.prover.declared_properties import Declarations
from openapi_contracts.containment.prover.object_constraints import ObjectConstraints
from openapi_contracts.containment.prover.results import EMPTY, Goal

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch


@dataclass(frozen=True, slots=True)
class NameClass:
    """The names that no constraint mentions and that match exactly these patterns; `goal` describes them as strings."""

    matched: frozenset[str]
    goal: Goal


class KeyNames:
    """The names that the keys of one object may have."""

    def __init__(self, search: "ModelSearch", constraints: ObjectConstraints, declared: Declarations) -> None:
        self.search = search
        self.constraints = constraints
        self.declared = declared
        self.mentioned = sorted({*constraints.mentioned(), *declared.names})
        self._classes: list[NameClass] | None = None

    def allowed(self, name: str) -> bool:
        """Say whether a key may have a mentioned name; true if that is unknown."""
        if name in self.constraints.absent or not self.declared.allows(name):
            return False
        return all(self.search.evaluator.holds(literal, name) is not False for literal in self.constraints.every_name)

    def has_unknown(self, names: Iterable[str]) -> bool:
        """Say whether it is unknown for one of these names if a key may have it."""
        holds = self.search.evaluator.holds
        return any(holds(literal, name) is None for name in names for literal in self.constraints.every_name)

    def classes(self) -> list[NameClass]:
        """List the classes of names that no constraint mentions, without those proved to be empty."""
        if self._classes is None:
            self._classes = list(self._divide())
        return self._classes

    def _divide(self) -> Iterator[NameClass]:
        graph = self.search.graph
        base = {graph.of_type(values.STRING), *self.constraints.every_name}
        if self.mentioned:
            base.add(graph.literal(Atom.ENUM, frozenset(self.mentioned)) | DENIED)
        pending: list[tuple[list[str], frozenset[str], Goal]] = [
            (sorted({*self.constraints.patterns(), *self.declared.patterns}), frozenset(), frozenset(base))
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
                yield NameClass(matched, goal)
