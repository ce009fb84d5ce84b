"""Headers of responses."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

RESPONSE = Direction.RESPONSE

RULES: tuple[Rule, ...] = (
    Rule(
        id="response-header-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="{field} was added",
        before="",
        after="X-Rate-Limit: {schema: {type: integer}}",
        why="Clients ignore fields they do not know (RFC 9110, 5.1).",
    ),
    Rule(
        id="required-response-header-removed",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="{field} was removed; it was always sent",
        before="X-Rate-Limit: {required: true}",
        after="",
        why="Clients may rely on a header that every response had.",
    ),
    Rule(
        id="optional-response-header-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.WARNING,
        sentence="{field} was removed",
        before="X-Rate-Limit: {}",
        after="",
        why="The header could be absent before, so clients must already handle responses without it.",
    ),
    Rule(
        id="response-header-became-required",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="{field} is always sent now",
        before="X-Rate-Limit: {}",
        after="X-Rate-Limit: {required: true}",
        why="Every response the server sends now was allowed before.",
    ),
    Rule(
        id="response-header-became-optional",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="{field} may be absent now",
        before="X-Rate-Limit: {required: true}",
        after="X-Rate-Limit: {}",
        why="Clients may rely on a header that every response had (OAS 3.1.0, 4.8.21).",
    ),
    Rule(
        id="response-header-form-changed",
        effect=Effect.BOTH,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="{field} is serialized as {new}, no longer as {old}",
        before="{explode: false}",
        after="{explode: true}",
        why="Existing clients parse the value in the old form (OAS 3.1.0, 4.8.21).",
    ),
)
