"""Who says what is not said: the properties a sender declares, where only those are sent.

Pure JSON Schema lets a sender add any property to an open object. A sender read as `DECLARED` sends only properties
it declares, by `properties`, `patternProperties` or `required`, in the branches it chooses; unless
`additionalProperties` is written as true or as a schema, or it has no `properties` at all. What a lowered schema marks
as unsent (`readOnly` in a request) is not declared, and not sent either unless it is required all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, Shape
from openapi_contracts.containment.prover.evaluation import matches
from openapi_contracts.containment.prover.expansion import Clause, State
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.values import Record, Value
from openapi_contracts.vocabulary import ContentModel

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch


@dataclass(frozen=True, slots=True)
class Declarations:
    """The properties an object may have; `is_open`: any but the `unsent`."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    is_open: bool
    required: frozenset[str] = frozenset()
    unsent: frozenset[str] = frozenset()

    @classmethod
    def of(cls, state: State, content_model: ContentModel) -> "Declarations":
        """Return what a goal declares, in the choices still open too."""
        if content_model is ContentModel.STRICT:
            return ANY
        sure = cls.gather(state.graph, state.leaves)
        open_choices = [literal for clause in state.clauses for literal in clause.literals]
        possible = cls.gather(state.graph, [*state.leaves, *open_choices]) if open_choices else sure
        unsent = _unsent(state) - possible.required
        return replace(sure if sure.is_open else possible, unsent=unsent)

    @classmethod
    def gather(cls, graph: Graph, literals: Iterable[Literal]) -> "Declarations":
        """Return what literals of the sender declare, together."""
        names: dict[str, None] = {}
        required: dict[str, None] = {}
        patterns: dict[str, None] = {}
        is_open, described = False, False
        queue, seen = list(literals), set[Literal]()
        while queue:
            literal = queue.pop()
            kind, payload = graph.atoms[literal >> 2], graph.payloads[literal >> 2]
            if not literal & SENT or literal in seen:
                continue
            seen.add(literal)
            if kind is Atom.ALL or (kind is Atom.ONE and not literal & DENIED):
                queue += [(child ^ (literal & DENIED)) | SENT for child in graph.children[literal >> 2]]
            elif literal & DENIED:
                continue
            elif kind is Atom.HAS and isinstance(payload, str):
                required[payload] = None
            elif kind is Atom.PROPERTIES and isinstance(payload, Shape):
                names.update(dict.fromkeys(name for name in payload.names if name not in payload.unsent))
                patterns.update(dict.fromkeys(payload.patterns))
                described = described or bool(payload.names or payload.patterns)
                is_open = is_open or payload.explicit
        every = frozenset(names).union(required)
        return cls(every, tuple(patterns), is_open or not described, frozenset(required))

    def admit(self, name: str) -> bool:
        """Say whether a property of this name may be sent; one whose pattern cannot be matched may."""
        if name in self.unsent:
            return False
        return self.is_open or name in self.names or any(matches(text, name) is not False for text in self.patterns)

    @staticmethod
    def choice(search: "ModelSearch", state: State, value: Value) -> Clause | None:
        """Return an open choice that must be made for the value's properties to be declared, if there is one.

        A property declared only by a branch that the value satisfies is declared: the sender chose that branch.
        """
        if search.content_model is ContentModel.STRICT or not isinstance(value, Record) or not state.clauses:
            return None
        chosen = [*state.leaves]
        declaring = [clause for clause in state.clauses if any(literal & SENT for literal in clause.literals)]
        for clause in declaring:
            chosen += [literal for literal in clause.literals if search.evaluator.holds(literal, value)]
        declared = Declarations.gather(state.graph, chosen)
        if not declaring or all(declared.admit(name) for name in value):
            return None
        return min(declaring, key=lambda clause: len(clause.literals))


def _unsent(state: State) -> frozenset[str]:
    """Return what the sender marks as unsent beyond doubt: what a branch marks waits for its choice."""
    shapes = [state.graph.payloads[literal >> 2] for literal in state.leaves if literal & SENT and not literal & DENIED]
    return frozenset().union(*[shape.unsent for shape in shapes if isinstance(shape, Shape)])


ANY = Declarations(frozenset(), (), True)
