"""The refusals of HTTP itself, before a request reaches the domain.

RegistryError
├── InvalidRequest              invalid-request: parameters or body are not of the contract's shape
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
    """The request is not of the contract's shape; `wrong` names every place."""

    code = "invalid-request"

    def __init__(self, wrong: Sequence[Mapping[str, object]]) -> None:
        first = wrong[0]
        where = f"Parameter {first['parameter']!r}" if "parameter" in first else f"The body at {first['pointer']!r}"
        more = f" ({len(wrong) - 1} more in errors)" if len(wrong) > 1 else ""
        super().__init__(f"{where} {first['detail']}{more}."[:400])
        self._wrong = wrong

    def details(self) -> Mapping[str, object]:
        """List what is wrong, each with its place."""
        return {"errors": self._wrong[:100], "error_count": len(self._wrong)}


class BodyTooLarge(RegistryError):
    """The body has more bytes than the operation takes."""

    code = "body-too-large"

    def __init__(self, limit: int, what: str = "body") -> None:
        super().__init__(f"The {what} has more than {limit} bytes, which is the most this takes.")


class BodyIncomplete(RegistryError):
    """The connection ended, or nothing came for too long, before the body was whole."""

    code = "body-incomplete"

    def __init__(self) -> None:
        super().__init__("The body ended before it was whole. Nothing was changed: send it again.")


class TooManyBodies(RegistryError):
    """The bodies being read at once fill the room there is for them."""

    code = "too-many-bodies"

    def __init__(self) -> None:
        super().__init__("Too many large bodies are being sent at once. Nothing was changed: send it again later.")


class UnsupportedMediaType(RegistryError):
    """The media type, charset or content coding of the body is not taken."""

    code = "unsupported-media-type"

    def __init__(self, said: str, accepted: Sequence[str]) -> None:
        super().__init__(f"{said}. Send the body, in UTF-8 and not compressed, as {' or '.join(accepted)}.")
        self.accepted = tuple(accepted)


class TransferCodingUnsupported(RegistryError):
    """The body is sent in a transfer coding other than chunked."""

    code = "transfer-coding-unsupported"

    def __init__(self) -> None:
        super().__init__("Send the body with a Content-Length, or chunked and in no other transfer coding.")


class NotAcceptable(RegistryError):
    """No representation is of a media type that Accept allows."""

    code = "not-acceptable"

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(f"Accept allows none of what this answers with: {', '.join(offered)}.")


class RouteNotFound(RegistryError):
    """Nothing is at this path."""

    code = "route-not-found"

    def __init__(self, start: str) -> None:
        super().__init__(f"Nothing is at this path. Start at {start}.")


class UnknownMajor(RegistryError):
    """The path names a major version of this service that is not served."""

    code = "unknown-major"

    def __init__(self, supported: Sequence[str]) -> None:
        self.supported = [path.strip("/") for path in supported]
        super().__init__(f"This major version is not served here. Use {' or '.join(self.supported)}.")

    def details(self) -> Mapping[str, object]:
        """List the majors that are served."""
        return {"supported": self.supported}


class UnsupportedApiVersion(RegistryError):
    """The version that the request asks for at least, in API-Version, is not one that is served at this path."""

    code = "unsupported-api-version"

    def __init__(self, sentence: str, major: int, minor: int) -> None:
        super().__init__(sentence)
        self._supported = [f"{major}.{each}" for each in range(minor + 1)]

    def details(self) -> Mapping[str, object]:
        """List the versions that may be asked for."""
        return {"supported": self._supported}


class ApiGone(RegistryError):
    """The end that was announced for this operation, or for its major, has come."""

    code = "api-gone"

    def __init__(self, sunset: datetime, guide: str) -> None:
        super().__init__(f"This ended on {sunset:%Y-%m-%d}, as was announced. Read {guide} for what to use instead.")
        self._said = {"sunset": f"{sunset:%Y-%m-%dT%H:%M:%SZ}", "guide": guide}

    def details(self) -> Mapping[str, object]:
        """Say when it ended, and where to read on."""
        return self._said


class MethodNotAllowed(RegistryError):
    """The path is there, but not with this method."""

    code = "method-not-allowed"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(f"This path takes {', '.join(allowed)}.")
        self.allowed = tuple(allowed)


class TooManyRequests(RegistryError):
    """A quota of requests is used up, named as in RateLimit-Policy; it is whole again after the time in Retry-After."""

    code = "too-many-requests"

    def __init__(self, policy: str, quota: int, seconds: int) -> None:
        said = f"The quota of {quota} requests a minute ({policy}) is used up"
        super().__init__(f"{said}. Nothing was changed: send it again in {seconds} seconds.")
        self.seconds = seconds
        self._policy = policy

    def details(self) -> Mapping[str, object]:
        """Name the policy, as the problem type "quota-exceeded" does (draft-ietf-httpapi-ratelimit-headers-11, 5.1)."""
        return {"violated_policies": [self._policy]}


class PreflightRefused(RegistryError):
    """A page of another origin may not send the request that its browser asks for."""

    code = "preflight-refused"

    def __init__(self, parts: str) -> None:
        super().__init__(f"A page of another origin may not send this, because of its {parts}.")


class NotReady(RegistryError):
    """The storage cannot be used yet."""

    code = "not-ready"


class InternalError(RegistryError):
    """Something failed that should not; the log has it under the request's id."""

    code = "internal-error"

    def __init__(self) -> None:
        super().__init__("Something failed here. Try again; if it stays, tell the operator the request's id.")
