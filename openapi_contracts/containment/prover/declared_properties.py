"""Which properties the sender's schema declares, for the content model in which a sender sends no others.

JSON Schema lets a sender add any property to an open object. Under `ContentModel.DECLARED` a sender sends only the
properties that its schema declares by `properties`, `patternProperties` or `required`, in the branches of a union that
the value satisfies. It may send any property if `additionalProperties` is true or a schema, or if the schema has
neither `properties` nor `patternProperties`, though none that the receiver declares then; `properties` that names none
declares that there are none. Properties marked as unsent (`readOnly` in a request) are not declared; they are sent
only if they are required.
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
    """The properties an object may have. `is_open` allows all properties except the `unsent` ones.

    `is_described` is false for a map of free form: nothing says which properties it has.
    """

    names: frozenset[str]
    patterns: tuple[str, ...]
    is_open: bool
    required: frozenset[str] = frozenset()
    unsent: frozenset[str] = frozenset()
    is_described: bool = True

    @classmethod
    def of(cls, state: State, content_model: ContentModel) -> "Declarations":
        """Return the properties that the schemas of a goal declare, including those of undecided alternatives."""
        if content_model is ContentModel.STRICT:
            return ANY
        sure = cls.gather(state.graph, state.leaves)
        open_choices = [literal for clause in state.clauses for literal in clause.literals]
        possible = cls.gather(state.graph, [*state.leaves, *open_choices]) if open_choices else sure
        unsent = _unsent(state)
        if not possible.is_described and any(literal & SENT for literal in state.asserted):
            unsent |= _declared_by_receiver(state)
        return replace(sure if sure.is_open else possible, unsent=unsent - possible.required)

    @classmethod
    def gather(cls, graph: Graph, literals: Iterable[Literal]) -> "Declarations":
        """Return the properties that the sender's schemas declare together."""
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
            if kind is Atom.ALL_OF or (kind is Atom.ONE_OF and not literal & DENIED):
                queue += [(child ^ (literal & DENIED)) | SENT for child in graph.children[literal >> 2]]
            elif literal & DENIED:
                continue
            elif kind is Atom.REQUIRED and isinstance(payload, str):
                required[payload] = None
            elif kind is Atom.PROPERTIES and isinstance(payload, Shape):
                names.update(dict.fromkeys(name for name in payload.names if name not in payload.unsent))
                patterns.update(dict.fromkeys(payload.patterns))
                described = described or bool(payload.names or payload.patterns or payload.is_empty)
                is_open = is_open or payload.explicit
        every = frozenset(names).union(required)
        is_described = is_open or described
        return cls(every, tuple(patterns), is_open or not described, frozenset(required), is_described=is_described)

    def allows(self, name: str) -> bool:
        """Say whether a property of this name may be sent; true if a pattern cannot be evaluated."""
        if name in self.unsent:
            return False
        return self.is_open or name in self.names or any(matches(text, name) is not False for text in self.patterns)

    @staticmethod
    def undeclared_choice(search: "ModelSearch", state: State, value: Value) -> Clause | None:
        """Return the clause to branch on if the value has a property that is not declared; None if all are.

        A branch that the value satisfies counts as declaring its properties.
        """
        if search.content_model is ContentModel.STRICT or not isinstance(value, Record) or not state.clauses:
            return None
        chosen = [*state.leaves]
        declaring = [clause for clause in state.clauses if any(literal & SENT for literal in clause.literals)]
        for clause in declaring:
            chosen += [literal for literal in clause.literals if search.evaluator.holds(literal, value)]
        declared = Declarations.gather(state.graph, chosen)
        if not declaring or all(declared.allows(name) for name in value):
            return None
        return min(declaring, key=lambda clause: len(clause.literals))


def _unsent(state: State) -> frozenset[str]:
    """Return the properties marked as unsent outside of alternatives; branches count once they are chosen."""
    shapes = [state.graph.payloads[literal >> 2] for literal in state.leaves if literal & SENT and not literal & DENIED]
    return frozenset().union(*[shape.unsent for shape in shapes if isinstance(shape, Shape)])


def _declared_by_receiver(state: State) -> frozenset[str]:
    """Return the properties that the receiver declares: a map of free form was no promise of them."""
    shapes = [state.graph.payloads[literal >> 2] for literal in state.leaves if not literal & SENT]
    return frozenset(name for shape in shapes if isinstance(shape, Shape) for name in shape.names)


ANY = Declarations(frozenset(), (), True)
