"""The schemas of two contracts, normalized once for a whole comparison."""

from collections.abc import Mapping, Sequence
from typing import Any

from openapi_contracts.containment.steps import STEPS
from openapi_contracts.contracts import Direction, Schemas, Texts
from openapi_contracts.contracts.source_document import dialect_of
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas.questions import Questions
from openapi_contracts.schemas.sampling.samples import SampledSchemas
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import ContentModel, Side


class ComparedSchemas:
    """What a comparison asks about schemas: containment, single values, samples.

    A schema is normalized once per contract and direction, or once for both contracts where it did not change. Neither
    document may change meanwhile. `budget` bounds each question of containment in steps. `texts` are those of the two
    documents, where the caller has them.
    """

    def __init__(
        self,
        base: Mapping[str, Any],
        revision: Mapping[str, Any],
        *,
        content_model: ContentModel = ContentModel.DECLARED,
        budget: int = STEPS,
        texts: Texts | None = None,
    ) -> None:
        self._texts = texts or Texts(base, revision)
        self._documents = {Side.BASE: base, Side.REVISION: revision}
        received = _nullable(base, revision)
        before = Schemas(base, content_model=content_model, texts=self._texts, nullable_in=received[Side.BASE])
        after = Schemas(
            revision,
            content_model=content_model,
            texts=self._texts,
            before=before,
            nullable_in=received[Side.REVISION],
        )
        self._schemas = {Side.BASE: before, Side.REVISION: after}
        self.content_model = content_model
        self._budget = budget
        self.values = SchemaValues(self._documents, self._schemas, self._texts)
        self.samples = {side: SampledSchemas(self._documents[side], self._schemas[side]) for side in Side}

    def questions(self, schema_questions: Sequence[SchemaQuestion]) -> Questions:
        """Return the questions of containment about pairs of schemas; one prover with one memory answers them."""
        return Questions(
            self._documents,
            self._schemas,
            self._texts,
            schema_questions,
            content_model=self.content_model,
            budget=self._budget,
        )


def _nullable(base: Mapping[str, Any], revision: Mapping[str, Any]) -> Mapping[Side, frozenset[Direction]]:
    """Return the directions in which null beside a composition of OpenAPI 3.0 is read as admitted.

    Those who move to another version drop this null or write it out, as they took it: so it is accepted, and not sent.
    """
    if dialect_of(base) is dialect_of(revision):
        return dict.fromkeys(Side, frozenset(Direction))
    return {Side.BASE: frozenset((Direction.RESPONSE,)), Side.REVISION: frozenset((Direction.REQUEST,))}
