"""Properties that responses lose: the witness is a response of the base with the property."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, freeze
from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.model import Into, SchemaPair, Step, VisitedPair
from openapi_contracts.differences.schemas.reachability import Path, Reach
from openapi_contracts.differences.schemas.samples import EmbeddedSamples, at
from openapi_contracts.findings import SchemaQuestion, Shown
from openapi_contracts.schemas import Questions
from openapi_contracts.vocabulary import Side

MOST_WAYS = 3  # messages searched for one property
MOST_VALIDATORS = 200  # values built in one comparison; further witnesses are unconfirmed


class RemovedProperties:
    """Builds responses that the base allows, with a property that the revision no longer declares."""

    def __init__(
        self, questions: Questions, reach: Reach, samples: EmbeddedSamples, schema_questions: Sequence[SchemaQuestion]
    ) -> None:
        self._questions = questions
        self._reach = reach
        self._samples = samples
        self._schema_questions = schema_questions
        self._validators: dict[str, Validator | None] = {}

    def shown(self, group: Group) -> Shown | None:
        """Return a response with the property."""
        node = group.nodes[0]
        reached = self._reach.mask([node.pair])
        for root, path in islice(self._reach.ways(node.pair, reached), MOST_WAYS):
            for whole in self._samples.embedded(path, self._value(node, group), Side.BASE):
                if self._is_allowed(root, whole):
                    return self._said(root, path, group, whole)
        return None

    def _value(self, node: VisitedPair, group: Group) -> Any:
        """Return an object of the base with the property."""
        name, place = str(group.difference.name), group.difference.place
        record = self._samples.record(Side.BASE, Direction.RESPONSE, node.pair.old)
        item = self._samples.of(Side.BASE, Direction.RESPONSE, place) if place else None
        return {**record, name: item}

    def _said(self, root: SchemaPair, path: Path, group: Group, whole: Any) -> Shown:
        mask = self._reach.own(root)
        question = self._schema_questions[(mask & -mask).bit_length() - 1]
        place = at((*path, (root, Step(Into.PROPERTY, str(group.difference.name)))))
        refused = f"{place} is no longer declared"
        given = {question.part: whole}
        shown = replace(question.shown, side=Side.BASE, operation=question.other or question.shown.operation)
        return replace(shown, given=given, refused=refused, value=whole, confirmed=True)

    def _is_allowed(self, root: SchemaPair, value: Any) -> bool:
        """Say whether a validator accepts a value for the base; without a schema, any value is allowed."""
        if not root.old:
            return True
        place = root.old[0]
        if place not in self._validators:
            self._validators[place] = self._validator(place) if len(self._validators) < MOST_VALIDATORS else None
        validator = self._validators[place]
        try:
            return validator is not None and validator.accepts(freeze(value))
        except (Unconfirmed, Malformed):
            return False

    def _validator(self, place: str) -> Validator | None:
        try:
            return Validator(
                self._questions.normalized(Side.BASE, Direction.RESPONSE).schema, Dialect.NORMALIZED, pointer=place
            )
        except Unconfirmed:
            return None
