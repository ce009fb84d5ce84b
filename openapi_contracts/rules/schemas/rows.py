"""A row describes one kind of schema change; each row yields a rule for requests and a rule for responses."""

from collections.abc import Iterable
from dataclasses import dataclass

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

REQUEST, RESPONSE = Direction.REQUEST, Direction.RESPONSE
BOTH_WAYS = (REQUEST, RESPONSE)
# A narrower request schema rejects what clients send; a wider response schema allows what clients do not expect.
_BREAKS = {
    REQUEST: frozenset((Effect.NARROWS, Effect.BOTH, Effect.UNKNOWN)),
    RESPONSE: frozenset((Effect.WIDENS, Effect.BOTH, Effect.UNKNOWN)),
}
_WHY = {
    (REQUEST, Effect.NARROWS): "Existing clients may send values that are rejected now.",
    (REQUEST, Effect.WIDENS): "Every value that clients could send is still accepted.",
    (REQUEST, Effect.BOTH): "Existing clients may send values that only the old schema allows.",
    (REQUEST, Effect.UNKNOWN): "Existing clients may send values that are rejected now.",
    (REQUEST, Effect.NEITHER): "Every value that clients could send is still accepted.",
    (RESPONSE, Effect.NARROWS): "Every value in a response now was allowed before.",
    (RESPONSE, Effect.WIDENS): "Clients may receive values that the old schema does not allow.",
    (RESPONSE, Effect.BOTH): "Clients may receive values that only the new schema allows.",
    (RESPONSE, Effect.UNKNOWN): "Clients may receive values that the old schema does not allow.",
    (RESPONSE, Effect.NEITHER): "Every value in a response now was allowed before.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A kind of schema change: its name without the direction, its effect on the set of values, and its message.

    `severity` overrides the severity that follows from the effect, and `why` the reason; `directions` are those
    that have the rule. `declares` is true where the change may leave the set of allowed values as it is. A row with
    `needs_witness` is reported only with a witness, since a milder row reports the same change. `announceable` and
    `loses_property` are copied to the rules.
    """

    name: str
    effect: Effect
    sentence: str
    before: str
    after: str
    why: str | None = None
    severity: Severity | None = None
    directions: tuple[Direction, ...] = BOTH_WAYS
    declares: bool = False
    needs_witness: bool = False
    announceable: bool = False
    loses_property: bool = False

    def rules(self) -> tuple[Rule, ...]:
        """Return the rule of each direction."""
        return tuple(self._rule(direction) for direction in self.directions)

    def _rule(self, direction: Direction) -> Rule:
        breaks = self.effect in _BREAKS[direction]
        severity = self.severity or (Severity.BREAKING if breaks else Severity.INFO)
        why = self.why or _WHY[direction, self.effect]
        name = f"{direction.value}-{self.name}"
        return Rule(
            id=name,
            effect=self.effect,
            direction=direction,
            severity=severity,
            sentence=self.sentence,
            before=self.before,
            after=self.after,
            why=why,
            announceable=self.announceable,
            loses_property=self.loses_property and direction is RESPONSE,
        )


def rules(rows: Iterable[Row]) -> tuple[Rule, ...]:
    """Return the rules of some rows, in order."""
    return tuple(rule for row in rows for rule in row.rules())
