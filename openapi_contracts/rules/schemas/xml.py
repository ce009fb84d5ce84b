"""How values are written in XML."""

from openapi_contracts.rules.schemas.rows import Row, rules
from openapi_contracts.vocabulary import Effect

ROWS = (
    Row(
        name="xml-form-changed",
        effect=Effect.BOTH,
        sentence="{where} was {old} in XML, and is {new} now",
        before="properties: {age: {}}",
        after="properties: {age: {xml: {attribute: true}}}",
        why="Whoever reads the XML looks for another node (OAS 3.1.0, 4.8.26).",
    ),
)
RULES = rules(ROWS)
