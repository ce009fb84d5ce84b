"""A report and its parts; every output format is written from these."""

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
    """A place in a document; line and column count from 1 and are None until `located` finds them."""

    pointer: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Why a policy ignores a change; `until` is the last day, None if it is ignored for good."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One graded change; an ignored change is shown but not counted.

    `sunset` is the announced sunset of a removed part, as the document writes it. `members` are the fingerprints of the
    changes it stands for, one an operation, where one cause has changed several.
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
    """The title, version and OpenAPI version of one of the two documents.

    `name` is the caller's name for the document, `path` its file in the source tree of the revision, if any.
    """

    title: str
    version: str
    openapi: str
    name: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a comparison: the most severe change decides the verdict, the greatest bump of a change the bump.

    `counts` has the number of changes that are not ignored, by severity and "undecided". `baseline` is the version
    that the revision was compared with, None if the caller keeps no versions.
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
        """Return the report as JSON data: dicts, lists and scalars."""
        return to_dict(self)
