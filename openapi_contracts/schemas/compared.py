"""The schemas of two contracts, normalized once for a whole comparison."""

from collections.abc import Mapping, Sequence
from typing import Any

from openapi_contracts.containment.steps import STEPS
from openapi_contracts.contracts import Schemas, Texts
from openapi_contracts.findings import Asked
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
        before = Schemas(base, texts=self._texts)
        self._schemas = {Side.BASE: before, Side.REVISION: Schemas(revision, texts=self._texts, before=before)}
        self.content_model = content_model
        self._budget = budget
        self.values = SchemaValues(self._documents, self._schemas, self._texts)
        self.samples = {side: SampledSchemas(self._documents[side], self._schemas[side]) for side in Side}

    def questions(self, asked: Sequence[Asked]) -> Questions:
        """Return the questions of containment about pairs of schemas; one prover with one memory answers them."""
        return Questions(
            self._documents, self._schemas, self._texts, asked, content_model=self.content_model, budget=self._budget
        )
