"""A policy and its parts; an empty policy leaves the default severity of every rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from openapi_contracts.documents.problems import Problem
from openapi_contracts.vocabulary import ContentModel, ProblemSeverity, Severity


class Removals(StrEnum):
    """Whether a part may be removed within a major version once its announced sunset has passed."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


ALLOWED = Removals.ALLOWED


@dataclass(frozen=True, slots=True)
class Exemption:
    """A change to ignore, by its fingerprint; `until` is the last day of the exemption, None if it never ends."""

    fingerprint: str
    reason: str
    until: date | None = None

    def holds(self, today: date | None) -> bool:
        """Whether the exemption applies on the day `today`; with today None, only one without a last day applies."""
        return self.until is None or (today is not None and today <= self.until)


@dataclass(frozen=True, slots=True)
class Policy:
    """How a team wants changes to be graded.

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
        """Return the exemptions that apply on a day, by fingerprint; the first wins where two have the same."""
        return {each.fingerprint: each for each in reversed(self.exemptions) if each.holds(today)}


class PolicyError(ValueError):
    """A policy is invalid; each problem says in one sentence what is wrong, where, and how to fix it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.detail for problem in problems))
        self.problems = problems
