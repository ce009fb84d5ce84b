"""JSON representations of v1."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from edge.answers import paging
from handlers.v1 import links
from openapi_contracts import Analysis, Change, Problem
from registry.access import Caller
from registry.checking import Check
from registry.histories import Step
from registry.model import Api, Entry, Page, Token, Version, Waiver
from registry.policies import Ruling
from registry.trials import Trial

View = Mapping[str, object]
Item = TypeVar("Item")


def api(value: Api) -> View:
    """Represent an API."""
    return {
        "name": value.name,
        "title": value.title,
        "description": value.description,
        "owner": value.owner,
        "labels": dict(value.labels),
        "latest_version": str(value.latest) if value.latest else None,
        "created_at": time(value.created_at),
        "updated_at": time(value.updated_at),
        "links": {
            "self": links.api(value.name),
            "versions": links.versions(value.name),
            "changelog": links.changelog(value.name),
        },
    }


def version_summary(value: Version) -> View:
    """Represent a version as lists do."""
    return {
        "api": value.api,
        "version": str(value.number),
        "verdict": value.verdict,
        "bump": value.bump,
        "baseline": str(value.baseline) if value.baseline else None,
        "specification": value.specification,
        "title": value.title,
        "info_version": value.info_version,
        "syntax": value.syntax,
        "size": value.size,
        "sha256": value.sha256,
        "operation_count": value.operation_count,
        "valid": value.error_count == 0,
        "problem_count": value.problem_count,
        "error_count": value.error_count,
        "published_at": time(value.published_at),
        "published_by": value.published_by,
        "links": {
            "self": links.version(value.api, value.number),
            "document": links.document(value.api, value.number),
            "changes": links.changes(value.api, value.number),
            "ui": links.ui(value.api, value.number),
        },
    }


def version(value: Version, problems: tuple[Problem, ...]) -> View:
    """Represent a version with the problems of its document."""
    return {**version_summary(value), "problems": [problem(each) for each in problems]}


def validation(value: Analysis) -> View:
    """Represent the validation of a document."""
    return {
        "valid": value.error_count == 0,
        "specification": value.specification,
        "title": value.title,
        "info_version": value.info_version,
        "operation_count": value.operation_count,
        "problem_count": value.problem_count,
        "error_count": value.error_count,
        "problems": [problem(each) for each in value.problems],
    }


def problem(value: Problem) -> View:
    """Represent one problem of a document."""
    return {
        "code": value.code,
        "severity": value.severity,
        "detail": value.detail,
        "pointer": value.pointer,
        "line": value.line,
        "column": value.column,
    }


def check(value: Check) -> View:
    """Represent what publishing a document would do."""
    return {
        "api": value.api,
        "mode": value.mode,
        "verdict": value.report.verdict,
        "bump": value.report.bump,
        "refused": value.refused,
        "required": str(value.required) if value.required else None,
        "would_publish_as": str(value.number) if value.number else None,
        "baselines": [str(number) for number in value.baselines],
        "report": value.report.to_dict(),
    }


def step(value: Step) -> View:
    """Represent one version's changes in a changelog."""
    version = value.version
    return {
        "version": str(version.number),
        "published_at": time(version.published_at),
        "published_by": version.published_by,
        "verdict": version.verdict,
        "bump": version.bump,
        "baseline": str(value.since.number) if value.since else None,
        "counts": dict(value.summary.counts) if value.summary else None,
        "changes": [change_summary(change) for change in value.summary.gravest] if value.summary else [],
        "links": {
            "self": links.version(version.api, version.number),
            "changes": links.changes(version.api, version.number),
            "document": links.document(version.api, version.number),
        },
    }


def change_summary(value: Change) -> View:
    """Represent a change in one sentence."""
    return {
        "id": value.id,
        "fingerprint": value.fingerprint,
        "severity": value.severity,
        "message": value.message,
    }


def policy(value: Ruling) -> View:
    """Represent the effective policy; `own` holds the members it sets itself, as a client may send them."""
    held = value.policy
    return {
        "mode": held.mode,
        "content_model": held.content_model,
        "reach": held.reach,
        "severities": dict(sorted(held.severities.items())),
        "problems": dict(sorted(held.problems.items())),
        "undecided": held.undecided,
        "removal_after_sunset": held.removal_after_sunset,
        "own": value.own.members(),
        "links": {"self": links.policy(value.api)},
    }


def trial(value: Trial) -> View:
    """Represent the versions a policy would have refused."""
    return {
        "api": value.api,
        "pairs": value.pairs,
        "judged": value.judged,
        "refused": [
            {
                "version": str(each.version),
                "baseline": str(each.baseline),
                "verdict": each.verdict,
                "breaking": each.breaking,
            }
            for each in value.refused
        ],
    }


def waiver(value: Waiver, at: datetime) -> View:
    """Represent a waiver and its state at a time."""
    return {
        "api": value.api,
        "fingerprint": value.fingerprint,
        "reason": value.reason,
        "state": value.state(at),
        "granted_by": value.by,
        "granted_at": time(value.at),
        "expires_at": time(value.expires_at) if value.expires_at else None,
        "links": {"self": links.waiver(value.api, value.fingerprint)},
    }


def entry(value: Entry) -> View:
    """Represent an audit entry."""
    return {
        "sequence": value.sequence,
        "api": value.api,
        "action": value.action,
        "subject": value.subject,
        "details": value.details,
        "by": value.by,
        "at": time(value.at),
    }


def caller(value: Caller) -> View:
    """Represent the caller."""
    return {
        "name": value.name,
        "authenticated": value.authenticated,
        "scopes": sorted(value.scopes),
        "apis": list(value.apis),
    }


def token(value: Token) -> View:
    """Represent a token without its secret."""
    return {
        "id": value.id,
        "name": value.name,
        "scopes": sorted(value.scopes),
        "apis": list(value.apis),
        "created_at": time(value.created_at),
        "expires_at": time(value.expires_at) if value.expires_at else None,
    }


def page(value: Page[Item], view: Callable[[Item], View]) -> View:
    """Represent one page of a list."""
    return {"items": [view(item) for item in value.items], "next": paging.next_cursor(value.after)}


def time(value: datetime) -> str:
    """Format a time as RFC 3339, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
