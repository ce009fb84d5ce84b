"""Types, enums, constants, numeric and length bounds, patterns."""

from openapi_contracts.rules.schemas.rows import Row, rules
from openapi_contracts.vocabulary import Effect, Severity

NARROWS, WIDENS, BOTH = Effect.NARROWS, Effect.WIDENS, Effect.BOTH

_LIMITS = (  # row, keyword, its name in sentences, two example values in order
    ("minimum", "minimum", "the minimum", 0, 18),
    ("min-length", "minLength", "the minimum length", 1, 3),
    ("min-items", "minItems", "the minimum number of items", 1, 2),
    ("min-properties", "minProperties", "the minimum number of properties", 1, 2),
    ("maximum", "maximum", "the maximum", 10, 100),
    ("max-length", "maxLength", "the maximum length", 10, 100),
    ("max-items", "maxItems", "the maximum number of items", 10, 100),
    ("max-properties", "maxProperties", "the maximum number of properties", 10, 100),
)


def _bounds(row: str, keyword: str, called: str, low: int, high: int) -> tuple[Row, ...]:
    """Return the rows of a bound: raising a minimum narrows the schema, raising a maximum widens it."""
    raised, lowered = (NARROWS, WIDENS) if row.startswith("min") else (WIDENS, NARROWS)
    moved = f"{{where}}: {called} was {{verb}} from {{{{old}}}} to {{{{new}}}}"
    return (
        Row(
            name=f"{row}-raised",
            effect=raised,
            sentence=_sentence(moved, "raised"),
            before=f"{keyword}: {low}",
            after=f"{keyword}: {high}",
        ),
        Row(
            name=f"{row}-lowered",
            effect=lowered,
            sentence=_sentence(moved, "lowered"),
            before=f"{keyword}: {high}",
            after=f"{keyword}: {low}",
        ),
        Row(
            name=f"{row}-added",
            effect=NARROWS,
            sentence=f"{{where}}: {called} {{value}} was added",
            before="",
            after=f"{keyword}: {low}",
        ),
        Row(
            name=f"{row}-removed",
            effect=WIDENS,
            sentence=f"{{where}}: {called} {{value}} was removed",
            before=f"{keyword}: {low}",
            after="",
        ),
    )


def _sentence(pattern: str, verb: str) -> str:
    return pattern.replace("{verb}", verb).replace("{{", "{").replace("}}", "}")


ROWS = (
    Row(
        name="type-narrowed",
        effect=NARROWS,
        sentence="{where}: the type was narrowed from {old} to {new}",
        before="type: number",
        after="type: integer",
    ),
    Row(
        name="type-widened",
        effect=WIDENS,
        sentence="{where}: the type was widened from {old} to {new}",
        before="type: integer",
        after="type: number",
    ),
    Row(
        name="type-changed",
        effect=BOTH,
        sentence="{where}: the type was changed from {old} to {new}",
        before="type: string",
        after="type: integer",
    ),
    Row(
        name="became-nullable",
        effect=WIDENS,
        sentence="{where}: null is allowed now",
        before="type: string",
        after="type: [string, 'null']",
    ),
    Row(
        name="became-not-nullable",
        effect=NARROWS,
        sentence="{where}: null is no longer allowed",
        before="type: [string, 'null']",
        after="type: string",
    ),
    Row(
        name="const-changed",
        effect=BOTH,
        sentence="{where}: the constant was changed from {old} to {new}",
        before="const: a",
        after="const: b",
    ),
    Row(
        name="enum-value-removed",
        effect=NARROWS,
        sentence="{where}: the enum lost {value}",
        before="enum: [a, b]",
        after="enum: [a]",
    ),
    Row(
        name="enum-value-added",
        effect=WIDENS,
        sentence="{where}: the enum gained {value}",
        before="enum: [a]",
        after="enum: [a, b]",
    ),
    Row(
        name="open-enum-value-added",
        effect=WIDENS,
        sentence="{where}: the enum gained {value}, which the contract announces as possible",
        before="enum: [a]\nx-extensible-enum: true",
        after="enum: [a, b]\nx-extensible-enum: true",
        why="`x-extensible-enum` announces that values may be added at any time (Zalando guideline 112).",
        severity=Severity.INFO,
    ),
    Row(
        name="extensible-enum-value-added",
        effect=Effect.NEITHER,
        sentence="{where}: the open enum gained {value}",
        before="x-extensible-enum: [a]",
        after="x-extensible-enum: [a, b]",
        severity=Severity.INFO,
    ),
    Row(
        name="extensible-enum-value-removed",
        effect=Effect.NEITHER,
        sentence="{where}: the open enum lost {value}",
        before="x-extensible-enum: [a, b]",
        after="x-extensible-enum: [a]",
        why="No message becomes invalid, but the value is no longer documented.",
        severity=Severity.WARNING,
    ),
    Row(
        name="enum-added",
        effect=NARROWS,
        sentence="{where}: an enum was added that allows only {value}",
        before="",
        after="enum: [a, b]",
    ),
    Row(
        name="enum-removed",
        effect=WIDENS,
        sentence="{where}: the enum of {value} was removed",
        before="enum: [a, b]",
        after="",
    ),
    *(row for limit in _LIMITS for row in _bounds(*limit)),
    Row(
        name="multiple-of-added",
        effect=NARROWS,
        sentence="{where}: `multipleOf` {value} was added",
        before="",
        after="multipleOf: 5",
    ),
    Row(
        name="multiple-of-removed",
        effect=WIDENS,
        sentence="{where}: `multipleOf` {value} was removed",
        before="multipleOf: 5",
        after="",
    ),
    Row(
        name="multiple-of-changed",
        effect=BOTH,
        sentence="{where}: `multipleOf` was changed from {old} to {new}",
        before="multipleOf: 2",
        after="multipleOf: 3",
    ),
    Row(
        name="pattern-added",
        effect=NARROWS,
        sentence="{where}: the pattern {value} was added",
        before="",
        after="pattern: ^a",
    ),
    Row(
        name="pattern-removed",
        effect=WIDENS,
        sentence="{where}: the pattern {value} was removed",
        before="pattern: ^a",
        after="",
    ),
    Row(
        name="pattern-changed",
        effect=BOTH,
        sentence="{where}: the pattern was changed from {old} to {new}",
        before="pattern: ^a",
        after="pattern: ^b",
    ),
)
RULES = rules(ROWS)
