"""One row for what a change of a keyword does; the rules of both directions are made from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

REQUEST, RESPONSE = Direction.REQUEST, Direction.RESPONSE
BOTH_WAYS = (REQUEST, RESPONSE)
# What breaks: a sender that may send less of what it sent, or one that sends what it did not.
_BREAKS = {
    REQUEST: frozenset((Effect.NARROWS, Effect.BOTH, Effect.UNKNOWN)),
    RESPONSE: frozenset((Effect.WIDENS, Effect.BOTH, Effect.UNKNOWN)),
}
_WHY = {
    (REQUEST, Effect.NARROWS): "Clients may send what is refused from now on.",
    (REQUEST, Effect.WIDENS): "Whatever clients sent so far is still accepted.",
    (REQUEST, Effect.BOTH): "Clients may send what was accepted under the old schema alone.",
    (REQUEST, Effect.UNKNOWN): "Clients may send what is refused from now on.",
    (REQUEST, Effect.NEITHER): "Whatever clients sent so far is still accepted.",
    (RESPONSE, Effect.NARROWS): "Whatever is answered from now on could be answered before.",
    (RESPONSE, Effect.WIDENS): "Clients may receive what they were never told of.",
    (RESPONSE, Effect.BOTH): "Clients may receive what only the new schema allows.",
    (RESPONSE, Effect.UNKNOWN): "Clients may receive what they were never told of.",
    (RESPONSE, Effect.NEITHER): "Whatever is answered from now on could be answered before.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change of a keyword: its name without the direction, what it does to the set of values, and how it is said.

    `severity` overrides the severity of the effect; `directions` are the directions that have the rule; `why` replaces
    the reason of the effect. A row that `declares` tells apart two schemas that may allow the same values. A row that
    `needs_witness` is reported only with a witness: a milder difference beside it says the same. `announceable` and
    `loses_property` are columns of its rules.
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
