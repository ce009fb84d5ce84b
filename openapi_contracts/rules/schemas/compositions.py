"""How schemas are put together, and what stands for a whole schema."""

from openapi_contracts.rules.schemas.rows import REQUEST, RESPONSE, Row, rules
from openapi_contracts.vocabulary import Effect, Severity

NARROWS, WIDENS, BOTH = Effect.NARROWS, Effect.WIDENS, Effect.BOTH
_TWO = "[{type: string}, {type: integer}]"


def _union(row: str, keyword: str) -> tuple[Row, ...]:
    """Return the rows of a union; a branch more in a `oneOf` may overlap another, which has a row of its own."""
    one = f"{keyword}: [{{type: string}}]"
    return (
        Row(
            f"{row}-branch-added",
            WIDENS,
            f"{{where}}: `{keyword}` gained the branch {{value}}",
            one,
            f"{keyword}: {_TWO}",
        ),
        Row(
            f"{row}-branch-removed",
            NARROWS,
            f"{{where}}: `{keyword}` lost the branch {{value}}",
            f"{keyword}: {_TWO}",
            one,
        ),
        Row(f"{row}-added", NARROWS, f"{{where}}: `{keyword}` was added", "", f"{keyword}: {_TWO}"),
        Row(f"{row}-removed", WIDENS, f"{{where}}: `{keyword}` was removed", f"{keyword}: {_TWO}", ""),
    )


def _whole(row: str, keyword: str, called: str, example: str) -> tuple[Row, ...]:
    """Return the rows of a keyword that is compared as a whole."""
    value = f"{keyword}: {example}"
    return (
        Row(f"{row}-added", NARROWS, f"{{where}}: {called} was added", "", value),
        Row(f"{row}-removed", WIDENS, f"{{where}}: {called} was removed", value, ""),
        Row(f"{row}-changed", BOTH, f"{{where}}: {called} was changed", value, f"{keyword}: {{type: string}}"),
    )


_WHOLES = (
    ("not", "not", "what `not` forbids", "{type: integer}"),
    ("condition", "if", "the condition of `if`", "{type: integer}"),
    ("contains", "contains", "what `contains` asks for", "{type: integer}"),
    ("property-names", "propertyNames", "what names must be like", "{maxLength: 3}"),
    ("dependent-schemas", "dependentSchemas", "what depends on a property", "{a: {required: [b]}}"),
    ("unevaluated-properties", "unevaluatedProperties", "what other properties must be like", "false"),
    ("unevaluated-items", "unevaluatedItems", "what other elements must be like", "false"),
)
ROWS = (
    *_union("any-of", "anyOf"),
    *_union("one-of", "oneOf"),
    Row("one-of-became-any-of", WIDENS, "{where}: `oneOf` became `anyOf`", f"oneOf: {_TWO}", f"anyOf: {_TWO}"),
    Row("any-of-became-one-of", NARROWS, "{where}: `anyOf` became `oneOf`", f"anyOf: {_TWO}", f"oneOf: {_TWO}"),
    Row(
        "one-of-overlap",
        NARROWS,
        "{where}: a value fits several branches of `oneOf` now, and so none",
        "oneOf: [{type: string}, {type: integer}]",
        "oneOf: [{type: string}, {type: [string, integer]}]",
        directions=(REQUEST,),
    ),
    Row(
        "one-of-overlap",
        WIDENS,
        "{where}: a value fits one branch of `oneOf` now that fitted several, and so none",
        "oneOf: [{type: string}, {type: [string, integer]}]",
        "oneOf: [{type: string}, {type: integer}]",
        directions=(RESPONSE,),
    ),
    Row("composition-changed", BOTH, "{where}: the schemas it is composed of were changed", f"anyOf: {_TWO}", ""),
    *(row for whole in _WHOLES for row in _whole(*whole)),
    Row("schema-added", NARROWS, "{where}: it must be {value} now, where anything was allowed", "{}", "type: string"),
    Row(
        "schema-removed", WIDENS, "{where}: it need not be {value} any more: anything is allowed", "type: string", "{}"
    ),
    Row("value-forbidden", NARROWS, "{where}: no value is allowed any more", "true", "false"),
    Row("value-allowed", WIDENS, "{where}: values are allowed, where none was", "false", "true"),
    Row(
        "schema-narrowed",
        NARROWS,
        "{where}: some values that were allowed are refused now",
        "type: string",
        "type: string\nmaxLength: 3",
        directions=(REQUEST,),
    ),
    Row(
        "schema-widened",
        WIDENS,
        "{where}: some values that were never allowed may come now",
        "type: string\nmaxLength: 3",
        "type: string",
        directions=(RESPONSE,),
    ),
    Row(
        "schema-undecided",
        Effect.UNKNOWN,
        "{where}: whether the change breaks anything is undecided: {reason}",
        "pattern: (a)\\1",
        "pattern: (b)\\1",
        "What is not proved compatible is held to break (fail closed).",
        Severity.BREAKING,
    ),
)
RULES = rules(ROWS)
