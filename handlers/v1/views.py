"""The values of the domain as v1 says them in JSON."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from documents.analysis import Analysis
from documents.problems import Problem
from edge import paging
from handlers.v1 import links
from registry.access import Caller
from registry.model import Api, Page, Token, Version

View = Mapping[str, object]
Item = TypeVar("Item")


def api(value: Api) -> View:
    """Show an API."""
    return {
        "name": value.name,
        "title": value.title,
        "description": value.description,
        "owner": value.owner,
        "labels": dict(value.labels),
        "latest_version": str(value.latest) if value.latest else None,
        "created_at": _time(value.created_at),
        "updated_at": _time(value.updated_at),
        "links": {"self": links.api(value.name), "versions": links.versions(value.name)},
    }


def version_summary(value: Version) -> View:
    """Show a version as lists do."""
    return {
        "api": value.api,
        "version": str(value.number),
        "verdict": value.verdict,
        "specification": value.specification,
        "title": value.title,
        "info_version": value.info_version,
        "syntax": value.syntax,
        "size": value.size,
        "sha256": value.sha256,
        "operation_count": value.operation_count,
        "valid": value.problem_count == 0,
        "problem_count": value.problem_count,
        "published_at": _time(value.published_at),
        "published_by": value.published_by,
        "links": {
            "self": links.version(value.api, value.number),
            "document": links.document(value.api, value.number),
            "ui": links.ui(value.api, value.number),
        },
    }


def version(value: Version, problems: tuple[Problem, ...]) -> View:
    """Show a version with the problems of its document."""
    return {**version_summary(value), "problems": [problem(each) for each in problems]}


def validation(value: Analysis) -> View:
    """Show what is wrong with a document."""
    return {
        "valid": value.problem_count == 0,
        "specification": value.specification,
        "title": value.title,
        "info_version": value.info_version,
        "operation_count": value.operation_count,
        "problem_count": value.problem_count,
        "problems": [problem(each) for each in value.problems],
    }


def problem(value: Problem) -> View:
    """Show one thing wrong with a document."""
    return {
        "code": value.code,
        "detail": value.detail,
        "pointer": value.pointer,
        "line": value.line,
        "column": value.column,
    }


def caller(value: Caller) -> View:
    """Show who is calling."""
    return {
        "name": value.name,
        "authenticated": value.authenticated,
        "scopes": sorted(value.scopes),
        "apis": list(value.apis),
    }


def token(value: Token) -> View:
    """Show a token without its secret."""
    return {
        "id": value.id,
        "name": value.name,
        "scopes": sorted(value.scopes),
        "apis": list(value.apis),
        "created_at": _time(value.created_at),
        "expires_at": _time(value.expires_at) if value.expires_at else None,
    }


def page(value: Page[Item], view: Callable[[Item], View]) -> View:
    """Show one page of a list."""
    return {"items": [view(item) for item in value.items], "next": paging.next_cursor(value.after)}


def _time(value: datetime) -> str:
    """Write a time as RFC 3339 does, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
