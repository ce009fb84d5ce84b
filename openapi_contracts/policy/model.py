"""The values of a policy; the empty one leaves every rule as its table says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from openapi_contracts.documents.problems import Problem
from openapi_contracts.vocabulary import ContentModel, ProblemSeverity, Severity


class Removals(StrEnum):
    """May what was announced to go on a day go after it, inside a major?"""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


ALLOWED = Removals.ALLOWED


@dataclass(frozen=True, slots=True)
class Exemption:
    """One change, by its fingerprint, that is set aside; `until` is the last day it is."""

    fingerprint: str
    reason: str
    until: date | None = None

    def holds(self, today: date | None) -> bool:
        """Say whether it is in force; one with a last day is not where no day is known."""
        return self.until is None or (today is not None and today <= self.until)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a team decides for itself.

    `severities` re-grade rules by id, and `problems` the problems of a document by code. `undecided` is how grave a
    change is that nobody can judge: breaking, or warning. `content_model` None leaves it to whoever compares.
    """

    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    problems: Mapping[str, ProblemSeverity] = field(default_factory=lambda: MappingProxyType({}))
    undecided: Severity = Severity.BREAKING
    exemptions: tuple[Exemption, ...] = ()
    removal_after_sunset: Removals = Removals.FORBIDDEN
    content_model: ContentModel | None = None

    def in_force(self, today: date | None) -> Mapping[str, Exemption]:
        """Return what sets changes aside today, by their fingerprints; of two, the first."""
        return {each.fingerprint: each for each in reversed(self.exemptions) if each.holds(today)}


class PolicyError(ValueError):
    """A policy that cannot be followed; each problem says in one sentence what, where and how to mend it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.detail for problem in problems))
        self.problems = problems
