"""Refuted and undecided messages that no change explains."""

from collections.abc import Mapping
from typing import Any

from openapi_contracts.containment.containment import Answer, Containment
from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.causes import Causes, witness
from openapi_contracts.differences.schemas.keyword_validity import refusal
from openapi_contracts.differences.schemas.model import Difference, SchemaPair, VisitedPair
from openapi_contracts.differences.schemas.wording import PlaceNames, message_part, value_text
from openapi_contracts.findings import Doubt, Evidence, SchemaQuestion, Shown
from openapi_contracts.schemas import Questions
from openapi_contracts.vocabulary import Side

MOST_LEVELS = 40  # levels descended in one message; real messages have at most 20
MOST_QUESTIONS = 2_000  # pairs compared in one comparison to locate failures
_WORST = {Direction.REQUEST: "schema-narrowed", Direction.RESPONSE: "schema-widened"}


class FailureLocator:
    """Locates the failure of a message as deeply as the prover can decide."""

    def __init__(
        self, nodes: Mapping[SchemaPair, VisitedPair], names: PlaceNames, questions: Questions, causes: Causes
    ) -> None:
        self._nodes = nodes
        self._names = names
        self._questions = questions
        self._causes = causes
        self._questions_asked = 0

    def node(self, root: SchemaPair, answer: Answer) -> SchemaPair:
        """Return the deepest pair in a message that has the same answer as the message."""
        return self._deepest(root, answer.verdict)

    def difference(self, pair: SchemaPair, question: SchemaQuestion, answer: Answer) -> tuple[Difference, Evidence]:
        """Return a difference that stands for the unexplained change of a pair, with its evidence."""
        base, revision = (self._pointer(side, pair) for side in Side)
        where = self._names.of(base or revision or "") if base or revision else message_part(question)
        if answer.verdict is Containment.UNDECIDED:
            reason = answer.reason or "no reason is known"
            return Difference("schema-undecided", where, base, revision, {"reason": reason}), Doubt(reason)
        return Difference(_WORST[question.direction], where, base, revision), whole(question, answer)

    def _deepest(self, pair: SchemaPair, verdict: Containment) -> SchemaPair:
        """Descend while a child pair has the same answer."""
        seen: set[SchemaPair] = set()
        following: SchemaPair | None = pair
        while following is not None and len(seen) < MOST_LEVELS:
            pair = following
            seen.add(pair)
            edges = self._nodes[pair].edges if pair in self._nodes else []
            inner = (edge.to for edge in edges if edge.to not in seen and edge.to in self._nodes)
            following = next((to for to in inner if self._verdict(to) is verdict), None)
        return pair

    def _verdict(self, pair: SchemaPair) -> Containment | None:
        self._questions_asked += 1
        return self._causes.prover_questions.answer(pair).verdict if self._questions_asked <= MOST_QUESTIONS else None

    def _pointer(self, side: Side, pair: SchemaPair) -> str | None:
        places = pair.old if side is Side.BASE else pair.new
        return self._questions.normalized(side, pair.direction).pointer(places[0]) if places else None


def whole(question: SchemaQuestion, answer: Answer) -> Shown:
    """Return the whole message that the prover found."""
    return witness(question, answer.witness, f"{value_text(answer.witness)} is not allowed", answer.witness)


def is_open(difference: Difference, value: Any) -> bool:
    """Say whether a value has a value added to an open enum, which the contract announced."""
    pending = [value]
    while pending:
        question = pending.pop()
        if isinstance(question, dict):
            pending += question.values()
        elif isinstance(question, list):
            pending += question
        elif refusal(difference.old, question) and not refusal(difference.new, question):
            return True
    return False
