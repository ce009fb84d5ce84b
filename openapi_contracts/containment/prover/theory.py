"""Answers containment queries about the schemas of one raw graph, and reuses proved results between queries."""

import sys
from collections.abc import Iterable

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Literal
from openapi_contracts.containment.prover.declared_values import declares
from openapi_contracts.containment.prover.evaluation import Evaluator
from openapi_contracts.containment.prover.expansion import expand
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.numbering import number
from openapi_contracts.containment.prover.raw_graph import RawGraph
from openapi_contracts.containment.prover.results import Goal, Result, Unknown
from openapi_contracts.containment.prover.tableau import ModelSearch
from openapi_contracts.containment.prover.values import Value
from openapi_contracts.containment.steps import STEPS, Steps, Undecided
from openapi_contracts.vocabulary import ContentModel

_FRAMES = 20_000  # Python frames: more than the deepest search uses


class Theory:
    """The schemas of a raw graph, numbered. Documents read into the raw graph later are not included."""

    def __init__(self, raw: RawGraph, *, content_model: ContentModel = ContentModel.STRICT) -> None:
        self.graph = Graph()
        self.content_model = content_model
        self._literals = number(raw, self.graph)
        self._search = ModelSearch(self.graph, content_model)

    def literal(self, raw: Literal) -> Literal:
        """Return the numbered literal for a literal of the raw graph; equal schemas have equal literals."""
        return self._literals[raw >> 2] ^ (raw & DENIED)

    def contains(
        self, sub: Literal, sup: Literal, *, steps: int = STEPS, content_model: ContentModel | None = None
    ) -> Result:
        """Search for a value that `sub` accepts and `sup` rejects; Empty is a proof that there is none.

        `sub` and `sup` are literals of the raw graph. `content_model` overrides that of the theory; a theory made for
        DECLARED can answer for STRICT too.
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
        """Search for a value that all of `subs` accept and one of `sups` rejects."""
        sent = SENT if (content_model or self.content_model) is ContentModel.DECLARED else 0
        wanted = [self.literal(raw) | sent for raw in subs]
        return self._find(frozenset([*wanted, self.graph.all(map(self.literal, sups)) ^ DENIED]), steps)

    def declares(self, sub: Literal, value: Value, *, steps: int = STEPS) -> bool:
        """Say whether the content model lets a sender send every property of a value; false if that is unknown."""
        try:
            is_strict = self.content_model is ContentModel.STRICT
            return is_strict or declares(Evaluator(self.graph, Steps(steps)), self.literal(sub), value)
        except (Undecided, RecursionError):
            return False

    def finite(self, sub: Literal) -> list[Value] | None:
        """List the values of an enumerating schema, perhaps with values it rejects; None if it does not enumerate."""
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
            sys.setrecursionlimit(
                _FRAMES
            )  # the search bounds its depth itself; frames are on the heap since Python 3.11
        try:
            return self._search.find(goal, Steps(steps))
        except RecursionError:
            return Unknown("the schemas nest too deeply")
