"""Candidate values that may show a difference of one pair of schemas."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.keyword_validity import refusal
from openapi_contracts.differences.schemas.model import Difference, SchemaPair, VisitedPair
from openapi_contracts.differences.schemas.objects import in_branches
from openapi_contracts.differences.schemas.prover_questions import ProverQuestions
from openapi_contracts.differences.schemas.samples import ANOTHER, EmbeddedSamples, sender
from openapi_contracts.differences.schemas.views import viewed
from openapi_contracts.schemas import Questions
from openapi_contracts.vocabulary import Side

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_ALONE = frozenset(("type", "enum", "const", "minLength", "maxLength", "pattern", *_NUMBERS))
_NESTED = frozenset(("array", "object"))
_NULLS = frozenset(("became-nullable", "became-not-nullable"))
_NO_NULL = [{"not": {"type": "null"}}]
_OF_BRANCHES = frozenset(("subtype-added", "subtype-removed", "discriminator-values-changed"))
_GONE = frozenset(("removed", "freed", "undeclared", "sent", "closed"))
_UNDECLARED = ("property-constrained", "additional-properties-")


class Candidates:
    """The candidate values of one visited pair, likeliest first."""

    def __init__(
        self, questions: Questions, prover_questions: ProverQuestions, samples: EmbeddedSamples, node: VisitedPair
    ) -> None:
        self._prover_questions = prover_questions
        self._samples = samples
        self._node = node
        self._pair = node.pair
        side = sender(node.pair.direction)
        self._sent = viewed(questions.normalized(side, node.pair.direction), node.pair.sent)
        self._between = [
            value for value in prover_questions.witness(node.pair) if node.pair.is_single or self._declares(value)
        ]
        self._nulls = any(difference.row in _NULLS for difference in node.differences)

    def values(self, difference: Difference) -> Iterator[Any]:
        """List values that the sender may send and the receiver rejects because of this difference."""
        alone = difference.alone(self._pair.direction)[1]
        if alone is not None:
            is_other = self._nulls and difference.row not in _NULLS
            found = [value for value in self._between if refusal(alone, value)]
            found += self._isolated(alone, _NO_NULL if is_other else [])
            yield from (value for value in found if value is not None or not is_other)
        if not difference.row.startswith(_UNDECLARED) or self._sent.takes_undeclared:
            yield from self._built(difference)
        if alone is None:
            yield from (value for value in self._between if not self._explained(difference, value))
        elif self._sent.kinds & _NESTED:
            yield from filter(self._declares, self._prover_questions.violating(self._pair, alone))

    def _declares(self, value: Any) -> bool:
        """Say whether the sender declares all properties of a value; conjunctions are decided as plain JSON Schema."""
        if not isinstance(value, dict) or self._sent.takes_undeclared:
            return True
        unknown = value.keys() - self._sent.declared.keys()
        return unknown == in_branches(self._sent, unknown)

    def _witness(self, old: str | None, new: str | None) -> list[Any]:
        places = ((place,) if place else () for place in (old, new))
        return self._prover_questions.witness(SchemaPair(self._pair.direction, *places))

    def _explained(self, difference: Difference, value: Any) -> bool:
        """Say whether another difference of the pair evidently makes the value fail."""
        if difference.row.startswith(_UNDECLARED):
            names = value.keys() if isinstance(value, dict) else ()
            known = self._sent.declared
            return difference.name not in names if difference.name else all(name in known for name in names)
        refusing = [one.alone(self._pair.direction)[1] for one in self._node.differences]
        return any(other is not None and refusal(other, value) for other in refusing)

    def _isolated(self, alone: Any, keywords: list[Any]) -> list[Any]:
        """Decide single keywords with the prover: the sender's keywords against the receiver's keyword."""
        core = [{word: part.schema[word] for word in part.schema if word in _ALONE} for part in self._sent.parts]
        return self._prover_questions.flat([*core, *keywords], alone)

    def _built(self, difference: Difference) -> Iterator[Any]:
        """Build an object or an array from samples."""
        row, name = difference.row, difference.name
        if row.startswith(("required-property", "property-became")) and name:
            yield {key: item for key, item in self._record().items() if key != name}
        elif difference.place and (name or row.startswith("additional-properties")):
            yield from ({**self._record(), name or ANOTHER: item} for item in self._apart(difference))
        elif row.startswith("additional-properties"):
            yield {**self._record(), ANOTHER: 0}
        elif row.startswith("items"):
            yield from ([item] for item in self._apart(difference))
        elif row.startswith("unique-items"):
            places, direction = self._sent.at_index(0), self._pair.direction
            item = self._samples.of(sender(direction), direction, places[0]) if places else 0
            yield [item, item]
        elif difference.place and (row in _OF_BRANCHES or "-branch-" in row):
            branch, (direction, old, new) = (difference.place,), self._pair
            pair = (
                SchemaPair(direction, branch, new)
                if direction is Direction.REQUEST
                else SchemaPair(direction, old, branch)
            )
            yield from self._prover_questions.witness(pair)

    def _record(self) -> dict[str, Any]:
        return self._samples.record(sender(self._pair.direction), self._pair.direction, self._pair.sent)

    def _apart(self, difference: Difference) -> list[Any]:
        """List values for a part that only one side has: valid for its schema if that side sends, else invalid."""
        place, direction = difference.place, self._pair.direction
        side = Side.BASE if _GONE.intersection(difference.row.split("-")) else Side.REVISION
        if place is None:
            return []
        if side is sender(direction):
            return [self._samples.of(side, direction, place)]
        return self._witness(*((place, None) if side is Side.BASE else (None, place)))
