"""The values of the domain: APIs, versions, tokens, and the pages they are listed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from compatibility import Verdict
from documents.analysis import Analysis, Syntax
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
    """An OpenAPI document: the bytes as received, and what their analysis found."""

    content: bytes
    analysis: Analysis


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
    """Which APIs a list holds, and in what order; `names` are patterns, None for all."""

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
