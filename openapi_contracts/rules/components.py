"""Components of documents that have no operation."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

RULES: tuple[Rule, ...] = (
    Rule(
        id="component-removed",
        effect=Effect.NARROWS,
        direction=None,
        severity=Severity.BREAKING,
        sentence="The component {component} was removed",
        before="components: {schemas: {Pet: {type: object}}}",
        after="components: {schemas: {}}",
        why="Other documents refer to the components of a document that has no operation.",
    ),
    Rule(
        id="component-added",
        effect=Effect.WIDENS,
        direction=None,
        severity=Severity.INFO,
        sentence="The component {component} was added",
        before="components: {schemas: {}}",
        after="components: {schemas: {Pet: {type: object}}}",
        why="No document refers to it yet.",
    ),
)
