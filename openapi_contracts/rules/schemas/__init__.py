"""Changes of schema keywords, one rule for each direction."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.rules.schemas import compositions, formats, notices, shapes, values, xml
from openapi_contracts.rules.schemas.rows import Row

ROWS: tuple[Row, ...] = (*values.ROWS, *formats.ROWS, *shapes.ROWS, *compositions.ROWS, *xml.ROWS)
"""The changes of keywords, which the rules of both directions are made from."""

RULES: tuple[Rule, ...] = (
    *values.RULES,
    *formats.RULES,
    *shapes.RULES,
    *compositions.RULES,
    *xml.RULES,
    *notices.RULES,
)
