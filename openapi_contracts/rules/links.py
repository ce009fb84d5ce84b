"""Links from responses."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

_NO_MESSAGE = "A link tells clients how to go on and is itself no part of a message (OAS 3.1.0, 4.8.20)"

RULES: tuple[Rule, ...] = (
    Rule(
        "link-removed",
        Effect.NEITHER,
        None,
        Severity.WARNING,
        Bump.MINOR,
        "The link {link} is gone",
        "links: {owner: {operationId: getUser}}",
        "links: {}",
        f"{_NO_MESSAGE}, but clients that follow it no longer know where to.",
    ),
    Rule(
        "link-added",
        Effect.NEITHER,
        None,
        Severity.INFO,
        Bump.MINOR,
        "The link {link} was added",
        "links: {}",
        "links: {owner: {operationId: getUser}}",
        f"{_NO_MESSAGE}; nobody has to follow one.",
    ),
    Rule(
        "link-target-changed",
        Effect.NEITHER,
        None,
        Severity.WARNING,
        Bump.MINOR,
        "The link {link} leads to {new} instead of {old}",
        "links: {owner: {operationId: getUser}}",
        "links: {owner: {operationId: getAccount}}",
        f"{_NO_MESSAGE}, but clients that follow it come to another operation.",
    ),
    Rule(
        "link-parameters-changed",
        Effect.NEITHER,
        None,
        Severity.WARNING,
        Bump.MINOR,
        "The link {link} takes other values along",
        "links: {owner: {operationId: getUser, parameters: {id: $response.body#/owner}}}",
        "links: {owner: {operationId: getUser, parameters: {id: $response.body#/ownerId}}}",
        f"{_NO_MESSAGE}, but clients that follow it send another request.",
    ),
    Rule(
        "link-undecided",
        Effect.UNKNOWN,
        None,
        Severity.BREAKING,
        Bump.MAJOR,
        "The link {link} cannot be compared",
        "links: {owner: {operationId: getUser}}",
        "links: {owner: {}}",
        "What is unclear in a document may mean anything.",
    ),
)
