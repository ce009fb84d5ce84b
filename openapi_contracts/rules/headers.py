"""Headers of responses."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

RESPONSE = Direction.RESPONSE

RULES: tuple[Rule, ...] = (
    Rule(
        "response-header-added",
        Effect.WIDENS,
        RESPONSE,
        Severity.INFO,
        Bump.MINOR,
        "{field} was added",
        "",
        "X-Rate-Limit: {schema: {type: integer}}",
        "Clients ignore fields they do not know (RFC 9110, 5.1).",
    ),
    Rule(
        "required-response-header-removed",
        Effect.WIDENS,
        RESPONSE,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field}, which was always sent, was removed",
        "X-Rate-Limit: {required: true}",
        "",
        "Clients read what was promised with every answer.",
    ),
    Rule(
        "optional-response-header-removed",
        Effect.NARROWS,
        RESPONSE,
        Severity.WARNING,
        Bump.MINOR,
        "{field} was removed",
        "X-Rate-Limit: {}",
        "",
        "It could be absent before, so no client counts on it in every answer.",
    ),
    Rule(
        "response-header-became-required",
        Effect.NARROWS,
        RESPONSE,
        Severity.INFO,
        Bump.MINOR,
        "{field} is always sent now",
        "X-Rate-Limit: {}",
        "X-Rate-Limit: {required: true}",
        "The answers are fewer than before.",
    ),
    Rule(
        "response-header-became-optional",
        Effect.WIDENS,
        RESPONSE,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field} may be absent now",
        "X-Rate-Limit: {required: true}",
        "X-Rate-Limit: {}",
        "Clients read what was promised with every answer (OAS 3.1.0, 4.8.21).",
    ),
    Rule(
        "response-header-form-changed",
        Effect.BOTH,
        RESPONSE,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field} is sent as {new} and no longer as {old}",
        "{explode: false}",
        "{explode: true}",
        "Clients read the same value from another text (OAS 3.1.0, 4.8.21).",
    ),
)
