"""Compositions (`allOf`, `anyOf`, `oneOf`, `not`, conditions) and changes of whole schemas."""

from openapi_contracts.rules.schemas.rows import REQUEST, RESPONSE, Row, rules
from openapi_contracts.vocabulary import Effect, Severity

NARROWS, WIDENS, BOTH = Effect.NARROWS, Effect.WIDENS, Effect.BOTH
_TWO = "[{type: string}, {type: integer}]"


def _union(row: str, keyword: str) -> tuple[Row, ...]:
    """Return the rows of `anyOf` or `oneOf`; overlapping branches of `oneOf` are a separate row."""
    one = f"{keyword}: [{{type: string}}]"
    return (
        Row(
            name=f"{row}-branch-added",
            effect=WIDENS,
            sentence=f"{{where}}: `{keyword}` gained the branch {{value}}",
            before=one,
            after=f"{keyword}: {_TWO}",
        ),
        Row(
            name=f"{row}-branch-removed",
            effect=NARROWS,
            sentence=f"{{where}}: `{keyword}` lost the branch {{value}}",
            before=f"{keyword}: {_TWO}",
            after=one,
        ),
        Row(
            name=f"{row}-added",
            effect=NARROWS,
            sentence=f"{{where}}: `{keyword}` was added",
            before="",
            after=f"{keyword}: {_TWO}",
        ),
        Row(
            name=f"{row}-removed",
            effect=WIDENS,
            sentence=f"{{where}}: `{keyword}` was removed",
            before=f"{keyword}: {_TWO}",
            after="",
        ),
    )


def _whole(row: str, keyword: str, called: str, example: str) -> tuple[Row, ...]:
    """Return the added, removed and changed rows of a keyword that is compared only as a whole."""
    value = f"{keyword}: {example}"
    return (
        Row(
            name=f"{row}-added",
            effect=NARROWS,
            sentence=f"{{where}}: {called} was added",
            before="",
            after=value,
        ),
        Row(
            name=f"{row}-removed",
            effect=WIDENS,
            sentence=f"{{where}}: {called} was removed",
            before=value,
            after="",
        ),
        Row(
            name=f"{row}-changed",
            effect=BOTH,
            sentence=f"{{where}}: {called} was changed",
            before=value,
            after=f"{keyword}: {{type: string}}",
        ),
    )


_WHOLES = (
    ("not", "not", "the schema of `not`", "{type: integer}"),
    ("condition", "if", "the condition `if`", "{type: integer}"),
    ("contains", "contains", "the schema of `contains`", "{type: integer}"),
    ("property-names", "propertyNames", "`propertyNames`", "{maxLength: 3}"),
    ("dependent-schemas", "dependentSchemas", "the schema that depends on a property", "{a: {required: [b]}}"),
    ("unevaluated-properties", "unevaluatedProperties", "`unevaluatedProperties`", "false"),
    ("unevaluated-items", "unevaluatedItems", "`unevaluatedItems`", "false"),
)
ROWS = (
    *_union("any-of", "anyOf"),
    *_union("one-of", "oneOf"),
    Row(
        name="subtype-added",
        effect=WIDENS,
        sentence="{where}: the subtype {value} was added",
        before="",
        after="anyOf: [{$ref: Cat}]",
    ),
    Row(
        name="subtype-removed",
        effect=NARROWS,
        sentence="{where}: the subtype {value} was removed",
        before="anyOf: [{$ref: Cat}]",
        after="",
    ),
    Row(
        name="discriminator-values-changed",
        effect=BOTH,
        sentence="{where}: {value} is chosen by {new} now; by {old} before",
        before="discriminator: {propertyName: kind, mapping: {a: Cat}}",
        after="discriminator: {propertyName: kind, mapping: {b: Cat}}",
    ),
    Row(
        name="one-of-became-any-of",
        effect=WIDENS,
        sentence="{where}: `oneOf` became `anyOf`",
        before=f"oneOf: {_TWO}",
        after=f"anyOf: {_TWO}",
    ),
    Row(
        name="any-of-became-one-of",
        effect=NARROWS,
        sentence="{where}: `anyOf` became `oneOf`",
        before=f"anyOf: {_TWO}",
        after=f"oneOf: {_TWO}",
    ),
    Row(
        name="one-of-overlap",
        effect=NARROWS,
        sentence="{where}: a value matches more than one branch of `oneOf` now, which `oneOf` does not allow",
        before="oneOf: [{type: string}, {type: integer}]",
        after="oneOf: [{type: string}, {type: [string, integer]}]",
        directions=(REQUEST,),
        needs_witness=True,
    ),
    Row(
        name="one-of-overlap",
        effect=WIDENS,
        sentence="{where}: a value matches exactly one branch of `oneOf` now; it matched several before",
        before="oneOf: [{type: string}, {type: [string, integer]}]",
        after="oneOf: [{type: string}, {type: integer}]",
        directions=(RESPONSE,),
        needs_witness=True,
    ),
    Row(
        name="composition-changed",
        effect=BOTH,
        sentence="{where}: the composition of schemas was changed",
        before=f"anyOf: {_TWO}",
        after="",
    ),
    *(row for whole in _WHOLES for row in _whole(*whole)),
    Row(
        name="schema-added",
        effect=NARROWS,
        sentence="{where}: it must be {value} now; any value was allowed before",
        before="{}",
        after="type: string",
    ),
    Row(
        name="schema-removed",
        effect=WIDENS,
        sentence="{where}: any value is allowed now; it had to be {value} before",
        before="type: string",
        after="{}",
    ),
    Row(
        name="value-forbidden",
        effect=NARROWS,
        sentence="{where}: no value is allowed now",
        before="true",
        after="false",
    ),
    Row(
        name="value-allowed",
        effect=WIDENS,
        sentence="{where}: values are allowed now; none was before",
        before="false",
        after="true",
    ),
    Row(
        name="schema-narrowed",
        effect=NARROWS,
        sentence="{where}: some values that were allowed are rejected now",
        before="type: string",
        after="type: string\nmaxLength: 3",
        directions=(REQUEST,),
    ),
    Row(
        name="schema-widened",
        effect=WIDENS,
        sentence="{where}: some values that were not allowed may be sent now",
        before="type: string\nmaxLength: 3",
        after="type: string",
        directions=(RESPONSE,),
    ),
    Row(
        name="schema-undecided",
        effect=Effect.UNKNOWN,
        sentence="{where}: whether the change breaks anything is undecided: {reason}",
        before="pattern: (a)\\1",
        after="pattern: (b)\\1",
        why="A change that is not proved compatible is treated as breaking (fail closed).",
        severity=Severity.BREAKING,
    ),
)
RULES = rules(ROWS)
