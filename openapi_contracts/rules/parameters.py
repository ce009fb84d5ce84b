"""Parameters of requests."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

REQUEST = Direction.REQUEST

RULES: tuple[Rule, ...] = (
    Rule(
        id="required-parameter-added",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="{field} was added as required",
        before="",
        after="{in: query, name: limit, required: true}",
        why="Existing clients do not send the new parameter (AIP-180, Zalando rule 107).",
    ),
    Rule(
        id="optional-parameter-added",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="{field} was added",
        before="",
        after="{in: query, name: limit}",
        why="Existing clients need not send the new parameter.",
    ),
    Rule(
        id="parameter-removed",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.WARNING,
        sentence="{field} was removed",
        before="{in: query, name: limit}",
        after="",
        why=("Servers ignore parameters they do not know: requests that have it are accepted, but it has no effect."),
        announceable=True,
    ),
    Rule(
        id="parameter-became-required",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="{field} became required",
        before="{in: query, name: limit}",
        after="{in: query, name: limit, required: true}",
        why="Existing clients may omit the parameter (OAS 3.1.0, 4.8.12.2 `required`).",
    ),
    Rule(
        id="parameter-became-optional",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="{field} became optional",
        before="{in: query, name: limit, required: true}",
        after="{in: query, name: limit}",
        why="Clients that send the parameter may continue to send it.",
    ),
    Rule(
        id="parameter-form-changed",
        effect=Effect.BOTH,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="{field} must be serialized as {new}, no longer as {old}",
        before="{style: form, explode: true}",
        after="{style: form, explode: false}",
        why="Existing clients serialize the value in the old form (OAS 3.1.0, 4.8.12.4).",
    ),
    Rule(
        id="parameter-empty-value-refused",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="{field} may no longer be sent without a value",
        before="{in: query, name: all, allowEmptyValue: true}",
        after="{in: query, name: all}",
        why="Existing clients may send the name without a value (OAS 3.1.0, 4.8.12.2 `allowEmptyValue`).",
    ),
    Rule(
        id="parameter-empty-value-allowed",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="{field} may be sent without a value",
        before="{in: query, name: all}",
        after="{in: query, name: all, allowEmptyValue: true}",
        why="Clients may still send a value (OAS 3.1.0, 4.8.12.2 `allowEmptyValue`).",
    ),
    Rule(
        id="value-reads-as-text",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.INFO,
        sentence="{field} changed from {old} to {new}, which accepts the text of every value sent before",
        before="{in: query, name: id, schema: {type: integer}}",
        after="{in: query, name: id, schema: {type: string}}",
        why=(
            "Parameters are text: an integer and a string of the same digits are written the same "
            "(OAS 3.1.0, 4.8.12.4)."
        ),
    ),
    Rule(
        id="value-reads-as-list",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.INFO,
        sentence="{field} changed from {old} to {new}: a single value is read as a list of one item",
        before="{in: query, name: id, schema: {type: string}}",
        after="{in: query, name: id, schema: {type: array, items: {type: string}}}",
        why=(
            "In these styles a list of one item is written like the item itself (OAS 3.1.0, 4.8.12.4); the old "
            "value is compared with the new items."
        ),
    ),
)
