"""Problem details (RFC 9457): one table from error class to status and title; nobody else writes a 4xx or 5xx body."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from edge import refusals
from edge.answers import Answer, fields
from edge.exchange import current
from openapi_contracts import compact
from registry import errors, judgement_errors
from registry.errors import RegistryError

MEDIA_TYPE = "application/problem+json"
ALWAYS = ((b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store"))
RETRY_SECONDS = "2"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of refusal is answered; `headers` makes the fields that go with it."""

    status: int
    title: str
    headers: Callable[..., Mapping[str, str]] = field(default=lambda error: {})


def challenge(error: RegistryError) -> Mapping[str, str]:
    """Say how to authenticate (RFC 6750, section 3)."""
    said = {"invalid-token": ', error="invalid_token"', "insufficient-scope": ', error="insufficient_scope"'}
    scope = f', scope="{error.scope}"' if isinstance(error, errors.InsufficientScope) else ""
    return {"WWW-Authenticate": f'Bearer realm="registry"{said.get(error.code, "")}{scope}'}


def retry(error: RegistryError) -> Mapping[str, str]:
    """Say when to try again (RFC 9110, section 10.2.3)."""
    return {"Retry-After": RETRY_SECONDS}


KINDS: Mapping[type[RegistryError], Kind] = {
    errors.ApiNotFound: Kind(404, "There is no such API"),
    errors.VersionNotFound: Kind(404, "There is no such version"),
    errors.TokenNotFound: Kind(404, "There is no such token"),
    judgement_errors.WaiverNotFound: Kind(404, "There is no such waiver"),
    errors.VersionExists: Kind(409, "The version holds other content"),
    errors.VersionDoesNotFollow: Kind(409, "The number does not follow"),
    errors.VersionSpent: Kind(409, "The number is spent"),
    judgement_errors.BreakingChange: Kind(409, "The change is breaking"),
    judgement_errors.VersionTooSmall: Kind(409, "The number is too small"),
    errors.DocumentUnreadable: Kind(400, "The document cannot be read"),
    errors.DocumentInvalid: Kind(422, "The document is not valid OpenAPI"),
    errors.AnalysisLimit: Kind(422, "The document costs too much to analyse"),
    judgement_errors.RuleUnknown: Kind(422, "There is no such rule"),
    judgement_errors.ExpiryPassed: Kind(422, "The time has passed"),
    errors.AnalysisBusy: Kind(503, "Too many documents at once", retry),
    errors.StorageUnavailable: Kind(503, "The database does not answer", retry),
    errors.CursorInvalid: Kind(400, "The cursor is not valid"),
    errors.PreconditionFailed: Kind(412, "The resource is not in the state asked for"),
    errors.PreconditionRequired: Kind(428, "A precondition is needed"),
    errors.Unauthenticated: Kind(401, "A token is needed", challenge),
    errors.InvalidToken: Kind(401, "The token is not valid", challenge),
    errors.InsufficientScope: Kind(403, "The token does not allow this", challenge),
    refusals.InvalidRequest: Kind(400, "The request is not of this API's shape"),
    refusals.BodyTooLarge: Kind(413, "The body is too large"),
    refusals.BodyIncomplete: Kind(400, "The body is not whole"),
    refusals.TooManyBodies: Kind(503, "Too many large bodies at once", retry),
    refusals.UnsupportedMediaType: Kind(
        415, "The body's media type is not taken", lambda error: {"Accept": ", ".join(error.accepted)}
    ),
    refusals.TransferCodingUnsupported: Kind(501, "The transfer coding is not taken"),
    refusals.NotAcceptable: Kind(406, "No acceptable media type"),
    refusals.RouteNotFound: Kind(404, "Nothing is here"),
    refusals.UnknownMajor: Kind(404, "There is no such major version"),
    refusals.UnsupportedApiVersion: Kind(400, "The version is not served here"),
    refusals.ApiGone: Kind(410, "This has ended"),
    refusals.MethodNotAllowed: Kind(
        405, "The method is not allowed", lambda error: {"Allow": ", ".join(error.allowed)}
    ),
    refusals.TooManyRequests: Kind(429, "Too many requests", lambda error: {"Retry-After": str(error.seconds)}),
    refusals.PreflightRefused: Kind(403, "The page may not send this"),
    refusals.NotReady: Kind(503, "The registry is not ready", retry),
    refusals.InternalError: Kind(500, "Something failed"),
}


def answer(error: RegistryError) -> Answer:
    """Turn an error into its answer, by the nearest class in the table."""
    exchange = current()
    exchange.code = error.code
    kind = next(KINDS[each] for each in type(error).__mro__ if each in KINDS)
    body = {
        "type": f"{exchange.prefix}/problems#{error.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": str(error),
        "instance": _instance(exchange.request_id),
        "code": error.code,
        **error.details(),
    }
    return Answer(kind.status, (*ALWAYS, *fields(kind.headers(error))), compact(body))


def _instance(request_id: str) -> str:
    """Name this occurrence by the request's id; an id that is not a UUID is hashed to one (RFC 9562, section 5.5)."""
    named = request_id if UUID.fullmatch(request_id) else uuid.uuid5(uuid.NAMESPACE_OID, request_id)
    return f"urn:uuid:{named}"
