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
        why="Clients read what was promised with every answer.",
    ),
    Rule(
        id="optional-response-header-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.WARNING,
        sentence="{field} was removed",
        before="X-Rate-Limit: {}",
        after="",
        why="It could be absent before, so no client counts on it in every answer.",
    ),
    Rule(
        id="response-header-became-required",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="{field} is always sent now",
        before="X-Rate-Limit: {}",
        after="X-Rate-Limit: {required: true}",
        why="The answers are fewer than before.",
    ),
    Rule(
        id="response-header-became-optional",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="{field} may be absent now",
        before="X-Rate-Limit: {required: true}",
        after="X-Rate-Limit: {}",
        why="Clients read what was promised with every answer (OAS 3.1.0, 4.8.21).",
    ),
    Rule(
        id="response-header-form-changed",
        effect=Effect.BOTH,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="{field} is serialized as {new}, no longer as {old}",
        before="{explode: false}",
        after="{explode: true}",
        why="Clients read the same value from another text (OAS 3.1.0, 4.8.21).",
    ),
)
