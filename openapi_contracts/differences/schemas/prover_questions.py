"""Asks the prover about pairs of schemas, conjunctions included."""

import json
from typing import Any

from openapi_contracts.containment.containment import Answer, Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import SchemaPair
from openapi_contracts.schemas import Questions
from openapi_contracts.vocabulary import Side

_STEPS = 5_000  # steps for one question: a tenth of the budget of a message
_FEW = 2_000  # steps for a question about single keywords
_MOST = 150  # conjunctions compared in one comparison, since each is read anew
_DOUBTED = 50  # undecided questions in one comparison, since each may have used its whole budget
_TOO_MANY = Answer(Containment.UNDECIDED, reason="the comparison has too many schemas to decide")


class ProverQuestions:
    """Asks about pairs, each once."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._known: dict[SchemaPair, Answer] = {}
        self._flat: dict[str, list[Any]] = {}
        self._composed = 0
        self._doubted = 0

    def answer(self, pair: SchemaPair) -> Answer:
        """Compare the schemas of a pair in its direction; the witness is unconfirmed."""
        if pair not in self._known:
            answer = self._compare(pair) if self._doubted < _DOUBTED else _TOO_MANY
            self._doubted += answer.verdict is Containment.UNDECIDED
            self._known[pair] = answer
        return self._known[pair]

    def witness(self, pair: SchemaPair) -> list[Any]:
        """Return a value the sender may send and the receiver rejects; None where none is found."""
        answer = self.answer(pair)
        return [answer.witness] if answer.verdict is Containment.NOT_CONTAINED else []

    def flat(self, core: list[dict[str, Any]], alone: Any) -> list[Any]:
        """Return a scalar the sender's keywords allow and the receiver's keyword rejects."""
        text = json.dumps([core, alone])
        if text not in self._flat:
            answer = contains({"allOf": core or [{}]}, alone, dialect=Dialect.NORMALIZED, budget=_FEW)
            is_flat = answer.verdict is Containment.NOT_CONTAINED and not isinstance(answer.witness, dict | list)
            self._flat[text] = [answer.witness] if is_flat else []
        return self._flat[text]

    def violating(self, pair: SchemaPair, alone: Any) -> list[Any]:
        """Return a value that the sender's schema allows and one keyword of the receiver rejects."""
        side = Side.BASE if pair.direction is Direction.REQUEST else Side.REVISION
        answer = self._contains(self._schema(side, pair.direction, pair.sent), alone)
        return [answer.witness] if answer.verdict is Containment.NOT_CONTAINED else []

    def narrowed(self, pair: SchemaPair, alone: Any, top: SchemaPair) -> Answer:
        """Decide whether the receiver of `top` accepts all values the sender of `pair` allows and `alone` rejects."""
        request = pair.direction is Direction.REQUEST
        sub = self._schema(Side.BASE if request else Side.REVISION, pair.direction, pair.sent)
        received = (Side.REVISION, top.new) if request else (Side.BASE, top.old)
        return self._contains(sub | {"not": alone}, self._schema(received[0], pair.direction, received[1]))

    def _compare(self, pair: SchemaPair) -> Answer:
        if pair.is_single:
            old, new = (next(iter(places), None) for places in (pair.old, pair.new))
            return self._questions.between(pair.direction, old, new)
        self._composed += 1
        if self._composed > _MOST:
            return _TOO_MANY
        return self._questions.between_all(pair.direction, pair.old, pair.new, steps=_STEPS)

    def _contains(self, sub: Any, sup: Any) -> Answer:
        self._composed += 1
        if self._composed > _MOST:
            return _TOO_MANY
        return contains(sub, sup, dialect=Dialect.NORMALIZED, budget=_STEPS)

    def _schema(self, side: Side, direction: Direction, places: tuple[str, ...]) -> dict[str, Any]:
        normalized = self._questions.normalized(side, direction)
        parts = [normalized.at(place) for place in places]
        return {"allOf": parts or [{}], "$defs": normalized.schema.get("$defs", {})}
