"""What a value may be by itself: types, values, bounds, texts."""

from openapi_contracts.rules.schemas.rows import Row, rules
from openapi_contracts.vocabulary import Effect, Severity

NARROWS, WIDENS, BOTH = Effect.NARROWS, Effect.WIDENS, Effect.BOTH
_NOT_SHOWN = "A format is an annotation (JSON Schema validation 2020-12, 7.2.1), but generated clients read by it."

_LIMITS = (  # row, keyword, what it is called, two values in order
    ("minimum", "minimum", "the minimum", 0, 18),
    ("min-length", "minLength", "the shortest length", 1, 3),
    ("min-items", "minItems", "the least number of elements", 1, 2),
    ("min-properties", "minProperties", "the least number of properties", 1, 2),
    ("maximum", "maximum", "the maximum", 10, 100),
    ("max-length", "maxLength", "the greatest length", 10, 100),
    ("max-items", "maxItems", "the greatest number of elements", 10, 100),
    ("max-properties", "maxProperties", "the greatest number of properties", 10, 100),
)


def _bounds(row: str, keyword: str, called: str, low: int, high: int) -> tuple[Row, ...]:
    """Return the rows of a bound: a lower one narrows as it is raised, an upper one widens."""
    raised, lowered = (NARROWS, WIDENS) if row.startswith("min") else (WIDENS, NARROWS)
    moved = f"{{where}}: {called} was {{verb}} from {{{{old}}}} to {{{{new}}}}"
    return (
        Row(f"{row}-raised", raised, _sentence(moved, "raised"), f"{keyword}: {low}", f"{keyword}: {high}"),
        Row(f"{row}-lowered", lowered, _sentence(moved, "lowered"), f"{keyword}: {high}", f"{keyword}: {low}"),
        Row(
            f"{row}-added",
            NARROWS,
            f"{{where}}: {called} is {{value}} now, where there was none",
            "",
            f"{keyword}: {low}",
        ),
        Row(f"{row}-removed", WIDENS, f"{{where}}: {called}, {{value}}, was removed", f"{keyword}: {low}", ""),
    )


def _sentence(pattern: str, verb: str) -> str:
    return pattern.replace("{verb}", verb).replace("{{", "{").replace("}}", "}")


ROWS = (
    Row(
        "type-narrowed", NARROWS, "{where}: the type was narrowed from {old} to {new}", "type: number", "type: integer"
    ),
    Row("type-widened", WIDENS, "{where}: the type was widened from {old} to {new}", "type: integer", "type: number"),
    Row("type-changed", BOTH, "{where}: the type was changed from {old} to {new}", "type: string", "type: integer"),
    Row("became-nullable", WIDENS, "{where}: null is allowed now", "type: string", "type: [string, 'null']"),
    Row("became-not-nullable", NARROWS, "{where}: null is no longer allowed", "type: [string, 'null']", "type: string"),
    Row("const-changed", BOTH, "{where}: the only value was changed from {old} to {new}", "const: a", "const: b"),
    Row("enum-value-removed", NARROWS, "{where}: the enum lost {value}", "enum: [a, b]", "enum: [a]"),
    Row("enum-value-added", WIDENS, "{where}: the enum gained {value}", "enum: [a]", "enum: [a, b]"),
    Row(
        "open-enum-value-added",
        WIDENS,
        "{where}: the enum gained {value}, as the contract said it may",
        "enum: [a]\nx-extensible-enum: true",
        "enum: [a, b]\nx-extensible-enum: true",
        why="`x-extensible-enum` says that values may come at any time (Zalando guideline 112).",
        severity=Severity.INFO,
    ),
    Row(
        "extensible-enum-value-added",
        Effect.NEITHER,
        "{where}: the open enum gained {value}",
        "x-extensible-enum: [a]",
        "x-extensible-enum: [a, b]",
        severity=Severity.INFO,
    ),
    Row(
        "extensible-enum-value-removed",
        Effect.NEITHER,
        "{where}: the open enum lost {value}",
        "x-extensible-enum: [a, b]",
        "x-extensible-enum: [a]",
        why="No message shows it, but the value is no longer spoken of.",
        severity=Severity.WARNING,
    ),
    Row(
        "enum-added",
        NARROWS,
        "{where}: nothing but {value} is allowed now, where there was no enum",
        "",
        "enum: [a, b]",
    ),
    Row("enum-removed", WIDENS, "{where}: the enum of {value} was removed", "enum: [a, b]", ""),
    *(row for limit in _LIMITS for row in _bounds(*limit)),
    Row("multiple-of-added", NARROWS, "{where}: only multiples of {value} are allowed now", "", "multipleOf: 5"),
    Row("multiple-of-removed", WIDENS, "{where}: it need not be a multiple of {value} any more", "multipleOf: 5", ""),
    Row(
        "multiple-of-changed",
        BOTH,
        "{where}: `multipleOf` was changed from {old} to {new}",
        "multipleOf: 2",
        "multipleOf: 3",
    ),
    Row("pattern-added", NARROWS, "{where}: the pattern {value} was added", "", "pattern: ^a"),
    Row("pattern-removed", WIDENS, "{where}: the pattern {value} was removed", "pattern: ^a", ""),
    Row("pattern-changed", BOTH, "{where}: the pattern was changed from {old} to {new}", "pattern: ^a", "pattern: ^b"),
    Row(
        "format-added",
        Effect.NEITHER,
        "{where}: the format {value} was added",
        "",
        "format: date",
        _NOT_SHOWN,
        severity=Severity.INFO,
    ),
    Row(
        "format-removed",
        Effect.NEITHER,
        "{where}: the format {value} was removed",
        "format: date",
        "",
        _NOT_SHOWN,
        severity=Severity.INFO,
    ),
    Row(
        "format-changed",
        Effect.NEITHER,
        "{where}: the format was changed from {old} to {new}",
        "format: card-number",
        "format: iban",
        _NOT_SHOWN,
        severity=Severity.WARNING,
    ),
    Row(
        "format-incompatible",
        Effect.BOTH,
        "{where}: the format was changed from {old} to {new}, which does not allow the same values",
        "format: date",
        "format: date-time",
        "A format is an annotation (JSON Schema validation 2020-12, 7.2.1), but whoever names another one reads by it.",
    ),
)
RULES = rules(ROWS)
