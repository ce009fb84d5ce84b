"""The values of the domain: APIs, versions, policies, waivers, tokens, and the pages they are listed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from openapi_contracts import Analysis, Bump, ContentModel, Severity, Syntax, Verdict
from registry.numbers import Number

Item = TypeVar("Item")


class Scope(StrEnum):
    """What a token allows; `publish` includes `read`, `admin` includes both."""

    READ = "read"
    PUBLISH = "publish"
    ADMIN = "admin"


class Validity(StrEnum):
    """What happens to a document with problems."""

    ENFORCE = "enforce"  # it is refused
    WARN = "warn"  # it is published, its problems stored and shown


@dataclass(frozen=True, slots=True)
class Api:
    """What a team owns and names; has versions, of which `latest` is what that selector picked when it was read."""

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
    """An OpenAPI document: the bytes as received, what their analysis found, and its data made ready to compare.

    `prepared` is empty where the content is as good, as `openapi_contracts.prepare` says.
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
    published_at: datetime
    published_by: str
    bump: Bump | None = None  # what its changes ask for; None where it was compared with nothing
    baseline: Number | None = None  # what it was compared with when it was published


class Mode(StrEnum):
    """What happens to a document that breaks what its line promised."""

    ENFORCE = "enforce"  # it is refused
    WARN = "warn"  # it is published, its changes judged and shown
    OFF = "off"  # it is published, and not judged


class Reach(StrEnum):
    """How far back inside a line a document is compared."""

    TRANSITIVE = "transitive"  # with the first version still supported too
    LATEST = "latest"  # with the latest version only


class Removals(StrEnum):
    """May what was announced to go on a day go after it, inside a major?"""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Policy:
    """How documents are judged; an omitted member has its default.

    `severities` grade rules by id; `undecided`, breaking or warning, is the severity of an undecided change.
    """

    mode: Mode = Mode.ENFORCE
    content_model: ContentModel = ContentModel.DECLARED
    reach: Reach = Reach.TRANSITIVE
    severities: Mapping[str, Severity] = field(default_factory=dict)
    undecided: Severity = Severity.BREAKING
    removal_after_sunset: Removals = Removals.FORBIDDEN


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    """The own policy of the registry or an API; None, or a missing rule, is inherited."""

    mode: Mode | None = None
    content_model: ContentModel | None = None
    reach: Reach | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    undecided: Severity | None = None
    removal_after_sunset: Removals | None = None

    def said(self) -> Mapping[str, Any]:
        """Return the members that are set, by name, and the rules in order."""
        members = {each.name: getattr(self, each.name) for each in fields(self)}
        members["severities"] = dict(sorted(self.severities.items()))
        return {name: value for name, value in members.items() if value}


class WaiverState(StrEnum):
    """Does a waiver still hold?"""

    ACTIVE = "active"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One change of an API, by its fingerprint, that is shown but not counted; for ever where nothing expires."""

    api: str
    fingerprint: str  # 16 hexadecimal digits, as a report has them
    reason: str
    by: str
    at: datetime
    expires_at: datetime | None

    def state(self, at: datetime) -> WaiverState:
        """Say whether it holds at a time."""
        return WaiverState.EXPIRED if self.expires_at is not None and self.expires_at <= at else WaiverState.ACTIVE


class Action(StrEnum):
    """What an entry of the audit tells of."""

    POLICY_REPLACED = "policy-replaced"
    POLICY_REMOVED = "policy-removed"
    WAIVER_GRANTED = "waiver-granted"
    WAIVER_WITHDRAWN = "waiver-withdrawn"
    VERSION_PUBLISHED = "version-published"  # although its changes break what its line promised
    MAJOR_OPENED = "major-opened"
    API_REMOVED = "api-removed"  # and with it its policy and its waivers


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit: who did what; `api` is None where it concerns all APIs."""

    api: str | None
    action: Action
    subject: str  # what was acted on: "policy", a fingerprint, a number, a name
    details: Mapping[str, object]  # JSON
    by: str
    at: datetime
    sequence: int = 0  # given by the storage, ascending


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token as the registry keeps it: its secret only as a hash."""

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
    """Which APIs a list contains, and in what order; `names` are patterns, None for all."""

    text: str | None = None  # anywhere in name, title or description, without regard to case
    label: tuple[str, str | None] | None = None  # key, and value where one is asked for
    owner: str | None = None
    sort: Sort = Sort.NAME
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; `after` is where the next one starts, None on the last."""

    items: tuple[Item, ...]
    after: tuple[str, ...] | None
