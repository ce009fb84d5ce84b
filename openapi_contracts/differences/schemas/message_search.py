"""Searches for whole messages that hold a value at a visited pair."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from openapi_contracts.differences.schemas.model import SchemaPair
from openapi_contracts.differences.schemas.reachability import Path, Reach
from openapi_contracts.differences.schemas.samples import EmbeddedSamples
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas import Questions
from openapi_contracts.vocabulary import Side

MOST_WAYS = 3  # messages that one value is embedded in


class HoldingMessage(NamedTuple):
    """A value of a whole message part, the question about that part, and the way from its root to the value inside."""

    question: SchemaQuestion
    root: SchemaPair
    path: Path
    whole: Any


class MessageSearch:
    """Embeds values in messages; what finds a witness of one kind of change is built from it."""

    def __init__(
        self, questions: Questions, reach: Reach, samples: EmbeddedSamples, schema_questions: Sequence[SchemaQuestion]
    ) -> None:
        self.questions = questions
        self.samples = samples
        self._reach = reach
        self._schema_questions = schema_questions

    def holding(self, pair: SchemaPair, value: Any, side: Side | None = None) -> Iterator[HoldingMessage]:
        """List messages with a value at a pair, the nearest first; of the sender, unless a side is named."""
        for root, path in islice(self._reach.ways(pair, self._reach.mask([pair])), MOST_WAYS):
            mask = self._reach.own(root)
            question = self._schema_questions[(mask & -mask).bit_length() - 1]
            for whole in self.samples.embedded(path, value, side):
                yield HoldingMessage(question, root, path, whole)
