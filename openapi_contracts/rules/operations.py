"""Operations, and parts of the contract that are unclear."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules import webhooks
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

REQUEST = Direction.REQUEST

RULES: tuple[Rule, ...] = (
    *webhooks.RULES,
    Rule(
        "part-undecided",
        Effect.UNKNOWN,
        None,
        Severity.BREAKING,
        Bump.MAJOR,
        "It is unclear what {part} means",
        "$ref: '#/nowhere'",
        "type: string",
        (
            "What cannot be read may break anything; it is undecided and fails closed, unless both "
            "documents leave the same unclear."
        ),
    ),
    Rule(
        "operation-removed",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "`{operation}` was removed",
        "get: {responses: {200: {description: pets}}}",
        "",
        "Every request of the operation is refused from now on (AIP-180, Zalando rule 106).",
    ),
    Rule(
        "operation-added",
        Effect.WIDENS,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "`{operation}` was added",
        "",
        "get: {responses: {200: {description: pets}}}",
        "No client sends such a request yet.",
    ),
    Rule(
        "operation-left-to-template",
        Effect.NEITHER,
        REQUEST,
        Severity.WARNING,
        Bump.MINOR,
        "`{operation}` is no operation of its own any more: `{path}` takes its requests",
        "/pets/mine: {get: {}}\n/pets/{id}: {get: {}}",
        "/pets/{id}: {get: {}}",
        (
            "A template takes what no concrete path does (OAS 3.1.0, 4.8.8.2), so the two operations are "
            "compared; generated clients lose a method."
        ),
    ),
    Rule(
        "operation-shadowed",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "`{operation}` has no answer any more: the new path is matched before `{template}`",
        "/pets/{id}: {get: {}}",
        "/pets/{id}: {get: {}}\n/pets/mine: {post: {}}",
        (
            "Concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2), and this "
            "one lacks the method."
        ),
    ),
    Rule(
        "operation-takes-over",
        Effect.NEITHER,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "`{operation}` takes requests that went to `{template}`",
        "/pets/{id}: {get: {}}",
        "/pets/{id}: {get: {}}\n/pets/mine: {get: {}}",
        (
            "Concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2), so the "
            "two operations are compared."
        ),
    ),
)
