"""Values of the domain to store; a test writes only what it is about."""

from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from openapi_contracts import ProblemSeverity, Verdict
from openapi_contracts.documents.analysis import Analysis, Syntax
from openapi_contracts.documents.problems import Problem
from registry.model import Api, Document, Scope, Token, Version
from registry.numbers import Number, parse
from storage.storage import SqlStore

AT = datetime(2026, 3, 14, 15, 9, 26, 535897, tzinfo=UTC)


def number(text: str) -> Number:
    """A number written as text."""
    parsed = parse(text)
    assert parsed is not None
    return parsed


def api(name: str = "petstore", **members: Any) -> Api:
    """An API."""
    defaults: dict[str, Any] = {"title": name.title(), "description": None, "owner": None, "labels": {}}
    return Api(**{"name": name, **defaults, "created_at": AT, "updated_at": AT, **members})


def document(content: bytes = b"{}", *problems: Problem) -> Document:
    """A document of these bytes, with these problems."""
    digest = sha256(content).hexdigest()
    described = ("3.0.3", "Pets", None, "1.0.0")
    return Document(content, Analysis(digest, digest, Syntax.JSON, *described, 1, problems, *_counted(problems)))


def _counted(problems: tuple[Problem, ...]) -> tuple[int, int, dict[str, int]]:
    errors = sum(problem.severity is ProblemSeverity.ERROR for problem in problems)
    return len(problems), errors, Counter(problem.code for problem in problems)


def version(of: str, numbered: str, content: bytes = b"{}", **members: Any) -> Version:
    """A version of an API with these bytes."""
    digest = sha256(content).hexdigest()
    defaults = {
        "verdict": Verdict.UNCHECKED,
        "content_digest": digest,
        "syntax": Syntax.YAML,
        "specification": "3.0.3",
        "title": "Pets",
        "info_version": None,
        "operation_count": 3,
        "problem_count": 0,
        "error_count": 0,
        "published_at": AT,
        "published_by": "team",
    }
    own = {"api": of, "number": number(numbered), "sha256": digest, "size": len(content)}
    return Version(**{**defaults, **own, **members})


def publish(store: SqlStore, of: str, *numbers: str, content: bytes = b"{}") -> None:
    """Add versions to an API, which is claimed."""
    store.claim_api(api(of))
    for numbered in numbers:
        store.add_version(version(of, numbered, content), document(content))


def token(token_id: str = "t1", **members: Any) -> Token:
    """A token."""
    defaults = {"name": "CI", "secret_sha256": "0" * 64, "scopes": frozenset({Scope.READ}), "apis": ("*",)}
    return Token(**{"id": token_id, **defaults, "created_at": AT, "expires_at": None, **members})
