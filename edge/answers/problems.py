"""Problem details (RFC 9457): a table from error class to status and title. Every 4xx and 5xx body comes from here."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from edge.answers import refusals
from edge.answers.answer import Answer, fields
from edge.exchange import current
from openapi_contracts import compact
from registry import errors, judgement_errors
from registry.errors import RegistryError

MEDIA_TYPE = "application/problem+json"
FIELDS = ((b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store"))
RETRY_SECONDS = "2"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class ProblemType:
    """The status, title and extra header fields of one class of error."""

    status: int
    title: str
    headers: Callable[..., Mapping[str, str]] = field(default=lambda error: {})


def challenge(error: RegistryError) -> Mapping[str, str]:
    """Say how to authenticate (RFC 6750, section 3)."""
    errors_of = {"invalid-token": ', error="invalid_token"', "insufficient-scope": ', error="insufficient_scope"'}
    scope = f', scope="{error.scope}"' if isinstance(error, errors.InsufficientScope) else ""
    return {"WWW-Authenticate": f'Bearer realm="registry"{errors_of.get(error.code, "")}{scope}'}


def retry(error: RegistryError) -> Mapping[str, str]:
    """Say when to try again (RFC 9110, section 10.2.3)."""
    return {"Retry-After": RETRY_SECONDS}


PROBLEM_TYPES: Mapping[type[RegistryError], ProblemType] = {
    errors.ApiNotFound: ProblemType(404, "The API does not exist"),
    errors.VersionNotFound: ProblemType(404, "The version does not exist"),
    errors.TokenNotFound: ProblemType(404, "The token does not exist"),
    judgement_errors.WaiverNotFound: ProblemType(404, "The waiver does not exist"),
    errors.VersionExists: ProblemType(409, "The version exists with other content"),
    errors.VersionDoesNotFollow: ProblemType(409, "The version number is out of sequence"),
    errors.VersionSpent: ProblemType(409, "The version number was used before"),
    judgement_errors.BreakingChange: ProblemType(409, "The change is breaking"),
    judgement_errors.VersionTooSmall: ProblemType(409, "The version number is too small"),
    errors.DocumentUnreadable: ProblemType(400, "The document cannot be read"),
    errors.DocumentInvalid: ProblemType(422, "The document is not valid OpenAPI"),
    errors.AnalysisLimit: ProblemType(422, "The document exceeds an analysis limit"),
    judgement_errors.RuleUnknown: ProblemType(422, "There is no such rule or problem"),
    judgement_errors.ExpiryPassed: ProblemType(422, "The expiry time has passed"),
    errors.AnalysisBusy: ProblemType(503, "Too many documents are being analysed", retry),
    errors.StorageUnavailable: ProblemType(503, "The database does not respond", retry),
    errors.CursorInvalid: ProblemType(400, "The cursor is not valid"),
    errors.PreconditionFailed: ProblemType(412, "The precondition failed"),
    errors.PreconditionRequired: ProblemType(428, "A precondition is required"),
    errors.Unauthenticated: ProblemType(401, "A token is required", challenge),
    errors.InvalidToken: ProblemType(401, "The token is not valid", challenge),
    errors.InsufficientScope: ProblemType(403, "The token does not allow this", challenge),
    refusals.InvalidRequest: ProblemType(400, "The request does not match the contract"),
    refusals.BodyTooLarge: ProblemType(413, "The body is too large"),
    refusals.BodyIncomplete: ProblemType(400, "The body is incomplete"),
    refusals.TooManyBodies: ProblemType(503, "Too many large bodies are being received", retry),
    refusals.UnsupportedMediaType: ProblemType(
        415, "The body's media type is not supported", lambda error: {"Accept": ", ".join(error.accepted)}
    ),
    refusals.TransferCodingUnsupported: ProblemType(501, "The transfer coding is not supported"),
    refusals.NotAcceptable: ProblemType(406, "No acceptable media type"),
    refusals.RouteNotFound: ProblemType(404, "The path does not exist"),
    refusals.UnknownMajor: ProblemType(404, "The major version does not exist"),
    refusals.UnsupportedApiVersion: ProblemType(400, "The API version is not served"),
    refusals.ApiGone: ProblemType(410, "The operation has ended"),
    refusals.MethodNotAllowed: ProblemType(
        405, "The method is not allowed", lambda error: {"Allow": ", ".join(error.allowed)}
    ),
    refusals.TooManyRequests: ProblemType(429, "Too many requests", lambda error: {"Retry-After": str(error.seconds)}),
    refusals.PreflightRefused: ProblemType(403, "The page may not send this request"),
    refusals.NotReady: ProblemType(503, "The registry is not ready", retry),
    refusals.InternalError: ProblemType(500, "An unexpected error occurred"),
}


def answer(error: RegistryError) -> Answer:
    """Make the response to an error, by the nearest class in the table."""
    exchange = current()
    exchange.code = error.code
    problem = next(PROBLEM_TYPES[each] for each in type(error).__mro__ if each in PROBLEM_TYPES)
    body = {
        "type": f"{exchange.prefix}/problems#{error.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": str(error),
        "instance": _instance(exchange.request_id),
        "code": error.code,
        **error.details(),
    }
    return Answer(problem.status, (*FIELDS, *fields(problem.headers(error))), compact(body))


def _instance(request_id: str) -> str:
    """Make the URN of this occurrence from the request id, hashed where it is no UUID (RFC 9562, section 5.5)."""
    identifier = request_id if UUID.fullmatch(request_id) else uuid.uuid5(uuid.NAMESPACE_OID, request_id)
    return f"urn:uuid:{identifier}"
