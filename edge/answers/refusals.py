"""Errors of HTTP itself, raised before a request reaches the registry.

RegistryError
├── InvalidRequest              invalid-request: parameters or body do not match the contract
├── BodyTooLarge                body-too-large
├── BodyIncomplete              body-incomplete
├── TooManyBodies               too-many-bodies
├── UnsupportedMediaType        unsupported-media-type
├── TransferCodingUnsupported   transfer-coding-unsupported
├── NotAcceptable               not-acceptable
├── RouteNotFound               route-not-found
├── UnknownMajor                unknown-major
├── UnsupportedApiVersion       unsupported-api-version
├── ApiGone                     api-gone
├── MethodNotAllowed            method-not-allowed
├── TooManyRequests             too-many-requests
├── PreflightRefused            preflight-refused
├── NotReady                    not-ready
└── InternalError               internal-error
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from registry.errors import RegistryError


class InvalidRequest(RegistryError):
    """A parameter or the body does not match the contract; `mismatches` lists each mismatch."""

    code = "invalid-request"

    def __init__(self, mismatches: Sequence[Mapping[str, object]]) -> None:
        first = mismatches[0]
        where = f"Parameter {first['parameter']!r}" if "parameter" in first else f"The body at {first['pointer']!r}"
        more = f" ({len(mismatches) - 1} more in errors)" if len(mismatches) > 1 else ""
        super().__init__(f"{where} {first['detail']}{more}."[:400])
        self._mismatches = mismatches

    def details(self) -> Mapping[str, object]:
        """List each mismatch with its place."""
        return {"errors": self._mismatches[:100], "error_count": len(self._mismatches)}


class BodyTooLarge(RegistryError):
    """The body is larger than the operation accepts."""

    code = "body-too-large"

    def __init__(self, limit: int, what: str = "body") -> None:
        super().__init__(f"The {what} has more than {limit} bytes, the most this operation accepts. Send fewer.")


class BodyIncomplete(RegistryError):
    """The connection ended, or sent nothing for too long, before the whole body had arrived."""

    code = "body-incomplete"

    def __init__(self) -> None:
        super().__init__("The body ended before all of it had arrived. Nothing was changed: send the request again.")


class TooManyBodies(RegistryError):
    """The bodies being received fill the memory set aside for them. Send the request again later."""

    code = "too-many-bodies"

    def __init__(self) -> None:
        super().__init__(
            "Too many large bodies are being received at once. Nothing was changed: send the request again later."
        )


class UnsupportedMediaType(RegistryError):
    """The operation does not accept the media type, charset or content coding of the body."""

    code = "unsupported-media-type"

    def __init__(self, reason: str, accepted: Sequence[str]) -> None:
        super().__init__(f"{reason}. Send the body in UTF-8, uncompressed, as {' or '.join(accepted)}.")
        self.accepted = tuple(accepted)


class TransferCodingUnsupported(RegistryError):
    """The body is sent in a transfer coding other than chunked."""

    code = "transfer-coding-unsupported"

    def __init__(self) -> None:
        super().__init__("Send the body with Content-Length, or with Transfer-Encoding: chunked and no other coding.")


class NotAcceptable(RegistryError):
    """The response is not available in any media type that Accept allows."""

    code = "not-acceptable"

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(f"Accept allows none of the available media types. Accept one of {', '.join(offered)}.")


class RouteNotFound(RegistryError):
    """No operation and no page has this path."""

    code = "route-not-found"

    def __init__(self, start: str) -> None:
        super().__init__(f"This path does not exist. Start at {start}.")


class UnknownMajor(RegistryError):
    """The path names a major version this service does not serve."""

    code = "unknown-major"

    def __init__(self, supported: Sequence[str]) -> None:
        self.supported = [path.strip("/") for path in supported]
        super().__init__(f"This major version is not served. Use {' or '.join(self.supported)}.")

    def details(self) -> Mapping[str, object]:
        """List the major versions served."""
        return {"supported": self.supported}


class UnsupportedApiVersion(RegistryError):
    """The request's API-Version asks for a version that this path does not serve."""

    code = "unsupported-api-version"

    def __init__(self, sentence: str, major: int, minor: int) -> None:
        super().__init__(sentence)
        self._supported = [f"{major}.{each}" for each in range(minor + 1)]

    def details(self) -> Mapping[str, object]:
        """List the versions a request may ask for."""
        return {"supported": self._supported}


class ApiGone(RegistryError):
    """The announced end of this operation, or of its whole major version, has passed."""

    code = "api-gone"

    def __init__(self, sunset: datetime, guide: str) -> None:
        super().__init__(f"This operation ended on {sunset:%Y-%m-%d}, as announced. Read {guide} for its replacement.")
        self._details = {"sunset": f"{sunset:%Y-%m-%dT%H:%M:%SZ}", "guide": guide}

    def details(self) -> Mapping[str, object]:
        """Say when it ended, and where the replacement is described."""
        return self._details


class MethodNotAllowed(RegistryError):
    """The path exists but does not support this method."""

    code = "method-not-allowed"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(f"This path supports only {', '.join(allowed)}. Use one of these methods.")
        self.allowed = tuple(allowed)


class TooManyRequests(RegistryError):
    """A request quota, named as in RateLimit-Policy, is used up; it is restored after the seconds in Retry-After."""

    code = "too-many-requests"

    def __init__(self, policy: str, quota: int, seconds: int) -> None:
        reason = f"The quota of {quota} requests a minute ({policy}) is used up"
        super().__init__(f"{reason}. Nothing was changed: send the request again in {seconds} seconds.")
        self.seconds = seconds
        self._policy = policy

    def details(self) -> Mapping[str, object]:
        """Name the quota, as the problem type "quota-exceeded" does (draft-ietf-httpapi-ratelimit-headers-11, 5.1)."""
        return {"violated_policies": [self._policy]}


class PreflightRefused(RegistryError):
    """A page of another origin may not send the request its browser asks about."""

    code = "preflight-refused"

    def __init__(self, parts: str) -> None:
        super().__init__(f"A page of another origin may not send this request, because of its {parts}.")


class NotReady(RegistryError):
    """The database cannot be used yet."""

    code = "not-ready"


class InternalError(RegistryError):
    """An unexpected error. The log has its cause, under the request id."""

    code = "internal-error"

    def __init__(self) -> None:
        super().__init__("An unexpected error occurred. Try again; if it persists, tell the operator the request id.")
