"""Is a value refused because it fits several branches of a `oneOf`?"""

from typing import Any

from compatibility.explanation.model import Pair
from compatibility.explanation.places import Sides
from compatibility.explanation.samples import sender
from compatibility.explanation.views import viewed
from compatibility.prover import Dialect
from compatibility.prover.confirmation import Unconfirmed, Validator
from compatibility.prover.values import Malformed, freeze


def overlaps(sides: Sides, pair: Pair, value: Any) -> bool:
    """Say whether who receives would take a value if one branch or more were enough."""
    side = sender(pair.direction).other
    document = sides.of(side, pair.direction)
    view = viewed(document, pair.old if pair.sent == pair.new else pair.new)
    for union in view.unions:
        if union.keyword == "oneOf":
            branches = [document.at(place) for place in union.branches]
            schema = {"anyOf": branches, "$defs": document.lowered.schema["$defs"]}
            try:
                if branches and Validator(schema, Dialect.LOWERED).accepts(freeze(value)):
                    return True
            except (Unconfirmed, Malformed):
                continue
    return False
