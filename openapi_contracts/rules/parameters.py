"""Parameters of requests."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

REQUEST = Direction.REQUEST

RULES: tuple[Rule, ...] = (
    Rule(
        "required-parameter-added",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field}, which is required, was added",
        "",
        "{in: query, name: limit, required: true}",
        "Clients do not send what they do not know of (AIP-180, Zalando rule 107).",
    ),
    Rule(
        "optional-parameter-added",
        Effect.WIDENS,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "{field} was added",
        "",
        "{in: query, name: limit}",
        "Clients do not send what they do not know of, and need not.",
    ),
    Rule(
        "parameter-removed",
        Effect.NARROWS,
        REQUEST,
        Severity.WARNING,
        Bump.MINOR,
        "{field} was removed",
        "{in: query, name: limit}",
        "",
        (
            "Servers ignore what they do not know, as with a property an open object no longer declares: "
            "accepted, and without effect."
        ),
    ),
    Rule(
        "parameter-became-required",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field} became required",
        "{in: query, name: limit}",
        "{in: query, name: limit, required: true}",
        "Clients could leave it out (OAS 3.1.0, 4.8.12.2 `required`).",
    ),
    Rule(
        "parameter-became-optional",
        Effect.WIDENS,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "{field} became optional",
        "{in: query, name: limit, required: true}",
        "{in: query, name: limit}",
        "Clients that send it go on to do so.",
    ),
    Rule(
        "parameter-form-changed",
        Effect.BOTH,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field} is to be written as {new} and no longer as {old}",
        "{style: form, explode: true}",
        "{style: form, explode: false}",
        "Clients go on to write the same value as another text (OAS 3.1.0, 4.8.12.4).",
    ),
    Rule(
        "parameter-empty-value-refused",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "{field} may no longer be sent without a value",
        "{in: query, name: all, allowEmptyValue: true}",
        "{in: query, name: all}",
        "Clients could send the name alone (OAS 3.1.0, 4.8.12.2 `allowEmptyValue`).",
    ),
    Rule(
        "parameter-empty-value-allowed",
        Effect.WIDENS,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "{field} may be sent without a value",
        "{in: query, name: all}",
        "{in: query, name: all, allowEmptyValue: true}",
        "Clients need not send the name alone (OAS 3.1.0, 4.8.12.2 `allowEmptyValue`).",
    ),
    Rule(
        "value-reads-as-text",
        Effect.NEITHER,
        None,
        Severity.INFO,
        Bump.MINOR,
        "{field} changed from {old} to {new}: all that is sent is text, and is understood",
        "{in: query, name: id, schema: {type: integer}}",
        "{in: query, name: id, schema: {type: string}}",
        "Values outside JSON have no types of their own: an integer is written as a string is (OAS 3.1.0, 4.8.12.4).",
    ),
    Rule(
        "value-reads-as-list",
        Effect.NEITHER,
        None,
        Severity.INFO,
        Bump.MINOR,
        "{field} changed from {old} to {new}: one value reads as a list of one",
        "{in: query, name: id, schema: {type: string}}",
        "{in: query, name: id, schema: {type: array, items: {type: string}}}",
        (
            "In these styles a list of one is written as its only item is (OAS 3.1.0, 4.8.12.4); the items "
            "are compared with what was one value."
        ),
    ),
)
