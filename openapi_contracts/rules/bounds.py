"""The bounds of a comparison as a whole: what whoever runs it says in place of an answer."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "comparison-undecided",
        Effect.UNKNOWN,
        None,
        Severity.BREAKING,
        Bump.MAJOR,
        "The documents could not be compared",
        "openapi: 3.0.3",
        "openapi: 3.1.0",
        "A comparison has a bound of time and memory; what it had found by then says nothing of the rest.",
    ),
)
