"""Responses: statuses and bodies."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules import headers
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

RESPONSE = Direction.RESPONSE

RULES: tuple[Rule, ...] = (
    *headers.RULES,
    Rule(
        id="response-success-status-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="The success status {status} was removed",
        before="{200: {}, 202: {}}",
        after="{200: {}}",
        why="No answer is new, and yet what clients wait for never comes (Zalando rule 107; so do the peers).",
    ),
    Rule(
        id="response-error-status-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The error status {status} was removed",
        before="{200: {}, 404: {}}",
        after="{200: {}}",
        why="The answers are fewer than before, and an error is read by its class (RFC 9110, 15).",
    ),
    Rule(
        id="response-status-range-narrowed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="Some statuses of {status} are no longer declared",
        before="{2XX: {}}",
        after="{200: {}}",
        why="The answers are fewer than before; what remains is compared with what the range promised.",
    ),
    Rule(
        id="default-response-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The default response was removed",
        before="{200: {}, default: {}}",
        after="{200: {}}",
        why=(
            "The answers are fewer than before; statuses that are listed from now on are compared with what "
            "`default` promised."
        ),
    ),
    Rule(
        id="response-success-status-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The success status {status} was added",
        before="{200: {}}",
        after="{200: {}, 201: {}}",
        why="A client treats a status it does not know as the first of its class (RFC 9110, 15); the peers agree.",
    ),
    Rule(
        id="response-error-status-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The error status {status} was added",
        before="{200: {}}",
        after="{200: {}, 404: {}}",
        why=(
            "Any server may fail, and a client treats a status it does not know as the first "
            "of its class (RFC 9110, 15)."
        ),
    ),
    Rule(
        id="response-status-range-widened",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="More statuses of {status} are declared",
        before="{200: {}}",
        after="{2XX: {}}",
        why="As with a status that is added (RFC 9110, 15); the codes that were listed are compared with the range.",
    ),
    Rule(
        id="default-response-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="A default response was added",
        before="{200: {}}",
        after="{200: {}, default: {}}",
        why="It describes what could happen anyway; codes it replaces are compared with it.",
    ),
    Rule(
        id="response-body-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="The {message} has no body any more",
        before="content: {application/json: {}}",
        after="",
        why="Clients read it (AIP-180); a removed body is no less than a removed property.",
    ),
    Rule(
        id="response-body-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The {message} has a body now",
        before="",
        after="content: {application/json: {}}",
        why="Clients that expect none ignore it.",
    ),
    Rule(
        id="response-media-type-removed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="The {message} is no longer sent in {media}",
        before="content: {application/json: {}, text/xml: {}}",
        after="content: {application/json: {}}",
        why="Clients that ask for it get 406 or what they cannot read (RFC 9110, 12.5.1 and 15.5.7).",
    ),
    Rule(
        id="response-media-type-narrowed",
        effect=Effect.NARROWS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The {message} is no longer sent in every media type of {media}",
        before="content: {application/*: {}}",
        after="content: {application/json: {}}",
        why="Clients take any of the range (OAS 3.1.0, 4.8.17.1 `content`).",
    ),
    Rule(
        id="response-media-type-widened",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.BREAKING,
        sentence="The {message} may be sent in any media type of {media}",
        before="content: {application/json: {}}",
        after="content: {application/*: {}}",
        why="Clients may get a media type that was never named (OAS 3.1.0, 4.8.17.1 `content`).",
    ),
    Rule(
        id="response-media-type-added",
        effect=Effect.WIDENS,
        direction=RESPONSE,
        severity=Severity.INFO,
        sentence="The {message} may also be sent in {media}",
        before="content: {application/json: {}}",
        after="content: {application/json: {}, text/xml: {}}",
        why="Clients choose by `Accept` (RFC 9110, 12.5.1).",
    ),
)
