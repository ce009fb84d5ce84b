"""The data classes of the domain: APIs, versions, policies, waivers, audit entries, tokens, and pages of lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from openapi_contracts import Analysis, Bump, ContentModel, ProblemSeverity, Severity, Syntax, Verdict
from registry.numbers import Number

Item = TypeVar("Item")


class Scope(StrEnum):
    """What a token allows; `publish` includes `read`, `admin` includes both."""

    READ = "read"
    PUBLISH = "publish"
    ADMIN = "admin"


class Validity(StrEnum):
    """Whether a document with errors is refused; warnings refuse none, and are stored and shown."""

    ENFORCE = "enforce"  # it is refused
    WARN = "warn"  # it is published, its errors stored and shown


@dataclass(frozen=True, slots=True)
class Api:
    """An API: a name with versions, owned by a team. `latest` is its latest release when it was read."""

    name: str
    title: str
    description: str | None
    owner: str | None
    labels: Mapping[str, str]
    created_at: datetime
    updated_at: datetime
    latest: Number | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An OpenAPI document: its bytes as received, its analysis, and its data as JSON.

    `prepared` is the JSON, or empty, as `openapi_contracts.prepare` returns it.
    """

    content: bytes
    analysis: Analysis
    prepared: bytes = b""


@dataclass(frozen=True, slots=True)
class Version:
    """One published, immutable document of an API, numbered by semver."""

    api: str
    number: Number
    verdict: Verdict
    sha256: str  # hex, of the exact bytes received
    content_digest: str  # hex, of the canonical form
    syntax: Syntax
    size: int  # bytes
    specification: str
    title: str | None
    info_version: str | None
    operation_count: int
    problem_count: int
    error_count: int
    published_at: datetime
    published_by: str
    bump: Bump | None = None  # the bump that its changes require; None if it was not compared
    baseline: Number | None = None  # the version it was compared with when it was published


class Mode(StrEnum):
    """What happens to a document that breaks its line."""

    ENFORCE = "enforce"  # it is refused
    WARN = "warn"  # it is published, and its changes are shown
    OFF = "off"  # it is published without a comparison


class Reach(StrEnum):
    """How far back inside a line a document is compared."""

    TRANSITIVE = "transitive"  # also with the first release of the line
    LATEST = "latest"  # with the latest version only


class Removals(StrEnum):
    """Whether an operation may be removed within a major version after its announced sunset date."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Policy:
    """An effective policy, by which documents are judged.

    `severities` maps ids of rules to severities, and `problems` codes of problems. `undecided`, breaking or warning, is
    the severity of undecided changes.
    """

    mode: Mode = Mode.ENFORCE
    content_model: ContentModel = ContentModel.DECLARED
    reach: Reach = Reach.TRANSITIVE
    severities: Mapping[str, Severity] = field(default_factory=dict)
    undecided: Severity = Severity.BREAKING
    removal_after_sunset: Removals = Removals.FORBIDDEN
    problems: Mapping[str, ProblemSeverity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    """The policy set for the registry or for an API. None, or a missing rule or code, means inherited."""

    mode: Mode | None = None
    content_model: ContentModel | None = None
    reach: Reach | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    undecided: Severity | None = None
    removal_after_sunset: Removals | None = None
    problems: Mapping[str, ProblemSeverity] = field(default_factory=dict)

    def members(self) -> Mapping[str, Any]:
        """Return the members that are set, by name, and the rules and codes in order."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["severities"] = dict(sorted(self.severities.items()))
        values["problems"] = dict(sorted(self.problems.items()))
        return {name: value for name, value in values.items() if value}


class WaiverState(StrEnum):
    """Whether a waiver still applies."""

    ACTIVE = "active"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A change of an API, by fingerprint, that is shown but not counted. It never expires if `expires_at` is None."""

    api: str
    fingerprint: str  # 16 hexadecimal digits, as a report has them
    reason: str
    by: str
    at: datetime
    expires_at: datetime | None

    def state(self, at: datetime) -> WaiverState:
        """Return the state at a time."""
        return WaiverState.EXPIRED if self.expires_at is not None and self.expires_at <= at else WaiverState.ACTIVE


class Action(StrEnum):
    """The action that an audit entry records."""

    POLICY_REPLACED = "policy-replaced"
    POLICY_REMOVED = "policy-removed"
    WAIVER_GRANTED = "waiver-granted"
    WAIVER_WITHDRAWN = "waiver-withdrawn"
    VERSION_PUBLISHED = "version-published"  # with breaking changes
    MAJOR_OPENED = "major-opened"
    API_REMOVED = "api-removed"  # with its policy and waivers


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the audit log; `api` is None if it concerns all APIs."""

    api: str | None
    action: Action
    subject: str  # "policy", or the fingerprint, version number or name that was changed
    details: Mapping[str, object]  # JSON
    by: str
    at: datetime
    sequence: int = 0  # ascending, assigned by the storage


@dataclass(frozen=True, slots=True)
class Token:
    """A stored bearer token, with only a hash of its secret."""

    id: str
    name: str
    secret_sha256: str
    scopes: frozenset[Scope]
    apis: tuple[str, ...]  # patterns of API names, "*" for any run of characters
    created_at: datetime
    expires_at: datetime | None


class Sort(StrEnum):
    """The orders in which APIs are listed."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


@dataclass(frozen=True, slots=True)
class ApiFilter:
    """The filter and order of a list of APIs. `names` are patterns of allowed names, None for all."""

    text: str | None = None  # in name, title or description, ignoring case
    label: tuple[str, str | None] | None = None  # key, and value or None for any value
    owner: str | None = None
    sort: Sort = Sort.NAME
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A page of a list; `after` is the cursor of the next page, None on the last."""

    items: tuple[Item, ...]
    after: tuple[str, ...] | None
