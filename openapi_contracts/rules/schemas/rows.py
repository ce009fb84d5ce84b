"""One row for what a change of a keyword does; the rules of both directions are made from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

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


@dataclass(frozen=True, slots=True)
class Row:
    """A change of a keyword: its name without the direction, what it does to the set of values, and how it is said.

    `severity` overrides what the effect asks for; `directions` are those that have it, and `why` says more.
    """

    name: str
    effect: Effect
    sentence: str
    before: str
    after: str
    why: str | None = None
    severity: Severity | None = None
    directions: tuple[Direction, ...] = BOTH_WAYS

    def rules(self) -> tuple[Rule, ...]:
        """Return the rule of each direction."""
        return tuple(self._rule(direction) for direction in self.directions)

    def _rule(self, direction: Direction) -> Rule:
        breaks = self.effect in _BREAKS[direction]
        severity = self.severity or (Severity.BREAKING if breaks else Severity.INFO)
        why = self.why or _WHY[direction, self.effect]
        name = f"{direction.value}-{self.name}"
        return Rule(name, self.effect, direction, severity, Bump.MINOR, self.sentence, self.before, self.after, why)


def rules(rows: Iterable[Row]) -> tuple[Rule, ...]:
    """Return the rules of some rows, in order."""
    return tuple(rule for row in rows for rule in row.rules())
