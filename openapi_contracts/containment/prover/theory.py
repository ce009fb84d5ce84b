"""Questions of containment about the schemas of one sketch, with one memory."""

import sys
from collections.abc import Iterable

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Literal
from openapi_contracts.containment.prover.evaluation import Evaluator
from openapi_contracts.containment.prover.expansion import expand
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.numbering import number
from openapi_contracts.containment.prover.results import Goal, Result, Unknown
from openapi_contracts.containment.prover.sending import declares
from openapi_contracts.containment.prover.sketch import Sketch
from openapi_contracts.containment.prover.tableau import ModelSearch
from openapi_contracts.containment.prover.values import Value
from openapi_contracts.containment.steps import STEPS, Steps, Undecided
from openapi_contracts.vocabulary import ContentModel

_FRAMES = 20_000  # of the interpreter: more than the deepest goal the search admits will ever use


class Theory:
    """The numbered schemas of a sketch. Read every document first: what is read later is not in it."""

    def __init__(self, sketch: Sketch, *, content_model: ContentModel = ContentModel.STRICT) -> None:
        self.graph = Graph()
        self.content_model = content_model
        self._literals = number(sketch, self.graph)
        self._search = ModelSearch(self.graph, content_model)

    def literal(self, raw: Literal) -> Literal:
        """Return the numbered literal of a schema as it was read: equal for equal schemas."""
        return self._literals[raw >> 2] ^ (raw & DENIED)

    def contains(
        self, sub: Literal, sup: Literal, *, steps: int = STEPS, content_model: ContentModel | None = None
    ) -> Result:
        """Search for a value of `sub` that is none of `sup`: Empty proves that there is none.

        Takes schemas as they were read. What was proved before is not searched again, whatever question it came from.
        A theory of a declared sender can be asked of a strict one too.
        """
        return self._find(self._goal(sub, sup, content_model or self.content_model), steps)

    def contains_all(
        self,
        subs: Iterable[Literal],
        sups: Iterable[Literal],
        *,
        steps: int = STEPS,
        content_model: ContentModel | None = None,
    ) -> Result:
        """Search for a value of all of `subs` that is not of all of `sups`."""
        sent = SENT if (content_model or self.content_model) is ContentModel.DECLARED else 0
        wanted = [self.literal(raw) | sent for raw in subs]
        return self._find(frozenset([*wanted, self.graph.all(map(self.literal, sups)) ^ DENIED]), steps)

    def declares(self, sub: Literal, value: Value, *, steps: int = STEPS) -> bool:
        """Say whether the sender of a schema may send all that a value of it holds; false if that cannot be told."""
        try:
            is_strict = self.content_model is ContentModel.STRICT
            return is_strict or declares(Evaluator(self.graph, Steps(steps)), self.literal(sub), value)
        except (Undecided, RecursionError):
            return False

    def finite(self, sub: Literal) -> list[Value] | None:
        """List the values of a schema that enumerates them, or more; None if it does not."""
        try:
            state = expand(self.graph, [self.literal(sub)], Steps(STEPS))
        except Undecided:
            return None
        return [] if state is None else self._search.finite(state)

    def _goal(self, sub: Literal, sup: Literal, content_model: ContentModel) -> Goal:
        sent = SENT if content_model is ContentModel.DECLARED else 0
        return frozenset([self.literal(sub) | sent, self.literal(sup) ^ DENIED])

    def _find(self, goal: Goal, steps: int) -> Result:
        if sys.getrecursionlimit() < _FRAMES:
            sys.setrecursionlimit(_FRAMES)  # the search has a bound of its own, and frames are on the heap since 3.11
        try:
            return self._search.find(goal, Steps(steps))
        except RecursionError:
            return Unknown("schemas nest too deeply")
