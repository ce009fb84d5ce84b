"""Links from responses."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

_NO_MESSAGE = "A link describes a follow-up request and is not part of any message (OAS 3.1.0, 4.8.20)"

RULES: tuple[Rule, ...] = (
    Rule(
        id="link-removed",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.WARNING,
        sentence="The link {link} was removed",
        before="links: {owner: {operationId: getUser}}",
        after="links: {}",
        why=f"{_NO_MESSAGE}, but clients that follow it no longer find its target.",
    ),
    Rule(
        id="link-added",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.INFO,
        sentence="The link {link} was added",
        before="links: {}",
        after="links: {owner: {operationId: getUser}}",
        why=f"{_NO_MESSAGE}; clients need not follow it.",
    ),
    Rule(
        id="link-target-changed",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.WARNING,
        sentence="The link {link} leads to {new} instead of {old}",
        before="links: {owner: {operationId: getUser}}",
        after="links: {owner: {operationId: getAccount}}",
        why=f"{_NO_MESSAGE}, but clients that follow it call another operation.",
    ),
    Rule(
        id="link-parameters-changed",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.WARNING,
        sentence="The link {link} passes other values",
        before="links: {owner: {operationId: getUser, parameters: {id: $response.body#/owner}}}",
        after="links: {owner: {operationId: getUser, parameters: {id: $response.body#/ownerId}}}",
        why=f"{_NO_MESSAGE}, but clients that follow it send other values.",
    ),
    Rule(
        id="link-server-changed",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.WARNING,
        sentence="The link {link} leads to {new} instead of {old}",
        before="links: {owner: {operationId: getUser, server: {url: https://a.example}}}",
        after="links: {owner: {operationId: getUser, server: {url: https://b.example}}}",
        why=f"{_NO_MESSAGE}, but clients that follow it come to another server.",
    ),
    Rule(
        id="link-undecided",
        effect=Effect.UNKNOWN,
        direction=None,
        severity=Severity.BREAKING,
        sentence="The link {link} cannot be compared",
        before="links: {owner: {operationId: getUser}}",
        after="links: {owner: {}}",
        why="The engine cannot interpret this part of a document, so the change may break clients.",
    ),
)
