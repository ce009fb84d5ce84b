"""Comparisons that exceeded their bounds of time or memory."""

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
        why="The comparison exceeded its bound of time or memory, so the documents may differ in any way.",
    ),
)
