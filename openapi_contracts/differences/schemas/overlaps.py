"""Decides whether a value fails because several branches of a `oneOf` match."""

from typing import Any

from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, freeze
from openapi_contracts.differences.schemas.model import SchemaPair
from openapi_contracts.differences.schemas.samples import sender
from openapi_contracts.differences.schemas.views import viewed
from openapi_contracts.schemas import Questions


def overlaps(questions: Questions, pair: SchemaPair, value: Any) -> bool:
    """Say whether the receiver would accept a value if `oneOf` were `anyOf`."""
    side = sender(pair.direction).other
    document = questions.normalized(side, pair.direction)
    view = viewed(document, pair.old if pair.sent == pair.new else pair.new)
    for union in view.unions:
        if union.keyword == "oneOf":
            branches = [document.at(place) for place in union.branches]
            schema = {"anyOf": branches, "$defs": document.schema["$defs"]}
            try:
                if branches and Validator(schema, Dialect.NORMALIZED).accepts(freeze(value)):
                    return True
            except (Unconfirmed, Malformed):
                continue
    return False
