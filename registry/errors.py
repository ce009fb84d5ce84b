"""The errors of the domain: each has a permanent code, a sentence for people and details for programs.

RegistryError
├── NotFound
│   ├── ApiNotFound            api-not-found
│   ├── VersionNotFound        version-not-found
│   └── TokenNotFound          token-not-found
├── Conflict
│   ├── VersionExists          version-exists: the number has other content
│   ├── VersionDoesNotFollow   version-does-not-follow: the number is not higher than those of its line
│   └── VersionSpent           version-spent: the number belonged to other content that was removed
├── DocumentRefused            each with its problems
│   ├── DocumentUnreadable     document-unreadable
│   ├── DocumentInvalid        document-invalid
│   └── AnalysisLimit          analysis-limit
├── AnalysisBusy               analysis-busy
├── CursorInvalid              cursor-invalid
├── PreconditionFailed         precondition-failed
├── PreconditionRequired       precondition-required
├── Unauthenticated            unauthenticated
├── InvalidToken               invalid-token
├── InsufficientScope          insufficient-scope
└── StorageUnavailable         storage-unavailable
"""

from collections.abc import Mapping
from typing import ClassVar

from openapi_contracts import Problem


class RegistryError(Exception):
    """Base class. The message is a full sentence that also says what to do."""

    code: ClassVar[str]

    def details(self) -> Mapping[str, object]:
        """Return members of the problem that programs can use, as JSON data."""
        return {}


class NotFound(RegistryError):
    """The named resource does not exist, or the caller may not see it."""


class ApiNotFound(NotFound):
    """No API has this name."""

    code = "api-not-found"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no API named {name!r}. List the APIs to see their names.")


class VersionNotFound(NotFound):
    """The API has no version that matches the number or selector."""

    code = "version-not-found"

    def __init__(self, name: str, selector: str) -> None:
        super().__init__(f"API {name!r} has no version {selector!r}. List its versions to see their numbers.")


class TokenNotFound(NotFound):
    """No token has this id."""

    code = "token-not-found"

    def __init__(self, token_id: str) -> None:
        super().__init__(f"There is no token {token_id!r}. List the tokens to see their ids.")


class Conflict(RegistryError):
    """A rule of the registry forbids the change."""


class VersionExists(Conflict):
    """The number is used by other content; versions are immutable."""

    code = "version-exists"

    def __init__(self, name: str, number: str, sha256: str) -> None:
        super().__init__(
            f"Version {number} of API {name!r} is already published with other content, and versions never change. "
            f"Publish under a later number, or let the registry choose one."
        )
        self._details = {"version": number, "sha256": sha256}

    def details(self) -> Mapping[str, object]:
        """Return the version and the digest of its document."""
        return self._details


class VersionDoesNotFollow(Conflict):
    """The number is not higher than the versions it must follow (Semantic Versioning 2.0.0, section 11)."""

    code = "version-does-not-follow"

    def __init__(self, number: str, latest: str) -> None:
        super().__init__(f"Version {number} does not follow {latest}. Choose a number after {latest}.")
        self._details = {"version": number, "latest": latest}

    def details(self) -> Mapping[str, object]:
        """Return the refused number and the one that it must follow."""
        return self._details


class VersionSpent(Conflict):
    """The number belonged to other content of an API of this name that was removed."""

    code = "version-spent"

    def __init__(self, name: str, number: str) -> None:
        super().__init__(
            f"Version {number} of API {name!r} was published with other content and removed. "
            "A number is never reused for other content: publish under a later number."
        )


class DocumentRefused(RegistryError):
    """A document that is refused, with its problems."""

    def __init__(self, sentence: str, problems: tuple[Problem, ...], count: int) -> None:
        super().__init__(sentence)
        self.problems = problems
        self.count = count

    def details(self) -> Mapping[str, object]:
        """Return the problems with their places; `error_count` counts all, `errors` may be truncated."""
        return {"errors": [_as_error(problem) for problem in self.problems], "error_count": self.count}


class DocumentUnreadable(DocumentRefused):
    """The body is not JSON or YAML that can be read within the limits."""

    code = "document-unreadable"


class DocumentInvalid(DocumentRefused):
    """The document is not valid OpenAPI."""

    code = "document-invalid"


class AnalysisLimit(DocumentRefused):
    """The analysis exceeded its limit of time or memory."""

    code = "analysis-limit"


class AnalysisBusy(RegistryError):
    """Too many documents are being analysed at once."""

    code = "analysis-busy"


class CursorInvalid(RegistryError):
    """The cursor does not come from this list with these filters."""

    code = "cursor-invalid"

    def __init__(self) -> None:
        super().__init__("The cursor does not belong to this list and filter. Repeat the request without a cursor.")


class PreconditionFailed(RegistryError):
    """The resource does not match If-Match or If-None-Match (RFC 9110, section 13)."""

    code = "precondition-failed"


class PreconditionRequired(RegistryError):
    """A change of an existing resource needs If-Match (RFC 6585, section 3)."""

    code = "precondition-required"


class Unauthenticated(RegistryError):
    """The operation requires a token, and the request has none."""

    code = "unauthenticated"

    def __init__(self) -> None:
        super().__init__("This operation needs a token: send it as 'Authorization: Bearer <token>'.")


class InvalidToken(RegistryError):
    """The token is unknown, malformed, revoked or expired (RFC 6750, section 3.1)."""

    code = "invalid-token"

    def __init__(self) -> None:
        super().__init__("The token is not valid: it is unknown, revoked or expired. Ask an admin for a new one.")


class InsufficientScope(RegistryError):
    """The token lacks the scope, or does not apply to this API (RFC 6750, section 3.1)."""

    code = "insufficient-scope"

    def __init__(self, scope: str, api: str | None) -> None:
        where = f" on API {api!r}" if api else ""
        super().__init__(f"The token does not have the scope {scope!r}{where}. Ask an admin for a token that has it.")
        self.scope = scope

    def details(self) -> Mapping[str, object]:
        """Return the missing scope."""
        return {"scope": self.scope}


class StorageUnavailable(RegistryError):
    """The database does not respond, or a lock was not available in time; nothing was changed."""

    code = "storage-unavailable"

    def __init__(self) -> None:
        super().__init__("The registry's database does not respond. Nothing was changed; try again later.")


def _as_error(problem: Problem) -> Mapping[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "detail": problem.detail,
        "pointer": problem.pointer,
        "line": problem.line,
        "column": problem.column,
    }
