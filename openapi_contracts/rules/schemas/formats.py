"""Formats: annotations by which programs parse values."""

from openapi_contracts.rules.schemas.rows import REQUEST, RESPONSE, Row, rules
from openapi_contracts.vocabulary import Effect, Severity

_NOT_SHOWN = "A format is an annotation (JSON Schema validation 2020-12, 7.2.1), but generated clients parse by it."
ROWS = (
    Row(
        name="format-added",
        effect=Effect.NEITHER,
        sentence="{where}: the format {value} was added",
        before="",
        after="format: date",
        why=_NOT_SHOWN,
        severity=Severity.INFO,
    ),
    Row(
        name="format-removed",
        effect=Effect.NEITHER,
        sentence="{where}: the format {value} was removed",
        before="format: date",
        after="",
        why=_NOT_SHOWN,
        severity=Severity.INFO,
    ),
    Row(
        name="typed-format-added",
        effect=Effect.NEITHER,
        sentence="{where}: the format {value} was added",
        before="",
        after="format: date",
        why="Servers that parse values by this format reject the others, although a format is an annotation.",
        severity=Severity.WARNING,
        directions=(REQUEST,),
    ),
    Row(
        name="typed-format-removed",
        effect=Effect.NEITHER,
        sentence="{where}: the format {value} was removed",
        before="format: date",
        after="",
        why="Clients parse values by the old format, and other values may be sent now.",
        severity=Severity.WARNING,
        directions=(RESPONSE,),
    ),
    Row(
        name="format-changed",
        effect=Effect.NEITHER,
        sentence="{where}: the format was changed from {old} to {new}",
        before="format: card-number",
        after="format: iban",
        why=_NOT_SHOWN,
        severity=Severity.WARNING,
    ),
    Row(
        name="format-incompatible",
        effect=Effect.BOTH,
        sentence="{where}: the format was changed from {old} to {new}, which does not allow the same values",
        before="format: date",
        after="format: date-time",
        why=(
            "A format is an annotation (JSON Schema validation 2020-12, 7.2.1), but clients parse "
            "values by the old format."
        ),
    ),
)
RULES = rules(ROWS)
