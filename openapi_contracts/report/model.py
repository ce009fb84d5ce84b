"""The values of a report, from which every output is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.findings import Doubt, Proof, Witness
from openapi_contracts.report.serialization import to_dict
from openapi_contracts.vocabulary import Bump, Effect, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; line and column from 1, None until the document's text was asked."""

    pointer: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A change that a policy sets aside, until a day or for good."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, graded. A change that is ignored is shown and not counted.

    `sunset` is the day that was announced for what is removed, as the document writes it. `members` are the
    fingerprints of the changes it stands for, one an operation, where one cause has changed several.
    """

    id: str
    fingerprint: str
    severity: Severity
    verdict: Verdict
    effect: Effect
    direction: Direction | None
    bump: Bump
    message: str
    base: Place | None
    revision: Place | None
    operations: tuple[str, ...]
    evidence: Witness | Proof | Doubt | None = None
    ignored: Ignored | None = None
    sunset: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """One of the two documents, as it names itself.

    `name` is what the caller calls it, `path` the file it is in the tree that the revision belongs to, if it is one.
    """

    title: str
    version: str
    openapi: str
    name: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a comparison: the gravest change says the verdict, and all together the bump.

    `counts` are those of the changes that are not ignored, by severity and "undecided". `baseline` is the version that
    the revision was compared with, where whoever compares keeps versions.
    """

    verdict: Verdict
    bump: Bump
    base: Described
    revision: Described
    engine: str
    content_model: str
    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    baseline: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON: of plain dicts, lists and scalars."""
        return to_dict(self)
