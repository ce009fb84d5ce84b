"""The bounds of a comparison as a whole: what whoever runs it says in place of an answer."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

RULES: tuple[Rule, ...] = (
    Rule(
        id="comparison-undecided",
        effect=Effect.UNKNOWN,
        direction=None,
        severity=Severity.BREAKING,
        sentence="The documents could not be compared",
        before="openapi: 3.0.3",
        after="openapi: 3.1.0",
        why="A comparison has a bound of time and memory; what it had found by then says nothing of the rest.",
    ),
)
