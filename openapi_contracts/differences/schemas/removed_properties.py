"""Properties that responses lose: the witness is a response of the base with the property."""

from dataclasses import replace
from typing import Any

from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, freeze
from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.message_search import HoldingMessage, MessageSearch
from openapi_contracts.differences.schemas.model import Into, SchemaPair, Step, VisitedPair
from openapi_contracts.differences.schemas.samples import at
from openapi_contracts.findings import Shown
from openapi_contracts.vocabulary import Side

MOST_VALIDATORS = 200  # values built in one comparison; further witnesses are unconfirmed


class RemovedProperties:
    """Builds responses that the base allows, with a property that the revision no longer declares."""

    def __init__(self, messages: MessageSearch) -> None:
        self._messages = messages
        self._validators: dict[str, Validator | None] = {}

    def shown(self, group: Group) -> Shown | None:
        """Return a response with the property."""
        node = group.nodes[0]
        for found in self._messages.holding(node.pair, self._value(node, group), Side.BASE):
            if self._is_allowed(found.root, found.whole):
                return self._said(found, group)
        return None

    def _value(self, node: VisitedPair, group: Group) -> Any:
        """Return an object of the base with the property."""
        name, place = str(group.difference.name), group.difference.place
        record = self._messages.samples.record(Side.BASE, Direction.RESPONSE, node.pair.old)
        item = self._messages.samples.of(Side.BASE, Direction.RESPONSE, place) if place else None
        return {**record, name: item}

    def _said(self, found: HoldingMessage, group: Group) -> Shown:
        question, root, path, whole = found
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
                self._messages.questions.normalized(Side.BASE, Direction.RESPONSE).schema,
                Dialect.NORMALIZED,
                pointer=place,
            )
        except Unconfirmed:
            return None
