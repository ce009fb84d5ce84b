"""Operations, and parts of a document that the engine cannot interpret."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules import webhooks
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

REQUEST = Direction.REQUEST

RULES: tuple[Rule, ...] = (
    *webhooks.RULES,
    Rule(
        id="part-undecided",
        effect=Effect.UNKNOWN,
        direction=None,
        severity=Severity.BREAKING,
        sentence="The meaning of {part} is unclear",
        before="$ref: '#/nowhere'",
        after="type: string",
        why=(
            "The engine cannot interpret this part, so the change may break clients (fail closed). It is not "
            "reported where both documents have the same text there."
        ),
    ),
    Rule(
        id="operation-removed",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="`{operation}` was removed",
        before="get: {responses: {200: {description: pets}}}",
        after="",
        why="The server refuses every request of the operation (AIP-180, Zalando rule 106).",
        announceable=True,
    ),
    Rule(
        id="operation-added",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="`{operation}` was added",
        before="",
        after="get: {responses: {200: {description: pets}}}",
        why="Existing clients do not send requests of the new operation.",
    ),
    Rule(
        id="operation-left-to-template",
        effect=Effect.NEITHER,
        direction=REQUEST,
        severity=Severity.WARNING,
        sentence="`{operation}` was removed; its requests go to `{path}` now",
        before="/pets/mine: {get: {}}\n/pets/{id}: {get: {}}",
        after="/pets/{id}: {get: {}}",
        why=(
            "A templated path matches requests that no concrete path matches (OAS 3.1.0, 4.8.8.2), so the two "
            "operations are compared. Generated clients lose a method."
        ),
    ),
    Rule(
        id="operation-shadowed",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="Requests of `{operation}` are no longer served: the new path is matched before `{template}`",
        before="/pets/{id}: {get: {}}",
        after="/pets/{id}: {get: {}}\n/pets/mine: {post: {}}",
        why=(
            "Concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2), and the new "
            "concrete path lacks the method."
        ),
    ),
    Rule(
        id="operation-takes-over",
        effect=Effect.NEITHER,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="`{operation}` takes requests that went to `{template}` before",
        before="/pets/{id}: {get: {}}",
        after="/pets/{id}: {get: {}}\n/pets/mine: {get: {}}",
        why=(
            "Concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2), so the "
            "two operations are compared."
        ),
    ),
    Rule(
        id="path-takes-over",
        effect=Effect.NEITHER,
        direction=REQUEST,
        severity=Severity.WARNING,
        sentence="The new path {path} takes requests that went to {template} before",
        before="/pets/{id}: {get: {}}",
        after="/pets/{id}: {get: {}}\n/pets/search: {get: {}}",
        why=(
            "Concrete paths are matched before their templated counterparts (OAS 3.1.0, 4.8.8.2), so one value "
            "of the parameter is taken; the new path is another resource, and is not compared with the old one."
        ),
    ),
    Rule(
        id="operation-moved",
        effect=Effect.NEITHER,
        direction=REQUEST,
        severity=Severity.INFO,
        bump=Bump.PATCH,
        sentence="{part} moved from {old} to {new}",
        before="servers: [{url: https://api.example.com/v1}]\npaths: {/pets: {get: {}}}",
        after="servers: [{url: https://api.example.com}]\npaths: {/v1/pets: {get: {}}}",
        why="A path is appended to the server's URL (OAS 3.1.0, 4.8.8), so requests go where they went before.",
        one_cause=True,
    ),
    Rule(
        id="path-text-became-parameter",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="The text {text} in the path became the parameter {name}",
        before="/v1/pets: {get: {}}",
        after="/{version}/pets: {get: {}}",
        why="The template takes every request that went to the old path (OAS 3.1.0, 4.8.8.2).",
        one_cause=True,
    ),
    Rule(
        id="path-parameter-became-text",
        effect=Effect.NEITHER,
        direction=REQUEST,
        severity=Severity.INFO,
        bump=Bump.PATCH,
        sentence="The path parameter {name} became the text {text}",
        before="/{version}/pets: {get: {parameters: [{name: version, in: path, schema: {enum: [v1]}}]}}",
        after="/v1/pets: {get: {}}",
        why="The parameter had no other value, or the server has the others, so requests go where they went before.",
        one_cause=True,
    ),
)
